"""A plan laid out for its page: sections, forms side by side, a line for each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.interfaces.plan_forms import DRAW_KINDS, Sent
from assessments.rules.instrument_plans import LANGUAGES, Plan, Section
from assessments.selectors.plan_items import PlanItem

Wrong = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number to be typed: its field, what stands in it, and what is wrong with that."""

    name: str
    shown: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A question in a form; `where` is its place as acts name it. `item` is None where it is gone."""

    uuid: str
    item: PlanItem | None
    points: NumberField
    where: str
    number: int
    is_anchor: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class FormLines:
    """The questions of a section in one form."""

    label: str
    lines: Sequence[EntryLine]


@dataclass(frozen=True, slots=True)
class SectionLines:
    """A section; `each` are the numbers drawn by tag, (value, field)."""

    place: int
    titles: Sequence[tuple[str, str]]
    draw: NumberField
    kind: str
    each: Sequence[tuple[str, NumberField]]
    forms: Sequence[FormLines]

    @property
    def number(self) -> int:
        return self.place + 1


def section_lines(sent: Sent, items: Mapping[str, PlanItem]) -> list[SectionLines]:
    """Every section of what was sent or is stored, in order."""
    starts = dict.fromkeys(sent.plan.labels, 1)
    found = []
    for place, section in enumerate(sent.plan.sections):
        forms = [
            FormLines(label, _lines(sent, items, place, label, starts[label])) for label in sent.plan.labels
        ]
        for form in forms:
            starts[form.label] += len(form.lines)
        kind = str(section.rule.get("kind", ""))
        found.append(
            SectionLines(
                place=place,
                titles=[(code, section.title.get(code, "")) for code in LANGUAGES],
                draw=_field(f"s{place}-draw", section.draw, sent.wrong),
                kind=kind,
                each=_each(place, section, kind, items, sent),
                forms=forms,
            )
        )
    return found


def plain(number: float | None) -> str:
    """A number as a field shows it: no decimals that say nothing."""
    return "" if number is None else f"{number:g}"


def _lines(
    sent: Sent, items: Mapping[str, PlanItem], place: int, label: str, first_number: int
) -> list[EntryLine]:
    plan: Plan = sent.plan
    entries = plan.sections[place].of(label)
    anchors = plan.anchors()
    return [
        EntryLine(
            uuid=one.item,
            item=items.get(one.item),
            points=_field(f"p:{place}:{label}:{one.item}", one.points, sent.wrong),
            where=f"{place}:{label}:{row}",
            number=first_number + row,
            is_anchor=one.item in anchors,
            is_first=place == 0 and row == 0,
            is_last=place == len(plan.sections) - 1 and row == len(entries) - 1,
        )
        for row, one in enumerate(entries)
    ]


def _each(
    place: int, section: Section, kind: str, items: Mapping[str, PlanItem], sent: Sent
) -> list[tuple[str, NumberField]]:
    if kind not in DRAW_KINDS:
        return []
    asked = dict(section.rule.get("each", {}))
    values = set(asked)
    for label in sent.plan.labels:
        for one in section.of(label):
            values |= set(items[one.item].values(kind)) if one.item in items else set()
    return [
        (value, _field(f"s{place}-each-{value}", asked.get(value), sent.wrong)) for value in sorted(values)
    ]


def _field(name: str, number: float | None, wrong: Wrong) -> NumberField:
    typed, problem = wrong.get(name, (plain(number), ""))
    return NumberField(name, typed, problem)
