"""What goes from stage to stage: the picture, the job, the footage, the clip, the result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """What kind of file a job ends in; the values are Manim's own names."""

    MP4 = "mp4"
    WEBM = "webm"
    MOV = "mov"
    GIF = "gif"
    STILL = "png"
    SEQUENCE = "png-sequence"

    @property
    def is_image(self) -> bool:
        """Whether the frames are written as PNG, to `media/images`."""
        return self in (Format.STILL, Format.SEQUENCE)

    @property
    def suffix(self) -> str:
        """How the file's name ends; a sequence is a folder and has no ending."""
        return "" if self is Format.SEQUENCE else f".{self.value}"


class Status(StrEnum):
    """How a job ended."""

    RENDERED = "rendered"
    CACHED = "cached"
    FAILED = "failed"


@dataclass(frozen=True)
class Picture:
    """Size in pixels and frames per second."""

    width: int
    height: int
    fps: float


QUALITIES = {
    "l": Picture(854, 480, 15),
    "m": Picture(1280, 720, 30),
    "h": Picture(1920, 1080, 60),
    "p": Picture(2560, 1440, 60),
    "k": Picture(3840, 2160, 60),
}


@dataclass(frozen=True)
class Setting:
    """One `--set NAME=VALUE`, as text; the lesson gives it its meaning."""

    name: str
    value: str


@dataclass(frozen=True)
class RenderJob:
    """One scene to be rendered to one file. Plain data: another process can be given it."""

    scene: str
    slug: str
    title: str
    file: Path
    picture: Picture
    format: Format
    target: Path
    still_target: Path
    settings: tuple[Setting, ...] = ()
    theme: str | None = None
    transparent: bool = False
    may_be_still: bool = False
    """Whether a scene that plays nothing may end as a still: only if no format was asked for."""


@dataclass(frozen=True)
class Beat:
    """One step of a lesson's story, with what a lecturer would say there; times in seconds."""

    name: str
    caption: str
    start: float
    end: float


@dataclass(frozen=True)
class Footage:
    """What a backend made, still in its workspace; `frames` is how many it drew."""

    file: Path
    format: Format
    frames: int
    beats: tuple[Beat, ...] = ()
    subtitles: Path | None = None


@dataclass(frozen=True)
class Clip:
    """A finished file in its place; frames, seconds and bytes are read from the file itself."""

    scene: str
    slug: str
    title: str
    file: Path
    format: Format
    width: int
    height: int
    fps: float
    frames: int
    duration: float
    size: int
    settings: tuple[Setting, ...] = ()
    theme: str | None = None
    subtitles: Path | None = None
    beats: tuple[Beat, ...] = ()


@dataclass(frozen=True)
class Result:
    """How a job ended: with a clip, or with a reason; `seconds` is the time it took."""

    job: RenderJob
    status: Status
    seconds: float
    clip: Clip | None = None
    reason: str = ""
