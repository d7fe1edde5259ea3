"""The file writer that Manim is given: every frame goes to streams, one for a whole scene.

Manim's own writes a file for each animation and puts them together; this one needs no such files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

import numpy as np
from manim.typing import RGBAPixelArray
from pydub import AudioSegment

from calcanim.engine.feed import Feed
from calcanim.engine.images import save
from calcanim.engine.manims import SceneFileWriter, WriterSettings
from calcanim.engine.stream import Frame, Stream

SEEKABLE = 8
"""Seconds after which an animation begins with a key frame: with one at each, files are twice as large."""


@dataclass(frozen=True)
class Stretch:
    """A section of a scene by its frames: the first, and how many; `kind` is Manim's type of section."""

    name: str
    kind: str
    first: int
    frames: int


class StreamWriter(SceneFileWriter):
    """Hands frames to streams; tells how many there were, where sections began, what is said and heard."""

    def __init__(
        self,
        settings: WriterSettings,
        streams: Sequence[Stream],
        *,
        drew: Callable[[int], None],
        began: Callable[[str], None],
    ) -> None:
        self.feed = Feed(streams)
        self.drew, self.began = drew, began
        self.drawn = 0
        self.starts: list[int] = []
        self._is_open = self._is_cut = False
        self._key = 0  # the frame of the last cut
        rate = settings.video_encoder.frame_rate if settings.video_encoder else inf
        self._far = SEEKABLE * rate
        super().__init__(settings)

    def begin_animation(
        self, allow_write: bool = False, *, animation_index: int, file_path: object = None
    ) -> None:
        """Take frames from now on, if they are to be written."""
        self._is_open = allow_write
        self._is_cut = self._is_cut or self.drawn - self._key >= self._far

    def end_animation(self, allow_write: bool = False) -> None:
        """Take no more frames: what a presentation draws between animations is not of the file."""
        self._is_open = False

    def write_frame(self, pixels: RGBAPixelArray | Frame, *, repeat: int = 1) -> None:
        """Hand a frame on; it is the streams' from now on."""
        if not self._is_open:
            return
        frame = pixels if isinstance(pixels, Frame) else Frame(np.asarray(pixels, np.uint8))
        self.feed.write(frame, repeat=repeat, is_cut=self._is_cut)
        if self._is_cut:
            self._is_cut, self._key = False, self.drawn
        self.drawn += repeat
        self.drew(repeat)

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
        """Begin a section, at a cut."""
        super().next_section(name, type_, skip_animations)
        self.starts = [*self.starts[: len(self.sections) - 1], self.drawn]
        self._is_cut = True
        if name != "autocreated":
            self.began(name)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The sections that have frames."""
        ends = [*self.starts[1:], self.drawn]
        found = (
            Stretch(section.name, str(section.type_), start, end - start)
            for section, start, end in zip(self.sections, self.starts, ends, strict=True)
        )
        return tuple(stretch for stretch in found if stretch.frames)

    def finish(self) -> None:
        """Make all files whole, and write what is said."""
        self.feed.finish()
        if self.subcaptions:
            self.write_subcaption_file()

    def save_image(self, pixels: RGBAPixelArray) -> None:
        """Write the one picture of a scene that is to be, or can only be, a still."""
        self.image_file_path.parent.mkdir(parents=True, exist_ok=True)
        save(np.asarray(pixels, np.uint8), self.image_file_path)
        self.print_file_ready_message(self.image_file_path)

    def write_recording(self, path: Path, /) -> bool:
        """Write what is heard as WAV, as long as the pictures last; False where a scene has no sound."""
        if not self.includes_sound:
            return False
        self.add_audio_segment(AudioSegment.silent(0))
        self.audio_segment.export(path, format="wav")
        return True

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Let go of all files: Manim calls this where a scene breaks off."""
        self.feed.abandon()
