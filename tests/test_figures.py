"""The committed figures, and the curves in them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest

import activations
from activations import Activation
from scripts import figures
from scripts.compute import joints

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(ROOT.glob("docs/*/figures/*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTWISE = [a for a in activations.catalogue if a.kind == "elementwise"]
HANGUL = re.compile(r"[가-힣]")


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.parent.name}-{p.stem}")
def test_figure(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    described = (desc.text or "") + (title.text or "")
    assert bool(HANGUL.search(described)) == (path.parent.parent.name == "ko")
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    # What can be seen is mathematics, so it needs no Korean font and no translation.
    for element in root.iter(f"{SVG}text"):
        assert re.fullmatch(r"[-−\d.\s a-zαβλ=+/′∂₁₂₃]+", element.text or ""), element.text
    drawn = text[text.index("</style>") :]
    assert not re.search(r"#[0-9a-f]{6}\b", drawn.replace("url(#", "")), (
        "a colour that is no variable"
    )
    assert len(text) < 30_000
    assert not re.search(r"\d{4}-\d\d-\d\d|/home/|/Users/|/tmp/|matplotlib\.org", text)


@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.id)
@pytest.mark.parametrize("which", ["function", "derivative"])
def test_curves_are_the_functions(a: Activation, which: str) -> None:
    """On 2000 points the drawn curve is within 0.05 px of the function's values."""
    g = getattr(a, which)
    heights = np.concatenate(
        [f(np.linspace(*a.window, 501)) for f in (a.function, a.derivative)] + [[0.0]]
    )
    pixels = 0.87 * figures.SIZE[1] / (1.12 * float(np.ptp(heights)))
    t = np.linspace(0, 1, 2001)[:, None]
    for points in figures.pieces(g, a.window, joints(a)):
        n = (len(points) - 1) // 3
        on = np.concatenate(
            [
                (1 - t) ** 3 * p[0]
                + 3 * t * (1 - t) ** 2 * p[1]
                + 3 * t**2 * (1 - t) * p[2]
                + t**3 * p[3]
                for p in (points[3 * i : 3 * i + 4] for i in range(n))
            ]
        )
        inside = on[(on[:, 0] > points[0, 0]) & (on[:, 0] < points[-1, 0])]
        assert np.abs(inside[:, 1] - g(inside[:, 0])).max() * pixels < 0.05
        assert np.all(np.diff(on[:, 0]) >= -1e-12)


def test_a_jump_has_a_closed_and_an_open_end() -> None:
    """ReLU's derivative: 0 at 0, where the code says 0, and not 1."""
    root = ElementTree.parse(ROOT / "docs/en/figures/relu.svg").getroot()
    markers = [
        (element.get("style") or "", float(use.get("y") or 0))
        for group in root.iter(f"{SVG}g")
        for use in group.findall(f"{SVG}g/{SVG}use")
        for element in [use]
        if "fill" in (use.get("style") or "")
    ]
    kinds = sorted("open" if "var(--plate)" in style else "closed" for style, _ in markers)
    assert kinds == ["closed", "open"], markers
    heights = {("open" if "var(--plate)" in style else "closed"): y for style, y in markers}
    assert heights["closed"] > heights["open"]  # SVG's y points down


def test_a_figure_that_is_current_is_known_without_drawing() -> None:
    a = activations.get("tanh")
    svg = (ROOT / "docs/ko/figures/tanh.svg").read_bytes()
    assert figures.is_current(svg, a, "ko")
    assert not figures.is_current(svg, a, "en")
    assert not figures.is_current(svg, activations.get("relu"), "ko")
    assert not figures.is_current(svg[:-20], a, "ko")
