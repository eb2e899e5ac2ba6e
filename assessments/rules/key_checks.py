"""Whether the right answers give themselves away: by their number, their length or their letter.

The bounds are two standard deviations of a binomial count above what chance gives (Haladyna and Rodriguez,
Developing and Validating Test Items, 2013, on key balance and length of options).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from statistics import median
from typing import Any

from assessments.item_types import is_graded
from assessments.rules.findings import CheckedItem, Finding

LANGUAGES = ("es", "en")
FEWEST = 8
# Times the number of options: by chance a letter is never the key of so many once in a hundred tests.
FEWEST_NEVER = 4
ODD_RATIO = 2.0
ODD_LETTERS = 20


def key_findings(form: str, items: Mapping[str, CheckedItem]) -> Iterator[Finding]:
    """What is wrong with the keys of one form, given its questions by uuid."""
    for uuid, one in items.items():
        best = best_options(one)
        if len(best) > 1:
            yield Finding("two_keys", False, form, [uuid], {"letters": sorted(best)})
        if same := _same_options(one):
            yield Finding("same_options", True, form, [uuid], {"letters": same})
        if not is_graded(one.type, one.content):
            yield Finding("no_key", False, form, [uuid])
    single = {uuid: one for uuid, one in items.items() if len(best_options(one)) == 1}
    for language in LANGUAGES:
        yield from _longest(form, single, language)
    yield from _letters(form, single)
    for uuid, one in items.items():
        odd = {code: letters for code in LANGUAGES if (letters := odd_options(one, code))}
        if odd:
            yield Finding("odd_option", False, form, [uuid], {"letters": odd})


def best_options(one: CheckedItem) -> list[str]:
    """The letters of the options that earn everything; empty where options are not marked one by one."""
    options = one.content.get("options") or []
    key = one.content.get("correct")
    if key is not None:
        return [letter(place) for place, option in enumerate(options) if option["key"] == key]
    return [letter(place) for place, option in enumerate(options) if option.get("weight") == 1]


def odd_options(one: CheckedItem, language: str) -> list[str]:
    """The letters of options more than twice as long as the others usually are, and 20 letters more."""
    lengths = [len(_text(option, language)) for option in one.content.get("options") or []]
    if len(lengths) < 3:
        return []
    found = []
    for place, length in enumerate(lengths):
        usual = median(lengths[:place] + lengths[place + 1 :])
        if length > ODD_RATIO * usual and length >= usual + ODD_LETTERS:
            found.append(letter(place))
    return found


def too_many(count: int, chances: Sequence[float]) -> bool:
    """Whether something came more often than two standard deviations above chance."""
    expected = sum(chances)
    return count > expected + 2 * sqrt(sum(chance * (1 - chance) for chance in chances))


def letter(place: int) -> str:
    """A, B, C… for places from 0."""
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def _longest(form: str, items: Mapping[str, CheckedItem], language: str) -> Iterator[Finding]:
    found, chances = [], []
    for uuid, one in items.items():
        lengths = {
            letter(place): len(_text(option, language)) for place, option in enumerate(one.content["options"])
        }
        chances.append(1 / len(lengths))
        key = best_options(one)[0]
        if all(lengths[key] > length for other, length in lengths.items() if other != key):
            found.append(uuid)
    if len(items) >= FEWEST and too_many(len(found), chances):
        yield Finding(
            "longest_key", False, form, found, {"language": language, "n": len(found), "of": len(items)}
        )


def _letters(form: str, items: Mapping[str, CheckedItem]) -> Iterator[Finding]:
    """By number of options, since a third letter means something else among three than among five."""
    sizes = Counter(len(one.content["options"]) for one in items.values())
    for size, number in sorted(sizes.items()):
        if number < FEWEST:
            continue
        keys = Counter(best_options(one)[0] for one in items.values() if len(one.content["options"]) == size)
        for place in range(size):
            count = keys[letter(place)]
            if too_many(count, [1 / size] * number):
                yield Finding(
                    "key_letter", False, form, facts={"letter": letter(place), "n": count, "of": number}
                )
            elif count == 0 and number >= FEWEST_NEVER * size:
                yield Finding("never_key", False, form, facts={"letter": letter(place), "of": number})


def _same_options(one: CheckedItem) -> list[str]:
    for language in LANGUAGES:
        said = [_text(option, language).casefold() for option in one.content.get("options") or []]
        for words in said:
            if words and said.count(words) > 1:
                return [letter(place) for place, other in enumerate(said) if other == words]
    return []


def _text(option: Mapping[str, Any], language: str) -> str:
    return " ".join(str(option.get("text", {}).get(language) or "").split())
