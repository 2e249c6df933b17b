"""Functions of two numbers a and b: contour maps and partial derivatives."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from activations.arrays import FloatArray
from activations.spec import Pair as Record
from scripts.figures import contours
from scripts.kinds.elementwise import POINTS
from scripts.kinds.kind import (
    INFINITE,
    Asked,
    Drawing,
    Kind,
    Row,
    crossed,
    number,
    partials,
    plain,
    range_tex,
    smoothness,
    yes,
)
from scripts.sources.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from scripts.truth.expressions import Parameters

OTHERS = (1.0, -3.0, 0.1, 1e-5, -700.0, 25.0, -0.5)  # what stands beside a hard number
SECOND = (-2.0, -1.0, 0.0, 1.0, 2.0)


def alt(a: Record, w: Words, title: str) -> str:
    """Say what the map shows: the values at its corners and in its middle."""
    low, high = a.window
    places = ((high, high), (high, low), (low, high), (low, low), (0.0, 0.0))
    values = ", ".join(
        w("alt.at", first=f"{x:g}", second=f"{y:g}", value=f"{float(a.function(x, y)) + 0.0:.3g}")
        for x, y in places
    )
    return w("alt.contours", name=title, low=f"{low:g}", high=f"{high:g}", values=values)


def data(a: Record) -> dict[str, FloatArray]:
    """Return the values and the slopes on the grid of the map."""
    x = np.round(np.linspace(*a.window, contours.STEPS), 12)
    first, second = (grid.ravel() for grid in np.meshgrid(x, x, indexing="ij"))
    by_a, by_b = a.derivative(first, second)
    return {"a": first, "b": second, "f": a.function(first, second), "by_a": by_a, "by_b": by_b}


class Pair(Kind[Record]):
    """The room of functions of two numbers."""

    name = "pair"
    record = Record
    readings = True
    output = "f(a, b)"
    drawings: ClassVar = {"": Drawing(contours.contours, alt, data)}
    plate = staticmethod(contours.plate)

    def legend(self, a: Record, w: Words) -> list[tuple[str, str]]:
        """Return nothing: what a and b are, the page says among its symbols."""
        return []

    def controls(self, a: Record) -> int:
        """Return the two inputs beside the parameters."""
        return 2 + super().controls(a)

    def rows(self, a: Record, w: Words) -> list[Row]:
        """Return the claims."""
        linear = ", ".join(f"${name}$" for name in a.linear_in)
        return [
            Row("range", range_tex(a)),
            Row(
                "linear_in", w("values.linear_in", inputs=linear) if linear else w("values.neither")
            ),
            Row("exchangeable", w(f"values.{'' if a.symmetric else 'not_'}exchangeable")),
            Row("bounded_slopes", yes(a.lipschitz, w)),
            Row("smoothness", smoothness(a, w)),
        ]

    def values(self, a: Record, w: Words) -> list[tuple[str, ...]]:
        """Return a table of a downwards and b to the right."""
        head = ("$a$", *(f"$b = {number(b)}$" for b in SECOND))
        rows = [(x, *a.function(np.full(len(SECOND), x), SECOND)) for x in POINTS]
        return [head, *(tuple(plain(float(v)) for v in row) for row in rows)]

    def truths(
        self, a: Record, parameters: Parameters, x: NDArray[Any]
    ) -> Iterator[tuple[tuple[Any, ...], list[Any]]]:
        """Yield a hard number beside an ordinary one; there may be a joint where they are equal."""
        from scripts.truth.expressions import A, B, partial

        forms = [partial(a, parameters, *by) for by in ((), (A,), (B,))]
        others = np.resize(np.array(OTHERS, x.dtype), len(x))
        pairs = [*zip(x[::2], others[::2], strict=True), *zip(others[1::6], x[1::6], strict=True)]
        for u, v in pairs:
            if u != v:
                inputs = (float(u), float(v))
                yield inputs, [functools.partial(form, *inputs) for form in forms]

    def special(self, a: Record) -> list[tuple[Any, ...]]:
        """Return the infinities and NaN, each beside an ordinary number, and beside 0."""
        return [
            pair for x in (-np.inf, np.inf, np.nan) for y in (2.0, 0.0) for pair in ((x, y), (y, x))
        ]

    def probes(self, a: Record, parameters: Parameters) -> tuple[list[Any], list[Any]]:
        """Return each infinity and NaN beside a number, in either place."""
        second = [(s, v) for s in INFINITE for v in (1.0, 0.0)]
        return [], [*second, *((1.0, s) for s in INFINITE)]

    def asked(self, a: Record, parameters: Parameters, dtype: str) -> Asked:
        """Return hard numbers beside ordinary ones."""
        from flint import arb

        from scripts.truth.expressions import A, B, partial
        from scripts.truth.inputs import asked, rounded

        x = asked(dtype)
        x = x[np.abs(x) < 700]
        y = rounded(np.random.default_rng(7).normal(0, 3, len(x)), dtype)
        value, by_a, by_b = (
            np.array([form(arb(u), arb(v)) for u, v in zip(x, y, strict=True)], dtype=object)
            for form in (partial(a, parameters, *by) for by in ((), (A,), (B,)))
        )
        by_a[crossed(a, x)] = arb("nan")
        return Asked([x, y], value, [by_a, by_b])

    def columns(self, a: Record) -> list[str]:
        """Return both inputs, the value and both slopes."""
        return ["a", "b", "f", "df/da", "df/db"]

    def mark(self, a: Record, w: Words) -> str:
        """Return that there are two inputs."""
        return w("marks.pair")

    def traits(self, a: Record) -> set[str]:
        """Return what every kind has, and that there are several inputs."""
        return super().traits(a) | {"inputs"}

    def script(self, a: Record) -> list[str]:
        """Return f and both slopes."""
        return partials(a, "slopes")

    def card(self, figure: Figure, place: tuple[float, float, float, float], a: Record) -> None:
        """Draw the map."""
        axes = figure.add_axes(place)
        axes.axis("off")
        contours.draw(axes, a, contours.LEVELS)

    def samples(self) -> list[tuple[float, ...]]:
        """Return a pair in every quadrant."""
        return [(1.5, 2.0), (-1.5, 0.7), (-0.4, -2.5), (2.5, -1.0)]
