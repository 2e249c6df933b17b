"""A record that is wrong is one line that says where, what is wrong and what would be right."""

from __future__ import annotations

import re

import pytest

from tests.build.conftest import Tree

ELU = "activations/functions/elu.py"
SOFTMAX = "activations/functions/softmax.py"
EXACT = '"Piecewise((x, x > 0), (alpha*(exp(x) - 1), True))"'
F = "return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0))"
SLOPE = "return np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))"
EXAMPLE = '"elu(np.array([-2.0, 0.0, 3.0])).round(4)"'
LIMITS = 'limits=("-alpha", "oo")'
BETWEEN = "between=(0.0, 3.0)"
PARAMETERS = "alpha: float = 1.0) -> FloatArray:"

# What stands in the record of ELU, what is put in its place, what the build says.
CLAIMS = [
    ('family="rectifier"', 'family="rectfier"', "unknown family 'rectfier': one of sigmoidal,"),
    ('status="niche"', 'status="nich"', "unknown status 'nich': one of in use, niche, historical"),
    ('"strictly increasing"', '"rising"', "unknown monotonicity 'rising': one of strictly incr"),
    ('convexity="convex"', 'convexity="cup"', "unknown convexity 'cup': one of convex, concave"),
    ("smoothness=1", 'symmetry="od"', "unknown symmetry 'od': one of odd, even, point, none"),
    ("smoothness=1", 'smoothness="1"', "bad smoothness '1': of type float"),
    ("smoothness=1", 'smoothness=float("nan")', "bad smoothness nan: k of C^k"),
    ("smoothness=1", "smoothness=1.5", "bad smoothness 1.5: k of C^k"),
    (LIMITS, 'limits=("0", "oo", "0")', "bad limits ('0', 'oo', '0'): of type tuple[str, str]"),
    (LIMITS, "limits=None", "bad limits None: of type tuple[str, str]"),
    (LIMITS, LIMITS + ', period="t"', "period 't': t is unknown: SymPy's language, with alpha, x"),
    (LIMITS, LIMITS + ", lipschitz=False", "|f'| is at most 1: no lipschitz=False"),
    (LIMITS, LIMITS + ', band=("x",)', "a generator without a band, or a band without one: both"),
    (LIMITS, LIMITS + ", window=(5, -5)", "bad window (5, -5): two ends in order, within 1000"),
    (LIMITS, LIMITS + ", window=(-1e300, 1e300)", "bad window (-1e+300, 1e+300): two ends in"),
    (LIMITS, LIMITS + ', window=(float("nan"), 1)', "bad window (nan, 1): two ends in order"),
    (LIMITS, LIMITS + ', window="ab"', "bad window 'ab': of type tuple[float, float]"),
    ('Kink("0"', 'Kink("0+"', "kinks '0+': does not parse: SymPy's language, with alpha, x"),
    ('Kink("0"', 'Kink("t"', "kinks 't': t is unknown: SymPy's language, with alpha, x"),
    ('Kink("0"', "Kink(0", "bad at 0: of type str"),
    ('when="alpha != 1"', 'when="alpha"', "'alpha' is no condition: such as alpha != 1"),
    ('range="(-alpha, oo)"', 'range="(-alpha; oo)"', "bad range '(-alpha; oo)': for instance"),
    ('range="(-alpha, oo)"', 'range="(-t, oo)"', "range '-t': t is unknown: SymPy's language"),
    ('range="(-alpha, oo)"', 'range="[min, oo)"', "no extreme point is the min: a closed form"),
    ("Accuracy(5e-16, 1e-15)", 'Accuracy(float("nan"), 2)', "accuracy of the function is no bound"),
    ("accuracy=Accuracy(5e-16, 1e-15)", "accuracy=None", "bad accuracy None: of type Accuracy"),
    (BETWEEN, "between=(3.0, 0.0)", "bad between (3.0, 0.0): two numbers in order, the default 1"),
    (BETWEEN, "between=(1.0, 1.0)", "bad between (1.0, 1.0): two numbers in order, the default 1"),
    (BETWEEN, "between=(2.0, 3.0)", "bad between (2.0, 3.0): two numbers in order, the default 1"),
    (BETWEEN, 'between=(float("nan"), 1)', "bad between (nan, 1): two numbers in order, the def"),
    (BETWEEN, "between=(0, 1, 2)", "bad between (0, 1, 2): of type tuple[float, float]"),
    ("shown=(0.5, 2.0)", 'shown=(float("nan"),)', "alpha holds what is no number: numbers"),
    ('"alpha",', '"beta",', "the record's parameters are ['beta']: those of elu, ['alpha']"),
    ('names=("ELU", "exponential linear unit", "지수 선형 유닛", "지수 선형 단위")', 'names="ELU"',
     "bad names 'ELU': of type tuple[str, ...]"),
    ('names=("ELU"', 'names=("E|LU"', "bad entry 'E|LU': one line without | and <"),
    ('names=("ELU"', 'names=("E\\nLU"', "bad entry 'E\\nLU': one line without | and <"),
    ('names=("ELU"', 'names=("ELU", "elu"', "duplicate entry 'elu': each once"),
    ('names=("ELU"', 'names=(""', "names holds nothing: a tuple"),
    ('"clevert2016fast"', '"clevert2016slow"', "unknown reference 'clevert2016slow': a key of"),
    ('"clevert2016fast"', '"clevert2016fast", "clevert2016fast"', "duplicate entry 'clevert2016fa"),
    ('latex=r"\\operatorname{ELU}(x)', 'latex=r"$x$', "latex holds a $, a fence or a line break"),
    ('latex=r"\\operatorname{ELU}(x)', 'latex=r"```', "latex holds a $, a fence or a line break"),
    ('latex=r"\\operatorname{ELU}(x)', 'latex=r"\\foo(x)', r"KaTeX refuses \foo(x)"),
    ("Source: Clevert", "From: Clevert", "the docstring names no source: a line `Source: …`"),
]  # fmt: skip

