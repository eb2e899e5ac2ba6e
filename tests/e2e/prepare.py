"""What a walk finds when it begins, made by services in the site's own database.

Asked for by its name (`tests/e2e/resident.py`). Names differ from walk to walk, so that walks of one site do
not meet.
"""

from datetime import timedelta
from typing import Any

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402

from assessments import api as assessments  # noqa: E402
from assessments.models import (  # noqa: E402
    CheckIn,
    ExamDay,
    ItemVersion,
    Occasion,
    PaperSheet,
    Rating,
    RatingCase,
    Slot,
)
from assessments.services.audiences import add_people, open_outside  # noqa: E402
from assessments.services.day_door import DoorEdit  # noqa: E402
from assessments.services.day_events import report_incident  # noqa: E402
from assessments.services.day_filling import fill  # noqa: E402
from assessments.services.day_slots import move_slot  # noqa: E402
from assessments.services.exam_days import DaySetup, RoomSpec, create_day, publish_day  # noqa: E402
from courses import api as courses  # noqa: E402
from courses.models import Cohort, CoursePage  # noqa: E402
from lms.accounts import api as accounts  # noqa: E402
from lms.accounts.models import Center, User  # noqa: E402
from lms.accounts.roles import Role  # noqa: E402
from lms.accounts.services.privacy import give_consent  # noqa: E402
from lms.core import clock  # noqa: E402
from tests.e2e.names import (  # noqa: E402
    BANK,
    CREW,
    DAY,
    DOOR,
    GROUP,
    LEARNER,
    OFFLINE,
    ONE_PAGE,
    PASSWORD,
    RATING,
    SAVING,
    Names,
)
from tests.security.acts import sit  # noqa: E402
from tests.security.world import lesson_keys  # noqa: E402


def learner() -> dict[str, Any]:
    """A cohort under way with its trainer and one conciliator who has done nothing yet."""
    return {"cohort": _cohort(LEARNER, days=1)}


def group() -> dict[str, Any]:
    """A cohort with its manager in which one of five has learned, with 11 right before and 17 after."""
    cohort = _cohort(GROUP)
    _learn("itzel", before=11, after=17)
    return {"cohort": cohort}


def others() -> dict[str, Any]:
    """Three more of the group have learned; the fifth is left to walk."""
    for name, (before, after) in GROUP.scores.items():
        _learn(name, before=before, after=after)
    return {}


def over() -> dict[str, Any]:
    """The days of the group have passed, those of grace as well."""
    cohort = Cohort.objects.get(name=GROUP.cohort)
    courses.update_cohort(
        actor=cohort.trainers.get(),
        cohort=cohort,
        name=cohort.name,
        starts_on=clock.today() - timedelta(days=60),
        ends_on=clock.today() - timedelta(days=20),
        time_zone=cohort.time_zone,
        centers=cohort.centers.all(),
        trainers=cohort.trainers.all(),
        join_open=False,
    )
    return {}


def saving() -> dict[str, Any]:
    """A cohort whose people have each begun the pre-test; the pages of their tests and ratings by name.

    The last has handed it in, and may read.
    """
    _cohort(SAVING)
    attempts, ratings = {}, {}
    for name in SAVING.learners:
        user = User.objects.get(email=SAVING.address(name))
        steps = user.enrollments.get().cohort.steps.select_related("delivery", "occasion")
        attempt = assessments.start_attempt(user=user, delivery=steps.get(kind="pre_test").delivery)
        occasion = next(step.occasion for step in steps if step.occasion)
        attempts[name] = f"attempts/{attempt.uuid}/"
        ratings[name] = f"ratings/{occasion.uuid}/{user.uuid}/"
    assessments.submit_attempt(user=user, attempt=attempt.uuid)
    return {"attempts": attempts, "ratings": ratings}


