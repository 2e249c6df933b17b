"""The wall on the home page: what can be chosen, what the address says of it, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import activations
from activations.spec import Properties
from scripts.gallery import PROPERTIES, field_mark

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
ALL = [a.id for a in activations.catalogue]
browser = pytest.mark.browser


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


# --- what is written ------------------------------------------------------------------------


def test_field_marks_are_a_few_words() -> None:
    marks = {a.id: field_mark(a) for a in activations.catalogue}
    assert marks["sigmoid"].ko == "치역 (0, 1)"
    assert marks["relu"].en == "kink at x = 0"
    assert marks["silu"].ko == "최솟값 −0.278"
    assert marks["step"].ko == "값이 두 개"
    assert marks["leaky_relu"].en == "left slope 0.01"
    for mark in marks.values():
        assert 0 < len(mark.ko) <= 14
        assert 0 < len(mark.en) <= 18
        assert "\\" not in mark.ko + mark.en


def test_properties_are_those_of_the_records() -> None:
    def having(name: str) -> set[str]:
        return {a.id for a in activations.catalogue if PROPERTIES[name][1](a)}

    assert {"relu", "leaky_relu"} <= having("kink")
    assert having("kink").isdisjoint(having("smooth") | having("jump"))
    assert {"sigmoid", "tanh", "softmax", "step"} <= having("bounded")
    assert "gelu" not in having("bounded")
    assert {"prelu"} <= having("learned") <= having("parameters")
    assert {"softmax", "swiglu"} <= having("inputs")


# --- the wall in a browser ------------------------------------------------------------------


@browser
def test_filter_by_family_and_status(page: Page, address: str) -> None:
    page.goto(address)
    assert sorted(shown(page)) == sorted(ALL)
    press(page, "family", "gated")
    gated = [a.id for a in activations.catalogue if a.family == "gated"]
    assert sorted(shown(page)) == sorted(gated)
    press(page, "family", "rectifier")  # one family or the other
    both = [a for a in activations.catalogue if a.family in ("gated", "rectifier")]
    assert sorted(shown(page)) == sorted(a.id for a in both)
    press(page, "status", "niche")
    assert sorted(shown(page)) == sorted(a.id for a in both if a.status == "niche")
    press(page, "family", "")
    assert sorted(shown(page)) == sorted(a.id for a in activations.catalogue if a.status == "niche")


@browser
def test_properties_add_up(page: Page, address: str) -> None:
    page.goto(address)
    press(page, "has", "bounded")
    press(page, "has", "smooth")
    chip = page.locator('[data-filter="has"] button[value="odd"]')
    odd = [
        a.id
        for a in activations.catalogue
        if isinstance(a.properties, Properties)
        and a.properties.symmetry == "odd"
        and all(PROPERTIES[name][1](a) for name in ("bounded", "smooth"))
    ]
    assert int(chip.locator("span").inner_text()) == len(odd)
    chip.click()
    assert sorted(shown(page)) == sorted(odd)
    assert "tanh" in odd
    expect(chip).to_have_attribute("aria-pressed", "true")
    chip.click()
    assert "sigmoid" in shown(page)


@browser
@pytest.mark.parametrize("path", ["", "en/"])
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("시그모이드", "sigmoid"),
        ("시금", "sigmoid"),  # on the way to 시그모
        ("소프트 맥스", "softmax"),
        ("렐루", "relu"),
        ("SWISH", "silu"),
        ("leaky-relu", "leaky_relu"),
        ("leakyrelu", "leaky_relu"),
        ("Heaviside", "step"),
        (unicodedata.normalize("NFD", "하이퍼볼릭"), "tanh"),  # decomposed, as macOS may type it
    ],
)
def test_typing_finds(page: Page, address: str, path: str, typed: str, found: str) -> None:
    page.goto(address + path)
    page.locator(".controls input[type=search]").fill(typed)
    assert found in shown(page)
    assert len(shown(page)) < len(ALL)


@browser
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
    assert query(page) == {}
    expect(page.locator(".controls input[type=search]")).to_be_focused()


@browser
def test_sort(page: Page, address: str) -> None:
    page.goto(address + "en/")
    page.locator('.sorts button[value="year"]').click()
    years = {a.id: a.year for a in activations.catalogue}
    assert [years[i] for i in shown(page)] == sorted(years.values())
    page.locator('.sorts button[value="name"]').click()
    names = {a.id: a.name.en for a in activations.catalogue}
    assert [names[i] for i in shown(page)] == sorted(names.values(), key=str.casefold)
    page.locator('.sorts button[value="family"]').click()
    families = {a.id: a.family for a in activations.catalogue}
    order = list(activations.FAMILIES)
    assert [order.index(families[i]) for i in shown(page)] == sorted(
        order.index(f) for f in families.values()
    )


@browser
def test_derivative_can_be_hidden(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    image = page.locator(".card img").first
    image.evaluate("image => image.decode()")
    both = image.screenshot()
    page.locator(".controls label").click()
    page.wait_for_load_state("networkidle")
    image.evaluate("image => image.decode()")
    assert query(page) == {"slope": ["off"]}
    assert image.screenshot() != both  # the same file, with the dashed curve hidden
    page.reload()
    expect(page.locator(".controls [type=checkbox]")).not_to_be_checked()
    page.locator(".controls label").click()
    image.evaluate("image => image.decode()")
    assert image.screenshot() == both


@browser
def test_address_restores_the_wall(page: Page, address: str) -> None:
    page.goto(address)
    press(page, "family", "rectifier")
    press(page, "has", "kink")
    page.locator('.sorts button[value="name"]').click()
    page.locator(".controls input[type=search]").fill("relu")
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


@browser
def test_hostile_address_is_only_text(page: Page, address: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
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


@browser
def test_without_javascript_it_is_a_plain_grid(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "?family=gated")
    assert page.locator(".card:visible").count() == len(ALL)
    for control in page.locator(".controls :is(button, input)").all():
        assert not control.is_visible()
    context.close()


@browser
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
            assert shown(page) == ["softmax"]
    assert {"year", "on", "gated", "smooth", "niche"} <= set(seen)
    # The card is one link, and its focus is drawn around all of it.
    assert seen[-1] == f"{address}functions/softmax/"
    card = page.locator(".card:visible")
    assert card.evaluate("card => getComputedStyle(card).outlineStyle") == "solid"
    card.click(position={"x": 60, "y": 90})
    page.wait_for_url(address + "functions/softmax/")


@browser
def test_five_hundred_functions(page: Page, address: str) -> None:
    copies = 500 // len(ALL) + 1

    def many(route: Route) -> None:
        answer = route.fetch()
        first, wall, last = re.split(r"(?<=<ul class=\"wall\">)|(?=</ul>\s*<p class=\"nothing\")",
                                     answer.text())  # fmt: skip
        clones = (wall.replace('data-names="', f'data-names="copy{i}|') for i in range(copies))
        route.fulfill(response=answer, body="".join([first, *clones, last]))

    page.route(address, many)
    page.goto(address)
    cards = page.locator(".card:visible")
    expect(cards).to_have_count(copies * len(ALL))
    field = page.locator(".controls input[type=search]")
    field.press_sequentially("copy17")
    expect(cards).to_have_count(len(ALL))
    press(page, "family", "gated")
    gated = sum(a.family == "gated" for a in activations.catalogue)
    expect(cards).to_have_count(gated)
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


@browser
@pytest.mark.parametrize("size", [(390, 844), (820, 1180), (1440, 900)])
@pytest.mark.parametrize("path", ["", "?family=gated&sort=name"])
def test_nothing_moves_while_loading(
    page: Page, address: str, path: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address + path, wait_until="networkidle")
    assert page.evaluate(SHIFT) < 0.03


@browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "en/"])
def test_no_barrier_of_any_weight(page: Page, address: str, path: str, scheme: str) -> None:
    page.goto(address + path, wait_until="networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        found: Any = page.evaluate(
            "axe.run({resultTypes: ['violations']}).then(r => r.violations.map("
            "v => [v.id, v.impact, v.nodes.slice(0, 3).map(n => n.html.slice(0, 120))]))"
        )
        assert found == [], f"{width} px"
        sizes = page.evaluate(
            "[...document.querySelectorAll('.controls :is(button, label, [type=search])')]"
            ".filter(b => b.checkVisibility()).map(b => b.getBoundingClientRect().height)"
        )
        assert min(sizes) >= 24
