"""Squareplus, a smooth ReLU without an exponential."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive, Parameter


@activation
def squareplus(x: FloatArray, b: float = 4.0) -> FloatArray:
    """Squareplus, (x + sqrt(x^2 + b)) / 2.

    A `b` that is not positive is a ValueError.

    Source: Barron, arXiv:2112.11687 (2021).
    """
    if b <= 0:
        raise ValueError(f"b must be positive, not {b}")
    # Halved first, so that the sum cannot overflow.
    half, c = np.abs(x) / 2, b**0.5 / 2
    return np.maximum(x, 0) + b / 4 / (half + np.hypot(half, c))


@activation
def squareplus_derivative(x: FloatArray, b: float = 4.0) -> FloatArray:
    """Derivative of squareplus, (1 + x / sqrt(x^2 + b)) / 2.

    A `b` that is not positive is a ValueError.
    """
    if b <= 0:
        raise ValueError(f"b must be positive, not {b}")
    half, c = np.abs(x) / 2, b**0.5 / 2
    root = np.hypot(half, c)
    tail = b / 8 / (half + root) / root  # the slope at -abs(x)
    return np.where(x < 0, tail, 1 - tail)


def naive_squareplus(x: FloatArray, b: float = 4.0) -> FloatArray:
    """Return the formula as it is printed in the paper."""
    return (x + np.sqrt(x**2 + b)) / 2


SQUAREPLUS = Elementwise(
    squareplus,
    squareplus_derivative,
    names=("Squareplus", "스퀘어플러스"),
    family="rectifier",
    status="niche",
    references=("barron2021squareplus",),
    latex=r"\operatorname{squareplus}(x) = \frac{x + \sqrt{x^2 + b}}{2}",
    latex_derivative=r"\operatorname{squareplus}'(x) = "
    r"\frac{1}{2}\left(1 + \frac{x}{\sqrt{x^2 + b}}\right)",
    latex_derivative_from_output=r"y' = \frac{4y^2}{4y^2 + b}",
    exact="(x + sqrt(x**2 + b))/2",
    exact_derivative_from_output="4*y**2/(4*y**2 + b)",
    parameters=(
        Parameter("b", "b", between=(0.01, 16.0), others=(0.04, 1.0, 1.9, 9.0), shown=(16.0,)),
    ),
    accuracy=Accuracy(4e-16, 6e-16),
    examples=(
        "squareplus(np.array([-2.0, 0.0, 2.0])).round(4)",
        "squareplus(np.array([-2.0, 0.0, 2.0]), b=1.0).round(4)",
        "squareplus_derivative(np.array([-2.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_squareplus, "np.array([-1e8, -1e9, 1e200])"),
    range="(0, oo)",
    limits=("0", "oo"),
    monotonicity="strictly increasing",
    convexity="convex",
)
