"""Softmax of the negated inputs, and its Jacobian."""

import numpy as np

from activations.arrays import Axes, Axis, FloatArray, activation
from activations.functions.softmax import softmax, softmax_jacobian
from activations.spec import Accuracy, Naive, Vector


@activation
def softmin(x: FloatArray, axis: Axes = -1) -> FloatArray:
    """Softmin along an axis, exp(-x_i) / sum_k exp(-x_k).

    An entry of inf gets 0. Entries that hold NaN, a -inf or only inf give NaN, all of them.

    Source: softmax of Bridle, NIPS 2 (1989), 211-217, of the negated inputs.
    """
    return softmax(-x, axis)


@activation
def softmin_jacobian(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Jacobian of softmin, s s^T - diag(s) with s = softmin(x).

    `axis` is moved to the end and replaced by two axes of length n: entry [..., i, j] is the
    derivative of output i with respect to input j.
    """
    return -softmax_jacobian(-x, axis)


def naive_softmin(x: FloatArray) -> FloatArray:
    """Return the formula as PyTorch's documentation prints it."""
    return np.exp(-x) / np.exp(-x).sum()


SOFTMIN = Vector(
    softmin,
    softmin_jacobian,
    names=("Softmin", "소프트민", "소프트민 함수"),
    family="softmax",
    status="niche",
    references=("bridle1989training", "kendall2017end"),
    latex=r"\operatorname{softmin}(\mathbf{x})_i = \frac{e^{-x_i}}{\sum_{k=1}^{n} e^{-x_k}}",
    latex_derivative=r"\frac{\partial s_i}{\partial x_j} = "
    r"s_i \left(s_j - \delta_{ij}\right), \qquad "
    r"J = \mathbf{s}\,\mathbf{s}^{\mathsf{T}} - \operatorname{diag}(\mathbf{s})",
    exact="exp(-x_i)/(exp(-x_1) + exp(-x_2) + exp(-x_3))",
    accuracy=Accuracy(1e-13, 2e-13, domain=r"n \le 1000"),
    examples=(
        "softmin(np.array([1.0, 2.0, 3.0])).round(4)",
        "softmin_jacobian(np.array([1.0, 2.0, 3.0])).round(4)",
    ),
    naive=Naive(naive_softmin, "np.array([-1000.0, -1001.0, -1002.0])"),
    range="(0, 1)",
    letter="s",
    total="1",
    shift_invariant=True,
)
