"""What the wall and the list of functions are chosen by: the controls, and the data of an entry.

Everything is in the HTML: without JavaScript there are no controls, and every entry shows. What
the controls need (labels, counts, names to search) is there too, so that the script has no words
of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from html import escape
from typing import TypeAlias

from activations import Activation
from activations.frameworks import FRAMEWORKS, elsewhere
from activations.spec import FAMILIES, STATUSES
from scripts import kinds
from scripts.sources import pages
from scripts.sources.everything import Sources
from scripts.sources.words import Words

TRAITS = (  # in the order of the chips
    *("smooth", "kink", "jump", "monotonic", "bounded", "nonnegative", "centred", "odd", "even"),
    *("periodic", "convex", "concave", "parameters", "learned", "random", "inputs"),
)
SLOPE = '<label><input type="checkbox" autocomplete="off" checked> {label}</label>'
EVERY = "has"  # the filter of whose values an entry must have every chosen one, not one of them


Data: TypeAlias = dict[str, str]  # what an entry is filtered, sorted and found by


def data(sources: Sources) -> dict[str, Data]:
    """Return the data of every entry, by the id of its function, in the order of the site."""
    return {a.id: _data(a, sources) for a in sources.catalogue}


def _data(a: Activation, sources: Sources) -> Data:
    kind = kinds.of(a)
    traits, found = kind.traits(a), shipped(a)
    return {
        "family": a.family,
        "status": _slug(a.status),
        "has": " ".join(trait for trait in TRAITS if trait in traits),
        "framework": " ".join(key for key in FRAMEWORKS if key in found),
        "year": str(sources.year(a)),
        "range": ",".join(map(str, kind.ends(a))).replace("inf", "Infinity"),  # as scripts read it
        "names": "|".join(pages.names(a, sources.pages[a.id])),
    }


def attributes(data: Data, *keys: str) -> str:
    """Return data as attributes of HTML."""
    return "".join(f' data-{key}="{escape(data[key])}"' for key in keys)


def shipped(a: Activation) -> set[str]:
    """Return the frameworks that have a function under some name."""
    return {call.framework for call in elsewhere(a).calls if not call.other}


def groups(sources: Sources) -> Iterator[tuple[str, list[Activation]]]:
    """Yield the families that have members, each with them."""
    for family in FAMILIES:
        if members := [a for a in sources.catalogue if a.family == family]:
            yield family, members


def heading(family: str, w: Words) -> str:
    """Return the name of a family, and what it is in a line."""
    return f"<b>{w(f'families.{family}')}</b> {w(f'family_lines.{family}')}"


def controls(
    entries: Collection[Data],
    w: Words,
    filters: tuple[str, ...],
    *,
    sorts: tuple[str, ...] = ("family", "year", "name"),
    slope: bool = False,
) -> str:
    """Return the controls: a field, the orders with the first chosen, the chips of each filter."""
    total = len(entries)
    rows = [_chips(key, entries, w) for key in filters]
    orders = "".join(
        f'<button type="button" value="{key}" aria-pressed="{str(key == sorts[0]).lower()}">'
        f"{w(f'gallery.by_{key}')}</button>"
        for key in sorts
    )
    # The script counts as well: it finds the sentences with their fields still open.
    count = w("gallery.count", total="{total}", shown="{shown}")
    every = w("gallery.all", total="{total}")
    return "\n".join(
        [
            f'<div class="controls" role="search" aria-label="{w("gallery.choose")}" '
            f'style="--digits: {len(str(total))}">',
            '<div class="controls-bar">',
            f'<input type="search" aria-label="{w("gallery.find")}" '
            f'placeholder="{w("gallery.example")}" '
            'autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search">',
            f'<div class="sorts" role="group" aria-label="{w("gallery.sort")}">'
            f'<span aria-hidden="true">{w("gallery.sort")}</span>{orders}</div>',
            *([SLOPE.format(label=w("gallery.slope"))] if slope else []),
            "</div>",
            *rows,
            '<div class="controls-foot">',
            f'<p class="count" aria-live="polite" data-count="{count}" data-all="{every}">'
            f"{w('gallery.all', total=total)}</p>",
            f'<button type="button" class="reset" hidden>{w("gallery.reset")}</button>',
            "</div>",
            "</div>",
        ]
    )


def _chips(key: str, entries: Collection[Data], w: Words) -> str:
    """Return the chips of a filter, each with how many it would show."""
    known: dict[str, dict[str, str]] = {
        "family": {family: w(f"families.{family}") for family in FAMILIES},
        "has": {trait: w(f"traits.{trait}") for trait in TRAITS},
        "framework": {ident: framework.title for ident, framework in FRAMEWORKS.items()},
        "status": {_slug(status): w(f"statuses.{status}") for status in STATUSES},
    }
    counts = Counter(value for entry in entries for value in entry[key].split())
    chips = [(value, text, counts[value]) for value, text in known[key].items() if counts[value]]
    if key == "family":
        chips.insert(0, ("", w("gallery.everything"), len(entries)))
    buttons = "".join(
        f'<button type="button" value="{value}" aria-pressed="{str(not value).lower()}">'
        f"{text} <span>{count}</span></button>"
        for value, text, count in chips
    )
    label = w(f"gallery.{key}")
    return (
        f'<div class="chips" role="group" aria-label="{label}" data-filter="{key}"'
        f"{' data-all' if key == EVERY else ''}>"
        f'<span aria-hidden="true">{label}</span><div>{buttons}</div></div>'
    )


def _slug(status: str) -> str:
    return status.replace(" ", "-")
