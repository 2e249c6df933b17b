"""The test vectors on the site, against mpmath: it shares no code with the balls they come from."""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from flint import arb
from numpy.typing import NDArray
from sympy.codegen.cfunctions import log1p

import activations
from activations.spec import Activation, Elementwise, Pair, Vector
from scripts.truth.expressions import certain
from scripts.truth.rounding import nearest
from scripts.truth.vectors import vectors
from tests.kinds.records import fixtures, name
from tests.oracle.distances import outside

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 45 * 1024  # Jacobians at every temperature of Gumbel-softmax
DIGITS = 800  # 1 - tanh(1e-160) and the like cancel hundreds of them
TYPES: dict[str, Any] = {"float64": np.float64, "float32": np.float32}
every = pytest.mark.parametrize("a", [*activations.catalogue, *fixtures()], ids=name)
of_the_catalogue = pytest.mark.parametrize("a", activations.catalogue, ids=name)


@functools.cache
def read(a: Activation) -> dict[str, Any]:
    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    file: dict[str, Any] = json.loads(vectors(a), parse_constant=refuse)
    return file


def numbers(value: Any) -> Any:
    """The infinities and NaN, which are words in the file, as numbers."""
    return [numbers(v) for v in value] if isinstance(value, list) else float(value)


def parts(a: Activation, *, special: bool) -> list[tuple[str, dict[str, float], list[Any]]]:
    found = [p for p in read(a)["parts"] if p["special"] == special]
    return [(p["dtype"], p["parameters"], numbers(p["rows"])) for p in found]


# --- the files ------------------------------------------------------------------------------


@of_the_catalogue
def test_the_site_has_one_small_file_a_function_and_once(site: Path, a: Activation) -> None:
    data = (site / f"vectors/{a.id}.json").read_bytes()
    assert data == vectors(a)
    assert len(data) <= LARGEST
    assert not (site / "en/vectors").exists()
    for prefix, up in (("", "../../"), ("en/", "../../../")):
        page = (site / prefix / f"functions/{a.id}/index.html").read_text(encoding="utf-8")
        assert f'<a href="{up}vectors/{a.id}.json" download>{a.id}.json</a>' in page
        assert page.count("data-vectors") == 0


@every
def test_what_a_file_says_of_itself(a: Activation) -> None:
    file = read(a)
    assert (file["format"], file["licence"], file["id"]) == (1, "MIT", a.id)
    assert file["kind"] == type(a).__name__.lower()
    assert len(file["parts"]) == 3 + sum(len(p.others) for p in a.parameters)
    order = [(p["dtype"], p["special"]) for p in file["parts"]]
    assert order[:3] == [("float64", False), ("float32", False), ("float64", True)]
    assert set(order[3:]) <= {("float64", False)}
    for part in file["parts"]:
        assert list(part["parameters"]) == [p.name for p in a.parameters]
        assert all(len(row) == len(file["columns"]) for row in part["rows"])
    for p in a.parameters:
        assert file["parts"][0]["parameters"][p.name] == p.default
        tried = {part["parameters"][p.name] for part in file["parts"]}
        assert tried == {p.default, *p.others}


@every
def test_the_inputs_are_hard_and_of_their_dtype(a: Activation) -> None:
    for dtype, _, rows in parts(a, special=False)[:2]:
        info = np.finfo(TYPES[dtype])
        inputs = [x for row in rows for x in np.ravel(row[: 2 if isinstance(a, Pair) else 1])]
        assert all(x == TYPES[dtype](x) for x in inputs)
        assert len(rows) >= (120 if isinstance(a, Elementwise) else 30)
        assert -float(info.max) in inputs
        if isinstance(a, Elementwise):
            bent = {float(k) for *_, k in kinks(a)}  # where there is no one slope to ask for
            hard = {float(info.max), float(info.smallest_subnormal), -float(info.tiny), 1.0}
            assert hard - bent <= set(inputs)
            zeros = {math.copysign(1, x) for x in inputs if x == 0}
            assert zeros == (set() if 0 in bent else {-1, 1})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_explains_every_field(language: str) -> None:
    text = (ROOT / f"docs/{language}/data.md").read_text(encoding="utf-8")
    text = text.partition(" { #vectors-file }\n")[2].partition("\n## ")[0]
    file = read(activations.get("prelu"))
    told = re.findall(r"(?m)^\| (`.*?) \|", text)
    assert {n for row in told for n in re.findall(r"`(\w+)`", row)} == {*file, *file["parts"][0]}


