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
from typing import Any, Concatenate, ParamSpec, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.floating[Any]]
P = ParamSpec("P")


def activation(
    body: Callable[Concatenate[FloatArray, P], Any],
) -> Callable[Concatenate[ArrayLike, P], FloatArray]:
    """Make a public function of a body that assumes a float array.

    The first argument becomes an array: a real float dtype is kept, integers and booleans become
    float64, everything else is a ``TypeError``. float16 and float32 are evaluated in float64 and
    rounded once, which keeps them within one ulp. ``axis`` must be an axis of the array; every
    other parameter must be a finite real number. A 0-d result is a NumPy scalar, as with ufuncs.
    """
    signature = inspect.signature(body)
    name = body.__name__

    @functools.wraps(body)
    def public(*args: Any, **kwargs: Any) -> Any:
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{name}: {error}") from None
        bound.apply_defaults()
        x, *_ = bound.args
        x = _float_array(name, x)
        for parameter, value in list(bound.arguments.items())[1:]:
            check = _axis if parameter == "axis" else _finite
            bound.arguments[parameter] = check(name, parameter, value, x.ndim)
        dtype = x.dtype
        if dtype.itemsize < 8:
            x = x.astype(np.float64)
        # A tail that underflows to its limit is right, also for those who made underflow an error.
        with np.errstate(under="ignore"):
            y = body(x, *bound.args[1:], **bound.kwargs)
            return y.astype(dtype, copy=False)[()]

    return public


def _float_array(name: str, x: object) -> FloatArray:
    try:
        array = np.asarray(x)
    except ValueError:
        raise ValueError(f"{name}: the rows of x have different lengths") from None
    if array.dtype.kind in "biu":
        return array.astype(np.float64)
    if array.dtype.kind != "f":
        raise TypeError(f"{name}: x must hold real numbers, not dtype {array.dtype}")
    return array


def _finite(name: str, parameter: str, value: object, ndim: int) -> float:
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
