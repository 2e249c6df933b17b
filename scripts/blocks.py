"""Write the generated blocks of the pages: a record and a language in, Markdown out."""

from __future__ import annotations

import ast
import functools
import inspect
import json
import math
import re
import warnings
from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape
from typing import Any

import numpy as np

from activations import FAMILIES, Activation, catalogue
from activations.spec import (
    STATUSES,
    Interval,
    Language,
    PairProperties,
    Properties,
    Reference,
    Text,
    VectorProperties,
)
from scripts import figures
from scripts.compute import numbers
from scripts.gallery import frontispiece, gallery

POINTS = (-5.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 5.0)
VECTORS = (
    (1.0, 2.0, 3.0),
    (3.0, 4.0, 5.0),
    (2.0, 4.0, 6.0),
    (0.5, 1.0, 1.5),
    (0.0, 0.0, 0.0),
    (1000.0, 1001.0, 1002.0),
)
PAIR = (-2.0, -1.0, 0.0, 1.0, 2.0)
MONOTONICITY = {
    "strictly increasing": Text(ko="강한 증가", en="strictly increasing"),
    "increasing": Text(ko="증가 (일정한 구간이 있음)", en="increasing, constant in part"),
    "none": Text(ko="단조가 아님", en="not monotonic"),
}
CONVEXITY = {
    "convex": Text(ko="아래로 볼록", en="convex"),
    "none": Text(ko="볼록하지도 오목하지도 않음", en="neither convex nor concave"),
}


def function_blocks(activation: Activation) -> dict[str, Callable[[Language], str]]:
    """Return the blocks that the page of a function has, all of them, by name."""
    blocks = {
        "meta": _meta,
        "title": _title,
        "figure": _figure,
        "formula": _formula,
        "derivative": _derivative,
        "properties": _properties,
        "code": _code,
        "naive": _naive,
        "values": _values,
        "references": _references,
        "related": _related,
    }
    if activation.naive is None:
        del blocks["naive"]
    return {name: functools.partial(block, activation) for name, block in blocks.items()}


def site_blocks() -> dict[str, Callable[[Language], str]]:
    """Return the blocks that any other page, or the configuration, may have."""
    return {
        "frontispiece": frontispiece,
        "gallery": gallery,
        "families": _families,
        "accuracy": _accuracy,
        "compare": _compare,
        "navigation": _navigation,
    }


# --- the page of a function -----------------------------------------------------------------


def _meta(a: Activation, lang: Language) -> str:
    # JSON is YAML, whatever the text holds. The names are for the search, in both languages alike.
    names = list(dict.fromkeys((a.id, a.name.ko, a.name.en, *a.aliases)))
    fields = {"title": a.name[lang], "description": a.summary[lang], "names": names}
    return "\n".join(f"{key}: {json.dumps(f, ensure_ascii=False)}" for key, f in fields.items())


def _title(a: Activation, lang: Language) -> str:
    other = a.name["en" if lang == "ko" else "ko"]
    mark = a.status.replace(" ", "-")
    first = a.references[0]
    people = " · ".join(author.split(",")[0] for author in first.authors[:3])
    more = Text(ko=" 외", en=" et al.")[lang] if len(first.authors) > 3 else ""
    facts = [
        Text(
            ko=f"처음 발표 {a.year}, {people}{more}", en=f"First described {a.year}, {people}{more}"
        )[lang]
    ]
    also = Text(ko="다른 이름", en="also called")[lang]
    if names := [alias for alias in a.aliases if lang == "ko" or alias.isascii()]:
        facts.append(f"{also}: {', '.join(names)}")
    under = f'<div class="other-name" markdown>\n\n{_other(other, lang)}\n\n</div>\n\n'
    return (
        f'<div class="specimen" markdown>\n\n[{FAMILIES[a.family][lang]}](index.md#{a.family}) '
        f'<span class="status {mark}">{STATUSES[a.status][lang]}</span>\n\n</div>\n\n'
        f"# {a.name[lang]} {{ #{a.id} }}\n\n"
        + (under if other != a.name[lang] else "")
        + f'<div class="lead" markdown>\n\n{a.summary[lang]}\n\n</div>\n\n'
        f'<div class="facts" markdown>\n\n{"<br>".join(facts)}\n\n</div>'
    )


