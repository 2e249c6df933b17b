"""The unit step."""

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Activation, Interval, Kink, Properties, Related, Text

__all__ = ["STEP", "step", "step_derivative"]


@activation
def step(x: FloatArray) -> FloatArray:
    """Unit step: 0 for x < 0, 1 for x >= 0.

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
    McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity", Bulletin of
    Mathematical Biophysics 5 (1943), 115-133.

    Examples
    --------
    >>> step([-2.0, 0.0, 3.0])
    array([0., 1., 1.])
    """
    return np.heaviside(x, 1.0)


@activation
def step_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the unit step: 0.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`. NaN stays NaN. At 0, where the function jumps and has
        no derivative, 0 as well.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    Examples
    --------
    >>> step_derivative([-2.0, 0.0, 3.0])
    array([0., 0., 0.])
    """
    return np.where(np.isnan(x), x, 0.0)


STEP = Activation(
    id="step",
    name=Text(ko="계단 함수", en="Step function"),
    aliases=(
        "binary step",
        "Heaviside",
        "unit step",
        "hardlim",
        "binary threshold",
        "이진 계단 함수",
        "단위 계단 함수",
        "헤비사이드 함수",
    ),
    family="threshold",
    status="historical",
    summary=Text(
        ko="0 이상이면 1, 아니면 0. 퍼셉트론의 활성화 함수였지만, 기울기가 0이어서 "
        "경사 하강법으로는 학습할 수 없습니다.",
        en="1 from zero on, 0 below. The activation of the perceptron; its slope is "
        "0, so gradient descent cannot train through it.",
    ),
    function=step,
    derivative=step_derivative,
    examples=(
        "step(np.array([-2.0, 0.0, 3.0]))",
        "step_derivative(np.array([-2.0, 0.0, 3.0]))",
    ),
    accuracy=Accuracy(function=0, derivative=0),
    latex=r"f(x) = \begin{cases} 0, & x < 0 \\ 1, & x \ge 0 \end{cases}",
    latex_derivative=r"f'(x) = 0 \qquad (x \ne 0)",
    exact="Piecewise((0, x < 0), (1, True))",
    properties=Properties(
        range=Interval("0", "1", closed_low=True, closed_high=True),
        limits=("0", "1"),
        monotonicity="increasing",
        symmetry="none",
        smoothness=-1,
        convexity="none",
    ),
    kinks=(
        Kink(
            at="0",
            value="0",
            note=Text(
                ko="다른 모든 점에서 기울기가 0이므로",
                en="the slope is 0 everywhere else",
            ),
        ),
    ),
    references=(
        references.MCCULLOCH_1943,
        references.ROSENBLATT_1958,
        references.BENGIO_2013,
    ),
    related=(
        Related(
            "sigmoid",
            Text(
                ko="매끄러운 계단. $x \\ne 0$에서 $\\sigma(kx)$의 $k \\to \\infty$ 극한이 "
                "계단 함수",
                en="the smooth step: as $k \\to \\infty$, $\\sigma(kx)$ tends to the step for "
                "$x \\ne 0$",
            ),
        ),
        Related(
            "relu",
            Text(
                ko="계단 함수를 적분한 함수. $x \\ne 0$에서 ReLU의 도함수가 계단 함수",
                en="its integral; for $x \\ne 0$ the step is the derivative of ReLU",
            ),
        ),
    ),
)
