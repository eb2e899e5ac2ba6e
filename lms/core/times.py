"""How long, until when and where: durations, closing moments and time zones in a person's words."""

from datetime import datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from lms.core.signs import SPACE

CITIES = {
    "America/Mexico_City": gettext_noop("Mexico City"),
    "America/Mazatlan": gettext_noop("Mazatlán"),
    "America/Hermosillo": gettext_noop("Hermosillo"),
    "America/Tijuana": gettext_noop("Tijuana"),
    "America/Chihuahua": gettext_noop("Chihuahua"),
    "America/Ciudad_Juarez": gettext_noop("Ciudad Juárez"),
    "America/Matamoros": gettext_noop("Matamoros"),
    "America/Cancun": gettext_noop("Cancún"),
    "America/New_York": gettext_noop("New York"),
    "America/Chicago": gettext_noop("Chicago"),
    "America/Denver": gettext_noop("Denver"),
    "America/Los_Angeles": gettext_noop("Los Angeles"),
}


def duration(minutes: int) -> str:
    """Beside a title: "45 min", "6 h", "2 h 30 min"."""
    hours, rest = divmod(int(minutes), 60)
    parts = [f"{hours}{SPACE}h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}{SPACE}min")
    return " ".join(parts)


def duration_in_words(minutes: int) -> str:
    """In a sentence: "45 minutes", "6 hours", "2 hours and 30 minutes"."""
    hours, rest = divmod(int(minutes), 60)
    whole = ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    part = ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}
    if not hours:
        return part
    return _("%(hours)s and %(minutes)s") % {"hours": whole, "minutes": part} if rest else whole


def closing(moment: datetime) -> str:
    """When something closes, to follow a verb, in the zone in force.

    Midnight belongs to the day before: "at the end of December 28, 2026"; any other moment is said
    as it is: "on December 28, 2026, 6 p.m.".
    """
    local = localtime(moment)
    if local.time() == time(0):
        day = (local - timedelta(days=1)).date()
        return _("at the end of %(day)s") % {"day": date_format(day, "DATE_FORMAT")}
    return _("on %(moment)s") % {"moment": date_format(local, "DATETIME_FORMAT")}


def city(zone: str) -> str:
    """The city that people know a time zone by."""
    known = CITIES.get(zone)
    return _(known) if known else zone.rpartition("/")[2].replace("_", " ")
