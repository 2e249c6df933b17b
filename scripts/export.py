"""Write the catalogue for machines: every record as JSON, one file for both languages.

docs/ko/data.md and docs/en/data.md explain it to its readers. Whoever changes or removes a field
raises `FORMAT`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from activations import FAMILIES, Activation
from activations.spec import STATUSES, Kink, Language, Parameter, Reference, Text
from scripts import figures
from scripts.compute import numbers

FORMAT = 1
PATH = "docs/theme/catalogue.json"  # MkDocs copies it to the root of the site

Json: TypeAlias = dict[str, Any]


def export(catalogue: Iterable[Activation], configurations: dict[Language, Path]) -> bytes:
    """Return the catalogue as JSON. The configurations of MkDocs name the site."""
    data = {
        "format": FORMAT,
        "licence": "MIT",
        "site": {language: _site_name(path) for language, path in configurations.items()},
        "families": [_named(family, name) for family, name in FAMILIES.items()],
        "functions": [_function(a) for a in sorted(catalogue, key=lambda a: a.id)],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def _site_name(configuration: Path) -> str:
    # The file's tags need MkDocs itself to be read as YAML.
    found = re.search(r"^site_name: (.+)$", configuration.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None, configuration
    return found[1].strip()


def _function(a: Activation) -> Json:
    return {
        "id": a.id,
        "path": f"functions/{a.id}/",
        "name": asdict(a.name),
        "aliases": list(a.aliases),
        "summary": asdict(a.summary),
        "family": _named(a.family, FAMILIES[a.family]),
        "status": _named(a.status, STATUSES[a.status]),
        "kind": a.kind,
        "year": a.year,
        "latex": a.latex,
        "latex_derivative": a.latex_derivative,
        "latex_derivative_from_output": a.latex_derivative_from_output or None,
        "exact": a.exact,
        "parameters": [_parameter(p) for p in a.parameters],
        "properties": {name: _plain(value) for name, value in asdict(a.properties).items()},
        "numbers": _numbers(a) if a.kind in ("elementwise", "random") else None,
        "kinks": [_kink(k) for k in a.kinks],
        "references": [_reference(r) for r in a.references],
        "figures": [f"figures/{name}" for name in figures.names(a)],
    }


def _named(ident: str, name: Text) -> Json:
    return {"id": ident, **asdict(name)}


def _parameter(p: Parameter) -> Json:
    return {
        "name": p.name,
        "symbol": p.symbol,
        "default": p.default,
        "between": list(p.between),
        "learned": p.derivative is not None,
        "meaning": asdict(p.meaning),
    }


def _numbers(a: Activation) -> Json:
    n = numbers(a)
    return {
        "lipschitz": _rounded(n.lipschitz),
        "extremes": [[_rounded(x), _rounded(y)] for x, y in n.extremes],
        "mean": _rounded(n.mean),
        "second_moment": _rounded(n.second_moment),
        "gain": _rounded(n.gain),
    }


def _kink(k: Kink) -> Json:
    return {"at": k.at, "value": k.value, "when": k.when or None, "note": asdict(k.note)}


def _reference(r: Reference) -> Json:
    return {
        "key": r.key,
        "authors": list(r.authors),
        "title": r.title,
        "year": r.year,
        "doi": r.doi or None,
        "arxiv": r.arxiv or None,
        "url": r.url or None,
    }


def _rounded(value: float) -> float | str:
    """Return six significant digits, which no platform changes, and no residue around 0."""
    return 0.0 if abs(value) < 1e-12 else _plain(float(f"{value:.6g}"))


def _plain(value: Any) -> Any:
    """Return what JSON can say: it has no infinity, but every language reads this word as one."""
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value
