"""The catalogue for machines, against the records it is made from and the pages beside it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy

import activations
from activations.spec import Properties
from scripts import blocks

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs/theme/catalogue.json"
CATALOGUE: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
FUNCTIONS = {f["id"]: f for f in CATALOGUE["functions"]}

of_every_function = pytest.mark.parametrize("a", activations.catalogue, ids=lambda a: a.id)


def test_the_file_is_plain_and_sorted() -> None:
    data = FILE.read_bytes()
    assert b"\r" not in data
    assert b"\\u" not in data
    assert data.endswith(b"}\n")
    ids = [f["id"] for f in CATALOGUE["functions"]]
    assert ids == sorted(a.id for a in activations.catalogue)
    assert len({tuple(f) for f in CATALOGUE["functions"]}) == 1  # the same fields in each


def test_the_site_has_the_name_of_its_pages(site: Path) -> None:
    for language, page in (("ko", "data/index.html"), ("en", "en/data/index.html")):
        title = f" - {CATALOGUE['site'][language]}</title>"
        assert title in (site / page).read_text(encoding="utf-8")
    assert CATALOGUE["licence"] in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_families_in_the_order_of_the_site() -> None:
    assert [f["id"] for f in CATALOGUE["families"]] == list(activations.FAMILIES)


@of_every_function
def test_a_function_says_what_its_record_says(a: activations.Activation) -> None:
    f = FUNCTIONS[a.id]
    for language in ("ko", "en"):
        assert f["name"][language] == a.name[language]
        assert f["summary"][language] == a.summary[language]
        assert f["family"][language] == activations.FAMILIES[a.family][language]
    assert (f["family"]["id"], f["status"]["id"]) == (a.family, a.status)
    assert (f["kind"], f["year"], f["aliases"]) == (a.kind, a.year, list(a.aliases))
    assert (f["latex"], f["latex_derivative"], f["exact"]) == (a.latex, a.latex_derivative, a.exact)
    assert [(p["name"], p["symbol"], p["default"], p["learned"]) for p in f["parameters"]] == [
        (p.name, p.symbol, p.default, p.derivative is not None) for p in a.parameters
    ]
    assert [(k["at"], k["value"]) for k in f["kinks"]] == [(k.at, k.value) for k in a.kinks]
    assert [(r["key"], r["doi"] or "", r["arxiv"] or "") for r in f["references"]] == [
        (r.key, r.doi, r.arxiv) for r in a.references
    ]
    assert float(f["properties"]["smoothness"]) == a.properties.smoothness
    assert f["properties"]["range"]["low"] == a.properties.range.low
    if isinstance(a.properties, Properties):
        assert f["properties"]["limits"] == list(a.properties.limits)


@of_every_function
def test_its_paths_lead_somewhere(a: activations.Activation, site: Path) -> None:
    f = FUNCTIONS[a.id]
    assert f["figures"][0] == f"figures/{a.id}.svg"
    for prefix in ("", "en/"):
        assert (site / prefix / f["path"] / "index.html").is_file()
        assert all((site / prefix / figure).is_file() for figure in f["figures"])


@of_every_function
def test_its_closed_forms_can_be_read(a: activations.Activation) -> None:
    f = FUNCTIONS[a.id]
    ends = [f["properties"]["range"][end] for end in ("low", "high")]
    names = {p["name"]: sympy.Symbol(p["name"]) for p in f["parameters"]}
    for text in (f["exact"], *(e for e in ends if e not in ("min", "max"))):
        sympy.sympify(text, locals=names)


@of_every_function
def test_its_numbers_are_those_of_the_page(a: activations.Activation) -> None:
    f = FUNCTIONS[a.id]
    assert (f["numbers"] is None) == (a.kind in ("vector", "pair"))
    if f["numbers"] is None:
        return
    n = {name: value for name, value in f["numbers"].items() if name != "extremes"}
    page = blocks.function_blocks(a)["properties"]("en")
    for value in n.values():
        shown = "∞" if value == "Infinity" else f"{value:.6g}"
        assert shown.replace("-", "\N{MINUS SIGN}") in page
        assert math.isinf(float(value)) or float(f"{value:.6g}") == value
    # By another road than the build's: the trapezoidal rule on a fine grid.
    z = np.linspace(-12, 12, 240_001)
    density = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    mean, second = (np.trapezoid(density * a.function(z) ** k, z) for k in (1, 2))
    assert n["mean"] == pytest.approx(mean, abs=1e-4)
    assert n["second_moment"] == pytest.approx(second, abs=1e-4)
    for x, y in f["numbers"]["extremes"]:
        assert y == pytest.approx(float(a.function(x)), abs=1e-5)
        assert abs(float(a.derivative(x))) < 1e-5


def test_the_site_publishes_the_committed_file(site: Path) -> None:
    assert (site / "catalogue.json").read_bytes() == FILE.read_bytes()
    assert (site / "en/catalogue.json").read_bytes() == FILE.read_bytes()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_explains_every_field(language: str) -> None:
    text = (ROOT / f"docs/{language}/data.md").read_text(encoding="utf-8")

    def fields(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(fields, value))
        return set(value).union(*map(fields, value.values())) if isinstance(value, dict) else set()

    unexplained = {name for name in fields(CATALOGUE) if f"`{name}`" not in text}
    assert unexplained == set()
