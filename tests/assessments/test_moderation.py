"""The talk about a case: alone first, then together, then by a third or by whoever answers for it."""

import pytest

from assessments import api
from assessments.enums import CaseState
from assessments.models import (
    Assignment,
    CriterionScore,
    Moderation,
    ModerationNote,
    Occasion,
    Rating,
    RatingCase,
)
from assessments.services import moderation as services
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]

FOURS = (4,) * 10
APART = (2, *FOURS[1:])
BELOW = (4, 2, *FOURS[2:])


@pytest.fixture
def room():
    """An occasion, two assessors and the person whom they rated two levels apart on the first criterion."""
    occasion, one, other, person = make.occasion(), make.person(), make.person(), make.person()
    make.submitted_rating(one, occasion, person, *FOURS)
    make.submitted_rating(other, occasion, person, *APART)
    return {"occasion": occasion, "subject": person}, one, other


def state():
    return RatingCase.objects.get().state


def write(room):
    about, one, other = room
    services.write_reasons(**about, actor=one, text="Vi una apertura completa.")
    services.write_reasons(**about, actor=other, text="Faltó decir quién es.")


def rows():
    return (
        list(Rating.objects.order_by("pk").values()),
        list(CriterionScore.objects.order_by("pk").values()),
    )


class TestOpening:
    def test_sheets_that_are_apart_open_it_and_say_why_on_record(self, room):
        assert state() == "moderation"
        event = AuditEvent.objects.get(action="assessments.open_moderation")
        assert event.data["why"] == {"gap": ["c01"]}

    def test_sheets_that_agree_do_not(self):
        occasion, person = make.occasion(), make.person()
        for _which in range(2):
            make.submitted_rating(make.person(), occasion, person, *FOURS)
        assert state() == "rated"

    def test_practice_is_never_moderated(self):
        occasion, person = make.occasion(mode="coached"), make.person()
        for levels in (FOURS, APART):
            make.submitted_rating(make.person(), occasion, person, *levels)
        assert state() == "rated"

    def test_a_sheet_that_was_begun_is_waited_for_until_somebody_wants_to_release(self):
        occasion, person, lead = make.occasion(), make.person(), make.person()
        about = {"occasion": occasion, "subject": person}
        late = make.person()
        api.save_rating(**about, actor=late, marks=make.marks(3))
        for levels in (FOURS, APART):
            make.submitted_rating(make.person(), occasion, person, *levels)
        assert state() == "rated"
        assert api.release_cases(actor=lead, occasion=occasion) == 0
        assert state() == "rated"
        with refused("moderation"):
            api.release_case(**about, actor=lead)
        assert state() == "moderation"

    def test_releasing_all_leaves_out_what_has_to_be_talked_over(self, room):
        about, one, _other = room
        RatingCase.objects.update(state="rated")
        ready = make.person()
        make.submitted_rating(one, about["occasion"], ready, *FOURS)
        assert api.release_cases(actor=one, occasion=about["occasion"]) == 1
        assert dict(RatingCase.objects.values_list("ratee_id", "state")) == {
            ready.pk: "released",
            about["subject"].pk: "moderation",
        }

    @pytest.mark.parametrize("people", [3, 30])
    def test_releasing_all_asks_as_often_for_few_as_for_many(self, people, django_assert_num_queries):
        occasion, lead = make.occasion(), make.person()
        assessors = [make.person(), make.person()]
        for _which in range(people):
            person = make.person()
            for assessor in assessors:
                make.submitted_rating(assessor, occasion, person, *FOURS)
        with django_assert_num_queries(14):
            assert api.release_cases(actor=lead, occasion=occasion) == people

    def test_it_is_neither_released_nor_rated_meanwhile(self, room):
        about, one, _other = room
        for act in (
            lambda: api.release_case(**about, actor=one),
            lambda: api.reopen_rating(**about, actor=one),
            lambda: api.save_rating(**about, actor=make.person(), marks=make.marks(3)),
        ):
            with pytest.raises(api_error()) as error:
                act()
            assert error.value.code in {"moderation", "closed"}
        assert state() == "moderation"

    def test_who_has_read_the_other_sheet_no_longer_rates_alone(self):
        occasion, one, person = make.occasion(), make.person(), make.person()
        about = {"occasion": occasion, "subject": person, "actor": one}
        make.submitted_rating(one, occasion, person, *FOURS)
        api.reopen_rating(**about)
        api.submit_rating(**about)
        make.submitted_rating(make.person(), occasion, person, *FOURS)
        with refused("seen"):
            api.reopen_rating(**about)


