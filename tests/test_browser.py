"""The built site in a real browser: both languages, both schemes, phone and desktop."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright

import activations
from scripts import browser as finder

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
IDS = [a.id for a in activations.catalogue]
PATHS = ["", "functions/", "about/", "first-lesson/", *(f"functions/{i}/" for i in IDS)]
ALL = [prefix + path for prefix in ("", "en/") for path in PATHS]
MISSING = "no/such/page/"
FUNCTIONS = [prefix + f"functions/{i}/" for prefix in ("", "en/") for i in IDS]
KINDS = {a.kind: f"functions/{a.id}/" for a in activations.catalogue}
EVERY_KIND = [
    prefix + path
    for prefix in ("", "en/")
    for path in ("", "functions/", "about/", "first-lesson/", *KINDS.values())
] + [MISSING]
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
SIZES = ((1440, 900), (390, 844))
SUBPATH = "guide"  # the folder into which the fixture builds, and the path of its SITE_URL


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the built files as GitHub Pages would, under a sub-path, its 404 page included."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / SUBPATH / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{SUBPATH}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = finder.find()
    assert path is not None, finder.HELP
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of its own, in the scheme that the test asks for by parameter."""
    parameters = getattr(request.node, "callspec", None)
    asked = parameters.params if parameters else {}
    context = chromium.new_context(
        color_scheme=asked.get("scheme", "light"),
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context.new_page()
    context.close()


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


def barriers(page: Page) -> list[str]:
    """What axe-core finds serious."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
    return [
        f"{v['id']} ({v['impact']}): {[node['html'][:120] for node in v['nodes'][:3]]}"
        for v in violations
        if v["impact"] in ("serious", "critical")
    ]


def figures_and_mathematics_are_visible(page: Page, scheme: str) -> None:
    body = page.locator("body")
    expect(body).to_have_attribute(
        "data-md-color-scheme", {"light": "default", "dark": "slate"}[scheme]
    )
    for figure in page.locator("article img").all():
        expect(figure).to_be_visible()
        assert figure.evaluate("image => image.complete && image.naturalWidth > 0")
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


@pytest.mark.parametrize(
    ("path", "query", "target"),
    [
        ("", "시그모이드", "functions/sigmoid/"),
        ("", "소프트맥스", "functions/softmax/"),
        ("", "tanh", "functions/tanh/"),
        ("en/", "sigmoid", "en/functions/sigmoid/"),
        ("en/", "derivative", "en/functions/"),
        ("en/", "leaky", "en/functions/leaky_relu/"),
    ],
)
def test_search_finds(page: Page, address: str, path: str, query: str, target: str) -> None:
    page.goto(address + path, wait_until="networkidle")
    page.locator(".md-search__input").click()
    page.keyboard.type(query)
    page.keyboard.press("End")  # Hangul is inserted without key events; an input method sends them
    found = page.locator(f'.md-search-result__link[href^="{address + target}"]')
    expect(found.first).to_be_visible()


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
