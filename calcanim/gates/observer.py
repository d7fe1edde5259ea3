"""Looks at a scene while it is played, and keeps what it saw as a recording."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import manim as mn
import numpy as np

from calcanim.gates.chapters import Chapters
from calcanim.gates.flicker import COLUMNS, ROWS, LightMeter
from calcanim.gates.painting import paint
from calcanim.gates.recording import SNAPSHOTS, Flicker, Moment, Recording, Still
from calcanim.gates.things import Eye, Sighting
from calcanim.gates.witnesses import Witnesses

_NO_FLICKER = Flicker(np.zeros(0), np.zeros((0, ROWS, COLUMNS)))
_SAME_TIME = 1e-6  # seconds


class Observer:
    """Looks five times a second, after every animation and after every beat; with `stills_only` just then.
    What is large and was seen at no look is looked at at once.

    `size` is that of the stills in pixels. Stills are made of what was last seen: what a scene adds or takes
    away between two animations was on no frame.
    """

    def __init__(self, scene: Any, size: tuple[int, int], *, stills_only: bool) -> None:
        camera = scene.camera
        self._scene, self._size, self._stills_only = scene, size, stills_only
        self._width, self._height = float(camera.frame_width), float(camera.frame_height)
        self._eye = Eye((self._width, self._height), asks=not stills_only)
        self._witnesses = Witnesses()
        self._meter = LightMeter(self._width, self._height, mn.ManimColor(camera.background_color).to_hex())
        self._moments: list[Moment] = []
        self._stills: list[Still] = []
        self._blind_spots: dict[str, None] = {}
        self._every, self._frames = max(1, round(camera.frame_rate / SNAPSHOTS)), 0
        self._seen: Sighting | None = None
        self._chapters = Chapters(scene, self._after_beat)

    def after_frame(self) -> None:
        """A frame has passed while animations run."""
        if not self._stills_only:
            self._frames += 1
            if self._frames % self._every == 0 or self._meter.overlooks(self._scene):
                self._look(animations=self._scene.animations)
            self._meter.note(self._scene.time)

    def hold(self, frames: int, step: float) -> None:
        """Let frames pass on which nothing changes: one look is enough."""
        for passed in range(frames):
            self._scene.renderer.time += step
            if self._stills_only:
                continue
            if passed == 0:
                self._look()
                self._meter.note(self._scene.time)
            elif passed % self._every == 0:
                last = self._moments[-1]
                held = replace(last, time=float(self._scene.time), readings=(), touches=(), traces=())
                self._moments.append(held)

    def after_play(self) -> None:
        """All animations that were played together have ended."""
        self._frames = 0
        if not self._stills_only:
            self._look()
            self._meter.note(self._scene.time)

    def recording(self) -> Recording:
        """All that was seen of a scene that is over."""
        self._chapters.close()
        scene = self._scene
        return Recording(
            scene=type(scene).__name__,
            title=str(getattr(scene, "title", "")) or type(scene).__name__,
            theme=str(getattr(getattr(scene, "theme", None), "name", "")),
            width=self._width,
            height=self._height,
            is_lesson=self._chapters.is_lesson,
            beats=self._chapters.spans(),
            moments=tuple(self._moments),
            stills=tuple(self._stills),
            flicker=_NO_FLICKER if self._stills_only else self._meter.record(),
            blind_spots=tuple(self._blind_spots),
        )

    def _look(self, *, animations: list[Any] | None = None) -> None:
        running = animations or []
        seen = self._seen = self._eye.look(self._scene, animations=running)
        self._blind_spots.update(dict.fromkeys(seen.blind_spots))
        self._meter.aim(seen, self._scene)
        said = self._witnesses.ask(seen, float(self._scene.time), is_last=animations is None)
        is_still = all(isinstance(each, mn.Wait) for each in running) and not seen.gliding
        time = float(self._scene.time)
        last = self._moments[-1] if self._moments else None
        if last and time - last.time < _SAME_TIME and not last.is_end_of_beat:
            self._moments.pop()
        beat = self._chapters.ended
        self._moments.append(
            Moment(time, beat, seen.things, seen.state, is_still, False, *said, seen.gliding)
        )

    def _after_beat(self) -> None:
        if self._stills_only:
            self._seen = self._eye.look(self._scene)
            self._blind_spots.update(dict.fromkeys(self._seen.blind_spots))
        elif self._seen is None:
            self._look()
        if self._seen is None:
            return
        if self._moments:
            self._moments[-1] = replace(self._moments[-1], is_end_of_beat=True)
        pixels, sights = paint(self._scene.camera, self._seen.drawn, size=self._size)
        self._stills.append(Still(float(self._scene.time), self._chapters.ended, pixels, sights))
