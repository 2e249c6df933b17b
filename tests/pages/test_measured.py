"""What the pages print of other frameworks, read back against the measurements themselves.

The differences are computed here a second time, by other means: slopes by hand, GELU by mpmath.
"""

from __future__ import annotations

import functools
import json
import math
import random
import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import mpmath
import pytest

import activations
from activations.spec import Pair, Reduction, Vector
from scripts.blocks import discrepancies
from scripts.frameworks import meanings
from tests.pages.reading import CELL, ROW, Page, numbers, text

LANGUAGES = ("ko", "en")
FRAMEWORKS = ("PyTorch", "Keras", "TensorFlow", "JAX", "Flax", "ONNX", "MLX", "Paddle")
TITLES = {"transformers": "transformers", "timm": "timm"} | {f.lower(): f for f in FRAMEWORKS}
CODE = re.compile(r"<code>(.*?)</code>")
every = pytest.mark.parametrize("language", LANGUAGES)


class Measured(NamedTuple):
    """A name in a framework, as the mapping has it, and what was measured of it."""

    ident: str
    framework: str
    options: str
    code: str
    found: dict[str, Any]

    @property
    def ours(self) -> bool:
        return self.found["verdict"] in ("same", "inexact")


@functools.cache
def calls() -> dict[str, Measured]:
    """All names with what was measured of them, those that do the same among them."""
    known = {}
    for a in activations.catalogue:
        found = json.loads(Path(f"docs/conformance/{a.id}.json").read_text())["calls"]
        mapping = tomllib.loads(Path(f"activations/frameworks/{a.id}.toml").read_text())
        for call in mapping["call"]:
            options = call.get("options", "")
            for name in (call["name"], *call.get("also", [])):
                title = f"{name}({options})" if options else name
                key = f"{call['name']}({options})" if options else call["name"]
                one = found[key]
                known[title] = Measured(a.id, call["framework"], options, one["code"], one)
    return known


def page(site: Path, language: str, name: str = "discrepancies") -> Page:
    return Page((site if language == "ko" else site / language) / name / "index.html")


def rows(read: Page, section: str) -> Iterator[list[str]]:
    """The rows of a table below its head, as HTML."""
    html = read.sections[section].replace("\N{NO-BREAK SPACE}", " ")
    table = html[html.index("<table") : html.index("</table>")]
    for row in ROW.findall(table)[1:]:
        yield CELL.findall(row)


def codes(cell: str) -> list[str]:
    return [unescape(code) for code in CODE.findall(cell)]


def value(measured: Measured, form: str) -> dict[str, Any]:
    """What was measured of the values, where there are any in this format."""
    return dict(measured.found.get(form, {}).get("value", {}))


def gelu(x: float) -> Any:
    return x * mpmath.ncdf(x)


def gelu_tanh(x: float) -> Any:
    inner = mpmath.sqrt(2 / mpmath.pi) * (x + mpmath.mpf("0.044715") * mpmath.mpf(x) ** 3)
    return x * (1 + mpmath.tanh(inner)) / 2


def quick(x: float) -> Any:
    return x / (1 + mpmath.exp(-mpmath.mpf("1.702") * x))


def line(slope: int, x: float) -> Any:
    return max(0, min(1, mpmath.mpf(x) / slope + mpmath.mpf("0.5")))


GAPS = {  # the largest differences, with three digits
    name: float(f"{float(max(abs(f(k / 100) - g(k / 100)) for k in range(-500, 501))):.3g}")
    for name, f, g in (
        ("tanh", gelu_tanh, gelu),
        ("quick", quick, gelu),
        ("fast", quick, gelu_tanh),
        ("hard", functools.partial(line, 5), functools.partial(line, 6)),
    )
}