def _figure(a: Activation, lang: Language) -> str:
    text = figures.description(a, lang)
    rows = {"pair": 3, "vector": 5}.get(a.kind, 1 + len(a.parameters))  # of the live controls
    download = Text(ko="내려받기", en="Download")[lang]
    return (
        f'<figure class="live" data-live="{a.id}" markdown>\n\n'
        f"![{text}](../figures/{a.id}.svg)\n\n"
        f'<div class="live-panel" style="--rows: {rows}"></div>\n\n</figure>\n\n'
        f'<div class="figure-tools" markdown>\n\n'
        f'{download} [SVG](../figures/{a.id}.svg){{ download="{a.id}.svg" }}\n\n</div>'
    )


def _math(tex: str) -> str:
    return f"```math\n{tex}\n```"


def _formula(a: Activation, lang: Language) -> str:
    one = a.kind in ("elementwise", "random")
    rows = [("$x$", Text(ko="입력", en="the input")[lang])] if one else []
    for p in a.parameters:
        default = Text(ko="기본값", en="default")[lang]
        rows.append(
            (f"${p.symbol}$", f"{p.meaning[lang]}, `{p.name}`, {default} {_typed(p.default)}")
        )
    rows += [(f"${tex}$", meaning[lang]) for tex, meaning in a.symbols]
    where = Text(ko="여기서", en="where")[lang]
    legend = "\n".join(f"- {symbol}: {meaning}" for symbol, meaning in rows)
    return f"{_math(a.latex)}\n\n{where}\n\n{legend}"


def _derivative(a: Activation, lang: Language) -> str:
    parts = [_math(a.latex_derivative)]
    if a.latex_derivative_from_output:
        symbol = r"f(\mathbf{x})" if a.kind == "vector" else "f(x)"
        parts.append(
            Text(
                ko=f"출력 $y = {symbol}$에서 바로 구하면",
                en=f"or, from the output $y = {symbol}$ alone,",
            )[lang]
        )
        parts.append(_math(a.latex_derivative_from_output))
    for kink in a.kinks:
        at, value = (_tex(e, a) for e in (kink.at, kink.value))
        when = _tex(kink.when, a)
        parts.append(
            Text(
                ko=f"{f'${when}$이면 ' if when else ''}$x = {at}$에서는 미분 가능하지 않습니다. "
                f"이 사이트의 코드가 그곳에서 돌려주는 값은 ${value}$입니다({kink.note.ko}).",
                en=f"At $x = {at}$ the function is not differentiable"
                f"{f' if ${when}$' if when else ''}. The code of this site "
                f"returns ${value}$ there: {kink.note.en}.",
            )[lang]
        )
    for p in a.parameters:
        if p.derivative is not None:
            learned = Text(
                ko=f"${p.symbol}$도 학습되므로 ${p.symbol}$에 대한 도함수도 있어야 합니다.",
                en=f"As ${p.symbol}$ is learned too, there is a derivative with respect to it:",
            )
            parts += [learned[lang], _math(p.latex_derivative)]
    if a.kind == "vector":
        text = figures.description(a, lang, "-jacobian")
        parts.append(f"![{text}](../figures/{a.id}-jacobian.svg)")
    return "\n\n".join(parts)


def _properties(a: Activation, lang: Language) -> str:
    p = a.properties
    if isinstance(p, Properties):
        rows = _elementwise_rows(a, p)
    else:
        rows = _vector_rows(a, p) if isinstance(p, VectorProperties) else _pair_rows(a, p)
    head = Text(ko="| 성질 | 값 |\n| --- | --- |", en="| Property | Value |\n| --- | --- |")[lang]
    return "\n".join([head, *(f"| {name[lang]} | {value[lang]} |" for name, value in rows)])


