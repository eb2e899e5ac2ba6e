"""Why a figure changed from one release to the next, exactly, in count and base. Pure.

Causes in a fixed order: the definition, answer keys and corrections, people who left the figures, cohorts
that came due, people who were enrolled later, and records that came late.
"""

from collections.abc import Collection, Hashable, Mapping
from typing import Any

from analytics.releases import marks

CAUSES = ("definition", "corrections", "gone", "due", "new", "late")
OTHER = "other"

Part = tuple[str, int, int, int]
"""(cause, people, count, base)."""


def causes(
    before: Mapping[Any, str] | None,
    now: Mapping[Any, str],
    *,
    was: Mapping[str, Any],
    is_: Mapping[str, Any],
    enrolled_later: Collection[Hashable] = (),
) -> dict[str, dict[str, Any]]:
    """By cause, on how many people it rests and what it adds to (count, base) of each measure.

    `before` is None for a cohort that was in no release; `was` and `is_` are the definitions then and now.
    Everything adds up to the difference of the two figures.
    """
    people: dict[str, set[Hashable]] = {cause: set() for cause in CAUSES}
    sums: dict[str, marks.Delta] = {cause: {} for cause in CAUSES}
    for key, mark in now.items():
        facts = marks.read(mark)
        if before is None or key not in before:
            cause = "due" if before is None else "new" if key in enrolled_later else "late"
            people[cause].add(key)
            marks.add(sums[cause], marks.counts(facts, is_))
            continue
        old = marks.read(before[key])
        # Under another pass mark the same scores pass or fail anew: that is the definition's doing.
        moved = old._replace(passed=facts.passed) if was["pass_mark"] != is_["pass_mark"] else old
        for cause, first, second in (
            ("definition", marks.counts(old, was), marks.counts(moved, is_)),
            ("corrections", marks.counts(moved, is_), marks.counts(facts, is_)),
        ):
            if first != second or (cause == "corrections" and moved != facts):
                people[cause].add(key)
                marks.add(sums[cause], second)
                marks.add(sums[cause], first, -1)
    for key, mark in (before or {}).items():
        if key not in now:
            people["gone"].add(key)
            if mark:
                marks.add(sums["gone"], marks.counts(marks.read(mark), was), -1)
    return {
        cause: {"people": len(people[cause]), **{name: list(pair) for name, pair in sums[cause].items()}}
        for cause in CAUSES
        if people[cause]
    }


def together(parts: Collection[Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    """The causes of several units as one."""
    found: dict[str, dict[str, Any]] = {}
    for part in parts:
        for cause, own in part.items():
            total = found.setdefault(cause, {"people": 0})
            for name, value in own.items():
                if name == "people":
                    total["people"] += value
                else:
                    count, base = total.get(name, (0, 0))
                    total[name] = [count + value[0], base + value[1]]
    return found


def folded(found: Mapping[str, Mapping[str, Any]], measure: str, *, least: int) -> list[Part]:
    """(cause, people, count, base) in order; what rests on fewer than `least` people is `OTHER`, at the end.

    While the others together are fewer than `least`, the smallest cause that is told joins them. The sums
    stay exact. Of everything folded together the page tells nothing but that something changed.
    """
    rows: list[Part] = []
    for cause in (*CAUSES, OTHER):
        if cause in found:
            count, base = found[cause].get(measure, (0, 0))
            rows.append((cause, int(found[cause]["people"]), int(count), int(base)))
    small = [row for row in rows if row[1] < least]
    told = [row for row in rows if row[1] >= least]
    while small and told and sum(row[1] for row in small) < least:
        smallest = min(told, key=lambda row: row[1])
        told.remove(smallest)
        small.append(smallest)
    if small:
        told.append(
            (OTHER, sum(row[1] for row in small), sum(row[2] for row in small), sum(row[3] for row in small))
        )
    return told
