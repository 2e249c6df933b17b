"""The compare page in a real browser."""

from __future__ import annotations

import re
import urllib.parse

import numpy as np
import pytest
from playwright.sync_api import Page, Route, expect

import activations

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize("prefix", ["", "en/"])


def value(text: str) -> float:
    return float(text.replace("−", "-"))


def chosen(page: Page) -> list[str]:
    return [t.split(" ", 1)[1] for t in page.locator(".compare-name").all_text_contents()]


def shown_rows(page: Page) -> set[str]:
    rows = page.locator(".compare tbody tr:visible")
    return {(row.get_attribute("id") or "").removeprefix("row-") for row in rows.all()}


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
    assert shown_rows(page) == {"relu", "gelu", "silu", "elu"}
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
    assert shown_rows(page) == {"relu", "silu", "elu"}
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
def test_compare_exports_what_is_shown(page: Page, address: str, prefix: str) -> None:
    page.goto(address + prefix + "compare/?f=relu,silu&show=f")
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
    assert head == 'x,"ReLU f","SiLU f"'
    table = np.array([[float(v) for v in row.split(",")] for row in rows])
    assert table.shape == (1001, 3)
    np.testing.assert_allclose(table[:, 1], activations.relu(table[:, 0]), atol=1e-12)
    np.testing.assert_allclose(table[:, 2], activations.silu(table[:, 0]), atol=1e-12)
