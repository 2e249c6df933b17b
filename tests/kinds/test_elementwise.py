"""Functions of one number: the code against `exact` in every dtype, and what is claimed of them."""

from __future__ import annotations

import dataclasses
import math
import warnings
from typing import Any

import numpy as np
import pytest
import sympy
from flint import arb, ctx

from activations import GELU
from activations.spec import SMOOTH, Accuracy, Crossing, Elementwise, Kink, Parameter
from scripts.truth.expressions import (
    Ball,
    X,
    Y,
    as_typed,
    compiled,
    constant,
    derivative,
    kinks,
    parse,
    settings,
    symbols,
    truth,
    values,
)
from tests.functions.latex_reader import read, scope
from tests.kinds.records import cases, name, of, refuted
from tests.oracle.curves import ROOTS, curve
from tests.oracle.distances import ball, bound, crosses, errors, off, points, relative, ulps

RECORDS = of(Elementwise)
EVERY = pytest.mark.parametrize("a", RECORDS, ids=name)
CASES = cases(Elementwise)
EVERY_SETTING = pytest.mark.parametrize(("a", "parameters"), CASES, ids=name)
INFINITIES = (-math.inf, math.inf)
GRID = np.linspace(-25.013, 25.007, 1501)


def code(a: Elementwise, order: int, x: Any, parameters: dict[str, float]) -> Any:
    """Without the warning of a result that is too large for its dtype, which is deserved."""
    with np.errstate(over="ignore"):
        return (a.derivative if order else a.function)(x, **parameters)


def known(
    a: Elementwise, order: int, parameters: dict[str, float], x: Any
) -> tuple[Any, Any, list[Ball]]:
    """The inputs at which there is a truth, what the code gives there, and the truth."""
    x = x[~np.isin(x, list(kinks(a, parameters)))] if order else x
    y = code(a, order, x, parameters)
    assert y.dtype == x.dtype
    evaluate = truth(a, parameters, order)
    return x, y, [evaluate(ball(v)) for v in x]


# --- the code -------------------------------------------------------------------------------


@EVERY_SETTING
def test_float64(a: Elementwise, parameters: dict[str, float]) -> None:
    for order in (0, 1):
        x, y, true = known(a, order, parameters, np.array(points()))
        error = relative(y, true)
        for k in np.flatnonzero([crosses(a, order, v) for v in x]):
            assert a.accuracy.crossing is not None
            assert off(y[k], true[k]) <= a.accuracy.crossing.absolute, x[k]
            error[k] = 0
        worst = int(error.argmax())
        assert error[worst] <= bound(a, order), f"{error[worst]:.3g} at {x[worst]!r}"


@EVERY_SETTING
def test_float32(a: Elementwise, parameters: dict[str, float]) -> None:
    bits = np.random.default_rng(32).integers(0, 2**32, 1600, dtype=np.uint32)
    wide = bits.view(np.float32)
    near = np.random.default_rng(33).normal(0, 4, 1000).astype(np.float32)
    info = np.finfo(np.float32)
    edges = np.array([0, 1e-45, info.tiny, 2**-24, 88.72284, 103.97208, info.max], np.float32)
    for order in (0, 1):
        inputs = np.concatenate([wide[np.isfinite(wide)], near, edges, -edges])
        x, y, true = known(a, order, parameters, inputs)
        error = errors(y, true, np.float32)
        assert error.max() <= 1, f"{error.max():.3f} ulp at {x[error.argmax()]!r}"


@EVERY_SETTING
def test_float16(a: Elementwise, parameters: dict[str, float]) -> None:
    """One finite number in 13, and the round ones, where branches begin, with their neighbours."""
    bits = np.arange(2**16)
    chosen = bits[(bits % 13 == 0) | ((bits + 1) % 2**8 <= 2)]  # two bits behind the point
    inputs = chosen.astype(np.uint16).view(np.float16)
    for order in (0, 1):
        x, y, true = known(a, order, parameters, inputs[np.isfinite(inputs)])
        error = errors(y, true, np.float16)
        assert error.max() < 1 - 2.0**-40, f"{error.max():.3f} ulp at {x[error.argmax()]!r}"


