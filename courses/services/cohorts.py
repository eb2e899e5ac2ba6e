"""Making and changing cohorts."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments import api as assessments
from courses.enums import RolePlayMode
from courses.models import Cohort, CohortStep, CohortTrainer, Course, CoursePage, CourseStep
from courses.step_kinds import kind_of
from lms.accounts.models import Center, User
from lms.core import audit, clock
from lms.core.errors import UserError

# Without 0/O, 1/I/L: codes are read aloud and copied from a whiteboard.
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 7
ROLE_PLAY_HOUR = time(10)


def create_cohort(
    *,
    actor: User | None,
    course: UUID,
    name: str,
    starts_on: date,
    ends_on: date,
    centers: Iterable[Center],
    trainers: Iterable[User] = (),
    time_zone: str = settings.TIME_ZONE,
    code: str = "",
    join_open: bool = False,
    modality: str = "",
    is_simulated: bool = False,
    key: UUID | None = None,
) -> Cohort:
    """A cohort of the course with key `course`, with the path, tests and role-plays of its template.

    Asked twice with the same `key`, name, course and dates (a double click), it makes one and returns it
    twice. A key that was used for another cohort is not used again.
    """
    page = CoursePage.objects.filter(
        translation_key=course, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    template = list(CourseStep.objects.filter(course__uuid=course).order_by("position", "id"))
    row = Course.objects.filter(uuid=course).first()
    if page is None or row is None or not template:
        raise UserError(_("This course has no path yet. Load the course first."), code="no_course")
    _check_dates(starts_on, ends_on)
    same = {"name": name, "course": row, "starts_on": starts_on, "ends_on": ends_on}
    if key and Cohort.objects.filter(uuid=key).exclude(**same).exists():
        key = None
    try:
        with transaction.atomic():
            cohort = Cohort.objects.create(
                uuid=key or uuid4(),
                name=name,
                code=(code or new_code()).upper(),
                course=row,
                course_title=row.title,
                starts_on=starts_on,
                ends_on=ends_on,
                time_zone=time_zone,
                join_open=join_open,
                modality=modality,
                is_simulated=is_simulated,
                pass_mark=page.pass_mark,
                result_rule=row.result_rule,
                improved_items=page.improved_items,
                follow_up_days=page.follow_up_days,
                hours=page.hours,
                created_at=clock.now(),
            )
            cohort.centers.set(centers)
            steps = [_add_step(actor, cohort, step) for step in template]
            deliveries = [step.delivery for step in steps if step.delivery is not None]
            assessments.cross_same_forms(actor=actor, deliveries=deliveries)
            audit.record(actor=actor, action="courses.create_cohort", target=cohort, code=cohort.code)
            set_trainers(actor=actor, cohort=cohort, trainers=trainers)
    except IntegrityError as error:
        made = Cohort.objects.filter(uuid=key, **same).first() if key else None
        if made is not None:
            return made
        raise UserError(_("Another cohort has this code."), code="code_taken") from error
    return cohort


def update_cohort(
    *,
    actor: User,
    cohort: Cohort,
    name: str,
    starts_on: date,
    ends_on: date,
    time_zone: str,
    centers: Iterable[Center],
    trainers: Iterable[User],
    join_open: bool,
    modality: str = "",
) -> Cohort:
    """Change a cohort; tests move with its dates. Sittings under way keep their deadline."""
    _check_dates(starts_on, ends_on)
    moved = (cohort.starts_on, cohort.ends_on, cohort.time_zone) != (starts_on, ends_on, time_zone)
    with transaction.atomic():
        cohort.name, cohort.join_open, cohort.modality = name, join_open, modality
        cohort.starts_on, cohort.ends_on, cohort.time_zone = starts_on, ends_on, time_zone
        cohort.save(update_fields=["name", "join_open", "modality", "starts_on", "ends_on", "time_zone"])
        cohort.centers.set(centers)
        set_trainers(actor=actor, cohort=cohort, trainers=trainers)
        if moved:
            _move_deliveries(actor, cohort)
        audit.record(
            actor=actor,
            action="courses.update_cohort",
            target=cohort,
            starts_on=starts_on.isoformat(),
            ends_on=ends_on.isoformat(),
            join_open=join_open,
        )
    return cohort


def schedule_role_play(*, actor: User, step: CohortStep, held_at: datetime | None) -> CohortStep:
    """Say when a role-play is held."""
    with transaction.atomic():
        if step.occasion is not None:
            assessments.reschedule_occasion(actor=actor, occasion=step.occasion, held_at=held_at)
    return step


def set_trainers(*, actor: User | None, cohort: Cohort, trainers: Iterable[User]) -> None:
    """Make `trainers` the trainers of the cohort, no more and no fewer."""
    wanted = {trainer.pk for trainer in trainers}
    with transaction.atomic():
        present = set(cohort.trainer_links.values_list("user_id", flat=True))
        cohort.trainer_links.filter(user_id__in=present - wanted).delete()
        CohortTrainer.objects.bulk_create(
            [CohortTrainer(cohort=cohort, user_id=pk) for pk in sorted(wanted - present)],
            ignore_conflicts=True,
        )
        if wanted != present:
            audit.record(
                actor=actor,
                action="courses.set_trainers",
                target=cohort,
                added=len(wanted - present),
                removed=len(present - wanted),
            )


def new_code() -> str:
    """A code that people can type; about 27 thousand million of them."""
    return "".join(secrets.choice(CODE_ALPHABET) for _position in range(CODE_LENGTH))


def _move_deliveries(actor: User, cohort: Cohort) -> None:
    for step in cohort.steps.select_related("delivery", "supervisor"):
        opens_at, closes_at = kind_of(step.kind).window(cohort)
        for delivery in filter(None, (step.delivery, step.supervisor)):
            assessments.reschedule_delivery(
                actor=actor,
                delivery=delivery,
                opens_at=opens_at,
                closes_at=closes_at,
                why=_("The dates of the cohort changed."),
            )


def _add_step(actor: User | None, cohort: Cohort, step: CourseStep) -> CohortStep:
    delivery = occasion = None
    kind = kind_of(step.kind)
    if kind.behind == "delivery" and step.instrument_version is not None:
        rules = assessments.DeliveryRules.from_json(step.rules)
        delivery = assessments.open_delivery(
            actor=actor,
            instrument_version=step.instrument_version,
            purpose=step.kind,
            rules=rules.within(*kind.window(cohort)),
        )
        for form in step.forms.select_related("instrument_version"):
            assessments.add_form(
                actor=actor,
                delivery=delivery,
                instrument_version=form.instrument_version,
                label=form.label,
            )
    elif kind.behind == "occasion" and step.rubric_version is not None:
        occasion = assessments.create_occasion(
            actor=actor,
            rubric_version=step.rubric_version,
            mode=step.mode,
            title=step.title,
            held_at=_role_play_at(cohort, step.mode),
        )
        for version in step.scenario_versions.order_by("scenario__key"):
            assessments.add_scenario(actor=actor, occasion=occasion, scenario_version=version)
    return CohortStep.objects.create(
        cohort=cohort,
        key=step.key,
        position=step.position,
        kind=step.kind,
        mode=step.mode,
        title=step.title,
        unlocked_by=step.unlocked_by,
        after=step.after,
        required=step.required,
        minutes=step.minutes,
        delivery=delivery,
        occasion=occasion,
    )


def _role_play_at(cohort: Cohort, mode: str) -> datetime:
    """Half way for practice, the last day for the one that counts, until somebody says otherwise."""
    day = cohort.ends_on
    if mode == RolePlayMode.COACHED:
        day = cohort.starts_on + (cohort.ends_on - cohort.starts_on) / 2
    return datetime.combine(day, ROLE_PLAY_HOUR, tzinfo=ZoneInfo(cohort.time_zone))


def _check_dates(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise UserError(_("The last day comes before the first."), code="dates")
