"""The exponential function."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise


@activation
def exponential(x: FloatArray) -> FloatArray:
    """Exponential function, e to the power of x.

    Infinite, with a warning, above 709.78 in float64, 88.72 in float32 and 11.09 in float16.

    Source: Bishop, Mixture Density Networks, 1994.
    """
    return np.exp(x)


@activation
def exponential_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the exponential function: the function itself."""
    return np.exp(x)


EXPONENTIAL = Elementwise(
    exponential,
    exponential_derivative,
    names=(
        "Exponential",
        "지수 함수",
        "exp",
        "exponential function",
        "exponential activation",
        "지수함수",
        "지수 활성화 함수",
    ),
    family="linear",
    status="niche",
    references=("bishop1994mixture", "kerbl2023gaussian", "beck2024xlstm"),
    latex="f(x) = e^{x}",
    latex_derivative="f'(x) = e^{x}",
    exact="exp(x)",
    accuracy=Accuracy(2e-16, 2e-16),
    examples=(
        "exponential(np.array([-2.0, 0.0, 1.0])).round(4)",
        "exponential_derivative(np.array([-2.0, 0.0, 1.0])).round(4)",
    ),
    window=(-4.0, 2.0),
    range="(0, oo)",
    limits=("0", "oo"),
    monotonicity="strictly increasing",
    convexity="convex",
    lipschitz=False,
)
