"""Scene files as text, for tests of all that finds and renders them; most need no Manim."""

from __future__ import annotations

PLAIN = """
class Moves:
    def construct(self): ...
    def render(self): ...


class Rests(Moves):
    pass


class _Hidden(Moves):
    pass


class NoScene:
    pass
"""

LESSON = '''
from types import SimpleNamespace

from calcanim.errors import ParameterError


class Slope:
    """A lesson by duck type."""

    title = "How steep"
    slug = "how-steep"
    themes = ("dark", "light")
    parameters = (
        SimpleNamespace(name="at", default="-1", kind="number", help="where"),
        SimpleNamespace(name="f", default="x^2", kind="function", help="the curve"),
    )

    def construct(self): ...
    def render(self): ...

    @classmethod
    def configured(cls, settings, *, theme):
        for name, value in settings.items():
            if name not in ("at", "f"):
                raise ParameterError(f"Slope has no parameter {name!r}")
            if name == "at" and value == "banana":
                raise ParameterError("at='banana' is not a number")
            if name == "f" and value == "1/0":
                raise ParameterError("f='1/0' has no value anywhere:\\n    1/0\\n     ^\\n  write another")
        return cls
'''

MANIM = '''
import manim as mn


class Goes(mn.Scene):
    """Drawn, held and turned: 0.4 s, 0.2 s and 0.4 s."""

    def construct(self):
        square = mn.Square(fill_opacity=1)
        self.next_section("draw")
        self.add_subcaption("A square.", duration=0.4)
        self.play(mn.FadeIn(square), run_time=0.4)
        self.next_section("hold")
        self.wait(0.2)
        self.play(square.animate.rotate(1), run_time=0.4)


class Fails(mn.Scene):
    def construct(self):
        self.play(mn.FadeIn(mn.Square()), run_time=0.2)
        raise ValueError("no such\\nfigure")


class Leaves(mn.Scene):
    def construct(self):
        raise SystemExit(3)


class Stands(mn.Scene):
    """Plays nothing."""

    def construct(self):
        self.add(mn.Square())


class Lasts(mn.Scene):
    """Long enough to be interrupted; says when it has begun."""

    def construct(self):
        self.play(mn.FadeIn(mn.Square()), run_time=0.2)
        print("begun", flush=True)
        self.play(mn.Rotate(mn.Square(), 1), run_time=600)
'''

MANIM_LESSON = '''
from types import SimpleNamespace

import manim as mn

from calcanim.errors import ParameterError


class Told(mn.Scene):
    """A lesson by duck type that draws one dot where it is told."""

    title = "A dot"
    slug = "a-dot"
    themes = ("dark", "light")
    parameters = (SimpleNamespace(name="at", default="0", kind="number", help="where"),)
    at = 0.0
    ground = "black"

    @classmethod
    def configured(cls, settings, *, theme):
        try:
            at = float(settings.get("at", "0"))
        except ValueError:
            raise ParameterError("at is not a number") from None
        return type(cls.__name__, (cls,), {"at": at, "ground": {"dark": "black", "light": "white"}[theme]})

    def construct(self):
        self.camera.background_color = self.ground
        self.next_section("only")
        self.play(mn.FadeIn(mn.Dot((self.at, 0, 0), radius=1)), run_time=0.4)
        self.beats = [SimpleNamespace(name="only", caption="A dot.", start=0.0, end=self.time)]
'''

STATEFUL = '''
import random

import manim as mn
import numpy as np


class Traces(mn.Scene):
    """A path that is traced: what is drawn depends on all frames before."""

    def construct(self):
        dot = mn.Dot((-2, 0, 0))
        self.add(mn.TracedPath(dot.get_center), dot)
        self.play(dot.animate.shift(3 * mn.RIGHT + mn.UP), run_time=0.6)
        self.play(dot.animate.shift(2 * mn.DOWN), run_time=0.4)


class Steps(mn.Scene):
    """An updater that is given the time since the last frame."""

    def construct(self):
        square = mn.Square()
        square.add_updater(lambda mobject, dt: mobject.rotate(2 * dt))
        self.add(square)
        self.wait(0.5)
        self.play(mn.FadeIn(mn.Dot()), run_time=0.5)


class Chances(mn.Scene):
    """Dots at random."""

    def construct(self):
        for _ in range(5):
            x, y = random.uniform(-4, 4), np.random.uniform(-3, 3)
            self.play(mn.FadeIn(mn.Dot((x, y, 0), radius=0.3)), run_time=0.2)
'''
"""Scenes of which other tools' caches make wrong pictures."""

HEARD = """
import manim as mn


class Heard(mn.Scene):
    def construct(self):
        self.add_sound("tone.wav")
        self.play(mn.FadeIn(mn.Square()), run_time=1)
"""
"""A scene with a sound; tone.wav lies beside it."""
