"""Functions of a vector that return one number: value and gradient, and what is claimed.

Terms of both signs may cancel, and an input that is rounded moves the result by its own ulp: so
errors are relative to the largest of the result and the inputs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from flint import arb

from activations.spec import SMOOTH, Accuracy, Reduction
from scripts.truth.components import Components
from scripts.truth.expressions import Ball, Parameters, as_typed, constant
from tests.kinds.inputs import lines, some, three, vectors, wild
from tests.kinds.records import cases, name, of, refuted
from tests.oracle.curves import curve
from tests.oracle.distances import ball, off, relative, spacing

RECORDS = of(Reduction)
EVERY = pytest.mark.parametrize("a", RECORDS, ids=name)
CASES = cases(Reduction)
EVERY_SETTING = pytest.mark.parametrize(("a", "parameters"), CASES, ids=name)


def exact(a: Reduction, parameters: Parameters, x: Iterable[Any]) -> Ball:
    (truth,) = (Components(a, parameters, [v if isinstance(v, arb) else ball(v) for v in x]),)
    assert truth.size == 1
    return truth.value(0)


def error(a: Reduction, parameters: Parameters, x: Any, got: Any) -> tuple[float, float]:
    """Relative to the largest of the result and the inputs, and in its ulp."""
    true = exact(a, parameters, x)
    largest = abs(true).max(ball(np.abs(x).max(initial=np.finfo(x.dtype).tiny)))
    far = off(got, true)
    ulp = spacing(largest, x.dtype)
    return float((far / largest).abs_upper()), float((far / ulp).abs_upper())


# --- the code -------------------------------------------------------------------------------


@EVERY_SETTING
def test_float64(a: Reduction, parameters: Parameters) -> None:
    for x in [*vectors(), *some(), *wild()]:
        got = a.function(x, **parameters)
        assert got.dtype == np.float64
        assert np.ndim(got) == 0
        found, _ = error(a, parameters, x, got)
        assert found <= a.accuracy.function, f"{found:.3g} at {x!r}"


@EVERY
def test_along_the_first_axis(a: Reduction) -> None:
    columns = [np.insert(np.full(999, -36.05), 0, 0.0), np.full(1000, 0.1)]
    y = a.function(np.stack(columns, axis=1), axis=0)
    assert y.shape == (2,)
    for x, got in zip(columns, y, strict=True):
        assert error(a, {}, x, got)[0] <= a.accuracy.function


@EVERY_SETTING
def test_gradient(a: Reduction, parameters: Parameters) -> None:
    for x in [*three(), *some(20)]:
        if a.smoothness < 1 and len(set(x.tolist())) < len(x):
            continue  # there is no gradient
        truth, gradient = Components(a, parameters, x), a.derivative(x, **parameters)
        assert gradient.shape == x.shape
        for j, got in enumerate(gradient):
            (found,) = relative([got], [truth.slope(0, j)])
            assert found <= a.accuracy.derivative, f"{found:.3g} at {x!r}, entry {j}"


@EVERY_SETTING
def test_lower_precision(a: Reduction, parameters: Parameters) -> None:
    random = np.random.default_rng(9)
    for dtype in (np.float16, np.float32):
        for n in (1, 2, 3, 10, 100):
            x = random.uniform(-50, 50, n).astype(dtype)
            got = a.function(x, **parameters)
            assert got.dtype == a.derivative(x, **parameters).dtype == dtype
            assert error(a, parameters, x, got)[1] <= 1
        largest = np.finfo(dtype).max
        x = np.array([largest, -largest, 0, largest], dtype)
        assert error(a, parameters, x, a.function(x, **parameters))[1] <= 1


@EVERY
def test_the_code_keeps_what_is_claimed(a: Reduction) -> None:
    low, high = (float(constant(as_typed(a, end))) for end in a.interval[:2])
    sums, kept = [], []
    for x in some():
        y, slack = a.function(x), 3e3 * a.accuracy.function + 2.0**-42  # x + 512 is rounded
        assert low <= y <= high
        kept.append(abs(a.function(x + 512.0) - 512.0 - y) <= slack)
        sums.append(abs(a.derivative(x).sum() - 1) <= len(x) * a.accuracy.derivative)
    assert all(kept) == all(sums) == a.shift_equivariant


# --- what is claimed, of `exact` ------------------------------------------------------------


def samples() -> list[Any]:
    random = np.random.default_rng(16)
    return [random.uniform(-20, 20, n) for n in (1, 2, 3, 3, 5, 8)] + three()[::8]


def equal(u: Ball, v: Ball) -> bool:
    return bool(abs(u - v) < arb(2) ** -60 * (1 + abs(u)))


@EVERY
def test_shift(a: Reduction) -> None:
    moved = [
        equal(exact(a, {}, [arb(v) + c for v in x]), exact(a, {}, x) + c)
        for x, c in itertools.product(samples(), (-2.75, 11.5))
    ]
    assert all(moved) == a.shift_equivariant


@EVERY
def test_symmetry(a: Reduction) -> None:
    same = [
        equal(exact(a, {}, x), exact(a, {}, y)) for x in samples() for y in (x[::-1], np.roll(x, 1))
    ]
    assert all(same) == a.symmetric


@EVERY
def test_range(a: Reduction) -> None:
    far = [np.array(v) * 1e9 for v in ((1.0, 1, 1), (-1, -1, -1), (1, 0, -1), (-1, -1, 0))]
    values = [exact(a, {}, x) for x in [*samples(), *far, np.zeros(3)]]
    for sign, text, closed in (
        (1, a.interval.low, a.interval.closed_low),
        (-1, a.interval.high, a.interval.closed_high),
    ):
        end = constant(as_typed(a, text))
        nearest = min(values, key=lambda v: sign * float(v))
        if not end.is_finite():
            assert sign * nearest < -(10**6)
            assert not closed
        else:
            assert all(sign * (v - end) >= 0 for v in values)
            assert (nearest - end).is_zero() if closed else 0 < sign * (nearest - end) < 1e-6


@EVERY
def test_convexity_and_smoothness(a: Reduction) -> None:
    """On lines, where both are certain; what is claimed of neither must fail on one."""
    there = {curve(a, along=line) for line in lines()}
    both = set.intersection(*(c.convexity() for c in there))
    assert a.convexity in (both or {"none"})
    assert min(c.smoothness() for c in there) == a.smoothness


# --- that a false claim is found ------------------------------------------------------------

FALSE: list[tuple[Any, dict[str, Any]]] = [
    (test_shift, {"shift_equivariant": False}),
    (test_shift, {"exact": "log(exp(x_1) + exp(x_2) + exp(x_3))/2"}),
    (test_the_code_keeps_what_is_claimed, {"shift_equivariant": False}),
    (test_symmetry, {"symmetric": False}),
    (test_range, {"range": "[0, oo)"}),
    (test_range, {"range": "(-oo, 5)"}),
    (test_convexity_and_smoothness, {"convexity": "concave"}),
    (test_convexity_and_smoothness, {"convexity": "none"}),
    (test_convexity_and_smoothness, {"smoothness": 0}),
    (test_convexity_and_smoothness, {"exact": "Max(x_1, x_2, x_3)", "smoothness": SMOOTH}),
    (test_float64, {"exact": "log(exp(x_1) + exp(x_2) + 2*exp(x_3))"}),
    (test_float64, {"exact": "Max(x_1, x_2, x_3)"}),
    (test_gradient, {"exact": "Max(x_1, x_2, x_3)"}),
    (test_gradient, {"accuracy": Accuracy(1e-12, 1e-15)}),
]


@pytest.mark.parametrize(("test", "claims"), FALSE, ids=name)
def test_a_false_claim_is_found(test: Any, claims: dict[str, Any]) -> None:
    refuted(Reduction, "logsumexp", test, claims)
