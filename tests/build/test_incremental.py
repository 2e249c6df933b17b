"""What a build makes again: no more than depends on what has changed, and never less."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from tests.build.conftest import Tree

ELU = "activations/functions/elu.py"
PAGE = "docs/en/functions/elu.md"
POISON = "for name in {names}: sys.modules[name] = None"
HEAVY = ("matplotlib", "sympy", "mkdocs", "py_mini_racer", "bibtexparser")


def made(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The tasks of which a build thinks that they must be made."""
    names: set[str] = set()
    with tree.build() as build:
        make = build.Work.make

        def noted(work: object, tasks: list[object]) -> object:
            names.update(task.name for task in tasks)  # type: ignore[attr-defined]
            return make(work, tasks)

        monkeypatch.setattr(build.Work, "make", noted)
        done = tree.main(build)
    assert done.status == 0, done.err
    return names


def test_nothing_to_do_reads_no_record_and_writes_nothing(tree: Tree) -> None:
    times = {path: path.stat().st_mtime_ns for path in tree.path.rglob("*") if path.is_file()}
    done = tree.process(prelude=POISON.format(names=(*HEAVY, "numpy", "scipy", "activations")))
    assert done.status == 0, done.err
    assert "0 functions drawn, 0 files written" in done.out
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_prose_is_put_in_without_drawing(tree: Tree) -> None:
    tree.edit(PAGE, "Positive inputs", "All positive inputs")
    before = tree.contents(committed=True)
    done = tree.process(prelude=POISON.format(names=("matplotlib", "sympy")))
    assert done.status == 0, done.err
    assert tree.contents(committed=True) == before


