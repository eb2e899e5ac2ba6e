"""Rating: drafts, submission, competence, blindness."""

import pytest

from assessments import api, registries
from assessments.models import CriterionScore, Rating
from assessments.registries import subjects_of
from assessments.selectors.assessors import around, subjects
from assessments.selectors.comparison import compared
from assessments.selectors.occasions import occasion_by_uuid
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.hosts import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]
GOOD = (3, 4, 3, 3, 3, None, 3, 3, 3, 3)


@pytest.fixture
def room():
    """An occasion with an assessor and a person."""
    return make.occasion(), make.person(first_name="Maribel"), make.person(first_name="Itzel")


def save(room, *values, **more):
    occasion, assessor, subject = room
    marks = more.pop("marks", None) or make.marks(*values)
    return api.save_rating(actor=assessor, occasion=occasion, subject=subject, marks=marks, **more)


def submit(room):
    occasion, assessor, subject = room
    return api.submit_rating(actor=assessor, occasion=occasion, subject=subject, judgment=2)


def test_a_draft_may_be_incomplete_and_is_replaced_as_a_whole(room):
    rating = save(room, 3, None, 1)
    assert (rating.status, rating.revision) == ("draft", 1)
    rating = save(room, 4, comment="Bien")
    assert (rating.revision, rating.comment) == (2, "Bien")
    stored = CriterionScore.objects.order_by("criterion__key").values_list(
        "criterion__key", "value", "decided", "comment"
    )
    assert list(stored) == [("c01", 4, True, ""), ("c02", None, False, ""), ("c03", None, False, "")]


def test_a_comment_without_a_level_is_kept_and_decides_nothing(room):
    rating = save(room, marks={"c01": api.Mark(comment="Vi que…")})
    score = rating.scores.get()
    assert (score.value, score.decided, score.comment) == (None, False, "Vi que…")
    with pytest.raises(Exception, match="10 criterios") as caught:
        submit(room)
    assert "c01" in caught.value.problems


@pytest.mark.parametrize(
    "marks", [{"c99": api.Mark(3, True)}, {"c01": api.Mark(5, True)}, {"c01": api.Mark(0, True)}]
)
def test_a_form_that_does_not_fit_the_rubric_is_refused(room, marks):
    with refused("bad_criterion" if "c99" in marks else "bad_level"):
        save(room, marks=marks)
    assert not Rating.objects.exists()


def test_an_old_tab_cannot_overwrite(room):
    save(room, 3, revision=0)
    save(room, 4, revision=1)
    with refused("stale"):
        save(room, 1, revision=1)
    assert CriterionScore.objects.get().value == 4


def test_submitting_needs_every_criterion(room):
    save(room, 3, 3, 3)
    with refused("incomplete"):
        submit(room)
    assert Rating.objects.get().status == "draft"


@pytest.mark.parametrize("value", [1, 2])
def test_a_low_level_needs_its_comment(room, value):
    marks = make.told_marks(*GOOD) | {"c05": api.Mark(value, True, "  ")}
    save(room, marks=marks)
    with pytest.raises(Exception, match="1 criterio") as caught:
        submit(room)
    assert list(caught.value.problems) == ["c05"]
    save(room, marks=marks | {"c05": api.Mark(value, True, "Abrió sin propósito.")})
    assert submit(room).is_submitted


def test_submitting_locks_and_is_done_once(room):
    save(room, marks=make.told_marks(*GOOD))
    first = submit(room)
    assert submit(room).submitted_at == first.submitted_at
    with refused("submitted"):
        save(room, 1)
    assert first.scores.get(criterion__key="c01").value == 3
    event = AuditEvent.objects.get(action="assessments.submit_rating")
    assert event.actor == room[1]
    assert event.data["scores"]["c02"] == 4
    assert event.data["scores"]["c06"] is None


def test_an_older_edit_of_a_criterion_never_overwrites_the_newer(room):
    def edits(**values):
        return {key: api.Mark(value, True, f"nota {value}", seq=seq) for key, (value, seq) in values.items()}

    save(room, marks=edits(c01=(3, 5), c02=(2, 1)))
    save(room, marks=edits(c01=(1, 4), c02=(4, 2)))
    save(room, marks=edits(c01=(2, 5)))
    stored = CriterionScore.objects.order_by("criterion__key").values_list("value", "comment", "seq")
    assert list(stored) == [(3, "nota 3", 5), (4, "nota 4", 2)]


def test_what_was_taken_back_does_not_come_back_with_an_older_edit(room):
    save(room, marks={"c01": api.Mark(3, True, seq=1)})
    save(room, marks={})
    assert CriterionScore.objects.values_list("value", "decided", "seq").get() == (None, False, 2)
    save(room, marks={"c01": api.Mark(3, True, seq=2)})
    assert CriterionScore.objects.get().decided is False
    save(room, marks={"c01": api.Mark(4, True, seq=3)})
    assert CriterionScore.objects.get().value == 4


def test_evidence_stays_where_a_form_does_not_know_of_it(room):
    at = make.clock.now()
    save(room, marks={"c02": api.Mark(3, True, seq=1, evidence=" 10:14 dio la palabra ", evidence_at=at)})
    save(room, None, 4)
    score = CriterionScore.objects.get(criterion__key="c02")
    assert (score.value, score.evidence, score.evidence_at) == (4, "10:14 dio la palabra", at)


