"""The hyperbolic tangent with a scale inside and one outside."""

import numpy as np

from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Naive, Parameter


@activation
def scaled_tanh(x: FloatArray, scale_a: float = 0.67, scale_b: float = 1.7159) -> FloatArray:
    """Scaled tanh, scale_b * tanh(scale_a * x).

    The infinities give -scale_b and scale_b.

    Source: LeCun, Bottou, Orr and Müller, Neural Networks: Tricks of the Trade (1998), 9-50.
    """
    return scale_b * np.tanh(scale_a * x)


@activation
def scaled_tanh_derivative(
    x: FloatArray, scale_a: float = 0.67, scale_b: float = 1.7159
) -> FloatArray:
    """Derivative of the scaled tanh, scale_a * scale_b / cosh(scale_a * x)**2.

    0 at both infinities.
    """
    # 1 - tanh(scale_a * x)**2 would be 0 once the tanh rounds to 1.
    z = np.exp(-np.abs(scale_a * x))
    sech = 2 * z / (1 + z * z)
    return scale_a * scale_b * sech * sech


def naive_scaled_tanh(x: FloatArray, scale_a: float = 0.67, scale_b: float = 1.7159) -> FloatArray:
    """Return the formula as the documentation of Paddle prints it."""
    up, down = np.exp(scale_a * x), np.exp(-scale_a * x)
    return scale_b * (up - down) / (up + down)


SCALED_TANH = Elementwise(
    scaled_tanh,
    scaled_tanh_derivative,
    names=(
        "Scaled tanh",
        "스케일드 tanh",
        "stanh",
        "LeCun tanh",
        "LeCun's tanh",
        "ScaledTanh",
        "scaled hyperbolic tangent",
        "스케일드 하이퍼볼릭 탄젠트",
    ),
    family="sigmoidal",
    status="historical",
    references=("lecun1989backpropagation", "lecun1998efficient", "lecun1998gradient"),
    latex=r"f(x) = b\tanh(a x)",
    latex_derivative=r"f'(x) = \frac{4 a b}{\left(e^{a x} + e^{-a x}\right)^2}",
    latex_derivative_from_output=r"y' = \frac{a}{b}\left(b^2 - y^2\right)",
    exact="scale_b*tanh(scale_a*x)",
    exact_derivative_from_output="scale_a/scale_b*(scale_b**2 - y**2)",
    parameters=(
        Parameter(
            "scale_a", "a", between=(0.1, 3.0), others=(0.1, 0.5, 1.0, 2.0, -0.5), shown=(2.0,)
        ),
        Parameter("scale_b", "b", between=(0.1, 3.0), others=(0.5, 1.0, 3.0, -1.0), shown=(1.0,)),
    ),
    accuracy=Accuracy(5e-16, 1e-13),
    examples=(
        "scaled_tanh(np.array([-2.0, 0.0, 1.0])).round(4)",
        "scaled_tanh(np.array([-2.0, 0.0, 1.0]), scale_a=2 / 3).round(4)",
        "scaled_tanh_derivative(np.array([-2.0, 0.0, 1.0])).round(4)",
    ),
    naive=Naive(naive_scaled_tanh, "np.array([-2000.0, 0.0, 2000.0])"),
    range="(-scale_b, scale_b)",
    limits=("-scale_b", "scale_b"),
    monotonicity="strictly increasing",
    symmetry="odd",
)
