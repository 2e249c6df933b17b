"""What is read: records, words, front matter, references. Every error says where it is."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

MAIN = re.compile(r"^docs_dir: docs/([\w-]+)$", re.MULTILINE)
UNFINISHED = {
    re.compile(r"\A\ufeff"): "a byte order mark: UTF-8 without one",
    re.compile(r"^(?:[<|>]{7} |={7}\r?$)", re.MULTILINE): (
        "a merge is not finished: keep what is right, drop the marks"
    ),
    re.compile(r"\0"): "a NUL byte: a text file",
    re.compile(r"\bTODO\b"): "TODO: what belongs there",
}
FRONT = re.compile(r"\A---\r?\n(.*?)^---\r?\n", re.DOTALL | re.MULTILINE)


class SourceError(Exception):
    """What a person has to mend, one `path:line: what is wrong: what would be right` a line."""

    def __init__(self, *errors: str) -> None:
        super().__init__("\n".join(errors))


def languages(root: Path) -> list[str]:
    """Return the languages of the site: the folders with a words.yml, that of mkdocs.yml first."""
    found = sorted(path.parent.name for path in root.glob("docs/*/words.yml"))
    main = MAIN.search(text_of(root / "mkdocs.yml", root))
    if main is None or main[1] not in found:
        raise SourceError("mkdocs.yml:1: no language: `docs_dir: docs/ko`, and docs/ko/words.yml")
    return [main[1], *(language for language in found if language != main[1])]


def configuration(root: Path, language: str) -> Path:
    """Return the file that MkDocs reads for a language."""
    main = languages(root)[0] == language
    return root / ("mkdocs.yml" if main else f"mkdocs.{language}.yml")


def text_of(path: Path, root: Path) -> str:
    """Read a file that a person writes."""
    name = shown(path, root)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except FileNotFoundError:
        raise SourceError(f"{name}:1: the file is missing: write it") from None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SourceError(f"{name}:{line}: not UTF-8: save the file as UTF-8") from None
    except OSError as error:
        raise SourceError(f"{name}:1: {error.strerror}: a readable file") from None
    for mark, right in UNFINISHED.items():
        if found := mark.search(text):
            line = text[: found.start()].count("\n") + 1
            raise SourceError(f"{name}:{line}: {right}")
    return text


def front(text: str, name: str) -> str:
    """Return the front matter of a page, which is YAML."""
    found = FRONT.match(text)
    if found is None:
        right = "YAML between two lines ---, the first of them the first of the page"
        raise SourceError(f"{name}:1: no front matter: {right}")
    _composed(found[1], name, first_line=2)
    return found[1]


def mapping(text: str, name: str, first_line: int = 1) -> dict[str, tuple[str, int]]:
    """Return the texts of a YAML file by their path, `a.b`, with their lines.

    Every value is text, whatever YAML would make of it: `no` is no, and 1.0 is 1.0.
    """
    found: dict[str, tuple[str, int]] = {}

    def collect(node: yaml.Node | None, path: str) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                collect(value, f"{path}.{key.value}" if path else key.value)
        elif isinstance(node, yaml.ScalarNode):
            line = node.start_mark.line + first_line
            if path in found:
                raise SourceError(f"{name}:{line}: {path} stands twice: keep one")
            if not node.value.strip():
                raise SourceError(f"{name}:{line}: {path} is empty: a text")
            found[path] = node.value, line
        else:
            line = (node.start_mark.line if node else 0) + first_line
            raise SourceError(f"{name}:{line}: {path or 'this'} is no text: `key: text` in YAML")

    collect(_composed(text, name, first_line), "")
    return found


def _composed(text: str, name: str, first_line: int) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        raise SourceError(f"{name}:{line}: {error.problem}: valid YAML, quotes help") from None
    except yaml.YAMLError as error:  # a character that YAML does not allow
        wrong = str(error).splitlines()[0]
        raise SourceError(f"{name}:{first_line}: {wrong}: valid YAML") from None
    return node


def shown(path: Path, root: Path) -> str:
    """Return a path as a person in the repository would type it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