def _elementwise_rows(a: Activation, p: Properties) -> list[tuple[Text, Text]]:
    n = numbers(a)
    below, above = (_tex(limit, a) for limit in p.limits)
    centre = _number(float(a.function(0.0)))
    symmetry = {
        "odd": Text(ko="홀함수(기함수)", en="odd"),
        "even": Text(ko="짝함수(우함수)", en="even"),
        "point": Text(ko=f"점 $(0, {centre})$에 대해 대칭", en=f"about the point $(0, {centre})$"),
        "none": Text(ko="없음", en="none"),
    }[p.symmetry]
    points = ", ".join(f"$({_number(x)}, {_number(y)})$" for x, y in n.extremes)
    return [
        (Text(ko="치역", en="Range"), _same(_interval(p.range, a))),
        (
            Text(ko="극한", en="Limits"),
            _same(rf"${below}$ ($x \to -\infty$), ${above}$ ($x \to \infty$)"),
        ),
        (Text(ko="단조성", en="Monotonicity"), MONOTONICITY[p.monotonicity]),
        (Text(ko="대칭", en="Symmetry"), symmetry),
        (Text(ko="매끄러움", en="Smoothness"), _smoothness(p.smoothness)),
        (Text(ko="볼록성", en="Convexity"), CONVEXITY[p.convexity]),
        (
            Text(ko="극값", en="Extreme points"),
            _same(points) if points else Text(ko="없음", en="none"),
        ),
        (
            Text(ko="립시츠 상수", en="Lipschitz constant"),
            Text(
                ko=f"{_plain(n.lipschitz)} ($\\lvert f' \\rvert$의 상한)",
                en=f"{_plain(n.lipschitz)}, the supremum of $\\lvert f' \\rvert$",
            ),
        ),
        (
            Text(
                ko="$z \\sim N(0, 1)$일 때 $f(z)$의 평균, 제곱 평균",
                en="Mean and mean square of $f(z)$, $z \\sim N(0, 1)$",
            ),
            _same(f"{_plain(n.mean)}, {_plain(n.second_moment)}"),
        ),
        (
            Text(ko="게인(gain), $1/\\sqrt{E[f(z)^2]}$", en="Gain, $1/\\sqrt{E[f(z)^2]}$"),
            _same(_plain(n.gain)),
        ),
    ]


def _vector_rows(a: Activation, p: VectorProperties) -> list[tuple[Text, Text]]:
    return [
        (Text(ko="성분의 치역", en="Range of a component"), _same(_interval(p.range, a))),
        (Text(ko="성분의 합", en="Sum of the components"), _same(f"${_tex(p.total, a)}$")),
        (
            Text(
                ko="모든 입력에 같은 수를 더해도 출력이 같음",
                en="Unchanged by adding one number to every input",
            ),
            _yes(p.shift_invariant),
        ),
        (
            Text(ko="입력의 크기 순서가 출력에서 유지됨", en="Keeps the order of the inputs"),
            _yes(p.order_preserving),
        ),
        (Text(ko="매끄러움", en="Smoothness"), _smoothness(p.smoothness)),
    ]


def _pair_rows(a: Activation, p: PairProperties) -> list[tuple[Text, Text]]:
    linear = ", ".join(f"${name}$" for name in p.linear_in)
    return [
        (Text(ko="치역", en="Range"), _same(_interval(p.range, a))),
        (
            Text(ko="선형인 입력", en="Linear in"),
            _same(linear) if linear else Text(ko="없음", en="neither"),
        ),
        (
            Text(ko="두 입력을 바꾸어도 값이 같음", en="The same when the inputs are exchanged"),
            _yes(p.symmetric),
        ),
        (Text(ko="기울기가 유계", en="Bounded slopes"), _yes(p.lipschitz)),
        (Text(ko="매끄러움", en="Smoothness"), _smoothness(p.smoothness)),
    ]


def _yes(claim: bool) -> Text:
    return Text(ko="예", en="yes") if claim else Text(ko="아니요", en="no")


