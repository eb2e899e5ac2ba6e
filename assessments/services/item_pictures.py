"""Keeping the pictures of questions: each once, named by what it is."""

from collections.abc import Iterable
from typing import Any

from assessments.models import ItemPicture
from lms.core.tidy_pictures import Picture, tidied


def keep_picture(data: bytes) -> dict[str, Any]:
    """Keep a picture that was uploaded; what a question says of it, but for its words.

    Raises UserError as `lms.core.tidy_pictures.tidied` does.
    """
    picture = tidied(data)
    keep_pictures([picture])
    return facts_of(picture)


def keep_pictures(pictures: Iterable[Picture]) -> None:
    """Keep those that are not kept yet."""
    ItemPicture.objects.bulk_create(
        [
            ItemPicture(digest=one.digest, kind=one.kind, width=one.width, height=one.height, data=one.data)
            for one in pictures
        ],
        ignore_conflicts=True,
    )


def facts_of(picture: Picture) -> dict[str, Any]:
    """What a question stores of a picture, but for its words."""
    return {"digest": picture.digest, "width": picture.width, "height": picture.height}
