"""Rubrics: what decides, beside what is only worded."""

import pytest

from assessments import api
from assessments.models import RubricVersion
from assessments.rules.competence import CompetenceRules, outcome
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = pytest.mark.from_nothing

RULES = CompetenceRules(min_observed=1)


def test_weights_enter_the_mean_and_what_is_not_observed_stays_out():
    scores = {"a": 4, "b": 2, "c": None}
    assert outcome(scores, critical=frozenset(), rules=RULES).mean == 3.0
    weighted = outcome(scores, critical=frozenset(), rules=RULES, weights={"a": 3, "c": 100})
    assert (weighted.mean, weighted.observed, weighted.competent) == (3.5, 2, True)
    assert outcome(scores, critical=frozenset(), rules=RULES, weights={"b": 2}).competent is False
    assert outcome({"c": None}, critical=frozenset(), rules=RULES, weights={}).mean is None


def test_a_weighted_mean_of_threes_is_three():
    scores = dict.fromkeys("abcde", 3)
    weights = dict(zip("abcde", (0.2, 1.7, 2.8, 1.2, 0.7), strict=True))
    result = outcome(scores, critical=frozenset(), rules=RULES, weights=weights)
    assert (result.mean, result.competent) == (2.9999999999999996, True)


@pytest.mark.django_db
class TestVersions:
    def test_only_what_decides_is_in_the_structure(self):
        first = make.rubric(3)
        worded = make.rubric(3, instructions=make.text("Califique lo que vio."))
        assert first != worded
        assert first.structure_hash == worded.structure_hash
        others = [
            make.rubric(4),
            make.rubric(3, critical=(1,)),
            make.rubric(3, weights={"c01": 2}),
            make.rubric(3, add_ons=["collective"]),
            make.rubric(3, pass_mean=3.5),
        ]
        hashes = {first.structure_hash, *(one.structure_hash for one in others)}
        assert len(hashes) == 6
        assert RubricVersion.objects.count() == 7

    def test_the_same_rubric_is_found_again(self):
        parts = {"weights": {"c01": 2}, "add_ons": ["collective"], "instructions": make.text("x")}
        assert make.rubric(3, **parts) == make.rubric(3, **parts)
        stored = RubricVersion.objects.get()
        assert (stored.weights, stored.instructions) == ({"c01": 2}, make.text("x"))
        assert [(one.key, one.add_on) for one in stored.criteria.order_by("position")] == [
            ("c01", False),
            ("c02", False),
            ("c03", False),
            ("collective", True),
        ]

    @pytest.mark.parametrize(
        "parts",
        [
            {"weights": {"c09": 1}},
            {"weights": {"c01": 0}},
            {"weights": {"c01": -1}},
            {"add_ons": ["c01"]},
            {"not_observed": "as_zero"},
        ],
    )
    def test_a_rubric_that_decides_nothing_sound_is_refused(self, parts):
        with refused("bad_rubric"):
            make.rubric(3, **parts)
        assert not RubricVersion.objects.exists()

    def test_extra_criteria_are_asked_where_the_scenario_calls_for_them(self, open_to_all):
        version = make.rubric(3, add_ons=["collective"], min_observed=1)
        plain = make.occasion(version, scenario_version=make.scenario())
        called = make.occasion(version, scenario_version=make.scenario("strike", add_ons=["collective"]))
        keys = [[one.key for one in criteria_of(occasion_by_uuid(one.uuid))] for one in (plain, called)]
        assert keys == [["c01", "c02", "c03"], ["c01", "c02", "c03", "collective"]]
        assessor, person = make.person(), make.person()
        act = {"actor": assessor, "subject": person}
        extra = {**make.told_marks(3, 3, 3), "collective": api.Mark(4, True)}
        with refused("bad_criterion"):
            api.save_rating(**act, occasion=plain, marks=extra)
        make.submitted_rating(assessor, plain, person, 3, 3, 3)
        api.save_rating(**act, occasion=called, marks=make.told_marks(3, 3, 3))
        with pytest.raises(Exception, match="1 criterio") as caught:
            api.submit_rating(**act, occasion=called, judgment=2)
        assert list(caught.value.problems) == ["collective"]
        api.save_rating(**act, occasion=called, marks=extra)
        api.submit_rating(**act, occasion=called, judgment=2)
        (outcome,) = api.rating_outcomes(occasion_ids=[called.pk])
        assert (outcome.mean, outcome.observed) == (3.25, 4)
        assert [one.key for one in api.rubric_criteria(occasion_ids=[plain.pk])] == ["c01", "c02", "c03"]
        assert api.rubric_criteria(occasion_ids=[plain.pk, called.pk])[-1].key == "collective"

    def test_a_scenario_that_calls_for_what_the_rubric_lacks_is_refused(self):
        occasion = make.occasion()
        with refused("no_add_on"):
            api.add_scenario(
                actor=None, occasion=occasion, scenario_version=make.scenario(add_ons=["collective"])
            )
        assert not occasion.scenario_links.exists()
