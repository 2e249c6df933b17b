"""The oracle itself: against what is known otherwise, and that it is never sure in vain."""

from __future__ import annotations

import itertools
import math
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from flint import arb, ctx

from activations import RELU, SOFTMAX, SPARSEMAX, TANH
from activations.spec import Elementwise
from scripts.truth.components import Components
from scripts.truth.expressions import (
    BITS,
    COMPONENTS,
    Undecided,
    X,
    as_typed,
    certain,
    compiled,
    derivative,
    parse,
    settings,
    symbols,
    truth,
)
from tests.kinds.records import name, of
from tests.oracle.curves import Curve, curve
from tests.oracle.distances import errors, hard_points, relative, ulps
from tests.oracle.tails import tail


def read(text: str) -> sympy.Expr:
    return parse(RELU, text)


# --- points ---------------------------------------------------------------------------------

CASES = [(a, parameters) for a in of(Elementwise) for parameters in settings(a)]


@pytest.mark.parametrize(("a", "parameters"), CASES, ids=name)
def test_mpmath_says_the_same(a: Elementwise, parameters: dict[str, float]) -> None:
    """At hard points, with 800 digits: inside the ball, or both below every subnormal number."""
    for order in (0, 1):
        by = (X,) * order
        expression = derivative(parse(a, a.exact), *by)
        independent = sympy.lambdify([X, *symbols(a).values()], expression, "mpmath")
        given = [mpmath.mpf(parameters.get(p.name, p.default)) for p in a.parameters]
        evaluate = truth(a, parameters, order)
        for x in [v for v in hard_points() if abs(v) < 1e6][::3]:
            with mpmath.workdps(800):
                other = mpmath.mpf(independent(mpmath.mpf(x), *given))
                text = mpmath.nstr(other, 60, min_fixed=0, max_fixed=0)
            true = evaluate(x)
            error = abs(true - arb(text))
            assert error <= abs(true) * arb(2) ** -60 or error < arb(2) ** -1100, x


