"""Test vectors for implementers: hard inputs with what is true there, a JSON file a function.

The page data.md explains them to its readers. Whoever changes or removes a field raises `FORMAT`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from activations import Activation
from scripts import kinds
from scripts.truth.expressions import Parameters, settings
from scripts.truth.inputs import hard
from scripts.truth.rounding import nearest

FORMAT = 1
PATH = "vectors"
FEW = 9  # beside the defaults, one in so many inputs is enough


def vectors(a: Activation) -> bytes:
    """Return the test vectors of a function as JSON, a line a row."""
    default, *others = settings(a)
    parts = [_rounded(a, default, dtype, 1) for dtype in ("float64", "float32")]
    parts.append(_part(a, default, "float64", _special(a), special=True))
    parts += [_rounded(a, parameters, "float64", FEW) for parameters in others]
    head = {
        "format": FORMAT,
        "licence": "MIT",
        "id": a.id,
        "kind": kinds.of(a).name,
        "columns": kinds.of(a).columns(a),
    }
    lines = json.dumps(head)[:-1] + ',\n"parts": [\n' + ",\n".join(parts)
    return f"{lines}\n]}}\n".encode()


def _part(
    a: Activation, parameters: Parameters, dtype: str, rows: Iterable[Any], *, special: bool
) -> str:
    given = {p.name: parameters.get(p.name, p.default) for p in a.parameters}
    head = json.dumps({"dtype": dtype, "special": special, "parameters": given})[:-1]
    lines = ",\n".join(json.dumps(_speakable(row), allow_nan=False) for row in rows)
    return f'{head}, "rows": [\n{lines}\n]}}'


def _rounded(a: Activation, parameters: Parameters, dtype: str, step: int) -> str:
    """Return rows of inputs and what is nearest to the truth there; undecided ones are left out."""
    rows = []
    for inputs, truths in kinds.of(a).truths(a, parameters, hard(dtype)[::step]):
        row = [*(np.asarray(x).tolist() for x in inputs), *(_each(t, dtype) for t in truths)]
        if not _holds(row, None):
            rows.append(row)
    return _part(a, parameters, dtype, rows, special=False)


def _each(truth: Any, dtype: str) -> Any:
    return [_each(t, dtype) for t in truth] if isinstance(truth, list) else nearest(truth, dtype)


def _holds(row: Any, wanted: object) -> bool:
    return any(_holds(r, wanted) for r in row) if isinstance(row, list) else row is wanted


def _special(a: Activation) -> list[Any]:
    """Return what the package gives where there is no one truth: at infinities, NaN and kinks."""
    rows = []
    for inputs in kinds.of(a).special(a):
        arguments = [np.array(x, np.float64) for x in inputs]
        outputs: list[Any] = []
        with np.errstate(all="ignore"):
            for f in (a.function, *a.derivatives):
                result = f(*arguments)
                outputs += result if isinstance(result, tuple) else [result]
        rows.append([*inputs, *((np.asarray(y) + 0.0).tolist() for y in outputs)])
    return rows


def _speakable(value: Any) -> Any:
    """Return what JSON can say; every language reads these words as the numbers they stand for."""
    if isinstance(value, list | tuple):
        return [_speakable(v) for v in value]
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return float(value)
