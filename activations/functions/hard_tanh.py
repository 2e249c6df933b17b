"""The hard hyperbolic tangent: the input, clipped."""

import numpy as np

from activations.arrays import FloatArray, activation, selection
from activations.spec import Accuracy, Elementwise, Kink, Parameter


@selection
def hard_tanh(x: FloatArray, min_val: float = -1.0, max_val: float = 1.0) -> FloatArray:
    """Hard tanh, the input clipped to the interval from min_val to max_val.

    With a min_val above max_val it is max_val everywhere.

    Source: Collobert and Bengio, ICML 2004.
    """
    return np.clip(x, min_val, max_val)  # NaN stays NaN


@activation
def hard_tanh_derivative(x: FloatArray, min_val: float = -1.0, max_val: float = 1.0) -> FloatArray:
    """Derivative of the hard tanh: 1 between min_val and max_val, 0 elsewhere.

    At min_val and max_val, where the function has no derivative, 0, as in PyTorch.
    """
    return np.heaviside(x - min_val, 0) * np.heaviside(max_val - x, 0)


HARD_TANH = Elementwise(
    hard_tanh,
    hard_tanh_derivative,
    names=(
        "Hard tanh",
        "하드 하이퍼볼릭 탄젠트",
        "hardtanh",
        "htanh",
        "satlins",
        "하드 탄젠트",
        "하드 쌍곡탄젠트",
    ),
    family="sigmoidal",
    status="niche",
    references=("collobert2004links", "courbariaux2016binarized"),
    latex=r"\operatorname{HardTanh}(x) = \max\left(a, \min\left(b, x\right)\right)",
    latex_derivative=r"\operatorname{HardTanh}'(x) = "
    r"\begin{cases} 0, & x < a \\ 1, & a < x < b \\ 0, & x > b \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} 0, & y = a \\ 1, & a < y < b \\ 0, & y = b \end{cases}",
    exact="Piecewise((min_val, x <= min_val), (x, x < max_val), (max_val, True))",
    exact_derivative_from_output="Piecewise((0, y <= min_val), (1, y < max_val), (0, True))",
    parameters=(
        Parameter("min_val", "a", between=(-3.0, 0.0), others=(-2.0, 0.0, 0.5)),
        Parameter("max_val", "b", between=(0.5, 6.0), others=(2.0, 6.0, 20.0, -0.5)),
    ),
    accuracy=Accuracy(0, 0),
    examples=(
        "hard_tanh(np.array([-2.0, 0.5, 3.0]))",
        "hard_tanh(np.array([-2.0, 0.5, 3.0]), min_val=0, max_val=2)",
        "hard_tanh_derivative(np.array([-2.0, 0.5, 3.0]))",
    ),
    range="[min_val, max_val]",
    limits=("min_val", "max_val"),
    monotonicity="increasing",
    symmetry="odd",
    smoothness=0,
    kinks=(Kink("min_val", "0"), Kink("max_val", "0")),
)
