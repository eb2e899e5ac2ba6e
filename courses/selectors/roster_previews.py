"""What importing a file would do, worked out without doing it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from courses.enums import EnrollmentStatus
from courses.models import Cohort, Enrollment, RosterUpload
from courses.rules import roster_values as values
from courses.rules.roster_columns import plain
from courses.rules.roster_rows import Message, ReadRow, Surroundings, read_row
from courses.selectors.cohorts import named_centers, roster_centers
from courses.selectors.reach import out_of_reach
from courses.selectors.roster_changes import Change, in_words
from lms.accounts import api as accounts
from lms.accounts.data import PersonResult
from lms.accounts.models import Center, Office, User
from lms.core import clock
from lms.core.errors import UserError
from lms.core.models import AuditEvent

KEPT = timedelta(hours=24)


@dataclass(slots=True)
class PlannedRow:
    """One row and what would become of it: "new", "updated", "unchanged" or "error"."""

    read: ReadRow
    result: PersonResult | None
    enrolled: bool
    errors: list[Message]
    known: User | None = None
    changes: Sequence[Change] = ()

    @property
    def outcome(self) -> str:
        if self.errors or self.result is None:
            return "error"
        return {"created": "new"}.get(self.result.outcome, self.result.outcome)

    @property
    def known_by_curp(self) -> bool:
        return self.result is not None and self.result.matched_by == "curp"


@dataclass(slots=True)
class Preview:
    """The whole plan. `missing` are enrolled people whom the file does not name: they stay.

    `names_missing` says whether the actor may read who they are.
    """

    rows: list[PlannedRow]
    missing: QuerySet[Enrollment]
    names_missing: bool = True
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome == "error"]

    @property
    def changed(self) -> list[PlannedRow]:
        """Rows that would change what is known of somebody."""
        return [row for row in self.rows if row.outcome == "updated"]

    @property
    def fingerprint(self) -> str:
        """What stands for these very changes; empty without any. Whoever confirms, confirms this."""
        facts = [(row.known.pk, row.result.changes) for row in self.changed if row.known and row.result]
        return hashlib.sha256(repr(facts).encode()).hexdigest() if facts else ""

    @property
    def warnings(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.read.warnings or row.known_by_curp]


def upload_for(actor: User, uuid: UUID) -> RosterUpload | None:
    """A table that this very person uploaded within the last day."""
    rows = RosterUpload.objects.select_related("cohort")
    return rows.filter(uuid=uuid, uploaded_by=actor, uploaded_at__gt=clock.now() - KEPT).first()


def imported_into(actor: User, uuid: UUID) -> UUID | None:
    """The cohort into which this very person has imported the table `uuid`, which is gone since."""
    events = AuditEvent.objects.filter(actor=actor, action="courses.apply_roster", data__upload=str(uuid))
    return events.values_list("target_uuid", flat=True).first()


def preview(*, actor: User, upload: RosterUpload) -> Preview:
    """What each row would do; the number of queries does not grow with the rows."""
    cohort = upload.cohort
    allowed = roster_centers(actor, cohort)
    centers = list(Center.objects.order_by("pk"))
    read = _read(upload, _surroundings(upload, cohort, allowed, centers))
    results = accounts.match_people(actor=actor, rows=[row.person for row in read])
    users = User.objects.in_bulk(
        [one.user_id for one in results if isinstance(one, PersonResult) and one.user_id]
    )
    enrolled = dict(Enrollment.objects.filter(cohort=cohort).values_list("user_id", "status"))
    barred = out_of_reach(users.values(), allowed)
    named = {str(center.pk): center.name for center in centers}
    offices = _office_names(upload)
    rows = [
        _plan(row, result, users, enrolled, barred, named, offices)
        for row, result in zip(read, results, strict=True)
    ]
    _mark_repeated(rows)
    plan = Preview(rows, _missing(cohort, rows, allowed), named_centers(actor, cohort) != set())
    plan.counts = dict.fromkeys(("new", "updated", "unchanged", "error", "to_enroll"), 0)
    for row in rows:
        plan.counts[row.outcome] += 1
        plan.counts["to_enroll"] += row.outcome != "error" and not row.enrolled
    return plan


def _office_names(upload: RosterUpload) -> dict[str, str]:
    if "office" not in upload.mapping:
        return {}
    return {str(pk): name for pk, name in Office.objects.order_by("pk").values_list("pk", "name")}


def _surroundings(
    upload: RosterUpload, cohort: Cohort, allowed: set[int] | None, centers: Iterable[Center]
) -> Surroundings:
    taking_part = set(cohort.centers.values_list("pk", flat=True))
    usable: dict[str, int] = {}
    barred: set[str] = set()
    elsewhere: set[str] = set()
    for center in centers:
        names = {plain(center.name), plain(center.code)}
        if center.pk not in taking_part:
            elsewhere |= names
        elif allowed is None or center.pk in allowed:
            usable |= dict.fromkeys(names, center.pk)
        else:
            barred |= names
    position = upload.mapping.get("sex")
    sexes = {row[1][position] for row in upload.rows if position is not None and position < len(row[1])}
    offices: dict[int, dict[str, int]] = {}
    if "office" in upload.mapping:
        for pk, center_id, name in Office.objects.filter(
            center_id__in=set(usable.values()), is_active=True
        ).values_list("pk", "center_id", "name"):
            offices.setdefault(center_id, {})[plain(name)] = pk
    return Surroundings(
        usable,
        frozenset(barred),
        frozenset(elsewhere),
        values.meaning_of_m(sexes),
        clock.today().year,
        offices,
    )


def _read(upload: RosterUpload, around: Surroundings) -> list[ReadRow]:
    fields = sorted(upload.mapping.items())
    found = []
    for number, cells, formulas in upload.rows:
        by_field = {name: cells[place] for name, place in fields if place < len(cells)}
        held = frozenset(name for name, place in fields if place in formulas)
        found.append(read_row(number, by_field, held, around))
    return found


def _plan(
    row: ReadRow,
    result: PersonResult | UserError,
    users: dict[int, User],
    enrolled: dict[int, str],
    barred: set[int],
    centers: Mapping[str, str],
    offices: Mapping[str, str],
) -> PlannedRow:
    errors = list(row.errors)
    if isinstance(result, UserError):
        return PlannedRow(row, None, False, [*errors, result.message])
    user = users.get(result.user_id) if result.user_id else None
    if user is not None and user.pk in barred:
        errors.append(_("This person belongs to another center. Ask the administrator to move them."))
    if user is not None and row.supervisor and row.supervisor == user.email != row.person.email:
        errors.append(_("The supervisor has the person’s own e-mail."))
    active = user is not None and enrolled.get(user.pk) == EnrollmentStatus.ACTIVE
    return PlannedRow(row, result, active, errors, user, in_words(result, centers, offices) if user else [])


def _mark_repeated(rows: Sequence[PlannedRow]) -> None:
    """The same address, key or account twice in one file: the second is an error that names the first."""
    seen: dict[tuple[str, object], int] = {}
    for row in rows:
        keys: list[tuple[str, object]] = [("email", row.read.person.email), ("curp", row.read.person.curp)]
        if row.result is not None and row.result.user_id:
            keys.append(("user", row.result.user_id))
        first = next((seen[key] for key in keys if key[1] and key in seen), None)
        if first is not None:
            row.errors.append(_("This person is already in row %(row)d.") % {"row": first})
        for key in keys:
            seen.setdefault(key, row.read.number)


def _missing(cohort: Cohort, rows: Sequence[PlannedRow], allowed: set[int] | None) -> QuerySet[Enrollment]:
    named = {row.result.user_id for row in rows if row.result is not None and row.result.user_id}
    people = Enrollment.objects.filter(cohort=cohort, status=EnrollmentStatus.ACTIVE)
    if allowed is not None:
        people = people.filter(center_id__in=allowed)
    absent = [pk for pk, user_id in people.values_list("pk", "user_id") if user_id not in named]
    return (
        Enrollment.objects.filter(pk__in=absent)
        .select_related("user", "center")
        .order_by("user__last_name", "user__first_name", "pk")
    )
