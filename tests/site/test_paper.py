"""The figures for papers: any program draws them, in plain colours on white; and their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

import activations
from activations.spec import Elementwise
from scripts import kinds
from scripts.kinds.drawings import papers
from scripts.sources.expressions import joints
from tests.browser.kinds import KINDS
from tests.site.renderers import HEIGHT, PROGRAMS, WIDTH, Pixels, png

FORMS = ("svg", "pdf", "png", "csv")
EVERY = [f"{a.id}{suffix}" for a in activations.catalogue for suffix in kinds.of(a).drawings]
CURVE, SLOPE, INK, GREY = "0b5c66", "b3391f", "1d2430", "5d6470"
# What is to be seen of each kind: colours, and at least how many pixels of 811008 have them; and
# what can be read, without the numbers.
GRAPH: tuple[dict[str, int], set[str]] = ({CURVE: 4000, SLOPE: 800, INK: 100}, {"x", "f(x),f′(x)"})
SEEN: dict[str, tuple[dict[str, int], set[str]]] = {
    "elementwise": GRAPH,
    "random": GRAPH,
    "vector": ({CURVE: 2000, GREY: 30000, INK: 1000}, {"x", "x+2"}),
    "reduction": ({CURVE: 2000, GREY: 30000, INK: 800}, {"x", "x+2"}),
    "pair": ({CURVE: 1500, SLOPE: 900, INK: 200}, {"a", "b"}),
}
JACOBIAN = ({INK: 2000, GREY: 300}, {"∂s₁", "∂x₁∂x₂∂x₃"})
ONE_OF_EACH = {ident: SEEN[kind] for kind, ident in KINDS.items()} | {"softmax-jacobian": JACOBIAN}


@pytest.fixture(scope="module")
def folder(site: Path) -> Path:
    return site / "figures/paper"


def test_every_figure_is_there_in_every_form_and_light(folder: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert set(sizes) == {f"{name}.{form}" for name in EVERY for form in FORMS}
    for name in EVERY:
        assert sum(sizes[f"{name}.{form}"] for form in FORMS) < 200_000, name


def near(pixels: Pixels, colour: str) -> int:
    return int((np.abs(pixels - list(bytes.fromhex(colour))).max(axis=2) <= 2).sum())


@pytest.mark.parametrize("name", ONE_OF_EACH)
@pytest.mark.parametrize(
    ("form", "draw"),
    [
        pytest.param(*each, id=each[1].__name__,
                     marks=[pytest.mark.browser] if each[1].__name__ == "cairosvg" else [])
        for each in PROGRAMS
    ],
)  # fmt: skip
def test_other_programs_draw_it(
    folder: Path, name: str, form: str, draw: Callable[[Path], Pixels]
) -> None:
    """In the colours that belong there; and what they draw is what the PNG shows."""
    pixels = draw(folder / f"{name}.{form}")
    assert pixels.shape == (HEIGHT, WIDTH, 3)
    assert (pixels[[0, 0, -1, -1], [0, -1, 0, -1]] == 255).all()
    for colour, least in ONE_OF_EACH[name][0].items():
        assert near(pixels, colour) >= least, colour
    apart = np.abs(pixels - png(folder / f"{name}.png")).max(axis=2)
    assert (apart > 128).mean() < 0.0015  # a thin curve is more
    assert apart.mean() < 2


@pytest.mark.parametrize("name", EVERY)
def test_the_png_is_wide_white_and_small(folder: Path, name: str) -> None:
    with Image.open(folder / f"{name}.png") as picture:
        assert (picture.width >= 2000, picture.mode) == (True, "P")
        assert "transparency" not in picture.info
        pixels = np.asarray(picture.convert("RGB"))
    assert (pixels[[0, 0, -1, -1], [0, -1, 0, -1]] == 255).all()
    assert 0.4 < (pixels == 255).all(axis=2).mean() < 0.995


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_what_can_be_read_is_mathematics_and_names_the_axes(folder: Path, name: str) -> None:
    with PdfDocument(folder / f"{name}.pdf") as document:
        lines = [
            re.sub(r"\s", "", line)
            for line in document[0].get_textpage().get_text_bounded().splitlines()
        ]
    text = "".join(lines)
    assert re.fullmatch(r"[-−\d.,a-zαβλθτ=+/′∂₁-₉ₙₚ()]+", text), text
    assert ONE_OF_EACH[name][1] <= set(lines)


@pytest.mark.parametrize("name", EVERY)
def test_nothing_in_it_has_to_be_looked_up(folder: Path, name: str) -> None:
    """No font, no variable, no scheme; no date and no name of a program, so no needless change."""
    svg = (folder / f"{name}.svg").read_text(encoding="utf-8")
    assert not re.search(r"<text|var\(|@media|class=|<image|Date|Matplotlib|creator", svg)
    pdf = (folder / f"{name}.pdf").read_bytes()
    assert b"/FontFile2" in pdf  # embedded
    assert not re.search(rb"/Type3|/CreationDate|/Producer|/Creator", pdf)


@pytest.mark.parametrize("ident", KINDS.values())
def test_it_is_the_same_on_every_run(site: Path, ident: str) -> None:
    for path, content in papers(activations.get(ident), site).items():
        assert path.read_bytes() == content, path


# --- the numbers ----------------------------------------------------------------------------


def table(folder: Path, name: str) -> dict[str, Any]:
    head, *rows = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    values = np.array([[float(value) for value in row.split(",")] for row in rows])
    return dict(zip(head.split(","), values.T, strict=True))


@pytest.mark.parametrize("a", [a for a in activations.catalogue if isinstance(a, Elementwise)])
def test_a_curve(folder: Path, a: Elementwise) -> None:
    t = table(folder, a.id)
    assert list(t) == ["x", "f", "derivative"]
    assert (t["x"][0], t["x"][-1], len(t["x"])) == (*a.window, 1001)
    assert 0 in t["x"] or 0 not in joints(a)
    np.testing.assert_allclose(t["f"], a.function(t["x"]), rtol=1e-11, atol=1e-300)
    np.testing.assert_allclose(t["derivative"], a.derivative(t["x"]), rtol=1e-10, atol=1e-300)


def test_a_map(folder: Path) -> None:
    a, t = activations.get("swiglu"), table(folder, "swiglu")
    assert list(t) == ["a", "b", "f", "by_a", "by_b"]
    assert len(set(zip(t["a"], t["b"], strict=True))) == 41**2
    np.testing.assert_allclose(t["f"], a.function(t["a"], t["b"]), rtol=1e-11)
    slopes = [t["by_a"], t["by_b"]]
    np.testing.assert_allclose(slopes, a.derivative(t["a"], t["b"]), rtol=1e-10, atol=1e-12)


def test_bars_and_a_matrix(folder: Path) -> None:
    t = table(folder, "softmax")
    assert list(t) == ["x1", "x2", "x3", "s1", "s2", "s3"]
    x, s = (np.array([t[f"{letter}{i}"] for i in (1, 2, 3)]) for letter in "xs")
    assert x.T.tolist() == [[1, 2, 3], [3, 4, 5], [2, 4, 6], [0.5, 1, 1.5]]
    np.testing.assert_allclose(s, np.exp(x) / np.exp(x).sum(axis=0), rtol=1e-11)
    by = table(folder, "softmax-jacobian")
    assert list(by) == ["by_x1", "by_x2", "by_x3"]
    first = s[:, 0]
    np.testing.assert_allclose(
        np.stack(list(by.values()), axis=1), np.diag(first) - np.outer(first, first), rtol=1e-10
    )
