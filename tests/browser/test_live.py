"""The live figures in a real browser: how they are woken, read and changed."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import activations
from scripts import kinds
from tests.browser.axe import barriers
from tests.browser.kinds import EVERY_KIND

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
LANGUAGES = pytest.mark.parametrize("prefix", ["", "en/"])
FIGURE = "figure.live"
SORRY = {
    "": "그래프를 움직이는 프로그램을 불러오지 못했습니다. 페이지를 새로 고쳐 보시기 바랍니다.",
    "en/": "What moves this figure could not be loaded. Try reloading the page.",
}


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
    figure.scroll_into_view_if_needed()  # or reaching it would scroll
    box = figure.bounding_box()
    assert not [url for url in seen if "/live/" in url or "d3" in url or "/curves/" in url]
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


@pytest.mark.parametrize("ident", EVERY_KIND)
def test_every_kind_comes_alive_in_its_place(
    page: Page, address: str, problems: list[str], ident: str
) -> None:
    page.goto(f"{address}functions/{ident}/")
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
            # Colours depend on the scheme and layout on the width: the kinds share the four.
            if ((width == 390) == (scheme == "dark")) == (EVERY_KIND.index(ident) % 2 == 0):
                assert barriers(page) == [], f"{width} px, {scheme}"
    assert problems == []


@pytest.mark.parametrize("width", [320, 390, 700, 1440])
@pytest.mark.parametrize("ident", ["tanh", *EVERY_KIND])
def test_a_figure_has_its_room_before_it_is_alive(
    page: Page, address: str, ident: str, width: int
) -> None:
    """And no more: what is kept free is filled."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}functions/{ident}/")
    height = "document.documentElement.scrollHeight"
    figure, before = page.locator(FIGURE).bounding_box(), page.evaluate(height)
    assert figure is not None
    wake(page)
    now = page.locator(FIGURE).bounding_box()
    assert now is not None
    assert (now["width"], now["height"]) == (figure["width"], figure["height"])
    assert page.evaluate(height) == before
    free = page.evaluate(
        """() => {
            const panel = document.querySelector(".live-panel");
            const bottoms = [...panel.children].map((e) => e.getBoundingClientRect().bottom);
            return panel.getBoundingClientRect().bottom - Math.max(...bottoms);
        }"""
    )
    assert 0 <= free < 10
    for control in page.locator(".live-panel :is(button, input)").all():
        box = control.bounding_box()
        assert box is not None
        assert figure["x"] <= box["x"]
        assert box["x"] + box["width"] <= figure["x"] + figure["width"]


