"""What a public call costs beside its printed body, which somebody might copy instead."""

from __future__ import annotations

import inspect
import timeit
from collections.abc import Callable
from typing import Any

import numpy as np

import activations
from activations.arrays import arguments
from activations.frameworks import inputs

LARGE, SMALL = 1_000_000, 10
REPEATS = 9


def show() -> None:
    """Print a line a function: the ratio for a large array, what a call adds for a small one."""
    print(f"\na public call beside its printed body, float64, best of {REPEATS}")
    print(f"{'':36}{f'{LARGE:,} entries, ratio':>26}{f'{SMALL} entries, adds':>24}")
    for a in activations.catalogue:
        for f in (a.function, a.derivative):
            if f is not a.function and "axis" in arguments(f):
                continue  # a Jacobian of a million entries
            large, small = (_both(f, size, len(inputs(a))) for size in (LARGE, SMALL))
            ratio, added = large[0] / large[1], (small[0] - small[1]) * 1e6
            print(f"{f.__name__:36}{ratio:26.2f}{added:20.1f} µs")


def _both(f: Callable[..., Any], size: int, arrays: int) -> tuple[float, float]:
    """Return the seconds of a call and of its body, the two taking turns."""
    random = np.random.default_rng(0)
    given = [random.normal(0, 3, size).reshape(-1, 10) for _ in range(arrays)]
    times: dict[Callable[..., Any], list[float]] = {f: [], inspect.unwrap(f): []}
    number = max(1, 20_000 // size)
    for _ in range(REPEATS):
        for run, taken in times.items():
            taken.append(timeit.timeit(lambda run=run: run(*given), number=number) / number)  # type: ignore[misc]
    public, body = times.values()
    return min(public), min(body)
