"""Plays a lesson without writing a file, and looks at what stands on the frame at the end of every beat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

import manim as mn
import numpy as np
import pytest
from numpy.typing import NDArray

from calcanim.blocks.formula import Formula, Prose
from calcanim.lesson import Lesson

ASPECTS = {"16:9": (256, 144), "4:3": (192, 144), "9:16": (144, 256)}


@dataclass(frozen=True)
class Drawn:
    """One thing on the frame: the box around its ink, in frame units."""

    kind: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass
class Playing:
    """A lesson that was played, and what was drawn at the end of each beat."""

    lesson: Any
    ends: dict[str, list[Drawn]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    last_frame: NDArray[np.uint8] = field(default_factory=lambda: np.zeros((0, 0, 3), dtype=np.uint8))

    @property
    def outside(self) -> list[tuple[str, Drawn]]:
        """What leaves the frame at the end of a beat."""
        half_width, half_height = self.lesson.stage.width / 2, self.lesson.stage.height / 2
        return [
            (beat, drawn)
            for beat, things in self.ends.items()
            for drawn in things
            if max(-drawn.left, drawn.right) > half_width + 1e-6
            or max(-drawn.bottom, drawn.top) > half_height + 1e-6
        ]


class Play(Protocol):
    """How tests play a lesson."""

    def __call__(
        self, lesson: type[Lesson], *, aspect: str = "16:9", theme: str = "dark", **settings: str
    ) -> Playing: ...


def _visible(mobject: mn.VMobject) -> bool:
    fill = mobject.get_fill_opacity() > 0.01
    stroke = mobject.get_stroke_opacity() > 0.01 and mobject.get_stroke_width() > 0
    return bool(len(mobject.points) > 0 and (fill or stroke))


def _drawn(scene: mn.Scene) -> list[Drawn]:
    seen: list[Drawn] = []
    for mobject in scene.get_mobject_family_members():
        if isinstance(mobject, mn.VMobject) and _visible(mobject):
            low, high = np.min(mobject.points, axis=0), np.max(mobject.points, axis=0)
            seen.append(Drawn(type(mobject).__name__, low[0], low[1], high[0], high[1]))
    return seen


def _texts(scene: mn.Scene) -> list[str]:
    family = [part for mobject in scene.mobjects for part in mobject.get_family()]
    shown = [part for part in family if isinstance(part, Formula | Prose) and any(map(_visible, part))]
    return [part.latex if isinstance(part, Formula) else part.text for part in shown]


def _play(lesson: type[Lesson], *, aspect: str = "16:9", theme: str = "dark", **settings: str) -> Playing:
    width, height = ASPECTS[aspect]
    options = {
        "dry_run": True,
        "disable_caching": True,
        "frame_rate": 4,
        "pixel_width": width,
        "pixel_height": height,
    }
    with mn.tempconfig({**options, "progress_bar": "none", "verbosity": "ERROR"}):
        scene: Any = lesson.configured(settings, theme=theme)()
        playing = Playing(scene)
        say: Callable[..., None] = scene.add_subcaption

        def at_the_end_of_a_beat(caption: str, *, duration: float, offset: float) -> None:
            name = scene.beats[-1].name
            playing.ends[name], playing.texts[name] = _drawn(scene), _texts(scene)
            say(caption, duration=duration, offset=offset)

        scene.add_subcaption = at_the_end_of_a_beat
        scene.render()
        scene.renderer.update_frame(scene)
        playing.last_frame = scene.renderer.get_frame()[:, :, :3].copy()
    return playing


_played: Any = cache(_play)


@pytest.fixture(name="play")
def play_fixture() -> Play:
    """Play a lesson at a small size, four frames a second, without a file; each playing is made once."""

    def play(lesson: type[Lesson], *, aspect: str = "16:9", theme: str = "dark", **settings: str) -> Playing:
        played: Playing = _played(lesson, aspect=aspect, theme=theme, **settings)
        return played

    return play
