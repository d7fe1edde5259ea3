"""The renderer that a scene is given in place of Manim's own: the same frames, in less time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

import numpy as np
from manim import CairoRenderer, Camera, Mobject, Scene, ThreeDCamera

from calcanim.engine.camera import FlatCamera, LendingCamera
from calcanim.engine.manims import list_update
from calcanim.engine.space import SpaceCamera
from calcanim.engine.stream import Frame, Pixels
from calcanim.engine.writer import StreamWriter

CAMERAS: dict[type[Camera], type[LendingCamera]] = {Camera: FlatCamera, ThreeDCamera: SpaceCamera}
"""Which camera stands in for one of Manim's; for a subclass of those, none does."""

TRUE_DEPTH = "true_depth"
"""The attribute of a scene that asks for the right picture where things cross, in place of Manim's."""


class FastRenderer(CairoRenderer):
    """Draws with cairo as Manim does; hands frames on without a copy where the camera is Manim's own.

    `ways` counts the frames handed on by the way in which they were drawn.
    """

    file_writer: StreamWriter

    def __init__(self, *, camera_class: type[Camera] | None = None, skip_animations: bool = False) -> None:
        wanted = camera_class or Camera
        super().__init__(camera_class=CAMERAS.get(wanted, wanted), skip_animations=skip_animations)
        self._static: Pixels | None = None
        self.ways: Counter[str] = Counter()
        self._way = ""

    def render(self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None) -> None:
        """Draw a frame and hand it on; nothing in an animation that is skipped, which nobody sees."""
        if not self.skip_animations:
            self.update_frame(scene, moving_mobjects)
            self.add_frame(self._frame())

    def add_frame(self, frame: Any, num_frames: int = 1) -> None:
        """Hand a frame on, to be shown so many times."""
        super().add_frame(frame, num_frames)
        if not self.skip_animations:
            self.ways[self._way] += num_frames

    def get_frame(self) -> Any:
        """Copy the frame: of a scene that is to be, or can only be, a still, it is the one that is seen."""
        self.ways[self._way] += 1
        return super().get_frame()

    def freeze_current_frame(self, duration: float) -> None:
        """Hand the frame on once, to be shown for so many seconds."""
        if self.skip_animations:
            return
        self.add_frame(self._frame(), num_frames=self.frames_in(duration))

    def frames_in(self, duration: float, /) -> int:
        """Count the frames of a hold, as Manim does."""
        return int(duration / (1 / self.camera.frame_rate))

    def update_frame(
        self,
        scene: Scene,
        mobjects: Iterable[Mobject] | None = None,
        include_submobjects: bool = True,
        ignore_skipping: bool = True,
        **kwargs: Any,
    ) -> None:
        """Draw the frame that a scene shows now."""
        if not isinstance(self.camera, FlatCamera | SpaceCamera):
            super().update_frame(scene, mobjects, include_submobjects, ignore_skipping, **kwargs)
            self._way = f"by Manim: its camera is a {type(self.camera).__name__}"
        elif ignore_skipping or not self.skip_animations:
            ground: Any = self.camera.background if self.static_image is None else self.static_image
            wanted = mobjects or list_update(scene.mobjects, scene.foreground_mobjects)
            if self._is_by_depth(scene):
                wanted = list_update(scene.mobjects, scene.foreground_mobjects)
            self._way = self.camera.draw(ground, wanted, include_submobjects=include_submobjects, **kwargs)

    def save_static_frame_data(self, scene: Scene, static_mobjects: Iterable[Mobject]) -> Any:
        """Draw what does not move in this animation, once."""
        self.static_image = None
        if self.skip_animations or not static_mobjects or self._is_by_depth(scene):
            return None
        self.update_frame(scene, mobjects=static_mobjects)
        drawn: Any = self.camera.pixel_array
        static: Any = self._static
        if static is None or static.shape != drawn.shape:
            static = self._static = np.empty_like(drawn)
        static[:] = drawn
        self.static_image = cast("Any", static)
        return static

    def _is_by_depth(self, scene: Scene) -> bool:
        """Tell whether all is to be painted at once, since what stands still may lie before what moves."""
        if not isinstance(self.camera, SpaceCamera):
            return False
        self.camera.is_by_depth = bool(getattr(scene, TRUE_DEPTH, False))
        return self.camera.is_by_depth

    def _frame(self) -> Frame:
        if isinstance(self.camera, LendingCamera):
            return self.camera.lend(self.file_writer.feed.buffers)
        drawn = self.camera.pixel_array
        copy = self.file_writer.feed.buffers.take(drawn.shape)
        copy[:] = drawn
        return Frame(copy)
