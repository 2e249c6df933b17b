"""What the wall on the home page says of the functions; tests/browser has what it does."""

from __future__ import annotations

import activations
from scripts.gallery import PROPERTIES, field_mark


def test_field_marks_are_a_few_words() -> None:
    marks = {a.id: field_mark(a) for a in activations.catalogue}
    assert marks["sigmoid"].ko == "치역 (0, 1)"
    assert marks["relu"].en == "kink at x = 0"
    assert marks["silu"].ko == "최솟값 −0.278"
    assert marks["step"].ko == "값이 두 개"
    assert marks["leaky_relu"].en == "left slope 0.01"
    for mark in marks.values():
        assert 0 < len(mark.ko) <= 14
        assert 0 < len(mark.en) <= 18
        assert "\\" not in mark.ko + mark.en


def test_properties_are_those_of_the_records() -> None:
    def having(name: str) -> set[str]:
        return {a.id for a in activations.catalogue if PROPERTIES[name][1](a)}

    assert {"relu", "leaky_relu"} <= having("kink")
    assert having("kink").isdisjoint(having("smooth") | having("jump"))
    assert {"sigmoid", "tanh", "softmax", "step"} <= having("bounded")
    assert "gelu" not in having("bounded")
    assert {"prelu"} <= having("learned") <= having("parameters")
    assert {"softmax", "swiglu"} <= having("inputs")
