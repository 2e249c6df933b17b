"""What goes in and what comes out: dtypes, shapes, special values, errors."""

from __future__ import annotations

import inspect
import warnings
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import activations
from activations import Activation
from tests.oracle import choices, name

CATALOGUE = activations.catalogue
ALL = [(a, f) for a in CATALOGUE for f in (a.function, *a.derivatives)]
EACH = [(a, f) for a, f in ALL if a.kind != "vector"]
FLOATS = [np.float16, np.float32, np.float64, np.longdouble]
OTHERS = [
    np.bool_,
    np.int8,
    np.uint8,
    np.int16,
    np.uint16,
    np.int32,
    np.uint32,
    np.int64,
    np.uint64,
]
VALUES = [0.0, 1.0, 2.0, 3.0]


def call(a: Activation, f: Any, x: Any, **parameters: Any) -> Any:
    """What f makes of x, of a pair of it twice; of two partial derivatives both in one array."""
    inputs = (x, x) if a.kind == "pair" else (x,)
    result = f(*inputs, **parameters)
    return np.stack(result) if isinstance(result, tuple) else result


def first(a: Activation) -> str:
    """How the first input is called."""
    return next(iter(inspect.signature(a.function).parameters))


@pytest.mark.parametrize("dtype", FLOATS, ids=name)
@pytest.mark.parametrize(("a", "f"), ALL, ids=name)
def test_a_floating_dtype_is_kept(a: Activation, f: Any, dtype: Any) -> None:
    for order in "<>":
        swapped = np.dtype(dtype).newbyteorder(order)
        x = np.array(VALUES, dtype=swapped)
        result = f(x, x) if a.kind == "pair" else f(x)
        for part in result if isinstance(result, tuple) else (result,):
            assert part.dtype == swapped
        native = call(a, f, np.array(VALUES, dtype=dtype))
        np.testing.assert_array_equal(call(a, f, x), native)


@pytest.mark.parametrize("dtype", OTHERS, ids=name)
@pytest.mark.parametrize(("a", "f"), ALL, ids=name)
def test_integers_and_booleans_become_float64(a: Activation, f: Any, dtype: Any) -> None:
    result = call(a, f, np.array([0, 1, 1], dtype=dtype))
    assert result.dtype == np.float64
    np.testing.assert_array_equal(result, call(a, f, np.array([0.0, 1.0, 1.0])))


@pytest.mark.parametrize(("a", "f"), ALL, ids=name)
def test_lists_strides_and_read_only_input(a: Activation, f: Any) -> None:
    x = np.random.default_rng(1).normal(size=(4, 6))
    expected = call(a, f, x)
    np.testing.assert_array_equal(call(a, f, x.tolist()), expected)
    np.testing.assert_array_equal(call(a, f, np.asfortranarray(x)), expected)
    wide = np.repeat(x, 2, axis=1)[:, ::2]
    np.testing.assert_array_equal(call(a, f, wide), expected)
    kept = x.copy()
    x.flags.writeable = False
    np.testing.assert_array_equal(call(a, f, x), expected)
    np.testing.assert_array_equal(x, kept)


@pytest.mark.parametrize(("a", "f"), EACH, ids=name)
def test_shapes_of_elementwise_functions(a: Activation, f: Any) -> None:
    parts = (2,) if f is a.derivative and a.kind == "pair" else ()
    for shape in [(0,), (3,), (2, 0), (2, 3), (1, 2, 3, 4)]:
        assert call(a, f, np.zeros(shape)).shape == (*parts, *shape)
    for scalar, dtype in [(s, np.float64) for s in (2, 2.0, True, np.float64(2), np.array(2.0))] + [
        (np.float16(2), np.float16)
    ]:
        result = f(scalar, scalar) if a.kind == "pair" else f(scalar)
        for part in result if parts else (result,):
            assert type(part) is dtype


@pytest.mark.parametrize(("a", "f"), EACH, ids=name)
def test_nan_stays_nan_and_nothing_else_becomes_nan(a: Activation, f: Any) -> None:
    x = np.array([np.nan, -np.inf, -1e308, -1.0, -5e-324, -0.0, 0.0, 5e-324, 1.0, 1e308, np.inf])
    for parameters in choices(a):
        if a.kind == "pair":
            x = x[x != -np.inf]  # a closed gate times an infinite value: there is no limit
        if a.kind == "pair" or any(abs(value) > 1 for value in parameters.values()):
            x = x[np.abs(x) != 1e308]  # a product with more than 1 overflows there, and rightly
        result = call(a, f, x, **parameters)
        np.testing.assert_array_equal(np.isnan(result), np.broadcast_to(np.isnan(x), result.shape))


@pytest.mark.parametrize(("a", "f"), ALL, ids=name)
@pytest.mark.parametrize("dtype", FLOATS, ids=name)
def test_no_warning_and_no_floating_point_error(a: Activation, f: Any, dtype: Any) -> None:
    largest = np.finfo(dtype).max
    x = np.array([-largest, largest, -1e4, -745, -88, -1e-6, 0, 1e-6, 88, 745, 1e4], dtype=dtype)
    if a.kind == "pair":
        x = np.clip(x, -150, 150)  # a larger product overflows, and rightly
    far = 150 if a.kind == "pair" else np.inf  # 0 times an infinite value has no limit
    special = np.array([far, -far, np.nan, 0, -0.0], dtype=dtype)
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        for row in (x, special, special[:2], special[1:2], special[[0, 0]]):
            call(a, f, row)


