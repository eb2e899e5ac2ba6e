"""A bracketed root finder and a one-dimensional minimizer (importing scipy.optimize costs half a second)."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable

_EPS = sys.float_info.epsilon
_GOLDEN = (3 - math.sqrt(5)) / 2


def bracketed(function: Callable[[float], float], low: float, high: float, *, steps: int = 200) -> float:
    """A root of `function` between `low` and `high`, where its signs differ (Chandrupatla 1997)."""
    a, b = high, low
    fa, fb = function(a), function(b)
    c, fc = a, fa
    t = 0.5
    for _ in range(steps):
        x = a + t * (b - a)
        fx = function(x)
        if (fx > 0) == (fa > 0):
            c, fc = a, fa
        else:
            c, fc, b, fb = b, fb, a, fa
        a, fa = x, fx
        best = a if abs(fa) < abs(fb) else b
        tolerance = 2 * _EPS * abs(best) + sys.float_info.min
        limit = tolerance / abs(b - c) if b != c else 1.0
        if limit > 0.5 or fa == 0 or fb == 0:
            break
        xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
        if phi * phi < xi and (1 - phi) ** 2 < 1 - xi:
            t = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
        else:
            t = 0.5
        t = min(1 - limit, max(limit, t))
    return a if abs(fa) < abs(fb) else b


def minimum(function: Callable[[float], float], low: float, high: float, *, steps: int = 200) -> float:
    """The point between `low` and `high` where a function with one valley is least (Brent 1973)."""
    a, b = low, high
    x = w = v = a + _GOLDEN * (b - a)
    fx = fw = fv = function(x)
    d = e = 0.0
    for _ in range(steps):
        middle = (a + b) / 2
        near = 1e-10 * abs(x) + 1e-14 * (high - low)
        if abs(x - middle) <= 2 * near - (b - a) / 2:
            break
        r, q = (x - w) * (fx - fv), (x - v) * (fx - fw)
        p, q = (x - v) * q - (x - w) * r, 2 * (q - r)
        p, q = (-p, q) if q > 0 else (p, -q)
        if abs(p) < abs(q * e / 2) and q * (a - x) < p < q * (b - x):
            e, d = d, p / q
        else:
            e = (b if x < middle else a) - x
            d = _GOLDEN * e
        u = x + (d if abs(d) >= near else math.copysign(near, d))
        fu = function(u)
        if fu <= fx:
            a, b = (x, b) if u >= x else (a, x)
            v, fv, w, fw, x, fx = w, fw, x, fx, u, fu
        else:
            a, b = (u, b) if u < x else (a, u)
            if fu <= fw or w == x:
                v, fv, w, fw = w, fw, u, fu
            elif fu <= fv or v in (x, w):
                v, fv = u, fu
    return x
