"""Vectors at which the functions of a vector are looked at."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from tests.oracle.expressions import COMPONENTS, OWN, X

Vectors = list[NDArray[Any]]
AWKWARD = (0.0, -0.0, 1.0, -1.0, 0.1, -0.3, 5e-324, 1e-300, 36.7, -36.8, 49.99, -50.0, 50.0)
EXTREME = (0.0, 709.78, -709.79, 745.13, -745.2, 1e16, -1e300, 1e308, -1e308, -1.7e308)
# How the three inputs of `exact` go along a line.
LINES = ((X, 0, -1), (X, 1, 1), (X, -X, 0), (X, 2 * X, -X), (3, X, 2))


def in_domain() -> Vectors:
    """At most 100 entries of at most 50."""
    random = np.random.default_rng(5)
    vectors = [np.array(v) for v in itertools.product(AWKWARD, repeat=2)]
    for n in (1, 3, 10, 100):
        vectors += [random.uniform(-50, 50, n), random.normal(0, 1, n), np.full(n, 50.0)]
        vectors += [np.append(np.full(n - 1, -36.05), 0.0), np.linspace(-50, 50, n)]
    return vectors


def outside_domain() -> Vectors:
    random = np.random.default_rng(6)
    vectors = [np.array(v) for v in itertools.product(EXTREME, repeat=2)]
    for n in (30, 1000):
        vectors += [random.uniform(-745, 745, n), random.normal(0, 1, n), np.full(n, 1e308)]
        vectors += [random.uniform(-1, 1, n) * 1e308, np.append(np.full(n - 1, -36.05), 0.0)]
    return vectors


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


def longdoubles() -> Vectors:
    """Between the doubles, where there is something."""
    random = np.random.default_rng(10)
    eps = np.finfo(np.longdouble).eps
    return [
        random.uniform(-700, 700, n).astype(np.longdouble) * (1 + random.integers(0, 1000, n) * eps)
        for n in (1, 3, 100)
    ]


def lines() -> Iterator[dict[sympy.Symbol, sympy.Expr]]:
    """What to put for the inputs of `exact`; beside the output stands each of the three."""
    for line in LINES:
        for own in set(map(sympy.sympify, line)):
            yield {**dict(zip(COMPONENTS, map(sympy.sympify, line), strict=True)), OWN: own}
