"""The swish-gated linear unit."""

import numpy as np

from activations.arrays import FloatArray, Operand, activation
from activations.spec import Accuracy, Crossing, Pair


@activation
def swiglu(gate: FloatArray, value: Operand) -> FloatArray:
    """SwiGLU of a gate and a value, silu(gate) * value.

    An infinite input times 0 is NaN, as in any product.

    Source: Shazeer, arXiv:2002.05202 (2020).
    """
    sigmoid = np.exp(np.minimum(gate, 0)) / (1 + np.exp(-np.abs(gate)))
    # -inf would give -inf * 0; below -1e4 the sigmoid is 0 anyway.
    return np.maximum(gate, -1e4) * sigmoid * value


@activation
def swiglu_derivative(gate: FloatArray, value: Operand) -> tuple[FloatArray, FloatArray]:
    """Partial derivatives of SwiGLU, silu'(gate) * value and silu(gate).

    The derivative with respect to `gate` comes first.
    """
    a = np.clip(gate, -1e4, 1e4)  # an infinity times 0 would be NaN
    sigmoid = np.exp(np.minimum(a, 0)) / (1 + np.exp(-np.abs(a)))
    slope = sigmoid * (1 + a * (1 - sigmoid))
    return slope * value, np.maximum(gate, -1e4) * sigmoid


SWIGLU = Pair(
    swiglu,
    swiglu_derivative,
    names=("SwiGLU", "Swish-gated linear unit", "SiLU-gated linear unit", "스위글루"),
    family="gated",
    status="in use",
    references=("shazeer2020glu", "dauphin2017language", "fishman2024scaling"),
    latex=r"\operatorname{SwiGLU}(a, b) = a\,\sigma(a)\,b",
    latex_derivative=r"\frac{\partial f}{\partial a} = "
    r"b\,\sigma(a)\left(1 + a\left(1 - \sigma(a)\right)\right), \qquad "
    r"\frac{\partial f}{\partial b} = a\,\sigma(a)",
    exact="a/(1 + exp(-a))*b",
    accuracy=Accuracy(1e-13, 1e-13, domain=r"a \ge -700", crossing=Crossing(-1.6, -1.0, 1e-16)),
    examples=(
        "swiglu(np.array([-1.0, 2.0]), np.array([3.0, -3.0])).round(4)",
        "swiglu_derivative(np.array([2.0]), np.array([-3.0]))",
    ),
    range="(-oo, oo)",
    linear_in=("b",),
    lipschitz=False,
)