KINKED = [(a, parameters) for a, parameters in CASES if a.kinks]


@pytest.mark.parametrize(("a", "parameters"), KINKED, ids=name)
def test_at_a_kink(a: Elementwise, parameters: dict[str, float]) -> None:
    """The derivative is what the record says, beside it the slope of that side."""
    slope = truth(a, parameters, 1)
    everywhere = dataclasses.replace(a, kinks=tuple(Kink(k.at, k.value) for k in a.kinks))
    there = kinks(a, parameters)
    for at, value in kinks(everywhere, parameters).items():
        for dtype in (np.float16, np.float32, np.float64):
            for point in [dtype(at)] if at else [dtype(0.0), dtype(-0.0)]:
                assert a.derivative(point, **parameters) == dtype(value)
        for side in (math.nextafter(at, -math.inf), math.nextafter(at, math.inf)):
            (error,) = relative([a.derivative(side, **parameters)], [slope(side)])
            assert error <= a.accuracy.derivative
        if at not in there:
            (error,) = relative([a.derivative(at, **parameters)], [slope(at)])
            assert error <= a.accuracy.derivative


@EVERY_SETTING
def test_at_infinity(a: Elementwise, parameters: dict[str, float]) -> None:
    """The code gives the limit of f and of its derivative; NaN where there is none."""
    there = curve(a, parameters)
    for order in (0, 1):
        for end in INFINITIES:
            limit, got = there.limit(order, end), code(a, order, end, parameters)
            if limit is not None and limit.is_finite and limit != 0:
                # The parameters are here as they are typed, 0.1 and not the double.
                assert ulps(got, constant(limit)) <= bool(a.parameters)
            else:
                expected = math.nan if limit is None else float(constant(limit))
                np.testing.assert_array_equal(got, expected)


@EVERY_SETTING
def test_nan_stays_nan_and_nothing_else_becomes_nan(
    a: Elementwise, parameters: dict[str, float]
) -> None:
    x = np.array([np.nan, -1e308, -1.0, -5e-324, -0.0, 0.0, 5e-324, 1.0, 1e308])
    learned = [p.derivative for p in a.parameters if p.derivative is not None]
    for f in (a.function, a.derivative, *learned):
        with np.errstate(over="ignore"):  # a product with more than 1 overflows, and rightly
            np.testing.assert_array_equal(np.isnan(f(x, **parameters)), np.isnan(x))


@EVERY
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64], ids=name)
def test_no_warning_and_no_floating_point_error(a: Elementwise, dtype: Any) -> None:
    """Where the result fits into the dtype, and at what is no number."""
    largest = ball(np.finfo(dtype).max)
    some = [-1e4, -745, -88, -1e-6, 0, 1e-6, 88, 745, 1e4]
    x = np.array([-np.finfo(dtype).max, np.finfo(dtype).max, *some], dtype)
    special = np.array([np.inf, -np.inf, np.nan, 0, -0.0], dtype)
    for order, f in enumerate((a.function, a.derivative)):
        evaluate = truth(a, {}, order)
        fits = x[[abs(evaluate(ball(v))) <= largest for v in x]]
        with warnings.catch_warnings(), np.errstate(all="raise"):
            warnings.simplefilter("error")
            for row in (fits, special, special[:2], special[1:2], special[[0, 0]]):
                f(row)


