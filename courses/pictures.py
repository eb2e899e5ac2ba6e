"""The sizes in which images of lessons are handed out.

Small ones, since lessons are read on phones with weak lines: nobody loads what an editor uploaded.
"""

from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.shortcuts import get_renditions_or_not_found

SIZES = "(min-width: 42rem) 40rem, 100vw"
_SPECS = tuple(f"width-{width}|format-webp|webpquality-70" for width in (360, 720, 1280))


def renditions(image: AbstractImage) -> list[AbstractRendition]:
    """The image in each size, from the smallest; made where one is not there yet."""
    found: dict[str, AbstractRendition] = get_renditions_or_not_found(image, list(map(Filter, _SPECS)))
    return list(found.values())
