"""Searching people and things by words: case and accents never matter, on either database."""

from typing import Any

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.db.models.lookups import Contains

from lms.core.text import fold, tidy

MOST_WORDS = 8
_NAME = "acuerdo_fold"


class Fold(Func):
    """A text as `lms.core.text.fold` gives it, computed by the database. Immutable, so it can be indexed."""

    function = _NAME
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template=r"lower(regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'))",
            **context,
        )


def matching(text: str, *fields: str) -> Q:
    """The rows in which every word of `text` stands somewhere in `fields`; all rows for no words."""
    condition = Q()
    for word in words(text):
        condition &= holding(word, *fields)
    return condition


def words(text: str) -> list[str]:
    """The words of what somebody typed, as `holding` takes them; no more than MOST_WORDS."""
    return tidy(fold(text.replace("\x00", ""))).split()[:MOST_WORDS]


def holding(word: str, *fields: str) -> Q:
    """The rows in which one word stands in one of `fields`."""
    parts: list[Any] = []
    for name in fields:
        parts += [Coalesce(F(name), Value(""), output_field=TextField()), Value(" ")]
    where = Fold(Concat(*parts, output_field=TextField()))
    return Q(Contains(where, fold(word)))


def teach(connection: Any, **_signal: Any) -> None:
    """Give SQLite the function that PostgreSQL spells with its own; called at each new connection."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            _NAME, 1, lambda text: None if text is None else fold(str(text)), deterministic=True
        )
