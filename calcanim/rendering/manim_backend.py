"""Manim as a backend: the one file of this room that touches Manim and writes its configuration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import manim as mn
from manim._config.output import OutputFormat
from manim.scene.scene_file_writer import SceneFileWriter, _SceneFileWriterSettings
from manim.typing import RGBAPixelArray, StrPath

from calcanim.errors import OutputError
from calcanim.rendering.backend import Watcher
from calcanim.rendering.discover import configure, scene_class
from calcanim.rendering.interrupts import interrupts_held_back
from calcanim.rendering.jobs import Beat, Footage, Format, RenderJob


class WatchedWriter(SceneFileWriter):
    """Manim's own writer, which also counts frames and tells where the scene is."""

    def __init__(self, settings: _SceneFileWriterSettings, watcher: Watcher) -> None:
        self.watcher = watcher
        self.drawn = 0
        super().__init__(settings)

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        """Pass a frame on; into an image sequence as often as it repeats, where Manim would write it once."""
        if self.output_spec.is_image_sequence:
            for _ in range(repeat):
                super().write_frame(pixels)
        else:
            super().write_frame(pixels, repeat=repeat)
        self.drawn += repeat
        self.watcher.drew(repeat)

    def open_partial_movie_stream(self, *, animation_index: int, file_path: StrPath | None = None) -> None:
        """Begin a segment; an interrupt halfway would leave its encoder waiting for frames for ever."""
        with interrupts_held_back():
            super().open_partial_movie_stream(animation_index=animation_index, file_path=file_path)

    def close_partial_movie_stream(self) -> None:
        """End a segment; an interrupt halfway would leave Manim waiting for its encoder for ever."""
        with interrupts_held_back():
            super().close_partial_movie_stream()

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
        """Pass a section on; a lesson's sections are its beats."""
        super().next_section(name, type_, skip_animations)
        if name != "autocreated":
            self.watcher.beat(name)

    @staticmethod
    def _concat_manifest_bytes(input_files: list[str]) -> bytes:
        """List the segments for ffmpeg, whose quoting Manim does not heed: a path may hold a '."""
        quoted = (str(Path(file).as_posix()).replace("'", r"'\''") for file in input_files)
        return "".join(f"file 'file:{path}'\n" for path in quoted).encode()


class ManimBackend:
    """Renders scenes in this process with Manim's cairo renderer."""

    def render(self, job: RenderJob, folder: Path, /, *, watcher: Watcher) -> Footage:
        """Render a job's scene; all that Manim writes stays in `folder`."""
        with _configuration(job, folder):
            scene = _scene(job)
            writer = WatchedWriter(scene.file_writer_settings, watcher)
            scene.renderer.file_writer = writer
            scene.render()
        return _footage(scene, writer)


def _scene(job: RenderJob) -> Any:
    given = {s.name: s.value for s in job.settings}
    return configure(scene_class(job.file, job.scene), given, theme=job.theme)()


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
        "format": OutputFormat.AUTO if job.may_be_still else OutputFormat(job.format.value),
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
        # A play is drawn while the one before it is still being encoded; a third would cost its memory.
        "max_inflight_encoders": 2,
        "dry_run": False,
        "from_animation_number": 0,
        "upto_animation_number": -1,
    }


def _quiet() -> dict[str, object]:
    """Switch off what a user's manim.cfg may have switched on: it would open windows or write elsewhere."""
    return {
        "renderer": "cairo",
        "progress_bar": "none",
        "log_to_file": False,
        "preview": False,
        "live_preview": False,
        "enable_gui": False,
        "show_in_file_browser": False,
    }


def _footage(scene: Any, writer: WatchedWriter) -> Footage:
    made = getattr(writer, "final_file_path", None)
    if made is None:
        raise OutputError("Manim wrote no file")
    format = _format_of(made)
    subtitles = writer.output_plan.subcaption_file
    return Footage(
        file=made,
        format=format,
        frames=1 if format is Format.STILL else writer.drawn,
        beats=tuple(_beat(b) for b in getattr(scene, "beats", ())),
        subtitles=subtitles if subtitles and subtitles.is_file() else None,
    )


def _format_of(made: Path) -> Format:
    return Format.SEQUENCE if made.is_dir() else Format(made.suffix.removeprefix("."))


def _beat(beat: Any) -> Beat:
    return Beat(str(beat.name), str(beat.caption), float(beat.start), float(beat.end))
