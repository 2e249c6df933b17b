"""Render the mathematics of a page with KaTeX, at build time.

KaTeX's own JavaScript runs in V8; what it returns holds HTML to look at and MathML, with the TeX
as its annotation, to listen to and to copy.
"""

from __future__ import annotations

import atexit
import functools
import json
import re
from collections import Counter
from html import escape, unescape
from pathlib import Path

from py_mini_racer import JSEvalException, MiniRacer

KATEX = Path(__file__).resolve().parents[1] / "vendor/katex/katex.min.js"
# What the Markdown extension leaves of `$…$` and of a math fence, and the sections they stand in.
FORMULA = re.compile(
    r'<h[1-6] id="(?P<section>[^"]+)"'
    r'|<span class="arithmatex">\\\((?P<inline>.*?)\\\)</span>'
    r'|<div class="arithmatex">\s*\\\[(?P<display>.*?)\\\]\s*</div>',
    re.DOTALL,
)


class MathError(ValueError):
    """KaTeX does not understand a formula."""


@functools.cache
def _engine() -> MiniRacer:
    engine = MiniRacer()
    engine.eval(KATEX.read_text(encoding="utf-8"))
    # Left to the end of the interpreter, V8's thread cannot be joined: the process would hang.
    atexit.register(engine.close)
    return engine


@functools.cache
def render(tex: str, *, display: bool) -> str:
    """Return the HTML of a formula.

    Raises
    ------
    MathError
        If KaTeX does not understand it.
    """
    options = {"displayMode": display, "throwOnError": True, "strict": "error", "trust": False}
    call = f"katex.renderToString({json.dumps(tex)}, {json.dumps(options)})"
    try:
        return str(_engine().eval(call))
    except JSEvalException as error:
        reason = re.sub(r"^(<anonymous>:\d+: )?ParseError: ", "", str(error).splitlines()[0])
        raise MathError(f"{tex}: {reason}") from None


def render_page(html: str, label: str, link: str) -> tuple[str, list[str]]:
    """Return a page with its formulas rendered, and what is wrong with those that cannot be.

    `label` is what a formula is called, `link` what a link to it is.

    A formula that cannot be rendered is left as TeX. A display formula gets the id of its section
    after `eq-`, so that formulas elsewhere on the page can come and go.
    """
    errors: list[str] = []
    section = ""
    seen: Counter[str] = Counter()

    def formula(match: re.Match[str]) -> str:
        nonlocal section
        if match["section"] is not None:
            section = match["section"]
            return match[0]
        display = match["display"] is not None
        tex = unescape(match["display"] if display else match["inline"]).strip()
        try:
            rendered = render(tex, display=display)
        except MathError as error:
            errors.append(str(error))
            rendered = f"<code>{escape(tex)}</code>"
        if not display:
            return rendered
        ident = f"eq-{section}" if section else "eq"
        seen[ident] += 1
        return _box(rendered, ident if seen[ident] == 1 else f"{ident}-{seen[ident]}", label, link)

    return FORMULA.sub(formula, html), errors


def _box(rendered: str, ident: str, label: str, link: str) -> str:
    # A long formula scrolls in its own box: so the keyboard must be able to reach the box.
    return (
        f'<div class="equation" id="{ident}">'
        f'<div class="formula" role="group" aria-label="{label}" tabindex="0">{rendered}</div>'
        f'<div class="formula-tools"><a href="#{ident}" title="{link}" aria-label="{link}">¶</a>'
        "</div></div>"
    )
