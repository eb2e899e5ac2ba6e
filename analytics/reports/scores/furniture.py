"""Rows of a table that are no people: maxima, test students, totals, repeated headings, remarks."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.reports.scores import cells
from analytics.reports.scores.data import LeftOut
from lms.core.spreadsheets import Row
from lms.core.text import plain

LOOKED_AT = 4
"""In how many of the first cells the word may stand."""

_MAXIMUM = re.compile(
    r"(total )?(points?|puntos|puntaje|puntuacion|calificacion|nota|valor|score|marks?)( total(es)?)?"
    r" (posibles?|possible|maxim[oa]s?)|max (points?|score|marks?|puntos|puntaje|grade)"
    r"|points|puntos|(max(imum|imo|\.)|possible|out of)( possible)?( (points?|score|marks?|posible|puntos"
    r"|puntaje|grade))?"
)
_TEST = {
    "student, test", "test student", "test, student", "estudiante de prueba", "prueba, estudiante de",
    "estudiante, prueba", "prueba, estudiante", "estudiante prueba", "alumno de prueba", "alumno, prueba",
    "usuario de prueba", "usuario, prueba", "demo student", "student, demo", "preview user", "vista previa",
}  # fmt: skip
_TOTAL = {
    "total", "totales", "suma", "promedio", "promedios", "media", "medias", "mean", "means", "average",
    "avg", "sum",
    "overall", "mediana", "median", "moda", "mode", "maximo", "minimo", "max.", "min.", "maximum",
    "minimum", "varianza", "variance", "desviacion", "desviacion estandar", "desv. est.", "desv est",
    "desvest",
    "std dev", "standard deviation", "conteo", "count", "subtotal", "porcentaje", "percentage",
}  # fmt: skip
_TOTAL_OF = re.compile(
    r"(sub)?total(es)?\b.|promedio (general|del?|grupal|total|final|por)\b|media (general|del?|grupal"
    r"|aritmetica)\b"
    r"|(overall|class|group|grand|course) (average|mean|total)|(average|mean) (score|of)\b|suma (total|de)\b"
    r"|desviacion (estandar|tipica)"
)
_REMARK = re.compile(
    r"(fuente|nota|notas|elabor\w+|source|note|notes|fecha|generad\w+|generated|exported|exportad\w+|observaciones"
    r"|ultima descarga|last downloaded|\*)\s*[:.]?"
)
_DATES = {"date", "fecha", "due date", "fecha de entrega", "fecha limite"}
_POSTING = {"manual posting", "publicacion manual"}
_KEY = {"clave", "clave de respuestas", "respuestas correctas", "respuesta correcta", "correcta",
"correctas", "key",
        "answer key", "correct", "correct answer", "correct answers", "solucion", "soluciones"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sifted:
    """The rows that are people, those that are not, and the maxima that one of them gave."""

    rows: list[Row]
    left_out: tuple[LeftOut, ...]
    maxima: tuple[float | None, float | None]


def is_key(row: Row) -> bool:
    """Whether a row holds the right answers."""
    return _labels(row, ())[:1] != [] and _labels(row, ())[0] in _KEY


def sift(rows: Sequence[Row], headers: Sequence[str], columns: Sequence[int]) -> Sifted:
    """Part people from the rest; `columns` are the two of the scores."""
    kept: list[Row] = []
    left: list[LeftOut] = []
    maxima: tuple[float | None, float | None] = (None, None)
    for row in rows:
        kind = _kind(row, headers, columns)
        if not kind:
            kept.append(row)
            continue
        left.append(LeftOut(row.number, _label(row), kind))
        if kind == "maximum":
            maxima = (_value(row, columns[0]), _value(row, columns[1]))
    if kept and _is_nameless_summary(kept[-1], kept[:-1], columns):
        left.append(LeftOut(kept.pop().number, "", "total"))
    if len(kept) > 1 and maxima == (None, None) and _is_nameless_maximum(kept[0], kept[1:], columns):
        first = kept.pop(0)
        left.append(LeftOut(first.number, "", "maximum"))
        maxima = (_value(first, columns[0]), _value(first, columns[1]))
    if len(kept) > 1 and _is_second_heading(kept[0], kept[1], columns):
        left.append(LeftOut(kept.pop(0).number, "", "heading"))
    kept, titles = _without_titles(kept, [one.row for one in left if one.kind == "heading"])
    return Sifted(kept, tuple(sorted((*left, *titles), key=lambda one: one.row)), maxima)


def _without_titles(rows: list[Row], headings: Sequence[int]) -> tuple[list[Row], list[LeftOut]]:
    """A word alone above headings that are repeated is the title of a part, nobody's name."""
    titles = [
        row
        for row in rows
        if row.number + 1 in headings and sum(not cells.is_blank(cell) for cell in row.cells) == 1
    ]
    kept = [row for row in rows if row not in titles]
    return kept, [LeftOut(row.number, _label(row), "remark") for row in titles]


