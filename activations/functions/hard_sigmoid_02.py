"""The hard sigmoid of slope 0.2, as Theano and the first Keras had it."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Kink


@activation
def hard_sigmoid_02(x: FloatArray) -> FloatArray:
    """Hard sigmoid of slope 0.2, max(0, min(1, 0.2 x + 0.5)): 0 up to -2.5, 1 from 2.5 on.

    Source: Theano, theano/tensor/nnet/sigm.py.
    """
    # 0.2 * x + 0.5 would lose digits above -2.5; x + 2.5 is exact.
    return np.clip(x + 2.5, 0, 5) / 5


@activation
def hard_sigmoid_02_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the hard sigmoid of slope 0.2: 0.2 between -2.5 and 2.5, 0 elsewhere.

    At -2.5 and 2.5, where the function has no derivative, 0.
    """
    return np.heaviside(2.5 - np.abs(x), 0) / 5  # NaN stays NaN


HARD_SIGMOID_02 = Elementwise(
    hard_sigmoid_02,
    hard_sigmoid_02_derivative,
    names=(
        "Hard sigmoid (slope 0.2)",
        "하드 시그모이드(기울기 0.2)",
        "Keras 2 hard sigmoid",
        "Theano hard sigmoid",
        "케라스 2 하드 시그모이드",
    ),
    family="sigmoidal",
    status="historical",
    references=("theano2013hard",),
    latex=r"f(x) = \max(0, \min(1, 0.2x + 0.5))",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} 0.2, & \lvert x \rvert < 2.5 \\ 0, & \lvert x \rvert > 2.5 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} 0, & y = 0 \\ 0.2, & 0 < y < 1 \\ 0, & y = 1 \end{cases}",
    exact="Piecewise((0, x <= -5/2), (x/5 + 1/2, x < 5/2), (1, True))",
    exact_derivative_from_output="Piecewise((0, y <= 0), (1/5, y < 1), (0, True))",
    accuracy=Accuracy(3e-16, 1e-16),
    examples=(
        "hard_sigmoid_02(np.array([-4.0, 0.0, 1.5]))",
        "hard_sigmoid_02_derivative(np.array([-4.0, 0.0, 1.5]))",
    ),
    range="[0, 1]",
    limits=("0", "1"),
    monotonicity="increasing",
    symmetry="point",
    smoothness=0,
    kinks=(Kink("-5/2", "0"), Kink("5/2", "0")),
)
