"""An exam day from its plan to its end."""

from datetime import timedelta

import pytest
from django.db import transaction

from assessments import api
from assessments.enums import CaseState, IncidentState
from assessments.models import (
    Acquaintance,
    Assignment,
    CheckIn,
    Concern,
    CriterionScore,
    DeviceReport,
    ExamDay,
    Incident,
    PaperSheet,
    PlanAcceptance,
    Rating,
    RatingCase,
    Slot,
)
from assessments.registries import OccasionPeople
from assessments.rules.day_plans import Fault, Finding
from assessments.rules.exam_days import SlotState
from assessments.selectors.coverage import coverage
from assessments.selectors.day_boards import board_of, counts_of
from assessments.selectors.day_closing import DayResults, Point, open_points, results_of
from assessments.selectors.day_plans import casts_for, plan_of, still_to_place
from assessments.selectors.exam_days import today_for
from assessments.selectors.moderation import due
from assessments.selectors.occasions import occasion_by_uuid
from assessments.services import day_assessors, day_filling
from assessments.services import day_door as door
from assessments.services import day_events as events
from assessments.services import day_slots as slots
from assessments.services import exam_days as days
from assessments.services.exam_days import DaySetup, RoomSpec
from assessments.services.rating_cases import release_day
from lms.accounts.models import User
from lms.core import clock
from lms.core.errors import UserError
from tests.assessments import factories as make

pytestmark = pytest.mark.django_db
PROMPTS = [{"criterion": f"c{place:02}", "role": "worker", "text": make.text("pide")} for place in (2, 9, 10)]
FULL = [3] * 10


class Scene:
    """Two role-plays, four people, five assessors, two rooms; a lead who is none of them."""

    def __init__(self, host, people=4, assessors=5, rooms=2):
        self.host = host
        self.lead = make.person(last_name="Lara")
        self.people = [make.person(first_name="Ana", last_name=f"P{n:03}") for n in range(people)]
        self.assessors = [make.person(first_name="Eva", last_name=f"X{n:03}") for n in range(assessors)]
        ids = [one.pk for one in self.people]
        host.rates, host.counts, host.rated = True, False, User.objects.filter(pk__in=ids)
        host.releases = lambda actor, occasion: actor == self.lead
        host.taking_part = OccasionPeople(
            User.objects.filter(pk__in=ids), User.objects.filter(pk__in=[one.pk for one in self.assessors])
        )
        rubric = make.rubric()
        self.occasions = [
            make.occasion(rubric, scenario_version=make.scenario(key, prompts=PROMPTS))
            for key in ("one", "two")
        ]
        self.scenarios = [one.scenario_versions.get() for one in self.occasions]
        self.starts_at = clock.now() - timedelta(minutes=5)
        self.rooms = [RoomSpec(f"Sala {n + 1}", self.scenarios[n % 2]) for n in range(rooms)]

    def setup(self, **more):
        usual = {
            "name": "Viernes",
            "starts_at": self.starts_at,
            "scenarios": self.scenarios,
            "rooms": self.rooms,
            "people": self.people,
            "assessors": self.assessors,
            "minutes": {},
        }
        return DaySetup(**{**usual, **more})

    def made(self, **more):
        return days.create_day(actor=self.lead, occasions=self.occasions, setup=self.setup(**more))

    def published(self, **more):
        day = self.made(**more)
        day_filling.fill(actor=self.lead, day=day)
        return days.publish_day(actor=self.lead, day=day)

    def rate(self, slot, *, submit=True, level=4, said="Lo vi"):
        """Every assessor of the slot's case rates."""
        for one in Assignment.objects.filter(case=slot.case, kind="assessor").select_related("assessor"):
            act = {"actor": one.assessor, "occasion": slot.case.occasion, "subject": slot.case.ratee}
            api.save_rating(**act, marks=make.marks(*[level] * 10, comment=said))
            if submit:
                api.submit_rating(**act, judgment=3)


@pytest.fixture
def scene(host):
    return Scene(host)


def refused(code, function, **about):
    with pytest.raises(UserError) as found, transaction.atomic():
        function(**about)
    assert found.value.code == code
    return str(found.value)


