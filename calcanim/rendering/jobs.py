"""What goes from stage to stage: the picture, the job, the footage, the clip, the result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Engine(StrEnum):
    """What draws: ours, which draws only what changed, or stock Manim, for comparison."""

    FAST = "fast"
    MANIM = "manim"


class Format(StrEnum):
    """What kind of file a job ends in; the values are Manim's own names, where Manim has it."""

    MP4 = "mp4"
    WEBM = "webm"
    MOV = "mov"
    GIF = "gif"
    STILL = "png"
    SEQUENCE = "png-sequence"
    HASHES = "framehash"

    @property
    def is_image(self) -> bool:
        """Whether the frames are written as PNG, to `media/images`."""
        return self in (Format.STILL, Format.SEQUENCE)

    @property
    def is_video(self) -> bool:
        """Whether it plays, and can be cut at its key frames."""
        return self in (Format.MP4, Format.WEBM, Format.MOV)

    @property
    def suffix(self) -> str:
        """How the file's name ends; a sequence is a folder and has no ending."""
        return "" if self is Format.SEQUENCE else f".{self.value}"


class Tex(StrEnum):
    """What sets the LaTeX of scenes: Typst, which needs no LaTeX, or LaTeX itself."""

    TYPST = "typst"
    LATEX = "latex"


class Speed(StrEnum):
    """How a video is encoded: as small as it is looked for, or, for a draft, in as little time as can be."""

    STANDARD = "standard"
    DRAFT = "draft"


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
class Output:
    """One of the files that a job ends in, and its place."""

    format: Format
    path: Path


@dataclass(frozen=True)
class RenderJob:
    """One scene to be rendered, once, to one file or several. Plain data: another process can be given it."""

    scene: str
    slug: str
    title: str
    file: Path
    picture: Picture
    outputs: tuple[Output, ...]
    still_target: Path
    settings: tuple[Setting, ...] = ()
    """What differs from the lesson's own parameters."""
    parameters: tuple[Setting, ...] = ()
    """All parameters with their values."""
    theme: str | None = None
    transparent: bool = False
    may_be_still: bool = False
    """Whether a scene that plays nothing may end as a still: only if no format was asked for."""
    engine: Engine = Engine.FAST
    tex: Tex = Tex.TYPST
    speed: Speed = Speed.STANDARD
    by_beats: bool = False
    """Whether each section becomes a clip of its own as well."""

    @property
    def target(self) -> Path:
        """The place of the first file: it stands for the job."""
        return self.outputs[0].path


@dataclass(frozen=True)
class Beat:
    """One step of a lesson's story, with what a lecturer would say there; times in seconds."""

    name: str
    caption: str
    start: float
    end: float


@dataclass(frozen=True)
class Section:
    """A section of a scene, by its frames; `kind` is Manim's type of section. A lesson's are its beats.

    `file` is the clip of this section alone, if there is one.
    """

    name: str
    kind: str
    first: int
    frames: int
    file: Path | None = None


@dataclass(frozen=True)
class Made:
    """A file that a backend made, still in its workspace; `frames` is how many it drew into it.

    `parts` are the clips of its sections, if they were asked for, and `index` is Manim's list of them.
    """

    file: Path
    format: Format
    frames: int
    parts: tuple[Path, ...] = ()
    index: Path | None = None


@dataclass(frozen=True)
class Way:
    """How many frames the engine drew in one way, and which that was."""

    name: str
    frames: int


@dataclass(frozen=True)
class Footage:
    """All that came of rendering a job, still in its workspace."""

    made: tuple[Made, ...]
    beats: tuple[Beat, ...] = ()
    sections: tuple[Section, ...] = ()
    subtitles: Path | None = None
    poster: Path | None = None
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Making:
    """How a clip was made: the key of all that decides its pixels, seconds, and the most memory in bytes."""

    key: str = ""
    engine: str = ""
    seconds: float = 0.0
    memory: int = 0
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Clip:
    """A finished file in its place; frames, seconds and bytes are read from the file itself.

    `sha256` is of the file; a sequence's is of its files' digests. `poster` is its last frame, `index`
    Manim's list of the clips of its sections.
    """

    scene: str
    slug: str
    title: str
    source: Path
    file: Path
    format: Format
    width: int
    height: int
    fps: float
    frames: int
    duration: float
    size: int
    sha256: str = ""
    settings: tuple[Setting, ...] = ()
    parameters: tuple[Setting, ...] = ()
    theme: str | None = None
    transparent: bool = False
    subtitles: Path | None = None
    poster: Path | None = None
    index: Path | None = None
    beats: tuple[Beat, ...] = ()
    sections: tuple[Section, ...] = ()
    making: Making = Making()


@dataclass(frozen=True)
class Result:
    """How a job ended: with a clip for each file asked for, or with a reason; `seconds` is what it took."""

    job: RenderJob
    status: Status
    seconds: float
    clips: tuple[Clip, ...] = ()
    reason: str = ""

    @property
    def clip(self) -> Clip | None:
        """The first of its clips: it stands for the job."""
        return self.clips[0] if self.clips else None
