"""What the page "How exact?" says was measured is measured again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import activations
from activations.spec import Activation, Pair
from tests.kinds.records import name
from tests.oracle.exactness import PATH, copied, measure

EVERY = pytest.mark.parametrize("a", activations.catalogue, ids=name)
ROOT = Path(__file__).resolve().parents[2]


@EVERY
def test_the_errors_are_as_they_were_measured(a: Activation) -> None:
    """Where they were worst, and at one number in `FEW`, where they may not be worse.

    To a factor of two: the last bit of an exponential differs between platforms.
    """
    path = ROOT / PATH / f"{a.id}.json"
    assert path.exists(), f"{path.relative_to(ROOT)} is missing: make exactness ID={a.id}"
    committed = json.loads(path.read_text(encoding="utf-8"))
    found = measure(a, committed)
    for order, bound in (("function", a.accuracy.function), ("derivative", a.accuracy.derivative)):
        assert committed[order].keys() == found[order].keys()
        for kind, was in committed[order].items():
            low, high = sorted([was["error"], found[order][kind]["error"]])
            assert high <= 2 * low, f"{a.id} {order} {kind}: {low} and {high}: make exactness"
        assert committed[order]["float64"]["error"] <= bound
        assert max(committed[order][kind]["error"] for kind in ("float32", "float16")) <= 1


@EVERY
def test_printed_code_runs_as_copied_on_float_arrays_of_every_width(a: Activation) -> None:
    x = np.linspace(-3, 3, 7)
    for f in (a.function, *a.derivatives):
        for dtype, digits in ((np.float16, 2e-3), (np.float32, 1e-6), (np.float64, 1e-14)):
            given: list[Any] = [x.astype(dtype)] * (2 if isinstance(a, Pair) else 1)
            np.testing.assert_allclose(copied(f)(*given), f(*given), rtol=2 * digits, atol=digits)


@EVERY
def test_printed_code_runs_on_lists_as_the_page_says(a: Activation) -> None:
    given: list[Any] = [[-2, 0, 3]] * (2 if isinstance(a, Pair) else 1)
    for f in (a.function, *a.derivatives):
        found = copied(f)(*(np.asarray(x, dtype=float) for x in given))
        np.testing.assert_array_equal(found, f(*given))
    for path in ROOT.glob(f"docs/*/functions/{a.id}.md"):
        code = path.read_text(encoding="utf-8").partition("{ #code }")[2].partition("\n## ")[0]
        assert "`np.asarray(x, dtype=float)`" in code, path
