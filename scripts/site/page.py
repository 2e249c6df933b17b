"""What becomes of a page on its way into the site: places, figures, tables."""

from __future__ import annotations

import itertools
import re
import textwrap
from pathlib import Path

PLACE = re.compile(r"^<!-- filled in: ([a-z-]+) -->$", re.MULTILINE)
CODE = re.compile(r"(?<=<!-- begin generated: code -->\n).*?(?=<!-- end generated -->)", re.DOTALL)
TITLE = re.compile(r"^\*\*([\w ]+)\*\*$", re.MULTILINE)
RELATED = re.compile(r"(^## .*\{ #related \}\n+)((?:- .*\n?)+)", re.MULTILINE)
ITEM = re.compile(r"^- (\[[^\]]+\]\((\w+)\.md\))", re.MULTILINE)
TOOLS = re.compile(r'<div class="figure-tools" data-figure="([\w-]+)" data-label="([^"]*)"></div>')
VECTORS = re.compile(r'<a data-vectors="(\w+)">')
FORMS = ("svg", "pdf", "png", "csv")
HEADER = re.compile(r"<th\b.*?</th>", re.DOTALL)
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
FIGURE = re.compile(r'(<img alt="[^"]*" src="(?:\.\./)*figures/([\w-]+\.svg)") ?/>')
SIZE = re.compile(r'<svg [^>]*\b(width="[\d.]+" height="[\d.]+")')


def markdown(text: str, filling: Path, main: str) -> str:
    """Return a page with its places filled, its files linked, its code in tabs, and plates.

    In the repository the figures lie a folder further up than on the site. `main` leads to the site
    of the main language, where the files to take away are: one for all languages.
    """
    text = CODE.sub(lambda code: _in_tabs(code[0]), text)
    text = PLACE.sub(lambda place: _filled(filling / f"{place[1]}.md"), text)
    text = text.replace("](../../figures/", "](../figures/")
    text = TOOLS.sub(lambda tools: _with_files(tools, f"../../{main}figures/paper"), text)
    text = VECTORS.sub(rf'<a href="../../{main}vectors/\1.json" download>', text)
    return RELATED.sub(lambda found: f"{found[1]}{_with_plates(found[2])}\n", text)


def _filled(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip("\n")


def _with_files(tools: re.Match[str], folder: str) -> str:
    """Return links to the files of a figure, and the line that puts it into a paper."""
    name, label = tools.groups()
    links = " ".join(
        f'<a href="{folder}/{name}.{form}" download>{form.upper()}</a>' for form in FORMS
    )
    line = rf"\includegraphics[width=\linewidth]{{{name}.pdf}}"
    row = f'{label} {links} <span class="figure-line">`{line}`</span>'
    return f'<div class="figure-tools" markdown>\n\n{row}\n\n</div>'


def _in_tabs(text: str) -> str:
    """Return titled listings as tabs; what has no titles as it is.

    In the repository, where nobody makes tabs, the pages have the titles.
    """
    before, *rest = TITLE.split(text)
    for title, listing in zip(rest[::2], rest[1::2], strict=True):
        before += f'=== "{title}"\n{textwrap.indent(listing, "    ")}'
    return before


def _with_plates(items: str) -> str:
    # The picture says nothing that the name does not: it is empty to those who listen.
    listed = ITEM.sub(r"- ![](../figures/\2-plate.svg)\n  **\1**", items.rstrip("\n"))
    return f'<div class="relatives" markdown>\n\n{listed}\n\n</div>\n'


def sized(html: str, folders: tuple[Path, ...]) -> str:
    """Let a browser keep the room of every figure free; only the first is urgent."""
    turns = itertools.chain(['fetchpriority="high"'], itertools.repeat('loading="lazy"'))

    def one(image: re.Match[str]) -> str:
        turn = next(turns)
        file = next((f / image[2] for f in folders if (f / image[2]).is_file()), None)
        if file is None:  # MkDocs itself reports a figure that is missing
            return f"{image[1]}>"
        size = SIZE.search(file.read_text(encoding="utf-8"))
        return f"{image[1]} {size[1] if size else ''} {turn}>"

    return FIGURE.sub(one, html)


def tables(html: str, label: str) -> str:
    """Let a wide table scroll in its own box, and the keyboard reach the box."""

    def boxed(table: re.Match[str]) -> str:
        body = HEADER.sub(_readable, table[0])
        return f'<div class="table" role="group" aria-label="{label}" tabindex="0">{body}</div>'

    return TABLE.sub(boxed, html)


def _readable(header: re.Match[str]) -> str:
    """Let a formula in a table's header be read as the letters that are seen.

    It names its column; axe-core, and with it some readers, take MathML for no name.
    """
    html = header[0].replace('class="katex-html" aria-hidden="true"', 'class="katex-html"')
    return html.replace('class="katex-mathml"', 'class="katex-mathml" aria-hidden="true"')