# --- the answers ----------------------------------------------------------------------------


def is_nearest(value: float, true: Any, dtype: str) -> bool:
    """No number of the dtype is nearer to the truth, and of two as near it is the even one."""
    number = TYPES[dtype](value)
    largest = TYPES[dtype](np.finfo(dtype).max)
    if math.isinf(value):
        end = mpmath.mpf(float(largest)) * 2 - float(np.nextafter(largest, 0, dtype=dtype))
        return bool(mpmath.sign(true) == mpmath.sign(value) and abs(true) >= (end + largest) / 2)
    if number != value:
        return False
    error = abs(mpmath.mpf(value) - true)
    for side in (-1, 1):
        with np.errstate(over="ignore", under="ignore"):
            other = float(np.nextafter(number, TYPES[dtype](side * math.inf)))
        if math.isinf(other):
            other = 2 * mpmath.mpf(value) - float(np.nextafter(number, TYPES[dtype](0)))
        distance = abs(other - true)
        even = int(np.array(number).view(f"u{number.itemsize}")) % 2 == 0
        if distance < error or (distance == error and not even):
            return False
    return True


@functools.cache
def forms(a: Activation, outputs: int) -> Callable[..., list[Any]]:
    """By SymPy, for mpmath: the value, then every slope, in the order of a row."""
    names = [*a.inputs, *(p.name for p in a.parameters)]
    letters = {n: sympy.Symbol(n, real=True) for n in names}
    exact = sympy.sympify(a.exact, locals=letters, rational=True)
    inputs = [letters[n] for n in a.inputs if n != "x_i"]
    values = list(exact) if isinstance(exact, tuple | sympy.Tuple) else [exact]
    if "x_i" in letters:
        values = [v.subs(letters["x_i"], x) for v in values for x in inputs]
    learned = [letters[p.name] for p in a.parameters if p.derivative is not None]
    wanted = [*values, *(sympy.diff(v, x) for v in values for x in [*inputs, *learned])]
    given = [*inputs, *(letters[p.name] for p in a.parameters)]
    assert len(values) == outputs
    # 1 + exp(-1e300) is 1, however many digits: nothing to divide by the logarithm of.
    wanted = [
        w.replace(
            lambda e: isinstance(e, sympy.log) and e.args[0].is_Add and 1 in e.args[0].args,
            lambda e: log1p(e.args[0] - 1),
        )
        for w in wanted
    ]
    evaluate: Callable[..., list[Any]] = sympy.lambdify(given, wanted, "mpmath", cse=True)
    return evaluate


def flat(value: Any) -> list[float]:
    return [u for v in value for u in flat(v)] if isinstance(value, list) else [value]


def wrong(a: Activation, dtype: str, parameters: dict[str, float], row: list[Any]) -> list[int]:
    """The places in a row whose answer is not nearest to the truth."""
    inputs = row[:2] if isinstance(a, Pair) else row[:1]
    x, answers = flat(inputs), flat(row[len(inputs) :])
    outputs = len(row[1]) if isinstance(row[1], list) else 1
    with mpmath.workdps(DIGITS):
        arguments = [mpmath.mpf(v) for v in [*x, *parameters.values()]]
        truths = [mpmath.mpf(t) for t in forms(a, outputs)(*arguments)]
        pairs = zip(answers, truths, strict=True)
        return [i for i, (y, t) in enumerate(pairs) if not is_nearest(y, t, dtype)]


@every
def test_every_answer_is_the_nearest_number(a: Activation) -> None:
    for dtype, parameters, rows in parts(a, special=False):
        for row in rows:
            if isinstance(row[0], list) and len(row[0]) != 3:
                continue  # `exact` speaks of three; the others: the test of softmax, below
            assert wrong(a, dtype, parameters, row) == [], (dtype, parameters, row)


