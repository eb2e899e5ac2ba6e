"""Sums over resampled rows, drawn the cheapest way that is still exactly uniform.

Few distinct rows (whole scores of many people): how often each is drawn is one multinomial. Many
distinct rows: 16 random bits per draw look the row up in a table, and whole-number columns share
one 64-bit word, so that one look-up adds them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.stats.core.arrays import Floats

_ROWS_PER_DISTINCT = 40
_SYMBOLS = 2**16
_BLOCK = 2**16
_WORD_BITS = 62


def resampled_sums(rows: Floats, replicates: int, seed: int) -> Floats:
    """Sums of the columns over `replicates` resamples (with replacement) of the rows.

    The answer depends on the set of rows and the seed, not on the order of the rows.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    distinct, counts = np.unique(rows, axis=0, return_counts=True)
    if distinct.shape[0] * _ROWS_PER_DISTINCT <= rows.shape[0]:
        return _by_counts(distinct, counts, replicates, rng)
    return _by_draws(np.repeat(distinct, counts, axis=0), replicates, rng)


def _by_counts(
    distinct: Floats, counts: NDArray[np.int64], replicates: int, rng: np.random.Generator
) -> Floats:
    n = int(counts.sum())
    sums = np.empty((replicates, distinct.shape[1]))
    block = max(1, _BLOCK // counts.size)
    for start in range(0, replicates, block):
        size = min(block, replicates - start)
        drawn = rng.multinomial(n, counts / n, size=size)
        sums[start : start + size] = drawn.astype(np.float64) @ distinct
    return sums


@dataclass(frozen=True, slots=True)
class _Word:
    """Values per row; `fields` are whole columns packed into them: (column, shift, bits, lowest)."""

    values: NDArray[Any]
    fields: tuple[tuple[int, int, int, int], ...]
    column: int


def _by_draws(rows: Floats, replicates: int, rng: np.random.Generator) -> Floats:
    m = rows.shape[0]
    words = _pack(rows)
    sums = np.empty((replicates, rows.shape[1]))
    block = max(1, _BLOCK // m)
    # Buffers are kept: asking the system for fresh pages costs more than the look-ups.
    over = np.empty((block, m), bool)
    looked_up = [np.empty((block, m), word.values.dtype) for word in words]
    for start in range(0, replicates, block):
        size = min(block, replicates - start)
        few = m <= _SYMBOLS
        picks = _picks(over[:size], rng) if few else rng.integers(0, m, size=(size, m))
        part = sums[start : start + size]
        for word, buffer in zip(words, looked_up, strict=True):
            word.values.take(picks, out=buffer[:size], mode="clip")
            added = buffer[:size].sum(axis=1)
            if not word.fields:
                part[:, word.column] = added
            for column, shift, bits, low in word.fields:
                part[:, column] = ((added >> shift) & (2**bits - 1)) + m * low
    return sums


def _picks(over: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.uint16]:
    """Rows for 16 random bits: every row owns as many symbols; the few left over are drawn again.

    `over` is a buffer of the shape wanted.
    """
    size, m = over.shape
    raw = rng.integers(0, 2**64, size=-(-over.size // 4), dtype=np.uint64).view(np.uint16)[: over.size]
    picks = raw.reshape(size, m)
    picks //= np.uint16(min(_SYMBOLS // m, _SYMBOLS - 1))
    np.greater_equal(picks, m, out=over)
    again = np.flatnonzero(over)
    raw[again] = rng.integers(0, m, size=again.size, dtype=np.uint16)
    return picks


def _pack(rows: Floats) -> list[_Word]:
    m = rows.shape[0]
    words: list[_Word] = []
    fields: list[tuple[int, int, int, int]] = []
    packed, used = np.zeros(m, np.int64), 0
    for j in range(rows.shape[1]):
        column = rows[:, j]
        low, high = float(column.min()), float(column.max())
        # A column of millions needs its own float; the others are exact in their bits.
        bits = (
            int((high - low) * m).bit_length() if high - low < 2.0**40 and abs(low) < 2.0**40 else _WORD_BITS
        )
        if bits >= _WORD_BITS or not np.array_equal(np.rint(column), column):
            words.append(_Word(column.copy(), (), j))
            continue
        if used + bits > _WORD_BITS:
            words.append(_Word(packed, tuple(fields), -1))
            packed, fields, used = np.zeros(m, np.int64), [], 0
        packed |= (column - low).astype(np.int64) << used
        fields.append((j, used, bits, int(low)))
        used += bits
    if fields:
        words.append(_Word(packed, tuple(fields), -1))
    return words
