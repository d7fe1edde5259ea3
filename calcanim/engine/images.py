"""Frames as PNG: all of them in a folder, or the last one."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from calcanim.engine.stream import Frame, Pixels, straight

DIGITS = 4  # of a frame's number, as Manim's


class Sequence:
    """A folder of PNGs, one for each frame; a frame that is held is one file with several names' contents."""

    def __init__(self, folder: Path, named: Callable[[int], Path] | None = None) -> None:
        """Begin; `named` gives the file of each frame, which are `0000.png` and so on if it is not given."""
        self.named = named or (lambda number: folder / f"{number:0{DIGITS}}.png")
        self.frames = 0
        folder.mkdir(parents=True, exist_ok=named is not None)

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        """Write a frame, and copies of it."""
        first = self._next()
        save(frame.pixels, first)
        for _ in range(repeat - 1):
            shutil.copyfile(first, self._next())

    def finish(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """Nothing is held open."""

    def _next(self) -> Path:
        self.frames += 1
        return self.named(self.frames - 1)


class LastFrame:
    """The last frame of a scene as one PNG."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.last: Pixels | None = None

    @property
    def frames(self) -> int:
        """One, as soon as there was a frame."""
        return int(self.last is not None)

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        """Keep the frame."""
        self.last = frame.pixels

    def finish(self) -> None:
        """Write the frame that came last."""
        if self.last is not None:
            save(self.last, self.path)

    def abandon(self) -> None:
        """Nothing is held open."""


def save(pixels: Pixels, path: Path, /) -> None:
    """Write a frame as PNG; without an alpha channel where it has none."""
    image = Image.fromarray(straight(pixels))
    shown = image.convert("RGB") if pixels[..., 3].min() == 255 else image
    # Of a drawing, nearly all are runs: to look for nothing else takes half the time.
    shown.save(path, compress_level=1, compress_type=zlib.Z_RLE)
