"""The parts of Markdown that several blocks are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(rows: Iterable[Sequence[str]], *align: str) -> str:
    """Return a table, its head first; one alignment serves all columns."""
    head, *others = rows
    marks = align or ("---",)
    rule = marks * len(head) if len(marks) == 1 else marks
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *others))


def div(name: str, text: str) -> str:
    """Return Markdown in an element of a class."""
    return f'<div class="{name}" markdown>\n\n{text}\n\n</div>'
