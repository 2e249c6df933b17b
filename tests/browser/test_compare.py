"""The compare page in a real browser."""

from __future__ import annotations

import re
import urllib.parse

import numpy as np
import pytest
from playwright.sync_api import Page, Route, expect

import activations
from tests.browser.axe import barriers

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize("prefix", ["", "en/"])


def value(text: str) -> float:
    return float(text.replace("−", "-"))


def chosen(page: Page) -> list[str]:
    return [t.split(" ", 1)[1] for t in page.locator(".compare-name").all_text_contents()]


def columns(page: Page) -> list[str]:
    """The functions of the table, from left to right, by their ids."""
    links = page.locator(".compare-table thead a").all()
    return [(link.get_attribute("href") or "").rstrip("/").rpartition("/")[2] for link in links]


def query(page: Page) -> dict[str, str]:
    parsed = urllib.parse.urlsplit(page.url).query
    return dict(urllib.parse.parse_qsl(parsed))


@LANGUAGES
def test_compare(page: Page, address: str, problems: list[str], prefix: str) -> None:
    page.goto(address + prefix + "compare/")
    expect(page.locator(".compare-name")).to_have_count(3)
    assert chosen(page) == ["ReLU", "GELU", "SiLU"]
    field = page.locator(".compare-add input")
    field.fill("elu")
    field.blur()
    expect(page.locator(".compare-name")).to_have_count(4)
    assert columns(page) == ["relu", "gelu", "silu", "elu"]
    expect(page.locator(".plot-curve.is-f")).to_have_count(4)
    page.locator(".compare-name").first.click()  # the legend toggles
    expect(page.locator(".plot-curve.is-f")).to_have_count(3)
    page.locator(".compare-panel label").nth(1).click()
    expect(page.locator(".plot-curve.is-slope")).to_have_count(3)
    page.locator(".compare-chosen input[type=range]").fill("2.01")
    page.locator(".live-buttons button").first.click()
    expect(page).to_have_url(re.compile("&view="))  # written with a pause
    asked = query(page)
    assert asked["f"] == "!relu,gelu,silu,elu:alpha=2.01"
    assert asked["show"] == "f,slope"
    assert asked["view"].startswith("1.5,")
    # Whoever opens the address sees the same.
    drawn = page.locator(".plot-curve").evaluate_all("all => all.map(p => p.getAttribute('d'))")
    page.goto(page.url)
    expect(page.locator(".plot-curve.is-f")).to_have_count(3)
    again = page.locator(".plot-curve").evaluate_all("all => all.map(p => p.getAttribute('d'))")
    assert len(again) == len(drawn)
    assert all(abs(len(one) - len(other)) < 200 for one, other in zip(drawn, again, strict=True))
    assert query(page) == asked
    assert problems == []


def test_compare_adds_one_while_another_is_on_its_way(
    page: Page, address: str, problems: list[str]
) -> None:
    held: list[Route] = []
    page.route("**/curves/elu.js", lambda route: held.append(route))
    page.goto(address + "compare/?f=relu")
    expect(page.locator(".compare-name")).to_have_count(1)
    field = page.locator(".compare-add input")
    for typed in ("elu", "tanh"):
        field.fill(typed)
        field.blur()
    expect(page.locator(".compare-name")).to_have_count(2)
    held[0].continue_()
    expect(page.locator(".compare-name")).to_have_count(3)
    assert chosen(page)[::2] == ["ReLU", "ELU"]
    assert problems == []


@LANGUAGES
def test_one_curve_that_is_missing_leaves_the_others(page: Page, address: str, prefix: str) -> None:
    page.route("**/curves/gelu.js", lambda route: route.abort())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + prefix + "compare/?f=relu,gelu,silu")
    expect(page.locator(".plot-curve.is-f")).to_have_count(2)
    assert chosen(page) == ["ReLU", "SiLU"]
    said = page.get_by_role("alert").filter(has_text="GELU")
    expect(said).to_have_count(1)
    expect(said).to_be_visible()
    field = page.locator(".compare-add input")
    for typed in ("gelu", "elu"):  # again, and one that is there
        field.fill(typed)
        field.blur()
    expect(page.locator(".plot-curve.is-f")).to_have_count(3)
    assert columns(page) == ["relu", "silu", "elu"]
    assert (said.text_content() or "").count("GELU") == 1
    assert errors == []


