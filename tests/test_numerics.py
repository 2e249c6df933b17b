"""The code against `exact`: every function, every parameter value, every floating dtype."""

from __future__ import annotations

import functools
import itertools
import math
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf

import activations
from activations import Activation
from activations.spec import Parameter
from tests import latex_reader
from tests.oracle import (
    ELEMENTWISE,
    KINKED,
    PAIR,
    RANDOM,
    VECTOR,
    as_mpf,
    cases,
    components,
    crosses,
    excess,
    growth,
    hard_points,
    kink_value,
    kinked,
    kinks,
    name,
    oracle,
    partials,
    points,
    ulps,
    worst,
)

EVERY = pytest.mark.parametrize(("a", "parameters"), cases(ELEMENTWISE), ids=name)
EVERY_VECTOR = pytest.mark.parametrize("a", VECTOR, ids=name)
FUNCTION_AND_SLOPE = pytest.mark.parametrize("order", [0, 1], ids=["f", "derivative"])


def code(a: Activation, order: int) -> Any:
    return a.derivative if order else a.function


def bound(a: Activation, order: int) -> float:
    return a.accuracy.derivative if order else a.accuracy.function


def call(a: Activation, order: int, x: Any, parameters: dict[str, float]) -> Any:
    """Without the warning of a result that is too large for its dtype, which is deserved."""
    with np.errstate(over="ignore"):
        return code(a, order)(x, **parameters)


# --- the oracle itself ----------------------------------------------------------------------


@EVERY
@FUNCTION_AND_SLOPE
def test_the_oracle_has_digits_enough(
    a: Activation, parameters: dict[str, float], order: int
) -> None:
    # To 20 digits, or to a billionth of a billionth of the smallest subnormal number: the quotient
    # rule makes tanh' a difference, whose 4 exp(-2x) drowns in 400 digits from x = 460 on.
    usual, more = (oracle(a, parameters, order, digits) for digits in (400, 800))
    for x in hard_points():
        with mpmath.workdps(400):
            true = more(x)
            assert abs(usual(x) - true) <= abs(true) * mpf(10) ** -20 + mpf(10) ** -342, x


@pytest.mark.parametrize(
    ("got", "true", "dtype", "expected"),
    [
        (1.0, mpf(1), np.float64, 0),
        (math.nextafter(1.0, 2), mpf(1), np.float64, 1),
        (5e-324, mpf(0), np.float64, 1),
        (1e-323, mpf(5e-324), np.float64, 1),
        (0.0, mpf(10) ** -400, np.float64, 0),
        (np.float16(1.001), mpf(1), np.float16, 1),
        (np.float16(6e-8), mpf(0), np.float16, 1),
        (np.float32(np.inf), mpf(10) ** 39, np.float32, 0),
        (np.inf, mpf(1.5e308), np.float64, math.inf),
        (-np.inf, mpf(10) ** 309, np.float64, math.inf),
        (np.nan, mpf(1), np.float64, math.inf),
    ],
)
def test_the_distance(got: Any, true: mpf, dtype: Any, expected: float) -> None:
    assert ulps(got, true, dtype) == pytest.approx(expected, abs=1e-15)


def test_the_oracle_catches_a_wrong_digit() -> None:
    a = ELEMENTWISE[0]
    x = [0.3, 1.7, -2.2]
    wrong = [v * (1 + 2e-15) for v in a.function(x)]
    assert worst(wrong, x, oracle(a, {}))[0] > a.accuracy.function


# --- elementwise functions ------------------------------------------------------------------


@EVERY
@FUNCTION_AND_SLOPE
def test_float64(a: Activation, parameters: dict[str, float], order: int) -> None:
    left_out = kinks(a, parameters) if order else []
    x = [p for p in points() if p not in left_out]
    y = call(a, order, np.array(x), parameters)
    assert y.dtype == np.float64
    truth = oracle(a, parameters, order)
    beyond, where = max(
        (excess(a, order, parameters, point, got, truth(point)), point)
        for got, point in zip(y, x, strict=True)
    )
    assert beyond <= 0, f"{beyond:.3f} beyond the bound at {where!r}"


