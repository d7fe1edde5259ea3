"""Manim as a backend: the one file of this room that touches Manim and writes its configuration."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import manim as mn

from calcanim.engine.cuts import cut
from calcanim.engine.gif import Gif
from calcanim.engine.hashes import Hashes
from calcanim.engine.held import video
from calcanim.engine.images import LastFrame
from calcanim.engine.images import Sequence as Images
from calcanim.engine.manims import OutputFormat, scenes_rendered_by, to_av_frame_rate
from calcanim.engine.renderer import FastRenderer
from calcanim.engine.shortcuts import shortcuts
from calcanim.engine.sound import add_sound
from calcanim.engine.stream import Shape, Stream
from calcanim.engine.writer import StreamWriter
from calcanim.errors import OutputError
from calcanim.rendering.backend import Progress
from calcanim.rendering.discover import configure, scene_class
from calcanim.rendering.jobs import (
    Beat,
    Engine,
    Footage,
    Format,
    Made,
    Output,
    RenderJob,
    Section,
    Speed,
    Tex,
    Way,
)
from calcanim.rendering.naming import part_name
from calcanim.tex.by_latex import formulas_by_latex
from calcanim.tex.mobjects import typst_for_latex

RENDERERS: dict[Engine, type[mn.CairoRenderer]] = {Engine.FAST: FastRenderer, Engine.MANIM: mn.CairoRenderer}
TYPESETTERS: dict[Tex, Callable[[], AbstractContextManager[None]]] = {
    Tex.TYPST: typst_for_latex,
    Tex.LATEX: formulas_by_latex,
}
SEED = 0
"""What Manim's random numbers begin with, in every scene alike."""


class ManimBackend:
    """Renders scenes in this process with Manim's cairo renderer."""

    def render(self, job: RenderJob, folder: Path, /, *, progress: Progress) -> Footage:
        """Render a job's scene; all that is written stays in `folder`."""
        streams = {output: _stream(output, job, folder) for output in job.outputs}
        poster = LastFrame(folder / "poster.png")
        scene, writer = play(job, folder, (*streams.values(), poster), progress, RENDERERS[job.engine])
        if not writer.drawn:
            return _still(writer)
        made = tuple(Made(_file(o, folder), o.format, stream.frames) for o, stream in streams.items())
        return _footage(job, made, scene, writer, poster.path)


def play(
    job: RenderJob,
    folder: Path,
    streams: Sequence[Stream],
    progress: Progress,
    renderer: type[mn.CairoRenderer],
) -> tuple[Any, StreamWriter]:
    """Play a job's scene into streams; return the scene, and what wrote it. What else is written stays in
    `folder`."""
    with _configuration(job, folder), TYPESETTERS[job.tex]():
        scene = _scene(job, renderer)
        writer = StreamWriter(scene.file_writer_settings, streams, drew=progress.drew, began=progress.beat)
        scene.renderer.file_writer = writer
        try:
            with shortcuts() if job.engine is Engine.FAST else nullcontext():
                scene.render()
        finally:
            writer.feed.abandon()
    return scene, writer


def _file(output: Output, folder: Path) -> Path:
    return folder / f"clip{output.format.suffix}"


def _stream(output: Output, job: RenderJob, folder: Path) -> Stream:
    file, picture = _file(output, folder), job.picture
    shape = Shape(picture.width, picture.height, to_av_frame_rate(picture.fps), job.transparent)
    match output.format:
        case Format.GIF:
            return Gif(file, shape)
        case Format.STILL:
            return LastFrame(file)
        case Format.SEQUENCE:
            return Images(file)
        case Format.HASHES:
            return Hashes(file, f"{shape.width}x{shape.height} at {shape.rate}, RGBA, BLAKE2b")
        case _:
            return video(file, shape, is_draft=job.speed is Speed.DRAFT)


def _scene(job: RenderJob, renderer: type[mn.CairoRenderer]) -> Any:
    given = {s.name: s.value for s in job.settings}
    made = configure(scene_class(job.file, job.scene), given, theme=job.theme)
    with scenes_rendered_by(renderer):
        return made()


