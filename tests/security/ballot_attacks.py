"""What somebody who can read the whole database would try, to find whose an anonymous sheet is.

People are known here by number. A sheet's answers and a comment's words spell the number of who
wrote them, so that a guess can be checked; an attacker does not know how.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from tests.security.own_database import plain_dump, reading

SHEETS, COMMENTS, RECEIPTS = (f"assessments_anonymous{name}" for name in ("sheet", "comment", "receipt"))
TICKETS = "assessments_anonymousticket"
WORDS = {SHEETS: "answers", COMMENTS: "text", RECEIPTS: "user_id"}
SCALE = 5

Guess = list[tuple[int, int]]
Orders = dict[str, list[int]]


@dataclass(frozen=True)
class Seen:
    """One row: whom it is from or about, and what the database says beside what is written in it."""

    number: int
    key: str
    place: tuple[int, ...]
    writing: int = 0
    command: int = 0
    deleted: int = 0


@dataclass(frozen=True)
class Attacker:
    """Somebody who may read everything; `numbers` are the people's numbers by id."""

    settings: dict[str, Any]
    delivery_id: int
    numbers: dict[int, int]
    arrivals: Sequence[int]

    @property
    def postgres(self) -> bool:
        return "postgresql" in self.settings["ENGINE"]

    def rows(self, table: str) -> list[Seen]:
        """The rows of one table as they come when nobody asks for an order."""
        hidden = "ctid::text, xmin::text, cmin::text, xmax::text" if self.postgres else "rowid, 0, 0, 0"
        sql = f"SELECT {WORDS[table]}, key, {hidden} FROM {table} WHERE delivery_id = {self.delivery_id}"
        with reading(self.settings) as connection:
            found = connection.execute(sql).fetchall()
        return [
            Seen(
                number=self.who(table, words),
                key=str(key),
                place=tuple(int(part) for part in re.findall(r"\d+", str(place))),
                writing=int(writing),
                command=int(command),
                deleted=int(deleted),
            )
            for words, key, place, writing, command, deleted in found
        ]

    def orders(self, table: str) -> Orders:
        """The rows of a table in every order that might be that of arrival, a dump's apart."""
        rows = self.rows(table)
        ways: dict[str, Callable[[Seen], Any]] = {
            "key": lambda row: row.key,
            "place": lambda row: row.place,
            "xmin": lambda row: row.writing,
            "cmin": lambda row: (row.writing, row.command),
            "xmax": lambda row: row.deleted,
        }
        found = {name: [row.number for row in sorted(rows, key=way)] for name, way in ways.items()}
        return {**found, "as it comes": [row.number for row in rows]}

    def dumped(self) -> dict[str, list[int]]:
        """The rows of each table in the order of a plain dump."""
        text = plain_dump(self.settings, list(WORDS)).decode().replace("-", "")
        keys = re.findall("[0-9a-f]{32}", text)
        found = {}
        for table in WORDS:
            numbers = {row.key.replace("-", ""): row.number for row in self.rows(table)}
            found[table] = [numbers[key] for key in keys if key in numbers]
        return found

    def people(self) -> Orders:
        """People in the order of their receipts, sign-ins, sessions, rows and of the web server's log."""
        found = {f"receipts by {name}": order for name, order in self.orders(RECEIPTS).items()}
        with reading(self.settings) as connection:
            signed = connection.execute("SELECT id FROM accounts_user ORDER BY last_login").fetchall()
            sessions = connection.execute(
                "SELECT session_data FROM django_session ORDER BY expire_date"
            ).fetchall()
        opened = [int(SessionStore().decode(data)["_auth_user_id"]) for (data,) in sessions]
        return {
            **found,
            "last sign-in": self.known(user for (user,) in signed),
            "session": self.known(opened),
            "lock on the account": self.known(sorted(self.locked, key=self.locked.get)),
            "web server's log": list(self.arrivals),
        }

    @property
    def locked(self) -> dict[int, int]:
        """By person's id, the transaction that last looked whether the account is there."""
        column = "xmax::text" if self.postgres else "0"
        with reading(self.settings) as connection:
            found = connection.execute(f"SELECT id, {column} FROM accounts_user ORDER BY id").fetchall()
        return {user: int(transaction) for user, transaction in found if user in self.numbers}

    def known(self, users: Iterable[int]) -> list[int]:
        """The numbers of those who answered."""
        return [self.numbers[user] for user in users if user in self.numbers]

    def who(self, table: str, words: Any) -> int:
        """The number that a row spells."""
        if table == RECEIPTS:
            return self.numbers[int(words)]
        if table == COMMENTS:
            return int(words.rpartition(" ")[2])
        answers = words if isinstance(words, dict) else json.loads(words)
        levels = [answers[item] for item in sorted(answers, key=int) if isinstance(answers[item], int)]
        digits = [level - 1 for level in levels]
        return sum(digit * SCALE**place for place, digit in enumerate(digits))


