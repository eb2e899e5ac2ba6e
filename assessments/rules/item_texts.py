"""The words of a question, one by one, so that somebody can write each in both languages."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

LANGUAGES = ("es", "en")
Path = tuple[str | int, ...]


def texts_of(content: Mapping[str, Any]) -> list[tuple[str, Mapping[str, str]]]:
    """(path, words) of every text in a question, in reading order; a path reads "options.0.text"."""
    found = list(_walk(content, ()))
    found.sort(key=lambda one: _rank(one[0]))
    return [(".".join(map(str, path)), words) for path, words in found]


def filled(content: Mapping[str, Any]) -> dict[str, Any]:
    """A copy in which an ellipsis stands for every word that is missing: what else is wrong shows by it."""
    whole: dict[str, Any] = copy.deepcopy(dict(content))
    for _path, words in _walk(whole, ()):
        for code in LANGUAGES:
            if not words.get(code, "").strip():
                words[code] = "…"  # type: ignore[index]
    return whole


def _walk(thing: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, str]]]:
    if isinstance(thing, Mapping):
        if thing and thing.keys() <= set(LANGUAGES) and all(isinstance(one, str) for one in thing.values()):
            yield path, thing
            return
        for name, inside in thing.items():
            yield from _walk(inside, (*path, name))
    elif isinstance(thing, list):
        for place, inside in enumerate(thing):
            yield from _walk(inside, (*path, place))


_ORDER = ("group", "stem", "picture", "unit", "rows", "options", "columns", "scale", "accepted")


def _rank(path: Path) -> tuple[Any, ...]:
    """The question first, then its lists, each thing with its words before what is told of it."""
    first = path[0]
    place = _ORDER.index(first) if first in _ORDER else len(_ORDER)
    number = path[1] if len(path) > 1 and isinstance(path[1], int) else -1
    return place, number, "picture" in path, "feedback" in path, str(path)
