"""The code that pages print: the bodies of the package, what they import, and what they return."""

from __future__ import annotations

import ast
import functools
import inspect
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from activations import Activation

Function = Callable[..., Any]
WIDEST = 72  # columns of a page


def listing(functions: Sequence[Function]) -> str:
    """Return functions as a reader copies them, with their imports, and those that they call."""
    needed = [*_called(functions), *functions]
    parts = [imports(needed), *map(source, dict.fromkeys(needed))]
    return "\n\n\n".join(part for part in parts if part)


def naive(a: Activation) -> str:
    """Return the textbook's code; what the listing above it has imported is not repeated."""
    assert a.naive is not None
    above = imports([a.function, *a.derivatives]).splitlines()
    lines = [line for line in imports([a.naive.function]).splitlines() if line not in above]
    return "\n\n\n".join([*(["\n".join(lines)] if lines else []), source(a.naive.function)])


def session(calls: Iterable[str], a: Activation) -> str:
    """Run calls after the printed code, and show them as Python's prompt does."""
    namespace: dict[str, Any] = {}
    functions = [a.function, *a.derivatives, *([a.naive.function] if a.naive else [])]
    exec(listing(functions), namespace)
    lines = []
    for call in calls:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                result = eval(call, namespace)
            except (Exception, SystemExit) as error:
                wrong = " ".join(f"{call} ends in {type(error).__name__}, {error}".split())
                typed = call[call.index("(") + 1 : -1] if call not in a.examples else call
                raise a.error(typed, wrong, "a call that runs after the printed code") from None
        lines.append(f">>> {call}")
        seen = dict.fromkeys(f"{w.category.__name__}: {w.message}" for w in caught)
        lines += [*(f"# {warning}" for warning in seen), repr(result)]
    return "\n".join(lines)


@functools.cache  # the blocks of a page ask for the same few functions, in every language
def source(function: Function) -> str:
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
    taken = ast.unparse(node.args)
    head = f"def {node.name}({taken}):"
    if len(head) > WIDEST:
        head = f"def {node.name}(\n    {taken}\n):"
    return "\n".join([head, *lines])


def imports(functions: Sequence[Function]) -> str:
    """Return the imports that the printed code needs, as its modules have them."""
    lines = dict.fromkeys(line for f in functions for line in _imports(f))
    names: dict[str, list[str]] = {}  # of what is imported from the same module, together
    for line in lines:
        module, _, named = line.partition(" import ")
        names.setdefault(module, []).extend(named.split(", ") if named else [])
    return "\n".join(
        f"{module} import {', '.join(dict.fromkeys(named))}" if named else module
        for module, named in names.items()
    )


@functools.cache
def _imports(function: Function) -> list[str]:
    wanted, lines = _names(function), []
    for node in ast.parse(inspect.getsource(_module(function))).body:
        if isinstance(node, ast.Import | ast.ImportFrom) and "activations" not in ast.unparse(node):
            node.names = [n for n in node.names if (n.asname or n.name) in wanted]
            if node.names:
                lines.append(ast.unparse(node))
    return lines


def _called(functions: Sequence[Function]) -> list[Function]:
    """Return the package's functions that these call, helpers too, what is called first."""
    found: list[Function] = []
    for function in functions:
        module = _module(function)
        for name in sorted(_names(function)):
            other = getattr(module, name, None)
            if not inspect.isfunction(other) or other is function:
                continue
            if hasattr(other, "__wrapped__") or _module(other) is module:
                found += [*_called([other]), other]
    return list(dict.fromkeys(found))


@functools.cache
def _names(function: Function) -> set[str]:
    tree = ast.walk(ast.parse(source(function)))
    return {node.id for node in tree if isinstance(node, ast.Name)}


def _module(function: Function) -> Any:
    return inspect.getmodule(inspect.unwrap(function))
