"""The logistic sigmoid."""

import math

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Activation, Interval, Naive, Properties, Related, Text

__all__ = ["SIGMOID", "sigmoid", "sigmoid_derivative"]


@activation
def sigmoid(x: FloatArray) -> FloatArray:
    """Logistic sigmoid, 1 / (1 + exp(-x)).

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Values in [0, 1], of the shape and dtype of `x`. NaN stays NaN; ``-inf`` gives 0 and
        ``inf`` gives 1.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    References
    ----------
    Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors",
    Nature 323 (1986), 533-536.

    Examples
    --------
    >>> sigmoid([-1000.0, 0.0, 2.0]).round(4)
    array([0.    , 0.5   , 0.8808])
    """
    # exp(-|x|) is at most 1: exp(-x) would overflow at x = -1000.
    z = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, z) / (1 + z)


@activation
def sigmoid_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the sigmoid, exp(-x) / (1 + exp(-x))**2.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Values in [0, 1/4], of the shape and dtype of `x`; 0 at both infinities.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    Examples
    --------
    >>> float(sigmoid_derivative(0.0))
    0.25
    """
    # From the output it is y (1 - y), but 1 - y is 0 as soon as y rounds to 1, at x = 37.
    z = np.exp(-np.abs(x))
    return z / (1 + z) ** 2


def naive_sigmoid(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return 1 / (1 + np.exp(-x))


SIGMOID = Activation(
    id="sigmoid",
    name=Text(ko="시그모이드", en="Sigmoid"),
    aliases=("logistic", "expit", "logsig", "soft step", "logistic sigmoid", "시그모이드 함수"),
    family="sigmoidal",
    status="in use",
    summary=Text(
        ko="실수를 0과 1 사이로 눌러 담는 S자 곡선. 은닉층에서는 물러났지만 "
        "이진 분류의 출력층과 LSTM의 게이트에서는 여전히 표준입니다.",
        en="The S-shaped curve that squeezes any real number into (0, 1). Retired from hidden "
        "layers, still the standard for binary outputs and for the gates of an LSTM.",
    ),
    function=sigmoid,
    derivative=sigmoid_derivative,
    naive=Naive(function=naive_sigmoid, argument="np.array([-1000.0, 0.0])"),
    examples=(
        "sigmoid(np.array([-2.0, 0.0, 2.0])).round(4)",
        "sigmoid_derivative(np.array([-2.0, 0.0, 2.0])).round(4)",
    ),
    accuracy=Accuracy(function=3, derivative=5),
    latex=r"\sigma(x) = \frac{1}{1 + e^{-x}}",
    latex_derivative=r"\sigma'(x) = \frac{e^{-x}}{\left(1 + e^{-x}\right)^2}",
    latex_derivative_from_output=r"y' = (1 - y)\,y",
    symbols=(
        (r"\sigma", Text(ko="시그모이드 함수", en="the sigmoid function")),
        (
            "e",
            Text(
                ko="자연로그의 밑, $e = 2.71828\\ldots$", en="Euler's number, $e = 2.71828\\ldots$"
            ),
        ),
    ),
    exact="1/(1 + exp(-x))",
    exact_derivative_from_output="(1 - y)*y",
    properties=Properties(
        range=Interval("0", "1"),
        limits=("0", "1"),
        monotonicity="strictly increasing",
        symmetry="point",
        smoothness=math.inf,
        convexity="none",
    ),
    references=(references.RUMELHART_1986, references.HOCHREITER_1997, references.GLOROT_2010),
    related=(
        Related(
            "tanh",
            Text(
                ko="같은 곡선을 가로로 절반, 세로로 두 배로 바꾸어 0을 중심에 둔 것: "
                "$\\tanh x = 2\\sigma(2x) - 1$",
                en="the same curve, half as wide and twice as tall, centred on zero: "
                "$\\tanh x = 2\\sigma(2x) - 1$",
            ),
        ),
        Related(
            "softmax",
            Text(
                ko="클래스가 여럿일 때의 일반화. 클래스가 둘이면 "
                "$\\operatorname{softmax}(x, 0)_1 = \\sigma(x)$",
                en="the generalisation to many classes; with two of them "
                "$\\operatorname{softmax}(x, 0)_1 = \\sigma(x)$",
            ),
        ),
        Related(
            "silu",
            Text(
                ko="입력에 시그모이드를 곱한 함수. $x\\,\\sigma(x)$",
                en="the input times its sigmoid, $x\\,\\sigma(x)$",
            ),
        ),
        Related(
            "softplus",
            Text(
                ko="시그모이드를 적분한 함수. $\\ln(1 + e^x)$",
                en="the integral of the sigmoid, $\\ln(1 + e^x)$",
            ),
        ),
        Related(
            "step",
            Text(
                ko="$x \\ne 0$에서 $\\sigma(kx)$의 $k \\to \\infty$ 극한",
                en="the limit of $\\sigma(kx)$ as $k \\to \\infty$, for $x \\ne 0$",
            ),
        ),
    ),
)
