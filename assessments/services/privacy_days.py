"""What is kept of people who take part in an exam day."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from assessments.models import (
    Acquaintance,
    CheckIn,
    Concern,
    DayAssessor,
    DayMarshal,
    Incident,
    PlanAcceptance,
)
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]
GONE = "—"


def export_assessed_days(user: User) -> Rows:
    """The days on which the person could assess."""
    rows = DayAssessor.objects.filter(assessor=user).select_related("day").order_by("pk")
    return [{"day": one.day.name, "on": one.day.starts_at.isoformat()} for one in rows]


def export_doors(user: User) -> Rows:
    """The days at whose door the person was put."""
    rows = DayMarshal.objects.filter(person=user).select_related("day").order_by("pk")
    return [{"day": one.day.name, "on": one.day.starts_at.isoformat()} for one in rows]


def export_check_ins(user: User) -> Rows:
    """When the person came to be assessed."""
    rows = CheckIn.objects.filter(person=user).select_related("day").order_by("pk")
    return [
        {
            "day": one.day.name,
            "on": one.day.starts_at.isoformat(),
            "code_word": one.code_word,
            "presence": one.presence,
            "late": one.late,
            "credential_seen": one.credential_seen,
            "at": one.at.isoformat() if one.at else None,
        }
        for one in rows
    ]


def export_acquaintances(user: User) -> Rows:
    """Whom the person said they know; not who said so of them."""
    rows = Acquaintance.objects.filter(assessor=user).select_related("person").order_by("pk")
    return [{"person": str(one.person), "declared_at": one.declared_at.isoformat()} for one in rows]


def erase_acquaintances(user: User) -> int:
    """Whoever is gone knows nobody, and is known to nobody."""
    return Acquaintance.objects.filter(Q(assessor=user) | Q(person=user)).delete()[0]


def export_acceptances(user: User) -> Rows:
    """The plans that the person accepted."""
    rows = PlanAcceptance.objects.filter(person=user).select_related("day").order_by("pk")
    return [
        {"day": one.day.name, "accepted_at": one.accepted_at.isoformat(), "video": one.video} for one in rows
    ]


def export_incidents(user: User) -> Rows:
    """What the person reported from a room, and what they settled."""
    rows = Incident.objects.filter(Q(reported_by=user) | Q(settled_by=user)).select_related("day")
    return [
        {
            "day": one.day.name,
            "kind": one.kind,
            "reported_at": one.reported_at.isoformat(),
            "text": one.text if one.reported_by_id == user.pk else "",
            "resolution": one.resolution if one.settled_by_id == user.pk else "",
        }
        for one in rows.order_by("pk")
    ]


def erase_incidents(user: User) -> int:
    """Blank what was said about the person's performance."""
    rows = Incident.objects.filter(case__ratee=user).exclude(text="", resolution="")
    return rows.update(text="", resolution="")


def export_concerns(user: User) -> Rows:
    """The concerns that the person raised, and those about them that they were told of."""
    about = Q(case__ratee=user, told_at__isnull=False)
    rows = Concern.objects.filter(Q(raised_by=user) | about).select_related("case").order_by("pk")
    return [
        {
            "kind": one.kind,
            "text": one.text,
            "raised_at": one.raised_at.isoformat(),
            "as": "raised" if one.raised_by_id == user.pk else "about me",
            **({"answer": one.answer, "conclusion": one.conclusion} if one.case.ratee_id == user.pk else {}),
        }
        for one in rows
    ]


def erase_concerns(user: User) -> int:
    """Blank what was said about the person, and what they answered."""
    rows = Concern.objects.filter(case__ratee=user).exclude(text=GONE)
    return rows.update(text=GONE, answer="", conclusion="")


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.DayAssessor", export_assessed_days, keep),
    ("assessments.DayMarshal", export_doors, keep),
    ("assessments.CheckIn", export_check_ins, keep),
    ("assessments.Acquaintance", export_acquaintances, erase_acquaintances),
    ("assessments.PlanAcceptance", export_acceptances, keep),
    ("assessments.Incident", export_incidents, erase_incidents),
    ("assessments.Concern", export_concerns, erase_concerns),
)


def merge_conflicts(kept: User, gone: User) -> bool:
    """Whether both accounts have a place on the same day."""
    places: tuple[tuple[Any, str], ...] = (
        (DayAssessor, "assessor"),
        (DayMarshal, "person"),
        (CheckIn, "person"),
        (PlanAcceptance, "person"),
    )
    return any(_days(model, who, kept) & _days(model, who, gone) for model, who in places)


def _days(model: Any, who: str, user: User) -> set[int]:
    return set(model.objects.filter(**{who: user}).values_list("day_id", flat=True))


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction; nobody knows themselves."""
    Acquaintance.objects.filter(
        Q(assessor=gone, person=kept)
        | Q(assessor=kept, person=gone)
        | Q(assessor=gone, person__in=Acquaintance.objects.filter(assessor=kept).values("person_id"))
        | Q(person=gone, assessor__in=Acquaintance.objects.filter(person=kept).values("assessor_id"))
    ).delete()
    return move_rows(
        kept,
        gone,
        (DayAssessor, "assessor"),
        (DayMarshal, "person"),
        (CheckIn, "person"),
        (PlanAcceptance, "person"),
        (Acquaintance, "assessor"),
        (Acquaintance, "person"),
        (Incident, "reported_by"),
        (Incident, "settled_by"),
        (Concern, "raised_by"),
    )
