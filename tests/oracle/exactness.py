"""How exact each function is: its worst errors over fixed inputs, against ball arithmetic.

`make exactness` writes them into docs/exactness/, one file a function, for the page of that name;
a test measures them again.
"""

from __future__ import annotations

import contextlib
import inspect
import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
from numpy.typing import NDArray

import activations
from activations.spec import Activation, Elementwise, Pair, Reduction
from scripts.sources.measured import EXACTNESS
from scripts.truth.components import Components
from scripts.truth.expressions import A, B, Ball, Undecided, kinks, partial, truth
from tests.kinds.inputs import some, tied, vectors
from tests.oracle.distances import Floats, ball, clear, crosses, errors, points, relative

PATH = Path(EXACTNESS)
FEW = 17  # an odd number, so that every last digit of a number is met
Worst = dict[str, dict[str, Any]]
Run = Callable[[Any], Any]  # a function as it is called: the package's, or its body as printed
# The order of the derivative, the first input, what the code gives, what is true.
Case = tuple[int, Sequence[float] | NDArray[Any], Any, list[Ball]]


def measure(a: Activation, before: Worst | None = None) -> Worst:
    """The worst error of f and of its derivative: in float64 relative, below in ulp.

    `copied` is the printed body run on float32 as it stands, relative and where the truth is a
    normal number of float32. With what was measured before, one number in `FEW` is looked at, and
    those where the worst errors were.
    """
    worst: Worst = {"function": {}, "derivative": {}}
    for kind, dtype, run, distance in (
        ("float64", np.float64, public, relative),
        ("float32", np.float32, public, lambda y, t: errors(y, t, np.float32)),
        ("float16", np.float16, public, lambda y, t: errors(y, t, np.float16)),
        ("copied", np.float32, copied, normal_in_float32),
    ):
        at = [there[kind]["at"] for there in before.values() if kind in there] if before else None
        for order, x, y, true in cases(a, np.dtype(dtype), run, at):
            far = distance(y, true)
            if isinstance(a, Reduction) and order == 0:
                far = far * _share(true[0], x)
            far[[crosses(a, order, v) for v in x]] = 0
            k = int(far.argmax())
            there = worst[["function", "derivative"][order]]
            if far[k] >= there.get(kind, {"error": 0})["error"]:
                there[kind] = {"error": float(f"{far[k]:.3g}"), "at": float(f"{x[k]:.6g}")}
    return worst


def public(function: Run) -> Run:
    return function


def copied(function: Any) -> Run:
    """The body as somebody has copied it, with the copied bodies of what it calls."""
    body = inspect.unwrap(function)
    names = {name: inspect.unwrap(f) if callable(f) else f for name, f in body.__globals__.items()}
    return FunctionType(body.__code__, names, body.__name__, body.__defaults__)


def normal_in_float32(got: Any, true: list[Ball]) -> Floats:
    """Relative, of what float32 can hold."""
    info = np.finfo(np.float32)
    fits = [float(info.tiny) <= abs(float(t)) <= float(info.max) for t in true]
    return np.where(fits, relative(np.asarray(got, np.float64), true), 0.0)


def cases(
    a: Activation, dtype: np.dtype[Any], run: Any, at: list[float] | None = None
) -> Iterator[Case]:
    with np.errstate(all="ignore"):
        if isinstance(a, Elementwise):
            yield from _elementwise(a, dtype, run, at)
        elif isinstance(a, Pair):
            yield from _pair(a, dtype, run, at)
        else:
            yield from _vector(a, dtype, run, at)


def _met(x: NDArray[Any], at: list[float]) -> NDArray[Any]:
    """Which numbers are at one of the places, which are written with six digits."""
    wide = x.astype(np.float64)
    return np.isin([f"{v:.6g}" for v in wide], [f"{v:.6g}" for v in at])


def _chosen(x: NDArray[Any], at: list[float] | None) -> NDArray[Any]:
    """Which numbers are looked at: all, or a few and those at these places."""
    few = np.arange(len(x)) % FEW == 0
    return np.full(len(x), True) if at is None else few | _met(x, at)


