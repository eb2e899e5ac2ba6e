"""The scales of cohorts whose tests have parallel forms."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analytics import stats
from analytics.form_links import SAME, FormLink, link_by_anchor, link_by_chance
from analytics.stats.scaling.equating import FEWEST_LINEAR
from assessments import api as assessments
from assessments.data import FormMarks
from courses import api as courses
from courses.data import AFTER, BEFORE, CohortInfo

Forms = frozenset[int]


@dataclass(frozen=True, slots=True)
class Scale:
    """How the forms of a cohort's tests stand on one scale: by form and topic ("" is the whole)."""

    links: Mapping[tuple[int, str], FormLink]

    @property
    def whole(self) -> FormLink:
        """The link of the whole test that rests on least."""
        found = [link for (_form, topic), link in self.links.items() if not topic and link.method != "same"]
        return min(found, key=lambda link: (link.usable, link.n), default=SAME)

    def onto(self, form: int | None, points: float | None, topic: str = "") -> float | None:
        """Points of a form on the common scale; None where they cannot be put there."""
        link = None if form is None else self.links.get((form, topic))
        return None if link is None else link.onto(points)

    def between(self, earlier: int, later: int, points: float) -> float | None:
        """Points of one form as points of another."""
        link = self.links.get((later, ""))
        return None if link is None else link.back(self.onto(earlier, points))


@dataclass(frozen=True, slots=True)
class Scales:
    """Scales by cohort, of those alone whose people were asked different forms, and who sat which.

    `first` is the form of each person's first sitting of a delivery.
    """

    of_cohort: Mapping[int, Scale] = field(default_factory=dict)
    first: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def form_of(self, delivery_ids: Collection[int], user_id: int) -> int | None:
        """The form of a person's first sitting of one of these deliveries."""
        found = (self.first.get((one, user_id)) for one in delivery_ids)
        return next((form for form in found if form is not None), None)


def scales_of(cohorts: Mapping[int, CohortInfo], *, with_people: bool = True) -> Scales:
    """The scales of these cohorts: one statement where all tests have one form.

    Cohorts with the same forms make one scale together. Without `with_people` nobody's form is read.
    """
    offered = assessments.forms_offered(delivery_ids=[one for info in cohorts.values() for one in info.tests])
    several = {
        info.id: forms
        for info in cohorts.values()
        if len(forms := frozenset(form for one in info.tests for form in offered.get(one, ()))) > 1
    }
    if not several:
        return Scales()
    scales: dict[int, Scale] = {}
    for forms in sorted(set(several.values()), key=sorted):
        own = [cohorts[key] for key, found in several.items() if found == forms]
        scales |= dict.fromkeys((info.id for info in own), _scale(own, forms, offered))
    first: dict[tuple[int, int], int] = {}
    if with_people:
        tests = [one for key in several for one in cohorts[key].tests]
        for (delivery, user, _number), form in assessments.forms_sat(delivery_ids=tests).items():
            first.setdefault((delivery, user), form)
    return Scales(scales, first)


def on_scale_of(points: float, earlier: Any, later: Any) -> float | None:
    """Points of one sitting on the scale of a later one of the same cohort; None where there is no scale."""
    mine = [one.cohort_id for one in courses.enrollment_infos(user_id=later.user_id)]
    infos = courses.cohort_infos_by_id(mine)
    own = {
        key: info
        for key, info in infos.items()
        if {earlier.delivery_id, later.delivery_id} <= set(info.tests)
    }
    return on_scale_in(own, points, earlier.instrument_version_id, later.instrument_version_id)


def on_scale_in(cohorts: Mapping[int, CohortInfo], points: float, earlier: int, later: int) -> float | None:
    """The same, of cohorts at hand and by the ids of the forms that the two sittings had."""
    for scale in scales_of(cohorts, with_people=False).of_cohort.values():
        if scale.whole.of_one:
            return scale.between(earlier, later, points)
    return None


def _scale(infos: Collection[CohortInfo], forms: Forms, offered: Mapping[int, tuple[int, ...]]) -> Scale:
    before = [one for info in infos for one in info.deliveries.get(BEFORE, ())]
    base, *others = sorted(forms)
    crossed = [one for one in before if set(offered.get(one, ())) == forms]
    if crossed:
        return Scale(_by_chance(crossed, base, others))
    after = [one for info in infos for one in info.deliveries.get(AFTER, ())]
    links = {(base, ""): SAME}
    for form in others:
        links[form, ""] = _by_anchor(form, base, [*before, *after])
    return Scale(links)


def _by_chance(
    deliveries: Collection[int], base: int, others: Collection[int]
) -> dict[tuple[int, str], FormLink]:
    people: dict[tuple[int, str], Counter[float]] = defaultdict(Counter)
    maximum: dict[tuple[int, str], float] = {}
    for _delivery, form, topic, points, most, n in assessments.form_spreads(delivery_ids=deliveries):
        people[form, topic][points] += n
        maximum[form, topic] = max(most, maximum.get((form, topic), 0.0))
    topics = {topic for _form, topic in people} | {""}
    links = {(base, topic): SAME for topic in topics}
    for form in others:
        for topic in topics:
            if maximum.get((form, topic)) != maximum.get((base, topic)):
                links[form, topic] = FormLink("none", 0, "no_scores")
                continue
            links[form, topic] = link_by_chance(
                people[form, topic], people[base, topic], maximum=maximum.get((base, topic), 0.0)
            )
    return links


def _by_anchor(form: int, base: int, deliveries: Collection[int]) -> FormLink:
    """People got their forms by something else than chance: the questions that both share must tell."""
    people: Counter[int] = Counter()
    for _delivery, version, topic, _points, _most, count in assessments.form_spreads(delivery_ids=deliveries):
        people[version] += 0 if topic else count
    few = min(people[form], people[base])
    if few < FEWEST_LINEAR:
        return FormLink("none", few, "too_few_people")
    x = assessments.form_marks(delivery_ids=deliveries, version_id=form)
    y = assessments.form_marks(delivery_ids=deliveries, version_id=base)
    check = stats.scaling.compare_forms([one.id for one in x.questions], [one.id for one in y.questions])
    n = min(len(x.sittings), len(y.sittings))
    if not check.linkable:
        return FormLink("none", n, "too_few_anchors")
    shared = {x.questions[place - 1].id for place, _other in check.common}
    maximum = sum(one.points for one in y.questions)
    if maximum != sum(one.points for one in x.questions):
        return FormLink("none", n, "no_scores")
    anchors = sum(one.points for one in y.questions if one.id in shared)
    return link_by_anchor(*_sums(x, shared), *_sums(y, shared), maximum=maximum, anchors=anchors)


def _sums(form: FormMarks, shared: Collection[int]) -> tuple[np.ndarray, np.ndarray]:
    """Points of each sitting in all, and in the shared questions."""
    place = {sitting: row for row, (sitting, _user) in enumerate(form.sittings)}
    total, part = np.zeros(len(place)), np.zeros(len(place))
    for sitting, question, mark, _answer in form.cells:
        total[place[sitting]] += mark or 0.0
        part[place[sitting]] += (mark or 0.0) if question in shared else 0.0
    return total, part
