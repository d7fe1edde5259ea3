"""What the `manim` command was asked for, written where it is looked for, with the engine's streams."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from manim import Camera, config, logger

from calcanim.engine.cuts import cut
from calcanim.engine.gif import Gif
from calcanim.engine.held import video
from calcanim.engine.images import Sequence
from calcanim.engine.manims import OutputFormat, WriterSettings, to_av_frame_rate
from calcanim.engine.renderer import FastRenderer
from calcanim.engine.sound import add_sound
from calcanim.engine.stream import Shape, Stream
from calcanim.engine.writer import StreamWriter


class PlainWriter(StreamWriter):
    """Makes the files that Manim's own writer makes; there are none for single animations."""

    def __init__(self, settings: WriterSettings) -> None:
        self.made: dict[Path, Path] = {}  # files by the unfinished ones that they are to come from
        self._uncut: Path | None = None  # of a GIF, the video that its sections are cut from
        super().__init__(settings, tuple(self._streams(settings)), drew=_ignored, began=_ignored)

    def finish(self) -> None:
        """Make all files whole, and give them their names."""
        super().finish()
        if self.output_spec.is_image_sequence:
            logger.info("%i images ready at %s", self.drawn, self.image_sequence_directory)
            self.final_file_path = self.image_sequence_directory
        elif self.output_spec.is_video:
            self._add_sound()
            self._write_sections()
            for unfinished, target in self.made.items():
                unfinished.replace(target)
            self.print_file_ready_message(self.movie_file_path)

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Let go of all files, and leave none of them behind."""
        super().abort_encode_jobs(reraise_encoder_failures)
        for unfinished in self.made:
            unfinished.unlink(missing_ok=True)
        self._let_go_of_uncut()

    def _streams(self, settings: WriterSettings) -> Iterator[Stream]:
        output, plan = settings.plan.output, settings.plan
        shape = Shape(
            config.pixel_width, config.pixel_height, to_av_frame_rate(config.frame_rate), output.transparent
        )
        if output.is_image_sequence and plan.image_sequence_dir is not None:
            yield Sequence(plan.image_sequence_dir, named=plan.image_frame_path)
        elif output.is_video and plan.primary_artifact is not None:
            file = self._begun(plan.primary_artifact)
            if output.format is not OutputFormat.GIF:
                yield video(file, shape)
                return
            yield Gif(file, shape)
            if output.save_sections:  # they are videos, as Manim's: a GIF cannot be cut
                self._uncut = file.with_suffix(output.segment_extension)
                yield video(self._uncut, shape)

    def _begun(self, target: Path) -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{target.stem}.unfinished{target.suffix}")
        self.made[unfinished] = target
        return unfinished

    def _add_sound(self) -> None:
        recording = self.movie_file_path.with_suffix(".recording.wav")
        if self.output_spec.format is not OutputFormat.GIF and self.write_recording(recording):
            for unfinished in self.made:
                add_sound(unfinished, recording)
            recording.unlink()

    def _write_sections(self) -> None:
        """Cut the video at its sections, and list them as Manim does."""
        self.finish_last_section()
        index = self.output_plan.section_index
        if not self.output_spec.save_sections or index is None:
            return
        (footage,) = [self._uncut] if self._uncut else self.made
        index.parent.mkdir(parents=True, exist_ok=True)
        kept = [section for section in self.sections if section.video is not None]
        starts = [start for start, section in zip(self.starts, self.sections, strict=True) if section in kept]
        cut(footage, starts, [self.sections_output_dir / str(section.video) for section in kept])
        listed = [section.get_dict(self.sections_output_dir) for section in kept]
        index.write_text(json.dumps(listed, indent=4), encoding="utf-8")
        self._let_go_of_uncut()

    def _let_go_of_uncut(self) -> None:
        if self._uncut:
            self._uncut.unlink(missing_ok=True)


class PlainRenderer(FastRenderer):
    """What scenes get that the `manim` command renders."""

    def __init__(self, *, camera_class: type[Camera] | None = None, skip_animations: bool = False) -> None:
        config.disable_caching = True  # there are no files for single animations that could be kept
        super().__init__(camera_class=camera_class, skip_animations=skip_animations)
        self._file_writer_class = PlainWriter


def _ignored(_: Any) -> None:
    """There is nobody to be told."""