@EVERY
def test_the_code_keeps_what_is_claimed(a: Elementwise) -> None:
    """Range, monotonicity and symmetry, of the code itself: up to its error where it has one."""
    x = np.sort(points(count=400))
    y, slope = code(a, 0, x, {}), code(a, 1, x, {})
    there = curve(a).bounds()
    for sign, end, claim in ((1, there.low, a.interval.low), (-1, there.high, a.interval.high)):
        # It may round to an open end, never beyond it; to an extreme value with its own error.
        error = a.accuracy.function * abs(float(end)) if claim in ("min", "max") else 0
        assert (sign * y >= sign * float(end) - error).all()
    if (way := a.monotonicity.removeprefix("strictly ")) != "none":
        finite = y[np.abs(y) < 1e300]
        steps = np.diff(finite) * (1 if way == "increasing" else -1)
        assert (steps >= -2 * a.accuracy.function * np.abs(finite[1:])).all()
    mirrored = {"odd": (-1, 1), "even": (1, -1)}.get(a.symmetry)
    if mirrored is not None:
        np.testing.assert_array_equal(code(a, 0, -x, {}), mirrored[0] * y)
        np.testing.assert_array_equal(code(a, 1, -x, {}), mirrored[1] * slope)


@pytest.mark.parametrize(("a", "p"), [(a, p) for a in RECORDS for p in a.parameters], ids=name)
def test_a_parameter_may_be_any_real_number(a: Elementwise, p: Parameter) -> None:
    x = np.array([-2.5, -1.0, 0.5, 3.0])
    value = next(v for v in (0.25, *p.others) if v != p.default)
    for f in (a.function, *a.derivatives):
        expected = f(x, **{p.name: value})
        assert expected.dtype == np.float64
        np.testing.assert_array_equal(f(x, **{p.name: np.float64(value)}), expected)
        with pytest.raises(ValueError, match=f"^{f.__name__}: {p.name} "):
            f([1.0], **{p.name: 10**400})


# --- parameters that are learned, and random functions --------------------------------------

LEARNED = [(a, p) for a in RECORDS for p in a.parameters if p.derivative is not None]


@pytest.mark.parametrize(("a", "p"), LEARNED, ids=name)
def test_derivative_in_a_learned_parameter(a: Elementwise, p: Parameter) -> None:
    assert p.derivative is not None
    x = np.array([v for v in points() if abs(v) < 1e300])
    for parameters in [{}, *({p.name: value} for value in p.others)]:
        evaluate = truth(a, parameters, 1, by=p.name)
        with np.errstate(over="ignore"):  # of x**2, deserved
            y = p.derivative(x, **parameters)
        error = relative(y, [evaluate(v) for v in x])
        assert error.max() <= a.accuracy.function, x[error.argmax()]


@pytest.mark.parametrize(("a", "p"), LEARNED, ids=name)
def test_a_learned_parameter_may_be_an_array(a: Elementwise, p: Parameter) -> None:
    """One value a channel gives what each value gives alone."""
    x = np.random.default_rng(4).normal(size=(3, 5)).astype(np.float32)
    values = np.array([0.1, 0.25, -0.5], np.float32)
    for f in (a.function, *a.derivatives):
        together = f(x, **{p.name: values[:, None]})
        assert together.dtype == np.float32
        for row, inputs, value in zip(together, x, values, strict=True):
            np.testing.assert_array_equal(row, f(inputs, **{p.name: float(value)}))
    assert a.function(x, **{p.name: values[:, None].astype(float)}).dtype == np.float64


RANDOM = [(a, parameters) for a, parameters in CASES if a.random]


@pytest.mark.parametrize(("a", "parameters"), RANDOM, ids=name)
def test_a_random_function_draws_each_entry_for_itself(
    a: Elementwise, parameters: dict[str, float]
) -> None:
    count, step = 20_000, 2.0**-20
    for at in (-3.0, -1e-3, 2.5):
        x = np.full(count, at)
        y, again, moved = (
            a.function(x + shift, rng=np.random.default_rng(7), **parameters)
            for shift in (0.0, 0.0, step)
        )
        np.testing.assert_array_equal(y, again)
        slope = a.derivative(x, rng=np.random.default_rng(7), **parameters)
        # The same state draws the same function.
        np.testing.assert_allclose((moved - y) / step, slope, rtol=1e-7, atol=1e-8)
        if np.ptp(y) > 0:
            assert len(np.unique(y)) > 0.95 * count
        # The value of `exact`, without a generator, is the mean: to five standard errors.
        error = 5 * float(y.std()) / math.sqrt(count)
        assert abs(y.mean() - a.function(at, **parameters)) <= error + 1e-12


