"""A page as an entry of a bibliography: who, of which version, from CITATION.cff."""

from __future__ import annotations

from pathlib import Path

import yaml


def entry(root: Path, title: str, site: str, address: str, url: str | None) -> str:
    """Return the BibTeX entry of a page: its title, the name of the site, its address within it."""
    said = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    key = "-".join(part for part in ("field-guide", *address.strip("/").split("/")[-1:]) if part)
    fields = {
        "author": " and ".join(_name(author) for author in said["authors"]),
        "title": title,
        "howpublished": site,
        "year": str(said["date-released"])[:4],
        "note": f"Version {said['version']}",
        **({"url": url} if url else {}),
    }
    lines = [f"  {name:12} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _name(author: dict[str, str]) -> str:
    if "name" in author:  # of a group: no family name to be sorted by
        return f"{{{author['name']}}}"
    return f"{author['family-names']}, {author['given-names']}"
