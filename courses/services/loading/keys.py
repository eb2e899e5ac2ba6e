"""Keys that come out the same on every machine, so that progress survives a reload."""

from uuid import UUID, uuid5

# Drawn once; changing it would orphan every progress ever recorded.
NAMESPACE = UUID("5d7f1c0e-3b0a-4d57-9a55-0f3f6f4b2b61")


def page_key(*parts: str) -> UUID:
    """The translation key of a page, from the stable keys of the files."""
    return uuid5(NAMESPACE, "/".join(parts))
