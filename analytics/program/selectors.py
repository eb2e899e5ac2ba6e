"""Indicators with the version and targets that hold, and the notes on their deviations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, FilteredRelation, Max, Q

from analytics.program.models import DeviationNote, Indicator, IndicatorVersion, Target
from analytics.program.sheets import shipped
from analytics.releases.models import Release
from analytics.selectors.changes import release_mark


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator as it holds now. `targets` by period, "" for the one at the end."""

    code: str
    sheet: Mapping[str, Any]
    version: int
    targets: Mapping[str, float] = field(default_factory=dict)

    @property
    def final(self) -> float | None:
        """The target at the end."""
        return self.targets.get("")

    @property
    def tolerance(self) -> float:
        """How far from its target an indicator may be before a note is asked for."""
        return float(self.sheet.get("thresholds", {}).get("deviation", 0.1))


@dataclass(frozen=True, slots=True)
class Version:
    """A change of an indicator: of its sheet (`number`) or of a target (`value`, for `period`)."""

    at: datetime
    number: int | None
    value: float | None
    period: str
    reason: str


def known_indicators() -> list[Known]:
    """Those in use, in order: the stored ones, and what the product brings and nobody has changed."""
    stored = {one.code: one for one in Indicator.objects.order_by("position", "code")}
    versions = {one.indicator_id: one for one in IndicatorVersion.objects.order_by("indicator_id", "number")}
    targets: dict[int, dict[str, float]] = {}
    for target in Target.objects.order_by("pk"):
        targets.setdefault(target.indicator_id, {})[target.period] = target.value
    found = []
    for code in [*shipped(), *(code for code in stored if code not in shipped())]:
        brought, one = shipped().get(code, {}), stored.get(code)
        if one is not None and not one.is_active:
            continue
        version = versions.get(one.pk) if one is not None else None
        own = dict(targets.get(one.pk, {})) if one is not None else {}
        if "target" in brought:
            own.setdefault("", float(brought["target"]))
        sheet = version.sheet if version is not None else brought.get("sheet", {})
        found.append(Known(code, sheet, version.number if version is not None else 0, own))
    return found


def known_indicator(code: str) -> Known | None:
    """One of them."""
    return next((one for one in known_indicators() if one.code == code), None)


def final_targets() -> dict[str, float]:
    """By code, the target at the end of those in use, for every page that judges; one statement."""
    found = {code: float(brought["target"]) for code, brought in shipped().items() if "target" in brought}
    own = FilteredRelation("targets", condition=Q(targets__period=""))
    rows = Indicator.objects.annotate(own=own).order_by("own__pk")
    for code, is_active, value in rows.values_list("code", "is_active", "own__value"):
        if not is_active:
            found.pop(code, None)
        elif value is not None:
            found[code] = value
    return found


def changes_of(code: str) -> list[Version]:
    """The versions and targets of an indicator, the latest first."""
    versions = IndicatorVersion.objects.filter(indicator__code=code)
    targets = Target.objects.filter(indicator__code=code)
    rows = [
        *(Version(one.created_at, one.number, None, "", one.reason) for one in versions),
        *(Version(one.created_at, None, one.value, one.period, one.reason) for one in targets),
    ]
    return sorted(rows, key=lambda one: one.at, reverse=True)


def notes_of(release: Release | None) -> dict[tuple[str, str], DeviationNote]:
    """By code and period, the notes that go with a release."""
    if release is None:
        return {}
    rows = DeviationNote.objects.filter(release=release).select_related(
        "indicator", "approved_by", "written_by"
    )
    return {(one.indicator.code, one.period): one for one in rows.order_by("pk")}


def program_mark(last: Release | None, filters: Mapping[str, str]) -> str:
    """One text for the same publication, filters, language, indicators, targets and notes; empty without one.

    `last` is the last publication. All that the program's page shows is frozen but these, and what cohorts,
    centers and forms are called.
    """
    if last is None:
        return ""
    return release_mark(
        last,
        filters,
        "program",
        list(Indicator.objects.order_by("pk").values_list("pk", "position", "is_active")),
        IndicatorVersion.objects.aggregate(n=Count("pk"), last=Max("pk")),
        Target.objects.aggregate(n=Count("pk"), last=Max("pk")),
        DeviationNote.objects.aggregate(n=Count("pk"), last=Max("written_at"), approved=Count("approved_at")),
    )
