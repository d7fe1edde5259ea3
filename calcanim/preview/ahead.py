"""A renderer that begins with the moment looked at: what comes before is not drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import numpy as np
from manim import Mobject, Scene

from calcanim.engine.renderer import FastRenderer


class AheadRenderer(FastRenderer):
    """Draws the frames from `first` on; `frame` is the number of the next one, `plays` what was played.

    An animation that ends before is set to its end at once, as Manim does with one that is skipped; of the
    one that is under way at `first`, all steps are taken, and those before are not drawn. What adds up the
    seconds from step to step, in place of asking for the time, may come out otherwise than in the whole.
    """

    first: ClassVar[int] = 0

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.frame = 0
        self.plays: list[dict[str, Any]] = []

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play what reaches `first`; set the scene to the end of what does not."""
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        frames = self._frames_of(scene)
        self.skip_animations = self.skip_animations or self.frame + frames <= self.first
        self.plays.append({"start": self.frame, "frames": frames, "name": _name(scene)})
        self.file_writer.begin_animation(not self.skip_animations, animation_index=self.num_plays)
        scene.begin_animations()
        if self.skip_animations:
            self._pass(frames)
            scene.play_internal()
        else:
            self._draw(scene)
        self.file_writer.end_animation(not self.skip_animations)
        self.num_plays += 1

    def render(self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None) -> None:
        """Draw a frame and hand it on, if it is not one of those before."""
        if self.skip_animations:
            return
        if self.frame < self.first:
            self._pass(1)
            return
        self.frame += 1
        super().render(scene, time, moving_mobjects)

    def freeze_current_frame(self, duration: float) -> None:
        """Hand the frame on for so many seconds, but for those before."""
        frames = self.frames_in(duration)
        before = min(max(self.first - self.frame, 0), frames)
        self._pass(before)
        self.frame += frames - before
        self.add_frame(self._frame(), num_frames=frames - before)

    def _draw(self, scene: Scene) -> None:
        self.save_static_frame_data(scene, scene.static_mobjects)
        if scene.is_current_animation_frozen_frame():
            self.update_frame(scene, mobjects=scene.moving_mobjects)
            self.freeze_current_frame(scene.duration)
        else:
            scene.play_internal()

    def _frames_of(self, scene: Scene) -> int:
        """Count the frames of the animation that is about to begin."""
        if scene.is_current_animation_frozen_frame():
            return self.frames_in(scene.duration)
        if self.skip_animations:
            return 0
        progression = scene.get_time_progression(scene.get_run_time(scene.animations or []), "")
        return len(np.asarray(progression.iterable))

    def _pass(self, frames: int) -> None:
        self.frame += frames
        self.time += frames / self.camera.frame_rate


def _name(scene: Scene) -> str:
    """Name what is played, as a scene's author would."""
    kinds = dict.fromkeys(type(animation).__name__.lstrip("_") for animation in scene.animations or [])
    return ", ".join(kinds)


def beginning_at(first: int, /) -> type[AheadRenderer]:
    """Make the renderer for a moment, by the number of its frame."""
    return type("AheadRenderer", (AheadRenderer,), {"first": first})
