"""Every kind of page in a real browser: both languages, both schemes, phone and desktop."""

from __future__ import annotations

import io
import re
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

import activations
from tests.browser.axe import barriers
from tests.browser.kinds import EVERY_KIND

pytestmark = pytest.mark.browser

PATHS = ["", "functions/", "about/", "data/", "glossary/", "compare/", "first-lesson/"]
PATHS += ["discrepancies/", "exactness/", "names/"]
PATHS += [f"functions/{ident}/" for ident in EVERY_KIND]
MISSING = "no/such/page/"
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
SIZES = ((1440, 900), (390, 844))


@pytest.mark.parametrize("path", [p + q for p in ("", "en/") for q in PATHS] + [MISSING])
def test_page(page: Page, address: str, problems: list[str], path: str) -> None:
    """Everything that is asked of every page, in one visit."""
    page.goto(address + path, wait_until="networkidle")
    # The browser itself reports the page that is missing on purpose.
    assert [p for p in problems if path != MISSING or "404" not in p] == []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            name = {"light": "default", "dark": "slate"}[scheme]
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
            if path.strip("/").rpartition("/")[2] in EVERY_KIND:
                figures_and_mathematics_are_visible(page, scheme)
            # Colours depend on the scheme and layout on the width: the languages share the four.
            if ((width == 390) == (scheme == "dark")) == path.startswith("en/"):
                assert barriers(page) == [], f"{width} px, {scheme}"


TARGETS = "article :is(button, summary, .formula-tools a, .figure-tools a, .live-compare)"


@pytest.mark.parametrize("path", [p + q for p in ("", "en/") for q in PATHS] + [MISSING])
def test_a_touch_screen_at_400_percent(chromium: Browser, address: str, path: str) -> None:
    """Nothing scrolls sideways, a thumb finds every button, the keyboard all that scrolls."""
    context = chromium.new_context(
        viewport={"width": 320, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + path, wait_until="networkidle")
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [width] * 2
        page.wait_for_function(
            """() => [...document.querySelectorAll("article :is(.formula, .table, pre > code)")]
                .every((box) => (box.scrollWidth > box.clientWidth) === (box.tabIndex === 0))"""
        )
        heights = page.locator(TARGETS).evaluate_all(
            """all => all.map((one) => [one.outerHTML.slice(0, 99), one.getBoundingClientRect()])
                .filter(([, { height }]) => height && height < 32).map(([text]) => text)"""
        )
        assert heights == []
        if (width == 320) == path.startswith("en/"):  # the languages share the two
            assert barriers(page) == []
    context.close()


def figures_and_mathematics_are_visible(page: Page, scheme: str) -> None:
    for figure in page.locator("article img:not(.relatives img)").all():
        figure.scroll_into_view_if_needed()  # the later ones are fetched only then
        expect(figure).to_be_visible()
        expect(figure).to_have_js_property("complete", True)
        assert figure.evaluate("image => image.naturalWidth > 0")
    formulas = page.locator("article .formula .katex-html")
    assert formulas.count() >= 2
    for formula in formulas.all():
        box = formula.bounding_box()
        assert box is not None
        assert box["width"] > 20
        assert box["height"] > 10
    # The ink of the formulas stands out from the paper, whatever the scheme.
    background, ink = (
        page.evaluate(
            "([selector, property]) => getComputedStyle(document.querySelector(selector))[property]"
            ".match(/[\\d.]+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0)",
            [selector, name],
        )
        for selector, name in (("body", "backgroundColor"), (".katex-html", "color"))
    )
    assert (background > 600 and ink < 250) if scheme == "light" else (background < 120 < 600 < ink)


# Puts what other pages begin with, down to the figure, in the place of this one's article.
FIRST_SCREENS = """async (ids) => {
    const found = {};
    for (const id of ids) {
        const html = await (await fetch(`../${id}/`)).text();
        const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
        const figure = article.querySelector("figure.live");
        while (figure.nextSibling) figure.nextSibling.remove();
        document.querySelector("article").replaceWith(article);
        article.getBoundingClientRect();  // which asks for the fonts
        await document.fonts.ready;
        found[id] = (EDGES)();
    }
    return found;
}"""
EDGES = """() => ["h1", ".lead", ".formula", "figure.live :is(img, .live-stage)"].map((part) => {
    const { top, bottom, height } = document.querySelector(`article ${part}`)
        .getBoundingClientRect();
    return height ? [top, bottom] : null;
})"""


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["", "en/"])
def test_the_first_screen_shows_name_verdict_formula_and_figure(
    page: Page, address: str, language: str, size: tuple[int, int]
) -> None:
    """One of each kind as it is visited; all the others in the place of the last of these."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found = {}
    for ident in EVERY_KIND:
        page.goto(f"{address}{language}functions/{ident}/")
        found[f"{ident}, visited"] = page.evaluate(EDGES)
    every = [a.id for a in activations.catalogue]
    found |= page.evaluate(FIRST_SCREENS.replace("EDGES", EDGES), every)
    assert len(found) == len(EVERY_KIND) + len(every)
    for ident, edges in found.items():
        assert None not in edges, ident
        assert edges == sorted(edges), ident
        if size[0] > 1000:
            assert edges[-1][1] <= size[1], ident
        assert edges[-1][0] - edges[-2][1] < 60, ident  # nothing between formula and figure
        assert edges == found.get(f"{ident}, visited", edges), ident


@pytest.mark.parametrize("scheme", SCHEMES)
def test_figure_follows_the_scheme(page: Page, address: str, scheme: str) -> None:
    page.goto(address + "figures/sigmoid.svg")
    colour = page.evaluate(
        "getComputedStyle(document.querySelector('path[stroke=\"#0b5c66\"]')).stroke"
    )
    assert colour == {"light": "rgb(11, 92, 102)", "dark": "rgb(92, 196, 207)"}[scheme]


def test_the_language_switch_is_where_it_is_looked_for(page: Page, address: str) -> None:
    """That it leads to the twin of every page is read from the HTML."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for there, back in (("about/", "en/about/"), ("en/about/", "about/")):
            page.goto(address + there)
            page.locator("header a.language").click()
            expect(page).to_have_url(address + back)
        expect(page.locator("header .search-button")).to_be_visible()
        expect(page.locator("header [for=__search]")).to_be_hidden()


