"""Plays a scene with Manim, without video and without painting, and records what stood on its frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import manim as mn
from manim.renderer.cairo_renderer import CairoRenderer

from calcanim.gates.observer import Observer
from calcanim.gates.recording import Recording
from calcanim.tex.mobjects import typst_for_latex

SIZE = (960, 540)
FRAMES_PER_SECOND, STILL_FRAMES_PER_SECOND = 15, 3
SHORT_SIDE = 8.0  # frame units


def watch(
    scene_class: type[Any],
    /,
    *,
    size: tuple[int, int] = SIZE,
    frames_per_second: int = FRAMES_PER_SECOND,
    stills_only: bool = False,
) -> Recording:
    """Play a scene, configured already, and record it.

    `size` is that of the stills in pixels. With `stills_only` there is nothing but stills and beats, and
    formulas are not asked where they come from. LaTeX is set by Typst: what is checked is so everywhere.
    """
    rate = STILL_FRAMES_PER_SECOND if stills_only else frames_per_second
    with TemporaryDirectory() as folder, _configuration(size, rate, folder), typst_for_latex():
        scene = scene_class()
        observer = Observer(scene, size, stills_only=stills_only)
        scene.renderer = _SilentRenderer(scene.renderer, observer)
        scene.render()
        return observer.recording()


@contextmanager
def _configuration(size: tuple[int, int], frames_per_second: int, folder: str) -> Iterator[None]:
    unit = SHORT_SIDE / min(size)
    settings: dict[str, object] = {
        "renderer": "cairo",
        "dry_run": True,
        "media_dir": folder,
        "text_dir": f"{folder}/texts",
        "tex_dir": f"{folder}/tex",
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "preview": False,
        "save_sections": False,
        "from_animation_number": 0,
        "upto_animation_number": -1,
        "frame_rate": frames_per_second,
        "pixel_width": size[0],
        "pixel_height": size[1],
        "frame_width": unit * size[0],
        "frame_height": unit * size[1],
    }
    with mn.tempconfig(settings):
        yield


class _SilentRenderer(CairoRenderer):
    """Goes through all frames and paints none. It takes the place of the one that the scene made, because
    that has the camera which the scene needs."""

    def __init__(self, made: Any, observer: Observer) -> None:
        self.__dict__.update(vars(made))
        self._observer = observer

    def play(self, scene: Any, *animations: Any, **options: Any) -> None:
        """Play, and look at what came of it."""
        super().play(scene, *animations, **options)
        self._observer.after_play()

    def render(self, scene: Any, time: float, moving_mobjects: Iterable[Any] | None = None) -> None:
        """Let a frame pass."""
        if not self.skip_animations:
            self.time += 1 / self.camera.frame_rate
            self._observer.after_frame()

    def freeze_current_frame(self, duration: float) -> None:
        """Let the frames of a standstill pass."""
        frames = int(duration * self.camera.frame_rate)
        if not self.skip_animations:
            self._observer.hold(frames, 1 / self.camera.frame_rate)

    def update_frame(self, *_: Any, **__: Any) -> None:
        """Paint nothing."""

    def save_static_frame_data(self, *_: Any) -> None:
        """Paint nothing."""

    def scene_finished(self, scene: Any) -> None:
        """Write nothing."""
