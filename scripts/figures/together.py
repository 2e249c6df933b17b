"""Functions that people take for the same, drawn over one another; and their differences."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from activations.arrays import FloatArray
from activations.spec import Activation, Elementwise
from scripts.figures import curves, style
from scripts.figures.curves import Curve
from scripts.figures.style import DASHES, INK, PAGE, SLOPE, F

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BOX = (0.085, 0.11, 0.89, 0.87)
LINES: tuple[dict[str, Any], ...] = (
    {"color": F, "lw": 2.8},
    {"color": SLOPE, "lw": 1.8},
    {"color": SLOPE, "lw": 1.8, "ls": DASHES},
)
TALL = (style.SIZE[0], 420)


def together(a: Activation, names: Mapping[str, Curve]) -> Figure:
    """Draw functions that bear one name, by what is written beside them; ours comes first."""
    figure = style.new(style.SIZE)
    axes = figure.add_axes(BOX)
    low, high = a.window
    x = np.linspace(low, high, 401)  # the kinks are among them
    y = np.concatenate([f(x) for f in names.values()])
    margin = 0.06 * float(np.ptp(y))
    axes.set_xlim(low, high)
    axes.set_ylim(float(y.min()) - margin, float(y.max()) + margin)
    style.cross(axes)
    for i, (text, f) in enumerate(names.items()):
        line = LINES[min(i, len(LINES) - 1)]
        points = _bends(f(x))
        axes.plot(x[points], f(x[points]), label=text, zorder=3 - i, **line)
    font = {"size": 17, **PAGE.note}
    axes.legend(loc="upper left", frameon=False, prop=font, labelcolor=INK, handlelength=2.4)
    style.bare(axes)
    axes.set_xticks(np.arange(np.ceil(low), high + 0.5))
    axes.locator_params(axis="y", nbins=7, steps=[1, 2, 2.5, 5, 10])
    return figure


def _bends(y: FloatArray) -> Any:
    """Return which points are not on the straight line between their neighbours."""
    bent = np.abs(np.diff(y, 2)) > 1e-9
    return np.concatenate([[True], bent, [True]])


def apart(exact: Elementwise, others: list[Curve]) -> Figure:
    """Draw how far others are from a function, one below the other: each has its own scale."""
    figure = style.new(TALL)
    x = np.linspace(*exact.window, 1001)
    for i, f in enumerate(others):
        axes = figure.add_axes((0.15, 0.57 - 0.47 * i, 0.825, 0.4))
        difference = functools.partial(_difference, f, exact.function)
        curves.draw(axes, difference, exact, ec=F, lw=2.4)
        y = difference(x)
        margin = 0.06 * float(np.ptp(y))
        axes.set_ylim(float(y.min()) - margin, float(y.max()) + margin)
        style.cross(axes)
        axes.set_xlim(*exact.window)
        style.bare(axes)
        axes.set_xticks(np.arange(np.ceil(x[0]), x[-1] + 0.5))
        axes.locator_params(axis="y", nbins=5, steps=[1, 2, 2.5, 5, 10])
    return figure


def _difference(f: Curve, g: Curve, x: FloatArray) -> FloatArray:
    return f(x) - g(x)
