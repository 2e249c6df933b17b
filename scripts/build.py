"""Compute every function, draw its figures, and put what is generated into the pages.

    python scripts/build.py            write what has changed
    python scripts/build.py --check    write nothing; show what would change, and end 1 if it does
    python scripts/build.py --only ID  one function's figures and pages

Everything is computed in memory first. Only files whose bytes change are written, each at once.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # for `activations` and `scripts`, from wherever this is started

if TYPE_CHECKING:
    from activations import Activation
    from activations.spec import Language

LANGUAGES: tuple[Language, ...] = ("ko", "en")
MADE = (".svg", ".js")  # what is made of a function only when it has changed
CURVES = "build/site/curves"
CONFIGURATIONS: dict[Language, str] = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}


class BuildError(Exception):
    """What a person has to mend, one `path:line: what is wrong: what would be right` a line."""


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Build, and return the exit status."""
    parser = argparse.ArgumentParser(description="Compute the functions and renew the pages.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, show what would change"
    )
    parser.add_argument("--only", metavar="ID", help="build one function only")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    try:
        outputs, drawn = compute(root, only=options.only, redraw=options.check)
        changed = {path: new for path, new in outputs.items() if _read(path) != new}
        obsolete = [] if options.only else _obsolete(root, outputs)
        if options.check:
            return _check(root, changed, obsolete)
        for path, new in changed.items():
            _write(path, new)
        for path in obsolete:
            path.unlink()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        where = Path(error.filename or root)
        print(
            f"{_shown(where, root)}:1: {error.strerror}: a file that can be written",
            file=sys.stderr,
        )
        return 1
    pages = sum(path.suffix not in MADE for path in changed)
    spent = time.perf_counter() - started
    print(
        f"build: {drawn} functions drawn, {len(changed) - pages} figures and {pages} pages "
        f"written, {len(obsolete)} removed, {spent:.2f} s"
    )
    return 0


def compute(root: Path, only: str | None, redraw: bool) -> tuple[dict[Path, bytes | None], int]:
    """Return what every generated file should hold, and how many functions were drawn.

    A figure that is current already is not drawn again, unless asked for.
    """
    catalogue, get = _activations()
    chosen = catalogue
    if only is not None:
        try:
            chosen = (get(only),)
        except LookupError as error:
            raise BuildError(f"--only {only}: {error}") from None
    errors = [] if only is not None else _parity(root, catalogue)
    outputs: dict[Path, bytes | None] = {}
    errors += _pages(root, chosen, outputs, site=only is None)
    if errors:
        raise BuildError("\n".join(errors))
    _curves(root, chosen, outputs, redraw)
    if only is None:
        from scripts import export

        configurations = {language: root / name for language, name in CONFIGURATIONS.items()}
        outputs[root / export.PATH] = export.export(catalogue, configurations)
    return outputs, _figures(root, chosen, outputs, redraw)


def _activations() -> tuple[tuple[Activation, ...], Callable[[str], Activation]]:
    """Import the catalogue; an error in a record becomes one line that says where it is."""
    try:
        import activations
    except Exception as error:
        # By its name: the package that defines the class is what could not be imported.
        if type(error).__name__ == "SpecError":
            raise BuildError(str(error)) from None
        raise BuildError(_located(error)) from None
    return activations.catalogue, activations.get


def _located(error: Exception) -> str:
    right = "see activations/spec.py for the form of a record"
    if isinstance(error, SyntaxError) and error.filename:
        return f"{_shown(Path(error.filename), ROOT)}:{error.lineno}: {error.msg}: valid Python"
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "activations" in f.filename]
    frame = next((f for f in reversed(frames) if Path(f.filename).parent.name == "functions"), None)
    frame = frame or frames[-1]
    return f"{_shown(Path(frame.filename), ROOT)}:{frame.lineno}: {error}: {right}"


def _parity(root: Path, catalogue: tuple[Activation, ...]) -> list[str]:
    """Every page has its twin, and every page of a function its function."""
    trees = {
        language: {
            path.relative_to(root / "docs" / language).as_posix()
            for path in (root / "docs" / language).rglob("*")
            if path.suffix in {".md", ".ipynb"}
        }
        for language in LANGUAGES
    }
    ids = {a.id for a in catalogue}
    errors = []
    for language, twin in (LANGUAGES, LANGUAGES[::-1]):
        for page in sorted(trees[language] - trees[twin]):
            errors.append(f"docs/{language}/{page}:1: no twin: write docs/{twin}/{page} as well")
        for page in sorted(trees[language]):
            folder, _, name = page.rpartition("/")
            ident = name.removesuffix(".md")
            if folder == "functions" and ident not in ids | {"index"}:
                errors.append(
                    f"docs/{language}/{page}:1: no function has the id {ident!r}: "
                    "name the page after a function, or add the function"
                )
    return errors


