"""Functions from a vector to one number, drawn as vectors are."""

from __future__ import annotations

from typing import Any, ClassVar

from activations.spec import Reduction as Record
from scripts.figures import bars
from scripts.kinds.kind import Drawing, Row, range_tex, smoothness, yes
from scripts.kinds.vector import OfVectors, alt, data
from scripts.sources.words import Words


class Reduction(OfVectors[Record]):
    """The room of functions from vectors to numbers."""

    name = "reduction"
    record = Record
    drawings: ClassVar = {"": Drawing(bars.bars, alt, data)}

    def rows(self, a: Record, w: Words) -> list[Row]:
        """Return the claims."""
        convexity = "not_convex" if a.convexity == "none" else a.convexity
        return [
            Row("range", range_tex(a)),
            Row("shift_equivariant", yes(a.shift_equivariant, w)),
            Row("order_free", yes(a.symmetric, w)),
            Row("smoothness", smoothness(a, w)),
            Row("convexity", w(f"values.{convexity}")),
        ]

    def _result(self, outputs: list[Any], slopes: list[Any]) -> list[Any]:
        return [outputs[0], slopes[0]]

    def mark(self, a: Record, w: Words) -> str:
        """Return that many become one."""
        return w("marks.reduction")
