"""What only one function does."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import scipy.special

import activations
from scripts.truth.expressions import Parameters, settings
from tests.kinds.records import name

FLOATS = [np.float16, np.float32, np.float64]
POSITIVE = [(activations.SOFTPLUS, "beta"), (activations.GUMBEL_SOFTMAX, "tau")]


@pytest.mark.parametrize(("a", "parameter"), POSITIVE, ids=name)
def test_a_parameter_that_must_be_positive(a: Any, parameter: str) -> None:
    for f in (a.function, a.derivative):
        for wrong in (0, -1.5):
            told = rf"^{f.__name__}: {parameter} must be positive, not {wrong}"
            with pytest.raises(ValueError, match=told):
                f([1.0], **{parameter: wrong})


def test_the_bounds_of_rrelu_out_of_order() -> None:
    for f in (activations.rrelu, activations.rrelu_derivative):
        with pytest.raises(ValueError, match=rf"^{f.__name__}: lower 0.5 is above upper 0.25$"):
            f([1.0], lower=0.5, upper=0.25)


@pytest.mark.parametrize("parameters", settings(activations.RRELU), ids=name)
def test_the_slopes_of_rrelu_are_uniform(parameters: Parameters) -> None:
    """Positive inputs pass, negative ones get a slope within the bounds, each its own."""
    a = activations.RRELU
    low, high = (parameters.get(p.name, p.default) for p in a.parameters)
    x = np.concatenate([np.full(20_000, -1.0), [0.0, 2.5, np.inf]])
    y = a.function(x, rng=np.random.default_rng(7), **parameters)
    slope = a.derivative(x, rng=np.random.default_rng(7), **parameters)
    np.testing.assert_array_equal(y[-3:], x[-3:])
    np.testing.assert_array_equal(slope[-2:], 1)
    slopes = -y[:-3]
    np.testing.assert_array_equal(slopes, slope[:-3])
    assert low <= slopes.min() < slopes.max() <= high
    # Mean and variance of a uniform distribution, to five standard errors.
    width = high - low
    assert abs(slopes.mean() - (low + high) / 2) < 5 * width / math.sqrt(12 * len(slopes))
    assert abs(slopes.var() / (width**2 / 12) - 1) < 0.05
    assert len(np.unique(slopes)) > 19_000
    plain = np.linspace(-3, 3, 13)
    expected = np.where(plain <= 0, (low + high) / 2 * plain, plain)
    np.testing.assert_array_equal(a.function(plain, **parameters), expected)


def test_negative_zero() -> None:
    for dtype in FLOATS:
        zero = np.array([-0.0], dtype=dtype)
        assert activations.sigmoid(zero)[0] == 0.5
        assert np.signbit(activations.tanh(zero)[0])


@pytest.mark.parametrize("f", [activations.leaky_relu, activations.prelu, activations.rrelu])
def test_a_slope_of_zero_at_minus_infinity(f: Any) -> None:
    """The documented NaN: 0 times infinity, as the formula has it."""
    slope = (0.0, 0.0) if f is activations.rrelu else (0.0,)
    with np.errstate(invalid="ignore"):
        y = f([-np.inf, -2.0, 3.0], *slope)
    np.testing.assert_array_equal(y, [np.nan, 0, 3])


def test_rows_of_softmax_without_a_limit() -> None:
    inf, nan = np.inf, np.nan
    rows: list[tuple[list[float], list[float]]] = [
        ([1e308, -1e308, 0.0], [1, 0, 0]),
        ([-inf, 0.0, 0.0], [0, 0.5, 0.5]),
        ([-inf, -np.finfo(float).max], [0, 1]),
        ([inf, 0.0, -inf], [nan, nan, nan]),
        ([-inf, -inf], [nan, nan]),
        ([inf, inf, 0.0], [nan, nan, nan]),
        ([nan, 0.0], [nan, nan]),
        ([7.0], [1]),
    ]
    for row, expected in rows:
        with np.errstate(invalid="ignore"):
            np.testing.assert_array_equal(activations.softmax(row), expected)
    assert activations.softmax(np.zeros((0, 3))).shape == (0, 3)
    with pytest.raises(ValueError, match=r"^softmax: axis -1 holds no entries$"):
        activations.softmax(np.zeros((2, 0)))


def test_softmax_over_several_axes() -> None:
    """As `scipy.special.softmax` has it."""
    x = np.random.default_rng(6).normal(size=(3, 4, 5))
    axes: list[Any] = [None, (0, 2), (-1, 0), (1,), 1]
    for axis in axes:
        expected = scipy.special.softmax(x, axis=axis)
        np.testing.assert_allclose(activations.softmax(x, axis=axis), expected, rtol=1e-14)
    assert activations.softmax(3.0, axis=None) == 1
    with pytest.raises(TypeError, match=r"^softmax: axis must be an integer, not float"):
        activations.softmax(x, axis=(0, 1.0))


def test_rows_of_log_softmax_without_a_limit() -> None:
    inf, nan = np.inf, np.nan
    rows: list[tuple[list[float], list[float]]] = [
        ([1e308, -1e308, 0.0], [0, -inf, -1e308]),  # the difference is too large for a double
        ([-inf, 0.0], [-inf, 0]),
        ([-inf, -np.finfo(float).max], [-inf, 0]),
        ([inf, 0.0, -inf], [nan, nan, nan]),
        ([-inf, -inf], [nan, nan]),
        ([nan, 0.0], [nan, nan]),
        ([7.0], [0]),
    ]
    for row, expected in rows:
        with np.errstate(invalid="ignore", over="ignore"):
            np.testing.assert_array_equal(activations.log_softmax(row), expected)


def test_log_softmax_over_several_axes() -> None:
    """As `scipy.special.log_softmax` has it."""
    x = np.random.default_rng(6).normal(size=(3, 4, 5))
    axes: list[Any] = [None, (0, 2), (-1, 0), (1,), 1]
    for axis in axes:
        expected = scipy.special.log_softmax(x, axis=axis)
        np.testing.assert_allclose(activations.log_softmax(x, axis=axis), expected, rtol=1e-14)


def test_log_softmax_keeps_an_output_next_to_zero() -> None:
    """Where the sum of the exponentials rounds to 1, its logarithm would be 0."""
    assert activations.log_softmax([40.0, 0.0])[0] == pytest.approx(-math.exp(-40), rel=1e-15)
    assert activations.log_softmax([40.0, 40.0, 0.0])[0] == pytest.approx(-math.log(2))


def test_the_jacobian_keeps_a_diagonal_that_is_not_zero() -> None:
    """Where an output rounds to 1, 1 - s would be 0."""
    jacobian = activations.softmax_jacobian([40.0, 0.0])
    np.testing.assert_allclose(jacobian, math.exp(-40) * np.array([[1, -1], [-1, 1]]), rtol=1e-15)


def test_the_noise_of_gumbel_softmax() -> None:
    """The largest output falls on each entry as often as softmax says: the Gumbel-max trick."""
    x, count = np.array([0.3, -1.2, 0.8]), 20_000
    y = activations.gumbel_softmax(np.tile(x, (count, 1)), rng=np.random.default_rng(3))
    found = np.bincount(y.argmax(-1), minlength=3) / count
    expected = activations.softmax(x)
    assert (np.abs(found - expected) < 5 * np.sqrt(expected * (1 - expected) / count)).all()


def test_softmin_is_softmax_of_the_negated_inputs_over_several_axes() -> None:
    x = np.random.default_rng(6).normal(size=(3, 4, 5))
    axes: list[Any] = [None, (0, 2), 1]
    for axis in axes:
        expected = scipy.special.softmax(-x, axis=axis)
        np.testing.assert_allclose(activations.softmin(x, axis=axis), expected, rtol=1e-14)


def test_rows_of_sparsemax_without_a_limit() -> None:
    inf, nan = np.inf, np.nan
    rows: list[tuple[list[float], list[float]]] = [
        ([1e308, -1e308, 1e308], [0.5, 0, 0.5]),
        ([-inf, 0.5, 0.0], [0, 0.75, 0.25]),
        ([1e16, 1e16 - 2], [1, 0]),
        ([inf, 0.0], [nan, nan]),
        ([-inf, -inf], [nan, nan]),
        ([nan, 0.0], [nan, nan]),
    ]
    for row, expected in rows:
        with np.errstate(invalid="ignore"):
            np.testing.assert_array_equal(activations.sparsemax(row), expected)


def test_sparsemax_is_the_nearest_probability_vector() -> None:
    """No other is nearer: the angle to each is right or obtuse."""
    random = np.random.default_rng(21)
    for n in (2, 3, 8):
        x = random.normal(size=(50, n))
        p, others = activations.sparsemax(x), random.dirichlet(np.full(n, 0.3), (50, 20))
        angles = ((x - p)[:, None] * (others - p[:, None])).sum(-1)
        assert angles.max() < 1e-15


def test_where_an_output_of_sparsemax_is_about_to_leave_zero() -> None:
    """The convention: it is counted among those that are 0."""
    np.testing.assert_array_equal(activations.sparsemax_jacobian([1.0, 2.0, 3.0]), np.zeros((3, 3)))


def test_hardmax_takes_the_first_of_the_largest() -> None:
    inf, nan = np.inf, np.nan
    rows: list[tuple[list[float], list[float]]] = [
        ([3.0, 1.0, 3.0], [1, 0, 0]),
        ([1.0, 3.0, 3.0], [0, 1, 0]),
        ([-0.0, 0.0], [1, 0]),
        ([-inf, inf, inf], [0, 1, 0]),
        ([-inf, -inf], [1, 0]),
        ([nan, 3.0], [nan, nan]),
    ]
    for row, expected in rows:
        np.testing.assert_array_equal(activations.hardmax(row), expected)
        np.testing.assert_array_equal(
            activations.hardmax(np.array(row)[:, None], axis=0)[:, 0], expected
        )
        if nan not in row:
            np.testing.assert_array_equal(
                activations.hardmax_jacobian(row), np.zeros((len(row),) * 2)
            )
