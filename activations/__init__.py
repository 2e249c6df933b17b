"""Activation functions of neural networks in NumPy, each checked against its exact definition.

>>> import activations
>>> activations.relu([-1.0, 0.0, 2.0])
array([0., 0., 2.])
>>> activations.get("logistic").id
'sigmoid'
"""

import difflib

# One line a function, sorted: two that are added at once meet only as neighbours.
# fmt: off
from activations.functions.affine import AFFINE as AFFINE, affine as affine, affine_derivative as affine_derivative
from activations.functions.celu import CELU as CELU, celu as celu, celu_derivative as celu_derivative
from activations.functions.clipped_gelu import CLIPPED_GELU as CLIPPED_GELU, clipped_gelu as clipped_gelu, clipped_gelu_derivative as clipped_gelu_derivative
from activations.functions.crelu import CRELU as CRELU, crelu as crelu, crelu_jacobian as crelu_jacobian
from activations.functions.elu import ELU as ELU, elu as elu, elu_derivative as elu_derivative
from activations.functions.exponential import EXPONENTIAL as EXPONENTIAL, exponential as exponential, exponential_derivative as exponential_derivative
from activations.functions.gelu import GELU as GELU, gelu as gelu, gelu_derivative as gelu_derivative
from activations.functions.gelu_tanh import GELU_TANH as GELU_TANH, gelu_tanh as gelu_tanh, gelu_tanh_derivative as gelu_tanh_derivative
from activations.functions.glu import GLU as GLU, glu as glu, glu_derivative as glu_derivative
from activations.functions.gumbel_softmax import GUMBEL_SOFTMAX as GUMBEL_SOFTMAX, gumbel_softmax as gumbel_softmax, gumbel_softmax_jacobian as gumbel_softmax_jacobian
from activations.functions.hard_mish import HARD_MISH as HARD_MISH, hard_mish as hard_mish, hard_mish_derivative as hard_mish_derivative
from activations.functions.hard_shrink import HARD_SHRINK as HARD_SHRINK, hard_shrink as hard_shrink, hard_shrink_derivative as hard_shrink_derivative
from activations.functions.hard_sigmoid import HARD_SIGMOID as HARD_SIGMOID, hard_sigmoid as hard_sigmoid, hard_sigmoid_derivative as hard_sigmoid_derivative
from activations.functions.hard_sigmoid_02 import HARD_SIGMOID_02 as HARD_SIGMOID_02, hard_sigmoid_02 as hard_sigmoid_02, hard_sigmoid_02_derivative as hard_sigmoid_02_derivative
from activations.functions.hard_swish import HARD_SWISH as HARD_SWISH, hard_swish as hard_swish, hard_swish_derivative as hard_swish_derivative
from activations.functions.hard_tanh import HARD_TANH as HARD_TANH, hard_tanh as hard_tanh, hard_tanh_derivative as hard_tanh_derivative
from activations.functions.hardmax import HARDMAX as HARDMAX, hardmax as hardmax, hardmax_jacobian as hardmax_jacobian
from activations.functions.identity import IDENTITY as IDENTITY, identity as identity, identity_derivative as identity_derivative
from activations.functions.laplace_cdf import LAPLACE_CDF as LAPLACE_CDF, laplace_cdf as laplace_cdf, laplace_cdf_derivative as laplace_cdf_derivative
from activations.functions.leaky_relu import LEAKY_RELU as LEAKY_RELU, leaky_relu as leaky_relu, leaky_relu_derivative as leaky_relu_derivative
from activations.functions.log_sigmoid import LOG_SIGMOID as LOG_SIGMOID, log_sigmoid as log_sigmoid, log_sigmoid_derivative as log_sigmoid_derivative
from activations.functions.log_softmax import LOG_SOFTMAX as LOG_SOFTMAX, log_softmax as log_softmax, log_softmax_jacobian as log_softmax_jacobian
from activations.functions.logsumexp import LOGSUMEXP as LOGSUMEXP, logsumexp as logsumexp, logsumexp_gradient as logsumexp_gradient
from activations.functions.maxout import MAXOUT as MAXOUT, maxout as maxout, maxout_gradient as maxout_gradient
from activations.functions.mish import MISH as MISH, mish as mish, mish_derivative as mish_derivative
from activations.functions.prelu import PRELU as PRELU, prelu as prelu, prelu_derivative as prelu_derivative, prelu_negative_slope_derivative as prelu_negative_slope_derivative
from activations.functions.quick_gelu import QUICK_GELU as QUICK_GELU, quick_gelu as quick_gelu, quick_gelu_derivative as quick_gelu_derivative
from activations.functions.relu import RELU as RELU, relu as relu, relu_derivative as relu_derivative
from activations.functions.relu6 import RELU6 as RELU6, relu6 as relu6, relu6_derivative as relu6_derivative
from activations.functions.relu_keras import RELU_KERAS as RELU_KERAS, relu_keras as relu_keras, relu_keras_derivative as relu_keras_derivative
from activations.functions.relu_squared import RELU_SQUARED as RELU_SQUARED, relu_squared as relu_squared, relu_squared_derivative as relu_squared_derivative
from activations.functions.rrelu import RRELU as RRELU, rrelu as rrelu, rrelu_derivative as rrelu_derivative
from activations.functions.scaled_tanh import SCALED_TANH as SCALED_TANH, scaled_tanh as scaled_tanh, scaled_tanh_derivative as scaled_tanh_derivative
from activations.functions.selu import SELU as SELU, selu as selu, selu_derivative as selu_derivative
from activations.functions.shrink import SHRINK as SHRINK, shrink as shrink, shrink_derivative as shrink_derivative
from activations.functions.sigmoid import SIGMOID as SIGMOID, sigmoid as sigmoid, sigmoid_derivative as sigmoid_derivative
from activations.functions.silu import SILU as SILU, silu as silu, silu_derivative as silu_derivative
from activations.functions.soft_shrink import SOFT_SHRINK as SOFT_SHRINK, soft_shrink as soft_shrink, soft_shrink_derivative as soft_shrink_derivative
from activations.functions.softmax import SOFTMAX as SOFTMAX, softmax as softmax, softmax_jacobian as softmax_jacobian
from activations.functions.softmin import SOFTMIN as SOFTMIN, softmin as softmin, softmin_jacobian as softmin_jacobian
from activations.functions.softplus import SOFTPLUS as SOFTPLUS, softplus as softplus, softplus_derivative as softplus_derivative
from activations.functions.softsign import SOFTSIGN as SOFTSIGN, softsign as softsign, softsign_derivative as softsign_derivative
from activations.functions.sparse_plus import SPARSE_PLUS as SPARSE_PLUS, sparse_plus as sparse_plus, sparse_plus_derivative as sparse_plus_derivative
from activations.functions.sparse_sigmoid import SPARSE_SIGMOID as SPARSE_SIGMOID, sparse_sigmoid as sparse_sigmoid, sparse_sigmoid_derivative as sparse_sigmoid_derivative
from activations.functions.sparsemax import SPARSEMAX as SPARSEMAX, sparsemax as sparsemax, sparsemax_jacobian as sparsemax_jacobian
from activations.functions.sqrt_softplus import SQRT_SOFTPLUS as SQRT_SOFTPLUS, sqrt_softplus as sqrt_softplus, sqrt_softplus_derivative as sqrt_softplus_derivative
from activations.functions.squareplus import SQUAREPLUS as SQUAREPLUS, squareplus as squareplus, squareplus_derivative as squareplus_derivative
from activations.functions.step import STEP as STEP, step as step, step_derivative as step_derivative
from activations.functions.swiglu import SWIGLU as SWIGLU, swiglu as swiglu, swiglu_derivative as swiglu_derivative
from activations.functions.swish import SWISH as SWISH, swish as swish, swish_derivative as swish_derivative, swish_beta_derivative as swish_beta_derivative
from activations.functions.tanh import TANH as TANH, tanh as tanh, tanh_derivative as tanh_derivative
from activations.functions.tanh_shrink import TANH_SHRINK as TANH_SHRINK, tanh_shrink as tanh_shrink, tanh_shrink_derivative as tanh_shrink_derivative
from activations.functions.threshold import THRESHOLD as THRESHOLD, threshold as threshold, threshold_derivative as threshold_derivative
from activations.functions.thresholded_relu import THRESHOLDED_RELU as THRESHOLDED_RELU, thresholded_relu as thresholded_relu, thresholded_relu_derivative as thresholded_relu_derivative
from activations.functions.xielu import XIELU as XIELU, xielu as xielu, xielu_derivative as xielu_derivative, xielu_alpha_p_derivative as xielu_alpha_p_derivative, xielu_alpha_n_derivative as xielu_alpha_n_derivative
# fmt: on
from activations.frameworks import from_framework as from_framework
from activations.spec import Activation as Activation
from activations.spec import SpecError as SpecError
from activations.spec import normalise

