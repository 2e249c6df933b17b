"""One function of each kind: what a page does depends on the kind, what it says on the function."""

from __future__ import annotations

from activations import catalogue

# Of several the one with the most sliders: it needs the most room.
KINDS: dict[str, str] = {a.kind: a.id for a in sorted(catalogue, key=lambda a: len(a.parameters))}
EVERY_KIND = list(KINDS.values())
