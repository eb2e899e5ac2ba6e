"""Pictures in questions: `{"digest": SHA-256, "width": int, "height": int, "alt": {es, en}}` under "picture".

The question or any of its lines may have one. Whoever cannot see it is read `alt`, which says what the
picture says and is never empty. The bytes are elsewhere, named by `digest`, and so part of what a version is.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

LISTS = ("options", "rows", "columns", "scale", "accepted")
WIDEST = 1_200
TALLEST = 1_600
_DIGEST = re.compile(r"[0-9a-f]{64}")


def pictures_of(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every picture of a question, its own first."""
    lines = [one for name in LISTS for one in content.get(name) or () if isinstance(one, Mapping)]
    found = (thing.get("picture") for thing in (content, *lines))
    return (one for one in found if isinstance(one, Mapping))


def is_picture(said: object) -> bool:
    """Whether it names a picture and its size; not whether it has words."""
    return (
        isinstance(said, Mapping)
        and isinstance(said.get("digest"), str)
        and _DIGEST.fullmatch(said["digest"]) is not None
        and type(said.get("width")) is int
        and type(said.get("height")) is int
        and 0 < said["width"] <= WIDEST
        and 0 < said["height"] <= TALLEST
    )


def without_pictures(content: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """A copy of a content without the pictures that are not among the known digests."""

    def bare(thing: Any) -> Any:
        drawing = thing.get("picture") if isinstance(thing, Mapping) else None
        if drawing is None or (isinstance(drawing, Mapping) and drawing.get("digest") in known):
            return thing
        return {name: said for name, said in thing.items() if name != "picture"}

    lists = [name for name in LISTS if isinstance(content.get(name), list)]
    return {**bare(content), **{name: [bare(one) for one in content[name]] for name in lists}}
