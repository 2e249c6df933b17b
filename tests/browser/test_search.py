"""The search: its index, and in a browser what it finds and how it is used."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from activations.spec import Language
from scripts import search
from tests.axe import barriers
from tests.search_queries import NAMES, WORDS

FOLDERS: dict[Language, str] = {"ko": "", "en": "en/"}
RESULTS = ".search__results > div"
OPTION = ".search__results a"
COUNT = 500
SCHEMES = ("light", "dark")
SIZES = ((1440, 900), (390, 844))


# --- the index ------------------------------------------------------------------------------


def test_sections_and_names() -> None:
    pages, texts = search.index(
        [
            {"location": "functions/f/", "title": "F", "text": ""},
            {"location": "functions/f/#f", "title": "F", "text": "<p>The F.</p>"},
            {"location": "functions/f/#code", "title": "Code", "text": "<pre><code>1</code></pre>"},
            {"location": "functions/f/#values", "title": "Values", "text": "0 0 1 1"},
            {"location": "functions/", "title": "List", "text": "F The F."},
        ],
        {"functions/f/": ["f", "에프"]},
    )
    assert pages == [
        {
            "url": "functions/f/",
            "title": "F",
            "names": ["f", "에프"],
            "sections": [("", ""), ("code", "Code"), ("values", "Values")],
        },
        {"url": "functions/", "title": "List", "names": [], "sections": [("", "")]},
    ]
    assert texts == {"functions/f/": ["The F.", "", ""], "functions/": [""]}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("<code>nn.Linear</code>, 10<sup>-3</sup>", "nn.Linear, 10^-3"),
        (r"a \[ \frac{1}{2} \] b", "a b"),
        (r"\(e^{-\alpha x} \le 1\)", "e^-α x ≤ 1"),
        (r"\(\frac{C - 1}{e}\), \(\tanh\tfrac x2\)", "(C - 1)/e, tanh x/2"),
        (r"\(\frac{e^{2x}}{\sqrt{\frac1n}}\)", "e^2x/√ 1/n"),
        (r"\(\left\lvert x \right\rvert &lt; 1\)", "| x | < 1"),
    ],
)
def test_plain_text(html: str, text: str) -> None:
    assert search.plain(html) == text


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_the_site_has_this_index_and_no_other(site: Path, folder: str) -> None:
    files = {path.name for path in (site / folder / "search").iterdir()}
    assert files == {"names.json", "texts.json"}
    assert not list((site / folder / "assets").rglob("lunr*"))
    assert not list((site / folder / "assets").rglob("search.*.min.js"))
    pages, texts = index(site / folder)
    for page in pages:
        assert len(page["sections"]) == len(texts[page["url"]])
        # Neither TeX, nor Jupyter's own markup, nor tags are text of a page.
        assert not re.search(r"\\[a-z]|jp-|clipboard|</|\{", " ".join(texts[page["url"]]))
    assert any(page["names"] for page in pages)


def index(folder: Path) -> tuple[list[search.Page], dict[str, list[str]]]:
    names, texts = (
        json.loads((folder / "search" / name).read_text(encoding="utf-8"))
        for name in ("names.json", "texts.json")
    )
    return names, texts


# --- what is found --------------------------------------------------------------------------


def ask(page: Page, query: str) -> list[str]:
    """Return the addresses of the pages that are found, the best first."""
    page.locator(".search input").fill(query)
    links = page.locator(f"{RESULTS} > a:first-child")
    return [link.get_attribute("href") or "" for link in links.all()]


def open_search(page: Page) -> None:
    """Open the dialog, and wait for both parts of the index."""
    with page.expect_response("**/search/texts.json"):
        page.keyboard.press("/")
    page.locator(".search input").fill("zzz")
    expect(page.locator(".search__none")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("language", FOLDERS)
def test_queries(page: Page, address: str, language: Language) -> None:
    root = address + FOLDERS[language]
    page.goto(root)
    open_search(page)
    wrong = {}
    for queries, first in ((NAMES[language], 1), (WORDS[language], 3)):
        for query, path in queries:
            if root + path not in (found := ask(page, query)[:first]):
                wrong[query] = found
    assert wrong == {}
    assert len(NAMES[language]) + len(WORDS[language]) >= 22


@pytest.mark.browser
@pytest.mark.parametrize("language", FOLDERS)
def test_five_hundred_functions(page: Page, address: str, site: Path, language: Language) -> None:
    """With as many pages as the real ones give by copying, a name still finds its page."""
    pages, texts = index(site / FOLDERS[language])
    copied = [entry for entry in pages if entry["names"]]
    for i in range(COUNT - len(copied)):
        source = copied[i % len(copied)]
        url, names = f"functions/copy_{i}/", [f"{name} {i}" for name in source["names"]]
        pages.append({**source, "url": url, "title": names[1], "names": names})
        texts[url] = texts[source["url"]]
    page.route("**/search/names.json", lambda route: route.fulfill(json=pages))
    page.route("**/search/texts.json", lambda route: route.fulfill(json=texts))
    root = address + FOLDERS[language]
    page.goto(root)
    open_search(page)
    for query, path in NAMES[language]:
        assert ask(page, query)[0] == root + path, query
    last = pages[-1]
    assert ask(page, last["names"][0])[0] == root + last["url"]
    assert len(ask(page, "softmax")) == 10  # no more: who wants another types another word


# --- how it is used -------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("path", ["functions/relu/", "en/functions/relu/"])
def test_nothing_is_loaded_before_it_is_used(page: Page, address: str, path: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + path, wait_until="networkidle")
    assert not [url for url in requests if re.search("search|lunr|worker", url)]
    page.locator(".search-button").click()
    expect(page.locator(".search input")).to_be_focused()
    page.keyboard.type("softmax")  # perhaps before the index has come
    expect(page.locator(RESULTS).first).to_have_attribute(
        "aria-label", re.compile("소프트맥스|Softmax")
    )
    language = address + ("en/" if path.startswith("en/") else "")
    assert {url for url in requests if "search" in url} == {
        language + "assets/javascripts/search.js",
        language + "search/names.json",
        language + "search/texts.json",
    }


@pytest.mark.browser
@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k", "Meta+K"])
def test_keys_open_it_and_escape_gives_the_focus_back(page: Page, address: str, key: str) -> None:
    page.goto(address + "about/")
    link = page.locator("header a.language")
    link.focus()
    page.keyboard.press(key)
    expect(page.locator(".search input")).to_be_focused()
    page.keyboard.type("s/f")  # where they are letters
    expect(page.locator(".search input")).to_have_value("s/f")
    page.keyboard.press("Escape")
    expect(page.locator(".search")).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.browser
def test_button_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    button = page.get_by_role("button", name="검색")
    for key in ("Enter", " "):
        button.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name="검색")).to_be_visible()
        page.get_by_role("button", name="닫기").click()
        expect(button).to_be_focused()


@pytest.mark.browser
def test_arrows_and_enter(page: Page, address: str) -> None:
    page.goto(address + "functions/relu/")
    open_search(page)
    box = page.get_by_role("combobox", name="검색")
    box.fill("렐루의 도함수")
    expect(box).to_have_attribute("aria-expanded", "true")
    options = page.get_by_role("option")

    def chosen() -> int:
        """The place of the only option that is selected, which the combobox points at."""
        selected = page.locator(f'{OPTION}[aria-selected="true"]')
        expect(selected).to_have_count(1)
        expect(box).to_have_attribute("aria-activedescendant", selected.get_attribute("id") or "")
        expect(selected).to_be_in_viewport()
        return [o.get_attribute("aria-selected") for o in options.all()].index("true")

    last = options.count() - 1
    assert chosen() == 0
    for key, place in (("ArrowUp", last), ("ArrowDown", 0), ("ArrowDown", 1)):
        page.keyboard.press(key)
        assert chosen() == place
    page.keyboard.press("Enter")  # to a section of this very page
    expect(page).to_have_url(address + "functions/relu/#derivative")
    expect(page.locator(".search")).to_be_hidden()
    expect(page.locator("#derivative")).to_be_in_viewport()
    page.keyboard.press("Control+k")
    box.fill("tanh")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "functions/tanh/")


@pytest.mark.browser
def test_matches_are_marked_and_counted(page: Page, address: str) -> None:
    page.goto(address + "en/")
    open_search(page)
    ask(page, "jacobian")
    assert {mark.lower() for mark in page.locator(".search mark").all_inner_texts()} == {"jacobian"}
    expect(page.get_by_role("status")).to_have_text("1 page found")
    ask(page, "")
    expect(page.get_by_role("status")).to_be_empty()
    expect(page.locator(".search__hint")).to_be_visible()
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.browser
def test_nothing_found_says_what_to_try(page: Page, address: str) -> None:
    page.goto(address + "functions/tanh/")
    open_search(page)
    ask(page, "없는 낱말")
    nothing = page.locator(".search__none")
    expect(nothing).to_contain_text("낱말을 줄이거나")
    nothing.get_by_role("link", name="함수 목록").click()
    expect(page).to_have_url(address + "functions/")


@pytest.mark.browser
def test_without_an_index_the_list_is_left(page: Page, address: str) -> None:
    page.route("**/search/*.json", lambda route: route.abort())
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("tanh")
    expect(page.locator(".search__none")).to_be_visible()


@pytest.mark.browser
def test_without_javascript_the_button_is_a_link(chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(address + "en/about/")
    page.locator(".search-button").click()
    expect(page).to_have_url(address + "en/functions/")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_no_barriers(page: Page, address: str, scheme: str, size: tuple[int, int]) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address + "functions/softmax/")
    open_search(page)
    for query in ("", "없는 낱말", "소프트맥스"):
        ask(page, query)
        assert barriers(page) == [], query
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".search").bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(width if width < 720 else 720)
    assert problems == []