__version__ = "0.1.0"


def _named(records: list[Activation]) -> dict[str, Activation]:
    """Return the records by everything they are called, and refuse two that share a name."""
    taken: dict[str, Activation] = {}
    for record in records:
        for name in (record.id, *record.names):
            other = taken.setdefault(normalise(name), record)
            if other is not record:
                wrong = f"duplicate name {name!r}"
                raise record.error(f'"{name}"', wrong, f"{other.id} has it already, keep it once")
    return taken


_names = _named([value for value in list(globals().values()) if isinstance(value, Activation)])
catalogue: tuple[Activation, ...] = tuple(
    sorted(set(_names.values()), key=lambda record: record.id)
)
"""Every record, ordered by id."""


def get(name: str) -> Activation:
    """Find a record by id or name, in any language and case.

    Parameters
    ----------
    name
        For instance ``"leaky_relu"``, ``"Leaky ReLU"``, ``"LReLU"`` or ``"시그모이드"``.

    Returns
    -------
    Activation
        The record; its ``function`` and ``derivative`` are what computes.

    Raises
    ------
    TypeError
        If `name` is not a string.
    LookupError
        If no function has that name. The message suggests those that are close.

    Examples
    --------
    >>> get("Leaky ReLU").id
    'leaky_relu'
    >>> get("stepp")
    Traceback (most recent call last):
        ...
    LookupError: no activation function is called 'stepp': did you mean 'step'?
    """
    if not isinstance(name, str):
        raise TypeError(f"the name of a function is a string, not {type(name).__name__}")
    if record := _names.get(normalise(name)):
        return record
    close = difflib.get_close_matches(normalise(name), _names, n=3)
    hint = " or ".join(repr(c) for c in close)
    advice = f"did you mean {hint}?" if close else "activations.catalogue lists them all"
    raise LookupError(f"no activation function is called {name!r}: {advice}")
