"""Every record of a kind: those of the catalogue, and the fixtures that use what these do not."""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from typing import Any, TypeVar

import activations
from activations.spec import Activation

Kind = TypeVar("Kind", bound=Activation)


@functools.cache
def fixtures() -> tuple[Activation, ...]:
    names = sorted(p.stem for p in (Path(__file__).parent / "fixtures").glob("*.py"))
    modules = [importlib.import_module(f"tests.kinds.fixtures.{name}") for name in names]
    return tuple(getattr(m, n.upper()) for m, n in zip(modules, names, strict=True))


def of(kind: type[Kind]) -> list[Kind]:
    return [a for a in (*activations.catalogue, *fixtures()) if isinstance(a, kind)]


def name(thing: Any) -> str:
    """How a record, a set of parameters or a function is called in the name of a test."""
    if isinstance(thing, dict):
        return "-".join(f"{key}={name(value)}" for key, value in thing.items()) or "default"
    named = (getattr(thing, attribute, None) for attribute in ("id", "name", "__name__"))
    return str(next(filter(None, named), thing))
