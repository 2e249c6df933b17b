"""The generated blocks of a function's page: a record and a language in, Markdown out."""

from __future__ import annotations

import math
import unicodedata

from activations import Activation
from scripts import kinds
from scripts.blocks import code, elsewhere
from scripts.blocks.markdown import div, table
from scripts.kinds.kind import typed
from scripts.sources.everything import Sources
from scripts.sources.expressions import letter
from scripts.sources.pages import others
from scripts.sources.words import Words


def blocks(a: Activation, language: str, sources: Sources) -> dict[str, str]:
    """Return the blocks that the page of a function has, all of them, by name."""
    w = sources.words[language]
    made = {
        "title": _title(a, language, sources),
        "formula": _fence("math", a.latex),
        "figure": _figure(a, w, sources.title(a, language)),
        "legend": _legend(a, language, sources),
        "derivative": _derivative(a, w, sources.title(a, language)),
        "code": _code(a, w),
        "properties": _properties(a, w),
        "values": table(kinds.of(a).values(a, w), "---:") + "\n\n" + _vectors(a, w),
        "elsewhere": _elsewhere(a, w, sources),
        "references": _references(a, sources),
    }
    if a.naive is not None:
        calls = [f"{f.__name__}({a.naive.argument})" for f in (a.naive.function, a.function)]
        made["naive"] = _fence("python", code.naive(a)) + "\n\n" + _session(calls, a)
    return made


def _title(a: Activation, language: str, sources: Sources) -> str:
    w, title = sources.words[language], sources.title(a, language)
    twins: dict[str, str] = {}
    for spoken, page in sources.pages[a.id].items():
        if page.title != title:
            twins.setdefault(page.title, spoken)
    under = " · ".join(f'<span lang="{spoken}">{name}</span>' for name, spoken in twins.items())
    kind = (
        f"[{w(f'families.{a.family}')}](index.md#{a.family}) "
        f'[<span class="status {a.status.replace(" ", "-")}">{w(f"statuses.{a.status}")}</span>]'
        "(../glossary.md#status)"
    )
    parts = [div("specimen", kind), f"# {title} {{ #{a.id} }}"]
    parts += [div("other-name", under)] if under else []
    return "\n\n".join([*parts, div("lead", sources.pages[a.id][language].description)])


def _facts(a: Activation, language: str, sources: Sources) -> str:
    w, work = sources.words[language], sources.works[a.references[0]]
    people = " · ".join(author.split(",")[0] for author in work.authors[:3])
    if len(work.authors) > 3:
        people = w("page.and_others", people=people)
    facts = [w("page.described", year=sources.year(a), people=people)]
    if names := [_named(name, w) for name in others(a, sources.pages[a.id]) if _readable(name, w)]:
        facts.append(w("page.also_called", names=", ".join(names)))
    return div("facts", "<br>".join(facts))


def _readable(name: str, w: Words) -> bool:
    """Tell whether a name is in letters that the readers of a language read, or in Latin ones."""
    return _letters(name) <= {"LATIN", *w("language.letters").split()}


def _named(name: str, w: Words) -> str:
    """Return a name, marked as English where only its letters are not those of the language."""
    foreign = not _letters(name) & set(w("language.letters").split())
    return f'<span lang="en">{name}</span>' if foreign else name


def _letters(name: str) -> set[str]:
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()}


def _figure(a: Activation, w: Words, title: str) -> str:
    kind = kinds.of(a)
    # What the controls of the live figure will take, so that nothing moves when they come: two
    # beside one another on a wide page; on a narrow one each has a row, and the readings two.
    controls = kind.controls(a)
    wide, narrow = kind.readings + math.ceil(controls / 2), 2 * kind.readings + controls
    over = f"[{w('page.compare')}](../compare.md?f={a.id}){{ .live-compare }}\n\n"
    return (
        f'<figure class="live" data-live="{a.id}" markdown>\n\n{_image(a, w, title, "")}\n\n'
        f'<div class="live-panel" style="--rows: {wide}; --narrow: {narrow}"></div>\n\n'
        f"{over if kind.outline(a) else ''}</figure>\n\n"
        f"{_tools(a, w, '')}"
    )