def test_a_day_is_planned_without_a_fault_and_published(scene):
    day = scene.made()
    plan = day_filling.fill(actor=scene.lead, day=day)
    assert (len(plan.places), plan.findings, plan.network.connected) == (8, [], True)
    assert sorted(plan.loads.values()) == [3, 3, 3, 3, 4]
    assert today_for(scene.assessors[0]) == []
    refused("not_yours", days.publish_day, actor=scene.assessors[0], day=day)
    day = days.publish_day(actor=scene.lead, day=day)
    (today,) = today_for(scene.assessors[0])
    assert [one.slot.round.number for one in today.cards] == sorted(
        one.slot.round.number for one in today.cards
    )
    assert {one.code_word for one in today.cards} <= set(CheckIn.objects.values_list("code_word", flat=True))
    refused("published", days.change_setup, actor=scene.lead, day=day, setup=scene.setup())
    refused("published", days.discard_day, actor=scene.lead, day=day)
    assert not still_to_place(scene.host.taking_part.ratees, scene.occasions).exists()


def test_now_and_next_follow_the_clock(scene):
    day = scene.published()
    assessor = Assignment.objects.filter(case__slots__round__number=1).first().assessor
    (today,) = today_for(assessor)
    assert today.now == today.cards[0]
    assert today.next == today.cards[1]
    assert today.cards[0].phases.play - today.cards[0].phases.reading == timedelta(minutes=10)
    slots.delay_slot(actor=scene.lead, day=day, slot=today.cards[0].slot, minutes=20)
    assert today_for(assessor)[0].now is None


def test_coaches_acquaintances_and_watchers_are_kept_apart(scene):
    anna, coach, friend = scene.people[0], *scene.assessors[:2]
    rubric = scene.occasions[0].rubric_version
    coached = make.occasion(rubric, mode="coached", scenario_version=make.scenario("three"))
    api.save_rating(actor=coach, occasion=coached, subject=anna, marks=make.marks(3))
    day = scene.made()
    events.declare_acquaintance(actor=friend, day=day, person=anna, knows=True)
    plan = day_filling.fill(actor=scene.lead, day=day)
    hers = [one for one in plan.places if plan.frame.cases[one.case].person == anna.pk]
    assert all(not one.assessors & {coach.pk, friend.pk} for one in hers)
    about = {"actor": scene.lead, "day": day, "case": RatingCase.objects.get(pk=hers[0].case)}
    pair = [coach, scene.assessors[2]]
    assert "acompañó" in refused("clash", slots.set_slot_assessors, **about, assessors=pair)
    assert "conoce" in refused("clash", slots.set_slot_assessors, **about, assessors=[friend, pair[1]])
    events.declare_acquaintance(actor=friend, day=day, person=anna, knows=False)
    assert not Acquaintance.objects.exists()
    # She watched both scenarios of the day where others practiced them.
    watched = make.occasion(rubric, mode="coached", scenario_version=scene.scenarios[0])
    watched.scenario_links.create(scenario_version=scene.scenarios[1])
    watched.held_at = clock.now() - timedelta(days=3)
    watched.save()
    scene.host.members = {(anna.pk, watched.pk)}
    assert {(anna.pk, one.scenario_id) for one in scene.scenarios} == plan_of(day).frame.seen
    assert "ya actuó o vio" in refused("no_plan", day_filling.fill, actor=scene.lead, day=day)


def test_who_read_a_paper_about_a_case_is_not_planned_for_it(scene):
    day, reader, author = scene.made(), *scene.assessors[:2]
    case = RatingCase.objects.get(occasion=scene.occasions[0], ratee=scene.people[0])
    paper = {"case": case, "assessor": author, "entered_by": reader, "entered_at": clock.now(), "first": {}}
    sheet = PaperSheet.objects.create(**paper)
    plan = day_filling.fill(actor=scene.lead, day=day)
    assert plan.frame.read == {(reader.pk, case.pk)}
    (place,) = [one for one in plan.places if one.case == case.pk]
    assert reader.pk not in place.assessors
    pair = {"actor": scene.lead, "day": day, "case": case, "assessors": [reader, scene.assessors[2]]}
    assert "leyó la hoja de otra persona" in refused("clash", slots.set_slot_assessors, **pair)
    # Whoever was planned before they read it is named by the plan.
    sheet.entered_by_id, sheet.assessor_id = sorted(place.assessors)
    sheet.save()
    assert plan_of(day).findings == [Finding(Fault.READ, (case.pk,), sheet.entered_by_id)]


