"""The functions as the browser computes them, against the NumPy functions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import activations
from activations import Activation
from activations.spec import Elementwise, Pair, Reduction, Vector
from scripts.truth.expressions import kinks, settings
from tests.kinds.records import name
from tests.site.javascript import Engine

ELEMENTWISE, PAIR = (
    [a for a in activations.catalogue if isinstance(a, kind)] for kind in (Elementwise, Pair)
)
VECTOR = [a for a in activations.catalogue if isinstance(a, Vector | Reduction)]
RANDOM = [a for a in ELEMENTWISE if a.random]
INFINITE = "x => Number.isFinite(x) ? x : String(x)"


@pytest.fixture(scope="module")
def engine(site: Path) -> Iterator[Engine]:
    """Every curve module of the site, by its id."""
    engine = Engine()
    engine.load(site / "javascripts/special.js")
    for a in activations.catalogue:
        engine.load(site / f"curves/{a.id}.js", a.id)
    yield engine
    engine.close()


def computed(engine: Engine, a: Activation, which: str, inputs: Any, values: Any) -> Any:
    """What the browser makes of the inputs, each a list of arguments."""
    script = f"(inputs, p) => inputs.map((i) => {a.id}.{which}(...i, p)).flat().map({INFINITE})"
    return np.array(engine.run(script, inputs, values), dtype=float)


def known(a: Activation, values: dict[str, float]) -> dict[str, float]:
    return {p.name: values.get(p.name, p.default) for p in a.parameters}


def height(a: Activation, values: dict[str, float]) -> float:
    x = np.linspace(*a.window, 501)
    return float(np.ptp(np.concatenate([a.function(x, **values), [0.0]]))) or 1.0


@pytest.mark.parametrize("a", activations.catalogue, ids=name)
def test_what_every_module_says(engine: Engine, site: Path, a: Activation) -> None:
    facts = engine.run(f"() => [{a.id}.id, {a.id}.window, {a.id}.parameters, {a.id}.kind]")
    assert facts[:2] == [a.id, list(a.window)]
    for said, p in zip(facts[2], a.parameters, strict=True):
        assert (said["name"], said["value"]) == (p.name, p.default)
        assert [said["low"], said["high"]] == list(p.between)
        assert len(said["symbol"].rstrip("ₙₚ")) == 1
    assert (site / f"javascripts/live/{facts[3]}.js").is_file()  # its room


@pytest.mark.parametrize("a", ELEMENTWISE, ids=name)
def test_curves(engine: Engine, a: Elementwise) -> None:
    """Within 1e-9 of the figure's height, over the window and as far as one can move."""
    for values in settings(a):
        x = np.concatenate([np.linspace(*a.window, 401), np.linspace(-40, 40, 161)])
        x = x[~np.isin(x, list(kinks(a, values)))]
        inputs = [[float(v)] for v in x]
        tolerance = 1e-9 * height(a, values)
        f, y = computed(engine, a, "f", inputs, known(a, values)), a.function(x, **values)
        assert (np.abs(f - y) <= np.maximum(tolerance, 1e-9 * np.abs(y))).all()
        slope = computed(engine, a, "slope", inputs, known(a, values))
        y = a.derivative(x, **values)
        assert (np.abs(slope - y) <= np.maximum(tolerance, 1e-9 * np.abs(y))).all()


@pytest.mark.parametrize("a", ELEMENTWISE, ids=name)
def test_kinks_are_those_of_the_code(engine: Engine, a: Elementwise) -> None:
    for values in settings(a):
        found = engine.run(f"(p) => {a.id}.kinks(p)", known(a, values))
        assert [k["at"] for k in found if k["real"]] == list(kinks(a, values))
        for kink in found:
            assert kink["slope"] == pytest.approx(float(a.derivative(kink["at"], **values)))


@pytest.mark.parametrize("a", RANDOM, ids=name)
def test_random_curves_stay_in_their_band(engine: Engine, a: Elementwise) -> None:
    x = np.linspace(*a.window, 101)
    script = f"(x, p) => {a.id}.band(p).map((bound) => x.map(bound))"
    bounds = np.array(engine.run(script, x.tolist(), known(a, {})))
    for seed in range(20):
        y = a.function(x, rng=np.random.default_rng(seed))
        assert (bounds.min(axis=0) - 1e-12 <= y).all()
        assert (y <= bounds.max(axis=0) + 1e-12).all()


@pytest.mark.parametrize("a", PAIR, ids=name)
def test_pairs(engine: Engine, a: Pair) -> None:
    pairs = list(itertools.product(np.linspace(*a.window, 23).tolist(), repeat=2))
    first, second = np.array(pairs).T
    inputs = [list(p) for p in pairs]
    true = a.function(first, second)
    tolerance = 1e-9 * float(np.ptp(true))
    given = known(a, {})
    assert np.abs(computed(engine, a, "f", inputs, given) - true).max() <= tolerance
    slopes = computed(engine, a, "slopes", inputs, given).reshape(-1, 2).T
    assert np.abs(slopes - np.stack(a.derivative(first, second))).max() <= tolerance


@pytest.mark.parametrize("a", VECTOR, ids=name)
def test_vectors(engine: Engine, a: Vector) -> None:
    x = np.random.default_rng(3).uniform(-10, 10, (200, 3))
    found = computed(engine, a, "f", [[row] for row in x.tolist()], known(a, {}))
    true = np.array([a.function(row) for row in x])
    assert np.abs(found.reshape(true.shape) - true).max() <= 1e-9
    assert engine.run(f"() => typeof {a.id}.letter + typeof {a.id}.temperature") == "stringboolean"
