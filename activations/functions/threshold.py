"""The threshold: what is not above it becomes one fixed value."""

import numpy as np

from activations.arrays import FloatArray, selection
from activations.spec import Accuracy, Elementwise, Kink, Parameter


@selection
def threshold(x: FloatArray, threshold: float = 1.0, value: float = -0.5) -> FloatArray:
    """Threshold: x where it is above `threshold`, `value` elsewhere.

    PyTorch and Keras have no defaults for the two; those here only show that they are independent.

    Source: nn.Threshold of Torch7, torch.nn.Threshold of PyTorch.
    """
    # np.where(x > threshold, x, value) would replace NaN too.
    return np.where(x <= threshold, value, x)


@selection
def threshold_derivative(x: FloatArray, threshold: float = 1.0, value: float = -0.5) -> FloatArray:
    """Derivative of the threshold: 1 above `threshold`, 0 elsewhere.

    At `threshold`, where the function has no derivative, 0, as in PyTorch.
    """
    return np.heaviside(x - threshold, 0)  # NaN stays NaN


THRESHOLD = Elementwise(
    threshold,
    threshold_derivative,
    names=("Threshold", "임계 함수", "threshold function", "문턱값 함수", "임곗값 함수"),
    family="threshold",
    status="niche",
    references=("torch2013threshold",),
    latex=r"f(x) = \begin{cases} v, & x \le \theta \\ x, & x > \theta \end{cases}",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} 0, & x < \theta \\ 1, & x > \theta \end{cases}",
    exact="Piecewise((value, x <= threshold), (x, True))",
    parameters=(
        Parameter("threshold", r"\theta", between=(-3.0, 3.0), others=(0.0, 0.5, -1.0)),
        Parameter("value", "v", between=(-3.0, 3.0), others=(0.0, 1.0, 20.0)),
    ),
    accuracy=Accuracy(0, 0),
    examples=(
        "threshold(np.array([-2.0, 1.0, 3.0]))",
        "threshold(np.array([-2.0, 1.0, 3.0]), threshold=0.0, value=0.5)",
        "threshold_derivative(np.array([-2.0, 1.0, 3.0]))",
    ),
    range="[value, oo)",
    limits=("value", "oo"),
    monotonicity="increasing",
    lipschitz=False,
    smoothness=-1,
    kinks=(Kink("threshold", "0"),),
)
