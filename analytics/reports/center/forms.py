"""Whether scores of different forms were put on one scale: never left unsaid."""

from collections.abc import Iterable

from analytics.form_links import FormLink
from analytics.reports.document import Number, Sentence

KNOWN = frozenset({"too_few_people", "too_few_anchors"})


def phrase(link: FormLink) -> str:
    """The key of what is said of two forms that differ."""
    if link.usable:
        return f"forms.{link.method}"
    return f"forms.{link.reason}" if link.reason in KNOWN else "forms.none"


def sentences(links: Iterable[FormLink]) -> tuple[Sentence, ...]:
    """One sentence for each way in which forms were linked, or not, with the fewest people of it."""
    found: dict[str, int] = {}
    for one in links:
        if one.method != "same":
            found[phrase(one)] = min(one.n, found.get(phrase(one), one.n))
    return tuple(
        Sentence(key, {"n": Number(n)} if key not in ("forms.none", "forms.too_few_anchors") else {})
        for key, n in sorted(found.items())
    )
