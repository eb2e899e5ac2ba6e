"""Which sittings still wait for whoever marks by hand."""

from collections.abc import Collection


def waiting(attempt_ids: Collection[int]) -> set[int]:
    """Those of the sittings in which an answer waits to be marked by hand; none while no kind asks for it."""
    return set()
