"""What the built pages print, against the oracle: it shares no code with what printed it.

A number is printed with six digits (three in a description of a figure): it must be the true one,
rounded. The few words that say a claim stand here a second time, in both languages.
"""

from __future__ import annotations

import inspect
import itertools
import json
import math
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import activations
from activations.frameworks import FRAMEWORKS
from activations.spec import Activation, Elementwise, Pair, Vector
from scripts.truth.components import Components
from scripts.truth.expressions import kinks, partial, truth
from tests.kinds.inputs import tied
from tests.kinds.records import name
from tests.oracle.curves import curve
from tests.oracle.moments import of_slopes
from tests.pages.reading import Page, numbers

LANGUAGES = ("ko", "en")
ROWS = {  # what the rows of a table are called
    "range": ("치역", "Range"),
    "limits": ("극한", "Limits"),
    "monotonicity": ("단조성", "Monotonicity"),
    "symmetry": ("대칭", "Symmetry"),
    "smoothness": ("매끄러움", "Smoothness"),
    "convexity": ("볼록성", "Convexity"),
    "extremes": ("극값", "Extreme points"),
    "lipschitz": ("립시츠 상수", "Lipschitz constant"),
    "moments": (
        r"$z \sim N(0, 1)$일 때 $f(z)$의 평균, 제곱의 평균",
        r"Mean and mean square of $f(z)$, $z \sim N(0, 1)$",
    ),
    "gain": (r"순전파 게인, $g = 1/\sqrt{E[f(z)^2]}$", r"Forward gain, $g = 1/\sqrt{E[f(z)^2]}$"),
    "backward": (
        r"이 게인에서 역전파 배율, $g^2 E[f'(z)^2]$",
        r"Backward factor at this gain, $g^2 E[f'(z)^2]$",
    ),
    "fixed point": (
        r"이 게인에서 분산 1의 안정성, $g^2 E[z f(z) f'(z)]$",
        r"Stability of variance 1 at this gain, $g^2 E[z f(z) f'(z)]$",
    ),
    "pytorch": ("PyTorch의 calculate_gain", "PyTorch's calculate_gain"),
    "components": ("성분의 치역", "Range of a component"),
    "total": ("성분의 합", "Sum of the components"),
    "shift": (
        "모든 입력에 같은 수를 더해도 출력이 같음",
        "Unchanged by adding one number to every input",
    ),
    "order": ("입력의 크기 순서가 출력에서 유지됨", "Keeps the order of the inputs"),
    "linear": ("선형성", "Linearity"),
    "exchange": ("두 입력의 대칭", "Symmetry of the inputs"),
    "bounded": ("기울기가 유계", "Bounded slopes"),
}
CLAIMS: dict[Any, tuple[str, str]] = {  # what they say, by what the oracle finds
    "strictly increasing": ("강한 증가(순증가)", "strictly increasing"),
    "increasing": ("증가(일정한 구간이 있음)", "increasing, constant in part"),
    "strictly decreasing": ("강한 감소(순감소)", "strictly decreasing"),
    "decreasing": ("감소(일정한 구간이 있음)", "decreasing, constant in part"),
    "not monotonic": ("단조가 아님", "not monotonic"),
    "odd": ("홀함수(기함수)", "odd"),
    "even": ("짝함수(우함수)", "even"),
    "point": ("점 $(0, {})$에 대해 대칭", "about the point $(0, {})$"),
    "convex": ("아래로 볼록", "convex"),
    "concave": ("위로 볼록", "concave"),
    "neither": ("아래로도 위로도 볼록하지 않음", "neither convex nor concave"),
    "none": ("없음", "none"),
    "no extremes": ("고립된 극값 없음", "no strict ones"),
    "no gain": (
        "없음($f'$가 0이어서 앞 층이 학습되지 않음)",
        "none, as $f'$ is 0 and nothing before it learns",
    ),
    "linear": ("{}에 대해 선형", "linear in {}"),
    "symmetric": ("대칭", "symmetric"),
    "not symmetric": ("대칭이 아님", "not symmetric"),
    "yes": ("예", "yes"),
    "no": ("아니요", "no"),
    -1: ("점프 불연속(비약 불연속)이 있음", "has a jump"),
    0: ("$C^0$: 연속이지만 꺾인 점이 있음", "$C^0$: continuous, with a kink"),
    1: (
        "$C^1$: 한 번 미분 가능하고 그 도함수까지 연속",
        "$C^1$: continuous derivatives up to order 1",
    ),
    2: (
        "$C^2$: 두 번 미분 가능하고 그 도함수까지 연속",
        "$C^2$: continuous derivatives up to order 2",
    ),
    math.inf: (r"$C^\infty$: 몇 번이고 미분 가능", r"$C^\infty$: has derivatives of every order"),
    "no constant": ("없음(불연속)", "none, as $f$ is not continuous"),
    "no bound": (
        r"없음($\lvert f' \rvert$가 유계가 아님)",
        r"none, as $\lvert f' \rvert$ has no bound",
    ),
    "in use": ("널리 쓰임", "in use"),
    "niche": ("일부에서 쓰임", "niche"),
    "historical": ("거의 안 쓰임", "historical"),
}