CODE = [
    ("@activation\ndef elu(", "def elu(", "elu is not decorated: @activation above it"),
    ("@activation\ndef elu_d", "def elu_d", "elu_derivative is not decorated: @activation above"),
    (F, "return None", "elu at -7.3 ends in AttributeError, 'NoneType' object has no attribute"),
    (F, "return x * np.nan", "exact is -0.999324 at -7.3, elu returns nan: the same function"),
    (F, "return np.zeros(3)", "elu returns 3 numbers at -7.3, exact has 1: an output of the shap"),
    (F, "raise ValueError('no')", "elu at -7.3 ends in ValueError, elu: no: an array of floats"),
    (F, "raise SystemExit(3)", "elu at -7.3 ends in SystemExit, 3: an array of floats, of the"),
    (F, "return elu(x)", "elu at -7.3 ends in RecursionError, maximum recursion depth exceeded"),
    (SLOPE, "return None", "elu_derivative at -7.3 ends in AttributeError, 'NoneType' object has"),
    (SLOPE, "return x * np.nan", "the slope of exact is 0.000675539 at -7.3, elu_derivative ret"),
    (SLOPE, "return np.zeros(3)", "elu_derivative returns 3 numbers at -7.3, exact has 1: an"),
    (f"elu_derivative(x: FloatArray, {PARAMETERS}", "elu_derivative():", "is no FloatArray"),
    ("x: FloatArray, alpha", "x, alpha", "TypeError: elu: its first argument is no FloatArray"),
    (PARAMETERS + '\n    """D', 'alpha: float = 2.0) -> FloatArray:\n    """D',
     "the defaults of elu_derivative are {'alpha': 2.0}: those of elu"),
    ("    # The exp", "    # end generated\n    # The exp", "block 'code' would hold '    # e"),
    (EXAMPLE, '"elu(np.arra([0.0]))"', "elu(np.arra([0.0])) ends in AttributeError, module"),
    (EXAMPLE, '"elu(0.0"', "elu(0.0: '(' was never closed: one expression"),
    (EXAMPLE, '"x = 1"', "x = 1: invalid syntax: one expression"),
    (EXAMPLE, '"elu(\\n0.0)"', "bad entry 'elu(\\n0.0)': one line"),
    (EXAMPLE, '"exit()"', "exit() ends in SystemExit, None: a call that runs after the printed co"),
    ('"np.array([-1e-10, 1000.0])"', '"np.arra([0])"', "naive_elu(np.arra([0])) ends in Attribu"),
    ('"np.array([-1e-10, 1000.0])"', '"np.array(["', "f(np.array([): closing parenthesis ')' do"),
    ("ELU = Elementwise(", "ELU = __import__('activations').spec.Pair(", "unexpected keyword arg"),
    ("ELU = Elementwise(", "ELO = Elementwise(", "ImportError: cannot import name 'ELU'"),
    ('family="rectifier",', "", "missing 1 required keyword-only argument: 'family'"),
    ("import numpy as np", "import numpy as np,", "invalid syntax: valid Python"),
    ("import numpy as np", "import numpi as np", "ModuleNotFoundError: No module named 'numpi'"),
    ("import numpy as np", "import numpy as np\nraise SystemExit(3)", "SystemExit: 3: code and a"),
    ("import numpy as np", "import numpy as np\x00", "a NUL byte: a text file"),
    ("ELU: x for x > 0", "TODO: x for x > 0", "TODO: what belongs there"),
    ("ELU: x for x > 0", "ELU\n<<<<<<< HEAD\n", "a merge is not finished: keep"),
]  # fmt: skip

