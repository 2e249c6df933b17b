"""Replace the text between markers, and nothing else.

A marker pair is ``<!-- begin generated: NAME -->`` and ``<!-- end generated -->``, each on a line
of its own, which must not be indented: Markdown would take it for code.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from scripts.sources import SourceError
from scripts.sources.trees import LIKE_PLACE

MARKER = re.compile(r"<!-- (?:begin generated: (?P<name>[a-z-]+)|end generated) -->")
LOOKS_LIKE = re.compile(r"\s*(<!--|#)\W*(begin|end)\W*generated", re.IGNORECASE)
FORM = "`<!-- begin generated: NAME -->` … `<!-- end generated -->`, each alone on its line"


def inject(text: str, blocks: Mapping[str, str], path: str) -> str:
    """Return the text of a page with its blocks renewed.

    Parameters
    ----------
    text
        The page.
    blocks
        What belongs between the markers, by name; the page has to have them all.
    path
        For the messages.

    Raises
    ------
    SourceError
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
        name = marker["name"]
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
            known = f"one of {', '.join(sorted(blocks))}"
            right = f"did you mean {close[0]!r}?" if close else known
            wrong(number, f"unknown block {name!r}", right)
            continue
        newline = line[len(bare) :] or "\n"
        content = ["", *blocks[name].split("\n"), ""]
        if likes := [row for row in content if LOOKS_LIKE.match(row) or LIKE_PLACE.search(row)]:
            wrong(number, f"block {name!r} would hold {likes[0]!r}", "other words in the record")
        output += [row + newline for row in content]
    if opened is not None:
        wrong(opened[1], f"block {opened[0]!r} is never closed", "add `<!-- end generated -->`")
    last = text.count("\n") or 1
    for name in () if errors else [name for name in blocks if name not in seen]:
        wrong(last, f"the page lacks the block {name!r}", f"add `<!-- begin generated: {name} -->`")
    if errors:
        raise SourceError(*errors)
    return "".join(output)
