"""What is kept of people who build tests and write rubrics."""

from collections.abc import Callable
from typing import Any

from assessments.models import FormSet, InstrumentDraft, RubricDraft
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


def keep(user: User) -> int:
    """What somebody did as staff stays, with the pseudonym: it explains what others were asked."""
    return 0


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.InstrumentDraft", export_drafts, keep),
    ("assessments.RubricDraft", export_rubric_drafts, keep),
    ("assessments.FormSet", export_form_sets, keep),
)


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return sum(
        model._default_manager.filter(**{field: gone}).update(**{field: kept})
        for model, field in (
            (InstrumentDraft, "edited_by"),
            (RubricDraft, "edited_by"),
            (FormSet, "published_by"),
        )
    )
