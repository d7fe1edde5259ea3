"""A delivery becomes clips: every file goes to its place, whole, and is entered with what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from calcanim.rendering.delivery import Delivery
from calcanim.rendering.jobs import Clip, Footage, Format, Made, Making, RenderJob, Section
from calcanim.rendering.probe import Measure
from calcanim.rendering.workspace import put_in_place

SECTIONS = "sections"
"""The folder, beside the clips, of clips of single sections, as in Manim."""

NUMBERED = re.compile(r"\d{4}_")
"""What follows the name of a clip in the name of one of its sections."""


@dataclass(frozen=True)
class _Beside:
    """What lies beside the clips of a job, once for all its formats."""

    subtitles: Path | None
    poster: Path | None
    index: Path | None


def collect(job: RenderJob, delivery: Delivery, /, *, key: str = "") -> tuple[Clip, ...]:
    """Put all files of a delivery where the old ones were, and tell what they are; the clips come last."""
    footage = delivery.footage
    making = Making(key, job.engine.value, round(delivery.seconds, 3), delivery.memory, footage.ways)
    beside = _put_beside(job, footage)
    clips = []
    for made, found in zip(footage.made, delivery.measures, strict=True):
        target = _target(job, made)
        sections = _put_parts(made, target, footage.sections)
        put_in_place(made.file, target)
        clip = _clip(job, made, found, target)
        clips.append(replace(clip, beats=footage.beats, sections=sections, making=making))
    return tuple(clip if clip.format.is_image else replace(clip, **vars(beside)) for clip in clips)


def files_of(clip: Clip, /) -> Iterator[Path]:
    """List every file that belongs to a clip; of a sequence, its images."""
    if clip.format is Format.SEQUENCE:
        yield from sorted(clip.file.iterdir())
    else:
        yield clip.file
    beside = (clip.subtitles, clip.poster, clip.index, *(section.file for section in clip.sections))
    yield from (file for file in beside if file is not None)


def _target(job: RenderJob, made: Made) -> Path:
    """The place that was planned; for a scene that plays nothing, the place of its still."""
    planned = {output.format: output.path for output in job.outputs}
    return planned.get(made.format, job.still_target)


def _clip(job: RenderJob, made: Made, found: Measure, target: Path) -> Clip:
    return Clip(
        scene=job.scene,
        slug=job.slug,
        title=job.title,
        source=job.file,
        file=target,
        format=made.format,
        width=found.width,
        height=found.height,
        fps=job.picture.fps,
        frames=found.frames,
        duration=found.duration,
        size=found.size,
        sha256=found.sha256,
        settings=job.settings,
        parameters=job.parameters,
        theme=job.theme,
        transparent=job.transparent,
    )


def _put_beside(job: RenderJob, footage: Footage) -> _Beside:
    if all(made.format.is_image for made in footage.made):
        return _Beside(None, None, None)
    target = next(output.path for output in job.outputs if not output.format.is_image)
    index = next((made.index for made in footage.made if made.index), None)
    return _Beside(
        _put(footage.subtitles, target.with_suffix(".srt")),
        _put(footage.poster, target.with_suffix(".png")),
        _put(index, target.parent / SECTIONS / f"{target.stem}.json"),
    )


def _put(made: Path | None, target: Path) -> Path | None:
    """Put a file in its place; an old one goes where there is no new one."""
    if made is None:
        target.unlink(missing_ok=True)
        return None
    put_in_place(made, target)
    return target


def _put_parts(made: Made, target: Path, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Put the clips of single sections in their place, and take away those that an older clip had more."""
    folder = target.parent / SECTIONS
    places = {folder / part.name: part for part in made.parts}
    for place, part in places.items():
        put_in_place(part, place)
    if made.format.is_video:
        for old in _parts_of(folder, target):
            if old not in places:
                old.unlink(missing_ok=True)
    if not places:
        return sections
    return tuple(replace(s, file=place) for s, place in zip(sections, places, strict=True))


def _parts_of(folder: Path, target: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    begins, ends = f"{target.stem}_", target.suffix
    named = (file for file in folder.iterdir() if file.name.startswith(begins) and file.suffix == ends)
    return [file for file in named if NUMBERED.match(file.name, len(begins))]
