"""What pages say of all functions at once: the list by family, the comparison, the error bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from html import escape
from typing import Any

from activations import Activation
from activations.frameworks import FRAMEWORKS
from scripts import kinds
from scripts.blocks import PLACES, choices, discrepancies, elsewhere
from scripts.blocks.gallery import frontispiece, gallery, second_name
from scripts.blocks.markdown import table
from scripts.kinds.kind import plain
from scripts.sources import measured, pages
from scripts.sources.everything import Sources
from scripts.sources.words import Words

Block = Callable[[str, Sources], str]

NOT_COMPARED = ("period", "backward", "fixed_point", "pytorch_gain")  # what not every curve has


def families(language: str, sources: Sources) -> str:
    """Return the list of functions, by family, and what it is sorted and filtered by."""
    w = sources.words[language]
    columns = ("function", "in_one_line", "range", "frameworks", "year")
    head = "".join(f'<th scope="col">{w(f"lists.{column}")}</th>' for column in columns)
    data, rows = choices.data(sources), []
    for family, members in choices.groups(sources):
        title = choices.heading(family, w)
        span = f'scope="rowgroup" colspan="{len(columns)}" id="{family}"'
        rows.append(f'<tr data-head data-family="{family}"><th {span}>{title}</th></tr>')
        rows += [_row(a, language, sources, data[a.id]) for a in members]
    filters = ("family", "has", "framework", "status")
    orders = ("family", "year", "name", "range")
    controls = choices.controls(data.values(), w, filters, sorts=orders)
    return (
        f'<div class="gallery" data-chosen>\n{controls}\n'
        f'<table class="functions">\n<thead><tr>{head}</tr></thead>\n<tbody data-entries>\n'
        + "\n".join(rows)
        + f'\n</tbody>\n</table>\n<p class="nothing" hidden>{w("gallery.nothing")}</p>\n</div>'
    )


def _row(a: Activation, language: str, sources: Sources, data: choices.Data) -> str:
    """Return a function's row of the list."""
    w, page = sources.words[language], sources.pages[a.id][language]
    found = choices.shipped(a)
    keys = ("family", "status", "has", "framework", "year", "range", "names")
    range_of = kinds.of(a).rows(a, w)[0].value
    shipped = ", ".join(f.title for key, f in FRAMEWORKS.items() if key in found)
    return (
        f"<tr{choices.attributes(data, *keys)}>"
        f'<th scope="row"><a href="{a.id}/">{escape(page.title)}</a> '
        f"{second_name(a, language, sources)}</th><td>{escape(page.description)}</td>"
        f"<td>{_html(range_of)}</td><td>{shipped}</td><td>{data['year']}</td></tr>"
    )


def compare(language: str, sources: Sources) -> str:
    """Return the table of all that can be drawn over one another, and the room for the graph."""
    w, rows, titles, others = sources.words[language], [], [""], []
    for a in sources.catalogue:
        kind = kinds.of(a)
        address, title = f"../functions/{a.id}/", sources.title(a, language)
        if kind.outline(a) is None:
            others.append(f'<a href="{address}" data-id="{a.id}">{title}</a>')
            continue
        facts = kind.rows(a, w)
        facts = [fact for fact in facts if fact.key not in NOT_COMPARED]
        names = [_html(w(f"rows.{fact.key}")) for fact in facts]
        titles = [w("compare.function"), *names]
        link = f'<th scope="row"><a href="{address}">{title}</a></th>'
        cells = "".join(f"<td>{_html(f.value)}</td>" for f in facts)
        rows.append(f'<tr id="row-{a.id}" data-name="{title}">{link}{cells}</tr>')
    head = "".join(f'<th scope="col">{name}</th>' for name in titles)
    return (
        f'<div class="compare">\n'
        f'<div class="compare-tools"><p>{w("compare.without_script")}</p></div>\n'
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody>\n</table>\n"
        f'<p class="compare-others">{w("compare.others", links=", ".join(others))}</p>\n</div>'
    )


