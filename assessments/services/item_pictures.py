"""Keeping the pictures of questions: each once, named by what it is."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from assessments.item_types.pictures import pictures_of
from assessments.models import ItemDraft, ItemPicture, ItemVersion
from lms.core import clock
from lms.core.tidy_pictures import Picture, tidied

UNUSED = timedelta(days=30)


def keep_picture(data: bytes) -> dict[str, Any]:
    """Keep a picture that was uploaded; what a question says of it, but for its words.

    Raises UserError as `lms.core.tidy_pictures.tidied` does.
    """
    picture = tidied(data)
    keep_pictures([picture])
    return facts_of(picture)


def keep_pictures(pictures: Iterable[Picture]) -> None:
    """Keep those that are not kept yet; the others are as if they had just come."""
    rows = {
        one.digest: ItemPicture(
            digest=one.digest,
            kind=one.kind,
            width=one.width,
            height=one.height,
            data=one.data,
            kept_at=clock.now(),
        )
        for one in pictures
    }
    ItemPicture.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["digest"], update_fields=["kept_at"]
    )


def forget_unused() -> int:
    """Remove pictures that no question shows, neither as asked nor as written, a month after they came.

    Whoever uploads one has that long to keep the question that shows it. For the daily job.
    """
    old = ItemPicture.objects.filter(kept_at__lt=clock.now() - UNUSED)
    unused = set(old.values_list("digest", flat=True))
    for model in (ItemVersion, ItemDraft):
        if not unused:
            break
        for content in model.objects.order_by().values_list("content", flat=True).iterator():
            unused.difference_update(one.get("digest") for one in pictures_of(content))
    return old.filter(digest__in=unused).delete()[0] if unused else 0


def facts_of(picture: Picture) -> dict[str, Any]:
    """What a question stores of a picture, but for its words."""
    return {"digest": picture.digest, "width": picture.width, "height": picture.height}
