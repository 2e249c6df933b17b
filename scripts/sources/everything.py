"""All that pages are made of, read once: records, words, front matter, references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import activations
from activations import Activation
from activations.spec import FAMILIES
from scripts.frameworks.rows import Row, rows
from scripts.sources import SourceError, pages, references, words
from scripts.sources.pages import Page
from scripts.sources.references import Reference
from scripts.sources.words import Words


@dataclass(frozen=True)
class Sources:
    """What the build has read."""

    root: Path
    words: Mapping[str, Words]  # by language, the site's main one first
    works: Mapping[str, Reference]
    pages: Mapping[str, Mapping[str, Page]]  # by id, then by language
    records: tuple[Activation, ...]

    @cached_property
    def catalogue(self) -> tuple[Activation, ...]:
        """The records in the order of the site: by family, and in it by year."""

        def place(a: Activation) -> tuple[int, int, str]:
            return FAMILIES.index(a.family), self.year(a), a.id

        return tuple(sorted(self.records, key=place))

    def elsewhere(self, a: Activation) -> list[Row]:
        """Return what is said of a function in other frameworks; several blocks and pages ask."""
        if a.id not in self._elsewhere:
            self._elsewhere[a.id] = rows(self.root, a)
        return self._elsewhere[a.id]

    @cached_property
    def _elsewhere(self) -> dict[str, list[Row]]:
        return {}

    def title(self, a: Activation, language: str) -> str:
        """Return what the page of a function is called."""
        return self.pages[a.id][language].title

    def year(self, a: Activation) -> int:
        """Return the year of the work that first describes a function as an activation."""
        return self.works[a.references[0]].first_year


def read(root: Path, records: tuple[Activation, ...] = activations.catalogue) -> Sources:
    """Read everything, and say everything that is wrong."""
    errors: list[str] = []
    found = words.read(root)
    works = references.read(root)
    fronts: dict[str, dict[str, Page]] = {}
    for a in records:
        for key in a.references:
            if key not in works:
                right = f"a key of {references.PATH}, or add the entry"
                errors.append(str(a.error(f'"{key}"', f"unknown reference {key!r}", right)))
        try:
            fronts[a.id] = pages.read(a, root, found)
        except SourceError as error:
            errors.append(str(error))
    if errors:
        raise SourceError(*errors)
    return Sources(root, found, works, fronts, records)
