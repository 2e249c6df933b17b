"""The randomized leaky rectified linear unit."""

import numpy as np

from activations.arrays import FloatArray, Generator, activation
from activations.spec import Accuracy, Elementwise, Kink, Parameter


@activation
def rrelu(
    x: FloatArray, lower: float = 1 / 8, upper: float = 1 / 3, rng: Generator = None
) -> FloatArray:
    """RReLU: x for x > 0, a * x for x <= 0, with a slope a drawn at random in training.

    With a generator every negative entry gets a slope of its own from [lower, upper), as in
    training; without one all get the mean slope, as in evaluation. A `lower` above `upper` is a
    ValueError.

    Source: Xu, Wang, Chen and Li, arXiv:1505.00853 (2015).
    """
    if lower > upper:
        raise ValueError(f"lower {lower} is above upper {upper}")
    mean = (lower + upper) / 2
    slope = mean if rng is None else rng.uniform(lower, upper, x.shape)
    return np.maximum(x, 0) + slope * np.minimum(x, 0)


@activation
def rrelu_derivative(
    x: FloatArray, lower: float = 1 / 8, upper: float = 1 / 3, rng: Generator = None
) -> FloatArray:
    """Derivative of RReLU: the slope a for x <= 0, 1 for x > 0.

    Give the generator in the state in which :func:`rrelu` had it, so that the same slopes are
    drawn. At 0, where the function has no derivative, the slope a.
    """
    if lower > upper:
        raise ValueError(f"lower {lower} is above upper {upper}")
    mean = (lower + upper) / 2
    slope = mean if rng is None else rng.uniform(lower, upper, x.shape)
    # The sign of a positive number is 1, that of NaN is NaN.
    return np.where(x <= 0, slope, np.sign(x))


RRELU = Elementwise(
    rrelu,
    rrelu_derivative,
    names=(
        "RReLU",
        "randomized leaky ReLU",
        "randomized ReLU",
        "randomized leaky rectified linear unit",
        "무작위 리키 렐루",
    ),
    family="rectifier",
    status="historical",
    references=("xu2015empirical",),
    latex=r"\operatorname{RReLU}(x) = \begin{cases} a x, & x \le 0 \\ x, & x > 0 \end{cases}",
    latex_derivative=r"\operatorname{RReLU}'(x) = "
    r"\begin{cases} a, & x < 0 \\ 1, & x > 0 \end{cases}",
    latex_derivative_from_output=r"y' = "
    r"\begin{cases} a, & y < 0 \\ 1, & y > 0 \end{cases} \qquad (a > 0)",
    exact="Piecewise(((lower + upper)/2*x, x <= 0), (x, True))",
    exact_derivative_from_output="Piecewise(((lower + upper)/2, y <= 0), (1, True))",
    parameters=(
        Parameter("lower", "l", between=(0.0, 1.0), others=(0.0, 0.2, -0.5)),
        Parameter("upper", "u", between=(0.0, 1.0), others=(0.25, 0.5, 1.0)),
    ),
    accuracy=Accuracy(2e-16, 2e-16),
    examples=(
        "rrelu(np.array([-2.4, -2.4, 3.0]))",
        "rrelu(np.full(3, -2.4), rng=np.random.default_rng(0)).round(4)",
        "rrelu_derivative(np.full(3, -2.4), rng=np.random.default_rng(0))",
    ),
    range="(-oo, oo)",
    limits=("-oo", "oo"),
    monotonicity="strictly increasing",
    convexity="convex",
    smoothness=0,
    kinks=(Kink("0", "(lower + upper)/2"),),
    band=("Min(lower*x, 0) + Max(x, 0)", "Min(upper*x, 0) + Max(x, 0)"),
)
