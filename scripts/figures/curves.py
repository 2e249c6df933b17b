"""The graphs of functions of one input, as smooth curves."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from activations.arrays import FloatArray
from activations.spec import Elementwise
from scripts.figures import style
from scripts.figures.style import DASHES, INK, PAGE, SLOPE, SOFT, F, Floats, Look
from scripts.sources.expressions import joints, kinks, letter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Curve: TypeAlias = Callable[..., FloatArray]  # a function of one array


def pieces(g: Curve, window: tuple[float, float], breaks: list[float]) -> Iterator[Floats]:
    """Yield the smooth pieces of a curve as cubic Bézier control points of shape (3 n + 1, 2).

    Between the breaks the curve is interpolated in n equal steps by cubics with the curve's own
    slopes; n is doubled until nothing is off by more than 1/10000 of the piece's height. Where
    that does not help there is a corner, as of a slope: it is halved, to close in on the corner.
    """
    edges = [window[0], *(b for b in breaks if window[0] < b < window[1]), window[1]]
    for left, right in itertools.pairwise(edges):
        first, *others = _parts(g, left, right, 1e-5 * (right - left))
        yield np.concatenate([first, *(points[1:] for points in others)])


def _parts(g: Curve, left: float, right: float, narrow: float) -> Iterator[Floats]:
    inside = np.nextafter(left, right), np.nextafter(right, left)
    for n in (1, 2, 4, 8, 16, 32, 64):
        points = _bezier(g, *inside, n)
        if _off(g, points) <= 1e-4 or right - left < narrow:
            yield points
            return
    middle = (left + right) / 2
    yield from _parts(g, left, middle, narrow)
    yield from _parts(g, middle, right, narrow)


def _bezier(g: Curve, left: float, right: float, n: int) -> Floats:
    x = np.linspace(left, right, n + 1)
    h = 1e-5 * (right - left)
    middle = np.clip(x, left + 2 * h, right - 2 * h)  # slopes at the ends are taken from inside
    slope = (g(middle + h) - g(middle - h)) / (2 * h)
    y = g(x)
    step = (right - left) / n / 3
    points = np.empty((3 * n + 1, 2))
    points[:, 0] = np.linspace(left, right, 3 * n + 1)
    points[::3, 1] = y
    points[1::3, 1] = y[:-1] + slope[:-1] * step
    points[2::3, 1] = y[1:] - slope[1:] * step
    return points


def _off(g: Curve, points: Floats) -> float:
    """Return how far the cubics are from the curve, relative to the height of the piece."""
    t = np.linspace(0, 1, 9)[1:-1]
    basis = np.stack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    p0, p1, p2, p3 = points[:-1:3], points[1::3], points[2::3], points[3::3]
    on = np.einsum("kt,knc->ntc", basis, np.stack([p0, p1, p2, p3]))
    height = max(float(np.ptp(points[::3, 1])), 1e-9)
    return float(np.abs(on[..., 1] - g(on[..., 0])).max()) / height


def draw(axes: Axes, g: Curve, a: Elementwise, **line: Any) -> None:
    """Draw a curve over the window, in pieces that end where it may have a kink."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    for points in pieces(g, a.window, joints(a)):
        codes = [Outline.MOVETO] + [Outline.CURVE4] * (len(points) - 1)
        axes.add_patch(PathPatch(Outline(points, codes), fill=False, capstyle="round", **line))


def _draw_jumps(axes: Axes, look: Look, g: Curve, a: Elementwise, colour: str, size: float) -> None:
    """Mark both ends of a jump, open where the curve is not, and the value in between."""
    dot: dict[str, Any] = {"ms": size, "mec": colour, "mew": 1.6, "zorder": 4}
    for x in kinks(a):
        value = float(g(np.array(x)))
        ends = [float(g(np.nextafter(x, x + side))) for side in (-1, 1)]
        if abs(ends[0] - ends[1]) < 1e-9:
            continue
        for y in {end for end in ends if end != value}:
            axes.plot(x, y, "o", mfc=look.ground, **dot)
        axes.plot(x, value, "o", mfc=colour, **dot)


def frame(
    axes: Axes, a: Elementwise, look: Look = PAGE, room: float = 0.06, cross: float = 1
) -> None:
    """Give the axes the window of the inputs, and the height of all that is drawn over it."""
    x = np.linspace(*a.window, 1001)
    others = [g(x) for g in (*_family(a).values(), *band(a))]
    y = np.concatenate([a.function(x), a.derivative(x), *others, [0.0]])
    margin = room * float(np.ptp(y))
    axes.set_xlim(*a.window)
    axes.set_ylim(float(y.min()) - margin, float(y.max()) + margin)
    style.cross(axes, look, cross)


def _family(a: Elementwise) -> dict[str, Curve]:
    """Return f at the other parameter values that the record wants shown, by their label."""
    return {
        f"{letter(p)} = {value:g}": functools.partial(a.function, **{p.name: value})
        for p in a.parameters
        for value in p.shown
    }


