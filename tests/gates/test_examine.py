"""A scene is examined with every gate, in all its themes; many scenes in many processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from calcanim.gates.batch import examined
from calcanim.gates.examination import GATES, Examination
from calcanim.gates.examine import examine, examine_all, examine_alone, examined_light, other_themes
from calcanim.gates.result import GateResult, Status
from calcanim.rendering.discover import discover
from calcanim.rendering.jobs import Picture, RenderJob
from calcanim.rendering.plan import Options, plan

SCENES = '''
"""Scenes to be examined."""

import manim as mn

from calcanim.lesson import Lesson


class Calm(Lesson):
    """Words, and a line in a grey that is too faint in the light theme alone."""

    title = "Calm"

    def construct(self):
        words = self.head("What is a slope?")
        line = mn.Line(mn.LEFT, mn.RIGHT, color="#9A9A9A", stroke_width=5)
        with self.beat("words", "Here are words."):
            self.play(mn.FadeIn(words), run_time=0.4)
            self.add(line)
            self.wait(1)


class Plain(mn.Scene):
    """A formula that was typed by hand."""

    def construct(self):
        self.play(mn.FadeIn(mn.MathTypst("x^2 = 4")), run_time=0.4)


class Broken(Lesson):
    """Divides by zero."""

    title = "Broken"

    def construct(self):
        with self.beat("never", "It never comes to this."):
            self.wait(1 / 0)
'''


@pytest.fixture(name="jobs", scope="module")
def jobs_fixture(tmp_path_factory: pytest.TempPathFactory) -> dict[str, RenderJob]:
    folder = tmp_path_factory.mktemp("scenes")
    (folder / "some_scenes.py").write_text(SCENES, "utf-8")
    library = discover([folder / "some_scenes.py"])
    return {job.scene: job for job in plan(library.scenes, Options(folder / "media"))}


def result(examination: Examination, gate: str) -> GateResult:
    return next(each for each in examination.results if each.gate == gate)


def messages(examination: Examination, gate: str) -> list[str]:
    return [finding.message for finding in result(examination, gate).findings]


@pytest.mark.slow
def test_a_lesson_is_examined_in_both_themes(jobs: dict[str, RenderJob]) -> None:
    calm = examine(jobs["Calm"])
    assert tuple(each.gate for each in calm.results) == GATES
    assert not any(each.error for each in calm.results)
    assert (calm.theme, calm.other_theme) == ("dark", "light")
    (faint,) = messages(calm, "light")
    assert faint.startswith("in the light theme: line")


@pytest.mark.slow
def test_many_are_examined_in_their_order_whatever_one_does(jobs: dict[str, RenderJob]) -> None:
    done: Sequence[Examination] = list(examine_all(list(jobs.values()), workers=2))
    assert [each.scene for each in done] == ["Calm", "Plain", "Broken"]
    calm, plain, broken = done
    assert messages(calm, "light")
    assert plain.other_theme == ""
    assert {each.status for each in broken.results} == {Status.COULD_NOT_LOOK}
    assert not broken.holds


def test_a_report_gets_stills_and_no_more(jobs: dict[str, RenderJob]) -> None:
    calm = examine_alone(jobs["Calm"])
    assert calm.recording is not None
    assert calm.recording.moments == ()
    assert [still.pixels.shape for still in calm.recording.stills] == [(270, 480, 3)]
    assert [shown.source.text for shown in calm.formulas] == ["What is a slope?"]
    assert calm.seconds > 0


def test_a_plain_scene_is_examined_too_and_has_no_other_theme(jobs: dict[str, RenderJob]) -> None:
    plain = examine_alone(jobs["Plain"])
    assert other_themes(jobs["Plain"]) == ()
    assert "typed by hand" in messages(plain, "verified formulas")[0]
    assert plain.theme == ""


def test_no_gate_passes_a_scene_that_cannot_be_played(jobs: dict[str, RenderJob]) -> None:
    broken = examined(jobs["Broken"], examine_alone)
    assert [each.gate for each in broken.results] == list(GATES)
    assert all("ZeroDivisionError" in each.error for each in broken.results)
    relit = examined_light(jobs["Broken"], "light")
    assert "ZeroDivisionError" in relit.result.error


def test_a_gate_that_breaks_down_could_not_look(
    jobs: dict[str, RenderJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: object) -> GateResult:
        raise ValueError("nothing to divide by")

    monkeypatch.setitem(examine_alone.__globals__["_GATES"], "pace", breaks)
    calm = examine_alone(jobs["Calm"])
    assert "nothing to divide by" in result(calm, "pace").error
    assert result(calm, "layout").error == ""


def test_stills_have_the_shape_of_the_picture(jobs: dict[str, RenderJob]) -> None:

    tall = replace(jobs["Calm"], picture=Picture(1080, 1920, 30))
    recording = examine_alone(tall).recording
    assert recording is not None
    assert recording.stills[0].pixels.shape == (480, 270, 3)