def _smoothness(k: float) -> Text:
    if k < 0:
        return Text(ko="점프 불연속이 있음", en="has a jump")
    if k == 0:
        return Text(ko="$C^0$: 연속이지만 꺾인 점이 있음", en="$C^0$: continuous, with a kink")
    if math.isinf(k):
        return Text(
            ko="$C^\\infty$: 몇 번이고 미분 가능", en="$C^\\infty$: has derivatives of every order"
        )
    return Text(
        ko=f"$C^{k:g}$: {_times(k)} 미분 가능하고 그 도함수까지 연속",
        en=f"$C^{k:g}$: continuous derivatives up to order {k:g}",
    )


def _times(k: float) -> str:
    return {1: "한 번", 2: "두 번", 3: "세 번"}.get(int(k), f"{k:g}번")


def _interval(interval: Interval, a: Activation) -> str:
    left = "[" if interval.closed_low else "("
    right = "]" if interval.closed_high else ")"
    return f"${left}{_end(interval.low, a)}, {_end(interval.high, a)}{right}$"


def _end(expression: str, a: Activation) -> str:
    if expression not in ("min", "max"):
        return _tex(expression, a)
    heights = [y for _, y in numbers(a).extremes]
    return _number(min(heights) if expression == "min" else max(heights)) + r"\ldots"


def _code(a: Activation, lang: Language) -> str:
    functions = (a.function, *a.derivatives)
    listing = "\n\n\n".join(source(f) for f in functions)
    parts = [f"```python\n{_imports(functions)}\n\n\n{listing}\n```"]
    if a.examples:
        parts.append(_session(a.examples, _namespace(a)))
    return "\n\n".join(parts)


def _naive(a: Activation, lang: Language) -> str:
    assert a.naive is not None
    name = a.naive.function.__name__
    calls = [f"{name}({a.naive.argument})", f"{a.id}({a.naive.argument})"]
    code = source(a.naive.function)
    if lines := _imports([a.naive.function], beyond=(a.function, *a.derivatives)):
        code = f"{lines}\n\n\n{code}"
    return f"```python\n{code}\n```\n\n{_session(calls, _namespace(a))}"


def _imports(functions: Sequence[Callable[..., Any]], beyond: Sequence[Any] = ()) -> str:
    """Return the imports that the printed code needs, as its module has them."""

    def used(functions: Sequence[Any]) -> set[str]:
        trees = (ast.walk(ast.parse(source(f))) for f in functions)
        return {node.id for tree in trees for node in tree if isinstance(node, ast.Name)}

    wanted = used(functions) - (used(beyond) | {"np"} if beyond else set())
    module = inspect.getmodule(inspect.unwrap(functions[0]))
    assert module is not None
    lines = []
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.Import | ast.ImportFrom) and "activations" not in ast.unparse(node):
            node.names = [n for n in node.names if (n.asname or n.name) in wanted]
            if node.names:
                lines.append(ast.unparse(node))
    return "\n".join(lines)


def source(function: Callable[..., Any]) -> str:
    """Return a function's code as the pages print it: no decorator, docstring or annotation."""
    text = inspect.getsource(inspect.unwrap(function))
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.FunctionDef)
    for argument in node.args.args:
        argument.annotation = None
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    before = node.body[0].end_lineno if body is not node.body else node.lineno
    assert before is not None
    lines = text.splitlines()[before : body[-1].end_lineno]
    return "\n".join([f"def {node.name}({ast.unparse(node.args)}):", *lines])


def _namespace(a: Activation) -> dict[str, Any]:
    """Run the code as it is printed, so that what the page shows is what its reader gets."""
    namespace: dict[str, Any] = {}
    for function in (a.function, *a.derivatives, *([a.naive.function] if a.naive else [])):
        exec(f"{_imports([function])}\n{source(function)}", namespace)
    return namespace


