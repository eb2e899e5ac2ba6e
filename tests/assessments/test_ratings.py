"""Rating: drafts, submission, competence, blindness."""

import pytest

from assessments import api
from assessments.models import CriterionScore, Rating
from assessments.selectors.assessors import near, occasion_by_uuid, subjects
from assessments.selectors.comparison import compared
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

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
    return api.submit_rating(actor=assessor, occasion=occasion, subject=subject)


def test_a_draft_may_be_incomplete_and_is_replaced_as_a_whole(room):
    rating = save(room, 3, None, 1)
    assert (rating.status, rating.revision) == ("draft", 1)
    rating = save(room, 4, comment="Bien")
    assert (rating.revision, rating.comment) == (2, "Bien")
    stored = CriterionScore.objects.values_list("criterion__key", "value", "decided")
    assert list(stored) == [("c01", 4, True)]


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
    marks = dict(make.marks(*GOOD)) | {"c05": api.Mark(value, True, "  ")}
    save(room, marks=marks)
    with pytest.raises(Exception, match="1 criterio") as caught:
        submit(room)
    assert list(caught.value.problems) == ["c05"]
    save(room, marks=marks | {"c05": api.Mark(value, True, "Abrió sin propósito.")})
    assert submit(room).is_submitted


def test_submitting_locks_and_is_done_once(room):
    save(room, *GOOD)
    first = submit(room)
    assert submit(room).submitted_at == first.submitted_at
    with refused("submitted"):
        save(room, 1)
    event = AuditEvent.objects.get(action="assessments.submit_rating")
    assert event.actor == room[1]
    assert event.data["scores"]["c02"] == 4
    assert event.data["scores"]["c06"] is None


def test_nobody_rates_themselves_or_without_being_asked(room, registered):
    occasion, assessor, _subject = room
    with refused("not_yours"):
        save((occasion, assessor, assessor), 3)
    registered.rating_access.clear()
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
    assert (outcome.subject_id, outcome.assessor_id, outcome.submitted) == (subject.pk, assessor.pk, True)
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
        with django_assert_num_queries(4):
            assert len(api.rating_outcomes(occasion_ids=[occasion.pk])) == total


def test_who_is_left_to_rate(room, registered):
    occasion, assessor, itzel = room
    alma, ruben = make.person(), make.person()
    registered.rating_subjects.append(lambda user, about: [itzel, alma, ruben, user])
    registered.rating_subjects.append(lambda user, about: [alma])
    save(room, 3, None)
    make.submitted_rating(assessor, occasion, alma, *GOOD)
    make.submitted_rating(make.person(), occasion, ruben, *GOOD)
    api.save_rating(actor=make.person(), occasion=occasion, subject=itzel, marks=make.marks(*GOOD))
    people = subjects(assessor=assessor, occasion=occasion_by_uuid(occasion.uuid))
    assert [
        (one.person, one.decided, one.criteria, one.submitted, one.others_submitted) for one in people
    ] == [
        (itzel, 2, 10, False, 0),
        (alma, 10, 10, True, 0),
        (ruben, 0, 10, False, 1),
    ]


def test_tabs_stay_around_the_person(room, registered):
    occasion, assessor, _subject = room
    everybody = [make.person() for _ in range(10)]
    registered.rating_subjects.append(lambda user, about: everybody)
    people = subjects(assessor=assessor, occasion=occasion_by_uuid(occasion.uuid))
    assert [one.person for one in near(people, everybody[0])] == everybody[:7]
    assert [one.person for one in near(people, everybody[5])] == everybody[2:9]
    assert [one.person for one in near(people, everybody[9])] == everybody[3:]


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