def _elementwise(
    a: Elementwise, dtype: np.dtype[Any], run: Any, at: list[float] | None
) -> Iterator[Case]:
    random = np.random.default_rng(32)
    if dtype == np.float16:
        x = np.arange(2**16, dtype=np.uint16).view(np.float16)
    elif dtype == np.float32:
        bits = random.integers(0, 2**32, 2000, dtype=np.uint32).view(np.float32)
        sweep = np.concatenate([np.linspace(-12, 12, 2001), np.linspace(-104, 104, 1001)])
        x = np.concatenate([bits, sweep.astype(np.float32)])
    else:
        tails = [sign * np.geomspace(5, 745, 1500) for sign in (-1, 1)]
        x = np.concatenate([points(seed=77, count=1500), np.linspace(-40, 2, 1500), *tails])
    x = x[np.isfinite(x)]
    x = x[_chosen(x, at)]
    for order, f in enumerate((a.function, a.derivative)):
        inputs = x[~np.isin(x, list(kinks(a, {})))] if order else x
        evaluate = truth(a, {}, order)
        yield order, inputs, run(f)(inputs), [evaluate(ball(v)) for v in inputs]


def _pair(a: Pair, dtype: np.dtype[Any], run: Any, at: list[float] | None) -> Iterator[Case]:
    random = np.random.default_rng(32)
    most = float(min(-math.log(np.finfo(dtype).tiny), 700))
    x = np.concatenate([random.uniform(-most, most, 1000), random.normal(0, 3, 1500)])
    x, y = x.astype(dtype), random.normal(0, 3, len(x)).astype(dtype)
    chosen = _chosen(x, at)
    x, y = x[chosen], y[chosen]
    value, slopes = run(a.function)(x, y), run(a.derivative)(x, y)
    for order, got, by in ((0, value, ()), (1, slopes[0], (A,)), (1, slopes[1], (B,))):
        evaluate = partial(a, {}, *by)
        yield order, x, got, [evaluate(ball(u), ball(v)) for u, v in zip(x, y, strict=True)]


def _share(true: Ball, x: Sequence[float] | NDArray[Any]) -> float:
    """What a result is of the largest of it and the inputs: terms of both signs may cancel."""
    return abs(float(true)) / max(abs(float(true)), float(np.abs(x).max()), 1e-300)


def _vector(
    a: Activation, dtype: np.dtype[Any], run: Any, at: list[float] | None
) -> Iterator[Case]:
    for index, long in enumerate([*vectors(), *some()]):
        x = long[np.abs(long) < 60].astype(dtype)
        if not len(x) or (at is not None and index % FEW and not _met(x, at).any()):
            continue
        if tied(a, x):
            continue
        components = Components(a, {}, [ball(v) for v in x])
        y, held = np.atleast_1d(run(a.function)(x)), clear(a, x, components)
        chosen = [int(k) for k in np.argsort(y)[:: max(1, len(y) // 8)] if held[k]]
        # Of a reduction the input of largest size is named.
        at_k = [k % len(x) for k in chosen] if components.each else [int(np.abs(x).argmax())]
        if chosen:
            yield 0, x[at_k], y[chosen], [*map(components.value, chosen)]
        if len(x) <= 10 and held.all():
            slopes = np.atleast_2d(run(a.derivative)(x))
            true = {}
            for i, j in np.ndindex(*slopes.shape):
                with contextlib.suppress(Undecided):  # a joint
                    true[i, j] = components.slope(i, j)
            if true:
                got = np.array([slopes[entry] for entry in true])
                yield 1, [x[j] for _, j in true], got, [*true.values()]


def main(ids: Sequence[str]) -> None:
    PATH.mkdir(exist_ok=True)
    for a in map(activations.get, ids) if ids else activations.catalogue:
        found = json.dumps(measure(a), indent=1)
        (PATH / f"{a.id}.json").write_text(f"{found}\n", encoding="utf-8", newline="\n")
        print(f"{PATH / a.id}.json")


if __name__ == "__main__":
    main(sys.argv[1:])
