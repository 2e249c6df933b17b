"""The inputs at which implementations go wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# Where activations live; a quarter, a half and the like are exact in every dtype, a tenth in none.
ORDINARY = (0.01, 0.1, 0.25, 0.3, 0.5, 0.75, 1.0, 1.278, 1.5, 2.0, 3.0, 4.5, 6.0, 8.0, 10.0, 20.0)
SMALL = (1e-20, 2.0**-53, 2.0**-52, 2.0**-27, 2.0**-24, 1e-6, 1e-4, 1e-3)
LARGE = (50.0, 100.0, 300.0, 1e3, 1e4, 1e5, 1e10, 1e16, 1e30)
# Where exp overflows, underflows to a subnormal number, and to 0; the same of exp(2 x) and of
# exp(-x**2/2); where 1 + exp(-x) becomes 1.
THRESHOLDS = {
    "float64": (709.782712893384, 708.3964185322641, 745.1332191019412, 354.891356446692,
                37.64, 38.5, 36.7368005696771, 18.714973875),
    "float32": (88.7228391, 87.3365448, 103.972084, 44.3614195, 13.22, 14.1, 16.6355324, 9.010913),
}  # fmt: skip
TINY = {
    "float64": (5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-160, 1e-100),
    "float32": (1.4e-45, 1e-40, 1.1754944e-38, 1e-37, 1e-30, 1e-25),
}
HUGE = {
    "float64": (1e100, 1e160, 1e300, 1e308, 1.7976931348623157e308),
    "float32": (1e35, 1e38, 3.4028235e38),
}


def hard(dtype: str) -> NDArray[Any]:
    """Return inputs of all sizes and both signs, with the neighbours of thresholds, in order."""
    near = np.array(THRESHOLDS[dtype], dtype)
    sides = [np.nextafter(near, near.dtype.type(end)) for end in (0, np.inf)]
    sizes = np.array([*TINY[dtype], *SMALL, *ORDINARY, *LARGE, *HUGE[dtype]], dtype)
    positive = np.sort(np.concatenate([sizes, near, *sides]))
    return np.concatenate([-positive[::-1], np.array([-0.0, 0.0], dtype), positive])


def crossing(slope: Any, low: float, high: float, dtype: str) -> NDArray[Any]:
    """Return the neighbours between which a slope changes its sign, and numbers around them."""
    ends = np.array([low, high], dtype)
    while (middle := ends.mean(dtype=dtype)) not in ends:
        same = (slope(float(middle)) > 0) == (slope(float(ends[0])) > 0)
        ends[0 if same else 1] = middle
    return np.concatenate([np.linspace(low, high, 6, dtype=dtype), ends])


def asked(dtype: str) -> NDArray[np.float64]:
    """Return what frameworks are asked: near 0, where exponentials matter, in the tails, huge."""
    tail, most = (760.0, 300) if dtype == "float64" else (110.0, 36)
    positive = np.concatenate(
        [
            10.0 ** np.arange(-most, -5, 5),
            np.geomspace(1e-5, 0.1, 21),
            np.linspace(0.125, 12, 96),
            np.arange(12.25, 40, 0.25),
            np.arange(40, 110, 2.0),
            np.linspace(110, tail, 40),
            10.0 ** np.arange(3, most + 1, 6),
        ]
    )
    return np.array(sorted({*rounded(np.concatenate([-positive, [-0.0], positive]), dtype)}))


def rounded(x: Any, dtype: str) -> NDArray[np.float64]:
    """Round to numbers of a format."""
    if dtype == "float64":
        return np.asarray(x, np.float64)
    narrow = np.asarray(x, np.float32)
    if dtype == "bfloat16":  # drop the lower half of the bits: the neighbour nearer to 0
        narrow = (narrow.view(np.uint32) & np.uint32(0xFFFF0000)).view(np.float32)
    return narrow.astype(np.float64)
