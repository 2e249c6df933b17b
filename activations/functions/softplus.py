"""The softplus function, a smooth ReLU."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive, Parameter


@activation
def softplus(x: FloatArray, beta: float = 1.0) -> FloatArray:
    """Softplus, log(1 + exp(beta * x)) / beta.

    A `beta` that is not positive is a ValueError.

    Source: Dugas, Bengio, Bélisle, Nadeau and Garcia, NIPS 13 (2000).
    """
    if beta <= 0:
        raise ValueError(f"beta must be positive, not {beta}")
    # No exponential of a positive number, and no product, can overflow.
    z = beta * np.minimum(np.abs(x), 1e4 / beta)
    return np.maximum(x, 0) + np.log1p(np.exp(-z)) / beta


@activation
def softplus_derivative(x: FloatArray, beta: float = 1.0) -> FloatArray:
    """Derivative of softplus, the sigmoid of beta * x.

    A `beta` that is not positive is a ValueError.
    """
    if beta <= 0:
        raise ValueError(f"beta must be positive, not {beta}")
    # Clipped, so that the product cannot overflow.
    z = beta * np.clip(x, -1e4 / beta, 1e4 / beta)
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def naive_softplus(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return np.log(1 + np.exp(x))


SOFTPLUS = Elementwise(
    softplus,
    softplus_derivative,
    names=("Softplus", "소프트플러스", "SmoothReLU", "smooth ReLU", "소프트플러스 함수"),
    family="rectifier",
    status="niche",
    references=(
        "dugas2000incorporating",
        "glorot2011deep",
        "blundell2015weight",
        "schutt2017schnet",
        "gu2023mamba",
    ),
    latex=r"\operatorname{softplus}(x) = \frac{1}{\beta} \ln\left(1 + e^{\beta x}\right)",
    latex_derivative=r"\operatorname{softplus}'(x) = \frac{1}{1 + e^{-\beta x}}",
    latex_derivative_from_output=r"y' = 1 - e^{-\beta y}",
    exact="log(1 + exp(beta*x))/beta",
    exact_derivative_from_output="1 - exp(-beta*y)",
    parameters=(
        Parameter(
            "beta", r"\beta", between=(0.2, 10.0), others=(0.1, 0.5, 1.7, 5.0), shown=(0.5, 3.0)
        ),
    ),
    accuracy=Accuracy(1e-13, 1e-13),
    examples=(
        "softplus(np.array([-2.0, 0.0, 2.0])).round(4)",
        "softplus(np.array([-2.0, 0.0, 2.0]), beta=5.0).round(4)",
        "softplus_derivative(np.array([-2.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_softplus, "np.array([-40.0, 1000.0])"),
    range="(0, oo)",
    limits=("0", "oo"),
    monotonicity="strictly increasing",
    convexity="convex",
)