def api_error():
    from lms.core.errors import UserError

    return UserError


class TestTogether:
    def test_each_writes_alone_first_and_once(self, room):
        about, one, other = room
        with refused("alone_first"):
            services.propose(**about, actor=one, levels={"c01": 3}, reason="Porque sí.")
        with refused("no_reasons"):
            services.write_reasons(**about, actor=one, text="  ")
        services.write_reasons(**about, actor=one, text="Vi una apertura completa.")
        with refused("written"):
            services.write_reasons(**about, actor=one, text="Otra cosa.")
        with refused("alone_first"):
            services.propose(**about, actor=one, levels={"c01": 3}, reason="Porque sí.")
        with refused("not_yours"):
            services.write_reasons(**about, actor=make.person(), text="Yo también vi.")
        services.write_reasons(**about, actor=other, text="Faltó decir quién es.")
        assert [one.text for one in ModerationNote.objects.order_by("pk")] == [
            "Vi una apertura completa.",
            "Faltó decir quién es.",
        ]

    def test_what_both_agree_on_is_the_result_and_their_sheets_stay(self, room):
        about, one, other = room
        write(room)
        before = rows()
        services.propose(**about, actor=one, levels={"c01": 3}, reason="Se presentó tarde.")
        with refused("own_proposal"):
            services.answer(**about, actor=one, agrees=True)
        with refused("proposed"):
            services.propose(**about, actor=other, levels={"c01": 2}, reason="No.")
        services.answer(**about, actor=other, agrees=True)
        settled = Moderation.objects.get()
        assert (settled.outcome, settled.moderator, settled.reason) == ("agreed", one, "Se presentó tarde.")
        assert settled.scores == {"c01": 3, **{f"c{place:02}": 4 for place in range(2, 11)}}
        assert state() == "agreed"
        assert rows() == before
        api.release_case(**about, actor=one)
        assert state() == "released"

    def test_what_was_settled_says_who_is_competent(self):
        occasion, person, lead = make.occasion(), make.person(), make.person()
        about = {"occasion": occasion, "subject": person}
        one, other = make.person(), make.person()
        make.submitted_rating(one, occasion, person, *FOURS)
        make.submitted_rating(other, occasion, person, *BELOW)
        assert [one.competent for one in api.rating_outcomes(occasion_ids=[occasion.pk])] == [True, False]
        for assessor in (one, other):
            services.write_reasons(**about, actor=assessor, text="Lo que vi.")
        services.propose(**about, actor=other, levels={"c02": 3}, reason="Escuchó a las dos partes.")
        services.answer(**about, actor=one, agrees=True)
        api.release_case(**about, actor=lead)
        found = api.rating_outcomes(occasion_ids=[occasion.pk], user_ids=[person.pk])
        assert [(one.competent, one.scores["c02"]) for one in found] == [(True, 4), (True, 2)]

    def test_who_does_not_agree_takes_the_proposal_back(self, room):
        about, one, other = room
        write(room)
        with refused("no_proposal"):
            services.answer(**about, actor=other, agrees=True)
        services.propose(**about, actor=one, levels={"c01": 4}, reason="Fue completa.")
        assert services.answer(**about, actor=other, agrees=False) is None
        assert not Moderation.objects.exists()
        assert state() == "moderation"
        services.propose(**about, actor=other, levels={"c01": None}, reason="No se oyó.")
        services.answer(**about, actor=one, agrees=True)
        assert Moderation.objects.get().scores["c01"] is None

    @pytest.mark.parametrize(
        "levels", [{}, {"c01": 5}, {"c01": 0}, {"c99": 3}, {"c01": 3, "c99": 3}, {"c02": 3}]
    )
    def test_levels_that_cannot_be_are_refused_whole(self, room, levels):
        about, one, _other = room
        write(room)
        with refused("bad_levels"):
            services.propose(**about, actor=one, levels=levels, reason="Porque.")
        assert not Moderation.objects.exists()

    def test_levels_that_both_share_are_not_up_for_change(self, room):
        about, one, _other = room
        write(room)
        services.propose(**about, actor=one, levels={"c01": 3, "c02": 1}, reason="Porque.")
        assert Moderation.objects.get().scores["c02"] == 4

    def test_a_proposal_has_reasons(self, room):
        about, one, _other = room
        write(room)
        with refused("no_reason"):
            services.propose(**about, actor=one, levels={"c01": 3}, reason=" ")