def _session(calls: Sequence[str], namespace: dict[str, Any]) -> str:
    lines = []
    for call in calls:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = eval(call, namespace)
        lines.append(f">>> {call}")
        seen = dict.fromkeys(f"{w.category.__name__}: {w.message}" for w in caught)
        lines += [f"# {warning}" for warning in seen]
        lines.append(repr(result))
    return "```pycon\n" + "\n".join(lines) + "\n```"


def _values(a: Activation, lang: Language) -> str:
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]
    if a.kind == "vector":
        head = Text(ko="입력", en="input")[lang], Text(ko="출력", en="output")[lang]
        rows = [(_tuple(v), _tuple(a.function(np.array(v)))) for v in VECTORS]
    elif a.kind == "pair":
        head = "$a$", *(f"$b = {_number(b)}$" for b in PAIR)
        rows = [
            tuple(_plain(float(v)) for v in (x, *a.function(np.full(len(PAIR), x), PAIR)))
            for x in POINTS
        ]
    else:
        head = "$x$", "$f(x)$", "$f'(x)$"
        rows = [
            tuple(_plain(float(v)) for v in (x, a.function(x), a.derivative(x))) for x in POINTS
        ]
    rule = "| " + " | ".join(["---:"] * len(head)) + " |"
    return "\n".join([f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(r)} |" for r in rows)])


def _references(a: Activation, lang: Language) -> str:
    works = "\n".join(f"{i}. {citation(r)}" for i, r in enumerate(a.references, 1))
    entries = "\n\n".join(bibtex(r) for r in a.references)
    return (
        f"{works}\n\n<details markdown>\n<summary>BibTeX</summary>\n\n"
        f"```bibtex\n{entries}\n```\n\n</details>"
    )


def citation(r: Reference) -> str:
    """Return a reference as a person reads it."""
    people = [" ".join(reversed(author.split(", "))) for author in r.authors]
    if len(people) > 4:
        names = f"{people[0]} et al."
    else:
        names = " and ".join([", ".join(people[:-1]), people[-1]] if people[1:] else people)
    venue = f" *{r.venue}*" if r.venue else ""
    volume = f" {r.volume}" + (f"({r.number})" if r.number else "") if r.volume else ""
    pages = f", {r.pages.replace('-', '–')}" if r.pages else ""
    links = [f"[doi:{r.doi}](https://doi.org/{r.doi})"] if r.doi else []
    links += [f"[arXiv:{r.arxiv}](https://arxiv.org/abs/{r.arxiv})"] if r.arxiv else []
    links += [f"<{r.url}>"] if r.url else []
    where = f"{venue}{volume}{pages}, {r.year}." if r.venue else f" {r.year}."
    title = r.title if r.title.endswith("?") else f"{r.title}."
    return " ".join([f"{names}{'' if names.endswith('.') else '.'} {title}{where}", *links])


def bibtex(r: Reference) -> str:
    """Return a reference as a BibTeX entry."""
    venue = {"article": "journal", "misc": "howpublished"}.get(r.kind, "booktitle")
    fields = {
        "author": " and ".join(r.authors),
        "title": f"{{{r.title}}}",
        venue: r.venue,
        "volume": r.volume,
        "number": r.number,
        "pages": r.pages.replace("-", "--"),
        "publisher": r.publisher,
        "year": str(r.year),
        "doi": r.doi,
        "eprint": r.arxiv,
        "archivePrefix": "arXiv" if r.arxiv else "",
        "url": r.url,
    }
    lines = [f"  {name:<13} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{r.kind}{{{r.key},", *lines, "}"])


def _related(a: Activation, lang: Language) -> str:
    names = {record.id: record.name[lang] for record in catalogue}
    items = [
        # The picture says nothing that the name does not: it is empty to those who listen.
        f"- ![](../figures/{r.id}-plate.svg)\n"
        f"  **[{names[r.id]}]({r.id}.md)**: {r.difference[lang]}"
        for r in a.related
    ]
    return '<div class="relatives" markdown>\n\n' + "\n".join(items) + "\n\n</div>"


# --- the other pages ------------------------------------------------------------------------


