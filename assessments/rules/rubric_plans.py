"""A rubric that is being written, as plain values, what its buttons do to it, and what it lacks.

Pure. Four levels, since the sheet is drawn for four: what they are called is the rubric's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from assessments.rules.competence import CompetenceRules

LANGUAGES = ("es", "en")
LEVELS = (1, 2, 3, 4)
MAX_CRITERIA = 20
Texts = Mapping[str, str]
# What people set of the rules; how N/O counts is the same for every rubric.
THRESHOLDS = tuple(one.name for one in fields(CompetenceRules) if one.name != "not_observed")
FRACTIONS = frozenset({"pass_mean", "grey_zone"})


def no_text() -> dict[str, str]:
    """An empty text in every language."""
    return dict.fromkeys(LANGUAGES, "")


def _no_anchors() -> tuple[Texts, ...]:
    return tuple(no_text() for _level in LEVELS)


@dataclass(frozen=True, slots=True)
class CriterionPlan:
    """One criterion. `key` is empty until it is first kept and never changes afterwards."""

    key: str = ""
    title: Texts = field(default_factory=no_text)
    critical: bool = False
    weight: float | None = None
    anchors: Sequence[Texts] = field(default_factory=_no_anchors)


@dataclass(frozen=True, slots=True)
class RubricPlan:
    """Everything that publishing needs; `labels` are the words of the levels, from the lowest."""

    title: Texts = field(default_factory=no_text)
    instructions: Texts = field(default_factory=no_text)
    labels: Sequence[Texts] = field(default_factory=_no_anchors)
    criteria: Sequence[CriterionPlan] = (CriterionPlan(),)
    add_ons: Sequence[CriterionPlan] = ()
    rules: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "RubricPlan":
        """What `to_json` gave."""
        parts = {name: tuple(_criterion(one) for one in data[name]) for name in ("criteria", "add_ons")}
        return cls(**{**data, "labels": tuple(data["labels"]), **parts})

    @property
    def all_criteria(self) -> tuple[CriterionPlan, ...]:
        """Those of every hearing, then those of some scenarios."""
        return (*self.criteria, *self.add_ons)

    @property
    def competence(self) -> CompetenceRules:
        """The thresholds, defaults where nothing is set."""
        return CompetenceRules.from_json(self.rules)


def _criterion(data: Mapping[str, Any]) -> CriterionPlan:
    return CriterionPlan(**{**data, "anchors": tuple(data["anchors"])})


def act(plan: RubricPlan, said: str) -> RubricPlan:
    """The plan after one button, "verb:part:place"; the same plan where it is unknown or out of place.

    `part` is "criteria" or "add_ons"; places count from 0.
    """
    verb, _colon, where = said.partition(":")
    part, _colon, place = where.partition(":")
    known = _ACTS.get(verb)
    if known is None or part not in ("criteria", "add_ons") or not (place or "0").isdecimal():
        return plan
    if part == "criteria":
        return replace(plan, criteria=tuple(known(list(plan.criteria), int(place or 0))))
    return replace(plan, add_ons=tuple(known(list(plan.add_ons), int(place or 0))))


def _add(parts: list[CriterionPlan], _place: int) -> list[CriterionPlan]:
    return [*parts, CriterionPlan()] if len(parts) < MAX_CRITERIA else parts


def _remove(parts: list[CriterionPlan], place: int) -> list[CriterionPlan]:
    return [one for number, one in enumerate(parts) if number != place]


def _move(by: int) -> Callable[[list[CriterionPlan], int], list[CriterionPlan]]:
    def move(parts: list[CriterionPlan], place: int) -> list[CriterionPlan]:
        other = place + by
        if 0 <= place < len(parts) and 0 <= other < len(parts):
            parts[place], parts[other] = parts[other], parts[place]
        return parts

    return move


_ACTS: dict[str, Callable[[list[CriterionPlan], int], list[CriterionPlan]]] = {
    "add": _add,
    "remove": _remove,
    "up": _move(-1),
    "down": _move(1),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a rubric from being published; `number` counts criteria from 1, 0: the rubric itself."""

    code: str
    number: int = 0
    language: str = ""


def faults(plan: RubricPlan) -> list[Fault]:
    """Everything that is missing or cannot hold together, in the order of the page."""
    return list(_faults(plan))


def _faults(plan: RubricPlan) -> Iterator[Fault]:
    for code in LANGUAGES:
        if not plan.title.get(code):
            yield Fault("no_title", language=code)
        if not all(label.get(code) for label in plan.labels):
            yield Fault("no_label", language=code)
    if any(plan.instructions.values()) and not all(plan.instructions.get(code) for code in LANGUAGES):
        yield Fault("half_instructions")
    if not plan.criteria:
        yield Fault("no_criteria")
    for number, one in enumerate(plan.all_criteria, start=1):
        for code in LANGUAGES:
            if not one.title.get(code):
                yield Fault("no_criterion_title", number, code)
            told = [anchor.get(code, "") for anchor in one.anchors]
            if not all(told):
                yield Fault("no_anchor", number, code)
            elif len({words.casefold() for words in told}) < len(told):
                yield Fault("same_anchor", number, code)
    yield from _rule_faults(plan)


def _rule_faults(plan: RubricPlan) -> Iterator[Fault]:
    rules = plan.competence
    if plan.criteria and rules.min_observed > len(plan.criteria):
        yield Fault("too_many_observed")
    if rules.fail_at_or_below >= rules.critical_min:
        yield Fault("fails_before_critical")
    if not LEVELS[0] <= rules.pass_mean <= LEVELS[-1]:
        yield Fault("pass_mean_off")


def keyed(plan: RubricPlan, slug: Callable[[str], str]) -> RubricPlan:
    """The plan with a key for every criterion that has a title and none yet; keys that are there stay."""
    taken = {one.key for one in plan.all_criteria if one.key}

    def with_key(one: CriterionPlan) -> CriterionPlan:
        stem = slug(one.title.get("en") or one.title.get("es") or "")[:40]
        if one.key or not stem:
            return one
        key = next(name for number in range(1, 100) if (name := _numbered(stem, number)) not in taken)
        taken.add(key)
        return replace(one, key=key)

    return replace(
        plan,
        criteria=tuple(map(with_key, plan.criteria)),
        add_ons=tuple(map(with_key, plan.add_ons)),
    )


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"
