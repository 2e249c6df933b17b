"""Draw the pictures with which other sites show a link to a page: one a function, one for the rest.

They hold Latin text only, in a font that Matplotlib brings along: they are the same on any machine.
"""

from __future__ import annotations

import io
import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from activations import Activation, catalogue
from activations.spec import FAMILIES
from scripts import figures
from scripts.cache import cached
from scripts.compute import kinks
from scripts.figures import DASHES, INK, PLATE, RULE, SLOPE, SOFT, F

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

PUBLISHED = "assets/social"  # within the Korean site; the English pages show the same
DEFAULT = "default"  # the picture of every page that is not a function's
SIZE = (1200, 630)
LEFT, WIDTH = 0.065, 0.36  # of the words
PLOT = (0.48, 0.14, 0.45, 0.72)
FONT: Any = {"family": "STIXGeneral"}
F_STYLE: dict[str, Any] = {"color": F, "lw": 6.5, "solid_capstyle": "round"}
SLOPE_STYLE: dict[str, Any] = {"color": SLOPE, "lw": 4, "ls": DASHES}


def publish(site: Path) -> None:
    """Write every picture into the built site."""
    folder = site / PUBLISHED
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        (folder / f"{name}.png").write_bytes(picture)


def pictures() -> dict[str, bytes]:
    """Return every picture by its name; what is current already is not drawn again."""
    drawn = {a.id: _of_function(a) for a in catalogue}
    return {**drawn, DEFAULT: _of_site()}


def _of_function(activation: Activation) -> bytes:
    family = FAMILIES[activation.family].en

    def make() -> bytes:
        figure = _plate(activation.name.en, family, base=0.56)
        _write(figure, 0.115, "A Field Guide to Activation Functions", 24, INK)
        if activation.kind == "vector":
            _draw_bars(figure, activation)
        elif activation.kind == "pair":
            _draw_map(figure, activation)
        else:
            _draw_curves(figure, activation)
        return _png(figure)

    return cached("social", [*_made_from(activation), family.encode()], make)


def _of_site() -> bytes:
    """Return the picture of the site: the graphs of a few functions over each other."""
    few = [a for a in catalogue if a.kind == "elementwise"][:6]

    def make() -> bytes:
        figure = _plate(
            "A Field Guide\nto Activation\nFunctions", "Formulas, graphs, NumPy code", base=0.42
        )
        axes = figure.add_axes(PLOT)
        axes.axis("off")
        axes.set_xlim(-4, 4)
        axes.set_ylim(-1.2, 2)
        _draw_cross(axes)
        x = np.linspace(-4, 4, 801)
        for activation in few:
            axes.plot(x, activation.function(x), **F_STYLE, alpha=0.7)
        return _png(figure)

    return cached("social", [part for a in few for part in _made_from(a)], make)


def _made_from(activation: Activation) -> list[bytes]:
    own = Path(__file__).read_bytes().replace(b"\r\n", b"\n")
    return [own, figures.digest(activation, "en").encode()]


# --- drawing --------------------------------------------------------------------------------


def _plate(name: str, below: str, base: float) -> Figure:
    """Return a plate with a hairline around it, and its words on the left."""
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    figure = Figure(figsize=(SIZE[0] / 72, SIZE[1] / 72), dpi=72, facecolor=PLATE)
    figure.add_artist(Rectangle((0.025, 0.048), 0.95, 0.904, fill=False, ec=RULE, lw=1.5))
    size = 88.0
    title = _write(figure, base, name, size, INK)
    # A long name becomes smaller rather than reach into the graph.
    title.set_fontsize(size * min(1, WIDTH * SIZE[0] / title.get_window_extent().width))
    figure.add_artist(Rectangle((LEFT, base - 0.065), 0.05, 0.007, color=F, lw=0))
    _write(figure, base - 0.165, below, 34, SOFT, style="italic")
    return figure


def _write(figure: Figure, y: float, text: str, size: float, colour: str, **style: Any) -> Text:
    return figure.text(LEFT, y, text, size=size, color=colour, linespacing=1.1, **FONT, **style)


def _draw_map(figure: Figure, activation: Activation) -> None:
    axes = figure.add_axes(PLOT)
    axes.axis("off")
    figures.draw_contours(axes, activation, [-20, -10, -5, -1, 1, 5, 10, 20])


def _draw_curves(figure: Figure, activation: Activation) -> None:
    axes = figure.add_axes(PLOT)
    axes.axis("off")
    x = np.linspace(*activation.window, 1001)
    y = np.concatenate([activation.function(x), activation.derivative(x), [0.0]])
    room = 0.04 * float(np.ptp(y))
    axes.set_xlim(*activation.window)
    axes.set_ylim(float(y.min()) - room, float(y.max()) + room)
    _draw_cross(axes)
    edges = [activation.window[0], *kinks(activation), activation.window[1]]
    for g, style in ((activation.derivative, SLOPE_STYLE), (activation.function, F_STYLE)):
        for left, right in itertools.pairwise(edges):  # a jump is no part of a graph
            x = np.linspace(np.nextafter(left, right), np.nextafter(right, left), 801)
            axes.plot(x, g(x), **style)
    _draw_key(figure, {"$f$": F_STYLE, "$f'$": SLOPE_STYLE})


def _draw_key(figure: Figure, styles: dict[str, dict[str, Any]]) -> None:
    axes = figure.add_axes((LEFT, 0.2, WIDTH, 0.08))
    axes.axis("off")
    axes.set_xlim(0, 1)
    axes.set_ylim(-1, 1)
    for i, (text, style) in enumerate(styles.items()):
        left = 0.31 * i
        axes.plot([left, left + 0.12], [0, 0], **style)
        # As the formulas of the pages are set.
        axes.text(left + 0.15, 0, text, size=32, color=INK, va="center", math_fontfamily="cm")


def _draw_cross(axes: Axes) -> None:
    axes.axhline(0, color=RULE, lw=2, zorder=0)
    axes.axvline(0, color=RULE, lw=2, zorder=0)


def _draw_bars(figure: Figure, activation: Activation) -> None:
    """Draw inputs above outputs."""
    x = np.array(figures.EXAMPLE)
    left, bottom, width, height = PLOT
    rows = ((0.54, x, SOFT), (0.0, activation.function(x), F))
    for place, values, colour in rows:
        axes = figure.add_axes((left, bottom + place * height, width, 0.46 * height))
        axes.axis("off")
        axes.bar(range(len(values)), values, width=0.6, color=colour)
        axes.axhline(0, color=RULE, lw=2)
    _draw_key(figure, {"$x$": {"color": SOFT, "lw": 14}, "$f(x)$": {"color": F, "lw": 14}})


def _png(figure: Figure) -> bytes:
    """Return the picture in 64 colours: a third of the bytes, and nobody sees a difference."""
    from PIL import Image

    full, small = io.BytesIO(), io.BytesIO()
    figure.savefig(full, format="png")
    picture = Image.open(full).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    picture.save(small, format="png", optimize=True)
    return small.getvalue()
