"""The release that is asked for by its number; without one it is the newest."""

from analytics.releases.models import Release
from analytics.reports.registry import Asked, UnknownChoice


def release_of(asked: Asked) -> Release | None:
    """The earlier release that is asked for; None for what is published now.

    Raises UnknownChoice where there is no release of that number.
    """
    number = asked.get("release")
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) < 6):
        raise UnknownChoice
    found = Release.objects.select_related("withdrawal", "participation").filter(number=int(number)).first()
    if found is None:
        raise UnknownChoice
    return found
