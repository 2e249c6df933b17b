"""Draw the figures of a function: a record and a language in, SVG files out.

A figure adapts to light and dark by itself: its colours are CSS variables with a media query.
What a figure depends on is hashed into it, so that a current one is known without drawing it;
Matplotlib is imported only to draw.
"""

from __future__ import annotations

import functools
import hashlib
import io
import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from activations import Activation
from activations.arrays import FloatArray
from activations.spec import Language, Parameter
from scripts.compute import Curve, Floats, joints, kinks, numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {  # name: (light, dark); the tokens of the site's style sheet
    "f": ("#0b5c66", "#5cc4cf"),
    "slope": ("#b3391f", "#f0896d"),
    "ink": ("#1d2430", "#e8e4da"),
    "soft": ("#5d6470", "#a2a69f"),
    "rule": ("#ddd6c6", "#323840"),
    "plate": ("#fffdf8", "#1a1f25"),
}
F, SLOPE, INK, SOFT, RULE, PLATE = (light for light, _ in COLOURS.values())
DASHES = (0, (5, 3))
SIZE = (576, 352)  # narrow enough for its numbers to be read on a phone
PLATE_SIZE = (320, 220)
EXAMPLE = (1.0, 2.0, 3.0)  # the inputs of the vector figures

Draw = Callable[[Activation], "Figure"]


def names(activation: Activation) -> list[str]:
    """Return the file names of a function's figures, the main one first."""
    return [f"{activation.id}{suffix}.svg" for suffix in _drawings(activation)]


def draw(activation: Activation) -> dict[str, dict[Language, bytes]]:
    """Draw every figure of a function once and title it in both languages."""
    drawn = {}
    for suffix, function in _drawings(activation).items():
        name = f"{activation.id}{suffix}.svg"
        svg = _svg(function(activation))
        languages: tuple[Language, ...] = ("ko", "en")
        drawn[name] = {
            language: _titled(
                svg,
                f"{activation.id}{suffix}",
                activation.name[language],
                description(activation, language, suffix),
                digest(activation, language),
            ).encode()
            for language in languages
        }
    return drawn


def description(activation: Activation, language: Language, suffix: str = "") -> str:
    """Say in words what a figure shows."""
    name = activation.name[language]
    ko = language == "ko"
    if suffix == "-jacobian":
        return (
            f"{name}의 야코비 행렬: 입력이 1, 2, 3일 때 대각 성분은 양수, 나머지는 음수이고 "
            "각 행의 합은 0입니다."
            if ko
            else f"Jacobian of {name} at the inputs 1, 2, 3: the diagonal is positive, the rest "
            "negative, and every row sums to 0."
        )
    if activation.kind == "vector":
        return (
            f"{name}: 입력 (1, 2, 3)과 그 출력의 막대그래프. 입력에 2를 더해도 출력은 같고, "
            "입력을 두 배로 하면 가장 큰 값에 더 몰리고, 절반으로 하면 고르게 됩니다."
            if ko
            else f"{name}: bars of the inputs (1, 2, 3) and of their outputs. Adding 2 to the "
            "inputs changes nothing, doubling them favours the largest more, halving them evens "
            "the outputs out."
        )
    low, high = activation.window
    f = activation.function
    if activation.kind == "pair":
        return (
            f"{name}의 등고선. 가로축은 a, 세로축은 b, 둘 다 {low:g}부터 {high:g}까지. "
            f"f({high:g}, {high:g}) = {f(high, high):.3g}, f({high:g}, {low:g}) = "
            f"{f(high, low):.3g}, f({low:g}, {high:g}) = {f(low, high):.3g}이고, 두 축 위에서는 "
            "0입니다."
            if ko
            else f"Contour map of {name}: a to the right, b upwards, both from {low:g} to {high:g}."
            f" f({high:g}, {high:g}) = {f(high, high):.3g}, f({high:g}, {low:g}) = "
            f"{f(high, low):.3g}, f({low:g}, {high:g}) = {f(low, high):.3g}; on both axes it is 0."
        )
    found = numbers(activation)
    steep = "∞" if found.lipschitz == math.inf else f"{found.lipschitz:.3g}"
    turns = ", ".join(f"({x:.3g}, {y:.3g})" for x, y in found.extremes)
    band = activation.kind == "random"
    if ko:
        return (
            f"{name} f와 도함수 f′의 그래프, x는 {low:g}부터 {high:g}까지. "
            f"f({low:g}) = {f(low):.3g}, f(0) = {f(0.0):.3g}, f({high:g}) = {f(high):.3g}이고, "
            f"기울기가 가장 가파른 값은 {steep}입니다."
            + (f" 극값은 {turns}에 있습니다." if turns else "")
            + (" 음수 쪽의 띠는 학습할 때 값이 흩어지는 범위입니다." if band else "")
        )
    return (
        f"Graph of {name}, f, and of its derivative, f′, for x from {low:g} to {high:g}. "
        f"f({low:g}) = {f(low):.3g}, f(0) = {f(0.0):.3g}, f({high:g}) = {f(high):.3g}; "
        f"the steepest slope is {steep}."
        + (f" Extreme point: {turns}." if turns else "")
        + (" The band for negative x is where values fall in training." if band else "")
    )


