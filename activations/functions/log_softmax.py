"""The logarithm of softmax, and its Jacobian."""

import numpy as np

from activations.arrays import Axes, Axis, FloatArray, activation
from activations.functions.softmax import softmax
from activations.spec import Accuracy, Naive, Vector


@activation
def log_softmax(x: FloatArray, axis: Axes = -1) -> FloatArray:
    """Log-softmax along an axis, x_i - log(sum_k exp(x_k)).

    An entry of -inf gets -inf. Entries that hold NaN, an inf or only -inf give NaN, all of them.

    Source: Bridle, NIPS 2 (1989), 211-217, the logarithm of its softmax.
    """
    gap = x - np.max(x, axis=axis, keepdims=True)
    weight = np.exp(gap)
    # 1 in the sum would cost digits: log1p adds it, one largest entry.
    largest = np.floor(weight)  # 1 where weight is 1, else 0
    rest = np.sum(weight - largest, axis=axis, keepdims=True)
    ties = np.sum(largest, axis=axis, keepdims=True) - 1
    return gap - np.log1p(rest + ties)


@activation
def log_softmax_jacobian(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Jacobian of log-softmax, the identity less softmax in every row.

    `axis` is moved to the end and replaced by two axes of length n: entry [..., i, j] is the
    derivative of output i with respect to input j.
    """
    s = softmax(np.moveaxis(x, axis, -1))
    same = np.eye(s.shape[-1], dtype=s.dtype)
    # 1 - s as the sum of the others: 1 - s is 0 once s rounds to 1.
    rest = s @ (1 - same)
    return same * rest[..., None] - (1 - same) * s[..., None, :]


def naive_log_softmax(x: FloatArray) -> FloatArray:
    """Return the logarithm of softmax, as the name says it."""
    return np.log(np.exp(x) / np.exp(x).sum())


LOG_SOFTMAX = Vector(
    log_softmax,
    log_softmax_jacobian,
    names=(
        "Log-softmax",
        "로그 소프트맥스",
        "LogSoftmax",
        "로그소프트맥스",
        "로그 소프트맥스 함수",
    ),
    family="softmax",
    status="in use",
    references=(
        "bridle1989training",
        "hinton2015distilling",
        "wu2016google",
        "blanchard2021accurately",
    ),
    latex=r"\operatorname{LogSoftmax}(\mathbf{x})_i = x_i - \ln \sum_{k=1}^{n} e^{x_k}",
    latex_derivative=r"\frac{\partial y_i}{\partial x_j} = \delta_{ij} - e^{y_j} = "
    r"\delta_{ij} - \frac{e^{x_j}}{\sum_{k=1}^{n} e^{x_k}}",
    exact="x_i - log(exp(x_1) + exp(x_2) + exp(x_3))",
    accuracy=Accuracy(1e-13, 1e-13, domain=r"n \le 1000"),
    examples=(
        "log_softmax(np.array([1.0, 2.0, 3.0])).round(4)",
        "log_softmax(np.array([1000.0, 1001.0, 1002.0])).round(4)",
        "log_softmax_jacobian(np.array([1.0, 2.0, 3.0])).round(4)",
    ),
    naive=Naive(naive_log_softmax, "np.array([0.0, 1000.0])"),
    range="(-oo, 0)",
    shift_invariant=True,
    order_preserving=True,
)