@EVERY
@FUNCTION_AND_SLOPE
def test_float32(a: Activation, parameters: dict[str, float], order: int) -> None:
    bits = np.random.default_rng(32).integers(0, 2**32, 1600, dtype=np.uint32)
    wide = bits.view(np.float32)
    near = np.random.default_rng(33).normal(0, 4, 1000).astype(np.float32)
    info = np.finfo(np.float32)
    edges = np.array([0, 1e-45, info.tiny, 2**-24, 88.72284, 103.97208, info.max], np.float32)
    x = np.concatenate([wide[np.isfinite(wide)], near, edges, -edges])
    if order:
        x = x[~np.isin(x, kinks(a, parameters))]
    y = call(a, order, x, parameters)
    assert y.dtype == np.float32
    error, where = worst(y, x, oracle(a, parameters, order), np.float32)
    assert error <= 1, f"{error:.3f} ulp at {where!r}"


@EVERY
@FUNCTION_AND_SLOPE
def test_float16(a: Activation, parameters: dict[str, float], order: int) -> None:
    """All the finite numbers at the defaults, every 13th at the other parameters.

    40 digits do: what a float16 holds is at least 6e-8 and at most 65504 in size, so that no
    difference of exponentials loses more than 10 of them.
    """
    x = np.arange(0, 2**16, 13 if parameters else 1, dtype=np.uint16).view(np.float16)
    x = x[np.isfinite(x)]
    if order:
        x = x[~np.isin(x, kinks(a, parameters))]
    y = call(a, order, x, parameters)
    assert y.dtype == np.float16
    truth = oracle(a, parameters, order, digits=40)
    true = np.array([float(truth(point)) for point in x])  # rounded by 2**-42 of an ulp of float16
    finite = np.abs(true) < float(np.finfo(np.float16).max)
    error = np.abs(y.astype(float) - true)[finite] / np.spacing(np.abs(true[finite]).astype("e"))
    assert error.max() < 1 - 2.0**-40, f"{error.max():.3f} ulp at {x[finite][error.argmax()]!r}"
    for got, point in zip(y[~finite], x[~finite], strict=True):
        assert ulps(got, truth(point), np.float16) <= 1, point


@EVERY
@FUNCTION_AND_SLOPE
def test_longdouble(a: Activation, parameters: dict[str, float], order: int) -> None:
    random = np.random.default_rng(80)
    x = np.concatenate([random.normal(0, 3, 500), random.uniform(-700, 700, 500), hard_points()])
    x = x.astype(np.longdouble)
    # Numbers between the doubles, where there are any.
    x[:1000] *= 1 + random.integers(0, 1000, 1000) * np.finfo(np.longdouble).eps
    if order:
        x = x[~np.isin(x, kinks(a, parameters))]
    y = call(a, order, x, parameters)
    assert y.dtype == np.longdouble
    truth = oracle(a, parameters, order)
    normal = mpf(float(np.finfo(np.float64).tiny))
    for got, point in zip(y, x, strict=True):
        true = truth(as_mpf(point))
        if np.isinf(got):
            assert abs(true) > as_mpf(np.finfo(np.longdouble).max), point
        elif abs(true) < normal:
            assert abs(as_mpf(got) - true) <= normal, point
        else:
            # Of the functions that SciPy has for doubles only, no more is asked than of doubles.
            allowed = max(bound(a, order), 4.5) + growth(a, parameters, as_double(point))
            least = a.accuracy.crossing.absolute if crosses(a, order, point) else 0
            with mpmath.workdps(60):
                assert abs(as_mpf(got) - true) <= max(allowed * 2.0**-52 * abs(true), least), point


def as_double(x: Any) -> float:
    """A double near x that is rounded when x is: a longdouble's product always may be."""
    return float(x) if float(x) == x else math.nextafter(float(x), math.inf)


