"""A lesson checks its settings, times its beats to the frame, and draws the last state of every animation."""

from collections.abc import Iterator
from typing import Any

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.formula import Formula
from calcanim.calculus import Function
from calcanim.calculus.verification.statement import given
from calcanim.errors import ParameterError, UnverifiedError
from calcanim.lesson import READING_SPEED, Lesson
from calcanim.parameters import NumberParameter


class Walk(Lesson):
    """A dot walks to x = end."""

    title = "A walk"
    end = NumberParameter("2", help="where it ends", above=0)
    run_time = 1.37

    def construct(self) -> None:
        self.dot = mn.Dot()
        self.seen: list[float] = []
        self.dot.add_updater(lambda dot: self.seen.append(float(dot.get_center()[0])))
        with self.beat("walk", "The dot walks."):
            goal = (float(self.end), 0.0, 0.0)
            walk = mn.ApplyMethod(self.dot.move_to, goal, suspend_mobject_updating=False)
            self.play(walk, run_time=self.run_time)
        with self.beat("read", "A sentence that takes rather longer to read than a second, as sentences do."):
            self.wait(0.5)


@pytest.fixture(autouse=True)
def dry_run() -> Iterator[None]:
    settings = {
        "dry_run": True,
        "frame_rate": 15,
        "pixel_width": 320,
        "pixel_height": 180,
        "progress_bar": "none",
    }
    with mn.tempconfig(settings):
        yield


def played(lesson: type[Lesson] = Walk) -> Lesson:
    scene = lesson()
    scene.render()
    return scene


def test_the_last_state_of_an_animation_is_drawn() -> None:
    scene = Walk()
    drawn: list[float] = []
    renderer: Any = scene.renderer
    frame_of = renderer.render

    def watch(*args: Any) -> None:
        frame_of(*args)
        drawn.append(float(scene.dot.get_center()[0]))

    renderer.render = watch
    scene.render()
    assert drawn[-1] == pytest.approx(2.0)
    assert drawn[0] > 0


def test_beats_follow_each_other_without_a_gap_and_to_the_frame() -> None:
    scene = played()
    walk, read = scene.beats
    assert walk.start == 0
    assert walk.end == pytest.approx(read.start)
    assert read.end == pytest.approx(float(scene.time))
    frames = np.array([walk.end, read.end]) * 15
    assert frames == pytest.approx(np.round(frames), abs=1e-6)


def test_a_beat_lasts_until_its_caption_can_have_been_read() -> None:
    read = played().beats[1]
    assert read.end - read.start >= len(read.caption) / READING_SPEED - 1 / 15


def test_captions_become_subtitles_at_their_beats() -> None:
    scene = played()
    subtitles = scene.renderer.file_writer.subcaptions
    assert [s.content for s in subtitles] == [b.caption for b in scene.beats]
    assert [s.start.total_seconds() for s in subtitles] == pytest.approx(
        [b.start for b in scene.beats], abs=1e-4
    )
    assert [s.end.total_seconds() for s in subtitles] == pytest.approx([b.end for b in scene.beats], abs=1e-4)


def test_settings_are_checked_before_anything_is_drawn() -> None:
    assert float(Walk.configured({"end": "1/2"}).end) == 0.5
    assert float(Walk.end) == 2
    with pytest.raises(ParameterError, match="has no parameter 'start'; it has end"):
        Walk.configured({"start": "1"})
    with pytest.raises(ParameterError, match="above 0"):
        Walk.configured({"end": "-1"})
    with pytest.raises(ParameterError, match="no theme"):
        Walk.configured({}, theme="sepia")


def test_a_configured_lesson_keeps_its_name_and_module() -> None:
    configured = Walk.configured({"end": "3"}, theme="light")
    assert (configured.__name__, configured.__module__, configured.slug) == ("Walk", Walk.__module__, "walk")
    assert configured.theme.name == "light"


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1440, 1080), (1080, 1920), (500, 500)])
def test_the_short_side_of_the_frame_is_eight_units(width: int, height: int) -> None:
    with mn.tempconfig({"pixel_width": width, "pixel_height": height}):
        scene = Walk()
    assert min(scene.stage.width, scene.stage.height) == 8
    assert scene.stage.width / scene.stage.height == pytest.approx(width / height)
    camera: Any = scene.camera
    assert camera.frame_width == pytest.approx(scene.stage.width)


class Claim(Lesson):
    """One formula, brought in by an animation or put there at once."""

    latex = "f'(x) = 2x"
    fades = True

    def construct(self) -> None:
        square = given(f=Function.parse("x^2"))
        formula = mn.VGroup(Formula(self.latex, theme=self.theme, on=square))
        with self.beat("claim", "It says something."):
            if self.fades:
                self.play(mn.FadeIn(formula))
            else:
                self.add(formula)


def test_a_formula_that_is_verified_is_shown() -> None:
    assert [beat.name for beat in played(Claim).beats] == ["claim"]


@pytest.mark.parametrize("fades", [True, False])
@pytest.mark.parametrize(
    ("latex", "verdict"), [("f'(x) = 3x", "refuted"), ("g'(x) = 2x", "refuted"), ("x^2", "unchecked")]
)
def test_a_lesson_with_a_formula_that_is_not_verified_does_not_render(
    latex: str, verdict: str, fades: bool
) -> None:
    lesson = type("Claim", (Claim,), {"latex": latex, "fades": fades})
    with pytest.raises(UnverifiedError, match=verdict):
        played(lesson)
