"""Bringing the people of a file into a cohort: all of them, or none."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enums import EnrollmentSource
from courses.models import Cohort, RosterUpload
from courses.rules.roster_columns import FIELDS, REQUIRED, recognize
from courses.selectors.roster_previews import KEPT, Preview, preview
from courses.selectors.supervisors import form_of, supervised_step
from courses.services.enrollments import enroll_many
from courses.services.supervisors import save_supervisors
from courses.tasks import send_invitations
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError
from lms.core.spreadsheets import Table
from lms.core.text import tidy


def keep_upload(*, actor: User, cohort: Cohort, file_name: str, table: Table) -> RosterUpload:
    """Keep a table until it is imported; older ones, of anybody, go."""
    if not table.rows:
        raise UserError(_("The file has headings but no people below them."), code="no_rows")
    with transaction.atomic():
        RosterUpload.objects.filter(uploaded_at__lt=clock.now() - KEPT).delete()
        return RosterUpload.objects.create(
            cohort=cohort,
            uploaded_by=actor,
            uploaded_at=clock.now(),
            file_name=file_name[-200:],
            header=list(table.headers),
            rows=[
                [row.number, [tidy(row.text(place)) for place in range(len(row.cells))], sorted(row.formulas)]
                for row in table.rows
            ],
            mapping=dict(recognize(table.headers).mapping),
        )


def map_columns(*, upload: RosterUpload, mapping: Mapping[str, int]) -> RosterUpload:
    """Say which column is which, where the headings did not."""
    chosen = {name: place for name, place in mapping.items() if name in FIELDS}
    if len(set(chosen.values())) < len(chosen):
        raise UserError(_("One column cannot be two things. Choose another."), code="column_twice")
    if any(name not in chosen for name in REQUIRED):
        raise UserError(_("E-mail, names and center are needed."), code="columns_missing")
    with transaction.atomic():
        upload.mapping = chosen
        upload.save(update_fields=["mapping"])
    return upload


def apply_roster(*, actor: User, upload: RosterUpload, invite: bool, confirmed: str = "") -> dict[str, int]:
    """Import a file: accounts made or brought up to date, everybody enrolled. Nothing is half done.

    Everything is worked out again here, so what others did since the preview counts. `confirmed` is
    the preview's `fingerprint`: without it nothing that is known of people changes. Importing the
    same file again changes nothing. Invitations leave when all is written. The file is taken away
    first: of several imports of it at once, one does something.
    """
    with transaction.atomic():
        _take(upload)
        plan = preview(actor=actor, upload=upload)
        if plan.errors:
            n = len(plan.errors)
            message = ngettext(
                "%(n)d row has a mistake. Nothing was imported.",
                "%(n)d rows have mistakes. Nothing was imported.",
                n,
            )
            raise UserError(message % {"n": n}, code="row_errors")
        if plan.fingerprint != confirmed:
            raise UserError(_unconfirmed(bool(confirmed)), code="unconfirmed")
        results = accounts.save_people(actor=actor, rows=[row.read.person for row in plan.rows])
        people = User.objects.in_bulk([one.user_id for one in results])
        enrolled = enroll_many(
            actor=actor, cohort=upload.cohort, users=people.values(), source=EnrollmentSource.ROSTER
        )
        _keep_supervisors(actor, upload.cohort, plan, [one.user_id for one in results])
        audit.record(
            actor=actor,
            action="courses.apply_roster",
            target=upload.cohort,
            upload=str(upload.uuid),
            rows=len(plan.rows),
            new=plan.counts["new"],
            updated=plan.counts["updated"],
            enrolled=enrolled,
        )
        waiting = [user.pk for user in people.values() if user.last_login is None]
        if invite and waiting:
            transaction.on_commit(lambda: send_invitations.enqueue(waiting, actor.pk))
    return {**plan.counts, "enrolled": enrolled, "invited": len(waiting) if invite else 0}


def _keep_supervisors(actor: User, cohort: Cohort, plan: Preview, user_ids: Sequence[int | None]) -> None:
    """Whom to ask about them after the course, where the file says so and the course asks."""
    named = {
        user_id: row.read.supervisor
        for user_id, row in zip(user_ids, plan.rows, strict=True)
        if user_id is not None and row.read.supervisor
    }
    step = supervised_step(cohort) if named else None
    if step is not None and (step.supervisor_id is not None or form_of(step) is not None):
        save_supervisors(actor=actor, cohort=cohort, wanted=named, language=actor.language)


def _take(upload: RosterUpload) -> None:
    """Take the file away, or learn that somebody did; it comes back when the import is refused."""
    if not RosterUpload.objects.filter(pk=upload.pk).delete()[0]:
        raise UserError(_("This file was imported already."), code="used")


def _unconfirmed(asked: bool) -> str:
    if asked:
        return _("What is known of these people changed meanwhile. Look again. Nothing was imported.")
    return _("Look at the changes to people already known, and confirm them. Nothing was imported.")


def forget_old_uploads() -> int:
    """Remove files that nobody imported; for the daily job."""
    return RosterUpload.objects.filter(uploaded_at__lt=clock.now() - KEPT).delete()[0]
