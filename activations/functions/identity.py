"""The identity, which frameworks also call linear."""

import numpy as np

from activations.arrays import FloatArray, selection
from activations.spec import Accuracy, Elementwise


@selection
def identity(x: FloatArray) -> FloatArray:
    """Identity: the input, unchanged.

    Source: Baldi and Hornik, Neural Networks 2 (1989), 53-58.
    """
    return +x  # a copy: who changes it does not change x


@selection
def identity_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the identity: 1 everywhere."""
    return np.where(np.isnan(x), x, 1)  # NaN stays NaN


IDENTITY = Elementwise(
    identity,
    identity_derivative,
    names=(
        "Identity",
        "항등 함수",
        "linear",
        "linear activation",
        "identity function",
        "purelin",
        "pass-through",
        "선형 활성화 함수",
        "선형 함수",
        "항등함수",
    ),
    family="linear",
    status="in use",
    references=("baldi1989neural", "saxe2013exact", "he2016identity", "sandler2018mobilenetv2"),
    latex="f(x) = x",
    latex_derivative="f'(x) = 1",
    exact="x",
    accuracy=Accuracy(0, 0),
    examples=(
        "identity(np.array([-2.0, 0.0, 3.0]))",
        "identity_derivative(np.array([-2.0, 0.0, 3.0]))",
    ),
    range="(-oo, oo)",
    limits=("-oo", "oo"),
    monotonicity="strictly increasing",
    symmetry="odd",
    convexity="convex",
    pytorch_gain="1",
)
