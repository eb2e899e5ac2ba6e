"""A plan as one page of fields, and what was sent of it, with nothing lost that cannot be read.

Every button of the page sends all of its fields, so that it works without JavaScript.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.enums import Purpose, TagKind
from assessments.rules.instrument_plans import (
    LABELS,
    LANGUAGES,
    MAX_SECTIONS,
    Entry,
    Plan,
    Section,
    names_item,
)
from lms.core.forms import TidyForm
from lms.core.text import tidy, visible
from lms.core.typed_numbers import number, whole

MOST_POINTS = 1000
MOST_DRAWN = 200
DRAW_KINDS = (TagKind.MODULE, TagKind.COMPETENCY, TagKind.LEVEL, TagKind.DIFFICULTY)


class FactsForm(TidyForm, forms.Form):
    """What a test says of itself."""

    title_es = forms.CharField(label=gettext_lazy("Title in Spanish"), max_length=200, required=False)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=200, required=False)
    intro_es = forms.CharField(
        label=gettext_lazy("Introduction in Spanish"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "es-MX"}),
    )
    intro_en = forms.CharField(
        label=gettext_lazy("Introduction in English"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), choices=Purpose.choices)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that it usually takes"), min_value=1, max_value=600
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: the plan, where a number could not be read without it, and what was typed there.

    `wrong` is {field: (what was typed, what is wrong with it)}.
    """

    plan: Plan
    facts: FactsForm
    revision: int = 0
    wrong: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return self.facts.is_valid() and not self.wrong


def facts_form(plan: Plan) -> FactsForm:
    """The fields of a stored plan."""
    texts = {
        f"{name}_{code}": getattr(plan, name).get(code, "")
        for name in ("title", "intro")
        for code in LANGUAGES
    }
    return FactsForm(initial={**texts, "purpose": plan.purpose, "minutes": plan.minutes})


def read(data: QueryDict, stored: Plan) -> Sent:
    """What the page sent, over what is `stored` and stands on another page."""
    facts = FactsForm(data)
    facts.is_valid()
    wrong: dict[str, tuple[str, str]] = {}
    labels = tuple(one for one in LABELS if one in data.get("labels", "").split(",")) or LABELS[:1]
    entries = _entries(data, wrong)
    count = whole(data.get("sections", ""), least=1, most=MAX_SECTIONS) or 1
    plan = replace(
        stored,
        title=_text(data, "title", one_line=True),
        intro=_text(data, "intro"),
        purpose=facts.cleaned_data.get("purpose", stored.purpose),
        minutes=facts.cleaned_data.get("minutes", stored.minutes),
        labels=labels,
        sections=tuple(
            _section(data, number, {label: entries.get((number, label), ()) for label in labels}, wrong)
            for number in range(count)
        ),
    )
    revision = whole(data.get("revision", "")) or 0
    return Sent(plan, facts, revision, wrong)


def _text(data: QueryDict, name: str, *, one_line: bool = False) -> dict[str, str]:
    found = {code: visible(data.get(f"{name}_{code}", "")).replace("\r\n", "\n") for code in LANGUAGES}
    return {code: tidy(words) if one_line else words.strip() for code, words in found.items()}


def _section(
    data: QueryDict,
    number: int,
    items: Mapping[str, tuple[Entry, ...]],
    wrong: dict[str, tuple[str, str]],
) -> Section:
    prefix = f"s{number}-"
    draw = _number(data, f"{prefix}draw", wrong, most=MOST_DRAWN)
    kind = data.get(f"{prefix}kind", "")
    each = {}
    for name in data:
        if name.startswith(f"{prefix}each-") and (asked := _number(data, name, wrong, most=MOST_DRAWN)):
            each[visible(name.removeprefix(f"{prefix}each-"))] = asked
    rule: dict[str, Any] = {}
    if draw is not None and kind in DRAW_KINDS:
        rule = {"kind": kind, "each": each if data.get(f"{prefix}was") == kind else {}}
    title = {code: tidy(data.get(f"{prefix}title_{code}", ""))[:200] for code in LANGUAGES}
    return Section(title=title, draw=draw, rule=rule, items=items)


def _entries(data: QueryDict, wrong: dict[str, tuple[str, str]]) -> dict[tuple[int, str], tuple[Entry, ...]]:
    """The questions in the order in which their fields were sent: "p:section:form:uuid" holds the points."""
    found: dict[tuple[int, str], tuple[Entry, ...]] = {}
    for name in data:
        place = name.split(":")
        if len(place) != 4 or place[0] != "p" or not place[1].isdecimal() or not names_item(place[3]):
            continue
        key = int(place[1]), place[2]
        found[key] = (*found.get(key, ()), Entry(place[3], _points(data, name, wrong)))
    return found


def _points(data: QueryDict, name: str, wrong: dict[str, tuple[str, str]]) -> float | None:
    typed = tidy(data.get(name, ""))
    if not typed:
        return None
    points = number(typed)
    if points is None or not 0 <= points <= MOST_POINTS:
        wrong[name] = (typed, _("Please give a number from 0 to %(most)d.") % {"most": MOST_POINTS})
        return None
    return round(float(points), 2)


def _number(data: QueryDict, name: str, wrong: dict[str, tuple[str, str]], *, most: int) -> int | None:
    typed = tidy(data.get(name, ""))
    found = whole(typed, least=1, most=most)
    if typed and found is None and typed != "0":
        wrong[name] = (typed, _("Please give a whole number up to %(most)d.") % {"most": most})
    return found
