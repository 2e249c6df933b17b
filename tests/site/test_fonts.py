"""The fonts of the mathematics: small, and no glyph missing."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.files import cache
from scripts.site import fonts, mathematics

# What each formula sets, beside what it is set in, in KaTeX's own fonts.
CASCADE = {
    "a1": {"Math-Italic": "a", "Main-Regular": "1"},
    r"\mathbf{x}": {"Main-Bold": "x"},
    r"\boldsymbol{\alpha}": {"Math-BoldItalic": "α"},
    r"\mathit{ab}": {"Main-Italic": "ab"},
    r"\mathbb{R}": {"AMS-Regular": "R"},
    r"\mathcal{L}": {"Caligraphic-Regular": "L"},
    r"\mathfrak{g}": {"Fraktur-Regular": "g"},
    r"\mathscr{F}": {"Script-Regular": "F"},
    r"\mathsf{T}": {"SansSerif-Regular": "T"},
    r"\mathtt{k}": {"Typewriter-Regular": "k"},
    r"\text{a \textbf{b \textit{c}}}": {
        "Main-Regular": "a\xa0",
        "Main-Bold": "b\xa0",
        "Main-BoldItalic": "c",
    },
    r"\operatorname{ReLU}": {"Main-Regular": "ReLU"},
    r"\big( \Big( \bigg( \Bigg(": {f"Size{n}-Regular": "(" for n in (1, 2, 3, 4)},
    r"\sum": {"Size2-Regular": "∑"},
    r"\textstyle\sum": {"Size1-Regular": "∑"},
    # A brace taller than any glyph is put together from pieces.
    r"\left\{\begin{matrix}1\\1\\1\\1\end{matrix}\right.": {
        "Size4-Regular": "⎧⎨⎩",
        "Main-Regular": "1",
    },
    r"\underbrace{x}_{n}": {"Math-Italic": "xn"},
    r"a < b": {"Math-Italic": "ab", "Main-Regular": "<"},
}
NOT_DRAWN = "\u200b"  # KaTeX writes it to give a box its height; no font of KaTeX's has it


def names(used: Mapping[str, set[str]]) -> dict[str, str]:
    """Say in the form of CASCADE what is used."""
    return {
        name.removeprefix("KaTeX_").removesuffix(".woff2"): "".join(sorted(text - {NOT_DRAWN}))
        for name, text in used.items()
        if text - {NOT_DRAWN}
    }


def opened(path: Path) -> TTFont:
    return TTFont(io.BytesIO(path.read_bytes()))  # from memory: no file stays open


def glyphs(path: Path) -> set[str]:
    return {chr(code) for code in opened(path).getBestCmap()}


def declared(style: str) -> dict[tuple[str, str, str], str]:
    """Return the font files of a style sheet by family, style and weight."""
    faces = {}
    for face in re.findall(r"@font-face\{([^}]*)\}", style):
        of = dict(part.split(":", 1) for part in face.split(";"))
        key = of["font-family"].strip('"'), of["font-style"], of["font-weight"]
        assert key not in faces
        faces[key] = of["src"].partition("fonts/")[2].partition(")")[0]
    return faces


@pytest.mark.parametrize("tex", CASCADE)
def test_which_font_sets_which_character(tex: str) -> None:
    used = fonts.characters([f"<p>Text, {mathematics.render(tex, display=True)} and text.</p>"])
    assert names(used) == {name: "".join(sorted(text)) for name, text in CASCADE[tex].items()}


def test_no_formula_no_font() -> None:
    assert fonts.characters(["<p>Text.</p>"]) == {}


def test_a_selector_of_another_kind_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new KaTeX with rules that are not understood must not pass in silence."""
    monkeypatch.setattr(fonts, "_style", lambda: ".katex .a:first-child{font-weight:700}")
    with pytest.raises(ValueError, match="first-child"):
        fonts._rules.__wrapped__()


def test_a_subset_has_the_wanted_glyphs_as_they_were() -> None:
    name = "KaTeX_Main-Regular.woff2"
    data = fonts.subset(name, set("ReLU0≤"))
    assert len(data) < 6000
    new, old = TTFont(io.BytesIO(data)), opened(fonts.KATEX / "fonts" / name)
    assert {chr(code) for code in new.getBestCmap()} == set("ReLU0≤")
    for code, glyph in new.getBestCmap().items():
        assert new["hmtx"][glyph] == old["hmtx"][old.getBestCmap()[code]]
    for table in ("head", "hhea", "OS/2"):  # the line stays where it was
        for field in ("unitsPerEm", "ascent", "descent", "sTypoAscender", "usWinDescent"):
            assert getattr(new[table], field, None) == getattr(old[table], field, None)


def test_what_is_in_the_cache_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    made: list[bytes] = []

    def make(data: bytes) -> bytes:
        made.append(data)
        return data

    for parts, data in (
        ([b"a", b"b"], b"1"),
        ([b"a", b"b"], b"2"),
        ([b"ab", b""], b"3"),
        ([b"a"], b"4"),
    ):
        cache.cached("kind", parts, functools.partial(make, data))
    assert made == [b"1", b"3", b"4"]
    assert cache.cached("kind", [b"a", b"b"], lambda: b"5") == b"1"


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_site_has_no_font_and_no_glyph_too_many_or_too_few(site: Path, prefix: str) -> None:
    folder = site / prefix / fonts.PUBLISHED
    pages = set((site / prefix).rglob("*.html"))
    if not prefix:
        pages -= set((site / "en").rglob("*.html"))  # with fonts of their own
    used = fonts.characters(page.read_text(encoding="utf-8") for page in pages)
    style = (folder / "katex.min.css").read_text(encoding="utf-8")
    files = {path.name for path in (folder / "fonts").iterdir()}
    assert files == set(used) == set(declared(style).values())
    for name, text in used.items():
        assert glyphs(folder / "fonts" / name) == text - {NOT_DRAWN}
    assert [path for path in site.rglob("*") if path.suffix in (".ttf", ".woff")] == []
