"""What a page says of other frameworks: lines to copy, and what their names were measured to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from activations import Activation
from activations.arrays import FloatArray
from activations.frameworks import FRAMEWORKS, elsewhere, inputs, spellings
from scripts.blocks import markdown
from scripts.frameworks.rows import Row
from scripts.kinds.kind import plain, typed
from scripts.sources.everything import Sources
from scripts.sources.words import Words

FORMATS = ("float32", "float64", "bfloat16")
NBSP = "\N{NO-BREAK SPACE}"
EDGES = "float32"  # the format in which the last column was measured


def copies(a: Activation) -> dict[str, str]:
    """Return the lines to copy, by the name of the framework."""
    return {FRAMEWORKS[key].title: code for key, code in elsewhere(a).copies.items()}


def table(a: Activation, rows: list[Row], w: Words) -> list[tuple[str, ...]]:
    """Return what was measured of every name, below a head."""
    head = [w(f"elsewhere.{key}") for key in ("name", "verdict", "error", "edges")]
    calls = (row for row in rows if row.section == "calls")
    return [tuple(head), *((_name(row, w), *_measured(a, row, w)) for row in calls)]


def implied(parameters: Mapping[str, float]) -> str:
    """Return the parameters that a name implies as a person types them."""
    return ", ".join(f"`{name}={typed(value)}`" for name, value in parameters.items())


def names(language: str, sources: Sources) -> str:
    """Return every name that a framework has for a function of the site, in one table."""
    w = sources.words[language]
    rows = {}
    for a in sources.catalogue:
        page = f"[{sources.title(a, language)}](functions/{a.id}.md#elsewhere)"
        for call in elsewhere(a).calls:
            meant = w("names.other", function=page) if call.other else page
            options = call.title.removeprefix(call.name)
            for name in (call.name, *call.also):
                rows[name + options] = (f"`{name}{options}`", meant, implied(call.parameters))
    head = [w(f"names.{key}") for key in ("name", "function", "parameters")]
    return markdown.div(
        "names", markdown.table([head, *(rows[k] for k in sorted(rows, key=str.casefold))])
    )


def spelled(a: Activation) -> list[str]:
    """Return what people write for the calls of a function, by its letters and numbers alone."""
    own = {_bare(name) for name in (a.id, *a.names)}
    return sorted({_bare(s) for call in elsewhere(a).calls for s in spellings(call)} - own)


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _name(row: Row, w: Words) -> str:
    """Return the framework and its version, the names there, and what they imply."""
    title = FRAMEWORKS[row.framework].title
    version = row.measured["version"].rpartition(" ")[2] if row.measured else ""
    options = row.key.removeprefix(row.name)
    names = (row.key, *(name + options for name in row.also))
    lines = [f"{title} {version}".strip(), *(f"`{name}`" for name in names)]
    if row.parameters and not row.options:  # options say for themselves what they set
        lines.append(f"**{w('elsewhere.implies', parameters=implied(row.parameters))}**")
    return "<br>".join(lines)


def _measured(a: Activation, row: Row, w: Words) -> tuple[str, ...]:
    found = row.measured
    if found is None:
        return w("elsewhere.not_measured"), "", ""
    verdict = w(f"elsewhere.{found['verdict']}")
    if not row.current:
        verdict = w("elsewhere.outdated", verdict=verdict)
    errors = "<br>".join(f"{f}: {_error(found[f], w)}" for f in FORMATS if f in found)
    return verdict, errors, ", <br>".join(_edges(a, row)).replace(" = ", f"{NBSP}={NBSP}")


def _error(found: Mapping[str, Any], w: Words) -> str:
    """Return the worst error in a format and where it is; or why there is none."""
    if "raises" in found:
        return w("elsewhere.raises", error=found["raises"].partition(":")[0])
    if "value" not in found:
        ((_, given),) = found.items()  # another dtype, or another shape
        return w("elsewhere.gives", given=given)
    error, at = found["value"]["error"], found["value"].get("at")
    lines = ["0" if at is None else w("elsewhere.at", error=_plain(error), place=_about(at))]
    if "zero" in found:
        lines.append(w("elsewhere.zero", place=_plain(found["zero"])))
    return "; ".join(lines)


def _edges(a: Activation, row: Row) -> Iterator[str]:
    """Yield the slopes at kinks, and every other result that is not that of this site's code."""
    assert row.measured is not None
    found = row.measured.get(EDGES, {})
    for kind in ("kinks", "special"):
        for label, result in found.get(kind, {}).items():
            # JSON has no infinities and no NaN: these are words there, which float() reads.
            at = [float(number) for number in label.split(", ")]
            if "value" in result and not _same(result["value"], ours(a, row, at, "value")):
                yield f"f{_listed(at)} = {_plain(result['value'])}"
            if len(at) > 1 or "slope" not in result:
                continue  # of several inputs, the slopes are more than fit
            first = result["slope"][0] if isinstance(result["slope"], list) else result["slope"]
            if kind == "kinks" or not _same(first, ours(a, row, at, "slope")):
                yield f"f′{_listed(at)} = {_plain(first)}"


def ours(a: Activation, row: Row | None, at: list[float], what: str) -> FloatArray:
    """Return value or slope of the package, with the digits of the files.

    It is the limit where the page announces no NaN; without a row, at the defaults.
    """
    arguments = at if len(inputs(a)) == len(at) else [np.array(at)]
    function = a.function if what == "value" else a.derivative
    with np.errstate(all="ignore"):
        made = function(*arguments, **(row.parameters if row else {}))
    return np.array([float(f"{value:.3g}") for value in np.ravel(made)])


def _same(measured: Any, expected: FloatArray) -> bool:
    """Tell whether a result is ours."""
    return np.array_equal(np.ravel(np.asarray(measured, float)), expected, equal_nan=True)


def _plain(value: Any) -> str:
    """Return a number as running text has it, or several."""
    if isinstance(value, list):
        return _listed(value)
    number = float(value)
    return "NaN" if np.isnan(number) else plain(number).replace(" ", NBSP)


def _about(place: Any) -> str:
    """Return an input with three digits: about where it is."""
    return _listed(place) if isinstance(place, list) else _plain(f"{place:.3g}")


def _listed(values: list[Any]) -> str:
    """Return numbers with three digits each; of a vector, which has many, the first two."""
    shown = [_plain(f"{float(value):.3g}") for value in values[:2]]
    return f"({', '.join([*shown, '…'] if len(values) > 2 else shown)})"
