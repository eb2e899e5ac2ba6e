"""What can be opened to people: the newest published version of each test, or its parallel forms."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max

from assessments.models import FormSet, Instrument, InstrumentVersion, ParallelForm
from assessments.selectors.measured import versions_that_measure


@dataclass(frozen=True, slots=True)
class Openable:
    """A published test: its versions by form, of which there is one, "", where it has no parallel forms."""

    value: str
    title: Mapping[str, str]
    key: str
    forms: Mapping[str, InstrumentVersion]

    @property
    def questions(self) -> int:
        return next(iter(self.forms.values())).questions


def practicable(tests: list[Openable]) -> list[Openable]:
    """Those of the tests that practice may ask: no question of any of their forms measures somebody."""
    measure = versions_that_measure([version for one in tests for version in one.forms.values()])
    return [one for one in tests if measure.isdisjoint(version.pk for version in one.forms.values())]


def openable() -> list[Openable]:
    """Every test that can be opened, by its key; the versions of a set stand in it alone."""
    newest_sets = FormSet.objects.order_by().values("key").annotate(last=Max("pk")).values("last")
    rows = ParallelForm.objects.filter(form_set__in=newest_sets).select_related("form_set", "version")
    sets: dict[str, tuple[str, dict[str, InstrumentVersion]]] = {}
    for one in rows.order_by("form_set__key", "label"):
        sets.setdefault(one.form_set.key, (f"set-{one.form_set.uuid}", {}))[1][one.label] = one.version
    in_sets = {version.instrument_id for _value, forms in sets.values() for version in forms.values()}
    newest = Instrument.objects.exclude(pk__in=in_sets).annotate(last=Max("versions__pk")).values("last")
    alone = InstrumentVersion.objects.filter(pk__in=newest.order_by(), questions__gt=0)
    found = [
        Openable(value, next(iter(forms.values())).title, key, forms) for key, (value, forms) in sets.items()
    ]
    found += [
        Openable(f"one-{one.uuid}", one.title, one.instrument.key, {"": one})
        for one in alone.select_related("instrument")
    ]
    return sorted(found, key=lambda one: one.key)
