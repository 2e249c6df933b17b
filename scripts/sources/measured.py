"""What was measured once and committed, one JSON file a function: what platforms may differ in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scripts.sources import SourceError, text_of

EXACTNESS = "docs/exactness"
CONFORMANCE = "docs/conformance"


def read(root: Path, folder: str, ident: str) -> dict[str, Any] | None:
    """Return what was measured of a function, or None where nothing was yet."""
    path = root / folder / f"{ident}.json"
    if not path.exists():
        return None
    try:
        found = json.loads(text_of(path, root))
    except json.JSONDecodeError as error:
        right = "JSON as it was measured: run the measurement again"
        raise SourceError(f"{folder}/{ident}.json:{error.lineno}: {error.msg}: {right}") from None
    return dict(found)
