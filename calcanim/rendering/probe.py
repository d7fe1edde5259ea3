"""A finished file, opened and measured: what is said of a clip is read from the clip."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from calcanim.errors import OutputError
from calcanim.rendering.jobs import Format, Picture


@dataclass(frozen=True)
class Measure:
    """What a file holds: pixels, frames, seconds, bytes, and the digest of these."""

    width: int
    height: int
    frames: int
    duration: float
    size: int
    sha256: str


def measure(file: Path, format: Format, picture: Picture, /) -> Measure:
    """Measure a file that a backend made; an OutputError if it does not open or holds no picture.

    A still lasts 0 seconds. A sequence, or a list of hashes, has no clock of its own: it lasts its frames.
    """
    if format is Format.SEQUENCE:
        return _measure_sequence(file, picture)
    if format is Format.HASHES:
        return _measure_hashes(file, picture)
    # Imported here so that the command answers --help without loading ffmpeg's libraries.
    import av

    try:
        found = _measure_stream(file)
    except (av.FFmpegError, OSError, ValueError, IndexError) as error:
        raise OutputError(f"the file made is not whole: {error}") from error
    return replace(found, frames=1, duration=0.0) if format is Format.STILL else found


def sha256(path: Path, /) -> str:
    """Digest a file; of a folder, the names and digests of its files."""
    if path.is_dir():
        listed = "".join(f"{file.name} {sha256(file)}\n" for file in sorted(path.iterdir()))
        return hashlib.sha256(listed.encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _measure_sequence(folder: Path, picture: Picture) -> Measure:
    images = sorted(folder.glob("*.png"))
    if not images:
        raise OutputError("the image sequence is empty")
    first = measure(images[0], Format.STILL, picture)
    size = sum(image.stat().st_size for image in images)
    return replace(
        first, frames=len(images), duration=len(images) / picture.fps, size=size, sha256=sha256(folder)
    )


def _measure_hashes(file: Path, picture: Picture) -> Measure:
    frames = sum(not line.startswith("#") for line in file.read_text("ascii").splitlines())
    if not frames:
        raise OutputError("the list of hashes is empty")
    size = file.stat().st_size
    return Measure(picture.width, picture.height, frames, frames / picture.fps, size, sha256(file))


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
    return Measure(width, height, frames, duration, file.stat().st_size, sha256(file))
