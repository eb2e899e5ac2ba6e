"""People who stand in several rows: named before any figure, and counted as the person says."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.reports.scores.data import REPEATED, OpenQuestionError
from analytics.reports.scores.identity import Identity
from lms.core.errors import UserError
from lms.core.spreadsheets import Row

SHOWN = 3


def settle(rows: Sequence[Row], who: Identity, repeated: str) -> tuple[list[Row], list[str]]:
    """The rows that count, and what to say of it. Raises OpenQuestionError until `repeated` is said."""
    seen: dict[str, list[Row]] = {}
    for row in rows:
        if name := who.of(row):
            seen.setdefault(name, []).append(row)
    several = [found for found in seen.values() if len(found) > 1]
    if not several:
        return list(rows), []
    if repeated and repeated not in REPEATED:
        raise UserError(
            _("For people in several rows say one of: %(options)s.") % {"options": ", ".join(REPEATED)},
            code="bad_repeated",
        )
    if not repeated:
        raise OpenQuestionError(_question(several, who), code="repeated_people", field="repeated")
    if repeated == "rows":
        return list(rows), [
            ngettext(
                "%(count)s person stands in several rows; each row counts as a person.",
                "%(count)s people stand in several rows; each row counts as a person.",
                len(several),
            )
            % {"count": len(several)}
        ]
    keep = 0 if repeated == "first" else -1
    left = {row.number for found in several for row in found if row is not found[keep]}
    words = (
        ngettext(
            "%(count)s person stands in several rows: the first one counts, rows %(rows)s are left out.",
            "%(count)s people stand in several rows: the first one counts, rows %(rows)s are left out.",
            len(several),
        )
        if repeated == "first"
        else ngettext(
            "%(count)s person stands in several rows: the last one counts, rows %(rows)s are left out.",
            "%(count)s people stand in several rows: the last one counts, rows %(rows)s are left out.",
            len(several),
        )
    )
    said = words % {"count": len(several), "rows": listed(sorted(left))}
    return [row for row in rows if row.number not in left], [said]


def listed(numbers: Sequence[int], most: int = 10) -> str:
    """Row numbers in words, the first ones only."""
    return ", ".join(map(str, numbers[:most])) + ("…" if len(numbers) > most else "")


def _question(several: Sequence[Sequence[Row]], who: Identity) -> str:
    examples = "; ".join(
        _("“%(name)s” in rows %(rows)s")
        % {"name": who.shown(found[0]), "rows": listed([row.number for row in found])}
        for found in several[:SHOWN]
    )
    more = len(several) - SHOWN
    if more > 0:
        examples += ngettext("; and %(count)s more", "; and %(count)s more", more) % {"count": more}
    return ngettext(
        "One person stands in several rows (column “%(column)s”): %(examples)s. Nothing was calculated: say "
        "which row counts, or that each row is another person. If each row is one test of a person, name the "
        "tests as they stand in their column.",
        "%(count)s people stand in several rows (column “%(column)s”): %(examples)s. Nothing was calculated: "
        "say which row counts, or that each row is another person. If each row is one test of a person, name "
        "the tests as they stand in their column.",
        len(several),
    ) % {"count": len(several), "column": who.name, "examples": examples}
