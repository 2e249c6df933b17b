"""The Gaussian error linear unit."""

import math

import numpy as np
from scipy.special import erf, erfcx

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import (
    Accuracy,
    Activation,
    Crossing,
    Interval,
    Naive,
    Properties,
    Related,
    Text,
)

__all__ = ["GELU", "gelu", "gelu_derivative"]


@activation
def gelu(x: FloatArray) -> FloatArray:
    """GELU, x * Phi(x), with the distribution function Phi of the standard normal distribution.

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
    Hendrycks and Gimpel, "Gaussian error linear units (GELUs)", arXiv:1606.08415 (2016).

    Examples
    --------
    >>> gelu([-1.0, 0.0, 2.0]).round(4)
    array([-0.1587,  0.    ,  1.9545])
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
    """Derivative of GELU, Phi(x) + x * phi(x), with the normal density phi.

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
    >>> gelu_derivative([-1.0, 0.0, 2.0]).round(4)
    array([-0.0833,  0.5   ,  1.0852])
    """
    t = np.minimum(np.abs(x), 40.0)
    head = t.astype(np.float32).astype(np.float64)
    bell = np.exp(-head * head / 2) * np.exp(-(t - head) * (t + head) / 2)
    # At -t; the derivatives at -t and t sum to 1.
    left = (erfcx(np.float64(t / np.sqrt(2))) / 2 - t / np.sqrt(2 * np.pi)) * bell
    return np.where(x < 0, left, 1 - left)


def naive_gelu(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in the paper."""
    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


GELU = Activation(
    id="gelu",
    name=Text(ko="GELU", en="GELU"),
    aliases=("Gaussian error linear unit", "가우시안 오차 선형 유닛"),
    family="gated",
    status="in use",
    summary=Text(
        ko="입력에 정규분포의 누적확률을 곱하는 매끄러운 ReLU. BERT, GPT-2, ViT의 "
        "피드포워드층에 쓰이며, 같은 이름에 정확한 식과 tanh 근사 두 가지가 있으므로 어느 쪽인지 "
        "확인해야 합니다.",
        en="A smooth ReLU: the input times the normal probability of anything below it. It is in "
        "the feed-forward layers of BERT, GPT-2 and ViT; check whether the name means the exact "
        "formula or the tanh approximation.",
    ),
    function=gelu,
    derivative=gelu_derivative,
    naive=Naive(function=naive_gelu, argument="np.array([-9.0, -8.0, 1.0])"),
    examples=(
        "gelu(np.array([-1.0, 0.0, 2.0])).round(4)",
        "gelu_derivative(np.array([-1.0, 0.0, 2.0])).round(4)",
    ),
    accuracy=Accuracy(function=8, derivative=10, crossing=Crossing(-1.25, -0.35, 4e-16)),
    latex=(
        r"\operatorname{GELU}(x) = x\,\Phi(x) = "
        r"\frac{x}{2}\left(1 + \operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)"
    ),
    latex_derivative=r"\operatorname{GELU}'(x) = \Phi(x) + x\,\varphi(x)",
    symbols=(
        (
            r"\Phi",
            Text(
                ko="표준정규분포의 누적분포함수",
                en="the cumulative distribution function of the standard normal distribution",
            ),
        ),
        (
            r"\varphi",
            Text(
                ko="표준정규분포의 확률밀도함수, $\\varphi(x) = e^{-x^2/2}/\\sqrt{2\\pi}$",
                en="its density, $\\varphi(x) = e^{-x^2/2}/\\sqrt{2\\pi}$",
            ),
        ),
    ),
    exact="x*(1 + erf(x/sqrt(2)))/2",
    properties=Properties(
        range=Interval("min", "oo", closed_low=True),
        limits=("0", "oo"),
        monotonicity="none",
        symmetry="none",
        smoothness=math.inf,
        convexity="none",
    ),
    references=(references.HENDRYCKS_2016,),
    related=(
        Related(
            "relu",
            Text(
                ko="부호만 보고 0이나 1을 곱하는 함수. 가장 크게 벌어져도 차이는 0.170",
                en="multiplies by 0 or 1 after the sign alone; never more than 0.170 away",
            ),
        ),
        Related(
            "silu",
            Text(
                ko="정규분포의 누적확률 대신 시그모이드를 곱하는 함수. "
                "$\\operatorname{SiLU}(1.702x)/1.702$가 GELU의 시그모이드 근사",
                en="multiplies by the sigmoid instead of the normal probability; "
                "$\\operatorname{SiLU}(1.702x)/1.702$ is the sigmoid approximation of GELU",
            ),
        ),
    ),
)
