"""What the records claim and the build computes, against `exact`.

Properties are claimed at the default parameters. Limits and smoothness are worked out by SymPy,
the rest is held at random points (Hypothesis) at high precision.
"""

from __future__ import annotations

import functools
import itertools
import math
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mpf

from activations import Activation
from activations.spec import PairProperties, Properties, VectorProperties
from scripts import compute
from tests import latex_reader
from tests.oracle import (
    ELEMENTWISE,
    PAIR,
    VECTOR,
    A,
    B,
    X,
    as_mpf,
    at_defaults,
    breakpoints,
    choices,
    components,
    from_output,
    kink_value,
    kinked,
    kinks,
    name,
    oracle,
    parse,
    partials,
    piece,
    scope,
    ulps,
)

EVERY = pytest.mark.parametrize("a", ELEMENTWISE, ids=name)
EVERY_VECTOR = pytest.mark.parametrize("a", VECTOR, ids=name)
# To |x| = 400 the 400 digits tell every sigmoid from its limit: exp(-800) is 1e-347.
REAL = st.floats(-400, 400) | st.floats(-5, 5)
FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)
GRID = [float(x) for x in np.linspace(-25.013, 25.007, 1501)]


def properties(a: Activation) -> Properties:
    assert isinstance(a.properties, Properties)
    return a.properties


def vector_properties(a: Activation) -> VectorProperties:
    assert isinstance(a.properties, VectorProperties)
    return a.properties


@functools.cache
def f(a: Activation, order: int = 0) -> Any:
    return oracle(a, {}, order)


def closed_form(a: Activation, text: str) -> sympy.Expr:
    return at_defaults(a, parse(a, text))


def ends(a: Activation) -> tuple[mpf, mpf]:
    return _end(a, a.properties.range.low), _end(a, a.properties.range.high)


@functools.cache
def _end(a: Activation, end: str) -> mpf:
    """A closed form, or the lowest or highest value of `exact`, by golden section."""
    if end not in ("min", "max"):
        return as_number(closed_form(a, end))
    sign = 1 if end == "min" else -1
    with mpmath.workdps(80):
        lowest = min(GRID, key=lambda x: sign * f(a)(x))
        low, high = mpf(lowest) - mpf("0.05"), mpf(lowest) + mpf("0.05")
        for _ in range(300):
            third = (high - low) / 3
            if sign * f(a)(low + third) < sign * f(a)(high - third):
                high -= third
            else:
                low += third
        return f(a)((low + high) / 2)


def as_number(value: sympy.Expr) -> mpf:
    return mpf(float(value)) if value.is_infinite else mpf(str(sympy.N(value, 60)))


# --- elementwise ----------------------------------------------------------------------------


@EVERY
def test_limits(a: Activation) -> None:
    joints = breakpoints(a) or [sympy.Integer(0)]
    beyond = sympy.floor(joints[0]) - 1, sympy.ceiling(joints[-1]) + 1
    for end, sample, stated in zip(
        (-sympy.oo, sympy.oo), beyond, properties(a).limits, strict=True
    ):
        assert sympy.limit(piece(a, sample), X, end) == closed_form(a, stated)
        assert float(a.function(float(end))) == float(closed_form(a, stated))


@EVERY
def test_the_derivative_at_infinity_is_its_limit(a: Activation) -> None:
    for parameters, end in itertools.product(choices(a), (-math.inf, math.inf)):
        near = oracle(a, parameters, 1)(math.copysign(1e4, end))
        assert float(a.derivative(end, **parameters)) == pytest.approx(float(near), abs=1e-12)


@EVERY
@FEW
@given(x=REAL)
def test_range_holds(a: Activation, x: float) -> None:
    interval, (low, high) = properties(a).range, ends(a)
    y = f(a)(x)
    assert low <= y if interval.closed_low else low < y
    assert y <= high if interval.closed_high else y < high
    # The code may round to an open end, never beyond it; to an extreme value with its own error.
    slack = [
        a.accuracy.function * abs(end) * mpf(2) ** -52 if name in ("min", "max") else 0
        for name, end in ((interval.low, low), (interval.high, high))
    ]
    assert low - slack[0] <= mpf(float(a.function(x))) <= high + slack[1]


