"""What is true at the inputs at which frameworks are measured: ball arithmetic, kept in build/.

For each number format the inputs are numbers of that format, so that nothing is rounded before it
is measured. The truth is the sum of two doubles, which has digits enough to measure float64.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from flint import arb
from numpy.typing import NDArray

from activations.spec import Activation, Elementwise, Pair, Vector
from scripts.files.cache import cached, place
from scripts.sources import SourceError
from scripts.truth.components import Components
from scripts.truth.expressions import A, B, kinks, partial, truth

Floats = NDArray[np.float64]
Double = tuple[Floats, Floats]
FORMATS = ("float32", "float64", "bfloat16")
SPECIAL = {"inf": math.inf, "-inf": -math.inf, "nan": math.nan}
NAMES = {math.inf: "inf", -math.inf: "-inf"}
LENGTH = 6  # of a vector


class Grid(NamedTuple):
    """Inputs and what is true there. The first of them are the probes: nothing is asked there."""

    inputs: list[Floats]
    value: Double
    slopes: list[Double]
    weight: Floats  # what is differentiated is the sum of the results with these weights


def probes(a: Activation, parameters: Mapping[str, float]) -> tuple[list[Any], list[Any]]:
    """Return the inputs that are looked at one by one: the kinks, and infinities and NaN."""
    if isinstance(a, Elementwise):
        return list(kinks(a, parameters)), list(SPECIAL.values())
    if isinstance(a, Pair):
        infinite = [(s, v) for s in SPECIAL.values() for v in (1.0, 0.0)]
        return [], [*infinite, *((1.0, s) for s in SPECIAL.values())]
    rest = (1.0, *[0.0] * (LENGTH - 2))
    return [], [*((s, *rest) for s in SPECIAL.values()), (-math.inf,) * LENGTH]


def label(probe: Any) -> str:
    """Return how a probe is called in the files."""
    if isinstance(probe, tuple):
        return ", ".join(map(label, probe))
    return NAMES.get(probe, "nan" if math.isnan(probe) else f"{probe:g}")


def numbers(dtype: str) -> Floats:
    """Return the hard inputs: near 0, where exponentials matter, in the tails, and huge."""
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


def rounded(x: Any, dtype: str) -> Floats:
    """Round to numbers of a format."""
    if dtype == "float64":
        return np.asarray(x, np.float64)
    narrow = np.asarray(x, np.float32)
    if dtype == "bfloat16":  # drop the lower half of the bits: the neighbour nearer to 0
        narrow = (narrow.view(np.uint32) & np.uint32(0xFFFF0000)).view(np.float32)
    return narrow.astype(np.float64)


def doubles(balls: Sequence[Any]) -> Double:
    """Return numbers as sums of two doubles."""
    high = np.array([float(b) for b in balls])
    low = [float(b - arb(h)) if math.isfinite(h) else 0.0
           for b, h in zip(balls, high.tolist(), strict=True)]  # fmt: skip
    return high, np.array(low)


def unasked(true: Double, count: int) -> Double:
    """Put what is not asked before what is true."""
    shape = (count, *true[0].shape[1:])
    return np.concatenate([np.full(shape, np.nan), true[0]]), np.concatenate(
        [np.zeros(shape), true[1]]
    )


def grid(a: Activation, parameters: Mapping[str, float], dtype: str) -> Grid:
    """Return inputs of a format with everything that is true there."""
    first = [*probes(a, parameters)[0], *probes(a, parameters)[1]]
    for kind, make in ((Elementwise, _elementwise), (Pair, _pair), (Vector, _vector)):
        if isinstance(a, kind):
            return make(a, parameters, dtype, first)
    wrong = f"no inputs are thought of for a {type(a).__name__}"
    raise SourceError(f"activations/frameworks/{a.id}.toml:1: {wrong}: add them in {__name__}")


def _elementwise(
    a: Activation, parameters: Mapping[str, float], dtype: str, first: list[Any]
) -> Grid:
    assert isinstance(a, Elementwise)
    x = numbers(dtype)
    value = doubles([truth(a, parameters)(arb(v)) for v in x])
    evaluate = truth(a, parameters, 1)
    high, low = doubles([evaluate(arb(v)) for v in x])
    high[_crossing(a, x) | np.isin(x, list(kinks(a, parameters)))] = np.nan
    inputs = [np.concatenate([first, x])]
    slopes = [unasked((high, low), len(first))]
    return Grid(inputs, unasked(value, len(first)), slopes, np.ones(len(inputs[0])))


def _crossing(a: Activation, x: Floats) -> NDArray[np.bool]:
    """Tell where the derivative has a zero, near which no relative error means anything."""
    between = a.accuracy.crossing
    return (between.low < x) & (x < between.high) if between else np.zeros(len(x), bool)


def _pair(a: Activation, parameters: Mapping[str, float], dtype: str, first: list[Any]) -> Grid:
    x = numbers(dtype)
    x = x[np.abs(x) < 700]
    random = np.random.default_rng(7)
    y = rounded(random.normal(0, 3, len(x)), dtype)
    true = [
        doubles([evaluate(arb(u), arb(v)) for u, v in zip(x, y, strict=True)])
        for evaluate in (partial(a, parameters, *by) for by in ((), (A,), (B,)))
    ]
    true[1][0][_crossing(a, x)] = np.nan
    inputs = [np.concatenate([[p[i] for p in first], z]) for i, z in enumerate((x, y))]
    value, *slopes = (unasked(t, len(first)) for t in true)
    return Grid(inputs, value, slopes, np.ones(len(inputs[0])))


def _vector(a: Activation, parameters: Mapping[str, float], dtype: str, first: list[Any]) -> Grid:
    random = np.random.default_rng(7)
    wide = [random.uniform(-most, most, LENGTH) for most in (1, 10, 50, 80, 80, 1e3, 1e4) * 4]
    fixed = [[0.0] * LENGTH, [1e4, 9999, 9998, 0, 0, -1e4], [-1e4] * LENGTH, [30, *[0.0] * 5]]
    x = rounded(np.array([*fixed, *wide]), dtype)
    value, slope = [], []
    for row in x:
        components = Components(a, parameters, [arb(v) for v in row])
        value += [components.value(i) for i in range(LENGTH)]
        slope += [components.slope(0, j) for j in range(LENGTH)]
    true = [tuple(part.reshape(x.shape) for part in doubles(b)) for b in (value, slope)]
    inputs = np.concatenate([np.array(first), x])
    # Three axes, of which the last is meant: a default that takes another one shows.
    shape = (len(inputs) // 2, 2, LENGTH)
    value_, slope_ = (
        tuple(part.reshape(shape) for part in unasked((t[0], t[1]), len(first))) for t in true
    )
    weight = np.zeros(shape)
    weight[..., 0] = 1
    return Grid([inputs.reshape(shape)], (value_[0], value_[1]), [(slope_[0], slope_[1])], weight)


def file(a: Activation, settings: Sequence[Mapping[str, float]]) -> Path:
    """Return the file with what is true of a function, for each setting of its parameters."""
    here = Path(__file__).resolve()
    parts = [here.read_bytes(), a.path.read_bytes(), repr(settings).encode()]

    def make() -> bytes:
        arrays = dict(_arrays(a, settings))
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        return buffer.getvalue()

    cached("conformance", parts, make)
    return place("conformance", parts)


def _arrays(a: Activation, settings: Sequence[Mapping[str, float]]) -> Iterator[tuple[str, Any]]:
    for number, parameters in enumerate(settings):
        for dtype in FORMATS:
            found = grid(a, parameters, dtype)
            prefix = f"{number}.{dtype}."
            yield f"{prefix}value", np.stack(found.value)
            yield f"{prefix}weight", found.weight
            for i, (x, slope) in enumerate(zip(found.inputs, found.slopes, strict=True)):
                yield f"{prefix}input{i}", x
                yield f"{prefix}slope{i}", np.stack(slope)
