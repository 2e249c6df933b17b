"""The numbers that the build computes from a function of one input; nobody types them."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from activations.spec import Elementwise
from scripts.figures.style import Floats
from scripts.sources.expressions import kinks, value

REACH = 30.0  # beyond it, what is drawn or integrated here has settled
STEP = 1 / 64
FAR = 1e8  # where a slope that has a bound is near it


@dataclass(frozen=True)
class Numbers:
    """What follows from the code of an elementwise function at its default parameters."""

    lipschitz: float | None  # sup |f'|; None where f jumps or its slopes have no bound
    steepest: float  # the x nearest to 0 where |f'| is largest
    extremes: tuple[tuple[float, float], ...]  # points (x, f(x)) where f' changes sign
    mean: float  # of f(z), z ~ N(0, 1)
    second_moment: float
    # Weights of variance g^2 / n keep the variance of what goes into f at 1. None if no slope is
    # left: nothing before such a function learns.
    gain: float | None
    backward: float | None  # what a layer then makes of the mean square of a gradient
    # Of the variance 1: below 1, others come closer to it. None too where f jumps: a jump moves the
    # variance, and no slope says so.
    stability: float | None


@functools.cache  # figures, words and properties of every language ask for them
def numbers(a: Elementwise) -> Numbers:
    """Compute what the page of an elementwise function states."""
    slope = a.derivative
    top = _highest(lambda x: np.abs(slope(x)), reach(a))
    steepest = float(np.abs(slope(top)))
    far = np.geomspace(REACH, FAR, 200)
    with np.errstate(over="ignore", invalid="ignore"):
        beyond = float(np.nanmax(np.abs(slope(np.concatenate([-far, far])))))
    # A slope that grows by a tenth between 30 and 1e8 has no bound.
    if a.lipschitz and (a.smoothness < 0 or not beyond <= 1.1 * steepest):
        where = "f jumps" if a.smoothness < 0 else f"|f'| is {steepest:.3g} at {top:.3g} and grows"
        raise a.error(f"{a.id.upper()} =", f"no Lipschitz constant: {where}", "lipschitz=False")
    if not a.lipschitz and a.smoothness >= 0 and beyond <= 1.1 * steepest:
        right = "no lipschitz=False"
        raise a.error("lipschitz=", f"|f'| is at most {max(steepest, beyond):.6g}", right)
    f, joints = a.function, kinks(a)
    mean, second = _mean(f, joints), _mean(lambda z: f(z) ** 2, joints)
    steep = _mean(lambda z: slope(z) ** 2, joints)
    learns = second > 0 and steep > 0
    settles = learns and a.smoothness >= 0
    return Numbers(
        lipschitz=max(steepest, beyond) if a.lipschitz else None,
        steepest=top,
        extremes=tuple((x, float(a.function(x))) for x in _turns(slope, reach(a))),
        mean=mean if abs(mean) > 1e-12 else 0.0,  # what rounding leaves of two halves
        second_moment=second,
        gain=1 / math.sqrt(second) if learns else None,
        backward=steep / second if learns else None,
        stability=_mean(lambda z: z * f(z) * slope(z), joints) / second if settles else None,
    )


def reach(a: Elementwise) -> Floats:
    """Return where a function is searched: everywhere, or over one period around 0."""
    half = min(REACH, abs(float(value(a.period, a))) / 2 if a.period else REACH)
    return np.arange(-math.ceil(half / STEP), math.ceil(half / STEP) + 1, dtype=float) * STEP


def _highest(g: Callable[[Any], Any], grid: Floats) -> float:
    """Return where g is largest, the point nearest to 0 of a plateau."""
    with np.errstate(over="ignore"):
        height = g(grid)
        best = np.flatnonzero(height >= height.max() * (1 - 1e-12))
        found = centre = float(grid[best[np.argmin(np.abs(grid[best]))]])
        for i in range(8):  # ever closer; around a kink or on a plateau: nothing higher
            near = found + np.linspace(-STEP, STEP, 65) / 32**i
            found = float(near[np.argmax(g(near))])
        return found if g(found) > g(centre) * (1 + 1e-9) else centre


def _turns(slope: Callable[[Any], Any], grid: Floats) -> list[float]:
    """Return where the slope changes its sign, also where it is 0 on the grid itself."""
    with np.errstate(over="ignore"):
        signs = np.sign(slope(grid))
    signed = np.flatnonzero(signs)
    turning = np.flatnonzero(np.diff(signs[signed]))
    points = []
    for i, j in zip(signed[turning], signed[turning + 1], strict=True):
        low, high = grid[i], grid[j]
        for _ in range(60):
            middle = (low + high) / 2
            if np.sign(slope(middle)) == signs[i]:
                low = middle
            else:
                high = middle
        exact = grid[i + 1]  # a zero on the grid; a plateau is named by its left end
        points.append(float(exact if slope(exact) == 0 and abs(exact - high) < 1e-9 else high))
    return points


def _mean(f: Callable[[Any], Any], breaks: list[float]) -> float:
    """Integrate f against the normal density, by Gauss-Legendre between the kinks."""
    edges = np.unique(np.concatenate([np.arange(-12, 12.5, 0.5), breaks]))
    nodes, weights = np.polynomial.legendre.leggauss(20)
    half = np.diff(edges)[:, None] / 2
    z = edges[:-1, None] + half * (nodes + 1)
    density = half * weights * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return float((density * f(z)).sum())
