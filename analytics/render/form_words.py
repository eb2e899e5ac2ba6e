"""Whether scores of different forms were put on one scale, in words; never left unsaid."""

from collections.abc import Iterable

from analytics.form_links import FormLink
from analytics.render.numbers import whole
from analytics.render.phrases import PHRASES
from analytics.reports.center.forms import phrase


def sentences(links: Iterable[FormLink]) -> list[str]:
    """One sentence for each way in which forms were linked, or not; none where all had one form."""
    found: dict[tuple[str, str], int] = {}
    for one in links:
        key = (one.method, one.reason)
        found[key] = min(one.n, found.get(key, one.n))
    return [sentence(FormLink(method, n, reason)) for (method, reason), n in sorted(found.items())]


def sentence(link: FormLink) -> str:
    """How scores of two forms compare; empty where there is one form."""
    if link.method == "same":
        return ""
    return str(PHRASES[phrase(link)] % {"n": whole(link.n)})
