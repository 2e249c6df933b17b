"""Functions of two numbers: value and partial derivatives, and what is claimed."""

from __future__ import annotations

import functools
import warnings
from typing import Any

import numpy as np
import pytest
import sympy
from flint import arb

from activations.spec import SMOOTH, Accuracy, Crossing, Pair
from scripts.truth.expressions import (
    A,
    B,
    Ball,
    Parameters,
    Truth,
    X,
    as_typed,
    constant,
    in_cases,
    partial,
)
from tests.kinds.records import cases, name, of, refuted
from tests.oracle.curves import Curve
from tests.oracle.distances import (
    ball,
    bound,
    crosses,
    errors,
    hard_points,
    off,
    outside,
    points,
    relative,
)

RECORDS = of(Pair)
EVERY = pytest.mark.parametrize("a", RECORDS, ids=name)
CASES = cases(Pair)
EVERY_SETTING = pytest.mark.parametrize(("a", "parameters"), CASES, ids=name)


def parts(a: Pair, parameters: Parameters, x: Any, y: Any) -> list[tuple[int, Any, Truth]]:
    """Value and both slopes: the order, what the code gives, and the truth."""
    with np.errstate(over="ignore"):
        value, slopes = a.function(x, y, **parameters), a.derivative(x, y, **parameters)
    assert len(slopes) == 2
    truths = [partial(a, parameters, *by) for by in ((), (A,), (B,))]
    return list(zip((0, 1, 1), (value, *slopes), truths, strict=True))


@EVERY_SETTING
def test_float64(a: Pair, parameters: Parameters) -> None:
    random = np.random.default_rng(11)
    x = np.concatenate([points(count=300), random.uniform(-40, 40, 300)])
    hard = [v for v in hard_points() if abs(v) < 1e100][:40]
    y = random.permutation(np.concatenate([random.normal(0, 3, len(x) - 40), hard]))
    apart = x != y  # there may be a joint
    x, y = x[apart], y[apart]
    for order, got, truth in parts(a, parameters, x, y):
        assert got.dtype == np.float64
        true = [truth(u, v) for u, v in zip(x, y, strict=True)]
        error = relative(got, true)
        error[outside(a, x)] = 0
        for k in np.flatnonzero([crosses(a, order, u) for u in x]):
            assert a.accuracy.crossing is not None  # the zero of a slope, times the other input
            if off(got[k], true[k]) <= abs(ball(y[k])) * a.accuracy.crossing.absolute:
                error[k] = 0
        worst = int(error.argmax())
        assert error[worst] <= bound(a, order), f"{error[worst]:.3g} at {x[worst]!r}, {y[worst]!r}"


@EVERY_SETTING
@pytest.mark.parametrize("dtype", [np.float16, np.float32], ids=name)
def test_lower_precision(a: Pair, parameters: Parameters, dtype: Any) -> None:
    random = np.random.default_rng(12)
    x, y = (random.normal(0, 3, 300).astype(dtype) for _ in range(2))
    for _, got, truth in parts(a, parameters, x[x != y], y[x != y]):
        assert got.dtype == dtype
        true = [truth(u, v) for u, v in zip(x[x != y].tolist(), y[x != y].tolist(), strict=True)]
        assert errors(got, true, dtype).max() <= 1


@EVERY
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64], ids=name)
def test_nan_stays_nan_without_a_warning(a: Pair, dtype: Any) -> None:
    """Nothing else becomes NaN or warns: up to 150 in size no product overflows."""
    ordinary = [-150, -88, -1.0, -1e-6, -0.0, 0.0, 1e-6, 1.0, 88, 150]
    x, y = (v.ravel() for v in np.meshgrid(*[np.array([np.nan, *ordinary], dtype)] * 2))
    # 0 times an infinite value has no limit: a slope may be 0 where its input is infinite.
    infinite, finite = np.array([np.inf, 1.0], dtype), np.ones(2, dtype)
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        a.function(infinite, infinite), a.derivative(infinite, finite)
        value, slopes = a.function(x, y), a.derivative(x, y)
    expected = np.isnan(x) | np.isnan(y)
    np.testing.assert_array_equal(np.isnan(value), expected)
    for slope in slopes:
        assert not np.isnan(slope[~expected]).any()
        assert np.isnan(slope[np.isnan(x) & np.isnan(y)]).all()


@EVERY
def test_pairs_broadcast(a: Pair) -> None:
    x, y = np.linspace(-2, 2, 4)[:, None], np.linspace(-3, 3, 5)
    table = a.function(x, y)
    assert table.shape == (4, 5)
    for part in a.derivative(x, y):
        assert part.shape == (4, 5)
    assert table[1, 2] == a.function(float(x[1, 0]), float(y[2]))
    assert a.function(np.float32(1), np.float64(2)).dtype == np.float64
    with pytest.raises(ValueError, match=rf"^{a.id}: these shapes do not broadcast: "):
        a.function([1.0, 2.0], [1.0, 2.0, 3.0])