def test_softmax_of_any_number_of_inputs() -> None:
    a = activations.get("softmax")
    lengths = set()
    for dtype, _, rows in parts(a, special=False):
        for x, y, jacobian in rows:
            lengths.add(len(x))
            with mpmath.workdps(DIGITS):
                weights = [mpmath.exp(v) for v in x]
                total = mpmath.fsum(weights)
                for i, w in enumerate(weights):
                    assert is_nearest(y[i], w / total, dtype), x
                    for j, u in enumerate(weights):
                        others = mpmath.fsum(v for k, v in enumerate(weights) if k != i)
                        slope = w * others / total**2 if i == j else -w * u / total**2
                        assert is_nearest(jacobian[i][j], slope, dtype), x
    assert lengths == {1, 2, 3, 6}


@every
def test_a_wrong_answer_is_noticed(a: Activation) -> None:
    dtype, parameters, rows = parts(a, special=False)[1]
    row = next(r for r in rows if (len(r[0]) == 3 if isinstance(r[0], list) else r[0] == 1.5))
    place = 2 if isinstance(a, Pair) else 1
    value = TYPES[dtype](row[place] if not isinstance(row[place], list) else row[place][0])
    for side in (-np.inf, np.inf):
        other = float(np.nextafter(value, TYPES[dtype](side)))
        changed = [other, *row[place][1:]] if isinstance(row[place], list) else other
        assert wrong(a, dtype, parameters, [*row[:place], changed, *row[place + 1 :]]) == [0]


@pytest.mark.parametrize(
    ("ball", "dtype", "expected"),
    [
        (arb(1) / 3, "float64", 1 / 3),
        (arb(1) / 3, "float32", float(np.float32(1 / 3))),
        (1 + arb(2) ** -53, "float64", 1.0),  # exactly between two: the even one
        (1 + 3 * arb(2) ** -53, "float64", 1 + 2.0**-51),
        (arb(2) ** -1075, "float64", 0.0),
        (arb(2) ** -1074 * 1.5, "float64", 2.0**-1073),
        (arb(2) ** -150, "float32", 0.0),
        (-(arb(2) ** -149), "float32", -(2.0**-149)),
        (arb(2) ** 128 - arb(2) ** 103, "float32", math.inf),
        (arb(2) ** 128 - arb(2) ** 103 - 1, "float32", float(np.finfo(np.float32).max)),
        (-(arb(10) ** 400), "float64", -math.inf),
        (-(arb(10) ** 309), "float64", -math.inf),
        (arb(0, 2.0**-1150), "float64", 0.0),
        (-(arb(10) ** 100000), "float64", -math.inf),
        (arb(1 + 2.0**-53, 2.0**-80), "float64", 1.0),
        (arb(1, 2.0**-40), "float64", None),
        (1 + arb(2) ** -53 + arb(0, 2.0**-80), "float64", None),  # either side of the middle
    ],
)
def test_rounding(ball: Any, dtype: str, expected: float | None) -> None:
    assert nearest(lambda bits: ball, dtype) == expected


def test_more_bits_are_asked_for_where_few_do_not_decide() -> None:
    def tiny(bits: int) -> Any:
        """What GELU is at 5e-324: half of it and a very little more."""
        return certain(lambda: arb(2) ** -1075 * (1 + arb(2) ** -1074 * arb(3).sqrt()), bits)

    assert nearest(tiny, "float64") == 2.0**-1074

    def nothing(bits: int) -> Any:
        return certain(lambda: arb(0) / arb(0), bits)

    assert nearest(nothing, "float64") is None


# --- the package ----------------------------------------------------------------------------


def run(a: Activation, dtype: str, parameters: dict[str, float], row: list[Any]) -> list[Any]:
    """What the package gives where the row has its answers."""
    inputs = [np.array(x, dtype) for x in (row[:2] if isinstance(a, Pair) else row[:1])]
    given: list[Any] = []
    with np.errstate(all="ignore"):
        for f in (a.function, *a.derivatives):
            result = f(*inputs, **parameters)
            given += result if isinstance(result, tuple) else [result]
    return given


