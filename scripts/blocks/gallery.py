"""The home page: a drawing of many functions at once, and the wall of plates, a card a function."""

from __future__ import annotations

from html import escape

import numpy as np

from activations import Activation
from scripts import kinds
from scripts.blocks import choices
from scripts.figures.style import PLATE_SIZE
from scripts.kinds.kind import Curve
from scripts.sources.everything import Sources

FIRST_ROW = 5  # cards whose figures are not worth waiting for
FRAME = (-4.0, 4.0), (-1.8, 2.8)  # what the frontispiece shows of x and y
UNIT = 80  # of it, in pixels
MOST = 40  # of the functions not in use, so that it stays light


def gallery(language: str, sources: Sources) -> str:
    """Return the controls and the wall, in the order of the families."""
    w = sources.words[language]
    data, eager = choices.data(sources), sources.catalogue[:FIRST_ROW]
    entries = []
    for family, members in choices.groups(sources):
        title = choices.heading(family, w)
        entries.append(f'<li class="family" data-head data-family="{family}">{title}</li>')
        entries += [_card(a, language, sources, data[a.id], eager=a in eager) for a in members]
    wall = "\n".join(entries)
    controls = choices.controls(data.values(), w, ("family", "has", "status"), slope=True)
    return (
        f'<div class="gallery" data-chosen>\n{controls}\n'
        f'<ul class="wall" data-entries>\n{wall}\n</ul>\n'
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


def _card(
    a: Activation, language: str, sources: Sources, data: choices.Data, *, eager: bool
) -> str:
    w, kind = sources.words[language], kinds.of(a)
    width, height = PLATE_SIZE
    attributes = choices.attributes(data, "family", "status", "has", "year", "names")
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
        f'<p class="card-other">{second_name(a, language, sources)}</p>\n'
        f'<p class="card-foot"><span>{data["year"]}</span> <span>{kind.mark(a, w)}</span></p>\n'
        "</li>"
    )


def second_name(a: Activation, language: str, sources: Sources) -> str:
    """Return the title in another language or, where it is the same, what the letters stand for."""
    title = sources.title(a, language)
    for other, page in sources.pages[a.id].items():
        if page.title != title:
            return f'<span lang="{other}">{escape(page.title)}</span>'
    spelled = next((n for n in a.names[1:] if " " in n and n.isascii()), "")
    return f'<span lang="en">{escape(spelled)}</span>' if spelled else ""
