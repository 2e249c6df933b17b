"""Functions of a vector: every component and slope against `exact`, and what is claimed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from flint import arb, ctx

from activations import SOFTMAX
from activations.spec import SMOOTH, Accuracy, Vector
from scripts.truth.components import Components, formulas
from scripts.truth.expressions import Ball, Parameters, as_typed, constant
from tests.kinds.inputs import lines, some, three, tied, vectors, wild
from tests.kinds.records import cases, name, of, refuted
from tests.oracle.curves import curve
from tests.oracle.distances import ball, clear, errors, margin, off, relative

RECORDS = of(Vector)
EVERY = pytest.mark.parametrize("a", RECORDS, ids=name)
CASES = cases(Vector)
EVERY_SETTING = pytest.mark.parametrize(("a", "parameters"), CASES, ids=name)
NEAR = arb(2) ** -60  # of what is computed to 70 bits


def check(a: Vector, parameters: Parameters, x: Any, every: int = 1) -> None:
    """The components, or of a long vector some and the largest: float64 relative, others in ulp."""
    with np.errstate(over="ignore"):  # a difference of two inputs may, and rightly
        y = a.function(x, **parameters)
    assert y.dtype == x.dtype
    chosen: Iterable[int] = range(len(y))
    if every > 1:
        order = np.argsort(y)
        chosen = {*map(int, order[:: max(1, len(y) // every)]), int(order[-1])}
    hold(a, parameters, x, y, chosen)


def hold(a: Vector, parameters: Parameters, x: Any, y: Any, chosen: Iterable[int]) -> None:
    truth = Components(a, parameters, [ball(v) for v in x])
    assert y.shape == (truth.size,)
    if tied(a, x):
        return
    held = clear(a, x, truth)
    for i in chosen:
        got, true = y[i : i + 1], [truth.value(i)]
        wide = x.dtype == np.float64
        if wide and not held[i]:
            assert off(got[0], true[0]) <= a.accuracy.function * margin(a), f"{i} of {x!r}"
            continue
        (error,) = relative(got, true) if wide else errors(got, true, x.dtype)
        most = a.accuracy.function if wide else 1
        assert error <= most, f"{error:.3g} in component {i} of {x!r}"


# --- the code -------------------------------------------------------------------------------


@EVERY_SETTING
def test_float64(a: Vector, parameters: Parameters) -> None:
    for x in [*vectors(), *some(), *wild()]:
        check(a, parameters, x, every=1 if len(x) <= 10 else 12)


@EVERY
def test_along_the_first_axis(a: Vector) -> None:
    """NumPy adds along it one after the other: what is lost below 1 adds up."""
    columns = [np.insert(np.full(999, -36.05), 0, 0.0), np.full(1000, 0.1)]
    y = a.function(np.stack(columns, axis=1), axis=0)
    for k, x in enumerate(columns):
        hold(a, {}, x, y[:, k], (0, 1, 999))


def check_slope(
    a: Vector, parameters: Parameters, x: Any, jacobian: Any, entries: Iterable[tuple[int, ...]]
) -> None:
    truth = Components(a, parameters, x)
    assert jacobian.shape == (truth.size, len(x))
    if not clear(a, x, truth).all():
        return
    allowed = a.accuracy.derivative
    for i, j in entries:
        got = jacobian[i, j]
        if a.smoothness >= 1:
            (error,) = relative([got], [truth.slope(i, j)])
            assert error <= allowed, f"{error:.3g} at {x}, entry {i, j}"
            continue
        sides = [Components(a, parameters, moved).slope(i, j) for moved in beside(x, j)]
        between = arb(got) >= min(sides, key=float) and arb(got) <= max(sides, key=float)
        assert between or (relative([got] * 2, sides) <= allowed).any(), (x, i, j)


def beside(x: Any, j: int) -> list[list[Ball]]:
    """The vector with one entry moved a hair to either side, where a joint may lie on it."""
    moved = []
    for sign in (-1, 1):
        inputs = [arb(v) for v in x]
        inputs[j] += sign * (abs(inputs[j]) * arb(2) ** -90 if x[j] else arb(2) ** -1080)
        moved.append(inputs)
    return moved


@EVERY_SETTING
def test_function_and_jacobian_of_three(a: Vector, parameters: Parameters) -> None:
    for x in three():
        check(a, parameters, x)
        jacobian = a.derivative(x, **parameters)
        check_slope(a, parameters, x, jacobian, np.ndindex(*jacobian.shape))


@EVERY
@pytest.mark.parametrize("n", [10, 100])
def test_jacobian_of_many(a: Vector, n: int) -> None:
    uniform = np.random.default_rng(7).uniform(-50, 50, n)
    for x in (uniform, np.random.default_rng(8).normal(size=n)):
        order = [int(k) for k in np.argsort(a.function(x)[:n])]
        chosen = {*order[:3], order[n // 2], *order[-3:]}
        check_slope(a, {}, x, a.derivative(x), itertools.product(chosen, repeat=2))


@EVERY_SETTING
def test_lower_precision(a: Vector, parameters: Parameters) -> None:
    random = np.random.default_rng(9)
    for dtype in (np.float16, np.float32):
        for n in (1, 2, 3, 10, 100):
            x = random.uniform(-50, 50, n).astype(dtype)
            check(a, parameters, x, every=1 if n <= 10 else 12)
        largest = np.finfo(dtype).max
        check(a, parameters, np.array([largest, -largest, 0, largest], dtype))
        assert a.derivative(x, **parameters).dtype == dtype


@EVERY
def test_the_code_keeps_what_is_claimed(a: Vector) -> None:
    low, high = (float(constant(as_typed(a, end))) for end in a.interval[:2])
    for x in [*some(), *wild()]:
        with np.errstate(over="ignore"):
            y = a.function(x)
        assert ((low <= y) & (y <= high)).all()
        if a.total:  # each component is off by at most its bound
            total = float(constant(as_typed(a, a.total)))
            assert abs(y.sum() - total) <= a.accuracy.function * total
        if a.order_preserving:
            ordered = y[np.argsort(x, kind="stable")]
            slack = 2 * a.accuracy.function * np.abs(ordered[:-1])
            assert (ordered[1:] >= ordered[:-1] - slack).all()


@EVERY
def test_rows_and_columns_of_the_jacobian(a: Vector) -> None:
    """They sum to 0 if a shift moves no output, and if the outputs have a total; only then."""
    rows, columns = [], []
    for x in some():
        n, jacobian = len(x), a.derivative(20 * x)
        # The diagonal is the rounded sum of the rest: each of n additions loses half an ulp.
        slack = n * 2.0**-52 * np.abs(jacobian).sum(axis=1) + 1e-320
        rows.append((np.abs(jacobian.sum(axis=1)) <= slack).all())
        most = 2 * n * a.accuracy.derivative
        columns.append((np.abs(jacobian.sum(axis=0)) <= most).all())
    assert all(rows) == a.shift_invariant
    assert all(columns) == bool(a.total)


@EVERY
def test_a_shift_by_a_power_of_two(a: Vector) -> None:
    """Integers and their shifts are exact, so that the outputs agree to the last bit."""
    random = np.random.default_rng(15)
    agree = []
    for power in range(31):
        x = random.integers(-(2**20), 2**20, int(random.integers(1, 13))).astype(float)
        agree.append(np.array_equal(a.function(x + 2.0**power), a.function(x)))
    assert all(agree) == a.shift_invariant


# --- random functions -----------------------------------------------------------------------

RANDOM = [(a, parameters) for a, parameters in CASES if a.random]


@pytest.mark.parametrize(("a", "parameters"), RANDOM, ids=name)
def test_a_random_function(a: Vector, parameters: Parameters) -> None:
    """The same state draws the same function, each row its own, and the claims hold of it."""
    x = np.tile([0.3, -1.2, 0.8], (1000, 1))
    y, again, moved = (
        a.function(x + shift, rng=np.random.default_rng(7), **parameters)
        for shift in (0.0, 0.0, np.array([2.0**-20, 0, 0]))
    )
    np.testing.assert_array_equal(y, again)
    assert len(np.unique(y[:, 0])) > 900
    assert not np.array_equal(y[0], a.function(x[0], **parameters))
    slope = a.derivative(x, rng=np.random.default_rng(7), **parameters)[..., 0]
    np.testing.assert_allclose((moved - y) * 2.0**20, slope, rtol=1e-4, atol=1e-5)
    if a.total:
        np.testing.assert_allclose(y.sum(-1), float(constant(as_typed(a, a.total))), rtol=1e-14)
    low, high = (float(constant(as_typed(a, end))) for end in a.interval[:2])
    assert ((low <= y) & (y <= high)).all()


# --- what is claimed, of `exact` ------------------------------------------------------------


def outputs(a: Vector, x: Iterable[Any]) -> list[Ball]:
    truth = Components(a, {}, list(x))
    return [truth.value(i) for i in range(truth.size)]


def samples(a: Vector) -> list[Any]:
    random = np.random.default_rng(16)
    some = [random.uniform(-20, 20, n) for n in (1, 2, 3, 3, 3, 5, 8)] + three()[::8]
    return [x for x in some if not tied(a, x)]


def equal(u: Ball, v: Ball) -> bool:
    return bool(abs(u - v) < NEAR * (1 + abs(u)))


@EVERY
def test_total(a: Vector) -> None:
    sums = [sum(outputs(a, x), arb(0)) for x in samples(a) if len(x) == 3]
    assert all(equal(s, sums[0]) for s in sums) == bool(a.total)
    if a.total:
        totals = [sum(outputs(a, x), arb(0)) for x in samples(a)]
        assert all(equal(s, constant(as_typed(a, a.total))) for s in totals)


@EVERY
def test_shift_invariance(a: Vector) -> None:
    moved: list[tuple[Ball, Ball]] = []
    for x, shift in itertools.product(samples(a), (-2.75, 11.5)):
        with ctx.workprec(1200):  # exact, also beside 5e-324: a ball is not equal to itself
            other = [arb(e) + shift for e in x]
        moved += zip(outputs(a, x), outputs(a, other), strict=True)
    assert all(equal(u, v) for u, v in moved) == a.shift_invariant


@EVERY
def test_order(a: Vector) -> None:
    """Among the outputs is the order of the inputs, strictly; if not claimed, somewhere not."""
    kept = True
    for x in samples(a):
        y = outputs(a, x)
        kept &= len(y) == len(x)
        pairs = itertools.combinations(range(len(x)), 2)
        kept &= all((x[i] < x[j]) == bool(y[i] < y[j]) for i, j in pairs)
    assert kept == a.order_preserving


@EVERY
def test_range(a: Vector) -> None:
    """No output is outside; both ends are come near, a closed one is reached, an open one not."""
    far = [np.array(v) * scale for v in ((1.0, 0, -1), (-1, 0, 1)) for scale in (700.0, 1e9)]
    values = [v for x in [*samples(a), *far] for v in outputs(a, x)]
    for sign, text, closed in (
        (1, a.interval.low, a.interval.closed_low),
        (-1, a.interval.high, a.interval.closed_high),
    ):
        end = constant(as_typed(a, text))
        beyond = [sign * (v - end) for v in values] if end.is_finite() else []
        nearest = min(values, key=lambda v: sign * float(v))
        if not end.is_finite():
            assert sign * nearest < -(10**6)
            assert not closed
        elif closed:
            assert not any(b < 0 for b in beyond)
            assert any(b.is_zero() for b in beyond)
        else:
            assert not any(b <= 0 for b in beyond)
            assert not any(b.is_zero() for b in beyond)
            assert abs(nearest - end) < 1e-6


@EVERY
def test_smoothness(a: Vector) -> None:
    """On lines through the joints."""
    found = [
        curve(a, along=line, formula=k).smoothness()
        for line in lines()
        for k in range(len(formulas(a)))
    ]
    assert min(found) == a.smoothness


# --- that a false claim is found ------------------------------------------------------------

FALSE: list[tuple[str, Any, dict[str, Any]]] = [
    ("softmax", test_total, {"total": "2"}),
    ("softmax", test_total, {"total": ""}),
    ("crelu", test_total, {"total": "1"}),
    ("log_softmax", test_total, {"total": "1"}),
    ("softmax", test_shift_invariance, {"shift_invariant": False}),
    ("crelu", test_shift_invariance, {"shift_invariant": True}),
    ("crelu", test_a_shift_by_a_power_of_two, {"shift_invariant": True}),
    ("gumbel_softmax", test_rows_and_columns_of_the_jacobian, {"shift_invariant": False}),
    ("crelu", test_rows_and_columns_of_the_jacobian, {"total": "1"}),
    ("crelu", test_order, {"order_preserving": True}),
    ("gumbel_softmax", test_order, {"order_preserving": False}),
    ("log_softmax", test_order, {"order_preserving": False}),
    ("log_softmax", test_range, {"range": "(-oo, 1)"}),
    ("log_softmax", test_range, {"range": "[-5, 0)"}),
    ("crelu", test_range, {"range": "(0, oo)"}),
    ("crelu", test_range, {"range": "[-1, oo)"}),
    ("crelu", test_range, {"range": "[0, 5]"}),
    ("softmax", test_range, {"range": "(0, 2)"}),
    ("softmax", test_range, {"range": "(0, oo)"}),
    ("crelu", test_smoothness, {"smoothness": SMOOTH}),
    ("crelu", test_smoothness, {"smoothness": -1}),
    ("softmax", test_smoothness, {"smoothness": 0}),
    ("softmax", test_float64, {"accuracy": Accuracy(1e-15, 1e-12)}),
    ("softmax", test_function_and_jacobian_of_three, {"accuracy": Accuracy(1e-12, 1e-15)}),
    ("gumbel_softmax", test_function_and_jacobian_of_three, {"exact": SOFTMAX.exact}),
    ("crelu", test_function_and_jacobian_of_three, {"exact": "(Max(-x_i, 0), Max(x_i, 0))"}),
    ("sparsemax", test_order, {"order_preserving": True}),
    ("sparsemax", test_range, {"range": "(0, 1]"}),
    ("sparsemax", test_smoothness, {"smoothness": 1}),
    ("sparsemax", test_function_and_jacobian_of_three, {"exact": SOFTMAX.exact}),
    ("hardmax", test_smoothness, {"smoothness": 0}),
    ("hardmax", test_shift_invariance, {"shift_invariant": False}),
    ("hardmax", test_float64, {"exact": SOFTMAX.exact}),
]


@pytest.mark.parametrize(("ident", "test", "claims"), FALSE, ids=name)
def test_a_false_claim_is_found(ident: str, test: Any, claims: dict[str, Any]) -> None:
    refuted(Vector, ident, test, claims)
