"""What tanh leaves of its input."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive


@activation
def tanh_shrink(x: FloatArray) -> FloatArray:
    """Tanh shrinkage, x - tanh(x): about x**3 / 3 near 0, x - 1 and x + 1 far from it.

    Source: PaddlePaddle, pull request 4609 (2017).
    """
    # Near 0 x and tanh(x) cancel. There tanh(x) = x / (1 + c), with
    # the continued fraction c, and the difference is x * c / (1 + c).
    t = np.minimum(np.abs(x), 0.5) ** 2
    c = t / (3 + t / (5 + t / (7 + t / (9 + t / (11 + t / 13)))))
    return np.where(np.abs(x) < 0.5, x * c / (1 + c), x - np.tanh(x))


@activation
def tanh_shrink_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the tanh shrinkage, tanh(x)**2."""
    return np.tanh(x) ** 2  # 1 - 1 / cosh(x)**2 would cancel near 0


def naive_tanh_shrink(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return x - np.tanh(x)


TANH_SHRINK = Elementwise(
    tanh_shrink,
    tanh_shrink_derivative,
    names=("Tanhshrink", "tanh 슈링크", "tanh shrinkage"),
    family="shrinkage",
    status="historical",
    references=("paddle2017tanhshrink", "dlmf2010"),
    latex=r"f(x) = x - \tanh(x)",
    latex_derivative=r"f'(x) = \tanh^2(x)",
    exact="x - tanh(x)",
    accuracy=Accuracy(3e-15, 1e-15),
    examples=(
        "tanh_shrink(np.array([-2.0, 0.1, 1.0])).round(4)",
        "tanh_shrink_derivative(np.array([-2.0, 0.1, 1.0])).round(4)",
    ),
    naive=Naive(naive_tanh_shrink, "np.array([1e-8, 1e-5])"),
    range="(-oo, oo)",
    limits=("-oo", "oo"),
    monotonicity="strictly increasing",
    symmetry="odd",
)
