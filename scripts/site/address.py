"""Where the site is published, so that a fork publishes without an edit."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

NAME = r"([\w.-]+)/([\w.-]+?)"  # owner and repository, as GitHub allows them
ORIGIN = re.compile(
    rf"(?:(?:ssh|git|https?)://)?(?:[^@/\s]+@)?(?:www\.)?github\.com(?::\d+)?[:/]{NAME}(?:\.git)?/?",
    re.IGNORECASE,
)


def repository(root: Path) -> tuple[str, str] | None:
    """Return owner and name of the GitHub repository that `origin` points at, if it does."""
    if given := re.fullmatch(NAME, os.environ.get("GITHUB_REPOSITORY", "")):
        return given[1], given[2]
    command = ["git", "-C", str(root), "config", "--get", "remote.origin.url"]
    try:
        url = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:  # no git: a downloaded archive
        return None
    match = ORIGIN.fullmatch(url)
    return (match[1], match[2]) if match else None


def published(slug: tuple[str, str] | None) -> str:
    """Return the address of a repository's GitHub Pages."""
    if slug is None:
        return ""
    owner, name = slug
    host = f"{owner}.github.io".lower()
    return f"https://{host}/" + ("" if name.lower() == host else f"{name}/")
