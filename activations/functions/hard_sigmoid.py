"""The hard sigmoid, of three straight lines."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Kink


@activation
def hard_sigmoid(x: FloatArray) -> FloatArray:
    """Hard sigmoid, max(0, min(1, x / 6 + 1 / 2)): 0 up to -3, 1 from 3 on, a line between.

    Source: Howard et al., ICCV 2019.
    """
    # x / 6 + 1 / 2 would lose digits above -3, where x + 3 is exact.
    return np.clip(x + 3, 0, 6) / 6


@activation
def hard_sigmoid_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the hard sigmoid: 1/6 between -3 and 3, 0 elsewhere.

    At -3 and 3, where the function has no derivative, 0, as in PyTorch.
    """
    return np.heaviside(3 - np.abs(x), 0) / 6  # NaN stays NaN


HARD_SIGMOID = Elementwise(
    hard_sigmoid,
    hard_sigmoid_derivative,
    names=(
        "Hard sigmoid",
        "하드 시그모이드",
        "hardsigmoid",
        "h-sigmoid",
        "piecewise linear sigmoid",
        "하드 시그모이드 함수",
    ),
    family="sigmoidal",
    status="niche",
    references=("howard2019searching", "courbariaux2015binaryconnect"),
    latex=r"f(x) = \max\left(0, \min\left(1, \frac{x}{6} + \frac{1}{2}\right)\right)",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} \frac{1}{6}, & \lvert x \rvert < 3 \\ 0, & \lvert x \rvert > 3 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} 0, & y = 0 \\ \frac{1}{6}, & 0 < y < 1 \\ 0, & y = 1 \end{cases}",
    exact="Piecewise((0, x <= -3), (x/6 + 1/2, x < 3), (1, True))",
    exact_derivative_from_output="Piecewise((0, y <= 0), (1/6, y < 1), (0, True))",
    accuracy=Accuracy(3e-16, 1e-16),
    examples=(
        "hard_sigmoid(np.array([-4.0, 0.0, 1.5]))",
        "hard_sigmoid_derivative(np.array([-4.0, 0.0, 1.5])).round(4)",
    ),
    range="[0, 1]",
    limits=("0", "1"),
    monotonicity="increasing",
    symmetry="point",
    smoothness=0,
    kinks=(Kink("-3", "0"), Kink("3", "0")),
)
