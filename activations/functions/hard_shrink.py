"""The hard shrinkage, keep or kill."""

import numpy as np

from activations.arrays import FloatArray, selection
from activations.spec import Accuracy, Elementwise, Kink, Parameter


@selection
def hard_shrink(x: FloatArray, lambd: float = 0.5) -> FloatArray:
    """Hard shrinkage: 0 for abs(x) <= lambd, x beyond. A negative `lambd` changes nothing.

    Source: Donoho and Johnstone, Biometrika 81 (1994), 425-455.
    """
    return np.where(np.abs(x) <= lambd, 0, x)  # NaN stays NaN


@selection
def hard_shrink_derivative(x: FloatArray, lambd: float = 0.5) -> FloatArray:
    """Derivative of the hard shrinkage: 0 for abs(x) <= lambd, 1 beyond.

    At -lambd and lambd, where the function jumps and has no derivative, 0, as in PyTorch.
    """
    return np.heaviside(np.abs(x) - lambd, 0)


HARD_SHRINK = Elementwise(
    hard_shrink,
    hard_shrink_derivative,
    names=(
        "Hardshrink",
        "하드 슈링크",
        "hard shrinkage",
        "hard thresholding",
        "하드쉬링크",
        "하드 임계값",
        "경성 임계값",
        "하드 쓰레숄딩",
    ),
    family="shrinkage",
    status="niche",
    references=("wang2016learning", "donoho1994ideal", "blumensath2008iterative"),
    latex=r"f(x) = "
    r"\begin{cases} x, & \lvert x \rvert > \lambda \\ 0, & \lvert x \rvert \le \lambda \end{cases}",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} 1, & \lvert x \rvert > \lambda \\ 0, & \lvert x \rvert < \lambda \end{cases}",
    latex_derivative_from_output=r"y' = \begin{cases} 1, & y \ne 0 \\ 0, & y = 0 \end{cases}",
    exact="Piecewise((x, x < -lambd), (0, x <= lambd), (x, True))",
    exact_derivative_from_output="Piecewise((1, y < 0), (0, y <= 0), (1, True))",
    parameters=(Parameter("lambd", r"\lambda", between=(0.1, 2.0), others=(0.1, 1.0, 3.0)),),
    accuracy=Accuracy(0, 0),
    examples=(
        "hard_shrink(np.array([-1.5, -0.5, 0.2, 0.7]))",
        "hard_shrink(np.array([-1.5, -0.5, 0.2, 0.7]), lambd=0.1)",
        "hard_shrink_derivative(np.array([-1.5, -0.5, 0.2, 0.7]))",
    ),
    window=(-2.0, 2.0),
    range="(-oo, oo)",
    limits=("-oo", "oo"),
    monotonicity="increasing",
    symmetry="odd",
    lipschitz=False,
    smoothness=-1,
    kinks=(Kink("-lambd", "0"), Kink("lambd", "0")),
)
