"""How alike two questions read: shared runs of three letters, and bands that find them at once.

Likeness is Jaccard's share of trigrams. Bands are those of MinHash (Broder 1997; Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, chapter 3): two texts share one of 16 bands of 4 rows with the chance
1 − (1 − s⁴)¹⁶, which is 0.99 at a likeness s of 0.7 and 0.12 at 0.3. So a bank of any size costs each
question a look-up, and only what shares a band is compared.
"""

from array import array
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from zlib import crc32

from assessments.rules.item_texts import texts_of
from lms.core.text import plain

LANGUAGES = ("es", "en")
ALIKE = 0.7
BANDS, ROWS = 16, 4
_PRIME = 4294967311
_STEPS = [(crc32(b"step %d" % row) | 1, crc32(b"shift %d" % row)) for row in range(BANDS * ROWS)]
_HIGHEST = [_PRIME] * (BANDS * ROWS)
_APART = ("feedback", "alt")


def words_of(content: Mapping[str, Any], language: str) -> str:
    """Everything that the question asks in one language, plain; not what is told afterwards."""
    said = [words.get(language, "") for path, words in texts_of(content) if not path.endswith(_APART)]
    return plain(" ".join(said))


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same; of plain words. Nothing is like no words."""
    mine, theirs = _trigrams(one), _trigrams(other)
    if not mine or not theirs:
        return 0.0
    shared = len(mine & theirs)
    return shared / (len(mine) + len(theirs) - shared)


def bands(words: str) -> list[int]:
    """What a text is looked up by: 16 numbers below 2⁴⁰, each its own band's; none for no words."""
    trigrams = _trigrams(words)
    if not trigrams:
        return []
    lowest = [*map(min, *map(_hashes, trigrams), _HIGHEST)]
    return [
        (band << 32) | crc32(repr(lowest[band * ROWS : (band + 1) * ROWS]).encode()) for band in range(BANDS)
    ]


@lru_cache(maxsize=4096)
def _hashes(trigram: str) -> "array[int]":
    one = crc32(trigram.encode())
    return array("Q", [(step * one + shift) % _PRIME for step, shift in _STEPS])


def _trigrams(words: str) -> set[str]:
    return {words[at : at + 3] for at in range(max(0, len(words) - 2))}
