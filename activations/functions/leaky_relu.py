"""The leaky rectified linear unit."""

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
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

__all__ = ["LEAKY_RELU", "leaky_relu", "leaky_relu_derivative"]


@activation
def leaky_relu(x: FloatArray, negative_slope: float = 0.01) -> FloatArray:
    """Leaky ReLU: negative_slope * x for x <= 0, x for x > 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    negative_slope : float
        Slope for negative inputs, a finite number. With 0 the function is ReLU.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN; -0.0 gives 0.0.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `negative_slope` is not a real number.
    ValueError
        If `negative_slope` is not finite.

    References
    ----------
    Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models",
    ICML 2013 workshop.

    Examples
    --------
    >>> leaky_relu([-2.0, 0.0, 3.0])
    array([-0.02,  0.  ,  3.  ])
    >>> leaky_relu([-2.0, 0.0, 3.0], negative_slope=0.2)
    array([-0.4,  0. ,  3. ])
    """
    y = np.where(x <= 0, 0.0, x)
    # Only where it is needed: with negative_slope = 0, 0 times -inf would be NaN.
    scaled = (x < 0) & (negative_slope != 0)
    return np.multiply(x, negative_slope, out=y, where=scaled)


@activation
def leaky_relu_derivative(x: FloatArray, negative_slope: float = 0.01) -> FloatArray:
    """Derivative of Leaky ReLU: negative_slope for x <= 0, 1 for x > 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.
    negative_slope : float
        Slope for negative inputs, a finite number.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN. At 0, where the function has no derivative,
        `negative_slope`, as in PyTorch and TensorFlow.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `negative_slope` is not a real number.
    ValueError
        If `negative_slope` is not finite.

    Examples
    --------
    >>> leaky_relu_derivative([-2.0, 0.0, 3.0])
    array([0.01, 0.01, 1.  ])
    """
    # The sign of a positive number is 1, that of NaN is NaN.
    return np.where(x <= 0, negative_slope, np.sign(x))


LEAKY_RELU = Activation(
    id="leaky_relu",
    name=Text(ko="Leaky ReLU", en="Leaky ReLU"),
    aliases=("LReLU", "leaky rectified linear unit", "리키 렐루", "누설 ReLU"),
    family="rectifier",
    status="niche",
    summary=Text(
        ko="음수에서도 작은 기울기를 남기는 ReLU. 죽은 ReLU가 걱정될 때, "
        "특히 GAN의 판별자에서 첫 번째로 시도합니다.",
        en="ReLU with a small slope left for negative inputs. The first thing to try against "
        "dying ReLUs, above all in the discriminator of a GAN.",
    ),
    function=leaky_relu,
    derivative=leaky_relu_derivative,
    examples=(
        "leaky_relu(np.array([-2.0, 0.0, 3.0]))",
        "leaky_relu(np.array([-2.0, 0.0, 3.0]), negative_slope=0.2)",
        "leaky_relu_derivative(np.array([-2.0, 0.0, 3.0]))",
    ),
    parameters=(
        Parameter(
            name="negative_slope",
            symbol=r"\alpha",
            default=0.01,
            meaning=Text(ko="음수 입력의 기울기", en="slope for negative inputs"),
            between=(0.0, 1.0),
            others=(0.0, 0.2, 0.3, 1.0, 2.5, -0.5),
            shown=(0.1, 0.3),
        ),
    ),
    accuracy=Accuracy(function=3, derivative=0),
    latex=(
        r"\operatorname{LeakyReLU}(x) = "
        r"\begin{cases} \alpha x, & x \le 0 \\ x, & x > 0 \end{cases}"
    ),
    latex_derivative=(
        r"\operatorname{LeakyReLU}'(x) = "
        r"\begin{cases} \alpha, & x < 0 \\ 1, & x > 0 \end{cases}"
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
                ko="PyTorch, TensorFlow와 같은 약속. JAX는 1",
                en="the convention of PyTorch and TensorFlow; JAX returns 1",
            ),
        ),
    ),
    references=(
        references.MAAS_2013,
        references.XU_2015,
        references.RADFORD_2015,
        references.LU_2020,
    ),
    related=(
        Related(
            "relu",
            Text(
                ko="음수 쪽 기울기가 0인 경우($\\alpha = 0$)",
                en="the case without a slope for negative inputs ($\\alpha = 0$)",
            ),
        ),
        Related(
            "prelu",
            Text(
                ko="$\\alpha$를 사람이 정하지 않고 가중치와 함께 학습하는 함수",
                en="$\\alpha$ is learned along with the weights",
            ),
        ),
        Related(
            "rrelu",
            Text(
                ko="학습 중에 $\\alpha$를 원소마다 무작위로 뽑는 함수",
                en="$\\alpha$ is drawn at random for every element in training",
            ),
        ),
        Related(
            "elu",
            Text(
                ko="음수 쪽이 한없이 내려가지 않고 $-\\alpha$에서 포화되는 함수",
                en="saturates at $-\\alpha$ instead of falling without bound",
            ),
        ),
    ),
)
