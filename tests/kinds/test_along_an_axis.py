"""What functions of a vector have in common, whether they return a vector or one number."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from activations.spec import Activation, Reduction, Vector
from tests.kinds.records import name, of


@pytest.mark.parametrize("a", [*of(Vector), *of(Reduction)], ids=name)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64], ids=name)
def test_nan_stays_nan_without_a_warning(a: Activation, dtype: Any) -> None:
    """A row that holds NaN gives NaN; a finite one gives none.

    It warns of nothing but an overflow that there is: of an output too large for the dtype.
    """
    largest = np.finfo(dtype).max
    far = [-largest, largest, -1e4, -745, -88, -1e-6, 0, 1e-6, 88, 745, 1e4]
    least = np.inf if a.id == "softmin" else -np.inf  # what is masked with it counts for nothing
    finite = [far, far[:2], far[:1], [0.0, -0.0], [least, 0.0]]
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        for f in (a.function, a.derivative):
            for row in finite:
                with np.errstate(over="ignore"):
                    y = f(np.array(row, dtype))
                assert not np.isnan(y).any(), row
                with np.errstate(over="ignore" if np.isinf(y).any() else "raise"):
                    f(np.array(row, dtype))
            for row in ([np.nan], [np.nan, np.nan], [0.0, np.nan], [-np.inf, np.nan, 1.0]):
                assert np.isnan(f(np.array(row, dtype))).any(), row