@contextmanager
def _configuration(job: RenderJob, folder: Path) -> Iterator[None]:
    """Set Manim up for one job, and set it back afterwards."""
    short = min(mn.config.frame_width, mn.config.frame_height)
    unit = short / min(job.picture.width, job.picture.height)
    with mn.tempconfig(
        {
            **_output(job, folder),
            **_quiet(),
            "pixel_width": job.picture.width,
            "pixel_height": job.picture.height,
            "frame_rate": job.picture.fps,
            # Manim keeps its 16:9 frame for any picture, and stretches it; a lesson sets its own frame.
            "frame_width": unit * job.picture.width,
            "frame_height": unit * job.picture.height,
            "background_opacity": 0.0 if job.transparent else 1.0,
        }
    ):
        yield


def _output(job: RenderJob, folder: Path) -> dict[str, object]:
    work = str(folder.absolute())
    return {
        "input_file": str(job.file),
        "output_file": "clip",
        "format": _manims_format(job),
        "media_dir": work,
        "video_dir": work,
        "images_dir": work,
        "partial_movie_dir": f"{work}/segments",
        # Not shared between runs: Manim takes a file there for whole that a killed run left truncated.
        "text_dir": f"{work}/texts",
        "tex_dir": f"{work}/tex",
        # Manim's cache is wrong for updaters that keep a state, and takes a truncated segment for whole.
        "disable_caching": True,
        "save_sections": False,
        "seed": SEED,
        "dry_run": False,
        "from_animation_number": 0,
        "upto_animation_number": -1,
    }


def _manims_format(job: RenderJob) -> OutputFormat:
    """Tell Manim whether to play the scene, or just to draw how it ends; what files come of it is ours."""
    if job.may_be_still:
        return OutputFormat.AUTO
    if all(output.format is Format.STILL for output in job.outputs):
        return OutputFormat.PNG
    return OutputFormat.MOV if job.transparent else OutputFormat.MP4


def _quiet() -> dict[str, object]:
    """Switch off what a user's manim.cfg may have switched on: it would open windows or write elsewhere."""
    is_set = mn.config.renderer is mn.RendererType.CAIRO
    return {
        **({} if is_set else {"renderer": "cairo"}),  # Manim takes 13 ms for it
        "progress_bar": "none",
        "log_to_file": False,
        "preview": False,
        "live_preview": False,
        "enable_gui": False,
        "show_in_file_browser": False,
    }


def _still(writer: StreamWriter) -> Footage:
    made = getattr(writer, "final_file_path", None)
    if made is None:
        raise OutputError("the scene draws no frame")
    return Footage((Made(made, Format.STILL, 1),))


def _footage(
    job: RenderJob, made: tuple[Made, ...], scene: Any, writer: StreamWriter, poster: Path
) -> Footage:
    sections = tuple(Section(s.name, s.kind, s.first, s.frames) for s in writer.stretches)
    if job.by_beats:
        made = tuple(_in_parts(each, job, sections) if each.format.is_video else each for each in made)
    _add_sound(made, writer, poster.with_name("recording.wav"))
    subtitles = writer.output_plan.subcaption_file
    return Footage(
        made=made,
        beats=tuple(_beat(b) for b in getattr(scene, "beats", ())),
        sections=sections,
        subtitles=subtitles if subtitles and subtitles.is_file() else None,
        poster=poster,
        ways=tuple(Way(name, frames) for name, frames in getattr(scene.renderer, "ways", {}).items()),
    )


def _in_parts(made: Made, job: RenderJob, sections: tuple[Section, ...]) -> Made:
    """Cut a video at its sections, and list the clips as Manim does."""
    folder = made.file.with_name(f"sections-{made.format}")
    folder.mkdir()
    names = [part_name(job.target.stem, i, section.name) for i, section in enumerate(sections)]
    parts = tuple(folder / f"{name}{made.format.suffix}" for name in names)
    cut(made.file, [section.first for section in sections], parts)
    listed = [
        {"name": section.name, "type": section.kind, "video": part.name, **mn.get_video_metadata(part)}
        for section, part in zip(sections, parts, strict=True)
    ]
    index = folder / f"{job.target.stem}.json"
    index.write_text(json.dumps(listed, indent=4, ensure_ascii=False), encoding="utf-8")
    return replace(made, parts=parts, index=index)


def _add_sound(made: tuple[Made, ...], writer: StreamWriter, recording: Path) -> None:
    if writer.write_recording(recording):
        for each in made:
            if each.format.is_video:
                add_sound(each.file, recording)


def _beat(beat: Any) -> Beat:
    return Beat(str(beat.name), str(beat.caption), float(beat.start), float(beat.end))