def _is_second_heading(first: Row, second: Row, columns: Sequence[int]) -> bool:
    """A first row that names nobody and says a unit where the next row has scores."""
    if _labels(first, columns) or not _labels(second, columns):
        return False
    units = [
        first.cells[i]
        for i in columns
        if isinstance(first.cells[i], str) and not cells.is_no_score(first.cells[i])
    ]
    return len(units) == len(columns) and all(_value(first, i) is None for i in columns)


def _is_nameless_maximum(first: Row, others: Sequence[Row], columns: Sequence[int]) -> bool:
    """A first row that names nobody, with a score in each column that nobody exceeds."""
    if _labels(first, columns) or not all(_labels(row, columns) for row in others):
        return False
    for column in columns:
        value = _value(first, column)
        if value is None or any((_value(row, column) or 0) > value for row in others):
            return False
    return True


def _kind(row: Row, headers: Sequence[str], columns: Sequence[int]) -> str:
    if all(headers[i] and plain(row.text(i)) == plain(headers[i]) for i in columns):
        return "heading"
    labels = _labels(row, columns)
    first = labels[0] if labels else ""
    if any(label in _TEST or label.endswith("previewuser") for label in labels):
        return "test"
    # Only the first word says what a row is: "Media" may also be somebody's family name.
    if _MAXIMUM.fullmatch(first):
        return "maximum"
    if first in _DATES:
        return "remark"
    if first in _TOTAL or _TOTAL_OF.match(first):
        return "total"
    if first in _KEY:
        return "key"
    empty = all(cells.is_blank(row.cells[i]) or plain(row.text(i)) in _POSTING for i in columns)
    if empty and (_POSTING & {plain(row.text(i)) for i in range(len(row.cells))}):
        return "remark"
    alone = len([cell for cell in row.cells if not cells.is_blank(cell)]) == 1
    return "remark" if empty and alone and _REMARK.match(first) else ""


def _labels(row: Row, columns: Sequence[int]) -> list[str]:
    """The words among the first cells, numbers aside."""
    texts = [
        cell for i, cell in enumerate(row.cells[:LOOKED_AT]) if i not in columns and isinstance(cell, str)
    ]
    return [text for text in map(plain, texts) if any(c.isalpha() for c in text)]


def _label(row: Row) -> str:
    return next((" ".join(str(cell).split()) for cell in row.cells if not cells.is_blank(cell)), "")[:60]


def _value(row: Row, column: int) -> float | None:
    try:
        value = cells.read(row.cells[column]).value
    except cells.NotAScoreError:
        return None
    return value if value > 0 else None


def _is_nameless_summary(last: Row, others: Sequence[Row], columns: Sequence[int]) -> bool:
    """A last row that names nobody and whose two scores are the sums or the means of those above."""
    if len(others) < 2 or _labels(last, columns) or not any(_labels(row, columns) for row in others):
        return False
    for summary in (sum, lambda values: sum(values) / len(values)):
        found = 0
        for column in columns:
            values = [value for row in others if (value := _value(row, column)) is not None]
            value = _value(last, column)
            found += bool(values) and value is not None and math.isclose(value, summary(values), rel_tol=5e-3)
        if found == len(columns):
            return True
    return False
