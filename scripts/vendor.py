"""Reproduce the third-party files that the repository carries, from their published packages.

    python scripts/vendor.py           needs Node, npm and the network; everyday work needs neither

Each package is checked against the integrity that is pinned here, so a run changes nothing unless
a version does.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KATEX = "katex@0.19.1"
AXE = "axe-core@4.14.1"
INTEGRITY = {
    KATEX: "sha512-jG8uKntjSEcm2EpQOh0XturpPuuC9r3Sq5HLHdsFdWZT27E672SF19QEi+of0/Ye"
    "Oy15lDgRhKvr5614uRrEfA==",
    AXE: "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyF"
    "NNtuFooJpZe37OgudVGtQ==",
}
BUILD = ROOT / "scripts/vendor/katex"  # what the build runs, and what it publishes a part of
D3 = ROOT / "docs/theme/vendor/d3"
D3_SOURCE = ROOT / "scripts/vendor/d3"
TESTS = ROOT / "tests/vendor/axe-core"  # what only the tests run
REPRODUCED = "Reproduced by `python scripts/vendor.py`; never edited by hand.\n"


def main() -> None:
    """Fetch, verify and unpack each package."""
    for target, make in ((BUILD, katex), (TESTS, axe), (D3, d3)):
        renew(target, make)


def renew(target: Path, make: Callable[[Path, Path], None]) -> None:
    """Make a folder elsewhere; only when it is whole it takes the place of the old one."""
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / "new"
        new.mkdir()
        make(Path(folder), new)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(new, target)


def katex(folder: Path, new: Path) -> None:
    """Keep KaTeX's script, style and fonts."""
    package = _fetch(KATEX, "MIT", folder, new)
    shutil.copyfile(package / "dist/katex.min.js", new / "katex.min.js")
    style = (package / "dist/katex.min.css").read_text(encoding="utf-8")
    # Every browser of the last ten years reads woff2.
    style = re.sub(r',url\([^)]*\) format\("(woff|truetype)"\)', "", style)
    _write(new / "katex.min.css", style)
    (new / "fonts").mkdir()
    for font in sorted((package / "dist/fonts").glob("*.woff2")):
        shutil.copyfile(font, new / "fonts" / font.name)


def axe(folder: Path, new: Path) -> None:
    """Keep the one script that the browser tests inject."""
    shutil.copyfile(_fetch(AXE, "MPL-2.0", folder, new) / "axe.min.js", new / "axe.min.js")


def d3(folder: Path, new: Path) -> None:
    """Bundle the parts of D3 that the live figures use into one module."""
    for file in ("package.json", "package-lock.json", "index.js"):
        shutil.copyfile(D3_SOURCE / file, folder / file)
    _npm(folder, "ci", "--no-audit")
    options = ["--bundle", "--minify", "--format=esm", "--target=es2020", "--charset=utf8"]
    target = f"--outfile={new / 'd3.min.js'}"
    _npm(folder, "exec", "esbuild", "--", "index.js", *options, target)
    modules = folder / "node_modules"
    names, licences = [], []
    for package in [*sorted(modules.glob("d3-*")), modules / "internmap"]:
        version = json.loads((package / "package.json").read_text("utf-8"))["version"]
        names.append(f"{package.name}@{version}")
        licences.append(f"{names[-1]}\n\n{(package / 'LICENSE').read_text('utf-8').strip()}\n")
    _write(
        new / "README.md",
        f"From the npm packages {', '.join(names)} (ISC and BSD-3-Clause, see LICENSE), bundled\n"
        f"by esbuild as scripts/vendor/d3 says, where the lock pins them all.\n{REPRODUCED}",
    )
    exported = re.findall(r"\w+(?=,| })", (D3_SOURCE / "index.js").read_text("utf-8"))
    _write(new / "d3.min.d.ts", "".join(f"export const {name}: any;\n" for name in exported))
    _write(new / "LICENSE", "\n".join(licences))


def _fetch(name: str, licence: str, folder: Path, new: Path) -> Path:
    """Unpack a package that is the one pinned; begin its folder with its licence and origin."""
    _npm(folder, "pack", name)
    (archive,) = folder.glob("*.tgz")
    digest = hashlib.sha512(archive.read_bytes()).digest()
    if "sha512-" + base64.b64encode(digest).decode() != INTEGRITY[name]:
        raise SystemExit(f"{name}: not the package that is pinned")
    with tarfile.open(archive) as content:
        content.extractall(folder, filter="data")
    shutil.copyfile(folder / "package/LICENSE", new / "LICENSE")
    _write(
        new / "README.md",
        f"From the npm package {name} ({licence}, see LICENSE), integrity\n{INTEGRITY[name]}.\n"
        f"{REPRODUCED}",
    )
    return folder / "package"


def _npm(folder: Path, *arguments: str) -> None:
    npm = shutil.which("npm")
    if npm is None or subprocess.run([npm, *arguments], cwd=folder, check=False).returncode != 0:
        raise SystemExit(f"npm {' '.join(arguments)}: failed, nothing is lost; npm needs Node")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