def test_compare_the_difference_of_two(page: Page, address: str) -> None:
    page.goto(address + "compare/?f=gelu,silu&show=f,difference")
    expect(page.locator(".plot-curve.is-difference")).to_have_count(1)
    told = page.locator(".plot").get_attribute("aria-valuetext") or ""
    difference = float(activations.gelu(1.0) - activations.silu(1.0))
    assert value(told.rsplit(" = ", 1)[1]) == pytest.approx(difference, rel=1e-3)
    page.goto(address + "compare/?f=gelu,silu,relu&show=f,difference")
    expect(page.locator(".plot-curve.is-f")).to_have_count(3)
    expect(page.locator(".plot-curve.is-difference")).to_have_count(0)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("f=relu,nope,<img src=x onerror=alert(1)>,gelu", ["ReLU", "GELU"]),
        ("f=elu:alpha=1e999:alpha=NaN:__proto__=1:toString=2", ["ELU"]),
        ("f=elu:alpha=-7", ["ELU"]),
        ("f=relu,relu,relu", ["ReLU"]),
        ("f=", []),
        ("f=softmax,swiglu", []),
        ("f=relu&view=NaN,1,2", ["ReLU"]),
        ("f=relu&view=1e9,0,0&show=nothing,<b>", ["ReLU"]),
        ("f=relu,elu,gelu,silu,tanh,sigmoid,step,softplus",
         ["ReLU", "ELU", "GELU", "SiLU", "Hyperbolic tangent", "Sigmoid"]),
        ("f=../../evil,https://example.org/x", []),
    ],
)  # fmt: skip
def test_a_hostile_or_stale_address_is_harmless(
    page: Page, address: str, problems: list[str], asked: str, expected: list[str]
) -> None:
    page.goto(address + "en/compare/?" + urllib.parse.quote(asked, safe="=&,:"))
    expect(page.locator(".plot")).to_be_visible()
    page.wait_for_load_state("networkidle")
    found = chosen(page)
    assert len(found) == len(expected)
    assert [n for n in found if n not in ("tanh",)] == [
        n for n in expected if n != "Hyperbolic tangent"
    ]
    assert page.locator(".compare img, .compare b").count() == 0
    for field in page.locator(".compare-chosen input[type=number]").all():
        assert 0 <= float(field.input_value()) <= 3
    assert problems == []


@LANGUAGES
def test_numbers_of_curves_are_read_where_curves_meet(
    page: Page, address: str, prefix: str
) -> None:
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address + prefix + "compare/?f=relu,silu,elu&show=f,slope")
        expect(page.locator(".plot-tag")).to_have_count(3)
        ground = page.locator(".compare-tools").evaluate("e => getComputedStyle(e).backgroundColor")
        parts = page.locator("g:has(> .plot-tag) > *").evaluate_all(
            "parts => parts.map(part => [part.tagName, getComputedStyle(part).fill,"
            " ...['x', 'y', 'width', 'height'].map(key => part.getBBox()[key])])"
        )
        tags = [part for part in parts if part[0] == "text"]
        for i, (_, _, x, y, wide, high) in enumerate(tags):
            room = parts[parts.index(tags[0]) - len(tags) + i]  # after all curves
            assert room[:2] == ["circle", ground]
            assert room[2] <= x
            assert x + wide <= room[2] + room[4]
            assert room[3] <= y + high / 2 <= room[3] + room[5]
            assert all(abs(x - other[2]) >= 18 for other in tags if other[2] != x)
        numbers = page.locator(".plot-axis").evaluate_all(
            "axes => axes.map(axis => axis.querySelectorAll('text').length)"
        )
        assert max(numbers) <= 12


