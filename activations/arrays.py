"""What every function of the package does with its arguments, in one place.

The functions themselves are only mathematics: they assume a float array. The decorators
:func:`activation` and :func:`selection` turn such a body into a public function, which takes
whatever NumPy can make an array of, keeps the dtype, and says clearly what it cannot take.
"""

from __future__ import annotations

import functools
import inspect
import math
import numbers
import operator
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.floating[Any]]
Operand: TypeAlias = Annotated[Any, "an array beside the first"]
Learned: TypeAlias = Annotated[Any, "a parameter that may be an array, one value a channel"]
Axis: TypeAlias = Annotated[Any, "an axis of the array"]
Axes: TypeAlias = Annotated[Any, "an axis of the array, several, or None for all"]
Generator: TypeAlias = np.random.Generator | None
P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)


class Public(Protocol[P, R_co]):
    """What a body becomes: its first argument may be whatever NumPy makes an array of."""

    __name__: str

    @overload
    def __call__(self, x: complex | np.generic, /, *args: P.args, **kwargs: P.kwargs) -> Any: ...
    @overload
    def __call__(self, x: ArrayLike, /, *args: P.args, **kwargs: P.kwargs) -> R_co: ...


def activation(body: Callable[Concatenate[FloatArray, P], R_co]) -> Public[P, R_co]:
    """Make a public function of a body that assumes float arrays.

    The annotations of the body say what an argument is; :data:`ARGUMENTS` has what each may be. A
    float dtype is kept, beside Python numbers too; integers and booleans become float64; several
    arrays broadcast. Evaluated in float64 and rounded once, which keeps float16 and float32 within
    one ulp. A 0-d result is a NumPy scalar, as with ufuncs. The sections of the docstring that
    follow from the annotations are added to what the body says of itself.
    """
    return _public(body, np.dtype(np.float64))


def selection(body: Callable[Concatenate[FloatArray, P], R_co]) -> Public[P, R_co]:
    """Make a public function of a body that only picks values: float64 would add nothing."""
    return _public(body, None)


