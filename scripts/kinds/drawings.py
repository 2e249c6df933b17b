"""All files that are drawn of one function, and its translation for the browser."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from activations import Activation
from activations.arrays import FloatArray
from scripts import kinds
from scripts.figures import paper, style
from scripts.figures.style import PAGE
from scripts.sources.expressions import letter


def drawings(a: Activation, figures: Path, shared: Path) -> dict[Path, bytes]:
    """Return the figures of a page, the plate of the gallery and the module of the live figure."""
    kind = kinds.of(a)
    kind.check(a)
    made = {
        figures / f"{a.id}{suffix}.svg": style.svg(drawing.draw(a, PAGE))
        for suffix, drawing in kind.drawings.items()
    }
    made[shared / "figures" / f"{a.id}-plate.svg"] = style.svg(kind.plate(a))
    made[shared / "curves" / f"{a.id}.js"] = module(a)
    return made


def papers(a: Activation, shared: Path) -> dict[Path, bytes]:
    """Return what is downloaded: each figure of a page for print, and its numbers."""
    made = {}
    for suffix, drawing in kinds.of(a).drawings.items():
        files = paper.files(functools.partial(drawing.draw, a)) | {"csv": csv(drawing.data(a))}
        for form, content in files.items():
            made[shared / "figures/paper" / f"{a.id}{suffix}.{form}"] = content
    return made


def csv(columns: Mapping[str, FloatArray]) -> bytes:
    """Return numbers with the digits that survive their computation."""
    rows = np.stack(list(columns.values()), axis=1) + 0.0  # and no -0
    lines = [",".join(f"{value:.12g}" for value in row) for row in rows]
    return ("\n".join([",".join(columns), *lines]) + "\n").encode()


def module(a: Activation) -> bytes:
    """Translate a function for the live figures: nobody types it a third time."""
    kind = kinds.of(a)
    facts = {
        "id": a.id,
        "kind": kind.name,
        "window": a.window,
        "parameters": [
            {
                "name": p.name,
                "symbol": letter(p),
                "value": p.default,
                "low": p.between[0],
                "high": p.between[1],
            }
            for p in a.parameters
        ],
    }
    lines = ['import { erf } from "../javascripts/special.js";'] if "erf(" in a.exact else []
    for name, value in facts.items():
        lines.append(f"export const {name} = {json.dumps(value, ensure_ascii=False)};")
    return ("\n".join([*lines, *kind.script(a)]) + "\n").encode()
