"""The soft shrinkage, which moves everything toward 0."""

import numpy as np

from activations.arrays import FloatArray, activation, selection
from activations.spec import Accuracy, Elementwise, Kink, Parameter


@activation
def soft_shrink(x: FloatArray, lambd: float = 0.5) -> FloatArray:
    """Soft shrinkage, x - clip(x, -lambd, lambd): x moved by lambd toward 0, and no further.

    A negative `lambd` is a ValueError.

    Source: Donoho, IEEE Transactions on Information Theory 41 (1995), 613-627.
    """
    if lambd < 0:
        raise ValueError(f"lambd must not be negative, not {lambd}")
    return x - np.clip(x, -lambd, lambd)


@selection
def soft_shrink_derivative(x: FloatArray, lambd: float = 0.5) -> FloatArray:
    """Derivative of the soft shrinkage: 0 for abs(x) <= lambd, 1 beyond.

    At -lambd and lambd, where the function has no derivative, 0, as in PyTorch.
    """
    if lambd < 0:
        raise ValueError(f"lambd must not be negative, not {lambd}")
    return np.heaviside(np.abs(x) - lambd, 0)


SOFT_SHRINK = Elementwise(
    soft_shrink,
    soft_shrink_derivative,
    names=(
        "Softshrink",
        "소프트 슈링크",
        "soft shrinkage",
        "soft thresholding",
        "shrinkage operator",
        "소프트쉬링크",
        "연성 임계값",
        "소프트 임계값",
        "소프트 쓰레숄딩",
    ),
    family="shrinkage",
    status="in use",
    references=(
        "gregor2010learning",
        "donoho1995denoising",
        "daubechies2004iterative",
        "beck2009fast",
        "zhao2020deep",
        "guibas2021adaptive",
        "pathak2022fourcastnet",
    ),
    latex=r"f(x) = "
    r"\begin{cases} x + \lambda, & x < -\lambda \\ 0, & \lvert x \rvert \le \lambda \\ "
    r"x - \lambda, & x > \lambda \end{cases}",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} 1, & \lvert x \rvert > \lambda \\ 0, & \lvert x \rvert < \lambda \end{cases}",
    latex_derivative_from_output=r"y' = \begin{cases} 1, & y \ne 0 \\ 0, & y = 0 \end{cases}",
    exact="Piecewise((x + lambd, x < -lambd), (0, x <= lambd), (x - lambd, True))",
    exact_derivative_from_output="Piecewise((1, y < 0), (0, y <= 0), (1, True))",
    parameters=(
        Parameter("lambd", r"\lambda", between=(0.1, 2.0), others=(0.1, 1.0, 3.0), shown=(1.0,)),
    ),
    accuracy=Accuracy(1.2e-16, 0),
    examples=(
        "soft_shrink(np.array([-1.5, -0.5, 0.25, 0.75]))",
        "soft_shrink(np.array([-1.5, -0.5, 0.25, 0.75]), lambd=1.0)",
        "soft_shrink_derivative(np.array([-1.5, -0.5, 0.25, 0.75]))",
    ),
    window=(-2.0, 2.0),
    range="(-oo, oo)",
    limits=("-oo", "oo"),
    monotonicity="increasing",
    symmetry="odd",
    smoothness=0,
    kinks=(Kink("-lambd", "0"), Kink("lambd", "0")),
)
