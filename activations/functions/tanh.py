"""The hyperbolic tangent."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive


@activation
def tanh(x: FloatArray) -> FloatArray:
    """Hyperbolic tangent, (exp(x) - exp(-x)) / (exp(x) + exp(-x)).

    The infinities give -1 and 1.

    Source: LeCun, Bottou, Orr and Müller, Neural Networks: Tricks of the Trade (1998), 9-50.
    """
    return np.tanh(x)


@activation
def tanh_derivative(x: FloatArray) -> FloatArray:
    """Derivative of tanh, 4 / (exp(x) + exp(-x))**2.

    Values in [0, 1]; 0 at both infinities.
    """
    # 1 - tanh(x)**2 would be 0 once tanh(x) rounds to 1, at x = 19.
    z = np.exp(-np.abs(x))
    return (2 * z / (1 + z * z)) ** 2


def naive_tanh(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


TANH = Elementwise(
    tanh,
    tanh_derivative,
    names=(
        "tanh",
        "하이퍼볼릭 탄젠트",
        "hyperbolic tangent",
        "tansig",
        "쌍곡탄젠트",
        "쌍곡선 탄젠트",
    ),
    family="sigmoidal",
    status="in use",
    references=(
        "lecun1989backpropagation",
        "lecun1998efficient",
        "hochreiter1997long",
        "glorot2010understanding",
    ),
    latex=r"\tanh(x) = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}",
    latex_derivative=r"\tanh'(x) = \frac{4}{\left(e^{x} + e^{-x}\right)^2}",
    latex_derivative_from_output="y' = 1 - y^2",
    exact="(exp(x) - exp(-x))/(exp(x) + exp(-x))",
    exact_derivative_from_output="1 - y**2",
    accuracy=Accuracy(5e-16, 1e-15),
    examples=(
        "tanh(np.array([-2.0, 0.0, 2.0])).round(4)",
        "tanh_derivative(np.array([-2.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_tanh, "np.array([-1000.0, 0.0, 1000.0])"),
    range="(-1, 1)",
    limits=("-1", "1"),
    monotonicity="strictly increasing",
    symmetry="odd",
    pytorch_gain="5/3",
)
