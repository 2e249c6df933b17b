"""A small tree to break: three functions and every page, built once and copied for each test."""

from __future__ import annotations

import compileall
import contextlib
import importlib
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
IDS = ("elu", "softmax", "tanh")  # a parameter and a kink, a vector, and a plain one
PARTS = (
    *("activations/__init__.py", "activations/arrays.py", "activations/spec.py"),
    *("activations/py.typed", "activations/functions/__init__.py", "activations/frameworks"),
    *("scripts", "mkdocs.yml", "CITATION.cff"),
    *("mkdocs.en.yml", "docs/references.bib", "docs/theme/styles/colours.css"),
    *(f"activations/functions/{ident}.py" for ident in IDS),
    *(f"docs/conformance/{ident}.json" for ident in IDS),
    *(f"docs/figures/{ident}.svg" for ident in (*IDS, "softmax-jacobian")),
    *(
        f"docs/{language}/{name}"
        for language in ("ko", "en")
        for name in ("index.md", "about.md", "compare.md", "data.md", "words.yml", "functions")
    ),
)
IGNORED = shutil.ignore_patterns("__pycache__", "node_modules", "d3", "fonts")
MESSAGE = re.compile(r"[\w./-]+:\d+: [^:].*: .+")  # path:line: what is wrong: what would be right


STAMP: dict[str, Any] = {}


def _own(modules: Iterable[str]) -> list[str]:
    return [name for name in modules if name.partition(".")[0] in ("activations", "scripts")]


class Done(NamedTuple):
    """How a build ended."""

    status: int
    out: str
    err: str


class Tree:
    """A copy of the repository, with the few things that are done to it."""

    def __init__(self, path: Path, program: ModuleType | None = None) -> None:
        self.path = path
        self.program = program  # a build that is imported already: records cannot change

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def read(self, name: str) -> str:
        return (self / name).read_bytes().decode()

    def write(self, name: str, text: str) -> None:
        (self / name).parent.mkdir(parents=True, exist_ok=True)
        (self / name).write_bytes(text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text, f"{name} holds no {old!r}"
        self.write(name, text.replace(old, new, 1))

    def contents(self, *, committed: bool = False) -> dict[str, bytes]:
        """Every file but Python's own caches; of the committed ones only, or of all."""
        return {
            path.relative_to(self.path).as_posix(): path.read_bytes()
            for path in sorted(self.path.rglob("*"))
            if path.is_file() and not {"__pycache__", ".git"} & set(path.parts)
            if not (committed and path.is_relative_to(self / "build"))
        }

    @contextlib.contextmanager
    def build(self) -> Iterator[ModuleType]:
        """The tree's own scripts/build.py, imported as if nothing of it had been before."""
        before, path, bytecode = dict(sys.modules), list(sys.path), sys.dont_write_bytecode
        for name in _own(before):
            del sys.modules[name]
        sys.path.insert(0, str(self.path))
        # A file that is edited twice within a second looks the same to a cache of bytecode.
        sys.dont_write_bytecode = True
        importlib.invalidate_caches()
        try:
            program = importlib.import_module("scripts.build")
            # What bytes mean, and what is installed, is the same in every tree: found once.
            stamp: Any = importlib.import_module("scripts.files.stamp")
            known = STAMP.setdefault("known", (stamp._meaning, stamp._versions))
            stamp._meaning, stamp._versions = known
            yield program
        finally:
            sys.dont_write_bytecode = bytecode
            engine = sys.modules.get("scripts.site.mathematics")
            if engine is not None and engine._engine.cache_info().currsize:
                engine._engine().close()
            for name in _own(list(sys.modules)):
                del sys.modules[name]
            sys.modules.update({name: before[name] for name in _own(before)})
            sys.path[:] = path

    def run(self, *arguments: str) -> Done:
        """Run the build in this process, which is quicker by a second."""
        if self.program is not None:
            return self.main(self.program, *arguments)
        with self.build() as build:
            return self.main(build, *arguments)

    def main(self, build: ModuleType, *arguments: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = build.main(list(arguments), root=self.path)
        return Done(status, out.getvalue(), err.getvalue())

    def process(self, *arguments: str, prelude: str = "") -> Done:
        """Run the build in a process of its own, after a prelude that changes something in it."""
        command = [sys.executable, "scripts/build.py", *arguments]
        if prelude:
            run = "import runpy, sys; sys.argv[:] = sys.argv[1:]; sys.path.insert(0, 'scripts')\n"
            run += f"{prelude}\nrunpy.run_path('scripts/build.py', run_name='__main__')"
            command = [sys.executable, "-c", run, *command[1:]]
        done = subprocess.run(
            command, cwd=self.path, capture_output=True, text=True, encoding="utf-8", timeout=120
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def refused(self, *arguments: str) -> list[str]:
        """The build's errors: each says where, and nothing is written."""
        before = self.contents()
        done = self.run(*arguments)
        assert done.status == 1, done.out
        assert self.contents() == before
        lines = done.err.splitlines()
        assert lines
        assert all(MESSAGE.fullmatch(line) for line in lines), lines
        return lines


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The small tree as the build leaves it. Nobody changes this one."""
    tree = Tree(tmp_path_factory.mktemp("small") / "tree")
    for part in PARTS:
        source, target = ROOT / part, tree / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=IGNORED)
        else:
            shutil.copy2(source, target)
    imports = re.compile(r"^from activations\.functions\.(\w+) import .*\n", re.MULTILINE)
    text = tree.read("activations/__init__.py")
    tree.write("activations/__init__.py", imports.sub(lambda m: m[0] if m[1] in IDS else "", text))
    for page in tree.path.glob("docs/*/functions/*.md"):
        if page.stem not in (*IDS, "index"):
            page.unlink()
    done = tree.process()
    assert done.status == 0, done.err
    compileall.compile_dir(tree.path, quiet=2)  # it is imported a hundred times
    return tree


@pytest.fixture
def tree(built: Tree, tmp_path: Path) -> Tree:
    """A copy of the small tree, to be broken."""
    return Tree(shutil.copytree(built.path, tmp_path / "tree"))


@pytest.fixture(scope="module")
def program(built: Tree) -> Iterator[ModuleType]:
    """The build of the small tree, imported once for tests that change no record and no script."""
    with built.build() as build:
        yield build
