"""What is set on a figure stands in the address of its page, and whoever opens it sees the same."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FIGURE = "figure.live"
LANGUAGES = pytest.mark.parametrize("prefix", ["", "en/"])


def wake(page: Page) -> None:
    page.locator(FIGURE).hover()
    expect(page.locator(FIGURE)).to_have_class("live is-live")


def ends(query: str) -> re.Pattern[str]:
    return re.compile(re.escape(query) + "$")


@LANGUAGES
def test_a_curve_is_found_again(page: Page, address: str, problems: list[str], prefix: str) -> None:
    page.goto(f"{address}{prefix}functions/elu/")
    wake(page)
    assert "?" not in page.url  # to reach for a figure changes nothing
    page.locator(".live-slider input[type=range]").fill("2.01")
    expect(page).to_have_url(ends("elu/?f=elu:alpha=2.01"))
    page.locator(".live-panel label input").fill("-2.5")
    expect(page).to_have_url(ends("elu/?f=elu:alpha=2.01&x=-2.5"))
    page.locator(".live-buttons button").first.click()
    expect(page).to_have_url(re.compile(r"elu/\?f=elu:alpha=2\.01&x=-2\.5&view=1\.5,[-\d.,]+$"))
    page.mouse.move(0, 0)
    read = page.locator(".live-panel output").all_text_contents()
    drawn = page.locator(".plot-curve.is-f").get_attribute("d")
    # In a page that nobody has touched.
    other = page.context.new_page()
    other.set_viewport_size({"width": 1440, "height": 900})
    other.goto(page.url)
    expect(other.locator(FIGURE)).to_have_class("live is-live")
    assert other.locator(".live-panel output").all_text_contents() == read
    assert (other.locator(".plot-curve.is-f").get_attribute("d") or "")[:30] == (drawn or "")[:30]
    expect(other).to_have_url(page.url)
    # In the other language, and in the comparison.
    other.locator("header a.language").click()
    expect(other).to_have_url(
        page.url.replace(address + prefix, address + ("" if prefix else "en/"))
    )
    expect(other.locator(".live-slider input[type=number]")).to_have_value("2.01")
    page.locator(".live-compare").click()
    expect(page).to_have_url(re.compile(r"compare/\?f=elu:alpha=2\.01&x=-2\.5&show=f$"))
    expect(page.locator(".compare-chosen input[type=number]")).to_have_value("2.01")
    assert page.locator(".compare-name").count() == 1
    expect(page.locator(".compare-reading")).to_contain_text("x = −2.5")
    assert problems == []


def test_reset_leaves_nothing_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "functions/elu/?f=elu:alpha=2&x=3&view=2,0,1&from=afar#derivative")
    expect(page.locator(FIGURE)).to_have_class("live is-live")
    page.locator(".live-buttons button").last.click()
    expect(page).to_have_url(ends("elu/?from=afar#derivative"))


def test_a_mouse_that_passes_only_reads(page: Page, address: str) -> None:
    page.goto(address + "functions/tanh/")
    wake(page)
    box = page.locator(".plot").bounding_box()
    assert box is not None
    plot = page.locator(".plot")
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 100)
    passed = float(plot.get_attribute("aria-valuenow") or 0)
    assert passed > 2
    page.mouse.move(0, 0)
    expect(plot).to_have_attribute("aria-valuenow", "1")
    assert "?" not in page.url
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 100)
    page.mouse.down()
    page.mouse.up()
    page.mouse.move(0, 0)
    expect(plot).to_have_attribute("aria-valuenow", str(passed))
    expect(page).to_have_url(re.compile(r"\?x=\d\.\d+$"))


@pytest.mark.parametrize(
    ("path", "query", "fields"),
    [
        ("softmax", "f=softmax:x2=-4:T=0.5", ["1", "-4", "3", "0.5"]),
        ("swiglu", "f=swiglu:a=-1.5", ["-1.5", "2"]),
    ],
)
def test_the_other_kinds(
    page: Page, address: str, problems: list[str], path: str, query: str, fields: list[str]
) -> None:
    page.goto(f"{address}functions/{path}/?{query}")
    inputs = page.locator(".live-slider input[type=number]")
    expect(inputs).to_have_count(len(fields))
    for i, value in enumerate(fields):
        expect(inputs.nth(i)).to_have_value(value)
    inputs.first.fill("3")
    inputs.first.blur()
    expect(page).to_have_url(re.compile(r"[:](?:x1|a)=3\b"))
    page.mouse.move(0, 0)
    expect(inputs.first).to_have_value("3")
    assert problems == []


@pytest.mark.parametrize(
    "query",
    [
        "f=elu:alpha=1e999:__proto__=1:toString=2",
        "f=<img src=x onerror=alert(1)>&x=<b>&view=1e9,0,0",
        "f=relu,gelu:nope=3&x=NaN&view=,,",
        "x=1e300",
    ],
)
def test_a_hostile_address_is_harmless(
    page: Page, address: str, problems: list[str], query: str
) -> None:
    page.goto(f"{address}functions/elu/?{query}")
    expect(page.locator(FIGURE)).to_have_class("live is-live")
    expect(page.locator(".live-slider input[type=number]")).to_have_value("1")
    assert page.locator(f"{FIGURE} b, {FIGURE} img[src=x]").count() == 0
    assert problems == []


@LANGUAGES
def test_the_language_switch_keeps_the_comparison(page: Page, address: str, prefix: str) -> None:
    query = "compare/?f=relu,!elu:alpha=2&show=f,slope&x=2"
    page.goto(address + prefix + query)
    expect(page.locator(".compare-name")).to_have_count(2)
    page.locator("header a.language").click()
    expect(page).to_have_url(
        re.compile(re.escape(address + ("" if prefix else "en/") + "compare/?"))
    )
    expect(page.locator(".compare-name")).to_have_count(2)
    expect(page.locator(".compare-name").last).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".compare-chosen input[type=number]")).to_have_value("2")
    expect(page.locator(".compare-reading")).to_contain_text("x = 2 ·")
