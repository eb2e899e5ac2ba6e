"""What is kept of people who build tests and write rubrics, and of those who took a test on paper."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from assessments.models import FormSet, InstrumentDraft, PaperEntry, RubricDraft
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_drafts(user: User) -> Rows:
    """The drafts of tests that the person changed last."""
    rows = InstrumentDraft.objects.filter(edited_by=user).order_by("pk")
    return [{"key": one.key, "edited_at": one.edited_at.isoformat()} for one in rows]


def export_rubric_drafts(user: User) -> Rows:
    """The drafts of rubrics that the person changed last."""
    rows = RubricDraft.objects.filter(edited_by=user).order_by("pk")
    return [{"key": one.key, "edited_at": one.edited_at.isoformat()} for one in rows]


def export_form_sets(user: User) -> Rows:
    """The tests that the person published."""
    rows = FormSet.objects.filter(published_by=user).order_by("pk")
    return [{"key": one.key, "published_at": one.published_at.isoformat()} for one in rows]


def export_papers(user: User) -> Rows:
    """The person's answer sheets on paper, and that they typed or checked those of others."""
    rows = PaperEntry.objects.filter(Q(person=user) | Q(entered_by=user) | Q(checked_by=user)).order_by("pk")
    return [_paper(one, user) for one in rows]


def _paper(entry: PaperEntry, user: User) -> dict[str, Any]:
    if entry.person_id != user.pk:
        role = "typed" if entry.entered_by_id == user.pk else "checked"
        return {"role": role, "on": entry.entered_at.isoformat()}
    told = {"first": entry.first, "second": entry.second, "settled": entry.settled}
    return {"role": "person", "sat_on": entry.sat_on.isoformat(), **told}


def erase_papers(user: User) -> int:
    """Blank what was typed of the person's papers, which may hold free words; the sitting has the answers."""
    blank: dict[str, Any] = {"first": {}, "second": {}, "settled": {}}
    return PaperEntry.objects.filter(person=user).exclude(**blank).update(**blank)


def merge_conflicts(kept: User, gone: User) -> bool:
    """Whether both accounts have a paper of the same test, or one checked what the other typed."""
    theirs = PaperEntry.objects.filter(person=gone).values("delivery")
    crossed = Q(entered_by=kept, checked_by=gone) | Q(entered_by=gone, checked_by=kept)
    return (
        PaperEntry.objects.filter(person=kept, delivery__in=theirs).exists()
        or PaperEntry.objects.filter(crossed).exists()
    )


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.InstrumentDraft", export_drafts, keep),
    ("assessments.RubricDraft", export_rubric_drafts, keep),
    ("assessments.FormSet", export_form_sets, keep),
    ("assessments.PaperEntry", export_papers, erase_papers),
)


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return move_rows(
        kept,
        gone,
        (InstrumentDraft, "edited_by"),
        (RubricDraft, "edited_by"),
        (FormSet, "published_by"),
        (PaperEntry, "person"),
        (PaperEntry, "entered_by"),
        (PaperEntry, "checked_by"),
    )
