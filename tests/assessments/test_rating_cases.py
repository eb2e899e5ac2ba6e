"""Cases: how they go on, what is released, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from assessments import api
from assessments.enums import CaseState
from assessments.models import Assignment, CriterionScore, Moderation, Occasion, Rating, RatingCase
from assessments.rules import rating_cases as rules
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

GOOD = (3, 4, 3, 3, 3, None, 3, 3, 3, 3)
with_database = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


@pytest.mark.parametrize(
    ("state", "then"),
    [
        ("open", ["rated", "absent", "void"]),
        ("rated", ["open", "moderation", "agreed", "released", "void"]),
        ("moderation", ["agreed", "void"]),
        ("agreed", ["moderation", "released", "void"]),
        ("absent", ["open"]),
        ("void", ["open"]),
        ("released", ["locked"]),
        ("locked", []),
    ],
)
def test_what_may_follow_a_state(state, then):
    assert [one for one in CaseState.values if rules.allows(state, one)] == then


def test_a_case_follows_its_ratings_until_somebody_settles_it():
    assert rules.after_ratings("open", submitted=1) == "rated"
    assert rules.after_ratings("rated", submitted=0) == "open"
    assert rules.after_ratings("rated", submitted=2) == "rated"
    for state in ("moderation", "agreed", "released", "locked"):
        with pytest.raises(ValueError, match=state):
            rules.after_ratings(state, submitted=1)


def test_the_words_of_the_states_are_those_of_the_rules():
    assert CaseState.values == [one.value for one in rules.CaseState]


class TestServices:
    pytestmark = with_database

    @pytest.fixture
    def room(self):
        """An occasion, an assessor and a person whom they rated."""
        occasion, assessor, person = make.occasion(), make.person(), make.person()
        make.submitted_rating(assessor, occasion, person, *GOOD)
        return {"actor": assessor, "occasion": occasion, "subject": person}

    def test_the_first_rating_makes_the_case_and_handing_in_moves_it(self):
        coached, assessor, person = make.occasion(mode="coached"), make.person(), make.person()
        act = {"actor": assessor, "occasion": coached, "subject": person}
        api.save_rating(**act, marks=make.marks(*GOOD))
        assert RatingCase.objects.get().state == "open"
        assert Assignment.objects.get().kind == "coach"
        api.submit_rating(**act, judgment=2)
        assert RatingCase.objects.get().state == "rated"
        make.submitted_rating(assessor, make.occasion(), person, *GOOD)
        assert Assignment.objects.latest("pk").kind == "assessor"

    def test_nothing_counts_before_it_is_released(self, room):
        occasion = room["occasion"]
        (outcome,) = api.rating_outcomes(occasion_ids=[occasion.pk])
        assert (outcome.submitted, outcome.competent, outcome.released) == (True, True, False)
        case = api.release_case(**room)
        assert (case.state, case.released_at is not None) == ("released", True)
        (outcome,) = api.rating_outcomes(occasion_ids=[occasion.pk])
        assert (outcome.submitted, outcome.competent, outcome.released) == (True, True, True)

    def test_a_release_is_on_record_and_is_done_once(self, room):
        first = api.release_case(**room)
        assert api.release_case(**room).released_at == first.released_at
        event = AuditEvent.objects.get(action="assessments.release_case")
        assert (event.actor, event.target_uuid) == (room["actor"], first.uuid)
        assert event.data == {"occasion": str(room["occasion"].uuid)}

    def test_only_who_answers_for_the_occasion_releases(self, room, host):
        host.releases = lambda actor, occasion: actor == room["subject"]
        with refused("not_yours"):
            api.release_case(**room)
        with refused("not_yours"):
            api.release_cases(actor=room["actor"], occasion=room["occasion"])
        assert RatingCase.objects.get().state == "rated"

    def test_what_nobody_handed_in_is_not_released(self, room):
        other = make.person()
        with refused("not_rated"):
            api.release_case(**{**room, "subject": other})
        api.save_rating(**{**room, "subject": other}, marks=make.marks(*GOOD))
        with refused("not_rated"):
            api.release_case(**{**room, "subject": other})
        assert api.release_cases(actor=room["actor"], occasion=room["occasion"]) == 1

    def test_releasing_all_leaves_out_who_is_still_being_rated(self, room):
        waiting, ready = make.person(), make.person()
        for person in (waiting, ready):
            make.submitted_rating(room["actor"], room["occasion"], person, *GOOD)
        second = {**room, "actor": make.person(), "subject": waiting}
        api.save_rating(**second, marks=make.marks(3))
        elsewhere = make.submitted_rating(room["actor"], make.occasion(), ready, *GOOD)
        assert api.release_cases(actor=room["actor"], occasion=room["occasion"]) == 2
        assert RatingCase.objects.get(ratee=waiting).state == "rated"
        assert elsewhere.assignment.case.state == "rated"
        assert api.release_cases(actor=room["actor"], occasion=room["occasion"]) == 0
        api.release_case(**{**room, "subject": waiting})
        with refused("closed"):
            api.submit_rating(**second, judgment=2)
        with refused("closed"):
            api.save_rating(**second, marks=make.marks(4))
        assert CriterionScore.objects.filter(rating__assignment__assessor=second["actor"]).count() == 1

    def test_after_the_release_nobody_begins_to_rate(self, room):
        api.release_case(**room)
        with refused("closed"):
            api.save_rating(**{**room, "actor": make.person()}, marks=make.marks(3))
        assert Assignment.objects.count() == 1

    def test_reopening_makes_a_version_that_starts_as_the_old_one_ended(self, room):
        old = Rating.objects.get()
        marks = make.marks(*GOOD)
        new = api.reopen_rating(**room, reason="Confundí a las dos personas")
        assert (new.version, new.supersedes, new.status, new.revision) == (2, old, "draft", old.revision + 1)
        assert {one.criterion.key: one.value for one in new.scores.all()} == {
            key: mark.value for key, mark in marks.items()
        }
        assert RatingCase.objects.get().state == "open"
        api.save_rating(**room, marks={**marks, "c01": api.Mark(4, True)})
        api.submit_rating(**room, judgment=2)
        assert RatingCase.objects.get().state == "rated"
        assert old.scores.get(criterion__key="c01").value == 3
        (outcome,) = api.rating_outcomes(occasion_ids=[room["occasion"].pk])
        assert outcome.scores["c01"] == 4
        event = AuditEvent.objects.get(action="assessments.reopen_rating")
        assert event.data["supersedes"] == str(old.uuid)
        assert (event.data["version"], event.data["reason"]) == (2, "Confundí a las dos personas")

    def test_reopening_a_draft_again_changes_nothing(self, room):
        new = api.reopen_rating(**room)
        assert api.reopen_rating(**room) == new
        assert Rating.objects.count() == 2
        with refused("no_rating"):
            api.reopen_rating(**{**room, "subject": make.person()})

    @pytest.mark.parametrize("state", ["moderation", "agreed", "released"])
    def test_what_is_settled_is_not_reopened(self, room, state):
        at = make.clock.now() if state == "released" else None
        RatingCase.objects.update(state=state, released_at=at)
        with refused("closed"):
            api.reopen_rating(**room)
        assert Rating.objects.count() == 1

    def test_of_two_ratings_of_practice_one_reopened_leaves_the_case_rated(self, room):
        Occasion.objects.update(mode="coached")
        room["occasion"].refresh_from_db()
        second = {**room, "actor": make.person()}
        make.submitted_rating(second["actor"], room["occasion"], room["subject"], *GOOD)
        api.reopen_rating(**second)
        assert RatingCase.objects.get().state == "rated"
        assert [one.submitted for one in api.rating_outcomes(occasion_ids=[room["occasion"].pk])] == [
            True,
            False,
        ]

    def test_what_people_say_of_themselves_decides_nothing(self, room):
        Assignment.objects.update(kind="self")
        assert api.rating_outcomes(occasion_ids=[room["occasion"].pk]) == []
        api.reopen_rating(**room)
        api.submit_rating(**room, judgment=2)
        assert RatingCase.objects.get().state == "open"


class TestConstraints:
    pytestmark = with_database

    @pytest.fixture
    def rating(self):
        return make.submitted_rating(make.person(), make.occasion(), make.person(), *GOOD)

    def test_one_case_per_person_and_occasion(self, rating):
        case = rating.assignment.case
        with pytest.raises(IntegrityError), transaction.atomic():
            RatingCase.objects.create(occasion=case.occasion, ratee=case.ratee)

    @pytest.mark.parametrize(
        ("state", "released"),
        [("released", False), ("locked", False), ("rated", True), ("open", True), ("done", False)],
    )
    def test_a_case_has_its_moment_when_it_is_released_and_no_unknown_state(self, rating, state, released):
        at = make.clock.now() if released else None
        with pytest.raises(IntegrityError), transaction.atomic():
            RatingCase.objects.update(state=state, released_at=at)

    def test_one_assignment_per_assessor_of_a_known_kind(self, rating):
        mine = rating.assignment
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.create(case=mine.case, assessor=mine.assessor, kind="coach")
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.create(case=mine.case, assessor=make.person(), kind="judge")

    @pytest.mark.parametrize(
        "fields",
        [
            {"version": 1},
            {"version": 2},
            {"version": 1, "supersedes": True},
            {"version": 2, "supersedes": True, "status": "submitted"},
            {"version": 2, "supersedes": True, "submitted_at": True},
            {"version": 2, "supersedes": True, "judgment": 5},
        ],
    )
    def test_versions_form_one_chain(self, rating, fields):
        now = make.clock.now()
        fields = {**fields, "supersedes": rating if fields.get("supersedes") else None}
        fields["submitted_at"] = now if fields.get("submitted_at") else None
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.create(assignment=rating.assignment, saved_at=now, **fields)

    def test_a_version_is_replaced_once_and_has_one_draft(self, rating):
        now = make.clock.now()
        second = Rating.objects.create(
            assignment=rating.assignment, version=2, supersedes=rating, saved_at=now
        )
        for before in (rating, second):
            with pytest.raises(IntegrityError), transaction.atomic():
                Rating.objects.create(
                    assignment=rating.assignment, version=3, supersedes=before, saved_at=now
                )

    @pytest.mark.parametrize(
        "fields",
        [
            {"reason": ""},
            {"reason": "x", "outcome": "agreed"},
            {"reason": "x", "outcome": "coin", "decided_at": True},
            {"reason": "x", "decided_at": True},
        ],
    )
    def test_a_moderation_has_its_reason_and_its_end(self, rating, fields):
        now = make.clock.now()
        fields["decided_at"] = now if fields.get("decided_at") else None
        with pytest.raises(IntegrityError), transaction.atomic():
            Moderation.objects.create(
                case=rating.assignment.case, moderator=make.person(), opened_at=now, **fields
            )

    def test_a_case_has_one_open_moderation(self, rating):
        case, moderator, now = rating.assignment.case, make.person(), make.clock.now()
        note = {"case": case, "moderator": moderator, "reason": "Dos niveles en c01", "opened_at": now}
        done = {"outcome": "agreed", "decided_at": now + timedelta(minutes=5), "scores": {"c01": 3}}
        Moderation.objects.create(**note, **done)
        Moderation.objects.create(**note)
        with pytest.raises(IntegrityError), transaction.atomic():
            Moderation.objects.create(**note)
        assert Moderation.objects.count() == 2
