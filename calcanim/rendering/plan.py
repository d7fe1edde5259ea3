"""Scenes and options to jobs. All that can be wrong with any job is found here, before the first is begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from calcanim.errors import UsageError
from calcanim.rendering.discover import SceneEntry
from calcanim.rendering.jobs import QUALITIES, Engine, Format, Output, Picture, RenderJob, Setting, Speed, Tex
from calcanim.rendering.naming import clip_name, image_path, video_path

LARGEST_SIDE = 7680
FASTEST = 240.0


@dataclass(frozen=True)
class Options:
    """What a user asked for, for all scenes alike; no format means mp4, or a still if nothing is played."""

    media_dir: Path
    picture: Picture = QUALITIES["m"]
    formats: tuple[Format, ...] = ()
    transparent: bool = False
    settings: tuple[Setting, ...] = ()
    theme: str | None = None
    by_beats: bool = False
    engine: Engine = Engine.FAST
    speed: Speed = Speed.STANDARD
    tex: Tex = Tex.TYPST
    """What sets the LaTeX of scenes that are not lessons."""
    tex_of_lessons: Tex = Tex.TYPST
    """What sets the formulas of lessons, which look the same everywhere if nothing is asked for."""

    def __post_init__(self) -> None:
        _check_picture(self.picture)
        _check_media_dir(self.media_dir)
        if self.transparent and Format.MP4 in self.formats:
            raise UsageError("mp4 has no transparency; use --format mov or --format webm")
        if self.by_beats and self.formats and not any(format.is_video for format in self.formats):
            raise UsageError("--beats cuts a video: add mp4, webm or mov to --format")


def plan(scenes: Iterable[SceneEntry], options: Options, /) -> tuple[RenderJob, ...]:
    """Make one checked job for each scene."""
    entries = tuple(scenes)
    jobs = outline(entries, options)
    check(jobs, entries)
    return jobs


def outline(scenes: Iterable[SceneEntry], options: Options, /) -> tuple[RenderJob, ...]:
    """Make one job for each scene, not yet checked: what was rendered before need not be imported."""
    jobs = tuple(_job(entry, options) for entry in scenes)
    _check_targets(jobs)
    return jobs


def check(jobs: Iterable[RenderJob], scenes: Iterable[SceneEntry], /) -> None:
    """Ask the lessons whether they can take what is set; a UsageError says what is wrong."""
    entries = {(entry.file, entry.name): entry for entry in scenes}
    for job in jobs:
        entry = entries[job.file, job.scene]
        if entry.is_lesson and (job.settings or job.theme):
            entry.configured({s.name: s.value for s in job.settings}, theme=job.theme)


def setting(text: str, /) -> Setting:
    """Read NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"--set {text!r} is not NAME=VALUE")
    return Setting(name.strip(), value.strip())


def formats(text: str, /) -> tuple[Format, ...]:
    """Read formats with commas between them, each once, in their order.

    >>> formats("mp4,gif,mp4")
    (<Format.MP4: 'mp4'>, <Format.GIF: 'gif'>)
    """
    known = {format.value: format for format in Format}
    words = [word.strip() for word in text.split(",")]
    for word in words:
        if word not in known:
            raise UsageError(f"--format {text!r}: {word!r} is none of {', '.join(known)}")
    return tuple(dict.fromkeys(known[word] for word in words))


def resolution(text: str, /) -> tuple[int, int]:
    """Read W,H in pixels."""
    width, comma, height = text.partition(",")
    # isdecimal alone would let other scripts' digits through.
    if not (comma and all(side.strip().isascii() and side.strip().isdecimal() for side in (width, height))):
        raise UsageError(f"-r {text!r} is not W,H in pixels, such as 1080,1920")
    return int(width), int(height)


def settings_once(settings: Iterable[Setting], /) -> tuple[Setting, ...]:
    """Sort settings by name; the same name twice is refused, as one of the two would be lost."""
    ordered = sorted(settings, key=lambda s: s.name)
    for one, other in pairwise(ordered):
        if one.name == other.name:
            raise UsageError(f"{one.name!r} is set twice: {one.value!r} and {other.value!r}")
    return tuple(ordered)


def _job(entry: SceneEntry, options: Options) -> RenderJob:
    _check_kind(entry, options)
    defaults = {p.name: p.default for p in entry.parameters}
    settings = tuple(s for s in settings_once(options.settings) if defaults.get(s.name) != s.value)
    theme = options.theme if entry.themes[:1] != (options.theme,) else None
    name = clip_name(entry.name, settings, theme)
    default = Format.MOV if options.transparent else Format.MP4
    values = {**defaults, **{s.name: s.value for s in settings}}
    return RenderJob(
        scene=entry.name,
        slug=entry.slug,
        title=entry.title,
        file=entry.file,
        picture=options.picture,
        outputs=tuple(_output(entry, options, name, format) for format in options.formats or (default,)),
        still_target=image_path(options.media_dir, entry.file, name, format=Format.STILL),
        settings=settings,
        parameters=tuple(Setting(name, value) for name, value in values.items()),
        theme=theme,
        transparent=options.transparent,
        may_be_still=not options.formats,
        by_beats=options.by_beats,
        engine=options.engine,
        speed=options.speed,
        tex=options.tex_of_lessons if entry.is_lesson else options.tex,
    )


def _output(entry: SceneEntry, options: Options, name: str, format: Format) -> Output:
    if format.is_image:
        return Output(format, image_path(options.media_dir, entry.file, name, format=format))
    return Output(
        format, video_path(options.media_dir, entry.file, name, picture=options.picture, format=format)
    )


def _check_kind(entry: SceneEntry, options: Options) -> None:
    if not entry.is_lesson and (options.settings or options.theme):
        asked = f"{options.settings[0].name!r} cannot be set" if options.settings else "it has no themes"
        raise UsageError(f"{entry.name} is a plain Manim scene, not a lesson: {asked}")


def _check_picture(picture: Picture) -> None:
    sides = (picture.width, picture.height)
    if any(side % 2 or not 2 <= side <= LARGEST_SIDE for side in sides):
        raise UsageError(
            f"a picture of {sides[0]}×{sides[1]} cannot be made: sides are even, 2 to {LARGEST_SIDE}"
        )
    if not 1 <= picture.fps <= FASTEST:
        raise UsageError(f"{picture.fps:g} frames per second cannot be made: choose 1 to {FASTEST:g}")


def _check_media_dir(folder: Path) -> None:
    # Manim fills in {names} in its folders.
    if set("{}") & set(str(folder.absolute())):
        raise UsageError(
            f"the media folder {str(folder)!r} has a brace in its path: choose another with --media_dir"
        )


def _check_targets(jobs: tuple[RenderJob, ...]) -> None:
    first: dict[Path, RenderJob] = {}
    for job in jobs:
        other = first.setdefault(job.target, job)
        if other is not job:
            raise UsageError(
                f"{other.file} and {job.file} would both write {job.target}: "
                "rename one, or render them with different --media_dir"
            )
