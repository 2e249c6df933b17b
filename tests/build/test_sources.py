"""Words, front matter, references, pages, places and notebooks that are wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.build.conftest import Tree

PAGE = "docs/en/functions/elu.md"
KOREAN = "docs/ko/functions/elu.md"
WORDS = "docs/en/words.yml"
BIB = "docs/references.bib"
SYMBOL = "  \\alpha: depth of the asymptote for negative inputs\n"
PLACE = "<!-- filled in: gallery -->\n"
MARKER = "<!-- begin generated: formula -->\n"
ENTRY = "@inproceedings{clevert2016fast,\n"
MERGE = "<<<<<<< HEAD\none\n=======\nother\n>>>>>>> branch\n"


@pytest.fixture
def tree(tree: Tree, program: ModuleType) -> Tree:
    """No record changes here: the build is imported once."""
    return Tree(tree.path, program)


def line_of(tree: Tree, name: str, needle: str) -> int:
    return tree.read(name).split(needle)[0].count("\n") + 1


# --- an edit of one file ----------------------------------------------------------------------

# The file, what stands in it, what is put in its place, and where and what the build says: a line
# is a number, or a text that stands in it afterwards.
EDITS: list[tuple[str, str, str, str | int, str]] = [
    # words.yml: malformed, unknown, missing, unequal, twice, wrong fields, not text
    (WORDS, "families:", "families", 8, "could not find expected ':': valid YAML"),
    (WORDS, "  name: English", "  name: [English]", "  name: [", "language.name is no text: `key:"),
    (WORDS, "  name: English", "  name:", "  name:", "language.name is empty: a text"),
    (WORDS, "  name: English", "  name: a\n  name: b", "  name: b", "language.name stands twice"),
    (WORDS, "  gated: Gated", "  gatd: Gated", "  gatd", "families.gatd is missing in docs/ko/wor"),
    (WORDS, "page:\n", "page:\n  new: words\n", "  new: words",
     "page.new is missing in docs/ko/words.yml: a text in every language"),
    (WORDS, "{year}", "{yaer}", "{yaer}", "other fields in page.described than in docs/ko/words.y"),
    (WORDS, "# ", MERGE + "# ", 1, "a merge is not finished: keep"),
    (WORDS, "# ", "\ufeff# ", 1, "a byte order mark: UTF-8 without one"),
    # the front matter
    (PAGE, "---\n", "", 1, "no front matter: YAML between two lines ---"),
    (PAGE, "title: ELU\n", "title: ELU: it\n", 2, "mapping values are not allowed in this context"),
    (PAGE, "title: ELU\n", "", 1, "title is missing: `title: …`, `description: …` and `symbols:`"),
    (PAGE, "title: ELU\n", "title:\n", 2, "title is empty: a text"),
    (PAGE, "title: ELU\n", "title: [ELU]\n", 2, "title is no text: `key: text` in YAML"),
    (PAGE, "title: ELU\n", "title: ELU\ntitle: ELU\n", 3, "title stands twice: keep one"),
    (PAGE, "title: ELU\n", "title: ELU\ntags: a\n", 3, "unknown key 'tags': `title: …`"),
    (PAGE, "title: ELU\n", "title: Tanh\n", 2, "'Tanh' is a name of tanh: another title"),
    (PAGE, "title: ELU\n", "title: E|LU\n", 2, "title holds a <, a | or a line break: plain text"),
    (PAGE, "title: ELU\n", "title: <b>ELU</b>\n", 2, "title holds a <, a | or a line break"),
    (PAGE, SYMBOL, "  \\beta: depth\n", 1, "nothing is said of the parameter alpha: `\\alpha: …`"),
    (PAGE, SYMBOL, SYMBOL + "  n: count\n", 1, "other symbols than in docs/ko/functions/elu.md: "),
    (PAGE, "symbols:\n" + SYMBOL, "symbols: [alpha]\n", 4, "symbols is no text: `key: text`"),
    # references.bib
    (BIB, "  year          = {2016},\n", "", ENTRY, "clevert2016fast: year is missing: `year"),
    (BIB, "  journal       = {Psy", "  publisher = {Psy", "@article{rosen", "nothing says where"),
    (BIB, ENTRY, ENTRY.replace(",", ""), ENTRY[:-2], "no entry: `@article{key,` … `}`, every brac"),
    (BIB, ENTRY, ENTRY + "  month = {may},\n", ENTRY, "clevert2016fast: unknown field month: one "),
    (BIB, ENTRY, ENTRY + "  year = {2016},\n", ENTRY, "year stands twice in an entry: keep one"),
    (BIB, "{2016}", "{16}", ENTRY, "clevert2016fast: year '16': four digits"),
    (BIB, "Clevert, Djork-Arné and", "Djork-Arné Clevert and", ENTRY, "`Family, Given and Family,"),
    (BIB, "971--980", "971-980", "@inproceedings{klambauer", "pages '971-980': two dashes, `12--3"),
    (BIB, ENTRY, MERGE + ENTRY, "<<<<<<<", "a merge is not finished: keep"),
    # pages
    (PAGE, "Positive", MERGE + "Positive", "<<<<<<<", "a merge is not finished: keep"),
    (PAGE, "Positive", "=======\nPositive", "=======", "a merge is not finished: keep"),
    (PAGE, "Positive inputs", "TODO: inputs", "TODO:", "TODO: what belongs there"),
    (PAGE, "Positive inputs", PLACE + "Positive", PLACE, "unknown place 'gallery': none in this p"),
    (PAGE, MARKER, "", "<!-- end generated -->\n\n<!-- begin", "end marker without a begin: remov"),
    (PAGE, MARKER, MARKER.replace(": f", " f"), "begin generated f", "malformed marker: `<!-- beg"),
    (PAGE, MARKER, MARKER.replace("mula", "mla"), "formla", "unknown block 'formla': did you mean"),
    (PAGE, MARKER, "# begin generated: formula\n", "# begin gen", "malformed marker: `<!-- begin "),
    (PAGE, MARKER, " " + MARKER, " <!-- begin", "malformed marker: `<!-- begin generated: NAME --"),
    (PAGE, "---\n", "\ufeff---\n", 1, "a byte order mark: UTF-8 without one"),
    # places of the pages of the site
    ("docs/en/index.md", PLACE, "", 1, "the page lacks the place 'gallery': `<!-- filled in: gall"),
    ("docs/en/index.md", PLACE, PLACE * 2, 1, "the page has more than once the place 'gallery'"),
    ("docs/en/index.md", PLACE, " " + PLACE, " <!--", "malformed place: `<!-- filled in: NAME -->"),
    ("docs/en/index.md", PLACE, PLACE.replace("in:", "in"), "in gal", "malformed place: `<!-- fil"),
    ("docs/en/index.md", PLACE, "<!-- filled in: galery -->\n", "galery", "unknown place 'galery'"),
    ("docs/en/about.md", "# How", MERGE + "# How", "<<<<<<<", "a merge is not finished: keep"),
    ("docs/en/about.md", "---\n", "", 1, "no front matter: YAML between two lines ---"),
    ("docs/en/about.md", "---\n", "---\n{\n", 4, "did not find expected ',' or '}': valid YAML"),
    ("docs/en/functions/index.md", "<!-- filled in: families -->", "", 1, "lacks the place 'famil"),
    ("mkdocs.yml", "docs_dir: docs/ko", "docs_dir: docs/kr", 1, "no language: `docs_dir: docs/ko`"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "where", "message"), EDITS)
def test_a_file_that_is_wrong(
    tree: Tree, name: str, old: str, new: str, where: str | int, message: str
) -> None:
    tree.edit(name, old, new)
    line = where if isinstance(where, int) else line_of(tree, name, where)
    errors = tree.refused()
    assert any(e.startswith(f"{name}:{line}: ") and message in e for e in errors), errors


# --- files that are not there, or are no text ---------------------------------------------------


def drop(*names: str) -> Callable[[Tree], None]:
    def spoil(tree: Tree) -> None:
        for name in names:
            (tree / name).unlink()

    return spoil


def to_folder(name: str) -> Callable[[Tree], None]:
    def spoil(tree: Tree) -> None:
        (tree / name).unlink()
        (tree / name).mkdir()

    return spoil


def to_bytes(name: str, data: bytes) -> Callable[[Tree], None]:
    def spoil(tree: Tree) -> None:
        (tree / name).write_bytes(data)

    return spoil


def new(name: str, text: str) -> Callable[[Tree], None]:
    return lambda tree: tree.write(name, text)


FRONT = "---\ntitle: New\ndescription: New.\n---\n\n# New { #new }\n"
FILES = [
    (drop(PAGE, KOREAN), r"docs/ko/functions/elu\.md:1: the page is missing: write it, or run `ma"),
    (drop("docs/en/about.md"), r"docs/en/about\.md:1: the page is missing: other languages have"),
    (drop("activations/functions/elu.py"), r"docs/ko/functions/elu\.md:1: no function has the id"),
    (drop("mkdocs.en.yml"), r"mkdocs\.en\.yml:1: the file is missing: what MkDocs needs in this"),
    (drop("mkdocs.yml"), r"mkdocs\.yml:1: the file is missing: write it"),
    (drop(BIB), r"docs/references\.bib:1: the file is missing: write it"),
    (to_folder("docs/en/about.md"), r"docs/en/about\.md:1: (Is a dir|Permission)"),
    (to_folder(PAGE), r"docs/en/functions/elu\.md:1: (Is a dir|Permission)"),
    (to_bytes(PAGE, b"---\ntitle: \xff\n---\n"), r"docs/en/functions/elu\.md:2: not UTF-8: save"),
    (to_bytes("docs/en/about.md", b"---\na: b\n---\n\xb0\xa1"), r"docs/en/about\.md:4: not UTF-8"),
    (to_bytes(WORDS, b"a: \x00\n"), r"docs/en/words\.yml:1: a NUL byte: a text file"),
    (to_bytes(BIB, b""), r"activations/functions/elu\.py:\d+: unknown reference 'clevert2016fast'"),
    (new("docs/en/new.md", FRONT), r"docs/ko/new\.md:1: the page is missing: other languages have"),
    (new("docs/en/functions/eluu.md", FRONT), r"docs/en/functions/eluu\.md:1: no function has the"),
    (new("docs/en/a.ipynb", '{\n "cells": [\n'), r"docs/en/a\.ipynb:3: Expecting value: a noteboo"),
    (new("docs/en/a.ipynb", "[]"), r"docs/en/a\.ipynb:1: no cells: a notebook as Jupyter saves it"),
    (new("docs/en/a.ipynb", MERGE), r"docs/en/a\.ipynb:1: a merge is not finished: keep"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "message"), FILES, ids=[message for _, message in FILES])
def test_a_file_that_is_missing_or_no_text(
    tree: Tree, spoil: Callable[[Tree], None], message: str
) -> None:
    spoil(tree)
    errors = tree.refused()
    assert any(re.match(message, error) for error in errors), errors


@pytest.mark.parametrize(
    ("target", "wrong"),
    [("nowhere.md", "the file is missing: write it"), ("elu.md", ".+: a file that can be read")],
)
def test_a_link_that_leads_nowhere_or_to_itself(tree: Tree, target: str, wrong: str) -> None:
    (tree / PAGE).unlink()
    (tree / PAGE).symlink_to(target)
    (line,) = tree.refused()
    assert re.fullmatch(f"{PAGE}:1: {wrong}", line)


def test_entries_of_the_bibliography_twice_or_out_of_order(tree: Tree) -> None:
    text = tree.read(BIB)
    entry = text[text.index(ENTRY) : text.index("}\n", text.index(ENTRY)) + 2]
    tree.write(BIB, f"{text}\n{entry}")
    (twice,) = tree.refused()
    assert re.fullmatch(r"docs/references\.bib:\d+: clevert2016fast stands twice: keep one", twice)
    tree.write(BIB, f"{text.replace(entry, '')}\n{entry}")
    (order,) = tree.refused()
    assert re.match(
        r"docs/references\.bib:\d+: clevert2016fast after \w+: entries sorted by", order
    )


def test_everything_that_is_wrong_in_pages_is_said_at_once(tree: Tree) -> None:
    tree.edit("docs/en/index.md", PLACE, "")
    tree.edit("docs/ko/index.md", PLACE, "")
    tree.edit("docs/ko/about.md", "---\n", "")
    assert [line.split(":")[0] for line in tree.refused()] == [
        "docs/ko/about.md", "docs/ko/index.md", "docs/en/index.md"
    ]  # fmt: skip


def test_words_are_texts_whatever_yaml_would_make_of_them(tree: Tree) -> None:
    tree.edit(WORDS, "  property: Property", "  property: no")
    assert tree.run().status == 0
    assert "| no | Value (" in tree.read(PAGE)


def test_line_ends_of_windows_are_kept(tree: Tree) -> None:
    was = tree.read(PAGE)
    tree.write(PAGE, was.replace("\n", "\r\n"))
    done = tree.run()
    assert done.status == 0, done.err
    assert tree.read(PAGE) == was.replace("\n", "\r\n")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_notebook_is_read_as_jupyter_saves_it(tree: Tree, language: str) -> None:
    for other in ("ko", "en"):
        tree.write(f"docs/{other}/a.ipynb", json.dumps({"cells": [], "nbformat": 4}))
    # What Jupyter leaves beside it is no page.
    tree.write(f"docs/{language}/.ipynb_checkpoints/a-checkpoint.ipynb", "{")
    assert tree.run().status == 0


def test_no_source_of_this_repository_is_missing() -> None:
    """The table above names files: so that a move of one is noticed here and not by luck."""
    root = Path(__file__).resolve().parents[2]
    assert all((root / name).is_file() for name, *_ in EDITS)
