"""The square of ReLU."""

import numpy as np

from activations.arrays import FloatArray, activation, selection
from activations.spec import Accuracy, Elementwise


@activation
def relu_squared(x: FloatArray) -> FloatArray:
    """Squared ReLU, max(x, 0)**2: 0 for x <= 0, x**2 for x > 0.

    Source: So et al., NeurIPS 2021.
    """
    # x * np.maximum(x, 0) would make NaN of minus infinity.
    return np.maximum(x, 0) ** 2


@selection
def relu_squared_derivative(x: FloatArray) -> FloatArray:
    """Derivative of Squared ReLU, 2 * max(x, 0): at 0 it is 0, from both sides."""
    return 2 * np.maximum(x, 0)


RELU_SQUARED = Elementwise(
    relu_squared,
    relu_squared_derivative,
    names=(
        "Squared ReLU",
        "제곱 ReLU",
        "ReLU²",
        "relu2",
        "ReQU",
        "rectified quadratic unit",
        "스퀘어드 렐루",
    ),
    family="rectifier",
    status="in use",
    references=("li2019better", "so2021primer", "zhang2024relu2"),
    latex=r"f(x) = \max(0, x)^2 = "
    r"\begin{cases} 0, & x \le 0 \\ x^2, & x > 0 \end{cases}",
    latex_derivative=r"f'(x) = 2\max(0, x)",
    latex_derivative_from_output=r"y' = 2\sqrt{y}",
    exact="Piecewise((0, x <= 0), (x**2, True))",
    exact_derivative_from_output="2*sqrt(y)",
    accuracy=Accuracy(2e-16, 0),
    examples=(
        "relu_squared(np.array([-2.0, 0.5, 3.0]))",
        "relu_squared_derivative(np.array([-2.0, 0.5, 3.0]))",
    ),
    window=(-3.0, 3.0),
    range="[0, oo)",
    limits=("0", "oo"),
    monotonicity="increasing",
    convexity="convex",
    lipschitz=False,
    smoothness=1,
)
