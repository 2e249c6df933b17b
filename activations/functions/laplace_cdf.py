"""The Laplace attention function of MEGA, which is a normal distribution function."""

import numpy as np
from scipy.special import erf, erfc

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive, Parameter


@activation
def laplace_cdf(x: FloatArray, mu: float = 0.707107, sigma: float = 0.282095) -> FloatArray:
    """Laplace attention function, Phi((x - mu) / sigma): a normal distribution function.

    A `sigma` that is not positive is a ValueError.

    Source: Ma et al., ICLR 2023.
    """
    if sigma <= 0:
        raise ValueError(f"sigma must be positive, not {sigma}")
    # 1 + erf would leave no digit of the left tail.
    z = np.clip(x - mu, -50 * sigma, 50 * sigma) / sigma
    return 0.5 * erfc(-z / 2**0.5)


@activation
def laplace_cdf_derivative(
    x: FloatArray, mu: float = 0.707107, sigma: float = 0.282095
) -> FloatArray:
    """Derivative of the Laplace attention function, the normal density.

    A `sigma` that is not positive is a ValueError.
    """
    if sigma <= 0:
        raise ValueError(f"sigma must be positive, not {sigma}")
    z = np.clip(x - mu, -50 * sigma, 50 * sigma) / sigma  # beyond, 0
    return np.exp(-z * z / 2) / (sigma * (2 * np.pi) ** 0.5)


def naive_laplace_cdf(x: FloatArray, mu: float = 0.707107, sigma: float = 0.282095) -> FloatArray:
    """Return the formula as it is printed in the paper."""
    return 0.5 * (1 + erf((x - mu) / (sigma * np.sqrt(2))))


LAPLACE_CDF = Elementwise(
    laplace_cdf,
    laplace_cdf_derivative,
    names=(
        "Laplace attention function",
        "라플라스 어텐션 함수",
        "Laplace",
        "라플라스",
        "LaplaceActivation",
    ),
    family="sigmoidal",
    status="niche",
    references=("ma2023mega",),
    latex=r"f(x) = \frac{1}{2}"
    r"\left(1 + \operatorname{erf}\left(\frac{x - \mu}{s\sqrt{2}}\right)\right)",
    latex_derivative=r"f'(x) = \frac{1}{s\sqrt{2\pi}}"
    r"\exp\left(-\frac{(x - \mu)^2}{2s^2}\right)",
    exact="(1 + erf((x - mu)/(sigma*sqrt(2))))/2",
    parameters=(
        Parameter("mu", r"\mu", between=(-2.0, 2.0), others=(0.0, -1.3, 1.5)),
        Parameter("sigma", "s", between=(0.1, 2.0), others=(0.1, 1.0, 3.0)),
    ),
    accuracy=Accuracy(5e-13, 4e-13),
    examples=(
        "laplace_cdf(np.array([0.0, 0.7, 1.0, 2.0])).round(4)",
        "laplace_cdf_derivative(np.array([0.0, 0.7, 1.0, 2.0])).round(4)",
    ),
    naive=Naive(naive_laplace_cdf, "np.array([-2.0, -1.0, 0.0])"),
    window=(-1.0, 2.5),
    range="(0, 1)",
    limits=("0", "1"),
    monotonicity="strictly increasing",
)
