"""The catalogue: finding a record, its order, what a wrong record is told, what importing costs."""

import dataclasses
import doctest
import math
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import activations
from activations import Activation, SpecError
from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Elementwise, Kink, Parameter
from tests.kinds.records import fixtures, name, of

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("called", "ident"),
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
def test_get(called: str, ident: str) -> None:
    assert activations.get(called).id == ident


def test_every_name_of_a_record_finds_it() -> None:
    for a in activations.catalogue:
        for called in (a.id, *a.names):
            assert activations.get(called) is a
            assert activations.get(called.upper()) is a


def test_get_suggests_and_never_guesses() -> None:
    with pytest.raises(LookupError, match=r"'leaky_rleu': did you mean 'leaky_relu'"):
        activations.get("leaky_rleu")
    with pytest.raises(LookupError, match=r"'': activations\.catalogue lists them all"):
        activations.get("")
    with pytest.raises(TypeError, match=r"^the name of a function is a string, not int$"):
        activations.get(3)  # type: ignore[arg-type]


def test_the_catalogue_is_every_module_in_the_order_of_the_ids() -> None:
    ids = [a.id for a in activations.catalogue]
    modules = {path.stem for path in (ROOT / "activations/functions").glob("[!_]*.py")}
    assert ids == sorted(modules)
    assert isinstance(activations.catalogue, tuple)


def test_every_function_and_record_is_public() -> None:
    for a in activations.catalogue:
        assert getattr(activations, a.id.upper()) is a
        for function in (a.function, *a.derivatives):
            assert getattr(activations, function.__name__) is function


def test_records_are_frozen() -> None:
    with pytest.raises(AttributeError):
        activations.get("relu").latex = "x"  # type: ignore[misc]


def test_two_records_with_one_name_are_refused() -> None:
    (sine,) = (a for a in fixtures() if a.id == "sine")
    twice = dataclasses.replace(sine, names=("Sine", "렐루"))
    with pytest.raises(SpecError, match=r"duplicate name '렐루': .*has it already, keep it once"):
        activations._named([*activations.catalogue, twice])


@pytest.mark.parametrize("a", of(Activation), ids=name)
def test_docstrings(a: Activation) -> None:
    """What is written by hand stands first: a line, what is special, the source."""
    for f in (a.function, *a.derivatives):
        text = f.__doc__ or ""
        assert re.match(r"[A-Z].*\.\n", text), f.__name__
        for section in ("Parameters", "Returns", "Raises"):
            assert text.count(f"\n{section}\n---") == 1, f.__name__
        assert "    " not in text.partition("\nParameters\n")[0]  # by hand nothing is indented
        for p in a.parameters:
            assert f"\n{p.name} : float" in text
    assert (a.function.__doc__ or "").index("\nSource: ") < (a.function.__doc__ or "").index(
        "\nParameters\n"
    )


@pytest.mark.parametrize("a", of(Activation), ids=name)
def test_examples_run(a: Activation) -> None:
    """Each is one call of a function of the record, and its result a line or two."""
    functions = {f.__name__: f for f in (a.function, *a.derivatives)}
    for example in a.examples:
        assert re.match("|".join(sorted(functions, key=len, reverse=True)), example)
        result = eval(example, {"np": np, **functions})
        assert not np.isnan(np.asarray(result)).any()


@pytest.mark.parametrize("a", [a for a in of(Activation) if a.naive], ids=name)
def test_the_textbook_form_fails_where_it_is_said_to(a: Activation) -> None:
    """There it warns, is no number, or is off by more than any bound; elsewhere it is right."""
    assert a.naive is not None
    with np.errstate(all="ignore"):
        x = eval(a.naive.argument, {"np": np})
        ours, theirs = a.function(x), a.naive.function(x)
    wrong = bool((np.isnan(theirs) | (np.abs(theirs - ours) > 1e-9 * np.abs(ours))).any())
    try:
        with np.errstate(all="raise", under="ignore"):
            a.naive.function(x)
    except FloatingPointError:
        wrong = True
    assert wrong
    mild = np.array([0.5, 1.5, 0.25])
    np.testing.assert_allclose(a.naive.function(mild), a.function(mild), rtol=1e-12)


# --- records that contradict themselves -----------------------------------------------------

RELU, ELU, SOFTMAX = activations.RELU, activations.ELU, activations.SOFTMAX
(ALPHA,) = ELU.parameters


@activation
def relu(x: FloatArray) -> FloatArray:
    """ReLU in the wrong module.

    Source: this file.
    """
    return np.maximum(x, 0.0)


