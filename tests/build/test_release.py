"""A release: what names a version or its day agrees."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

import activations

ROOT = Path(__file__).resolve().parents[2]


def test_citation_and_changelog_name_the_version_of_the_package() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", changelog, re.M)
    released = [heading for heading in headings if heading != "Unreleased"]
    cited = f"{citation['version']} – {citation['date-released']}"
    assert released[0] == cited
    assert citation["version"] == activations.__version__
    assert headings in (released, ["Unreleased", *released])
