"""The continuously differentiable exponential linear unit."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive, Parameter


@activation
def celu(x: FloatArray, alpha: float = 1.0) -> FloatArray:
    """CELU: x for x > 0, alpha * (exp(x / alpha) - 1) for x <= 0.

    An `alpha` that is not positive is a ValueError.

    Source: Barron, arXiv:1704.07483 (2017).
    """
    if alpha <= 0:
        raise ValueError(f"alpha must be positive, not {alpha}")
    # Clipped, so that the quotient cannot overflow.
    z = np.clip(x, -1e4 * alpha, 0) / alpha
    return np.maximum(x, 0) + alpha * np.expm1(z)


@activation
def celu_derivative(x: FloatArray, alpha: float = 1.0) -> FloatArray:
    """Derivative of CELU: 1 for x > 0, exp(x / alpha) for x <= 0.

    An `alpha` that is not positive is a ValueError.
    """
    if alpha <= 0:
        raise ValueError(f"alpha must be positive, not {alpha}")
    return np.exp(np.clip(x, -1e4 * alpha, 0) / alpha)


def naive_celu(x: FloatArray, alpha: float = 1.0) -> FloatArray:
    """Return the formula as it is printed in the documentation of frameworks."""
    below = alpha * (np.exp(x / alpha) - 1)
    return np.maximum(0, x) + np.minimum(0, below)


CELU = Elementwise(
    celu,
    celu_derivative,
    names=(
        "CELU",
        "continuously differentiable exponential linear unit",
        "continuously differentiable ELU",
        "연속 미분 가능 지수 선형 유닛",
        "연속 미분 가능한 ELU",
    ),
    family="rectifier",
    status="niche",
    references=("barron2017continuously", "clevert2016fast"),
    latex=r"\operatorname{CELU}(x) = "
    r"\begin{cases} \alpha\left(e^{x/\alpha} - 1\right), & x \le 0 \\ x, & x > 0 \end{cases}",
    latex_derivative=r"\operatorname{CELU}'(x) = "
    r"\begin{cases} e^{x/\alpha}, & x \le 0 \\ 1, & x > 0 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} \frac{y}{\alpha} + 1, & y \le 0 \\ 1, & y > 0 \end{cases}",
    exact="Piecewise((x, x > 0), (alpha*(exp(x/alpha) - 1), True))",
    exact_derivative_from_output="Piecewise((1, y > 0), (y/alpha + 1, True))",
    parameters=(
        Parameter(
            "alpha", r"\alpha", between=(0.1, 3.0), others=(0.1, 0.5, 1.7, 2.0), shown=(0.25, 3.0)
        ),
    ),
    accuracy=Accuracy(4e-16, 1e-13),
    examples=(
        "celu(np.array([-2.0, 0.0, 3.0])).round(4)",
        "celu(np.array([-2.0, 0.0, 3.0]), alpha=0.5).round(4)",
        "celu_derivative(np.array([-2.0, 0.0, 3.0]), alpha=0.5).round(4)",
    ),
    naive=Naive(naive_celu, "np.array([-1e-10, 1000.0])"),
    range="(-alpha, oo)",
    limits=("-alpha", "oo"),
    monotonicity="strictly increasing",
    convexity="convex",
    smoothness=1,
)
