"""A little of every kind of row: a small course, its trainer, and two people who went through it.

Through the services wherever there is one. The constants say what a reader of it should find.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta

from django.apps import apps

from analytics.api import issue_certificate
from analytics.services.score_files import keep_score_file
from analytics.services.subscriptions import start_subscription
from assessments import api as assessments
from assessments.models import (
    Audience,
    DeviceReport,
    EvidenceNote,
    FormTurn,
    Moderation,
    PaperSheet,
    PartyCard,
    RatingCase,
)
from courses import api as courses
from courses.models import CourseStep, Enrollment
from courses.services.rosters import keep_upload
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.accounts.services.privacy import give_consent
from lms.core import clock
from lms.core.errors import UserError
from lms.core.spreadsheets import read_table
from tests.assessments import factories as tests_of
from tests.courses import factories as small
from tests.lms.factories import make_center, make_person

OURS = ("core", "accounts", "assessments", "courses", "analytics")
# Tables that a migration emptied, since nobody reads them any more: the only rows that an upgrade may lose.
EMPTIED = {"analytics_keptfigures"}
# Django's own link of people to single permissions, which no page of ours makes; what a cache holds.
NEVER_FILLED = {"accounts.User_user_permissions", "core.CacheRow"}

LEARNER, OTHER = "itzel@example.mx", "ruben@example.mx"
RIGHT_BEFORE, RIGHT_AFTER = 2, 5
MARKED_ANEW = 3


def make() -> None:
    """Fill an empty, migrated database."""
    center = make_center(code="sur", name="Centro Sur", state="CHP")
    trainer = make_person(Role.TRAINER, email="maribel@example.mx", first_name="Maribel", last_name="Ochoa")
    second = make_person(Role.TRAINER, email="samuel@example.mx", first_name="Samuel", last_name="Reyes")
    officer = make_person(
        Role.PROGRAM_OFFICER, email="julia@example.mx", first_name="Julia", last_name="Peña"
    )
    editor = make_person(email="nicolas@example.mx", first_name="Nicolás", last_name="Tun")
    accounts.grant_role(actor=officer, user=editor, role=Role.EDITOR)
    cohort = small.make_cohort(centers=[center], trainers=[trainer, second])
    enrollments = [_enrolled(cohort, center, LEARNER, "Itzel"), _enrolled(cohort, center, OTHER, "Rubén")]
    _prepare(cohort, officer, enrollments[1].user)
    for enrollment in enrollments:
        _live(enrollment, trainer)
    _dispute(enrollments[1], second)
    _play(enrollments[0], trainer)
    _mark_anew(enrollments[0], officer)
    _upload(cohort, trainer)
    (info,) = courses.enrollment_infos(user_id=enrollments[0].user_id)
    issue_certificate(actor=officer, enrollment=info)
    guest = make_person(email="invitada@example.mx", first_name="Alma", last_name="Vela", center=center)
    accounts.invite(actor=trainer, user=guest)


def empty_kinds(tables: Collection[str]) -> set[str]:
    """Models of ours with one of the tables and no row in it."""
    return {
        model._meta.label
        for label in OURS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.db_table in {*tables} - EMPTIED and not model._base_manager.exists()
    } - NEVER_FILLED


def _enrolled(cohort, center, email: str, name: str) -> Enrollment:
    person = make_person(
        email=email, first_name=name, last_name="Cruz", center=center, sex="F", birth_year=1990, state="CHP"
    )
    give_consent(user=person, language="es-mx")
    return courses.enroll(actor=None, cohort=cohort, user=person)


def _prepare(cohort, officer: User, person: User) -> None:
    """What the tests allow: more time for one person, a parallel form, a window that moved, an audience."""
    post = small.delivery_of(cohort, "post-test")
    assessments.grant_accommodation(
        actor=officer, delivery=post, person=person, factor=1.5, reason="Lo pidió por escrito"
    )
    assessments.reschedule_delivery(
        actor=officer,
        delivery=post,
        opens_at=post.opens_at - timedelta(days=1),
        closes_at=post.closes_at,
        why="Se abrió antes",
    )
    practice = tests_of.delivery(tests_of.knowledge_test(), purpose="practice")
    assessments.add_form(
        actor=officer, delivery=practice, instrument_version=tests_of.knowledge_test(5), label="B"
    )
    FormTurn.objects.create(delivery=practice, person=person, label="B")
    audience = Audience.objects.create(delivery=practice, kind="list")
    audience.members.add(person)
    assessments.ensure_item(key="q01", topic="m1", tags=[("article", "684-B"), ("level", "2")])


def _live(enrollment: Enrollment, trainer: User) -> None:
    """The whole path, with an answer that came after handing in."""
    attempt = small.take_test(enrollment, "pre-test", right=RIGHT_BEFORE)
    first = tests_of.items_of(attempt.delivery)[0]
    with suppress(UserError):
        tests_of.answer(attempt, first, "b", seq=9)
    small.read_lessons(enrollment)
    small.rate(enrollment, trainer, 4)
    small.take_test(enrollment, "post-test", right=RIGHT_AFTER)
    form = small.delivery_of(enrollment.cohort, "evaluation")
    rating, comment = tests_of.items_of(form)
    raw = {rating.uuid: ["4"], comment.uuid: ["Más práctica"]}
    assessments.submit_sheet(user=enrollment.user, delivery=form, raw=raw)


def _dispute(enrollment: Enrollment, second: User) -> None:
    """A difference between assessors that is still open; no page makes one yet."""
    case = RatingCase.objects.get(ratee=enrollment.user)
    Moderation.objects.create(case=case, moderator=second, reason="Dos niveles", opened_at=clock.now())


def _play(enrollment: Enrollment, trainer: User) -> None:
    occasion = small.occasion_of(enrollment.cohort)
    version = tests_of.scenario()
    assessments.add_scenario(actor=trainer, occasion=occasion, scenario_version=version)
    assessments.cast_roles(
        actor=trainer, occasion=occasion, scenario_version=version, add={"worker": enrollment.user}
    )
    CourseStep.objects.get(key="assessed").scenario_versions.add(version)
    _beside(RatingCase.objects.get(occasion=occasion, ratee=enrollment.user), trainer, enrollment.user)


def _beside(case: RatingCase, trainer: User, player: User) -> None:
    """What stands beside a rating: a note, a party card, a sheet on paper, a device."""
    now = clock.now()
    EvidenceNote.objects.create(
        assignment=case.assignments.get(assessor=trainer),
        text="Dio la palabra",
        noted_at=now,
        received_at=now,
    )
    levels = {"heard": 3, "even_handed": 4, "would_return": 3}
    PartyCard.objects.create(case=case, author=player, role="worker", written_at=now, **levels)
    PaperSheet.objects.create(case=case, assessor=trainer, entered_by=player, entered_at=now)
    DeviceReport.objects.create(occasion=case.occasion, user=trainer, device="tableta", reported_at=now)


def _mark_anew(enrollment: Enrollment, officer: User) -> None:
    """Scores come anew beside the old ones where an answer on record differs from what was marked."""
    attempt = enrollment.user.attempts.get(delivery=small.delivery_of(enrollment.cohort, "pre-test"))
    wrong = attempt.responses.filter(mark=0).earliest("pk")
    attempt.responses.filter(pk=wrong.pk).update(answer={"value": "a"})
    assessments.regrade_attempts(actor=officer, delivery_ids=[attempt.delivery_id], reason="Clave corregida")


def _upload(cohort, trainer: User) -> None:
    table = read_table(
        b"email,first_name,last_name,center\nn@example.mx,Nora,Chan,sur\n", filename="lista.csv"
    )
    keep_upload(actor=trainer, cohort=cohort, file_name="lista.csv", table=table)
    start_subscription(actor=trainer, report="center", asked="", about="", rhythm="publication")
    keep_score_file(actor=trainer, file_name="puntos.csv", data=b"pre,post\n1,2\n2,4\n3,3\n")