@EVERY
@FUNCTION_AND_SLOPE
def test_the_tails_keep_their_digits(
    a: Activation, parameters: dict[str, float], order: int
) -> None:
    """In relative terms, wherever the truth is a normal number: no 1 - y that has become 0."""
    truth = oracle(a, parameters, order)
    x = [s * t for t in np.geomspace(5, 700, 300) for s in (-1, 1)]
    for got, point in zip(call(a, order, np.array(x), parameters), x, strict=True):
        true = truth(point)
        if abs(true) >= float(np.finfo(np.float64).tiny):
            # An ulp is at most 2**-52 of the number.
            grown = max(bound(a, order), 0.5) + growth(a, parameters, point) / 2
            allowed = grown * 2.0**-52
            assert abs(mpf(float(got)) - true) <= allowed * abs(true), point


@pytest.mark.parametrize(("a", "parameters"), cases(KINKED), ids=name)
def test_kinks(a: Activation, parameters: dict[str, float]) -> None:
    """At a kink the derivative is what the record says, beside it the slope of that side."""
    slope = oracle(a, parameters, 1)
    for index in range(len(a.kinks)):
        at, value = kink_value(a, index, parameters)
        for dtype in (np.float16, np.float32, np.float64, np.longdouble):
            points = [dtype(at)] if at else [dtype(0.0), dtype(-0.0)]
            for point in points:
                assert a.derivative(point, **parameters) == dtype(value)
        for side in (math.nextafter(at, -math.inf), math.nextafter(at, math.inf)):
            got = a.derivative(side, **parameters)
            assert ulps(got, slope(side)) <= a.accuracy.derivative
    if not kinked(a, parameters):
        assert ulps(a.derivative(0.0, **parameters), slope(0.0)) <= a.accuracy.derivative


PARAMETERS = [(a, order, p) for a in ELEMENTWISE for p in a.parameters for order in (0, 1)]


@pytest.mark.parametrize(("a", "order", "p"), PARAMETERS, ids=name)
@pytest.mark.parametrize("kind", [Fraction, np.float32, np.float64, np.longdouble, float], ids=name)
def test_a_parameter_may_be_any_real_number(
    a: Activation, order: int, p: Parameter, kind: Any
) -> None:
    x = np.array([-2.5, -1.0, 0.5, 3.0])
    result = code(a, order)(x, **{p.name: kind(0.25)})
    assert result.dtype == np.float64
    np.testing.assert_array_equal(result, code(a, order)(x, **{p.name: 0.25}))


@pytest.mark.parametrize(("a", "order", "p"), PARAMETERS, ids=name)
def test_a_parameter_beyond_float64_is_refused(a: Activation, order: int, p: Parameter) -> None:
    with pytest.raises(ValueError, match=f"^{code(a, order).__name__}: {p.name} "):
        code(a, order)([1.0], **{p.name: 10**400})


# --- learned parameters ---------------------------------------------------------------------

LEARNED = [(a, p) for a in ELEMENTWISE for p in a.parameters if p.derivative is not None]


@pytest.mark.parametrize(("a", "p"), LEARNED, ids=name)
def test_derivative_in_a_learned_parameter(a: Activation, p: Parameter) -> None:
    x = [v for v in points() if abs(v) < 1e300]
    for parameters in [{}, *({p.name: value} for value in p.others)]:
        truth = oracle(a, parameters, 1, variable=p.name)
        got = p.derivative(np.array(x), **parameters)
        for y, point in zip(got, x, strict=True):
            assert ulps(y, truth(point)) <= a.accuracy.function, point


@pytest.mark.parametrize(("a", "p"), LEARNED, ids=name)
def test_a_learned_parameter_may_be_an_array(a: Activation, p: Parameter) -> None:
    """One value a channel gives what each value gives alone."""
    x = np.random.default_rng(4).normal(size=(3, 5)).astype(np.float32)
    values = np.array([0.1, 0.25, -0.5], np.float32)
    for f in (a.function, *a.derivatives):
        together = f(x, **{p.name: values[:, None]})
        assert together.dtype == np.float32
        for row, inputs, value in zip(together, x, values, strict=True):
            np.testing.assert_array_equal(row, f(inputs, **{p.name: float(value)}))
    assert a.function(x, **{p.name: values[:, None].astype(float)}).dtype == np.float64
    with pytest.raises(ValueError, match=rf"^{a.id}: these shapes do not broadcast: x \(3, 5\)"):
        a.function(x, **{p.name: values})
    with pytest.raises(TypeError, match=rf"^{a.id}: {p.name} must hold real numbers"):
        a.function(x, **{p.name: ["0.1"]})


