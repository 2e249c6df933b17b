"""What pages say of all functions at once: the list by family, the comparison, the error bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from activations import Activation
from activations.spec import FAMILIES
from scripts import kinds
from scripts.blocks import PLACES
from scripts.blocks.gallery import frontispiece, gallery
from scripts.kinds.kind import plain
from scripts.sources import pages
from scripts.sources.everything import Sources
from scripts.sources.words import Words

Block = Callable[[str, Sources], str]


def families(language: str, sources: Sources) -> str:
    """Return the list of functions, a table a family."""
    w = sources.words[language]
    names = (w("lists.function"), w("lists.in_one_line"), w("lists.year"))
    head = f"| {' | '.join(names)} |\n| --- | --- | --- |"
    parts = []
    for family in FAMILIES:
        rows = [
            f"| [{page.title}]({a.id}.md) | {page.description} | {sources.year(a)} |"
            for a in sources.catalogue
            if a.family == family
            for page in [sources.pages[a.id][language]]
        ]
        if rows:
            parts.append(
                "\n".join([f"## {w(f'families.{family}')} {{ #{family} }}\n", head, *rows])
            )
    return "\n\n".join(parts)


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
        names = [_html(w(f"rows.{fact.key}")) for fact in facts if fact.key != "period"]
        titles = [w("compare.function"), *names]
        link = f'<th scope="row"><a href="{address}">{title}</a></th>'
        cells = "".join(f"<td>{_html(f.value)}</td>" for f in facts if f.key != "period")
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


def accuracy(language: str, sources: Sources) -> str:
    """Return the table of the error bounds that the tests hold."""
    w = sources.words[language]
    names = (w("lists.function"), w("lists.bound"), w("lists.slope_bound"))
    rows = [f"| {' | '.join(names)} |", "| --- | ---: | ---: |"]
    for a in sources.catalogue:
        page = f"[{sources.title(a, language)}](functions/{a.id}.md)"
        rows.append(f"| {page} | {_bound(a, w)} | {_slope_bound(a, w)} |")
    return "\n".join(rows)


def _growth(a: Activation) -> str:
    if not a.accuracy.exponent:
        return ""
    symbols = {p.name: p.symbol for p in a.parameters}
    product = re.sub(r"\w+", lambda m: symbols.get(m[0], m[0]), a.accuracy.exponent)
    return rf" $+ \lvert {product.replace('*', ' ')} \rvert$"


def _bound(a: Activation, w: Words) -> str:
    text = f"{a.accuracy.function:g}{_growth(a)}"
    if a.accuracy.domain:
        text += f" (${a.accuracy.domain}$; {w('lists.elsewhere')} {a.accuracy.elsewhere:g})"
    return text


def _slope_bound(a: Activation, w: Words) -> str:
    text = f"{a.accuracy.derivative:g}{_growth(a)}"
    if crossing := a.accuracy.crossing:
        near = f"${crossing.low:g} < {a.inputs[0]} < {crossing.high:g}$"
        text += f" ({w('lists.near_zero', interval=near, absolute=plain(crossing.absolute))})"
    return text


def navigation(language: str, sources: Sources) -> list[dict[str, list[str]]]:
    """Return what stands below the list of functions in the navigation, as MkDocs reads it."""
    w = sources.words[language]
    return [
        {w(f"families.{family}"): [f"functions/{a.id}.md" for a in members]}
        for family in FAMILIES
        if (members := [a for a in sources.catalogue if a.family == family])
    ]


def names(language: str, sources: Sources) -> dict[str, list[str]]:
    """Return what the search knows each function's page by, by its address."""
    return {f"functions/{a.id}/": pages.names(a, sources.pages[a.id]) for a in sources.catalogue}


BLOCKS: dict[str, Block] = {
    "frontispiece": frontispiece,
    "gallery": gallery,
    "families": families,
    "compare": compare,
    "accuracy": accuracy,
}


def made(language: str, sources: Sources) -> dict[str, Any]:
    """Return all that the pages of a language are filled with, by the name of its file."""
    places = [name for names in PLACES.values() for name in names]
    texts: dict[str, Any] = {f"{name}.md": BLOCKS[name](language, sources) for name in places}
    return texts | {
        "navigation.json": navigation(language, sources),
        "names.json": names(language, sources),
    }
