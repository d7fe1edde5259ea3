"""A frame as an encoder takes it: in planes of brightness and colours, in its pixel format."""

from __future__ import annotations

from typing import Any, Protocol

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from calcanim.engine.planes import Planes
from calcanim.engine.stream import Frame, Shape, straight


class Picture(Protocol):
    """The encoder's frame; to be renewed for each that is drawn."""

    frame: av.VideoFrame

    def look_at(self, frame: Frame, /) -> bool:
        """Be told of another frame; False where it is known to be the one before."""

    def take(self) -> None:
        """Convert the frame that was looked at."""


def picture(shape: Shape, pixel_format: str, /) -> Picture:
    """Make the frame for an encoder of a pixel format."""
    is_planar = pixel_format == "yuv420p" and not (shape.width % 2 or shape.height % 2)
    return Opaque(shape) if is_planar else AnyFormat(shape, pixel_format)


class Opaque:
    """In `yuv420p`: one frame for all, of which only what changed is written."""

    def __init__(self, shape: Shape) -> None:
        self.frame = av.VideoFrame(shape.width, shape.height, "yuv420p")
        self.planes = Planes(*(_array(plane) for plane in self.frame.planes))

    def look_at(self, frame: Frame, /) -> bool:
        """Find the rows that changed."""
        return self.planes.look_at(frame)

    def take(self) -> None:
        """Write the rows that changed."""
        self.planes.take()


class AnyFormat:
    """In any other format, by ffmpeg's own conversion."""

    def __init__(self, shape: Shape, pixel_format: str) -> None:
        self.shape, self.pixel_format = shape, pixel_format
        self.frame = av.VideoFrame(shape.width, shape.height, pixel_format)

    def look_at(self, frame: Frame, /) -> bool:
        """Keep the frame."""
        self.given = frame.pixels
        return True

    def take(self) -> None:
        """Convert the frame."""
        given = straight(self.given) if self.shape.is_transparent else self.given
        self.frame = av.VideoFrame.from_ndarray(given, format="rgba").reformat(
            format=self.pixel_format,
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            dst_color_primaries=ColorPrimaries.BT709,
            dst_color_trc=ColorTrc.BT709,
            threads=1,
        )


def _array(plane: Any) -> npt.NDArray[np.uint8]:
    """See a plane's memory, with the bytes that fill up its rows: code is for arrays without gaps."""
    return np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
