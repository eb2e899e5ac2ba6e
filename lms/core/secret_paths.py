"""What an address lets in with is not written into the log with it."""

import logging
import re
from collections.abc import Mapping

# By these parts of addresses whoever knows them is let in.
SECRET = ("token", "code")
# Sign-in has two parts for a new password; a report or a picture has a key as well, which is no secret.
OF_PASSWORDS = ("uidb36", "key")


class WithoutSecrets(logging.Filter):
    """Puts an ellipsis in their place: what is refused is logged with the address that was asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match is not None and isinstance(record.args, tuple):
            for secret in _secrets(match.kwargs):
                record.args = tuple(_without(secret, one) for one in record.args)
        return True


def _secrets(parts: Mapping[str, object]) -> list[str]:
    names = OF_PASSWORDS if parts.keys() >= set(OF_PASSWORDS) else SECRET
    return [str(parts[name]) for name in names if parts.get(name)]


def _without(secret: str, said: object) -> object:
    if not isinstance(said, str):
        return said
    return re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "…", said)
