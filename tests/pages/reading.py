"""Read a built page as a person would: sections, tables, formulas as their TeX, descriptions."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

FORMULA = re.compile(
    r'<span class="katex">.*?<annotation encoding="application/x-tex">(.*?)</annotation>'
    r'.*?<span class="katex-html"[^>]*>',
    re.DOTALL,
)
TAG = re.compile(r"<(/?)(\w+)[^>]*>")
POWER = re.compile(r"(−?[\d.]+)\s×\s10<sup>(−?\d+)</sup>")
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
IMAGE = re.compile(r'<img alt="([^"]*)" src="[^"]*?([\w-]+)\.svg"')


class Page:
    """A page of the site."""

    def __init__(self, path: Path) -> None:
        self.html = path.read_text(encoding="utf-8")
        article = self.html[self.html.index("<article") : self.html.index("</article>")]
        self.title = text(article[article.index("<h1") : article.index("</h1>")]).rstrip("¶")
        parts = re.split(r'<h2 id="([\w-]+)"', article)
        self.sections = {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}
        self.alts = {name: unescape(text) for text, name in IMAGE.findall(article)}

    def table(self, section: str) -> list[list[str]]:
        """The first table of a section, its head first."""
        html = self.sections[section]
        html = html[html.index("<table") : html.index("</table>")]
        return [[text(cell) for cell in CELL.findall(row)] for row in ROW.findall(html)]

    def said(self, section: str) -> str:
        """The words of a section, its formulas between dollars."""
        return text(self.sections[section])

    def listing(self, language: str) -> str:
        """The first code block of a language."""
        found = re.search(
            rf'class="language-{language} highlight">.*?<code[^>]*>(.*?)</code>', self.html, re.S
        )
        assert found is not None, language
        return unescape(re.sub(r"<[^>]+>", "", found[1]))


def text(html: str) -> str:
    """HTML as a person reads it, on one line; a formula is its TeX between dollars."""
    html = POWER.sub(lambda m: f"{m[1]}e{m[2]}", html)
    pieces = []
    while formula := FORMULA.search(html):
        pieces += [html[: formula.start()], f"${formula[1]}$"]
        html = _after_the_span(html, formula.end())
    plain = re.sub(r"<[^>]+>", "", "".join([*pieces, html]))
    return " ".join(unescape(plain).replace("−", "-").split())


def _after_the_span(html: str, start: int) -> str:
    """What follows the picture of a formula, in which spans are nested, and its own end."""
    depth = 2
    for tag in TAG.finditer(html, start):
        if tag[2] == "span":
            depth += -1 if tag[1] else 1
        if depth == 0:
            return html[tag.end() :]
    raise AssertionError("a formula without an end")


def numbers(words: str) -> list[float]:
    """The numbers in a text, in their order."""
    found = re.findall(r"(?<![\w.])-?(?:∞|\d+(?:\.\d+)?(?:e-?\d+)?)", words.replace("−", "-"))
    return [float(n.replace("∞", "inf")) for n in found]
