"""The thresholded ReLU, also called JumpReLU."""

import numpy as np

from activations.arrays import FloatArray, selection
from activations.spec import Accuracy, Elementwise, Kink, Naive, Parameter


@selection
def thresholded_relu(x: FloatArray, theta: float = 1.0) -> FloatArray:
    """Thresholded ReLU: 0 for x <= theta, x for x > theta.

    Source: Konda, Memisevic and Krueger, arXiv:1402.3337, 2014.
    """
    # x * (x > theta) would make NaN of minus infinity.
    return np.where(x <= theta, 0, x)


@selection
def thresholded_relu_derivative(x: FloatArray, theta: float = 1.0) -> FloatArray:
    """Derivative of the thresholded ReLU: 0 for x <= theta, 1 for x > theta.

    At theta, where the function has no derivative, 0, as in TensorFlow.
    """
    return np.heaviside(x - theta, 0)  # NaN stays NaN


def naive_thresholded_relu(x: FloatArray, theta: float = 1.0) -> FloatArray:
    """Return the input times a mask, as some frameworks have it."""
    return x * (x > theta)


THRESHOLDED_RELU = Elementwise(
    thresholded_relu,
    thresholded_relu_derivative,
    names=(
        "Thresholded ReLU",
        "JumpReLU",
        "thresholded rectified linear unit",
        "TRec",
        "FATReLU",
        "문턱 ReLU",
        "점프 ReLU",
        "임계 ReLU",
    ),
    family="threshold",
    status="niche",
    references=(
        "konda2014zero",
        "erichson2020jumprelu",
        "rajamanoharan2024jumping",
        "lieberum2024gemma",
        "kurtz2020inducing",
    ),
    latex=r"f(x) = \begin{cases} 0, & x \le \theta \\ x, & x > \theta \end{cases}",
    latex_derivative=r"f'(x) = "
    r"\begin{cases} 0, & x < \theta \\ 1, & x > \theta \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} 0, & y = 0 \\ 1, & y > 0 \end{cases} \qquad (\theta \ge 0)",
    exact="Piecewise((0, x <= theta), (x, True))",
    exact_derivative_from_output="Piecewise((0, y <= 0), (1, True))",
    parameters=(Parameter("theta", r"\theta", between=(0.0, 4.0), others=(0.0, 0.5, 2.0, -0.5)),),
    accuracy=Accuracy(0, 0),
    examples=(
        "thresholded_relu(np.array([-2.0, 0.5, 1.0, 3.0]))",
        "thresholded_relu(np.array([-2.0, 0.5, 1.0, 3.0]), theta=0.25)",
        "thresholded_relu_derivative(np.array([-2.0, 0.5, 1.0, 3.0]))",
    ),
    naive=Naive(naive_thresholded_relu, "np.array([-np.inf, 3.0])"),
    range="[0, oo)",
    limits=("0", "oo"),
    monotonicity="increasing",
    lipschitz=False,
    smoothness=-1,
    kinks=(Kink("theta", "0"),),
)
