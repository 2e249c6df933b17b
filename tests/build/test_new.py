"""A new function: the scaffold of each kind, what it asks for, and what it touches."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts import new

if TYPE_CHECKING:
    from tests.build.conftest import Tree

WORDS = ("A thing.", "The thing, in a line.", "Somebody, somewhere (2001).")
RECORD = ("Thing", "A longer thing", "rectifier", "niche", "clevert2016fast")
FILLED = {  # what stands for each TODO of a module, in their order
    "elementwise": (
        *(*WORDS, "np.arctan(x)", "Its slope.", "1 / (1 + x * x)", *RECORD),
        *(r"f(x) = \arctan x", r"f'(x) = \frac{1}{1 + x^2}", "atan(x)"),
        *("(-pi/2, pi/2)", "-pi/2", "pi/2"),
    ),
    "vector": (
        *(*WORDS, "x - x.mean(axis, keepdims=True)", "Its Jacobian."),
        *("np.broadcast_to(np.eye(x.shape[-1]) - 1 / x.shape[-1], (*x.shape, x.shape[-1]))",),
        *(*RECORD, r"f(x)_i = x_i - \bar{x}", r"J = I - \frac{1}{n}"),
        *("x_i - (x_1 + x_2 + x_3)/3", "(-oo, oo)"),
    ),
    "reduction": (
        *(*WORDS, "x.mean(axis)", "Its gradient.", "np.full_like(x, 1 / x.shape[axis])", *RECORD),
        *(r"f(x) = \bar{x}", r"\nabla f = \frac{1}{n}", "(x_1 + x_2 + x_3)/3", "(-oo, oo)"),
    ),
    "pair": (
        *(*WORDS, "np.multiply(gate, value)", "Its slopes.", "value", "gate", *RECORD),
        *("f(a, b) = ab", r"\nabla f = (b, a)", "a*b", "(-oo, oo)"),
    ),
}


def scaffold(root: Path, *arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = new.main(list(arguments), root)
    return status, out.getvalue(), err.getvalue()


def test_every_kind_is_here() -> None:
    assert set(new.KINDS) == set(FILLED)


@pytest.mark.parametrize("kind", FILLED)
def test_a_scaffold_becomes_a_function(tree: Tree, kind: str) -> None:
    before = tree.contents(committed=True)
    status, out, _ = scaffold(tree.path, "my_thing", kind)
    module = "activations/functions/my_thing.py"
    pages = {f"docs/{language}/functions/my_thing.md" for language in ("ko", "en")}
    assert status == 0
    assert set(re.findall(r"^wrote (.+)$", out, re.M)) == {
        *(module, *pages, "activations/__init__.py")
    }
    assert "make exactness ID=my_thing" in out
    assert len(tree.read(module).splitlines()) <= 55

    assert [line for line in tree.refused() if line.startswith(f"{module}:1: TODO")]
    values = iter(FILLED[kind])
    tree.write(module, re.sub("TODO", lambda _: next(values), tree.read(module)))
    assert next(values, None) is None, "the template asks for fewer"

    assert {line.partition(":")[0] for line in tree.refused()} == pages
    for page in pages:
        text = tree.read(page).replace("[TODO](TODO.md)", "[tanh](tanh.md)")
        tree.write(page, text.replace("title: TODO", "title: Thing").replace("TODO", "Words."))

    done = tree.run()
    assert done.status == 0, done.err
    after = tree.contents(committed=True)
    figures = {"docs/figures/my_thing.svg"}
    figures |= {"docs/figures/my_thing-jacobian.svg"} if kind == "vector" else set()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {module, *pages, "activations/__init__.py", *figures}
    assert tree.run("--check").status == 0


def test_its_line_is_sorted_in_and_nothing_else_changes(tree: Tree) -> None:
    before = tree.read("activations/__init__.py").splitlines()
    assert scaffold(tree.path, "my_thing")[0] == 0
    after = tree.read("activations/__init__.py").splitlines()
    (line,) = set(after) - set(before)
    assert [other for other in after if other != line] == before
    imports = [other for other in after if other.startswith("from activations.functions.")]
    assert imports == sorted(imports)
    for name in ("MY_THING", "my_thing", "my_thing_derivative"):
        assert f" {name} as {name}" in line


def test_a_line_that_is_there_stays(tree: Tree) -> None:
    line = "from activations.functions.my_thing import MY_THING as MY_THING\n"
    tree.edit(
        "activations/__init__.py",
        "from activations.functions.softmax",
        line + "from activations.functions.softmax",
    )
    before = tree.read("activations/__init__.py")
    assert scaffold(tree.path, "my_thing")[0] == 0
    assert tree.read("activations/__init__.py") == before


@pytest.mark.parametrize(
    "ident",
    [
        *("../evil", "My_Thing", "my-thing", "2relu", "relu_", "", "x", "a" * 41, "함수"),
        *("class", "lambda", "match", "_", "abs", "print", "np", "math", "activation", "index"),
        *("get", "catalogue", "normalise", "spec", "con", "lpt1", "formula", "naive_thing"),
        *("tanh", "tanh_derivative", "softmax_jacobian"),
    ],
)
def test_a_bad_id_is_refused_in_a_line(tree: Tree, ident: str) -> None:
    refused(tree, ident)


def test_a_kind_that_is_none_is_refused(tree: Tree) -> None:
    assert "elementwise, pair, reduction, vector" in refused(tree, "my_thing", "scalar")


@pytest.mark.parametrize(
    "name", ["activations/functions/my_thing.py", "docs/en/functions/my_thing.md"]
)
def test_what_exists_is_not_overwritten(tree: Tree, name: str) -> None:
    tree.write(name, "mine")
    assert name in refused(tree, "my_thing")


def refused(tree: Tree, *arguments: str) -> str:
    before = tree.contents()
    status, out, err = scaffold(tree.path, *arguments)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert tree.contents() == before
    return err
