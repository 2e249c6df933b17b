"""ReLU with its output capped at 6."""

import numpy as np

from activations.arrays import FloatArray, selection
from activations.spec import Accuracy, Elementwise, Kink


@selection
def relu6(x: FloatArray) -> FloatArray:
    """ReLU capped at 6, min(max(x, 0), 6): 0 for x <= 0, x up to 6, 6 from there on.

    Source: Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10, 2010.
    """
    return np.clip(x, 0, 6)  # NaN stays NaN


@selection
def relu6_derivative(x: FloatArray) -> FloatArray:
    """Derivative of ReLU6: 1 between 0 and 6, 0 elsewhere.

    At 0 and 6, where ReLU6 has no derivative, 0, as in PyTorch, TensorFlow and JAX.
    """
    # 3 - abs(x - 3) would lose a small x.
    return np.heaviside(x, 0) * np.heaviside(6 - x, 0)


RELU6 = Elementwise(
    relu6,
    relu6_derivative,
    names=("ReLU6", "rectified linear unit 6", "ReLU-6", "렐루6"),
    family="rectifier",
    status="niche",
    references=(
        "krizhevsky2010convolutional",
        "nair2010rectified",
        "howard2017mobilenets",
        "sandler2018mobilenetv2",
        "jacob2018quantization",
        "howard2019searching",
        "nagel2019data",
    ),
    latex=r"\operatorname{ReLU6}(x) = \min(\max(0, x), 6)",
    latex_derivative=r"\operatorname{ReLU6}'(x) = "
    r"\begin{cases} 0, & x < 0 \\ 1, & 0 < x < 6 \\ 0, & x > 6 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} 0, & y = 0 \\ 1, & 0 < y < 6 \\ 0, & y = 6 \end{cases}",
    exact="Piecewise((0, x <= 0), (x, x < 6), (6, True))",
    exact_derivative_from_output="Piecewise((0, y <= 0), (1, y < 6), (0, True))",
    accuracy=Accuracy(0, 0),
    examples=("relu6(np.array([-2.0, 3.0, 8.0]))", "relu6_derivative(np.array([-2.0, 3.0, 8.0]))"),
    window=(-3.0, 9.0),
    range="[0, 6]",
    limits=("0", "6"),
    monotonicity="increasing",
    smoothness=0,
    kinks=(Kink("0", "0"), Kink("6", "0")),
)
