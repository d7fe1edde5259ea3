"""A video file whose encoder sees a frame once, however long it is held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import av
from av.video.frame import PictureType

from calcanim.engine import h264, vp9
from calcanim.engine.stream import Frame, Shape
from calcanim.engine.video import H264, VP9, VP9_DRAFT, Codec, Video, codec_of


class Stills(Protocol):
    """What knows of a codec how to repeat a picture."""

    def renumbered(self, packet: bytes, /) -> bytes:
        """Take one of the encoder's pictures, and return it as it is to be written."""

    def repeated(self) -> bytes:
        """Write a picture that is as the last one that was taken."""


@dataclass(frozen=True)
class Holding:
    """How pictures are held in a codec; `lead` is how many places before it is shown a picture is decoded."""

    stills: Callable[[bytes], Stills]
    lead: int


# An encoder of H.264 that puts references first needs a place; one of VP9 puts pictures in their order.
HOLDING = {
    H264: Holding(h264.Stills, lead=1),
    VP9: Holding(vp9.Stills, lead=0),
    VP9_DRAFT: Holding(vp9.Stills, lead=0),
}


def video(path: Path, shape: Shape, /, *, is_draft: bool = False) -> Video:
    """Begin a video file; its codec is the one that its container, `mp4`, `mov` or `webm`, is played with.

    A draft is encoded in as little time as can be.
    """
    codec = codec_of(path.suffix[1:], is_transparent=shape.is_transparent, is_draft=is_draft)
    held = HOLDING.get(codec)
    return HeldVideo(path, shape, codec, held) if held else Video(path, shape, codec)


class HeldVideo(Video):
    """Pictures that repeat the one before are put in between the encoder's packets."""

    def __init__(self, path: Path, shape: Shape, codec: Codec, holding: Holding) -> None:
        super().__init__(path, shape, codec)
        self._holding = holding
        self._waiting: tuple[int, bool] | None = None  # how often the picture is shown, and whether at a cut
        self._shown: list[int] = []  # of each frame encoded, where it is shown first
        self._stills: Stills | None = None
        self._held = self._packets = (
            0  # how many frames encoded were held as they should, and packets written
        )

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        """Take a frame; it is encoded when it is known how often it is shown."""
        is_new = self.picture.look_at(frame)
        if self._waiting and not is_new and not is_cut:
            times, was_cut = self._waiting
            self._waiting = times + repeat, was_cut
        else:
            self._encode_waiting()
            if is_new:
                self.picture.take()
            self._waiting = repeat, is_cut
        self.frames += repeat

    def finish(self) -> None:
        """Encode what is still held back, and close the file."""
        self._encode_waiting()
        self._mux(self.stream.encode())
        self._shown.append(self.frames)
        self._hold_all_before(len(self._shown) - 1)
        self._close()

    def _encode_waiting(self) -> None:
        if self._waiting is None:
            return
        times, is_cut = self._waiting
        self._shown.append(self.frames - times)
        # What is held must be a reference: it is what the pictures that repeat it refer to.
        kind = PictureType.I if is_cut else PictureType.P if times > 1 else PictureType.NONE
        self._mux(self.encoded(len(self._shown) - 1, kind))

    def _mux(self, packets: Iterable[Any]) -> None:
        for packet in packets:
            if self._stills is None:
                self._stills = self._holding.stills(self.stream.codec_context.extradata or b"")
            # A reference comes after all that is shown before it, but for those that refer to it.
            self._hold_all_before(packet.pts)
            own = self._packet(self._stills.renumbered(bytes(packet)), self._shown[packet.pts])
            own.is_keyframe = packet.is_keyframe
            self.container.mux(own)

    def _hold_all_before(self, number: int) -> None:
        for each in range(self._held, number):
            for at in range(self._shown[each] + 1, self._shown[each + 1]):
                assert self._stills is not None
                self.container.mux(self._packet(self._stills.repeated(), at))
        self._held = max(self._held, number)

    def _packet(self, data: bytes, shown: int) -> Any:
        packet: Any = av.Packet(data)
        packet.stream, packet.time_base, packet.duration = self.stream, self.time_base, 1
        packet.pts, packet.dts = shown, self._packets - self._holding.lead
        self._packets += 1
        return packet