def _pages(
    root: Path, chosen: tuple[Activation, ...], outputs: dict[Path, bytes | None], *, site: bool
) -> list[str]:
    from scripts import blocks

    errors: list[str] = []
    for language in LANGUAGES:
        docs = root / "docs" / language
        wanted: dict[Path, Mapping[str, Callable[[Language], str]]] = {
            docs / "functions" / f"{a.id}.md": blocks.function_blocks(a) for a in chosen
        }
        strict = set(wanted)
        if site:
            others = [
                p for p in docs.rglob("*.md") if p.parent.name != "functions" or p.stem == "index"
            ]
            configuration = root / CONFIGURATIONS[language]
            wanted |= {path: blocks.site_blocks() for path in (*sorted(others), configuration)}
        for path, makers in wanted.items():
            try:
                outputs[path] = _injected(path, root, makers, language, every=path in strict)
            except BuildError as error:
                errors.append(str(error))
    return errors


def _injected(
    path: Path,
    root: Path,
    makers: Mapping[str, Callable[[Language], str]],
    language: Language,
    *,
    every: bool,
) -> bytes:
    from activations import SpecError
    from scripts.inject import InjectionError, inject

    name = _shown(path, root)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except FileNotFoundError:
        right = f"write it, or run `make new ID={path.stem}`"
        raise BuildError(f"{name}:1: the page is missing: {right}") from None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BuildError(f"{name}:{line}: not UTF-8: save the page as UTF-8") from None
    except OSError as error:
        raise BuildError(f"{name}:1: {error.strerror}: a readable file") from None
    try:
        # A block is made only for a page that has its marker.
        made = {key: make(language) if every or key in text else "" for key, make in makers.items()}
        return inject(text, made, name, every=every).encode("utf-8")
    except (InjectionError, SpecError) as error:
        raise BuildError(str(error)) from None


def _figures(
    root: Path, chosen: tuple[Activation, ...], outputs: dict[Path, bytes | None], redraw: bool
) -> int:
    from scripts import figures

    stale = []
    for a in chosen:
        old = {
            root / "docs" / language / "figures" / name: language
            for language in LANGUAGES
            for name in figures.names(a)
        }
        files = {path: _read(path) for path in old}
        outputs.update(files)
        current = all(
            svg is not None and figures.is_current(svg, a, old[path]) for path, svg in files.items()
        )
        if redraw or not current:
            stale.append(a)
    if stale:
        from tqdm import tqdm

        # Shown only in a terminal, and only when it takes more than a second.
        for a in tqdm(stale, desc="figures", unit="", delay=1, disable=None, leave=False):
            for name, drawn in figures.draw(a).items():
                for language, svg in drawn.items():
                    outputs[root / "docs" / language / "figures" / name] = svg
    return len(stale)


def _curves(
    root: Path, chosen: tuple[Activation, ...], outputs: dict[Path, bytes | None], redo: bool
) -> None:
    """Translate the functions for the live figures."""
    from scripts import translate

    for a in chosen:
        path = root / CURVES / f"{a.id}.js"
        old = _read(path)
        current = old is not None and translate.is_current(old, a) and not redo
        outputs[path] = old if current else translate.module(a)


def _obsolete(root: Path, outputs: Mapping[Path, bytes | None]) -> list[Path]:
    """Return the figures and curves that no function has any more."""
    made = [root / "docs" / language / "figures" for language in LANGUAGES] + [root / CURVES]
    found = (p for folder in made for p in folder.glob("*") if p.suffix in MADE)
    return sorted(p for p in found if p not in outputs)


def _check(root: Path, changed: Mapping[Path, bytes | None], obsolete: list[Path]) -> int:
    for path, new in changed.items():
        name = _shown(path, root)
        if path.suffix in MADE:
            print(f"{name}: out of date")
            continue
        old = (_read(path) or b"").decode("utf-8").splitlines(keepends=True)
        lines = (new or b"").decode("utf-8").splitlines(keepends=True)
        sys.stdout.writelines(difflib.unified_diff(old, lines, name, f"{name} (built)"))
    for path in obsolete:
        print(f"{_shown(path, root)}: belongs to no function")
    if changed or obsolete:
        print("out of date: run `python scripts/build.py`")
        return 1
    print("build: everything is up to date")
    return 0


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, data: bytes | None) -> None:
    """Write a file at once: it is the old one or the new one, whatever happens in between."""
    assert data is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes private files; a page is as readable as its neighbours.
        mode = path.stat().st_mode if path.exists() else 0o644
        temporary.chmod(mode & 0o777)
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


if __name__ == "__main__":
    sys.exit(main())