@EVERY
def test_range_is_no_wider_than_needed(a: Activation) -> None:
    """Both ends are come near; a closed one is reached."""
    interval, (low, high) = properties(a).range, ends(a)
    finite = [f(a)(x) for x in (*GRID, *kinks(a, {}))]
    turns = [f(a)(x) for x, _ in compute.numbers(a).extremes]  # a double away from the very top
    values = [*finite, *turns, *(f(a)(x) for x in (-400.0, 400.0, -1e12, 1e12))]
    for end, value, closed in (
        (low, min(values), interval.closed_low),
        (high, max(values), interval.closed_high),
    ):
        if mpmath.isinf(end):
            assert abs(value) > 1e6
            assert not closed
        elif closed:
            assert end in finite or min(abs(turn - end) for turn in turns) < mpf(10) ** -25
        else:
            assert abs(value - end) < mpf(10) ** -6


@EVERY
@FEW
@given(x=REAL, y=REAL)
def test_monotonicity(a: Activation, x: float, y: float) -> None:
    claim = properties(a).monotonicity
    if claim == "none" or x == y:
        return
    low, high = sorted((x, y))
    before, after = f(a)(low), f(a)(high)
    assert before < after if claim == "strictly increasing" else before <= after
    # The code may be off by its bound at either end.
    step = float(a.function(high)) - float(a.function(low))
    assert step >= -2 * a.accuracy.function * np.spacing(abs(float(after)))


@EVERY
def test_monotonicity_claims_no_less_than_is_true(a: Activation) -> None:
    slopes = [f(a, 1)(x) for x in GRID if x not in kinks(a, {})]
    claim = properties(a).monotonicity
    if claim == "none":
        assert min(slopes) < 0 < max(slopes)
    else:
        assert min(slopes) >= 0
        assert (min(slopes) == 0) == (claim == "increasing")


def mirrored(a: Activation, symmetry: str, x: float) -> bool:
    here, there, centre = f(a)(x), f(a)(-x), f(a)(0.0)
    with mpmath.workdps(400):
        differences = {
            "odd": here + there,
            "even": here - there,
            "point": here + there - 2 * centre,
        }
        return bool(abs(differences[symmetry]) <= mpf(10) ** -40)


@EVERY
@FEW
@given(x=REAL)
def test_symmetry(a: Activation, x: float) -> None:
    if (claim := properties(a).symmetry) != "none":
        assert mirrored(a, claim, x)
        if claim == "odd":
            assert a.function(-x) == -a.function(x)
            assert a.derivative(-x) == a.derivative(x)
        if claim == "even":
            assert a.function(-x) == a.function(x)


@EVERY
def test_symmetry_claims_no_less_than_is_true(a: Activation) -> None:
    found = {s for s in ("odd", "even", "point") if all(mirrored(a, s, x) for x in (0.3, 1.7, 9.0))}
    claim = properties(a).symmetry
    assert found == {"none": set(), "odd": {"odd", "point"}}.get(claim, {claim})