def said(claim: Any, language: str) -> str:
    return CLAIMS[claim][LANGUAGES.index(language)]


every = pytest.mark.parametrize("language", LANGUAGES)


def of(kind: type[Activation]) -> pytest.MarkDecorator:
    records = [a for a in activations.catalogue if isinstance(a, kind)]
    return pytest.mark.parametrize("a", records, ids=name)


@pytest.fixture(scope="module")
def read(site: Path) -> Callable[[Activation, str], Page]:
    pages: dict[tuple[str, str], Page] = {}

    def page(a: Activation, language: str) -> Page:
        tree = site if language == "ko" else site / language
        if (a.id, language) not in pages:
            pages[a.id, language] = Page(tree / "functions" / a.id / "index.html")
        return pages[a.id, language]

    return page


def facts(page: Page, language: str) -> dict[str, str]:
    """The property table, its names as they stand above; no other row is known."""
    known = {words[LANGUAGES.index(language)]: key for key, words in ROWS.items()}
    _, *rows = page.table("properties")
    return {known[words]: value for words, value in rows}


def rounds(printed: str | float, true: Any, digits: int = 6) -> bool:
    """Whether a number is the true one with so many digits, or fewer if the rest are zeros."""
    if isinstance(printed, str):
        printed = float(printed.replace("−", "-").replace("∞", "inf"))
    if not true.is_finite():
        return bool(math.isinf(printed) and (printed > 0) == (true > 0))
    if abs(true) < 1e-12 and printed == 0:
        return True
    unit = 10.0 ** (math.floor(math.log10(abs(float(true)))) - digits + 1)
    return bool(abs(true - printed) < unit * 0.5001)


def end(tex: str, a: Activation) -> float:
    """The end of a range or a limit, at the default parameters."""
    text = tex.strip("$ ").replace(r"\ldots", "").replace(r"\infty", "inf").replace(r"\,", "*")
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    for p in a.parameters:
        text = text.replace(p.symbol, f"({default(a, p.name)})")
    return float(eval(text, {"inf": math.inf}))


def default(a: Activation, parameter: str) -> float:
    return float(inspect.signature(a.function).parameters[parameter].default)


# --- functions of one number ------------------------------------------------------------------


