"""The rectified linear unit."""

import numpy as np

from activations.arrays import FloatArray, selection
from activations.spec import Accuracy, Elementwise, Kink


@selection
def relu(x: FloatArray) -> FloatArray:
    """Rectified linear unit, max(x, 0): 0 for x <= 0, x for x > 0.

    Source: Nair and Hinton, ICML 2010.
    """
    # np.where(x > 0, x, 0) would turn NaN into 0.
    return np.maximum(x, 0)


@selection
def relu_derivative(x: FloatArray) -> FloatArray:
    """Derivative of ReLU: 0 for x <= 0, 1 for x > 0.

    At 0, where ReLU has no derivative, 0, as in PyTorch, TensorFlow and JAX.
    """
    return np.heaviside(x, 0)  # 0 at x = 0; NaN stays NaN


RELU = Elementwise(
    relu,
    relu_derivative,
    names=("ReLU", "rectified linear unit", "rectifier", "ramp", "poslin", "렐루", "경사 함수"),
    family="rectifier",
    status="in use",
    references=(
        "fukushima1969visual",
        "nair2010rectified",
        "glorot2011deep",
        "krizhevsky2012imagenet",
        "he2015delving",
    ),
    latex=r"\operatorname{ReLU}(x) = \max(0, x) = "
    r"\begin{cases} 0, & x \le 0 \\ x, & x > 0 \end{cases}",
    latex_derivative=r"\operatorname{ReLU}'(x) = "
    r"\begin{cases} 0, & x < 0 \\ 1, & x > 0 \end{cases}",
    latex_derivative_from_output=r"y' = \begin{cases} 0, & y = 0 \\ 1, & y > 0 \end{cases}",
    exact="Piecewise((0, x <= 0), (x, True))",
    exact_derivative_from_output="Piecewise((0, y <= 0), (1, True))",
    accuracy=Accuracy(0, 0),
    examples=("relu(np.array([-2.0, 0.0, 3.0]))", "relu_derivative(np.array([-2.0, 0.0, 3.0]))"),
    range="[0, oo)",
    limits=("0", "oo"),
    monotonicity="increasing",
    convexity="convex",
    smoothness=0,
    kinks=(Kink("0", "0"),),
    pytorch_gain="sqrt(2)",
)