def sides(a: Activation, order: int, at: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """The limits of a derivative from the left and from the right."""
    joints = breakpoints(a)
    before = max((j for j in joints if j < at), default=at - 2)
    after = min((j for j in joints if j > at), default=at + 2)
    left = sympy.limit(piece(a, (before + at) / 2, order), X, at, "-")
    right = sympy.limit(piece(a, (after + at) / 2, order), X, at, "+")
    return left, right


@EVERY
def test_smoothness(a: Activation) -> None:
    """The derivatives agree on both sides of every joint up to order k, and no further."""
    k = properties(a).smoothness
    joints = breakpoints(a)
    agree = [all(left == right for left, right in (sides(a, order, at) for at in joints))
             for order in range(6)]  # fmt: skip
    if math.isinf(k):
        assert all(agree)
        assert kinks(a, {}) == []
    else:
        assert joints
        assert agree[: int(k) + 2] == [True] * (int(k) + 1) + [False]


@EVERY
def test_kinks_are_where_the_slopes_differ(a: Activation) -> None:
    at_defaults = [a.kinks[i] for i in kinked(a, {})]
    different = {at for at in breakpoints(a) if any(len(set(sides(a, k, at))) > 1 for k in (0, 1))}
    assert {closed_form(a, kink.at) for kink in at_defaults} == different
    for kink in at_defaults:
        left, right = sides(a, 1, closed_form(a, kink.at))
        value = closed_form(a, kink.value)
        assert min(left, right) <= value <= max(left, right)


def bend(a: Activation, x: float, y: float) -> mpf:
    """How far the chord's middle is above the graph."""
    with mpmath.workdps(400):
        middle = (mpf(x) + mpf(y)) / 2
        return (f(a)(x) + f(a)(y)) / 2 - f(a)(middle)


@EVERY
@FEW
@given(x=REAL, y=REAL)
def test_convexity(a: Activation, x: float, y: float) -> None:
    if properties(a).convexity == "convex":
        assert bend(a, x, y) >= -(mpf(10) ** -380)


@EVERY
def test_convexity_claims_no_less_than_is_true(a: Activation) -> None:
    if properties(a).convexity == "none":
        bends = [bend(a, x, x + 0.5) for x in GRID[::5]]
        assert min(bends) < 0 < max(bends)


FROM_OUTPUT = [a for a in ELEMENTWISE if a.exact_derivative_from_output]


@pytest.mark.parametrize("a", FROM_OUTPUT, ids=name)
def test_derivative_from_output(a: Activation) -> None:
    """For every parameter that satisfies the condition that the formula on the page states."""
    (statement,) = latex_reader.read(a.latex_derivative_from_output)
    held = 0
    for parameters in choices(a):
        if not statement.holds(scope(a, parameters)):
            continue
        held += 1
        forward, slope = oracle(a, parameters), oracle(a, parameters, 1)
        backward = from_output(a, parameters)
        at_kinks = dict(kink_value(a, i, parameters) for i in kinked(a, parameters))
        for x in (*GRID[::7], -100.0, 100.0):
            true = slope(x)
            assert abs(backward(forward(x)) - true) <= abs(true) * mpf(10) ** -40
        for at, value in at_kinks.items():
            assert float(backward(forward(at))) == value
    assert held


def test_every_formula_in_the_output_has_its_exact_form() -> None:
    for a in (*ELEMENTWISE, *VECTOR):
        assert bool(a.latex_derivative_from_output) == bool(a.exact_derivative_from_output)


# --- what the build computes ----------------------------------------------------------------


def close(computed: float, true: mpf) -> bool:
    """To nine digits, where the pages print six: no rounding of a page depends on the rest."""
    if abs(true) < mpf(10) ** -12:
        return abs(computed) < 1e-12
    return abs(computed - true) <= abs(true) * mpf(10) ** -9


@EVERY
def test_moments(a: Activation) -> None:
    numbers = compute.numbers(a)
    truth = oracle(a, {}, digits=40)

    def moment(power: int) -> mpf:
        with mpmath.workdps(20):
            edges = sorted(
                {-mpf(14), *map(mpf, range(-12, 13, 2)), *map(mpf, kinks(a, {})), mpf(14)}
            )
            return mpmath.quad(lambda z: mpmath.npdf(z) * truth(z) ** power, edges)

    mean, second = moment(1), moment(2)
    assert close(numbers.mean, mean)
    assert close(numbers.second_moment, second)
    assert close(numbers.gain, 1 / mpmath.sqrt(second))


@EVERY
def test_lipschitz_constant(a: Activation) -> None:
    """The largest slope on a grid, and how much more it can be between the points of the grid."""
    computed = compute.numbers(a)
    if properties(a).smoothness < 0:
        assert math.isinf(computed.lipschitz)
        return
    slope = oracle(a, {}, 1, digits=50)
    step = 1 / 128
    xs = [i * step for i in range(-40 * 128, 40 * 128 + 1) if i * step not in kinks(a, {})]
    values = [abs(slope(x)) for x in xs]
    top = max(range(len(xs)), key=values.__getitem__)
    low, high = mpf(xs[max(top - 1, 0)]), mpf(xs[min(top + 1, len(xs) - 1)])
    for _ in range(80):
        third = (high - low) / 3
        with mpmath.workdps(50):
            if any(low < at < high for at in kinks(a, {})):
                break  # between the sides of a kink there is no slope
            if abs(slope(low + third)) < abs(slope(high - third)):
                low += third
            else:
                high -= third
    largest = max(values[top], abs(slope((low + high) / 2)) if not kinks(a, {}) else values[top])
    assert close(computed.lipschitz, largest)
    assert close(float(abs(a.derivative(computed.steepest))), largest)
    # What the code returns at the kinks is a slope of one of the sides, or in between.
    for i in range(len(a.kinks)):
        assert abs(kink_value(a, i, {})[1]) <= computed.lipschitz


@EVERY
def test_extreme_points(a: Activation) -> None:
    """Where the exact slope changes its sign."""
    slope = f(a, 1)
    values = [(x, slope(x)) for x in GRID if x not in kinks(a, {})]
    brackets = [(x, y) for (x, u), (y, v) in itertools.pairwise(values) if u * v < 0]
    computed = compute.numbers(a).extremes
    assert len(computed) == len(brackets)
    for (x, y), (low, high) in zip(computed, brackets, strict=True):
        assert low <= x <= high
        assert ulps(y, f(a)(x)) <= a.accuracy.function
        with mpmath.workdps(50):
            left, right = mpf(low), mpf(high)
            for _ in range(100):
                middle = (left + right) / 2
                if slope(left) * slope(middle) <= 0:
                    right = middle
                else:
                    left = middle
            assert close(x, right)


# --- vector functions -----------------------------------------------------------------------

THREE = st.lists(st.floats(-50, 50), min_size=3, max_size=3)
ANY = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=12)


