"""How much there is to read in a form, and whether both languages say the same numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.rules.findings import CheckedItem, Finding
from assessments.rules.instrument_plans import LANGUAGES, Plan
from assessments.rules.item_texts import texts_of

WORDS_A_MINUTE = 180
# Whoever reads for more than half of the time has less than half of it to think.
MOST_READING = 0.5
# "684-B", "1,500.50", "18:30": what must not differ between the languages.
_NUMBERS = re.compile(r"\d+(?:[.,:/]\d+)*(?:-[A-Z0-9]+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a form is in one language: words, and minutes at 180 words a minute."""

    language: str
    words: int

    @property
    def minutes(self) -> int:
        return round(self.words / WORDS_A_MINUTE)


def reading_load(plan: Plan, label: str, items: Mapping[str, CheckedItem]) -> list[Reading]:
    """What one sitting of a form reads in each language; of a draw, its share of the section's words."""
    loads = []
    for language in LANGUAGES:
        total = float(_words(plan.title.get(language, "")) + _words(plan.intro.get(language, "")))
        for section in plan.sections:
            entries = section.of(label)
            said = [
                words_of(items[one.item].content, language) if one.item in items else 0 for one in entries
            ]
            share = 1.0 if section.draw is None or not said else min(1.0, section.draw / len(said))
            total += _words(section.title.get(language, "")) + sum(said) * share
        loads.append(Reading(language, round(total)))
    return loads


def words_of(content: Mapping[str, Any], language: str) -> int:
    """The words that somebody reads before answering: feedback and accepted answers are not among them."""
    return sum(_words(words.get(language, "")) for path, words in texts_of(content) if not _is_hidden(path))


def reading_findings(plan: Plan, label: str, items: Mapping[str, CheckedItem]) -> Iterator[Finding]:
    """Forms of which reading alone takes more than half of the minutes."""
    for one in reading_load(plan, label, items):
        if one.words / WORDS_A_MINUTE > plan.minutes * MOST_READING:
            facts = {"language": one.language, "words": one.words, "minutes": one.minutes}
            yield Finding("long_reading", False, label, facts={**facts, "limit": plan.minutes})


def language_findings(items: Mapping[str, CheckedItem]) -> Iterator[Finding]:
    """Questions that lack words in a language, or whose numbers and articles differ between the two."""
    for uuid, one in items.items():
        lacking, apart = set(), []
        for _path, words in texts_of(one.content):
            blank = [code for code in LANGUAGES if not words.get(code, "").strip()]
            if len(blank) == 1:
                lacking |= set(blank)
            elif not blank and (differing := differing_numbers(words["es"], words["en"])):
                apart.append(differing)
        if lacking:
            yield Finding("no_translation", True, items=[uuid], facts={"languages": sorted(lacking)})
        if apart:
            spanish, english = (sorted({n for pair in apart for n in pair[side]}) for side in (0, 1))
            yield Finding("numbers_differ", False, items=[uuid], facts={"es": spanish, "en": english})


def differing_numbers(spanish: str, english: str) -> tuple[list[str], list[str]] | None:
    """The numbers that only one of two texts says, as often as it says them more; None where they agree."""
    es, en = (Counter(_NUMBERS.findall(text)) for text in (spanish, english))
    if es == en:
        return None
    return sorted((es - en).elements()), sorted((en - es).elements())


def _words(text: str) -> int:
    return len(text.split())


def _is_hidden(path: str) -> bool:
    first, *rest = path.split(".")
    return first == "accepted" or "feedback" in rest
