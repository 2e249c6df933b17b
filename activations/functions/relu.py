"""The rectified linear unit."""

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Activation, Interval, Kink, Properties, Related, Text

__all__ = ["RELU", "relu", "relu_derivative"]


@activation
def relu(x: FloatArray) -> FloatArray:
    """Rectified linear unit: 0 for x <= 0, x for x > 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Values in [0, inf], of the shape and dtype of `x`. NaN stays NaN; -0.0 gives 0.0.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    References
    ----------
    Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010.

    Examples
    --------
    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    """
    # np.where(x > 0, x, 0) would turn NaN into 0: no comparison with NaN is true.
    return np.where(x <= 0, 0.0, x)


@activation
def relu_derivative(x: FloatArray) -> FloatArray:
    """Derivative of ReLU: 0 for x <= 0, 1 for x > 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        0 or 1, of the shape and dtype of `x`. NaN stays NaN. At 0, where ReLU has no derivative,
        0, as in PyTorch, TensorFlow and JAX.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    Examples
    --------
    >>> relu_derivative([-2.0, 0.0, 3.0])
    array([0., 0., 1.])
    """
    return np.heaviside(x, 0.0)  # 0 at x = 0; NaN stays NaN


RELU = Activation(
    id="relu",
    name=Text(ko="ReLU", en="ReLU"),
    aliases=("rectified linear unit", "rectifier", "ramp", "poslin", "렐루", "경사 함수"),
    family="rectifier",
    status="in use",
    summary=Text(
        ko="음수는 0으로, 양수는 그대로. 계산이 가장 싸고 양수에서 기울기가 줄지 않아 "
        "합성곱 신경망 은닉층의 기본값입니다.",
        en="Zero for negative inputs, the identity for positive ones. The cheapest there is, with "
        "a gradient that does not shrink: the default in the hidden layers of convolutional nets.",
    ),
    function=relu,
    derivative=relu_derivative,
    examples=(
        "relu(np.array([-2.0, 0.0, 3.0]))",
        "relu_derivative(np.array([-2.0, 0.0, 3.0]))",
    ),
    accuracy=Accuracy(function=0, derivative=0),
    latex=r"\operatorname{ReLU}(x) = \begin{cases} 0, & x \le 0 \\ x, & x > 0 \end{cases}",
    latex_derivative=(
        r"\operatorname{ReLU}'(x) = \begin{cases} 0, & x < 0 \\ 1, & x > 0 \end{cases}"
    ),
    latex_derivative_from_output=r"y' = \begin{cases} 0, & y = 0 \\ 1, & y > 0 \end{cases}",
    exact="Piecewise((0, x <= 0), (x, True))",
    exact_derivative_from_output="Piecewise((0, y <= 0), (1, True))",
    properties=Properties(
        range=Interval("0", "oo", closed_low=True),
        limits=("0", "oo"),
        monotonicity="increasing",
        symmetry="none",
        smoothness=0,
        convexity="convex",
    ),
    kinks=(
        Kink(
            at="0",
            value="0",
            note=Text(
                ko="PyTorch, TensorFlow, JAX의 ReLU와 같은 약속",
                en="the convention of PyTorch, TensorFlow and JAX",
            ),
        ),
    ),
    references=(
        references.FUKUSHIMA_1969,
        references.NAIR_2010,
        references.GLOROT_2011,
        references.KRIZHEVSKY_2012,
        references.HE_2015,
    ),
    related=(
        Related(
            "leaky_relu",
            Text(
                ko="음수에서 0 대신 작은 기울기를 남겨 죽은 ReLU를 피한 것",
                en="keeps a small slope for negative inputs, so that no unit dies",
            ),
        ),
        Related(
            "elu",
            Text(
                ko="음수에서 0 대신 지수 함수를 따라 $-\\alpha$까지 내려가는 함수",
                en="falls along an exponential to $-\\alpha$ for negative inputs",
            ),
        ),
        Related(
            "gelu",
            Text(
                ko="0이나 1 대신 정규분포의 누적확률을 곱하는 매끄러운 함수",
                en="smooth: multiplies by a normal probability instead of 0 or 1",
            ),
        ),
        Related(
            "softplus",
            Text(
                ko="모서리를 둥글게 깎은 함수. 언제나 양수",
                en="the corner rounded off, and always positive",
            ),
        ),
        Related(
            "step",
            Text(
                ko="ReLU의 도함수($x \\ne 0$)",
                en="the derivative of ReLU, for $x \\ne 0$",
            ),
        ),
    ),
)