def test_code_can_be_copied(page: Page, address: str) -> None:
    page.goto(address + "functions/relu/", wait_until="networkidle")
    page.locator(".language-python").first.hover()
    page.locator(".language-python").first.locator("button").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "def relu(x):" in copied


def test_the_framework_that_was_chosen_is_kept(page: Page, address: str) -> None:
    page.goto(address + "functions/relu/", wait_until="networkidle")
    tabs = page.locator("#code ~ .tabbed-set")
    tabs.locator("label", has_text="PyTorch").click()
    expect(tabs.locator(".tabbed-block:visible")).to_contain_text("F.relu(x)")
    page.goto(address + "functions/silu/")
    expect(tabs.locator(".tabbed-block:visible")).to_have_text(re.compile(r"y = F\.silu\(x\)"))


def test_every_framework_can_be_read_without_javascript(chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(address + "en/functions/relu/")
    blocks = page.locator("#code ~ .tabbed-set .tabbed-block")
    labels = page.locator("#code ~ .tabbed-set label")
    expect(labels).to_have_count(9)
    for i in range(9):
        labels.nth(i).click()
        expect(blocks.nth(i)).to_be_visible()
    context.close()


def test_scheme_can_be_chosen_and_is_kept(page: Page, address: str) -> None:
    page.goto(address)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    for _ in range(2):  # from the system's to light, to dark
        page.locator("form[data-md-component=palette] label:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(address + "functions/tanh/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_what_opens_a_section_says_which(page: Page, address: str, prefix: str) -> None:
    page.goto(f"{address}{prefix}functions/relu/")
    toggles = page.locator(".md-nav--primary label.md-nav__link[for^=__nav]")
    assert toggles.count() >= 2
    names = [(toggle.text_content() or "").strip() for toggle in toggles.all()]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_name_in_a_table_is_never_broken(page: Page, address: str, prefix: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{prefix}functions/gelu/")
    names = page.locator("article td code")
    assert names.count() > 2
    broken = names.evaluate_all(
        """all => all.filter((one) => !/\\s/.test(one.textContent.trim())
            && one.getClientRects().length > 1).map((one) => one.textContent)"""
    )
    assert broken == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_figures_of_the_lesson_follow_the_scheme(page: Page, address: str, scheme: str) -> None:
    page.goto(address + "first-lesson/")
    figure = page.locator(".jp-RenderedSVG :is(svg, img)").first
    figure.scroll_into_view_if_needed()
    with Image.open(io.BytesIO(figure.screenshot())) as picture:
        ground = picture.convert("L").getpixel((2, 2))
    assert isinstance(ground, int)
    assert (ground > 230) == (scheme == "light")
    assert (ground < 60) == (scheme == "dark")
