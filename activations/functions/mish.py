"""Mish, the input times the tanh of its softplus."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Crossing, Elementwise, Naive


@activation
def mish(x: FloatArray) -> FloatArray:
    """Mish, x * tanh(softplus(x)) = x * tanh(log(1 + exp(x))).

    Source: Misra, BMVC 2020.
    """
    softplus = np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))
    # -inf would give -inf * 0; below -1e4 the gate is 0 anyway.
    return np.maximum(x, -1e4) * np.tanh(softplus)


@activation
def mish_derivative(x: FloatArray) -> FloatArray:
    """Derivative of Mish, tanh(s) + x * sigmoid(x) * sech(s)**2, where s is softplus(x)."""
    x = np.clip(x, -1e4, 1e4)  # an infinity times 0 would be NaN
    s = np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))
    sech = 2 * np.exp(-s) / (1 + np.exp(-2 * s))  # cosh would overflow
    sigmoid = -np.expm1(-s)
    return np.tanh(s) + x * sigmoid * sech**2


def naive_mish(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in the paper."""
    return x * np.tanh(np.log(1 + np.exp(x)))


MISH = Elementwise(
    mish,
    mish_derivative,
    names=("Mish", "미시", "미쉬", "self-regularized non-monotonic activation function"),
    family="gated",
    status="niche",
    references=("misra2020mish", "bochkovskiy2020yolov4", "wang2021scaled"),
    latex=r"\operatorname{Mish}(x) = x\tanh\left(\ln\left(1 + e^x\right)\right)",
    latex_derivative=r"\operatorname{Mish}'(x) = \tanh(s) + x\,\sigma(x)"
    r"\left(1 - \tanh^2(s)\right), \qquad s = \ln\left(1 + e^x\right)",
    exact="x*tanh(log(1 + exp(x)))",
    accuracy=Accuracy(1e-13, 1e-13, crossing=Crossing(-1.5, -0.9, 3e-16)),
    examples=(
        "mish(np.array([-1.0, 0.0, 2.0])).round(4)",
        "mish_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_mish, "np.array([-40.0, -30.0, 1.0])"),
    range="[min, oo)",
    limits=("0", "oo"),
)
