"""From one release to the next: what each measure was, is, and by which causes, exactly."""

from collections.abc import Collection
from dataclasses import dataclass

from analytics.facts import Figures
from analytics.releases import causes, marks, reading
from analytics.releases.models import Release, ReleaseFollowUp, ReleaseUnit
from analytics.releases.states import AUDIENCE
from analytics.reports.cohorts import applying
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
    said = ReleaseFollowUp.objects.filter(release=release)
    if center_ids is not None:
        units, said = units.filter(center_id__in=center_ids), said.filter(center_id__in=center_ids)
    of_tests = causes.together([one.causes for one in units.defer("columns", "topics", "ratings")])
    of_work = causes.together([one.causes for one in said.defer("cells")])
    audience = "shared" if center_ids is None else AUDIENCE
    found = []
    before, after = ({**counts(one), applying.CODE: _applying(one, audience)} for one in (was, is_))
    for code in (*marks.MEASURES, applying.CODE):
        told = dict(of_work if code == applying.CODE else of_tests)
        told.setdefault(causes.OTHER, {"people": 0})
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


def _applying(figures: Figures, audience: str) -> tuple[int, int]:
    one = applying.applying(figures, audience)
    return one.count, one.people
