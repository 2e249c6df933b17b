"""What goes in and what comes out: dtypes, shapes, parameters, errors.

The decorator is held to account on bodies of this file, one for each annotation; then every
function is looked at once, for what its body could break.
"""

import inspect
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from activations.arrays import (
    Axes,
    Axis,
    FloatArray,
    Generator,
    Learned,
    Operand,
    activation,
    arguments,
    selection,
)
from activations.frameworks import inputs
from activations.spec import Activation
from tests.kinds.records import name, of

OTHERS = [bool, np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64]
FLOATS = [np.float16, np.float32, np.float64]


def public(body: Callable[..., Any]) -> Any:
    """The decorator, to be called with what a type checker would not let through."""
    return activation(body)


@public
def double(x: FloatArray) -> FloatArray:
    """Twice x."""
    assert x.dtype == np.float64  # what a body is given
    return 2 * x


@public
def scaled(x: FloatArray, factor: float = 2.0) -> FloatArray:
    """The product of x and a factor."""
    return factor * x


@public
def learned(x: FloatArray, slope: Learned = 0.5) -> FloatArray:
    """The product of x and a slope that is learned."""
    product: FloatArray = slope * x
    return product


@public
def along(x: FloatArray, axis: Axis = -1, factor: float = 1.0) -> FloatArray:
    """A sum along an axis."""
    total: FloatArray = np.sum(x * factor, axis=axis)
    return total


@public
def over(x: FloatArray, axis: Axes = -1) -> FloatArray:
    """A sum over axes."""
    return np.asarray(np.sum(x, axis=axis))


@public
def drawn(x: FloatArray, rng: Generator = None) -> FloatArray:
    """The sum of x and a number that is drawn."""
    return x + (0.0 if rng is None else rng.uniform(size=x.shape))


@public
def both(a: FloatArray, b: Operand) -> tuple[FloatArray, FloatArray]:
    """A sum and a difference."""
    return a + b, a - b


# --- the decorator --------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", FLOATS, ids=name)
def test_a_floating_dtype_is_kept(dtype: Any) -> None:
    for order in "<>":  # the result has the machine's, as of any ufunc
        swapped = np.dtype(dtype).newbyteorder(order)
        for f in (double, scaled, learned, drawn):
            result = f(np.array([0.0, 1.5], swapped))
            assert result.dtype == dtype
            np.testing.assert_array_equal(result, f(np.array([0.0, 1.5])))
        assert [p.dtype for p in both(np.ones(2, swapped), np.ones(2, swapped))] == [dtype] * 2


def test_what_only_picks_is_not_widened() -> None:
    @selection
    def larger(x: FloatArray, y: Operand) -> FloatArray:
        """The larger of two."""
        assert x.dtype == y.dtype == np.float32
        return np.maximum(x, y)

    assert larger(np.ones(2, np.float32), 0).dtype == np.float32
    assert larger(np.ones(2, np.float32), np.zeros(2, np.float16)).dtype == np.float32


def test_lower_precision_is_rounded_once() -> None:
    """In float16 10 * 0.1 would be rounded twice."""

    @public
    def there_and_back(x: FloatArray) -> FloatArray:
        """X, with a detour."""
        return x / 3 * 3

    x = np.linspace(-5, 5, 1001).astype(np.float16)
    np.testing.assert_array_equal(there_and_back(x), x)


def test_several_arrays_have_the_dtype_that_holds_both() -> None:
    for one, other, result in (
        (np.float16, np.float32, np.float32),
        (np.float32, np.float64, np.float64),
        (np.float16, np.uint8, np.float16),
        (np.float16, np.int64, np.float64),
    ):
        parts = both(np.ones(2, one), np.ones(2, other))
        assert [part.dtype for part in parts] == [result, result]
    assert learned(np.ones(2, np.float32), np.ones(2, np.float32)).dtype == np.float32
    assert learned(np.ones(2, np.float32), np.ones(2)).dtype == np.float64
    # Python's numbers follow, NumPy's do not: as everywhere in NumPy.
    assert learned(np.ones(2, np.float32), 0.1).dtype == np.float32
    assert learned(np.ones(2, np.float32), np.float64(0.1)).dtype == np.float64
    assert [p.dtype for p in both(np.ones(2, np.float16), 2.0)] == [np.float16] * 2
    assert [p.dtype for p in both(2, np.float32(1))] == [np.float32] * 2


