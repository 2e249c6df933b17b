"""The wall on the home page in a real browser: what can be chosen, and what the address says."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import activations

pytestmark = pytest.mark.browser

ALL = [a.id for a in activations.catalogue]
Card = dict[str, str]


@pytest.fixture(scope="module")
def cards(site: Path) -> dict[str, Card]:
    """What the HTML says of each function, by its id."""
    html = (site / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<li class="card"([^>]*)>.*?<a href="functions/(\w+)/"', html, re.DOTALL)
    return {ident: dict(re.findall(r'data-(\w+)="([^"]*)"', data)) for data, ident in found}


def shown(page: Page) -> list[str]:
    """The ids of the cards that can be seen, in the order of the page."""
    links = page.locator(".card:visible a")
    return [
        re.sub(r".*functions/([^/]+)/", r"\1", str(a.get_attribute("href"))) for a in links.all()
    ]


def press(page: Page, key: str, value: str) -> None:
    page.locator(f'[data-filter="{key}"] button[value="{value}"]').click()


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filter_by_family_and_status(page: Page, address: str, cards: dict[str, Card]) -> None:
    def of(*families: str, status: str = "") -> list[str]:
        return sorted(
            ident
            for ident, card in cards.items()
            if (not families or card["family"] in families) and status in ("", card["status"])
        )

    page.goto(address)
    assert sorted(shown(page)) == of()
    press(page, "family", "gated")
    assert sorted(shown(page)) == of("gated")
    press(page, "family", "rectifier")  # one family or the other
    assert sorted(shown(page)) == of("gated", "rectifier")
    press(page, "status", "niche")
    assert sorted(shown(page)) == of("gated", "rectifier", status="niche")
    press(page, "family", "")
    assert sorted(shown(page)) == of(status="niche")


def test_properties_add_up(page: Page, address: str, cards: dict[str, Card]) -> None:
    page.goto(address)
    press(page, "has", "bounded")
    press(page, "has", "smooth")
    chip = page.locator('[data-filter="has"] button[value="odd"]')
    wanted = {"bounded", "smooth", "odd"}
    odd = [ident for ident, card in cards.items() if wanted <= set(card["has"].split())]
    assert int(chip.locator("span").inner_text()) == len(odd)
    chip.click()
    assert sorted(shown(page)) == sorted(odd)
    assert "tanh" in odd
    expect(chip).to_have_attribute("aria-pressed", "true")
    chip.click()
    assert "sigmoid" in shown(page)


@pytest.mark.parametrize("path", ["", "en/"])
def test_typing_finds(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    for typed, found in (
        ("시그모이드", "sigmoid"),
        ("시금", "sigmoid"),  # on the way to 시그모
        ("소프트 맥스", "softmax"),
        ("렐루", "relu"),
        ("SWISH", "swish"),
        ("leaky-relu", "leaky_relu"),
        ("leakyrelu", "leaky_relu"),
        ("Heaviside", "step"),
        (unicodedata.normalize("NFD", "하이퍼볼릭"), "tanh"),  # decomposed, as macOS may type it
    ):
        page.locator(".controls input[type=search]").fill(typed)
        assert found in shown(page), typed
        assert len(shown(page)) < len(ALL), typed


def test_nothing_found_and_back(page: Page, address: str) -> None:
    page.goto(address)
    total = len(ALL)
    count = page.locator(".count")
    expect(count).to_have_text(f"함수 {total}개")
    expect(page.locator(".nothing")).to_be_hidden()
    page.locator(".controls input[type=search]").fill("쿼크")
    assert shown(page) == []
    expect(count).to_have_text(f"{total}개 가운데 0개")
    expect(page.locator(".nothing")).to_be_visible()
    page.locator(".reset").click()
    assert sorted(shown(page)) == sorted(ALL)
    expect(page).to_have_url(address)
    expect(page.locator(".controls input[type=search]")).to_be_focused()


def test_sort(page: Page, address: str, cards: dict[str, Card]) -> None:
    page.goto(address + "en/")
    first = shown(page)
    page.locator('.sorts button[value="year"]').click()
    assert shown(page) != first
    years = [int(cards[ident]["year"]) for ident in shown(page)]
    assert years == sorted(years)
    page.locator('.sorts button[value="name"]').click()
    names = page.locator(".card-name").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    page.locator('.sorts button[value="family"]').click()
    assert shown(page) == first


def test_derivative_can_be_hidden(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    image = page.locator(".card img").first
    image.evaluate("image => image.decode()")
    both = image.screenshot()
    page.locator(".controls label").click()
    page.wait_for_load_state("networkidle")
    image.evaluate("image => image.decode()")
    expect(page).to_have_url(f"{address}?slope=off")
    assert image.screenshot() != both  # the same file, with the dashed curve hidden
    page.reload()
    expect(page.locator(".controls [type=checkbox]")).not_to_be_checked()
    page.locator(".controls label").click()
    image.evaluate("image => image.decode()")
    assert image.screenshot() == both


def test_address_restores_the_wall(page: Page, address: str) -> None:
    page.goto(address)
    press(page, "family", "rectifier")
    press(page, "has", "kink")
    page.locator('.sorts button[value="name"]').click()
    page.locator(".controls input[type=search]").fill("relu")
    expect(page).to_have_url(re.compile("name=relu"))  # written with a pause
    before, url = shown(page), page.url
    assert query(page) == {
        "family": ["rectifier"],
        "has": ["kink"],
        "sort": ["name"],
        "name": ["relu"],
    }
    page.goto(address + "about/")
    page.goto(url)
    assert shown(page) == before
    assert page.url == url
    expect(page.locator('[data-filter="family"] [value="rectifier"]')).to_have_attribute(
        "aria-pressed", "true"
    )
    # The page in the other language shows the same.
    page.locator("header a.language").click()
    page.wait_for_url(url.replace(address, address + "en/"), wait_until="networkidle")
    assert sorted(shown(page)) == sorted(before)


def test_hostile_address_is_only_text(page: Page, address: str, problems: list[str]) -> None:
    page.goto(address)
    before = page.locator(".gallery *").count()
    attack = '<img src=x onerror="alert(1)">'
    page.goto(
        f"{address}?name={attack}&family=nope,gated,__proto__&has=constructor&status=%00"
        "&sort=toString&slope=maybe&keep=this#how-to-read"
    )
    expect(page.locator(".controls input[type=search]")).to_have_value(attack)
    assert page.locator(".gallery *").count() == before
    assert shown(page) == []
    state = query(page)
    assert state == {"name": [attack], "family": ["gated"], "keep": ["this"]}
    page.locator(".reset").click()
    assert sorted(shown(page)) == sorted(ALL)
    assert page.locator(".controls [type=checkbox]").is_checked()
    assert problems == []


def test_without_javascript_it_is_a_plain_grid(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "?family=gated")
    assert page.locator(".card:visible").count() == len(ALL)
    for control in page.locator(".controls :is(button, input)").all():
        assert not control.is_visible()
    context.close()


def test_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".controls input[type=search]").focus()
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.value ?? document.activeElement.href"))
        if "/functions/" in seen[-1]:
            break
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(outline) == "solid", seen[-1]
        if seen[-1] == "softmax":
            page.keyboard.press("Space")
            assert {activations.get(ident).family for ident in shown(page)} == {"softmax"}
    assert {"year", "on", "gated", "smooth", "niche"} <= set(seen)
    # The card is one link, and its focus is drawn around all of it.
    first = activations.get(shown(page)[0]).id
    assert seen[-1] == f"{address}functions/{first}/"
    card = page.locator(".card:visible").first
    assert card.evaluate("card => getComputedStyle(card).outlineStyle") == "solid"
    card.click(position={"x": 60, "y": 90})
    page.wait_for_url(f"{address}functions/{first}/")


def test_five_hundred_functions(page: Page, address: str) -> None:
    copies = 500 // len(ALL) + 1

    def many(route: Route) -> None:
        answer = route.fetch()
        first, wall, last = re.split(r"(?<=data-entries>)|(?=</ul>\s*<p class=\"nothing\")",
                                     answer.text())  # fmt: skip
        clones = (wall.replace('data-names="', f'data-names="copy{i}|') for i in range(copies))
        route.fulfill(response=answer, body="".join([first, *clones, last]))

    page.route(address, many)
    page.goto(address)
    cards = page.locator(".card:visible")
    expect(cards).to_have_count(copies * len(ALL))
    field = page.locator(".controls input[type=search]")
    field.press_sequentially(f"copy{copies - 1}")
    expect(cards).to_have_count(len(ALL))
    press(page, "family", "gated")
    gated = cards.count()
    assert 0 < gated < len(ALL)
    field.fill("")
    expect(cards).to_have_count(copies * gated)
    expect(page.locator(".count")).to_have_text(f"{copies * len(ALL)}개 가운데 {copies * gated}개")


SHIFT = """
new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
})
"""


@pytest.mark.parametrize("size", [(390, 844), (820, 1180), (1440, 900)])
@pytest.mark.parametrize("path", ["", "?family=gated&sort=name"])
def test_nothing_moves_while_loading(
    page: Page, address: str, path: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address + path, wait_until="networkidle")
    assert page.evaluate(SHIFT) < 0.03


def test_every_control_can_be_hit(page: Page, address: str) -> None:
    page.goto(address)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        sizes = page.evaluate(
            "[...document.querySelectorAll('.controls :is(button, label, [type=search])')]"
            ".filter(b => b.checkVisibility()).map(b => b.getBoundingClientRect().height)"
        )
        assert min(sizes) >= 24


# --- without its script ---------------------------------------------------------------------

WALL = ".gallery .wall"
RESTORING = re.compile("restoring")


def test_what_is_no_choice_of_the_wall_does_not_hide_it(page: Page, address: str) -> None:
    page.route("**/gallery.js", lambda route: None)  # never answered, so that nothing reveals it
    page.goto(address + "?utm_source=x&named=y", wait_until="commit")
    expect(page.locator(WALL)).to_be_visible()
    expect(page.locator("html")).not_to_have_class(RESTORING)


@pytest.mark.parametrize("missing", ["gallery.js", "normalise.js"])
def test_the_wall_is_shown_when_its_script_fails(page: Page, address: str, missing: str) -> None:
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(address + "?family=gated")
    expect(page.locator("html")).not_to_have_class(RESTORING)
    expect(page.locator(WALL)).to_be_visible()
    assert page.locator(".card:visible").count() == len(ALL)


def test_the_wall_is_shown_when_its_script_throws(page: Page, address: str) -> None:
    page.route(
        "**/gallery.js",
        lambda route: route.fulfill(content_type="text/javascript", body="throw new Error()"),
    )
    page.goto(address + "?family=gated")
    expect(page.locator("html")).not_to_have_class(RESTORING)


def test_the_wall_is_shown_when_its_script_dawdles(page: Page, address: str) -> None:
    page.route("**/gallery.js", lambda route: None)  # never answered
    page.goto(address + "?family=gated", wait_until="commit")
    expect(page.locator(WALL)).to_be_visible()


@pytest.mark.parametrize("query", ["", "?utm_source=x", "?family=gated"])
def test_the_wall_is_shown_from_a_file(page: Page, site: Path, query: str) -> None:
    page.goto((site / "index.html").as_uri() + query)
    expect(page.locator("html")).not_to_have_class(RESTORING)
    expect(page.locator(WALL)).to_be_visible()


# --- the list of functions ------------------------------------------------------------------


def rows(page: Page) -> list[str]:
    return [
        str(a.get_attribute("href")).strip("/")
        for a in page.locator(".functions [scope=row]:visible a").all()
    ]


def test_the_list_is_chosen_and_sorted_as_the_wall_is(page: Page, address: str) -> None:
    page.goto(address + "functions/?family=rectifier")
    heads = page.locator(".functions [data-head]:visible")
    expect(heads).to_have_count(1)
    press(page, "framework", "mlx")
    press(page, "has", "kink")
    assert {"relu", "leaky_relu"} <= set(rows(page)) < {a.id for a in activations.catalogue}
    page.locator(".reset").click()
    assert sorted(rows(page)) == sorted(ALL)
    families = heads.count()
    page.locator('.sorts button[value="range"]').click()
    expect(page).to_have_url(re.compile("sort=range"))
    expect(heads).to_have_count(0)  # rows of all families are mixed
    ranges = page.locator(".functions tr:visible[data-range]").all()
    ends = [
        tuple(float(end) for end in str(row.get_attribute("data-range")).split(","))
        for row in ranges
    ]
    assert ends == sorted(ends)
    page.locator('.sorts button[value="family"]').click()
    expect(heads).to_have_count(families)
    page.locator(".controls input[type=search]").fill("쿼크")
    expect(heads).to_have_count(0)
    expect(page.locator(".nothing")).to_be_visible()


def test_the_list_has_no_slopes_to_hide(page: Page, address: str, problems: list[str]) -> None:
    page.goto(address + "functions/?slope=off&sort=range")
    assert page.locator(".controls [type=checkbox]").count() == 0
    assert sorted(rows(page)) == sorted(ALL)
    assert problems == []


@pytest.mark.parametrize("width", [320, 820, 1440])
def test_the_list_fits(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + "en/functions/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
