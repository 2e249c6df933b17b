"""Make the index of the site's search out of the HTML of its pages, before formulas are rendered.

The browser loads it when search is first used, in two parts: `names.json` is small and holds what
a page is called and its headings, `texts.json` holds the text of each section in the same order.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import TypedDict


class Page(TypedDict):
    """What a page is called; a section is its anchor and its heading, the first has neither."""

    url: str
    title: str
    names: list[str]
    calls: list[str]
    sections: list[tuple[str, str]]


# Nobody looks for the numbers in a table of values or for a publisher, the names of frameworks are
# among those of a page, and what the home page and the list of functions say about a function is
# said on its own page.
SILENT = re.compile(
    r"functions/.+#(?:elsewhere|values|references)|names/#table|(?:#home)?|functions/(?:#.*)?"
)

# A table of groups has headings in its cells.
HEADING = re.compile(
    r'<(h[1-6]|th)(?: scope="rowgroup")?(?: colspan="\d+")? id="([^"]+)"[^>]*>(.*?)</\1>', re.DOTALL
)
# Code is looked for elsewhere, and what surrounds the text is no text: the controls of figures, the
# family and the status, the rows of the comparison, which stand on the pages of the functions.
NO_TEXT = re.compile(
    r'<(pre|style|script)\b.*?</\1>|<a class="(?:headerlink|live-compare)".*?</a>|<!--.*?-->'
    r'|<div class="(?:specimen|figure-tools|compare-tools)".*?</div>|<tr id="row-.*?</tr>',
    re.DOTALL,
)
CELL = re.compile(r"</t[dh]>(?=\s*<t[dh])")  # but for the last of a row
WITHIN_A_WORD = re.compile(r"</?(?:a|b|code|em|i|span|strong|sub|sup)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
DISPLAY = re.compile(r"\\\[.*?\\\]", re.DOTALL)
INLINE = re.compile(r"\\\((.*?)\\\)", re.DOTALL)
COMMAND = re.compile(r"\\([A-Za-z]+|.)")
ARGUMENT = r"\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|(\w))"
FRACTION = re.compile(rf"\\[td]?frac{ARGUMENT}{ARGUMENT}")
SYMBOLS: dict[str, str] = dict(
    re.findall(
        r"(\w+)=(\S*)",
        "alpha=α beta=β gamma=γ delta=δ epsilon=ε theta=θ lambda=λ mu=μ pi=π sigma=σ tau=τ phi=φ "
        "Phi=Φ infty=∞ times=× cdot=· odot=⊙ approx=≈ le=≤ ge=≥ ne=≠ sim=∼ to=→ in=∈ pm=± ldots=… "
        "sqrt=√ sum=∑ int=∫ partial=∂ lvert=| rvert=| lVert=‖ rVert=‖ "
        "left= right= mathbf= mathsf= mathrm= operatorname= text=",
    )
)


def sections(html: str, url: str, title: str) -> Iterator[dict[str, str]]:
    """Yield a page's sections: what stands before its first heading, then what follows each."""
    before, *rest = HEADING.split(html)
    yield {"location": url, "title": title, "text": before}
    for ident, heading, text in zip(rest[1::4], rest[2::4], rest[3::4], strict=True):
        yield {"location": f"{url}#{ident}", "title": heading, "text": text}


def write(
    site: Path,
    documents: Iterable[Mapping[str, str]],
    names: Mapping[str, Sequence[str]],
    calls: Mapping[str, Sequence[str]],
) -> None:
    """Replace the plugin's index in a built site, and remove what would have read it."""
    collected = site / "search/search_index.json"
    pages, texts = index(documents, names, calls)
    for name, content in (("names.json", pages), ("texts.json", texts)):
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (collected.parent / name).write_text(text, encoding="utf-8")
    collected.unlink()
    for folder in ("lunr", "workers"):
        shutil.rmtree(site / "assets/javascripts" / folder)


def index(
    documents: Iterable[Mapping[str, str]],
    names: Mapping[str, Sequence[str]],
    calls: Mapping[str, Sequence[str]],
) -> tuple[list[Page], dict[str, list[str]]]:
    """Return the pages, and by their address the texts of their sections.

    `names` are what the page at an address is also called, `calls` what frameworks call it.
    """
    pages: dict[str, Page] = {}
    texts: dict[str, list[str]] = {}
    for document in documents:
        url, _, anchor = document["location"].partition("#")
        heading = plain(document["title"])
        text = "" if SILENT.fullmatch(document["location"]) else plain(document["text"])
        if url not in pages:
            called = [unicodedata.normalize("NFC", name) for name in names.get(url, ())]
            theirs = list(calls.get(url, ()))
            pages[url] = Page(
                url=url, title=heading, names=called, calls=theirs, sections=[("", "")]
            )
            texts[url] = [text]
        elif heading == pages[url]["title"]:  # the page's own heading: what is under it comes first
            texts[url][0] = f"{text} {texts[url][0]}".strip()
        else:
            pages[url]["sections"].append((anchor, heading))
            texts[url].append(text)
    return list(pages.values()), texts


def plain(html: str) -> str:
    """Return the text without its code blocks and tags, and with formulas one can read."""
    text = DISPLAY.sub(" ", NO_TEXT.sub(" ", html.replace("<sup>", "^")))
    text = unescape(TAG.sub(" ", WITHIN_A_WORD.sub("", CELL.sub(" · ", text))))
    text = INLINE.sub(lambda formula: _readable(formula[1]), text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _readable(tex: str) -> str:
    r"""Return a formula of one line in plain characters: of `e^{-\alpha x}`, `e^-α x`."""
    while (without := FRACTION.sub(_division, tex)) != tex:
        tex = without
    tex = COMMAND.sub(lambda m: SYMBOLS.get(m[1], m[1] if m[1].isalpha() else " "), tex)
    return tex.replace("{", "").replace("}", "")


def _division(fraction: re.Match[str]) -> str:
    above, below = fraction[1] or fraction[2], fraction[3] or fraction[4]
    # The space keeps it apart from a command: `\\tanh\\tfrac x2` is tanh x/2.
    return " " + "/".join(f"({part})" if " " in part else part for part in (above, below))
