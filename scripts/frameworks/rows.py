"""What is to be measured of a function, what was, and whether that still holds.

`docs/conformance/<id>.json` has under `copies` a row for each framework of the tabs, and under
`calls` one for each name. A row says with `of` and `code` what it was measured of.
"""

from __future__ import annotations

import ast
import functools
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from activations import Activation
from activations.frameworks import FRAMEWORKS, elsewhere
from scripts.files.stamp import digest
from scripts.files.write import write
from scripts.sources import SourceError
from scripts.sources.measured import CONFORMANCE, read

SECTIONS = ("copies", "calls")


@dataclass(frozen=True)
class Row:
    """One thing that a framework is asked, and what it answered."""

    section: str
    key: str  # a framework, or the title of a call
    framework: str
    code: str
    also: tuple[str, ...] = ()
    options: str = ""
    parameters: Mapping[str, float] = field(default_factory=dict)
    other: bool = False  # it is known not to be this function
    measured: Mapping[str, Any] | None = None
    current: bool = False  # measured of the function and the code as they are now

    @property
    def name(self) -> str:
        """Return the name without its options."""
        return self.key.removesuffix(f"({self.options})")

    @property
    def root(self) -> str:
        """Return the module that its name begins with, whose version is measured."""
        return self.key.partition(".")[0]

    @property
    def imports(self) -> str:
        """Return what its code needs; lines to copy bring their own."""
        return FRAMEWORKS[self.framework].imports if self.section == "calls" else ""


@functools.cache
def body(a: Activation) -> str:
    """Return a short name of a function's body and defaults: comments and docstring change none."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(a.function)))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    tree.body = tree.body[1:]  # every public function has a docstring
    # Unparsed and not dumped: that differs between versions of Python.
    return digest(ast.unparse(tree).encode())[:16]


def rows(root: Path, a: Activation) -> list[Row]:
    """Return everything that is said of a function elsewhere, with what was measured."""
    found = read(root, CONFORMANCE, a.id) or {}
    result = [_joined(row, found, body(a)) for row in _asked(a)]
    known = {(row.section, row.key) for row in result}
    for section in found:
        for key in found[section]:
            if (section, key) not in known:
                path = f"{CONFORMANCE}/{a.id}.json"
                wrong = f"{key} was measured and is in no mapping"
                right = f"in activations/frameworks/{a.id}.toml, or: make frameworks ID={a.id}"
                raise SourceError(f"{path}:{_line(root / path, key)}: {wrong}: {right}")
    return result


def _line(path: Path, key: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    needle = json.dumps(key, ensure_ascii=False)
    return next((i for i, line in enumerate(lines, 1) if line.strip().startswith(needle)), 1)


def _asked(a: Activation) -> Iterator[Row]:
    copies, calls = elsewhere(a)
    for framework, code in copies.items():
        yield Row("copies", framework, framework, code)
    for call in calls:
        yield Row(
            *("calls", call.title, call.framework, call.code),
            *(call.also, call.options, call.parameters, call.other),
        )


def _joined(row: Row, found: Mapping[str, Any], of: str) -> Row:
    measured = found.get(row.section, {}).get(row.key)
    if measured is None:
        return row
    current = all(measured.get(key) == value for key, value in _said(row, of).items())
    return Row(**{**vars(row), "measured": measured, "current": current})


def _said(row: Row, of: str) -> dict[str, Any]:
    """Return what a measurement is of."""
    parameters = dict(row.parameters)
    return {"of": of, "code": row.code, "also": list(row.also), "parameters": parameters}


def keep(root: Path, a: Activation, new: Mapping[tuple[str, str], Mapping[str, Any]]) -> None:
    """Write what was measured into what was before; what no mapping has any more goes."""
    before = read(root, CONFORMANCE, a.id) or {}
    sections: dict[str, dict[str, Any]] = {}
    for row in _asked(a):
        was = before.get(row.section, {}).get(row.key)
        if (row.section, row.key) in new:
            was = {**_said(row, body(a)), **new[row.section, row.key]}
        if was is not None:
            sections.setdefault(row.section, {})[row.key] = was
    write(root / CONFORMANCE / f"{a.id}.json", f"{_dumped(sections)}\n".encode(), root)


def _dumped(value: Mapping[str, Any], depth: int = 0) -> str:
    """Return JSON with a line for each format of a row: a change of one is a change of a line."""
    pad = " " * (depth + 1)
    lines = []
    for key, inner in value.items():
        wide = depth < 2 and isinstance(inner, Mapping)
        text = _dumped(inner, depth + 1) if wide else json.dumps(inner, ensure_ascii=False)
        lines.append(f"{pad}{json.dumps(key, ensure_ascii=False)}: {text}")
    return "{\n" + ",\n".join(lines) + f"\n{' ' * depth}}}"
