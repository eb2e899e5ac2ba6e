"""What a role-play's scenario must say before anybody can play it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

LANGUAGES = ("es", "en")
_KEY = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_MINUTES = ("prepare_minutes", "play_minutes", "debrief_minutes")


def problems(content: Mapping[str, Any]) -> list[str]:
    """What is wrong with a scenario, each as "where: what"; empty when it can be played.

    `summary` and `facts` are texts `{es, en}`, `roles` is `[{"key", "title", "sheet"}]`. Optional:
    `add_ons` (keys of criteria), `articles` and `preparation` (lists), `watch` (`[{"criterion", "text"}]`),
    `prompts` (`[{"criterion", "role", "text"}]`), minutes (`prepare_minutes`, `play_minutes`,
    `debrief_minutes`), and `assessor` (`{"solution", "clauses", "respects", "timing"}`), only for assessors.
    """
    return list(_problems(content))


def _problems(content: Mapping[str, Any]) -> Iterator[str]:
    for name in ("summary", "facts"):
        yield from _text(content.get(name), name)
    yield from _roles(content.get("roles"))
    for name in ("add_ons", "articles", "preparation", "prompts", "watch"):
        if not isinstance(content.get(name, []), Sequence) or isinstance(content.get(name), str):
            yield f"{name}: a list is needed"
            return
    for name in ("add_ons", "articles"):
        if not all(isinstance(one, str) and one for one in content.get(name, [])):
            yield f"{name}: every entry is a word"
    for place, text in enumerate(content.get("preparation", []), start=1):
        yield from _text(text, f"preparation {place}")
    for name in ("watch", "prompts"):
        for place, point in enumerate(content.get(name, []), start=1):
            point = point if isinstance(point, Mapping) else {}
            if not isinstance(point.get("criterion"), str):
                yield f"{name} {place}: names no criterion"
            yield from _text(point.get("text"), f"{name} {place}")
    yield from _assessor(content.get("assessor"))
    for name in _MINUTES:
        value = content.get(name, 1)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            yield f"{name}: a whole number of minutes is needed"


def _assessor(sheet: Any) -> Iterator[str]:
    if sheet is None:
        return
    sheet = sheet if isinstance(sheet, Mapping) else {}
    yield from _text(sheet.get("solution"), "assessor, solution")
    for name in ("clauses", "respects"):
        for place, text in enumerate(sheet.get(name, []), start=1):
            yield from _text(text, f"assessor, {name} {place}")
    for place, moment in enumerate(sheet.get("timing", []), start=1):
        yield from _text(moment.get("text"), f"assessor, timing {place}")


def _roles(roles: Any) -> Iterator[str]:
    if not isinstance(roles, Sequence) or isinstance(roles, str) or not roles:
        yield "roles: somebody has to play"
        return
    seen: set[str] = set()
    for place, role in enumerate(roles, start=1):
        role = role if isinstance(role, Mapping) else {}
        key = role.get("key")
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            yield f"role {place}: the key needs small letters, digits, - or _"
            continue
        if key in seen:
            yield f"role {key}: named twice"
        seen.add(key)
        yield from _text(role.get("title"), f"role {key}, title")
        yield from _text(role.get("sheet"), f"role {key}, sheet")


def _text(value: Any, where: str) -> Iterator[str]:
    texts = value if isinstance(value, Mapping) else {}
    missing = [
        language
        for language in LANGUAGES
        if not isinstance(texts.get(language), str) or not texts[language].strip()
    ]
    if missing:
        yield f"{where}: no text in {', '.join(missing)}"


def role_of(content: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    """The role with this key."""
    return next((role for role in content["roles"] if role["key"] == key), None)


def prompts_of(content: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """What the role with this key does so that something can be seen."""
    return [prompt for prompt in content.get("prompts", []) if prompt.get("role") == key]


def minutes(content: Mapping[str, Any]) -> dict[str, int]:
    """How long preparing, playing and talking it over take, as far as the scenario says so."""
    found = {name.removesuffix("_minutes"): content.get(name) for name in _MINUTES}
    return {name: value for name, value in found.items() if value}


def unprompted(content: Mapping[str, Any], critical: Iterable[str]) -> tuple[str, ...]:
    """The critical criteria that nobody in the scenario gives occasion to see, in their order.

    Whoever shows nothing of a critical criterion cannot reach its minimum, so that a scenario with such
    a gap assesses nobody.
    """
    prompted = {prompt.get("criterion") for prompt in content.get("prompts", [])}
    return tuple(key for key in critical if key not in prompted)


def free_for(met: Collection[Any], scenarios: Iterable[T]) -> list[T]:
    """Of the scenarios on which somebody could be assessed those that they neither played nor watched."""
    return [one for one in scenarios if one not in met]
