"""Write files at once, and never over what a person has saved meanwhile."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from scripts.sources import SourceError, shown

TEMPORARY = "build"  # ignored by git: what is left of a build that was killed lies there


def refused(path: Path, root: Path) -> str:
    """Say why a file cannot be written, or nothing."""
    target = path.resolve()
    if target.exists() and not (target.is_file() and target.stat().st_mode & stat.S_IWUSR):
        return f"{shown(path, root)}:1: read-only or no file: a file that can be written"
    return ""


def write(path: Path, data: bytes, root: Path) -> None:
    """Write a file: it is the old one or the new one, whatever happens in between.

    A page that is a link stays one.
    """
    target = path.resolve()
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        (root / TEMPORARY).mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=root / TEMPORARY, prefix="writing-")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes private files; a page is as readable as its neighbours.
        mode = target.stat().st_mode if target.exists() else 0o644
        temporary.chmod(mode & 0o777)
        temporary.replace(target)
    except BaseException as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            wrong = error.strerror or str(error)
            raise SourceError(
                f"{shown(path, root)}:1: {wrong}: a file that can be written"
            ) from None
        raise


def read(path: Path) -> bytes | None:
    """Return what a file holds, if there is one."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