def test_what_is_certain() -> None:
    third = certain(lambda: 1 / arb(3))
    assert third.rel_accuracy_bits() >= BITS
    lost = certain(lambda: (1 + arb(2) ** -3000) - 1)
    assert lost == 0 or lost.abs_upper() < arb(2) ** -1150
    kept = certain(lambda: ((1 + arb(2) ** -900) - 1) * arb(2) ** 900)
    assert abs(kept - 1) < arb(2) ** -BITS
    with pytest.raises(Undecided, match="even with 65536 bits"):
        certain(lambda: arb(0, 1))
    with pytest.raises(Undecided):
        certain(lambda: arb("nan"))
    before = ctx.prec
    with pytest.raises(ZeroDivisionError):
        certain(lambda: 1 // 0)
    assert ctx.prec == before


def test_an_interval_on_a_joint_holds_both_sides() -> None:
    for text, low, high in (
        ("Piecewise((1, x < 0), (3, True))", 1, 3),
        ("Max(x, 0)", 0, 1),
        ("Abs(x)", 0, 1),
    ):
        value = compiled(read(text), (X,))(arb(0, 1))
        assert value.contains(arb(low))
        assert value.contains(arb(high))
    assert compiled(read("x**2"), (X,))(arb(0, 1)).is_finite()  # arb's own power is NaN
    assert compiled(read("Piecewise((1, x < 0), (3, True))"), (X,))(arb(0)) == 3


@pytest.mark.parametrize(
    ("got", "true", "dtype", "expected"),
    [
        (1.0, arb(1), np.float64, 0),
        (math.nextafter(1.0, 2), arb(1), np.float64, 1),
        (math.nextafter(1.0, 0), arb(1) - arb(2) ** -60, np.float64, 1 - 2.0**-7),
        (5e-324, arb(0), np.float64, 1),
        (1e-323, arb(5e-324), np.float64, 1),
        (0.0, arb(10) ** -400, np.float64, 0),
        (np.float16(1.001), arb(1), np.float16, 1),
        (np.float16(6e-8), arb(0), np.float16, 1),
        (np.float32(np.inf), arb(10) ** 39, np.float32, 0),
        (np.inf, arb(1.5e308), np.float64, math.inf),
        (-np.inf, arb(10) ** 309, np.float64, math.inf),
        (np.nan, arb(1), np.float64, math.inf),
        (3.0, arb(3, 2.0**-51), np.float64, 1),
    ],
)
def test_the_distance(got: Any, true: Any, dtype: Any, expected: float) -> None:
    """Alone and of many at once; of a truth that is a ball at most."""
    assert ulps(got, true, dtype) == pytest.approx(expected, abs=1e-8)
    (many,) = errors(np.array([got], dtype), [true], dtype)
    assert many == pytest.approx(expected, abs=1e-8)


def test_a_wrong_digit_is_seen() -> None:
    x = np.array([0.3, 1.7, -2.2])
    true = [truth(TANH, {})(v) for v in x]
    assert relative(TANH.function(x), true).max() <= TANH.accuracy.function
    assert relative(TANH.function(x) * (1 + 1e-15), true).min() > TANH.accuracy.function


def test_the_distance_relative_to_the_truth() -> None:
    """Certainly no less than it is, at most twice; a subnormal truth may be lost."""
    tiny = float(np.finfo(np.float64).tiny)
    for got, true, expected in (
        (1.5, 1, 0.5),
        (-2.0, -8, 0.75),
        (1e308, arb("1.1e308"), 1 / 11),
        (tiny, 2 * tiny, 0.5),
        (0.0, tiny, 1),
        (0.0, tiny / 2, 0),
        (4 * tiny, tiny / 2, 3.5),
        (math.nan, 1, math.inf),
        (math.inf, 1e308, math.inf),
    ):
        (found,) = relative([got], [arb(true)])
        assert expected * (1 - 1e-12) <= found
        assert found <= 2 * expected


# --- infinity -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "below", "above"),
    [
        ("1/(1 + exp(-x))", "0", "1"),
        ("x/(1 + exp(-x))", "0", "oo"),
        ("x*(1 + erf(x/sqrt(2)))/2", "0", "oo"),
        ("x*erfc(-x)", "0", "oo"),
        ("x*tanh(log(1 + exp(x)))", "0", "oo"),
        ("x*erf(log(1 + exp(x)))", "0", "oo"),
        ("log(1 + exp(x)) - x", "oo", "0"),
        ("sqrt(x**2 + 1) - x", "oo", "0"),
        ("x - tanh(x)", "-oo", "oo"),
        ("atan(2*x)/pi + 1/2", "0", "1"),
        ("asinh(x)", "-oo", "oo"),
        ("asinh(x) - log(2*x)", "", "0"),
        ("x*exp(-x**2)", "0", "0"),
        ("exp(x)/x**5", "0", "oo"),
        ("sin(x)/x", "0", "0"),
        ("x + sin(x)", "-oo", "oo"),
        ("x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x**3)))/2", "0", "oo"),
    ],
)
def test_limits(text: str, below: str, above: str) -> None:
    for side, limit in ((-1, below), (1, above)):
        if limit:
            assert tail(read(text), side, 16).limit() == read(limit)


@pytest.mark.parametrize("text", ["sin(x)", "x*sin(x)", "exp(sin(x))", "tan(x)", "exp(exp(x))"])
def test_where_there_is_no_limit_or_none_is_known_nothing_is_said(text: str) -> None:
    try:
        limit = tail(read(text), 1, 16).limit()
    except Undecided:
        return
    assert not isinstance(limit, sympy.Basic)
    assert limit.rad() > 0.1


