"""Know what is current: `build/stamp.json` holds, of every task, what it was made from and made.

A task is made again unless its inputs and every one of its outputs are as the stamp says. A stamp
that is wrong or absent makes everything again, which is always right.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from scripts.files.write import read, write

PATH = "build/stamp.json"
IMPORT = re.compile(rb"^from activations\.functions\.(\w+) import", re.MULTILINE)
PACKAGES = ("bibtexparser", "matplotlib", "numpy", "python-flint", "scipy", "sympy")


def digest(*parts: bytes) -> str:
    """Return a short name of bytes."""
    made = hashlib.sha256()
    for part in parts:
        made.update(hashlib.sha256(part).digest())
    return made.hexdigest()[:32]


class Stamp:
    """What the last builds have made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            tasks = json.loads((root / PATH).read_bytes())
            self.tasks = {t: (str(k), dict(outputs)) for t, (k, outputs) in tasks.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            self.tasks = {}
        self._before = dict(self.tasks)

    def is_current(self, task: str, key: str) -> bool:
        """Tell whether a task was made from this, and what it made is still there."""
        before, outputs = self.tasks.get(task, ("", {}))
        if before != key:
            return False
        return all(
            (data := read(self.root / name)) is not None and digest(data) == was
            for name, was in outputs.items()
        )

    def keep(self, task: str, key: str, outputs: Mapping[Path, bytes]) -> None:
        """Note what a task was made from, and what it has made."""
        made = {p.relative_to(self.root).as_posix(): digest(data) for p, data in outputs.items()}
        self.tasks[task] = key, made

    def outputs(self, tasks: Iterable[str]) -> set[Path]:
        """Return every file that these tasks have made."""
        return {self.root / name for task in tasks for name in self.tasks[task][1]}

    def left(self, kept: set[Path]) -> Iterator[Path]:
        """Yield what builds before have made beside this, if nobody has changed it since."""
        for _, outputs in self._before.values():
            for name, was in outputs.items():
                path = self.root / name
                if path not in kept and digest(read(path) or b"") == was:
                    yield path

    def save(self, tasks: Iterable[str]) -> None:
        """Write down these tasks, and forget the others."""
        kept = {task: self.tasks[task] for task in tasks if task in self.tasks}
        if kept != self._before:
            write(self.root / PATH, json.dumps(kept, indent=0).encode(), self.root)


@functools.cache
def scripts(root: Path, *folders: str) -> str:
    """Hash what the scripts mean: a comment or a space in them changes nothing that is made."""
    files = sorted(file for folder in folders for file in (root / "scripts" / folder).glob("*.py"))
    names = ("arrays", "spec", "frameworks/__init__")
    shared = [root / f"activations/{name}.py" for name in names]
    meant = [_meaning(file.read_bytes()) for file in (*shared, *files)]
    return digest(*meant, *_versions())


@functools.cache
def _versions() -> list[bytes]:
    return [version(package).encode() for package in PACKAGES]


@functools.cache
def _meaning(code: bytes) -> bytes:
    return ast.dump(ast.parse(code)).encode()


def module(root: Path, ident: str) -> str:
    """Hash a function's module and those that it imports, by their bytes: pages print them."""
    found: dict[str, bytes] = {}
    wanted = [ident]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = read(root / f"activations/functions/{name}.py") or b""
            wanted += [other.decode() for other in IMPORT.findall(found[name])]
    return digest(*(found[name] for name in sorted(found)))
