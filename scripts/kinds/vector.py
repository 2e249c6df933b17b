"""Functions of a vector: bars of inputs and outputs, and the Jacobian."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from activations.arrays import FloatArray
from activations.spec import Reduction
from activations.spec import Vector as Record
from scripts.figures import bars
from scripts.figures.style import RULE, SOFT, F
from scripts.kinds.kind import (
    INFINITE,
    Asked,
    Drawing,
    Kind,
    Row,
    listed,
    range_tex,
    short,
    smoothness,
    yes,
)
from scripts.sources.expressions import arguments, parse, script, tex, value
from scripts.sources.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from scripts.truth.expressions import Parameters

A = TypeVar("A", bound=Record | Reduction)
LENGTH = 6  # of the vectors that frameworks are asked
VECTORS = (
    (1.0, 2.0, 3.0),
    (3.0, 4.0, 5.0),
    (2.0, 4.0, 6.0),
    (0.5, 1.0, 1.5),
    (0.0, 0.0, 0.0),
    (1000.0, 1001.0, 1002.0),
)


def alt(a: Record | Reduction, w: Words, title: str) -> str:
    """Say what the bars show: every input that is drawn, and its output."""
    pairs = "; ".join(
        w(
            "alt.gives",
            inputs=", ".join(f"{x:g}" for x in values),
            outputs=", ".join(short(float(y)) for y in np.atleast_1d(a.function(values))),
        )
        for values in bars.columns(a).values()
    )
    return w("alt.bars", name=title, pairs=pairs)


def _jacobian_alt(a: Record, w: Words, title: str) -> str:
    rows = a.derivative(np.array(a.example))
    told = "; ".join(", ".join(f"{v:.3f}".replace("-", "\N{MINUS SIGN}") for v in r) for r in rows)
    inputs = ", ".join(f"{x:g}" for x in a.example)
    return w("alt.jacobian", name=title, inputs=inputs, rows=told)


def data(a: Record | Reduction) -> dict[str, FloatArray]:
    """Return what the bars show, a row an input and its output."""
    x = np.array(list(bars.columns(a).values()))
    y = np.array([np.atleast_1d(a.function(values)) for values in x])
    return _columns("x", x) | _columns(a.letter, y)


def _jacobian(a: Record) -> dict[str, FloatArray]:
    return _columns("by_x", a.derivative(np.array(a.example)))


def _columns(letter: str, rows: FloatArray) -> dict[str, FloatArray]:
    return {f"{letter}{i}": column for i, column in enumerate(rows.T, 1)}


class OfVectors(Kind[A]):
    """What functions of a vector share, whatever they return."""

    readings = False
    output = r"f(\mathbf{x})"
    plate = staticmethod(bars.plate)
    key: ClassVar = {"$x$": {"color": SOFT, "lw": 14}, "$f(x)$": {"color": F, "lw": 14}}

    def legend(self, a: A, w: Words) -> list[tuple[str, str]]:
        """Return nothing: what the vector is, the page says among its symbols."""
        return []

    def controls(self, a: A) -> int:
        """Return the inputs, the temperature and the reset beside the parameters."""
        return len(a.example) + _temperature(a) + 1 + super().controls(a)

    def values(self, a: A, w: Words) -> list[tuple[str, ...]]:
        """Return the outputs of a few vectors."""
        rows = [(v, np.atleast_1d(a.function(np.array(v)))) for v in VECTORS]
        head = (w("page.inputs"), w("page.outputs"))
        return [head, *((f"({listed(x)})", f"({listed(y)})") for x, y in rows)]

    def truths(
        self, a: A, parameters: Parameters, x: NDArray[Any]
    ) -> Iterator[tuple[tuple[Any, ...], list[Any]]]:
        """Yield vectors, some of them of hard numbers, with outputs and slopes."""
        from scripts.truth.components import Components

        lengths = [(3.75,), (0.0, 0.0), (-2.0, 7.5), (0.3, -0.3, 4.0, 2.0, -9.0, 0.1)]
        some = np.random.default_rng(9).normal(0, 9, (5, 3))
        for v in [*VECTORS, *lengths, *some, *((v, v / 2, 0.5) for v in x[::5])]:
            inputs = np.array(v, x.dtype).tolist()
            if a.smoothness < 0 and len(set(inputs)) < len(inputs):
                continue  # `exact` knows no indices: which of equal inputs wins is a convention
            at = Components(a, parameters, inputs)
            outputs = [partial(at.value, i) for i in range(at.size)]
            slopes = [[partial(at.slope, i, j) for j in range(len(inputs))] for i in range(at.size)]
            yield (inputs,), self._result(outputs, slopes)

    def _result(self, outputs: list[Any], slopes: list[Any]) -> list[Any]:
        return [outputs, slopes]

    def probes(self, a: A, parameters: Parameters) -> tuple[list[Any], list[Any]]:
        """Return vectors that hold an infinity or NaN, and one of nothing but minus infinity."""
        rest = (1.0, *[0.0] * (LENGTH - 2))
        return [], [*((s, *rest) for s in INFINITE), (-np.inf,) * LENGTH]

    def asked(self, a: A, parameters: Parameters, dtype: str) -> Asked:
        """Return vectors whose entries are near one another, and far; with kinks, no equal ones."""
        from flint import arb

        from scripts.truth.components import Components
        from scripts.truth.inputs import rounded

        random = np.random.default_rng(7)
        wide = [random.uniform(-most, most, LENGTH) for most in (1, 10, 50, 80, 80, 1e3, 1e4) * 4]
        fixed = [[0.0] * LENGTH, [1e4, 9999, 9998, 0, 0, -1e4], [-1e4] * LENGTH, [30, *[0.0] * 5]]
        x = rounded(np.array([*(fixed if a.smoothness >= 1 else []), *wide]), dtype)
        every = [Components(a, parameters, [arb(v) for v in row]) for row in x]
        value = [self._result([at.value(i) for i in range(at.size)], [[]])[0] for at in every]
        slope = [[at.slope(0, j) for j in range(LENGTH)] for at in every]
        return Asked([x], np.array(value, dtype=object), [np.array(slope, dtype=object)])

    def special(self, a: A) -> list[tuple[Any, ...]]:
        """Return vectors that hold an infinity or NaN."""
        inf, nan = np.inf, np.nan
        return [([-inf, 1.0],), ([-inf, -inf],), ([inf, 1.0],), ([inf, inf],), ([nan, 1.0],)]

    def traits(self, a: A) -> set[str]:
        """Return what every kind has, and that there are several inputs."""
        return super().traits(a) | {"inputs"}

    def script(self, a: A) -> list[str]:
        """Return a function of a list to a list."""
        parts = _parts(parse(a, a.exact))
        xs = "[x_1, x_2, x_3]"
        if "x_i" in a.inputs:
            outputs = ", ".join(f"...{xs}.map((x_i) => {script(part)})" for part in parts)
        else:
            outputs = ", ".join(script(part) for part in parts)
        f = f"({xs}, {arguments(a)}) => [{outputs}]"
        if a.smoothness < 0:  # of equal inputs, among which `exact` has no order, the first wins
            f = f"({xs}, p) => ({f})([x_1, x_2 - 1e-9, x_3 - 2e-9], p)"
        return [
            f'export const letter = "{a.letter}";',
            f"export const example = {list(a.example)};",
            f"export const temperature = {str(_temperature(a)).lower()};",
            f"export const f = {f};",
        ]

    def card(self, figure: Figure, place: tuple[float, float, float, float], a: A) -> None:
        """Draw inputs above outputs."""
        x = np.array(a.example)
        left, bottom, width, height = place
        rows = ((0.54, x, SOFT), (0.0, np.atleast_1d(a.function(x)), F))
        for up, values, colour in rows:
            axes = figure.add_axes((left, bottom + up * height, width, 0.46 * height))
            axes.axis("off")
            axes.bar(range(len(values)), values, width=0.6, color=colour)
            axes.axhline(0, color=RULE, lw=2)

    def samples(self) -> list[tuple[float, ...]]:
        """Return vectors of three components, none of them where sparsemax has a joint."""
        return [(1.0, 2.0, 3.5), (-1.5, 0.3, 0.2), (4.0, -3.0, 0.5)]

    def _arguments(self, sample: tuple[float, ...]) -> tuple[Any, ...]:
        return (np.array(sample),)

    def _outputs(self, exact: Any, at: dict[str, Any]) -> list[Any]:
        # One form of x_i stands for the outputs of x_1, x_2 and x_3.
        own = [{at["x_i"]: at[f"x_{i}"]} for i in (1, 2, 3)] if "x_i" in at else [{}]
        return [part.subs(x_i) for part in _parts(exact) for x_i in own]


def _temperature(a: Record | Reduction) -> bool:
    """Tell whether dividing the inputs by one number is of interest."""
    return a.family == "softmax" and not a.parameters


def _parts(expression: Any) -> list[Any]:
    """Return the forms of a tuple: the outputs come one form after the other."""
    from sympy import Tuple

    return list(expression) if isinstance(expression, Tuple) else [expression]


class Vector(OfVectors[Record]):
    """The room of functions from vectors to vectors."""

    name = "vector"
    record = Record
    drawings: ClassVar = {
        "": Drawing(bars.bars, alt, data),
        "-jacobian": Drawing(bars.matrix, _jacobian_alt, _jacobian),
    }

    def rows(self, a: Record, w: Words) -> list[Row]:
        """Return the claims."""
        return [
            Row("component_range", range_tex(a)),
            *([Row("total", f"${tex(a.total, a)}$")] if a.total else []),
            Row("shift_invariant", yes(a.shift_invariant, w)),
            Row("order_preserving", yes(a.order_preserving, w)),
            Row("smoothness", smoothness(a, w)),
        ]

    def mark(self, a: Record, w: Words) -> str:
        """Return what the components sum to, if to anything."""
        if a.total:
            return w("marks.total", value=short(float(value(a.total, a))))
        return w("marks.vector")
