"""The fonts of the mathematics, against the browser's own choice of them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.site import fonts, mathematics
from tests.browser.kinds import EVERY_KIND
from tests.site.test_fonts import CASCADE, NOT_DRAWN, declared, glyphs, names

# Of each text in a formula: what it is and what the browser sets it in.
SHOWN = """() => {
    const texts = [];
    for (const formula of document.querySelectorAll(".katex-html")) {
        const walker = document.createTreeWalker(formula, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const style = getComputedStyle(walker.currentNode.parentElement);
            const family = style.fontFamily.split(",")[0].replaceAll('"', "");
            texts.push([walker.currentNode.data, family, style.fontStyle, style.fontWeight]);
        }
    }
    return texts;
}"""


@pytest.mark.browser
def test_the_browser_chooses_the_same_fonts(page: Page) -> None:
    """The cascade that scripts/site/fonts.py reads in the style sheet, against a browser's."""
    formulas = [mathematics.render(tex, display=True) for tex in CASCADE]
    style = (fonts.KATEX / "katex.min.css").read_text(encoding="utf-8")
    page.set_content(f"<style>{style}</style>{''.join(formulas)}")
    chosen: dict[str, set[str]] = defaultdict(set)
    for text, *face in page.evaluate(SHOWN):
        chosen[declared(style)[tuple(face)]] |= set(text)
    assert names(chosen) == names(fonts.characters(formulas))


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_no_glyph_is_missing_in_the_browser(
    page: Page, address: str, site: Path, prefix: str
) -> None:
    folder = site / prefix / fonts.PUBLISHED
    faces = declared((folder / "katex.min.css").read_text(encoding="utf-8"))
    have = {name: glyphs(folder / "fonts" / name) for name in faces.values()}
    paths = ["", "functions/", "about/", "first-lesson/"]
    for path in [*paths, *(f"functions/{ident}/" for ident in EVERY_KIND)]:
        page.goto(address + prefix + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        states = set(page.evaluate("[...document.fonts].map(font => font.status)"))
        assert states <= {"loaded", "unloaded"}, path
        for text, *face in page.evaluate(SHOWN):
            missing = set(text) - have[faces[tuple(face)]] - {NOT_DRAWN}
            assert missing == set(), f"{path}: {face}"
