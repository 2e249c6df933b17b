"""The nearest probability vector, and its Jacobian."""

import numpy as np

from activations.arrays import Axis, FloatArray, activation
from activations.spec import Accuracy, Naive, Vector


@activation
def sparsemax(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Sparsemax along an axis: max(x_i - tau, 0), with the tau for which they sum to 1.

    An entry of -inf gets 0. Entries that hold NaN, an inf or only -inf give NaN, all of them.

    Source: Martins and Astudillo, ICML 2016.
    """
    half = x / 2 - np.max(x / 2, axis=axis, keepdims=True)
    gap = 2 * np.maximum(half, -1)  # what is below -1 gets 0
    ordered = -np.sort(-gap, axis=axis)
    count = np.cumsum(np.ones_like(gap), axis=axis)
    # If the k largest share the 1, tau is (their sum - 1) / k.
    each = (np.cumsum(ordered, axis=axis) - 1) / count
    return np.maximum(gap - np.max(each, axis=axis, keepdims=True), 0)


@activation
def sparsemax_jacobian(x: FloatArray, axis: Axis = -1) -> FloatArray:
    """Jacobian of sparsemax, diag(s) - s s^T / sum(s) with s_i = 1 where the output is not 0.

    `axis` is moved to the end and replaced by two axes of length n: entry [..., i, j] is the
    derivative of output i with respect to input j. Where an output is about to leave 0, it is
    counted among those that are 0.
    """
    s = np.sign(sparsemax(np.moveaxis(x, axis, -1)))
    share = s / np.sum(s, axis=-1, keepdims=True)
    same = np.eye(s.shape[-1], dtype=s.dtype)
    return s[..., None] * same - s[..., None] * share[..., None, :]


def naive_sparsemax(x: FloatArray) -> FloatArray:
    """Return the algorithm of the paper, step by step."""
    ordered = np.sort(x)[::-1]
    total = np.cumsum(ordered)
    k = np.sum(1 + np.arange(1, len(x) + 1) * ordered > total)
    return np.maximum(x - (total[k - 1] - 1) / k, 0)


SPARSEMAX = Vector(
    sparsemax,
    sparsemax_jacobian,
    names=("Sparsemax", "스파스맥스", "Euclidean projection onto the simplex", "스파스맥스 함수"),
    family="softmax",
    status="niche",
    references=(
        "martins2016softmax",
        "duchi2008efficient",
        "peters2019sparse",
        "correia2019adaptively",
        "arik2019tabnet",
    ),
    latex=r"\operatorname{sparsemax}(\mathbf{x})_i = \max(x_i - \tau, 0) "
    r"\qquad \Bigl(\sum_{k=1}^{n} \max(x_k - \tau, 0) = 1\Bigr)",
    latex_derivative=r"\frac{\partial p_i}{\partial x_j} = "
    r"s_i \left(\delta_{ij} - \frac{s_j}{\sum_{k=1}^{n} s_k}\right), \qquad "
    r"s_i = \begin{cases} 1, & p_i > 0 \\ 0, & p_i = 0 \end{cases}",
    exact="Max(x_i - Max(x_1 - 1, x_2 - 1, x_3 - 1, "
    "(x_1 + x_2 - 1)/2, (x_1 + x_3 - 1)/2, (x_2 + x_3 - 1)/2, (x_1 + x_2 + x_3 - 1)/3), 0)",
    accuracy=Accuracy(5e-14, 5e-16, domain=r"n \le 1000,\ \lvert x_i - \tau \rvert \ge 10^{-2}"),
    examples=(
        "sparsemax(np.array([0.0, 0.4, 1.0])).round(4)",
        "sparsemax(np.array([1.0, 2.0, 3.0])).round(4)",
        "sparsemax_jacobian(np.array([0.0, 0.4, 1.0])).round(4)",
    ),
    naive=Naive(naive_sparsemax, "np.array([1e16, 1e16])"),
    range="[0, 1]",
    smoothness=0,
    letter="p",
    total="1",
    shift_invariant=True,
    example=(0.0, 0.4, 1.0),
)
