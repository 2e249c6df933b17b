"""The contour map of a function of two inputs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from activations.spec import Pair
from scripts.figures import style
from scripts.figures.style import DASHES, INK, PAGE, SLOPE, F, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STEPS = 41  # of the grid, each way
LEVELS = (-20, -10, -5, -1, 1, 5, 10, 20)


def contours(a: Pair, look: Look) -> Figure:
    """Draw where f has some values, with numbers on the lines."""
    figure = style.new(style.SIZE)
    axes = figure.add_axes((0.2, 0.11, 0.6, 0.87))
    drawn = draw(axes, a, LEVELS, look)
    labels = axes.clabel(drawn, fmt="%g", fontsize=13, inline_spacing=4)
    for label in labels:
        label.set_color(INK)
        label.set_text(label.get_text().replace("-", "\N{MINUS SIGN}"))
    style.bare(axes)
    ticks = np.arange(np.ceil(a.window[0]), a.window[1] + 0.5)
    axes.set_xticks(ticks)
    axes.set_yticks(ticks)
    name: dict[str, Any] = {"size": 21, "color": INK, **look.note}
    figure.text(0.84, 0.1, "a", ha="left", va="center", **name)
    figure.text(0.135, 0.95, "b", ha="right", va="center", **name)
    return figure


def draw(axes: Axes, a: Pair, levels: Sequence[float], look: Look = PAGE) -> Any:
    """Draw where a function of two inputs has these values, and shade what lies between."""
    x = np.linspace(*a.window, STEPS)
    across, up = np.meshgrid(x, x)
    values = a.function(across, up)
    edges = [-1e3, *levels, 1e3]
    shades = [(abs(i - len(levels) // 2) / len(levels)) * 0.55 for i in range(len(edges) - 1)]
    for i, (low, high) in enumerate(itertools.pairwise(edges)):
        colour = F if low >= 0 else SLOPE if high <= 0 else None
        if colour is not None:
            axes.contourf(across, up, values, [low, high], colors=[colour], alpha=shades[i])
    axes.axhline(0, color=look.rule, lw=1)
    axes.axvline(0, color=look.rule, lw=1)
    return axes.contour(
        across,
        up,
        values,
        levels,
        colors=[F if level > 0 else SLOPE for level in levels],
        linestyles=["solid" if level > 0 else DASHES for level in levels],
        linewidths=1.3,
    )


def plate(a: Pair) -> Figure:
    """Draw the map small and without numbers, as the gallery shows it."""
    figure = style.new(style.PLATE_SIZE)
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    draw(axes, a, [-12, -4, -0.5, 0.5, 4, 12])
    axes.axis("off")
    return figure
