"""Programs that draw a figure which was downloaded, each as an array of RGB at two pixels a point.

librsvg stands behind Inkscape's and GNOME's exports and many converters, resvg behind newer ones.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

Pixels: TypeAlias = NDArray[np.int16]
WIDTH, HEIGHT = 1152, 704


def librsvg(svg: Path) -> Pixels:
    """Draw with the librsvg within libvips, whose Python binding has no wheel: hence by hand."""
    from _libvips import ffi, lib

    lib.vips_init(b"")
    loader = lib.vips_operation_new(b"svgload")
    asked = f'filename="{svg.as_posix()}",scale=2'.encode()
    assert lib.vips_object_set_from_string(ffi.cast("VipsObject *", loader), asked) == 0
    loader = lib.vips_cache_operation_build(loader)
    assert loader != ffi.NULL, ffi.string(lib.vips_error_buffer())
    out, size = ffi.new("GValue *"), ffi.new("size_t *")
    lib.g_value_init(out, lib.g_type_from_name(b"VipsImage"))
    lib.g_object_get_property(ffi.cast("GObject *", loader), b"out", out)
    image = ffi.cast("VipsImage *", lib.g_value_get_object(out))
    memory = lib.vips_image_write_to_memory(image, size)
    drawn = Image.frombytes("RGBA", (WIDTH, HEIGHT), bytes(ffi.buffer(memory, size[0])))
    return _pixels(drawn)


def resvg(svg: Path) -> Pixels:
    import resvg_py

    return _read(resvg_py.svg_to_bytes(svg_path=str(svg), width=WIDTH, dpi=96))


def cairosvg(svg: Path) -> Pixels:
    try:
        from cairosvg import svg2png
    except OSError as error:
        pytest.fail(f"{error}: install Cairo (Debian: apt-get install libcairo2)")
    drawn = svg2png(svg.read_bytes(), output_width=WIDTH, output_height=HEIGHT)
    assert drawn is not None
    return _read(drawn)


def pdfium(pdf: Path) -> Pixels:
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as document:
        return _pixels(document[0].render(scale=2).to_pil())


def png(file: Path) -> Pixels:
    """Return the PNG, whose pixels are half as large."""
    with Image.open(file) as picture:
        return _pixels(picture.convert("RGB").reduce(2))


def _read(data: bytes) -> Pixels:
    return _pixels(Image.open(io.BytesIO(data)))


def _pixels(picture: Image.Image) -> Pixels:
    # What is transparent becomes black: a figure has to bring its ground along.
    return np.asarray(picture.convert("RGBA").convert("RGB"), dtype=np.int16)


# By the ending of the file and the program. Cairo is a system's library, which comes along with
# whatever a Chromium needs.
PROGRAMS: list[tuple[str, Callable[[Path], Pixels]]] = [
    ("svg", librsvg),
    ("svg", resvg),
    ("svg", cairosvg),
    ("pdf", pdfium),
]
