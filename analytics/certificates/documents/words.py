"""The words of certificates: on the sheet, on the public page, and for whoever has not earned one yet."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from analytics.certificates.documents.sheet import CertificateSheet, Signature
from analytics.render.dates import long_date, period
from analytics.render.numbers import percent
from courses.api import missing_words
from lms.core.templatetags.acuerdo import language_tag, localized

WITHDRAWN = "withdrawn"


def missing(keys: Iterable[str]) -> str:
    """What somebody still lacks, in the order of the path."""
    keys = list(keys)
    words = missing_words(key for key in keys if key != WITHDRAWN)
    if WITHDRAWN in keys:
        words.append(_("taking part: the person withdrew"))
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def basis(*, pass_mark: float, has_test: bool, assessors: int, role_plays: int = 1) -> str:
    """On what a certificate rests; `role_plays` is how many different ones were needed."""
    parts = []
    if has_test:
        parts.append(_("Post-test with %s or more.") % percent(pass_mark))
    if assessors:
        parts.append(
            ngettext(
                "Role-play rated competent by %(count)s assessor.",
                "Role-play rated competent by %(count)s assessors.",
                assessors,
            )
            % {"count": assessors}
        )
        if role_plays > 1:
            parts.append(_("%(count)s different assessed role-plays.") % {"count": role_plays})
    return " ".join(parts) or _("Course completed.")


def sheet(record: dict[str, Any], *, code: str, verify_url: str) -> CertificateSheet:
    """The printed sheet of a frozen record, in the record's own language."""
    with override(record["language"]):
        course = localized(record["course"]["title"])
        first, last = (date.fromisoformat(record["cohort"][key]) for key in ("starts_on", "ends_on"))
        hours = record["course"]["hours"]
        statement = ngettext(
            "for having completed the course %(course)s, of %(hours)s hour, held %(period)s.",
            "for having completed the course %(course)s, of %(hours)s hours, held %(period)s.",
            hours,
        ) % {"course": course, "hours": hours, "period": period(first, last)}
        address = verify_url.split("://", 1)[-1].removesuffix(f"{code}/")
        return CertificateSheet(
            language=language_tag(record["language"]),
            title=_("Certificate of %(name)s") % {"name": record["name"]},
            issuer=record["issuer"],
            opening=_("This certificate is awarded to"),
            name=record["name"],
            statement=statement,
            course=course,
            basis=localized(record["basis"]),
            signatures=tuple(Signature(one["name"], localized(one["role"])) for one in record["signatures"]),
            code=code,
            issued=_("Issued on %s") % long_date(date.fromisoformat(record["issued_on"])),
            check=_("Check it, or have it read aloud, at %s") % address,
            verify_url=verify_url,
            simulated=_("SIMULATED") if record["simulated"] else "",
        )
