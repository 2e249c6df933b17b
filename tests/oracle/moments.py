"""Means over the standard normal distribution, by tanh-sinh quadrature of the exact forms."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import mpmath
from sympy.core.relational import Relational

from activations.spec import Elementwise
from scripts.truth.expressions import as_typed, kinks, truth

FAR = 11  # beyond it the density is less than 1e-26


@functools.cache
def of_slopes(a: Elementwise) -> tuple[float, float]:
    """E f'(z)^2 and E z f(z) f'(z), on which the gain depends."""
    f, slope = truth(a, {}), truth(a, {}, 1)
    return _mean(a, lambda x: slope(x) ** 2), _mean(a, lambda x: x * f(x) * slope(x))


@functools.cache
def of_values(a: Elementwise) -> float:
    """E f(z)."""
    return _mean(a, truth(a, {}))


def _mean(a: Elementwise, g: Callable[[float], Any]) -> float:
    # Where one piece meets the next the slope may bend, also where there is no kink of f.
    meetings = as_typed(a, a.exact).atoms(Relational)
    joints = {*kinks(a, {}), *(float(m.rhs) for m in meetings if m.rhs.is_number)}
    edges = sorted({-FAR, -4, 0, 4, FAR, *(x for x in joints if abs(x) < FAR)})

    def weighed(z: Any) -> float:
        x = float(z)
        return float(g(x)) * math.exp(-x * x / 2) / math.sqrt(2 * math.pi)

    return float(mpmath.quad(weighed, edges, maxdegree=6))
