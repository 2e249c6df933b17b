"""The gated linear unit."""

import numpy as np

from activations.arrays import FloatArray, Operand, activation
from activations.spec import Accuracy, Pair


@activation
def glu(gate: FloatArray, value: Operand) -> FloatArray:
    """GLU of a gate and a value, sigmoid(gate) * value.

    An infinite value times a gate of 0 is NaN, as in any product.

    Source: Dauphin, Fan, Auli and Grangier, ICML 2017.
    """
    # exp(-|gate|) is at most 1: exp(-gate) would overflow at -1000.
    sigmoid = np.exp(np.minimum(gate, 0)) / (1 + np.exp(-np.abs(gate)))
    return sigmoid * value


@activation
def glu_derivative(gate: FloatArray, value: Operand) -> tuple[FloatArray, FloatArray]:
    """Partial derivatives of GLU, sigmoid'(gate) * value and sigmoid(gate).

    The derivative with respect to `gate` comes first. An infinite value times a slope of 0 is NaN.
    """
    # y (1 - y) would be 0 as soon as the sigmoid y rounds to 1, at 37.
    z = np.exp(-np.abs(gate))
    sigmoid = np.exp(np.minimum(gate, 0)) / (1 + z)
    return z / (1 + z) ** 2 * value, sigmoid


GLU = Pair(
    glu,
    glu_derivative,
    names=("GLU", "gated linear unit", "게이트 선형 유닛", "게이티드 선형 유닛"),
    family="gated",
    status="niche",
    references=("dauphin2017language", "shazeer2020glu"),
    latex=r"\operatorname{GLU}(a, b) = \sigma(a)\,b",
    latex_derivative=r"\frac{\partial f}{\partial a} = "
    r"b\,\sigma(a)\left(1 - \sigma(a)\right), \qquad "
    r"\frac{\partial f}{\partial b} = \sigma(a)",
    exact="b/(1 + exp(-a))",
    accuracy=Accuracy(6e-16, 1e-15, domain=r"\lvert a \rvert \le 700"),
    examples=(
        "glu(np.array([-1.0, 0.0, 2.0]), np.array([3.0, 3.0, -3.0])).round(4)",
        "glu_derivative(np.array([2.0]), np.array([-3.0]))",
    ),
    range="(-oo, oo)",
    linear_in=("b",),
    lipschitz=False,
)
