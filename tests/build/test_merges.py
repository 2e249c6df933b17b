"""Two people each add a function: what Git finds to disagree about, and what is left to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from tests.build.conftest import ROOT, Tree

INIT = "activations/__init__.py"
BIB = "docs/references.bib"
# In the sorted list relu and sigmoid are neighbours (elu, …, softmax), step is behind softmax. Each
# brings a work along; the first two stand beside one another in the bibliography.
WORKS = {"relu": "mann2000one", "sigmoid": "mann2001other", "step": "zorn1999third"}
ENTRY = """\
@article{{{key},
  author  = {{Somebody, {ident}}},
  title   = {{{{On {ident}}}}},
  journal = {{Journal of {ident}}},
  year    = {{{year}}},
}}
"""


def git(tree: Tree, *arguments: str, status: int = 0) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "core.autocrlf=false"]
    environment = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        [*command, *arguments],
        cwd=tree.path,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def entries(text: str) -> dict[str, str]:
    """The entries of a bibliography, by key."""
    return {
        match[2]: match[1] for match in re.finditer(r"^(@\w+\{(\w+),\n.*?^\}\n)", text, re.M | re.S)
    }


def sorted_imports(text: str) -> str:
    """What a person does who keeps both lines."""
    head, lines, tail = (
        text.partition("from ")[0],
        text.splitlines(True),
        text.split("# fmt: on\n")[1],
    )
    imports = sorted(line for line in lines if line.startswith("from activations.functions."))
    return f"{head}{''.join(dict.fromkeys(imports))}# fmt: on\n{tail}"


def add(tree: Tree, ident: str) -> None:
    """Do what a person does who adds a function: its module, an import, its pages, its work."""
    for name in (
        f"activations/functions/{ident}.py",
        *(f"docs/{x}/functions/{ident}.md" for x in ("ko", "en")),
    ):
        shutil.copy2(ROOT / name, tree / name)
    key = WORKS[ident]
    tree.edit(f"activations/functions/{ident}.py", "references=(", f'references=("{key}", ')
    (line,) = re.findall(
        rf"^from activations\.functions\.{ident} import .*\n",
        (ROOT / INIT).read_text(encoding="utf-8"),
        re.M,
    )
    tree.write(INIT, sorted_imports(tree.read(INIT).replace("# fmt: on\n", f"{line}# fmt: on\n")))
    works = entries(tree.read(BIB)) | {key: ENTRY.format(key=key, ident=ident, year=key[4:8])}
    tree.write(BIB, "\n".join(works[key] for key in sorted(works)))
    done = tree.run()
    assert done.status == 0, done.err
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "--message", f"Add {ident}")


@pytest.fixture(scope="module")
def repository(built: Tree, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A repository with a branch for each function."""
    tree = Tree(shutil.copytree(built.path, tmp_path_factory.mktemp("git") / "tree"))
    for name in (".gitignore", ".gitattributes"):
        shutil.copy2(ROOT / name, tree / name)
    tree.write(INIT, sorted_imports(tree.read(INIT)))
    git(tree, "init", "--quiet", "--initial-branch", "main")
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "--message", "Begin")
    for ident in WORKS:
        git(tree, "switch", "--quiet", "--create", ident, "main")
        add(tree, ident)
    return tree


def is_clean_after_a_build(tree: Tree) -> bool:
    done = tree.run()
    assert done.status == 0, done.err
    return git(tree, "status", "--porcelain") == "" and tree.process("--check").status == 0


def test_functions_that_are_no_neighbours_merge_by_themselves(repository: Tree) -> None:
    git(repository, "switch", "--quiet", "--create", "distant", "relu")
    git(repository, "merge", "--quiet", "--no-edit", "step")
    assert is_clean_after_a_build(repository)
    assert {"relu", "step"} <= {p.stem for p in (repository / "docs/figures").glob("*.svg")}


def test_neighbours_meet_only_in_the_two_sorted_lists(repository: Tree) -> None:
    git(repository, "switch", "--quiet", "--create", "near", "relu")
    git(repository, "merge", "--quiet", "--no-edit", "sigmoid", status=1)
    conflicts = git(repository, "diff", "--name-only", "--diff-filter=U").split()
    assert conflicts == [INIT, BIB]
    # As long as the marks are there the build says so, and writes nothing.
    assert re.match(rf"{INIT}:\d+: a merge is not finished: ", repository.run().err)
    both = re.sub(r"^(<<<<<<<|=======|>>>>>>>).*\n", "", repository.read(INIT), flags=re.M)
    repository.write(INIT, both)
    works = entries(git(repository, "show", f":2:{BIB}")) | entries(
        git(repository, "show", f":3:{BIB}")
    )
    repository.write(BIB, "\n".join(works[key] for key in sorted(works)))
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--no-edit")
    assert is_clean_after_a_build(repository)
    assert {"relu", "sigmoid"} <= {p.stem for p in (repository / "docs/figures").glob("*.svg")}
