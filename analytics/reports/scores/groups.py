"""The groups that people are reported by."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from lms.core.errors import UserError
from lms.core.text import plain, quoted, tidy

MOST_GROUPS = 100


def labels(texts: Sequence[str] | None, rows: int) -> tuple[list[str], list[str]]:
    """A label for each row, and what to say: spellings that differ in case or accents are one group."""
    if texts is None:
        return [""] * rows, []
    shown = [tidy(text) for text in texts]
    spellings: dict[str, Counter[str]] = {}
    for text in shown:
        spellings.setdefault(plain(text), Counter())[text] += 1
    best = {name: counted.most_common(1)[0][0] for name, counted in spellings.items()}
    notes = [
        _("Taken as one group: %(spellings)s.")
        % {"spellings": ", ".join(quoted(one) for one in sorted(counted))}
        for counted in spellings.values()
        if len(counted) > 1
    ]
    return [best[plain(text)] for text in shown], notes


def refuse_too_many(groups: Sequence[str], column: str) -> None:
    """Refuse a column that holds something else than groups."""
    found = len(set(groups))
    if found > MOST_GROUPS:
        raise UserError(
            _(
                "The column “%(column)s” has %(count)s different values, too many for groups. Choose a "
                "column such as center, sex or cohort."
            )
            % {"column": column, "count": found},
            code="too_many_groups",
        )
