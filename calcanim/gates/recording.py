"""What a scene showed, as plain data: the gates look at nothing else.

Lengths are in frame units, the short side of a frame being 8; a pixel is one of 1080 along it. Times are in
seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from calcanim.blocks.evidence import Reading, Source, Touch, Trace
from calcanim.blocks.stage import Box

Array = npt.NDArray[np.float64]

PIXEL = 8.0 / 1080  # frame units
SNAPSHOTS = 5  # a second


@dataclass(frozen=True)
class Thing:
    """Something on the frame at a moment, in the order of painting.

    `key` is the same for the same thing at all moments; `what` names it in a message. `is_passing` says that
    an animation is bringing it in, taking it out, or carrying it elsewhere just now; what moves because the
    picture is live (a label with its point) is not passing.
    """

    key: int
    what: str
    box: Box
    color: str
    opacity: float
    is_passing: bool


@dataclass(frozen=True)
class Writing(Thing):
    """Formula, prose, name or number.

    `glyphs` are the boxes around the ink of each glyph, shape (n, 4): left, bottom, right, top. `x_heights`,
    shape (n,), is how high a small x would be in each glyph's size. `labels` are the keys of the lines that
    it names, and may lie on.
    """

    source: Source
    glyphs: Array
    x_heights: Array
    labels: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Line(Thing):
    """A stroke: polylines, each of shape (n, 2), and its width. `borders` is the area whose edge it is."""

    strokes: tuple[Array, ...]
    width: float
    borders: int | None = None


@dataclass(frozen=True)
class Area(Thing):
    """A filled outline: closed polylines, each of shape (n, 2); `is_face` where it is one of a mesh."""

    outlines: tuple[Array, ...]
    is_face: bool = False


@dataclass(frozen=True)
class Moment:
    """What stood on the frame at one time.

    `state` is a number that changes exactly when something visible does, by about a pixel or a shade.
    `is_end_of_beat` marks the last look at a beat; `is_still` says that nothing is moved. `gliding` are
    the keys of the names that are on their way to another side of their points.
    """

    time: float
    beat: int
    things: tuple[Thing, ...]
    state: int
    is_still: bool
    is_end_of_beat: bool = False
    readings: tuple[Reading, ...] = ()
    touches: tuple[Touch, ...] = ()
    traces: tuple[Trace, ...] = ()
    gliding: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sight:
    """How well something can be seen in a still.

    `contrast` is that of its colour against what is behind it, 1 to 21, at the worst twentieth of its ink.
    `kind` is "writing", "line" or "area".
    """

    kind: str
    what: str
    box: Box
    color: str
    contrast: float


@dataclass(frozen=True)
class Still:
    """The last frame of a beat as pixels, shape (height, width, 3), and how well each thing is seen in it."""

    time: float
    beat: int
    pixels: npt.NDArray[np.uint8]
    sights: tuple[Sight, ...]


@dataclass(frozen=True)
class BeatSpan:
    """A beat: `pause` is the stillness in seconds that it asks for, 0 if it asks for none."""

    name: str
    caption: str
    start: float
    end: float
    pause: float = 0.0


@dataclass(frozen=True)
class Flicker:
    """How bright the frame was, frame by frame: relative luminance on a coarse grid, shape (n, rows,
    columns)."""

    times: Array
    luminance: Array


@dataclass(frozen=True)
class Recording:
    """A scene that was played without video. `blind_spots` are things on it that could not be looked into:
    every gate that needed them fails."""

    scene: str
    title: str
    theme: str
    width: float
    height: float
    is_lesson: bool
    beats: tuple[BeatSpan, ...]
    moments: tuple[Moment, ...]
    stills: tuple[Still, ...]
    flicker: Flicker
    blind_spots: tuple[str, ...] = ()

    def beat_name(self, index: int) -> str:
        """The name of a beat by its number; empty for a scene without beats."""
        return self.beats[index].name if 0 <= index < len(self.beats) else ""

    @property
    def frame(self) -> Box:
        """The whole frame."""
        return Box(-self.width / 2, -self.height / 2, self.width / 2, self.height / 2)
