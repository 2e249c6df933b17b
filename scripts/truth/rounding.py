"""Round what a ball holds to a number of a dtype: certainly, or not at all."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb, ctx

from scripts.truth.expressions import BITS, Ball, Undecided

FINE = 1200  # bits: x (1 + x) beside the middle between two subnormal numbers
HUGE = arb(2) ** 1100  # beyond float64, and its inverse below it: rounded without long fractions


def nearest(evaluate: Callable[..., Ball], dtype: str) -> float | None:
    """Return the number nearest to the truth, of two the even one; None if balls do not decide."""
    for bits in (BITS, FINE):
        try:
            value = evaluate(bits=bits)
        except Undecided:  # as at 0 of sin(x)/x
            return None
        with ctx.workprec(2 * bits):
            low, high = (_nearest(end, dtype) for end in (value.lower(), value.upper()))
        if low == high:
            return low
    return None


def _nearest(number: Ball, dtype: str) -> float:
    """Return the number nearest to one that is exact; a zero has no sign."""
    if abs(number) * HUGE < 1:
        return 0.0
    infinity = math.inf if number > 0 else -math.inf
    if abs(number) > HUGE:
        return infinity
    info: Any = np.finfo(dtype)
    mantissa, exponent = map(int, number.man_exp())
    top = exponent + abs(mantissa).bit_length() - 1
    unit = Fraction(2) ** (max(top, int(info.minexp)) - int(info.nmant))
    rounded = round(mantissa * Fraction(2) ** exponent / unit) * unit
    return float(rounded) + 0.0 if abs(rounded) <= Fraction(float(info.max)) else infinity