@pytest.mark.parametrize(
    ("a", "changes", "told"),
    [
        (RELU, {"function": relu}, r"tests/functions/test_catalogue.py:\d+: the function 'relu'"),
        (RELU, {"derivative": np.heaviside}, "heaviside is not decorated: @activation above it"),
        (RELU, {"function": activations.relu_derivative}, "'relu_derivative' stands in relu.py"),
        (RELU, {"family": "rectifeir"}, r"relu.py:\d+: unknown family 'rectifeir': one of sigm"),
        (RELU, {"status": ""}, "unknown status '': one of in use, niche, historical"),
        (RELU, {"monotonicity": "rising"}, "unknown monotonicity 'rising': one of"),
        (RELU, {"convexity": "concav"}, "unknown convexity 'concav'"),
        (RELU, {"names": ()}, "names holds nothing"),
        (RELU, {"names": ("ReLU", "relu")}, "duplicate entry 'relu': each once"),
        (RELU, {"names": ("a|b",)}, "bad entry 'a|b'"),
        (RELU, {"references": "nair"}, r"references.*: "),
        (RELU, {"examples": ("",)}, "examples holds nothing"),
        (RELU, {"latex": "$x$"}, "latex holds a \\$, a fence or a line break"),
        (RELU, {"exact": "x +"}, "exact 'x \\+': does not parse: SymPy's language, with x"),
        (RELU, {"exact": "y"}, "exact 'y': y is unknown"),
        (RELU, {"exact": "relu(x)"}, "relu is unknown"),
        (RELU, {"exact": "x.real"}, "is no mathematics"),
        (RELU, {"exact": "__import__('os')"}, "unknown|no mathematics|no number"),
        (RELU, {"exact": "x**999"}, "too large a power"),
        (RELU, {"exact_derivative_from_output": "x"}, "x is unknown"),
        (RELU, {"range": "0, oo"}, "bad range '0, oo'"),
        (RELU, {"range": "[zero, oo)"}, "range 'zero': zero is unknown"),
        (RELU, {"limits": ("0",)}, "limits"),
        (RELU, {"limits": ("0", "a")}, "limits 'a': a is unknown"),
        (RELU, {"period": "tau"}, "period 'tau': tau is unknown"),
        (RELU, {"kinks": (Kink("at", "0"),)}, "kinks 'at': at is unknown"),
        (RELU, {"window": (5.0, -5.0)}, "bad window"),
        (RELU, {"window": (math.nan, 5.0)}, "bad window"),
        (RELU, {"accuracy": Accuracy(-1, 0)}, "accuracy of the function is no bound"),
        (RELU, {"accuracy": Accuracy(0, 2e-12)}, "accuracy of the derivative is no bound: .*1e-12"),
        (RELU, {"band": ("x", "x")}, "a generator without a band, or a band without one"),
        (activations.RRELU, {"band": ()}, "a generator without a band, or a band without one"),
        (RELU, {"parameters": (ALPHA,)}, r"parameters are \['alpha'\]: those of relu, \[\]"),
        (ELU, {"parameters": ()}, r"the record's parameters are \[\]: those of elu, \['alpha'\]"),
        (
            ELU,
            {"parameters": (Parameter("alpha", r"\alpha", between=(2, 3), others=()),)},
            r"bad between \(2, 3\): two numbers in order, the default 1 between them",
        ),
        (ELU, {"derivative": activations.leaky_relu_derivative}, "the record's parameters are"),
        (SOFTMAX, {"total": "x"}, "total 'x': x is unknown"),
        (SOFTMAX, {"exact": "exp(x_4)"}, "x_4 is unknown"),
    ],
    ids=name,
)  # fmt: skip
def test_a_wrong_record_is_refused(a: Activation, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(SpecError, match=told) as caught:
        dataclasses.replace(a, **changes)
    assert re.match(r"[\w/.]+\.py:\d+: ", str(caught.value))


def test_a_default_is_the_signatures_and_both_agree() -> None:
    assert ALPHA.default == 1

    @activation
    def elu_derivative(x: FloatArray, alpha: float = 2.0) -> FloatArray:
        """Derivative with another default."""
        return x

    with pytest.raises(
        SpecError, match=r"the defaults of elu_derivative are \{'alpha': 2.0\}: those"
    ):
        dataclasses.replace(ELU, derivative=elu_derivative)


def test_a_record_without_claims_makes_none() -> None:
    bare = {f.name: f.default for f in dataclasses.fields(Elementwise)}
    claims = ("monotonicity", "symmetry", "convexity", "period", "kinks", "band")
    assert [bare[c] for c in claims] == ["none", "none", "none", "", (), ()]


# --- the package ----------------------------------------------------------------------------


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_the_example_of_the_readme(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    (example,) = re.findall(r"^```pycon\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    parsed = doctest.DocTestParser().get_doctest(example, {}, readme, readme, 0)
    assert doctest.DocTestRunner(verbose=False).run(parsed) == (0, 3)


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_the_readme_names_the_commands_that_there_are(readme: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    there = set(re.findall(r"^([\w-]+):.*##", makefile, re.MULTILINE)) - {"help"}
    rows = re.findall(r"^\| `.*$", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make ([\w-]+)", "".join(rows))) == there | {"clean"}


@pytest.mark.parametrize(
    "module", ["activations", "activations.arrays", "activations.frameworks", "activations.spec"]
)
def test_the_examples_of_docstrings(module: str) -> None:
    failed, attempted = doctest.testmod(sys.modules[module])
    assert failed == 0
    assert attempted > 0 or module != "activations"


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
        "z = record.function(np.ones(3)) + record.smoothness\n"
        "activations.softmax(np.ones((2, 2)), axis=np.int64(0)).sum()\n"
        "activations.prelu([1], [0.1]), activations.elu(1.0, alpha=2) < 3\n"
        "activations.relu(1.0, 2)\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(sample)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    found = [line for line in done.stdout.splitlines() if "sample.py" in line]
    assert sum("error" in line for line in found) == 1, done.stdout
    assert 'Revealed type is "numpy.ndarray[' in found[0]
    assert 'sample.py:9: error: No overload variant of "__call__"' in found[1]
    assert (ROOT / "activations/py.typed").exists()


def test_every_room_of_tests_is_collected(pytestconfig: pytest.Config) -> None:
    """By itself pytest leaves out every folder called build."""
    left_out = pytestconfig.getini("norecursedirs")
    rooms = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert "build" in rooms
    assert not [r for r in rooms if any(fnmatch(r, pattern) for pattern in left_out)]
