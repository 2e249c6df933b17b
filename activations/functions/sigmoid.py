"""The logistic sigmoid."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive


@activation
def sigmoid(x: FloatArray) -> FloatArray:
    """Logistic sigmoid, 1 / (1 + exp(-x)).

    -inf gives 0 and inf gives 1.

    Source: Rumelhart, Hinton and Williams, Nature 323 (1986), 533-536.
    """
    # exp(-|x|) is at most 1: exp(-x) would overflow at x = -1000.
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))


@activation
def sigmoid_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the sigmoid, exp(-x) / (1 + exp(-x))**2.

    Values in [0, 1/4]; 0 at both infinities.
    """
    # y (1 - y) would be 0 as soon as y rounds to 1, at x = 37.
    z = np.exp(-np.abs(x))
    return z / (1 + z) ** 2


def naive_sigmoid(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return 1 / (1 + np.exp(-x))


SIGMOID = Elementwise(
    sigmoid,
    sigmoid_derivative,
    names=(
        "Sigmoid",
        "시그모이드",
        "logistic",
        "expit",
        "logsig",
        "soft step",
        "logistic sigmoid",
        "시그모이드 함수",
    ),
    family="sigmoidal",
    status="in use",
    references=("rumelhart1986learning", "hochreiter1997long", "glorot2010understanding"),
    latex=r"\sigma(x) = \frac{1}{1 + e^{-x}}",
    latex_derivative=r"\sigma'(x) = \frac{e^{-x}}{\left(1 + e^{-x}\right)^2}",
    latex_derivative_from_output=r"y' = y\,(1 - y)",
    exact="1/(1 + exp(-x))",
    exact_derivative_from_output="(1 - y)*y",
    accuracy=Accuracy(5e-16, 1e-15),
    examples=(
        "sigmoid(np.array([-2.0, 0.0, 2.0])).round(4)",
        "sigmoid_derivative(np.array([-2.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_sigmoid, "np.array([-1000.0, 0.0])"),
    range="(0, 1)",
    limits=("0", "1"),
    monotonicity="strictly increasing",
    symmetry="point",
    pytorch_gain="1",
)
