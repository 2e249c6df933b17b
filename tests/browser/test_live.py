"""The live figures and the compare page, in a real browser, against the NumPy functions."""

from __future__ import annotations

import gzip
import itertools
import json
import urllib.parse
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from playwright.sync_api import Page, Route, expect

import activations
from activations import Activation
from scripts import figures
from tests.axe import barriers
from tests.oracle import ELEMENTWISE, PAIR, VECTOR, choices, kinks, name

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
LANGUAGES = pytest.mark.parametrize("prefix", ["", "en/"])
FIGURE = "figure.live"
EVALUATE = """async ([address, inputs, parameters]) => {
    const made = await import(address);
    const shown = (value) => Number.isFinite(value) ? value : String(value);
    return inputs.map((input) => made[%s](...input, parameters)).flat().map(shown);
}"""


def computed(page: Page, address: str, a: Activation, which: str, inputs: Any, values: Any) -> Any:
    """What the browser makes of the inputs, each a list of arguments."""
    curve = f"{address}assets/curves/{a.id}.js"
    script = EVALUATE % json.dumps(which)
    return np.array(page.evaluate(script, [curve, inputs, values]), dtype=float)


def height(a: Activation, values: dict[str, float]) -> float:
    x = np.linspace(*a.window, 501)
    return float(np.ptp(np.concatenate([a.function(x, **values), [0.0]]))) or 1.0


@pytest.mark.parametrize("a", ELEMENTWISE, ids=name)
def test_the_curves_are_the_functions(page: Page, address: str, a: Activation) -> None:
    """Within 1e-9 of the figure's height, over the window and as far as one can move."""
    page.goto(address + "about/")
    for values in choices(a):
        known = {p.name: values.get(p.name, p.default) for p in a.parameters}
        x = np.concatenate([np.linspace(*a.window, 401), np.linspace(-40, 40, 161)])
        x = x[~np.isin(x, kinks(a, values))]
        inputs = [[float(v)] for v in x]
        tolerance = 1e-9 * height(a, values)
        f = computed(page, address, a, "f", inputs, known)
        assert np.abs(f - a.function(x, **values)).max() <= tolerance
        slope = computed(page, address, a, "slope", inputs, known)
        assert np.abs(slope - a.derivative(x, **values)).max() <= tolerance


@pytest.mark.parametrize("a", ELEMENTWISE, ids=name)
def test_the_kinks_are_those_of_the_code(page: Page, address: str, a: Activation) -> None:
    page.goto(address + "about/")
    script = "async ([address, values]) => (await import(address)).kinks(values)"
    for values in choices(a):
        known = {p.name: values.get(p.name, p.default) for p in a.parameters}
        found = page.evaluate(script, [f"{address}assets/curves/{a.id}.js", known])
        assert [k["at"] for k in found if k["real"]] == kinks(a, values)
        for kink in found:
            assert kink["slope"] == pytest.approx(float(a.derivative(kink["at"], **values)))


@pytest.mark.parametrize("a", PAIR, ids=name)
def test_pairs_are_the_functions(page: Page, address: str, a: Activation) -> None:
    page.goto(address + "about/")
    pairs = list(itertools.product(np.linspace(*a.window, 23).tolist(), repeat=2))
    first, second = np.array(pairs).T
    inputs = [list(p) for p in pairs]
    true = a.function(first, second)
    tolerance = 1e-9 * float(np.ptp(true))
    assert np.abs(computed(page, address, a, "f", inputs, {}) - true).max() <= tolerance
    slopes = computed(page, address, a, "slopes", inputs, {}).reshape(-1, 2).T
    assert np.abs(slopes - np.stack(a.derivative(first, second))).max() <= tolerance


@pytest.mark.parametrize("a", VECTOR, ids=name)
def test_vectors_are_the_functions(page: Page, address: str, a: Activation) -> None:
    page.goto(address + "about/")
    x = np.random.default_rng(3).uniform(-10, 10, (200, 3))
    inputs = [[row[i], *row] for row in x.tolist() for i in range(3)]
    found = computed(page, address, a, "f", inputs, {}).reshape(-1, 3)
    assert np.abs(found - a.function(x)).max() <= 1e-9


# --- the figure of a function page ----------------------------------------------------------


def requested(page: Page) -> list[str]:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    return seen


def wake(page: Page) -> None:
    page.locator(FIGURE).hover()
    expect(page.locator(FIGURE)).to_have_class("live is-live")


def value(text: str | None) -> float:
    return float((text or "").replace("−", "-"))


