"""Frames on their way to the page: as JPEGs, of what changed alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from calcanim.engine.stream import Frame, Pixels
from calcanim.preview.wire import Line

QUALITY = 97
"""Of JPEG; with it, and colours as fine as brightness, frames are like what was drawn: SSIM above 0.997. It
takes no longer than a lower one."""

MOST = 0.5
"""Part of a frame from which on all of it is sent: what comes next may then need less."""

BLOCK = 8
"""Pixels of a JPEG that are coded together. Patches are of whole blocks: with the frame below, they are what
the frame sent whole would be, bit for bit."""


class Frames:
    """Sends each frame once, however long it is held: as a JPEG of all of it, or of where it is not as one.

    Such a patch goes over the frame that was last sent whole; `corner` is where its left top corner lies, in
    pixels.
    """

    def __init__(self, line: Line, order: Mapping[str, Any], file: IO[bytes]) -> None:
        self.line, self.run, self.file = line, order["run"], file
        self.frames, self.first = 0, int(order["first"])
        self.whole: Pixels | None = None

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        """Send a frame; one at a cut is sent whole."""
        pixels, corner = frame.pixels, None
        if self.whole is not None and not is_cut:
            pixels, corner = patch(frame.pixels, self.whole)
        if corner is None:
            self.whole = np.array(pixels)
        head = {"run": self.run, "at": self.first + self.frames, "repeat": repeat, "corner": corner}
        self.line.send("frame", as_jpeg(pixels, self.file), **head)
        self.frames += repeat

    def finish(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """Nothing is held open."""


def patch(pixels: Pixels, whole: Pixels, /) -> tuple[Pixels, tuple[int, int] | None]:
    """Return the part in which a frame is not as another one, and where its corner is, from left and top.

    It is all of it, without a corner, where that is most of the frame, and where nothing differs.
    """
    differs = pixels.view(np.uint32)[..., 0] != whole.view(np.uint32)[..., 0]
    rows = np.flatnonzero(differs.any(axis=1))
    if not len(rows):
        return pixels, None
    top, bottom = _whole_blocks(rows)
    left, right = _whole_blocks(np.flatnonzero(differs[top:bottom].any(axis=0)))
    found = pixels[top:bottom, left:right]
    return (pixels, None) if found.size > MOST * pixels.size else (found, (left, top))


def _whole_blocks(numbers: npt.NDArray[np.intp]) -> tuple[int, int]:
    first, last = int(numbers[0]), int(numbers[-1])
    return first // BLOCK * BLOCK, (last // BLOCK + 1) * BLOCK


def as_jpeg(pixels: Pixels, file: IO[bytes], /) -> bytes:
    """Return a picture as a JPEG, written to a file that is there for it.

    Only where it writes to a file does Pillow let the next frame be drawn meanwhile.
    """
    file.seek(0)
    file.truncate()
    # To leave the fourth channel out by NumPy takes ten times as long.
    Image.fromarray(pixels).convert("RGB").save(file, "jpeg", quality=QUALITY, subsampling=0)
    file.seek(0)
    return file.read()