def _families(lang: Language) -> str:
    head = Text(
        ko="| 함수 | 한 줄 설명 | 연도 |\n| --- | --- | --- |",
        en="| Function | In one line | Year |\n| --- | --- | --- |",
    )[lang]
    parts = []
    for family, name in FAMILIES.items():
        rows = [
            f"| [{a.name[lang]}]({a.id}.md) | {a.summary[lang]} | {a.year} |"
            for a in catalogue
            if a.family == family
        ]
        parts.append("\n".join([f"## {name[lang]} {{ #{family} }}\n", head, *rows]))
    return "\n\n".join(parts)


COMPARE: dict[str, Text] = {
    "add": Text(
        ko="함수 더하기: 이름을 적거나 고르십시오", en="Add a function: type or choose a name"
    ),
    "toggle": Text(ko="보이기", en="show"),
    "remove": Text(ko="빼기", en="remove"),
    "download": Text(ko="내려받기", en="download"),
    "link": Text(ko="이 화면의 주소 복사", en="Copy the address of this view"),
    "copied": Text(ko="복사했습니다", en="Copied"),
    "f": Text(ko="f", en="f"),
    "slope": Text(ko="f′", en="f′"),
    "difference": Text(ko="두 함수의 차", en="difference of two"),
    "read": Text(
        ko="곡선 읽기. 화살표로 x를 옮기고, +와 −로 확대하고, 0으로 처음으로 돌아갑니다",
        en="Read the curves. Arrow keys move x, + and − zoom, 0 goes back to the start",
    ),
    "enlarge": Text(ko="확대", en="Zoom in"),
    "reduce": Text(ko="축소", en="Zoom out"),
    "reset": Text(ko="처음 크기로", en="Reset the view"),
}


def _compare(lang: Language) -> str:
    """Write the table of all functions of one input, and the room for the graph above it."""
    words = escape(json.dumps({k: text[lang] for k, text in COMPARE.items()}, ensure_ascii=False))
    rows, head = [], [Text(ko="함수", en="Function")[lang]]
    for a in catalogue:
        if not isinstance(a.properties, Properties):
            continue
        facts = _elementwise_rows(a, a.properties)
        head = [head[0], *(_html(name[lang]) for name, _ in facts)]
        link = f'<th scope="row"><a href="../functions/{a.id}/">{a.name[lang]}</a></th>'
        cells = "".join(f"<td>{_html(value[lang])}</td>" for _, value in facts)
        rows.append(f'<tr id="row-{a.id}" data-name="{a.name[lang]}">{link}{cells}</tr>')
    without = Text(
        ko="그래프를 겹쳐 보려면 JavaScript가 필요합니다. 아래 표는 그대로 볼 수 있습니다.",
        en="The graph needs JavaScript; the table below does not.",
    )[lang]
    titles = "".join(f'<th scope="col">{name}</th>' for name in head)
    return (
        f"<div class=\"compare\" data-words='{words}'>\n"
        f'<div class="compare-tools"><p>{without}</p></div>\n'
        f"<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody>\n</table>\n</div>"
    )


def _html(text: str) -> str:
    """Return inline Markdown with formulas as the HTML that the Markdown extension makes of it."""
    parts = re.split(r"\$([^$]*)\$", text)
    return "".join(
        f'<span class="arithmatex">\\({escape(part)}\\)</span>' if i % 2 else part
        for i, part in enumerate(parts)
    )


def _accuracy(lang: Language) -> str:
    head = Text(
        ko="| 함수 | $f$ (ulp) | $f'$ (ulp) |\n| --- | ---: | ---: |",
        en="| Function | $f$ (ulp) | $f'$ (ulp) |\n| --- | ---: | ---: |",
    )[lang]
    rows = []
    for a in catalogue:
        page = f"[{a.name[lang]}](functions/{a.id}.md)"
        rows.append(f"| {page} | {_bound(a, lang)} | {_slope_bound(a, lang)} |")
    return "\n".join([head, *rows])


