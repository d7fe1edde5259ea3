"""The seam: a backend renders one job into a folder. Its contract, and the fake that tests use."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Protocol, cast

from calcanim.rendering.jobs import Beat, Footage, Format, RenderJob, Result


class Watcher(Protocol):
    """Is told how a batch goes on."""

    def started(self, job: RenderJob, /) -> None:
        """Take note that a job begins."""

    def drew(self, frames: int, /) -> None:
        """Take note of frames that were drawn."""

    def beat(self, name: str, /) -> None:
        """Take note that the lesson goes on to its next beat."""

    def finished(self, result: Result, /) -> None:
        """Take note that a job has ended."""


class Backend(Protocol):
    """Turns a job into footage."""

    def render(self, job: RenderJob, folder: Path, /, *, watcher: Watcher) -> Footage:
        """Render into `folder`, which is empty and stays the runner's; raise whatever goes wrong."""
        ...


class Unwatched:
    """A watcher that takes no note."""

    def started(self, job: RenderJob, /) -> None:
        """Do nothing."""

    def drew(self, frames: int, /) -> None:
        """Do nothing."""

    def beat(self, name: str, /) -> None:
        """Do nothing."""

    def finished(self, result: Result, /) -> None:
        """Do nothing."""


CODECS = {
    Format.MP4: ("mpeg4", "yuv420p"),
    Format.MOV: ("mpeg4", "yuv420p"),
    Format.WEBM: ("libvpx", "yuv420p"),
    Format.GIF: ("gif", "rgb8"),
    Format.STILL: ("png", "rgb24"),
}


@dataclass(frozen=True)
class FakeBackend:
    """Makes real but grey clips at once, without Manim: for tests of all that surrounds a backend."""

    frames: int = 3
    beats: tuple[Beat, ...] = ()
    errors: dict[str, BaseException] = field(default_factory=dict)
    """What to raise, by scene name, when half of the file is written."""

    def render(self, job: RenderJob, folder: Path, /, *, watcher: Watcher) -> Footage:
        """Write a grey clip of the job's size and format."""
        if job.scene in self.errors:
            (folder / f"half{job.format.suffix}").write_bytes(b"half a file")
            raise self.errors[job.scene]
        for beat in self.beats:
            watcher.beat(beat.name)
        watcher.drew(self.frames)
        if job.format is Format.SEQUENCE:
            return Footage(self._sequence(job, folder), job.format, self.frames, self.beats)
        count = 1 if job.format is Format.STILL else self.frames
        file = folder / f"clip{job.format.suffix}"
        _write_grey(file, job, job.format, count)
        return Footage(file, job.format, count, self.beats)

    def _sequence(self, job: RenderJob, folder: Path) -> Path:
        images = folder / "clip"
        images.mkdir()
        for i in range(self.frames):
            _write_grey(images / f"{i:04}.png", job, Format.STILL, 1)
        return images


def _write_grey(file: Path, job: RenderJob, format: Format, count: int) -> None:
    import av

    codec, pixel_format = CODECS[format]
    kind = "image2" if format is Format.STILL else format.value
    rate = Fraction(job.picture.fps).limit_denominator(1001)
    with av.open(file, "w", format=kind, options={"update": "1"} if kind == "image2" else {}) as container:
        stream = cast("av.VideoStream", container.add_stream(codec, rate=rate))
        stream.width, stream.height, stream.pix_fmt = job.picture.width, job.picture.height, pixel_format
        for i in range(count):
            frame = av.VideoFrame(job.picture.width, job.picture.height, pixel_format)
            for plane in frame.planes:
                plane.update(bytes([128]) * plane.buffer_size)
            frame.pts, frame.time_base = i, 1 / rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