# --- random functions -----------------------------------------------------------------------

EVERY_RANDOM = pytest.mark.parametrize(("a", "parameters"), cases(RANDOM), ids=name)


@EVERY_RANDOM
def test_random_slopes(a: Activation, parameters: dict[str, float]) -> None:
    """Positive inputs pass, negative ones get a slope within the bounds, each its own."""
    low, high = (parameters.get(p.name, p.default) for p in a.parameters)
    x = np.concatenate([np.full(20_000, -1.0), [0.0, 2.5, np.inf]])
    y = a.function(x, rng=np.random.default_rng(7), **parameters)
    slope = a.derivative(x, rng=np.random.default_rng(7), **parameters)
    np.testing.assert_array_equal(y[-3:], x[-3:])
    np.testing.assert_array_equal(slope[-2:], 1)
    drawn = -y[:-3]
    np.testing.assert_array_equal(drawn, slope[:-3])  # the same state draws the same slopes
    assert low <= drawn.min() < drawn.max() <= high
    # Mean and variance of a uniform distribution, to five standard errors.
    width = high - low
    assert abs(drawn.mean() - (low + high) / 2) < 5 * width / math.sqrt(12 * len(drawn))
    assert abs(drawn.var() / (width**2 / 12) - 1) < 0.05
    assert len(np.unique(drawn)) > 19_000


@EVERY_RANDOM
def test_random_functions_in_evaluation_draw_nothing(
    a: Activation, parameters: dict[str, float]
) -> None:
    low, high = (parameters.get(p.name, p.default) for p in a.parameters)
    x = np.linspace(-3, 3, 13)
    expected = np.where(x <= 0, (low + high) / 2 * x, x)
    np.testing.assert_array_equal(a.function(x, **parameters), expected)


def test_bounds_out_of_order_and_a_sharpness_that_is_none() -> None:
    for f in (activations.rrelu, activations.rrelu_derivative):
        with pytest.raises(ValueError, match=rf"^{f.__name__}: lower 0.5 is above upper 0.25$"):
            f([1.0], lower=0.5, upper=0.25)
    for f in (activations.softplus, activations.softplus_derivative):
        for wrong in (0, -1.5):
            with pytest.raises(ValueError, match=rf"^{f.__name__}: beta must be positive, not "):
                f([1.0], beta=wrong)


@pytest.mark.parametrize("a", RANDOM, ids=name)
@pytest.mark.parametrize("wrong", [0, np.random, np.random.RandomState(0)], ids=str)
def test_a_generator_is_asked_for(a: Activation, wrong: Any) -> None:
    for f in (a.function, a.derivative):
        with pytest.raises(TypeError, match=rf"^{f.__name__}: rng must be a numpy.random.Gener"):
            f([1.0], rng=wrong)


# --- functions of two inputs ----------------------------------------------------------------

EVERY_PAIR = pytest.mark.parametrize("a", PAIR, ids=name)


@EVERY_PAIR
@FUNCTION_AND_SLOPE
def test_pair_float64(a: Activation, order: int) -> None:
    random = np.random.default_rng(11)
    first = np.concatenate([points(count=300), random.uniform(-40, 40, 300)])
    second = random.permutation(np.concatenate([random.normal(0, 3, len(first) - 40), hard(40)]))
    with np.errstate(over="ignore"):
        got = code(a, order)(first, second)
    truth = partials(a, order)
    for index, (x, y) in enumerate(zip(first, second, strict=True)):
        values = [part[index] for part in (got if order else (got,))]
        for value, true in zip(values, truth(x, y), strict=True):
            if crosses(a, order, x):
                # The zero of the slope, times the other input.
                allowed = mpf(a.accuracy.crossing.absolute) * abs(mpf(float(y)))
                near = abs(mpf(float(value)) - true) <= allowed
                assert near or ulps(value, true) <= bound(a, order), (x, y)
            else:
                assert ulps(value, true) <= bound(a, order), (x, y)


