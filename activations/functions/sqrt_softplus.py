"""The square root of softplus, a score for the experts of a mixture."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive


@activation
def sqrt_softplus(x: FloatArray) -> FloatArray:
    """Square root of softplus, sqrt(log(1 + exp(x))).

    Source: DeepSeek-AI, arXiv:2606.19348 (2026).
    """
    z = np.maximum(x, -40)  # below, softplus(x) is exp(x)
    softplus = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
    return np.sqrt(softplus) * np.exp(np.minimum(x + 40, 0) / 2)


@activation
def sqrt_softplus_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the square root of softplus, sigmoid(x) / (2 * sqrt(softplus(x)))."""
    z = np.maximum(x, -40)
    softplus = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
    slope = -np.expm1(-softplus) / (2 * np.sqrt(softplus))
    return slope * np.exp(np.minimum(x + 40, 0) / 2)


def naive_sqrt_softplus(x: FloatArray) -> FloatArray:
    """Return the formula as it stands."""
    return np.sqrt(np.log(1 + np.exp(x)))


SQRT_SOFTPLUS = Elementwise(
    sqrt_softplus,
    sqrt_softplus_derivative,
    names=("Sqrt-softplus", "sqrtsoftplus", "square root of softplus", "소프트플러스의 제곱근"),
    family="rectifier",
    status="niche",
    references=("deepseek2026deepseek",),
    latex=r"f(x) = \sqrt{\ln\left(1 + e^{x}\right)}",
    latex_derivative=r"f'(x) = "
    r"\frac{1}{2\left(1 + e^{-x}\right)\sqrt{\ln\left(1 + e^{x}\right)}}",
    latex_derivative_from_output=r"y' = \frac{1 - e^{-y^2}}{2y}",
    exact="sqrt(log(1 + exp(x)))",
    exact_derivative_from_output="(1 - exp(-y**2))/(2*y)",
    accuracy=Accuracy(4e-16, 5e-16),
    examples=(
        "sqrt_softplus(np.array([-2.0, 0.0, 2.0])).round(4)",
        "sqrt_softplus_derivative(np.array([-2.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_sqrt_softplus, "np.array([-40.0, 1000.0])"),
    range="(0, oo)",
    limits=("0", "oo"),
    monotonicity="strictly increasing",
)
