"""The tanh approximation of the Gaussian error linear unit."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Crossing, Elementwise, Naive


@activation
def gelu_tanh(x: FloatArray) -> FloatArray:
    """GELU with tanh, x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))).

    Source: Hendrycks and Gimpel, arXiv:1606.08415 (2016).
    """
    # (1 + tanh(u / 2)) / 2 is the sigmoid of u, which keeps the tail.
    t = np.clip(x, -25, 25)  # beyond, the sigmoid is 0 or 1
    u = (8 / np.pi) ** 0.5 * (t + 0.044715 * t**3)
    sigmoid = np.exp(np.minimum(u, 0)) / (1 + np.exp(-np.abs(u)))
    return np.maximum(x, -25) * sigmoid


@activation
def gelu_tanh_derivative(x: FloatArray) -> FloatArray:
    """Derivative of GELU with tanh, by way of the sigmoid: s * (1 + x * (1 - s) * u').

    Here s is the sigmoid of u = sqrt(8 / pi) * (x + 0.044715 * x**3).
    """
    t = np.clip(x, -25, 25)
    u = (8 / np.pi) ** 0.5 * (t + 0.044715 * t**3)
    slope = (8 / np.pi) ** 0.5 * (1 + 0.134145 * t**2)
    sigmoid = np.exp(np.minimum(u, 0)) / (1 + np.exp(-np.abs(u)))
    return sigmoid * (1 + t * (1 - sigmoid) * slope)


def naive_gelu_tanh(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in the paper."""
    inner = (2 / np.pi) ** 0.5 * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + np.tanh(inner))


GELU_TANH = Elementwise(
    gelu_tanh,
    gelu_tanh_derivative,
    names=(
        "GELU (tanh approximation)",
        "GELU(tanh 근사)",
        "gelu_new",
        "gelu_pytorch_tanh",
        "gelu_python_tanh",
        "gelu_accurate",
        "gelu_fast",
        "gelu_approx",
        "NewGELU",
        "tanh approximation of GELU",
        "GELU의 tanh 근사",
    ),
    family="gated",
    status="in use",
    references=("hendrycks2016gaussian",),
    latex=r"f(x) = \frac{x}{2}\left(1 + \tanh\left(\sqrt{\frac{2}{\pi}}"
    r"\left(x + 0.044715\,x^3\right)\right)\right)",
    latex_derivative=r"f'(x) = \sigma(u)\left(1 + \sqrt{\frac{8}{\pi}}"
    r"\left(x + 0.134145\,x^3\right)\left(1 - \sigma(u)\right)\right), \qquad "
    r"u = \sqrt{\frac{8}{\pi}}\left(x + 0.044715\,x^3\right)",
    exact="x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x**3)))/2",
    accuracy=Accuracy(4e-13, 4e-13, crossing=Crossing(-1.25, -0.35, 4e-16)),
    examples=(
        "gelu_tanh(np.array([-1.0, 0.0, 2.0])).round(4)",
        "gelu_tanh_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_gelu_tanh, "np.array([-8.0, -7.0, 1.0])"),
    range="[min, oo)",
    limits=("0", "oo"),
)
