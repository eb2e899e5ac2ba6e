"""A small cohort with two exam days: one that was closed yesterday, one that is on now."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from assessments import api as assessments
from assessments.models import (
    Assignment,
    CheckIn,
    Criterion,
    ExamDay,
    Moderation,
    Occasion,
    RatingCase,
    Slot,
)
from courses import api as courses
from courses.models import Cohort
from lms.accounts import api as accounts
from lms.accounts.models import Center, User
from lms.accounts.roles import Role
from lms.core import clock
from lms.demo import answers
from lms.demo.people import DOMAIN

PEOPLE = (
    ("Aurora", "Xicoténcatl Vela"), ("Bruno", "Yáñez Pech"), ("Camila", "Ríos Güemes"),
    ("Darío", "Peña Tun"), ("Eréndira", "Salgado Chan"), ("Fabián", "Nuño Acuña"),
    ("Graciela", "Muñoz Ibáñez"), ("Hilario", "Cruz Zúñiga"), ("Inés", "Maldonado Escobedo"),
    ("Julián", "Bermúdez Íñiguez"), ("Karla", "Quiñones Álvarez"), ("Lorenzo", "Domínguez Ochoa"),
)  # fmt: skip
CREW = (
    ("ofelia.nava", "Ofelia", "Nava Robles"),
    ("tomas.ibarra", "Tomás", "Ibarra Luna"),
    ("renata.solis", "Renata", "Solís Mora"),
)
SEEN = "Lo explicó a las dos partes con sus palabras."
GOOD, EDGE = (4, 3, 4, 3, 4, 3, 3, 4, 3, 4), (3, 3, 3, 3, 3, 3, 3, 3, 3, 3)
# Two levels apart on the sixth criterion: the sheets are talked over.
APART = (4, 3, 4, 3, 4, 1, 3, 4, 3, 4)


def load(*, course: UUID, center: Center, users: Mapping[str, User], officer: User) -> Cohort:
    """Make the cohort and both days, each act at its time."""
    today = clock.today()
    with _at(_moment(today - timedelta(days=30))):
        crew = [users["capacitadora"], users["evaluador"], *_crew()]
        cohort = courses.create_cohort(
            actor=officer,
            course=course,
            name="Cohorte E",
            starts_on=today - timedelta(days=28),
            ends_on=today + timedelta(days=7),
            centers=[center],
            trainers=crew,
            code="DEMOE",
            is_simulated=True,
        )
        people = _people(center)
        courses.enroll_many(actor=None, cohort=cohort, users=people)
    occasion = cohort.steps.select_related("occasion").get(mode="assessed").occasion
    lead = users["capacitadora"]
    yesterday = _moment(today - timedelta(days=1), hour=9)
    closed = _day(lead, occasion, "Evaluación, primer día", yesterday, people[:6], crew[1:])
    _live_yesterday(lead, closed, occasion)
    # Rounds of 55 minutes: the first is over, the second is being played.
    begun = clock.now() - timedelta(minutes=85)
    running = _day(lead, occasion, "Evaluación, segundo día", begun, people[6:], crew)
    assessments.post_marshal(actor=lead, day=running, email=users["gerencia"].email)
    _live_now(lead, running)
    return cohort


@contextmanager
def _at(moment: datetime) -> Iterator[None]:
    usual = clock.now
    setattr(clock, "now", lambda: moment)  # noqa: B010 - the one clock is a module's function
    try:
        yield
    finally:
        setattr(clock, "now", usual)  # noqa: B010


def _moment(day: object, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=ZoneInfo("America/Mexico_City"))  # type: ignore[arg-type]


def _crew() -> list[User]:
    found = []
    for local, first, last in CREW:
        user = User.objects.create_user(f"{local}@{DOMAIN}", first_name=first, last_name=last)
        accounts.grant_role(actor=None, user=user, role=Role.TRAINER)
        found.append(user)
    User.objects.filter(pk__in=[one.pk for one in found]).update(
        date_joined=clock.now(), last_login=clock.now()
    )
    return found


def _people(center: Center) -> list[User]:
    users = [
        User(email=f"{first.lower()}.e{n}@{DOMAIN}", first_name=first, last_name=last, center=center)
        for n, (first, last) in enumerate(PEOPLE, 1)
    ]
    for user in users:
        user.email = user.email.encode("ascii", "ignore").decode()
        user.set_unusable_password()
        user.date_joined = user.last_login = clock.now()
    return User.objects.bulk_create(users)


def _day(
    lead: User,
    occasion: Occasion,
    name: str,
    starts_at: datetime,
    people: Sequence[User],
    assessors: Sequence[User],
) -> ExamDay:
    scenarios = list(occasion.scenario_versions.order_by("scenario__key")[:2])
    setup = assessments.DaySetup(
        name=name,
        starts_at=starts_at,
        scenarios=scenarios,
        rooms=[assessments.RoomSpec(f"Sala {n}", one) for n, one in enumerate(scenarios, 1)],
        people=people,
        assessors=assessors,
        minutes={},
    )
    with _at(starts_at - timedelta(days=3)):
        day = assessments.create_exam_day(actor=lead, occasions=[occasion], setup=setup)
        assessments.fill_exam_day(actor=lead, day=day)
        return assessments.publish_exam_day(actor=lead, day=day)


def _live_yesterday(lead: User, day: ExamDay, occasion: Occasion) -> None:
    """Five people rated: one case was talked over and settled, one is near the line; one never came."""
    slots = _slots(day)
    for number, slot in enumerate(slots):
        phases = slot.phases
        with _at(phases.reading - timedelta(minutes=8)):
            presence = "absent" if number == len(slots) - 1 else "here"
            assessments.check_in(
                actor=lead, check_in=_check_in(day, slot), presence=presence, credential_seen=True
            )
        if number < len(slots) - 1:
            first, second = (EDGE, EDGE) if number == 1 else (GOOD, APART if number == 2 else GOOD)
            for levels, late, assignment in zip((first, second), (0, 2), _assignments(slot), strict=True):
                with _at(phases.marking + timedelta(minutes=late)):
                    _rate(assignment, levels, send=True)
    with _at(slots[0].phases.play):
        call = assessments.report_incident(
            actor=_assignments(slots[0])[0].assessor,
            day=day,
            case=None,
            kind="help",
            text="Falta agua en la sala",
        )
        assessments.settle_incident(actor=lead, incident=call, resolution="Se llevó agua")
    with _at(slots[-1].phases.end + timedelta(hours=1)):
        _settle(slots[2].case, lead)
        assessments.release_cases(actor=lead, occasion=occasion)
        assessments.close_exam_day(actor=lead, day=day)


def _settle(case: RatingCase, lead: User) -> None:
    """As the assessors agreed: what one did not see at first, both saw then."""
    keys = [one.key for one in _criteria(case.occasion)]
    Moderation.objects.create(
        case=case,
        moderator=lead,
        reason="Al comparar notas, el resumen de intereses sí se oyó, aunque tarde.",
        outcome="board",
        scores=dict(zip(keys, _wide(GOOD, len(keys)), strict=True)),
        opened_at=clock.now(),
        decided_at=clock.now(),
    )
    RatingCase.objects.filter(pk=case.pk).update(state="agreed")


def _live_now(lead: User, day: ExamDay) -> None:
    """The first round is rated, the second under way, the third still to come; somebody is late."""
    slots = _slots(day)
    for number, slot in enumerate(slots[:5]):
        if number == 3:
            continue
        with _at(min(slot.phases.reading - timedelta(minutes=8), clock.now())):
            assessments.check_in(
                actor=lead, check_in=_check_in(day, slot), presence="here", credential_seen=True
            )
    for slot in slots[:2]:
        for assignment in _assignments(slot):
            with _at(slot.phases.marking + timedelta(minutes=4)):
                _rate(assignment, GOOD, send=True)
    assessor = _assignments(slots[2])[0]
    _rate(assessor, GOOD[:3], send=False)
    assessments.report_incident(
        actor=assessor.assessor, day=day, case=slots[2].case, kind="disturbance", text="Obras en el pasillo"
    )


def _rate(assignment: Assignment, levels: Sequence[int], *, send: bool) -> None:
    case = assignment.case
    criteria = _criteria(case.occasion)
    act = {"actor": assignment.assessor, "occasion": case.occasion, "subject": case.ratee}
    wide = _wide(levels, len(criteria)) if send else levels
    marks = {
        one.key: assessments.Mark(
            value=level,
            decided=True,
            comment=answers.MISSING[one.key][0] if level <= 2 else "",
            evidence=SEEN if one.critical else None,
        )
        for one, level in zip(criteria, wide, strict=False)
    }
    assessments.save_rating(**act, marks=marks, comment="Claro y cercano con las dos partes." if send else "")
    if send:
        assessments.submit_rating(**act, judgment=2 if tuple(levels) == EDGE else 3)


def _wide(levels: Sequence[int], count: int) -> list[int]:
    """As many levels as there are criteria: scenarios may call for more than ten."""
    return [*levels, *([3] * count)][:count]


def _criteria(occasion: Occasion) -> list[Criterion]:
    rows = Criterion.objects.filter(rubric_version=occasion.rubric_version_id).order_by("position")
    return [one for one in rows if not one.add_on or one.key in occasion.add_ons]


def _slots(day: ExamDay) -> list[Slot]:
    rows = Slot.objects.filter(day=day).select_related(
        "day", "round", "case__occasion__rubric_version", "case__ratee"
    )
    return list(rows.order_by("round__number", "room__position"))


def _check_in(day: ExamDay, slot: Slot) -> CheckIn:
    return CheckIn.objects.select_related("day").get(day=day, person=slot.case.ratee)


def _assignments(slot: Slot) -> list[Assignment]:
    rows = Assignment.objects.filter(case=slot.case, kind="assessor")
    return list(
        rows.select_related("assessor", "case__occasion__rubric_version", "case__ratee").order_by("pk")
    )
