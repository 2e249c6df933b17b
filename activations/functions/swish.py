"""Swish, the sigmoid linear unit with a factor in its sigmoid."""

import numpy as np

from activations.arrays import FloatArray, Learned, activation
from activations.spec import Accuracy, Crossing, Elementwise, Naive, Parameter


@activation
def swish(x: FloatArray, beta: Learned = 1.0) -> FloatArray:
    """Swish, x * sigmoid(beta * x), with a factor that may be learned.

    The factor is a number, or an array that broadcasts with `x`, for instance one a channel.

    Source: Ramachandran, Zoph and Le, arXiv:1710.05941 (2017).
    """
    limit = 1e4 / (abs(beta) + 1e-300)
    u = beta * np.clip(x, -limit, limit)  # beyond, 0 or 1
    sigmoid = np.exp(np.minimum(u, 0)) / (1 + np.exp(-np.abs(u)))
    return np.where(sigmoid > 0, x, 0) * sigmoid  # or -inf * 0


@activation
def swish_derivative(x: FloatArray, beta: Learned = 1.0) -> FloatArray:
    """Derivative of Swish in x, sigmoid(u) * (1 + u * (1 - sigmoid(u))) with u = beta * x."""
    limit = 1e4 / (abs(beta) + 1e-300)
    u = beta * np.clip(x, -limit, limit)
    sigmoid = np.exp(np.minimum(u, 0)) / (1 + np.exp(-np.abs(u)))
    return sigmoid * (1 + u * (1 - sigmoid))


@activation
def swish_beta_derivative(x: FloatArray, beta: Learned = 1.0) -> FloatArray:
    """Derivative of Swish in its factor, x**2 times the slope of the sigmoid at beta * x."""
    limit = 1e4 / (abs(beta) + 1e-300)
    h = np.exp(-abs(beta) * np.minimum(np.abs(x), limit) / 2)
    # x**2 alone could overflow, h**2 underflow.
    return (np.where(h > 0, x, 0) * h / (1 + h * h)) ** 2


def naive_swish(x: FloatArray, beta: float = 1.0) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return x / (1 + np.exp(-beta * x))


SWISH = Elementwise(
    swish,
    swish_derivative,
    names=("Swish", "스위시", "스위시 함수", "swish-β"),
    family="gated",
    status="niche",
    references=("ramachandran2017searching", "hendrycks2016gaussian", "elfwing2018sigmoid"),
    latex=r"f(x) = x\,\sigma(\beta x) = \frac{x}{1 + e^{-\beta x}}",
    latex_derivative=r"f'(x) = "
    r"\sigma(\beta x)\left(1 + \beta x\left(1 - \sigma(\beta x)\right)\right)",
    exact="x/(1 + exp(-beta*x))",
    parameters=(
        Parameter(
            "beta",
            r"\beta",
            between=(0.0, 10.0),
            others=(0.0, 0.5, 1.702, 3.0, 10.0),
            shown=(0.0, 5.0),
            derivative=swish_beta_derivative,
            latex_derivative=r"\frac{\partial f}{\partial \beta} = "
            r"x^2\,\sigma(\beta x)\left(1 - \sigma(\beta x)\right)",
        ),
    ),
    accuracy=Accuracy(1.5e-13, 1.5e-13, crossing=Crossing(-3.0, -0.1, 2e-16)),
    examples=(
        "swish(np.array([-1.0, 0.0, 2.0])).round(4)",
        "swish(np.array([-1.0, 0.0, 2.0]), beta=5.0).round(4)",
        "swish_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
        "swish_beta_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_swish, "np.array([-8.0, -12.0], dtype=np.float16)"),
    range="[min, oo)",
    limits=("0", "oo"),
)
