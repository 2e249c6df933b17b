"""Softmax, and its Jacobian."""

import math

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import (
    Accuracy,
    Activation,
    Interval,
    Naive,
    Related,
    Text,
    VectorProperties,
)

__all__ = ["SOFTMAX", "softmax", "softmax_jacobian"]


@activation
def softmax(x: FloatArray, axis: int = -1) -> FloatArray:
    """Softmax along an axis, exp(x_i) / sum_k exp(x_k).

    Parameters
    ----------
    x : array_like of real numbers
        At least one dimension. Floating dtypes are kept; integers and booleans become float64.
    axis : int
        The axis whose entries compete.

    Returns
    -------
    numpy.ndarray
        Values in [0, 1] that sum to 1 along `axis`, of the shape and dtype of `x`. An entry of
        ``-inf`` gets 0, a single ``inf`` gets 1. A row that holds NaN, only ``-inf`` or more than
        one ``inf`` has no limit: all its entries are NaN.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `axis` is not an integer.
    ValueError
        If `x` has no such axis.

    References
    ----------
    Bridle, "Probabilistic interpretation of feedforward classification network outputs, with
    relationships to statistical pattern recognition", Neurocomputing (1990), 227-236.

    Examples
    --------
    >>> softmax([1.0, 2.0, 3.0]).round(4)
    array([0.09  , 0.2447, 0.6652])
    >>> softmax([[0.0, 1e308], [-1e308, -np.inf]])
    array([[0., 1.],
           [1., 0.]])
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
def softmax_jacobian(x: FloatArray, axis: int = -1) -> FloatArray:
    """Jacobian of softmax, diag(s) - s s^T with s = softmax(x).

    Parameters
    ----------
    x : array_like of real numbers
        At least one dimension. Floating dtypes are kept; integers and booleans become float64.
    axis : int
        The axis whose n entries compete.

    Returns
    -------
    numpy.ndarray
        Of the dtype of `x`; `axis` is moved to the end and replaced by two axes of length n:
        entry ``[..., i, j]`` is the derivative of output i with respect to input j.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers, or `axis` is not an integer.
    ValueError
        If `x` has no such axis.

    Examples
    --------
    >>> softmax_jacobian([1.0, 2.0, 3.0]).round(4)
    array([[ 0.0819, -0.022 , -0.0599],
           [-0.022 ,  0.1848, -0.1628],
           [-0.0599, -0.1628,  0.2227]])
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


SOFTMAX = Activation(
    id="softmax",
    name=Text(ko="소프트맥스", en="Softmax"),
    aliases=("softargmax", "normalized exponential", "소프트맥스 함수"),
    family="softmax",
    kind="vector",
    status="in use",
    summary=Text(
        ko="점수 여러 개를 합이 1인 확률로 바꾸는 함수. 여러 클래스 가운데 하나를 고르는 "
        "출력층과 어텐션의 가중치에서 표준입니다.",
        en="Turns a list of scores into probabilities that sum to 1. The standard for choosing "
        "one of several classes and for the weights of attention.",
    ),
    function=softmax,
    derivative=softmax_jacobian,
    naive=Naive(function=naive_softmax, argument="np.array([1000.0, 1001.0, 1002.0])"),
    examples=(
        "softmax(np.array([1.0, 2.0, 3.0])).round(4)",
        "softmax(np.array([1.0, 2.0, 3.0])).sum().round(4)",
        "softmax_jacobian(np.array([1.0, 2.0, 3.0])).round(4)",
    ),
    accuracy=Accuracy(
        function=3,
        derivative=6,
        domain=Text(
            ko="성분 100개 이하, $\\lvert x_i \\rvert \\le 50$",
            en="up to 100 components, $\\lvert x_i \\rvert \\le 50$",
        ),
        elsewhere=5,
    ),
    latex=r"\operatorname{softmax}(\mathbf{x})_i = \frac{e^{x_i}}{\sum_{k=1}^{n} e^{x_k}}",
    latex_derivative=(
        r"\frac{\partial s_i}{\partial x_j} = s_i \left(\delta_{ij} - s_j\right), \qquad "
        r"J = \operatorname{diag}(\mathbf{s}) - \mathbf{s}\,\mathbf{s}^{\mathsf{T}}"
    ),
    symbols=(
        (
            r"\mathbf{x}",
            Text(
                ko="입력 벡터, 성분은 $x_1, \\ldots, x_n$",
                en="the input vector, with components $x_1, \\ldots, x_n$",
            ),
        ),
        ("n", Text(ko="성분의 개수", en="the number of components")),
    ),
    exact="exp(x_i)/(exp(x_1) + exp(x_2) + exp(x_3))",
    properties=VectorProperties(
        range=Interval("0", "1"),
        total="1",
        shift_invariant=True,
        order_preserving=True,
        smoothness=math.inf,
    ),
    references=(
        references.BRIDLE_1989,
        references.BRIDLE_1990,
        references.HINTON_2015,
        references.VASWANI_2017,
        references.GUO_2017,
        references.BLANCHARD_2021,
    ),
    related=(
        Related(
            "sigmoid",
            Text(
                ko="클래스가 둘일 때의 소프트맥스: $\\sigma(x) = \\operatorname{softmax}(x, 0)_1$",
                en="softmax with two classes: $\\sigma(x) = \\operatorname{softmax}(x, 0)_1$",
            ),
        ),
        Related(
            "softplus",
            Text(
                ko="로짓이 $x$와 $0$ 둘일 때의 log-sum-exp, 곧 $\\ln(e^x + e^0)$. 그 도함수가 "
                "$\\operatorname{softmax}(x, 0)_1$",
                en="the log-sum-exp of two logits, $x$ and 0: $\\ln(e^x + e^0)$; its derivative is "
                "$\\operatorname{softmax}(x, 0)_1$",
            ),
        ),
        Related(
            "step",
            Text(
                ko="로짓이 $x$와 $0$ 둘일 때 온도를 0으로 보낸 극한($x \\ne 0$)",
                en="the limit at temperature 0 for two logits, $x$ and 0 ($x \\ne 0$)",
            ),
        ),
    ),
)
