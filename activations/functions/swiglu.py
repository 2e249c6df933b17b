"""The swish-gated linear unit."""

import math

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Activation, Crossing, Interval, PairProperties, Related, Text

__all__ = ["SWIGLU", "swiglu", "swiglu_derivative"]


@activation
def swiglu(gate: FloatArray, value: FloatArray) -> FloatArray:
    """SwiGLU of a gate and a value, silu(gate) * value.

    Parameters
    ----------
    gate, value : array_like of real numbers
        Shapes that broadcast. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape that `gate` and `value` broadcast to. NaN stays NaN; an infinite input times
        0 is NaN, as in any product.

    Raises
    ------
    TypeError
        If `gate` or `value` holds anything but real numbers.
    ValueError
        If the shapes do not broadcast.

    References
    ----------
    Shazeer, "GLU variants improve Transformer", arXiv:2002.05202 (2020).

    Examples
    --------
    >>> swiglu([-1.0, 0.0, 2.0], [3.0, 3.0, -3.0]).round(4)
    array([-0.8068,  0.    , -5.2848])
    """
    t = np.minimum(np.abs(gate), 1e4)
    half = np.exp(-t / 2)
    # The sigmoid's numerator in two halves: in one it loses digits before gate * sigmoid does.
    weight = np.where(gate < 0, half, 1.0)
    return np.maximum(gate, -1e4) * weight / (1 + half * half) * (weight * value)


@activation
def swiglu_derivative(gate: FloatArray, value: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Partial derivatives of SwiGLU, silu'(gate) * value and silu(gate).

    Parameters
    ----------
    gate, value : array_like of real numbers
        Shapes that broadcast. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    tuple of numpy.ndarray or numpy scalar
        The derivative with respect to `gate`, then the one with respect to `value`, each of the
        shape that the inputs broadcast to.

    Raises
    ------
    TypeError
        If `gate` or `value` holds anything but real numbers.
    ValueError
        If the shapes do not broadcast.

    Examples
    --------
    >>> by_gate, by_value = swiglu_derivative([-1.0, 2.0], [3.0, -3.0])
    >>> by_gate.round(4)
    array([ 0.217 , -3.2724])
    >>> by_value.round(4)
    array([-0.2689,  1.7616])
    """
    t = np.minimum(np.abs(gate), 1e4)
    half = np.exp(-t / 2)
    z = half * half
    # The slope of silu at -t; those at -t and t sum to 1.
    left = half * ((1 + z - t) / (1 + z) ** 2) * half
    by_gate = np.where(gate < 0, left, 1 - left) * value
    by_value = swiglu(gate, np.ones_like(value))
    return by_gate, by_value


SWIGLU = Activation(
    id="swiglu",
    name=Text(ko="SwiGLU", en="SwiGLU"),
    aliases=("Swish-gated linear unit", "SiLU-gated linear unit", "스위글루"),
    family="gated",
    kind="pair",
    status="in use",
    summary=Text(
        ko="한 입력을 SiLU에 넣어 만든 게이트로 다른 입력을 곱하는 함수. Llama의 피드포워드층에 "
        "쓰입니다. 어느 쪽이 게이트인지, 낮은 정밀도에서 오버플로가 나지 않는지 확인해야 합니다.",
        en="Multiplies one input by a gate that SiLU makes of the other. It is in the feed-forward "
        "layers of Llama; mind which half is the gate, and overflow in low precision.",
    ),
    function=swiglu,
    derivative=swiglu_derivative,
    examples=(
        "swiglu(np.array([-1.0, 0.0, 2.0]), np.array([3.0, 3.0, -3.0])).round(4)",
        "swiglu_derivative(np.array([2.0]), np.array([-3.0]))",
    ),
    accuracy=Accuracy(function=4, derivative=6, crossing=Crossing(-1.6, -1.0, 1e-16)),
    latex=r"\operatorname{SwiGLU}(a, b) = a\,\sigma(a)\,b",
    latex_derivative=(
        r"\frac{\partial f}{\partial a} = "
        r"b\,\sigma(a)\left(1 + a\left(1 - \sigma(a)\right)\right), \qquad "
        r"\frac{\partial f}{\partial b} = a\,\sigma(a)"
    ),
    symbols=(
        ("a", Text(ko="게이트가 되는 입력, `gate`", en="the input that becomes the gate, `gate`")),
        ("b", Text(ko="게이트를 곱할 입력, `value`", en="the input that is gated, `value`")),
        (
            r"\sigma",
            Text(ko="[시그모이드](sigmoid.md) 함수", en="the [sigmoid](sigmoid.md) function"),
        ),
    ),
    exact="a/(1 + exp(-a))*b",
    properties=PairProperties(
        range=Interval("-oo", "oo"),
        linear_in=("b",),
        symmetric=False,
        lipschitz=False,
        smoothness=math.inf,
    ),
    references=(
        references.SHAZEER_2020,
        references.DAUPHIN_2017,
        references.FISHMAN_2024,
    ),
    related=(
        Related(
            "silu",
            Text(
                ko="게이트를 만드는 함수. $\\operatorname{SwiGLU}(x, 1) = \\operatorname{SiLU}(x)$",
                en="the function that makes the gate; "
                "$\\operatorname{SwiGLU}(x, 1) = \\operatorname{SiLU}(x)$",
            ),
        ),
        Related(
            "gelu",
            Text(
                ko="같은 자리를 입력 하나로 채우는 함수. 행렬이 셋이 아니라 둘",
                en="fills the same place with a single input, and two matrices instead of three",
            ),
        ),
        Related(
            "sigmoid",
            Text(
                ko="원래의 GLU에서 게이트를 만드는 함수. 언제나 0과 1 사이",
                en="makes the gate of the original GLU and stays between 0 and 1",
            ),
        ),
    ),
)
