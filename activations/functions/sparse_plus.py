"""Sparse plus, a softplus that is 0 up to -1 and the input from 1 on."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive


@activation
def sparse_plus(x: FloatArray) -> FloatArray:
    """Sparse plus: 0 up to -1, (x + 1)^2 / 4 to 1, then x.

    Source: Blondel, Martins and Niculae, JMLR 21 (2020), 35.
    """
    # ReLU, and a bump that is gone outside of -1 and 1.
    return np.maximum(x, 0) + np.maximum(1 - np.abs(x), 0) ** 2 / 4


@activation
def sparse_plus_derivative(x: FloatArray) -> FloatArray:
    """Derivative of sparse plus: 0 up to -1, (x + 1) / 2 to 1, then 1."""
    return np.clip(x + 1, 0, 2) / 2


def naive_sparse_plus(x: FloatArray) -> FloatArray:
    """Return the three pieces as frameworks select them."""
    middle = np.where(x >= 1, x, (x + 1) ** 2 / 4)
    return np.where(x <= -1, 0, middle)


SPARSE_PLUS = Elementwise(
    sparse_plus,
    sparse_plus_derivative,
    names=("Sparse plus", "희소 플러스", "SparsePlus", "스파스 플러스"),
    family="rectifier",
    status="niche",
    references=("blondel2020learning", "shamir2020smooth"),
    latex=r"f(x) = \begin{cases} 0, & x \le -1 \\ \frac{(x + 1)^2}{4}, & -1 < x < 1 \\ "
    r"x, & x \ge 1 \end{cases}",
    latex_derivative=r"f'(x) = \begin{cases} 0, & x \le -1 \\ \frac{x + 1}{2}, & -1 < x < 1 \\ "
    r"1, & x \ge 1 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} \sqrt{y}, & y < 1 \\ 1, & y \ge 1 \end{cases}",
    exact="Piecewise((0, x <= -1), ((x + 1)**2/4, x < 1), (x, True))",
    exact_derivative_from_output="Piecewise((sqrt(y), y < 1), (1, True))",
    accuracy=Accuracy(4e-16, 2e-16),
    examples=(
        "sparse_plus(np.array([-2.0, -0.5, 0.0, 0.5, 2.0]))",
        "sparse_plus_derivative(np.array([-2.0, -0.5, 0.0, 0.5, 2.0]))",
    ),
    naive=Naive(naive_sparse_plus, "np.array([0.5, 1e200])"),
    range="[0, oo)",
    limits=("0", "oo"),
    monotonicity="increasing",
    convexity="convex",
    smoothness=1,
)
