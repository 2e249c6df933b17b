"""The ReLU of Keras, with a slope, a cap and a threshold."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Kink, Parameter


@activation
def relu_keras(
    x: FloatArray, negative_slope: float = 0.0, max_value: float = 6.0, threshold: float = 0.0
) -> FloatArray:
    """ReLU of Keras: x above `threshold`, at most `max_value`; a line of `negative_slope` below.

    For a `threshold` of 0 or more. Keras has no cap unless it is given one.

    Source: keras.activations.relu of Keras.
    """
    # Without a slope minus infinity gives 0, not 0 times infinity.
    gap = np.where(negative_slope == 0, 0, np.minimum(x - threshold, 0))
    top = np.minimum(x, max_value)
    return np.where(x <= threshold, negative_slope * gap, top)


@activation
def relu_keras_derivative(
    x: FloatArray, negative_slope: float = 0.0, max_value: float = 6.0, threshold: float = 0.0
) -> FloatArray:
    """Derivative of Keras' ReLU: `negative_slope`, then 1, and 0 from `max_value` on.

    At `threshold` and `max_value`, where the function has no derivative, `negative_slope` and 0.
    """
    inside = np.heaviside(max_value - x, 0)  # NaN stays NaN
    return np.where(x <= threshold, negative_slope, inside)


RELU_KERAS = Elementwise(
    relu_keras,
    relu_keras_derivative,
    names=("ReLU of Keras", "케라스 ReLU", "generalised ReLU", "케라스의 ReLU"),
    family="rectifier",
    status="niche",
    references=("keras2018consolidate",),
    latex=r"f(x) = \begin{cases} \alpha (x - \theta), & x \le \theta \\ "
    r"\min(x, m), & x > \theta \end{cases}",
    latex_derivative=r"f'(x) = \begin{cases} \alpha, & x < \theta \\ "
    r"1, & \theta < x < m \\ 0, & x > \max(\theta, m) \end{cases}",
    exact="Piecewise((negative_slope*(x - threshold), x <= threshold),"
    " (x, x < max_value), (max_value, True))",
    parameters=(
        Parameter("negative_slope", r"\alpha", between=(0.0, 0.9), others=(0.1, 0.5, 2.0)),
        Parameter("max_value", "m", between=(0.5, 8.0), others=(1.0, 20.0)),
        Parameter("threshold", r"\theta", between=(0.0, 5.0), others=(0.5, 2.0)),
    ),
    accuracy=Accuracy(3e-16, 0),
    examples=(
        "relu_keras(np.array([-2.0, 1.0, 3.0, 8.0]))",
        "relu_keras(np.array([-2.0, 3.0]), negative_slope=0.5, threshold=1.0)",
        "relu_keras_derivative(np.array([-2.0, 1.0, 3.0, 8.0]))",
    ),
    window=(-3.0, 9.0),
    range="[0, max_value]",
    limits=("0", "max_value"),
    monotonicity="increasing",
    smoothness=0,
    kinks=(Kink("threshold", "negative_slope"), Kink("max_value", "0")),
)
