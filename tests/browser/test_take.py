"""What a reader takes away from a page: links, TeX, BibTeX, figures, and words on what was done."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from matplotlib.image import imread
from playwright.sync_api import Browser, Locator, Page, expect

import activations
from tests.browser.axe import barriers
from tests.browser.kinds import EVERY_KIND

pytestmark = pytest.mark.browser

WORDS = {"": ("복사됨", "선택됨", "저장됨"), "en/": ("Copied", "Selected", "Saved")}
COLUMNS = {
    "elu": ["x", "f", "derivative"],
    "swiglu": ["a", "b", "f", "by_a", "by_b"],
    "softmax": ["i", "x", "temperature", "softmax"],
}
TOOLS = ".formula-tools a, .figure-tools a, .take"

SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
in_both_languages = pytest.mark.parametrize("prefix", ["", "en/"])


def copied(page: Page, tool: Locator) -> str:
    tool.click()
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("ident", EVERY_KIND)
def test_formulas_and_references(page: Page, address: str, ident: str) -> None:
    """That the TeX in the page is that of its source is read from the HTML."""
    page.goto(f"{address}functions/{ident}/")
    equations = page.locator(".equation")
    assert equations.count() >= 2
    for equation in equations.all():
        equation.locator(".formula-tools a").click()
        assert page.url.endswith(f"functions/{ident}/#{equation.get_attribute('id')}")
        expect(equation).to_be_in_viewport()
        tex = equation.locator("annotation").text_content()
        assert copied(page, equation.locator(".take")) == tex
    items = page.locator("#references ~ ol > li")
    entries = [copied(page, tool) for tool in items.locator(".take").all()]
    assert len(entries) == items.count()
    for item, entry in zip(items.all(), entries, strict=True):
        year = re.search(r"\byear\s*=\s*[{\"]?(\d{4})", entry)
        assert entry.startswith("@")
        assert year is not None
        assert year[1] in item.inner_text()
    everything = copied(page, page.locator("#references ~ .take"))
    assert everything == "\n\n".join(entries)
    assert everything == (page.locator(".language-bibtex code").text_content() or "").strip()


@pytest.mark.parametrize("ident", EVERY_KIND)
def test_figure(page: Page, address: str, site: Path, ident: str) -> None:
    page.goto(f"{address}functions/{ident}/")
    row = page.locator(".figure-tools")
    with page.expect_download() as svg:
        row.get_by_role("link", name="SVG").click()
    assert svg.value.suggested_filename == f"{ident}.svg"
    published = site / f"figures/{ident}.svg"
    assert Path(svg.value.path()).read_bytes() == published.read_bytes()
    name, data = png(page)
    assert name == f"{ident}.png"
    assert data.startswith(b"\x89PNG")
    image = imread(io.BytesIO(data))
    size = re.search(r'width="(\d+)" height="(\d+)"', published.read_text(encoding="utf-8"))
    assert size is not None
    width, height = map(int, size.groups())
    assert image.shape[:2] == (2 * height, 2 * width)
    assert (image[..., 3] == 1).all()  # the plate is drawn as well
    ground = np.abs(image[..., :3] - image[0, 0, :3]).max(axis=2) < 0.02
    assert 0.5 < ground.mean() < 0.995


@pytest.mark.parametrize("ident", ["elu", "swiglu", "softmax"])
def test_the_curve_as_csv(page: Page, address: str, ident: str) -> None:
    """Without a touch of the figure, and then what the reader has set."""
    a = activations.get(ident)
    page.goto(f"{address}functions/{ident}/")
    table = csv(page, ident)
    if ident == "softmax":
        np.testing.assert_allclose(table[:, 3], a.function(table[:, 1]), atol=1e-12)
        return
    if ident == "swiglu":
        np.testing.assert_allclose(table[:, 2], a.function(table[:, 0], table[:, 1]), atol=1e-9)
        np.testing.assert_allclose(table[:, 3], a.derivative(*table[:, :2].T)[0], atol=1e-9)
        return
    assert table.shape == (1001, 3)
    assert (table[0, 0], table[-1, 0]) == a.window
    np.testing.assert_allclose(table[:, 1], a.function(table[:, 0]), atol=1e-12)
    np.testing.assert_allclose(table[:, 2], a.derivative(table[:, 0]), atol=1e-12)
    page.locator(".live-slider input[type=range]").fill("2")
    table = csv(page, ident)
    np.testing.assert_allclose(table[:, 1], a.function(table[:, 0], alpha=2), atol=1e-12)


def csv(page: Page, ident: str) -> Any:
    with page.expect_download() as download:
        page.locator(".figure-tools .take").get_by_text("CSV").click()
    assert download.value.suggested_filename == f"{ident}.csv"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.splitlines()[0].split(",") == COLUMNS[ident]
    return np.loadtxt(io.StringIO(text), delimiter=",", skiprows=1)


def png(page: Page) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.locator(".figure-tools .take").get_by_text("PNG").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_png_has_the_scheme_of_the_page_and_not_of_the_system(
    page: Page, address: str, scheme: str
) -> None:
    """The reader's own choice: the one that the system does not ask for."""
    page.goto(address + "functions/relu/")
    chosen = {"light": "slate", "dark": "default"}[scheme]
    page.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", chosen)
    image = imread(io.BytesIO(png(page)[1]))
    plate, curve = {"slate": ("1a1f25", "5cc4cf"), "default": ("fffdf8", "0b5c66")}[chosen]
    pixels = np.round(image[..., :3] * 255).astype(int).reshape(-1, 3)
    assert list(pixels[0]) == list(bytes.fromhex(plate))
    assert (pixels == list(bytes.fromhex(curve))).all(axis=1).sum() > 500


