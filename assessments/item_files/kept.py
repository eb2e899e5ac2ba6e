"""What other programs' formats cannot say, kept beside each question in our own exports.

A question is written as the format says it, and whole as JSON where other readers do not look: a comment
or an element of ours. Read again, the JSON counts as long as nobody changed what the format says;
where somebody did, that counts, and the JSON gives only the keys, topic and tags.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from assessments.item_files.model import FileItem
from assessments.item_types import REGISTRY
from assessments.rules.hashing import content_hash


def as_json(item: FileItem, *, read_back: FileItem | None) -> str:
    """The line that is kept; `read_back` is what the format alone would make of the question."""
    facts = {
        "key": item.key,
        "topic": item.topic,
        "tags": [list(tag) for tag in item.tags],
        "said": fingerprint(read_back) if read_back else "",
        "type": item.type,
        "content": item.content,
    }
    line = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Neither a line of its own nor the end of a comment of XML; and no brace that a reader of GIFT counts.
    return line.replace("--", "-\\u002d").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def restored(item: FileItem, line: str) -> FileItem:
    """`item` with what was kept beside it; as it is where that cannot be read."""
    try:
        facts = json.loads(line)
    except (ValueError, RecursionError):
        return item
    if not isinstance(facts, dict) or _text(facts.get("type")) not in REGISTRY:
        return item
    tags = facts.get("tags")
    about = replace(
        item,
        key=_text(facts.get("key"))[:120],
        topic=_text(facts.get("topic"))[:60],
        tags=tuple((_text(one[0]), _text(one[1])[:80]) for one in tags if _is_pair(one))
        if isinstance(tags, list)
        else (),
    )
    content = facts.get("content")
    if (
        facts.get("said") != fingerprint(item)
        or not isinstance(content, dict)
        or not _is_sound(facts["type"], content)
    ):
        note = _("It was changed elsewhere; settings that the format cannot say were left out.")
        return replace(about, notes=(*about.notes, note))
    return replace(about, type=facts["type"], content=content)


def fingerprint(item: FileItem) -> str:
    """Equal for questions that a file says alike."""
    return content_hash(type=item.type, content=item.content)[:16]


def _is_sound(type: str, content: Mapping[str, Any]) -> bool:
    """Whether it is a definition that asks something, at most without words in some language."""
    try:
        problems = REGISTRY[type].problems(content)
        asks = any(words.strip() for words in content["stem"].values())
    except (TypeError, AttributeError, KeyError, ValueError):
        return False
    return asks and all(": no text in " in problem for problem in problems)


def _is_pair(one: object) -> bool:
    return isinstance(one, list) and len(one) == 2


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