@every
def test_names_that_are_another_function_come_worst_first(site: Path, language: str) -> None:
    named, differences = set(), []
    for _, difference, other, expected in rows(page(site, language), "worst"):
        found = [calls()[name] for name in codes(other)]
        assert found
        named |= set(codes(other))
        printed = (numbers(text(difference).partition(",")[0]) or [0.0])[0]
        differences.append(printed)
        ident, verdicts = found[0].ident, {one.found["verdict"] for one in found}
        slopes = [re.search(r"\\alpha = ([\d.]+)", text(cell)) for cell in (other, expected)]
        if all(slopes):
            theirs, ours = (float(slope[1]) for slope in slopes if slope)
            assert {one.found["parameters"]["negative_slope"] for one in found} == {theirs}
            assert ours == activations.get(ident).parameters[0].default
            assert printed == pytest.approx(5 * abs(theirs - ours))
        elif verdicts == {"other"}:
            assert {value(one, "float32")["absolute"] for one in found} == {printed}
        elif verdicts == {"random"}:
            assert printed == float(f"{5 * (1 / 3 - 11 / 48):.3g}")
        elif verdicts == {"failed"}:
            assert {one.found["float32"]["dtype"] for one in found} == {"int32"}
            assert "int32" in text(other)
        else:
            gap = {"quick_gelu": "fast", "hard_sigmoid_02": "hard"}.get(ident, "tanh")
            assert printed == GAPS[gap]
    assert differences == sorted(differences, reverse=True)
    plain = {name: one for name, one in calls().items() if not one.options}
    drawn = {name for name, one in plain.items() if one.found["verdict"] == "random"}
    everywhere = {meanings.plain(n) for n in plain.keys() - drawn}
    wanted = {
        name
        for name, one in plain.items()
        if one.found["parameters"]
        or one.found["verdict"] == "other"
        or (name in drawn and meanings.plain(name) in everywhere)
    }
    assert wanted <= named
    assert {"tf_keras.activations.hard_sigmoid", "onnx.HardSigmoid"} <= named


@every
def test_every_gelu_has_its_formula_and_its_errors(site: Path, language: str) -> None:
    wanted = {name for name, one in calls().items() if one.ident in discrepancies.GELUS}
    found = []
    for formula, gap, names, own, zero in rows(page(site, language), "gelu"):
        link = re.search(r"functions/(\w+)/", formula)
        assert link is not None
        kind = {"gelu_tanh": "tanh", "quick_gelu": "quick"}.get(link[1])
        assert numbers(text(gap)) == ([GAPS[kind]] if kind else [])
        for name in codes(names):
            one = calls()[name]
            assert one.ident == link[1], name
            assert numbers(text(own)) == [value(one, "float32")["absolute"]], name
            first = one.found["float32"].get("zero")
            assert numbers(text(zero)) == ([] if first is None else [first]), name
            found.append(name)
    assert sorted(found) == sorted(wanted)
    said = numbers(page(site, language).alts["apart-gelu"])
    assert said == [GAPS["tanh"], GAPS["quick"]]


@every
def test_the_gate_is_where_it_was_measured(site: Path, language: str) -> None:
    said = {
        ("ko", "value"): "뒤 절반",
        ("ko", "gate"): "앞 절반",
        ("en", "value"): "second half",
        ("en", "gate"): "first half",
    }
    found = []
    for _, names, gate in rows(page(site, language), "gate"):
        for name in codes(names):
            one = calls()[name]
            found.append(name)
            joined = re.search(r"\[(\w+), \w+\]", one.code)
            if one.ours and joined:
                assert text(gate) == said[language, joined[1]], name
            else:
                assert text(gate) not in said.values(), name
            assert ("ONNX Runtime" in text(gate)) == (one.found["verdict"] == "failed")
    wanted = [name for name, one in calls().items() if one.ident in ("glu", "swiglu")]
    assert sorted(found) == sorted(wanted)


def ours(ident: str, label: str, what: str, parameters: dict[str, float]) -> list[float]:
    a = activations.get(ident)
    inputs = [float(x) for x in label.split(", ")]
    f = a.function if what == "value" else a.derivative
    made = f(*inputs, **parameters) if len(inputs) == 1 or isinstance(a, Pair) else f(inputs)
    return [float(f"{x:.3g}") for x in (made if hasattr(made, "__len__") else [made])]


def alike(one: list[float], other: list[float]) -> bool:
    return all(a == b or (math.isnan(a) and math.isnan(b)) for a, b in zip(one, other, strict=True))


