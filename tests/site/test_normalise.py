"""Names are compared in the browser as they are in the package."""

from __future__ import annotations

import itertools
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import activations
from activations.spec import normalise
from tests.site.javascript import Engine

NORMALISE = Path(__file__).parents[2] / "docs/theme/javascripts/normalise.js"


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine()
    engine.load(NORMALISE)
    yield engine
    engine.close()


def test_what_is_one_name_to_the_package_is_one_in_the_browser(engine: Engine, site: Path) -> None:
    pages = json.loads((site / "search/names.json").read_text(encoding="utf-8"))
    names = [name for page in pages if "functions/" in page["url"] for name in page["names"]]
    assert len(names) > len(activations.catalogue)
    written = [form(name) for name in names for form in (str, str.upper, dashed, decomposed)]
    made = engine.run("(names) => names.map(normalise)", written)
    of = dict(zip(written, made, strict=True))
    for name in names:
        assert {of[form(name)] for form in (str, str.upper, dashed, decomposed)} == {of[name]}
    for one, other in itertools.combinations(names, 2):
        if normalise(one) == normalise(other):
            assert of[one] == of[other]
        elif of[one] == of[other]:  # the browser forgives more, but never takes one for another
            assert activations.get(one) is activations.get(other)


def dashed(name: str) -> str:
    return name.replace(" ", "-")


def decomposed(name: str) -> str:
    return unicodedata.normalize("NFD", name)


@pytest.mark.parametrize(
    ("typed", "name", "begins"),
    [
        ("시금", "시그모이드", True),  # on the way to 시그모
        ("시그뫼", "시그모이드", False),
        ("ㅅㅣㄱ", "시그모이드", True),
        ("값ㅅ", "갑옷", False),
        ("넋", "넉살", True),
        ("leaky-r", "Leaky ReLU", True),
    ],
)
def test_a_syllable_half_typed_is_a_beginning(
    engine: Engine, typed: str, name: str, begins: bool
) -> None:
    assert engine.run("(a, b) => spelled(b).startsWith(spelled(a))", typed, name) is begins