@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize(
    "text",
    [
        "1/(1 + exp(-x))",
        "x*(1 + erf(x/sqrt(2)))/2",
        "x*tanh(log(1 + exp(x)))",
        "log(1 + exp(x))",
        "x/sqrt(1 + x**2)",
        "asinh(x)",
        "x*exp(-x**2)",
    ],
)
def test_the_sum_at_infinity_encloses(text: str, side: int) -> None:
    """At every point from `reach` on, the sum of its terms as balls holds the value."""
    for order in range(3):
        expression = sympy.diff(read(text), X, order)
        there, f = tail(expression, side, 8), compiled(expression, (X,))
        for t in (8, 9.5, 17, 40):
            total = arb(0)
            for size, c in there.terms.items():
                exponent = sum(
                    (arb(compiled(p, ())()) * t**k for k, p in enumerate(size.exponent, 1)), arb(0)
                )
                value = (
                    arb(t) ** int(size.power) * arb(t).log() ** int(size.logs) * arb(exponent).exp()
                )
                total += value * (arb(compiled(c, ())()) if isinstance(c, sympy.Basic) else c)
            with ctx.workprec(8192):
                true = f(arb(side * t))
            assert total.overlaps(true), (order, t)


# --- the whole line -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "monotonicity", "convexity", "smoothness", "lipschitz", "low", "high"),
    [
        ("Max(x, 0)**2", "increasing", "convex", 1, math.inf, "[0", "oo)"),
        ("exp(x)", "strictly increasing", "convex", math.inf, math.inf, "(0", "oo)"),
        ("exp(-x)", "strictly decreasing", "convex", math.inf, math.inf, "(0", "oo)"),
        ("-log(1 + exp(-x))", "strictly increasing", "concave", math.inf, 1, "(-oo", "0)"),
        ("x*Min(Max(x + 3, 0), 6)/6", "none", "", 0, 1.5, "[-0.375", "oo)"),
        ("x**3", "strictly increasing", "", math.inf, math.inf, "(-oo", "oo)"),
        ("Min(Max(x, -1), 1)", "increasing", "", 0, 1, "[-1", "1]"),
        ("x/(1 + Abs(x))", "strictly increasing", "", 1, 1, "(-1", "1)"),
        ("sign(x)", "increasing", "", -1, math.inf, "[-1", "1]"),
        (
            "Piecewise((x, x > 1), (x, x < -1), (0, True))",
            "increasing",
            "",
            -1,
            math.inf,
            "(-oo",
            "oo)",
        ),
        ("2*x + 1", "strictly increasing", "convexconcave", math.inf, 2, "(-oo", "oo)"),
        ("exp(-1.7*x**2)", "none", "", math.inf, math.sqrt(2 * 1.7) * math.exp(-0.5), "(0", "1]"),
    ],
)
def test_the_whole_line(
    text: str,
    monotonicity: str,
    convexity: str,
    smoothness: float,
    lipschitz: float,
    low: str,
    high: str,
) -> None:
    there = Curve(read(text))
    assert there.monotonicity() == monotonicity
    assert there.convexity() == {c for c in ("convex", "concave") if c in convexity}
    assert there.smoothness() == smoothness
    assert float(abs(there.lipschitz())) == pytest.approx(lipschitz, rel=1e-15)
    bounds = there.bounds()
    assert float(bounds.low) == float(read(low[1:]))
    assert float(bounds.high) == float(read(high[:-1]))
    assert (bounds.closed_low, bounds.closed_high) == (low[0] == "[", high[-1] == "]")


@pytest.mark.parametrize(
    ("text", "mean", "second"),
    [
        ("x", "0", "1"),
        ("exp(x)", "exp(1/2)", "exp(2)"),
        ("Max(x, 0)", "1/sqrt(2*pi)", "1/2"),
        ("x*(1 + erf(x/sqrt(2)))/2", "1/(2*sqrt(pi))", ""),
        ("1/(1 + exp(-x))", "1/2", ""),
        ("exp(-x**2)", "1/sqrt(3)", "1/sqrt(5)"),
        ("sin(x)", "0", "(1 - exp(-2))/2"),
    ],
)
def test_moments(text: str, mean: str, second: str) -> None:
    there = Curve(read(text), 2 * sympy.pi if text == "sin(x)" else None)
    for power, expected in ((1, mean), (2, second)):
        moment = there.moment(power)
        assert moment.rad() < arb(2) ** -80
        if expected:
            assert moment.overlaps(compiled(read(expected), ())() + arb(0))


