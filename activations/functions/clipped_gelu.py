"""GELU with its output clipped, for quantization."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.functions.gelu import gelu, gelu_derivative
from activations.spec import Accuracy, Crossing, Elementwise, Kink, Parameter


@activation
def clipped_gelu(x: FloatArray, min: float = -10, max: float = 10) -> FloatArray:
    """Clipped GELU, x * Phi(x) between min and max, with the normal distribution function Phi.

    Source: Wu, Judd, Zhang, Isaev and Micikevicius, arXiv:2004.09602 (2020).
    """
    return np.clip(gelu(x), min, max)


@activation
def clipped_gelu_derivative(x: FloatArray, min: float = -10, max: float = 10) -> FloatArray:
    """Derivative of the clipped GELU: that of GELU, and 0 where the output is clipped.

    At max = 10 the slope on the left, 1: GELU(10) is less than 10, by 8e-23.
    """
    y = gelu(x)
    return np.where((y < min) | (y > max), 0, gelu_derivative(x))


CLIPPED_GELU = Elementwise(
    clipped_gelu,
    clipped_gelu_derivative,
    names=(
        "Clipped GELU",
        "클리핑된 GELU",
        "클리핑 GELU",
        "gelu_10",
        "GELU10",
        "ClippedGELUActivation",
    ),
    family="gated",
    status="niche",
    references=("wu2020integer", "hendrycks2016gaussian"),
    latex=r"f(x) = \max\left(a, \min\left(b, x\,\Phi(x)\right)\right)",
    latex_derivative=r"f'(x) = \begin{cases} \Phi(x) + x\,\varphi(x), & a < u < b \\ 0, & u < a \\ "
    r"0, & u > b \end{cases}, \qquad u = x\,\Phi(x)",
    exact="Piecewise((min, x*(1 + erf(x/sqrt(2)))/2 < min), "
    "(max, x*(1 + erf(x/sqrt(2)))/2 > max), (x*(1 + erf(x/sqrt(2)))/2, True))",
    parameters=(
        Parameter("min", "a", between=(-10.0, 0.0), others=(-0.1, -20.0)),
        Parameter("max", "b", between=(1.0, 10.0), others=(12.0, 20.0)),
    ),
    accuracy=Accuracy(3e-13, 1e-13, crossing=Crossing(-1.25, -0.35, 4e-16)),
    examples=(
        "clipped_gelu(np.array([-1.0, 2.0, 12.0])).round(4)",
        "clipped_gelu(np.array([-1.0, 2.0, 12.0]), max=6.0).round(4)",
        "clipped_gelu_derivative(np.array([-1.0, 2.0, 12.0])).round(4)",
    ),
    window=(-4.0, 14.0),
    range="[min, (max)]",  # the least value is computed; the greatest is the parameter
    limits=("0", "max"),
    smoothness=0,
    kinks=(Kink("max", "1"),),  # GELU(x) is x to the last bit there, from 9 on
)