@functools.cache
def _common() -> str:
    root = Path(__file__).resolve().parent.parent
    sources = ("scripts/figures.py", "scripts/compute.py", "activations/arrays.py")
    parts = [(root / source).read_bytes().replace(b"\r\n", b"\n") for source in sources]
    parts += [version(package).encode() for package in ("matplotlib", "numpy")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def digest(activation: Activation, language: Language) -> str:
    """Hash everything that a function's figures depend on."""
    source = activation.path.read_bytes().replace(b"\r\n", b"\n")
    parts = (_common().encode(), source, language.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def is_current(svg: bytes, activation: Activation, language: Language) -> bool:
    """Tell whether an SVG was drawn from what its function is now."""
    mark = f"<!-- digest: {digest(activation, language)} -->".encode()
    return svg.rstrip().endswith(b"</svg>") and mark in svg[:2000]


def _drawings(activation: Activation) -> dict[str, Draw]:
    if activation.kind == "vector":
        return {"": _bars, "-jacobian": _matrix, "-plate": _bars_plate}
    if activation.kind == "pair":
        return {"": _contours, "-plate": _contours_plate}
    return {"": _curves, "-plate": _curves_plate}


# --- what a figure is made of ---------------------------------------------------------------


def _figure(size: tuple[int, int]) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(size[0] / 72, size[1] / 72), dpi=72)  # one point is one pixel


def _bare(axes: Axes) -> None:
    """Take the box away: the axes are pale rules and quiet numbers."""
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.patch.set_visible(False)
    axes.tick_params(length=0, labelsize=13, labelcolor=SOFT, pad=7)


def pieces(g: Curve, window: tuple[float, float], breaks: list[float]) -> Iterator[Floats]:
    """Yield the smooth pieces of a curve as cubic Bézier control points of shape (3 n + 1, 2).

    Between the breaks the curve is interpolated in n equal steps by cubics with the curve's own
    slopes; n is doubled until nothing is off by more than 1/10000 of the piece's height.
    """
    edges = [window[0], *(b for b in breaks if window[0] < b < window[1]), window[1]]
    for left, right in itertools.pairwise(edges):
        inside = np.nextafter(left, right), np.nextafter(right, left)
        n = 1
        while True:
            points = _bezier(g, *inside, n)
            if n >= 256 or _off(g, points) <= 1e-4:
                break
            n *= 2
        yield points


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


def _draw_curve(axes: Axes, g: Curve, activation: Activation, **style: Any) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    for points in pieces(g, activation.window, joints(activation)):
        codes = [Outline.MOVETO] + [Outline.CURVE4] * (len(points) - 1)
        axes.add_patch(PathPatch(Outline(points, codes), fill=False, capstyle="round", **style))


def _draw_jumps(axes: Axes, g: Curve, activation: Activation, colour: str, size: float) -> None:
    """Mark both ends of a jump, open where the curve is not, and the value in between."""
    for x in kinks(activation):
        value = float(g(np.array(x)))
        ends = [float(g(np.nextafter(x, x + side))) for side in (-1, 1)]
        if abs(ends[0] - ends[1]) < 1e-9:
            continue
        for y in {end for end in ends if end != value}:
            axes.plot(x, y, "o", ms=size, mfc=PLATE, mec=colour, mew=1.6, zorder=4)
        axes.plot(x, value, "o", ms=size, mfc=colour, mec=colour, mew=1.6, zorder=4)


def _set_frame(axes: Axes, activation: Activation) -> None:
    x = np.linspace(*activation.window, 1001)
    y = np.concatenate([activation.function(x), activation.derivative(x), [0.0]])
    y = np.concatenate([y, *(g(x) for g in _family(activation).values())])
    if activation.kind == "random":
        y = np.append(y, [p.default * activation.window[0] for p in activation.parameters])
    room = 0.06 * float(np.ptp(y))
    axes.set_xlim(*activation.window)
    axes.set_ylim(float(y.min()) - room, float(y.max()) + room)
    axes.axhline(0, color=RULE, lw=1, zorder=0)
    axes.axvline(0, color=RULE, lw=1, zorder=0)


def _family(activation: Activation) -> dict[str, Curve]:
    """Return f at the other parameter values that the record wants shown, by their label."""
    return {
        f"{letter(p)} = {value:g}": functools.partial(activation.function, **{p.name: value})
        for p in activation.parameters
        for value in p.shown
    }


def letter(parameter: Parameter) -> str:
    """Return a parameter's symbol as plain text."""
    greek = {r"\alpha": "α", r"\beta": "β", r"\lambda": "λ"}
    return greek.get(parameter.symbol, parameter.symbol)


def _label(
    axes: Axes, curve: Curve, others: list[Curve], text: str, colour: str, *, size: int = 21
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
    for spot in (
        point + s for point in lines[0][20:381:4] for s in ([0, size + 1], [0, -size - 1])
    ):
        if not (half < spot[0] < box.width - half - 6 and 14 < spot[1] < box.height - 14):
            continue
        # Distances from the text, which is wider than high.
        apart = (np.maximum(np.abs(line - spot) - [half, 0], 0) for line in lines)
        own, *rest = (float(np.hypot(*gap.T).min()) for gap in apart)
        if own > 0.6 * size and min(rest) > best + 0.5:
            best, place = min(rest), (spot[0] / across + low, spot[1] / up + bottom)
    axes.text(
        *place,
        text,
        color=colour,
        size=size,
        style="italic",
        family="serif",
        ha="center",
        va="center",
    )


# --- the figures of elementwise functions ---------------------------------------------------


def _curves(activation: Activation) -> Figure:
    figure = _figure(SIZE)
    axes = figure.add_axes((0.085, 0.11, 0.89, 0.87))
    f, slope = activation.function, activation.derivative
    _set_frame(axes, activation)
    family = _family(activation)
    for g in family.values():
        _draw_curve(axes, g, activation, ec=F, lw=1.1, alpha=0.55)
    if activation.kind == "random":
        _band(axes, activation)
    _draw_curve(axes, slope, activation, ec=SLOPE, lw=1.8, ls=DASHES)
    _draw_jumps(axes, slope, activation, SLOPE, 6)
    _draw_curve(axes, f, activation, ec=F, lw=2.8)
    _draw_jumps(axes, f, activation, F, 7)
    _label(axes, f, [slope, *family.values()], "f", F)
    _label(axes, slope, [f, *family.values()], "f ′", SLOPE)
    for text, g in family.items():
        others = [f, slope, *(h for h in family.values() if h is not g)]
        _label(axes, g, others, text, SOFT, size=14)
    _bare(axes)
    axes.set_xticks(np.arange(np.ceil(activation.window[0]), activation.window[1] + 0.5))
    axes.locator_params(axis="y", nbins=7, steps=[1, 2, 2.5, 5, 10])
    return figure


def _band(axes: Axes, activation: Activation) -> None:
    """Show where a random function falls in training: its bounds, and one draw of points."""
    low, _ = activation.window
    x = np.linspace(low, 0, 26)[:-1]
    lower, upper = (p.default for p in activation.parameters)
    axes.fill([low, 0, low], [lower * low, 0, upper * low], fc=F, alpha=0.16, lw=0)
    draws = activation.function(x, rng=np.random.default_rng(1))
    axes.plot(x, draws, "o", ms=4, mfc=PLATE, mec=F, mew=1.2, zorder=3)


def _curves_plate(activation: Activation) -> Figure:
    figure = _figure(PLATE_SIZE)
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    _set_frame(axes, activation)
    slope = activation.derivative
    _draw_curve(axes, slope, activation, ec=SLOPE, lw=1.6, ls=DASHES, gid="slope")
    _draw_curve(axes, activation.function, activation, ec=F, lw=3)
    axes.axis("off")
    return figure


# --- the figures of vector functions --------------------------------------------------------


def _bars(activation: Activation) -> Figure:
    figure = _figure(SIZE)
    x = np.array(EXAMPLE)
    columns = {"x": x, "x + 2": x + 2, "2x": 2 * x, "x / 2": x / 2}
    for i, (text, values) in enumerate(columns.items()):
        left = 0.08 + 0.235 * i
        inputs = figure.add_axes((left, 0.57, 0.19, 0.33))
        _bar_axes(inputs, values, 6.6, SOFT, "{:g}")
        inputs.set_title(text, size=19, style="italic", family="serif", color=INK, pad=10)
        outputs = figure.add_axes((left, 0.06, 0.19, 0.36))
        _bar_axes(outputs, activation.function(values), 1.08, F, "{:.2f}")
        if i == 0:
            for axes, name in ((inputs, "x"), (outputs, "s")):
                axes.set_ylabel(
                    name,
                    size=21,
                    style="italic",
                    family="serif",
                    color=INK,
                    rotation=0,
                    labelpad=20,
                )
    return figure


def _bar_axes(axes: Axes, values: FloatArray, top: float, colour: str, form: str) -> None:
    _bare(axes)
    axes.bar(range(len(values)), values, width=0.62, color=colour)
    axes.axhline(0, color=RULE, lw=1)
    for i, value in enumerate(values):
        text = form.format(value)
        axes.text(i, value + top * 0.03, text, ha="center", va="bottom", size=14, color=INK)
    axes.set_xlim(-0.6, len(values) - 0.4)
    axes.set_ylim(0, top)
    axes.set_xticks([])
    axes.set_yticks([])


def _matrix(activation: Activation) -> Figure:
    figure = _figure(SIZE)
    axes = figure.add_axes((0.24, 0.03, 0.53, 0.87))
    jacobian = activation.derivative(np.array(EXAMPLE))
    n = len(EXAMPLE)
    largest = float(np.abs(jacobian).max())
    for i in range(n):
        for j in range(n):
            value = float(jacobian[i, j])
            colour = F if value > 0 else SLOPE
            strength = 0.12 + 0.5 * abs(value) / largest
            axes.fill(
                [j, j + 0.97, j + 0.97, j],
                [i, i, i + 0.97, i + 0.97],
                fc=colour,
                alpha=strength,
                lw=0,
            )
            text = f"{value:.3f}".replace("-", "\N{MINUS SIGN}")
            axes.text(j + 0.485, i + 0.485, text, ha="center", va="center", size=20, color=INK)
    for i in range(n):
        style: dict[str, Any] = {"size": 18, "style": "italic", "family": "serif", "color": SOFT}
        subscript = "₁₂₃"[i]
        axes.text(-0.12, i + 0.485, f"∂s{subscript}", ha="right", va="center", **style)
        axes.text(i + 0.485, -0.1, f"∂x{subscript}", ha="center", va="bottom", **style)
    axes.set_xlim(0, n)
    axes.set_ylim(n, 0)
    axes.axis("off")
    return figure


def _bars_plate(activation: Activation) -> Figure:
    figure = _figure(PLATE_SIZE)
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    values = activation.function(np.array([0.0, 1.0, 2.5, 2.0, 0.5]))
    axes.bar(range(len(values)), values, width=0.6, color=F)
    axes.axhline(0, color=RULE, lw=1)
    axes.set_ylim(-0.04, float(values.max()) * 1.15)
    axes.axis("off")
    return figure


# --- the figures of functions of two inputs -------------------------------------------------


def _contours(activation: Activation) -> Figure:
    figure = _figure(SIZE)
    axes = figure.add_axes((0.2, 0.11, 0.6, 0.87))
    levels = [-20, -10, -5, -1, 1, 5, 10, 20]
    drawn = draw_contours(axes, activation, levels)
    labels = axes.clabel(drawn, fmt="%g", fontsize=13, inline_spacing=4)
    for label in labels:
        label.set_color(INK)
        label.set_text(label.get_text().replace("-", "\N{MINUS SIGN}"))
    _bare(axes)
    ticks = np.arange(np.ceil(activation.window[0]), activation.window[1] + 0.5)
    axes.set_xticks(ticks)
    axes.set_yticks(ticks)
    style: dict[str, Any] = {"size": 21, "style": "italic", "family": "serif", "color": INK}
    figure.text(0.84, 0.1, "a", ha="left", va="center", **style)
    figure.text(0.135, 0.95, "b", ha="right", va="center", **style)
    return figure


def draw_contours(axes: Axes, activation: Activation, levels: Sequence[float]) -> Any:
    """Draw where a function of two inputs has these values, and shade what lies between."""
    x = np.linspace(*activation.window, 41)
    a, b = np.meshgrid(x, x)
    values = activation.function(a, b)
    edges = [-1e3, *levels, 1e3]
    shades = [(abs(i - len(levels) // 2) / len(levels)) * 0.55 for i in range(len(edges) - 1)]
    for i, (low, high) in enumerate(itertools.pairwise(edges)):
        colour = F if low >= 0 else SLOPE if high <= 0 else None
        if colour is not None:
            axes.contourf(a, b, values, [low, high], colors=[colour], alpha=shades[i])
    axes.axhline(0, color=RULE, lw=1)
    axes.axvline(0, color=RULE, lw=1)
    return axes.contour(
        a,
        b,
        values,
        levels,
        colors=[F if level > 0 else SLOPE for level in levels],
        linestyles=["solid" if level > 0 else DASHES for level in levels],
        linewidths=1.3,
    )


def _contours_plate(activation: Activation) -> Figure:
    figure = _figure(PLATE_SIZE)
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    draw_contours(axes, activation, [-12, -4, -0.5, 0.5, 4, 12])
    axes.axis("off")
    return figure


# --- from Matplotlib to the SVG that is published -------------------------------------------


def _svg(figure: Figure) -> str:
    import matplotlib

    settings: Any = {
        "svg.fonttype": "none",  # text as text
        "svg.hashsalt": "activation",  # the same ids on every run
        "path.simplify": False,
        "axes.unicode_minus": True,
    }
    figure.patch.set_visible(False)
    buffer = io.StringIO()
    with matplotlib.rc_context(settings):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def _titled(svg: str, ident: str, title: str, text: str, mark: str) -> str:
    """Give Matplotlib's SVG its words, its colours as variables, and numbers of sensible length."""
    _, _, body = svg.partition("<svg ")
    opening, _, body = body.partition(">")
    body = re.sub(r"\s*<metadata>.*?</metadata>", "", body, flags=re.S)
    body = re.sub(r"<g id=\"[a-zA-Z0-9]+_\d+\">", "<g>", body)
    body = re.sub(r"\s*<!--.*?-->", "", body, flags=re.S)
    body = re.sub(r"<[^>]+>", lambda tag: re.sub(r"-?\d+\.\d{3,}", _short, tag[0]), body)
    body = re.sub(r"font-size: ([\d.]+px)", lambda m: f"font-size: {_size(m[1])}", body)
    # Matplotlib's serif and sans-serif come as long lists of families.
    body = re.sub(r"font-family: [^;\"]*sans-serif", "font-family: var(--sans)", body)
    body = re.sub(r"font-family: [^;\"]*serif", "font-family: var(--serif)", body)
    for name, (light, _) in COLOURS.items():
        body = body.replace(light, f"var(--{name})")
    body = body.replace('<g id="slope">', '<g class="slope">')  # one for every piece
    body = re.sub(r"\n\s*", "\n", body)
    box = re.search(r'viewBox="0 0 (\S+) (\S+)"', opening)
    assert box is not None  # Matplotlib always writes it
    width, height = box.groups()
    light_rules = "".join(f"--{name}:{light};" for name, (light, _) in COLOURS.items())
    dark_rules = "".join(f"--{name}:{dark};" for name, (_, dark) in COLOURS.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'id="f" aria-labelledby="{ident}-title {ident}-desc">\n'
        f"<!-- digest: {mark} -->\n"
        f'<title id="{ident}-title">{escape(title)}</title>\n'
        f'<desc id="{ident}-desc">{escape(text)}</desc>\n'
        f"<style>:root{{{light_rules}--serif:STIX Two Text,Cambria,Georgia,serif;"
        f"--sans:system-ui,sans-serif;--s13:13px;--s14:14px}}"
        # Inside an image this is the width of the image: on a phone the numbers grow.
        f"@media(max-width:420px){{:root{{--s13:18px;--s14:18px}}}}"
        f"@media(prefers-color-scheme:dark){{:root{{{dark_rules}}}}}"
        f":target .slope{{display:none}}</style>{body}"  # figure.svg#f shows f alone
    )


def _size(size: str) -> str:
    """Return a size of letters, the small ones as a variable."""
    return f"var(--s{size[:2]})" if size in ("13px", "14px") else size


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
