"""The hard swish, the sigmoid linear unit with a hard sigmoid as its gate."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Kink, Naive


@activation
def hard_swish(x: FloatArray) -> FloatArray:
    """Hard swish, x * min(max(x + 3, 0), 6) / 6: 0 up to -3, x from 3 on, a parabola between.

    Source: Howard et al., ICCV 2019.
    """
    # -inf * 0 would be NaN; x * 6 could overflow.
    return np.maximum(x, -3) * (np.clip(x + 3, 0, 6) / 6)


@activation
def hard_swish_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the hard swish: 0 up to -3, x / 3 + 1 / 2 between, 1 from 3 on.

    At -3 and 3, where the function has no derivative, 0 and 1, as in PyTorch.
    """
    # x / 3 + 1 / 2 would lose digits near -1.5; 2 * x + 3 is exact.
    middle = (2 * np.clip(x, -3, 3) + 3) / 6
    return np.where(np.abs(x) < 3, middle, np.heaviside(x, 0))


def naive_hard_swish(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in the paper, read from left to right."""
    return x * np.minimum(np.maximum(x + 3, 0), 6) / 6


HARD_SWISH = Elementwise(
    hard_swish,
    hard_swish_derivative,
    names=("Hard swish", "하드 스위시", "h-swish", "hardswish", "hard SiLU", "하드 스위시 함수"),
    family="gated",
    status="niche",
    references=("howard2019searching", "bhalgat2020lsq"),
    latex=r"f(x) = x \cdot \frac{\min\left(\max\left(x + 3, 0\right), 6\right)}{6}",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} 0, & x < -3 \\ \frac{x}{3} + \frac{1}{2}, & \lvert x \rvert < 3 \\ "
    r"1, & x > 3 \end{cases}",
    exact="Piecewise((0, x <= -3), (x*(x + 3)/6, x < 3), (x, True))",
    accuracy=Accuracy(4e-16, 3e-16),
    examples=(
        "hard_swish(np.array([-1.5, 0.0, 2.0, 4.0])).round(4)",
        "hard_swish_derivative(np.array([-1.5, 0.0, 2.0, 4.0])).round(4)",
    ),
    naive=Naive(naive_hard_swish, "np.array([2, 10000, 11000], dtype=np.float16)"),
    range="[-0.375, oo)",
    limits=("0", "oo"),
    smoothness=0,
    kinks=(Kink("-3", "0"), Kink("3", "1")),
)
