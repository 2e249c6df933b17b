"""The swish-gated linear unit."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Crossing, Pair


@activation
def swiglu(gate: FloatArray, value: FloatArray) -> FloatArray:
    """SwiGLU of a gate and a value, silu(gate) * value.

    An infinite input times 0 is NaN, as in any product.

    Source: Shazeer, arXiv:2002.05202 (2020).
    """
    t = np.minimum(np.abs(gate), 1e4)
    half = np.exp(-t / 2)
    # The sigmoid's numerator in two halves: in one it loses digits before gate * sigmoid does.
    weight = np.where(gate < 0, half, 1.0)
    return np.maximum(gate, -1e4) * weight / (1 + half * half) * (weight * value)


@activation
def swiglu_derivative(gate: FloatArray, value: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Partial derivatives of SwiGLU, silu'(gate) * value and silu(gate).

    The derivative with respect to `gate` comes first.
    """
    t = np.minimum(np.abs(gate), 1e4)
    half = np.exp(-t / 2)
    z = half * half
    # The slope of silu at -t; those at -t and t sum to 1.
    left = half * ((1 + z - t) / (1 + z) ** 2) * half
    by_gate = np.where(gate < 0, left, 1 - left) * value
    by_value = swiglu(gate, np.ones_like(value))
    return by_gate, by_value


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
    accuracy=Accuracy(4, 6, crossing=Crossing(-1.6, -1.0, 1e-16)),
    examples=(
        "swiglu(np.array([-1.0, 0.0, 2.0]), np.array([3.0, 3.0, -3.0])).round(4)",
        "swiglu_derivative(np.array([2.0]), np.array([-3.0]))",
    ),
    range="(-oo, oo)",
    linear_in=("b",),
    lipschitz=False,
)
