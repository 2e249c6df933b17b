"""What the build writes, what it never loses, and what becomes of it when it is cut short."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.conftest import IDS, ROOT, Tree

PAGE = "docs/en/functions/elu.md"
FIGURE = "docs/figures/elu.svg"
PROSE = "Positive inputs pass as in"
PAGES = [f"docs/{language}/functions/elu.md" for language in ("ko", "en")]


def retitled(tree: Tree) -> None:
    """Change the record, so that figure and pages of ELU change."""
    tree.edit("activations/functions/elu.py", "shown=(0.5, 2.0)", "shown=(0.5,)")
    tree.edit("activations/functions/elu.py", '"지수 선형 단위"', '"exp unit"')


# --- what is written --------------------------------------------------------------------------


def test_check_shows_the_difference_and_writes_nothing(tree: Tree) -> None:
    retitled(tree)
    (tree / "docs/figures/copy.svg").write_bytes((tree / FIGURE).read_bytes())
    tree.write("docs/figures/mine.svg", "<svg/>")
    before = tree.contents()
    done = tree.run("--check")
    assert done.status == 1
    assert (
        "+As an activation function: 2015, Clevert · Unterthiner · Hochreiter<br>also" in done.out
    )
    assert f"{FIGURE}: out of date\n" in done.out
    assert "docs/figures/copy.svg: belongs to no function: remove it\n" in done.out
    assert "mine.svg" not in done.out
    assert done.out.endswith("out of date: run `python scripts/build.py`\n")
    assert tree.contents() == before


def test_every_file_that_is_written_is_named(tree: Tree) -> None:
    before = tree.contents(committed=True)
    retitled(tree)
    done = tree.run()
    after = tree.contents(committed=True)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {FIGURE, *PAGES, "activations/functions/elu.py"}
    assert set(re.findall(r"^wrote (.+)$", done.out, re.MULTILINE)) == {FIGURE, *PAGES}
    assert "1 functions drawn, 3 files written" in done.out


def test_an_edit_between_markers_is_put_right_and_the_page_is_named(tree: Tree) -> None:
    was = tree.read(PAGE)
    tree.edit(PAGE, "| [Range](", "| [My range](")
    done = tree.run()
    assert f"wrote {PAGE}\n" in done.out
    assert tree.read(PAGE) == was


def test_only_one_function(tree: Tree) -> None:
    for ident in ("elu", "tanh"):
        (tree / f"docs/figures/{ident}.svg").unlink()
    assert tree.run("--only", "exponential linear unit").status == 0
    assert (tree / FIGURE).exists()
    assert not (tree / "docs/figures/tanh.svg").exists()
    assert tree.run().status == 0
    assert (tree / "docs/figures/tanh.svg").exists()


def torn_by_a_merge(text: str) -> str:
    return f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> branch\n"


def cut(text: str) -> str:
    return text[: len(text) // 2] + "</svg>\n"


def edited(text: str) -> str:
    return text.replace("</svg>", "<script>alert(1)</script></svg>") + "\n"


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        (FIGURE, torn_by_a_merge),
        (FIGURE, cut),
        (FIGURE, edited),
        ("build/site/shared/figures/elu-plate.svg", edited),
        ("build/site/shared/curves/elu.js", cut),
    ],
)
def test_what_is_damaged_is_made_again(tree: Tree, name: str, damage: Callable[[str], str]) -> None:
    whole = tree.read(name)
    tree.write(name, damage(whole))
    assert "1 functions drawn" in tree.run().out
    assert tree.read(name) == whole


# --- what a person has made -----------------------------------------------------------------


def test_nothing_that_a_person_has_made_is_removed(tree: Tree) -> None:
    figure = tree.read(FIGURE)
    tree.write("docs/figures/mine.svg", "<svg/>")
    tree.write("docs/figures/elu-annotated.svg", figure.replace("</svg>", "<text>!</text></svg>"))
    tree.write("docs/figures/copy.svg", figure)  # as it was made, but not by the build
    (tree / "docs/figures/link.svg").symlink_to("elu.svg")
    (tree / "build/stamp.json").unlink()
    before = tree.contents(committed=True)
    for _ in range(2):
        done = tree.run()
        assert "removed" not in done.out
        assert tree.contents(committed=True) == before


def without_elu(tree: Tree) -> None:
    text = tree.read("activations/__init__.py")
    tree.write("activations/__init__.py", re.sub(r"from .*\.elu import .*\n", "", text))
    for name in ("activations/functions/elu.py", *PAGES):
        (tree / name).unlink()


def test_what_no_function_has_any_more_is_removed_and_named(tree: Tree) -> None:
    without_elu(tree)
    done = tree.run()
    assert done.status == 0, done.err
    removed = re.findall(r"^removed (\S+): no function has it$", done.out, re.MULTILINE)
    shared = ["curves/elu.js", "figures/elu-plate.svg"]
    shared += [f"figures/paper/elu.{form}" for form in ("csv", "pdf", "png", "svg")]
    shared.append("vectors/elu.json")
    assert removed[0] == FIGURE
    assert sorted(removed[1:]) == [f"build/site/shared/{name}" for name in shared]
    assert not any((tree / name).exists() for name in removed)
    assert tree.run("--check").status == 0


def test_a_figure_that_was_edited_outlives_its_function(tree: Tree) -> None:
    without_elu(tree)
    tree.edit(FIGURE, "</svg>", "<!-- mine --></svg>")
    assert FIGURE not in tree.run().out
    assert (tree / FIGURE).exists()
    done = tree.run("--check")
    assert (done.status, f"{FIGURE}: belongs to no function: remove it\n" in done.out) == (1, True)


def test_a_stamp_that_lies_removes_nothing_elsewhere(tree: Tree) -> None:
    before = tree.contents(committed=True)
    names = ["../outside.txt", "docs/en/about.md", str(tree / "docs/ko/about.md"), FIGURE]
    (tree.path.parent / "outside.txt").write_text("x")
    with tree.build() as build:
        digests = {name: build.digest((tree / name).read_bytes()) for name in names}
    entry = '"gone/gone": ["x", {' + ", ".join(f'"{n}": "{d}"' for n, d in digests.items()) + "}]"
    tree.edit("build/stamp.json", "{", "{" + entry + ",")
    assert tree.run().status == 0
    assert tree.contents(committed=True) == before
    assert (tree.path.parent / "outside.txt").exists()


def test_a_page_that_is_a_link_stays_one(tree: Tree) -> None:
    elsewhere = tree.path.parent / "elsewhere.md"
    (tree / PAGE).rename(elsewhere)
    (tree / PAGE).symlink_to(elsewhere)
    retitled(tree)
    assert tree.run().status == 0
    assert (tree / PAGE).is_symlink()
    assert "exp unit" in elsewhere.read_text(encoding="utf-8")


def test_a_page_that_is_read_only_is_an_error_and_nothing_is_written(tree: Tree) -> None:
    retitled(tree)
    for name in PAGES:
        (tree / name).chmod(0o444)
    assert tree.refused() == [
        f"{name}:1: read-only or no file: a file that can be written" for name in PAGES
    ]


def test_a_folder_where_a_figure_belongs(tree: Tree) -> None:
    (tree / FIGURE).unlink()
    (tree / FIGURE).mkdir()
    assert tree.refused() == [f"{FIGURE}:1: read-only or no file: a file that can be written"]


@pytest.mark.parametrize("moment", ["_drawn", "inject", "write"])
def test_text_that_is_saved_while_a_build_runs_is_kept(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Before the page is read, after it was read, and after the first file was written."""
    retitled(tree)
    with tree.build() as build:
        original: Callable[..., object] = getattr(build, moment)
        saved: list[bool] = []

        def saving(*arguments: object, **named: object) -> object:
            result = original(*arguments, **named)
            if not saved:
                saved.append(True)
                for name in PAGES:
                    (tree / name).write_bytes((tree / name).read_bytes() + b"Saved.\n")
            return result

        monkeypatch.setattr(build, moment, saving)
        assert tree.main(build).status == 0
    for name in PAGES:
        text = tree.read(name)
        assert text.endswith("Saved.\n")
        assert "exp unit" in text
    # What was saved has been read: one more build finds nothing to write.
    assert "0 files written" in tree.run().out


