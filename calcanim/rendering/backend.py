"""The seam: a backend renders one job into a folder. Its contract, and the fake that tests use."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Protocol, cast

from calcanim.rendering.jobs import Beat, Footage, Format, Made, RenderJob, Result


class Progress(Protocol):
    """Is told how the rendering of one job goes on."""

    def drew(self, frames: int, /) -> None:
        """Take note of frames that were drawn."""

    def beat(self, name: str, /) -> None:
        """Take note that the scene goes on to its next section."""


class Watcher(Protocol):
    """Is told how a batch goes on; several of its jobs may be under way at once."""

    def started(self, job: RenderJob, /) -> None:
        """Take note that a job begins, or begins again."""

    def drew(self, job: RenderJob, frames: int, /) -> None:
        """Take note of frames that were drawn."""

    def beat(self, job: RenderJob, name: str, /) -> None:
        """Take note that a scene goes on to its next section."""

    def finished(self, result: Result, /) -> None:
        """Take note that a job has ended."""


class Backend(Protocol):
    """Turns a job into footage."""

    def render(self, job: RenderJob, folder: Path, /, *, progress: Progress) -> Footage:
        """Render into `folder`, which is empty and stays the runner's; raise whatever goes wrong."""
        ...


class Unwatched:
    """A watcher that takes no note."""

    def started(self, job: RenderJob, /) -> None:
        """Do nothing."""

    def drew(self, job: RenderJob, frames: int, /) -> None:
        """Do nothing."""

    def beat(self, job: RenderJob, name: str, /) -> None:
        """Do nothing."""

    def finished(self, result: Result, /) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class Told:
    """The progress of one job, told to a batch's watcher."""

    job: RenderJob
    watcher: Watcher

    def drew(self, frames: int, /) -> None:
        """Pass it on."""
        self.watcher.drew(self.job, frames)

    def beat(self, name: str, /) -> None:
        """Pass it on."""
        self.watcher.beat(self.job, name)


@dataclass(frozen=True)
class Manim:
    """Manim as a backend, imported where and when it renders: it takes over a second."""

    def render(self, job: RenderJob, folder: Path, /, *, progress: Progress) -> Footage:
        """Render with Manim."""
        from calcanim.rendering.manim_backend import ManimBackend

        return ManimBackend().render(job, folder, progress=progress)


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

    def render(self, job: RenderJob, folder: Path, /, *, progress: Progress) -> Footage:
        """Write a grey clip of the job's size for each format."""
        if job.scene in self.errors:
            (folder / f"half{job.outputs[0].format.suffix}").write_bytes(b"half a file")
            raise self.errors[job.scene]
        for beat in self.beats:
            progress.beat(beat.name)
        progress.drew(self.frames)
        return Footage(tuple(self._made(job, output.format, folder) for output in job.outputs), self.beats)

    def _made(self, job: RenderJob, format: Format, folder: Path) -> Made:
        file = folder / f"clip{format.suffix}"
        count = 1 if format is Format.STILL else self.frames
        if format is Format.SEQUENCE:
            file.mkdir()
            for i in range(count):
                _write_grey(file / f"{i:04}.png", job, Format.STILL, 1)
        elif format is Format.HASHES:
            file.write_text("# grey\n" + "".join(f"{i} 80\n" for i in range(count)))
        else:
            _write_grey(file, job, format, count)
        return Made(file, format, count)


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