@pytest.mark.parametrize("a", [a for a in RECORDS if a.random], ids=name)
def test_a_random_function_fills_its_band(a: Elementwise) -> None:
    edges = [compiled(as_typed(a, text), (X,)) for text in a.band]
    wide = 0.0
    for at in (-3.0, -1.0, -1e-3, 0.0, 2.5):
        y = a.function(np.full(20_000, at), rng=np.random.default_rng(7))
        low, high = sorted(float(edge(arb(at))) for edge in edges)
        room, width = 2.0**-50 * max(abs(low), abs(high)), high - low
        assert low - room <= y.min() <= low + width / 1000 + room
        assert high - width / 1000 - room <= y.max() <= high + room
        wide = max(wide, width)
    assert wide > 0


# --- what is claimed at the default parameters ----------------------------------------------


def same(u: Ball, v: Ball) -> bool:
    """The same infinity, or one number in both balls, each of 60 bits or more."""
    if not (u.is_finite() and v.is_finite()):
        return bool((u > 0 and v > 0) or (u < 0 and v < 0)) and u.is_finite() == v.is_finite()
    return bool(u.overlaps(v) and max(u.rad(), v.rad()) < arb(2) ** -60)


@EVERY
def test_range(a: Elementwise) -> None:
    """Both ends are what the function comes to, and a closed one is reached: no more, no less."""
    there, claim = curve(a).bounds(), a.interval
    for text, value in ((claim.low, there.low), (claim.high, there.high)):
        if text in ("min", "max"):  # an extreme value is taken
            assert value.is_finite()
            assert a.range[0 if text == "min" else -1] in "[]"
        else:
            assert same(constant(as_typed(a, text)), value), (text, value)
    assert (claim.closed_low, claim.closed_high) == (there.closed_low, there.closed_high)


@EVERY
def test_limits(a: Elementwise) -> None:
    for end, claim in zip(INFINITIES, a.limits, strict=True):
        limit = curve(a).limit(0, end)
        assert (limit is None) == (claim == "none")
        if limit is not None:
            assert sympy.simplify(as_typed(a, claim) - limit) in (0, sympy.nan)
            assert same(constant(as_typed(a, claim)), constant(limit))


@EVERY
def test_monotonicity(a: Elementwise) -> None:
    assert curve(a).monotonicity() == a.monotonicity


@EVERY
def test_convexity(a: Elementwise) -> None:
    found = curve(a).convexity()
    assert a.convexity in (found or {"none"})  # a line is both, and claims either


@EVERY
def test_lipschitz(a: Elementwise) -> None:
    assert curve(a).lipschitz().is_finite() == a.lipschitz


@EVERY
def test_smoothness(a: Elementwise) -> None:
    """The derivatives agree on both sides of every joint up to order k, and no further."""
    assert curve(a).smoothness() == a.smoothness
    assert a.kinks or a.smoothness >= 1


@EVERY
def test_kinks_are_where_f_or_its_slope_differs(a: Elementwise) -> None:
    there = curve(a)
    # What has no closed form is claimed to be where the double next to it is.
    joints = {sympy.Rational(float(at)) if at in ROOTS else at: at for at in there.joints}
    apart = {at for order in (0, 1) for at, same in there.meets(order) if not same}
    different = {at for at, joint in joints.items() if joint in apart}
    claimed = {
        as_typed(a, kink.at): as_typed(a, kink.value)
        for kink in a.kinks
        if not kink.when or eval(kink.when, {}, {p.name: p.default for p in a.parameters})
    }
    assert set(claimed) == different
    for at, value in claimed.items():
        slopes = [constant(slope) for slope in there.sides(1, joints[at])]
        assert min(map(float, slopes)) <= float(constant(value)) <= max(map(float, slopes))


