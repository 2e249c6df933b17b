"""Draw the pictures with which other sites show a link to a page: one a function, one for the rest.

They hold Latin text only, in a font that Matplotlib brings along: they are the same on any machine.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from activations import get
from scripts import kinds
from scripts.figures import style
from scripts.figures.style import INK, PLATE, RULE, SOFT, F
from scripts.files import stamp
from scripts.files.cache import cached, place
from scripts.sources.everything import Sources, read

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text

PUBLISHED = "assets/social"  # within the Korean site; the English pages show the same
DEFAULT = "default"  # the picture of every page that is not a function's
SIZE = (1200, 630)
LEFT, WIDTH = 0.065, 0.36  # of the words
PLOT = (0.48, 0.14, 0.45, 0.72)
FEW = 8  # pictures that are drawn before other processes have started
FONT: Any = {"family": "STIXGeneral"}
F_STYLE: dict[str, Any] = {"color": F, "lw": 6.5, "solid_capstyle": "round"}
LANGUAGE = "en"  # of the words: Matplotlib's fonts have Latin letters only


def publish(root: Path, site: Path) -> None:
    """Write every picture into the built site."""
    folder = site / PUBLISHED
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures(read(root)).items():
        (folder / f"{name}.png").write_bytes(picture)


def pictures(sources: Sources) -> dict[str, bytes]:
    """Return every picture by its name; what is current already is not drawn again."""
    families = {a.id: sources.words[LANGUAGE](f"families.{a.family}") for a in sources.catalogue}
    missing = [
        (ident, family, sources.root)
        for ident, family in families.items()
        if not place("social", _made_from(ident, family, sources.root)).exists()
    ]
    if len(missing) > FEW:  # on all cores; spawned, since V8 has threads, which no fork survives
        with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
            list(pool.map(_of_function, *zip(*missing, strict=True), chunksize=4))
    drawn = {ident: _of_function(ident, families[ident], sources.root) for ident in families}
    return {**drawn, DEFAULT: _of_site(sources)}


def _of_function(ident: str, family: str, root: Path) -> bytes:
    a = get(ident)
    name = a.names[0]

    def make() -> bytes:
        figure = _plate(name, family, base=0.56)
        _write(figure, 0.115, "A Field Guide to Activation Functions", 24, INK)
        kind = kinds.of(a)
        kind.card(figure, PLOT, a)
        _draw_key(figure, kind.key)
        return style.png(figure)

    return cached("social", _made_from(ident, family, root), make)


def _of_site(sources: Sources) -> bytes:
    """Return the picture of the site: the graphs of a few functions over each other."""
    drawable = [a for a in sources.catalogue if not a.random and a.smoothness >= 0]
    few = [a for a in drawable if kinds.of(a).outline(a)][:6]

    def make() -> bytes:
        figure = _plate(
            "A Field Guide\nto Activation\nFunctions", "Formulas, graphs, NumPy code", base=0.42
        )
        axes = figure.add_axes(PLOT)
        axes.axis("off")
        axes.set_xlim(-4, 4)
        axes.set_ylim(-1.2, 2)
        style.cross(axes, width=2)
        x = np.linspace(-4, 4, 801)
        for a in few:
            axes.plot(x, a.function(x), **F_STYLE, alpha=0.7)
        return style.png(figure)

    parts = [_made_from(a.id, "", sources.root) for a in few]
    return cached("social", [part for made_from in parts for part in made_from], make)


def _made_from(ident: str, family: str, root: Path) -> list[bytes]:
    meant = stamp.scripts(root, "sources", "kinds", "figures", "site")
    return [meant.encode(), stamp.module(root, ident).encode(), family.encode()]


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


def _draw_key(figure: Figure, key: dict[str, dict[str, Any]]) -> None:
    if not key:
        return
    axes = figure.add_axes((LEFT, 0.2, WIDTH, 0.08))
    axes.axis("off")
    axes.set_xlim(0, 1)
    axes.set_ylim(-1, 1)
    for i, (text, look) in enumerate(key.items()):
        left = 0.31 * i
        axes.plot([left, left + 0.12], [0, 0], **look)
        # As the formulas of the pages are set.
        axes.text(left + 0.15, 0, text, size=32, color=INK, va="center", math_fontfamily="cm")