def band(a: Elementwise) -> list[Curve]:
    """Return what bounds the values of a random function, as functions of x."""
    # The closed forms are few and short: NumPy reads them as SymPy does.
    names = {**vars(np), "Max": np.maximum, "Min": np.minimum, "Abs": np.abs}
    names |= {p.name: p.default for p in a.parameters}

    def curve(text: str) -> Curve:
        return lambda x: np.asarray(eval(text, {"__builtins__": {}}, {**names, "x": x}))

    return [curve(text) for text in a.band]


def _label(
    axes: Axes,
    look: Look,
    curve: Curve,
    others: list[Curve],
    text: str,
    colour: str,
    *,
    size: int = 21,
) -> None:
    """Write a curve's name beside it, where it is farthest from every other curve."""
    low, high = axes.get_xlim()
    bottom, top = axes.get_ylim()
    box = axes.get_window_extent()
    across, up = box.width / (high - low), box.height / (top - bottom)
    x = np.linspace(low, high, 401)
    lines = [np.stack([(x - low) * across, (g(x) - bottom) * up], 1) for g in (curve, *others)]
    lines.append(np.stack([(x - low) * across, np.full_like(x, -bottom * up)], 1))
    lines.append(np.stack([np.full_like(x, -low * across), np.linspace(0, box.height, 401)], 1))
    best, place = -1.0, (0.0, 0.0)
    half = 0.25 * size * len(text.replace(" ", ""))  # of the text's width
    spots = (lines[0][20:381:4, None] + [[0, size + 1], [0, -size - 1]]).reshape(-1, 2)
    inside = (half < spots[:, 0]) & (spots[:, 0] < box.width - half - 6)
    spots = spots[inside & (spots[:, 1] > 14) & (spots[:, 1] < box.height - 14)]
    # Distances from the text, which is wider than high.
    apart = (np.maximum(np.abs(line - spots[:, None]) - [half, 0], 0) for line in lines)
    own, *others_near = (np.hypot(*np.moveaxis(gap, -1, 0)).min(axis=1) for gap in apart)
    for spot, near, room in zip(spots, own, np.min(others_near, axis=0), strict=True):
        if near > 0.6 * size and room > best + 0.5:
            best, place = room, (spot[0] / across + low, spot[1] / up + bottom)
    axes.text(*place, text, color=colour, size=size, ha="center", va="center", **look.note)


def curves(a: Elementwise, look: Look) -> Figure:
    """Draw f and f', f at other values of the parameters, and the band of a random function."""
    figure = style.new(style.SIZE)
    axes = figure.add_axes((0.12, 0.15, 0.86, 0.83) if look.labelled else (0.085, 0.11, 0.89, 0.87))
    f, slope, family = a.function, a.derivative, _family(a)
    frame(axes, a, look)
    for g in family.values():
        draw(axes, g, a, ec=F, lw=1.1, alpha=0.55)
    _draw_band(axes, look, a)
    x = np.linspace(*a.window, 101)
    one = np.allclose(f(x), slope(x))  # then its dashes lie over the line
    draw(axes, slope, a, ec=SLOPE, lw=1.8, ls=DASHES, zorder=2 if one else 1)
    _draw_jumps(axes, look, slope, a, SLOPE, 6)
    draw(axes, f, a, ec=F, lw=2.8)
    _draw_jumps(axes, look, f, a, F, 7)
    if one:
        _label(axes, look, f, [*family.values()], "f = f ′", F)
    else:
        _label(axes, look, f, [slope, *family.values()], "f", F)
        _label(axes, look, slope, [f, *family.values()], "f ′", SLOPE)
    for text, g in family.items():
        others = [f, slope, *(h for h in family.values() if h is not g)]
        _label(axes, look, g, others, text, SOFT, size=14)
    style.bare(axes)
    low, high = a.window
    if high - low <= 20:
        axes.set_xticks(np.arange(np.ceil(low), high + 0.5))
    axes.locator_params(axis="y", nbins=7, steps=[1, 2, 2.5, 5, 10])
    if look.labelled:
        axes.set_xlabel("x", size=18, color=INK, **look.note)
        axes.set_ylabel("f (x),  f ′(x)", size=18, color=INK, **look.note)
    return figure


def _draw_band(axes: Axes, look: Look, a: Elementwise) -> None:
    """Show where a random function falls in training: its bounds, and one draw of points."""
    edges = band(a)
    if not edges:
        return
    x = np.linspace(*a.window, 51)
    low, high = edges[0](x), edges[-1](x)
    apart = low != high
    axes.fill_between(x, low, high, fc=F, alpha=0.16, lw=0)
    draws = a.function(x[apart], rng=np.random.default_rng(1))
    axes.plot(x[apart], draws, "o", ms=4, mfc=look.ground, mec=F, mew=1.2, zorder=3)


def plate(a: Elementwise) -> Figure:
    """Draw f and f' small and without numbers, as the gallery shows them."""
    figure = style.new(style.PLATE_SIZE)
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    frame(axes, a)
    draw(axes, a.derivative, a, ec=SLOPE, lw=1.6, ls=DASHES, gid="slope")
    draw(axes, a.function, a, ec=F, lw=3)
    axes.axis("off")
    return figure
