"""The wall of plates on the home page: one card a function, and the controls above it.

Everything is in the HTML: without JavaScript the wall is a plain grid. What the controls need
(labels, counts, names to search) is there too, so that the script has no words of its own.
"""

from __future__ import annotations

from collections import Counter
from html import escape

import numpy as np

from activations import Activation
from activations.spec import FAMILIES, STATUSES
from scripts import kinds
from scripts.figures.style import PLATE_SIZE
from scripts.kinds.kind import Curve
from scripts.sources import pages
from scripts.sources.everything import Sources
from scripts.sources.words import Words

FIRST_ROW = 5  # cards whose figures are not worth waiting for
FRAME = (-4.0, 4.0), (-1.8, 2.8)  # what the frontispiece shows of x and y
UNIT = 80  # of it, in pixels
MOST = 40  # of the functions not in use, so that it stays light
SORTS = ("family", "year", "name")
TRAITS = (  # in the order of the chips
    *("smooth", "kink", "jump", "monotonic", "bounded", "odd", "even", "periodic", "convex"),
    *("concave", "parameters", "learned", "random", "inputs"),
)


def gallery(language: str, sources: Sources) -> str:
    """Return the controls and the wall, in the order of the families."""
    w, catalogue = sources.words[language], sources.catalogue
    traits = {a.id: kinds.of(a).traits(a) for a in catalogue}
    cards = [
        _card(a, language, sources, traits[a.id], eager=i < FIRST_ROW)
        for i, a in enumerate(catalogue)
    ]
    wall = "\n".join(cards)
    return (
        f'<div class="gallery">\n{_controls(catalogue, traits, w)}\n'
        f'<ul class="wall">\n{wall}\n</ul>\n'
        f'<p class="nothing" hidden>{w("gallery.nothing")}</p>\n</div>'
    )


# --- the frontispiece -----------------------------------------------------------------------


def frontispiece(language: str, sources: Sources) -> str:
    """Return a drawing of many functions at once: the straight line, and what they make of it."""
    # A jump would be drawn as a slope.
    smooth = [a for a in sources.catalogue if a.smoothness >= 0 and kinds.of(a).outline(a)]
    used = [a for a in smooth if a.status == "in use"]
    others = [a for a in smooth if a.status != "in use"][:MOST]
    (left, right), (bottom, top) = FRAME
    width, height = (right - left) * UNIT, (top - bottom) * UNIT
    straight = _outline(lambda x: x, np.ones_like)
    axes = f"M0 {top * UNIT:g}H{width:g}M{-left * UNIT:g} 0V{height:g}"
    paths = "".join(
        f'<path class="{name}" d="{_outline(a.function, a.derivative)}"/>'
        for name, group in (("other", others), ("used", used))
        for a in group
    )
    caption = sources.words[language]("gallery.caption", number=len(used) + len(others))
    return (
        '<figure class="frontispiece">\n'
        f'<style>@keyframes bend{{from{{d:path("{straight}")}}}}</style>\n'
        f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'aria-hidden="true"><path class="axes" d="{axes}"/><path class="straight" '
        f'd="{straight}"/>{paths}</svg>\n<figcaption>{caption}</figcaption>\n</figure>'
    )


def _outline(f: Curve, slope: Curve) -> str:
    """Return a curve as SVG path data: cubics on the same steps, so that one can bend to another.

    The slopes are taken from inside each step; a kink lies between two of them.
    """
    (left, right), (_, top) = FRAME

    def point(x: float, y: float) -> str:
        return f"{(x - left) * UNIT:.1f} {(top - y) * UNIT:.1f}".replace(".0 ", " ")

    step, inside = 0.5, 1e-6
    x = np.arange(left, right + step / 2, step)
    y = f(x)
    first = y[:-1] + slope(x[:-1] + inside) * step / 3
    second = y[1:] - slope(x[1:] - inside) * step / 3
    data = [f"M{point(left, y[0])}"]
    for a, b, c, end, height in zip(x[:-1], first, second, x[1:], y[1:], strict=True):
        data.append(f"C{point(a + step / 3, b)} {point(end - step / 3, c)} {point(end, height)}")
    return "".join(data)


# --- a card ---------------------------------------------------------------------------------


