"""What can be done to a plan with one button: pure, and harmless where the place is gone.

An act is written "verb:section:form:place", as much of it as the verb needs; places count from 0.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from assessments.rules.instrument_plans import LABELS, MAX_ITEMS, MAX_SECTIONS, Entry, Plan, Section

T = TypeVar("T")


def act(plan: Plan, said: str) -> Plan:
    """The plan after one act; the same plan where the act is unknown or its place does not exist."""
    verb, *where = said.split(":")
    known = _ACTS.get(verb)
    if known is None:
        return plan
    try:
        return known(plan, where)
    except (IndexError, ValueError):
        return plan


def with_items(plan: Plan, *, section: int, label: str, items: Sequence[str]) -> Plan:
    """The plan with more questions at the end of a section of one form; those that stand there stay once."""
    present = {one.item for one in plan.entries(label)}
    fresh = [one for one in dict.fromkeys(items) if one not in present][: MAX_ITEMS - len(present)]
    part = plan.sections[section]
    return _put(plan, section, part.holding(label, [*part.of(label), *map(Entry, fresh)]))


def _put(plan: Plan, place: int, section: Section) -> Plan:
    sections = list(plan.sections)
    sections[place] = section
    return replace(plan, sections=tuple(sections))


def _swapped(things: Sequence[T], place: int, other: int) -> tuple[T, ...]:
    found = list(things)
    if 0 <= place < len(found) and 0 <= other < len(found):
        found[place], found[other] = found[other], found[place]
    return tuple(found)


def _at(plan: Plan, where: Sequence[str]) -> tuple[int, str, int]:
    """(section, form, place) of a question that is there."""
    section, label, place = int(where[0]), where[1], int(where[2])
    if section < 0 or place < 0 or label not in plan.labels:
        raise ValueError(where)
    _there = plan.sections[section].of(label)[place]
    return section, label, place


def _add_section(plan: Plan, _where: Sequence[str]) -> Plan:
    if len(plan.sections) >= MAX_SECTIONS:
        return plan
    return replace(plan, sections=(*plan.sections, Section()))


def _remove_section(plan: Plan, where: Sequence[str]) -> Plan:
    place = int(where[0])
    left = tuple(one for number, one in enumerate(plan.sections) if number != place)
    return replace(plan, sections=left or (Section(),))


def _move_section(by: int) -> Callable[[Plan, Sequence[str]], Plan]:
    def move(plan: Plan, where: Sequence[str]) -> Plan:
        place = int(where[0])
        return replace(plan, sections=_swapped(plan.sections, place, place + by))

    return move


def _move(by: int) -> Callable[[Plan, Sequence[str]], Plan]:
    """One place up or down; past the edge of a section into the next one."""

    def move(plan: Plan, where: Sequence[str]) -> Plan:
        section, label, place = _at(plan, where)
        part = plan.sections[section]
        entries = list(part.of(label))
        if 0 <= place + by < len(entries):
            return _put(plan, section, part.holding(label, _swapped(entries, place, place + by)))
        if not 0 <= section + by < len(plan.sections):
            return plan
        gone = entries.pop(place)
        beside = plan.sections[section + by]
        others = list(beside.of(label))
        others = [*others, gone] if by < 0 else [gone, *others]
        plan = _put(plan, section, part.holding(label, entries))
        return _put(plan, section + by, beside.holding(label, others))

    return move


def _remove(plan: Plan, where: Sequence[str]) -> Plan:
    section, label, place = _at(plan, where)
    part = plan.sections[section]
    left = [one for number, one in enumerate(part.of(label)) if number != place]
    return _put(plan, section, part.holding(label, left))


def _share(plan: Plan, where: Sequence[str]) -> Plan:
    """Make a question an anchor: it joins the same section of the other forms, with its points."""
    section, label, place = _at(plan, where)
    entry = plan.sections[section].of(label)[place]
    for other in plan.labels:
        if entry.item not in {one.item for one in plan.entries(other)}:
            part = plan.sections[section]
            plan = _put(plan, section, part.holding(other, [*part.of(other), entry]))
    return plan


def _add_form(plan: Plan, _where: Sequence[str]) -> Plan:
    return replace(plan, labels=LABELS[: len(plan.labels) + 1])


def _remove_form(plan: Plan, _where: Sequence[str]) -> Plan:
    return replace(plan, labels=tuple(plan.labels)[:-1] or LABELS[:1])


_ACTS: dict[str, Callable[[Plan, Sequence[str]], Plan]] = {
    "add_section": _add_section,
    "remove_section": _remove_section,
    "section_up": _move_section(-1),
    "section_down": _move_section(1),
    "up": _move(-1),
    "down": _move(1),
    "remove": _remove,
    "share": _share,
    "add_form": _add_form,
    "remove_form": _remove_form,
}