@pytest.mark.parametrize("dtype", OTHERS, ids=name)
def test_integers_and_booleans_become_float64(dtype: Any) -> None:
    result = double(np.array([0, 1, 1], dtype))
    assert result.dtype == np.float64
    np.testing.assert_array_equal(result, [0, 2, 2])


def test_shapes_and_scalars() -> None:
    for shape in [(), (0,), (3,), (2, 0), (2, 3), (1, 2, 3, 4)]:
        assert double(np.zeros(shape)).shape == shape
    for scalar in (2, 2.0, True, np.float64(2), np.array(2.0), np.int8(2), [[2.0]][0][0]):
        assert type(double(scalar)) is np.float64
    assert type(double(np.float16(2))) is np.float16
    assert [type(part) for part in both(1, 2)] == [np.float64] * 2
    assert both(np.ones((4, 1)), np.ones(5))[0].shape == (4, 5)

    @public
    def first(x: FloatArray, slope: Learned = 1.0) -> FloatArray:
        """Of the two."""
        return x + 0

    assert first(np.ones(3), np.ones((4, 1))).shape == (4, 3)  # also where the body forgets one


def test_the_input_is_not_touched() -> None:
    @public
    def overwriting(x: FloatArray) -> FloatArray:
        """Twice x, in place."""
        return x + x

    x = np.arange(4.0)
    x.flags.writeable = False
    np.testing.assert_array_equal(overwriting(x), [0, 2, 4, 6])
    np.testing.assert_array_equal(x, np.arange(4))


def test_a_tail_may_underflow_where_that_is_an_error() -> None:
    @public
    def tiny(x: FloatArray) -> FloatArray:
        """A product that underflows."""
        return x * 1e-300

    with np.errstate(all="raise"):
        assert tiny(1e-300) == 0
        with pytest.raises(FloatingPointError, match="overflow"):
            scaled(1e300, 1e300)


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
def test_what_is_no_real_number_is_a_type_error(x: Any, dtype: str) -> None:
    with pytest.raises(TypeError, match=rf"^double: x must hold real numbers, not dtype {dtype}"):
        double(x)
    with pytest.raises(TypeError, match=rf"^both: b must hold real numbers, not dtype {dtype}"):
        both(1.0, x)
    with pytest.raises(
        TypeError, match=rf"^learned: slope must hold real numbers, not dtype {dtype}"
    ):
        learned(1.0, x)


class Quantity(np.ndarray):
    """What has a rule of its own for ufuncs, as pandas' Series and astropy's Quantity have."""

    def __array_ufunc__(self, *args: Any, **kwargs: Any) -> Any:
        return NotImplemented


@pytest.mark.parametrize(
    "x", [np.ma.masked_array([1.0], [True]), np.zeros(1).view(Quantity)], ids=str
)
def test_what_carries_more_than_numbers_is_refused(x: Any) -> None:
    told = f"is a {type(x).__name__}, of which only the values would stay: pass them"
    with pytest.raises(TypeError, match=f"^double: x {told}"):
        double(x)
    with pytest.raises(TypeError, match=f"^learned: slope {told}"):
        learned(1.0, x)


@pytest.mark.parametrize("x", [np.ones(2, "g"), np.longdouble(1)], ids=str)
def test_a_longdouble_is_refused_where_it_is_wider(x: Any) -> None:
    if np.dtype("g").itemsize == 8:  # as on Windows
        assert double(x).dtype == np.float64
        return
    with pytest.raises(TypeError, match=r"^double: x is (long|float)\w+: beyond float64 no digit"):
        double(x)


def test_the_first_argument_is_positional_as_the_help_says() -> None:
    assert str(inspect.signature(scaled)).startswith("(x: 'array_like of real numbers', /, factor")
    assert [*arguments(scaled)] == ["x", "factor"]
    with pytest.raises(TypeError, match=r"^scaled: 'x' parameter is positional only"):
        scaled(x=[1.0])
    with pytest.raises(TypeError, match=r"^scaled: "):
        scaled(factor=1.0)


