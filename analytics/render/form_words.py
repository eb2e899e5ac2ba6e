"""Whether scores of different forms were put on one scale, in words; never left unsaid."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from analytics.form_links import FormLink
from analytics.render.numbers import whole


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
    if link.usable:
        return _METHODS[link.method]() % {"n": whole(link.n)}
    return _REASONS.get(link.reason, _REASONS[""])() % {"n": whole(link.n)}


_METHODS = {
    "mean": lambda: _(
        "Before and after are different forms of the test. Who got which was left to chance, so their scores "
        "are put on one scale by the difference of the forms' means in the first test (n = %(n)s or more per "
        "form)."
    ),
    "crossed": lambda: _(
        "Before and after are different forms of the test, taken by few people (n = %(n)s or more per form). "
        "About half began with each, so what one form is harder by cancels out in the gain of the group; of "
        "one person no gain is told."
    ),
    "linear": lambda: _(
        "Before and after are different forms of the test. Who got which was left to chance, so their scores "
        "are put on one scale by the means and spreads of the forms in the first test (n = %(n)s or more per "
        "form)."
    ),
    "tucker": lambda: _(
        "Before and after are different forms of the test. Their scores are put on one scale through the "
        "questions that both forms share (Tucker; n = %(n)s or more per form)."
    ),
}
_REASONS = {
    "too_few_people": lambda: _(
        "Before and after are different forms of the test, and too few people (n = %(n)s in one of them) "
        "have taken them to put their scores on one scale: no gain between them is shown."
    ),
    "too_few_anchors": lambda: _(
        "Before and after are different forms of the test that share too few questions to put their scores "
        "on one scale: no gain between them is shown."
    ),
    "": lambda: _(
        "Before and after are different forms of the test whose scores cannot be put on one scale: no gain "
        "between them is shown."
    ),
}
