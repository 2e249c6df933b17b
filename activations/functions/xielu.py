"""The expanded integral of the exponential linear unit."""

import numpy as np
from scipy.special import hyp1f1

from activations.arrays import FloatArray, Learned, activation
from activations.spec import Accuracy, Crossing, Elementwise, Naive, Parameter


@activation
def xielu(
    x: FloatArray, alpha_p: Learned = 0.8, alpha_n: Learned = 0.8, beta: float = 0.5
) -> FloatArray:
    """Expanded integral of ELU, alpha_p * max(x, 0)**2 or alpha_n * (exp(x) - 1 - x), + beta * x.

    The first for positive inputs, the second for others.

    Source: Huang and Schlag, arXiv:2411.13010 (2024).
    """
    p, n = np.maximum(x, 0), np.minimum(x, 0)
    # n apart, or -inf would give inf - inf.
    left = alpha_n * np.expm1(n) + (beta - alpha_n) * n
    return p * (alpha_p * p + beta) + left


@activation
def xielu_derivative(
    x: FloatArray, alpha_p: Learned = 0.8, alpha_n: Learned = 0.8, beta: float = 0.5
) -> FloatArray:
    """Derivative of xIELU in x: 2 * alpha_p * x for x > 0, alpha_n * (exp(x) - 1), plus beta."""
    p, n = np.maximum(x, 0), np.minimum(x, 0)
    return 2 * alpha_p * p + alpha_n * np.expm1(n) + beta


@activation
def xielu_alpha_p_derivative(
    x: FloatArray, alpha_p: Learned = 0.8, alpha_n: Learned = 0.8, beta: float = 0.5
) -> FloatArray:
    """Derivative of xIELU in alpha_p: x**2 for x > 0, 0 for x <= 0."""
    return np.maximum(x, 0) ** 2


@activation
def xielu_alpha_n_derivative(
    x: FloatArray, alpha_p: Learned = 0.8, alpha_n: Learned = 0.8, beta: float = 0.5
) -> FloatArray:
    """Derivative of xIELU in alpha_n: 0 for x > 0, exp(x) - 1 - x for x <= 0."""
    # expm1(n) - n would leave no digit near 0.
    n, m = np.minimum(x, 0), np.clip(x, -1, 0)
    return np.where(n < m, np.expm1(n) - n, m * m / 2 * hyp1f1(1, 3, m))


def naive_xielu(
    x: FloatArray, alpha_p: float = 0.8, alpha_n: float = 0.8, beta: float = 0.5
) -> FloatArray:
    """Return the formula as it is printed in the paper."""
    left = alpha_n * (np.exp(x) - 1) - alpha_n * x + beta * x
    return np.where(x > 0, alpha_p * x**2 + beta * x, left)


XIELU = Elementwise(
    xielu,
    xielu_derivative,
    names=("xIELU", "expanded integral of the exponential linear unit", "XIELUActivation"),
    family="rectifier",
    status="niche",
    references=("huang2024deriving", "clevert2016fast"),
    latex=r"f(x) = \begin{cases} \alpha_p x^2 + \beta x, & x > 0 \\ "
    r"\alpha_n\left(e^x - 1 - x\right) + \beta x, & x \le 0 \end{cases}",
    latex_derivative=r"f'(x) = \begin{cases} 2\alpha_p x + \beta, & x > 0 \\ "
    r"\alpha_n\left(e^x - 1\right) + \beta, & x \le 0 \end{cases}",
    exact="Piecewise((alpha_p*x**2 + beta*x, x > 0), (alpha_n*(exp(x) - 1 - x) + beta*x, True))",
    parameters=(
        Parameter(
            "alpha_p",
            r"\alpha_p",
            between=(0.0, 2.0),
            others=(1.5,),
            derivative=xielu_alpha_p_derivative,
            latex_derivative=r"\frac{\partial f}{\partial \alpha_p} = \max(0, x)^2",
        ),
        Parameter(
            "alpha_n",
            r"\alpha_n",
            between=(0.5, 3.0),
            others=(2.0,),
            shown=(1.4,),
            derivative=xielu_alpha_n_derivative,
            latex_derivative=r"\frac{\partial f}{\partial \alpha_n} = "
            r"\begin{cases} 0, & x > 0 \\ e^x - 1 - x, & x \le 0 \end{cases}",
        ),
        Parameter("beta", r"\beta", between=(0.0, 0.8), others=(0.25,)),
    ),
    # Near its zero at -2.43 the function loses digits, which no order of the terms would keep.
    accuracy=Accuracy(
        1e-12, 2e-15, domain=r"\lvert f(x) \rvert \ge 0.001", crossing=Crossing(-2.3, -0.1, 3e-16)
    ),
    examples=(
        "xielu(np.array([-3.0, -1.0, 0.0, 2.0])).round(4)",
        "xielu_derivative(np.array([-3.0, -1.0, 0.0, 2.0])).round(4)",
        "xielu_alpha_n_derivative(np.array([-3.0, -1.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_xielu, "np.array([-1e-10, 1000.0])"),
    window=(-4.0, 2.5),
    range="[min, oo)",
    limits=("oo", "oo"),
    convexity="convex",
    lipschitz=False,
    smoothness=1,
)
