"""A copy of the tree with more functions than there are: the real ones again, under other names."""

from __future__ import annotations

import ast
import io
import itertools
import re
import shutil
import tokenize
from collections.abc import Callable
from pathlib import Path

from scripts.sources import imports, languages
from scripts.sources.measured import EXACTNESS

ROOT = Path(__file__).resolve().parents[2]
LEFT = {".git", ".hypothesis", ".venv", "build", "site"}  # at the top: what can be made again
FENCE = re.compile(r"^```(?:python|pycon)\n.*?^```$", re.MULTILINE | re.DOTALL)


def copy(target: Path, functions: int | None = None) -> None:
    """Copy the tree, and give it that many functions."""

    def left(folder: str, names: list[str]) -> set[str]:
        own = LEFT if Path(folder) == ROOT else set()
        return {n for n in names if n in own or n == "__pycache__" or n.endswith("_cache")}

    shutil.copytree(ROOT, target, ignore=left, dirs_exist_ok=True)
    modules = target / "activations/functions"
    real = sorted(path.stem for path in modules.glob("*.py") if path.stem != "__init__")
    # A word that is the name of a parameter as well cannot be renamed alone.
    texts = {ident: _read(modules / f"{ident}.py") for ident in real}
    alone = [ident for ident in real if f'Parameter("{ident}"' not in texts[ident]]
    wanted = len(real) if functions is None else functions
    if wanted < len(real):
        raise ValueError(f"the tree has {len(real)} functions already, not {wanted}")
    more = (
        (ident, turn)
        for turn in itertools.count(2)
        for ident in alone
        if not (modules / f"{ident}_{turn:02}.py").exists()  # the tree may be such a copy itself
    )
    few = itertools.islice(more, wanted - len(real))
    lines = [_double(target, ident, turn) for ident, turn in few]
    package = target / "activations/__init__.py"
    _write(package, imports.with_lines(_read(package), lines))


def _double(root: Path, ident: str, turn: int) -> str:
    """Write a function again under another name; return the line that imports it."""
    end = f"_{turn:02}"
    module = root / f"activations/functions/{ident}.py"
    tree = ast.parse(_read(module)).body
    defined = [node.name for node in tree if isinstance(node, ast.FunctionDef)]
    own = {name: name.replace(ident, ident + end, 1) for name in defined}
    own[ident.upper()] = ident.upper() + end
    _write(module.with_stem(ident + end), _renamed(_read(module), own, f" copy {turn}"))
    errors = root / f"{EXACTNESS}/{ident}.json"
    _write(errors.with_stem(ident + end), _read(errors))
    for language in languages(root):
        page = root / "docs" / language / "functions" / f"{ident}.md"
        named = re.compile(r"^(title|description): (.+?)(\"?)$", re.M)  # no two pages share either
        text = named.sub(rf"\1: \2 copy {turn}\3", _read(page), count=2)
        text = FENCE.sub(lambda fence: _words(own)(fence[0]), text)
        text = text.replace(f"({ident}.md", f"({ident}{end}.md")
        _write(page.with_stem(ident + end), text)
    public = [
        name for name in own if not name.startswith("naive") and name not in (ident, ident.upper())
    ]
    return imports.line(ident + end, *(own[name] for name in public))


def _words(own: dict[str, str]) -> Callable[[str], str]:
    """Return what renames the words of a code; `np.tanh` and `"tanh"` are no words of ours."""
    word = re.compile(rf'(?<![\w."])(?:{"|".join(sorted(own, key=len, reverse=True))})(?!\w)')
    return lambda text: word.sub(lambda found: own[found[0]], text)


def _renamed(text: str, own: dict[str, str], mark: str) -> str:
    """Return a module with its own names renamed, and the names in its record marked."""
    made, before, field = [], "", ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        string = token.string
        if token.type == tokenize.NAME and before != ".":
            string = own.get(string, string)
            field = token.string if before in ("(", ",", "") else field
        elif token.type == tokenize.STRING and field == "names":
            string = f"{string[:-1]}{mark}{string[-1]}"
        elif token.type == tokenize.STRING and field == "examples":
            string = string[0] + _words(own)(string[1:])
        if token.type not in (tokenize.NL, tokenize.NEWLINE):
            before = string
        made.append((token, string))
    return _joined(text, made)


def _joined(text: str, made: list[tuple[tokenize.TokenInfo, str]]) -> str:
    """Return the text with the tokens that are another now; spaces stay as they are."""
    lines = text.splitlines(keepends=True)
    for token, string in reversed(made):
        if string != token.string:
            row, left = token.start
            lines[row - 1] = lines[row - 1][:left] + string + lines[row - 1][token.end[1] :]
    return "".join(lines)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
