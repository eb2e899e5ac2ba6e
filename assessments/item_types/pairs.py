"""What the kinds share whose answer pairs things: a statement with its match, a row with a column.

A form sends each pair as "row=option"; what has no partner yet is not sent. Half an answer is kept:
whoever stops in the middle finds it again.
"""

from collections.abc import Collection, Mapping, Sequence

from assessments.item_types.base import Answer, AnswerError, Content, picture_problems, text_problems

CREDITS = ("exact", "each")


def row_keys(content: Content) -> tuple[str, ...]:
    """Keys of the rows, in written order."""
    return tuple(row["key"] for row in content["rows"])


def list_problems(content: Content, field: str, *, least: int) -> list[str]:
    """Problems of a list of things with a key and a text."""
    things = content.get(field)
    if not isinstance(things, list) or len(things) < least:
        return [f"{field}: at least {least} are needed"]
    found = [thing.get("key") if isinstance(thing, Mapping) else None for thing in things]
    if not all(isinstance(key, str) and key and "=" not in key for key in found):
        return [f"{field}: each needs a key without “=”"]
    if len(set(found)) < len(found):
        return [f"{field}: a key is used twice"]
    problems = []
    for thing in things:
        problems += text_problems(f"{field} {thing['key']}", thing.get("text"))
        problems += picture_problems(f"picture of {field} {thing['key']}", thing)
    return problems


def key_problems(content: Content, rows: Collection[str], partners: Collection[str]) -> list[str]:
    """Problems of `correct`, which pairs every row with a partner, and of `credit`."""
    problems = []
    correct = content.get("correct")
    if not isinstance(correct, Mapping) or set(correct) != set(rows):
        problems.append("correct: must pair every row")
    elif not all(isinstance(one, str) and one in partners for one in correct.values()):
        problems.append("correct: pairs a row with what is not there")
    if content.get("credit", "exact") not in CREDITS:
        problems.append("credit: must be exact or each")
    return problems


def clean(raw: Sequence[str], rows: Collection[str], partners: Collection[str]) -> dict[str, str] | None:
    """{row: partner} of what was sent, rows in their order; None when nothing was. Raises AnswerError."""
    found: dict[str, str] = {}
    for value in raw:
        if value == "":
            continue
        row, _sign, partner = value.partition("=")
        if row not in rows or partner not in partners:
            raise AnswerError("no such pair")
        if found.setdefault(row, partner) != partner:
            raise AnswerError("two partners for one row")
    return {row: found[row] for row in rows if row in found} or None


def echo(raw: Sequence[str]) -> dict[str, str] | None:
    """What was sent, as the page shows it again."""
    return {row: partner for row, _sign, partner in (value.partition("=") for value in raw if value)} or None


def mark(content: Content, answer: Answer) -> float:
    """The share of rows paired rightly, or all or nothing, as `credit` says."""
    correct: Mapping[str, str] = content["correct"]
    given = answer if isinstance(answer, Mapping) else {}
    right = sum(given.get(row) == partner for row, partner in correct.items())
    if content.get("credit", "exact") == "exact":
        return float(right == len(correct))
    return right / len(correct)