@every
@of(Elementwise)
def test_range_and_limits(a: Elementwise, language: str, read: Any) -> None:
    printed = facts(read(a, language), language)
    bounds = curve(a).bounds()
    listed = re.fullmatch(r"\$\\\{(.*)\\\}\$", printed["range"])
    if listed:  # the values of a function of a few steps
        f, inside = truth(a, {}), (-1e9, -7.3, -2.1, -0.3, 0.0, 0.3, 2.1, 7.3, 1e9)
        assert [float(v) for v in listed[1].split(", ")] == sorted({float(f(x)) for x in inside})
    else:
        low, high = re.split(r"(?<!\\), ", printed["range"].strip("$")[1:-1])
        assert rounds(end(low, a), bounds.low)
        assert rounds(end(high, a), bounds.high)
        assert printed["range"][1] == ("[" if bounds.closed_low else "(")
        assert printed["range"][-2] == ("]" if bounds.closed_high else ")")
    below, above = (re.escape(rf"($x \to {sign}\infty$)") for sign in ("-", ""))
    halves = re.fullmatch(rf"(.*?) {below}, (.*?) {above}", printed["limits"])
    assert halves is not None
    for text, side in zip(halves.groups(), (-1, 1), strict=True):
        limit = curve(a).limit(0, side)
        if limit is None:
            assert text == said("none", language)
        else:
            assert end(text, a) == pytest.approx(float(limit), rel=1e-15)


@every
@of(Elementwise)
def test_shape(a: Elementwise, language: str, read: Any) -> None:
    printed, f = facts(read(a, language), language), curve(a)
    monotonic = {"none": "not monotonic"}.get(f.monotonicity(), f.monotonicity())
    assert printed["monotonicity"] == said(monotonic, language)
    bent = f.convexity() - {"none"} or {"neither"}  # a line claims either
    assert printed["convexity"] in {said(shape, language) for shape in bent}
    assert printed["smoothness"] == said(f.smoothness(), language)
    assert printed["symmetry"] == symmetry(a, language)


def symmetry(a: Elementwise, language: str) -> str:
    """Of a function whose values at a few points tell what it is."""
    f, xs = truth(a, {}), (0.3, 1.7, 4.1)

    def holds(difference: Callable[[float], Any]) -> bool:
        return all(abs(difference(x)) < 1e-15 for x in xs)

    if holds(lambda x: f(x) + f(-x)):
        return said("odd", language)
    if holds(lambda x: f(x) - f(-x)):
        return said("even", language)
    if holds(lambda x: f(x) + f(-x) - 2 * f(0.0)) and a.smoothness >= 0:
        return said("point", language).format(f"{float(f(0.0)):.6g}")
    return said("none", language)


@every
@of(Elementwise)
def test_numbers(a: Elementwise, language: str, read: Any) -> None:
    printed, f = facts(read(a, language), language), curve(a)
    true = [(e.x, e.y) for e in f.extremes()]
    found = pairs(numbers(printed["extremes"]))
    assert len(found) == len(true), printed["extremes"]
    for point, exact in zip(found, true, strict=True):
        assert all(itertools.starmap(rounds, zip(point, exact, strict=True))), point
    if not true:
        assert printed["extremes"] == said("no extremes", language)
    constant = f.lipschitz()
    if constant.is_finite():
        assert rounds(numbers(printed["lipschitz"])[0], constant)
    else:
        wanted = "no constant" if f.smoothness() < 0 else "no bound"
        assert printed["lipschitz"] == said(wanted, language)
    mean, second = numbers(printed["moments"])
    assert rounds(mean, f.moment(1))
    assert rounds(second, f.moment(2))


PYTORCH = {  # https://docs.pytorch.org/docs/stable/nn.init.html, calculate_gain
    "identity": 1.0,
    "sigmoid": 1.0,
    "tanh": 5 / 3,
    "relu": math.sqrt(2),
    "leaky_relu": math.sqrt(2 / (1 + 0.01**2)),
    "selu": 3 / 4,
}