def offline() -> dict[str, Any]:
    """A cohort whose people have each begun the pre-test; the pages of their tests by name."""
    _cohort(OFFLINE)
    users = [User.objects.get(email=OFFLINE.address(name)) for name in OFFLINE.learners]
    delivery = users[0].enrollments.get().cohort.steps.get(kind="pre_test").delivery
    attempts = [assessments.start_attempt(user=user, delivery=delivery) for user in users]
    return {name: f"attempts/{one.uuid}/" for name, one in zip(OFFLINE.learners, attempts, strict=True)}


def one_page() -> dict[str, Any]:
    """Practice with all questions on one page for a cohort's people: its page, and their tests by name."""
    _cohort(ONE_PAGE)
    users = [User.objects.get(email=ONE_PAGE.address(name)) for name in ONE_PAGE.learners]
    trainer = User.objects.get(email=ONE_PAGE.address("capacita"))
    pre = users[0].enrollments.get().cohort.steps.get(kind="pre_test").delivery
    spares = ItemVersion.objects.filter(item__status="reviewed", entries=None, type="single_choice")
    version = assessments.ensure_instrument_version(
        key="tests/one-page",
        title={"es": "Repaso", "en": "Practice"},
        intro={},
        minutes=20,
        items=list(spares.order_by("item__key")[:16]),
    )
    delivery = open_outside(
        actor=trainer,
        forms={"": version},
        title={"es": "Repaso del procedimiento", "en": "Practice on the procedure"},
        purpose="practice",
        rules=assessments.DeliveryRules(layout="page", feedback="answers", max_attempts=3, time_limit=40),
    )
    add_people(actor=trainer, delivery=delivery, people=users)
    attempts = [assessments.start_attempt(user=user, delivery=delivery) for user in users]
    tests = {name: f"attempts/{one.uuid}/" for name, one in zip(ONE_PAGE.learners, attempts, strict=True)}
    return {
        "tests": tests,
        "delivery": f"deliveries/{delivery.uuid}/",
        "of_cohort": f"deliveries/{pre.uuid}/",
    }


def rating() -> dict[str, Any]:
    """A cohort whose assessed role-play was held: its list, and the sheet of each person by name."""
    _cohort(RATING)
    occasion = _assessed()
    people = {name: User.objects.get(email=RATING.address(name)).uuid for name in RATING.learners}
    sheets = {name: f"ratings/{occasion.uuid}/{uuid}/" for name, uuid in people.items()}
    return {"list": f"ratings/{occasion.uuid}/", "sheets": sheets}


def moved() -> dict[str, Any]:
    """The role-play is moved while devices have no line."""
    held_at = clock.now() - timedelta(minutes=5)
    assessments.reschedule_occasion(actor=None, occasion=_assessed(), held_at=held_at)
    return {}


def read() -> dict[str, Any]:
    """The trainer has typed what another assessor wrote on paper about Nayeli."""
    ratee = User.objects.get(email=RATING.address("nayeli"))
    case, _made = RatingCase.objects.get_or_create(occasion=_assessed(), ratee=ratee)
    PaperSheet.objects.create(
        case=case,
        assessor=User.objects.get(email=RATING.address("gerencia")),
        entered_by=User.objects.get(email=RATING.address("capacita")),
        entered_at=clock.now(),
        first={},
    )
    return {}


def rated() -> dict[str, Any]:
    """What is stored of each person: how far, the levels in order, the judgment, how many notes."""
    found = {}
    for rating in Rating.objects.current().filter(assignment__case__occasion=_assessed()):
        name = rating.assignment.case.ratee.email.split("@")[0]
        scores = rating.scores.order_by("criterion__position")
        levels = "".join(str(one.value or "-") for one in scores if one.decided)
        notes = rating.assignment.notes.count()
        found[name] = [rating.status, levels, rating.judgment, notes, rating.assessor.email.split("@")[0]]
    return found


def _assessed() -> Occasion:
    trainer = User.objects.get(email=RATING.address("capacita"))
    (cohort,) = Cohort.objects.filter(trainers=trainer)
    return cohort.steps.get(occasion__mode="assessed").occasion


