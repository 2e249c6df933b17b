"""The address of a site, from that of its repository, which is no place for HTML."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts.site import address

HOSTILE = [
    'https://github.com/a"onmouseover=alert(1)/b"><script>alert(2)</script>',
    "https://github.com/a&b/c<d",
    "https://github.com/me/project?token=X",
    "https://github.com/me/project#a",
    "https://github.com/me",
    "https://github.com/me/project/more",
    "https://example.org/github.com/me/project",
    "https://github.com.example.org/me/project",
    "/a/path/github.com/me/project",
    "",
]
RIGHT = [
    "https://github.com/me/my.project",
    "https://github.com/me/my.project.git",
    "https://github.com/me/my.project/",
    "https://user:TOKEN@github.com/me/my.project.git",
    "https://www.GitHub.com/me/my.project.git",
    "git@github.com:me/my.project.git",
    "ssh://git@github.com/me/my.project.git",
    "ssh://git@github.com:22/me/my.project.git",
    "git://github.com/me/my.project.git",
]


@pytest.mark.parametrize(
    ("origin", "slug"),
    [*((url, None) for url in HOSTILE), *((url, ("me", "my.project")) for url in RIGHT)],
)
def test_the_repository_of_an_origin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: str, slug: tuple[str, str] | None
) -> None:
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    if origin:
        config = ["git", "-C", str(tmp_path), "config", "remote.origin.url", origin]
        subprocess.run(config, check=True)
    assert address.repository(tmp_path) == slug


def test_on_github_the_repository_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "me/project")
    assert address.repository(tmp_path) == ("me", "project")
    monkeypatch.setenv("GITHUB_REPOSITORY", 'me/"><script>')
    assert address.repository(tmp_path) is None


@pytest.mark.parametrize(
    ("slug", "url"),
    [
        (None, ""),
        (("Me", "project"), "https://me.github.io/project/"),
        (("Me", "me.github.io"), "https://me.github.io/"),
    ],
)
def test_the_address_of_a_project_and_of_a_person(slug: tuple[str, str] | None, url: str) -> None:
    assert address.published(slug) == url