def mirrored(a: Elementwise, symmetry: str) -> bool:
    """Whether a symmetry holds: at every point to 300 bits, or at one certainly not."""
    f = compiled(as_typed(a, a.exact), (X,))
    with ctx.workprec(2048):
        for x in (*np.linspace(0.07, 9.03, 60), 30.0, 100.0):
            here, there, centre = (f(arb(v)) for v in (x, -x, 0.0))
            differences = {
                "odd": here + there,
                "even": here - there,
                "point": here + there - 2 * centre,
            }
            if not differences[symmetry].contains(arb(0)):
                return False
            assert differences[symmetry].rad() < arb(2) ** -300
    return True


@EVERY
def test_symmetry(a: Elementwise) -> None:
    found = {s for s in ("odd", "even", "point") if mirrored(a, s)}
    assert found == {"none": set(), "odd": {"odd", "point"}}.get(a.symmetry, {a.symmetry})


@EVERY
def test_period(a: Elementwise) -> None:
    """SymPy proves that it is one (`Curve`); no fraction of it is; what has a limit has none."""
    there = curve(a)
    if not a.period:
        assert any(there.limit(0, end) is not None for end in INFINITIES)
        return
    assert there.period is not None
    for k in (2, 3, 5, 7):
        shifted = there.expression.subs(X, X + there.period / k) - there.expression
        values = [arb(compiled(shifted, (X,))(arb(x))) for x in (0.1, 0.7, 1.3)]
        assert any(not v.contains(arb(0)) for v in values)
    x = GRID[::50]
    period = float(constant(there.period))
    np.testing.assert_allclose(a.function(x + period), a.function(x), rtol=1e-9, atol=1e-12)


FROM_OUTPUT = [a for a in RECORDS if a.exact_derivative_from_output]


@pytest.mark.parametrize("a", FROM_OUTPUT, ids=name)
def test_derivative_from_output(a: Elementwise) -> None:
    """For every parameter that satisfies the condition that the formula on the page states."""
    (statement,) = read(a.latex_derivative_from_output)
    letters = tuple(symbols(a).values())
    forward, slope = (
        compiled(derivative(parse(a, a.exact), *by), (X, *letters)) for by in ((), (X,))
    )
    backward = compiled(parse(a, a.exact_derivative_from_output), (Y, *letters))
    held = 0
    for parameters in settings(a):
        given = values(a, parameters)
        with ctx.workprec(2048):
            if not statement.holds(scope(a, parameters)):
                continue
            held += 1
            for x in map(arb, (*GRID[::7], -100.0, 100.0)):
                value, true = backward(forward(x, *given), *given), slope(x, *given)
                assert value.overlaps(true)
                assert value.rad() <= abs(true) * arb(2) ** -130
            for at, value in kinks(a, parameters).items():
                assert float(backward(forward(arb(at), *given), *given)) == value
    assert held


@EVERY
def test_a_formula_in_the_output_has_its_exact_form(a: Elementwise) -> None:
    assert bool(a.latex_derivative_from_output) == bool(a.exact_derivative_from_output)


# --- that a false claim is found ------------------------------------------------------------