def door() -> dict[str, Any]:
    """A published exam day of two rooms: its door."""
    return {"door": f"exam-days/{_exam_day(DOOR, starts_in=20).uuid}/door/"}


def _exam_day(names: Names, *, starts_in: int) -> ExamDay:
    """A published day of two rooms that begins in so many minutes, for four people and as many assessors."""
    _cohort(names)
    trainer = User.objects.get(email=names.address("capacita"))
    (cohort,) = Cohort.objects.filter(trainers=trainer)
    crew = [trainer, *(_person(names.address(name), name.title(), center=None) for name in CREW)]
    for one in crew[1:]:
        accounts.grant_role(actor=None, user=one, role=Role.TRAINER)
        cohort.trainers.add(one)
    occasion = cohort.steps.get(occasion__mode="assessed").occasion
    scenario = occasion.scenario_versions.first()
    day = create_day(
        actor=trainer,
        occasions=[occasion],
        setup=DaySetup(
            name="Viernes",
            starts_at=clock.now() + timedelta(minutes=starts_in),
            scenarios=[scenario],
            rooms=[RoomSpec("Sala 1", scenario), RoomSpec("Sala 2", scenario)],
            people=[User.objects.get(email=names.address(name)) for name in names.learners],
            assessors=crew,
            minutes={},
        ),
    )
    fill(actor=trainer, day=day)
    return publish_day(actor=trainer, day=day)


def day() -> dict[str, Any]:
    """A published exam day under way: its list, and the plan (`day_plan`)."""
    made = _exam_day(DAY, starts_in=-5)
    return {"list": f"ratings/{made.occasions.get().uuid}/", **day_plan()}


def day_plan() -> dict[str, Any]:
    """By place (room and round) who is assessed there, and by assessor their places in the day's order."""
    slots = Slot.objects.filter(case__ratee__email__endswith=DAY.address(""), outcome="")
    places, crews = {}, {}
    for slot in slots.select_related("case__ratee", "room", "round").order_by(
        "round__number", "room__position"
    ):
        place = f"{slot.room.name}/{slot.round.number}"
        places[place] = [slot.case.ratee.email.split("@")[0], str(slot.case.ratee.uuid)]
        for one in slot.case.assignments.filter(stood_down=False).select_related("assessor"):
            crews.setdefault(one.assessor.email.split("@")[0], []).append(place)
    return {"places": places, "crews": crews}


def day_moved() -> dict[str, Any]:
    """The two of the first round change rooms, with whoever assesses them: the plan as it is then."""
    slot = Slot.objects.filter(case__ratee__email__endswith=DAY.address("")).earliest("round__number", "pk")
    lead = User.objects.get(email=DAY.address("capacita"))
    other = slot.day.rooms.exclude(pk=slot.room_id).get()
    move_slot(actor=lead, day=slot.day, case=slot.case, room=other, round=slot.round)
    return day_plan()


def day_rated() -> list[Any]:
    """Every sheet of the day: assessor, person, status, levels in order, the whole, how many notes."""
    sheets = Rating.objects.filter(assignment__case__ratee__email__endswith=DAY.address(""))
    return sorted(
        [
            one.assessor.email.split("@")[0],
            one.assignment.case.ratee.email.split("@")[0],
            one.status,
            "".join(
                str(score.value) for score in one.scores.order_by("criterion__position") if score.decided
            ),
            one.judgment,
            one.assignment.notes.count(),
        ]
        for one in sheets.select_related("assignment__case__ratee")
    )


def elsewhere() -> dict[str, Any]:
    """Another door says that Ruben is absent, while one has no line."""
    row = CheckIn.objects.get(person__email=DOOR.address("ruben"))
    lead = User.objects.get(email=DOOR.address("eva"))
    assessments.check_in(
        actor=lead, check_in=row, presence="absent", edit=DoorEdit("0b7f9f0a-6f3e-4a53-9d0a-0d7b6c5b1a11", 1)
    )
    return {}


