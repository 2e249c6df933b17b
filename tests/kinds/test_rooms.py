"""Every room serves every member of its kind, those too that no function of the site is yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activations.spec import Activation, Elementwise, Reduction, Vector
from scripts import kinds
from scripts.blocks import code
from scripts.figures import style
from scripts.kinds import drawings
from scripts.sources import words
from tests.kinds.records import fixtures, name, of
from tests.site.javascript import Engine

ROOT = Path(__file__).resolve().parents[2]
WORDS = words.read(ROOT)
FIXTURES = pytest.mark.parametrize("a", fixtures(), ids=name)


@FIXTURES
def test_exact_is_the_code(a: Activation) -> None:
    kinds.of(a).check(a)


@FIXTURES
@pytest.mark.parametrize("language", WORDS)
def test_everything_can_be_said(a: Activation, language: str) -> None:
    kind, w = kinds.of(a), WORDS[language]
    rows = kind.rows(a, w)
    assert len({row.key for row in rows}) == len(rows) >= 4
    for key, value in rows:
        assert w(f"rows.{key}")
        assert value
        assert "nan" not in value
    head, *table = kind.values(a, w)
    assert {len(row) for row in table} == {len(head)}
    assert kind.mark(a, w)
    assert all(w(f"traits.{trait}") for trait in kind.traits(a))
    for drawing in kind.drawings.values():
        assert len(drawing.alt(a, w, a.names[0])) > 40
    assert kind.claims(a).keys() >= {"range", "smoothness"}


@FIXTURES
def test_everything_can_be_drawn(a: Activation) -> None:
    kind = kinds.of(a)
    figures = [drawing.draw(a, style.PAGE) for drawing in kind.drawings.values()]
    for figure in (*figures, kind.plate(a)):
        svg = style.svg(figure).decode()
        assert "<path" in svg
        assert "nan" not in svg.lower()


@FIXTURES
def test_its_code_runs_as_it_is_printed(a: Activation) -> None:
    printed = code.listing([a.function, *a.derivatives])
    assert set(re.findall(r"^(?:import|from) (\w+)", printed, re.MULTILINE)) <= {"numpy", "scipy"}
    code.session(a.examples, a)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine()
    engine.load(ROOT / "docs/theme/javascripts/special.js")
    yield engine
    engine.close()


def loaded(engine: Engine, a: Activation, folder: Path) -> None:
    (folder / f"{a.id}.js").write_bytes(drawings.module(a))
    engine.load(folder / f"{a.id}.js", a.id)


@pytest.mark.parametrize("a", [a for a in of(Elementwise) if a in fixtures()], ids=name)
def test_curves_in_the_browser(engine: Engine, a: Elementwise, tmp_path: Path) -> None:
    loaded(engine, a, tmp_path)
    x = np.linspace(-4.9, 4.9, 98)  # not 0, where some have a kink
    given = {p.name: p.default for p in a.parameters}
    for which, g in (("f", a.function), ("slope", a.derivative)):
        found = engine.run(f"(x, p) => x.map((v) => {a.id}.{which}(v, p))", x.tolist(), given)
        np.testing.assert_allclose(found, g(x), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("a", [*of(Vector), *of(Reduction)], ids=name)
def test_vectors_in_the_browser(engine: Engine, a: Any, tmp_path: Path) -> None:
    loaded(engine, a, tmp_path)
    x = [0.3, -1.2, 2.5]
    given = {p.name: p.default for p in a.parameters}
    found = engine.run(f"(x, p) => {a.id}.f(x, p)", x, given)
    np.testing.assert_allclose(found, np.atleast_1d(a.function(np.array(x))), rtol=1e-12)
