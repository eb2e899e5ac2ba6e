"""Nothing stays longer than it is needed: each kind of data, with a moved clock (line 19 of issue 7)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import UploadedFile

from analytics.models import ScoreFile
from analytics.services.score_files import keep_score_file
from assessments.models import (
    AnonymousTicket,
    Attempt,
    ClientSurvey,
    ItemPicture,
    ItemUpload,
    PaperPhoto,
    PaperSheet,
    RatingCase,
    SheetRequest,
    StorySlip,
    TicketBatch,
)
from courses.models import Cohort, RosterUpload
from courses.services.rosters import keep_upload
from lms.accounts.models import Invitation, Letter
from lms.accounts.services.privacy import erase_person
from lms.core import clock, daily
from lms.core.models import CacheRow
from lms.core.spreadsheets import read_table
from tests.assessments import factories as assessments
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def soon(**values):
    return clock.now() + timedelta(**values)


def session():
    return Session.objects.create(session_key="one", session_data="", expire_date=soon(days=14))


def count():
    return CacheRow.objects.create(cache_key="one", value="", expires=soon(hours=1))


def picture():
    return ItemPicture.objects.create(
        digest="a" * 64, kind="png", width=1, height=1, data=b"", kept_at=clock.now()
    )


def paper_photo():
    sheet = PaperSheet.objects.create(
        case=RatingCase.objects.create(occasion=assessments.occasion(), ratee=make_person()),
        assessor=make_person(),
        entered_by=make_person(),
        entered_at=clock.now(),
    )
    return PaperPhoto.objects.create(
        sheet=sheet, kind="png", width=1, height=1, data=b"", kept_at=clock.now()
    )


def task():
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="lms.accounts.services.letters.deliver",
        backend_name="default",
        status="SUCCESSFUL",
        finished_at=clock.now(),
    )


def letter(state):
    def made():
        now = clock.now()
        return Letter.objects.create(
            user=make_person(), kind="invitation", cause=state, address="a@b.mx", state=state,
            queued_at=now, due_at=now, done_at=now,
        )  # fmt: skip

    return made


def invitation(accepted=False):
    def made():
        return Invitation.objects.create(
            user=make_person(),
            token_hash=f"hash {accepted}",
            sent_at=clock.now(),
            expires_at=soon(days=14),
            accepted_at=clock.now() if accepted else None,
        )

    return made


def cohort():
    from courses.models import Course

    course = Course.objects.create(key="one")
    today = clock.today()
    return Cohort.objects.create(
        name="A", code="ONE", course=course, starts_on=today, ends_on=today, created_at=clock.now()
    )


ROSTER = "Correo,Nombre,Apellidos,Centro\nAna@Example.mx ,Ana,Ruiz,sur\nleo@example.mx,Leo,Paz,sur\n"


def roster():
    table = read_table(ROSTER.encode(), filename="a.csv")
    return keep_upload(actor=make_person(), cohort=cohort(), file_name="a.csv", table=table)


def scores():
    return keep_score_file(actor=make_person(), file_name="a.csv", data=b"pre,post\n1,2\n2,3\n")


def questions():
    return ItemUpload.objects.create(user=make_person(), file_name="a", unit="line", uploaded_at=clock.now())


def slip():
    survey = ClientSurvey.objects.create(center=make_center(), opened_at=clock.now(), closed_at=clock.now())
    batch = TicketBatch.objects.create(
        survey=survey, kind="slips", made=1, made_at=clock.now(), expires_at=soon(days=180)
    )
    return AnonymousTicket.objects.create(batch=batch, code_hash="one")


def volunteer():
    asked = assessments.delivery(assessments.work_form(), purpose="follow_up", opens_at=clock.now())
    return StorySlip.objects.create(delivery=asked, worked=True, contact="55 1234")


def letter_to_a_supervisor():
    """It goes with the request, whose address is gone then too."""
    now = clock.now()
    made = Letter.objects.create(
        user=None, language="es-mx", kind="supervisor", cause="one", address="a@b.mx", state="sent",
        queued_at=now, due_at=now, done_at=now,
    )  # fmt: skip
    SheetRequest.objects.create(
        delivery=assessments.evaluation(anonymous=False), about=make_person(), state="asked",
        address="a@b.mx", language="es-mx", token_hash="one", letter=made, asked_at=now, reminded_at=now,
        expires_at=soon(days=30),
    )  # fmt: skip
    return made


def of_editor(model, **values):
    def made():
        kind = ContentType.objects.get_for_model(Cohort)
        return model.objects.create(
            user=make_person(), content_type=kind, object_id="1", **values_now(values)
        )

    return made


def values_now(values):
    return {name: clock.now() if one is clock.now else one for name, one in values.items()}


def untitled_file():
    return UploadedFile.objects.create(file=ContentFile(b"a", name="a.png"), uploaded_by_user=make_person())


@dataclass(frozen=True)
class Kept:
    """A kind of data: which chore removes it, how it is made, and how long it stays."""

    chore: str
    make: Callable[[], Model]
    stays: timedelta


KINDS = {
    "sessions": Kept("core.sessions", session, 14 * DAY),
    "counts behind rate limits": Kept("core.counts", count, timedelta(hours=1)),
    "finished tasks": Kept("core.tasks", task, 14 * DAY),
    "letters that left": Kept("accounts.old_letters", letter("sent"), 365 * DAY),
    "letters that failed": Kept("accounts.old_letters", letter("failed"), 365 * DAY),
    "letters that came back": Kept("accounts.old_letters", letter("bounced"), 365 * DAY),
    "invitations": Kept("accounts.old_invitations", invitation(), 379 * DAY),
    "invitations that were used": Kept("accounts.old_invitations", invitation(accepted=True), 379 * DAY),
    "waiting rosters": Kept("courses.roster_uploads", roster, DAY),
    "files of questions": Kept("assessments.item_uploads", questions, DAY),
    "pictures that no question shows": Kept("assessments.item_pictures", picture, 30 * DAY),
    "photos of sheets on paper": Kept("assessments.paper_photos", paper_photo, 365 * DAY),
    "slips of volunteers": Kept("assessments.story_slips", volunteer, 365 * DAY),
    "codes on slips": Kept("assessments.client_surveys", slip, 180 * DAY),
    "letters to supervisors": Kept("assessments.supervisors", letter_to_a_supervisor, 30 * DAY),
    "files of scores": Kept("analytics.score_files", scores, timedelta(hours=1)),
    "kept drafts of editors": Kept(
        "core.editors_leftovers", of_editor(FormState, data="", last_updated_at=clock.now), DAY
    ),
    "marks of editing": Kept(
        "core.editors_leftovers", of_editor(EditingSession, last_seen_at=clock.now), DAY
    ),
    "files without a title": Kept("core.editors_leftovers", untitled_file, DAY),
}
# What they do is no forgetting: letters are sent, sittings closed, figures worked out and released, pages
# published, tables rewritten, results locked, markings anew taken up. Of a bundle the row stays and its file
# goes at the end of a day (tests/analytics/restricted).
OTHER = {
    "accounts.letters", "analytics.bundles", "analytics.releases", "analytics.report_letters",
    "assessments.ballot_box", "assessments.expired_attempts", "assessments.item_figures",
    "assessments.locked_cases", "assessments.marking_anew", "courses.scheduled_pages",
}  # fmt: skip


def run(chore):
    outcome = daily.run_chores({chore: daily.chores[chore]})
    assert outcome.failed == {}
    return outcome.counts[chore]


@pytest.mark.parametrize("kind", KINDS)
def test_it_stays_as_long_as_is_said_and_no_longer(kind):
    kept, began = KINDS[kind], timezone.now()
    with time_machine.travel(began, tick=False):
        row = kept.make()
    with time_machine.travel(began + kept.stays - timedelta(minutes=1), tick=False):
        run(kept.chore)
        assert type(row).objects.filter(pk=row.pk).exists()
    with time_machine.travel(began + kept.stays + timedelta(minutes=1), tick=False):
        assert run(kept.chore) == 1
        assert not type(row).objects.filter(pk=row.pk).exists()
        assert run(kept.chore) == 0


def test_a_file_that_goes_leaves_nothing_in_the_folder():
    name = untitled_file().file.name
    with time_machine.travel(timezone.now() + 2 * DAY):
        run("core.editors_leftovers")
    assert not default_storage.exists(name)


def test_every_chore_is_tried_here_and_told_to_operators():
    tried = {one.chore for one in KINDS.values()} | OTHER
    assert tried == set(daily.chores)
    told = (settings.BASE_DIR / "docs" / "operators.md").read_text(encoding="utf-8")
    assert [name for name in daily.chores if f"`{name}`" not in told] == []


def test_a_sitting_whose_time_ran_out_is_closed_and_one_that_fails_stops_no_other(monkeypatch, caplog):
    from assessments.services import attempts

    caplog.set_level("CRITICAL")
    monkeypatch.setattr("assessments.registries.may_take", lambda user, delivery: True)
    delivery = assessments.delivery(time_limit=30)
    first, second, third = (
        assessments.api.start_attempt(user=make_person(), delivery=delivery) for _ in range(3)
    )
    close = attempts.close

    def fail_once(attempt, **values):
        if attempt.pk == first.pk:
            raise ValueError("broken")
        return close(attempt, **values)

    with time_machine.travel(timezone.now() + timedelta(minutes=29)):
        assert run("assessments.expired_attempts") == 0
    monkeypatch.setattr(attempts, "close", fail_once)
    with time_machine.travel(timezone.now() + DAY):
        chore = {"assessments.expired_attempts": daily.chores["assessments.expired_attempts"]}
        assert daily.run_chores(chore).failed == {"assessments.expired_attempts": "RuntimeError"}
        assert Attempt.objects.filter(submitted_at=None).get() == first
        monkeypatch.undo()
        assert run("assessments.expired_attempts") == 1
    for one in (first, second, third):
        one.refresh_from_db()
        assert one.submitted_at == one.due_at


def test_whoever_is_erased_is_in_no_waiting_roster():
    upload = roster()
    person = make_person(email="ana@example.mx")
    erase_person(actor=None, user=person)
    upload.refresh_from_db()
    assert [row[1][1] for row in upload.rows] == ["Leo"]
    assert RosterUpload.objects.count() == 1
    erase_person(actor=None, user=upload.uploaded_by)
    assert not RosterUpload.objects.exists()
    assert not ScoreFile.objects.exists()
