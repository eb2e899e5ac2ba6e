"""From one release to the next: what each measure was, is, and by which causes, exactly."""

from collections.abc import Collection
from dataclasses import dataclass

from analytics.facts import Figures
from analytics.releases import causes, marks, reading
from analytics.releases.models import Release, ReleaseUnit
from analytics.reports.cohorts.indicators import counts


@dataclass(frozen=True, slots=True)
class Change:
    """One measure: (count, base) then and now, and what each cause adds; they add up."""

    code: str
    before: tuple[int, int]
    after: tuple[int, int]
    parts: tuple[tuple[str, int, int, int], ...]
    unchanged: int


def changes(
    release: Release, earlier: Release, live: Figures, *, center_ids: Collection[int] | None, least: int
) -> list[Change]:
    """Of each measure that is a count of people; causes that rest on fewer than `least` are folded."""
    was = reading.frozen(earlier, live, center_ids=center_ids).figures
    is_ = reading.frozen(release, live, center_ids=center_ids).figures
    units = ReleaseUnit.objects.filter(release=release)
    if center_ids is not None:
        units = units.filter(center_id__in=center_ids)
    told = causes.together([one.causes for one in units.defer("columns", "topics", "ratings")])
    told.setdefault(causes.OTHER, {"people": 0})
    found = []
    before, after = counts(was), counts(is_)
    for code in marks.MEASURES:
        count, base = after[code][0] - before[code][0], after[code][1] - before[code][1]
        own = {cause: dict(part) for cause, part in told.items()}
        known = [part.get(code, (0, 0)) for cause, part in own.items() if cause != causes.OTHER]
        # The pool stands in the cumulative figure alone; what it adds is what the cohorts do not explain.
        own[causes.OTHER][code] = [count - sum(one[0] for one in known), base - sum(one[1] for one in known)]
        if own[causes.OTHER]["people"] == 0 and own[causes.OTHER][code] == [0, 0]:
            del own[causes.OTHER]
        parts = tuple(causes.folded(own, code, least=least))
        unchanged = max(
            0,
            before[code][1]
            - sum(part[1] for part in parts if part[0] in ("definition", "corrections", "gone")),
        )
        found.append(Change(code, before[code], after[code], parts, unchanged))
    return found
