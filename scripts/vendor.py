"""Reproduce the third-party files that the repository carries, from their published package.

    python scripts/vendor.py           needs npm and the network; everyday work needs neither

The package is checked against the integrity that is pinned here, so a run changes nothing unless
the version does.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "katex@0.19.1"
INTEGRITY = "sha512-jG8uKntjSEcm2EpQOh0XturpPuuC9r3Sq5HLHdsFdWZT27E672SF19QEi+of0/YeOy15lDgRhKvr5614uRrEfA=="
PUBLISHED = ROOT / "docs/theme/assets/vendor/katex"  # what a reader's browser loads
BUILD = ROOT / "scripts/vendor/katex"  # what only the build runs
NOTE = f"""\
KaTeX, from the npm package {PACKAGE} (MIT, see LICENSE), integrity
{INTEGRITY}.
Reproduced by `python scripts/vendor.py`; never edited by hand.
"""


def main() -> None:
    """Fetch, verify, unpack."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([shutil.which("npm") or "npm", "pack", PACKAGE], cwd=folder, check=True)
        (archive,) = Path(folder).glob("*.tgz")
        digest = hashlib.sha512(archive.read_bytes()).digest()
        if "sha512-" + base64.b64encode(digest).decode() != INTEGRITY:
            raise SystemExit(f"{PACKAGE}: not the package that is pinned")
        with tarfile.open(archive) as package:
            package.extractall(folder, filter="data")
        unpack(Path(folder) / "package")


def unpack(package: Path) -> None:
    """Put the files of the unpacked package where the project keeps them."""
    for target in (PUBLISHED, BUILD):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        shutil.copyfile(package / "LICENSE", target / "LICENSE")
        (target / "README.md").write_text(NOTE, encoding="utf-8", newline="\n")
    shutil.copyfile(package / "dist/katex.min.js", BUILD / "katex.min.js")
    style = (package / "dist/katex.min.css").read_text(encoding="utf-8")
    # Every browser of the last ten years reads woff2.
    style = re.sub(r',url\([^)]*\) format\("(woff|truetype)"\)', "", style)
    (PUBLISHED / "katex.min.css").write_text(style, encoding="utf-8", newline="\n")
    (PUBLISHED / "fonts").mkdir()
    for font in sorted((package / "dist/fonts").glob("*.woff2")):
        shutil.copyfile(font, PUBLISHED / "fonts" / font.name)


if __name__ == "__main__":
    main()