def test_negative_zero() -> None:
    for dtype in FLOATS:
        zero = np.array([-0.0], dtype=dtype)
        assert activations.sigmoid(zero)[0] == 0.5
        assert np.signbit(activations.tanh(zero)[0])
        assert not np.signbit(activations.relu(zero)[0])
        assert not np.signbit(activations.leaky_relu(zero)[0])


@pytest.mark.parametrize(("a", "f"), ALL, ids=name)
@pytest.mark.parametrize(
    ("x", "dtype"),
    [
        ([1j], "complex128"),
        ([None], "object"),
        (None, "object"),
        (["1.0"], "<U3"),
        ([b"1"], r"\|S1"),
        (np.array(["2026-01-01"], dtype="M8[D]"), r"datetime64\[D\]"),
        ([10**400], "object"),
    ],
    ids=str,
)
def test_what_is_no_real_number_is_a_type_error(a: Activation, f: Any, x: Any, dtype: str) -> None:
    with pytest.raises(
        TypeError, match=rf"^{f.__name__}: {first(a)} must hold real numbers, not dtype {dtype}"
    ):
        call(a, f, x)


@pytest.mark.parametrize(("a", "f"), ALL, ids=name)
def test_wrong_calls_name_the_function(a: Activation, f: Any) -> None:
    x = first(a)
    ragged = rf"^{f.__name__}: the rows of {x} have different lengths$"
    with pytest.raises(ValueError, match=ragged):
        call(a, f, [[1.0], [1.0, 2.0]])
    with pytest.raises(TypeError, match=rf"^{f.__name__}: missing a required argument: '{x}'$"):
        f()
    with pytest.raises(
        TypeError, match=rf"^{f.__name__}: got an unexpected keyword argument 'no'$"
    ):
        call(a, f, [1.0], no=1)


PARAMETERS = [(f, p) for a, f in ALL for p in a.parameters]


@pytest.mark.parametrize(("f", "p"), PARAMETERS, ids=name)
def test_parameters_are_finite_real_numbers(f: Any, p: Any) -> None:
    for wrong in (np.nan, np.inf, -np.inf):
        with pytest.raises(ValueError, match=rf"^{f.__name__}: {p.name} must be finite"):
            f([1.0], **{p.name: wrong})
    # One that is learned may be an array: test_numerics.py.
    for other in (True,) if p.derivative else ("0.1", None, 1j, True, [0.1]):
        with pytest.raises(TypeError, match=rf"^{f.__name__}: {p.name} must be a real number"):
            f([1.0], **{p.name: other})
    for kind in (float, np.float32, Fraction):
        f([1.0], **{p.name: kind(p.default)})


VECTOR = [(a, f) for a in CATALOGUE if a.kind == "vector" for f in (a.function, a.derivative)]


@pytest.mark.parametrize(("a", "f"), VECTOR, ids=name)
def test_axis(a: Activation, f: Any) -> None:
    x = np.random.default_rng(2).normal(size=(3, 4, 5))
    for axis in range(-3, 3):
        moved = f(np.moveaxis(x, axis, -1))
        expected = np.moveaxis(moved, -1, axis) if f is a.function else moved
        np.testing.assert_array_equal(f(x, axis=axis), expected)
        np.testing.assert_array_equal(f(x, axis=np.int64(axis)), expected)
    for wrong in (3, -4):
        with pytest.raises(
            ValueError, match=rf"^{f.__name__}: axis {wrong} does not exist: x has 3"
        ):
            f(x, axis=wrong)
    for other in (1.0, "0", None, True, (0, 1)):
        with pytest.raises(TypeError, match=rf"^{f.__name__}: axis must be an integer"):
            f(x, axis=other)
    with pytest.raises(ValueError, match=rf"^{f.__name__}: axis -1 does not exist: x has 0"):
        f(1.0)


def test_softmax_of_rows_without_a_limit() -> None:
    inf, nan = np.inf, np.nan
    rows = [
        ([1e308, -1e308, 0.0], [1, 0, 0]),
        ([-inf, 0.0, 0.0], [0, 0.5, 0.5]),
        ([-inf, -np.finfo(float).max], [0, 1]),
        ([inf, 0.0, -inf], [1, 0, 0]),
        ([-inf, -inf], [nan, nan]),
        ([inf, inf, 0.0], [nan, nan, nan]),
        ([nan, 0.0], [nan, nan]),
        ([7.0], [1]),
        ([], []),
    ]
    for row, expected in rows:
        np.testing.assert_array_equal(activations.softmax(row), expected)
    assert not np.signbit(activations.softmax_jacobian([inf, 0.0])).any()
    assert activations.softmax(np.zeros((0, 3))).shape == (0, 3)
    assert activations.softmax_jacobian(np.zeros((2, 0))).shape == (2, 0, 0)
