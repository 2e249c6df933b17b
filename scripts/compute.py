"""The numbers that the build computes from a record; nobody types them."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from activations import Activation
from activations.arrays import FloatArray

Floats: TypeAlias = NDArray[np.float64]
Curve: TypeAlias = Callable[..., FloatArray]  # a function of one array

REACH = 30.0  # beyond it, every function here has settled on its asymptote


@dataclass(frozen=True)
class Numbers:
    """What follows from the code of an elementwise function at its default parameters."""

    lipschitz: float  # sup |f'|; inf where f jumps
    steepest: float  # the x nearest to 0 where |f'| is largest
    extremes: tuple[tuple[float, float], ...]  # points (x, f(x)) where f' changes sign
    mean: float  # of f(z), z ~ N(0, 1)
    second_moment: float
    gain: float  # 1 / sqrt(second moment): the factor that keeps the mean square at 1


def evaluate(expression: str, activation: Activation) -> float:
    """Return the value of a record's closed form at the default parameters."""
    return float(_value(expression, activation))


def _value(expression: str, activation: Activation) -> Any:
    names = {**vars(math), "oo": math.inf, **{p.name: p.default for p in activation.parameters}}
    return eval(expression, {"__builtins__": {}}, names)


def kinks(activation: Activation) -> list[float]:
    """Return the points where f is not differentiable, in order."""
    return sorted(
        evaluate(kink.at, activation)
        for kink in activation.kinks
        if not kink.when or _value(kink.when, activation)
    )


def joints(activation: Activation) -> list[float]:
    """Return the points that are kinks for some value of the parameters."""
    return sorted({evaluate(kink.at, activation) for kink in activation.kinks})


@functools.cache  # the figures' words and the properties of both languages ask for them
def numbers(activation: Activation) -> Numbers:
    """Compute what the page of an elementwise function states."""
    f, slope = activation.function, activation.derivative
    grid = np.arange(-REACH, REACH + 1 / 128, 1 / 64)
    height = np.abs(slope(grid))
    top = _highest(lambda x: np.abs(slope(x)), grid, height)
    mean, second = _moments(f, kinks(activation))
    jumps = activation.properties.smoothness < 0
    return Numbers(
        lipschitz=math.inf if jumps else float(np.abs(slope(top))),
        steepest=top,
        extremes=tuple((x, float(f(x))) for x in _sign_changes(slope, grid)),
        mean=mean,
        second_moment=second,
        gain=1 / math.sqrt(second),
    )


def _highest(g: Callable[[Any], Any], grid: Floats, height: Floats) -> float:
    """Return where g is largest, the point nearest to 0 of a plateau."""
    best = np.flatnonzero(height >= height.max() * (1 - 1e-12))
    centre = float(grid[best[np.argmin(np.abs(grid[best]))]])
    low, high = centre - 1 / 64, centre + 1 / 64
    for _ in range(60):  # ternary search; around a kink or on a plateau it finds nothing higher
        third = (high - low) / 3
        if g(low + third) < g(high - third):
            low += third
        else:
            high -= third
    found = (low + high) / 2
    return found if g(found) > g(centre) * (1 + 1e-9) else centre


def _sign_changes(slope: Callable[[Any], Any], grid: Floats) -> list[float]:
    values = slope(grid)
    points = []
    for i in np.flatnonzero(values[:-1] * values[1:] < 0):
        low, high = grid[i], grid[i + 1]
        for _ in range(60):
            middle = (low + high) / 2
            if slope(low) * slope(middle) <= 0:
                high = middle
            else:
                low = middle
        points.append(float(high))
    return points


def _moments(f: Callable[[Any], Any], breaks: list[float]) -> tuple[float, float]:
    """Integrate f and f^2 against the normal density, by Gauss-Legendre between the kinks."""
    edges = np.unique(np.concatenate([np.arange(-12, 12.5, 0.5), breaks]))
    nodes, weights = np.polynomial.legendre.leggauss(20)
    half = np.diff(edges)[:, None] / 2
    z = edges[:-1, None] + half * (nodes + 1)
    density = half * weights * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    y = f(z)
    return float((density * y).sum()), float((density * y * y).sum())
