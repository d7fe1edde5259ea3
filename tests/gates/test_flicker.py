"""Brightness is that of the picture, whichever mobject draws which part of it."""

from __future__ import annotations

import manim as mn
import numpy as np

from calcanim.blocks.space.painter import Painter, Pieces
from calcanim.gates.flashes import flashes
from calcanim.gates.recording import Recording
from calcanim.gates.watch import watch

SIDE = 12  # faces of a sheet in each direction
LINES = 30


class Sheet(mn.Scene):
    """A still sheet of light and dark faces and a few dark lines, sorted anew for every frame."""

    def construct(self) -> None:
        self.painter = Painter(SIDE**2 + LINES)
        self.random = np.random.default_rng(1)
        self.add(self.painter)
        self.shuffle(0.0)
        self.play(mn.UpdateFromAlphaFunc(mn.VMobject(), lambda _, share: self.shuffle(share)), run_time=3)

    def shuffle(self, share: float) -> None:
        """Paint the same, or a darker, picture in another order."""
        corners = np.array([(0, 0, 0), (0.5, 0, 0), (0.5, 0.5, 0), (0, 0.5, 0), (0, 0, 0)])
        feet = np.array([(x / 2 - 3, y / 2 - 3, 0) for x in range(SIDE) for y in range(SIDE)])
        grey = np.where(np.arange(SIDE**2) % 2, 0.9, 0.3) * self.level(share)
        fills = np.column_stack([grey, grey, grey, np.ones(SIDE**2)])
        faces = self.pieces(feet[:, None] + corners, fills, np.zeros((SIDE**2, 4)))
        rows = np.linspace(-3, 3, LINES)[:, None, None] * [0, 1, 0] + np.array([(-3, 0, 0), (3, 0, 0)])
        ink = np.tile([0.0, 0.0, 0.0, 1.0], (LINES, 1))
        self.painter.paint([faces, self.pieces(rows, np.zeros((LINES, 4)), ink)])

    def level(self, share: float) -> float:
        """How bright the sheet is."""
        return 1.0

    def pieces(self, outlines: np.ndarray, fills: np.ndarray, strokes: np.ndarray) -> Pieces:
        """Pieces in a random order."""
        count = len(outlines)
        return Pieces(outlines, self.random.random(count), np.zeros(count), fills, strokes, 1.0)


class Blinking(Sheet):
    """The same sheet, dark and light by turns, five times a second."""

    def level(self, share: float) -> float:
        """Light, then dark."""
        return 1.0 if int(share * 30) % 2 else 0.2


def middle(recording: Recording) -> np.ndarray:
    """How bright the middle is, from the first look on."""
    return recording.flicker.luminance[3:, 4, 8]


def test_faces_that_are_only_sorted_anew_do_not_flash() -> None:
    recording = watch(Sheet)
    assert len(recording.flicker.times) >= 40
    assert np.ptp(middle(recording)) < 0.02
    assert not flashes(recording.flicker, frame=recording.frame)


def test_a_mesh_that_blinks_is_seen_to_flash() -> None:
    recording = watch(Blinking)
    assert np.ptp(middle(recording)) > 0.2
    assert flashes(recording.flicker, frame=recording.frame)


class InStep(mn.Scene):
    """A sheet that is dark whenever one looks: on two of three frames, five times a second."""

    def construct(self) -> None:
        sheet = mn.Square(4, stroke_width=0, fill_opacity=0)

        def put(drawn: mn.Mobject, share: float) -> None:
            drawn.set_fill(opacity=0.0 if round(share * 30) % 3 == 2 else 1.0)

        self.play(mn.UpdateFromAlphaFunc(sheet, put, run_time=2, rate_func=mn.linear))


def test_what_flashes_in_step_with_the_looks_is_seen() -> None:
    recording = watch(InStep)
    assert flashes(recording.flicker, frame=recording.frame)
