"""Whether an edit of a rating may be laid over what is stored, where several devices write the same sheet.

What is stored on a field knows, by device, the last edit that is in it; an edit says which edits its author
had before them (`seen`). An edit that did not see all of it would overwrite something unread.
"""

from collections.abc import Mapping
from enum import StrEnum

Seen = Mapping[str, int]
# Whoever saved the form as a whole, without a script that names its device; and whoever swapped two sheets.
FORM, SWAP = "form", "swap"


class Verdict(StrEnum):
    """What becomes of an edit."""

    APPLY = "apply"
    KNOWN = "known"
    CONFLICT = "conflict"


def verdict(stored: Seen, stored_seq: int, *, seq: int, device: str, seen: Seen) -> Verdict:
    """KNOWN: it, or a later one of that device, is in already. CONFLICT: what is stored was not seen.

    An edit without a device goes by its number alone.
    """
    if device:
        if stored.get(device, 0) >= seq:
            return Verdict.KNOWN
        if not has_seen(stored, {**seen, device: seq}):
            return Verdict.CONFLICT
    return Verdict.APPLY if seq > stored_seq else Verdict.KNOWN


def has_seen(stored: Seen, seen: Seen) -> bool:
    """Whether whoever saw `seen` knows all that is stored."""
    return all(number <= seen.get(device, 0) for device, number in stored.items())


def merged(*parts: Seen) -> dict[str, int]:
    """What is known once all of `parts` are."""
    found: dict[str, int] = {}
    for part in parts:
        for device, number in part.items():
            found[device] = max(number, found.get(device, 0))
    return found