def called() -> dict[str, Any]:
    """Somebody calls for help from a room of the day at the door."""
    day = CheckIn.objects.filter(person__email=DOOR.address("alma")).latest("pk").day
    report_incident(
        actor=User.objects.get(email=DOOR.address("eva")), day=day, case=None, kind="help", text=""
    )
    return {}


def came() -> dict[str, Any]:
    """Of each person whether they came, and in which room they are next."""
    rows = CheckIn.objects.filter(person__email__endswith=DOOR.address("")).select_related("person")
    return {
        row.person.email.split("@")[0]: [
            row.presence,
            row.late,
            *row.day.slots.filter(case__ratee=row.person, outcome="").values_list(
                "room__name", "round__number"
            ),
        ]
        for row in rows
    }


def bank() -> dict[str, Any]:
    """A cohort, and those who write questions, approve them and open tests."""
    _cohort(BANK)
    for name, role in (
        ("edicion", Role.EDITOR),
        ("revision", Role.REVIEWER),
        ("programa", Role.PROGRAM_OFFICER),
    ):
        user = _person(BANK.address(name), name.title(), center=None)
        accounts.grant_role(actor=None, user=user, role=role)
    return {}


def _cohort(names: Names, *, days: int = 20) -> str:
    """A cohort that began so many days ago: after twenty nobody is asked for the starting point any more."""
    center = Center.objects.create(name=names.center, code=names.code, kind="state", state="MEX")
    trainer = _person(names.address("capacita"), names.trainer, center=None)
    accounts.grant_role(actor=None, user=trainer, role=Role.TRAINER)
    manager = _person(names.address("gerencia"), "Teresa", center=None)
    accounts.grant_role(actor=None, user=manager, role=Role.CENTER_MANAGER, center=center)
    cohort = courses.create_cohort(
        actor=None,
        course=_course().translation_key,
        name=names.cohort,
        starts_on=clock.today() - timedelta(days=days),
        ends_on=clock.today() + timedelta(days=40),
        centers=[center],
        trainers=[trainer],
    )
    # So few people cannot be compared across forms of a test: all of them are asked the same one.
    for step in cohort.steps.filter(delivery__isnull=False).select_related("delivery"):
        step.delivery.forms.all().delete()
    for step in cohort.steps.filter(occasion__isnull=False).select_related("occasion"):
        held_at = clock.now() - timedelta(hours=1)
        assessments.reschedule_occasion(actor=None, occasion=step.occasion, held_at=held_at)
    for name in names.learners:
        user = _person(names.address(name), name.title(), center=center)
        courses.enroll(actor=None, cohort=cohort, user=user)
    return f"/cohorts/{cohort.uuid}/"


def _person(address: str, first: str, *, center: Center | None) -> User:
    user = User.objects.create_user(
        address, PASSWORD, first_name=first, last_name="Cruz Hernández", center=center
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    give_consent(user=user, language="es-mx")
    return user


def _learn(name: str, *, before: int, after: int) -> None:
    user = User.objects.get(email=GROUP.address(name))
    enrollment = user.enrollments.select_related("cohort").get()
    tests = {
        step.kind: step.delivery
        for step in enrollment.cohort.steps.select_related("delivery")
        if step.delivery
    }
    sit(user, tests["pre_test"], right=before)
    for key in lesson_keys(_course()):
        courses.complete_lesson(enrollment=enrollment, lesson_key=key)
    sit(user, tests["post_test"], right=after)


def _course() -> CoursePage:
    return CoursePage.objects.get(locale__language_code="es-mx")


STATES = {
    "learner": learner,
    "group": group,
    "others": others,
    "over": over,
    "saving": saving,
    "offline": offline,
    "bank": bank,
    "rating": rating,
    "moved": moved,
    "door": door,
    "elsewhere": elsewhere,
    "called": called,
    "came": came,
    "day": day,
    "day_moved": day_moved,
    "day_rated": day_rated,
    "read": read,
    "rated": rated,
    "one_page": one_page,
}
