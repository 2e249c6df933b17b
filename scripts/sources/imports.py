"""The sorted lines of `activations/__init__.py`, one a function."""

from __future__ import annotations

import re
from collections.abc import Iterable

LINES = re.compile(r"(?:^from activations\.functions\..+\n)+", re.MULTILINE)


def line(ident: str, *functions: str) -> str:
    """Return the line that imports the record of a function, it and its derivatives."""
    names = ", ".join(f"{name} as {name}" for name in (ident.upper(), ident, *functions))
    return f"from activations.functions.{ident} import {names}\n"


def with_lines(text: str, lines: Iterable[str]) -> str:
    """Return the text of the module with further lines, each once, all of them sorted."""
    found = LINES.search(text)
    if found is None:
        raise ValueError("activations/__init__.py has no line `from activations.functions.…`")
    block = "".join(sorted({*found[0].splitlines(keepends=True), *lines}))
    return text[: found.start()] + block + text[found.end() :]
