"""The works that the records cite: `docs/references.bib`, each once, sorted by key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

from scripts.sources import SourceError, shown, text_of

PATH = "docs/references.bib"
VENUES = ("journal", "booktitle", "howpublished")
FIELDS = {
    *("author", "title", "year", "volume", "number", "pages", "publisher", "doi", "url"),
    *("eprint", "archiveprefix", *VENUES),
}


@dataclass(frozen=True)
class Reference:
    """A work of the literature, and its entry as it is typed."""

    key: str
    authors: tuple[str, ...]  # "Family, Given", or the name of an institution
    title: str
    year: int
    venue: str
    volume: str
    number: str
    pages: str  # with the dash of BibTeX, 12--34
    doi: str
    arxiv: str
    url: str
    bibtex: str

    @property
    def first_year(self) -> int:
        """The year of the preprint, where it came first: its number says it, yymm.nnnnn."""
        preprint = re.match(r"(\d\d)\d\d\.", self.arxiv)
        return min(self.year, 2000 + int(preprint[1])) if preprint else self.year

    @property
    def citation(self) -> str:
        """The work as a person reads it, in Markdown."""
        people = [" ".join(reversed(author.split(", "))) for author in self.authors]
        if len(people) > 4:
            who = f"{people[0]} et al."
        else:
            who = " and ".join([", ".join(people[:-1]), people[-1]] if people[1:] else people)
        number = f"({self.number})" if self.number else ""
        volume = f" {self.volume}{number}" if self.volume else ""
        pages = f", {self.pages.replace('--', '–')}" if self.pages else ""
        where = f" *{self.venue}*{volume}{pages}," if self.venue else ""
        title = self.title if self.title.endswith("?") else f"{self.title}."
        links = [f"[doi:{self.doi}](https://doi.org/{self.doi})"] if self.doi else []
        if self.arxiv:
            links.append(f"[arXiv:{self.arxiv}](https://arxiv.org/abs/{self.arxiv})")
        links += [f"<{self.url}>"] if self.url else []
        stop = "" if who.endswith(".") else "."
        return " ".join([f"{who}{stop} {title}{where} {self.year}.", *links])


def read(root: Path) -> dict[str, Reference]:
    """Read every work, by its key."""
    name = shown(root / PATH, root)
    library = parse_string(text_of(root / PATH, root), parse_stack=[])
    errors = []
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            errors.append(f"{name}:{line}: {block.key} stands twice: keep one")
        elif isinstance(block, DuplicateFieldKeyBlock):
            twice = ", ".join(sorted(block.duplicate_keys))
            errors.append(f"{name}:{line}: {twice} stands twice in an entry: keep one")
        else:
            errors.append(f"{name}:{line}: no entry: `@article{{key,` … `}}`, every brace closed")
    works: dict[str, Reference] = {}
    before = ""
    for entry in library.entries:
        line = (entry.start_line or 0) + 1
        try:
            works[entry.key] = _reference(entry)
        except ValueError as error:
            errors.append(f"{name}:{line}: {entry.key}: {error}")
        if entry.key < before:
            errors.append(f"{name}:{line}: {entry.key} after {before}: entries sorted by key")
        before = entry.key
    if errors:
        raise SourceError(*errors)
    return works


def _reference(entry: Entry) -> Reference:
    typed = {f.key.lower(): str(f.value) for f in entry.fields}
    fields = {key: re.sub(r"[{}]", "", value) for key, value in typed.items()}
    if unknown := sorted(fields.keys() - FIELDS):
        raise ValueError(f"unknown field {unknown[0]}: one of {', '.join(sorted(FIELDS))}")
    for needed in ("author", "title", "year"):
        if not fields.get(needed):
            raise ValueError(f"{needed} is missing: `{needed} = {{…}},`")
    authors = tuple(fields["author"].split(" and "))
    institution = typed["author"].startswith("{{")  # {{DeepSeek-AI}}
    if not (institution or all(re.fullmatch(r"[^,]+, [^,]+", author) for author in authors)):
        raise ValueError(f"authors {fields['author']!r}: `Family, Given and Family, Given`")
    if not re.fullmatch(r"1[89]\d\d|20\d\d", fields["year"]):
        raise ValueError(f"year {fields['year']!r}: four digits")
    if re.search(r"\d-\d", pages := fields.get("pages", "")):
        raise ValueError(f"pages {pages!r}: two dashes, `12--34`")
    venue = next((fields[v] for v in VENUES if v in fields), "")
    if not (venue or "eprint" in fields or "url" in fields):
        raise ValueError("nothing says where it appeared: journal, booktitle, eprint or url")
    return Reference(
        key=entry.key,
        authors=authors,
        title=fields["title"],
        year=int(fields["year"]),
        venue=venue,
        volume=fields.get("volume", ""),
        number=fields.get("number", ""),
        pages=pages,
        doi=fields.get("doi", ""),
        arxiv=fields.get("eprint", ""),
        url=fields.get("url", ""),
        bibtex=str(entry.raw).strip(),
    )
