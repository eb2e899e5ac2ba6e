"""What is kept of people around tests: more time, lists they are on, and what they did as staff."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from assessments.models import (
    Accommodation,
    AudienceMember,
    Delivery,
    DeliveryChange,
    FormTurn,
    Item,
    ItemComment,
    ItemDraft,
    ItemEnemy,
    ItemUpload,
    Regrade,
)
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_accommodations(user: User) -> Rows:
    """More time granted to the person, or by the person (then without the other's reason)."""
    rows = Accommodation.objects.filter(Q(person=user) | Q(granted_by=user)).select_related("delivery")
    return [
        {
            "role": "person" if one.person_id == user.pk else "granted",
            "purpose": one.delivery.purpose,
            "factor": one.factor,
            "extra_minutes": one.extra_minutes,
            "break_minutes": one.break_minutes,
            "granted_at": one.granted_at.isoformat(),
            **({"breaks": one.breaks, "reason": one.reason} if one.person_id == user.pk else {}),
        }
        for one in rows.order_by("pk")
    ]


def erase_accommodations(user: User) -> int:
    """Blank the reason and the breaks, which may tell of health; that there was more time stays."""
    return (
        Accommodation.objects.filter(person=user).exclude(reason="", breaks="").update(reason="", breaks="")
    )


def export_memberships(user: User) -> Rows:
    """The lists of people for a test or survey that the person is on."""
    rows = AudienceMember.objects.filter(person=user).select_related("audience__delivery")
    return [{"purpose": one.audience.delivery.purpose} for one in rows.order_by("pk")]


def erase_memberships(user: User) -> int:
    """Take the person off every list."""
    return AudienceMember.objects.filter(person=user).delete()[0]


def export_openings(user: User) -> Rows:
    """Tests that the person opened to people without a course."""
    rows = Delivery.objects.filter(opened_by=user).order_by("pk")
    return [
        {"title": one.title, "purpose": one.purpose, "opens_at": one.opens_at.isoformat()} for one in rows
    ]


def export_changes(user: User) -> Rows:
    """Changes of tests that the person made."""
    rows = DeliveryChange.objects.filter(actor=user).select_related("delivery")
    return [
        {
            "purpose": one.delivery.purpose,
            "at": one.at.isoformat(),
            "why": one.why,
            "before": one.before,
            "after": one.after,
        }
        for one in rows.order_by("pk")
    ]


def export_form_turns(user: User) -> Rows:
    """The form that the person began with, where a test has several."""
    rows = FormTurn.objects.filter(person=user).select_related("delivery")
    return [{"purpose": one.delivery.purpose, "form": one.label} for one in rows.order_by("pk")]


def export_regrades(user: User) -> Rows:
    """Markings anew that the person ordered; not whose tests they were."""
    rows = Regrade.objects.filter(actor=user).order_by("pk")
    return [{"at": one.at.isoformat(), "reason": one.reason} for one in rows]


def export_items(user: User) -> Rows:
    """Questions that the person wrote or reviewed."""
    rows = Item.objects.filter(Q(author=user) | Q(reviewer=user)).order_by("pk")
    return [
        {"question": one.key, "role": "author" if one.author_id == user.pk else "reviewer"} for one in rows
    ]


def export_item_drafts(user: User) -> Rows:
    """The drafts of questions that the person wrote last."""
    rows = ItemDraft.objects.filter(edited_by=user).select_related("item").order_by("pk")
    return [{"key": one.item.key, "edited_at": one.edited_at.isoformat()} for one in rows]


def export_item_uploads(user: User) -> Rows:
    """Files of questions that wait for their import."""
    rows = ItemUpload.objects.filter(user=user).order_by("pk")
    return [{"file": one.file_name, "uploaded_at": one.uploaded_at.isoformat()} for one in rows]


def erase_item_uploads(user: User) -> int:
    """They go with the person."""
    return ItemUpload.objects.filter(user=user).delete()[0]


def export_item_comments(user: User) -> Rows:
    """What the person said of questions, and the threads that they closed."""
    rows = ItemComment.objects.filter(Q(written_by=user) | Q(closed_by=user)).select_related("item")
    return [
        {
            "question": one.item.key,
            "written_at": one.written_at.isoformat(),
            **({"text": one.text} if one.written_by_id == user.pk else {}),
            **(
                {"closed_at": one.closed_at.isoformat()}
                if one.closed_at and one.closed_by_id == user.pk
                else {}
            ),
        }
        for one in rows.order_by("pk")
    ]


def erase_item_comments(user: User) -> int:
    """Blank the words; that there was a thread, and that it was closed, stays."""
    return ItemComment.objects.filter(written_by=user).exclude(text="—").update(text="—")


def export_item_enemies(user: User) -> Rows:
    """The pairs of questions that the person keeps apart."""
    rows = ItemEnemy.objects.filter(set_by=user).select_related("low", "high").order_by("pk")
    return [
        {"questions": [one.low.key, one.high.key], "reason": one.reason, "set_at": one.set_at.isoformat()}
        for one in rows
    ]


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.Accommodation", export_accommodations, erase_accommodations),
    ("assessments.AudienceMember", export_memberships, erase_memberships),
    ("assessments.Delivery", export_openings, keep),
    ("assessments.DeliveryChange", export_changes, keep),
    ("assessments.FormTurn", export_form_turns, keep),
    ("assessments.Item", export_items, keep),
    ("assessments.ItemDraft", export_item_drafts, keep),
    ("assessments.ItemComment", export_item_comments, erase_item_comments),
    ("assessments.ItemEnemy", export_item_enemies, keep),
    ("assessments.ItemUpload", export_item_uploads, erase_item_uploads),
    ("assessments.Regrade", export_regrades, keep),
)


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return _drop_doubled(kept, gone) + move_rows(
        kept,
        gone,
        (Accommodation, "person"),
        (Accommodation, "granted_by"),
        (ItemUpload, "user"),
        (ItemDraft, "edited_by"),
        (AudienceMember, "person"),
        (Delivery, "opened_by"),
        (DeliveryChange, "actor"),
        (FormTurn, "person"),
        (Regrade, "actor"),
        (Item, "author"),
        (Item, "reviewer"),
        (ItemComment, "written_by"),
        (ItemComment, "closed_by"),
        (ItemEnemy, "set_by"),
    )


def _drop_doubled(kept: User, gone: User) -> int:
    """What both are on once: lists, and the form they begin with (the sittings say what each had)."""
    lists = AudienceMember.objects.filter(person=kept).order_by().values("audience")
    turns = FormTurn.objects.filter(person=kept).order_by().values("delivery")
    doubled = AudienceMember.objects.filter(person=gone, audience__in=lists)
    return doubled.delete()[0] + FormTurn.objects.filter(person=gone, delivery__in=turns).delete()[0]