@every
@of(Elementwise)
def test_gain(a: Elementwise, language: str, read: Any) -> None:
    printed, second = facts(read(a, language), language), curve(a).moment(2)
    steep, bend = of_slopes(a)
    if not steep:
        assert printed["gain"] == said("no gain", language)
        assert not {"backward", "fixed point"} & set(printed)
    else:
        assert rounds(printed["gain"], 1 / second.sqrt())
        assert float(printed["backward"]) == pytest.approx(steep / float(second), rel=1e-5)
        # What a jump does to the variance, the slopes do not say.
        assert ("fixed point" in printed) == (a.smoothness >= 0)
    if "fixed point" in printed:
        stability = bend / float(second)
        assert numbers(printed["fixed point"])[0] == pytest.approx(stability, rel=1e-5)
        firm = {"ko": ("안정", "중립", "불안정"), "en": ("stable", "neutral", "unstable")}[language]
        kind = 1 if abs(stability - 1) < 1e-9 else 0 if stability < 1 else 2
        assert printed["fixed point"].partition("(")[0].strip() == firm[kind]
    known = PYTORCH.get(re.sub(r"_\d\d$", "", a.id))  # of a copy, that of the original
    assert ("pytorch" in printed) == (known is not None)
    if known is not None:
        assert float(printed["pytorch"]) == pytest.approx(known, rel=1e-5)


def pairs(values: Iterable[float]) -> list[tuple[float, float]]:
    one = iter(values)
    return list(zip(one, one, strict=True))


@every
@of(Elementwise)
def test_table_of_values(a: Elementwise, language: str, read: Any) -> None:
    head, *rows = read(a, language).table("numbers")
    assert head == ["$x$", "$f(x)$", "$f'(x)$"]
    f, slope, corners = truth(a, {}), truth(a, {}, 1), kinks(a, {})
    assert len({row[0] for row in rows}) == len(rows) >= 8
    for x, y, y1 in rows:
        at = float(x)
        assert rounds(y, f(at)), (x, y)
        if at in corners:
            assert float(y1) == pytest.approx(corners[at], rel=1e-5)
        else:
            assert rounds(y1, slope(at)), (x, y1)


@every
@of(Elementwise)
def test_what_is_said_of_kinks(a: Elementwise, language: str, read: Any) -> None:
    words = read(a, language).said("derivative")
    sentences = re.findall(
        {
            "ko": r"(?:\$([^$]*)\$이면 )?\$x = ([^$]*)\$에서는 미분 가능하지 않습니다\. "
            r"그곳에서 코드가 돌려주는 값은 \$([^$]*)\$입니다",
            "en": r"At \$x = ([^$]*)\$ the function is not differentiable(?: if \$([^$]*)\$)?\. "
            r"The code of this site returns \$([^$]*)\$ there",
        }[language],
        words,
    )
    assert len(sentences) == len(a.kinks)
    points = {**kinks(a, {}), **kinks(a, {p.name: p.others[0] for p in a.parameters})}
    for sentence in sentences:
        when, at, value = sentence if language == "ko" else (sentence[1], sentence[0], sentence[2])
        assert end(at, a) in points
        # What the code really returns there, at the defaults.
        assert float(a.derivative(end(at, a))) == pytest.approx(end(value, a), abs=1e-15)
        smooth = curve(a).smoothness() > 0
        assert bool(when) == smooth, "a condition where the default has no kink, and only there"


@every
@of(Elementwise)
def test_description_of_the_graph(a: Elementwise, language: str, read: Any) -> None:
    alt = read(a, language).alts[a.id]
    f, low, high = truth(a, {}), *a.window
    values = list(re.finditer(r"f\((-?[\d.]+)\) = (-?[\d.]+(?:e-?\d+)?)", alt))
    assert [float(found[1]) for found in values] == [low, 0.0, high]
    for found in values:
        assert rounds(found[2], f(float(found[1])), digits=3), alt
    rest = numbers(alt[values[-1].end() :])
    constant = curve(a).lipschitz()
    if constant.is_finite():
        assert rounds(rest.pop(0), constant, digits=3), alt
    extremes = [coordinate for e in curve(a).extremes() for coordinate in (e.x, e.y)]
    assert len(rest) == len(extremes), alt
    for number, true in zip(rest, extremes, strict=True):
        assert rounds(number, true, digits=3), alt


# --- functions of vectors and of two numbers --------------------------------------------------


def yes(claim: bool, language: str) -> str:
    return said("yes" if claim else "no", language)