def _card(a: Activation, language: str, sources: Sources, traits: set[str], *, eager: bool) -> str:
    w, kind = sources.words[language], kinds.of(a)
    width, height = PLATE_SIZE
    data = {
        "family": a.family,
        "status": _slug(a.status),
        "has": " ".join(trait for trait in TRAITS if trait in traits),
        "year": str(sources.year(a)),
        "names": "|".join(pages.names(a, sources.pages[a.id])),
    }
    attributes = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())
    loading = "" if eager else ' loading="lazy"'
    drawn = w(f"drawn.{kind.name}", name=sources.title(a, language))
    return (
        f'<li class="card"{attributes}>\n'
        f'<p class="card-head"><span>{w(f"families.{a.family}")}</span> '
        f'<span class="status">{w(f"statuses.{a.status}")}</span></p>\n'
        f'<img src="figures/{a.id}-plate.svg" alt="{escape(drawn)}" width="{width}" '
        f'height="{height}"{loading} decoding="async">\n'
        f'<p class="card-name"><a href="functions/{a.id}/">'
        f"{escape(sources.title(a, language))}</a></p>\n"
        f'<p class="card-other">{_second_name(a, language, sources)}</p>\n'
        f'<p class="card-foot"><span>{data["year"]}</span> <span>{kind.mark(a, w)}</span></p>\n'
        "</li>"
    )


def _second_name(a: Activation, language: str, sources: Sources) -> str:
    """Return the title in another language or, where it is the same, what the letters stand for."""
    title = sources.title(a, language)
    for other, page in sources.pages[a.id].items():
        if page.title != title:
            return f'<span lang="{other}">{escape(page.title)}</span>'
    spelled = next((n for n in a.names[1:] if " " in n and n.isascii()), "")
    return f'<span lang="en">{escape(spelled)}</span>' if spelled else ""


# --- the controls ---------------------------------------------------------------------------


def _controls(catalogue: tuple[Activation, ...], traits: dict[str, set[str]], w: Words) -> str:
    total = len(catalogue)
    families = Counter(a.family for a in catalogue)
    statuses = Counter(a.status for a in catalogue)
    having = Counter(trait for own in traits.values() for trait in own)
    rows = [
        _chips(
            "family",
            w("gallery.family"),
            [("", w("gallery.everything"), total)]
            + [(f, w(f"families.{f}"), families[f]) for f in FAMILIES if families[f]],
        ),
        _chips(
            "has",
            w("gallery.has"),
            [(t, w(f"traits.{t}"), having[t]) for t in TRAITS if having[t]],
            every=True,
        ),
        _chips(
            "status",
            w("gallery.status"),
            [(_slug(s), w(f"statuses.{s}"), statuses[s]) for s in STATUSES if statuses[s]],
        ),
    ]
    sorts = "".join(
        f'<button type="button" value="{key}" aria-pressed="{str(key == SORTS[0]).lower()}">'
        f"{w(f'gallery.by_{key}')}</button>"
        for key in SORTS
    )
    # The script counts as well: it finds the sentences with their fields still open.
    count = w("gallery.count", total="{total}", shown="{shown}")
    every = w("gallery.all", total="{total}")
    return "\n".join(
        [
            f'<div class="controls" role="search" aria-label="{w("gallery.choose")}">',
            '<div class="controls-bar">',
            f'<input type="search" aria-label="{w("gallery.find")}" '
            f'placeholder="{w("gallery.example")}" '
            'autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search">',
            f'<div class="sorts" role="group" aria-label="{w("gallery.sort")}">'
            f'<span aria-hidden="true">{w("gallery.sort")}</span>{sorts}</div>',
            f'<label><input type="checkbox" autocomplete="off" checked> {w("gallery.slope")}'
            "</label>",
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


def _chips(key: str, label: str, chips: list[tuple[str, str, int]], *, every: bool = False) -> str:
    """Return the chips of a filter, of which a card must have one or, if so asked, every one."""
    buttons = "".join(
        f'<button type="button" value="{value}" aria-pressed="{str(not value).lower()}">'
        f"{text} <span>{count}</span></button>"
        for value, text, count in chips
    )
    return (
        f'<div class="chips" role="group" aria-label="{label}" data-filter="{key}"'
        f"{' data-all' if every else ''}>"
        f'<span aria-hidden="true">{label}</span><div>{buttons}</div></div>'
    )


def _slug(status: str) -> str:
    return status.replace(" ", "-")
