"""The softplus function, a smooth ReLU."""

import math

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import (
    Accuracy,
    Activation,
    Interval,
    Naive,
    Parameter,
    Properties,
    Related,
    Text,
)

__all__ = ["SOFTPLUS", "softplus", "softplus_derivative"]


@activation
def softplus(x: FloatArray, beta: float = 1.0) -> FloatArray:
    """Softplus, log(1 + exp(beta * x)) / beta.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    beta : float
        Sharpness of the bend, a finite positive number.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `beta` is not a real number.
    ValueError
        If `beta` is not positive or not finite.

    References
    ----------
    Dugas, Bengio, Bélisle, Nadeau and Garcia, "Incorporating second-order functional knowledge for
    better option pricing", NIPS 13 (2000).

    Examples
    --------
    >>> softplus([-40.0, 0.0, 1000.0])
    array([4.24835426e-18, 6.93147181e-01, 1.00000000e+03])
    """
    if beta <= 0:
        raise ValueError(f"softplus: beta must be positive, not {beta}")
    # No exponential of a positive number, and no product, can overflow.
    z = beta * np.minimum(np.abs(x), 1e4 / beta)
    return np.maximum(x, 0.0) + np.log1p(np.exp(-z)) / beta


@activation
def softplus_derivative(x: FloatArray, beta: float = 1.0) -> FloatArray:
    """Derivative of softplus, the sigmoid of beta * x.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    beta : float
        As for :func:`softplus`.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `beta` is not a real number.
    ValueError
        If `beta` is not positive or not finite.

    Examples
    --------
    >>> softplus_derivative([-2.0, 0.0, 2.0]).round(4)
    array([0.1192, 0.5   , 0.8808])
    """
    if beta <= 0:
        raise ValueError(f"softplus_derivative: beta must be positive, not {beta}")
    z = np.exp(-beta * np.minimum(np.abs(x), 1e4 / beta))
    # z / (1 + z) instead of 1 / (1 + 1 / z): nothing overflows.
    return np.where(x < 0, z, 1.0) / (1 + z)


def naive_softplus(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return np.log(1 + np.exp(x))


SOFTPLUS = Activation(
    id="softplus",
    name=Text(ko="소프트플러스", en="Softplus"),
    aliases=("SmoothReLU", "smooth ReLU", "소프트플러스 함수"),
    family="rectifier",
    status="niche",
    summary=Text(
        ko="ReLU의 모서리를 둥글게 깎은 함수. 은닉층보다는 표준편차처럼 양수여야 하는 값을 "
        "낼 때 씁니다.",
        en="ReLU with its corner rounded off. Less for hidden layers than for values that must be "
        "positive, such as a standard deviation.",
    ),
    function=softplus,
    derivative=softplus_derivative,
    naive=Naive(function=naive_softplus, argument="np.array([-40.0, 1000.0])"),
    examples=(
        "softplus(np.array([-2.0, 0.0, 2.0])).round(4)",
        "softplus(np.array([-2.0, 0.0, 2.0]), beta=5.0).round(4)",
        "softplus_derivative(np.array([-2.0, 0.0, 2.0])).round(4)",
    ),
    parameters=(
        Parameter(
            name="beta",
            symbol=r"\beta",
            default=1.0,
            meaning=Text(ko="꺾임의 날카로움", en="sharpness of the bend"),
            between=(0.2, 10.0),
            others=(0.1, 0.5, 1.7, 5.0),
            shown=(0.5, 3.0),
        ),
    ),
    accuracy=Accuracy(function=2, derivative=4, exponent="beta*x"),
    latex=r"\operatorname{softplus}(x) = \frac{1}{\beta} \ln\left(1 + e^{\beta x}\right)",
    latex_derivative=r"\operatorname{softplus}'(x) = \frac{1}{1 + e^{-\beta x}}",
    latex_derivative_from_output=r"y' = 1 - e^{-\beta y}",
    exact="log(1 + exp(beta*x))/beta",
    exact_derivative_from_output="1 - exp(-beta*y)",
    properties=Properties(
        range=Interval("0", "oo"),
        limits=("0", "oo"),
        monotonicity="strictly increasing",
        symmetry="none",
        smoothness=math.inf,
        convexity="convex",
    ),
    references=(
        references.DUGAS_2000,
        references.GLOROT_2011,
        references.BLUNDELL_2015,
        references.SCHUTT_2017,
        references.GU_2023,
    ),
    related=(
        Related(
            "relu",
            Text(
                ko="$\\beta \\to \\infty$의 극한. 음수에서 정확히 0",
                en="the limit $\\beta \\to \\infty$, exactly 0 for negative inputs",
            ),
        ),
        Related(
            "sigmoid",
            Text(
                ko="$\\beta = 1$일 때의 도함수. $f'(x) = \\sigma(x)$",
                en="the derivative when $\\beta = 1$: $f'(x) = \\sigma(x)$",
            ),
        ),
    ),
)