def _tools(a: Activation, w: Words, suffix: str) -> str:
    """Return the row that is filled with links when the site is built, see scripts/site/page.py.

    The files are for the defaults of the parameters, whatever the sliders say: it names them.
    """
    label = w("page.download")
    if a.parameters:
        values = ", ".join(f"{letter(p)} = {typed(p.default)}" for p in a.parameters)
        label = w("page.download_at", values=values)
    return f'<div class="figure-tools" data-figure="{a.id}{suffix}" data-label="{label}"></div>'


def _image(a: Activation, w: Words, title: str, suffix: str) -> str:
    text = kinds.of(a).drawings[suffix].alt(a, w, title)
    return f"![{text}](../../figures/{a.id}{suffix}.svg)"


def _legend(a: Activation, language: str, sources: Sources) -> str:
    w, symbols = sources.words[language], dict(sources.pages[a.id][language].symbols)
    for p in a.parameters:
        fields = {"meaning": symbols[p.symbol], "name": p.name, "default": typed(p.default)}
        symbols[p.symbol] = w("page.parameter", **fields)
    rows = [*kinds.of(a).legend(a, w), *((f"${s}$", text) for s, text in symbols.items())]
    legend = "\n".join(f"- {symbol}: {meaning}" for symbol, meaning in rows)
    return f"{w('page.where')}\n\n{legend}\n\n{_facts(a, language, sources)}"


def _derivative(a: Activation, w: Words, title: str) -> str:
    kind = kinds.of(a)
    parts = [_fence("math", a.latex_derivative)]
    if a.latex_derivative_from_output:
        parts.append(w("page.from_output", output=kind.output))
        parts.append(_fence("math", a.latex_derivative_from_output))
    parts += kind.notes(a, w)
    for suffix in kind.drawings:
        if suffix:
            parts += [_image(a, w, title, suffix), _tools(a, w, suffix)]
    return "\n\n".join(parts)


def _properties(a: Activation, w: Words) -> str:
    defaults = ", ".join(f"${p.symbol} = {typed(p.default)}$" for p in a.parameters)
    value = w("page.value_at", defaults=defaults) if defaults else w("page.value")
    head = (w("page.property"), value)
    rows = [(_term(row.key, w), row.value) for row in kinds.of(a).rows(a, w)]
    return table([head, *rows])


def _term(key: str, w: Words) -> str:
    """Return the name of a property, which leads to what it means."""
    w(f"glossary.{key}.name")  # there must be one
    return f"[{w(f'rows.{key}')}](../glossary.md#{key})"


def _code(a: Activation, w: Words) -> str:
    """Return the printed code, then what to copy elsewhere: tabs on the site, one title each."""
    listing = _fence("python", code.listing([a.function, *a.derivatives]))
    ours = f"{listing}\n\n{w('page.floats')}\n\n{_session(a.examples, a)}"
    theirs = {name: _fence("python", lines) for name, lines in elsewhere.copies(a).items()}
    titled = {"NumPy": ours, **theirs}.items()
    return "\n\n".join(f"**{name}**\n\n{text}" for name, text in titled) if theirs else ours


def _elsewhere(a: Activation, w: Words, sources: Sources) -> str:
    head, *names = elsewhere.table(a, sources.elsewhere(a), w)
    if not names:
        return w("elsewhere.nothing")
    return f"{w('elsewhere.note')}\n\n{div('elsewhere', table([head, *names]))}"


def _session(calls: list[str] | tuple[str, ...], a: Activation) -> str:
    return _fence("pycon", code.session(calls, a))


def _vectors(a: Activation, w: Words) -> str:
    """Return the line whose link leads somewhere once the site is built."""
    return w("page.vectors", file=f'<a data-vectors="{a.id}">{a.id}.json</a>')


def _references(a: Activation, sources: Sources) -> str:
    works = [sources.works[key] for key in a.references]
    numbered = "\n".join(f"{i}. {work.citation}" for i, work in enumerate(works, 1))
    entries = _fence("bibtex", "\n\n".join(work.bibtex for work in works))
    return f"{numbered}\n\n<details markdown>\n<summary>BibTeX</summary>\n\n{entries}\n\n</details>"


def _fence(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"