@pytest.mark.filterwarnings("ignore")  # at infinities and NaN
def test_what_differs_at_special_inputs_is_listed_and_nothing_else(site: Path) -> None:
    """Which framework returns what: every measured answer that is not ours, and no other."""
    wanted = set()
    for name, one in calls().items():
        if not one.ours or name != one_name(one):
            continue
        for group in ("kinks", "special"):
            for label, answer in one.found["float32"].get(group, {}).items():
                for what, given in answer.items():
                    if what == "slope" and isinstance(
                        activations.get(one.ident), Vector | Reduction
                    ):
                        continue
                    theirs = [float(x) for x in (given if isinstance(given, list) else [given])]
                    if not alike(theirs, ours(one.ident, label, what, one.found["parameters"])):
                        wanted.add((one.ident, label, what, name, tuple(map(str, theirs))))
    found = set()
    for title, at, _, cell in rows(page(site, "en"), "special"):
        link = re.search(r"functions/(\w+)/", title)
        assert link is not None
        ident = link[1]
        what, _, label = text(at).replace("∞", "inf").replace("NaN", "nan").partition(", ")
        label = label.strip("()")
        for line in re.split(r"<br ?/?>", cell):
            given, _, _ = text(line).replace(" (float32)", "").partition(": ")
            names = set(codes(line))
            titles = set(text(CODE.sub("", line)).rpartition(": ")[2].replace(",", " ").split())
            for name, one in calls().items():
                if one.ident != ident or not one.ours or name != one_name(one):
                    continue
                if name in names or TITLES[one.framework] in titles:
                    values = given.strip("()").replace("∞", "inf").replace("NaN", "nan").split(", ")
                    asked = one.found["float32"].get("kinks", {}) | one.found["float32"]["special"]
                    theirs = asked.get(label, {}).get(what)
                    if theirs is None:
                        continue  # ONNX has no slopes
                    size = len(theirs) if isinstance(theirs, list) else 1
                    numbers = tuple(str(float(v)) for v in values)
                    numbers = numbers * size if len(numbers) == 1 else numbers
                    found.add((ident, label, what, name, numbers))
    assert found == wanted


def one_name(one: Measured) -> str:
    """The name that was measured, not one of those that do the same."""
    return next(name for name, other in calls().items() if other.found is one.found)


def largest(one: Measured, form: str) -> float | None:
    """An error, which JSON has as a word where it is infinite."""
    error = value(one, form).get("error")
    return None if error is None else abs(float(error))


@every
def test_the_errors_of_the_frameworks_are_those_measured(site: Path, language: str) -> None:
    read = page(site, language, "exactness")
    printed = list(rows(read, "frameworks"))
    ours = [one for one in calls().values() if one.ours and TITLES[one.framework] in FRAMEWORKS]
    assert len(printed) == 2 * len({one.ident for one in ours})
    for title, here, *cells in printed:
        link = re.search(r"functions/(\w+)/", title)
        assert link is not None
        ident, form = link[1], text(title).split()[-1]
        exact = json.loads(Path(f"docs/exactness/{ident}.json").read_text())["function"]
        kind = {"float64": "float64", "float32": "copied"}[form]
        assert numbers(text(here)) == [exact[kind]["error"]]
        for framework, cell in zip(FRAMEWORKS, cells, strict=True):
            theirs = [
                one
                for one in calls().values()
                if one.ident == ident and TITLES[one.framework] == framework and one.ours
            ]
            if not theirs:
                assert text(cell) == "–"
                continue
            errors = [largest(one, form) for one in theirs]
            said = next(iter(numbers(text(cell))), None)
            assert said in errors, (ident, form, framework)
            plain = [one for one in theirs if not one.options]
            if plain:  # the best-known name: the first without options
                assert said == largest(plain[0], form)


def test_the_places_of_special_values_have_one_order() -> None:
    """However they come: NaN, which is in no order with anything, stands last."""
    places = [(label, what) for label in ("-inf", "0", "inf", "nan") for what in ("value", "slope")]
    for seed in range(50):
        some = random.Random(seed).sample(places, len(places))
        assert sorted(some, key=discrepancies._order) == places
