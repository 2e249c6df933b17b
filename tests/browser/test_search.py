"""The search in a real browser: how it is opened, asked and left."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import barriers

pytestmark = pytest.mark.browser

RESULTS = ".search__results > div"
OPTION = ".search__results a"
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
SIZES = ((1440, 900), (390, 844))


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


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_what_is_found_is_shown(page: Page, address: str, prefix: str) -> None:
    """What is found is tested without a browser."""
    page.goto(address + prefix + "about/")
    open_search(page)
    for query, path in (("relu", "functions/relu/"), ("쌍곡탄젠트", "functions/tanh/")):
        assert ask(page, query)[0] == address + prefix + path
    assert len(ask(page, "함수" if not prefix else "function")) == 10  # no more, of more pages


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
        language + "javascripts/search.js",
        language + "search/names.json",
        language + "search/texts.json",
    }


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


def test_the_key_opens_it_after_another_scheme_was_chosen(page: Page, address: str) -> None:
    page.goto(address + "about/")
    page.locator("form[data-md-component=palette] label:visible").click()
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("/")
    expect(page.locator(".search input")).to_be_focused()
    page.goto(address + "compare/")
    page.locator(".compare-add input").press("/")
    expect(page.locator(".search")).to_be_hidden()  # there it is a letter


def test_button_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    button = page.get_by_role("button", name="검색")
    for key in ("Enter", " "):
        button.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name="검색")).to_be_visible()
        page.get_by_role("button", name="닫기").click()
        expect(button).to_be_focused()


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


def test_matches_are_marked_and_counted(page: Page, address: str) -> None:
    page.goto(address + "en/")
    open_search(page)
    ask(page, "jacobian")
    assert {mark.lower() for mark in page.locator(".search mark").all_inner_texts()} == {"jacobian"}
    found = len(page.locator(f"{RESULTS} > a:first-child").all())
    expect(page.get_by_role("status")).to_have_text(f"{found} page{'s' * (found > 1)} found")
    ask(page, "")
    expect(page.get_by_role("status")).to_be_empty()
    expect(page.locator(".search__hint")).to_be_visible()
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize(("prefix", "typed"), [("", "시그머이드"), ("en/", "simgoid")])
def test_a_wrong_letter_is_forgiven_and_said(
    page: Page, address: str, prefix: str, typed: str
) -> None:
    page.goto(address + prefix)
    open_search(page)
    assert ask(page, typed)[0] == f"{address}{prefix}functions/sigmoid/"
    right = "sigmoid" if prefix else "시그모이드"
    expect(page.get_by_role("status")).to_contain_text(right)
    marks = page.locator(".search mark").all_inner_texts()
    assert {mark.lower() for mark in marks} == {right}
    ask(page, right)
    expect(page.get_by_role("status")).not_to_contain_text(right)


def test_nothing_found_says_what_to_try(page: Page, address: str) -> None:
    page.goto(address + "functions/tanh/")
    open_search(page)
    ask(page, "없는 낱말")
    nothing = page.locator(".search__none")
    expect(nothing).to_contain_text("낱말을 줄이거나")
    nothing.get_by_role("link", name="함수 목록").click()
    expect(page).to_have_url(address + "functions/")


SORRY = {"": "검색에 필요한 것을 불러오지 못했습니다", "en/": "The search could not be loaded"}


@pytest.mark.parametrize("prefix", SORRY)
@pytest.mark.parametrize(
    "missing", ["javascripts/search.js", "javascripts/find.js", "search/*.json"]
)
def test_a_search_that_cannot_be_loaded_says_so(
    page: Page, address: str, prefix: str, missing: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(address + prefix)
    page.keyboard.press("/")
    page.keyboard.type("tanh")
    failed = page.locator(".search__failed")
    expect(failed).to_be_visible()
    expect(failed).to_contain_text(SORRY[prefix])
    expect(page.locator(".search__hint")).to_be_hidden()
    expect(page.locator(".search__none")).to_be_hidden()
    failed.get_by_role("link").click()
    expect(page).to_have_url(f"{address}{prefix}functions/")
    assert errors == []


def test_without_texts_the_names_are_found(page: Page, address: str) -> None:
    page.route("**/search/texts.json", lambda route: route.abort())
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("tanh")
    expect(page.locator(OPTION).first).to_have_attribute("href", address + "functions/tanh/")
    expect(page.locator(".search__failed")).to_be_hidden()


def test_hostile_queries(page: Page, address: str, problems: list[str]) -> None:
    page.goto(address)
    open_search(page)
    limit = int(page.locator(".search input").get_attribute("maxlength") or 0)
    assert 0 < limit <= 200
    for query in ("가" * 5000, "a b " * 3000, "ㄱ" * 5000, "<img src=x onerror=alert(1)>", "\\["):
        ask(page, query)
        expect(page.locator(".search img")).to_have_count(0)
    assert ask(page, "tanh")[0] == address + "functions/tanh/"
    assert problems == []


def test_without_javascript_the_button_is_a_link(chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(address + "en/about/")
    page.locator(".search-button").click()
    expect(page).to_have_url(address + "en/functions/")
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_no_barriers(page: Page, address: str, problems: list[str], size: tuple[int, int]) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address + "functions/softmax/")
    open_search(page)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for query in ("", "없는 낱말", "소프트맥스"):
            ask(page, query)
            assert barriers(page) == [], f"{query} {scheme}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".search").bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(width if width < 720 else 720)
    assert problems == []
