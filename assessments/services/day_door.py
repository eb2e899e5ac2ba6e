"""The door of an exam day: who came, and who changes places, said at several doors and without a line too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Presence
from assessments.models import CheckIn, ExamDay, Slot
from assessments.rules.sheet_edits import FORM, Seen, Verdict, merged, verdict
from assessments.services.day_checks import check_not_closed, held_day, held_door
from assessments.services.day_slots import exchange_slots, mark_absent, unmark_absent
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

# A device keeps what it could not send for no longer than this.
MOST_AGO = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DoorEdit:
    """On which device something was said, how long ago, and what of others was there to see."""

    device: str
    seq: int
    seen: Seen = field(default_factory=dict)
    ago: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Came:
    """What is stored of somebody; `lost`: how many of their slots went to others while they were absent."""

    row: CheckIn
    applied: bool = True
    lost: int = 0

    @property
    def stored(self) -> Mapping[str, object]:
        """As a door shows it."""
        return {
            "presence": self.row.presence,
            "credential": self.row.credential_seen,
            "late": self.row.late,
        }


class DoorConflictError(UserError):
    """Another door said something else that this one has not seen; `came` is what is stored, which stays."""

    def __init__(self, came: Came) -> None:
        super().__init__(
            _("Another door said something else meanwhile. Choose what is right."), code="conflict"
        )
        self.came = came


def check_in(
    *,
    actor: User,
    check_in: CheckIn,
    presence: str,
    credential_seen: bool = False,
    revision: int | None = None,
    edit: DoorEdit | None = None,
) -> Came:
    """Say whether a person came; with `edit` as a device without a line said it, laid over what is stored.

    Whoever comes after their first slot has begun is late, by the moment at which it was said. What another
    door said unseen is never overwritten (DoorConflictError); `revision` is that of a page without a script
    ("stale"), None does not ask. Raises UserError: "not_yours", "closed", "not_open", "bad_presence".
    """
    with transaction.atomic():
        day = held_door(actor, check_in.day)
        check_not_closed(day)
        if not day.is_open:
            raise UserError(_("The day was not published yet."), code="not_open")
        if presence not in Presence.values:
            raise UserError(_("Choose whether the person came."), code="bad_presence")
        row = CheckIn.objects.select_for_update(of=("self",)).select_related("person").get(pk=check_in.pk)
        row.day = day
        known = row.presence == presence and row.credential_seen >= credential_seen
        if revision is not None and revision != row.seq and not known:
            raise UserError(
                _("%(person)s was set to “%(state)s” at another door meanwhile. Look again.")
                % {"person": row.person, "state": row.get_presence_display()},
                code="stale",
            )
        if known and edit is None:
            return Came(row)
        made = edit or DoorEdit(FORM, row.seq + 1, row.devices)
        found = verdict(row.devices, row.seq, seq=made.seq, device=made.device, seen=made.seen)
        if found is Verdict.KNOWN:
            return Came(row, applied=known)
        if found is Verdict.CONFLICT and not known:
            raise DoorConflictError(Came(row, applied=False))
        row.devices = merged(row.devices, made.seen, {made.device: made.seq})
        row.seq = max(row.seq, made.seq)
        lost = 0 if known else _put(actor, row, presence, credential_seen, clock.now() - made.ago)
        row.save(update_fields=["presence", "at", "credential_seen", "late", "seq", "devices"])
    return Came(row, lost=lost)


def _put(actor: User, row: CheckIn, presence: str, credential_seen: bool, at: datetime) -> int:
    lost = 0
    if presence == Presence.ABSENT:
        mark_absent(actor=actor, check_in=row)
    elif row.presence == Presence.ABSENT:
        lost = unmark_absent(check_in=row)
    row.presence = presence
    row.at = None if presence == Presence.EXPECTED else at
    row.credential_seen = presence == Presence.HERE and (credential_seen or row.credential_seen)
    row.late = presence == Presence.HERE and _is_late(row, at)
    audit.record(
        actor=actor,
        action="assessments.check_in",
        target=row,
        day=str(row.day.uuid),
        presence=presence,
        credential_seen=row.credential_seen,
        at=at.isoformat(timespec="seconds"),
    )
    return lost


def _is_late(row: CheckIn, at: datetime) -> bool:
    slots = Slot.objects.filter(day=row.day_id, case__ratee=row.person_id, outcome="")
    first = slots.select_related("day", "round").order_by("round__number").first()
    return first is not None and at > first.phases.reading


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a case is to be played, as a door knew it: ids of the room and the round."""

    case: UUID
    room: int
    round: int


def swap_slots(*, actor: User, day: ExamDay, one: Spot, other: Spot) -> bool:
    """Let two people change places, unless they have already; whether anything changed.

    Where either is somewhere else by now nothing is done ("moved"). Raises UserError: "not_yours",
    "closed", "moved", "begun", "clash".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        rows = Slot.objects.select_related("case__ratee", "room", "round").filter(
            day=day, outcome="", case__uuid__in=[one.case, other.case]
        )
        slots = {row.case.uuid: row for row in rows}
        here = {uuid: (row.room_id, row.round_id) for uuid, row in slots.items()}
        first, second = (one.room, one.round), (other.room, other.round)
        if here == {one.case: second, other.case: first}:
            return False
        if one.case == other.case or here != {one.case: first, other.case: second}:
            raise UserError(
                _("One of the two has another slot by now, so nothing was changed. Look at the board."),
                code="moved",
            )
        exchange_slots(actor=actor, day=day, one=slots[one.case].case, other=slots[other.case].case)
    return True