def test_a_scenario_that_hides_a_critical_criterion_is_refused(scene):
    blind = make.scenario("blind", prompts=PROMPTS[:2])
    scene.occasions[0].scenario_links.create(scenario_version=blind)
    found = coverage([one.rubric_version_id for one in scene.occasions], [*scene.scenarios, blind])
    assert [line.seen for line in found.lines] == [[True] * 3, [True] * 3, [True, True, False]]
    refused("uncovered", scene.made, scenarios=[*scene.scenarios, blind])


def test_without_an_assessor_other_rounds_stay(scene):
    day = scene.made()
    day_filling.fill(actor=scene.lead, day=day)
    before = {one.case: one for one in plan_of(day).places}
    gone = scene.assessors[0]
    theirs = {one.round for one in before.values() if gone.pk in one.assessors}
    plan = day_assessors.remove_assessor(actor=scene.lead, day=day, assessor=gone)
    assert plan.findings == []
    assert all(gone.pk not in one.assessors for one in plan.places)
    assert [
        one for one in plan.places if before[one.case] != one and before[one.case].round not in theirs
    ] == []
    for one in scene.assessors[1:3]:
        day_assessors.remove_assessor(actor=scene.lead, day=day, assessor=one)
    refused("no_plan", day_assessors.remove_assessor, actor=scene.lead, day=day, assessor=scene.assessors[3])


def test_the_plan_changes_while_sheets_are_written(scene):
    """A sheet belongs to a case and an assessor: nothing of it follows a slot (check 2)."""
    day = scene.published()
    one, other = Slot.objects.filter(room__position=0).order_by("round__number")[:2]
    scene.rate(one, submit=False)
    assigned = set(Assignment.objects.values_list("case", "assessor"))
    kept = set(Rating.objects.values_list("uuid", "assignment__case", "assignment__assessor"))
    with pytest.raises(UserError):
        # Both rooms of the other round are taken by people who would clash: say so, keep all.
        slots.move_slot(actor=scene.lead, day=day, case=one.case, room=day.rooms.last(), round=one.round)
    moved = slots.move_slot(
        actor=scene.lead,
        day=day,
        case=one.case,
        room=other.room,
        round=day_filling.add_round(actor=scene.lead, day=day),
    )
    assert moved.pk == one.pk
    assert set(Rating.objects.values_list("uuid", "assignment__case", "assignment__assessor")) == kept
    assert set(Assignment.objects.values_list("case", "assessor")) == assigned
    # What a device wrote before the change arrives after it, and lands where it belongs.
    scene.rate(one)
    assert set(Rating.objects.values_list("uuid", "assignment__case", "assignment__assessor")) == kept
    assert RatingCase.objects.get(pk=one.case_id).state == CaseState.RATED
    assert Rating.objects.exclude(assignment__case=one.case).count() == 0


def test_slots_change_places_in_one_step(host):
    """With one room and everybody free at any time two slots always can."""
    scene = Scene(host, people=3, assessors=3, rooms=1)
    scene.rooms = [RoomSpec("Sala 1")]
    day = scene.published()
    first, *_others, last = Slot.objects.order_by("round__number")
    slots.move_slot(actor=scene.lead, day=day, case=first.case, room=last.room, round=last.round)
    changed = dict(Slot.objects.filter(pk__in=[first.pk, last.pk]).values_list("pk", "round__number"))
    assert changed == {first.pk: last.round.number, last.pk: first.round.number}
    assert plan_of(day).findings == []


