"""The unit step."""

import numpy as np

from activations.arrays import FloatArray, selection
from activations.spec import Accuracy, Elementwise, Kink


@selection
def step(x: FloatArray) -> FloatArray:
    """Unit step: 0 for x < 0, 1 for x >= 0.

    Source: McCulloch and Pitts, Bulletin of Mathematical Biophysics 5 (1943), 115-133.
    """
    return np.heaviside(x, 1)


@selection
def step_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the unit step: 0.

    At 0, where the function jumps and has no derivative, 0.
    """
    return np.where(np.isnan(x), x, 0)


STEP = Elementwise(
    step,
    step_derivative,
    names=(
        "Step function",
        "계단 함수",
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
    references=("mcculloch1943logical", "rosenblatt1958perceptron", "bengio2013estimating"),
    latex=r"f(x) = \begin{cases} 0, & x < 0 \\ 1, & x \ge 0 \end{cases}",
    latex_derivative=r"f'(x) = 0 \qquad (x \ne 0)",
    exact="Piecewise((0, x < 0), (1, True))",
    accuracy=Accuracy(0, 0),
    examples=("step(np.array([-2.0, 0.0, 3.0]))", "step_derivative(np.array([-2.0, 0.0, 3.0]))"),
    range="[0, 1]",
    limits=("0", "1"),
    monotonicity="increasing",
    lipschitz=False,
    smoothness=-1,
    kinks=(Kink("0", "0"),),
)
