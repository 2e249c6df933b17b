"""What every figure is made of: colours, sizes, the frame, and the SVG that is published.

A figure is one file for every language: what can be read in it is mathematics. It is drawn in the
colours of the light scheme, as attributes that any program understands; one rule for each colour
gives the dark one. The files for papers are drawn by the same code with another look, see paper.py.
Matplotlib is imported only to draw.
"""

from __future__ import annotations

import functools
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Floats: TypeAlias = NDArray[np.float64]

STYLES = Path(__file__).resolve().parents[2] / "docs/theme/styles/colours.css"
NAMES = ("f", "slope", "ink", "soft", "rule", "plate")
DASHES = (0, (5, 3))
SIZE = (576, 352)  # narrow enough for its numbers to be read on a phone
PLATE_SIZE = (320, 220)
MARK = "<!-- made by scripts/build.py -->"


@functools.cache
def colours() -> dict[str, tuple[str, str]]:
    """Return the colours of figures in the light and in the dark scheme, from the style sheet."""
    light, _, dark = STYLES.read_text(encoding="utf-8").partition('[data-md-color-scheme="slate"]')

    def found(name: str, css: str) -> str:
        colour = re.search(rf"--{name}: (#[0-9a-f]{{6}});", css)
        assert colour is not None, f"{STYLES}: --{name} in six digits, in both schemes"
        return colour[1]

    return {name: (found(name, light), found(name, dark)) for name in NAMES}


F, SLOPE, INK, SOFT, RULE, PLATE = (colours()[name][0] for name in NAMES)


class Look(NamedTuple):
    """What of a figure depends on where it is read."""

    ground: str  # what lies behind it, and within an open end
    rule: str  # the axes
    labelled: bool  # whether they say what they are; on a page the formula stands beside them
    letters: list[str]  # the fonts of those that stand for something

    @property
    def note(self) -> dict[str, Any]:
        """Return how a letter that stands for something is written."""
        return {"style": "italic", "family": self.letters}


PAGE = Look(PLATE, RULE, labelled=False, letters=["serif"])
# Matplotlib brings these fonts along; what the first lacks, primes and indices, the second has.
PAPER = Look("#ffffff", "#a0a0a0", labelled=True, letters=["STIXGeneral", "DejaVu Serif"])


def new(size: tuple[int, int]) -> Figure:
    """Return an empty figure."""
    from matplotlib.figure import Figure

    return Figure(figsize=(size[0] / 72, size[1] / 72), dpi=72)  # one point is one pixel


def bare(axes: Axes) -> None:
    """Take the box away: the axes are pale rules and quiet numbers."""
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.patch.set_visible(False)
    axes.tick_params(length=0, labelsize=13, labelcolor=SOFT, pad=7)


def cross(axes: Axes, look: Look = PAGE, width: float = 1) -> None:
    """Draw the axes as pale rules."""
    axes.axhline(0, color=look.rule, lw=width, zorder=0)
    axes.axvline(0, color=look.rule, lw=width, zorder=0)


def png(figure: Figure, dpi: int = 72) -> bytes:
    """Return a figure in 64 colours: a third of the bytes, and nobody sees a difference."""
    from PIL import Image

    full, small = io.BytesIO(), io.BytesIO()
    figure.savefig(full, format="rgba", dpi=dpi)
    width, height = (round(inches * dpi) for inches in figure.get_size_inches())
    picture = Image.frombytes("RGBA", (width, height), full.getvalue()).convert("RGB")
    picture = picture.quantize(64, dither=Image.Dither.NONE)
    picture.save(small, format="png", optimize=True, dpi=(dpi, dpi))
    return small.getvalue()


# --- from Matplotlib to the SVG that is published -------------------------------------------


def svg(figure: Figure) -> bytes:
    """Return a figure as it is published."""
    import matplotlib

    settings: Any = {
        "svg.fonttype": "none",  # text as text
        "svg.hashsalt": "activation",  # the same ids on every run
        "path.simplify": False,
        "axes.unicode_minus": True,
    }
    figure.patch.set_visible(False)
    buffer = io.StringIO()
    with matplotlib.rc_context(settings):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _published(buffer.getvalue()).encode()


def _published(text: str) -> str:
    """Strip Matplotlib's SVG, and add the dark scheme to it."""
    _, _, body = text.partition("<svg ")
    opening, _, body = body.partition(">")
    body = re.sub(r"\s*<metadata>.*?</metadata>", "", body, flags=re.S)
    # A rule for every element would prevail over the attributes; what it says stands above.
    body = re.sub(r"\s*<defs>\s*<style .*?</style>\s*</defs>", "", body, flags=re.S)
    body = re.sub(r"<g id=\"[a-zA-Z0-9]+_\d+\">", "<g>", body)
    body = re.sub(r"\s*<!--.*?-->", "", body, flags=re.S)
    body = re.sub(r"<[^>]+>", lambda tag: re.sub(r"-?\d+\.\d{3,}", _short, tag[0]), body)
    body = re.sub(r' style="([^"]*)"', _attributes, body)
    body = body.replace('<g id="slope">', '<g class="slope">')  # one for every piece
    body = re.sub(r"\n\s*", "\n", body)
    box = re.search(r'viewBox="0 0 (\S+) (\S+)"', opening)
    assert box is not None  # Matplotlib always writes it
    width, height = box.groups()
    dark = "".join(
        f'[fill="{light}"]{{fill:{dark}}}[stroke="{light}"]{{stroke:{dark}}}'
        for light, dark in colours().values()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" id="f" '
        f'stroke-linejoin="round">\n{MARK}\n<style>'
        # Inside an image this is the width of the image: on a phone the numbers grow.
        '@media(max-width:420px){[font-size="13px"],[font-size="14px"]{font-size:18px}}'
        f"@media(prefers-color-scheme:dark){{{dark}}}"
        f":target .slope{{display:none}}</style>{body}"  # figure.svg#f shows f alone
    )


FONTS = {"serif": "STIX Two Text, Cambria, Georgia, serif", "sans-serif": "system-ui, sans-serif"}


def _attributes(style: re.Match[str]) -> str:
    """Return the declarations of a style as attributes, which a style sheet may override."""
    pairs = (part.partition(":")[::2] for part in style[1].split(";"))
    declared = {name.strip(): value.strip() for name, value in pairs}
    if families := declared.get("font-family"):  # long lists, the last of which is general
        declared["font-family"] = FONTS[families.rpartition(",")[2].strip()]
    return "".join(f' {name}="{value}"' for name, value in declared.items())


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
