"""Words of a report's own that wait for a language."""

from collections.abc import Mapping

from django.utils.functional import Promise, lazystr

from lms.core.templatetags.acuerdo import localized


class _Texts:
    """What was written in several languages; the reader's one is chosen when it is written out."""

    def __init__(self, texts: Mapping[str, str], short: bool) -> None:
        self._texts, self._short = dict(texts), short

    def __str__(self) -> str:
        text = localized(self._texts)
        return text.partition(":")[0] if self._short else text


def in_language(texts: Mapping[str, str], *, short: bool = False) -> Promise:
    """A text in the language of whoever reads; a short one ends before its colon, for headings."""
    found: Promise = lazystr(_Texts(texts, short))  # type: ignore[assignment]
    return found
