"""Activation functions of neural networks in NumPy, each checked against its exact definition.

>>> import activations
>>> activations.relu([-1.0, 0.0, 2.0])
array([0., 0., 2.])
>>> activations.get("logistic").id
'sigmoid'
"""

import difflib

from activations.functions.elu import *
from activations.functions.gelu import *
from activations.functions.leaky_relu import *
from activations.functions.prelu import *
from activations.functions.relu import *
from activations.functions.rrelu import *
from activations.functions.sigmoid import *
from activations.functions.silu import *
from activations.functions.softmax import *
from activations.functions.softplus import *
from activations.functions.step import *
from activations.functions.swiglu import *
from activations.functions.tanh import *
from activations.spec import FAMILIES as FAMILIES
from activations.spec import Activation as Activation
from activations.spec import SpecError as SpecError
from activations.spec import normalise

__version__ = "0.1.0"


def _catalogue(records: list[Activation]) -> tuple[Activation, ...]:
    """Order the records by family and year and refuse two that share a name or miss a relative."""
    families = list(FAMILIES)
    taken: dict[str, tuple[Activation, str]] = {}
    for record in records:
        for name in record.names():
            other, theirs = taken.setdefault(normalise(name), (record, name))
            if other is record:
                continue
            # The mistake is where the name is an alias, and not the function's own.
            if name not in record.aliases:
                record, other, name = other, record, theirs
            wrong = f"duplicate alias {name!r}"
            raise record.error(f'"{name}"', wrong, f"{other.id} has it already, keep it once")
    for record in records:
        for relative in record.related:
            if normalise(relative.id) not in {normalise(r.id) for r in records}:
                wrong = f"unknown related function {relative.id!r}"
                raise record.error(
                    f'"{relative.id}"', wrong, "the id of a function in the catalogue"
                )
    return tuple(sorted(records, key=lambda r: (families.index(r.family), r.year, r.id)))


catalogue: tuple[Activation, ...] = _catalogue(
    [value for value in list(globals().values()) if isinstance(value, Activation)]
)
"""Every record, ordered by family and year."""


def get(name: str) -> Activation:
    """Find a record by id, name or alias, in any case.

    Parameters
    ----------
    name
        For instance ``"leaky_relu"``, ``"Leaky ReLU"``, ``"LReLU"`` or ``"시그모이드"``.

    Returns
    -------
    Activation
        The record; its ``function`` and ``derivative`` are what computes.

    Raises
    ------
    TypeError
        If `name` is not a string.
    LookupError
        If no function has that name. The message suggests those that are close.

    Examples
    --------
    >>> get("Leaky ReLU").id
    'leaky_relu'
    >>> get("sigmod")
    Traceback (most recent call last):
        ...
    LookupError: no activation function is called 'sigmod': did you mean 'sigmoid'?
    """
    if not isinstance(name, str):
        raise TypeError(f"the name of a function is a string, not {type(name).__name__}")
    names = {normalise(n): record for record in catalogue for n in record.names()}
    if record := names.get(normalise(name)):
        return record
    close = difflib.get_close_matches(normalise(name), names, n=3)
    hint = " or ".join(repr(c) for c in close)
    advice = f"did you mean {hint}?" if close else "activations.catalogue lists them all"
    raise LookupError(f"no activation function is called {name!r}: {advice}")
