"""The catalogue for machines, against the records it is made from and the pages beside it."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy
import yaml

import activations
from activations.spec import FAMILIES, Activation, Elementwise, Pair, Reduction, Vector
from tests.kinds.records import name

ROOT = Path(__file__).resolve().parents[2]
KINDS = {"elementwise", "vector", "pair", "reduction"}
PREFIXES = {"ko": "", "en": "en/"}
of_every_function = pytest.mark.parametrize("a", activations.catalogue, ids=name)


@pytest.fixture(scope="module")
def catalogue(site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site / "catalogue.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def functions(catalogue: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f["id"]: f for f in catalogue["functions"]}


def front(language: str, ident: str) -> dict[str, Any]:
    text = (ROOT / f"docs/{language}/functions/{ident}.md").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return found


def test_the_file_is_plain_sorted_and_the_same_in_every_language(
    site: Path, catalogue: dict[str, Any]
) -> None:
    data = (site / "catalogue.json").read_bytes()
    assert data == (site / "en/catalogue.json").read_bytes()
    assert b"\r" not in data
    assert b"\\u" not in data
    assert data.endswith(b"}\n")
    assert catalogue["format"] == 2
    assert [f["id"] for f in catalogue["functions"]] == [a.id for a in activations.catalogue]
    assert len({tuple(f) for f in catalogue["functions"]}) == 1  # the same fields in each


def test_the_site_has_the_name_and_the_licence_of_its_pages(
    site: Path, catalogue: dict[str, Any]
) -> None:
    for language, prefix in PREFIXES.items():
        page = (site / prefix / "data/index.html").read_text(encoding="utf-8")
        assert f" - {catalogue['site'][language]}</title>" in page
    assert catalogue["licence"] in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_families_in_the_order_of_the_site(catalogue: dict[str, Any]) -> None:
    assert [f["id"] for f in catalogue["families"]] == list(FAMILIES)
    for language in PREFIXES:
        words = yaml.safe_load((ROOT / f"docs/{language}/words.yml").read_text(encoding="utf-8"))
        for group in ("families", "statuses"):
            named = catalogue["families"] if group == "families" else []
            named = named or [f["status"] for f in catalogue["functions"]]
            assert all(entry[language] == words[group][entry["id"]] for entry in named)


@of_every_function
def test_a_function_says_what_its_record_and_its_pages_say(
    functions: dict[str, Any], a: Activation
) -> None:
    f = functions[a.id]
    fronts = {language: front(language, a.id) for language in PREFIXES}
    for language, said in fronts.items():
        assert f["name"][language] == said["title"]
        assert f["summary"][language] == said["description"]
    assert (f["family"]["id"], f["status"]["id"]) == (a.family, a.status)
    assert f["kind"] == type(a).__name__.lower()
    assert f["kind"] in KINDS
    assert f["random"] == a.random
    titles = {said["title"].casefold() for said in fronts.values()}
    assert {n.casefold() for n in f["aliases"]} | titles >= {n.casefold() for n in a.names}
    assert (f["latex"], f["latex_derivative"]) == (a.latex, a.latex_derivative)
    assert (f["latex_derivative_from_output"] or "") == a.latex_derivative_from_output
    assert f["exact"] == a.exact
    for said, p in zip(f["parameters"], a.parameters, strict=True):
        assert (said["name"], said["symbol"], said["default"]) == (p.name, p.symbol, p.default)
        assert (said["between"], said["learned"]) == (list(p.between), p.derivative is not None)
        for language, meaning in said["meaning"].items():
            assert meaning == fronts[language]["symbols"][p.symbol]
    claims = f["properties"]
    assert float(claims["smoothness"]) == a.smoothness
    assert claims["range"]["low"] == a.interval.low
    for claim in set(type(a).__annotations__) & set(claims):
        given = None if getattr(a, claim) == "" else getattr(a, claim)
        assert claims[claim] == (list(given) if isinstance(given, tuple) else given), claim
    kinks = a.kinks if isinstance(a, Elementwise) else ()
    assert f["kinks"] == [{"at": k.at, "value": k.value, "when": k.when or None} for k in kinks]


@of_every_function
def test_its_references_are_those_of_its_bibliography(
    site: Path, functions: dict[str, Any], a: Activation
) -> None:
    f = functions[a.id]
    bibliography = (site / "references.bib").read_text(encoding="utf-8")
    assert [work["key"] for work in f["references"]] == list(a.references)
    first = f["references"][0]
    preprint = re.match(r"(\d\d)\d\d\.", first["arxiv"] or "")  # it may have come first
    assert f["year"] == min(first["year"], 2000 + int(preprint[1]) if preprint else 9999)
    for work in f["references"]:
        entry = bibliography.split(f"{{{work['key']},\n")[1].split("\n}\n")[0]
        fields = dict(re.findall(r"(?m)^  (\w+) += \{(.*)\},$", entry))
        assert str(work["year"]) == fields["year"]
        assert work["title"] == re.sub(r"[{}]", "", fields["title"])
        assert " and ".join(work["authors"]) == re.sub(r"[{}]", "", fields["author"])
        assert (work["doi"], work["arxiv"]) == (fields.get("doi"), fields.get("eprint"))


def test_the_bibliography_is_offered_as_it_is_typed(site: Path) -> None:
    typed = (ROOT / "docs/references.bib").read_bytes()
    for prefix in PREFIXES.values():
        assert (site / prefix / "references.bib").read_bytes() == typed


@of_every_function
def test_its_paths_lead_somewhere(functions: dict[str, Any], site: Path, a: Activation) -> None:
    f = functions[a.id]
    assert f["figures"][0] == f"figures/{a.id}.svg"
    assert f["figures"][-1] == f"figures/{a.id}-plate.svg"
    for prefix in PREFIXES.values():
        assert (site / prefix / f["path"] / "index.html").is_file()
        assert all((site / prefix / figure).is_file() for figure in f["figures"])


@of_every_function
def test_its_closed_forms_can_be_read(functions: dict[str, Any], a: Activation) -> None:
    f = functions[a.id]
    ends = [f["properties"]["range"][end] for end in ("low", "high")]
    names = {p["name"]: sympy.Symbol(p["name"]) for p in f["parameters"]}
    for text in (f["exact"], *(e for e in ends if e not in ("min", "max"))):
        sympy.sympify(text, locals=names)


@of_every_function
def test_its_numbers_are_right(functions: dict[str, Any], a: Activation) -> None:
    """By another road than the build's: the trapezoidal rule on a fine grid."""
    n = functions[a.id]["numbers"]
    assert (n is None) == (not isinstance(a, Elementwise))
    if n is None:
        return
    z = np.linspace(-12, 12, 240_001)
    density = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    mean, second = (np.trapezoid(density * a.function(z) ** k, z) for k in (1, 2))
    assert n["mean"] == pytest.approx(mean, abs=1e-4)
    assert n["second_moment"] == pytest.approx(second, abs=1e-4)
    slope = a.derivative(z)
    if not slope.any():
        assert n["gain"] is n["backward"] is n["stability"] is None
    else:
        steep, bend = (np.trapezoid(density * g, z) for g in (slope**2, z * a.function(z) * slope))
        assert n["gain"] == pytest.approx(second**-0.5, rel=3e-4)
        # A jump of the slope costs the rule half a step.
        assert n["backward"] == pytest.approx(steep / second, rel=3e-4)
        if a.smoothness < 0:
            assert n["stability"] is None
        else:
            assert n["stability"] == pytest.approx(bend / second, rel=3e-4)
    assert all(float(f"{v:.6g}") == v for k, v in n.items() if k != "extremes" and v is not None)
    for x, y in n["extremes"]:
        assert y == pytest.approx(float(a.function(x)), abs=1e-5)
        assert abs(float(a.derivative(x))) < 1e-5
    if n["lipschitz"] is None:
        assert not (isinstance(a, Elementwise) and a.lipschitz)
    else:
        slopes = np.abs(a.derivative(np.append(z, [-1e6, 1e6])))  # some are steepest far away
        assert slopes.max() <= n["lipschitz"] * (1 + 1e-5)
        assert n["lipschitz"] == pytest.approx(slopes.max(), rel=1e-3)


@pytest.mark.parametrize("language", PREFIXES)
def test_the_page_explains_every_field(catalogue: dict[str, Any], language: str) -> None:
    text = (ROOT / f"docs/{language}/data.md").read_text(encoding="utf-8")
    text = text.partition(" { #vectors }\n")[0]  # where another file begins

    def fields(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(fields, value))
        return set(value).union(*map(fields, value.values())) if isinstance(value, dict) else set()

    every = fields(catalogue)
    assert {name for name in every if f"`{name}`" not in text} == set()
    # Nor anything that is no field; of some kinds the catalogue may have no function yet.
    for kind in (Elementwise, Vector, Reduction, Pair):
        every |= set(kind.__annotations__)
    tables = [row.split("|")[1] for row in re.findall(r"(?m)^\| `.*", text)]
    assert {n for row in tables for n in re.findall(r"`(\w+)`", row)} - every == set()