EDITS: list[tuple[str, str, str, set[str]]] = [
    # the file, what stands in it, what is put in its place; what is made again
    (PAGE, "Positive inputs", "All positive inputs", {"pages/elu"}),
    (PAGE, "| [Range](", "| [My range](", {"pages/elu"}),
    (PAGE, "description: ReLU", "description: A ReLU", {"pages/elu", "site"}),
    (ELU, "import numpy as np", "import numpy as np  #",
     {"drawn/elu", "paper/elu", "vectors/elu", "pages/elu", "site", "together"}),
    ("scripts/figures/bars.py", "def bars(", "# A comment.\ndef bars(", set()),
    ("scripts/kinds/vector.py", "class Vector(", "\n\nclass Vector(", set()),
    ("activations/spec.py", "class SpecError", "# A comment.\nclass SpecError", set()),
    ("activations/frameworks/elu.toml", '"torch.nn.ELU"', '"torch.nn.Elu"',
     {"pages/elu", "site", "together"}),
    ("docs/en/about.md", "# How", "# Just how", set()),
    ("mkdocs.en.yml", "site_name: A Field", "site_name: The Field", {"site"}),
    ("scripts/site/styles.py", "ORDER = (", 'MORE = ""\nORDER = (', {"site", "pages", "together"}),
    ("scripts/figures/bars.py", "COLUMNS =", "MORE = 1\nCOLUMNS =",
     {"site", "pages", "drawn", "paper", "together"}),
    ("scripts/truth/inputs.py", "TINY = {", "MORE = 1\nTINY = {", {"vectors"}),
    ("docs/conformance/elu.json", '"version": "torch', '"version": "Torch',
     {"pages/elu", "site", "together"}),
    ("docs/en/words.yml", "  property: Property", "  property: Trait", {"site", "pages"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "again"), EDITS)
def test_what_is_made_again(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str, again: set[str]
) -> None:
    tree.edit(name, old, new)
    names = made(tree, monkeypatch)
    many = sum(1 if name in ("site", "together") else 3 for name in again)
    # A word without an id stands for all of its kind.
    every = {task.partition("/")[0] for task in names}
    assert names == again or (every == again and len(names) == many), names
    assert made(tree, monkeypatch) == set()


def test_a_measurement_is_put_into_the_pages(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tree.read("docs/conformance/elu.json")
    (tree / "docs/conformance/elu.json").unlink()
    tree.run()
    assert "| not measured |" in tree.read(PAGE)
    tree.write("docs/conformance/elu.json", text)
    assert made(tree, monkeypatch) == {"pages/elu", "site", "together"}
    assert "| not measured |" not in tree.read(PAGE)
    assert "earlier code" not in tree.read(PAGE)
    tree.edit(ELU, "np.maximum(x, 0)", "np.maximum(x, 0.0)")
    tree.run()
    assert tree.read(PAGE).count("(an earlier code was measured)") == len(json.loads(text)["calls"])


def test_a_comment_in_a_script_changes_no_file(tree: Tree) -> None:
    for path in (tree / "scripts").rglob("*.py"):
        path.write_bytes(b"# A comment.\n" + path.read_bytes().replace(b"\n\n\n", b"\n\n\n\n"))
    before = tree.contents()
    done = tree.run()
    assert "0 functions drawn, 0 files written" in done.out, done
    assert tree.contents() == before


def test_a_comment_in_a_record_changes_no_file_but_in_a_body_that_is_printed(tree: Tree) -> None:
    before = tree.contents(committed=True)
    tree.edit(ELU, "ELU = Elementwise(", "# A comment.\nELU = Elementwise(")
    assert "1 functions drawn, 0 files written" in tree.run().out
    tree.edit(ELU, "    # The exponential", "    # An exponential")
    assert "2 files written" in tree.run().out
    changed = {n for n, data in tree.contents(committed=True).items() if data != before[n]}
    assert changed == {ELU, PAGE, PAGE.replace("/en/", "/ko/")}


def test_who_is_called_is_printed_where_it_is_called(tree: Tree) -> None:
    """The stamp of a function covers the modules that its own imports."""
    with tree.build():
        from scripts.files import stamp

        before = stamp.module(tree.path, "elu")
        tree.edit("activations/functions/tanh.py", "import numpy as np", "import numpy as np  #")
        assert stamp.module(tree.path, "elu") == before
        tree.edit(ELU, "import numpy", "from activations.functions.tanh import tanh\nimport numpy")
        after = stamp.module(tree.path, "elu")
        tree.edit("activations/functions/tanh.py", "import numpy as np  #", "import numpy as np")
        assert len({before, after, stamp.module(tree.path, "elu")}) == 3


@pytest.mark.parametrize(
    "stamp",
    [None, "", "[]", '{"drawn/elu": ["KEY"', '{"drawn/elu": 3}', '{"drawn/elu": [1, [2]]}',
     '{"drawn/elu": ["other", {}]}', '{"drawn/elu": ["KEY", {"docs/figures/elu.svg": "other"}]}'],
)  # fmt: skip
def test_a_stamp_that_is_wrong_or_absent_takes_nothing_for_current(
    tree: Tree, stamp: str | None
) -> None:
    key, outputs = json.loads(tree.read("build/stamp.json"))["drawn/elu"]
    with tree.build() as build:
        assert build.Stamp(tree.path).is_current("drawn/elu", key)
        if stamp is None:
            (tree / "build/stamp.json").unlink()
        else:
            tree.write("build/stamp.json", stamp.replace("KEY", key))
        assert not build.Stamp(tree.path).is_current("drawn/elu", key)
        tree.write("build/stamp.json", json.dumps({"drawn/elu": [key, outputs]}))
        assert build.Stamp(tree.path).is_current("drawn/elu", key)
        (tree / "docs/figures/elu.svg").unlink()
        assert not build.Stamp(tree.path).is_current("drawn/elu", key)


def test_from_nothing_the_same_is_made(tree: Tree) -> None:
    before = tree.contents()
    shutil.rmtree(tree / "build")
    shutil.rmtree(tree / "docs/figures")
    for path in (tree / "docs").glob("*/functions/*.md"):
        blocks = r"(<!-- begin generated: [\w-]+ -->\n).*?(<!-- end generated -->)"
        emptied = re.sub(blocks, r"\1\2", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        path.write_bytes(emptied.encode())
    assert "3 functions drawn, 10 files written" in tree.run().out
    assert tree.contents() == before


def test_drawn_in_two_processes_or_in_one_it_is_the_same(tree: Tree) -> None:
    before = tree.contents()
    shutil.rmtree(tree / "build")
    shutil.rmtree(tree / "docs/figures")
    tree.edit("scripts/build.py", "FEW = 4", "FEW = 0")
    tree.edit("scripts/build.py", "os.cpu_count() or 1", "2")
    done = tree.process()
    assert "3 functions drawn" in done.out, done.err
    after = tree.contents()
    assert after.pop("scripts/build.py") != before.pop("scripts/build.py")
    assert after == before