def arguments(function: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    """Return the parameters of a public function with the annotations of its body."""
    return dict(inspect.signature(inspect.unwrap(function), eval_str=True).parameters)


def _public(
    body: Callable[Concatenate[FloatArray, P], R_co], working: np.dtype[Any] | None
) -> Public[P, R_co]:
    run: Callable[..., Any] = body
    name, given = body.__name__, [*arguments(body).values()]
    if not given or given[0].annotation != FloatArray:
        raise TypeError(f"{name}: its first argument is no FloatArray")
    for parameter in given:
        if parameter.annotation not in ARGUMENTS:
            known = "FloatArray, Operand, Learned, float, Axis, Axes or Generator"
            raise TypeError(f"{name}: {parameter} says nothing of its kind: {known}")
    signature = _signature(given)
    defaults = [p.default for p in given]
    required = defaults.count(inspect.Parameter.empty)
    checks = [(f"{name}: {p.name}", ARGUMENTS[p.annotation][2]) for p in given]
    operands = [i for i, p in enumerate(given) if p.annotation in (FloatArray, Operand, Learned)]

    @functools.wraps(body)
    def public(*args: Any, **kwargs: Any) -> Any:
        if kwargs or not required <= len(args) <= len(given):  # binding takes its time
            args = _bound(name, signature, args, kwargs)
        values = [*args, *defaults[len(args) :]]
        originals = [values[i] for i in operands]
        for i, (argument, check) in enumerate(checks):
            values[i] = check(argument, values[i], values[0])
        arrays = [values[i] for i in operands]
        dtype = _dtype(originals, arrays)
        if len(arrays) > 1:
            arrays = _broadcast(name, [given[i].name for i in operands], arrays)
        for i, array in zip(operands, arrays, strict=True):
            if isinstance(array, np.ndarray):
                values[i] = array.astype(working or dtype, copy=False)
        # A tail that underflows to its limit is right, also for those who made underflow an error.
        with np.errstate(under="ignore"):
            try:
                y = run(*values)
            except ValueError as error:  # a parameter that a body refuses
                raise ValueError(f"{name}: {error}") from None
            if isinstance(y, tuple):
                return tuple(part.astype(dtype, copy=False)[()] for part in y)
            return y.astype(dtype, copy=False)[()]

    public.__signature__ = signature  # type: ignore[attr-defined]  # what help and editors show
    several = inspect.signature(body, eval_str=True).return_annotation != FloatArray
    public.__doc__ = f"{inspect.getdoc(body)}\n\n{_sections(given, 'tuple of ' * several)}"
    return public


def _bound(
    name: str, signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, ...]:
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError as error:
        raise TypeError(f"{name}: {error}") from None
    bound.apply_defaults()
    return bound.args + tuple(bound.kwargs.values())


def _dtype(originals: Sequence[object], arrays: Sequence[Any]) -> np.dtype[Any]:
    """Return the dtype of the result: Python numbers follow the arrays, as everywhere in NumPy."""
    numbers_too: list[Any] = [0.0]
    for original, array in zip(originals, arrays, strict=True):
        numbers_too.append(original if type(original) in (bool, int, float) else array)
    return np.result_type(*numbers_too)


def _broadcast(name: str, parameters: Sequence[str], arrays: Sequence[Any]) -> list[Any]:
    """Give the arrays one shape; numbers stay numbers."""
    both = zip(parameters, arrays, strict=True)
    shapes = {p: a.shape for p, a in both if isinstance(a, np.ndarray)}
    if len({*shapes.values()}) < 2:
        return [*arrays]
    try:
        shape = np.broadcast_shapes(*shapes.values())
    except ValueError:
        told = " and ".join(f"{parameter} {shape}" for parameter, shape in shapes.items())
        raise ValueError(f"{name}: these shapes do not broadcast: {told}") from None
    return [np.broadcast_to(a, shape) if isinstance(a, np.ndarray) else a for a in arrays]


def _array(argument: str, value: Any, _: object = None) -> FloatArray:
    array = value if type(value) is np.ndarray else _as_array(argument, value)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{argument} must hold real numbers, not dtype {array.dtype}")
    if array.dtype.kind == "f" and array.itemsize > 8:
        raise TypeError(f"{argument} is {array.dtype}: beyond float64 no digit is promised")
    return array


def _as_array(argument: str, value: Any) -> FloatArray:
    """Make an array, of everything but what carries more than numbers."""
    rule = getattr(type(value), "__array_ufunc__", np.ndarray.__array_ufunc__)
    if rule is not np.ndarray.__array_ufunc__ or isinstance(value, np.ma.MaskedArray):
        kind = type(value).__name__
        raise TypeError(f"{argument} is a {kind}, of which only the values would stay: pass them")
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(f"{argument} has rows of different lengths") from None


def _learned(argument: str, value: Any, _: object) -> FloatArray | float:
    if isinstance(value, numbers.Real | np.bool) and not isinstance(value, np.number):
        return _finite(argument, value)
    array = _array(argument, value)
    if not np.isfinite(array).all():
        raise ValueError(f"{argument} must be finite")
    return array


def _finite(argument: str, value: object, _: object = None) -> float:
    if isinstance(value, bool | np.bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{argument} must be a real number, not {type(value).__name__}")
    try:
        number = float(value)
    except OverflowError:  # an integer beyond float64
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{argument} must be finite, not {number}")
    return number


def _axis(argument: str, value: Any, x: FloatArray) -> int:
    try:
        axis = operator.index(value)
    except TypeError:
        axis = None
    if axis is None or isinstance(value, bool):
        raise TypeError(f"{argument} must be an integer, not {type(value).__name__}")
    if not -x.ndim <= axis < x.ndim:
        raise ValueError(f"{argument} {axis} does not exist: x has {x.ndim} dimension(s)")
    if x.shape[axis] == 0:
        raise ValueError(f"{argument} {axis} holds no entries")
    return axis


def _axes(argument: str, value: Any, x: FloatArray) -> int | tuple[int, ...] | None:
    if value is None:
        if x.size == 0:
            raise ValueError(f"{argument} None holds no entries")
        return None
    if not isinstance(value, tuple):
        return _axis(argument, value, x)
    axes = tuple(_axis(argument, each, x) % x.ndim for each in value)
    if len({*axes}) < len(axes):
        raise ValueError(f"{argument} {value} names one axis twice")
    return axes


def _generator(argument: str, value: object, _: object) -> Generator:
    if value is None or isinstance(value, np.random.Generator):
        return value
    kind = type(value).__name__
    raise TypeError(f"{argument} must be a numpy.random.Generator or None, not {kind}")


_SHAPE = "Any shape. Floating dtypes are kept; integers and booleans become float64."
_ALONG = "The axis along which the entries belong together"
ARGUMENTS: dict[Any, tuple[str, str, Callable[[str, Any, Any], Any]]] = {
    # By annotation: the type and what may be given, as docstrings say it, and the check of it.
    FloatArray: ("array_like of real numbers", _SHAPE, _array),
    Operand: ("array_like of real numbers", "Of a shape that broadcasts.", _array),
    Learned: ("float or array_like", "A finite number, or an array to broadcast.", _learned),
    float: ("float", "A finite real number.", _finite),
    Axis: ("int", f"{_ALONG}.", _axis),
    Axes: ("int, tuple of int or None", f"{_ALONG}, several of them, or all.", _axes),
    Generator: ("numpy.random.Generator, optional", "What to draw from, or None.", _generator),
}


def _signature(given: Sequence[inspect.Parameter]) -> inspect.Signature:
    """Return what help and editors show: the first argument by its place, types in words."""
    shown = [p.replace(annotation=ARGUMENTS[p.annotation][0]) for p in given]
    shown[0] = shown[0].replace(kind=inspect.Parameter.POSITIONAL_ONLY)
    return inspect.Signature(shown)


def _sections(given: Sequence[inspect.Parameter], many: str) -> str:
    """Return what a docstring must say of arguments, result and errors, as the wrapper has it."""
    lines = ["Parameters", "----------"]
    for parameter in given:
        kind, text, _ = ARGUMENTS[parameter.annotation]
        lines += [f"{parameter.name} : {kind}", f"    {text}"]
    arrays = [f"`{p.name}`" for p in given if p.annotation in (FloatArray, Operand, Learned)]
    kinds = {p.annotation for p in given}
    axes = " An axis that is not there, or empty." if {Axis, Axes} & kinds else ""
    finite = " A parameter that is not finite." if {float, Learned} & kinds else ""
    shapes = " Shapes that do not broadcast." if len(arrays) > 1 else ""
    values = (axes + finite + shapes).strip()
    lines += ["", "Returns", "-------", f"{many}numpy.ndarray or numpy scalar"]
    lines += [f"    Of the dtype of {' and '.join(arrays)}. NaN stays NaN."]
    lines += ["", "Raises", "------", "TypeError", "    Anything but what is said above."]
    return "\n".join([*lines, *(["ValueError", f"    {values}"] if values else [])])