def kept(a: Activation, dtype: str, row: list[Any], given: list[Any]) -> bool:
    """Whether the package's promise holds in a row."""
    first = 2 if isinstance(a, Pair) else 1
    for order, (answer, got) in enumerate(zip(row[first:], given, strict=True)):
        true: NDArray[np.float64] = np.array(answer, np.float64)
        assert got.dtype == dtype
        assert got.shape == true.shape
        with np.errstate(invalid="ignore"):  # both may be infinite
            off = np.where(got == true, 0, np.abs(np.asarray(got, np.float64) - true))
        if dtype == "float32":
            with np.errstate(over="ignore"):
                allowed = np.abs(np.spacing(true.astype(np.float32))).astype(np.float64)
        else:
            bound = a.accuracy.derivative if order else a.accuracy.function
            allowed = np.abs(true) * (bound + 2.0**-53) + np.finfo(np.float64).tiny
            if order and a.accuracy.crossing is not None:
                low, high, absolute = a.accuracy.crossing
                scale = abs(row[1]) if isinstance(a, Pair) else 1
                allowed = allowed + absolute * scale * (low < row[0] < high)
        if not ((off == 0) | (off <= allowed)).all():
            return False
    return True


def in_domain(a: Activation, row: list[Any]) -> bool:
    if isinstance(a, Pair):
        return not outside(a, row[0])
    return True


@every
def test_the_package_keeps_its_promise(a: Activation) -> None:
    for dtype, parameters, rows in parts(a, special=False):
        for row in (r for r in rows if in_domain(a, r)):
            given = run(a, dtype, parameters, row)
            assert kept(a, dtype, row, given), (dtype, parameters, row, given)


@pytest.mark.parametrize("dtype", TYPES)
def test_a_package_that_breaks_its_promise_is_noticed(dtype: str) -> None:
    a = activations.get("sigmoid")
    (_, parameters, rows) = next(p for p in parts(a, special=False) if p[0] == dtype)
    row = next(r for r in rows if r[0] == 1.5)
    given = run(a, dtype, parameters, row)
    assert kept(a, dtype, row, given)
    step = 8 * np.spacing(given[0])
    assert not kept(a, dtype, row, [given[0] + step, given[1]])
    assert not kept(a, dtype, row, [given[0], given[1] - step])


# --- conventions ----------------------------------------------------------------------------


def kinks(a: Elementwise) -> list[tuple[float, float]]:
    """Slope and place of the kinks at the defaults, as the record claims them."""
    given = {p.name: p.default for p in a.parameters}
    real = [k for k in a.kinks if not k.when or eval(k.when, {}, given)]
    return [(eval(k.value, {}, given), eval(k.at, {}, given)) for k in real]


@every
def test_special_rows(a: Activation) -> None:
    ((dtype, parameters, rows),) = parts(a, special=True)
    assert dtype == "float64"
    assert parameters == {p.name: p.default for p in a.parameters}
    for row in rows:
        first = 2 if isinstance(a, Pair) else 1
        given = run(a, dtype, parameters, row)
        np.testing.assert_array_equal(
            flat(row[first:]), flat([np.asarray(g).tolist() for g in given])
        )
        if isinstance(a, Elementwise) and math.isnan(row[0]):
            assert all(math.isnan(v) for v in row[1:3])
        if isinstance(a, Elementwise) and math.isinf(row[0]):
            letters = {n: sympy.Symbol(n) for n in parameters}  # one of them may be called max
            limit = sympy.sympify(a.limits[row[0] > 0].replace("none", "nan"), letters)
            given_to = {letters[n]: sympy.Float(v) for n, v in parameters.items()}
            np.testing.assert_equal(row[1], float(limit.subs(given_to)))
    if isinstance(a, Elementwise):
        assert {row[0] for row in rows} >= {-math.inf, math.inf}
        for slope, at in kinks(a):
            assert {row[2] for row in rows if row[0] == at} == {slope}
    if isinstance(a, Vector):
        assert {len(row[0]) for row in rows} == {2}
