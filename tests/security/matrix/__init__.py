"""What every address answers to everybody: the promise, to be read.

One line per address, verb and cohort. A and B name the cohort whose objects the address points at:
"se", "pe", "tA" and "ma" belong to A, "ot" and "tB" to B. Files are each person's own under A.

    2  a page or a file        3  done, or sent on within the site     V  refused in words: look at it again
    L  to the sign-in page     X  403: another role's page             0  404: does not exist for them
    M  405: not with this verb

POST sends an empty form, so "2" after POST is mostly the form again, with what is missing.

The tables stand beside this file, one for each room of the site.
"""

from pathlib import Path

from django.db import connection

from tests.security.crawl import ROLES

COLUMNS = "an se pe ot tA tB ma of ed re ad de"


def read() -> dict[tuple[str, str, str], dict[str, str]]:
    """All tables as {(name, verb, cohort): {role: sign}}; a row that is told twice is an error."""
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    for file in sorted(Path(__file__).parent.glob("*.txt")):
        heading, *lines = file.read_text(encoding="utf-8").splitlines()
        assert heading.split() == ["address", "verb", "in", *COLUMNS.split()], file.name
        for line in filter(None, lines):
            name, verb, letter, *signs = line.split()
            assert (name, verb, letter) not in rows, f"{file.name}: {name} {verb} {letter} is told twice"
            rows[name, verb, letter] = dict(zip(ROLES, signs, strict=True))
    return rows


EXPECTED = read()


def asked(role: str, name: str, verb: str, letter: str) -> bool:
    """Whether the role asks here: on SQLite everybody does, on PostgreSQL one for each kind of answer.

    Who may is not for the database to say; that each answer can be given, on both, is. Neither asks again for
    what the view answers before it looks at anything: a verb that it does not take, to one role for all; and
    in the other cohort whoever is sent to sign in, or may not for their role, in both.
    """
    row = EXPECTED.get((name, verb, letter))
    if row is None:
        return True
    if row[role] in "LX" and letter == "B" and EXPECTED[name, verb, "A"][role] == row[role]:
        return False
    if connection.vendor == "sqlite" and row[role] != "M":
        return True
    return role == next(one for one, sign in row.items() if sign == row[role])
