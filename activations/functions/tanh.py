"""The hyperbolic tangent."""

import math

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Activation, Interval, Naive, Properties, Related, Text

__all__ = ["TANH", "tanh", "tanh_derivative"]


@activation
def tanh(x: FloatArray) -> FloatArray:
    """Hyperbolic tangent, (exp(x) - exp(-x)) / (exp(x) + exp(-x)).

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Values in [-1, 1], of the shape and dtype of `x`. NaN stays NaN, the infinities give
        -1 and 1, and the sign of zero is kept.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    References
    ----------
    LeCun, Bottou, Orr and Müller, "Efficient BackProp", Neural Networks: Tricks of the Trade
    (1998), 9-50.

    Examples
    --------
    >>> tanh([-1000.0, 0.0, 1.0]).round(4)
    array([-1.    ,  0.    ,  0.7616])
    """
    return np.tanh(x)


@activation
def tanh_derivative(x: FloatArray) -> FloatArray:
    """Derivative of tanh, 4 / (exp(x) + exp(-x))**2.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Values in [0, 1], of the shape and dtype of `x`; 0 at both infinities.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    Examples
    --------
    >>> float(tanh_derivative(0.0))
    1.0
    """
    # 1 - tanh(x)**2 is 0 once tanh(x) rounds to 1, near x = 19; z = exp(-2|x|) keeps the tail.
    # The minimum keeps -2|x| from overflowing at 1e308; exp(-20000) is 0 in every dtype.
    z = np.exp(-2 * np.minimum(np.abs(x), 1e4))
    return 4 * z / (1 + z) ** 2


def naive_tanh(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


TANH = Activation(
    id="tanh",
    name=Text(ko="하이퍼볼릭 탄젠트", en="tanh"),
    aliases=("hyperbolic tangent", "tansig", "쌍곡탄젠트", "쌍곡선 탄젠트"),
    family="sigmoidal",
    status="in use",
    summary=Text(
        ko="0을 중심으로 -1과 1 사이를 오가는 S자 곡선. 은닉층에 S자형을 꼭 써야 한다면 "
        "시그모이드보다 낫고, 지금은 주로 순환 신경망에서 만납니다.",
        en="The S-shaped curve centred on zero, between -1 and 1. Where a hidden layer must be "
        "sigmoidal it beats the sigmoid; today it lives mostly in recurrent networks.",
    ),
    function=tanh,
    derivative=tanh_derivative,
    naive=Naive(function=naive_tanh, argument="np.array([-1000.0, 0.0, 1000.0])"),
    examples=(
        "tanh(np.array([-2.0, 0.0, 2.0])).round(4)",
        "tanh_derivative(np.array([-2.0, 0.0, 2.0])).round(4)",
    ),
    accuracy=Accuracy(function=3, derivative=5),
    latex=r"\tanh(x) = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}",
    latex_derivative=r"\tanh'(x) = \frac{4}{\left(e^{x} + e^{-x}\right)^2}",
    latex_derivative_from_output=r"y' = 1 - y^2",
    symbols=(
        (
            "e",
            Text(
                ko="자연로그의 밑, $e = 2.71828\\ldots$", en="Euler's number, $e = 2.71828\\ldots$"
            ),
        ),
    ),
    exact="(exp(x) - exp(-x))/(exp(x) + exp(-x))",
    exact_derivative_from_output="1 - y**2",
    properties=Properties(
        range=Interval("-1", "1"),
        limits=("-1", "1"),
        monotonicity="strictly increasing",
        symmetry="odd",
        smoothness=math.inf,
        convexity="none",
    ),
    references=(
        references.LECUN_1989,
        references.LECUN_1998,
        references.HOCHREITER_1997,
        references.GLOROT_2010,
    ),
    related=(
        Related(
            "sigmoid",
            Text(
                ko="같은 곡선을 가로로 두 배, 세로로 절반으로 바꾸어 0과 1 사이에 둔 것: "
                "$\\sigma(x) = \\tfrac12\\left(1 + \\tanh\\tfrac{x}{2}\\right)$",
                en="the same curve, twice as wide and half as tall, between 0 and 1: "
                "$\\sigma(x) = \\tfrac12\\left(1 + \\tanh\\tfrac{x}{2}\\right)$",
            ),
        ),
        Related(
            "elu",
            Text(
                ko="음수 쪽만 -1에서 포화되고 양수는 그대로 내보내는 함수($\\alpha = 1$)",
                en="saturates at -1 on the negative side only ($\\alpha = 1$) and passes positive "
                "inputs",
            ),
        ),
        Related(
            "gelu",
            Text(
                ko="tanh로 흔히 근사하는 함수. 원래의 식에는 tanh가 없음",
                en="often approximated with tanh, which its exact formula does not contain",
            ),
        ),
    ),
)