def test_wrong_calls_name_the_function() -> None:
    with pytest.raises(ValueError, match=r"^double: x has rows of different lengths$"):
        double([[1.0], [1.0, 2.0]])
    with pytest.raises(TypeError, match=r"^double: missing a required .*argument: 'x'$"):
        double()
    with pytest.raises(TypeError, match=r"^double: got an unexpected keyword argument 'no'$"):
        double([1.0], no=1)
    with pytest.raises(TypeError, match=r"^double: too many positional arguments$"):
        double([1.0], 1)
    with pytest.raises(
        ValueError, match=r"^both: these shapes do not broadcast: a \(2,\) and b \(3,\)$"
    ):
        both([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match=r"^learned: these shapes do not broadcast: x \(3, 5\)"):
        learned(np.ones((3, 5)), np.ones(3))


def test_a_parameter_is_a_finite_real_number() -> None:
    for kind in (Fraction, np.float32, np.float64, float):
        np.testing.assert_array_equal(scaled([1.0, 2.0], kind(0.25)), [0.25, 0.5])
        np.testing.assert_array_equal(learned([1.0, 2.0], kind(0.25)), [0.25, 0.5])
    assert scaled([1.0], factor=np.int64(3))[0] == 3
    for f, parameter in ((scaled, "scaled: factor"), (learned, "learned: slope")):
        for beyond in (np.nan, np.inf, -np.inf, 10**400):
            with pytest.raises(ValueError, match=f"^{parameter} must be finite, not "):
                f([1.0], beyond)
        for wrong in (True, np.True_):
            with pytest.raises(TypeError, match=f"^{parameter} must be a real number, not bool"):
                f([1.0], wrong)
    for values in ([1.0, np.nan], np.array(np.inf), np.float64("nan")):
        with pytest.raises(ValueError, match=r"^learned: slope must be finite"):
            learned([1.0, 2.0], values)
    for other in ("0.1", None, 1j, [0.1], np.True_):
        with pytest.raises(TypeError, match=r"^scaled: factor must be a real number, not "):
            scaled([1.0], other)


def test_an_axis_is_one_of_the_array() -> None:
    x = np.random.default_rng(2).normal(size=(3, 4, 5))
    for axis in range(-3, 3):
        np.testing.assert_array_equal(along(x, axis), x.sum(axis))
        np.testing.assert_array_equal(along(x, axis=np.int64(axis)), x.sum(axis))
    for wrong in (3, -4):
        with pytest.raises(ValueError, match=rf"^along: axis {wrong} does not exist: x has 3 dim"):
            along(x, axis=wrong)
    for other in (1.0, "0", None, True, (0, 1)):
        with pytest.raises(TypeError, match=r"^along: axis must be an integer, not "):
            along(x, axis=other)
    with pytest.raises(ValueError, match=r"^along: axis -1 does not exist: x has 0 dim"):
        along(1.0)
    with pytest.raises(ValueError, match=r"^along: axis 1 holds no entries$"):
        along(np.zeros((2, 0)), 1)
    several: list[Any] = [None, (0, 1), (np.int64(-1), 0), (), 2]
    for axes in several:
        np.testing.assert_array_equal(over(x, axes), x.sum(axes))
    with pytest.raises(ValueError, match=r"^over: axis 5 does not exist: x has 3 dim"):
        over(x, (0, 5))
    with pytest.raises(ValueError, match=r"^over: axis \(0, -3\) names one axis twice$"):
        over(x, (0, -3))
    with pytest.raises(ValueError, match=r"^over: axis None holds no entries$"):
        over(np.zeros((0, 3)), None)


def test_a_generator_is_numpys() -> None:
    drawn_once = drawn([1.0], np.random.default_rng(5))
    assert drawn_once == 1 + np.random.default_rng(5).uniform()
    assert drawn([1.0]) == 1
    for wrong in (0, np.random, np.random.RandomState(0)):
        with pytest.raises(TypeError, match=r"^drawn: rng must be a numpy.random.Generator or"):
            drawn([1.0], wrong)


def test_a_body_must_say_what_its_arguments_are() -> None:
    def body(x: FloatArray, count: int = 3) -> FloatArray:
        return x * count

    def nothing() -> None:
        pass

    with pytest.raises(TypeError, match=r"^body: count: int = 3 says nothing of its kind: FloatA"):
        public(body)
    with pytest.raises(TypeError, match=r"^nothing: its first argument is no FloatArray$"):
        public(nothing)


def test_the_docstring_follows_from_the_annotations() -> None:
    def section(f: Any, title: str) -> str:
        text = f.__doc__.partition(f"{title}\n{'-' * len(title)}\n")[2]
        return str(text.partition("\n\n")[0])

    assert double.__doc__ is not None
    assert double.__doc__.startswith("Twice x.\n\nParameters\n----------\nx : array_like")
    assert "factor : float\n    A finite real number" in section(scaled, "Parameters")
    assert "slope : float or array_like" in section(learned, "Parameters")
    assert "axis : int\n" in section(along, "Parameters")
    assert "rng : numpy.random.Generator, optional" in section(drawn, "Parameters")
    assert section(both, "Returns").startswith("tuple of numpy.ndarray")
    assert "Of the dtype of `a` and `b`" in section(both, "Returns")
    assert "ValueError" not in section(double, "Raises")
    assert "A parameter that is not finite." in section(scaled, "Raises")
    assert "Shapes that do not broadcast." in section(both, "Raises")
    assert "An axis that is not there, or empty. A parameter" in section(along, "Raises")


# --- every function -------------------------------------------------------------------------

EVERY = pytest.mark.parametrize("a", of(Activation), ids=name)


def call(a: Activation, f: Any, x: Any, **parameters: Any) -> Any:
    """What f makes of x, given for every input; of several partial derivatives all in one."""
    result = f(*[x] * len(inputs(a)), **parameters)
    return np.stack(result) if isinstance(result, tuple) else result


@EVERY
def test_every_function_takes_and_keeps(a: Activation) -> None:
    x = np.random.default_rng(1).normal(size=(4, 6))
    for f in (a.function, *a.derivatives):
        assert hasattr(f, "__wrapped__")  # the decorator's work, which is tested above
        for dtype in FLOATS:
            assert call(a, f, x.astype(dtype)).dtype == dtype
        expected = call(a, f, x)
        integers = call(a, f, np.arange(6))
        assert integers.dtype == np.float64
        np.testing.assert_array_equal(integers, call(a, f, np.arange(6.0)))
        wide = np.repeat(x, 2, axis=1)[:, ::2]
        frozen = x.copy()
        frozen.flags.writeable = False
        for same in (x.tolist(), np.asfortranarray(x), wide, frozen):
            np.testing.assert_array_equal(call(a, f, same), expected)
        np.testing.assert_array_equal(frozen, x)
        assert call(a, f, np.zeros((0, 3))).size == 0
        with pytest.raises(TypeError, match=rf"^{f.__name__}: {inputs(a)[0]} must hold real"):
            call(a, f, [1j])
        for p in a.parameters:
            with pytest.raises(ValueError, match=rf"^{f.__name__}: {p.name} must be finite"):
                call(a, f, [1.0], **{p.name: np.nan})


WITH_AXIS = [a for a in of(Activation) if "axis" in inspect.signature(a.function).parameters]


@pytest.mark.parametrize("a", WITH_AXIS, ids=name)
def test_every_axis_gives_what_the_last_gives(a: Activation) -> None:
    """Where an axis stays, it is back in its place; a Jacobian has its two at the end."""
    x = np.random.default_rng(2).normal(size=(3, 4, 5))
    for f in (a.function, *a.derivatives):
        for axis in range(-3, 3):
            moved = f(np.moveaxis(x, axis, -1))
            stays = moved.ndim == 3
            expected = np.moveaxis(moved, -1, axis) if stays else moved
            np.testing.assert_array_equal(f(x, axis=axis), expected)
        with pytest.raises(ValueError, match=rf"^{f.__name__}: axis -1 does not exist: x has 0"):
            f(1.0)
