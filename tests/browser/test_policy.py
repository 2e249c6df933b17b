"""The Content-Security-Policy stops what it should, and nothing that the site does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import EVERY_KIND

pytestmark = pytest.mark.browser

WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
}, true);
"""
INJECT = """
() => {
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.body.append(script);
    const link = document.createElement("p");
    link.innerHTML = '<img src="x:" onerror="window.injected = true">';
    document.body.append(link);
    return new Promise((done) => setTimeout(() => done(window.injected === true)));
}
"""


@pytest.fixture
def watched(page: Page) -> Page:
    page.add_init_script(WATCH)
    return page


def violations(page: Page) -> list[str]:
    return list(page.evaluate("violations"))


@pytest.mark.parametrize("ident", EVERY_KIND)
def test_a_function_with_all_that_can_be_done(
    watched: Page, address: str, problems: list[str], ident: str
) -> None:
    page = watched
    page.goto(f"{address}functions/{ident}/")
    page.locator("figure.live").hover()
    expect(page.locator("figure.live")).to_have_class("live is-live")
    with page.expect_download():
        page.locator(".figure-tools a").first.click()
    page.locator(".figure-tools .take").first.click()
    page.locator("form[data-md-component=palette] label:visible").click()
    page.locator(".search-button").click()
    page.locator(".search input").press_sequentially("relu")
    expect(page.locator(".search__results a").first).to_be_visible()
    assert violations(page) == []
    assert problems == []


@pytest.mark.parametrize(
    "path", ["", "?family=gated", "functions/", "about/", "data/", "first-lesson/", "404.html"]
)
def test_other_pages(watched: Page, address: str, problems: list[str], path: str) -> None:
    watched.goto(address + path, wait_until="networkidle")
    assert violations(watched) == []
    assert problems == []


def test_the_comparison(watched: Page, address: str, problems: list[str]) -> None:
    page = watched
    page.goto(address + "compare/?f=relu,elu&show=f,slope,difference")
    expect(page.locator(".plot-curve.is-f")).to_have_count(2)
    for kind in ("SVG", "PNG", "CSV"):
        with page.expect_download():
            page.get_by_role("button", name=kind).click()
    assert violations(page) == []
    assert problems == []


@pytest.mark.parametrize("path", ["", "functions/relu/", "compare/", "first-lesson/", "404.html"])
def test_what_is_injected_does_not_run(watched: Page, address: str, path: str) -> None:
    watched.goto(address + path)
    assert watched.evaluate(INJECT) is False
    directives = {violation.split(":")[0] for violation in violations(watched)}
    assert {"script-src-elem", "script-src-attr"} <= directives
