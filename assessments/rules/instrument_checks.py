"""Everything that is checked of a test before somebody is asked it.

What blocks would give somebody a question that cannot be answered or marked, or gives away another;
the rest advises, since an author may know better.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from assessments.item_types import is_graded
from assessments.rules.drawing import Candidate, DrawError, draw_from
from assessments.rules.findings import CheckedItem, Finding
from assessments.rules.instrument_plans import LANGUAGES, Plan, Section
from assessments.rules.key_checks import key_findings
from assessments.rules.reading_checks import language_findings, reading_findings

__all__ = ["CheckedItem", "Finding", "findings"]

FEWEST_ANCHORS = 0.2
Items = Mapping[str, CheckedItem]


def findings(
    plan: Plan,
    items: Items,
    enemies: Collection[frozenset[str]] = (),
    measured: Collection[str] = (),
) -> list[Finding]:
    """What is wrong with a plan, what blocks first. `items` by uuid: one that is not there is gone.

    `enemies` are the pairs of questions that may not stand in one form; `measured` those that this test,
    which is for practice, would give away.
    """
    found = [*_texts(plan)]
    if measured:
        found.append(Finding("measured", True, items=sorted(measured)))
    for label in plan.labels:
        present = {one.item: items[one.item] for one in plan.entries(label) if one.item in items}
        found += _places(plan, label, items, enemies)
        found += _draws(plan, label, items)
        found += key_findings(label, present) if _is_test(present) else ()
        found += reading_findings(plan, label, present)
    found += language_findings({uuid: items[uuid] for uuid in sorted(plan.items() & items.keys())})
    found += _anchors(plan, items)
    return sorted(found, key=lambda one: not one.blocks)


def _is_test(items: Items) -> bool:
    """Whether anything is marked: an opinion form needs no keys."""
    return any(is_graded(one.type, one.content) for one in items.values())


def _texts(plan: Plan) -> Iterator[Finding]:
    for code in LANGUAGES:
        if not plan.title.get(code, "").strip():
            yield Finding("no_title", True, facts={"language": code})
    if missing := _half(plan.intro):
        yield Finding("no_intro", True, facts={"language": missing})
    for place, section in enumerate(plan.sections, start=1):
        if missing := _half(section.title):
            yield Finding("no_section_title", True, facts={"language": missing, "section": place})


def _half(text: Mapping[str, str]) -> str:
    """The language that lacks a text which the other has."""
    said = {code: bool(text.get(code, "").strip()) for code in LANGUAGES}
    return next((code for code in LANGUAGES if not said[code]), "") if any(said.values()) else ""


def _places(plan: Plan, label: str, items: Items, enemies: Collection[frozenset[str]]) -> Iterator[Finding]:
    stands = [one.item for one in plan.entries(label)]
    if not stands:
        yield Finding("empty_form", True, label)
    for uuid, number in Counter(stands).items():
        if number > 1:
            yield Finding("item_twice", True, label, [uuid])
    if gone := [uuid for uuid in stands if uuid not in items]:
        yield Finding("item_gone", True, label, gone)
    if unready := [uuid for uuid in stands if uuid in items and not items[uuid].approved]:
        yield Finding("not_approved", True, label, unready)
    for pair in sorted(map(sorted, enemies)):
        if set(pair) <= set(stands):
            yield Finding("enemies", True, label, pair)


def _draws(plan: Plan, label: str, items: Items) -> Iterator[Finding]:
    for place, section in enumerate(plan.sections, start=1):
        if section.draw is None or not section.of(label):
            continue
        if lack := _lack(section, label, items):
            yield Finding("draw_short", True, label, facts={"section": place, **lack})
        drawn = [one.item for one in section.of(label) if one.item in plan.anchors()]
        if drawn and section.draw < len(section.of(label)):
            yield Finding("anchor_drawn", False, label, drawn, {"section": place})


def _lack(section: Section, label: str, items: Items) -> dict[str, object]:
    """What a draw asks for and does not find; empty where it can be filled."""
    ready = [one.item for one in section.of(label) if one.item in items and items[one.item].approved]
    candidates = [Candidate(uuid, uuid, items[uuid].tags) for uuid in ready]
    rule, draw = dict(section.rule), section.draw or 0
    for value, number in rule.get("each", {}).items():
        there = sum((rule["kind"], value) in one.tags for one in candidates)
        if there < number:
            return {"value": value, "asked": number, "there": there}
    if sum(rule.get("each", {}).values()) > draw or len(candidates) < draw:
        return {"value": "", "asked": max(draw, sum(rule.get("each", {}).values())), "there": len(candidates)}
    try:
        draw_from(candidates, draw=draw, rule=rule, seed=1)
    except DrawError:
        # A question with two of the tags was taken for the first.
        return {"value": "", "asked": draw, "there": len(candidates)}
    return {}


def _anchors(plan: Plan, items: Items) -> Iterator[Finding]:
    """Kolen and Brennan (Test Equating, 2014): an anchor of a fifth of the test, like it in content."""
    if len(plan.labels) < 2:
        return
    anchors = plan.anchors()
    for label in plan.labels:
        form = [one.item for one in plan.entries(label)]
        if form and len(anchors) < FEWEST_ANCHORS * len(form):
            yield Finding("few_anchors", False, label, facts={"n": len(anchors), "of": len(form)})
        modules = {items[uuid].module for uuid in form if uuid in items} - {""}
        bare = modules - {items[uuid].module for uuid in anchors if uuid in items}
        if anchors and len(bare) * 2 > len(modules):
            yield Finding("narrow_anchors", False, label, facts={"modules": sorted(bare)})
    sizes = {label: plan.asked(label) for label in plan.labels}
    if len(set(sizes.values())) > 1:
        yield Finding("unequal_forms", False, facts={"sizes": sizes})
