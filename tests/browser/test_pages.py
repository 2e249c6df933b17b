"""The built site in a real browser: both languages, both schemes, phone and desktop."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response, expect

import activations
from tests.axe import barriers

pytestmark = pytest.mark.browser

IDS = [a.id for a in activations.catalogue]
PATHS = ["", "functions/", "about/", "compare/", "first-lesson/", *(f"functions/{i}/" for i in IDS)]
ALL = [prefix + path for prefix in ("", "en/") for path in PATHS]
MISSING = "no/such/page/"
FUNCTIONS = [prefix + f"functions/{i}/" for prefix in ("", "en/") for i in IDS]
KINDS = {a.kind: f"functions/{a.id}/" for a in activations.catalogue}
EVERY_KIND = [
    prefix + path
    for prefix in ("", "en/")
    for path in ("", "functions/", "about/", "compare/", "first-lesson/", *KINDS.values())
] + [MISSING]
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
SIZES = ((1440, 900), (390, 844))


@pytest.mark.parametrize("path", [*ALL, MISSING])
def test_page(page: Page, address: str, path: str) -> None:
    """Everything that is asked of every page, in one visit."""
    problems: list[str] = []

    def console(message: ConsoleMessage) -> None:
        # The browser itself reports the page that is missing on purpose.
        if message.type in ("error", "warning") and not (path == MISSING and "404" in message.text):
            problems.append(message.text)

    def answered(answer: Response) -> None:
        if not answer.url.startswith((address, "data:", "blob:")):
            problems.append(f"off the site: {answer.url}")
        if answer.status >= 400 and answer.url != address + MISSING:
            problems.append(f"{answer.status} {answer.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("requestfailed", lambda request: problems.append(f"failed: {request.url}"))
    page.on("response", answered)
    page.goto(address + path, wait_until="networkidle")
    assert problems == []
    assert page.locator("html").get_attribute("lang") == ("en" if path.startswith("en/") else "ko")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            if path in FUNCTIONS:
                figures_and_mathematics_are_visible(page, scheme)
            if path in EVERY_KIND:
                assert barriers(page) == [], f"{width} px, {scheme}"


def figures_and_mathematics_are_visible(page: Page, scheme: str) -> None:
    body = page.locator("body")
    expect(body).to_have_attribute(
        "data-md-color-scheme", {"light": "default", "dark": "slate"}[scheme]
    )
    for figure in page.locator("article img:not(.relatives img)").all():
        figure.scroll_into_view_if_needed()  # the later ones are fetched only then
        expect(figure).to_be_visible()
        expect(figure).to_have_js_property("complete", True)
        assert figure.evaluate("image => image.naturalWidth > 0")
        assert len(figure.get_attribute("alt") or "") > 40
    formulas = page.locator("article .formula")
    assert formulas.count() >= 2
    for formula in formulas.all():
        box = formula.locator(".katex-html").first.bounding_box()
        assert box is not None
        assert box["width"] > 20
        assert box["height"] > 10
        assert formula.locator("annotation").first.text_content()
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


@pytest.mark.parametrize("scheme", SCHEMES)
def test_figure_follows_the_scheme(page: Page, address: str, scheme: str) -> None:
    page.goto(address + "figures/sigmoid.svg")
    colour = page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--f').trim()"
    )
    assert colour == {"light": "#0b5c66", "dark": "#5cc4cf"}[scheme]


@pytest.mark.parametrize("path", PATHS)
def test_language_switch_stays_on_the_page(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.locator("header a.language").click()
    assert page.url == address + "en/" + path
    page.locator("header a.language").click()
    assert page.url == address + path


def test_404_speaks_both_languages(page: Page, address: str) -> None:
    page.goto(address + "en/functions/nothing/")
    text = page.locator("article").inner_text()
    assert "찾는 페이지가 없습니다" in text
    assert "This page does not exist" in text


def test_code_can_be_copied(page: Page, address: str) -> None:
    page.goto(address + "functions/relu/", wait_until="networkidle")
    page.locator(".language-python").first.hover()
    page.locator(".language-python").first.locator("button").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "def relu(x):" in copied


def test_scheme_can_be_chosen_and_is_kept(page: Page, address: str) -> None:
    page.goto(address)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    for _ in range(2):  # from the system's to light, to dark
        page.locator("form[data-md-component=palette] label:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(address + "functions/tanh/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