@LANGUAGES
@pytest.mark.parametrize("reach", ["pointer", "finger", "keyboard"])
def test_a_figure_comes_alive_when_it_is_reached(
    page: Page, address: str, prefix: str, reach: str
) -> None:
    seen = requested(page)
    page.goto(address + prefix + "functions/sigmoid/", wait_until="networkidle")
    figure = page.locator(FIGURE)
    box = figure.bounding_box()
    assert not [url for url in seen if "live.js" in url or "d3" in url or "/curves/" in url]
    if reach == "pointer":
        figure.hover()
    elif reach == "finger":
        figure.dispatch_event("pointerdown", {"pointerType": "touch"})
    else:
        page.locator(f"{FIGURE} button").focus()
    expect(figure).to_have_class("live is-live")
    assert figure.bounding_box() == box  # nothing has moved
    assert len([url for url in seen if url.endswith("curves/sigmoid.js")]) == 1
    if reach == "keyboard":
        expect(page.locator(".plot")).to_be_focused()


@pytest.mark.parametrize("a", [*ELEMENTWISE, *PAIR, *VECTOR], ids=name)
def test_every_figure_comes_alive_in_its_place(page: Page, address: str, a: Activation) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{address}functions/{a.id}/")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        wake(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        heights = page.evaluate(
            """() => [...document.querySelector(".live-panel").children].map(
                (child) => child.getBoundingClientRect().bottom)"""
        )
        panel = page.locator(".live-panel").bounding_box()
        assert panel is not None
        assert max(heights) <= panel["y"] + panel["height"] + 1
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert barriers(page) == [], f"{width} px, {scheme}"
    assert problems == []


@pytest.mark.parametrize("ident", ["gelu", "swiglu", "softmax"])
def test_the_live_code_is_light(page: Page, address: str, site: Path, ident: str) -> None:
    page.goto(f"{address}functions/{ident}/", wait_until="networkidle")
    seen = requested(page)
    wake(page)
    files = [site / url.removeprefix(address) for url in seen]
    assert {"live.js", "plot.js", "d3.min.js", f"{ident}.js"} <= {file.name for file in files}
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 40 * 1024


@LANGUAGES
def test_reading_by_keyboard(page: Page, address: str, prefix: str) -> None:
    page.goto(address + prefix + "functions/tanh/")
    page.locator(f"{FIGURE} button").focus()
    plot = page.locator(".plot")
    expect(plot).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert float(plot.get_attribute("aria-valuenow") or 0) == pytest.approx(1.1)
    page.keyboard.press("Home")
    assert float(plot.get_attribute("aria-valuenow") or 0) == pytest.approx(-5)
    told = plot.get_attribute("aria-valuetext") or ""
    assert told.startswith("x = −5, f(x) = −0.9999")
    page.keyboard.press("+")
    low, high = (float(plot.get_attribute(f"aria-value{end}") or 0) for end in ("min", "max"))
    assert high - low == pytest.approx(10 / 1.5, rel=1e-3)
    page.keyboard.press("0")
    assert float(plot.get_attribute("aria-valuemax") or 0) == pytest.approx(5)


def test_reading_by_pointer_moving_and_enlarging(page: Page, address: str) -> None:
    page.goto(address + "functions/gelu/")
    wake(page)
    plot = page.locator(".plot")
    box = plot.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 100)
    x = float(plot.get_attribute("aria-valuenow") or 0)
    assert 1 < x < 3
    shown = value(page.locator(".live-value output").first.text_content())
    assert shown == pytest.approx(float(activations.gelu(x)), abs=2e-4)
    # The wheel scrolls the page, until the figure is in use.
    before = plot.get_attribute("aria-valuemax")
    page.mouse.wheel(0, 100)
    page.wait_for_function("scrollY > 0")
    assert plot.get_attribute("aria-valuemax") == before
    plot.focus()
    box = plot.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 100)
    page.mouse.wheel(0, -300)
    expect(plot).not_to_have_attribute("aria-valuemax", before or "")
    moved = float(plot.get_attribute("aria-valuemax") or 0)
    assert moved < 5
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"] + 120, box["y"] + 100, steps=4)
    page.mouse.up()
    assert float(plot.get_attribute("aria-valuemax") or 0) < moved


