"""The exponential linear unit."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Kink, Naive, Parameter


@activation
def elu(x: FloatArray, alpha: float = 1.0) -> FloatArray:
    """ELU: x for x > 0, alpha * (exp(x) - 1) for x <= 0.

    Source: Clevert, Unterthiner and Hochreiter, ICLR 2016.
    """
    # The exponential of a positive x is not wanted, and could overflow.
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0))


@activation
def elu_derivative(x: FloatArray, alpha: float = 1.0) -> FloatArray:
    """Derivative of ELU: 1 for x > 0, alpha * exp(x) for x <= 0.

    At 0, where the function has no derivative unless alpha is 1, `alpha`, as in PyTorch.
    """
    return np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))


def naive_elu(x: FloatArray, alpha: float = 1.0) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


ELU = Elementwise(
    elu,
    elu_derivative,
    names=("ELU", "exponential linear unit", "지수 선형 유닛", "지수 선형 단위"),
    family="rectifier",
    status="niche",
    references=("clevert2016fast", "klambauer2017self", "katharopoulos2020transformers"),
    latex=r"\operatorname{ELU}(x) = "
    r"\begin{cases} \alpha\left(e^{x} - 1\right), & x \le 0 \\ x, & x > 0 \end{cases}",
    latex_derivative=r"\operatorname{ELU}'(x) = "
    r"\begin{cases} \alpha e^{x}, & x \le 0 \\ 1, & x > 0 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} y + \alpha, & y \le 0 \\ 1, & y > 0 \end{cases} \qquad (\alpha > 0)",
    exact="Piecewise((x, x > 0), (alpha*(exp(x) - 1), True))",
    exact_derivative_from_output="Piecewise((1, y > 0), (y + alpha, True))",
    parameters=(
        Parameter(
            "alpha",
            r"\alpha",
            between=(0.0, 3.0),
            others=(0.1, 0.5, 1.7, 2.0, -0.5),
            shown=(0.5, 2.0),
        ),
    ),
    accuracy=Accuracy(5e-16, 1e-15),
    examples=(
        "elu(np.array([-2.0, 0.0, 3.0])).round(4)",
        "elu(np.array([-2.0, 0.0, 3.0]), alpha=0.5).round(4)",
        "elu_derivative(np.array([-2.0, 0.0, 3.0])).round(4)",
    ),
    naive=Naive(naive_elu, "np.array([-1e-10, 1000.0])"),
    range="(-alpha, oo)",
    limits=("-alpha", "oo"),
    monotonicity="strictly increasing",
    convexity="convex",
    smoothness=1,
    kinks=(Kink("0", "alpha", when="alpha != 1"),),
)
