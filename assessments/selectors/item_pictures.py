"""Pictures of questions, for whom they were shown to."""

from typing import Any

from django.core import signing

from assessments.models import ItemPicture
from lms.accounts.models import User

_SALT = "assessments.item-picture"


def picture_key(user: User, digest: str) -> str:
    """What lets this person, and nobody else, fetch this picture: it stands in pages that show it to them."""
    return signing.Signer(salt=_SALT).signature(_said(user, digest))


def shown_picture(user: User, digest: str, key: str) -> ItemPicture | None:
    """The picture, where a page has shown it to this person; None else, and where there is none."""
    try:
        signing.Signer(salt=_SALT).unsign(f"{_said(user, digest)}:{key}")
    except signing.BadSignature:
        return None
    return ItemPicture.objects.filter(digest=digest).first()


def kept_picture(digest: str) -> dict[str, Any] | None:
    """What a question says of a picture that is kept, but for its words; None where there is none."""
    found = ItemPicture.objects.filter(digest=digest).values("digest", "width", "height").first()
    return dict(found) if found else None


def _said(user: User, digest: str) -> str:
    return f"{user.pk}/{digest}"
