"""A figure as files for papers: plain colours on white, the axes labelled, letters as outlines."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scripts.figures import style
from scripts.figures.style import PAPER, Look

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 288  # 2304 px across: a column of a paper at 600 dpi, a page at 300
SETTINGS: Any = {
    "font.family": PAPER.letters,
    "svg.fonttype": "path",  # whoever opens it may lack the font
    "svg.hashsalt": "activation",  # the same ids on every run
    "pdf.fonttype": 42,  # publishers refuse Type 3
    "path.simplify": False,
}
NO_DATE: dict[str, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def files(draw: Callable[[Look], Figure]) -> dict[str, bytes]:
    """Return a figure as it is downloaded, by the ending of the file."""
    import matplotlib

    with matplotlib.rc_context(SETTINGS):
        figure = draw(PAPER)
        figure.patch.set_facecolor(PAPER.ground)
        made = {}
        for form, metadata in NO_DATE.items():
            buffer = io.BytesIO()
            figure.savefig(buffer, format=form, metadata=metadata)
            made[form] = buffer.getvalue()
        return made | {"png": style.png(figure, DPI)}
