"""The kinds of functions, each in a room of its own. A new kind is a room, and a name below."""

from __future__ import annotations

from typing import Any

from activations import Activation
from scripts.kinds.elementwise import Elementwise
from scripts.kinds.kind import Kind
from scripts.kinds.pair import Pair
from scripts.kinds.reduction import Reduction
from scripts.kinds.vector import Vector

KINDS: dict[type[Activation], Kind[Any]] = {
    kind.record: kind for kind in (Elementwise(), Vector(), Reduction(), Pair())
}


def of(a: Activation) -> Kind[Any]:
    """Return the room of a function."""
    return KINDS[type(a)]
