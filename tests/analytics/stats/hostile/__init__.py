"""Hostile inputs: whatever is thrown at a statistic, it answers soundly or names the argument.

A part is a module here with `CALLS`, mapping a name to a function that takes a generator, makes
up inputs with the helpers below and calls one statistic.
"""

from __future__ import annotations

import importlib
import math
import pkgutil
from collections.abc import Callable
from typing import Any

import numpy as np

from analytics.stats.core.result import StatsError
from tests.analytics.stats.soundness import faults

Call = Callable[[np.random.Generator], object]
_MAGNITUDES = (1e-310, 1e-160, 1e-12, 1e-3, 1.0, 1.0, 1.0, 24.0, 1e6, 1e15, 1e90)


def calls() -> dict[str, Call]:
    """Every hostile call of every part."""
    found: dict[str, Call] = {}
    for info in pkgutil.iter_modules(__path__):
        found |= getattr(importlib.import_module(f"{__name__}.{info.name}"), "CALLS", {})
    return found


def complaints(call: Call, rng: np.random.Generator) -> list[str]:
    """What is wrong with one answer; a StatsError is right, any other exception is a complaint."""
    try:
        return faults(call(rng))
    except StatsError:
        return []
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def size(rng: np.random.Generator) -> int:
    """Mostly small, where things break."""
    return int(rng.choice([0, 1, 2, 3, 4, 5, 8, 13, 30]))


def numbers(rng: np.random.Generator, n: int) -> list[Any]:
    """A column of n scores: whole, decimal, constant, nearly constant, tiny, huge, with gaps."""
    kind = int(rng.integers(7))
    scale = float(rng.choice(_MAGNITUDES))
    if kind == 0:
        values = rng.integers(0, 25, n).astype(float)
    elif kind == 1:
        values = np.full(n, float(rng.integers(0, 25)))
    elif kind == 2:
        values = 10 + rng.integers(0, 3, n) * 1e-14
    elif kind == 3:
        values = rng.integers(0, 200, n) / 10
    elif kind == 4:
        values = rng.integers(0, 30, n) / 3
    else:
        values = scale * rng.standard_normal(n)
    column: list[Any] = values.tolist()
    gaps = rng.random(n) < rng.choice([0.0, 0.0, 0.3, 0.9, 1.0])
    blank = [None, math.nan][int(rng.integers(2))]
    return [blank if gap else value for gap, value in zip(gaps.tolist(), column, strict=True)]


def scores(rng: np.random.Generator, n: int, top: int = 20) -> list[Any]:
    """Whole scores out of `top`, often at a limit, with gaps."""
    values = np.clip(rng.integers(-5, top + 6, n), 0, top).astype(float)
    values[rng.random(n) < rng.choice([0.0, 0.3, 0.9])] = math.nan
    return values.tolist()


def labels(rng: np.random.Generator, n: int) -> list[Any]:
    """Group labels: few or many, numbers or text, some missing."""
    pool = [["a", "b"], [1, 2, 3], ["x"], [None, "y", "z"], list(range(50)), ["a", 1, None, 2.5]]
    chosen = pool[int(rng.integers(len(pool)))]
    return [chosen[i] for i in rng.integers(0, len(chosen), n).tolist()]


def rubbish(rng: np.random.Generator) -> Any:
    """Something that is no column of numbers at all."""
    things = (
        None,
        "text",
        3.5,
        [[1, 2], [3, 4]],
        [[1], [2, 3]],
        ["a", "b"],
        [math.inf, 1.0],
        {},
        [object()],
        True,
    )
    return things[int(rng.integers(len(things)))]


def column(rng: np.random.Generator, n: int) -> Any:
    """Numbers most of the time, rubbish now and then, or the wrong length."""
    dice = rng.random()
    if dice < 0.05:
        return rubbish(rng)
    return numbers(rng, n + int(dice < 0.08))


def option(rng: np.random.Generator, *usual: Any) -> Any:
    """An option as it should be, or now and then something else."""
    odd = (None, "text", math.nan, math.inf, -1, 0, 0.5, True, 1e300, [])
    return odd[int(rng.integers(len(odd)))] if rng.random() < 0.1 else usual[int(rng.integers(len(usual)))]