@EVERY_VECTOR
@FEW
@given(x=THREE, shift=st.floats(-50, 50))
def test_vector_claims_of_exact(a: Activation, x: list[float], shift: float) -> None:
    claims, outputs = vector_properties(a), components(a)
    y = outputs(x)
    low, high = ends(a)
    interval = claims.range
    with mpmath.workdps(400):
        assert abs(sum(y) - mpf(str(closed_form(a, claims.total)))) < mpf(10) ** -390
        moved = outputs([as_mpf(v) + mpf(shift) for v in x])
        unmoved = all(abs(u - v) < mpf(10) ** -390 for u, v in zip(y, moved, strict=True))
    assert unmoved or not claims.shift_invariant
    for value in y:
        assert low <= value if interval.closed_low else low < value
        assert value <= high if interval.closed_high else value < high
    if claims.order_preserving:
        for i, j in itertools.combinations(range(3), 2):
            assert (x[i] < x[j]) == (y[i] < y[j])


@EVERY_VECTOR
def test_vector_claims_no_less_than_is_true(a: Activation) -> None:
    claims, outputs = vector_properties(a), components(a)
    x = (0.3, 1.1, -2.0)
    with mpmath.workdps(400):
        pairs = zip(outputs(x), outputs([mpf(v) + 1 for v in x]), strict=True)
        assert all(abs(u - v) < mpf(10) ** -15 for u, v in pairs) == claims.shift_invariant
    ordered = list(np.argsort([float(v) for v in outputs(x)])) == list(np.argsort(x))
    assert ordered == claims.order_preserving
    # The ends of the range are come near.
    low, high = ends(a)
    far = outputs((700.0, 0.0, -700.0))
    assert abs(min(far) - low) < mpf(10) ** -6
    assert abs(max(far) - high) < mpf(10) ** -6


@EVERY_VECTOR
@FEW
@given(x=ANY)
def test_vector_claims_of_the_code(a: Activation, x: list[float]) -> None:
    claims = vector_properties(a)
    y = a.function(x)
    low, high = (float(end) for end in ends(a))
    assert ((low <= y) & (y <= high)).all()
    # Each component is off by at most its bound, of an ulp of 1 or less.
    bound = max(a.accuracy.function, a.accuracy.elsewhere or 0)
    total = float(closed_form(a, claims.total))
    assert abs(math.fsum(y) - total) <= bound * 2.0**-52 * total
    if claims.order_preserving:
        ordered = y[np.argsort(x, kind="stable")]
        slack = 2 * bound * np.spacing(ordered[:-1])
        assert (np.diff(ordered) >= -slack).all()


