"""Words of a report's own that wait for a language."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise, lazystr
from django.utils.translation import gettext as _

from lms.core.templatetags.acuerdo import localized


class _Texts:
    """What was written in several languages; the reader's one is chosen when it is written out."""

    def __init__(self, texts: Mapping[str, str], short: bool) -> None:
        self._texts, self._short = dict(texts), short

    def __str__(self) -> str:
        text = localized(self._texts)
        return text.partition(":")[0] if self._short else text


class _Months:
    """The months of a period, both included."""

    def __init__(self, first: date, last: date) -> None:
        self._first, self._last = first, last

    def __str__(self) -> str:
        style = "F" if self._first.year == self._last.year else "YEAR_MONTH_FORMAT"
        return _("%(first)s to %(last)s") % {
            "first": date_format(self._first, style),
            "last": date_format(self._last, "YEAR_MONTH_FORMAT"),
        }


def in_language(texts: Mapping[str, str], *, short: bool = False) -> Promise:
    """A text in the language of whoever reads; a short one ends before its colon, for headings."""
    found: Promise = lazystr(_Texts(texts, short))  # type: ignore[assignment]
    return found


def months(first: date, last: date) -> Promise:
    """From which month to which, in the language of whoever reads."""
    found: Promise = lazystr(_Months(first, last))  # type: ignore[assignment]
    return found
