"""Every word of the interface: `docs/<language>/words.yml`, the same keys in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activations.spec import FAMILIES, STATUSES
from scripts.sources import SourceError, languages, mapping, shown, text_of

FIELD = re.compile(r"\{([a-z_]{2,})\}")  # LaTeX puts a single letter into braces, never a word


@dataclass(frozen=True)
class Words:
    """The words of one language, by key: `w("page.parameter", meaning=…)`."""

    language: str
    path: str
    texts: dict[str, str]
    lines: dict[str, int]

    def __call__(self, key: str, **fields: object) -> str:
        """Return a text with its `{fields}` filled in."""
        text = self.texts.get(key)
        if text is None:
            raise SourceError(f"{self.path}:1: {key} is missing: a text for it")
        if set(FIELD.findall(text)) != set(fields):
            right = ", ".join(f"{{{name}}}" for name in fields) or "none"
            raise SourceError(f"{self.path}:{self.lines[key]}: wrong fields in {key}: {right}")
        return FIELD.sub(lambda field: str(fields[field[1]]), text)

    def __contains__(self, key: str) -> bool:
        """Tell whether there is such a text."""
        return key in self.texts

    def tree(self) -> dict[str, Any]:
        """Return all of them as nested dictionaries, for templates and scripts."""
        tree: dict[str, Any] = {}
        for key, text in self.texts.items():
            *groups, last = key.split(".")
            branch = tree
            for group in groups:
                branch = branch.setdefault(group, {})
            branch[last] = text
        return tree


def read(root: Path) -> dict[str, Words]:
    """Read the words of every language, and refuse keys and fields that differ between them."""
    words: dict[str, Words] = {}
    for language in languages(root):
        path = root / "docs" / language / "words.yml"
        found = mapping(text_of(path, root), shown(path, root))
        texts = {key: text for key, (text, _) in found.items()}
        lines = {key: line for key, (_, line) in found.items()}
        words[language] = Words(language, shown(path, root), texts, lines)
    first, *others = words.values()
    errors = [
        f"{first.path}:1: {group}.{name} is missing: every {group} has a name"
        for group, names in (("families", FAMILIES), ("statuses", STATUSES))
        for name in names
        if f"{group}.{name}" not in first
    ]
    for other in others:
        for one, two in ((first, other), (other, first)):
            for key in one.texts.keys() - two.texts.keys():
                where = f"{one.path}:{one.lines[key]}"
                errors.append(f"{where}: {key} is missing in {two.path}: a text in every language")
        for key in first.texts.keys() & other.texts.keys():
            fields = set(FIELD.findall(first.texts[key]))
            if fields != set(FIELD.findall(other.texts[key])):
                right = ", ".join(sorted(fields)) or "none"
                errors.append(
                    f"{other.path}:{other.lines[key]}: other fields in {key} than in {first.path}: "
                    f"{right}"
                )
    if errors:
        raise SourceError(*sorted(errors))
    return words