class TestThird:
    def test_they_rate_blind_and_decide(self, room):
        about, one, _other = room
        third, lead = make.person(), make.person()
        before = rows()
        services.call_third(**about, actor=lead, assessor=third)
        with refused("third_called"):
            services.call_third(**about, actor=lead, assessor=make.person())
        make.submitted_rating(third, about["occasion"], about["subject"], 3, *FOURS[1:])
        settled = Moderation.objects.get()
        assert (settled.outcome, settled.moderator, settled.scores["c01"]) == ("third", third, 3)
        assert state() == "agreed"
        after = rows()
        assert (after[0][:2], after[1][:20]) == before
        api.release_case(**about, actor=one)

    def test_only_they_may_rate_meanwhile(self, room):
        about, _one, _other = room
        services.call_third(**about, actor=make.person(), assessor=make.person())
        with refused("closed"):
            api.save_rating(**about, actor=make.person(), marks=make.marks(3))

    def test_nobody_who_has_a_part_in_it_is_the_third(self, room):
        about, one, other = room
        lead = make.person()
        for person in (one, other, about["subject"], lead):
            with refused("took_part"):
                services.call_third(**about, actor=lead, assessor=person)

    def test_who_may_not_rate_there_is_not_asked(self, room, host):
        about, *_rest = room
        host.rates = False
        with refused("not_an_assessor"):
            services.call_third(**about, actor=make.person(), assessor=make.person())

    def test_only_who_may_release_asks(self, room, host):
        about, one, _other = room
        host.releases = False
        with refused("not_yours"):
            services.call_third(**about, actor=one, assessor=make.person())
        assert not Assignment.objects.filter(third=True).exists()


class TestBoard:
    def test_who_did_not_rate_decides_with_reasons(self, room):
        about, *_rest = room
        lead = make.person()
        settled = services.decide(**about, actor=lead, levels={"c01": 2}, reason="Se oyó el video.")
        assert (settled.outcome, settled.moderator, settled.scores["c01"]) == ("board", lead, 2)
        assert state() == CaseState.AGREED
        event = AuditEvent.objects.get(action="assessments.settle_moderation")
        assert (event.data["outcome"], event.data["levels"]["c01"]) == ("board", 2)

    def test_who_rated_does_not(self, room):
        about, one, _other = room
        with refused("took_part"):
            services.decide(**about, actor=one, levels={"c01": 2}, reason="Se oyó el video.")

    def test_nothing_is_settled_twice(self, room):
        about, *_rest = room
        services.decide(**about, actor=make.person(), levels={"c01": 2}, reason="Se oyó el video.")
        with refused("not_moderated"):
            services.decide(**about, actor=make.person(), levels={"c01": 3}, reason="Otra vez.")

    def test_a_proposal_that_waits_is_taken_back(self, room):
        about, one, _other = room
        write(room)
        services.propose(**about, actor=one, levels={"c01": 3}, reason="Porque.")
        services.decide(**about, actor=make.person(), levels={"c01": 2}, reason="Se oyó el video.")
        assert Moderation.objects.get().outcome == "board"


def test_the_person_talked_about_never_settles_it(room):
    about, *_rest = room
    with refused("took_part"):
        services.decide(**about, actor=about["subject"], levels={"c01": 4}, reason="Yo digo.")


def test_an_assessed_sheet_needs_a_view_of_the_whole():
    occasion, one, person = make.occasion(), make.person(), make.person()
    about = {"actor": one, "occasion": occasion, "subject": person}
    api.save_rating(**about, marks=make.told_marks(*FOURS))
    for judgment in (None, 0, 5):
        with refused("no_judgment"):
            api.submit_rating(**about, judgment=judgment)
    assert api.submit_rating(**about, judgment=4).judgment == 4
    assert AuditEvent.objects.get(action="assessments.submit_rating").data["judgment"] == 4
    coached = {**about, "occasion": make.occasion(mode="coached")}
    api.save_rating(**coached, marks=make.marks(*FOURS))
    assert api.submit_rating(**coached).judgment is None
    assert Occasion.objects.count() == 2
