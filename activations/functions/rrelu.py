"""The randomized leaky rectified linear unit."""

import numpy as np

from activations import references
from activations.arrays import FloatArray, Generator, activation
from activations.spec import (
    Accuracy,
    Activation,
    Interval,
    Kink,
    Parameter,
    Properties,
    Related,
    Text,
)

__all__ = ["RRELU", "rrelu", "rrelu_derivative"]


@activation
def rrelu(
    x: FloatArray, lower: float = 1 / 8, upper: float = 1 / 3, rng: Generator = None
) -> FloatArray:
    """RReLU: x for x > 0, a * x for x <= 0, with a slope a drawn at random in training.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    lower, upper : float
        The slopes for negative inputs are drawn from [lower, upper).
    rng : numpy.random.Generator, optional
        With a generator, every negative entry gets a slope of its own, as in training. Without
        one, all get the mean slope (lower + upper) / 2, as in evaluation.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, a bound is not a real number
        or `rng` is no generator.
    ValueError
        If a bound is not finite, or `lower` is above `upper`.

    References
    ----------
    Xu, Wang, Chen and Li, "Empirical evaluation of rectified activations in convolutional
    network", arXiv:1505.00853 (2015).

    Examples
    --------
    >>> rrelu([-2.4, 0.0, 3.0])
    array([-0.55,  0.  ,  3.  ])
    >>> rrelu([-2.4, -2.4, 3.0], rng=np.random.default_rng(0)).round(4)
    array([-0.6185, -0.4349,  3.    ])
    """
    if lower > upper:
        raise ValueError(f"rrelu: lower {lower} is above upper {upper}")
    slope = (lower + upper) / 2 if rng is None else rng.uniform(lower, upper, x.shape)
    # With a slope of 0, 0 times -inf would be NaN.
    negative = np.where(slope == 0, 0.0, np.minimum(x, 0.0))
    return np.maximum(x, 0.0) + slope * negative


@activation
def rrelu_derivative(
    x: FloatArray, lower: float = 1 / 8, upper: float = 1 / 3, rng: Generator = None
) -> FloatArray:
    """Derivative of RReLU: the slope a for x <= 0, 1 for x > 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    lower, upper : float
        As for :func:`rrelu`.
    rng : numpy.random.Generator, optional
        In the state in which :func:`rrelu` was given it, so that the same slopes are drawn.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN. At 0, where the function has no derivative,
        the slope a.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, a bound is not a real number
        or `rng` is no generator.
    ValueError
        If a bound is not finite, or `lower` is above `upper`.

    Examples
    --------
    >>> rrelu_derivative([-2.4, 3.0]).round(4)
    array([0.2292, 1.    ])
    >>> rrelu_derivative([-2.4, -2.4, 3.0], rng=np.random.default_rng(0)).round(4)
    array([0.2577, 0.1812, 1.    ])
    """
    if lower > upper:
        raise ValueError(f"rrelu_derivative: lower {lower} is above upper {upper}")
    slope = (lower + upper) / 2 if rng is None else rng.uniform(lower, upper, x.shape)
    # The sign of a positive number is 1, that of NaN is NaN.
    return np.where(x <= 0, slope, np.sign(x))


RRELU = Activation(
    id="rrelu",
    name=Text(ko="RReLU", en="RReLU"),
    aliases=(
        "randomized leaky ReLU",
        "randomized ReLU",
        "randomized leaky rectified linear unit",
        "무작위 리키 렐루",
    ),
    family="rectifier",
    kind="random",
    status="historical",
    summary=Text(
        ko="학습 중에는 음수 쪽 기울기를 원소마다 무작위로 뽑고, 평가할 때는 11/48로 고정하는 "
        "Leaky ReLU. 데이터가 적을 때의 과적합을 줄이려고 나왔으며 지금은 드물게 쓰입니다.",
        en="A Leaky ReLU whose negative slope is drawn at random for every element in training and "
        "fixed at 11/48 in evaluation. Meant to curb overfitting on small data sets; rare today.",
    ),
    function=rrelu,
    derivative=rrelu_derivative,
    examples=(
        "rrelu(np.array([-2.4, -2.4, 3.0]))",
        "rrelu(np.array([-2.4, -2.4, 3.0]), rng=np.random.default_rng(0)).round(4)",
        "rrelu_derivative(np.array([-2.4, -2.4, 3.0]), rng=np.random.default_rng(0)).round(4)",
    ),
    parameters=(
        Parameter(
            name="lower",
            symbol="l",
            default=1 / 8,
            meaning=Text(ko="뽑는 기울기의 하한", en="lower end of the slopes"),
            between=(0.0, 1.0),
            others=(0.0, 0.2, -0.5),
        ),
        Parameter(
            name="upper",
            symbol="u",
            default=1 / 3,
            meaning=Text(ko="뽑는 기울기의 상한", en="upper end of the slopes"),
            between=(0.0, 1.0),
            others=(0.25, 0.5, 1.0),
        ),
    ),
    accuracy=Accuracy(function=3, derivative=2),
    latex=(r"\operatorname{RReLU}(x) = \begin{cases} a x, & x \le 0 \\ x, & x > 0 \end{cases}"),
    latex_derivative=(
        r"\operatorname{RReLU}'(x) = \begin{cases} a, & x < 0 \\ 1, & x > 0 \end{cases}"
    ),
    latex_derivative_from_output=(
        r"y' = \begin{cases} a, & y < 0 \\ 1, & y > 0 \end{cases} \qquad (a > 0)"
    ),
    symbols=(
        (
            "a",
            Text(
                ko="음수 입력의 기울기. 학습 중에는 원소마다 $U(l, u)$에서 뽑고, 평가할 때는 "
                "$(l + u)/2$",
                en="slope for negative inputs, drawn from $U(l, u)$ for every element in training, "
                "$(l + u)/2$ in evaluation",
            ),
        ),
    ),
    exact="Piecewise(((lower + upper)/2*x, x <= 0), (x, True))",
    exact_derivative_from_output="Piecewise(((lower + upper)/2, y <= 0), (1, True))",
    properties=Properties(
        range=Interval("-oo", "oo"),
        limits=("-oo", "oo"),
        monotonicity="strictly increasing",
        symmetry="none",
        smoothness=0,
        convexity="convex",
    ),
    kinks=(
        Kink(
            at="0",
            value="(lower + upper)/2",
            note=Text(
                ko="학습 중에는 뽑은 기울기. PyTorch와 같은 약속",
                en="in training the slope that was drawn; the convention of PyTorch",
            ),
        ),
    ),
    references=(references.XU_2015,),
    related=(
        Related(
            "leaky_relu",
            Text(
                ko="기울기를 뽑지 않고 고정하는 함수. 평가할 때의 RReLU는 기울기가 11/48인 Leaky "
                "ReLU",
                en="the slope is fixed, not drawn; in evaluation RReLU is Leaky ReLU with slope "
                "11/48",
            ),
        ),
        Related(
            "prelu",
            Text(
                ko="기울기를 무작위로 뽑는 대신 학습하는 함수",
                en="the slope is learned instead of drawn at random",
            ),
        ),
    ),
)
