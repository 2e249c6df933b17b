"""What was measured in other frameworks, as tables and figures: see scripts/conformance.py."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from activations import Activation
from activations.arrays import Axes, Axis, arguments
from activations.frameworks import FRAMEWORKS
from scripts.blocks import elsewhere
from scripts.blocks.markdown import table
from scripts.figures import style
from scripts.figures.together import apart, together
from scripts.frameworks import meanings
from scripts.frameworks.meanings import Discrepancy, Meaning
from scripts.frameworks.rows import Row
from scripts.kinds.kind import plain
from scripts.sources import measured
from scripts.sources.everything import Sources
from scripts.sources.expressions import letter
from scripts.sources.words import Words

GELUS = ("gelu", "gelu_tanh", "quick_gelu")
GATED = ("glu", "swiglu")
HALVES = re.compile(r"\[(gate|value), (?:gate|value)\]")  # what is put together for one input
COMPARED = tuple(FRAMEWORKS)[:8]  # transformers and timm compute with PyTorch
NOTHING = "\N{EN DASH}"


def versions(language: str, sources: Sources) -> str:
    """Return what was measured, as the packages call themselves."""
    known = (row.measured for a in sources.catalogue for row in _calls(sources, a))
    found = {row["version"] for row in known if row and "version" in row}
    texts = ", ".join(sorted(found, key=str.casefold))
    return sources.words[language]("discrepancies.versions", versions=texts)


def discrepancies(language: str, sources: Sources) -> str:
    """Return the names that mean several things, those furthest apart first; what can be drawn."""
    w = sources.words[language]
    found = meanings.discrepancies(sources)
    heads = ("name", "difference", "found", "expected")
    lines = [[w(f"discrepancies.{head}") for head in heads]]
    named: set[str] = set()
    for one in found:
        name = one.expected.name
        borne = meanings.plain(one.expected.a.id) == name
        expected = _meant(one.expected, language, sources)
        if name not in named:  # who means that is said once
            known = [row for x in found if x.expected.name == name for row in x.found.rows]
            if mine := one.expected.rows:
                expected += f": {_who(mine, [*mine, *known], w) if borne else _names(mine, w)}"
            named.add(name)
        other = f"{_meant(one.found, language, sources)}: {_names(one.found.rows, w)}"
        title = f"[{sources.title(one.expected.a, language)}]({_page(one.expected.a)})"
        called = title if borne else f"`{meanings.last(one.expected.rows[0].name)}`"
        lines.append([called, _difference(one, w), other, expected])
    parts = [table(lines)]
    for ours, others in meanings.drawn(found):
        labels = [label for label, _ in _labelled(ours, others)]
        name = sources.title(ours.a, language)
        alt = w("discrepancies.alt", name=name, first=labels[0], others=", ".join(labels[1:]))
        parts += [f"**[{name}]({_page(ours.a)})**", f"![{alt}](figures/{_figure(ours.a)})"]
    return "\n\n".join(parts)


def _meant(meaning: Meaning, language: str, sources: Sources) -> str:
    w, a = sources.words[language], meaning.a
    if meaning.verdict == "failed":
        kinds = {(row.measured or {})["float32"]["dtype"] for row in meaning.rows}
        return w("discrepancies.returns", dtype=", ".join(sorted(kinds)))
    if meaning.verdict != "same":
        told = any(row.other for row in meaning.rows)  # then it is not the axis
        turned = meaning.verdict == "other" and _has_axis(a) and not told
        return w(f"discrepancies.{'axis' if turned else meaning.verdict}")
    values = {p.name: meaning.parameters.get(p.name, p.default) for p in a.parameters}
    if values and a.id != "rrelu":  # what is learned or drawn is not said in letters
        letters = {p.name: p.symbol for p in a.parameters}
        return ", ".join(f"${letters[name]} = {value:g}$" for name, value in values.items())
    return sources.title(a, language)


def _difference(one: Discrepancy, w: Words) -> str:
    if one.difference is None:
        return NOTHING
    if one.at is None:
        return plain(one.difference)
    return w("discrepancies.at", difference=plain(one.difference), input=f"{one.at:g}")


def _labelled(ours: Meaning, others: Iterable[Meaning]) -> Iterator[tuple[str, Any]]:
    """Yield what is written beside each curve, and the curve."""
    for meaning in (ours, *others):
        given = ((p, meaning.parameters.get(p.name, p.default)) for p in meaning.a.parameters)
        yield ", ".join(f"{letter(p)} = {value:g}" for p, value in given), meaning.curve


def _figure(a: Activation) -> str:
    return f"together-{a.id}.svg"


def figures(sources: Sources) -> dict[str, bytes]:
    """Return the figures of these pages by the name of the file: one for all languages."""
    found = meanings.discrepancies(sources)
    made = {
        _figure(ours.a): style.svg(together(ours.a, dict(_labelled(ours, others))))
        for ours, others in meanings.drawn(found)
    }
    for exact, others in _gelus(sources):
        made["apart-gelu.svg"] = style.svg(apart(exact, [a.function for a in others]))
    return made


def _gelus(sources: Sources) -> Iterator[tuple[Any, list[Any]]]:
    """Yield the exact one and its approximations, if the catalogue has them."""
    known = {a.id: a for a in sources.catalogue}
    if known.keys() >= set(GELUS):
        exact, *others = (known[name] for name in GELUS)
        yield exact, others


# --- which GELU -----------------------------------------------------------------------------


def gelus(language: str, sources: Sources) -> str:
    """Return every name of a GELU: which formula it is, and how exactly it computes that."""
    w = sources.words[language]
    parts: list[str] = []
    for exact, others in _gelus(sources):
        gaps = {a.id: plain(meanings.gap(exact, a)[0]) for a in others}
        parts.append(f"![{w('discrepancies.alt_gelu', **gaps)}](figures/apart-gelu.svg)")
        heads = ("formula", "from_exact", "names", "own", "zero")
        lines = [[w(f"discrepancies.{head}") for head in heads]]
        for a in (exact, *others):
            known = [row for row in _calls(sources, a) if "value" in _in(row, "float32")]
            formula = f"[{sources.title(a, language)}]({_page(a)})"
            for (_, own, zero), group in itertools.groupby(known, _computed):
                names = _names(list(group), w)
                lines.append([formula, gaps.get(a.id, NOTHING), names, own, zero])
        parts.append(table(lines))
    return "\n\n".join(parts)


def _computed(row: Row) -> tuple[str, str, str]:
    found = _in(row, "float32")
    zero = plain(found["zero"]) if "zero" in found else NOTHING
    return row.framework, _whole(found["value"]["absolute"]), zero


# --- which half is the gate -----------------------------------------------------------------


def gates(language: str, sources: Sources) -> str:
    """Return for every gated name which of its inputs is the gate."""
    w = sources.words[language]
    lines = [[w(f"discrepancies.{head}") for head in ("framework", "name", "gate")]]
    gated = (a for a in sources.catalogue if a.id in GATED)
    for row in itertools.chain.from_iterable(_calls(sources, a) for a in gated):
        if row.measured is not None:
            framework = FRAMEWORKS[row.framework].title
            lines.append([framework, _names([row], w), w(f"discrepancies.gate_{_gate(row)}")])
    return table(lines)


def _gate(row: Row) -> str:
    """Return where the gate stands: it was measured that the call, as it stands, is ours."""
    if (row.measured or {})["verdict"] == "failed":
        return "failed"
    halves = HALVES.search(row.code)
    if halves is None:
        return "input"
    return "first" if halves[1] == "gate" else "second"


# --- at 0, at infinity, at NaN --------------------------------------------------------------


class Answer(NamedTuple):
    """What a framework returns where ours returns something else."""

    place: tuple[str, str]  # the input, as the files call it; value or slope
    row: Row
    text: str


def special_values(language: str, sources: Sources) -> str:
    """Return the values and slopes at kinks, infinities and NaN that are not ours."""
    w = sources.words[language]
    heads = ("function", "input", "ours", "elsewhere")
    lines = [[w(f"discrepancies.{head}") for head in heads]]
    for a in sources.catalogue:
        known = [row for row in _calls(sources, a) if _is(row) and "special" in _in(row, "float32")]
        answers = [answer for row in known for answer in _answers(a, row)]
        title = f"[{sources.title(a, language)}]({_page(a)})"
        for place in sorted({answer.place for answer in answers}, key=_order):
            label, what = place
            here = [answer for answer in answers if answer.place == place]
            texts = []
            for text in dict.fromkeys(answer.text for answer in here):
                who = _who([x.row for x in here if x.text == text], known, w)
                texts.append(f"{text}: {who}")
            ours = _numbers(elsewhere.ours(a, None, _floats(label), what))
            at = w(f"discrepancies.{what}", input=_shown(label))
            lines.append([title, at, ours, "<br>".join(texts)])
    return table(lines)


def _order(place: tuple[str, str]) -> tuple[bool, list[float], bool]:
    label, what = place
    numbers = _floats(label)
    known = [0.0 if math.isnan(x) else x for x in numbers]  # a NaN is in no order with anything
    return any(map(math.isnan, numbers)), known, what == "slope"


def _answers(a: Activation, row: Row) -> Iterator[Answer]:
    narrow, wide = _in(row, "float32"), _in(row, "float64")
    for group in ("kinks", "special"):
        for label, found in narrow.get(group, {}).items():
            for what, value in found.items():
                if what == "slope" and _has_axis(a):
                    continue  # of a sum with weights, which no page shows
                ours = elsewhere.ours(a, row, _floats(label), what)
                theirs = np.atleast_1d(np.array(value, dtype=float))
                if np.array_equal(theirs, ours, equal_nan=True):
                    continue
                same = wide.get(group, {}).get(label, found).get(what, value) == value
                suffix = "" if same else " (float32)"
                yield Answer((label, what), row, _numbers(theirs) + suffix)


def _floats(label: str) -> list[float]:
    return [float(number) for number in label.split(", ")]


def _numbers(values: Any) -> str:
    # A list whose rest is one number is as long as the vector: its end says nothing.
    texts = ["NaN" if math.isnan(x) else plain(float(x)) for x in values]
    return texts[0] if len(set(texts)) == 1 else f"({', '.join(texts)})"


def _shown(label: str) -> str:
    texts = ["NaN" if x == "nan" else plain(float(x)) for x in label.split(", ")]
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


def _who(some: Sequence[Row], known: Sequence[Row], w: Words) -> str:
    """Return who answers so: a framework where all its names do, else the names."""
    parts = []
    for framework in dict.fromkeys(row.framework for row in some):
        theirs = [row for row in some if row.framework == framework]
        everything = [row for row in known if row.framework == framework]
        parts.append(FRAMEWORKS[framework].title if theirs == everything else _names(theirs, w))
    return ", ".join(parts)


# --- how exact ------------------------------------------------------------------------------


def elsewhere_exactness(language: str, sources: Sources) -> str:
    """Return the worst relative errors: ours, and those of each framework's best-known name."""
    w = sources.words[language]
    heads = [w("lists.function"), w("discrepancies.here")]
    lines = [[*heads, *(FRAMEWORKS[name].title for name in COMPARED)]]
    for a in sources.catalogue:
        known = _calls(sources, a)
        best = {name: _best(known, name) for name in COMPARED}
        if not any(best.values()):
            continue
        ours = measured.read(sources.root, measured.EXACTNESS, a.id)
        title = f"[{sources.title(a, language)}]({_page(a)})"
        for form, kind in (("float64", "float64"), ("float32", "copied")):
            here = _whole(ours["function"][kind]["error"]) if ours else NOTHING
            cells = [_error(row, form, w) for row in best.values()]
            lines.append([f"{title} {form}", here, *cells])
    return table(lines)


