"""Keep what is slow to make, under a digest of what it is made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.files.write import write

FOLDER = Path(__file__).resolve().parents[2] / "build"


def place(kind: str, parts: Iterable[bytes]) -> Path:
    """Return where what is made of the parts is kept, once it has been made."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return FOLDER / kind / digest.hexdigest()[:32]


def cached(kind: str, parts: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """Return what `make` makes of the parts; it is called only if no run before has made it."""
    path = place(kind, parts)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        data = make()
    write(path, data, FOLDER.parent)
    return data
