"""The sparse sigmoid, which is sparsemax of two classes."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Kink


@activation
def sparse_sigmoid(x: FloatArray) -> FloatArray:
    """Sparse sigmoid, max(0, min(1, (x + 1) / 2)): 0 up to -1, 1 from 1 on, a line between.

    Source: Blondel, Martins and Niculae, JMLR 21 (2020), 1-69.
    """
    return np.clip(x + 1, 0, 2) / 2


@activation
def sparse_sigmoid_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the sparse sigmoid: 1/2 between -1 and 1, 0 elsewhere.

    At -1 and 1, where the function has no derivative, 0, as in Keras.
    """
    return np.heaviside(1 - np.abs(x), 0) / 2  # NaN stays NaN


SPARSE_SIGMOID = Elementwise(
    sparse_sigmoid,
    sparse_sigmoid_derivative,
    names=("Sparse sigmoid", "희소 시그모이드", "스파스 시그모이드", "BinaryConnect hard sigmoid"),
    family="sigmoidal",
    status="niche",
    references=("blondel2020learning", "courbariaux2015binaryconnect"),
    latex=r"f(x) = \max\left(0, \min\left(1, \frac{x + 1}{2}\right)\right)",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} \frac{1}{2}, & \lvert x \rvert < 1 \\ 0, & \lvert x \rvert > 1 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} 0, & y = 0 \\ \frac{1}{2}, & 0 < y < 1 \\ 0, & y = 1 \end{cases}",
    exact="Piecewise((0, x <= -1), (x/2 + 1/2, x < 1), (1, True))",
    exact_derivative_from_output="Piecewise((0, y <= 0), (1/2, y < 1), (0, True))",
    accuracy=Accuracy(1.2e-16, 0),
    examples=(
        "sparse_sigmoid(np.array([-2.0, 0.0, 0.5]))",
        "sparse_sigmoid_derivative(np.array([-2.0, 0.0, 0.5]))",
    ),
    range="[0, 1]",
    limits=("0", "1"),
    monotonicity="increasing",
    symmetry="point",
    smoothness=0,
    kinks=(Kink("-1", "0"), Kink("1", "0")),
)
