"""A finished file, opened and measured: what is said of a clip is read from the clip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from calcanim.errors import OutputError
from calcanim.rendering.jobs import Format


@dataclass(frozen=True)
class Measure:
    """What a file holds: pixels, frames, seconds and bytes."""

    width: int
    height: int
    frames: int
    duration: float
    size: int


def measure(file: Path, format: Format, /, *, fps: float) -> Measure:
    """Measure a file that a backend made; an OutputError if it does not open or holds no picture.

    A still lasts 0 seconds. A sequence has no clock of its own: it lasts its frames at `fps`.
    """
    if format is Format.SEQUENCE:
        return _measure_sequence(file, fps)
    # Imported here so that the command answers --help without loading ffmpeg's libraries.
    import av

    try:
        found = _measure_stream(file)
    except (av.FFmpegError, OSError, ValueError, IndexError) as error:
        raise OutputError(f"the file made is not whole: {error}") from error
    return Measure(found.width, found.height, 1, 0.0, found.size) if format is Format.STILL else found


def _measure_sequence(folder: Path, fps: float) -> Measure:
    images = sorted(folder.glob("*.png"))
    if not images:
        raise OutputError("the image sequence is empty")
    first = measure(images[0], Format.STILL, fps=fps)
    size = sum(image.stat().st_size for image in images)
    return Measure(first.width, first.height, len(images), len(images) / fps, size)


def _measure_stream(file: Path) -> Measure:
    import av

    with av.open(file) as container:
        stream = container.streams.video[0]
        frames = sum(1 for packet in container.demux(stream) if packet.size)
        duration = (container.duration or 0) / av.time_base
        width, height = stream.codec_context.width, stream.codec_context.height
        container.seek(0)
        next(container.decode(stream), None)
    if not frames or not width:
        raise ValueError("it holds no frame")
    return Measure(width, height, frames, duration, file.stat().st_size)
