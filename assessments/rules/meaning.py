"""Whether two questions ask the same: what stays when keys, order of facts and settings differ."""

from collections.abc import Mapping
from typing import Any

from assessments.item_types.pictures import pictures_of
from assessments.rules.hashing import content_hash
from lms.core.text import plain

LISTS = ("options", "rows", "columns", "scale")


def meanings(*, type: str, content: Mapping[str, Any]) -> dict[str, str]:
    """A fingerprint for each language in which the question has words.

    Equal in one language: the same question to whoever reads that language, right answer included.
    Case, accents and blanks do not count.
    """
    return {code: _meaning(type, content, code) for code in ("es", "en") if content["stem"].get(code)}


def _meaning(type: str, content: Mapping[str, Any], code: str) -> str:
    places: dict[str, dict[str, int]] = {}
    said: dict[str, Any] = {"stem": plain(content["stem"][code])}
    for name in LISTS:
        things = content.get(name)
        if things is not None:
            places[name] = {str(one.get("key")): place for place, one in enumerate(things)}
            said[name] = [
                [plain((one.get("text") or one.get("label") or {}).get(code, "")), one.get("weight")]
                for one in things
            ]
    said["accepted"] = sorted(plain(one["text"].get(code, "")) for one in content.get("accepted", ()))
    if drawings := [one.get("digest") for one in pictures_of(content)]:
        said["pictures"] = drawings
    said["correct"] = _placed(content.get("correct"), places)
    return content_hash(type=type, said=said)


def _placed(correct: object, places: Mapping[str, Mapping[str, int]]) -> object:
    """The right answer by places instead of keys."""
    options = places.get("options", {})
    if isinstance(correct, str):
        return options.get(correct, correct)
    if isinstance(correct, list):
        return [options.get(key, key) for key in correct]
    if isinstance(correct, Mapping):
        rows, partners = places.get("rows", {}), places.get("columns") or options
        return sorted([rows.get(row, -1), partners.get(partner, -1)] for row, partner in correct.items())
    return correct
