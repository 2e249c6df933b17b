"""One function of each kind: what a page does depends on the kind, what it says on the function."""

from __future__ import annotations

from activations import catalogue
from scripts import kinds

# Of several the one with the most sliders: it needs the most room.
# A random function has a figure of its own: a curve and a band.
KINDS: dict[str, str] = {
    "random" if a.random else kinds.of(a).name: a.id
    for a in sorted(catalogue, key=lambda a: len(a.parameters))
}
EVERY_KIND = list(KINDS.values())
