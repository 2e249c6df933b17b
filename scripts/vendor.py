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


def main() -> None:
    """Fetch, verify and unpack each package."""
    for package, unpack in ((KATEX, unpack_katex), (AXE, unpack_axe)):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([shutil.which("npm") or "npm", "pack", package], cwd=folder, check=True)
            (archive,) = Path(folder).glob("*.tgz")
            digest = hashlib.sha512(archive.read_bytes()).digest()
            if "sha512-" + base64.b64encode(digest).decode() != INTEGRITY[package]:
                raise SystemExit(f"{package}: not the package that is pinned")
            with tarfile.open(archive) as content:
                content.extractall(folder, filter="data")
            unpack(Path(folder) / "package")
    bundle_d3()


def unpack_katex(package: Path) -> None:
    """Keep KaTeX's script, style and fonts."""
    _begin(BUILD, package, KATEX, "MIT")
    shutil.copyfile(package / "dist/katex.min.js", BUILD / "katex.min.js")
    style = (package / "dist/katex.min.css").read_text(encoding="utf-8")
    # Every browser of the last ten years reads woff2.
    style = re.sub(r',url\([^)]*\) format\("(woff|truetype)"\)', "", style)
    (BUILD / "katex.min.css").write_text(style, encoding="utf-8", newline="\n")
    (BUILD / "fonts").mkdir()
    for font in sorted((package / "dist/fonts").glob("*.woff2")):
        shutil.copyfile(font, BUILD / "fonts" / font.name)


def unpack_axe(package: Path) -> None:
    """Keep the one script that the browser tests inject."""
    _begin(TESTS, package, AXE, "MPL-2.0")
    shutil.copyfile(package / "axe.min.js", TESTS / "axe.min.js")


def bundle_d3() -> None:
    """Bundle the parts of D3 that the live figures use into one module; needs Node."""
    shutil.rmtree(D3, ignore_errors=True)
    D3.mkdir(parents=True)
    npm = shutil.which("npm") or "npm"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json", "index.js"):
            shutil.copyfile(D3_SOURCE / file, folder / file)
        subprocess.run([npm, "ci", "--no-audit"], cwd=folder, check=True)
        target = D3 / "d3.min.js"
        options = ["--bundle", "--minify", "--format=esm", "--target=es2020", "--charset=utf8"]
        command = [npm, "exec", "esbuild", "--", "index.js", *options, f"--outfile={target}"]
        subprocess.run(command, cwd=folder, check=True)
        modules = folder / "node_modules"
        packages = [*sorted(modules.glob("d3-*")), modules / "internmap"]
        names, licences = [], []
        for package in packages:
            version = json.loads((package / "package.json").read_text("utf-8"))["version"]
            names.append(f"{package.name}@{version}")
            licences.append(f"{names[-1]}\n\n{(package / 'LICENSE').read_text('utf-8').strip()}\n")
    note = (
        f"From the npm packages {', '.join(names)} (ISC and BSD-3-Clause, see LICENSE), bundled\n"
        "by esbuild as scripts/vendor/d3 says, where the lock pins them all.\n"
        "Reproduced by `python scripts/vendor.py`; never edited by hand.\n"
    )
    exported = re.findall(r"\w+(?=,| })", (D3_SOURCE / "index.js").read_text("utf-8"))
    types = "".join(f"export const {name}: any;\n" for name in exported)
    (D3 / "d3.min.d.ts").write_text(types, encoding="utf-8", newline="\n")
    (D3 / "LICENSE").write_text("\n".join(licences), encoding="utf-8", newline="\n")
    (D3 / "README.md").write_text(note, encoding="utf-8", newline="\n")


def _begin(target: Path, package: Path, name: str, licence: str) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copyfile(package / "LICENSE", target / "LICENSE")
    note = (
        f"From the npm package {name} ({licence}, see LICENSE), integrity\n{INTEGRITY[name]}.\n"
        "Reproduced by `python scripts/vendor.py`; never edited by hand.\n"
    )
    (target / "README.md").write_text(note, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
