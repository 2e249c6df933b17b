"""Give the page of a notebook the form of the other pages.

mkdocs-jupyter delivers what Jupyter's own converter writes: with styles, prompts and buttons of
its own, with headings that have no usable ids, and with formulas between dollars.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify_unicode, unique  # type: ignore[import-untyped]
from mkdocs.structure.toc import TableOfContents, get_toc

# What Jupyter puts into a page beside the notebook: 600 KB of styles, scripts (some of them from
# elsewhere), prompts, and a copy of each cell for a button that Material has as well.
JUPYTER = re.compile(
    r"<(style|script)\b.*?</\1>|<!--.*?-->"
    r'|<div class="zeroclipboard-container">.*?</clipboard-copy>\s*</div>'
    r'|<div class="(?:clipboard-copy-txt|jp-Collapser|jp-(?:In|Out)putPrompt)\b[^>]*>[^<]*</div>'
    r'|(?<=<div class="jp-Cell-inputWrapper") tabindex="0"| id="cell-id=[^"]*"',
    re.DOTALL,
)
CODE_CELL = re.compile(r'<div class="highlight(?:-ipynb hl-(\w+))?"><pre>(.*?)</pre>', re.DOTALL)
MARKDOWN_CELL = re.compile(
    r'<div class="jp-Cell jp-MarkdownCell.*?(?=<div class="jp-Cell |\Z)', re.DOTALL
)
CODE = re.compile(r"(<(code|pre)\b.*?</\2>)", re.DOTALL)
DISPLAY = re.compile(r"(?:<p>)?\$\$([^$<]+)\$\$(?:</p>)?")
INLINE = re.compile(r"\$(?=\S)([^$<]+)(?<=\S)\$(?!\d)")  # "$5 or $6" is no formula
HEADING = re.compile(r'<h([1-6])[^>]*>(.*?)<a class="anchor-link".*?</a></h\1>', re.DOTALL)


def plain(html: str, options: dict[str, Any]) -> tuple[str, TableOfContents]:
    """Return Jupyter's HTML in the form that the Markdown extensions give to a page.

    `options` are those of the extension toc; the table of contents comes with the page.
    """
    html = CODE_CELL.sub(
        r'<div class="language-\1 highlight"><pre><code>\2</code></pre>', JUPYTER.sub("", html)
    )
    html = MARKDOWN_CELL.sub(lambda cell: _with_formulas(cell[0]), html)
    html, headings = _with_headings(html, options)
    return html, get_toc(nest_toc_tokens(headings))


def _with_formulas(html: str) -> str:
    """Mark the formulas of a Markdown cell, as the Markdown extension does; none are in code."""

    def mark(text: str) -> str:
        text = DISPLAY.sub(r'<div class="arithmatex">\\[\1\\]</div>', text)
        return INLINE.sub(r'<span class="arithmatex">\\(\1\\)</span>', text)

    start, parts = 0, []
    for code in CODE.finditer(html):
        parts += [mark(html[start : code.start()]), code[0]]
        start = code.end()
    return "".join([*parts, mark(html[start:])])


def _with_headings(html: str, toc: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """Give each heading an id (Jupyter's are empty where a heading has no Latin letter)."""
    headings: list[dict[str, Any]] = []
    ids: set[str] = set()

    def heading(match: re.Match[str]) -> str:
        level, inner = match.groups()
        name = unescape(re.sub(r"<[^>]+>", "", inner))
        ident = unique(slugify_unicode(name, "-"), ids)
        headings.append({"level": int(level), "id": ident, "name": escape(name), "children": []})
        title = escape(toc["permalink_title"])
        link = f'<a class="headerlink" href="#{ident}" title="{title}">{toc["permalink"]}</a>'
        return f'<h{level} id="{ident}">{inner}{link}</h{level}>'

    return HEADING.sub(heading, html), headings
