"""The logarithm of the sigmoid, a probability on the scale of a loss."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive


@activation
def log_sigmoid(x: FloatArray) -> FloatArray:
    """Logarithm of the sigmoid, log(1 / (1 + exp(-x))) = -softplus(-x).

    -inf gives -inf and inf gives 0.

    Source: Dugas, Bengio, Bélisle, Nadeau and Garcia, NIPS 13 (2000), of softplus.
    """
    # exp(-|x|) is at most 1, and log1p never rounds the sum 1 + exp.
    return np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x)))


@activation
def log_sigmoid_derivative(x: FloatArray) -> FloatArray:
    """Derivative of the log-sigmoid, the sigmoid of -x.

    Values in [0, 1]: 1 at -inf and 0 at inf.
    """
    # 1 - sigmoid(x) would be 0 as soon as the sigmoid rounds to 1.
    return np.exp(-np.maximum(x, 0)) / (1 + np.exp(-np.abs(x)))


def naive_log_sigmoid(x: FloatArray) -> FloatArray:
    """Return the formula as it is printed in textbooks."""
    return np.log(1 / (1 + np.exp(-x)))


LOG_SIGMOID = Elementwise(
    log_sigmoid,
    log_sigmoid_derivative,
    names=("LogSigmoid", "로그 시그모이드", "로그시그모이드", "log_expit"),
    family="sigmoidal",
    status="in use",
    references=(
        "dugas2000incorporating",
        "mikolov2013distributed",
        "rafailov2023direct",
        "zhai2023sigmoid",
        "beck2024xlstm",
    ),
    latex=r"\operatorname{LogSigmoid}(x) = \ln\sigma(x) = -\ln\left(1 + e^{-x}\right)",
    latex_derivative=r"\operatorname{LogSigmoid}'(x) = \sigma(-x) = \frac{1}{1 + e^{x}}",
    latex_derivative_from_output=r"y' = 1 - e^{y}",
    exact="-log(1 + exp(-x))",
    exact_derivative_from_output="1 - exp(y)",
    accuracy=Accuracy(5e-16, 1e-15),
    examples=(
        "log_sigmoid(np.array([-2.0, 0.0, 2.0])).round(4)",
        "log_sigmoid_derivative(np.array([-2.0, 0.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_log_sigmoid, "np.array([-1000.0, 40.0])"),
    range="(-oo, 0)",
    limits=("-oo", "0"),
    monotonicity="strictly increasing",
    convexity="concave",
)