def _bound(a: Activation, lang: Language) -> str:
    text = f"{a.accuracy.function:g}"
    if a.accuracy.exponent:
        symbols = {p.name: p.symbol for p in a.parameters}
        product = re.sub(r"\w+", lambda m: symbols.get(m[0], m[0]), a.accuracy.exponent)
        text += rf" $+ \lvert {product.replace('*', ' ')} \rvert$"
    if a.accuracy.domain is not None:
        elsewhere = Text(ko="그 밖에서는", en="elsewhere")[lang]
        text += f" ({a.accuracy.domain[lang]}; {elsewhere} {a.accuracy.elsewhere:g})"
    return text


def _slope_bound(a: Activation, lang: Language) -> str:
    text = f"{a.accuracy.derivative:g}"
    if a.accuracy.exponent:
        text += _bound(a, lang).removeprefix(f"{a.accuracy.function:g}")
    if crossing := a.accuracy.crossing:
        letter = "a" if a.kind == "pair" else "x"
        near = f"${crossing.low:g} < {letter} < {crossing.high:g}$"
        absolute = _plain(crossing.absolute)
        text += Text(ko=f" ({near}에서는 절대 오차 {absolute})",
                     en=f" (for {near} an absolute error of {absolute})")[lang]  # fmt: skip
    return text


def _navigation(lang: Language) -> str:
    lines = []
    for family, name in FAMILIES.items():
        lines.append(f"- {name[lang]}:")
        lines += [f"    - functions/{a.id}.md" for a in catalogue if a.family == family]
    return "\n".join(lines)


# --- numbers and expressions ----------------------------------------------------------------


def _other(name: str, lang: Language) -> str:
    """Return the name in the other language: Latin in italics, Hangul never."""
    return f"*{name}*" if lang == "ko" else f'<span lang="ko">{name}</span>'


def _same(text: str) -> Text:
    return Text(ko=text, en=text)


def _plain(value: float) -> str:
    """Return a number with at most six digits, which no platform changes, for running text."""
    if math.isinf(value):
        return "∞" if value > 0 else "\N{MINUS SIGN}∞"
    mantissa, _, exponent = f"{value + 0.0:.6g}".partition("e")
    mantissa = mantissa.replace("-", "\N{MINUS SIGN}")
    if not exponent:
        return mantissa
    power = str(int(exponent)).replace("-", "\N{MINUS SIGN}")
    return f"{mantissa} × 10<sup>{power}</sup>"


def _typed(value: float) -> str:
    """Return a number as a person would type it: 1/3 and not 0.333333."""
    text = f"{value:.6g}"
    if float(text) == value:
        return _plain(value)
    return str(Fraction(value).limit_denominator(1000))


def _number(value: float) -> str:
    return f"{value + 0.0:.6g}"


def _tuple(values: Any) -> str:
    return "(" + ", ".join(_plain(float(f"{v:.6f}")) for v in values) + ")"


def _tex(expression: str, a: Activation) -> str:
    """Return a closed form of the record, or a condition in it, as LaTeX."""
    if not expression:
        return ""
    symbols = {p.name: p.symbol for p in a.parameters} | {"oo": r"\infty"}
    signs = {ast.Add: "+", ast.Sub: "-", ast.Mult: r"\,", ast.NotEq: r"\ne", ast.Gt: ">"}

    def write(node: ast.AST) -> str:
        match node:
            case ast.Constant():
                return ast.unparse(node)
            case ast.Name(name) if name in symbols:
                return symbols[name]
            case ast.UnaryOp(ast.USub(), operand):
                return f"-{write(operand)}"
            case ast.BinOp(left, ast.Div(), right):
                return rf"\frac{{{write(left)}}}{{{write(right)}}}"
            case ast.BinOp(left, sign, right) | ast.Compare(left, [sign], [right]):
                return f"{write(left)} {signs[type(sign)]} {write(right)}"
        raise a.error(
            f'"{expression}"',
            f"{ast.unparse(node)!r} has no form in LaTeX",
            "a number, a parameter, oo, or a sum or quotient of them",
        )

    return write(ast.parse(expression, mode="eval").body)
