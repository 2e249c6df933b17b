"""Maxout: the largest of several pieces."""

import numpy as np

from activations.arrays import Axis, FloatArray, selection
from activations.spec import Accuracy, Reduction


@selection
def maxout(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Maxout, the largest entry along the axis that holds the pieces.

    Source: Goodfellow, Warde-Farley, Mirza, Courville and Bengio, ICML 2013.
    """
    return np.maximum.reduce(x, axis=axis)


@selection
def maxout_gradient(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Gradient of maxout: 1 for the largest entry, 0 for the others.

    Of several that are largest, where it has none, the first gets the 1. A NaN stays NaN.
    """
    one = np.eye(x.shape[axis], dtype=x.dtype)
    first = np.moveaxis(one[np.argmax(x, axis=axis)], -1, axis)
    return np.where(np.isnan(x), x, first)


MAXOUT = Reduction(
    maxout,
    maxout_gradient,
    names=("Maxout", "맥스아웃", "maxout unit", "맥스아웃 유닛"),
    family="rectifier",
    status="historical",
    references=("goodfellow2013maxout",),
    latex=r"\operatorname{maxout}(\mathbf{x}) = \max_{1 \le k \le n} x_k",
    latex_derivative=r"\frac{\partial y}{\partial x_i} = "
    r"\begin{cases} 1, & x_i = y \\ 0, & x_i < y \end{cases}",
    exact="Max(x_1, x_2, x_3)",
    accuracy=Accuracy(0, 0),
    examples=(
        "maxout(np.array([[1.0, 3.0, 2.0], [-1.0, -4.0, -2.0]]))",
        "maxout_gradient(np.array([1.0, 3.0, 2.0]))",
    ),
    range="(-oo, oo)",
    shift_equivariant=True,
    symmetric=True,
    convexity="convex",
    smoothness=0,
)
