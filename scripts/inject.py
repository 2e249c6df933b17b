"""Replace the text between markers, and nothing else.

A marker pair is ``<!-- begin generated: NAME -->`` and ``<!-- end generated -->`` on lines of
their own in Markdown, or ``# begin generated: NAME`` and ``# end generated`` in YAML (front matter
and configuration files), where what is generated takes the indentation of the marker.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

MARKER = re.compile(
    r"(?P<indent>[ ]*)(?:"
    r"<!-- (?:begin generated: (?P<name>[a-z-]+)|end generated) -->|"
    r"# (?:begin generated: (?P<yaml>[a-z-]+)|(?P<hash>end generated)))"
)
LOOKS_LIKE = re.compile(r"\s*(<!--|#)\W*(begin|end)\W*generated", re.IGNORECASE)
FORM = "`<!-- begin generated: NAME -->` … `<!-- end generated -->`, each alone on its line"


class InjectionError(Exception):
    """What is wrong with a page; every error is `path:line: what is wrong: what would be right`."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def inject(text: str, blocks: Mapping[str, str], path: str, *, every: bool) -> str:
    """Return the text of a page with its blocks renewed.

    Parameters
    ----------
    text
        The page.
    blocks
        What belongs between the markers, by name.
    path
        For the messages.
    every
        Whether the page must have all the blocks.

    Raises
    ------
    InjectionError
        If the markers are not exactly right. It names everything that is wrong.
    """
    errors: list[str] = []
    output: list[str] = []
    seen: dict[str, int] = {}
    opened: tuple[str, int] | None = None

    def wrong(line: int, what: str, right: str) -> None:
        errors.append(f"{path}:{line}: {what}: {right}")

    for number, line in enumerate(text.splitlines(keepends=True), 1):
        bare = line.rstrip("\r\n")
        marker = MARKER.fullmatch(bare.rstrip())
        if marker is None:
            if LOOKS_LIKE.match(bare):
                wrong(number, "malformed marker", FORM)
            if opened is None:
                output.append(line)
            continue
        name = marker["name"] or marker["yaml"]
        if name is None:
            if opened is None:
                wrong(number, "end marker without a begin", "remove it, or add the begin marker")
            opened = None
            output.append(line)
            continue
        if opened is not None:
            wrong(number, f"block {name!r} begins inside {opened[0]!r}", "end that one before")
        elif name in seen:
            wrong(number, f"duplicate block {name!r}, first on line {seen[name]}", "keep one")
        seen.setdefault(name, number)
        opened = name, number
        output.append(line)
        if name not in blocks:
            close = difflib.get_close_matches(name, blocks, n=1)
            right = (
                f"did you mean {close[0]!r}?" if close else f"one of {', '.join(sorted(blocks))}"
            )
            wrong(number, f"unknown block {name!r}", right)
            continue
        newline = line[len(bare) :] or "\n"
        content = blocks[name].split("\n")
        if marker["name"]:
            content = ["", *content, ""]
        output += [(marker["indent"] + row if row else "") + newline for row in content]
    if opened is not None:
        wrong(opened[1], f"block {opened[0]!r} is never closed", "add `<!-- end generated -->`")
    if every and not errors:
        for name in blocks:
            if name not in seen:
                last = text.count("\n") or 1
                wrong(
                    last,
                    f"the page lacks the block {name!r}",
                    f"add `<!-- begin generated: {name} -->`",
                )
    if errors:
        raise InjectionError(errors)
    return "".join(output)
