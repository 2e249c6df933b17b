"""The build, on copies of the tree: what it writes, what it refuses, what it never loses."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import activations

ROOT = Path(__file__).resolve().parent.parent
PARTS = (
    "activations",
    "scripts",
    "docs/ko",
    "docs/en",
    "build/site/curves",
    "docs/theme/catalogue.json",
    "mkdocs.yml",
    "mkdocs.en.yml",
)
MESSAGE = re.compile(r"[\w./]+:\d+: .+: .+")  # path:line: what is wrong: what would be right


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of everything that the build reads and writes."""
    for part in PARTS:
        source, target = ROOT / part, tmp_path / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
        else:
            shutil.copy2(source, target)
    return tmp_path


def build(tree: Path, *arguments: str, prelude: str = "") -> subprocess.CompletedProcess[str]:
    """Run the tree's own build, after a prelude that breaks something underneath it."""
    command = [sys.executable, "scripts/build.py", *arguments]
    if prelude:
        run = "import runpy, sys; sys.argv[:] = sys.argv[1:]; sys.path.insert(0, 'scripts')\n"
        run += f"{prelude}\nrunpy.run_path('scripts/build.py', run_name='__main__')"
        command = [sys.executable, "-c", run, "scripts/build.py", *arguments]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, encoding="utf-8")


