"""The Gaussian error linear unit."""

import numpy as np
from scipy.special import erf, erfcx

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Crossing, Elementwise, Naive


@activation
def gelu(x: FloatArray) -> FloatArray:
    """GELU, x * Phi(x), with the distribution function Phi of the standard normal distribution.

    Source: Hendrycks and Gimpel, arXiv:1606.08415 (2016).
    """
    t = np.minimum(np.abs(x), 40.0)  # from there on the tail is 0
    # exp(-t**2 / 2) in two factors, the square of the first without rounding: exp would magnify it.
    head = t.astype(np.float32).astype(np.float64)
    bell = np.exp(-head * head / 2) * np.exp(-(t - head) * (t + head) / 2)
    # Phi(-t), without the 1 - erf that leaves no digit of it; SciPy has no longdouble.
    tail = erfcx(np.float64(t / np.sqrt(2))) / 2 * bell
    return np.maximum(x, 0.0) - t * tail


@activation
def gelu_derivative(x: FloatArray) -> FloatArray:
    """Derivative of GELU, Phi(x) + x * phi(x), with the normal density phi."""
    t = np.minimum(np.abs(x), 40.0)
    head = t.astype(np.float32).astype(np.float64)
    bell = np.exp(-head * head / 2) * np.exp(-(t - head) * (t + head) / 2)
    # At -t; the derivatives at -t and t sum to 1.
    left = (erfcx(np.float64(t / np.sqrt(2))) / 2 - t / np.sqrt(2 * np.pi)) * bell
    return np.where(x < 0, left, 1 - left)


def naive_gelu(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in the paper."""
    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


GELU = Elementwise(
    gelu,
    gelu_derivative,
    names=("GELU", "Gaussian error linear unit", "가우시안 오차 선형 유닛"),
    family="gated",
    status="in use",
    references=("hendrycks2016gaussian",),
    latex=r"\operatorname{GELU}(x) = "
    r"x\,\Phi(x) = \frac{x}{2}\left(1 + \operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)",
    latex_derivative=r"\operatorname{GELU}'(x) = \Phi(x) + x\,\varphi(x)",
    exact="x*(1 + erf(x/sqrt(2)))/2",
    accuracy=Accuracy(8, 10, crossing=Crossing(-1.25, -0.35, 4e-16)),
    examples=(
        "gelu(np.array([-1.0, 0.0, 2.0])).round(4)",
        "gelu_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_gelu, "np.array([-9.0, -8.0, 1.0])"),
    range="[min, oo)",
    limits=("0", "oo"),
)