FALSE: list[tuple[str, Any, dict[str, Any]]] = [
    ("relu", test_range, {"range": "(0, oo)"}),
    ("sigmoid", test_range, {"range": "[0, 1)"}),
    ("sigmoid", test_range, {"range": "(0, 2)"}),
    ("tanh", test_range, {"range": "(-oo, 1)"}),
    ("gaussian", test_range, {"range": "(0, max)"}),
    ("gaussian", test_range, {"range": "(min, 1]"}),
    ("sine", test_range, {"range": "(-1, 1)"}),
    ("step", test_range, {"range": "(0, 1]"}),
    ("elu", test_range, {"range": "(-2*alpha, oo)"}),
    ("sine", test_limits, {"limits": ("none", "0")}),
    ("sigmoid", test_limits, {"limits": ("0", "none")}),
    ("sigmoid", test_limits, {"limits": ("1", "0")}),
    ("reverse_relu", test_limits, {"limits": ("-oo", "0")}),
    ("elu", test_limits, {"limits": ("alpha", "oo")}),
    ("reverse_sigmoid", test_monotonicity, {"monotonicity": "strictly increasing"}),
    ("reverse_sigmoid", test_monotonicity, {"monotonicity": "decreasing"}),
    ("reverse_relu", test_monotonicity, {"monotonicity": "strictly decreasing"}),
    ("relu", test_monotonicity, {"monotonicity": "none"}),
    ("silu", test_monotonicity, {"monotonicity": "increasing"}),
    ("step", test_monotonicity, {"monotonicity": "strictly increasing"}),
    ("log_sigmoid", test_convexity, {"convexity": "convex"}),
    ("log_sigmoid", test_convexity, {"convexity": "none"}),
    ("softplus", test_convexity, {"convexity": "concave"}),
    ("sine", test_convexity, {"convexity": "concave"}),
    ("step", test_convexity, {"convexity": "convex"}),
    ("exponential", test_lipschitz, {"lipschitz": True}),
    ("relu_squared", test_lipschitz, {"lipschitz": True}),
    ("step", test_lipschitz, {"lipschitz": True}),
    ("sine", test_lipschitz, {"lipschitz": False}),
    ("relu_squared", test_smoothness, {"smoothness": 2}),
    ("relu_squared", test_smoothness, {"smoothness": SMOOTH}),
    ("relu", test_smoothness, {"smoothness": -1}),
    ("step", test_smoothness, {"smoothness": 0}),
    ("elu", test_smoothness, {"smoothness": 2}),
    ("relu", test_kinks_are_where_f_or_its_slope_differs, {"kinks": ()}),
    ("relu", test_kinks_are_where_f_or_its_slope_differs, {"kinks": (Kink("1", "0"),)}),
    ("relu", test_kinks_are_where_f_or_its_slope_differs, {"kinks": (Kink("0", "2"),)}),
    ("tanh", test_kinks_are_where_f_or_its_slope_differs, {"kinks": (Kink("0", "1"),)}),
    ("leaky_relu", test_at_a_kink, {"kinks": (Kink("0", "1"),)}),
    ("gaussian", test_symmetry, {"symmetry": "odd"}),
    ("gaussian", test_symmetry, {"symmetry": "none"}),
    ("tanh", test_symmetry, {"symmetry": "point"}),
    ("softplus", test_symmetry, {"symmetry": "even"}),
    ("sine", test_period, {"period": "4*pi"}),
    ("sine", test_period, {"period": "pi"}),
    ("sine", test_limits, {"period": ""}),
    ("rrelu", test_a_random_function_fills_its_band, {"band": ("Min(x, 0)", "Max(x, 0)")}),
    ("tanh", test_derivative_from_output, {"exact_derivative_from_output": "1 - y"}),
    (
        "relu",
        test_derivative_from_output,
        {"exact_derivative_from_output": "Piecewise((1, y >= 0), (0, True))"},
    ),
    ("sigmoid", test_float64, {"accuracy": Accuracy(1e-16, 1e-15)}),
    ("gelu", test_float64, {"accuracy": dataclasses.replace(GELU.accuracy, derivative=1e-16)}),
    (
        "gelu",
        test_float64,
        {"accuracy": Accuracy(1e-12, 1e-12, crossing=Crossing(-1.25, -0.35, 1e-17))},
    ),
]


@pytest.mark.parametrize(("ident", "test", "claims"), FALSE, ids=name)
def test_a_false_claim_is_found(ident: str, test: Any, claims: dict[str, Any]) -> None:
    refuted(Elementwise, ident, test, claims)
