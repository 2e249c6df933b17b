"""Bars: the inputs of a vector function and what it makes of them, and its Jacobian."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from activations.arrays import FloatArray
from activations.spec import Reduction, Vector
from scripts.figures import style
from scripts.figures.style import INK, RULE, SLOPE, SOFT, F, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = {"x": (1, 0), "x + 2": (1, 2), "2x": (2, 0), "x / 2": (0.5, 0)}  # times, plus
SUBSCRIPTS = "₁₂₃₄₅₆₇₈₉"


def columns(a: Vector | Reduction) -> dict[str, FloatArray]:
    """Return the inputs that are drawn: the example, moved, doubled and halved."""
    return {text: k * np.array(a.example) + c for text, (k, c) in COLUMNS.items()}


def bars(a: Vector | Reduction, look: Look) -> Figure:
    """Draw inputs above outputs."""
    figure = style.new(style.SIZE)
    inputs = columns(a)
    outputs = {text: np.atleast_1d(a.function(values)) for text, values in inputs.items()}
    everything = np.concatenate([[0.0], *outputs.values()])
    low, high = _room(everything)
    every = np.concatenate([*inputs.values()])
    least = 1.3 * min(0.0, float(every.min()))
    most = 1.1 * float(every.max()) - 0.1 * least
    for i, (text, values) in enumerate(inputs.items()):
        left = 0.08 + 0.235 * i
        above = figure.add_axes((left, 0.57, 0.19, 0.33))
        _draw(above, look, values, (least, most), SOFT, "{:g}")
        above.set_title(text, size=19, color=INK, pad=10, **look.note)
        below = figure.add_axes((left, 0.06, 0.19, 0.36))
        form = "{:.2f}" if len(outputs[text]) < 5 else "{:.3g}"
        _draw(below, look, outputs[text], (low, high), F, form)
        if i == 0:
            for axes, name in ((above, "x"), (below, a.letter)):
                axes.set_ylabel(name, size=21, color=INK, rotation=0, labelpad=20, **look.note)
    return figure


def _room(values: FloatArray) -> tuple[float, float]:
    """Return what of the vertical axis is shown: room for the numbers beyond both ends."""
    low, high = float(values.min()), float(values.max())
    if low >= 0 and 0.5 < high <= 1:
        return 0.0, 1.08  # shares of 1 are compared with 1
    room = 0.16 * (high - low)
    return (low - room if low < 0 else 0.0), high + (room if high > 0 else 0.0)


def _draw(
    axes: Axes, look: Look, values: FloatArray, limits: tuple[float, float], colour: str, form: str
) -> None:
    style.bare(axes)
    axes.bar(range(len(values)), values, width=0.62, color=colour)
    axes.axhline(0, color=look.rule, lw=1)
    gap = 0.03 * (limits[1] - limits[0])
    # What is exactly 0 says so, and has room beside another.
    texts = [form.format(v).replace("-", "\N{MINUS SIGN}") if v else "0" for v in values]
    # A label is not much wider than its bar: of 4 characters, or with the sign of 5.
    size = 9 if len(values) > 4 else 14 if max(map(len, texts)) < 5 else 11
    for i, (value, text) in enumerate(zip(values, texts, strict=True)):
        side = ("bottom", gap) if value >= 0 else ("top", -gap)
        axes.text(i, value + side[1], text, ha="center", va=side[0], size=size, color=INK)
    axes.set_xlim(-0.6, len(values) - 0.4)
    axes.set_ylim(*limits)
    axes.set_xticks([])
    axes.set_yticks([])


def matrix(a: Vector, look: Look) -> Figure:
    """Draw the Jacobian at the example, a row an output; its rows and columns are labelled."""
    figure = style.new(style.SIZE)
    axes = figure.add_axes((0.24, 0.03, 0.53, 0.87))
    jacobian = a.derivative(np.array(a.example))
    rows, columns = jacobian.shape
    largest = float(np.abs(jacobian).max())
    for (i, j), value in np.ndenumerate(jacobian):
        colour = F if value > 0 else SLOPE
        strength = (0.12 + 0.5 * abs(value) / largest) if value else 0.0
        across, up = [j, j + 0.97, j + 0.97, j], [i, i, i + 0.97, i + 0.97]
        axes.fill(across, up, fc=colour, alpha=strength, lw=0)
        text = f"{value:.3f}".replace("-", "\N{MINUS SIGN}")
        axes.text(j + 0.485, i + 0.485, text, ha="center", va="center", size=20, color=INK)
    for i in range(rows):
        text = f"∂{a.letter}{SUBSCRIPTS[i]}"
        axes.text(-0.12, i + 0.485, text, ha="right", va="center", size=18, color=SOFT, **look.note)
    for j in range(columns):
        text = f"∂x{SUBSCRIPTS[j]}"
        axes.text(j + 0.485, -0.1, text, ha="center", va="bottom", size=18, color=SOFT, **look.note)
    axes.set_xlim(0, columns)
    axes.set_ylim(rows, 0)
    axes.axis("off")
    return figure


def plate(a: Vector | Reduction) -> Figure:
    """Draw the outputs, small and without numbers, as the gallery shows them.

    Of a reduction they are one number: its height over the inputs.
    """
    figure = style.new(style.PLATE_SIZE)
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    inputs = np.array([0.0, 1.0, 2.5, 2.0, 0.5]) - (1.2 if min(a.example) < 0 else 0)
    values = np.atleast_1d(a.function(inputs))
    if len(values) > 1:
        axes.bar(range(len(values)), values, width=0.6, color=F)
    else:
        axes.bar(range(len(inputs)), inputs, width=0.6, color=RULE)
        axes.axhline(float(values[0]), color=F, lw=4)
    axes.axhline(0, color=RULE, lw=1)
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    axes.set_ylim(low * 1.15 - 0.04, high * 1.15)
    axes.axis("off")
    return figure
