"""The cards of the gallery as the home page has them, against records and oracle."""

from __future__ import annotations

import math
import re
from html import unescape
from pathlib import Path

import pytest

import activations
from activations.spec import Activation, Elementwise, normalise
from tests.oracle.curves import curve

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
    assert ("smooth" in has) == math.isinf(smoothness)
    assert ("kink" in has) == (smoothness == 0)
    assert ("jump" in has) == (smoothness < 0)
    assert ("monotonic" in has) == (f.monotonicity() != "none")
    assert has & {"convex", "concave"} == f.convexity() & {"convex", "concave"}


MARKS = {
    "ko": {"sigmoid": "치역 (0, 1)", "silu": "최솟값 −0.278", "step": "값이 두 개"},
    "en": {"relu": "kink at x = 0", "leaky_relu": "left slope 0.01", "softmax": "sums to 1"},
}


@pytest.mark.parametrize("language", MARKS)
def test_field_marks_are_a_few_words(site: Path, language: str) -> None:
    found = cards(site, language)
    marks = {i: re.findall(r"<span>([^<]*)</span>", inner)[-1] for i, (_, inner) in found.items()}
    assert marks.items() >= MARKS[language].items()
    assert all(0 < len(mark) <= 18 and "\\" not in mark for mark in marks.values())