@LANGUAGES
def test_parameters_change_the_curve(page: Page, address: str, prefix: str) -> None:
    page.goto(address + prefix + "functions/elu/")
    wake(page)
    page.locator(".live-panel label input").fill("-2")
    outputs = page.locator(".live-value output")
    assert value(outputs.first.text_content()) == pytest.approx(float(activations.elu(-2.0)), 1e-4)
    slider = page.locator(".live-slider input[type=range]")
    slider.fill("2.1")
    expected = float(activations.elu(-2.0, alpha=2.1))
    assert value(outputs.first.text_content()) == pytest.approx(expected, 1e-4)
    expect(page.locator(".plot-curve.is-ghost")).to_have_count(1)
    expect(page.locator(".plot-end.is-slope")).to_have_count(2)  # a kink, now that alpha is not 1
    number = page.locator(".live-slider input[type=number]")
    for typed, kept in (("0.5", 0.5), ("99", 3.0), ("", 1.0)):
        number.fill(typed)
        number.blur()
        assert float(slider.input_value()) == pytest.approx(kept)
    slider.fill("2.1")
    page.locator(".live-buttons button").last.click()
    assert float(number.input_value()) == 1
    expect(page.locator(".plot-curve.is-ghost")).to_have_count(0)


def test_softmax_can_be_edited(page: Page, address: str) -> None:
    page.goto(address + "functions/softmax/")
    wake(page)
    fields = page.locator(".live-slider input[type=number]")
    for i, typed in enumerate(("2", "-1", "0.5", "0.5")):
        fields.nth(i).fill(typed)
        fields.nth(i).blur()
    texts = page.locator(".live-column output").all_text_contents()
    expected = activations.softmax(np.array([2.0, -1.0, 0.5]) / 0.5)
    assert [value(text) for text in texts] == pytest.approx(expected.tolist(), abs=1e-4)


def test_a_pair_can_be_read(page: Page, address: str) -> None:
    page.goto(address + "functions/swiglu/")
    wake(page)
    fields = page.locator(".live-slider input[type=number]")
    for i, typed in enumerate(("-1.5", "3")):
        fields.nth(i).fill(typed)
        fields.nth(i).blur()
    texts = page.locator(".live-value output").all_text_contents()
    by_gate, by_value = activations.swiglu_derivative(-1.5, 3.0)
    expected = [float(activations.swiglu(-1.5, 3.0)), float(by_gate), float(by_value)]
    assert [value(text) for text in texts] == pytest.approx(expected, rel=1e-4)
    box = page.locator(".live-map").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 4)
    assert float(fields.nth(0).input_value()) == pytest.approx(0, abs=0.05)
    assert float(fields.nth(1).input_value()) == pytest.approx(2.5, abs=0.05)


def test_without_javascript_the_picture_stays(page: Page, address: str) -> None:
    assert page.context.browser is not None
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    for path in ("functions/relu/", "functions/softmax/"):
        plain.goto(address + path)
        picture = plain.locator(f"{FIGURE} img").bounding_box()
        assert picture is not None
        assert picture["width"] / picture["height"] == pytest.approx(
            figures.SIZE[0] / figures.SIZE[1], rel=0.02
        )
        panel = plain.locator(".live-panel").bounding_box()
        assert panel is None or panel["height"] == 0
    plain.goto(address + "compare/")
    expect(plain.locator(".compare tbody tr")).to_have_count(len(ELEMENTWISE))
    context.close()


# --- the compare page -----------------------------------------------------------------------


def chosen(page: Page) -> list[str]:
    return [t.split(" ", 1)[1] for t in page.locator(".compare-name").all_text_contents()]


def shown_rows(page: Page) -> set[str]:
    rows = page.locator(".compare tbody tr:visible")
    return {(row.get_attribute("id") or "").removeprefix("row-") for row in rows.all()}


def query(page: Page) -> dict[str, str]:
    parsed = urllib.parse.urlsplit(page.url).query
    return dict(urllib.parse.parse_qsl(parsed))


@LANGUAGES
def test_compare(page: Page, address: str, prefix: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address + prefix + "compare/", wait_until="networkidle")
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


def test_compare_adds_one_while_another_is_on_its_way(page: Page, address: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
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


def test_compare_the_difference_of_two(page: Page, address: str) -> None:
    page.goto(address + "compare/?f=gelu,silu&show=f,difference", wait_until="networkidle")
    expect(page.locator(".plot-curve.is-difference")).to_have_count(1)
    told = page.locator(".plot").get_attribute("aria-valuetext") or ""
    difference = float(activations.gelu(1.0) - activations.silu(1.0))
    assert value(told.rsplit(" = ", 1)[1]) == pytest.approx(difference, rel=1e-3)
    page.goto(address + "compare/?f=gelu,silu,relu&show=f,difference", wait_until="networkidle")
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
    page: Page, address: str, asked: str, expected: list[str]
) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.on("response", lambda r: problems.append(r.url) if r.status >= 400 else None)
    page.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:", "blob:")) else problems.append(r.url),
    )
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
    page.goto(address + prefix + "compare/?f=relu,silu&show=f", wait_until="networkidle")
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
