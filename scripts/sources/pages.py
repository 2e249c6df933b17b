"""The front matter of function pages: what other places need of a page, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import activations
from activations import Activation
from activations.spec import normalise
from scripts.sources import SourceError, front, mapping, shown, text_of

FORM = "`title: …`, `description: …` and `symbols:` between two lines ---"


@dataclass(frozen=True)
class Page:
    """What a page says of its function in its front matter."""

    path: str
    title: str
    description: str
    symbols: dict[str, str]  # LaTeX: meaning


def path_of(root: Path, language: str, ident: str) -> Path:
    """Return where the page of a function stands."""
    return root / "docs" / language / "functions" / f"{ident}.md"


def read(a: Activation, root: Path, languages: Iterable[str]) -> dict[str, Page]:
    """Read the front matter of a function's page in every language."""
    pages, errors = {}, []
    for language in languages:
        path = path_of(root, language, a.id)
        try:
            pages[language] = _page(a, text_of(path, root), shown(path, root))
        except SourceError as error:
            errors.append(str(error))
    if not errors:
        first, *others = pages.values()
        for other in others:
            if list(other.symbols) != list(first.symbols):
                right = ", ".join(first.symbols) or "none"
                errors.append(f"{other.path}:1: other symbols than in {first.path}: {right}")
    if errors:
        raise SourceError(*errors)
    return pages


def _page(a: Activation, text: str, name: str) -> Page:
    found = mapping(front(text, name), name, first_line=2)
    symbols = {
        key.removeprefix("symbols."): text
        for key, (text, _) in found.items()
        if key.startswith("symbols.")
    }
    for key, (value, line) in found.items():
        if key not in ("title", "description") and not key.startswith("symbols."):
            raise SourceError(f"{name}:{line}: unknown key {key!r}: {FORM}")
        if re.search(r"[<|\n]", value):
            raise SourceError(f"{name}:{line}: {key} holds a <, a | or a line break: plain text")
    for key in ("title", "description"):
        if key not in found:
            raise SourceError(f"{name}:1: {key} is missing: {FORM}")
    for p in a.parameters:
        if p.symbol not in symbols:
            right = f"`{p.symbol}: …` under `symbols:`"
            raise SourceError(f"{name}:1: nothing is said of the parameter {p.name}: {right}")
    title, line = found["title"]
    if (other := owner(title)) not in (None, a.id):
        raise SourceError(f"{name}:{line}: {title!r} is a name of {other}: another title")
    return Page(name, title, found["description"][0], symbols)


def owner(title: str) -> str | None:
    """Return the id of the function that has this name."""
    try:
        return activations.get(title).id
    except LookupError:
        return None


def names(a: Activation, pages: Mapping[str, Page]) -> list[str]:
    """Return everything that a function is called: its id, its titles, its names."""
    return list(dict.fromkeys([a.id, *(page.title for page in pages.values()), *a.names]))


def others(a: Activation, pages: Mapping[str, Page]) -> list[str]:
    """Return the names of a function that are neither its id nor a title."""
    proper = {normalise(name) for name in (a.id, *(page.title for page in pages.values()))}
    return [name for name in a.names if normalise(name) not in proper]
