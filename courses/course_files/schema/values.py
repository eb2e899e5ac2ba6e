"""`values.yaml`: what the law changes with the years, once for all courses (UMA, minimum wages, hours)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from courses.course_files.schema.base import BLOCK, Key, Layout, Many, Quoted, Reference, Schema, Text


class DatedValue(Schema):
    """What held from a day on; without `value`, a place that a center or counsel fills in."""

    LAYOUT: ClassVar = Layout("line")

    since: Annotated[date, Field(description="first day on which it holds")]
    value: Annotated[int | float | None, Field(gt=0, description="none while nobody confirmed it")] = None
    source: Annotated[str, Quoted(), Field(description="where it was read")] = ""
    ask: Annotated[Text | None, Field(description="whom to ask, where there is no value")] = None


class Series(Schema):
    """One quantity through the years."""

    key: Annotated[Key, Field(description="names the quantity")]
    name: Text
    yearly: Annotated[bool, Field(description="a new value comes every year")] = False
    values: Annotated[Many[DatedValue], BLOCK, Field(min_length=1, description="in the order of time")]


class Derived(Schema):
    """A quantity that the law sets as a multiple of another."""

    LAYOUT: ClassVar = Layout("line")

    key: Annotated[Key, Field(description="names the quantity")]
    of: Annotated[Key, Field(description="key of the series it multiplies")]
    times: Annotated[int | float, Field(gt=0)]
    article: Annotated[Reference, Field(description="article that says so")]
    name: Text


class ValuesFile(Schema):
    """The file `values.yaml`, beside the courses."""

    checked: Annotated[date, Field(description="day on which somebody last compared all of it")]
    series: Annotated[Many[Series], BLOCK, Field(min_length=1)]
    derived: Annotated[Many[Derived], BLOCK] = ()

    def on(self, key: str, day: date) -> Decimal:
        """The value of a series or of a derived quantity on a day.

        Raises KeyError for a quantity that is not in the file, LookupError where no value is known.
        """
        for derived in self.derived:
            if derived.key == key:
                return self.on(derived.of, day) * Decimal(str(derived.times))
        series = {one.key: one for one in self.series}[key]
        held = [dated for dated in series.values if dated.since <= day]
        if not held or held[-1].value is None:
            raise LookupError(f"no value of {key} is known for {day.isoformat()}")
        return Decimal(str(held[-1].value))

    def amounts(self, key: str) -> list[Decimal]:
        """Every known value of a series, in the order of time."""
        series = {one.key: one for one in self.series}[key]
        return [Decimal(str(dated.value)) for dated in series.values if dated.value is not None]

    def superseded(self, day: date) -> dict[Decimal, str]:
        """Every amount in pesos that held once and no longer does on a day, with its quantity."""
        keys = {one.key: one.key for one in self.series} | {one.key: one.of for one in self.derived}
        gone: dict[Decimal, str] = {}
        for key, of in keys.items():
            series = next(one for one in self.series if one.key == of)
            past = [dated.since for dated in series.values if dated.value is not None and dated.since <= day]
            for since in past[:-1]:
                gone[self.on(key, since)] = key
        return gone
