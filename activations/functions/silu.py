"""The sigmoid linear unit, Swish with a factor of 1."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Crossing, Elementwise


@activation
def silu(x: FloatArray) -> FloatArray:
    """SiLU, x * sigmoid(x) = x / (1 + exp(-x)).

    Source: Elfwing, Uchibe and Doya, Neural Networks 107 (2018), 3-11.
    """
    sigmoid = np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))
    # -inf would give -inf * 0; below -1e4 the sigmoid is 0 anyway.
    return np.maximum(x, -1e4) * sigmoid


@activation
def silu_derivative(x: FloatArray) -> FloatArray:
    """Derivative of SiLU, sigmoid(x) * (1 + x * (1 - sigmoid(x)))."""
    x = np.clip(x, -1e4, 1e4)  # an infinity times 0 would be NaN
    sigmoid = np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))
    return sigmoid * (1 + x * (1 - sigmoid))


SILU = Elementwise(
    silu,
    silu_derivative,
    names=(
        "SiLU",
        "swish-1",
        "sigmoid linear unit",
        "sigmoid-weighted linear unit",
        "시그모이드 선형 유닛",
    ),
    family="gated",
    status="in use",
    references=("hendrycks2016gaussian", "elfwing2018sigmoid", "ramachandran2017searching"),
    latex=r"\operatorname{SiLU}(x) = x\,\sigma(x) = \frac{x}{1 + e^{-x}}",
    latex_derivative=r"\operatorname{SiLU}'(x) = "
    r"\sigma(x)\left(1 + x\left(1 - \sigma(x)\right)\right)",
    exact="x/(1 + exp(-x))",
    accuracy=Accuracy(1e-13, 1e-13, crossing=Crossing(-1.6, -1.0, 1e-16)),
    examples=(
        "silu(np.array([-1.0, 0.0, 2.0])).round(4)",
        "silu_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
    ),
    range="[min, oo)",
    limits=("0", "oo"),
)
