"""What takes the frames of a scene: the contract of all streams, and how a picture is described to them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

import av
import numpy as np
import numpy.typing as npt
from av.container import OutputContainer

Pixels: TypeAlias = "npt.NDArray[np.uint8]"
"""A frame as Manim draws it: rows from the top, RGBA, colours times alpha; shape (height, width, 4)."""


class Frame(NamedTuple):
    """A frame to be shown; where it is known, the one that it differs from only in some rows.

    These are `rows[0]` up to, not including, `rows[1]`.
    """

    pixels: Pixels
    before: Pixels | None = None
    rows: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Shape:
    """Size in pixels, frames per second, and whether there may be no background."""

    width: int
    height: int
    rate: Fraction
    is_transparent: bool = False


class Stream(Protocol):
    """Takes every frame of a scene, and makes a file of them; `frames` is how many are in it."""

    @property
    def frames(self) -> int:
        """How many frames the file holds so far."""

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        """Take a frame that is shown `repeat` times; at a cut, the file can be begun to be read here."""

    def finish(self) -> None:
        """Make the file whole."""

    def abandon(self) -> None:
        """Let go of the file as it is; nothing when it is finished."""


def begun(path: Path, /) -> OutputContainer:
    """Begin a video file; the index of an mp4 or mov comes first, so that it plays before it is all there."""
    is_indexed = path.suffix in (".mp4", ".mov")
    return av.open(path, "w", container_options={"movflags": "+faststart"} if is_indexed else {})


def straight(pixels: Pixels, /) -> Pixels:
    """Undo the multiplication by alpha, since files and players take colours as they are.

    >>> half_white = np.full((1, 1, 4), 128, np.uint8)
    >>> straight(half_white).tolist()
    [[[255, 255, 255, 128]]]
    """
    alpha = pixels[..., 3:]
    if alpha.min() == 255:
        return pixels
    divisor = np.maximum(alpha, 1).astype(np.uint16)
    colours = np.minimum((pixels[..., :3].astype(np.uint16) * 255 + divisor // 2) // divisor, 255)
    return np.concatenate([colours.astype(np.uint8), alpha], axis=2)
