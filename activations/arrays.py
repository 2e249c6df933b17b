"""What every function of the package does with its arguments, in one place.

The functions themselves are only mathematics: they assume a float array. The decorator
:func:`activation` turns such a body into a public function, which takes whatever NumPy can make an
array of, keeps the dtype, and says clearly what it cannot take.
"""

from __future__ import annotations

import functools
import inspect
import math
import numbers
import operator
from collections.abc import Callable
from typing import Annotated, Any, Concatenate, ParamSpec, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.floating[Any]]
Learned: TypeAlias = FloatArray | float  # a parameter that may be an array, one value a channel
Axis: TypeAlias = Annotated[int, "an axis of the array"]
Generator: TypeAlias = np.random.Generator | None
P = ParamSpec("P")
R = TypeVar("R")


def activation(
    body: Callable[Concatenate[FloatArray, P], R],
) -> Callable[Concatenate[ArrayLike, P], R]:
    """Make a public function of a body that assumes float arrays.

    The annotations of the body say what an argument is. A `FloatArray` may be given as anything
    that NumPy makes an array of: a real float dtype is kept, integers and booleans become float64,
    everything else is a ``TypeError``. float16 and float32 are evaluated in float64 and rounded
    once, which keeps them within one ulp. A `Learned` parameter is a number or such an array, a
    `float` a finite real number, an `Axis` one of the array's, a `Generator` NumPy's, or None.
    Several arrays broadcast. A 0-d result is a NumPy scalar, as with ufuncs. The sections of the
    docstring that follow from the annotations are added to what the body says of itself.
    """
    signature = inspect.signature(body)
    name = body.__name__
    for parameter in signature.parameters.values():
        if parameter.annotation not in ARGUMENTS:
            known = "FloatArray, Learned, float, Axis or Generator"
            raise TypeError(f"{name}: {parameter} says nothing of its kind: {known}")

    @functools.wraps(body)
    def public(*args: Any, **kwargs: Any) -> Any:
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{name}: {error}") from None
        bound.apply_defaults()
        given = bound.arguments
        arrays: dict[str, FloatArray] = {}
        for parameter, value in given.items():
            kind = signature.parameters[parameter].annotation
            if kind == FloatArray or (kind == Learned and not isinstance(value, numbers.Real)):
                arrays[parameter] = _float_array(name, parameter, value)
            elif kind == Axis:
                (x,) = arrays.values()
                given[parameter] = _axis(name, parameter, value, x.ndim)
            elif kind == Generator:
                given[parameter] = _generator(name, parameter, value)
            else:
                given[parameter] = _finite(name, parameter, value)
        dtypes = {array.dtype for array in arrays.values()}
        dtype = dtypes.pop() if len(dtypes) == 1 else np.result_type(*dtypes)
        _broadcast(name, arrays)
        working = np.promote_types(dtype, np.float64)
        given.update({p: array.astype(working, copy=False) for p, array in arrays.items()})
        # A tail that underflows to its limit is right, also for those who made underflow an error.
        with np.errstate(under="ignore"):
            y: Any = body(*bound.args, **bound.kwargs)
            if isinstance(y, tuple):
                return tuple(part.astype(dtype, copy=False)[()] for part in y)
            return y.astype(dtype, copy=False)[()]

    public.__doc__ = f"{inspect.getdoc(body)}\n\n{_sections(signature)}"
    return public


_SHAPE = "Any shape. Floating dtypes are kept; integers and booleans become float64."
ARGUMENTS: dict[Any, tuple[str, str]] = {  # by annotation: the type, and what may be given
    FloatArray: ("array_like of real numbers", _SHAPE),
    Learned: ("float or array_like of real numbers", "A finite number, or an array to broadcast."),
    float: ("float", "A finite real number."),
    Axis: ("int", "The axis along which the entries belong together."),
    Generator: ("numpy.random.Generator, optional", "What to draw from; None draws nothing."),
}


def _sections(signature: inspect.Signature) -> str:
    """Return what a docstring must say of arguments, result and errors, as the wrapper has it."""
    given = signature.parameters.values()
    lines = ["Parameters", "----------"]
    for parameter in given:
        kind, text = ARGUMENTS[parameter.annotation]
        lines += [f"{parameter.name} : {kind}", f"    {text}"]
    arrays = [f"`{p.name}`" for p in given if p.annotation in (FloatArray, Learned)]
    kinds = {p.annotation for p in given}
    axes = " An axis that is not there." if Axis in kinds else ""
    finite = " A parameter that is not finite." if {float, Learned} & kinds else ""
    shapes = " Shapes that do not broadcast." if len(arrays) > 1 else ""
    values = (axes + finite + shapes).strip()
    many = "" if signature.return_annotation == FloatArray else "tuple of "
    lines += ["", "Returns", "-------", f"{many}numpy.ndarray or numpy scalar"]
    lines += [f"    Of the dtype of {' and '.join(arrays)}. NaN stays NaN."]
    lines += ["", "Raises", "------", "TypeError", "    Anything but what is said above."]
    return "\n".join([*lines, *(["ValueError", f"    {values}"] if values else [])])


def _float_array(name: str, parameter: str, value: object) -> FloatArray:
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name}: the rows of {parameter} have different lengths") from None
    if array.dtype.kind in "biu":
        return array.astype(np.float64)
    if array.dtype.kind != "f":
        raise TypeError(f"{name}: {parameter} must hold real numbers, not dtype {array.dtype}")
    return array


def _broadcast(name: str, arrays: dict[str, FloatArray]) -> None:
    shapes = {parameter: array.shape for parameter, array in arrays.items()}
    try:
        np.broadcast_shapes(*shapes.values())
    except ValueError:
        told = " and ".join(f"{parameter} {shape}" for parameter, shape in shapes.items())
        raise ValueError(f"{name}: these shapes do not broadcast: {told}") from None


def _finite(name: str, parameter: str, value: object) -> float:
    if isinstance(value, bool | np.bool) or not isinstance(value, numbers.Real):
        kind = type(value).__name__
        raise TypeError(f"{name}: {parameter} must be a real number, not {kind}")
    try:
        number = float(value)
    except OverflowError:  # an integer beyond float64
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{name}: {parameter} must be finite, not {number}")
    return number


def _axis(name: str, parameter: str, value: object, ndim: int) -> int:
    try:
        axis = operator.index(value)  # type: ignore[arg-type]  # index() is the check
    except TypeError:
        axis = None
    if axis is None or isinstance(value, bool):
        raise TypeError(f"{name}: {parameter} must be an integer, not {type(value).__name__}")
    if not -ndim <= axis < ndim:
        raise ValueError(f"{name}: {parameter} {axis} does not exist: x has {ndim} dimension(s)")
    return axis


def _generator(name: str, parameter: str, value: object) -> Generator:
    if value is None or isinstance(value, np.random.Generator):
        return value
    kind = type(value).__name__
    raise TypeError(f"{name}: {parameter} must be a numpy.random.Generator or None, not {kind}")
