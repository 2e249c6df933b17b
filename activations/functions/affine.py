"""A straight line with a slope and an intercept."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Parameter


@activation
def affine(x: FloatArray, alpha: float = 1.0, beta: float = 0.0) -> FloatArray:
    """Affine function, alpha * x + beta.

    With an alpha of 0 the infinities give NaN, 0 times infinity.

    Source: the operator RNN of ONNX, 2017.
    """
    return alpha * x + beta


@activation
def affine_derivative(x: FloatArray, alpha: float = 1.0, beta: float = 0.0) -> FloatArray:
    """Derivative of the affine function: alpha everywhere."""
    return np.where(np.isnan(x), x, alpha)  # NaN stays NaN


AFFINE = Elementwise(
    affine,
    affine_derivative,
    names=("Affine", "아핀 함수", "affine function", "일차 함수", "일차함수"),
    family="linear",
    status="historical",
    references=("onnx2017rnn",),
    latex=r"f(x) = \alpha x + \beta",
    latex_derivative=r"f'(x) = \alpha",
    exact="alpha*x + beta",
    parameters=(
        Parameter(
            "alpha", r"\alpha", between=(-3.0, 3.0), others=(0.1, 0.5, 2.0, -1.5), shown=(-0.5,)
        ),
        Parameter("beta", r"\beta", between=(-3.0, 3.0), others=(0.1, 2.0, -0.7), shown=(2.0,)),
    ),
    # Where they are of opposite sign the rounding of alpha x may be all that is left.
    accuracy=Accuracy(2.3e-16, 0, domain=r"\alpha x \beta \ge 0"),
    examples=(
        "affine(np.array([-2.0, 0.0, 3.0]))",
        "affine(np.array([-2.0, 0.0, 3.0]), alpha=0.5, beta=2.0)",
        "affine_derivative(np.array([-2.0, 0.0, 3.0]), alpha=0.5)",
    ),
    range="(-oo, oo)",
    limits=("-oo", "oo"),
    monotonicity="strictly increasing",
    symmetry="odd",
    convexity="convex",
)
