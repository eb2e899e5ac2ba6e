"""The pictures of questions, as a paper draws them."""

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.interfaces.paper.sheet import PaperPicture
from assessments.item_types.pictures import pictures_of
from assessments.models import ItemPicture


def paper_pictures(contents: Iterable[Mapping[str, Any]]) -> dict[str, PaperPicture]:
    """Every picture that these questions show, by its digest. One query."""
    wanted = {str(one["digest"]) for content in contents for one in pictures_of(content)}
    rows = ItemPicture.objects.filter(digest__in=wanted).order_by()
    return {one.digest: PaperPicture(bytes(one.data), one.width, one.height) for one in rows}
