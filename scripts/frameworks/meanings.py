"""Names that people take for the same, and what each framework means by them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from activations import Activation
from activations.arrays import FloatArray
from scripts import kinds
from scripts.frameworks.rows import Row
from scripts.sources.everything import Sources

Curve: TypeAlias = Callable[..., FloatArray]

INTERVAL = (-5.0, 5.0)  # slopes that differ are ever further apart: this is where we look
TAKEN = {"gelufastapprox": "gelufast", "heaviside": "step"}  # spelled apart, taken for the same


@dataclass(frozen=True)
class Meaning:
    """What some names mean: a function of ours, with our parameters; or what was found instead."""

    a: Activation
    parameters: Mapping[str, float]
    verdict: str  # "same" where it is ours, but for digits; else other, random, failed
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """Return the name, plainly, that has this meaning."""
        return plain(self.rows[0].name if self.rows else self.a.id)

    @property
    def curve(self) -> Curve | None:
        """Return it as a function of one array, where it can be drawn."""
        if kinds.of(self.a).outline(self.a) is None or self.verdict != "same":
            return None
        return functools.partial(self.a.function, **self.parameters)


@dataclass(frozen=True)
class Discrepancy:
    """A name that means something else than what most take it for."""

    expected: Meaning  # our function of this name, where there is one
    found: Meaning
    difference: float | None
    at: float | None


def last(name: str) -> str:
    """Return the last part of a qualified name."""
    return str(re.findall(r"\w+", name)[-1])


def plain(name: str) -> str:
    """Return what of a qualified name is compared: `tf_keras.layers.LeakyReLU` is leakyrelu."""
    short = last(name).casefold().replace("_", "")
    return TAKEN.get(short, short)


def discrepancies(sources: Sources) -> list[Discrepancy]:
    """Return every name that means several things, those furthest apart first."""
    named: dict[str, dict[Any, list[tuple[Activation, Row]]]] = {}
    for a in sources.catalogue:
        for row in sources.elsewhere(a):
            if row.section == "calls" and not row.options and (verdict := _verdict(row)):
                key = a.id, *row.parameters.items(), row.other, verdict
                named.setdefault(plain(row.name), {}).setdefault(key, []).append((a, row))
    found = []
    for name, meant in named.items():
        meanings = [
            Meaning(a, row.parameters, key[-1], tuple(row for _, row in pairs))
            for key, pairs in meant.items()
            for a, row in pairs[:1]
        ]
        # Ours comes first; a name that is nobody's id is compared with its first meaning.
        meanings.sort(key=lambda m: (plain(m.a.id) != name, m.verdict != "same", *m.parameters))
        first = meanings[0]
        if plain(first.a.id) == name and first.verdict == "other":  # and nowhere what it says
            meanings.insert(0, Meaning(first.a, {}, "same", ()))
        found += [Discrepancy(meanings[0], m, *_apart(meanings[0], m)) for m in meanings[1:]]
    return sorted(found, key=lambda d: (-(d.difference or 0), d.found.a.id))


def _verdict(row: Row) -> str:
    """Return what tells the meanings of a name apart; nothing, where it does not run."""
    measured = row.measured or {"verdict": ""}
    if measured["verdict"] == "failed":
        return "failed" if "dtype" in measured.get("float32", {}) else ""
    return {"inexact": "same"}.get(measured["verdict"], str(measured["verdict"]))


def _apart(one: Meaning, other: Meaning) -> tuple[float | None, float | None]:
    """Return the largest difference of two meanings, and where it is if that can be said."""
    band = kinds.of(other.a).band(other.a) if other.verdict == "random" else []
    if one.curve and band:
        found = [_largest(one.curve, edge) for edge in band]
    elif one.curve and other.curve:
        found = [_largest(one.curve, other.curve)]
    else:
        measured = (row.measured or {} for row in other.rows)
        values = [m.get("float32", {}).get("value") for m in measured]
        apart = [value["absolute"] for value in values if value]
        return (max(apart) if apart else None), None
    return max(found)


def _largest(f: Curve, g: Curve) -> tuple[float, float]:
    """Return the largest difference of two functions, with three digits, and where it is."""
    x = np.linspace(*INTERVAL, 1001).round(2)
    apart = np.abs(f(x) - g(x)).round(12)  # of two places that mirror one another, the first
    i = int(apart.argmax())
    return float(f"{apart[i]:.3g}"), float(x[i])


def gap(one: Activation, other: Activation) -> tuple[float, float]:
    """Return the largest difference of two functions at their defaults, and where it is."""
    return _largest(one.function, other.function)


def drawn(found: Iterable[Discrepancy]) -> Iterator[tuple[Meaning, list[Meaning]]]:
    """Yield what is drawn: our function of a name, and the others, each name once."""
    names: dict[str, tuple[Meaning, list[Meaning]]] = {}
    for one in found:
        if one.expected.curve and one.found.curve and one.found.a is one.expected.a:
            names.setdefault(one.expected.a.id, (one.expected, []))[1].append(one.found)
    yield from names.values()
