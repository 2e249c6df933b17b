"""The place of the largest entry as a one-hot vector, and its Jacobian."""

import numpy as np

from activations.arrays import Axis, FloatArray, selection
from activations.spec import Accuracy, Vector


@selection
def hardmax(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Hardmax along an axis: 1 for the first of the largest entries, 0 for all others.

    An infinity is an entry like any other. Entries that hold NaN give NaN, all of them.

    Source: ONNX, operator Hardmax, version 13.
    """
    peak = np.max(x, axis=axis, keepdims=True)
    count = np.cumsum(x == peak, axis=axis)  # of the largest so far
    first = (x == peak) & (count == 1)
    return np.where(np.isnan(peak), peak, first)


@selection
def hardmax_jacobian(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Jacobian of hardmax, 0 everywhere; also where several entries are the largest.

    `axis` is moved to the end and replaced by two axes of length n: entry [..., i, j] is the
    derivative of output i with respect to input j.
    """
    x = np.moveaxis(x, axis, -1)
    peak = np.max(x, axis=-1, keepdims=True)[..., None]
    zero = np.zeros((x.shape[-1], x.shape[-1]), x.dtype)
    return np.where(np.isnan(peak), peak, zero)


HARDMAX = Vector(
    hardmax,
    hardmax_jacobian,
    names=("Hardmax", "하드맥스", "one-hot argmax", "하드맥스 함수"),
    family="softmax",
    status="niche",
    references=("onnx2017hardmax", "bridle1989training"),
    latex=r"\operatorname{hardmax}(\mathbf{x})_i = \begin{cases} "
    r"1, & i = \operatorname{argmax}(\mathbf{x}) \\ "
    r"0, & i \ne \operatorname{argmax}(\mathbf{x}) \end{cases}",
    latex_derivative=r"\frac{\partial y_i}{\partial x_j} = 0",
    exact="Piecewise((1, x_i >= x_1), (0, True))"
    "*Piecewise((1, x_i >= x_2), (0, True))"
    "*Piecewise((1, x_i >= x_3), (0, True))",
    accuracy=Accuracy(0, 0),
    examples=(
        "hardmax(np.array([1.0, 2.0, 3.0]))",
        "hardmax(np.array([3.0, 1.0, 3.0]))",
        "hardmax_jacobian(np.array([1.0, 2.0, 3.0]))",
    ),
    range="[0, 1]",
    smoothness=-1,
    total="1",
    shift_invariant=True,
)