def test_extremes() -> None:
    (least,) = Curve(read("x*Min(Max(x + 3, 0), 6)/6")).extremes()
    assert (float(least.x), float(least.y), least.kind) == (-1.5, -0.375, "min")
    (least,) = Curve(read("Abs(x - 1) + 2")).extremes()
    assert (float(least.x), float(least.y), least.kind) == (1, 2, "min")
    highest, lowest = Curve(read("sin(x)"), 2 * sympy.pi).extremes()
    assert (highest.kind, lowest.kind) == ("max", "min")
    assert highest.x.overlaps(arb.pi() / 2)
    assert highest.x.rad() < arb(2) ** -100
    assert Curve(read("x**3")).extremes() == ()
    assert Curve(read("sign(x)")).extremes() == ()


def test_a_bump_far_out_is_seen() -> None:
    """Where a grid on [-30, 30] sees a line."""
    found = Curve(read("x + exp(-(x - 50)**2)*50")).extremes()
    assert [e.kind for e in found] == ["max", "min"]
    assert 49 < float(found[0].x) < 51


@pytest.mark.parametrize("text", ["x*sin(x)", "sin(x)/x"])
def test_what_cannot_be_decided_is_said(text: str) -> None:
    with pytest.raises(Undecided, match=r"far out|at infinity"):
        Curve(read(text)).monotonicity()
    with pytest.raises(Undecided, match="is no period"):
        Curve(read(text), 2 * sympy.pi)


@pytest.mark.parametrize("a", of(Elementwise), ids=name)
def test_mpmath_finds_no_steeper_slope(a: Elementwise) -> None:
    steepest = curve(a).lipschitz()
    slope = truth(a, {}, 1)
    reached = max(abs(slope(float(x))) for x in np.linspace(-9.99, 9.98, 400))
    assert not reached > steepest  # two balls around 1/6 are neither greater nor less


# --- vectors --------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 2, 5])
def test_a_formula_for_three_is_one_for_any_number(n: int) -> None:
    x = [0.5, -1.0, 2.0, 0.25, -3.0][:n]
    there = Components(SOFTMAX, {}, x)
    weights = [arb(v).exp() for v in x]
    outputs = [w / sum(weights, arb(0)) for w in weights]
    assert there.size == n
    for i in range(n):
        assert there.value(i).overlaps(outputs[i])
        for j in range(n):
            assert there.slope(i, j).overlaps(outputs[i] * (int(i == j) - outputs[j]))


@pytest.mark.parametrize("n", [1, 2, 4, 7])
def test_a_maximum_over_the_sets_of_three_is_one_over_the_sets_of_any_number(n: int) -> None:
    x = np.random.default_rng(17).normal(0, 0.5, n).tolist()
    there = Components(SPARSEMAX, {}, x)
    sets = [s for k in range(1, n + 1) for s in itertools.combinations(range(n), k)]
    means = [(sum((arb(x[i]) for i in s), arb(-1)) / len(s), s) for s in sets]
    threshold, best = max(means, key=lambda mean: float(mean[0]))
    for i, j in np.ndindex(n, n):
        assert there.value(i).overlaps((x[i] - threshold).max(arb(0)))
        inside = i in best and j in best
        assert there.slope(i, j).overlaps(inside * (int(i == j) - arb(1) / len(best)))


def test_where_two_are_equal_the_slope_of_the_larger_is_undecided() -> None:
    there = Components(SPARSEMAX, {}, [1.0, 2.0, 3.0])
    assert [float(there.value(i)) for i in range(3)] == [0, 0, 1]
    with pytest.raises(Undecided):
        there.slope(1, 1)


def test_three_slopes_are_sympys() -> None:
    x = (0.5, -1.0, 2.0)
    expression = as_typed(SOFTMAX, SOFTMAX.exact)
    there = Components(SOFTMAX, {}, x)
    for i, j in np.ndindex(3, 3):
        own = expression.subs(sympy.Symbol("x_i", real=True), COMPONENTS[i])
        slope = sympy.diff(own, COMPONENTS[j])
        assert there.slope(i, j).overlaps(compiled(slope, COMPONENTS)(*map(arb, x)))
