"""The shrinkage with a threshold and a bias, as ONNX has it."""

import numpy as np

from activations.arrays import FloatArray, activation, selection
from activations.spec import Accuracy, Elementwise, Kink, Parameter


@activation
def shrink(x: FloatArray, lambd: float = 0.5, bias: float = 0.0) -> FloatArray:
    """Shrinkage: 0 for abs(x) <= lambd, beyond that x moved by bias toward 0.

    The hard shrinkage with a bias of 0, the soft one with a bias of lambd. A negative `lambd` is a
    ValueError.

    Source: ONNX, the operator Shrink.
    """
    if lambd < 0:
        raise ValueError(f"lambd must not be negative, not {lambd}")
    return np.where(np.abs(x) <= lambd, 0, x - bias * np.sign(x))


@selection
def shrink_derivative(x: FloatArray, lambd: float = 0.5, bias: float = 0.0) -> FloatArray:
    """Derivative of the shrinkage: 0 for abs(x) <= lambd, 1 beyond, whatever the bias.

    At -lambd and lambd, where the function has no derivative, 0.
    """
    if lambd < 0:
        raise ValueError(f"lambd must not be negative, not {lambd}")
    return np.heaviside(np.abs(x) - lambd, 0)


SHRINK = Elementwise(
    shrink,
    shrink_derivative,
    names=("Shrink", "슈링크", "shrinkage", "ONNX Shrink"),
    family="shrinkage",
    status="niche",
    references=("onnx2019shrink",),
    latex=r"f(x) = "
    r"\begin{cases} x + b, & x < -\lambda \\ 0, & \lvert x \rvert \le \lambda \\ "
    r"x - b, & x > \lambda \end{cases}",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} 1, & \lvert x \rvert > \lambda \\ 0, & \lvert x \rvert < \lambda \end{cases}",
    exact="Piecewise((x + bias, x < -lambd), (0, x <= lambd), (x - bias, True))",
    parameters=(
        Parameter("lambd", r"\lambda", between=(0.1, 2.0), others=(0.1, 1.0, 3.0)),
        Parameter("bias", "b", between=(-1.0, 2.0), others=(0.3, 0.5, 1.0, -0.5), shown=(0.5,)),
    ),
    accuracy=Accuracy(1.2e-16, 0),
    examples=(
        "shrink(np.array([-1.5, -0.5, 0.25, 0.75]))",
        "shrink(np.array([-1.5, -0.5, 0.25, 0.75]), bias=0.5)",
        "shrink_derivative(np.array([-1.5, -0.5, 0.25, 0.75]))",
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
