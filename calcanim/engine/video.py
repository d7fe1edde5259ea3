"""One video stream for a whole scene: H.264, VP9 or ProRes, in BT.709, with a key frame at every cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, ColorTrc

from calcanim.engine.pictures import picture
from calcanim.engine.stream import Frame, Shape, begun

THREADS = 2
"""An encoder's threads: always as many, so that a file does not depend on how many processors there are.

Each has a frame of its own: of a picture in slices, `h264.Stills` could not tell how to hold it.
"""


@dataclass(frozen=True, eq=False)
class Codec:
    """An encoder of ffmpeg's, its pixel format and settings."""

    name: str
    pixel_format: str
    settings: Mapping[str, str]


# Of a drawing, little moves: what stands still is coded well once, in a key frame, and what moves and is
# gone the next moment coarsely. Chosen by trials: no larger than x264's `medium` with crf 23, on the whole no
# less like the frames, in a third of the time. Colours are coded finer (`chroma-qp-offset`): what stays to be
# seen where a formula was faded out is its colour. The quantiser is the same for all frames of a kind: to
# choose it by how much moves, x264 would look at every frame twice, and keep what it saw; nor is there a
# picture between the pixels (`subme`): both are memory, 80 MB at 1080p, and so are more B-frames. What
# `h264.Stills` asks of a stream is asked for here.
_SETTINGS = (
    "bframes=5:b-adapt=0:b-pyramid=none:ref=1:weightp=0:weightb=0:direct=spatial:me=hex:subme=0:trellis=0:"
    "deadzone-inter=16:ipratio=5:pbratio=4.5:chroma-qp-offset=-9:"
    "rc-lookahead=0:sync-lookahead=0:mbtree=0:scenecut=0:force-cfr=1"
)
H264 = Codec(
    "libx264",
    "yuv420p",
    MappingProxyType({"preset": "superfast", "qp": "31", "forced-idr": "1", "x264-params": _SETTINGS}),
)
VP9_SETTINGS = MappingProxyType(
    {"crf": "24", "b": "0", "deadline": "good", "cpu-used": "5", "row-mt": "0", "auto-alt-ref": "0"}
)
VP9 = Codec("libvpx-vp9", "yuv420p", VP9_SETTINGS)
VP9_WITH_ALPHA = Codec("libvpx-vp9", "yuva420p", VP9_SETTINGS)
# In a sixth of the time, a third larger. None of x264's settings takes less time than those above: with most
# of a frame as it was, what is left is the way through all of its macroblocks.
VP9_DRAFT_SETTINGS = MappingProxyType({**VP9_SETTINGS, "deadline": "realtime", "cpu-used": "8"})
VP9_DRAFT = Codec("libvpx-vp9", "yuv420p", VP9_DRAFT_SETTINGS)
VP9_DRAFT_WITH_ALPHA = Codec("libvpx-vp9", "yuva420p", VP9_DRAFT_SETTINGS)
# The codec with alpha that Keynote, Final Cut and Premiere read; QuickTime's older one no Mac plays any more.
PRORES_WITH_ALPHA = Codec(
    "prores_ks",
    "yuva444p10le",
    MappingProxyType({"profile": "4444", "vendor": "apl0", "alpha_bits": "8"}),
)


def codec_of(container: str, /, *, is_transparent: bool, is_draft: bool) -> Codec:
    """Choose the codec for a container, `mp4`, `mov` or `webm`; for a draft, one that takes less time."""
    if container == "webm" and is_draft:
        return VP9_DRAFT_WITH_ALPHA if is_transparent else VP9_DRAFT
    if container == "webm":
        return VP9_WITH_ALPHA if is_transparent else VP9
    return PRORES_WITH_ALPHA if is_transparent else H264


class Video:
    """A video file of one codec; times are right to the frame."""

    def __init__(self, path: Path, shape: Shape, codec: Codec) -> None:
        self.frames = 0
        self.container = begun(path)
        self.stream = cast("Any", self.container.add_stream(codec.name, rate=shape.rate))
        self.stream.width, self.stream.height = shape.width, shape.height
        self.stream.pix_fmt = codec.pixel_format
        self.stream.options = dict(codec.settings)
        self.stream.codec_context.thread_count = THREADS
        self.stream.codec_context.thread_type = "FRAME"
        _tag(self.stream.codec_context)
        self.picture = picture(shape, codec.pixel_format)
        self.time_base = Fraction(1, 1) / shape.rate

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        """Encode a frame as often as it is shown; the pixels are looked at again with the next one."""
        if self.picture.look_at(frame):
            self.picture.take()
        for again in range(repeat):
            kind = PictureType.I if is_cut and not again else PictureType.NONE
            self.container.mux(self.encoded(self.frames, kind))
            self.frames += 1

    def finish(self) -> None:
        """Encode what is still held back, and close the file."""
        self.container.mux(self.stream.encode())
        self._close()

    def abandon(self) -> None:
        """Close the file as it is."""
        with suppress(Exception):
            self._close()

    def _close(self) -> None:
        """Close the file, and let go of the encoder at once: it is 80 MB at 1080p."""
        self.container.close()
        del self.stream, self.container

    def encoded(self, number: int, kind: PictureType) -> Sequence[Any]:
        """Encode the picture, as a frame of this number; packets come later."""
        frame = self.picture.frame
        frame.pts, frame.time_base, frame.pict_type = number, self.time_base, kind
        return cast("Sequence[Any]", self.stream.encode(frame))


def _tag(context: Any) -> None:
    """Say which colours the numbers stand for; a player would guess by the size of the picture."""
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    context.colorspace = 1  # AVCOL_SPC_BT709; Colorspace.ITU709 is swscale's number for it
    context.color_range = ColorRange.MPEG