@every
@of(Vector)
def test_vectors(a: Vector, language: str, read: Any) -> None:
    page = read(a, language)
    printed = facts(page, language)  # the tests of the kind hold the claims to the oracle
    assert printed["shift"] == yes(a.shift_invariant, language)
    assert printed["order"] == yes(a.order_preserving, language)
    assert printed["smoothness"] == said(a.smoothness, language)
    assert printed.get("total", "$$").strip("$") == a.total
    assert printed["components"].strip("$") == a.range.replace("oo", r"\infty")
    _, *rows = page.table("numbers")
    assert len(rows) >= 5
    for inputs, outputs in rows:
        check(a, numbers(inputs), numbers(outputs), digits=6, least=1e-6)


def check(a: Activation, x: list[float], y: list[float], digits: int, least: float) -> None:
    """Outputs are printed with six decimals: what is smaller is 0."""
    exact = Components(a, {}, x)
    assert len(y) == exact.size
    if tied(a, x):
        assert y == [float(i == x.index(max(x))) for i in range(len(x))]  # the first of them
        return
    for i, printed in enumerate(y):
        true = exact.value(i)
        assert rounds(printed, true, digits) or abs(true - printed) <= 0.5001 * least, (x, y)


@every
@of(Vector)
def test_descriptions_of_bars_and_jacobian(a: Vector, language: str, read: Any) -> None:
    page = read(a, language)
    alts = {key: alt.replace(page.title, "") for key, alt in page.alts.items()}
    groups = [numbers(group) for group in re.findall(r"\(([^()]*)\)", alts[a.id])]
    assert len(groups) == 8
    for x, y in zip(groups[::2], groups[1::2], strict=True):
        check(a, x, y, digits=3, least=0)
    told = numbers(alts[f"{a.id}-jacobian"])
    x, entries = told[:3], told[3:]
    exact = Components(a, {}, x)
    true = [exact.slope(i, j) for i in range(exact.size) for j in range(3)]
    assert len(entries) == len(true)
    for printed, value in zip(entries, true, strict=True):
        assert abs(value - printed) <= 0.00050001, alts


@every
@of(Pair)
def test_pairs(a: Pair, language: str, read: Any) -> None:
    page = read(a, language)
    printed = facts(page, language)
    symmetric = "symmetric" if a.symmetric else "not symmetric"
    assert printed["exchange"] == said(symmetric, language)
    assert printed["bounded"] == yes(a.lipschitz, language)
    assert printed["smoothness"] == said(a.smoothness, language)
    inputs = ", ".join(f"${letter}$" for letter in a.linear_in)
    assert printed["linear"] == said("linear", language).format(inputs)
    assert printed["range"].strip("$") == a.range.replace("oo", r"\infty")
    f = partial(a, {})
    head, *rows = page.table("numbers")
    second = [float(cell.strip("$").removeprefix("b = ")) for cell in head[1:]]
    for row in rows:
        for b, y in zip(second, row[1:], strict=True):
            assert rounds(y, f(float(row[0]), b)), (row[0], b, y)
    alt = page.alts[a.id]
    values = re.findall(r"f\((-?[\d.]+), (-?[\d.]+)\) = (-?[\d.]+(?:e-?\d+)?)", alt)
    assert len({place[:2] for place in values}) == len(values) == 5
    for x, b, y in values:
        assert rounds(y, f(float(x), float(b)), digits=3), alt


# --- every function ---------------------------------------------------------------------------