def test_the_overall_judgment_is_kept_beside_the_criteria(room):
    assert save(room, 3, judgment=2).judgment == 2
    assert save(room, 3).judgment == 2


def test_nobody_rates_themselves_or_without_being_asked(room, host):
    occasion, assessor, _subject = room
    with refused("not_yours"):
        save((occasion, assessor, assessor), 3)
    host.rates = False
    with refused("not_yours"):
        save(room, 3)
    with refused("not_yours"):
        submit(room)


@pytest.mark.parametrize(
    ("values", "mean", "observed", "competent"),
    [
        (GOOD, 28 / 9, 9, True),
        ((3, 2, 4, 4, 4, 4, 4, 4, 4, 4), 3.7, 10, False),
        ((1, 4, 4, 4, 4, 4, 4, 4, 4, 4), 3.7, 10, False),
        ((None, 4, None, None, None, 4, 4, 4, 4, 4), 4.0, 6, False),
    ],
)
def test_the_outcome_of_a_submitted_rating(room, values, mean, observed, competent):
    occasion, assessor, subject = room
    make.submitted_rating(assessor, occasion, subject, *values)
    (outcome,) = api.rating_outcomes(occasion_ids=[occasion.pk])
    assert (outcome.subject_id, outcome.assessor_id) == (subject.pk, assessor.pk)
    assert (outcome.submitted, outcome.released) == (True, False)
    assert (outcome.mean, outcome.observed, outcome.competent) == (mean, observed, competent)
    assert outcome.enough_observed is (observed >= 7)
    assert list(outcome.scores.values()) == list(values)


def test_a_draft_counts_as_begun_and_shows_no_scores(room):
    occasion, _assessor, subject = room
    save(room, *GOOD)
    (outcome,) = api.rating_outcomes(occasion_ids=[occasion.pk], user_ids=[subject.pk])
    assert (outcome.submitted, outcome.scores, outcome.mean, outcome.competent) == (False, {}, None, False)
    assert api.rating_outcomes(occasion_ids=[occasion.pk], user_ids=[subject.pk + 1]) == []


def test_outcomes_cost_the_same_whatever_their_number(django_assert_num_queries):
    occasion = make.occasion()
    assessor = make.person()
    for total in (1, 3):
        while Rating.objects.count() < total:
            make.submitted_rating(assessor, occasion, make.person(), *GOOD)
        with django_assert_num_queries(2):
            assert len(api.rating_outcomes(occasion_ids=[occasion.pk])) == total


def test_who_is_left_to_rate(room, host):
    occasion, assessor, itzel = room
    alma, ruben = make.person(last_name="N"), make.person(last_name="O")
    host.rated = [itzel, alma, ruben, assessor]
    registries.hosts.append(StandIn(rated=[alma]))
    save(room, 3, None)
    make.submitted_rating(assessor, occasion, alma, *GOOD)
    make.submitted_rating(make.person(), occasion, ruben, *GOOD)
    api.save_rating(actor=make.person(), occasion=occasion, subject=itzel, marks=make.marks(*GOOD))
    api.release_case(actor=assessor, occasion=occasion, subject=ruben)
    people = subjects(
        assessor=assessor,
        occasion=occasion_by_uuid(occasion.uuid),
        people=subjects_of(assessor, occasion),
    )
    assert [
        (one.person, one.decided, one.submitted, one.others_submitted, one.others_begun, one.state)
        for one in people
    ] == [
        (itzel, 2, False, 0, 1, "open"),
        (alma, 10, True, 0, 0, "rated"),
        (ruben, 0, False, 1, 0, "released"),
    ]
    assert {one.criteria for one in people} == {10}


def test_tabs_stay_around_the_person(room, host, django_assert_num_queries):
    occasion, assessor, _subject = room
    names = ["Ana", "Ana", "Beto", "Cruz", "Cruz", "Cruz", "Díaz", "Gil", "Ruiz", "Sol"]
    everybody = [make.person(last_name=name, first_name="I") for name in names]
    host.rated = everybody
    people = subjects_of(assessor, occasion)
    assert list(people) == everybody
    with django_assert_num_queries(2):
        assert around(people, everybody[0]) == everybody[:7]
    assert around(people, everybody[4]) == everybody[1:8]
    assert around(people, everybody[5]) == everybody[2:9]
    assert around(people, everybody[9]) == everybody[3:]
    few = subjects_of(assessor, occasion).filter(pk__in=[one.pk for one in everybody[:3]])
    assert around(few, everybody[1]) == everybody[:3]


@pytest.mark.parametrize(
    ("theirs", "apart"),
    [
        ((3, 3, 3, 3, 3, 3, 3, 3, 3, 3), False),
        ((3, 4, 1, 3, 3, 3, 3, 3, 3, 3), True),
        ((3, 4, 3, 3, 3, 3, 3, 3, 2, 3), True),
        ((3, 4, 3, 3, 3, 1, 3, 3, 3, 3), True),
    ],
)
def test_assessors_far_apart_are_shown(room, theirs, apart):
    occasion, assessor, subject = room
    make.submitted_rating(assessor, occasion, subject, *GOOD)
    make.submitted_rating(make.person(), occasion, subject, *theirs)
    found = compared(occasion=occasion_by_uuid(occasion.uuid), subject_id=subject.pk, first=assessor.pk)
    assert found.columns[0].rating.assessor == assessor
    assert found.apart is apart