def levels(number: int, statements: int) -> list[int]:
    """The answers that spell a number, the lowest digit first."""
    return [number // SCALE**place % SCALE + 1 for place in range(statements)]


def in_step(attacker: Attacker) -> Iterator[tuple[str, Guess]]:
    """Two orders walked side by side: sheets and comments beside people, and beside one another."""
    dumped = attacker.dumped()
    people = {**attacker.people(), "receipts by dump": dumped[RECEIPTS]}
    sheets = {**attacker.orders(SHEETS), "dump": dumped[SHEETS]}
    comments = {**attacker.orders(COMMENTS), "dump": dumped[COMMENTS]}
    for left, one in (("sheets", sheets), ("comments", comments)):
        for right, two in (("people", people), ("comments", comments)):
            if left == right:
                continue
            for name, order in one.items():
                for other, against in two.items():
                    title = f"{left} by {name} beside {right} by {other}"
                    yield title, list(zip(order, against, strict=True))
                    yield f"{title}, backwards", list(zip(order, reversed(against), strict=True))


def one_writing(attacker: Attacker) -> Iterator[tuple[str, Guess]]:
    """Rows of two tables that one transaction wrote or locked. SQLite's rows know no transaction."""
    if not attacker.postgres:
        return
    tables = {
        "sheets": [(row.writing, row.number) for row in attacker.rows(SHEETS)],
        "comments": [(row.writing, row.number) for row in attacker.rows(COMMENTS)],
        "receipts": [(row.writing, row.number) for row in attacker.rows(RECEIPTS)],
        "accounts": [(when, attacker.numbers[user]) for user, when in attacker.locked.items()],
    }
    for left, right in combinations(tables, 2):
        waiting: dict[int, list[int]] = {}
        for writing, number in tables[right]:
            waiting.setdefault(writing, []).append(number)
        pairs = [
            (number, waiting[writing].pop(0)) for writing, number in tables[left] if waiting.get(writing)
        ]
        if (left, right) != ("receipts", "accounts"):
            yield f"{left} and {right} of one transaction", pairs


def by_slips(attacker: Attacker, printed: Sequence[str]) -> Iterator[tuple[str, Guess]]:
    """Sheets beside slips. Whoever kept the file knows the codes in the order in which they were printed and
    handed out, so that slip and person are one; the table of codes says which were used, and what it knows
    of those that are still there.
    """
    hidden = "ctid::text, xmin::text, xmax::text" if attacker.postgres else "rowid, 0, 0"
    with reading(attacker.settings) as connection:
        rows = connection.execute(f"SELECT code_hash, {hidden} FROM {TICKETS}").fetchall()
    numbers = {code: number for number, code in enumerate(printed)}
    known = [
        (numbers[code], tuple(int(part) for part in re.findall(r"\d+", str(place))), int(one), int(other))
        for code, place, one, other in rows
        if code in numbers
    ]
    used = [number for number in range(len(printed)) if number not in {row[0] for row in known}]
    slips = {
        "print": used or list(range(len(printed))),
        "place": [row[0] for row in sorted(known, key=lambda row: row[1])],
        "xmin": [row[0] for row in sorted(known, key=lambda row: row[2])],
        "xmax": [row[0] for row in sorted(known, key=lambda row: row[3])],
    }
    sheets = {**attacker.orders(SHEETS), "dump": attacker.dumped()[SHEETS]}
    for name, order in sheets.items():
        for other, against in slips.items():
            title = f"sheets by {name} beside slips by {other}"
            yield title, list(zip(order, against, strict=False))
            yield f"{title}, backwards", list(zip(order, reversed(against), strict=False))
    if attacker.postgres:
        for other in (2, 3):
            waiting: dict[int, list[int]] = {}
            for row in known:
                waiting.setdefault(row[other], []).append(row[0])
            pairs = [
                (row.number, waiting[row.writing].pop(0))
                for row in attacker.rows(SHEETS)
                if waiting.get(row.writing)
            ]
            yield f"sheets and slips of one transaction, by {('xmin', 'xmax')[other - 2]}", pairs


def ends(attacker: Attacker) -> dict[str, int]:
    """Whose sheet or comment stands at an end of each order: taken for the one that came last."""
    found = {}
    for title, table in (("sheets", SHEETS), ("comments", COMMENTS)):
        for name, order in attacker.orders(table).items():
            found[f"last of {title} by {name}"] = order[-1]
            found[f"first of {title} by {name}"] = order[0]
    return found


def unsampled(attacker: Attacker, table: str) -> set[int]:
    """Whose rows PostgreSQL's planner has not met: those that came since the last ANALYZE."""
    samples = (
        "SELECT concat(most_common_vals::text, histogram_bounds::text) FROM pg_stats WHERE tablename = %s"
    )
    with reading(attacker.settings) as connection:
        kept = " ".join(text for (text,) in connection.execute(samples, (table,)))
        met = set(re.findall(r"\w+(?:-\w+)*", kept))
        users = dict(connection.execute("SELECT key::text, user_id FROM " + RECEIPTS).fetchall())
    rows = attacker.rows(table)
    return {row.number for row in rows if str(users.get(row.key, row.key)) not in met}


def hits(guess: Guess) -> int:
    """How many pairs of a guess are right."""
    return sum(one == other for one, other in guess)


def beyond_chance(expected: float) -> int:
    """So many right guesses happen by chance less than once in 10¹² tries.

    With independent chances, or places of a random order, of sum λ, at least k come true with a
    probability of at most λᵏ/k!.
    """
    return next(k for k in range(1, 200) if expected**k / factorial(k) < 1e-12)
