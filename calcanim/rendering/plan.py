"""Scenes and options to jobs. All that can be wrong with any job is found here, before the first is begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from calcanim.errors import UsageError
from calcanim.rendering.discover import SceneEntry
from calcanim.rendering.jobs import QUALITIES, Format, Picture, RenderJob, Setting
from calcanim.rendering.naming import clip_name, image_path, video_path

LARGEST_SIDE = 7680
FASTEST = 240.0


@dataclass(frozen=True)
class Options:
    """What a user asked for, for all scenes alike."""

    media_dir: Path
    picture: Picture = QUALITIES["m"]
    format: Format | None = None
    transparent: bool = False
    settings: tuple[Setting, ...] = ()
    theme: str | None = None

    def __post_init__(self) -> None:
        _check_picture(self.picture)
        _check_media_dir(self.media_dir)
        if self.transparent and self.format is Format.MP4:
            raise UsageError("mp4 has no transparency; use --format mov or --format webm")


def plan(scenes: Iterable[SceneEntry], options: Options, /) -> tuple[RenderJob, ...]:
    """Make one checked job for each scene."""
    jobs = tuple(_job(entry, options) for entry in scenes)
    _check_targets(jobs)
    return jobs


def setting(text: str, /) -> Setting:
    """Read NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"--set {text!r} is not NAME=VALUE")
    return Setting(name.strip(), value.strip())


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
    _check_settings(entry, options)
    defaults = {p.name: p.default for p in entry.parameters}
    settings = tuple(s for s in settings_once(options.settings) if defaults.get(s.name) != s.value)
    theme = options.theme if entry.themes[:1] != (options.theme,) else None
    name = clip_name(entry.name, settings, theme)
    format = options.format or (Format.MOV if options.transparent else Format.MP4)
    still = image_path(options.media_dir, entry.file, name, format=Format.STILL)
    return RenderJob(
        scene=entry.name,
        slug=entry.slug,
        title=entry.title,
        file=entry.file,
        picture=options.picture,
        format=format,
        target=_target(entry, options, name, format),
        still_target=still,
        settings=settings,
        theme=theme,
        transparent=options.transparent,
        may_be_still=options.format is None,
    )


def _target(entry: SceneEntry, options: Options, name: str, format: Format) -> Path:
    if format.is_image:
        return image_path(options.media_dir, entry.file, name, format=format)
    return video_path(options.media_dir, entry.file, name, picture=options.picture, format=format)


def _check_settings(entry: SceneEntry, options: Options) -> None:
    if entry.is_lesson:
        entry.configured({s.name: s.value for s in settings_once(options.settings)}, theme=options.theme)
    elif options.settings or options.theme:
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
