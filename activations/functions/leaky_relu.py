"""The leaky rectified linear unit."""

import numpy as np

from activations.arrays import FloatArray, activation, selection
from activations.spec import Accuracy, Elementwise, Kink, Parameter


@activation
def leaky_relu(x: FloatArray, negative_slope: float = 0.01) -> FloatArray:
    """Leaky ReLU: negative_slope * x for x <= 0, x for x > 0.

    With a slope of 0 minus infinity gives NaN, 0 times infinity.

    Source: Maas, Hannun and Ng, ICML 2013 workshop.
    """
    return np.maximum(x, 0) + negative_slope * np.minimum(x, 0)


@selection
def leaky_relu_derivative(x: FloatArray, negative_slope: float = 0.01) -> FloatArray:
    """Derivative of Leaky ReLU: negative_slope for x <= 0, 1 for x > 0.

    At 0, where the function has no derivative, `negative_slope`, as in PyTorch.
    """
    # The sign of a positive number is 1, that of NaN is NaN.
    return np.where(x <= 0, negative_slope, np.sign(x))


LEAKY_RELU = Elementwise(
    leaky_relu,
    leaky_relu_derivative,
    names=("Leaky ReLU", "LReLU", "leaky rectified linear unit", "리키 렐루", "누설 ReLU"),
    family="rectifier",
    status="niche",
    references=("maas2013rectifier", "xu2015empirical", "radford2015unsupervised", "lu2020dying"),
    latex=r"\operatorname{LeakyReLU}(x) = "
    r"\begin{cases} \alpha x, & x \le 0 \\ x, & x > 0 \end{cases}",
    latex_derivative=r"\operatorname{LeakyReLU}'(x) = "
    r"\begin{cases} \alpha, & x < 0 \\ 1, & x > 0 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} \alpha, & y < 0 \\ 1, & y > 0 \end{cases} \qquad (\alpha > 0)",
    exact="Piecewise((negative_slope*x, x <= 0), (x, True))",
    exact_derivative_from_output="Piecewise((negative_slope, y <= 0), (1, True))",
    parameters=(
        Parameter(
            "negative_slope",
            r"\alpha",
            between=(0.0, 1.0),
            others=(0.2, 0.3, 1.0, 2.5, -0.5),
            shown=(0.1, 0.3),
        ),
    ),
    accuracy=Accuracy(2e-16, 0),
    examples=(
        "leaky_relu(np.array([-2.0, 0.0, 3.0]))",
        "leaky_relu(np.array([-2.0, 0.0, 3.0]), negative_slope=0.2)",
        "leaky_relu_derivative(np.array([-2.0, 0.0, 3.0]))",
    ),
    range="(-oo, oo)",
    limits=("-oo", "oo"),
    monotonicity="strictly increasing",
    convexity="convex",
    smoothness=0,
    kinks=(Kink("0", "negative_slope"),),
    pytorch_gain="sqrt(2/(1 + negative_slope**2))",
)