@EVERY_VECTOR
@FEW
@given(x=st.lists(st.integers(-(2**20), 2**20), min_size=1, max_size=12), power=st.integers(0, 30))
def test_shift_by_a_power_of_two(a: Activation, x: list[int], power: int) -> None:
    """Integers and their shifts are exact, so that the outputs agree to the last bit."""
    if vector_properties(a).shift_invariant:
        moved = np.array(x, float) + 2.0**power
        np.testing.assert_array_equal(a.function(moved), a.function(np.array(x, float)))


@EVERY_VECTOR
@FEW
@given(x=st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=12))
def test_rows_of_the_jacobian(a: Activation, x: list[float]) -> None:
    claims = vector_properties(a)
    jacobian = a.derivative(x)
    assert jacobian.shape == (len(x), len(x))
    size = np.abs(jacobian).sum(axis=1)
    if claims.shift_invariant:  # moving every input moves no output
        # The diagonal is the rounded sum of the rest: each of n additions loses half an ulp.
        assert (np.abs(jacobian.sum(axis=1)) <= len(x) * 2.0**-52 * size + 1e-320).all()
    # The outputs sum to a constant: so the columns sum to 0.
    assert (np.abs(jacobian.sum(axis=0)) <= 2 * len(x) * a.accuracy.derivative * 2.0**-52).all()


@EVERY_VECTOR
def test_vector_smoothness(a: Activation) -> None:
    pieces = parse(a, a.exact).atoms(sympy.Piecewise, sympy.Abs, sympy.Max, sympy.sign)
    assert math.isinf(vector_properties(a).smoothness) == (not pieces)


# --- functions of two inputs ----------------------------------------------------------------

EVERY_PAIR = pytest.mark.parametrize("a", PAIR, ids=name)


def pair_properties(a: Activation) -> PairProperties:
    assert isinstance(a.properties, PairProperties)
    return a.properties


@EVERY_PAIR
def test_pair_linear_in(a: Activation) -> None:
    """The second derivative in an input, and the value at 0, vanish in just the inputs named."""
    expression = parse(a, a.exact)
    linear = {
        str(letter)
        for letter in (A, B)
        if sympy.simplify(sympy.diff(expression, letter, 2)) == 0
        and sympy.simplify(expression.subs(letter, 0)) == 0
    }
    assert linear == set(pair_properties(a).linear_in)


@EVERY_PAIR
def test_pair_symmetry_and_range(a: Activation) -> None:
    claims, f = pair_properties(a), partials(a)
    pairs = [(1.0, 2.0), (-0.5, 3.0), (4.0, -2.0)]
    with mpmath.workdps(50):
        same = all(abs(f(x, y)[0] - f(y, x)[0]) < mpf(10) ** -40 for x, y in pairs)
    assert same == claims.symmetric
    low, high = ends(a)
    far = [f(s * 1e9, t * 1e9)[0] for s in (-1, 1) for t in (-1, 1)]
    for end, value in ((low, min(far)), (high, max(far))):
        assert abs(value) > 1e12 if mpmath.isinf(end) else abs(value - end) < 1e-6


@EVERY_PAIR
def test_pair_slopes(a: Activation) -> None:
    slopes = partials(a, 1)
    steepest = [max(map(abs, slopes(3.0, 10.0**k))) for k in (2, 4, 6)]
    assert (steepest[2] < 2 * steepest[0]) == pair_properties(a).lipschitz


@EVERY_PAIR
def test_pair_smoothness(a: Activation) -> None:
    pieces = parse(a, a.exact).atoms(sympy.Piecewise, sympy.Abs, sympy.Max, sympy.sign)
    assert math.isinf(pair_properties(a).smoothness) == (not pieces)
