"""Functions of one number: graphs, slopes, kinks; random ones with the band of their values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from activations.arrays import FloatArray
from activations.spec import Elementwise as Record
from scripts.figures import curves
from scripts.figures.style import DASHES, SLOPE, F, Floats
from scripts.kinds.kind import (
    INFINITE,
    Asked,
    Curve,
    Drawing,
    Kind,
    Row,
    crossed,
    interval,
    number,
    partials,
    plain,
    short,
    smoothness,
)
from scripts.kinds.numbers import REACH, numbers
from scripts.sources.expressions import arguments, kinks, letter, parse, script, tex, value
from scripts.sources.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from scripts.truth.expressions import Parameters

POINTS = (-5.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 5.0)
FEW = 4  # values, so that they are listed
MOST = 4  # extreme points that are listed


def alt(a: Record, w: Words, title: str) -> str:
    """Say what the graph shows: a few values, the steepest slope, the extreme points."""
    low, high = a.window
    n = numbers(a)
    if n.lipschitz is not None:
        steepest = w("alt.steepest", value=f"{n.lipschitz:.3g}")
    else:
        steepest = w("alt.jumps" if a.smoothness < 0 else "alt.unbounded")
    places = {"first": low, "middle": 0.0, "last": high}
    heights = {name: f"{float(a.function(x)):.3g}" for name, x in places.items()}
    ends = {"low": f"{low:g}", "high": f"{high:g}"}
    text = [w("alt.curve", name=title, **ends, **heights, steepest=steepest)]
    if n.extremes:
        points = ", ".join(f"({x:.3g}, {y:.3g})" for x, y in n.extremes[:MOST])
        text.append(w("alt.extreme" if len(n.extremes) == 1 else "alt.extremes", points=points))
    return " ".join([*text, *([w("alt.band")] if a.random else [])])


def data(a: Record) -> dict[str, FloatArray]:
    """Return the curves at a thousand steps."""
    x = np.round(np.linspace(*a.window, 1001), 12)  # so that a kink at 0 is met
    return {"x": x, "f": a.function(x), "derivative": a.derivative(x)}


class Elementwise(Kind[Record]):
    """The room of functions of one number."""

    name = "elementwise"
    record = Record
    readings = True
    drawings: ClassVar = {"": Drawing(curves.curves, alt, data)}
    plate = staticmethod(curves.plate)
    key: ClassVar = {
        "$f$": {"color": F, "lw": 6.5},
        "$f'$": {"color": SLOPE, "lw": 4, "ls": DASHES},
    }

    def legend(self, a: Record, w: Words) -> list[tuple[str, str]]:
        """Return what x is."""
        return [("$x$", w("page.input"))]

    def rows(self, a: Record, w: Words) -> list[Row]:
        """Return claims, then what is computed."""
        n = numbers(a)
        below, above = (self._limit(limit, a, w) for limit in a.limits)
        centre = number(float(a.function(0.0)))
        fields = {"centre": centre} if a.symmetry == "point" else {}
        return [
            Row("range", self._range(a)),
            Row("limits", w("values.limits", below=below, above=above)),
            Row("monotonicity", w(f"values.{_key(a.monotonicity, 'not_monotonic')}")),
            Row("symmetry", w(f"values.{_key(a.symmetry, 'not_symmetric')}", **fields)),
            *([Row("period", f"${tex(a.period, a)}$")] if a.period else []),
            Row("smoothness", smoothness(a, w)),
            Row("convexity", w(f"values.{_key(a.convexity, 'not_convex')}")),
            Row("extremes", self._extremes(a, w)),
            Row("lipschitz", self._lipschitz(a, w)),
            Row("moments", f"{plain(n.mean)}, {plain(n.second_moment)}"),
            Row("gain", w("values.no_gain") if n.gain is None else plain(n.gain)),
            *([Row("backward", plain(n.backward))] if n.backward is not None else []),
            *([Row("fixed_point", _stability(n.stability, w))] if n.stability is not None else []),
            *(
                [Row("pytorch_gain", plain(float(value(a.pytorch_gain, a))))]
                if a.pytorch_gain
                else []
            ),
        ]

    def _range(self, a: Record) -> str:
        """Return the range: of a function of a few steps its values, else what lies between."""
        if len(taken := _taken(a)) <= FEW:
            return rf"$\{{{', '.join(map(number, taken))}\}}$"
        return f"${interval(a, lambda end: self._end(end, a))}$"

    def _limit(self, limit: str, a: Record, w: Words) -> str:
        return w("values.no_limit") if limit == "none" else f"${tex(limit, a)}$"

    def _end(self, end: str, a: Record) -> str:
        return tex(end, a) if end not in ("min", "max") else rf"{number(self._found(end, a))}\ldots"

    def _found(self, end: str, a: Record) -> float:
        """Return the lowest or the highest extreme."""
        heights = [y for _, y in numbers(a).extremes]
        if not heights:
            right = "a closed form, or an extreme point between -30 and 30"
            raise a.error("range=", f"no extreme point is the {end}", right)
        return min(heights) if end == "min" else max(heights)

    def _extremes(self, a: Record, w: Words) -> str:
        found = numbers(a).extremes
        points = ", ".join(f"$({number(x)}, {number(y)})$" for x, y in found[:MOST])
        if len(found) > MOST:
            points += ", …"
        if a.period and points:
            return w("values.every_period", points=points)
        return points or w("values.no_extremes")

    def _lipschitz(self, a: Record, w: Words) -> str:
        constant = numbers(a).lipschitz
        if constant is not None:
            return w("values.lipschitz", value=plain(constant))
        return w("values.lipschitz_jump" if a.smoothness < 0 else "values.lipschitz_unbounded")

    def values(self, a: Record, w: Words) -> list[tuple[str, ...]]:
        """Return f and f' at a few points."""
        rows = [(x, a.function(x), a.derivative(x)) for x in POINTS]
        return [("$x$", "$f(x)$", "$f'(x)$"), *(tuple(plain(float(v)) for v in r) for r in rows)]

    def truths(
        self, a: Record, parameters: Parameters, x: NDArray[Any]
    ) -> Iterator[tuple[tuple[Any, ...], list[Any]]]:
        """Yield numbers that are no kink with f, f' and the derivatives in learned parameters."""
        from scripts.truth.expressions import kinks as joints
        from scripts.truth.expressions import truth
        from scripts.truth.inputs import crossing

        learned = [p.name for p in a.parameters if p.derivative is not None]
        f, *slopes = [truth(a, parameters), *(truth(a, parameters, 1, n) for n in ("x", *learned))]
        if a.accuracy.crossing is not None:
            low, high, _ = a.accuracy.crossing
            x = np.sort(np.append(x, crossing(slopes[0], low, high, x.dtype.name)))
        apart = joints(a, parameters)
        for v in x.tolist():
            if v not in apart:
                yield (v,), [partial(form, v) for form in (f, *slopes)]

    def special(self, a: Record) -> list[tuple[Any, ...]]:
        """Return the infinities, NaN and the kinks; of 0 both signs."""
        zero = [-0.0] if 0 in kinks(a) else []
        return [(x,) for x in (-np.inf, np.inf, np.nan, *zero, *kinks(a))]

    def probes(self, a: Record, parameters: Parameters) -> tuple[list[Any], list[Any]]:
        """Return the kinks, then the infinities and NaN."""
        from scripts.truth.expressions import kinks as joints

        return list(joints(a, parameters)), list(INFINITE)

    def asked(self, a: Record, parameters: Parameters, dtype: str) -> Asked:
        """Return numbers; the slope is not asked at kinks, nor near where it is 0."""
        from flint import arb

        from scripts.truth.expressions import kinks as joints
        from scripts.truth.expressions import truth
        from scripts.truth.inputs import asked

        x = asked(dtype)
        f, slope = (
            np.array([form(arb(v)) for v in x], dtype=object)
            for form in (truth(a, parameters), truth(a, parameters, 1))
        )
        slope[crossed(a, x) | np.isin(x, list(joints(a, parameters)))] = arb("nan")
        return Asked([x], f, [slope])

    def notes(self, a: Record, w: Words) -> list[str]:
        """Return what the code returns at the kinks, and the derivatives in learned parameters."""
        said = []
        for kink in a.kinks:
            fields = {"at": tex(kink.at, a), "value": tex(kink.value, a)}
            when = {"when": tex(kink.when, a)} if kink.when else {}
            said.append(w("page.kink_when" if when else "page.kink", **fields, **when))
        for p in a.parameters:
            if p.derivative is not None:
                said.append(w("page.learned", symbol=p.symbol))
                said.append(f"```math\n{p.latex_derivative}\n```")
        return said

    def mark(self, a: Record, w: Words) -> str:
        """Return the first that holds of what tells functions apart."""
        if a.random:
            return w("marks.random")
        if learned := [letter(p) for p in a.parameters if p.derivative is not None]:
            return w("marks.learned", letters=", ".join(learned))
        if a.period:
            return w("marks.period", value=short(float(value(a.period, a))))
        taken = len(_taken(a))
        if f"marks.values_{taken}" in w:
            return w(f"marks.values_{taken}")
        if a.interval.low == "min":
            return w("marks.minimum", value=short(self._found("min", a)))
        if a.interval.high == "max":
            return w("marks.maximum", value=short(self._found("max", a)))
        if a.smoothness <= 0 and a.limits == ("-oo", "oo"):
            return w("marks.left_slope", value=short(float(a.derivative(-REACH))))
        if a.smoothness <= 0 and (points := kinks(a)):
            if len(points) > 2:
                return w("marks.kinks", number=len(points))
            where = ", ".join(map(short, points))
            return w("marks.jump" if a.smoothness < 0 else "marks.kink", places=where)
        return w("marks.range", interval=interval(a, lambda end: short(float(value(end, a)))))

    def band(self, a: Record) -> list[Curve]:
        """Return the edges."""
        return curves.band(a)

    def ends(self, a: Record) -> tuple[float, float]:
        """Return the ends; of one without a closed form, the extreme point."""
        low, high = (
            self._found(end, a) if end in ("min", "max") else float(value(end, a))
            for end in a.interval[:2]
        )
        return low, high

    def traits(self, a: Record) -> set[str]:
        """Return what every kind has, and the shape of the graph."""
        centred = abs(numbers(a).mean) < 1e-9
        shape = {"odd", "even", "convex", "concave"} & {str(a.symmetry), str(a.convexity)}
        shape |= {"monotonic"} if a.monotonicity != "none" else set()
        shape |= {"centred"} if centred else set()
        return super().traits(a) | shape | ({"periodic"} if a.period else set())

    def script(self, a: Record) -> list[str]:
        """Return f, its slope, its kinks and the bounds of its band."""
        lines = partials(a, "slope")
        lines.append(f"export const kinks = ({arguments(a)}) => [{', '.join(_kinks(a))}];")
        if a.band:
            bounds = ", ".join(f"(x) => {script(parse(a, text))}" for text in a.band)
            lines.append(f"export const band = ({arguments(a)}) => [{bounds}];")
        return lines

    def outline(self, a: Record) -> tuple[Curve, Curve]:
        """Return f and f'."""
        return a.function, a.derivative

    def card(self, figure: Figure, place: tuple[float, float, float, float], a: Record) -> None:
        """Draw f and f'; a jump is no part of a graph."""
        axes = figure.add_axes(place)
        axes.axis("off")
        curves.frame(axes, a, room=0.04, cross=2)
        curves.draw(axes, a.derivative, a, ec=SLOPE, lw=4, ls=DASHES)
        curves.draw(axes, a.function, a, ec=F, lw=6.5)

    def samples(self) -> list[tuple[float, ...]]:
        """Return numbers on both sides of 0 and beyond every kink that is likely."""
        return [(-7.3,), (-2.6,), (-0.7,), (0.4,), (1.9,), (8.2,)]

    def numbers(self, a: Record) -> dict[str, Any]:
        """Return what the build computes, with six digits, which no platform changes."""
        n = numbers(a)
        return {
            "lipschitz": None if n.lipschitz is None else rounded(n.lipschitz),
            "extremes": [[rounded(x), rounded(y)] for x, y in n.extremes],
            "mean": rounded(n.mean),
            "second_moment": rounded(n.second_moment),
            "gain": None if n.gain is None else rounded(n.gain),
            "backward": None if n.backward is None else rounded(n.backward),
            "stability": None if n.stability is None else rounded(n.stability),
        }


def _taken(a: Record) -> Floats:
    """Return the values that a function takes."""
    return np.unique(a.function(np.linspace(-REACH, REACH, 4801)))


def _stability(slope: float, w: Words) -> str:
    if abs(slope - 1) < 1e-9:
        return w("values.neutral")
    return w("values.stable" if slope < 1 else "values.unstable", value=plain(slope))


def _key(claim: str, none: str) -> str:
    return none if claim == "none" else claim.replace(" ", "_")


def _kinks(a: Record) -> list[str]:
    """Return the kinks in JavaScript: where, what the derivative is there, and whether."""
    items = []
    for kink in a.kinks:
        at, slope = (script(parse(a, text)) for text in (kink.at, kink.value))
        # Conditions are comparisons, which Python and JavaScript write alike.
        items.append(f"{{ at: {at}, slope: {slope}, real: {kink.when or 'true'} }}")
    return items


def rounded(value: float) -> float:
    """Return six significant digits, and no residue around 0."""
    return 0.0 if abs(value) < 1e-12 else float(f"{value:.6g}")
