"""The cards of the home page and the rows of the list of functions, against records and oracle."""

from __future__ import annotations

import json
import math
import re
from html import unescape
from pathlib import Path

import pytest

import activations
from activations.frameworks import FRAMEWORKS
from activations.spec import Activation, Elementwise, normalise
from tests.oracle.curves import curve
from tests.oracle.moments import of_values

PACKAGES = {  # what names begin with, and whose they are
    **{"torch": "pytorch", "keras": "keras", "tf_keras": "keras", "tf": "tensorflow", "jax": "jax"},
    **{"flax": "flax", "onnx": "onnx", "mlx": "mlx", "paddle": "paddle"},
    **{"ACT2FN": "transformers", "timm": "timm"},
}
ROOT = Path(__file__).parents[2]
CARD = re.compile(r'<li class="card"([^>]*)>(.*?)</li>', re.DOTALL)


def cards(site: Path, language: str) -> dict[str, tuple[dict[str, str], str]]:
    home = site if language == "ko" else site / language
    html = (home / "index.html").read_text(encoding="utf-8")
    found = {}
    for attributes, inner in CARD.findall(html):
        ident = re.search(r'href="functions/(\w+)/"', inner)
        assert ident is not None
        data = dict(re.findall(r'data-(\w+)="([^"]*)"', unescape(attributes)))
        found[ident[1]] = data, inner
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_function_has_its_card(site: Path, language: str) -> None:
    found = cards(site, language)
    assert set(found) == {a.id for a in activations.catalogue}
    for a in activations.catalogue:
        data, inner = found[a.id]
        assert data["family"] == a.family
        assert data["status"] == a.status.replace(" ", "-")
        named = {normalise(name) for name in data["names"].split("|")}
        assert named >= {normalise(name) for name in (a.id, *a.names)}
        assert f'src="figures/{a.id}-plate.svg"' in inner
        assert f"<span>{data['year']}</span>" in inner


def test_both_languages_filter_alike(site: Path) -> None:
    korean, english = cards(site, "ko"), cards(site, "en")
    assert {i: data for i, (data, _) in korean.items()} == {
        i: data for i, (data, _) in english.items()
    }


@pytest.mark.parametrize("a", activations.catalogue, ids=lambda a: a.id)
def test_what_a_card_is_filtered_by(site: Path, a: Activation) -> None:
    has = set(cards(site, "en")[a.id][0]["has"].split())
    assert ("parameters" in has) == bool(a.parameters)
    assert ("learned" in has) == any(p.derivative for p in a.parameters)
    assert ("random" in has) == a.random
    assert ("inputs" in has) == (not isinstance(a, Elementwise))
    if not isinstance(a, Elementwise):
        return
    f = curve(a)
    bounds, smoothness = f.bounds(), f.smoothness()
    assert ("bounded" in has) == (bounds.low.is_finite() and bounds.high.is_finite())
    assert ("nonnegative" in has) == bool(bounds.low >= 0)
    assert ("centred" in has) == (abs(of_values(a)) < 1e-9)
    assert ("smooth" in has) == math.isinf(smoothness)
    assert ("kink" in has) == (smoothness == 0)
    assert ("jump" in has) == (smoothness < 0)
    assert ("monotonic" in has) == (f.monotonicity() != "none")
    assert has & {"convex", "concave"} == f.convexity() & {a.convexity}  # a line claims either


MARKS = {
    "ko": {"sigmoid": "치역 (0, 1)", "silu": "최솟값 −0.278", "step": "값이 두 개"},
    "en": {"relu": "kink at x = 0", "leaky_relu": "left slope 0.01", "softmax": "sums to 1"},
}


@pytest.mark.parametrize("language", MARKS)
def test_field_marks_are_a_few_words(site: Path, language: str) -> None:
    found = cards(site, language)
    marks = {i: re.findall(r"<span>([^<]*)</span>", inner)[-1] for i, (_, inner) in found.items()}
    assert marks.items() >= MARKS[language].items()
    assert all(0 < len(mark) <= 21 and "\\" not in mark for mark in marks.values())


# --- the list -------------------------------------------------------------------------------

ROW = re.compile(r'<tr( data-family[^>]*)>(<th scope="row">.*?)</tr>', re.DOTALL)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_list_says_what_the_gallery_says(site: Path, language: str) -> None:
    folder = site if language == "ko" else site / language
    html = (folder / "functions" / "index.html").read_text(encoding="utf-8")
    rows = {
        re.findall(r'href="(?:\./)?(\w+)/"', inner)[0]: (
            dict(re.findall(r'data-(\w+)="([^"]*)"', unescape(attributes))),
            re.sub(r"<[^>]+>", "", inner),
        )
        for attributes, inner in ROW.findall(html)
    }
    found = cards(site, language)
    assert list(rows) == list(found)
    for ident, (data, text) in rows.items():
        assert data.items() >= found[ident][0].items()
        assert data["year"] in text
        shipped = {key for key, called in FRAMEWORKS.items() if called.title in text}
        assert shipped == set(data["framework"].split())
    families = re.findall(r'<tr data-head data-family="(\w+)"><th[^>]*id="(\w+)"', html)
    assert families == [(f, f) for f in dict.fromkeys(data["family"] for data, _ in rows.values())]


@pytest.mark.parametrize("a", activations.catalogue, ids=lambda a: a.id)
def test_the_ends_that_the_list_is_sorted_by(site: Path, a: Activation) -> None:
    html = (site / "functions" / "index.html").read_text(encoding="utf-8")
    found = re.search(rf'data-range="([^"]*)" data-names="{a.id}[|"]', html)
    assert found is not None
    low, high = (float(end) for end in found[1].split(","))
    if isinstance(a, Elementwise):
        bounds = curve(a).bounds()
        assert low == pytest.approx(float(bounds.low), rel=1e-12)
        assert high == pytest.approx(float(bounds.high), rel=1e-12)
    assert (low, high) == (max(low, -math.inf), max(low, high))


@pytest.mark.parametrize("a", activations.catalogue, ids=lambda a: a.id)
def test_a_framework_has_what_was_measured_to_be_the_function(site: Path, a: Activation) -> None:
    html = (site / "functions" / "index.html").read_text(encoding="utf-8")
    found = re.search(rf'data-framework="([^"]*)"[^>]* data-names="{a.id}[|"]', html)
    text = (ROOT / f"docs/conformance/{a.id}.json").read_text(encoding="utf-8")
    calls = json.loads(text)["calls"]
    measured = {
        PACKAGES[re.match(r"\w+", name)[0]]  # type: ignore[index]
        for name, row in calls.items()
        if row["verdict"] != "other"
    }
    assert found is not None
    assert set(found[1].split()) == measured
