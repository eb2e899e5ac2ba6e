"""What the world has beside tests: a paper, an exam day, supervisors, volunteers, parties of hearings."""

from django.utils import timezone

from assessments.models import (
    Delivery,
    RatingCase,
    SheetRequest,
    SuccessStory,
    TicketBatch,
)
from assessments.selectors.paper_entries import forms_on_paper
from assessments.services import client_surveys
from assessments.services.ballots import put_slip
from assessments.services.day_events import raise_concern, report_incident, tell_concern
from assessments.services.day_filling import fill
from assessments.services.day_marshals import post_marshal
from assessments.services.exam_days import DaySetup, RoomSpec, create_day, publish_day
from assessments.services.named_sheets import store_named
from assessments.services.paper_entries import enter_paper
from assessments.services.requests import ask_supervisors
from courses.services.supervisors import save_supervisors
from lms.accounts.models import User
from lms.core import clock
from tests.security.sides import CANARY, MARKUP, Side, items_of, typed


def on_paper(side: Side, user: User, trainer: User) -> None:
    """Their post-test came on paper; the trainer typed it, and nobody has checked it."""
    delivery = side.tests["post_test"]
    side.paper = enter_paper(
        actor=trainer,
        delivery=delivery,
        version=forms_on_paper(delivery)[0].version,
        edition=1,
        person=user,
        sat_on=timezone.localdate(),
        typed={"1": "A"},
    )


def examine(side: Side, people: dict[str, User]) -> None:
    """A published exam day with somebody to be assessed, an incident and a concern; and a planned one."""
    trainer, assessor = people[f"trainer {side.letter}"], people[f"assessor {side.letter}"]
    setup = DaySetup(
        name=typed(side, "day"),
        starts_at=clock.now(),
        scenarios=[side.scenario],
        rooms=[RoomSpec(f"<b>{CANARY if side.letter == 'B' else ''}")],
        people=[side.unfinished],
        assessors=[trainer, assessor],
        minutes={},
    )
    about = {"actor": trainer, "occasions": [side.occasion], "setup": setup}
    side.exam_draft, side.exam_day = create_day(**about), create_day(**about)
    fill(actor=trainer, day=side.exam_day)
    publish_day(actor=trainer, day=side.exam_day)
    if side.letter == "A":
        post_marshal(actor=trainer, day=side.exam_day, email=people["manager"].email)
    case = RatingCase.objects.get(occasion=side.occasion, ratee=side.unfinished)
    act = {"actor": assessor, "day": side.exam_day, "case": case, "text": typed(side, "text")}
    side.incident = report_incident(**act, kind="other")
    side.concern = tell_concern(actor=people["officer"], concern=raise_concern(**act, kind="ethics"))


def ask_supervisor(side: Side) -> None:
    """Whoever supervises the unfinished one was sent a link."""
    follow_up = side.cohort.steps.get(kind="follow_up")
    wanted = {side.unfinished.pk: f"{side.letter}.boss@example.org"}
    save_supervisors(actor=None, cohort=side.cohort, wanted=wanted, language="es-mx")
    follow_up.refresh_from_db()
    _tell(follow_up.delivery, side, side.subject)
    follow_up.supervisor.opens_at = clock.now()
    follow_up.supervisor.save()
    ask_supervisors()
    request = SheetRequest.objects.get(delivery=follow_up.supervisor)
    side.supervisor_token = SheetRequest.token_for(request.uuid, request.number)


def _tell(follow_up: Delivery, side: Side, user: User) -> None:
    """Somebody who answered the follow-up would tell how it went; what another told is kept."""
    store_named(user, follow_up, {item.pk: None for item in items_of(follow_up)})
    put_slip(delivery=follow_up, worked=True, contact=f"{MARKUP} {side.letter}")
    SuccessStory.objects.create(
        delivery=follow_up, worked=False, text=MARKUP, agreed_on=clock.today(),
        recorded_by=user, recorded_at=clock.now(),
    )  # fmt: skip


def ask_clients(side: Side, actor: User) -> None:
    """The center's survey with a slip, a tablet on which a form is begun, and sheets on paper."""
    survey = client_surveys.open_survey(actor=actor, center=side.center)
    (slip,) = client_surveys.make_slips(actor=actor, survey=survey, number=1)
    tablet = client_surveys.open_tablet(actor=actor, survey=survey, days=5)
    side.client_codes = [slip.replace("-", ""), client_surveys.begin_on_tablet(batch=tablet)]
    side.tablet_token = TicketBatch.token_for(tablet.uuid)
    side.paper_batch = client_surveys.start_paper(actor=actor, survey=survey, number=2)
