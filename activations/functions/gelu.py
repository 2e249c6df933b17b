"""The Gaussian error linear unit."""

import numpy as np
from scipy.special import erf, erfc, erfcx

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Crossing, Elementwise, Naive


@activation
def gelu(x: FloatArray) -> FloatArray:
    """GELU, x * Phi(x), with the distribution function Phi of the standard normal distribution.

    Source: Hendrycks and Gimpel, arXiv:1606.08415 (2016).
    """
    # 1 + erf would leave no digit of the tail, -inf give -inf * 0.
    return 0.5 * np.maximum(x, -50) * erfc(-x / 2**0.5)


@activation
def gelu_derivative(x: FloatArray) -> FloatArray:
    """Derivative of GELU, Phi(x) + x * phi(x), with the normal density phi."""
    t = np.minimum(np.abs(x), 50)  # from there on the tail is 0
    # With erfcx(t) = exp(t * t) * erfc(t) both terms have a factor.
    phi = np.exp(-t * t / 2) / (2 * np.pi) ** 0.5
    left = phi * ((np.pi / 2) ** 0.5 * erfcx(t / 2**0.5) - t)
    return np.where(x < 0, left, 1 - left)  # f'(-t) + f'(t) = 1


def naive_gelu(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in the paper."""
    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


GELU = Elementwise(
    gelu,
    gelu_derivative,
    names=("GELU", "Gaussian error linear unit", "가우시안 오차 선형 유닛", "겔루"),
    family="gated",
    status="in use",
    references=("hendrycks2016gaussian",),
    latex=r"\operatorname{GELU}(x) = "
    r"x\,\Phi(x) = \frac{x}{2}\left(1 + \operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)",
    latex_derivative=r"\operatorname{GELU}'(x) = \Phi(x) + x\,\varphi(x)",
    exact="x*(1 + erf(x/sqrt(2)))/2",
    accuracy=Accuracy(3e-13, 1e-13, crossing=Crossing(-1.25, -0.35, 4e-16)),
    examples=(
        "gelu(np.array([-1.0, 0.0, 2.0])).round(4)",
        "gelu_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_gelu, "np.array([-9.0, -8.0, 1.0])"),
    range="[min, oo)",
    limits=("0", "oo"),
)
