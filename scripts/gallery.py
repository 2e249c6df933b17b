"""Write the wall of plates on the home page: one card a function, and the controls above it.

Everything is in the HTML: without JavaScript the wall is a plain grid. What the controls need
(labels, counts, names to search) is there too, so that the script has no words of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from html import escape

import numpy as np

from activations import FAMILIES, Activation, catalogue
from activations.spec import STATUSES, Interval, Kind, Language, Properties, Text, VectorProperties
from scripts.compute import REACH, evaluate, kinks, numbers
from scripts.figures import PLATE_SIZE, letter

FIRST_ROW = 5  # cards whose figures are not worth waiting for
FRAME = (-4.0, 4.0), (-1.8, 2.8)  # what the frontispiece shows of x and y
UNIT = 80  # of it, in pixels
MOST = 40  # of the functions not in use, so that it stays light
DRAWN: dict[Kind, Text] = {
    "elementwise": Text(ko="그래프", en="Graph"),
    "random": Text(ko="그래프", en="Graph"),
    "vector": Text(ko="막대그래프", en="Bars"),
    "pair": Text(ko="등고선", en="Contours"),
}
COUNTED = {2: "두", 3: "세", 4: "네"}
SORTS = {
    "family": Text(ko="과별", en="family"),
    "year": Text(ko="연도순", en="year"),
    "name": Text(ko="이름순", en="name"),
}


def gallery(lang: Language) -> str:
    """Return the controls and the wall, in the order of the families."""
    order = list(FAMILIES)
    cards = sorted(catalogue, key=lambda a: order.index(a.family))  # stable: by year within one
    wall = "\n".join(_card(a, lang, eager=i < FIRST_ROW) for i, a in enumerate(cards))
    nothing = Text(
        ko="맞는 함수가 없습니다. 조건을 하나 풀거나 다른 이름으로 찾아보십시오.",
        en="No function fits. Take a condition away, or try another name.",
    )[lang]
    return (
        f'<div class="gallery" data-search-exclude>\n{_controls(lang)}\n'
        f'<ul class="wall">\n{wall}\n</ul>\n<p class="nothing" hidden>{nothing}</p>\n</div>'
    )


# --- the frontispiece -----------------------------------------------------------------------


def frontispiece(lang: Language) -> str:
    """Return a drawing of many functions at once: the straight line, and what they make of it."""
    curves = [a for a in catalogue if isinstance(a.properties, Properties)]
    curves = [a for a in curves if a.properties.smoothness >= 0]  # a jump would be drawn as a slope
    used = [a for a in curves if a.status == "in use"]
    others = [a for a in curves if a.status != "in use"][:MOST]
    (left, right), (bottom, top) = FRAME
    width, height = (right - left) * UNIT, (top - bottom) * UNIT
    straight = _outline(lambda x: x, lambda x: 1.0)
    axes = f"M0 {top * UNIT:g}H{width:g}M{-left * UNIT:g} 0V{height:g}"
    paths = "".join(
        f'<path class="{kind}" d="{_outline(a.function, a.derivative)}"/>'
        for kind, group in (("other", others), ("used", used))
        for a in group
    )
    n = len(used) + len(others)
    caption = Text(
        ko=f"곧은 선 하나와 그 선을 휘게 하는 함수 {n}개. 굵은 선이 현역입니다.",
        en=f"One straight line, and {n} functions that bend it. Bold: those in use.",
    )[lang]
    return (
        '<figure class="frontispiece">\n'
        f'<style>@keyframes bend{{from{{d:path("{straight}")}}}}</style>\n'
        f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'aria-hidden="true"><path class="axes" d="{axes}"/><path class="straight" '
        f'd="{straight}"/>{paths}</svg>\n<figcaption>{caption}</figcaption>\n</figure>'
    )


def _outline(f: Callable[[float], float], slope: Callable[[float], float]) -> str:
    """Return a curve as SVG path data: cubics on the same steps, so that one can bend to another.

    The slopes are taken from inside each step; a kink lies between two of them.
    """
    (left, right), (_, top) = FRAME

    def point(x: float, y: float) -> str:
        return f"{(x - left) * UNIT:.1f} {(top - y) * UNIT:.1f}".replace(".0 ", " ")

    step, inside = 0.5, 1e-6
    data = [f"M{point(left, float(f(left)))}"]
    for x in np.arange(left, right, step):
        end = x + step
        start_slope, end_slope = float(slope(x + inside)), float(slope(end - inside))
        data.append(
            f"C{point(x + step / 3, float(f(x)) + start_slope * step / 3)} "
            f"{point(end - step / 3, float(f(end)) - end_slope * step / 3)} "
            f"{point(end, float(f(end)))}"
        )
    return "".join(data)


# --- a card ---------------------------------------------------------------------------------


def _card(a: Activation, lang: Language, *, eager: bool) -> str:
    width, height = PLATE_SIZE
    data = {
        "family": a.family,
        "status": _slug(a.status),
        "has": " ".join(name for name, (_, holds) in PROPERTIES.items() if holds(a)),
        "year": str(a.year),
        "names": "|".join(dict.fromkeys((*a.names(), a.id))),
    }
    attributes = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())
    name = escape(a.name[lang])
    loading = "" if eager else ' loading="lazy"'
    return (
        f'<li class="card"{attributes}>\n'
        f'<p class="card-head"><span>{FAMILIES[a.family][lang]}</span> '
        f'<span class="status">{STATUSES[a.status][lang]}</span></p>\n'
        f'<img src="figures/{a.id}-plate.svg" alt="{DRAWN[a.kind][lang]}" width="{width}" '
        f'height="{height}"{loading} decoding="async">\n'
        f'<p class="card-name"><a href="functions/{a.id}/">{name}</a></p>\n'
        f'<p class="card-other">{_second_name(a, lang)}</p>\n'
        f'<p class="card-foot"><span>{a.year}</span> <span>{field_mark(a)[lang]}</span></p>\n'
        "</li>"
    )


def _second_name(a: Activation, lang: Language) -> str:
    """Return the name in the other language or, where it is the same, what the letters stand for.

    Latin in italics, Hangul never.
    """
    other: Language = "en" if lang == "ko" else "ko"
    if a.name[other] == a.name[lang]:
        spelled = (alias for alias in a.aliases if " " in alias and alias.isascii())
        text, other = next(spelled, ""), "en"
    else:
        text = a.name[other]
    tag = "i" if other == "en" else "span"
    return f'<{tag} lang="{other}">{escape(text)}</{tag}>' if text else ""


def field_mark(a: Activation) -> Text:
    """Return what the function is recognised by, in a few words."""
    p = a.properties
    if isinstance(p, VectorProperties):
        total = _short(evaluate(p.total, a))
        return Text(ko=f"성분의 합 {total}", en=f"sums to {total}")
    if not isinstance(p, Properties):
        return Text(ko="두 입력 a, b", en="two inputs a, b")
    if a.kind == "random":
        return Text(ko="학습할 때 무작위", en="drawn at random")
    if _learned(a):
        letters = ", ".join(letter(q) for q in a.parameters if q.derivative is not None)
        return Text(ko=f"{letters}도 학습", en=f"learns {letters}")
    values = len(np.unique(a.function(np.linspace(-REACH, REACH, 4801))))
    if values in COUNTED:
        return Text(ko=f"값이 {COUNTED[values]} 개", en=f"takes {values} values")
    return _mark_of_curve(a, p)


def _mark_of_curve(a: Activation, p: Properties) -> Text:
    heights = [y for _, y in numbers(a).extremes]
    if p.range.low == "min":
        return Text(ko=f"최솟값 {_short(min(heights))}", en=f"minimum {_short(min(heights))}")
    if p.range.high == "max":
        return Text(ko=f"최댓값 {_short(max(heights))}", en=f"maximum {_short(max(heights))}")
    if p.smoothness <= 0 and p.limits == ("-oo", "oo"):
        slope = _short(float(a.derivative(-REACH)))
        return Text(ko=f"왼쪽 기울기 {slope}", en=f"left slope {slope}")
    if p.smoothness <= 0:
        points = kinks(a)
        if len(points) > 2:
            return Text(ko=f"꺾인 점 {len(points)}개", en=f"{len(points)} kinks")
        where = ", ".join(map(_short, points))
        kind = Text(ko="점프", en="jump") if p.smoothness < 0 else Text(ko="꺾인 점", en="kink")
        return Text(ko=f"{kind.ko} x = {where}", en=f"{kind.en} at x = {where}")
    interval = _interval(p.range, a)
    return Text(ko=f"치역 {interval}", en=f"range {interval}")


def _interval(interval: Interval, a: Activation) -> str:
    left = "[" if interval.closed_low else "("
    right = "]" if interval.closed_high else ")"
    low, high = (_short(evaluate(end, a)) for end in (interval.low, interval.high))
    return f"{left}{low}, {high}{right}"


def _short(value: float) -> str:
    text = "∞" if math.isinf(value) else f"{abs(value):.3g}"
    return f"\N{MINUS SIGN}{text}" if value < 0 else text


# --- what a student filters by --------------------------------------------------------------


def _learned(a: Activation) -> bool:
    return any(p.derivative is not None for p in a.parameters)


def _curve(claim: Callable[[Properties], bool]) -> Callable[[Activation], bool]:
    """Return a claim on a function of one input as one on any function."""
    return lambda a: isinstance(a.properties, Properties) and claim(a.properties)


def _bounded(a: Activation) -> bool:
    # An end that the build computes is finite.
    return not {"-oo", "oo"} & {a.properties.range.low, a.properties.range.high}


PROPERTIES: dict[str, tuple[Text, Callable[[Activation], bool]]] = {
    "smooth": (Text(ko="매끄러움", en="smooth"), lambda a: math.isinf(a.properties.smoothness)),
    "kink": (Text(ko="꺾인 점", en="kink"), lambda a: a.properties.smoothness == 0),
    "jump": (Text(ko="점프", en="jump"), lambda a: a.properties.smoothness < 0),
    "monotonic": (Text(ko="단조", en="monotonic"), _curve(lambda p: p.monotonicity != "none")),
    "bounded": (Text(ko="유계", en="bounded"), _bounded),
    "odd": (Text(ko="홀함수", en="odd"), _curve(lambda p: p.symmetry == "odd")),
    "even": (Text(ko="짝함수", en="even"), _curve(lambda p: p.symmetry == "even")),
    "convex": (Text(ko="아래로 볼록", en="convex"), _curve(lambda p: p.convexity == "convex")),
    "parameters": (Text(ko="매개변수", en="parameters"), lambda a: bool(a.parameters)),
    "learned": (Text(ko="학습되는 매개변수", en="learned parameters"), _learned),
    "random": (Text(ko="무작위", en="random"), lambda a: a.kind == "random"),
    "inputs": (Text(ko="입력 여럿", en="several inputs"), lambda a: a.kind in ("vector", "pair")),
}


# --- the controls ---------------------------------------------------------------------------


def _controls(lang: Language) -> str:
    total = len(catalogue)
    families = Counter(a.family for a in catalogue)
    statuses = Counter(a.status for a in catalogue)
    having = {name: sum(map(holds, catalogue)) for name, (_, holds) in PROPERTIES.items()}
    everything = Text(ko="전체", en="All")[lang]
    rows = [
        _chips(
            "family",
            Text(ko="과", en="Family")[lang],
            [("", everything, total)]
            + [(f, name[lang], families[f]) for f, name in FAMILIES.items() if families[f]],
        ),
        _chips(
            "has",
            Text(ko="성질", en="Property")[lang],
            [(n, text[lang], having[n]) for n, (text, _) in PROPERTIES.items() if having[n]],
            every=True,
        ),
        _chips(
            "status",
            Text(ko="쓰임", en="Status")[lang],
            [(_slug(s), name[lang], statuses[s]) for s, name in STATUSES.items() if statuses[s]],
        ),
    ]
    words = {
        "label": Text(ko="함수 고르기", en="Choose functions"),
        "find": Text(ko="이름으로 찾기", en="Find by name"),
        "example": Text(ko="시그모이드, swish, 렐루…", en="sigmoid, swish, leaky…"),
        "sort": Text(ko="정렬", en="Sort by"),
        "slope": Text(ko="f′ 함께 보기", en="show f′"),
        "reset": Text(ko="조건 지우기", en="Clear"),
        "count": Text(ko="{total}개 가운데 {shown}개", en="{shown} of {total}"),
        "all": Text(ko="함수 {total}개", en="{total} functions"),
    }
    w = {key: text[lang] for key, text in words.items()}
    sorts = "".join(
        f'<button type="button" value="{key}" aria-pressed="{str(key == "family").lower()}">'
        f"{text[lang]}</button>"
        for key, text in SORTS.items()
    )
    return "\n".join(
        [
            f'<div class="controls" role="search" aria-label="{w["label"]}">',
            '<div class="controls-bar">',
            f'<input type="search" aria-label="{w["find"]}" placeholder="{w["example"]}" '
            'autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search">',
            f'<div class="sorts" role="group" aria-label="{w["sort"]}">'
            f'<span aria-hidden="true">{w["sort"]}</span>{sorts}</div>',
            f'<label><input type="checkbox" autocomplete="off" checked> {w["slope"]}</label>',
            "</div>",
            *rows,
            '<div class="controls-foot">',
            f'<p class="count" aria-live="polite" data-count="{w["count"]}" data-all="{w["all"]}">'
            f"{w['all'].format(total=total)}</p>",
            f'<button type="button" class="reset" hidden>{w["reset"]}</button>',
            "</div>",
            "</div>",
        ]
    )


def _chips(key: str, label: str, chips: list[tuple[str, str, int]], *, every: bool = False) -> str:
    """Return the chips of a filter, of which a card must have one or, if so asked, every one."""
    buttons = "".join(
        f'<button type="button" value="{value}" aria-pressed="{str(not value).lower()}">'
        f"{text} <span>{count}</span></button>"
        for value, text, count in chips
    )
    return (
        f'<div class="chips" role="group" aria-label="{label}" data-filter="{key}"'
        f"{' data-all' if every else ''}>"
        f'<span aria-hidden="true">{label}</span><div>{buttons}</div></div>'
    )


def _slug(status: str) -> str:
    return status.replace(" ", "-")
