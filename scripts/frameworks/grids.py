"""What is true at the inputs at which frameworks are measured: ball arithmetic, kept in build/.

For each number format the inputs are numbers of that format, so that nothing is rounded before it
is measured. The truth is the sum of two doubles, which has digits enough to measure float64.
"""

from __future__ import annotations

import inspect
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from flint import arb
from numpy.typing import NDArray

from activations.spec import Activation
from scripts import kinds
from scripts.files.cache import cached, place
from scripts.truth import inputs

Floats = NDArray[np.float64]
Double = tuple[Floats, Floats]
FORMATS = ("float32", "float64", "bfloat16")
NAMES = {math.inf: "inf", -math.inf: "-inf"}


class Grid(NamedTuple):
    """Inputs and what is true there. The first of them are the probes: nothing is asked there."""

    inputs: list[Floats]
    value: Double
    slopes: list[Double]
    weight: Floats  # what is differentiated is the sum of the results with these weights


def label(probe: Any) -> str:
    """Return how a probe is called in the files."""
    if isinstance(probe, tuple):
        return ", ".join(map(label, probe))
    return NAMES.get(probe, "nan" if math.isnan(probe) else f"{probe:g}")


def grid(a: Activation, parameters: Mapping[str, float], dtype: str) -> Grid:
    """Return inputs of a format with everything that is true there."""
    kind = kinds.of(a)
    first = np.array([probe for group in kind.probes(a, parameters) for probe in group])
    asked = kind.asked(a, parameters, dtype)
    of_each = first.T if len(asked.inputs) > 1 else [first]
    given = [np.concatenate(both) for both in zip(of_each, asked.inputs, strict=True)]
    value, *slopes = (_after(first, _doubles(balls)) for balls in (asked.value, *asked.slopes))
    if given[0].ndim > 1:
        # Three axes, of which the last is meant: a default that takes another one shows.
        given = [_in_twos(x) for x in given]
        value, *slopes = ((_in_twos(high), _in_twos(low)) for high, low in (value, *slopes))
    weight = np.ones(value[0].shape)
    if value[0].ndim > 2:  # of a vector, the first result
        weight = np.zeros(value[0].shape)
        weight[..., 0] = 1
    return Grid(given, value, slopes, weight)


def _doubles(balls: NDArray[Any]) -> Double:
    """Return numbers as sums of two doubles."""
    high = np.array([float(b) for b in balls.flat])
    low = [float(b - arb(h)) if math.isfinite(h) else 0.0
           for b, h in zip(balls.flat, high.tolist(), strict=True)]  # fmt: skip
    return high.reshape(balls.shape), np.array(low).reshape(balls.shape)


def _after(first: Floats, true: Double) -> Double:
    """Put what is not asked before what is true."""
    shape = (len(first), *true[0].shape[1:])
    return np.concatenate([np.full(shape, np.nan), true[0]]), np.concatenate(
        [np.zeros(shape), true[1]]
    )


def _in_twos(rows: Floats) -> Floats:
    return rows.reshape(-1, 2, *rows.shape[1:])


def file(a: Activation, settings: Sequence[Mapping[str, float]]) -> Path:
    """Return the file with what is true of a function, for each setting of its parameters."""
    made_by = (grid, type(kinds.of(a)), inputs.asked)
    scripts = [Path(inspect.getfile(part)).read_bytes() for part in made_by]
    parts = [*scripts, a.path.read_bytes(), repr(settings).encode()]

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
