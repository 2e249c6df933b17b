"""The parametric rectified linear unit."""

import numpy as np

from activations.arrays import FloatArray, Learned, activation, selection
from activations.spec import Accuracy, Elementwise, Kink, Parameter


@activation
def prelu(x: FloatArray, negative_slope: Learned = 0.25) -> FloatArray:
    """PReLU: negative_slope * x for x <= 0, x for x > 0, with a slope that is learned.

    The slope is a number, or an array that broadcasts with `x`, for instance one a channel. With a
    slope of 0 minus infinity gives NaN, 0 times infinity.

    Source: He, Zhang, Ren and Sun, ICCV 2015.
    """
    return np.maximum(x, 0) + negative_slope * np.minimum(x, 0)


@selection
def prelu_derivative(x: FloatArray, negative_slope: Learned = 0.25) -> FloatArray:
    """Derivative of PReLU in x: negative_slope for x <= 0, 1 for x > 0.

    At 0, where the function has no derivative, `negative_slope`, as in PyTorch.
    """
    # The sign of a positive number is 1, that of NaN is NaN.
    return np.where(x <= 0, negative_slope, np.sign(x))


@selection
def prelu_negative_slope_derivative(x: FloatArray, negative_slope: Learned = 0.25) -> FloatArray:
    """Derivative of PReLU in its slope: x for x <= 0, 0 for x > 0."""
    return np.minimum(x, 0)


PRELU = Elementwise(
    prelu,
    prelu_derivative,
    names=(
        "PReLU",
        "parametric ReLU",
        "parametric rectified linear unit",
        "파라메트릭 렐루",
        "매개변수 ReLU",
    ),
    family="rectifier",
    status="niche",
    references=("he2015delving", "xu2015empirical", "zhang2016joint", "ledig2017photo"),
    latex=r"\operatorname{PReLU}(x) = \max(0, x) + \alpha \min(0, x)",
    latex_derivative=r"\operatorname{PReLU}'(x) = "
    r"\begin{cases} \alpha, & x < 0 \\ 1, & x > 0 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} \alpha, & y < 0 \\ 1, & y > 0 \end{cases} \qquad (\alpha > 0)",
    exact="Piecewise((negative_slope*x, x <= 0), (x, True))",
    exact_derivative_from_output="Piecewise((negative_slope, y <= 0), (1, True))",
    parameters=(
        Parameter(
            "negative_slope",
            r"\alpha",
            between=(-0.5, 1.5),
            others=(0.01, 0.7, 1.0, 2.5, -0.3),
            shown=(0.0, 0.6),
            derivative=prelu_negative_slope_derivative,
            latex_derivative=r"\frac{\partial f}{\partial \alpha} = \min(0, x)",
        ),
    ),
    accuracy=Accuracy(2e-16, 0),
    examples=(
        "prelu(np.array([-2.0, 0.0, 3.0]))",
        "prelu_derivative(np.array([-2.0, 0.0, 3.0]))",
        "prelu_negative_slope_derivative(np.array([-2.0, 0.0, 3.0]))",
    ),
    range="(-oo, oo)",
    limits=("-oo", "oo"),
    monotonicity="strictly increasing",
    convexity="convex",
    smoothness=0,
    kinks=(Kink("0", "negative_slope"),),
)