def test_a_record_that_is_saved_while_a_build_runs_is_made_by_the_next(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    retitled(tree)
    with tree.build() as build:
        original = build._drawn

        def saving(*arguments: object) -> object:
            tree.edit("activations/functions/elu.py", '"exp unit"', '"exponential unit"')
            return original(*arguments)

        monkeypatch.setattr(build, "_drawn", saving)
        assert tree.main(build).status == 0
    assert "exponential unit" not in tree.read(PAGE)
    assert tree.run().status == 0
    assert "exponential unit" in tree.read(PAGE)


# --- writes that fail -------------------------------------------------------------------------

FAIL_AT = """
import pathlib
count, replace = 0, pathlib.Path.replace
def failing(self, target):
    global count
    count += 1
    if count == {number}:
        {action}
    return replace(self, target)
pathlib.Path.replace = failing
"""
FULL = "raise OSError(28, 'No space left on device')"
# On Windows every signal ends the process at once.
KILL = "import os, signal; os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))"


@pytest.fixture(scope="module")
def finished(built: Tree, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the committed files become once the tree that a test breaks is built."""
    tree = Tree(shutil.copytree(built.path, tmp_path_factory.mktemp("finished") / "tree"))
    retitled(tree)
    assert tree.run().status == 0
    return tree.contents(committed=True)


@pytest.mark.parametrize(("action", "number"), [(FULL, 1), (FULL, 3), (KILL, 2), (KILL, 5)])
def test_a_build_that_is_cut_short_leaves_every_file_old_or_new(
    tree: Tree, finished: dict[str, bytes], action: str, number: int
) -> None:
    retitled(tree)
    old = tree.contents(committed=True)
    done = tree.process(prelude=FAIL_AT.format(number=number, action=action))
    if action == FULL:
        assert re.fullmatch(r"[\w./-]+:1: No space left on device: a file .+\n", done.err), done.err
    assert done.status == (1 if action == FULL else 15 if sys.platform == "win32" else -9)
    left = tree.contents(committed=True)
    assert set(left) == set(old)  # no temporary file where git would see it
    assert all(data in (old[name], finished[name]) for name, data in left.items())
    assert tree.run().status == 0
    assert tree.contents(committed=True) == finished


def test_what_a_failed_write_leaves_behind_is_nothing(tree: Tree) -> None:
    with tree.build() as build:
        path = tree / "docs/en/new/page.md"
        path.parent.parent.joinpath("new").write_text("a file where a folder is needed")
        with pytest.raises(build.SourceError, match=r"docs/en/new/page\.md:1: .*: a file that can"):
            build.write(path, b"text", tree.path)
    assert not list((tree / "build").glob("writing-*"))


def test_nothing_private_is_written(tree: Tree) -> None:
    """A temporary file is for its owner alone; a page is as readable as it was."""
    retitled(tree)
    (tree / PAGE).chmod(0o640)
    (tree / FIGURE).unlink()
    assert tree.run().status == 0
    if os.name == "posix":
        assert (tree / PAGE).stat().st_mode & 0o777 == 0o640
        assert (tree / FIGURE).stat().st_mode & 0o777 == 0o644


def test_the_small_tree_is_the_repository_but_smaller(built: Tree) -> None:
    for ident in IDS:
        for name in (f"docs/figures/{ident}.svg", f"docs/ko/functions/{ident}.md"):
            assert (built / name).read_bytes() == (ROOT / name).read_bytes()
    assert not list(Path(built / "build").glob("writing-*"))
