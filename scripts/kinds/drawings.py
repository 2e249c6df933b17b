"""All files that are drawn of one function, and its translation for the browser."""

from __future__ import annotations

import json
from pathlib import Path

from activations import Activation
from scripts import kinds
from scripts.figures import style
from scripts.sources.expressions import letter


def drawings(a: Activation, figures: Path, shared: Path) -> dict[Path, bytes]:
    """Return the figures of a page, the plate of the gallery and the module of the live figure."""
    kind = kinds.of(a)
    kind.check(a)
    made = {
        figures / f"{a.id}{suffix}.svg": style.svg(drawing.draw(a))
        for suffix, drawing in kind.drawings.items()
    }
    made[shared / "figures" / f"{a.id}-plate.svg"] = style.svg(kind.plate(a))
    made[shared / "curves" / f"{a.id}.js"] = module(a)
    return made


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
