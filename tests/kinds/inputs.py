"""Vectors at which the functions of a vector are looked at."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from activations.spec import Activation
from scripts.truth.expressions import COMPONENTS, OWN, X

Vectors = list[NDArray[Any]]
AWKWARD = (0.0, -0.0, 1.0, -1.0, 0.1, -0.3, 5e-324, 1e-300, 36.7, -36.8, 49.99, -50.0, 50.0)
EXTREME = (0.0, 709.78, -709.79, 745.13, -745.2, 1e16, -1e300, 1e308, -1e308, -1.7e308)
# How the three inputs of `exact` go along a line.
LINES = ((X, 0, -1), (X, 1, 1), (X, -X, 0), (X, 2 * X, -X), (3, X, 2))


def vectors() -> Vectors:
    """Of up to 1000 entries, of the size that softmax meets and of any."""
    random = np.random.default_rng(5)
    pairs = (itertools.product(entries, repeat=2) for entries in (AWKWARD, EXTREME))
    result = [np.array(v) for v in itertools.chain(*pairs)]
    for n in (1, 3, 10, 100, 1000):
        result += [random.uniform(-50, 50, n), random.normal(0, 1, n), np.full(n, 50.0)]
        result += [np.append(np.full(n - 1, -36.05), 0.0), np.linspace(-50, 50, n)]
    for n in (30, 1000):
        result += [random.uniform(-745, 745, n), np.full(n, 1e308)]
        result += [random.uniform(-1, 1, n) * 1e308]
    return result


def tied(a: Activation, x: Any) -> bool:
    """Whether f jumps there because several entries are the largest.

    `exact` knows no indices: it cannot say which of them is the first.
    """
    return bool(a.smoothness < 0 and np.count_nonzero(x == np.max(x)) > 1)


def three() -> Vectors:
    random = np.random.default_rng(3)
    awkward = [np.array(v) for v in itertools.product(AWKWARD[::3], repeat=3)]
    return [*awkward, *random.uniform(-50, 50, (60, 3))]


def some(count: int = 60) -> Vectors:
    """Of 1 to 12 entries."""
    random = np.random.default_rng(13)
    return [random.uniform(-50, 50, int(n)) for n in random.integers(1, 13, count)]


def wild(count: int = 60) -> Vectors:
    """Any finite doubles, of all sizes alike."""
    random = np.random.default_rng(14)
    vectors = []
    for n in random.integers(1, 13, count):
        x = random.integers(0, 2**64, 3 * n, dtype=np.uint64).view(np.float64)
        vectors.append(x[np.isfinite(x)][: int(n)])
    return vectors


def lines() -> Iterator[dict[sympy.Symbol, sympy.Expr]]:
    """What to put for the inputs of `exact`; beside the output stands each of the three."""
    for line in LINES:
        for own in set(map(sympy.sympify, line)):
            yield {**dict(zip(COMPONENTS, map(sympy.sympify, line), strict=True)), OWN: own}