def hard(count: int) -> list[float]:
    return [x for x in hard_points() if abs(x) < 1e100][:count]


@EVERY_PAIR
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_pair_of_lower_precision(a: Activation, dtype: Any) -> None:
    random = np.random.default_rng(12)
    x, y = (random.normal(0, 3, 300).astype(dtype) for _ in range(2))
    result = a.function(x, y)
    assert result.dtype == dtype
    for order, parts in ((0, (result,)), (1, a.derivative(x, y))):
        truth = partials(a, order)
        for part in range(len(parts)):
            assert parts[part].dtype == dtype
            for got, u, v in zip(parts[part], x, y, strict=True):
                assert ulps(got, truth(float(u), float(v))[part], dtype) <= 1


@EVERY_PAIR
def test_pairs_broadcast(a: Activation) -> None:
    x, y = np.linspace(-2, 2, 4)[:, None], np.linspace(-3, 3, 5)
    table = a.function(x, y)
    assert table.shape == (4, 5)
    for part in a.derivative(x, y):
        assert part.shape == (4, 5)
    assert table[1, 2] == a.function(float(x[1, 0]), float(y[2]))
    assert a.function(np.float32(1), np.float64(2)).dtype == np.float64
    with pytest.raises(ValueError, match=rf"^{a.id}: these shapes do not broadcast: "):
        a.function([1.0, 2.0], [1.0, 2.0, 3.0])


# --- vector functions -----------------------------------------------------------------------

AWKWARD = (0.0, -0.0, 1.0, -1.0, 0.1, -0.3, 5e-324, 1e-300, 36.7, -36.8, 49.99, -50.0, 50.0)
EXTREME = (0.0, 709.78, -709.79, 745.13, -745.2, 1e16, -1e300, 1e308, -1e308, -1.7e308)


@functools.cache
def displayed(a: Activation) -> latex_reader.Statement:
    """For any number of components: the formula on the page, which test_latex.py holds to
    `exact`."""
    (statement,) = latex_reader.read(a.latex)
    return statement


def component(a: Activation, x: Any, i: int) -> mpf:
    with mpmath.workdps(120):
        vector = [as_mpf(v) for v in x]
        return mpf(displayed(a).value({"x": vector, "n": len(vector), "i": i + 1}))