def test_a_curve_that_cannot_be_loaded_fails_aloud(page: Page, address: str) -> None:
    page.route("**/curves/relu.js", lambda route: route.abort())
    page.goto(address + "functions/relu/")
    page.locator(".figure-tools .take").get_by_text("CSV").click()
    expect(page.locator(".take-status")).to_contain_text("실패함")


def test_svg_and_links_need_no_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "en/functions/softmax/")
    with page.expect_download() as svg:
        page.get_by_role("link", name="SVG").click()
    assert svg.value.suggested_filename == "softmax.svg"
    page.locator("#eq-derivative .formula-tools a").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("softmax/#eq-derivative")
    assert page.locator(".take").count() == 0
    context.close()


@in_both_languages
def test_what_was_done_is_said(page: Page, address: str, prefix: str) -> None:
    page.goto(f"{address}{prefix}functions/relu/")
    done, _, saved = WORDS[prefix]
    tool = page.locator("#eq-formula .take")
    name = tool.get_attribute("title")
    tool.focus()
    page.keyboard.press("Enter")
    expect(tool).to_have_text(done)
    status = page.get_by_role("status").filter(has_text=done)
    expect(status).to_have_text(f"{name}: {done}")
    expect(tool).to_have_text("TeX", timeout=4000)
    assert page.locator(".take-status").text_content() == ""
    tool = page.locator(".figure-tools .take").get_by_text("PNG")
    with page.expect_download():
        tool.click()
    expect(page.locator(".take-status")).to_contain_text(saved)


@in_both_languages
@pytest.mark.parametrize("missing", [True, False])
def test_without_the_clipboard_the_text_is_selected(
    page: Page, address: str, prefix: str, missing: bool
) -> None:
    broken = "undefined" if missing else "{writeText: () => Promise.reject(new Error())}"
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{get: () => {broken}}});")
    page.goto(f"{address}{prefix}functions/relu/")
    tex = page.locator("#eq-formula annotation").text_content()
    entries = (page.locator(".language-bibtex code").text_content() or "").strip()
    for tool, text in (("#eq-formula .take", tex), ("#references ~ .take", entries)):
        page.locator(tool).click()
        expect(page.locator(".take-status")).to_contain_text(WORDS[prefix][1])
        field = page.locator(".take-text")
        expect(field).to_be_focused()
        selected = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
        assert field.evaluate(selected) == text
        page.locator("h1").click()
        expect(field).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["functions/relu/", "en/functions/softmax/"])
def test_the_tools_move_nothing_and_hide_nothing(
    page: Page, address: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    height = page.evaluate("document.documentElement.scrollHeight")
    for equation in page.locator(".equation").all():
        tools = equation.locator(".formula-tools")
        page.mouse.move(0, 0)
        expect(tools).to_have_css("opacity", "0")
        equation.hover()
        expect(tools).to_have_css("opacity", "1")
        formula, row = equation.locator(".formula").bounding_box(), tools.bounding_box()
        assert formula is not None
        assert row is not None
        assert row["y"] >= formula["y"] + formula["height"]
    assert page.evaluate("document.documentElement.scrollHeight") == height
    page.mouse.move(0, 0)
    page.locator("#eq-formula .take").focus()
    expect(page.locator("#eq-formula .formula-tools")).to_have_css("opacity", "1")
    outline = page.locator("#eq-formula .formula-tools a")
    page.keyboard.press("Tab")
    expect(outline).to_be_focused()
    expect(outline).to_have_css("outline-style", "solid")


def test_on_a_touch_screen_the_tools_are_always_there(chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + "functions/softmax/")
    for tools in page.locator(".formula-tools").all():
        expect(tools).to_have_css("opacity", "1")
    for tool in page.locator(TOOLS).all():
        box = tool.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 32
        assert 0 <= box["x"] <= 390 - box["width"]
    context.close()


def test_paper_shows_no_tools(page: Page, address: str) -> None:
    page.goto(address + "functions/relu/")
    page.emulate_media(media="print")
    for tool in page.locator(TOOLS).all():
        expect(tool).to_be_hidden()
    expect(page.locator("#eq-formula .katex-html").first).to_be_visible()


def test_no_barrier_of_any_weight(page: Page, address: str) -> None:
    """Of the tools, seen at once, and of the text that is offered when it cannot be copied."""
    page.goto(address + "functions/relu/")
    page.add_style_tag(content=".formula-tools { opacity: 1 }")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {get: () => undefined})")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.locator("#eq-formula .take").click()
            expect(page.locator(".take-text")).to_be_visible()
            assert barriers(page) == [], f"{width} px, {scheme}"


def test_a_session_is_copied_as_what_can_be_run(page: Page, address: str) -> None:
    page.goto(address + "functions/relu/")
    session = page.locator(".language-pycon").first
    text = session.locator("code").inner_text()
    assert text.startswith(">>> ")
    session.hover()
    session.locator("button").first.click()
    code = page.evaluate("navigator.clipboard.readText()")
    assert [line for line in code.splitlines() if line] == [
        line[4:] for line in text.splitlines() if line.startswith((">>> ", "... "))
    ]


@in_both_languages
def test_the_script_that_loads_the_catalogue(page: Page, address: str, prefix: str) -> None:
    page.goto(f"{address}{prefix}data/")
    code = page.locator(".language-javascript code").inner_text()
    href = page.locator("article a", has_text="catalogue.json").get_attribute("href")
    assert href is not None
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    code = code.replace('"catalogue.json"', json.dumps(href))
    page.evaluate(f"async () => {{ {code} }}")
    assert said == [activations.get("relu").latex]
