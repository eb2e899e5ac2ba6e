"""Words instead of numbers: a mapping that somebody gives, and the one that is most likely meant."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from analytics.reports.scores import cells
from analytics.reports.scores.data import OpenQuestionError
from lms.core.errors import UserError
from lms.core.text import plain, quoted

FEWEST, MOST_WORDS = 4, 12
LABELED = re.compile(r"(\d{1,2})\s*[-–.:)=]\s*[^\W\d][^\d]*")
"""A number with its label, as forms write it: "1 - Never"."""
# From least to most. A word of several scales is read by the first in which all words of the column stand.
_SCALES = (
    "totalmente en desacuerdo|muy en desacuerdo|completamente en desacuerdo=1;en desacuerdo|desacuerdo=2"
    ";ni de acuerdo ni en desacuerdo|neutral|indiferente|neutro|indeciso=3;de acuerdo=4"
    ";totalmente de acuerdo|muy de acuerdo|completamente de acuerdo=5",
    "strongly disagree=1;disagree|somewhat disagree=2;neither agree nor disagree|neutral|undecided=3"
    ";agree|somewhat agree=4;strongly agree=5",
    "nunca=1;casi nunca|rara vez|raramente=2;a veces|algunas veces|ocasionalmente=3"
    ";casi siempre|frecuentemente|a menudo|muchas veces=4;siempre=5",
    "never=1;rarely|seldom|almost never=2;sometimes|occasionally=3;often|usually|frequently|almost "
    "always=4;always=5",
    "nada=1;poco|un poco=2;algo|regular=3;bastante=4;mucho|muchisimo=5",
    "not at all=1;a little|slightly=2;somewhat|moderately=3;quite a bit|very much|very=4;extremely|a lot=5",
    "muy mal|muy malo|pesimo|muy deficiente=1;mal|malo|deficiente=2;regular|aceptable=3;bien|bueno=4"
    ";muy bien|muy bueno|excelente=5",
    "very poor|very bad=1;poor|bad=2;fair|average|acceptable=3;good=4;very good|excellent=5",
    "insuficiente=1;suficiente|basico=2;bueno|satisfactorio=3;muy bueno|notable|sobresaliente|destacado=4",
    "muy bajo=1;bajo=2;medio=3;alto=4;muy alto=5",
    "very low=1;low=2;medium=3;high=4;very high=5",
    "no=0;si=1",
    "no=0;yes=1",
    "falso|f=0;verdadero|v=1",
    "false|f=0;true|t=1",
    "incorrecto|incorrecta|mal=0;correcto|correcta|bien=1",
    "incorrect|wrong=0;correct|right=1",
    "reprobado|no aprobado|no acreditado|no apto=0;aprobado|acreditado|apto=1",
    "fail|failed|not passed=0;pass|passed=1",
)


def parse(text: str) -> dict[str, float]:
    """The mapping in "never=1; always=5", by plain word. Raises UserError for what is none."""
    mapping: dict[str, float] = {}
    for part in re.split(r"[;\n]|,(?=[^,=]*=)", text):
        if not part.strip():
            continue
        word, sign, number = part.rpartition("=")
        try:
            mapping[plain(word)] = cells.read(number.strip()).value
        except cells.NotAScoreError:
            sign = ""
        if not sign or not plain(word):
            raise UserError(
                _("“%(part)s” gives no word a number. Write, for example: never=1; sometimes=2; always=3.")
                % {"part": part.strip()[:60]},
                code="bad_words",
            )
    return mapping


def refuse(column: str, words: Counter[str], total: int, every: Sequence[str]) -> None:
    """Ask for numbers where a column holds words rather than scores; nothing for a few odd cells.

    `every` word of both columns gets its number in one go.
    """
    different = len({plain(word) for word in words})
    if sum(words.values()) * 2 <= total or not 2 <= different <= MOST_WORDS or len(every) < FEWEST:
        return
    counted = ", ".join(f"{quoted(word)} ({count})" for word, count in sorted(words.items()))
    if all(re.fullmatch(r"[A-Ha-h]", word.strip()) for word in words):
        message = _(
            "Column “%(column)s” holds letters, not scores: %(words)s. If they are answers, add a row named "
            "“key” with the right ones and name all columns of the test at once, such as pre_*. If they are "
            "grades, give each a number."
        )
    else:
        message = _(
            "Column “%(column)s” holds words, not scores: %(words)s. To count them as numbers, give each "
            "word one."
        )
    raise OpenQuestionError(
        message % {"column": column, "words": counted},
        code="words",
        field="words",
        proposal=propose(every),
    )


def propose(words: Iterable[str]) -> str:
    """Numbers for these words where all stand in one known scale; else the words with a place for them."""
    spelled = {plain(word): word.strip() for word in words}
    if all(LABELED.fullmatch(word) for word in spelled.values()):
        labeled = {word: LABELED.fullmatch(word)[1] for word in spelled.values()}  # type: ignore[index]
        return "; ".join(
            f"{word}={labeled[word]}" for word in sorted(labeled, key=lambda word: int(labeled[word]))
        )
    for scale in _SCALES:
        numbers = _numbers(scale)
        if all(word in numbers for word in spelled):
            return "; ".join(
                f"{spelled[word]}={numbers[word]}" for word in sorted(spelled, key=numbers.__getitem__)
            )
    return "; ".join(f"{word}=" for word in sorted(spelled.values()))


def _numbers(scale: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for step in scale.split(";"):
        phrases, number = step.split("=")
        found |= {phrase: int(number) for phrase in phrases.split("|")}
    return found