# In the place of `exact`. Nothing of this is ever run, whatever it would do.
FORMS = [
    ("", "exact '': does not parse"),
    ("x +", "exact 'x +': does not parse"),
    ("foo(x)", "foo is unknown"),
    ("x + t", "t is unknown: SymPy's language, with alpha, x"),
    ("zeta(x)", "zeta is unknown"),
    ("x.foo()", "x.foo is no mathematics"),
    ("lambda x: x", "lambda x: x is no mathematics"),
    ("__import__('os').mkdir('evil')", "__import__('os').mkdir is no mathematics"),
    ("(x, x)", "exact has no value at -7.3: an expression that is a real number everywhere"),
    ("1/0", "exact has no value at -7.3"),
    ("x > 0", "exact has no value at -7.3"),
    ("tanh(x)", "exact is -0.999999 at -7.3, elu returns -0.999324: the same function in both"),
    ("exp(x, x, x)", "SymPy cannot read 'exp(x, x, x)': exp takes exactly 1 argument"),
    ("9**9**9", "9 ** 9 ** 9 is too large a power"),
    ("2**(60*60*60)", "2 ** (60 * 60 * 60) is too large a power"),
    ("(((2**60)**60)**60)**60", "is too large a power"),
]


def the_line(tree: Tree, path: str) -> str:
    """The one error, and it points into the module or, of a block, at the pages."""
    first, *others = tree.refused()
    assert all("block 'code' would hold" in line for line in (first, *others)) or not others
    assert re.match(rf"{path}:[1-9]\d*: |docs/ko/functions/elu\.md:|activations/__init__", first)
    return first


@pytest.mark.parametrize(("old", "new", "message"), [*CLAIMS, *CODE])
def test_a_record_that_is_wrong(tree: Tree, old: str, new: str, message: str) -> None:
    tree.edit(ELU, old, new)
    assert message in the_line(tree, ELU)


@pytest.mark.parametrize(("form", "message"), FORMS, ids=[form for form, _ in FORMS])
def test_a_closed_form_that_is_wrong(tree: Tree, form: str, message: str) -> None:
    tree.edit(ELU, EXACT, repr(form))
    assert message in the_line(tree, ELU)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('total="1"', 'total="t"', "total 't': t is unknown: SymPy's language, with x_1, x_2,"),
        ('exact="', 'exact="x_1 + 0*', "exact is 1 at 1, 2, 3.5, softmax returns 0.06289"),
        ("SOFTMAX = Vector(", "from activations.spec import Elementwise\nSOFTMAX = Elementwise(",
         "unexpected keyword argument 'letter'"),
    ],
)  # fmt: skip
def test_a_vector_that_is_wrong(tree: Tree, old: str, new: str, message: str) -> None:
    tree.edit(SOFTMAX, old, new)
    assert message in the_line(tree, SOFTMAX)


def test_two_that_share_a_name(tree: Tree) -> None:
    tree.edit("activations/functions/tanh.py", '"tanh"', '"Elu"')
    (line,) = tree.refused()
    assert line.endswith("duplicate name 'Elu': elu has it already, keep it once")


def test_a_module_that_nothing_imports(tree: Tree) -> None:
    text = tree.read("activations/__init__.py")
    tree.write("activations/__init__.py", re.sub(r"from .*\.elu import .*\n", "", text))
    (line,) = tree.refused()
    assert line.startswith("activations/functions/elu.py:1: no record of this name is imported: ")


def test_an_interrupted_build_says_so(tree: Tree) -> None:
    tree.edit(ELU, "import numpy as np", "import numpy as np\nraise KeyboardInterrupt")
    done = tree.run()
    assert (done.status, done.err) == (1, "build: interrupted; what was written is whole\n")


def test_what_several_records_have_wrong_is_said_at_once(tree: Tree) -> None:
    tree.edit(ELU, F, "return None")
    tree.edit(SOFTMAX, 'latex=r"', 'latex=r"\\foo ')
    elu, softmax = tree.refused()
    assert elu.startswith(f"{ELU}:")
    assert softmax.startswith(f"{SOFTMAX}:")


def test_an_id_on_the_command_line_that_is_unknown_or_broken(tree: Tree) -> None:
    done = tree.run("--only", "eluu")
    assert (done.status, done.err) == (
        1, "--only eluu: no activation function is called 'eluu': did you mean 'elu'?\n"
    )  # fmt: skip
    tree.edit(ELU, 'status="niche"', 'status="nich"')
    (line,) = tree.refused("--only", "elu")
    assert "unknown status 'nich'" in line