@LANGUAGES
def test_compare_exports_what_is_shown(page: Page, address: str, prefix: str) -> None:
    page.goto(address + prefix + "compare/?f=relu,elu:alpha=2&show=f")
    expect(page.locator(".plot-curve.is-f")).to_have_count(2)
    files = {}
    for kind in ("SVG", "PNG", "CSV"):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind).click()
        assert download.value.suggested_filename == f"compare.{kind.lower()}"
        files[kind] = download.value.path().read_bytes()
    assert files["SVG"].startswith(b"<svg")
    assert files["SVG"].count(b"<path") >= 2
    assert b"var(--compare" not in files["SVG"]  # it stands on its own
    assert files["PNG"].startswith(b"\x89PNG")
    assert len(files["PNG"]) > 5000
    head, *rows = files["CSV"].decode().splitlines()
    assert head == 'x,"ReLU f","ELU f"'
    # On paper there is no legend beside it.
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", files["SVG"].decode())
    assert texts[-2:] == ["1 ReLU f", "2 ELU f, α = 2"]
    height = float(re.search(rb'height="([\d.]+)"', files["SVG"])[1])  # type: ignore[index]
    assert all(float(y) < height for y in re.findall(rb'<text x="86" y="([\d.]+)"', files["SVG"]))
    table = np.array([[float(v) for v in row.split(",")] for row in rows])
    assert table.shape == (1001, 3)
    np.testing.assert_allclose(table[:, 1], activations.relu(table[:, 0]), atol=1e-12)
    np.testing.assert_allclose(table[:, 2], activations.elu(table[:, 0], 2.0), atol=1e-12)


@LANGUAGES
def test_the_table_follows_the_legend_and_says_for_what_it_holds(
    page: Page, address: str, prefix: str
) -> None:
    page.goto(address + prefix + "compare/?f=silu,elu,relu")
    expect(page.locator(".compare-table")).to_be_visible()
    assert columns(page) == ["silu", "elu", "relu"]
    # What stands in a column stands on the page of its function.
    table = page.locator(".compare-table tbody tr")
    said = [row.locator("td").nth(1).inner_text().split() for row in table.all()]
    notes = page.locator(".compare-table small")
    expect(notes.nth(1)).to_be_hidden()
    page.locator(".compare-chosen input[type=number]").fill("2")
    page.locator(".compare-chosen input[type=number]").blur()
    expect(notes.nth(1)).to_be_visible()
    expect(notes.nth(1)).to_contain_text("α = 1")
    assert page.locator(".compare-table small:visible").count() == 1
    assert said == [row.locator("td").nth(1).inner_text().split() for row in table.all()]
    page.goto(address + prefix + "functions/elu/")
    own = page.locator("#properties ~ .table table").first.locator("tbody td:last-child")
    rows = iter([text.split() for text in own.all_inner_texts()])
    assert all(value in rows for value in said)  # in this order; a page has rows of its own too


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_table_is_seen_whole(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + "compare/?f=silu,elu,relu,gelu,tanh,prelu")
    expect(page.locator(".compare-name")).to_have_count(6)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for cell in page.locator(".compare-table tbody :is(th, td)").all():
        box = cell.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth + 1")
    # On a phone each value says whose it is.
    told = page.locator(".compare-table tbody td").nth(1)
    name = told.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert name == ("none" if width == 1440 else '"ELU"')
    assert barriers(page) == []


@LANGUAGES
def test_a_function_without_a_curve_leads_to_its_page(
    page: Page, address: str, problems: list[str], prefix: str
) -> None:
    page.goto(address + prefix + "compare/?f=relu")
    expect(page.locator(".compare-name")).to_have_count(1)
    field = page.locator(".compare-add input")
    field.fill("softmax")
    field.blur()
    said = page.locator(".compare-elsewhere")
    expect(said).to_be_visible()
    assert chosen(page) == ["ReLU"]
    said.get_by_role("link").click()
    expect(page).to_have_url(f"{address}{prefix}functions/softmax/")
    assert problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_it_is_whole(page: Page, address: str, scheme: str) -> None:
    page.goto(address + "compare/?f=silu,elu:alpha=2,relu,gelu,tanh,prelu&show=f")
    expect(page.locator(".compare-name")).to_have_count(6)
    width = 680  # of a sheet, without its margins
    page.set_viewport_size({"width": width, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator(".compare-chosen button + button").first).to_be_hidden()
    for part in page.locator(".compare-chosen li, .compare-table :is(th, td), .plot svg").all():
        box = part.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
    name = page.locator(".compare-name").first
    expect(name).to_be_visible()
    assert name.evaluate("name => getComputedStyle(name).color") == "rgb(0, 0, 0)"
    curve = page.locator(".plot-curve.is-f").last
    assert curve.evaluate("c => getComputedStyle(c).stroke") == "rgb(11, 92, 102)"