def contents(tree: Path) -> dict[str, bytes]:
    """Every file but Python's own caches."""
    return {
        path.relative_to(tree).as_posix(): path.read_bytes()
        for path in sorted(tree.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def refused(tree: Path, *arguments: str) -> list[str]:
    """The build's errors; it says where, shows no traceback, and writes nothing."""
    before = contents(tree)
    done = build(tree, *arguments)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert contents(tree) == before
    lines = done.stderr.strip().splitlines()
    assert lines
    return lines


# --- what is right --------------------------------------------------------------------------


def test_the_committed_tree_is_up_to_date(tree: Path) -> None:
    done = build(tree, "--check")
    assert (done.returncode, done.stdout) == (0, "build: everything is up to date\n"), done.stdout


def test_nothing_to_do_writes_nothing_and_draws_nothing(tree: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in tree.rglob("*") if path.is_file()}
    done = build(tree, prelude="sys.modules['matplotlib'] = None")
    assert done.returncode == 0, done.stderr
    assert "0 functions drawn, 0 figures and 0 pages written" in done.stdout
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_a_build_from_nothing_gives_the_committed_bytes(tree: Path) -> None:
    before = contents(tree)
    for language in ("ko", "en"):
        shutil.rmtree(tree / "docs" / language / "figures")
        (tree / "docs" / language / "catalogue.json").unlink(missing_ok=True)
        for page in (tree / "docs" / language).rglob("*.md"):
            text = page.read_text(encoding="utf-8")
            text = re.sub(
                r"(<!-- begin generated: [\w-]+ -->\n).*?(<!-- end generated -->)",
                r"\1\2",
                text,
                flags=re.DOTALL,
            )
            page.write_text(text, encoding="utf-8", newline="\n")
    assert contents(tree) != before
    done = build(tree)
    assert done.returncode == 0, done.stderr
    assert contents(tree) == before


def test_check_shows_the_difference_and_writes_nothing(tree: Path) -> None:
    edit(tree / "activations/functions/tanh.py", "0을 중심으로", "영을 중심으로")
    before = contents(tree)
    done = build(tree, "--check")
    assert done.returncode == 1
    assert '+description: "영을 중심으로' in done.stdout
    assert "docs/ko/figures/tanh.svg: out of date" in done.stdout
    assert done.stdout.endswith("out of date: run `python scripts/build.py`\n")
    assert contents(tree) == before


def test_check_notices_a_change_in_the_catalogue(tree: Path) -> None:
    edit(tree / "docs/theme/catalogue.json", '"licence": "MIT"', '"licence": "none"')
    done = build(tree, "--check")
    assert done.returncode == 1
    assert '-  "licence": "none"' in done.stdout
    assert '+  "licence": "MIT"' in done.stdout


def test_a_change_of_one_function_touches_what_depends_on_it(tree: Path) -> None:
    before = contents(tree)
    edit(tree / "activations/functions/tanh.py", "0을 중심으로", "영을 중심으로")
    assert build(tree).returncode == 0
    changed = {path for path, data in contents(tree).items() if before[path] != data}
    assert changed == {
        "activations/functions/tanh.py",
        "build/site/curves/tanh.js",
        "docs/ko/functions/tanh.md",
        "docs/ko/functions/index.md",
        "docs/theme/catalogue.json",
        *(f"docs/{lang}/figures/tanh{s}.svg" for lang in ("ko", "en") for s in ("", "-plate")),
    }


def test_only_one_function(tree: Path) -> None:
    for name in ("tanh", "relu"):
        (tree / f"docs/en/figures/{name}.svg").unlink()
    assert build(tree, "--only", "Tanh").returncode == 0
    assert (tree / "docs/en/figures/tanh.svg").exists()
    assert not (tree / "docs/en/figures/relu.svg").exists()


def test_a_damaged_figure_is_drawn_again(tree: Path) -> None:
    path = tree / "docs/ko/figures/relu.svg"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "1 functions drawn, 1 figures" in build(tree).stdout
    assert path.read_bytes() == whole


def test_a_figure_of_no_function_is_removed(tree: Path) -> None:
    path = tree / "docs/ko/figures/forgotten.svg"
    path.write_text("<svg></svg>", encoding="utf-8")
    assert build(tree, "--check").returncode == 1
    assert path.exists()
    assert build(tree).returncode == 0
    assert not path.exists()


def test_the_scaffold_builds_and_overwrites_nothing(tree: Path) -> None:
    command = [sys.executable, "scripts/new.py", "my_function"]
    assert subprocess.run(command, cwd=tree, capture_output=True).returncode == 0
    before = contents(tree)
    again = subprocess.run(command, cwd=tree, capture_output=True, text=True, encoding="utf-8")
    assert again.returncode == 1
    assert "exists already" in again.stderr
    assert contents(tree) == before
    edit(
        tree / "activations/__init__.py",
        "from activations.functions.relu import *",
        "from activations.functions.my_function import *\nfrom activations.functions.relu import *",
    )
    done = build(tree)
    assert done.returncode == 0, done.stderr
    assert (tree / "docs/ko/figures/my_function.svg").exists()
    page = (tree / "docs/en/functions/my_function.md").read_text(encoding="utf-8")
    assert "also called" not in page  # a scaffold has no aliases
    assert "- functions/my_function.md" in (tree / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_scaffold_refuses_a_bad_id(tree: Path) -> None:
    before = contents(tree)
    command = [sys.executable, "scripts/new.py", "../Evil"]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert "is not an id" in done.stderr
    assert contents(tree) == before


# --- pages that are wrong -------------------------------------------------------------------


def missing_end(tree: Path) -> None:
    edit(tree / "docs/ko/functions/relu.md", "<!-- end generated -->", "")


def not_utf8(tree: Path) -> None:
    path = tree / "docs/en/functions/relu.md"
    path.write_bytes(path.read_bytes() + b"\n\xff\n")


def folder(tree: Path) -> None:
    (tree / "docs/en/about.md").unlink()
    (tree / "docs/en/about.md").mkdir()


def missing_page(tree: Path) -> None:
    for language in ("ko", "en"):
        (tree / f"docs/{language}/functions/relu.md").unlink()


def missing_twin(tree: Path) -> None:
    (tree / "docs/en/about.md").unlink()


def unknown_id(tree: Path) -> None:
    for language in ("ko", "en"):
        (tree / f"docs/{language}/functions/relo.md").write_text("# Relo\n", encoding="utf-8")


def bad_configuration(tree: Path) -> None:
    edit(tree / "mkdocs.en.yml", "# begin generated: navigation", "# begin generated: navigaton")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (missing_end, r"docs/ko/functions/relu\.md:\d+: block 'title' begins inside 'meta'|"
                      r"docs/ko/functions/relu\.md:\d+: block 'figure' begins inside 'title'"),
        (not_utf8, r"docs/en/functions/relu\.md:\d+: not UTF-8: save the page as UTF-8"),
        (folder, r"docs/en/about\.md:1: Is a directory: a readable file"),
        (missing_page, r"docs/ko/functions/relu\.md:1: the page is missing: write it, or run"),
        (missing_twin, r"docs/ko/about\.md:1: no twin: write docs/en/about\.md as well"),
        (unknown_id, r"docs/ko/functions/relo\.md:1: no function has the id 'relo': "),
        (bad_configuration, r"mkdocs\.en\.yml:\d+: unknown block 'navigaton': did you mean"),
    ],
)  # fmt: skip
def test_a_page_that_is_wrong_is_one_readable_error(
    tree: Path, spoil: Callable[[Path], None], message: str
) -> None:
    spoil(tree)
    lines = refused(tree)
    assert all(MESSAGE.match(line) for line in lines), lines
    assert any(re.match(message, line) for line in lines), lines


def test_an_unknown_id_on_the_command_line(tree: Path) -> None:
    assert refused(tree, "--only", "rely") == [
        "--only rely: no activation function is called 'rely': "
        "did you mean 'relu' or 'rrelu' or 'prelu'?"
    ]


# --- records that are wrong -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("default=0.01", "default=0.02", "the record's parameters are {'negative_slope': 0.02}"),
        ('"LReLU"', '"ReLU"', "duplicate alias 'ReLU'"),
        ('"LReLU"', '"leaky relu"', "duplicate alias 'leaky relu'"),
        ('family="rectifier"', 'family="rectfier"', "unknown family 'rectfier'"),
        ('id="leaky_relu"', 'id="Leaky-ReLU"', "bad id 'Leaky-ReLU'"),
        ('id="leaky_relu"', 'id="leaky"', "the function is called 'leaky_relu'"),
        ('    family="rectifier",\n', "", "missing 1 required keyword-only argument: 'family'"),
        ('"relu",\n', '"relo",\n', "unknown related function 'relo'"),
        ("LEAKY_RELU = Activation(", "LEAKY_RELU = Activation(window=(5, -5),", "bad window"),
        ('r"\\operatorname{LeakyReLU}(x) = "', 'r"$x$"', "latex holds a $"),
        ('exact="Piecewise((negative_slope*x', 'exact="Piecewise(((negative_slope*x', "not parse"),
        ("return np.where(x <= 0, negative_slope", "return np.where(x <= 0,, negative_slope",
         "invalid syntax: valid Python"),
    ],
)  # fmt: skip
def test_a_record_that_is_wrong_is_one_readable_error(
    tree: Path, old: str, new: str, message: str
) -> None:
    edit(tree / "activations/functions/leaky_relu.py", old, new)
    (line,) = refused(tree)
    assert re.match(r"activations/functions/(leaky_)?relu\.py:\d+: ", line), line
    assert MESSAGE.match(line), line
    assert message in line


