"""The exponential linear unit."""

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import (
    Accuracy,
    Activation,
    Interval,
    Kink,
    Naive,
    Parameter,
    Properties,
    Related,
    Text,
)

__all__ = ["ELU", "elu", "elu_derivative"]


@activation
def elu(x: FloatArray, alpha: float = 1.0) -> FloatArray:
    """ELU: x for x > 0, alpha * (exp(x) - 1) for x <= 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    alpha : float
        The function approaches -alpha for large negative inputs; a finite number.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `alpha` is not a real number.
    ValueError
        If `alpha` is not finite.

    References
    ----------
    Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential
    linear units (ELUs)", ICLR 2016.

    Examples
    --------
    >>> elu([-2.0, 0.0, 3.0]).round(4)
    array([-0.8647,  0.    ,  3.    ])
    """
    # The exponential of a positive x is not wanted, and could overflow.
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0)))


@activation
def elu_derivative(x: FloatArray, alpha: float = 1.0) -> FloatArray:
    """Derivative of ELU: 1 for x > 0, alpha * exp(x) for x <= 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    alpha : float
        As for :func:`elu`.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN. At 0, where the function has no derivative
        unless alpha is 1, `alpha`, as in PyTorch.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `alpha` is not a real number.
    ValueError
        If `alpha` is not finite.

    Examples
    --------
    >>> elu_derivative([-2.0, 0.0, 3.0]).round(4)
    array([0.1353, 1.    , 1.    ])
    """
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0.0)))


def naive_elu(x: FloatArray, alpha: float = 1.0) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


ELU = Activation(
    id="elu",
    name=Text(ko="ELU", en="ELU"),
    aliases=("exponential linear unit", "지수 선형 유닛", "지수 선형 단위"),
    family="rectifier",
    status="niche",
    summary=Text(
        ko="음수를 -α까지만 내려보내는 ReLU. 출력의 평균이 0에 더 가깝습니다. 지금은 EnCodec 같은 "
        "오디오 코덱과 로봇의 강화 학습에서 주로 만납니다.",
        en="ReLU with a negative side that levels off at -α, which brings the mean of the outputs "
        "closer to 0. Today it is met in audio codecs such as EnCodec and in reinforcement "
        "learning for robots.",
    ),
    function=elu,
    derivative=elu_derivative,
    naive=Naive(function=naive_elu, argument="np.array([-1e-10, 1000.0])"),
    examples=(
        "elu(np.array([-2.0, 0.0, 3.0])).round(4)",
        "elu(np.array([-2.0, 0.0, 3.0]), alpha=0.5).round(4)",
        "elu_derivative(np.array([-2.0, 0.0, 3.0])).round(4)",
    ),
    parameters=(
        Parameter(
            name="alpha",
            symbol=r"\alpha",
            default=1.0,
            meaning=Text(
                ko="음수 쪽 점근선의 깊이", en="depth of the asymptote for negative inputs"
            ),
            between=(0.0, 3.0),
            others=(0.1, 0.5, 1.7, 2.0, -0.5),
            shown=(0.5, 2.0),
        ),
    ),
    accuracy=Accuracy(function=2, derivative=2),
    latex=(
        r"\operatorname{ELU}(x) = "
        r"\begin{cases} x, & x > 0 \\ \alpha\left(e^{x} - 1\right), & x \le 0 \end{cases}"
    ),
    latex_derivative=(
        r"\operatorname{ELU}'(x) = "
        r"\begin{cases} 1, & x > 0 \\ \alpha e^{x}, & x \le 0 \end{cases}"
    ),
    latex_derivative_from_output=(
        r"y' = \begin{cases} 1, & y > 0 \\ y + \alpha, & y \le 0 \end{cases} \qquad (\alpha > 0)"
    ),
    exact="Piecewise((x, x > 0), (alpha*(exp(x) - 1), True))",
    exact_derivative_from_output="Piecewise((1, y > 0), (y + alpha, True))",
    properties=Properties(
        range=Interval("-alpha", "oo"),
        limits=("-alpha", "oo"),
        monotonicity="strictly increasing",
        symmetry="none",
        smoothness=1,
        convexity="convex",
    ),
    kinks=(
        Kink(
            at="0",
            value="alpha",
            when="alpha != 1",
            note=Text(
                ko="PyTorch, JAX, MLX와 같은 약속",
                en="the convention of PyTorch, JAX and MLX",
            ),
        ),
    ),
    references=(references.CLEVERT_2016, references.KLAMBAUER_2017, references.KATHAROPOULOS_2020),
    related=(
        Related(
            "relu",
            Text(
                ko="음수에서 언제나 0인 경우($\\alpha = 0$)",
                en="the case that is 0 for all negative inputs ($\\alpha = 0$)",
            ),
        ),
        Related(
            "leaky_relu",
            Text(
                ko="음수 쪽이 포화되지 않고 직선으로 내려감",
                en="falls along a line for negative inputs and never saturates",
            ),
        ),
        Related(
            "softplus",
            Text(
                ko="더 매끄럽게 구부러지고 언제나 양수: $\\ln(1 + e^x)$",
                en="bends more smoothly and is always positive: $\\ln(1 + e^x)$",
            ),
        ),
    ),
)