def check_components(a: Activation, x: Any, allowed: float, every: int = 1) -> None:
    x = np.asarray(x)
    y = a.function(x)
    order = np.argsort(y)
    some = range(len(x)) if every == 1 else [*order[:: max(1, len(x) // every)], order[-1]]
    for i in some:
        error = ulps(y[i], component(a, x, i), x.dtype)
        assert error <= allowed, f"{error:.3f} ulp in component {i} of {x!r}"


def in_domain() -> list[Any]:
    random = np.random.default_rng(5)
    vectors = [np.array(v) for v in itertools.product(AWKWARD, repeat=2)]
    for n in (1, 3, 10, 100):
        vectors += [random.uniform(-50, 50, n), random.normal(0, 1, n), np.full(n, 50.0)]
        vectors += [np.append(np.full(n - 1, -36.05), 0.0), np.linspace(-50, 50, n)]
    return vectors


def outside_domain() -> list[Any]:
    random = np.random.default_rng(6)
    vectors = [np.array(v) for v in itertools.product(EXTREME, repeat=2)]
    for n in (30, 1000):
        vectors += [random.uniform(-745, 745, n), random.normal(0, 1, n), np.full(n, 1e308)]
        vectors += [random.uniform(-1, 1, n) * 1e308, np.append(np.full(n - 1, -36.05), 0.0)]
    return vectors


@EVERY_VECTOR
def test_vector_float64_in_the_domain(a: Activation) -> None:
    for x in in_domain():
        check_components(a, x, a.accuracy.function, every=1 if len(x) <= 10 else 12)


@EVERY_VECTOR
def test_vector_float64_elsewhere(a: Activation) -> None:
    allowed = a.accuracy.function if a.accuracy.elsewhere is None else a.accuracy.elsewhere
    for x in outside_domain():
        check_components(a, x, allowed, every=1 if len(x) <= 30 else 6)


@EVERY_VECTOR
def test_vector_along_the_first_axis(a: Activation) -> None:
    """NumPy adds along it one after the other: what is lost below 1 adds up, unless it is kept."""
    allowed = a.accuracy.function if a.accuracy.elsewhere is None else a.accuracy.elsewhere
    columns = [np.insert(np.full(999, -36.05), 0, 0.0), np.full(1000, 0.1)]
    y = a.function(np.stack(columns, axis=1), axis=0)
    for k, x in enumerate(columns):
        for i in (0, 1, 999):
            error = ulps(y[i, k], component(a, x, i))
            assert error <= allowed, f"{error:.3f} ulp in component {i} of column {k}"


@EVERY_VECTOR
def test_vector_three_components_against_exact(a: Activation) -> None:
    """`exact` itself, function and Jacobian, at three inputs."""
    outputs, slopes = components(a), components(a, 1)
    random = np.random.default_rng(3)
    vectors = [*itertools.product(AWKWARD[::3], repeat=3), *random.uniform(-50, 50, (60, 3))]
    for x in vectors:
        for got, true in zip(a.function(x), outputs(x), strict=True):
            assert ulps(got, true) <= a.accuracy.function, x
        jacobian, true_jacobian = a.derivative(x), slopes(x)
        for i, j in np.ndindex(3, 3):
            error = ulps(jacobian[i, j], true_jacobian[i][j])
            assert error <= a.accuracy.derivative, f"{error:.3f} ulp at {x}, entry {i, j}"


@EVERY_VECTOR
@pytest.mark.parametrize("n", [10, 100])
def test_jacobian_of_many_components(a: Activation, n: int) -> None:
    entry = latex_reader.read(a.latex_derivative)[0]
    for x in (
        np.random.default_rng(7).uniform(-50, 50, n),
        np.random.default_rng(8).normal(size=n),
    ):
        jacobian = a.derivative(x)
        with mpmath.workdps(120):
            outputs = [component(a, x, i) for i in range(n)]
        order = [int(k) for k in np.argsort(a.function(x))]
        some = {*order[:3], order[n // 2], *order[-3:]}
        for i, j in itertools.product(some, repeat=2):
            with mpmath.workdps(120):
                true = entry.value({"s": outputs, "n": n, "i": i + 1, "j": j + 1})
            error = ulps(jacobian[i, j], mpf(true))
            assert error <= a.accuracy.derivative, f"{error:.3f} ulp in entry {i, j}"


@EVERY_VECTOR
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_vector_of_lower_precision(a: Activation, dtype: Any) -> None:
    random = np.random.default_rng(9)
    for n in (1, 2, 3, 10, 100):
        x = random.uniform(-50, 50, n).astype(dtype)
        assert a.function(x).dtype == dtype
        check_components(a, x, 1, every=1 if n <= 10 else 12)
        largest = np.finfo(dtype).max
        check_components(a, np.array([largest, -largest, 0, largest], dtype), 1)


@EVERY_VECTOR
def test_vector_longdouble(a: Activation) -> None:
    random = np.random.default_rng(10)
    for n in (1, 3, 100):
        x = random.uniform(-700, 700, n).astype(np.longdouble)
        x *= 1 + random.integers(0, 1000, n) * np.finfo(np.longdouble).eps
        y = a.function(x)
        assert y.dtype == np.longdouble
        assert a.derivative(x).dtype == np.longdouble
        for i in range(0, n, max(1, n // 10)):
            true = component(a, x, i)
            with mpmath.workdps(60):
                assert abs(as_mpf(y[i]) - true) <= mpf(10) ** -15 * abs(true)
