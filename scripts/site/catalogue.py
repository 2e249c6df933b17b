"""Write the catalogue for machines: every record as JSON, one file for all languages.

The page data.md explains it to its readers. Whoever changes or removes a field raises `FORMAT`.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, TypeAlias

from activations import Activation
from activations.spec import FAMILIES, Parameter
from scripts import kinds
from scripts.sources import configuration, text_of
from scripts.sources.everything import Sources
from scripts.sources.pages import others
from scripts.sources.references import Reference

FORMAT = 2
PATH = "catalogue.json"

Json: TypeAlias = dict[str, Any]


def catalogue(sources: Sources) -> bytes:
    """Return the catalogue as JSON."""
    data = {
        "format": FORMAT,
        "licence": "MIT",
        "site": {language: _site_name(language, sources) for language in sources.words},
        "families": [_named("families", family, sources) for family in FAMILIES],
        "functions": [_function(a, sources) for a in sources.records],
    }
    text = json.dumps(_speakable(data), ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def _site_name(language: str, sources: Sources) -> str:
    # The file's tags need MkDocs itself to be read as YAML.
    text = text_of(configuration(sources.root, language), sources.root)
    found = re.search(r"^site_name: (.+)$", text, re.MULTILINE)
    return found[1].strip() if found else ""


def _function(a: Activation, sources: Sources) -> Json:
    kind, pages = kinds.of(a), sources.pages[a.id]
    return {
        "id": a.id,
        "path": f"functions/{a.id}/",
        "name": {language: page.title for language, page in pages.items()},
        "aliases": others(a, pages),
        "summary": {language: page.description for language, page in pages.items()},
        "family": _named("families", a.family, sources),
        "status": _named("statuses", a.status, sources),
        "kind": kind.name,
        "random": a.random,
        "year": sources.year(a),
        "latex": a.latex,
        "latex_derivative": a.latex_derivative,
        "latex_derivative_from_output": a.latex_derivative_from_output or None,
        "exact": a.exact,
        "parameters": [_parameter(a, p, sources) for p in a.parameters],
        "properties": kind.claims(a),
        "numbers": kind.numbers(a),
        "kinks": [
            {"at": k.at, "value": k.value, "when": k.when or None} for k in getattr(a, "kinks", ())
        ],
        "references": [_reference(sources.works[key]) for key in a.references],
        "figures": [f"figures/{a.id}{suffix}.svg" for suffix in (*kind.drawings, "-plate")],
    }


def _named(group: str, ident: str, sources: Sources) -> Json:
    return {"id": ident} | {lang: w(f"{group}.{ident}") for lang, w in sources.words.items()}


def _parameter(a: Activation, p: Parameter, sources: Sources) -> Json:
    pages = sources.pages[a.id]
    return {
        "name": p.name,
        "symbol": p.symbol,
        "default": p.default,
        "between": list(p.between),
        "learned": p.derivative is not None,
        "meaning": {language: page.symbols[p.symbol] for language, page in pages.items()},
    }


def _reference(work: Reference) -> Json:
    return {
        "key": work.key,
        "authors": list(work.authors),
        "title": work.title,
        "year": work.year,
        "doi": work.doi or None,
        "arxiv": work.arxiv or None,
        "url": work.url or None,
    }


def _speakable(value: Any) -> Any:
    """Return what JSON can say: it has no infinity, but every language reads this word as one."""
    if isinstance(value, dict):
        return {key: _speakable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_speakable(item) for item in value]
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value
