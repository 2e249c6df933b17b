"""How far a result is from the truth, and the inputs at which that is asked."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from flint import arb
from numpy.typing import NDArray

from activations.spec import Activation, Pair
from scripts.truth.components import Components
from scripts.truth.expressions import Ball

Floats = NDArray[np.float64]


def ball(value: Any) -> Ball:
    """A floating-point number of any NumPy dtype, exactly."""
    return arb(float(value))


def spacing(true: Ball, dtype: Any) -> Ball:
    """The distance between neighbours of `true` in a dtype, subnormal numbers included."""
    info = np.finfo(dtype)
    mantissa, exponent = true.mid().man_exp()
    top = int(exponent) + int(abs(mantissa)).bit_length() - 1 if mantissa else info.minexp
    return arb(2) ** (max(top, int(info.minexp)) - int(info.nmant))


def ulps(got: Any, true: Ball, dtype: Any = np.float64) -> float:
    """How far a result is from the truth at most, in units in the last place of its dtype."""
    value = ball(got)
    if value.is_nan():
        return math.inf
    if not value.is_finite():
        # Right where rounding overflows: half a unit above the largest number.
        largest = ball(np.finfo(dtype).max)
        beyond = abs(true) >= largest + spacing(largest, dtype) / 2
        return 0.0 if beyond and (true > 0) == (value > 0) else math.inf
    return float((abs(value - true) / spacing(true, dtype)).abs_upper())


def errors(got: Any, truths: Sequence[Ball], dtype: Any = np.float64) -> Floats:
    """The same for many results. In doubles where that loses nothing: the truth as two of them."""
    found = np.asarray(got, dtype=np.float64)
    high = np.array([float(t) for t in truths])
    low = np.array([float(t - h) for t, h in zip(truths, high.tolist(), strict=True)])
    wide = np.array([float(t.rad()) for t in truths])
    info = np.finfo(dtype)
    easy = np.isfinite(found) & (np.abs(high) < 1e300) & (np.abs(high) > 1e-270) | (
        (high == 0) & (low == 0) & (wide == 0) & np.isfinite(found)
    )
    with np.errstate(all="ignore"):
        # The truth of a power of two, if it is a little less, has the spacing of the half below.
        inside = np.where(low * high < 0, np.nextafter(high, 0), high)
        top = np.where(high == 0, info.minexp, np.frexp(inside)[1] - 1)
        unit = np.ldexp(1.0, np.maximum(top, info.minexp) - info.nmant)
        distance = (np.abs((found - high) - low) + wide) / unit
    for index in np.flatnonzero(~easy | (top - info.nmant < -1000) & (high != 0)).tolist():
        distance[index] = ulps(got[index], truths[index], dtype)
    result: Floats = distance * (1 + 2.0**-50)
    return result


def relative(got: Any, truths: Sequence[Ball]) -> Floats:
    """How far float64 results are from the truth at most, relative to it.

    A truth below the normal numbers counts as met by whatever is below them.
    """
    info = np.finfo(np.float64)
    sizes = np.abs([float(t) for t in truths])
    mantissa, _ = np.frexp(np.clip(sizes, info.tiny, info.max))
    found: Floats = errors(got, truths) * (2.0**-53 / mantissa)  # an ulp, relative to the number
    return np.where((sizes < info.tiny) & (found <= 1), 0.0, found)


# --- what a record allows -------------------------------------------------------------------


def bound(a: Activation, order: int) -> float:
    return a.accuracy.derivative if order else a.accuracy.function


def crosses(a: Activation, order: int, x: Any) -> bool:
    """Whether x is where the derivative has a zero, and so an absolute bound."""
    crossing = a.accuracy.crossing
    return bool(order and crossing is not None and crossing.low < x < crossing.high)


def outside(a: Pair, x: Any) -> Any:
    """Tell which first inputs are outside of what the bounds are promised for."""
    if not a.accuracy.domain:
        return np.zeros(np.shape(x), bool)
    if two_sided := re.fullmatch(r"\\lvert a \\rvert \\le (\d+)", a.accuracy.domain):
        return np.abs(x) > float(two_sided[1])
    return np.less(x, float(a.accuracy.domain.removeprefix(r"a \ge ")))


def margin(a: Activation) -> float:
    """How far an input of a vector must be from the threshold of an output, for the promise."""
    found = re.search(r"\\tau \\rvert \\ge 10\^\{(-\d+)\}", a.accuracy.domain)
    return float(f"1e{found[1]}") if found else 0.0


def clear(a: Activation, x: Any, truth: Components) -> NDArray[np.bool_]:
    """Tell which inputs are so far from it: near it an output is a difference that cancels.

    The threshold is the largest input less its output.
    """
    if not margin(a):
        return np.ones(truth.size, bool)
    values, inputs = np.array([float(truth.value(i)) for i in range(truth.size)]), x.astype(float)
    with np.errstate(over="ignore"):
        above = inputs - inputs.max() + values.max()
    return np.asarray(np.abs(above) >= margin(a))


def off(got: Any, true: Ball) -> Ball:
    """The absolute error."""
    return abs(ball(got) - true)


# --- inputs ---------------------------------------------------------------------------------

# Where exp overflows, underflows to a subnormal number, and to 0; where 1 + exp(-x) becomes 1.
THRESHOLDS = (
    709.782712893384,
    708.3964185322641,
    745.1332191019412,
    36.7368005696771,
    18.714973875,
)


def hard_points() -> list[float]:
    """±0, subnormal, tiny, huge, and the thresholds with their neighbours."""
    positive = [0.0, 5e-324, 1e-323, 2.2e-308, sys.float_info.min, 1e-300, 1e-160, 1e-100, 1e-20]
    positive += [2.0**-53, 2.0**-52, 2.0**-27, 1e-8, 1e-5, 0.5, 1.0, 2.0, 1e3, 1e5, 1e16, 1e100]
    positive += [1e160, 1e300, 8.9e307, 1e308, sys.float_info.max]
    for threshold in THRESHOLDS:
        for scale in (0.5, 1.0, 2.0):
            x = threshold * scale
            positive += [x, math.nextafter(x, 0), math.nextafter(x, math.inf)]
    return [sign * x for x in positive for sign in (1.0, -1.0)]


def points(seed: int = 20, count: int = 800) -> list[float]:
    """A dense grid, random numbers near 0 and over the whole range, and the hard points."""
    random = np.random.default_rng(seed)
    dense = np.linspace(-12.03, 12.07, count)
    tails = random.uniform(-760, 760, count)
    near = random.normal(0, 1, count)
    small = 10.0 ** random.uniform(-323, 6, count // 2) * random.choice([-1.0, 1.0], count // 2)
    huge = 10.0 ** random.uniform(6, 308, 24) * random.choice([-1.0, 1.0], 24)
    return [*hard_points(), *map(float, np.concatenate([dense, tails, near, small, huge]))]