@LANGUAGES
@pytest.mark.parametrize("missing", ["curves/elu.js", "live/elementwise.js", "d3.min.js"])
def test_a_figure_that_cannot_come_alive_says_so(
    page: Page, address: str, prefix: str, missing: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(f"{address}{prefix}functions/elu/")
    page.locator(FIGURE).hover()
    expect(page.locator(".live-panel")).to_have_text(SORRY[prefix])
    expect(page.locator(f"{FIGURE} button")).to_have_count(0)
    expect(page.locator(f"{FIGURE} img")).to_be_visible()
    expect(page.locator(".live-stage")).to_have_count(0)
    assert errors == []


def test_a_figure_that_breaks_while_it_wakes_is_the_picture_again(page: Page, address: str) -> None:
    page.route(
        "**/curves/elu.js",
        lambda route: route.fulfill(
            content_type="text/javascript",
            body="export const kind = 'elementwise', parameters = [], window = [-5, 5];",
        ),
    )
    page.goto(f"{address}functions/elu/")
    page.locator(FIGURE).hover()
    expect(page.locator(".live-panel")).to_have_text(SORRY[""])
    expect(page.locator(f"{FIGURE} img")).to_be_visible()
    expect(page.locator(".live-stage")).to_have_count(0)


@pytest.mark.parametrize("ident", ["gelu", *EVERY_KIND])
def test_the_live_code_is_light(page: Page, address: str, site: Path, ident: str) -> None:
    page.goto(f"{address}functions/{ident}/", wait_until="networkidle")
    seen = requested(page)
    wake(page)
    files = [site / url.removeprefix(address) for url in seen]
    assert {"plot.js", "d3.min.js", f"{ident}.js"} <= {file.name for file in files}
    rooms = {file.stem for file in files if file.parent.name == "live"}
    kind = kinds.of(activations.get(ident)).name
    assert rooms <= {kind, "vector" if kind == "reduction" else kind}  # it is one of vectors
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
    page.evaluate(
        "() => scrollY > 0 || new Promise((done) => addEventListener('scroll', done, {once: true}))"
    )
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
    # The bars are as high as the outputs, also the one that is nearly 1.
    heights = [bar["height"] for b in page.locator(".live-bar").all() if (bar := b.bounding_box())]
    stage, top = (page.locator(f".live-{n}").first.bounding_box() for n in ("stage", "column"))
    assert stage is not None
    assert top is not None
    assert heights[0] / heights[2] == pytest.approx(expected[0] / expected[2], rel=0.01)
    text = page.locator(".live-column output").first.bounding_box()
    assert text is not None
    assert text["y"] >= stage["y"]


NEGATIVE = """
export const id = "softmax", kind = "vector", window = [-5, 5], letter = "z", temperature = false;
export const example = [1, 2, 3];
export const parameters = [{ name: "shift", symbol: "c", value: 20, low: 0, high: 40 }];
export const f = (x, { shift }) => x.map((value, i) => value * (i ? 1 : 10) - shift);
"""


def test_outputs_of_any_sign_and_size(page: Page, address: str) -> None:
    """A function that the package does not have: its bars hang from where the others stand."""
    page.route(
        "**/curves/softmax.js",
        lambda route: route.fulfill(content_type="text/javascript", body=NEGATIVE),
    )
    page.goto(address + "functions/softmax/")
    wake(page)
    sliders = page.locator(".live-slider input[type=range]")
    expect(sliders).to_have_count(4)  # three inputs and the parameter; no temperature is offered
    names = page.locator(".live-column span")
    assert names.all_text_contents() == ["z₁", "z₂", "z₃"]

    def bars() -> list[tuple[float, float]]:
        """The upper and the lower end of each, from the middle of the stage, in its heights."""
        return [
            (top, bottom)
            for top, bottom in page.evaluate(
                """() => {
                    const stage = document.querySelector(".live-stage");
                    const { top, height } = stage.getBoundingClientRect();
                    return [...document.querySelectorAll(".live-bar")].map((bar) => {
                        const box = bar.getBoundingClientRect();
                        return [(box.top - top) / height - 0.5, (box.bottom - top) / height - 0.5];
                    });
                }"""
            )
        ]

    sliders.nth(3).fill("5")  # 5, -3, -2
    texts = page.locator(".live-column output").all_text_contents()
    assert [value(text) for text in texts] == [5, -3, -2]
    first, second, third = bars()
    assert first[1] <= 0 <= min(second[0], third[0])
    assert first[1] - first[0] > second[1] - second[0] > third[1] - third[0] > 0
    sliders.nth(3).fill("40")  # all below
    first, second, third = bars()
    assert first[0] == pytest.approx(second[0], abs=0.01)
    assert second[1] > first[1]
    sliders.nth(3).fill("10")  # 0, -8, -7: with none above, the 0 hangs from where the others do
    first, second, third = bars()
    assert first == pytest.approx((second[0], second[0]), abs=0.01)
    assert second[1] > third[1] > third[0]
    sliders.nth(3).fill("0")  # all above: 10, 2, 3
    first, second, third = bars()
    assert first[1] == pytest.approx(second[1], abs=0.01)
    assert first[0] < third[0] < second[0]


def test_a_pair_can_be_read(page: Page, address: str) -> None:
    page.goto(address + "functions/swiglu/")
    wake(page)
    fields = page.locator(".live-slider input[type=number]")
    for i, typed in enumerate(("-1.5", "3")):
        fields.nth(i).fill(typed)
        fields.nth(i).blur()
    texts = page.locator(".live-value output").all_text_contents()
    by_gate, by_value = activations.swiglu_derivative(-1.5, np.array(3.0))
    expected = [float(activations.swiglu(-1.5, np.array(3.0))), float(by_gate), float(by_value)]
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
        assert picture["width"] / picture["height"] == pytest.approx(576 / 352, rel=0.02)
        panel = plain.locator(".live-panel").bounding_box()
        assert panel is None or panel["height"] == 0
    plain.goto(address + "compare/")
    rows = plain.locator(".compare tbody tr")
    assert rows.count() > 6
    for row in rows.all():
        expect(row).to_be_visible()
    context.close()


def test_a_jump_is_no_part_of_a_curve(page: Page, address: str) -> None:
    page.goto(address + "functions/step/")
    wake(page)
    drawn = page.locator(".plot-curve.is-f").get_attribute("d") or ""
    left, right = drawn.split("M")[1:]  # the pen is lifted once
    assert {float(point.split(",")[1]) for point in left.split("L")} != {
        float(point.split(",")[1]) for point in right.split("L")
    }
    ends = page.locator("circle.plot-end.is-f")
    expect(ends).to_have_count(2)
    expect(page.locator("circle.plot-end.is-f.open")).to_have_count(1)