def _html(text: str) -> str:
    """Return inline Markdown with formulas as the HTML that the Markdown extension makes of it."""
    parts = re.split(r"\$([^$]*)\$", text)
    return "".join(
        f'<span class="arithmatex">\\({escape(part)}\\)</span>' if i % 2 else part
        for i, part in enumerate(parts)
    )


def exactness(language: str, sources: Sources) -> str:
    """Return the table of the errors: what is promised, what was measured."""
    w = sources.words[language]
    names = ("lists.function", *(f"exactness.{n}" for n in ("bound", "worst", "narrow", "copied")))
    rows = [[*map(w, names)]]
    for a in sources.catalogue:
        found = measured.read(sources.root, measured.EXACTNESS, a.id)
        page = f"[{sources.title(a, language)}](functions/{a.id}.md)"
        for letter, order in (("$f$", "function"), ("$f'$", "derivative")):
            cells = _errors(found[order], w) if found else [w("exactness.not_measured"), "", ""]
            rows.append([f"{page} {letter}", _bound(a, order, w), *cells])
    return table(rows, "---", "---:", "---:", "---:", "---:")


def _bound(a: Activation, order: str, w: Words) -> str:
    bound = getattr(a.accuracy, order)
    if not bound:
        return w("exactness.exact")
    text = w("exactness.digits", bound=plain(bound), digits=math.floor(-math.log10(bound)))
    notes = [f"${a.accuracy.domain}$"] if a.accuracy.domain else []
    if order == "derivative" and (crossing := a.accuracy.crossing):
        near = f"${crossing.low:g} < {a.inputs[0]} < {crossing.high:g}$"
        notes.append(w("exactness.near_zero", interval=near, absolute=plain(crossing.absolute)))
    return f"{text} ({'; '.join(notes)})" if notes else text


def _errors(found: dict[str, Any], w: Words) -> list[str]:
    def at(kind: str) -> str:
        error, place = found[kind]["error"], float(f"{found[kind]['at']:.3g}")
        return w("exactness.at", error=plain(error), input=plain(place)) if error else "0"

    ulps = max(found["float32"]["error"], found["float16"]["error"])
    return [at("float64"), f"{ulps:.2f}", at("copied")]


def glossary(language: str, sources: Sources) -> str:
    """Return the terms, in the order of the file."""
    terms = sources.words[language].tree()["glossary"]
    return "\n\n".join(f"## {t['name']} {{ #{key} }}\n\n{t['text']}" for key, t in terms.items())


def navigation(language: str, sources: Sources) -> list[dict[str, list[str]]]:
    """Return what stands below the list of functions in the navigation, as MkDocs reads it."""
    w = sources.words[language]
    return [
        {w(f"families.{family}"): [f"functions/{a.id}.md" for a in members]}
        for family, members in choices.groups(sources)
    ]


def names(language: str, sources: Sources) -> dict[str, list[str]]:
    """Return what the search knows each function's page by, by its address."""
    return {f"functions/{a.id}/": pages.names(a, sources.pages[a.id]) for a in sources.catalogue}


def calls(sources: Sources) -> dict[str, list[str]]:
    """Return what frameworks call each function, for the search, by the address of its page."""
    return {f"functions/{a.id}/": elsewhere.spelled(a) for a in sources.catalogue}


BLOCKS: dict[str, Block] = {
    "frontispiece": frontispiece,
    "gallery": gallery,
    "families": families,
    "compare": compare,
    "exactness": exactness,
    "names": elsewhere.names,
    "elsewhere-exactness": discrepancies.elsewhere_exactness,
    "versions": discrepancies.versions,
    "discrepancies": discrepancies.discrepancies,
    "gelus": discrepancies.gelus,
    "gates": discrepancies.gates,
    "special-values": discrepancies.special_values,
    "glossary": glossary,
}


def made(language: str, sources: Sources) -> dict[str, Any]:
    """Return all that the pages of a language are filled with, by the name of its file."""
    places = [name for names in PLACES.values() for name in names]
    texts: dict[str, Any] = {f"{name}.md": BLOCKS[name](language, sources) for name in places}
    return texts | {
        "navigation.json": navigation(language, sources),
        "names.json": names(language, sources),
        "calls.json": calls(sources),
    }
