"""Publish KaTeX's style sheet and, of its fonts, the glyphs that the formulas of the site use.

Which font a character is set in follows from KaTeX's own style sheet: its rules are read, not
repeated here.
"""

from __future__ import annotations

import functools
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, TypeAlias

from scripts.files.cache import cached

KATEX = Path(__file__).resolve().parents[1] / "vendor/katex"
PUBLISHED = "assets/vendor/katex"  # within a site; mkdocs.yml names the style sheet there
FACE = re.compile(r"@font-face\{([^}]*)\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*\bfont-(?:family|style|weight):[^{}]*)\}")
STEP = re.compile(r" ?(?P<child>>?)(?:span|(?P<classes>(?:\.[\w-]+)+))")
FORMULA = '<span class="katex-html"'
TOKEN = re.compile(r"<(?P<end>/?)\w+(?P<attributes>[^>]*)>|(?P<text>[^<]+)")
CLASS = re.compile(r'\bclass="([^"]*)"')
SETS = re.compile(r"\bfont-(family|style|weight):([^;]+)")

Classes: TypeAlias = frozenset[str]
Element: TypeAlias = tuple[Classes, ...]  # the classes of its ancestors, then its own


class Font(NamedTuple):
    """What a style sheet asks for, or what a font file is declared to be."""

    family: str = "KaTeX_Main"
    style: str = "normal"
    weight: str = "400"


class Step(NamedTuple):
    """A part of a selector."""

    child: bool  # of what the step before it selects; else any descendant
    classes: Classes


class Rule(NamedTuple):
    """A rule that sets the font or a part of it."""

    selector: tuple[Step, ...]
    sets: dict[str, str]


def publish(site: Path) -> None:
    """Write the style sheet and the fonts that the pages of a built site need."""
    used = characters(page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    target = site / PUBLISHED
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    for name, wanted in used.items():
        (target / "fonts" / name).write_bytes(subset(name, wanted))

    def face(match: re.Match[str]) -> str:
        return match[0] if _url(match[1]) in used else ""

    style = FACE.sub(face, _style())
    (target / "katex.min.css").write_text(style, encoding="utf-8", newline="\n")
    (target / "LICENSE").write_bytes((KATEX / "LICENSE").read_bytes())


def characters(pages: Iterable[str]) -> dict[str, set[str]]:
    """Return the characters that the formulas of the pages set in each font file."""
    used: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for formula in page.split(FORMULA)[1:]:
            path: Element = (frozenset({"katex"}),)
            for token in TOKEN.finditer(FORMULA + formula):
                if token["text"] is not None:
                    used[_file(_font(path))] |= set(unescape(token["text"]))
                elif token["end"]:
                    path = path[:-1]
                    if len(path) == 1:
                        break  # the formula is over
                elif not token["attributes"].endswith("/"):
                    names = CLASS.search(token["attributes"])
                    path = (*path, frozenset(names[1].split() if names else ()))
    return used


def subset(name: str, wanted: set[str]) -> bytes:
    """Return a font file with the wanted characters and no others; hinted as it was."""

    def make() -> bytes:
        # Only here: the import takes longer than all the rest when every font is in the cache.
        from fontTools import subset as tools

        options = tools.Options(
            flavor="woff2", bidi_closure=False
        )  # no text here runs from right to left
        buffer = io.BytesIO()
        with tools.load_font(str(KATEX / "fonts" / name), options) as font:
            subsetter = tools.Subsetter(options)
            subsetter.populate(text="".join(wanted))
            subsetter.subset(font)
            tools.save_font(font, buffer, options)
        return buffer.getvalue()

    made_from = [
        (KATEX / "fonts" / name).read_bytes(),
        "".join(sorted(wanted)).encode(),
        Path(__file__).read_bytes(),
        *(version(package).encode() for package in ("fonttools", "brotli")),
    ]
    return cached("fonts", made_from, make)


# --- the cascade ----------------------------------------------------------------------------


@functools.cache
def _font(element: Element) -> Font:
    """Return the font of an element: its parent's, changed by the rules in their order."""
    if len(element) == 1:
        return Font()
    font = _font(element[:-1])
    for rule in _rules():
        if _selects(rule.selector, element):
            font = font._replace(**rule.sets)
    return font


def _selects(selector: tuple[Step, ...], element: Element) -> bool:
    *before, last = selector
    if not last.classes <= element[-1]:
        return False
    parent = len(element) - 1
    ends = range(parent, parent - 1 if last.child else 0, -1)
    return not before or any(_selects(tuple(before), element[:end]) for end in ends)


@functools.cache
def _file(font: Font) -> str:
    """Return the font file that a browser takes: the family's, of that style and weight if any."""
    faces = {Font(**_sets(face)): _url(face) for face in FACE.findall(_style())}
    family = [face for face in faces if face.family == font.family]
    return faces[min(family, key=lambda f: (f.style != font.style, f.weight != font.weight))]


@functools.cache
def _rules() -> list[Rule]:
    """Return the rules on fonts, those that prevail last."""
    rules = [
        Rule(_selector(selector), _sets(body))
        for selectors, body in RULE.findall(FACE.sub("", _style()))
        for selector in selectors.split(",")
    ]

    def specificity(rule: Rule) -> tuple[int, int]:
        steps = rule.selector
        return sum(len(step.classes) for step in steps), sum(not step.classes for step in steps)

    return sorted(rules, key=specificity)


def _selector(text: str) -> tuple[Step, ...]:
    steps = list(STEP.finditer(text))
    if "".join(step[0] for step in steps) != text:
        raise ValueError(f"katex.min.css: {text}: made of something else than classes and spans")
    return tuple(
        Step(bool(step["child"]), frozenset((step["classes"] or "").split(".")[1:]))
        for step in steps
    )


def _sets(body: str) -> dict[str, str]:
    """Return the parts of a font that the body of a rule sets."""
    return {part: value.strip('"') for part, value in SETS.findall(body)}


def _url(face: str) -> str:
    """Return the name of a face's font file."""
    return face.rpartition("url(fonts/")[2].partition(")")[0]


@functools.cache
def _style() -> str:
    return (KATEX / "katex.min.css").read_text(encoding="utf-8")
