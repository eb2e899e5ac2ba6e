"""Codes that say nothing of whom they stand for; whoever has the key finds out of which bundle. Pure."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable

NONCE, SEAL = 16, 8
"""Letters of the random part, and of the part that the key makes of it."""
CODE = re.compile(rf"\b[0-9a-f]{{{NONCE + SEAL}}}\b")


def new_key() -> bytes:
    """The key of a bundle; it stays on the server."""
    return secrets.token_bytes(32)


class Codes:
    """New codes of one bundle: no two alike, whatever they are for, and in no order."""

    def __init__(self, key: bytes, random: Callable[[int], str] = secrets.token_hex) -> None:
        self._key, self._random = key, random
        self._given: set[str] = set()

    def __call__(self) -> str:
        while (nonce := self._random(NONCE // 2)) in self._given:
            pass
        self._given.add(nonce)
        return nonce + _seal(self._key, nonce)


def is_of(key: bytes, code: str) -> bool:
    """Whether the bundle of that key gave out the code."""
    return hmac.compare_digest(_seal(key, code[:NONCE]), code[NONCE:])


def codes_in(text: str) -> list[str]:
    """What looks like a code, each once, in its order."""
    return list(dict.fromkeys(CODE.findall(text.lower())))


def _seal(key: bytes, nonce: str) -> str:
    return hmac.new(key, nonce.encode(), hashlib.sha256).hexdigest()[:SEAL]
