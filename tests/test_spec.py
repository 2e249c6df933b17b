"""The catalogue: finding a record, its order, and what importing the package brings along."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import activations
from activations import FAMILIES

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("sigmoid", "sigmoid"),
        ("SIGMOID", "sigmoid"),
        (" Logistic ", "sigmoid"),
        ("soft-step", "sigmoid"),
        ("시그모이드", "sigmoid"),
        ("Leaky ReLU", "leaky_relu"),
        ("leaky-relu", "leaky_relu"),
        ("LReLU", "leaky_relu"),
        ("하이퍼볼릭 탄젠트", "tanh"),
        ("softargmax", "softmax"),
    ],
)
def test_get(name: str, ident: str) -> None:
    assert activations.get(name).id == ident


def test_every_name_of_a_record_finds_it() -> None:
    for a in activations.catalogue:
        for name in a.names():
            assert activations.get(name) is a
            assert activations.get(name.upper()) is a


def test_get_suggests_and_never_guesses() -> None:
    with pytest.raises(LookupError, match=r"'leaky_rleu': did you mean 'leaky_relu'"):
        activations.get("leaky_rleu")
    with pytest.raises(LookupError, match=r"'': activations\.catalogue lists them all"):
        activations.get("")


def test_get_wants_a_name() -> None:
    with pytest.raises(TypeError, match=r"^the name of a function is a string, not int$"):
        activations.get(3)  # type: ignore[arg-type]


def test_order_of_the_catalogue() -> None:
    families = list(FAMILIES)
    places = [(families.index(a.family), a.year) for a in activations.catalogue]
    assert places == sorted(places)
    assert isinstance(activations.catalogue, tuple)


def test_every_module_is_in_the_catalogue() -> None:
    modules = {path.stem for path in (ROOT / "activations/functions").glob("[!_]*.py")}
    assert modules == {a.id for a in activations.catalogue}


def test_every_function_and_record_is_public() -> None:
    for a in activations.catalogue:
        assert getattr(activations, a.id) is a.function
        assert getattr(activations, a.derivative.__name__) is a.derivative
        assert getattr(activations, a.id.upper()) is a


def test_records_are_frozen() -> None:
    with pytest.raises(AttributeError):
        activations.get("relu").id = "other"  # type: ignore[misc]


def test_docstrings_say_what_they_must() -> None:
    for a in activations.catalogue:
        for function in (a.function, a.derivative):
            text = function.__doc__ or ""
            for section in ("Parameters", "Returns", "Raises", "Examples"):
                assert f"{section}\n    ---" in text, function.__name__
        assert "References\n    ---" in (a.function.__doc__ or "")


def test_references_are_complete() -> None:
    for a in activations.catalogue:
        keys = [r.key for r in a.references]
        assert len(set(keys)) == len(keys)
        for r in a.references:
            assert all(", " in author for author in r.authors)
            assert r.venue or r.arxiv or r.url
            assert 1900 < r.year < 2100


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_the_example_of_the_readme(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    (example,) = re.findall(r"^```pycon\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    parsed = doctest.DocTestParser().get_doctest(example, {}, readme, readme, 0)
    assert doctest.DocTestRunner(verbose=False).run(parsed) == (0, 3)


def test_importing_the_package_brings_no_heavy_module() -> None:
    code = "import sys, activations; print({'matplotlib', 'mkdocs', 'sympy'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_the_package_is_typed(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text(
        "import numpy as np\n"
        "import activations\n"
        "y = activations.leaky_relu([-1.0, 2.0], negative_slope=0.2)\n"
        "reveal_type(y)\n"
        "record = activations.get('relu')\n"
        "z = record.function(np.ones(3)) + record.properties.smoothness\n"
        "activations.relu(1.0, 2)\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(sample)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    found = [line for line in done.stdout.splitlines() if "sample.py" in line]
    assert len(found) == 2, done.stdout
    assert 'Revealed type is "numpy.ndarray[' in found[0]
    assert 'sample.py:7: error: Too many arguments for "relu"' in found[1]
    assert (ROOT / "activations/py.typed").exists()
