"""The parametric rectified linear unit."""

import numpy as np

from activations import references
from activations.arrays import FloatArray, Learned, activation
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

__all__ = ["PRELU", "prelu", "prelu_derivative", "prelu_negative_slope_derivative"]


@activation
def prelu(x: FloatArray, negative_slope: Learned = 0.25) -> FloatArray:
    """PReLU: negative_slope * x for x <= 0, x for x > 0, with a slope that is learned.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    negative_slope : float or array_like of real numbers
        The learned slope for negative inputs: a number, or an array that broadcasts with `x`, for
        instance one slope a channel.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape that `x` and `negative_slope` broadcast to. NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `negative_slope` does.
    ValueError
        If a number for `negative_slope` is not finite, or the shapes do not broadcast.

    References
    ----------
    He, Zhang, Ren and Sun, "Delving deep into rectifiers: surpassing human-level performance on
    ImageNet classification", ICCV 2015.

    Examples
    --------
    >>> prelu([-2.0, 0.0, 3.0])
    array([-0.5,  0. ,  3. ])
    >>> prelu([[-2.0, 3.0], [-2.0, 3.0]], negative_slope=[[0.1], [0.5]])
    array([[-0.2,  3. ],
           [-1. ,  3. ]])
    """
    # With a slope of 0, 0 times -inf would be NaN.
    negative = np.where(negative_slope == 0, 0.0, np.minimum(x, 0.0))
    return np.maximum(x, 0.0) + negative_slope * negative


@activation
def prelu_derivative(x: FloatArray, negative_slope: Learned = 0.25) -> FloatArray:
    """Derivative of PReLU in x: negative_slope for x <= 0, 1 for x > 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    negative_slope : float or array_like of real numbers
        As for :func:`prelu`.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape that `x` and `negative_slope` broadcast to. NaN stays NaN. At 0, where
        the function has no derivative, `negative_slope`, as in PyTorch.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `negative_slope` does.
    ValueError
        If a number for `negative_slope` is not finite, or the shapes do not broadcast.

    Examples
    --------
    >>> prelu_derivative([-2.0, 0.0, 3.0])
    array([0.25, 0.25, 1.  ])
    """
    # The sign of a positive number is 1, that of NaN is NaN.
    return np.where(x <= 0, negative_slope, np.sign(x))


@activation
def prelu_negative_slope_derivative(x: FloatArray, negative_slope: Learned = 0.25) -> FloatArray:
    """Derivative of PReLU in its slope: x for x <= 0, 0 for x > 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    negative_slope : float or array_like of real numbers
        As for :func:`prelu`; the derivative does not depend on it.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `negative_slope` does.
    ValueError
        If a number for `negative_slope` is not finite, or the shapes do not broadcast.

    Examples
    --------
    >>> prelu_negative_slope_derivative([-2.0, 0.0, 3.0])
    array([-2.,  0.,  0.])
    """
    return np.minimum(x, 0.0)


PRELU = Activation(
    id="prelu",
    name=Text(ko="PReLU", en="PReLU"),
    aliases=(
        "parametric ReLU",
        "parametric rectified linear unit",
        "파라메트릭 렐루",
        "매개변수 ReLU",
    ),
    family="rectifier",
    status="niche",
    summary=Text(
        ko="음수 쪽 기울기를 가중치와 함께 학습하는 ReLU. 얼굴 인식과 초해상도 모델에 "
        "쓰이며, 이 기울기에는 가중치 감쇠를 걸지 않습니다.",
        en="ReLU whose slope for negative inputs is learned with the weights. Found in models "
        "for face recognition and super-resolution; keep weight decay off the slope.",
    ),
    function=prelu,
    derivative=prelu_derivative,
    examples=(
        "prelu(np.array([-2.0, 0.0, 3.0]))",
        "prelu_derivative(np.array([-2.0, 0.0, 3.0]))",
        "prelu_negative_slope_derivative(np.array([-2.0, 0.0, 3.0]))",
    ),
    parameters=(
        Parameter(
            name="negative_slope",
            symbol=r"\alpha",
            default=0.25,
            meaning=Text(ko="학습되는 음수 쪽 기울기", en="learned slope for negative inputs"),
            between=(-0.5, 1.5),
            others=(0.0, 0.01, 0.7, 1.0, 2.5, -0.3),
            shown=(0.0, 0.6),
            derivative=prelu_negative_slope_derivative,
            latex_derivative=r"\frac{\partial f}{\partial \alpha} = \min(0, x)",
        ),
    ),
    accuracy=Accuracy(function=1, derivative=0),
    latex=r"\operatorname{PReLU}(x) = \max(0, x) + \alpha \min(0, x)",
    latex_derivative=(
        r"\operatorname{PReLU}'(x) = \begin{cases} \alpha, & x < 0 \\ 1, & x > 0 \end{cases}"
    ),
    latex_derivative_from_output=(
        r"y' = \begin{cases} \alpha, & y < 0 \\ 1, & y > 0 \end{cases} \qquad (\alpha > 0)"
    ),
    exact="Piecewise((negative_slope*x, x <= 0), (x, True))",
    exact_derivative_from_output="Piecewise((negative_slope, y <= 0), (1, True))",
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
            value="negative_slope",
            note=Text(
                ko="PyTorch와 같은 약속. Flax는 1, Keras는 0",
                en="the convention of PyTorch; Flax returns 1 and Keras 0",
            ),
        ),
    ),
    references=(
        references.HE_2015,
        references.XU_2015,
        references.ZHANG_2016,
        references.LEDIG_2017,
    ),
    related=(
        Related(
            "leaky_relu",
            Text(
                ko="기울기를 사람이 정하고 학습하지 않는 함수",
                en="the slope is chosen by hand and not learned",
            ),
        ),
        Related(
            "rrelu",
            Text(
                ko="기울기를 배우지 않고 학습 중에 무작위로 뽑는 함수",
                en="the slope is drawn at random during training instead of learned",
            ),
        ),
        Related(
            "relu",
            Text(
                ko="음수 쪽 기울기가 0인 경우($\\alpha = 0$)",
                en="the case without a slope for negative inputs ($\\alpha = 0$)",
            ),
        ),
    ),
)
