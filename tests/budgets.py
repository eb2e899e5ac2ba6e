"""What a request costs the database: statements sent and rows read, on either database.

    with counted() as spent:
        client.get(url)
    spent.within(queries=12, rows=60)

Constant queries are not enough: a query that reads the whole cohort is one query. So a test that
promises a budget asks for both, with few people and with many.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

# Sent by `transaction.atomic()`; within a test, which is a transaction itself, they are savepoints.
_TRANSACTION = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK", "BEGIN", "COMMIT")


@dataclass(slots=True)
class Statement:
    """One statement and how many of its rows were fetched."""

    sql: str
    rows: int = 0


@dataclass(slots=True)
class Spent:
    """Everything sent to the database, in order."""

    statements: list[Statement] = field(default_factory=list)

    @property
    def asked(self) -> list[Statement]:
        """The statements that read or write rows: without the marks of a transaction."""
        return [one for one in self.statements if not one.sql.startswith(_TRANSACTION)]

    @property
    def queries(self) -> int:
        return len(self.asked)

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.statements)

    @property
    def repeated(self) -> list[str]:
        """Statements sent more than once, word for word but for their parameters."""
        texts = [one.sql for one in self.asked]
        return sorted({text for text in texts if texts.count(text) > 1})

    def within(self, *, queries: int, rows: int | None = None) -> None:
        """Assert that no more was spent; the failure lists what was sent."""
        assert self.queries <= queries, f"{self.queries} queries, at most {queries}:\n{self}"
        assert rows is None or self.rows <= rows, f"{self.rows} rows read, at most {rows}:\n{self}"

    def __str__(self) -> str:
        return "\n".join(f"{one.rows:6} rows  {one.sql[:300]}" for one in self.statements)


class _Cursor:
    """A database cursor that counts what is fetched from it."""

    def __init__(self, cursor: Any, statement: Statement) -> None:
        self._cursor, self._statement = cursor, statement

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def __iter__(self) -> Iterator[Any]:
        for row in self._cursor:
            self._statement.rows += 1
            yield row

    def fetchone(self) -> Any:
        row = self._cursor.fetchone()
        self._statement.rows += row is not None
        return row

    def fetchmany(self, *arguments: Any, **named: Any) -> Any:
        return self._counted(self._cursor.fetchmany(*arguments, **named))

    def fetchall(self) -> Any:
        return self._counted(self._cursor.fetchall())

    def _counted(self, rows: Any) -> Any:
        self._statement.rows += len(rows)
        return rows


@contextmanager
def counted() -> Iterator[Spent]:
    """Count what the block sends to the default database and reads from it."""
    spent = Spent()

    def execute(execute: Any, sql: Any, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
        statement = Statement(str(sql))
        spent.statements.append(statement)
        wrapper = context["cursor"]
        if isinstance(wrapper.cursor, _Cursor):  # one cursor may carry several statements
            wrapper.cursor = wrapper.cursor._cursor
        result = execute(sql, params, many, context)
        wrapper.cursor = _Cursor(wrapper.cursor, statement)
        return result

    with connection.execute_wrapper(execute):
        yield spent


def same_cost(spent: Iterable[Spent]) -> None:
    """Assert that each cost as many queries and rows as the first: with 3 people and with 300."""
    first, *others = spent
    for other in others:
        assert (other.queries, other.rows) == (first.queries, first.rows), f"{first}\n— then —\n{other}"
