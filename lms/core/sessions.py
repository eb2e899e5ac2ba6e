"""Sessions as Django keeps them in the database; every page reads its own, by a statement composed once."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.utils import timezone

from lms.core.composed import Composed


class SessionStore(db.SessionStore):
    """The engine that `SESSION_ENGINE` names."""

    def _validate_session_key(self, key: str) -> bool:
        """A cookie that Django cannot have given is not looked for: it may hold what no database takes."""
        valid = super()._validate_session_key(key)  # type: ignore[misc]  # the stubs lack it
        return bool(valid) and key.isascii() and key.isalnum()

    def _get_session_from_db(self) -> Any:
        found = _LIVE(key=self.session_key, now=timezone.now())
        if found:
            return found[0]
        self._session_key = None
        return None


def _live(key: str, now: datetime) -> QuerySet[Any]:
    return SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)


_LIVE = Composed(_live)
