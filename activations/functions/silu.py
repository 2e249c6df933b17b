"""The sigmoid linear unit, also called swish."""

import math

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Activation, Crossing, Interval, Properties, Related, Text

__all__ = ["SILU", "silu", "silu_derivative"]


@activation
def silu(x: FloatArray) -> FloatArray:
    """SiLU, x * sigmoid(x) = x / (1 + exp(-x)).

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    References
    ----------
    Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function
    approximation in reinforcement learning", Neural Networks 107 (2018), 3-11.

    Examples
    --------
    >>> silu([-1.0, 0.0, 2.0]).round(4)
    array([-0.2689,  0.    ,  1.7616])
    """
    t = np.minimum(np.abs(x), 1e4)  # from there on the tail is 0
    # Multiplied by half a power each time: exp(-t) alone loses digits before t * exp(-t) does.
    half = np.exp(-t / 2)
    return np.maximum(x, 0.0) - half * (t / (1 + half * half)) * half


@activation
def silu_derivative(x: FloatArray) -> FloatArray:
    """Derivative of SiLU, sigmoid(x) * (1 + x * (1 - sigmoid(x))).

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    Examples
    --------
    >>> silu_derivative([-1.0, 0.0, 2.0]).round(4)
    array([0.0723, 0.5   , 1.0908])
    """
    t = np.minimum(np.abs(x), 1e4)
    half = np.exp(-t / 2)
    z = half * half
    # At -t; the derivatives at -t and t sum to 1.
    left = half * ((1 + z - t) / (1 + z) ** 2) * half
    return np.where(x < 0, left, 1 - left)


SILU = Activation(
    id="silu",
    name=Text(ko="SiLU", en="SiLU"),
    aliases=(
        "swish",
        "swish-1",
        "sigmoid linear unit",
        "sigmoid-weighted linear unit",
        "스위시",
        "시그모이드 선형 유닛",
    ),
    family="gated",
    status="in use",
    summary=Text(
        ko="입력에 자기 자신의 시그모이드를 곱하는 매끄러운 ReLU. β = 1인 Swish와 같은 "
        "함수이고, "
        "EfficientNet과 YOLOv5의 합성곱층, Llama의 게이트에 있습니다.",
        en="A smooth ReLU that multiplies its input by the input's own sigmoid: Swish with "
        "β = 1. It is in the convolutions of EfficientNet and YOLOv5 and in the gates of "
        "Llama.",
    ),
    function=silu,
    derivative=silu_derivative,
    examples=(
        "silu(np.array([-1.0, 0.0, 2.0])).round(4)",
        "silu_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
    ),
    accuracy=Accuracy(function=4, derivative=6, crossing=Crossing(-1.6, -1.0, 1e-16)),
    latex=r"\operatorname{SiLU}(x) = x\,\sigma(x) = \frac{x}{1 + e^{-x}}",
    latex_derivative=(
        r"\operatorname{SiLU}'(x) = "
        r"\sigma(x)\left(1 + x\left(1 - \sigma(x)\right)\right)"
    ),
    symbols=(
        (
            r"\sigma",
            Text(ko="[시그모이드](sigmoid.md) 함수", en="the [sigmoid](sigmoid.md) function"),
        ),
    ),
    exact="x/(1 + exp(-x))",
    properties=Properties(
        range=Interval("min", "oo", closed_low=True),
        limits=("0", "oo"),
        monotonicity="none",
        symmetry="none",
        smoothness=math.inf,
        convexity="none",
    ),
    references=(
        references.HENDRYCKS_2016,
        references.ELFWING_2018,
        references.RAMACHANDRAN_2017,
    ),
    related=(
        Related(
            "gelu",
            Text(
                ko="시그모이드 대신 정규분포의 누적확률을 곱하는 함수. 골짜기가 더 얕고(-0.170) "
                "꼬리가 훨씬 빨리 사라짐",
                en="multiplies by the normal probability instead of the sigmoid; a shallower "
                "valley (-0.170) and a tail that vanishes far sooner",
            ),
        ),
        Related(
            "swiglu",
            Text(
                ko="SiLU를 게이트로 삼아 다른 입력에 곱하는 함수. 두 입력을 같게 하면 "
                "$x^2\\sigma(x)$",
                en="SiLU as the gate of a second input; with both inputs equal it is "
                "$x^2\\sigma(x)$",
            ),
        ),
        Related(
            "sigmoid",
            Text(
                ko="SiLU에서 입력에 곱하는 함수. $\\operatorname{SiLU}(x) = x\\,\\sigma(x)$",
                en="the factor: $\\operatorname{SiLU}(x) = x\\,\\sigma(x)$",
            ),
        ),
        Related(
            "relu",
            Text(
                ko="$\\beta \\to \\infty$일 때의 Swish. 가장 크게 벌어져도 차이는 0.278",
                en="Swish as $\\beta \\to \\infty$; never more than 0.278 away",
            ),
        ),
    ),
)