def test_who_plays_is_chosen_for_one_slot_alone(scene):
    day = scene.published()
    slot, beside = Slot.objects.filter(round__number=1).order_by("room__position")
    actors = [make.person(first_name="Olga", last_name="Oca"), make.person()]
    helping = User.objects.filter(pk__in=[one.pk for one in (*scene.assessors, *actors)])
    scene.host.taking_part = OccasionPeople(scene.host.taking_part.ratees, helping)
    for one in (slot, beside):
        about = {"occasion": one.case.occasion, "scenario_version": one.case.scenario_version}
        api.cast_roles(actor=scene.lead, **about, add={"worker": actors[0]})
        api.cast_roles(actor=scene.lead, **about, add={"employer": actors[1]})
    about = {"actor": scene.lead, "day": day}
    casts = {one.role: one.pk for one in casts_for(slot.case)}
    slots.set_slot_cast(**about, case=slot.case, casts=[casts["worker"], 0])
    assert [one.user for one in slot.cast.all()] == actors[:1]
    assert not beside.cast.exists()
    there = [one.pk for one in casts_for(beside.case)]
    why = refused("clash", slots.set_slot_cast, **about, case=beside.case, casts=there)
    assert "Oca" in why
    slots.set_slot_cast(**about, case=beside.case, casts=there[:0])
    slots.set_slot_cast(**about, case=slot.case, casts=list(casts.values()))
    assert slot.cast.count() == 2
    refused("not_yours", slots.set_slot_cast, actor=actors[0], day=day, case=slot.case, casts=[])


