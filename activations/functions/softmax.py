"""Softmax, and its Jacobian."""

import numpy as np

from activations.arrays import Axes, Axis, FloatArray, activation
from activations.spec import Accuracy, Naive, Vector


@activation
def softmax(x: FloatArray, axis: Axes = -1) -> FloatArray:
    """Softmax along an axis, exp(x_i) / sum_k exp(x_k).

    An entry of -inf gets 0. Entries that hold NaN, an inf or only -inf give NaN, all of them.

    Source: Bridle, Neurocomputing (1990), 227-236.
    """
    # Less the largest entry nothing overflows; in halves, for ±1e308.
    half = x / 2 - np.max(x / 2, axis=axis, keepdims=True)
    weight = np.exp(2 * np.maximum(half, -1e4))
    return weight / np.sum(weight, axis=axis, keepdims=True)


@activation
def softmax_jacobian(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Jacobian of softmax, diag(s) - s s^T with s = softmax(x).

    `axis` is moved to the end and replaced by two axes of length n: entry [..., i, j] is the
    derivative of output i with respect to input j.
    """
    s = softmax(np.moveaxis(x, axis, -1))
    same = np.eye(s.shape[-1], dtype=s.dtype)
    # 1 - s as the sum of the others: 1 - s is 0 once s rounds to 1.
    rest = s @ (1 - same)
    factor = same * rest[..., None] - (1 - same) * s[..., None, :]
    return s[..., None] * factor


def naive_softmax(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return np.exp(x) / np.exp(x).sum()


SOFTMAX = Vector(
    softmax,
    softmax_jacobian,
    names=("Softmax", "소프트맥스", "softargmax", "normalized exponential", "소프트맥스 함수"),
    family="softmax",
    status="in use",
    references=(
        "bridle1989training",
        "bridle1990probabilistic",
        "hinton2015distilling",
        "vaswani2017attention",
        "guo2017calibration",
        "blanchard2021accurately",
    ),
    latex=r"\operatorname{softmax}(\mathbf{x})_i = \frac{e^{x_i}}{\sum_{k=1}^{n} e^{x_k}}",
    latex_derivative=r"\frac{\partial s_i}{\partial x_j} = "
    r"s_i \left(\delta_{ij} - s_j\right), \qquad "
    r"J = \operatorname{diag}(\mathbf{s}) - \mathbf{s}\,\mathbf{s}^{\mathsf{T}}",
    exact="exp(x_i)/(exp(x_1) + exp(x_2) + exp(x_3))",
    accuracy=Accuracy(1e-13, 2e-13, domain=r"n \le 1000"),
    examples=(
        "softmax(np.array([1.0, 2.0, 3.0])).round(4)",
        "softmax(np.array([1.0, 2.0, 3.0])).sum().round(4)",
        "softmax_jacobian(np.array([1.0, 2.0, 3.0])).round(4)",
    ),
    naive=Naive(naive_softmax, "np.array([1000.0, 1001.0, 1002.0])"),
    range="(0, 1)",
    letter="s",
    total="1",
    shift_invariant=True,
    order_preserving=True,
)