RECORDS = pytest.mark.parametrize("a", activations.catalogue, ids=name)
ENTRIES = dict(
    re.findall(
        r"^(@\w+\{(\S+),\n.*?^\})$",
        (Path(__file__).parents[2] / "docs/references.bib").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
)
WORKS = {key: entry for entry, key in ENTRIES.items()}


@every
@RECORDS
def test_legend_and_defaults(a: Activation, language: str, read: Any) -> None:
    words = read(a, language).said("formula")
    properties = read(a, language).table("properties")[0][1]  # the head says where they hold
    stated = dict(re.findall(r"\$([^$]*?) = ([^$]*)\$", properties))
    assert list(stated) == [p.symbol for p in a.parameters]
    for p in a.parameters:
        assert float(Fraction(stated[p.symbol])) == pytest.approx(default(a, p.name), rel=1e-15)
        word = {"ko": "기본값", "en": "default"}[language]
        found = re.search(rf"\${re.escape(p.symbol)}\$: [^$]*?, {p.name}, {word} (\S+)", words)
        assert found is not None, p.name
        numerator, _, denominator = found[1].partition("/")
        printed = float(numerator) / float(denominator or 1)
        assert printed == pytest.approx(default(a, p.name), rel=1e-15)
        assert f"{p.name}=" in read(a, language).listing("python")


def field(entry: str, field_name: str) -> str:
    found = re.search(rf"^ +{field_name} += \{{+(.*?)\}}+,$", entry, re.MULTILINE)
    return found[1] if found else ""


@every
@RECORDS
def test_references(a: Activation, language: str, read: Any) -> None:
    page = read(a, language)
    printed = page.listing("bibtex").strip().split("\n\n")
    assert printed == [WORKS[key] for key in a.references]
    items = re.findall(r"<li>(.*?)</li>", page.sections["references"], re.DOTALL)
    assert len(items) == len(printed)
    for item, entry in zip(items, printed, strict=True):
        plain = re.sub(r"<[^>]+>", "", item)
        assert field(entry, "title") in plain
        assert field(entry, "year") in plain
        first = field(entry, "author").split(" and ")[0].split(", ")
        assert plain.startswith(" ".join(reversed(first)))
        assert not re.search(r"\d-\d", field(entry, "pages")), entry
        assert field(entry, "pages").replace("--", "–") in plain
        assert (f"https://doi.org/{field(entry, 'doi')}" in item) == bool(field(entry, "doi"))


@every
@RECORDS
def test_head_of_the_page(a: Activation, language: str, read: Any) -> None:
    top = read(a, language).said("")
    assert said(a.status, language) in top
    work = WORKS[a.references[0]]
    preprint = re.match(r"(\d\d)\d\d\.", field(work, "eprint"))  # it may have come first
    years = [int(field(work, "year")), *([2000 + int(preprint[1])] if preprint else [])]
    assert str(min(years)) in read(a, language).said("formula")


APART = {"backward", "fixed point", "pytorch"}


def facts_key(row: str, language: str) -> str:
    return next(key for key, words in ROWS.items() if words[LANGUAGES.index(language)] == row)


@every
def test_the_comparison_says_what_the_pages_say(site: Path, language: str, read: Any) -> None:
    page = Page((site if language == "ko" else site / language) / "compare/index.html")
    head, *rows = page.table("")
    curves = [a for a in activations.catalogue if isinstance(a, Elementwise)]
    assert len(rows) == len(curves)
    found = dict(re.findall(r'<tr id="row-(\w+)" data-name="([^"]*)"', page.html))
    assert set(found) == {a.id for a in curves}
    for (ident, title), row in zip(found.items(), rows, strict=True):
        assert row[0] == title
        printed = dict(read(activations.get(ident), language).table("properties")[1:])
        assert dict(zip(head[1:], row[1:], strict=True)).items() <= printed.items()
        # What is not compared is what not every curve has, and what says more of the gain.
        assert {facts_key(name, language) for name in printed.keys() - set(head)} <= APART


@every
def test_the_errors_are_those_promised_and_measured(site: Path, language: str) -> None:
    page = Page((site if language == "ko" else site / language) / "exactness/index.html")
    ids = re.findall(r'functions/(\w+)/">', page.sections["accuracy"])
    _, *rows = page.table("accuracy")
    assert len(rows) == len(ids) == 2 * len(activations.catalogue)
    for k, (ident, row) in enumerate(zip(ids, rows, strict=True)):
        a, order = activations.get(ident), ("function", "derivative")[k % 2]
        head, promised, worst, narrow, copied = row
        assert head.endswith(("$f$", "$f'$")[k % 2])
        bound = getattr(a.accuracy, order)
        found = re.match(r"([\d.]+e-\d+): (\d+)", promised)
        assert (found is None) == (bound == 0)
        if found is not None:
            digits = int(found[2])
            assert float(found[1]) == bound
            assert bound <= 10.0**-digits < 10 * bound * (1 + 1e-12)
        limited = bool(a.accuracy.domain) and getattr(a.accuracy, order) > 0
        assert (f"${a.accuracy.domain}$" in promised) == limited
        if order == "derivative" and a.accuracy.crossing:
            low, high, absolute = a.accuracy.crossing
            assert f"${low:g} < {a.inputs[0]} < {high:g}$" in promised
            assert numbers(promised.rpartition("$")[2]) == [absolute]
        measured = json.loads(Path(f"docs/exactness/{ident}.json").read_text())[order]
        for cell, kind in ((worst, "float64"), (copied, "copied")):
            said = [measured[kind]["error"], float(f"{measured[kind]['at']:.3g}")]
            assert numbers(cell) == (said if said[0] else [0])
        assert narrow == f"{max(measured[k]['error'] for k in ('float32', 'float16')):.2f}"


# --- other frameworks -------------------------------------------------------------------------

CONFORMANCE = Path(__file__).parents[2] / "docs/conformance"
VERDICTS = {
    "same": ("같음", "same"),
    "inexact": ("같지만 부정확", "same, but inexact"),
    "other": ("다른 함수", "another function"),
    "random": ("무작위", "random"),
    "failed": ("쓸 수 없음", "unusable"),
}
LOST = {"ko": "에서 0이 됨", "en": "becomes 0 at "}
DEFAULT = {"ko": "다른 기본값: ", "en": "another default: "}
EDGE = re.compile(r"f(′?)(\(.*?\)) = ([^()]+|\(.*?\))(?:, (?=f)|$)")


def measured(a: Activation, section: str) -> dict[str, Any]:
    found = json.loads((CONFORMANCE / f"{a.id}.json").read_text(encoding="utf-8"))
    return dict(found[section])


def few(value: Any) -> list[str]:
    """What a page can say of a number, or of several: three digits, and two of many; -0 is 0."""
    every = value if isinstance(value, list) else [value]
    shown = [f"{float(v) + 0.0:.3g}" for v in (every[:2] if len(every) > 2 else every)]
    return [*shown, "…"] if len(every) > 2 else shown


def read_back(text: str) -> list[str]:
    """The numbers of a cell in the same form."""
    parts = text.strip("() ").replace("∞", "inf").replace("NaN", "nan").split(", ")
    return [part if part == "…" else f"{float(part) + 0.0:.3g}" for part in parts]


@every
@RECORDS
def test_tabs_hold_the_lines_that_were_measured(a: Activation, language: str, read: Any) -> None:
    section = read(a, language).sections["code"]
    labels = re.findall(r"<label for=[^>]*>(.*?)</label>", section)
    assert labels[0] == "NumPy"
    tabs = section.split('<div class="tabbed-block">')[1:]
    found = measured(a, "copies")
    assert labels[1:] == [FRAMEWORKS[key].title for key in found]
    for tab, row in zip(tabs[1:], found.values(), strict=True):
        (code,) = re.findall(r"<code[^>]*>(.*?)</code>", tab.partition("</div>\n</div>")[0], re.S)
        assert unescape(re.sub(r"<[^>]+>", "", code)).strip() == row["code"]
        assert row["verdict"] in ("same", "inexact")


@every
@RECORDS
def test_what_was_measured_elsewhere(a: Activation, language: str, read: Any) -> None:
    _, *rows = read(a, language).table("elsewhere")
    found = measured(a, "calls")
    for (title, row), cells in zip(found.items(), rows, strict=True):
        named, verdict, errors, edges = cells
        assert row["version"].split()[1] in named
        name = re.sub(r"\([^()]*\)$", "", title) if "get_act" not in title else title
        assert all(other + title.removeprefix(name) in named for other in (name, *row["also"]))
        implied = named.partition(DEFAULT[language])[2]
        stated = dict(part.split("=") for part in implied.split(", ") if part)
        said = row["parameters"] if name == title else {}  # options say for themselves
        assert {key: float(Fraction(value)) for key, value in stated.items()} == pytest.approx(
            said, rel=1e-5
        )
        assert verdict == VERDICTS[row["verdict"]][LANGUAGES.index(language)]
        _, *pieces = re.split(r"(b?float\d\d): ", errors)
        printed = dict(zip(pieces[::2], pieces[1::2], strict=True))
        assert printed.keys() == row.keys() & {"float32", "float64", "bfloat16"}
        for dtype, cell in printed.items():
            check_error(cell, row[dtype], language)
        check_edges(edges, row.get("float32", {}), None if row["parameters"] else a)


def check_error(cell: str, found: dict[str, Any], language: str) -> None:
    if "value" not in found:
        assert str(next(iter(found.values()), "")).partition(":")[0] in cell
        return
    worst, _, lost = cell.partition("; ")
    error, *at = numbers(worst)
    assert error == float(found["value"]["error"])
    assert [f"{x:.3g}" for x in at] == [v for v in few(found["value"].get("at", [])) if v != "…"]
    assert (LOST[language] in lost) == ("zero" in found)
    if "zero" in found:
        place = read_back(lost.replace(LOST[language], ""))
        assert place == few(found["zero"])
        if not isinstance(found["zero"], list):
            assert numbers(lost.replace(LOST[language], "")) == [found["zero"]]


def check_edges(cell: str, found: dict[str, Any], a: Activation | None) -> None:
    """What is printed was measured; of a curve, it is all that is not the limit."""
    wanted = {
        (prime, tuple(few(label.split(", ")))): few(result[key])
        for kind in ("kinks", "special")
        for label, result in found.get(kind, {}).items()
        for prime, key in (("", "value"), ("′", "slope"))
        if key in result and not (key == "slope" and ", " in label)
    }
    printed = {(m[1], tuple(read_back(m[2]))): read_back(m[3]) for m in EDGE.finditer(cell)}
    assert bool(printed) == bool(cell)
    assert printed.items() <= {k: v[:1] if k[0] else v for k, v in wanted.items()}.items()
    kinks_there = {("′", (f"{float(k):.3g}",)) for k in found.get("kinks", {})} & wanted.keys()
    assert kinks_there <= printed.keys()
    if not isinstance(a, Elementwise):
        return
    for (prime, (at,)), value in wanted.items():
        if at in ("inf", "-inf"):
            limit = curve(a).limit(1 if prime else 0, 1 if at == "inf" else -1)
            right = limit is not None and few(float(limit)) == value[:1]
            assert right == ((prime, (at,)) not in printed), (prime, at)
        elif at == "nan":
            assert (value[0] == "nan") == ((prime, (at,)) not in printed)


ONLY_THE_NAME = {"ko": "이름만 같음", "en": "another function"}


@every
def test_every_name_leads_to_its_function(site: Path, language: str) -> None:
    page = Page((site if language == "ko" else site / language) / "names/index.html")
    ids = re.findall(r'functions/(\w+)/#elsewhere"', page.sections["table"])
    _, *rows = page.table("table")
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=str.casefold)
    assert len({row[0] for row in rows}) == len(rows) == len(ids)
    for ident, (name_there, function, parameters) in zip(ids, rows, strict=True):
        stated = dict(part.split("=") for part in parameters.split(", ") if part)
        if ONLY_THE_NAME[language] in function:
            with pytest.raises(LookupError, match="is another function"):
                activations.from_framework(name_there)
            continue
        record, implied = activations.from_framework(name_there)
        assert record.id == ident
        assert {k: float(Fraction(v)) for k, v in stated.items()} == pytest.approx(implied)
    measured_names = [title for a in activations.catalogue for title in measured(a, "calls")]
    assert set(measured_names) <= {row[0] for row in rows}
