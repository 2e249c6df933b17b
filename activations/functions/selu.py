"""The scaled exponential linear unit."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Kink, Naive, Parameter


@activation
def selu(
    x: FloatArray, alpha: float = 1.6732632423543772, scale: float = 1.0507009873554805
) -> FloatArray:
    """SELU: scale * x for x > 0, scale * alpha * (exp(x) - 1) for x <= 0.

    With the defaults, and no others, standard normal inputs give outputs of mean 0, variance 1.

    Source: Klambauer et al., NeurIPS 2017.
    """
    # The exponential of a positive x is not wanted, and could overflow.
    below = alpha * np.expm1(np.minimum(x, 0))
    return scale * (np.maximum(x, 0) + below)


@activation
def selu_derivative(
    x: FloatArray, alpha: float = 1.6732632423543772, scale: float = 1.0507009873554805
) -> FloatArray:
    """Derivative of SELU: scale for x > 0, scale * alpha * exp(x) for x <= 0.

    At 0, where the function has no derivative, `scale * alpha`, as in PyTorch.
    """
    return scale * np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))


def naive_selu(
    x: FloatArray, alpha: float = 1.6732632423543772, scale: float = 1.0507009873554805
) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return scale * np.where(x > 0, x, alpha * (np.exp(x) - 1))


SELU = Elementwise(
    selu,
    selu_derivative,
    names=(
        "SELU",
        "scaled exponential linear unit",
        "scaled ELU",
        "스케일드 지수 선형 유닛",
        "셀루",
    ),
    family="rectifier",
    status="niche",
    references=("klambauer2017self", "lecun1998efficient"),
    latex=r"\operatorname{SELU}(x) = "
    r"\lambda \begin{cases} \alpha\left(e^{x} - 1\right), & x \le 0 \\ x, & x > 0 \end{cases}",
    latex_derivative=r"\operatorname{SELU}'(x) = "
    r"\lambda \begin{cases} \alpha e^{x}, & x \le 0 \\ 1, & x > 0 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} y + \lambda\alpha, & y \le 0 \\ \lambda, & y > 0 \end{cases}"
    r" \qquad (\alpha > 0)",
    exact="Piecewise((scale*x, x > 0), (scale*alpha*(exp(x) - 1), True))",
    exact_derivative_from_output="Piecewise((scale, y > 0), (y + scale*alpha, True))",
    parameters=(
        Parameter("alpha", r"\alpha", between=(0.0, 3.0), others=(0.5, 2.0, -0.5)),
        Parameter("scale", r"\lambda", between=(0.5, 2.0), others=(0.5, 1.0, 2.0)),
    ),
    accuracy=Accuracy(5e-16, 5e-16),
    examples=(
        "selu(np.array([-2.0, 0.0, 3.0])).round(4)",
        "selu_derivative(np.array([-2.0, 0.0, 3.0])).round(4)",
    ),
    naive=Naive(naive_selu, "np.array([-1e-10, 1000.0])"),
    range="(-scale*alpha, oo)",
    limits=("-scale*alpha", "oo"),
    monotonicity="strictly increasing",
    smoothness=0,
    kinks=(Kink("0", "scale*alpha"),),
    pytorch_gain="3/4",
)
