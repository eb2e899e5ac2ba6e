"""An exam day from its plan to its end."""

from datetime import timedelta

import pytest
from django.db import transaction

from assessments import api
from assessments.enums import CaseState
from assessments.models import (
    Acquaintance,
    Assignment,
    CheckIn,
    Rating,
    RatingCase,
    Slot,
)
from assessments.registries import OccasionPeople
from assessments.selectors.day_plans import coverage, plan_of
from assessments.selectors.exam_days import today_for
from assessments.services import day_events as events
from assessments.services import day_slots as slots
from assessments.services import exam_days as days
from assessments.services.exam_days import DaySetup, RoomSpec
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
        days.fill(actor=self.lead, day=day)
        return days.publish_day(actor=self.lead, day=day)

    def rate(self, slot, *, submit=True, level=3):
        """Every assessor of the slot's case rates."""
        for one in Assignment.objects.filter(case=slot.case, kind="assessor").select_related("assessor"):
            act = {"actor": one.assessor, "occasion": slot.case.occasion, "subject": slot.case.ratee}
            api.save_rating(**act, marks=make.marks(*[level] * 10))
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
    plan = days.fill(actor=scene.lead, day=day)
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
    coached = make.occasion(
        scene.occasions[0].rubric_version, mode="coached", scenario_version=scene.scenarios[1]
    )
    api.save_rating(actor=coach, occasion=coached, subject=anna, marks=make.marks(3))
    coached.held_at = clock.now() - timedelta(days=3)
    coached.save()
    day = scene.made()
    events.declare_acquaintance(actor=friend, day=day, person=anna, knows=True)
    assert "ya actuó o vio" in refused("no_plan", days.fill, actor=scene.lead, day=day)
    Rating.objects.all().delete()
    Assignment.objects.filter(kind="coach").update(
        case=RatingCase.objects.get(occasion=scene.occasions[0], ratee=anna)
    )
    RatingCase.objects.filter(occasion=coached).delete()
    scene.host.members = {(anna.pk, coached.pk)}
    assert (anna.pk, scene.scenarios[1].scenario_id) in plan_of(day).frame.seen
    scene.host.members = ()
    plan = days.fill(actor=scene.lead, day=day)
    hers = [one for one in plan.places if plan.frame.cases[one.case].person == anna.pk]
    assert all(not one.assessors & {coach.pk, friend.pk} for one in hers)
    people = [*scene.assessors[:1], *scene.assessors[2:3]]
    about = {"actor": scene.lead, "day": day, "case": RatingCase.objects.get(pk=hers[0].case)}
    assert "conoce" in refused("clash", slots.set_slot_assessors, **about, assessors=[friend, people[1]])
    assert "acompañó" in refused("clash", slots.set_slot_assessors, **about, assessors=people)
    events.declare_acquaintance(actor=friend, day=day, person=anna, knows=False)
    assert not Acquaintance.objects.exists()


def test_a_scenario_that_hides_a_critical_criterion_is_refused(scene):
    blind = make.scenario("blind", prompts=PROMPTS[:2])
    scene.occasions[0].scenario_links.create(scenario_version=blind)
    found = coverage(scene.occasions, [*scene.scenarios, blind])
    assert [line.seen for line in found.lines] == [[True] * 3, [True] * 3, [True, True, False]]
    refused("uncovered", scene.made, scenarios=[*scene.scenarios, blind])


def test_without_an_assessor_other_rounds_stay(scene):
    day = scene.made()
    days.fill(actor=scene.lead, day=day)
    before = {one.case: one for one in plan_of(day).places}
    gone = scene.assessors[0]
    theirs = {one.round for one in before.values() if gone.pk in one.assessors}
    plan = days.remove_assessor(actor=scene.lead, day=day, assessor=gone)
    assert plan.findings == []
    assert all(gone.pk not in one.assessors for one in plan.places)
    assert [
        one for one in plan.places if before[one.case] != one and before[one.case].round not in theirs
    ] == []
    for one in scene.assessors[1:3]:
        days.remove_assessor(actor=scene.lead, day=day, assessor=one)
    refused("no_plan", days.remove_assessor, actor=scene.lead, day=day, assessor=scene.assessors[3])


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
        round=days.add_round(actor=scene.lead, day=day),
    )
    assert moved.pk == one.pk
    assert set(Rating.objects.values_list("uuid", "assignment__case", "assignment__assessor")) == kept
    assert set(Assignment.objects.values_list("case", "assessor")) == assigned
    # What a device wrote before the change arrives after it, and lands where it belongs.
    scene.rate(one)
    assert set(Rating.objects.values_list("uuid", "assignment__case", "assignment__assessor")) == kept
    assert RatingCase.objects.get(pk=one.case_id).state == CaseState.RATED
    assert Rating.objects.exclude(assignment__case=one.case).count() == 0


def test_slots_change_places_in_one_step(scene):
    day = scene.published()
    first, second = Slot.objects.filter(room__position=0).order_by("round__number")[:2]
    by_case = {one.case: one for one in plan_of(day).places}
    free = by_case[first.case_id].assessors | by_case[second.case_id].assessors
    everybody = {one.pk for one in scene.assessors}
    busy = {
        a
        for one in by_case.values()
        if one.case not in (first.case_id, second.case_id) and one.round in (1, 2)
        for a in one.assessors
    }
    if free & busy or not everybody:
        refused(
            "clash",
            slots.move_slot,
            actor=scene.lead,
            day=day,
            case=first.case,
            room=second.room,
            round=second.round,
        )
        return
    slots.move_slot(actor=scene.lead, day=day, case=first.case, room=second.room, round=second.round)
    changed = dict(Slot.objects.filter(pk__in=[first.pk, second.pk]).values_list("pk", "round__number"))
    assert changed == {first.pk: second.round.number, second.pk: first.round.number}
