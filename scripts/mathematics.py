"""Render the mathematics of a page with KaTeX, at build time.

KaTeX's own JavaScript runs in V8; what it returns holds HTML to look at and MathML, with the TeX
as its annotation, to listen to and to copy.
"""

from __future__ import annotations

import functools
import json
import re
from html import escape, unescape
from pathlib import Path

from py_mini_racer import JSEvalException, MiniRacer

KATEX = Path(__file__).parent / "vendor/katex/katex.min.js"
# What the Markdown extension leaves of `$…$` and of a math fence.
INLINE = re.compile(r'<span class="arithmatex">\\\((?P<tex>.*?)\\\)</span>', re.DOTALL)
DISPLAY = re.compile(r'<div class="arithmatex">\s*\\\[(?P<tex>.*?)\\\]\s*</div>', re.DOTALL)
# A notebook's page keeps the dollars, in its Markdown cells.
MARKDOWN_CELL = re.compile(
    r'(?P<open><div class="jp-RenderedHTMLCommon jp-RenderedMarkdown[^>]*>)(?P<body>.*?)(?=</div>)',
    re.DOTALL,
)
CODE = re.compile(r"(<(?:code|pre)\b.*?</(?:code|pre)>)", re.DOTALL)
DOLLARS = re.compile(r"\$\$(?P<display>.+?)\$\$|\$(?P<inline>[^$]+?)\$", re.DOTALL)
SCROLLS = {"ko": "수식", "en": "formula"}


class MathError(ValueError):
    """KaTeX does not understand a formula."""


@functools.cache
def _engine() -> MiniRacer:
    engine = MiniRacer()
    engine.eval(KATEX.read_text(encoding="utf-8"))
    return engine


@functools.cache
def render(tex: str, *, display: bool) -> str:
    """Return the HTML of a formula."""
    options = {"displayMode": display, "throwOnError": True, "strict": "error", "trust": False}
    call = f"katex.renderToString({json.dumps(tex)}, {json.dumps(options)})"
    try:
        return str(_engine().eval(call))
    except JSEvalException as error:
        reason = str(error).splitlines()[0].removeprefix("ParseError: ")
        raise MathError(f"{tex!r}: {reason}") from None


def render_page(html: str, language: str, *, notebook: bool = False) -> str:
    """Return a page with its formulas rendered.

    Raises
    ------
    MathError
        If KaTeX does not understand one of them.
    """

    def inline(match: re.Match[str]) -> str:
        return render(unescape(match["tex"]).strip(), display=False)

    def display(match: re.Match[str]) -> str:
        return _block(unescape(match["tex"]).strip(), language)

    if notebook:
        html = MARKDOWN_CELL.sub(lambda cell: cell["open"] + _cell(cell["body"], language), html)
    return DISPLAY.sub(display, INLINE.sub(inline, html))


def _block(tex: str, language: str) -> str:
    # A long formula scrolls in its own box: so the keyboard must be able to reach the box.
    label = escape(SCROLLS[language])
    box = f'<div class="formula" role="group" aria-label="{label}" tabindex="0">'
    return f"{box}{render(tex, display=True)}</div>"


def _cell(body: str, language: str) -> str:
    def formula(match: re.Match[str]) -> str:
        if match["display"]:
            return _block(unescape(match["display"]).strip(), language)
        return render(unescape(match["inline"]).strip(), display=False)

    parts = CODE.split(body)
    return "".join(part if CODE.fullmatch(part) else DOLLARS.sub(formula, part) for part in parts)