def _best(known: list[Row], framework: str) -> Row | None:
    """Return the best-known name that is this function: the first, without options if it can be."""
    theirs = (row for row in known if row.framework == framework)
    return min(filter(_is, theirs), key=lambda row: bool(row.options), default=None)


def _error(row: Row | None, form: str, w: Words) -> str:
    if row is None:
        return NOTHING
    found = _in(row, form)
    if "value" not in found:
        return w("discrepancies.cannot")
    return _whole(found["value"]["error"]) + ("" if row.current else w("discrepancies.stale"))


# --- rows, and tables of them ---------------------------------------------------------------


def _calls(sources: Sources, a: Activation) -> list[Row]:
    return [row for row in sources.elsewhere(a) if row.section == "calls"]


def _is(row: Row) -> bool:
    """Tell whether it was measured to be our function, digits apart."""
    return row.measured is not None and row.measured["verdict"] in ("same", "inexact")


def _in(row: Row, form: str) -> dict[str, Any]:
    """Return what was measured in a number format; nothing, where it does not run in it."""
    found = (row.measured or {}).get(form, {})
    return {} if "raises" in found or "dtype" in found else dict(found)


def _names(some: Iterable[Row], w: Words) -> str:
    """Return names as code, with those that do exactly the same."""
    names = []
    for row in some:
        options = f"({row.options})" if row.options else ""
        stale = "" if row.current else w("discrepancies.stale")
        names += [f"`{name}`{stale}" for name in (row.key, *(f"{n}{options}" for n in row.also))]
    return ", ".join(names)


def _has_axis(a: Activation) -> bool:
    return any(p.annotation in (Axis, Axes) for p in arguments(a.function).values())


def _page(a: Activation) -> str:
    return f"functions/{a.id}.md"


def _whole(value: float | str) -> str:
    """Return an error that no narrow column breaks; JSON has infinities as words."""
    return plain(abs(float(value))).replace(" ", "\N{NO-BREAK SPACE}")
