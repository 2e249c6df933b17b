"""The figures: files without words that any program draws, and the curves in them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest

import activations
from activations.spec import Elementwise
from scripts import kinds
from scripts.figures import curves, style
from scripts.sources.expressions import joints
from tests.kinds.records import name

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = {path.name for path in (ROOT / "docs/figures").glob("*.svg")}
FILES = {
    a.id: [f"{a.id}{suffix}.svg" for suffix in kinds.of(a).drawings] for a in activations.catalogue
}
EVERY = [file for a in activations.catalogue for file in (*FILES[a.id], f"{a.id}-plate.svg")]
EVERY += [f"together-{name}.svg" for name in ("leaky_relu", "prelu")]
EVERY += ["apart-gelu.svg"]
GRAPHS = [a for a in activations.catalogue if isinstance(a, Elementwise)]
SVG = "{http://www.w3.org/2000/svg}"
LIGHT, DARK = (set(scheme) for scheme in zip(*style.colours().values(), strict=True))


def test_every_function_has_its_figures_and_there_are_no_others() -> None:
    assert {file for files in FILES.values() for file in files} == COMMITTED


@pytest.mark.parametrize("file", EVERY)
def test_a_figure(site: Path, file: str) -> None:
    text = (site / "figures" / file).read_text(encoding="utf-8")
    if file in COMMITTED:
        assert text == (ROOT / "docs/figures" / file).read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert root.find(f"{SVG}title") is None  # it is one for every language: the page describes it
    # What can be seen is mathematics, so it needs no Korean font and no translation.
    for element in root.iter(f"{SVG}text"):
        assert re.fullmatch(r"[-−\d.\s a-zαβλθτ=+/′∂₁-₉ₙₚ]+", element.text or ""), element.text
    # Its colours are attributes, which any program reads, and each has a rule for the dark scheme.
    sheet = root.findtext(f"{SVG}style") or ""
    drawn = text.replace(sheet, "")
    used = {c for c in re.findall(r'(?:fill|stroke)="([^"]+)"', drawn) if c != "none"}
    assert used <= LIGHT
    assert ' style="' not in drawn
    assert "var(" not in text
    dark = sheet.partition("prefers-color-scheme:dark")[2]
    for light, other in style.colours().values():
        assert f'[fill="{light}"]{{fill:{other}}}[stroke="{light}"]{{stroke:{other}}}' in dark
    assert used
    assert len(text) < 40_000
    assert not re.search(r"\d{4}-\d\d-\d\d|/home/|/Users/|/tmp/|matplotlib\.org|<!DOCTYPE", text)


@pytest.mark.parametrize("file", [f"{a.id}-plate.svg" for a in GRAPHS])
def test_the_slope_can_be_left_out_of_a_plate(site: Path, file: str) -> None:
    root = ElementTree.parse(site / "figures" / file).getroot()
    slopes = [group for group in root.iter(f"{SVG}g") if group.get("class") == "slope"]
    assert slopes
    strokes = {path.get("stroke") for group in slopes for path in group.iter(f"{SVG}path")}
    assert strokes == {style.SLOPE}
    assert ":target .slope{display:none}" in (root.findtext(f"{SVG}style") or "")
    assert root.get("id") == "f"


@pytest.mark.parametrize("a", GRAPHS, ids=name)
@pytest.mark.parametrize("which", ["function", "derivative"])
def test_curves_are_the_functions(a: Elementwise, which: str) -> None:
    """On 2000 points of each cubic the drawn curve is within 0.05 px of the function's values."""
    g = getattr(a, which)
    heights = np.concatenate(
        [f(np.linspace(*a.window, 501)) for f in (a.function, a.derivative)] + [[0.0]]
    )
    pixels = 0.87 * style.SIZE[1] / (1.12 * float(np.ptp(heights)))
    t = np.linspace(0, 1, 2001)[:, None]
    basis = np.concatenate([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3], axis=1)
    for points in curves.pieces(g, a.window, joints(a)):
        starts = range(0, len(points) - 1, 3)
        on = np.concatenate([basis @ points[i : i + 4] for i in starts])
        inside = on[(on[:, 0] > points[0, 0]) & (on[:, 0] < points[-1, 0])]
        assert np.abs(inside[:, 1] - g(inside[:, 0])).max() * pixels < 0.05
        assert np.all(np.diff(on[:, 0]) >= -1e-12)


def test_a_jump_has_a_closed_and_an_open_end() -> None:
    """ReLU's derivative: 0 at 0, where the code says 0, and not 1."""
    root = ElementTree.parse(ROOT / "docs/figures/relu.svg").getroot()
    ends = {use.get("fill"): float(use.get("y") or 0) for use in root.iter(f"{SVG}use")
            if use.get("stroke") == style.SLOPE}  # fmt: skip
    assert set(ends) == {style.SLOPE, style.PLATE}
    assert ends[style.SLOPE] > ends[style.PLATE]  # closed below open: SVG's y points down


@pytest.mark.parametrize("a", GRAPHS, ids=name)
def test_the_slope_is_dashed_and_the_function_is_not(site: Path, a: Elementwise) -> None:
    """Colour alone would not tell them apart."""
    for file in (f"{a.id}.svg", f"{a.id}-plate.svg"):
        text = (site / "figures" / file).read_text(encoding="utf-8")
        lines = re.findall(r'<path d="[^"]*"([^>]* fill="none"[^>]*)>', text)
        for stroke, dashed in ((style.SLOPE, True), (style.F, False)):
            drawn = [line for line in lines if f'stroke="{stroke}"' in line]
            assert drawn
            assert all(("stroke-dasharray" in line) == dashed for line in drawn)
