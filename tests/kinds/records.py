"""Every record of a kind: those of the catalogue, and the fixtures that use what these do not."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
from pathlib import Path
from typing import Any, TypeVar

import pytest

import activations
from activations.spec import Activation
from scripts.truth.expressions import Parameters, Undecided, settings

Kind = TypeVar("Kind", bound=Activation)


@functools.cache
def fixtures() -> tuple[Activation, ...]:
    names = sorted(p.stem for p in (Path(__file__).parent / "fixtures").glob("*.py"))
    modules = [importlib.import_module(f"tests.kinds.fixtures.{name}") for name in names]
    return tuple(getattr(m, n.upper()) for m, n in zip(modules, names, strict=True))


def of(kind: type[Kind]) -> list[Kind]:
    return [a for a in (*activations.catalogue, *fixtures()) if isinstance(a, kind)]


def cases(kind: type[Kind]) -> list[tuple[Kind, Parameters]]:
    """Each record with its defaults, and with the other values of its parameters."""
    return [(a, parameters) for a in of(kind) for parameters in settings(a)]


def refuted(kind: type[Kind], ident: str, test: Any, claims: dict[str, Any]) -> None:
    """A test that holds for a record fails for the record with one claim that is false."""
    a = next(a for a in of(kind) if a.id == ident)
    more: dict[str, Any] = {}
    if "parameters" in inspect.signature(test).parameters:
        more["parameters"] = settings(a)[-1]
    test(a, **more)
    with pytest.raises((AssertionError, Undecided, TypeError)):
        test(dataclasses.replace(a, **claims), **more)


def name(thing: Any) -> str:
    """How a record, a set of parameters or a function is called in the name of a test."""
    if isinstance(thing, dict):
        return "-".join(f"{key}={name(value)}" for key, value in thing.items()) or "default"
    named = (getattr(thing, attribute, None) for attribute in ("id", "name", "__name__"))
    return str(next(filter(None, named), thing))
