"""`Lesson`: a Manim scene with typed parameters, a theme, a stage, and named beats that carry captions.

A lesson renders with `render.py`, and as well with plain `manim render scenes/FILE.py NAME`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Self

import manim as mn
import numpy as np

from calcanim.blocks.formula import Glyphs, Prose
from calcanim.blocks.provenance import refuse_unverified
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import DARK, THEMES, Role, Size, Theme, theme_named
from calcanim.errors import ParameterError
from calcanim.parameters import Parameter

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "A": "Slope",
        "B": "The derivative",
        "C": "Rules",
        "D": "Optimisation",
        "E": "Several variables",
        "F": "Proofs",
    }
)
"""The parts of the course, by the letter of a lesson's code."""

SHORT_SIDE = 8.0  # frame units, whatever the aspect ratio
READING_SPEED = 16.0  # characters of a caption a second
PAUSE = 1.0  # seconds to look at what a beat has reached


@dataclass(frozen=True)
class Beat:
    """A named stretch of a lesson, from `start` to `end` in seconds, and what a lecturer would say there.

    `pause` is the stillness at its end, in seconds, that was asked for; 0 where none was.
    """

    name: str
    caption: str
    start: float
    end: float
    pause: float = 0.0


class Lesson(mn.Scene):
    """A storyboard on one topic. Subclasses declare parameters and list their beats in `construct`.

    `code` is its place in the course, as `B6`: the part, and the number in it. `section` is the part of the
    notebook that it teaches. One without a title is a ground for others, and is no lesson itself.
    """

    title: ClassVar[str] = ""
    code: ClassVar[str] = ""
    part: ClassVar[str] = ""
    section: ClassVar[str] = ""
    settings: ClassVar[Mapping[str, str]] = {}
    theme: ClassVar[Theme] = DARK
    themes: ClassVar[tuple[str, ...]] = tuple(THEMES)
    parameters: ClassVar[tuple[Parameter[Any], ...]] = ()
    slug: ClassVar[str] = ""
    heading: Glyphs

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        own = [value for value in vars(cls).values() if isinstance(value, Parameter)]
        inherited = [known for known in cls.parameters if known.name not in {each.name for each in own}]
        cls.parameters = (*inherited, *own)
        cls.part = PARTS.get(cls.code[:1], "")
        cls.slug = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def configured(cls, settings: Mapping[str, str], *, theme: str = DARK.name) -> type[Self]:
        """The lesson with these parameter values, given as text; raise `ParameterError` for what it cannot
        take."""
        known = {parameter.name for parameter in cls.parameters}
        for name in settings:
            if name not in known:
                has = f"it has {', '.join(sorted(known))}" if known else "it has none"
                raise ParameterError(f"{cls.__name__} has no parameter {name!r}; {has}")
        namespace = {
            "settings": {**cls.settings, **settings},
            "theme": theme_named(theme),
            "__module__": cls.__module__,
        }
        lesson: type[Self] = type(cls.__name__, (cls,), namespace)
        for name in known:
            getattr(lesson, name)
        lesson.check()
        return lesson

    @classmethod
    def check(cls) -> None:
        """Raise `ParameterError` where values that are each allowed make no lesson together."""

    def __init__(self, *args: Any, **options: Any) -> None:
        _fit_frame()
        super().__init__(*args, **options)
        camera: Any = self.camera
        camera.frame_width, camera.frame_height = mn.config.frame_width, mn.config.frame_height
        camera.background_color = self.theme.color(Role.BACKGROUND)
        self.stage = Stage(mn.config.frame_width, mn.config.frame_height)
        self.beats: list[Beat] = []

    @contextmanager
    def beat(self, name: str, caption: str, *, pause: float | None = None) -> Iterator[None]:
        """A beat: what is played inside it belongs to it; it ends when its caption can have been read.

        `pause` asks for that many seconds of stillness at its end.
        """
        self.next_section(name)
        start = self.time
        yield
        reading = len(caption) / READING_SPEED - (self.time - start)
        self.wait(max(PAUSE if pause is None else pause, reading))
        self.beats.append(Beat(name, caption, start, self.time, pause or 0.0))
        self.add_subcaption(caption, duration=self.time - start, offset=start - self.time)

    def add(self, *mobjects: Any) -> Self:
        """Add what may be believed; `UnverifiedError` for a formula that is refuted, or that nobody
        checked."""
        for mobject in mobjects:
            refuse_unverified(mobject)
        super().add(*mobjects)
        return self

    def head(self, text: str, *, printed: object | None = None) -> Prose:
        """The heading: a question or a sentence at the top of the frame.

        One with numbers or formulas says which object of the math core `printed` it.
        """
        words = Prose(text, theme=self.theme, size=Size.HEADING, bold=True, printed=printed)
        return self.stage.heading.place(words, x=-1, y=1)

    def close_with(self, text: str, *coming: mn.Animation, printed: object | None = None) -> None:
        """The last heading takes the place of `heading`, while other things come in with it."""
        self.play(mn.FadeOut(self.heading, run_time=0.6))
        self.heading = self.head(text, printed=printed)
        self.play(mn.FadeIn(self.heading), *coming)

    def conclusion(self, text: str, *, printed: object | None = None) -> Prose:
        """A short sentence at the foot of the panel: what was found."""
        box = self.stage.panel
        words = Prose(text, theme=self.theme, size=Size.BODY, bold=True, width=box.width, printed=printed)
        return box.place(words, x=-1, y=-1)

    def wait(self, duration: float = 1.0, *args: Any, **options: Any) -> None:
        """Wait for a whole number of frames, so that lengths are right to the frame."""
        rate = mn.config.frame_rate
        frames = max(1, round(duration * rate))
        super().wait((frames + 1e-6) / rate, *args, **options)

    def get_time_progression(self, run_time: float, *args: Any, **options: Any) -> Any:
        """Frames at the end of each time step, not at its beginning.

        Manim draws the states at 0, 1/fps, … and never the last one: a limit would not arrive. The first
        state was the last frame before this animation; drawn are those at 1/fps, …, run_time.
        """
        progression = super().get_time_progression(run_time, *args, **options)
        if not self.renderer.skip_animations:
            frames = max(1, round(run_time * mn.config.frame_rate))
            progression.iterable = np.arange(1, frames + 1) * (run_time / frames)
        return progression


def _fit_frame() -> None:
    """Make the short side of Manim's frame 8 units, so that sizes and strokes are the same share of any
    frame."""
    width, height = mn.config.pixel_width, mn.config.pixel_height
    mn.config.frame_width = SHORT_SIDE * max(1.0, width / height)
    mn.config.frame_height = SHORT_SIDE * max(1.0, height / width)
