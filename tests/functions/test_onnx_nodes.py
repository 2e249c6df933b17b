"""What compares the package with ONNX's node tests, on cases made here: it needs no onnx."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import activations
from scripts.onnx_nodes import OPERATORS, Ours, run

X = np.array([-1, 0, 1], np.float32)
RTOL, ATOL = 1e-3, 1e-7  # as onnx has them


def outputs(*values: float, dtype: Any = np.float32) -> list[Any]:
    return [([X], [np.array(values, dtype)])]


def test_a_case_that_holds() -> None:
    elu = Ours("elu", {"alpha": 2.0})
    outcome = run(elu, outputs(-1.2642411, 0, 1), RTOL, ATOL)
    assert outcome.wrong == ""
    assert outcome.difference < 1e-6
    assert run(elu, outputs(-1.2642411, 0, 1, dtype=np.float64), RTOL, ATOL).wrong == ""


@pytest.mark.parametrize(
    ("ours", "expected", "wrong"),
    [
        (Ours("elu"), (-1.2642411, 0, 1), "and ONNX says -1.26424"),
        (Ours("relu"), (0, 0, 1.5), "1, and ONNX says 1.5"),
        (Ours("relu"), (0, 0, np.nan), "ONNX says nan"),
        (Ours("relu"), (0, 0), "float32 (3,), not float32 (2,)"),
    ],
)
def test_a_case_that_does_not(ours: Ours, expected: tuple[float, ...], wrong: str) -> None:
    assert wrong in run(ours, outputs(*expected), RTOL, ATOL).wrong


def test_attributes_choose_the_function() -> None:
    assert OPERATORS["Swish"]({"alpha": 1.0}) == Ours("silu")
    assert OPERATORS["Swish"]({"alpha": 0.5}) == Ours("swish", {"beta": 0.5})
    assert OPERATORS["Gelu"]({"approximate": b"none"}) == Ours("gelu")
    assert OPERATORS["Gelu"]({"approximate": b"tanh"}) == Ours("gelu_tanh")
    assert OPERATORS["HardSigmoid"]({"alpha": 0.3, "beta": 0.5}) is None
    assert OPERATORS["HardSigmoid"]({"alpha": 0.5, "beta": 0.5}) == Ours("sparse_sigmoid")
    assert OPERATORS["Softmax"]({"axis": 0}) == Ours("softmax", {"axis": 0})
    given = {"alpha": 1.0, "approximate": b"none", "axis": -1, "beta": 0.5}
    given |= {"bias": 0.0, "gamma": 1.0, "lambd": 0.5}
    made = {ours.id for operator in OPERATORS.values() if (ours := operator(given))}
    assert made <= {a.id for a in activations.catalogue}
