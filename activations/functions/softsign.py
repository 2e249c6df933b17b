"""Softsign, a sigmoid made of a fraction."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive


@activation
def softsign(x: FloatArray) -> FloatArray:
    """Softsign, x / (1 + abs(x)).

    The infinities give -1 and 1.

    Source: Elliott, A better activation function for artificial neural networks, 1993.
    """
    # inf / inf would be NaN, and 1 + top is top.
    top = np.finfo(x.dtype).max
    x = np.clip(x, -top, top)
    return x / (1 + np.abs(x))


@activation
def softsign_derivative(x: FloatArray) -> FloatArray:
    """Derivative of softsign, 1 / (1 + abs(x))**2.

    Values in [0, 1]; 0 at both infinities.
    """
    # 1 / (1 + abs(x))**2 would overflow beyond 1e154.
    return (1 / (1 + np.abs(x))) ** 2


def naive_softsign(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return x / (1 + np.abs(x))


SOFTSIGN = Elementwise(
    softsign,
    softsign_derivative,
    names=(
        "Softsign",
        "소프트사인",
        "soft sign",
        "Elliott symmetric sigmoid",
        "elliotsig",
        "소프트 사인",
    ),
    family="sigmoidal",
    status="niche",
    references=("elliott1993better", "glorot2010understanding", "zenke2018superspike"),
    latex=r"\operatorname{softsign}(x) = \frac{x}{1 + \lvert x \rvert}",
    latex_derivative=r"\operatorname{softsign}'(x) = "
    r"\frac{1}{\left(1 + \lvert x \rvert\right)^2}",
    latex_derivative_from_output=r"y' = \left(1 - \lvert y \rvert\right)^2",
    exact="x/(1 + Abs(x))",
    exact_derivative_from_output="(1 - Abs(y))**2",
    accuracy=Accuracy(2.3e-16, 6e-16),
    examples=(
        "softsign(np.array([-3.0, 0.0, 1.0]))",
        "softsign_derivative(np.array([-3.0, 0.0, 1.0]))",
    ),
    naive=Naive(naive_softsign, "np.array([-np.inf, 0.0, np.inf])"),
    range="(-1, 1)",
    limits=("-1", "1"),
    monotonicity="strictly increasing",
    symmetry="odd",
    smoothness=1,
)
