"""Softmax, and its Jacobian."""

import numpy as np

from activations.arrays import Axis, FloatArray, activation
from activations.spec import Accuracy, Naive, Vector


@activation
def softmax(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Softmax along an axis, exp(x_i) / sum_k exp(x_k).

    An entry of -inf gets 0, a single inf gets 1. A row that holds NaN, only -inf or more than one
    inf has no limit: all its entries are NaN.

    Source: Bridle, Neurocomputing (1990), 227-236.
    """
    top = np.max(x, axis=axis, keepdims=True, initial=-np.inf)
    # In halves, and with the infinities clipped: 1e308 - (-1e308) overflows, inf - inf is NaN.
    largest = np.finfo(x.dtype).max
    half = np.clip(x, -largest, largest) / 2
    half_top = np.clip(top, -largest, largest) / 2
    gap = half - half_top
    # What rounding took from the gap (Knuth's two-sum): exp would magnify it in the small entries.
    t = gap - half
    lost = (half - (gap - t)) - (half_top + t)
    weight = np.exp(2 * np.maximum(gap, -6000)) * (x != -np.inf)
    correction = 2 * lost * weight
    # The leading 26 bits of the weights add up without rounding, whatever their number and order.
    leading = np.rint(weight * 2**26) / 2**26
    trailing = (weight - leading) + correction
    total = leading.sum(axis, keepdims=True) + trailing.sum(axis, keepdims=True)
    # All entries -inf, or several inf: there is no limit.
    undefined = (top == -np.inf) | ((x == np.inf).sum(axis, keepdims=True) > 1)
    return (weight + correction) / np.where(undefined, np.nan, total)


@activation
def softmax_jacobian(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Jacobian of softmax, diag(s) - s s^T with s = softmax(x).

    `axis` is moved to the end and replaced by two axes of length n: entry [..., i, j] is the
    derivative of output i with respect to input j.
    """
    s = softmax(np.moveaxis(x, axis, -1))
    jacobian = 0.0 - s[..., :, None] * s[..., None, :]
    i = np.arange(s.shape[-1])
    # Every row sums to 0: so s_i (1 - s_i) is had without 1 - s_i, which is 0 once s_i rounds to 1.
    jacobian[..., i, i] = 0.0
    jacobian[..., i, i] = 0.0 - jacobian.sum(axis=-1)
    return jacobian


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
    accuracy=Accuracy(3, 6, domain=r"n \le 100, \lvert x_i \rvert \le 50", elsewhere=5),
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
