"""What a reader takes away from a page: links, TeX, BibTeX, files, and words on what was done."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Browser, Locator, Page, expect

import activations
from scripts import kinds
from tests.browser.axe import barriers
from tests.browser.kinds import EVERY_KIND

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]

WORDS = {"": ("복사됨", "선택됨"), "en/": ("Copied", "Selected")}
TOOLS = ".formula-tools a, .figure-tools a, .take"

SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
in_both_languages = pytest.mark.parametrize("prefix", ["", "en/"])


def copied(page: Page, tool: Locator) -> str:
    tool.click()
    return str(page.evaluate("navigator.clipboard.readText()"))


def unfold(page: Page) -> None:
    page.locator("article details").evaluate_all("all => all.forEach((one) => (one.open = true))")


@pytest.mark.parametrize("ident", EVERY_KIND)
def test_formulas_and_references(page: Page, address: str, ident: str) -> None:
    """That the TeX in the page is that of its source is read from the HTML."""
    page.goto(f"{address}functions/{ident}/")
    unfold(page)
    equations = page.locator(".equation")
    assert equations.count() >= 2
    names = page.locator(".equation .take").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(set(names)) == len(names)  # those who only hear them tell them apart
    assert names[0].endswith(page.locator("#formula").inner_text().rstrip("¶"))
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
    listing = page.locator("#references ~ details .language-bibtex code").first
    assert "\n\n".join(entries) == (listing.text_content() or "").strip()
    expect(listing).to_be_hidden()  # the button is the one control that a work has
    assert page.locator("#references ~ .take").count() == 0


@in_both_languages
@pytest.mark.parametrize("ident", EVERY_KIND)
def test_figures(page: Page, address: str, site: Path, prefix: str, ident: str) -> None:
    """Each has its files, as they were made, and the line that puts it into a paper."""
    a = activations.get(ident)
    page.goto(f"{address}{prefix}functions/{ident}/")
    rows = page.locator(".figure-tools")
    names = [f"{ident}{suffix}" for suffix in kinds.of(a).drawings]
    for row, name in zip(rows.all(), names, strict=True):
        files = []
        for link in row.get_by_role("link").all():
            with page.expect_download() as download:
                link.click()
            files.append(download.value.suggested_filename)
            published = site / "figures/paper" / files[-1]
            assert Path(download.value.path()).read_bytes() == published.read_bytes()
        assert files == [f"{name}.{form}" for form in ("svg", "pdf", "png", "csv")]
        line = rf"\includegraphics[width=\linewidth]{{{name}.pdf}}"
        expect(row.locator("code")).to_have_text(line)
        assert copied(page, row.locator(".take")) == line


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("functions/elu/", "내려받기(기본값 α = 1)"),
        ("en/functions/elu/", "Download (default α = 1)"),
        ("en/functions/relu/", "Download"),
    ],
)
def test_files_are_for_the_default_and_say_so(
    page: Page, address: str, path: str, said: str
) -> None:
    """Whatever the reader has set: then the words are still true."""
    page.goto(address + path)
    page.locator("figure.live").hover()
    expect(page.locator("figure.live")).to_have_class("live is-live")
    for slider in page.locator(".live-slider input[type=range]").all():
        slider.fill("2")
    assert (page.locator(".figure-tools").text_content() or "").split("SVG")[0].strip() == said


def test_files_and_links_need_no_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "en/functions/softmax/")
    for form in ("SVG", "PDF", "PNG", "CSV"):
        with page.expect_download() as file:
            page.get_by_role("link", name=form).first.click()
        assert file.value.suggested_filename == f"softmax.{form.lower()}"
    page.locator("#eq-derivative .formula-tools a").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("softmax/#eq-derivative")
    assert page.locator(".take").count() == 0
    context.close()


@in_both_languages
def test_what_was_done_is_said(page: Page, address: str, prefix: str) -> None:
    page.goto(f"{address}{prefix}functions/relu/")
    done, _ = WORDS[prefix]
    tool = page.locator("#eq-formula .take")
    name = tool.get_attribute("title")
    tool.focus()
    page.keyboard.press("Enter")
    expect(tool).to_have_text(done)
    status = page.get_by_role("status").filter(has_text=done)
    expect(status).to_have_text(f"{name}: {done}")
    expect(tool).to_have_text("TeX", timeout=4000)
    assert page.locator(".take-status").text_content() == ""


@in_both_languages
@pytest.mark.parametrize("missing", [True, False])
def test_without_the_clipboard_the_text_is_selected(
    page: Page, address: str, prefix: str, missing: bool
) -> None:
    broken = "undefined" if missing else "{writeText: () => Promise.reject(new Error())}"
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{get: () => {broken}}});")
    page.goto(f"{address}{prefix}functions/relu/")
    tex = page.locator("#eq-formula annotation").text_content()
    listing = page.locator(".language-bibtex code").first.text_content() or ""
    line = r"\includegraphics[width=\linewidth]{relu.pdf}"
    for tool, text in (
        ("#eq-formula .take", tex),
        (".figure-tools .take", line),
        ("#references ~ ol > li:first-child .take", listing.partition("\n\n")[0].strip()),
    ):
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
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    height = page.evaluate("document.documentElement.scrollHeight")
    for equation in page.locator(".equation").all():
        tools = equation.locator(".formula-tools")
        page.mouse.move(0, 0)
        expect(tools).to_have_css("opacity", "1")
        expect(tools.locator(".take")).to_be_visible()
        formula, row = equation.locator(".formula").bounding_box(), tools.bounding_box()
        assert formula is not None
        assert row is not None
        assert row["y"] >= formula["y"] + formula["height"]
    assert page.evaluate("document.documentElement.scrollHeight") == height
    page.mouse.move(0, 0)
    page.locator("#eq-formula .take").focus()
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


@in_both_languages
@pytest.mark.parametrize("path", ["functions/relu/", "about/"])
def test_a_page_is_cited(
    chromium: Browser, page: Page, address: str, prefix: str, path: str
) -> None:
    for context in (page.context, chromium.new_context(java_script_enabled=False)):
        other = context.new_page()
        other.goto(address + prefix + path)
        other.locator(".citation summary").click()
        entry = other.locator(".citation code").inner_text()
        expect(other.locator(".citation code")).to_be_visible()
        context.close()
    (block,) = parse_string(entry, parse_stack=[]).entries
    fields = {field.key: str(field.value) for field in block.fields}
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert fields["url"] == f"{{https://example.org/guide/{prefix}{path}}}"
    assert fields["year"] == f"{{{said['date-released'].year}}}"
    assert said["version"] in fields["note"]
    assert fields["author"] == f"{{{{{said['authors'][0]['name']}}}}}"
    assert fields["title"] == "{ReLU}" or path != "functions/relu/"
