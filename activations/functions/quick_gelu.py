"""The sigmoid approximation of the Gaussian error linear unit."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Crossing, Elementwise


@activation
def quick_gelu(x: FloatArray) -> FloatArray:
    """QuickGELU, x * sigmoid(1.702 * x): GELU with a sigmoid for the normal distribution.

    Source: Hendrycks and Gimpel, arXiv:1606.08415 (2016).
    """
    u = 1.702 * np.clip(x, -1e4, 1e4)  # beyond, the sigmoid is 0 or 1
    sigmoid = np.exp(np.minimum(u, 0)) / (1 + np.exp(-np.abs(u)))
    return np.maximum(x, -1e4) * sigmoid  # -inf would give -inf * 0


@activation
def quick_gelu_derivative(x: FloatArray) -> FloatArray:
    """Derivative of QuickGELU, sigmoid(u) * (1 + u * (1 - sigmoid(u))) with u = 1.702 * x."""
    u = 1.702 * np.clip(x, -1e4, 1e4)  # inf times 0 would be NaN
    sigmoid = np.exp(np.minimum(u, 0)) / (1 + np.exp(-np.abs(u)))
    return sigmoid * (1 + u * (1 - sigmoid))


QUICK_GELU = Elementwise(
    quick_gelu,
    quick_gelu_derivative,
    names=(
        "QuickGELU",
        "gelu_fast_approx",
        "sigmoid approximation of GELU",
        "GELU의 시그모이드 근사",
    ),
    family="gated",
    status="niche",
    references=("hendrycks2016gaussian", "radford2021learning"),
    latex=r"\operatorname{QuickGELU}(x) = x\,\sigma(1.702\,x)",
    latex_derivative=r"\operatorname{QuickGELU}'(x) = "
    r"\sigma(1.702\,x)\left(1 + 1.702\,x\left(1 - \sigma(1.702\,x)\right)\right)",
    exact="x/(1 + exp(-1.702*x))",
    accuracy=Accuracy(1e-13, 1e-13, crossing=Crossing(-0.95, -0.55, 1e-16)),
    examples=(
        "quick_gelu(np.array([-1.0, 0.0, 2.0])).round(4)",
        "quick_gelu_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
    ),
    range="[min, oo)",
    limits=("0", "oo"),
)
