"""What a check finds: a code with its facts, to be said in words elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """`blocks`: nobody may be asked this. `form` is the label of a form, "" for all; `items` are uuids."""

    code: str
    blocks: bool = False
    form: str = ""
    items: Sequence[str] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """A question as checks read it: `name` says it to people, `module` is "" where it has none."""

    name: str
    type: str
    content: Mapping[str, Any]
    approved: bool = True
    module: str = ""
    tags: frozenset[tuple[str, str]] = frozenset()
