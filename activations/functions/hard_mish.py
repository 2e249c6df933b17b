"""The hard Mish, Mish with a piecewise linear gate."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Kink


@activation
def hard_mish(x: FloatArray) -> FloatArray:
    """Hard Mish, x / 2 * min(2, max(0, x + 2)): 0 up to -2, x from 0 on, a parabola between.

    Source: Misra, https://github.com/digantamisra98/H-Mish (2020).
    """
    # -inf would give -inf * 0; the product before the half overflow.
    return np.maximum(x, -2) * (np.clip(x + 2, 0, 2) / 2)


@activation
def hard_mish_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the hard Mish: 0 up to -2, x + 1 from there to 0, 1 from 0 on.

    At -2, where the function has no derivative, 0, as in PyTorch and Darknet.
    """
    return np.where(x <= -2, 0, np.minimum(x, 0) + 1)


HARD_MISH = Elementwise(
    hard_mish,
    hard_mish_derivative,
    names=("Hard Mish", "하드 미시", "하드 미쉬", "H-Mish", "hardmish"),
    family="gated",
    status="historical",
    references=("misra2020hmish", "misra2020mish"),
    latex=r"f(x) = \frac{x}{2} \cdot \min\left(2, \max\left(0, x + 2\right)\right)",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} 0, & x < -2 \\ x + 1, & -2 < x < 0 \\ 1, & x \ge 0 \end{cases}",
    exact="Piecewise((0, x <= -2), (x*(x + 2)/2, x < 0), (x, True))",
    accuracy=Accuracy(3e-16, 2e-16),
    examples=(
        "hard_mish(np.array([-3.0, -1.0, -0.5, 2.0]))",
        "hard_mish_derivative(np.array([-3.0, -1.0, -0.5, 2.0]))",
    ),
    range="[-0.5, oo)",
    limits=("0", "oo"),
    smoothness=0,
    kinks=(Kink("-2", "0"),),
)