# --- what is claimed, of `exact` ------------------------------------------------------------

INPUTS = [(1.0, 2.0), (-0.5, 3.0), (4.0, -2.0), (-1.25, -7.5), (0.0, 1.5), (30.0, -0.125)]


@EVERY
def test_linear_in(a: Pair) -> None:
    """The second derivative in an input, and the value at 0, vanish in just the inputs named."""
    expression = in_cases(as_typed(a, a.exact))
    linear = {
        str(letter)
        for letter in (A, B)
        if sympy.simplify(sympy.diff(expression, letter, 2)) == 0
        and sympy.simplify(expression.subs(letter, 0)) == 0
        and not expression.has(sympy.Piecewise)
    }
    assert linear == set(a.linear_in)


@EVERY
def test_symmetry(a: Pair) -> None:
    f = partial(a, {})
    found = [abs(f(u, v) - f(v, u)) < arb(2) ** -60 * (1 + abs(f(u, v))) for u, v in INPUTS]
    assert all(found) == a.symmetric
    if a.symmetric:
        x, y = np.array(INPUTS).T
        np.testing.assert_array_equal(a.function(x, y), a.function(y, x))
        for one, other in zip(a.derivative(x, y), a.derivative(y, x)[::-1], strict=True):
            np.testing.assert_array_equal(one, other)


@EVERY
def test_range(a: Pair) -> None:
    f = partial(a, {})
    far = [f(s * 1e9, t * 1e9) for s in (-1, 1) for t in (-1, 1)]
    values = [*(f(u, v) for u, v in [*INPUTS, (0.0, 0.0)]), *far]
    for sign, text, closed in (
        (1, a.interval.low, a.interval.closed_low),
        (-1, a.interval.high, a.interval.closed_high),
    ):
        end = constant(as_typed(a, text))
        nearest: Ball = min(values, key=lambda v: sign * float(v))
        if not end.is_finite():
            assert sign * nearest < -(10**6)
            assert not closed
        else:
            assert all(sign * (v - end) >= 0 for v in values)
            assert (nearest - end).is_zero() if closed else 0 < sign * (nearest - end) < 1e-6


@functools.cache
def along_lines(a: Pair, letter: sympy.Symbol | None = None) -> list[Curve]:
    """The function, or its slope in one of the inputs, on lines of every direction."""
    expression = as_typed(a, a.exact)
    if letter is not None:
        expression = sympy.diff(in_cases(expression), letter)
    ways: list[tuple[Any, Any]] = [(X, c) for c in (-3, 0, 2)] + [(c, X) for c in (-3, 0, 2)]
    ways += [(X, X + 1), (X, -X), (2 * X, X)]
    return [Curve(expression.subs({A: u, B: v}, simultaneous=True)) for u, v in ways]


@EVERY
def test_lipschitz(a: Pair) -> None:
    """Both slopes are bounded, on every line certainly; if not claimed, on one certainly not."""
    ends = [
        there.limit(0, end)
        for letter in (A, B)
        for there in along_lines(a, letter)
        for end in (-1.0, 1.0)
    ]
    bounded = [end is not None and end.is_finite for end in ends]
    assert all(bounded) == a.lipschitz


@EVERY
def test_smoothness(a: Pair) -> None:
    assert min(there.smoothness() for there in along_lines(a)) == a.smoothness


# --- that a false claim is found ------------------------------------------------------------

FALSE: list[tuple[str, Any, dict[str, Any]]] = [
    ("swiglu", test_linear_in, {"linear_in": ()}),
    ("swiglu", test_linear_in, {"linear_in": ("a", "b")}),
    ("maximum", test_linear_in, {"linear_in": ("a",)}),
    ("swiglu", test_symmetry, {"symmetric": True}),
    ("maximum", test_symmetry, {"symmetric": False}),
    ("swiglu", test_range, {"range": "[min, oo)", "exact": "a**2*b**2"}),
    ("swiglu", test_range, {"range": "(-oo, 0)"}),
    ("maximum", test_range, {"range": "[0, oo)"}),
    ("swiglu", test_lipschitz, {"lipschitz": True}),
    ("maximum", test_lipschitz, {"lipschitz": False}),
    ("maximum", test_smoothness, {"smoothness": SMOOTH}),
    ("swiglu", test_smoothness, {"smoothness": 0}),
    (
        "swiglu",
        test_float64,
        {"accuracy": Accuracy(1e-16, 1e-12, crossing=Crossing(-1.6, -1.0, 2e-16))},
    ),
    ("swiglu", test_float64, {"exact": "b/(1 + exp(-b))*a"}),
    ("maximum", test_float64, {"exact": "Min(a, b)"}),
]


@pytest.mark.parametrize(("ident", "test", "claims"), FALSE, ids=name)
def test_a_false_claim_is_found(ident: str, test: Any, claims: dict[str, Any]) -> None:
    refuted(Pair, ident, test, claims)
