"""Scaffold a function: its module, a page in every language, its line in activations/__init__.py.

    python scripts/new.py ID [KIND]    or: make new ID=my_function KIND=vector

Nothing that exists is overwritten. Every TODO is yours to replace: the build names those left.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import keyword
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # for `scripts`, from wherever this is started

from scripts.files.write import refused, write  # noqa: E402
from scripts.sources import SourceError, imports, languages, mapping, text_of  # noqa: E402

TEMPLATES = Path(__file__).resolve().parent / "templates"
KINDS = sorted(path.name.partition(".")[0] for path in TEMPLATES.glob("*.py.txt"))
SYMBOLS = {  # what a page must say of the inputs, by kind
    "vector": (r"\mathbf{x}", '"n"'),
    "reduction": (r"\mathbf{x}", '"n"'),
    "pair": ("a", "b"),
}
LONGEST = 40
PYTHON = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins)}
OURS = {"activation", "activations", "arrays", "functions", "index", "math", "np", "numpy"} | {
    *("scipy", "scripts", "spec", "sympy", "tests")
}
WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # no file there may be called so


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Write the files of a new function, or none."""
    parser = argparse.ArgumentParser(description="Scaffold a new function.")
    parser.add_argument("id", help="lower snake case, e.g. leaky_relu")
    parser.add_argument("kind", nargs="?", default="elementwise", help=f"one of {', '.join(KINDS)}")
    options = parser.parse_args(arguments)
    try:
        for name, text in scaffold(options.id, options.kind, root).items():
            write(root / name, text.encode(), root)
            print(f"wrote {name}")
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    print("next: replace every TODO; a work that is not cited yet goes into docs/references.bib")
    print("then: python scripts/build.py draws it and fills in its pages, or says what is missing")
    print(f"last: make exactness ID={options.id} measures its errors, make test checks it all")
    print(f"also: activations/frameworks/{options.id}.toml, what it is called elsewhere; see there")
    return 0


def scaffold(ident: str, kind: str, root: Path) -> dict[str, str]:
    """Return what the files of a new function hold, by their names."""
    if kind not in KINDS:
        raise SourceError(f"{kind!r} is no kind: one of {', '.join(KINDS)}")
    headings = {language: _headings(language, root) for language in languages(root)}
    if problem := _problem(ident, next(iter(headings.values()))):
        raise SourceError(f"{ident!r} cannot be an id, {problem}: for example leaky_relu")
    module = (TEMPLATES / f"{kind}.py.txt").read_text(encoding="utf-8")
    module = module.replace("@id@", ident).replace("@ID@", ident.upper())
    files = {f"activations/functions/{ident}.py": module}
    for language, words in headings.items():
        files[f"docs/{language}/functions/{ident}.md"] = _page(kind, words)
    for name in files:
        if (root / name).exists():
            raise SourceError(f"{name}: exists already: another id, or remove it first")
    package = "activations/__init__.py"
    _, *derivatives = re.findall(r"^def (\w+)", module, re.MULTILINE)
    files[package] = _listed(text_of(root / package, root), ident, derivatives)
    if errors := [wrong for name in files if (wrong := refused(root / name, root))]:
        raise SourceError(*errors)
    return files


def _problem(ident: str, headings: dict[str, str]) -> str:
    """Say why an id cannot be one, or nothing."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", ident):
        return "it is not lower snake case"
    if not 1 < len(ident) <= LONGEST:
        return f"it has {len(ident)} letters and not 2 to {LONGEST}"
    if ident in PYTHON:
        return "Python means something else by it"
    if ident in OURS or WINDOWS.fullmatch(ident) or ident.startswith("naive_"):
        return "it is the name of something else"
    return "a section of every page is called so" if ident in headings else ""


def _headings(language: str, root: Path) -> dict[str, str]:
    path = root / "docs" / language / "words.yml"
    words = mapping(text_of(path, root), path.relative_to(root).as_posix())
    group = "headings."
    return {k.removeprefix(group): text for k, (text, _) in words.items() if k.startswith(group)}


def _page(kind: str, headings: dict[str, str]) -> str:
    text = (TEMPLATES / "page.md").read_text(encoding="utf-8")
    symbols = "".join(f"  {symbol}: TODO\n" for symbol in SYMBOLS.get(kind, ()))
    fields = headings | {"symbols": f"symbols:\n{symbols}" if symbols else ""}
    return re.sub(r"@(\w+)@", lambda field: fields[field[1]], text)


def _listed(text: str, ident: str, derivatives: list[str]) -> str:
    """Return activations/__init__.py with the function's line, if it is not there."""
    if re.search(rf"^from activations\.functions\.{ident} import ", text, re.MULTILINE):
        return text
    taken = {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    } | {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    for name in (ident, ident.upper(), *derivatives):
        if name in taken | {"catalogue"}:
            raise SourceError(f"activations/__init__.py: {name!r} is taken: another id")
    return imports.with_lines(text, [imports.line(ident, *derivatives)])


if __name__ == "__main__":
    sys.exit(main())
