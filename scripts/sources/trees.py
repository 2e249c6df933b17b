"""What must be where: every page has its twins, its places and its function."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from scripts.blocks import PLACES
from scripts.sources import SourceError, configuration, front, languages, shown, text_of

PLACE = re.compile(r"<!-- filled in: ([a-z-]+) -->")
LIKE_PLACE = re.compile(r"\s*<!--\W*filled\W*in\b", re.IGNORECASE)


def check(root: Path, ids: Iterable[str]) -> None:
    """Refuse trees in which something is missing or stands where it does not belong."""
    ids = sorted(ids)
    trees = {
        language: {
            path.relative_to(root / "docs" / language).as_posix()
            for path in (root / "docs" / language).rglob("*")
            if path.suffix in {".md", ".ipynb"} and ".ipynb_checkpoints" not in path.parts
        }
        for language in languages(root)
    }
    wanted = set().union(*trees.values(), (f"functions/{ident}.md" for ident in ids))
    errors: list[str] = []
    for language, pages in trees.items():
        for page in sorted(wanted - pages):
            errors.append(_missing(f"docs/{language}/{page}", page, ids))
        for page in sorted(pages):
            folder, _, name = page.rpartition("/")
            path = root / "docs" / language / page
            if folder == "functions" and Path(name).stem in ids:
                continue  # read when it is made
            if folder == "functions" and name != "index.md":
                wrong = f"no function has the id {Path(name).stem!r}"
                right = "name the page after a function, or add the function"
                errors.append(f"docs/{language}/{page}:1: {wrong}: {right}")
                continue
            try:
                text = text_of(path, root)
                if path.suffix == ".ipynb":
                    _check_notebook(text, shown(path, root))
                else:
                    front(text, shown(path, root))
            except SourceError as error:
                errors.append(str(error))
            else:
                errors += misplaced(text, shown(path, root), PLACES.get(page, ()))
        file = configuration(root, language)
        if not file.is_file():
            right = "what MkDocs needs in this language, see mkdocs.en.yml"
            errors.append(f"{file.name}:1: the file is missing: {right}")
    if errors:
        raise SourceError(*errors)


def _missing(name: str, page: str, ids: list[str]) -> str:
    ident = Path(page).stem
    if page.startswith("functions/") and ident in ids:
        return f"{name}:1: the page is missing: write it, or run `make new ID={ident}`"
    return f"{name}:1: the page is missing: other languages have it, write it"


def _check_notebook(text: str, name: str) -> None:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(f"{name}:{error.lineno}: {error.msg}: a notebook is JSON") from None
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise SourceError(f"{name}:1: no cells: a notebook as Jupyter saves it")


def misplaced(text: str, name: str, places: tuple[str, ...] = ()) -> list[str]:
    """Return what is wrong with the places that are filled in when the site is built."""
    errors, found = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if place := PLACE.fullmatch(line):
            found.append(place[1])
            if place[1] not in places:
                right = f"one of {', '.join(places)}" if places else "none in this page"
                errors.append(f"{name}:{number}: unknown place {place[1]!r}: {right}")
        elif LIKE_PLACE.match(line):
            right = "`<!-- filled in: NAME -->`, alone on its line"
            errors.append(f"{name}:{number}: malformed place: {right}")
    for wanted in places:
        if found.count(wanted) != 1:
            wrong = "lacks the place" if wanted not in found else "has more than once the place"
            right = f"`<!-- filled in: {wanted} -->`, once"
            errors.append(f"{name}:1: the page {wrong} {wanted!r}: {right}")
    return errors
