"""An animated GIF with one palette that is made for the whole scene."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av

from calcanim.engine.stream import Frame, Shape, straight

FASTEST = 30  # frames per second; viewers slow down what is faster
HUNDREDTH = Fraction(1, 100)  # of a second: what a GIF counts in


class Gif:
    """A GIF: frames are kept in a lossless file beside it while the palette is made, and then drawn with it.

    One of several frames is left out where a scene has more than 30 a second; the length stays.
    """

    def __init__(self, path: Path, shape: Shape) -> None:
        self.path, self.shape = path, shape
        self.every = math.ceil(shape.rate / FASTEST)
        self.seen = self.frames = 0
        self.kept = path.with_suffix(".kept.mov")
        self.container = av.open(self.kept, "w")
        self.stream = cast("Any", self.container.add_stream("qtrle", rate=shape.rate / self.every))
        self.stream.width, self.stream.height, self.stream.pix_fmt = shape.width, shape.height, "argb"
        self.palette = _PaletteMaker(shape)

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        """Keep a frame as often as it is to be seen."""
        due = math.ceil((self.seen + repeat) / self.every) - self.frames
        self.seen += repeat
        if not due:
            return
        picture = av.VideoFrame.from_ndarray(straight(frame.pixels), format="rgba").reformat(format="argb")
        self.palette.see(picture)
        for _ in range(due):
            picture.pts, picture.time_base = self.frames, self.every / self.shape.rate
            self.container.mux(self.stream.encode(picture))
            self.frames += 1

    def finish(self) -> None:
        """Make the palette and draw all frames with it."""
        self.container.mux(self.stream.encode())
        self.container.close()
        _draw(self.kept, self.palette.made(), self.path, self.shape, self.every / self.shape.rate)
        self.kept.unlink()

    def abandon(self) -> None:
        """Close what is open."""
        with suppress(Exception):
            self.container.close()


class _PaletteMaker:
    """ffmpeg's palette of the 256 colours that serve what changes best."""

    def __init__(self, shape: Shape) -> None:
        self.graph = av.filter.Graph()
        self.source = _buffer(self.graph, shape.width, shape.height, "argb")
        maker = self.graph.add(
            "palettegen", f"stats_mode=diff:reserve_transparent={int(shape.is_transparent)}"
        )
        sink = self.graph.add("buffersink")
        self.source.link_to(maker)
        maker.link_to(sink)
        self.graph.configure()

    def see(self, frame: av.VideoFrame) -> None:
        self.source.push(frame)

    def made(self) -> av.VideoFrame:
        self.source.push(None)
        return cast("av.VideoFrame", self.graph.pull())


def _draw(kept: Path, palette: av.VideoFrame, path: Path, shape: Shape, step: Fraction) -> None:
    with av.open(kept) as source, av.open(path, "w", format="gif", options={"loop": "0"}) as target:
        stream = cast("Any", target.add_stream("gif", rate=1 / HUNDREDTH))
        stream.width, stream.height, stream.pix_fmt = shape.width, shape.height, "pal8"
        stream.codec_context.time_base = HUNDREDTH
        for i, frame in enumerate(_with_palette(source, palette, shape)):
            frame.pts, frame.time_base = round(i * step / HUNDREDTH), HUNDREDTH
            for packet in stream.encode(frame):
                packet.duration = round((i + 1) * step / HUNDREDTH) - round(i * step / HUNDREDTH)
                target.mux(packet)
        target.mux(stream.encode())


def _with_palette(source: Any, palette: av.VideoFrame, shape: Shape) -> Iterator[av.VideoFrame]:
    graph = av.filter.Graph()
    frames = _buffer(graph, shape.width, shape.height, "argb")
    colours = _buffer(graph, palette.width, palette.height, palette.format.name)
    use = graph.add("paletteuse", "dither=none:diff_mode=rectangle")
    sink = graph.add("buffersink")
    frames.link_to(use, 0, 0)
    colours.link_to(use, 0, 1)
    use.link_to(sink)
    graph.configure()
    palette.pts = 0
    colours.push(palette)
    colours.push(None)
    for frame in source.decode(video=0):
        frames.push(frame)
        yield from _ready(graph)
    frames.push(None)
    yield from _ready(graph)


def _ready(graph: Any) -> Iterator[av.VideoFrame]:
    while True:
        try:
            yield graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return


def _buffer(graph: Any, width: int, height: int, pixel_format: str) -> Any:
    return graph.add_buffer(width=width, height=height, format=pixel_format, time_base=Fraction(1, 1000))
