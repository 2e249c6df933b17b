"""Run ONNX's node tests of its activation operators against the package.

    python scripts/onnx_nodes.py

The cases are those that the installed package `onnx` generates for every ONNX backend, their
tolerances included. It is in no group of pyproject.toml: this runs where the frameworks are.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # for `activations`, from wherever this is started

import activations  # noqa: E402

Array = NDArray[Any]
Attributes = Mapping[str, Any]


class Ours(NamedTuple):
    """The function that an operator with these attributes is, and what its options are called."""

    id: str
    options: Mapping[str, Any] = {}


class Outcome(NamedTuple):
    """How a case ended: what is wrong, if anything, and the largest relative difference."""

    wrong: str
    difference: float


FORMATS = (np.float16, np.float32, np.float64)
HARD = {"hard_sigmoid": 1 / 6, "hard_sigmoid_02": 0.2, "sparse_sigmoid": 0.5}  # by the slope
# The operators by their name; None where the attributes make a function that we do not have.
OPERATORS: dict[str, Callable[[Attributes], Ours | None]] = {
    "Celu": lambda at: Ours("celu", {"alpha": at["alpha"]}),
    "Elu": lambda at: Ours("elu", {"alpha": at["alpha"]}),
    "Exp": lambda at: Ours("exponential"),
    "Gelu": lambda at: Ours("gelu_tanh" if at["approximate"] == b"tanh" else "gelu"),
    "HardSigmoid": lambda at: next(
        (
            Ours(ident)
            for ident, slope in HARD.items()
            if np.allclose((at["alpha"], at["beta"]), (slope, 0.5))
        ),
        None,
    ),
    "HardSwish": lambda at: Ours("hard_swish"),
    "Hardmax": lambda at: Ours("hardmax", {"axis": at["axis"]}),
    "Identity": lambda at: Ours("identity"),
    "LeakyRelu": lambda at: Ours("leaky_relu", {"negative_slope": at["alpha"]}),
    "LogSoftmax": lambda at: Ours("log_softmax", {"axis": at["axis"]}),
    "Mish": lambda at: Ours("mish"),
    "PRelu": lambda at: Ours("prelu"),
    "Relu": lambda at: Ours("relu"),
    "Selu": lambda at: Ours("selu", {"alpha": at["alpha"], "scale": at["gamma"]}),
    "Shrink": lambda at: Ours("shrink", {"lambd": at["lambd"], "bias": at["bias"]}),
    "Sigmoid": lambda at: Ours("sigmoid"),
    "Softmax": lambda at: Ours("softmax", {"axis": at["axis"]}),
    "Softplus": lambda at: Ours("softplus"),
    "Softsign": lambda at: Ours("softsign"),
    "SwiGLU": lambda at: Ours("swiglu") if at["alpha"] == 1 else None,
    "Swish": lambda at: Ours("silu") if at["alpha"] == 1 else Ours("swish", {"beta": at["alpha"]}),
    "Tanh": lambda at: Ours("tanh"),
    "ThresholdedRelu": lambda at: Ours("thresholded_relu", {"theta": at["alpha"]}),
}


def main() -> int:
    """Run every case, print how it ended, and return the exit status."""
    import onnx
    from onnx.backend.test.case.node import collect_testcases

    print(f"onnx {onnx.__version__}, numpy {np.__version__}")
    np.random.seed(0)  # the generators draw from it
    with warnings.catch_warnings(action="ignore"):  # those of other operators
        cases = collect_testcases(None)
    ran, failed = 0, 0
    for case in cases:
        node = case.model.graph.node[0]
        if node.op_type not in OPERATORS or "_expanded" in case.name:
            continue  # an expanded case is the same one again
        ours = OPERATORS[node.op_type](_attributes(onnx, node))
        if ours is None or ours.id not in {a.id for a in activations.catalogue}:
            print(f"{case.name:32} {node.op_type}: not a function of this package")
            continue
        given = [x for inputs, _ in case.data_sets for x in inputs]
        if not all(getattr(x, "dtype", None) in FORMATS for x in given):
            print(f"{case.name:32} {ours.id}: in a format that the package does not take")
            continue
        outcome = run(ours, case.data_sets, case.rtol, case.atol)
        ran, failed = ran + 1, failed + bool(outcome.wrong)
        said = outcome.wrong or f"off by {outcome.difference:.1e} at most"
        print(f"{case.name:32} {ours.id}: {said}")
    print(f"{ran} cases, {failed} failed")
    return int(failed > 0 or ran == 0)


def _attributes(onnx: Any, node: Any) -> dict[str, Any]:
    """Return the attributes of a node; those that it does not set have the operator's default."""
    value = onnx.helper.get_attribute_value
    known = onnx.defs.get_schema(node.op_type).attributes
    defaults = {n: value(a.default_value) for n, a in known.items() if a.default_value.name}
    return defaults | {a.name: value(a) for a in node.attribute}


def run(
    ours: Ours, data: Iterable[tuple[list[Array], list[Array]]], rtol: float, atol: float
) -> Outcome:
    """Compare a function with the outputs of a case."""
    function = activations.get(ours.id).function
    largest = 0.0
    for inputs, (expected,) in data:
        got = np.asarray(function(*inputs, **ours.options))
        if got.shape != expected.shape or got.dtype != inputs[0].dtype:
            return Outcome(f"{got.dtype} {got.shape}, not {inputs[0].dtype} {expected.shape}", 0)
        wide, true = got.astype(np.float64), expected.astype(np.float64)
        off = np.abs(wide - true)
        if not (off <= atol + rtol * np.abs(true)).all():
            k = int(off.argmax())
            return Outcome(f"{wide.flat[k]:.9g}, and ONNX says {true.flat[k]:.9g}", 0)
        sizes = np.maximum(np.abs(true), float(np.finfo(inputs[0].dtype).tiny))
        largest = max(largest, float((off / sizes).max()))
    return Outcome("", largest)


if __name__ == "__main__":
    sys.exit(main())