class TestTheDayItself:
    """Who came, what happened, what became of it."""

    @pytest.fixture
    def day(self, scene):
        return scene.published()

    def test_absent_and_there_after_all(self, scene, day):
        row = CheckIn.objects.select_related("day").get(person=scene.people[0])
        refused("not_yours", door.check_in, actor=scene.assessors[0], check_in=row, presence="here")
        door.check_in(actor=scene.lead, check_in=row, presence="absent")
        own = Slot.objects.filter(case__ratee=row.person).order_by("round__number")
        assert set(own.values_list("outcome", flat=True)) == {"absent"}
        case = RatingCase.objects.filter(ratee=row.person).first()
        assert case.state == CaseState.ABSENT
        act = {"actor": scene.assessors[0], "occasion": case.occasion, "subject": row.person}
        refused("without_result", api.save_rating, **act, marks=make.marks(3))
        # Their first place is given to somebody else; the second is free when they come.
        taken = own[0]
        other = Slot.objects.exclude(case__ratee=row.person).filter(room=taken.room).first()
        Slot.objects.filter(pk=other.pk).update(round=taken.round)
        assert door.check_in(actor=scene.lead, check_in=row, presence="here", credential_seen=True).lost == 1
        row.refresh_from_db()
        assert (row.presence, row.credential_seen) == ("here", True)
        assert RatingCase.objects.filter(ratee=row.person, state=CaseState.OPEN).count() == 2
        assert [one.ratee for one in board_of(day).unplaced] == [row.person]
        assert Point.NO_PLACE in {one.point for one in open_points(day)}

    def test_played_again_sets_the_sheets_aside_and_keeps_them(self, scene, day):
        slot = Slot.objects.order_by("round__number").first()
        scene.rate(slot)
        refused("no_reason", slots.void_slot, actor=scene.lead, day=day, slot=slot, reason=" ", again=True)
        slots.void_slot(actor=scene.lead, day=day, slot=slot, reason="Se fue la luz", again=True)
        case = RatingCase.objects.get(pk=slot.case_id)
        assert (case.state, case.reruns) == (CaseState.OPEN, 1)
        assert Rating.objects.filter(assignment__case=case, set_aside=True, status="submitted").count() == 2
        assert not Rating.objects.current().filter(assignment__case=case).exists()
        fresh = day_filling.add_round(actor=scene.lead, day=day)
        again = slots.move_slot(actor=scene.lead, day=day, case=case, room=slot.room, round=fresh)
        assert again.pk != slot.pk
        scene.rate(again)
        assert RatingCase.objects.get(pk=case.pk).state == CaseState.RATED
        chain = Rating.objects.filter(assignment__case=case).order_by("version")
        assert set(chain.values_list("version", "set_aside")) == {(1, True), (2, False)}
        api.release_case(actor=scene.lead, occasion=case.occasion, subject=case.ratee)
        (outcome, *_rest) = api.rating_outcomes(occasion_ids=[case.occasion_id])
        assert outcome.submitted
        refused("not_of_day", slots.void_slot, actor=scene.lead, day=day, slot=slot, reason="Otra vez")
        refused("released", slots.void_slot, actor=scene.lead, day=day, slot=again, reason="Otra vez")

    def test_void_is_never_released_and_can_be_taken_back(self, scene, day):
        slot = Slot.objects.order_by("round__number").first()
        scene.rate(slot)
        slots.void_slot(actor=scene.lead, day=day, slot=slot, reason="Casos equivocados")
        about = {"actor": scene.lead, "occasion": slot.case.occasion, "subject": slot.case.ratee}
        refused("not_rated", api.release_case, **about)
        assert api.release_cases(actor=scene.lead, occasion=slot.case.occasion) == 0
        slots.restore_slot(actor=scene.lead, day=day, slot=slot)
        assert RatingCase.objects.get(pk=slot.case_id).state == CaseState.RATED
        api.release_case(**about)

    def test_an_assessor_who_falls_ill_is_stood_down_and_their_sheet_is_kept(self, scene, day):
        slot = Slot.objects.order_by("round__number").first()
        ill, stays = (one.assessor for one in Assignment.objects.filter(case=slot.case).order_by("pk"))
        act = {"occasion": slot.case.occasion, "subject": slot.case.ratee}
        api.save_rating(**act, actor=ill, marks=make.marks(3))
        plan = plan_of(day)
        busy = {a for one in plan.places if one.round == slot.round.number for a in one.assessors}
        spare = next(one for one in scene.assessors if one.pk not in busy)
        slots.set_slot_assessors(actor=scene.lead, day=day, case=slot.case, assessors=[stays, spare])
        gone = Assignment.objects.get(case=slot.case, assessor=ill)
        assert (gone.stood_down, gone.ratings.get().set_aside) == (True, True)
        assert [one.case for one in today_for(ill)[0].cards if one.case == slot.case] == []
        # Their phone, which was offline, still brings what was written on it: a sheet of its own.
        api.save_rating(**act, actor=ill, marks=make.marks(3, 3))
        gone.refresh_from_db()
        assert (gone.stood_down, gone.ratings.count()) == (False, 2)
        api.save_rating(**act, actor=stays, marks=make.marks(*[4] * 10, comment="Lo vi"))
        api.submit_rating(**act, actor=stays, judgment=3)
        about = {"actor": scene.lead, "day": day, "case": slot.case, "assessors": [ill, spare]}
        refused("sent", slots.set_slot_assessors, **about)

    def test_an_open_incident_is_talked_over_and_help_is_not(self, scene, day):
        slot = Slot.objects.order_by("round__number").first()
        assessor = Assignment.objects.filter(case=slot.case).first().assessor
        about = {"actor": assessor, "day": day, "case": slot.case}
        refused(
            "not_yours", events.report_incident, **{**about, "actor": slot.case.ratee}, kind="help", text=""
        )
        events.report_incident(**about, kind="help", text="")
        refused("no_text", events.report_incident, **about, kind="papers", text=" ")
        scene.rate(slot)
        occasion = occasion_by_uuid(slot.case.occasion.uuid)
        assert due(occasion, [slot.case.ratee_id]) == {}
        events.report_incident(**about, kind="papers", text="Otro caso")
        assert [why.value for why in due(occasion, [slot.case.ratee_id])[slot.case.ratee_id]] == ["incident"]
        assert [one.kind for one in board_of(day).incidents if one.is_open] == ["papers", "help"]
        for one in Incident.objects.all():
            events.settle_incident(actor=scene.lead, incident=one, resolution="Se repartió el correcto")
        assert due(occasion, [slot.case.ratee_id]) == {}
        refused("settled", events.settle_incident, actor=scene.lead, incident=one, resolution="x")

    def test_a_concern_is_heard_before_it_is_concluded_and_scores_nothing(self, scene, day):
        slot = Slot.objects.order_by("round__number").first()
        assessor, person = Assignment.objects.filter(case=slot.case).first().assessor, slot.case.ratee
        scene.rate(slot)
        before = api.rating_outcomes(occasion_ids=[slot.case.occasion_id])
        concern = events.raise_concern(
            actor=assessor, day=day, case=slot.case, kind="ethics", text="Prometió"
        )
        assert api.rating_outcomes(occasion_ids=[slot.case.occasion_id]) == before
        scene.host.releases = True
        refused("not_yours", events.tell_concern, actor=assessor, concern=concern)
        refused("not_yours", events.answer_concern, actor=person, concern=concern, text="No fue así")
        refused("unheard", events.conclude_concern, actor=scene.lead, concern=concern, text="Nada")
        events.tell_concern(actor=scene.lead, concern=concern)
        events.answer_concern(actor=person, concern=concern, text="No fue así")
        events.conclude_concern(actor=scene.lead, concern=concern, text="Aclarado")
        refused("concluded", events.answer_concern, actor=person, concern=concern, text="Más")
        assert Concern.objects.get().answer == "No fue así"

    def test_people_accept_and_managers_count(self, scene, day):
        person = scene.people[0]
        refused("not_yours", events.accept_plan, actor=scene.lead, day=day, video=True)
        events.accept_plan(actor=person, day=day, video=True)
        at = PlanAcceptance.objects.get().accepted_at
        events.accept_plan(actor=person, day=day, video=False)
        assert (PlanAcceptance.objects.get().video, PlanAcceptance.objects.get().accepted_at) == (False, at)
        assert (counts_of(day).people, counts_of(day).slots, counts_of(day).done) == (4, 8, 0)

    def test_the_day_closes_when_nothing_is_open(self, scene, day):
        first, second, *others = Slot.objects.order_by("round__number", "room__position")
        for slot in others:
            scene.rate(slot)
        scene.rate(first, submit=False)
        slots.void_slot(actor=scene.lead, day=day, slot=second, reason="Se fue la luz")
        events.report_incident(actor=scene.lead, day=day, case=None, kind="help", text="")
        found = [(one.point, one.case) for one in open_points(day)]
        assert found == [
            (Point.NO_OUTCOME, first.case),
            (Point.UNSENT, first.case),
            (Point.UNSENT, first.case),
            (Point.INCIDENT, None),
        ]
        refused("points", days.close_day, actor=scene.lead, day=day)
        CriterionScore.objects.filter(rating__assignment__case=others[0].case).update(comment="")
        phone = {"occasion": first.case.occasion, "user": scene.assessors[0], "reported_at": clock.now()}
        device = DeviceReport.objects.create(**phone, device="phone", unsent=2)
        points = {one.point for one in open_points(day)}
        assert points == {Point.NO_OUTCOME, Point.UNSENT, Point.DEVICE, Point.OWED, Point.INCIDENT}
        CriterionScore.objects.update(comment="Lo vi")
        device.delete()
        cell = next(cell for cell in board_of(day).lines[0].cells[0] if cell.card.case == first.case)
        assert (cell.card.state, cell.left) == (SlotState.STARTED, 0)
        for one in Assignment.objects.filter(case=first.case):
            api.submit_rating(
                actor=one.assessor, occasion=first.case.occasion, subject=first.case.ratee, judgment=3
            )
        events.settle_incident(actor=scene.lead, incident=Incident.objects.get(), resolution="")
        refused("not_closed", release_day, actor=scene.lead, day=day)
        assert days.close_day(actor=scene.lead, day=day).closed_at is not None
        assert Incident.objects.get().state == IncidentState.SETTLED
        refused("closed", day_filling.add_round, actor=scene.lead, day=day)
        assert today_for(scene.assessors[0]) == []

    def test_its_results_are_released_together(self, scene, day):
        first, second, *others = Slot.objects.order_by("round__number", "room__position")
        slots.void_slot(actor=scene.lead, day=day, slot=first, reason="Se fue la luz")
        for slot in (second, *others):
            scene.rate(slot)
        # One assessor saw something so different that they have to talk first.
        apart = Rating.objects.filter(assignment__case=second.case).first()
        CriterionScore.objects.filter(rating=apart).update(value=1)
        days.close_day(actor=scene.lead, day=day)
        assert results_of(day) == DayResults(ready=len(others) + 1, without=1)
        refused("not_yours", release_day, actor=scene.assessors[0], day=day)
        assert release_day(actor=scene.lead, day=day) == len(others)
        public = RatingCase.objects.filter(state=CaseState.RELEASED)
        assert {one.case_id for one in others} == {one.pk for one in public}
        assert len({one.released_at for one in public}) == 1
        assert len({one.occasion_id for one in public}) == 2
        assert results_of(day) == DayResults(talked=1, public=len(others), without=1)
        assert release_day(actor=scene.lead, day=day) == 0


def test_a_planned_day_can_be_discarded_with_nothing_left(scene):
    day = scene.made()
    day_filling.fill(actor=scene.lead, day=day)
    assert Assignment.objects.count() == 16
    days.discard_day(actor=scene.lead, day=day)
    assert (ExamDay.objects.count(), Slot.objects.count(), Assignment.objects.count()) == (0, 0, 0)