# --- writes that fail -----------------------------------------------------------------------

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


def torn(tree: Path, old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """The files that are neither as they were nor as they should become."""
    return [
        path
        for path, data in contents(tree).items()
        if data not in (old.get(path), new.get(path)) and not Path(path).name.startswith(".")
    ]


@pytest.fixture
def half_done(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, bytes]]:
    """A tree in which seven files are to be written, and what they should hold."""
    edit(tree / "activations/functions/tanh.py", "0을 중심으로", "영을 중심으로")
    finished = tmp_path_factory.mktemp("finished") / "tree"
    shutil.copytree(tree, finished)
    assert build(finished).returncode == 0
    return tree, contents(finished)


@pytest.mark.parametrize("number", range(1, 8))
def test_a_write_that_fails_leaves_every_file_old_or_new(
    half_done: tuple[Path, dict[str, bytes]], number: int
) -> None:
    tree, new = half_done
    old = contents(tree)
    action = "raise OSError(28, 'No space left on device')"
    done = build(tree, prelude=FAIL_AT.format(number=number, action=action))
    assert done.returncode == 1
    assert re.fullmatch(
        r"docs/(ko|en|theme)/[\w./-]+:1: No space left on device: a file that can be written\n",
        done.stderr,
    )
    assert torn(tree, old, new) == []
    assert set(contents(tree)) == set(old)  # no temporary file is left
    assert build(tree).returncode == 0
    assert contents(tree) == new


def test_a_build_that_is_killed_leaves_every_file_old_or_new(
    half_done: tuple[Path, dict[str, bytes]],
) -> None:
    tree, new = half_done
    old = contents(tree)
    # On Windows every signal ends the process at once.
    action = "import os, signal; os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))"
    done = build(tree, prelude=FAIL_AT.format(number=3, action=action))
    assert done.returncode == (15 if sys.platform == "win32" else -9)
    assert torn(tree, old, new) == []
    assert build(tree).returncode == 0
    assert torn(tree, new, new) == []


def test_every_function_has_its_figures_in_both_languages() -> None:
    for language in ("ko", "en"):
        drawn = {path.name for path in (ROOT / "docs" / language / "figures").glob("*.svg")}
        for a in activations.catalogue:
            assert {f"{a.id}.svg", f"{a.id}-plate.svg"} <= drawn
