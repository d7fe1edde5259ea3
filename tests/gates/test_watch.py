"""A scene is played without painting, and what stood on its frame is recorded."""

from __future__ import annotations

from functools import cache
from typing import Any

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.formula import Carry, Formula
from calcanim.blocks.live import Readout
from calcanim.blocks.plots.glide import SECONDS
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Plot, StraightLine, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import LIGHT
from calcanim.calculus import Function
from calcanim.calculus import Line as Straight
from calcanim.gates.flashes import flashes
from calcanim.gates.recording import Line, Moment, Recording, Writing
from calcanim.gates.watch import watch
from calcanim.lesson import Lesson
from tests.gates import plain_scenes


class Walk(Lesson):
    """A number grows; then its formula becomes another, and stands for three seconds."""

    title = "A walk"

    def construct(self) -> None:
        tracker = mn.ValueTracker(1.0)
        readout = Readout("x", tracker.get_value, theme=self.theme).shift(mn.UP)
        with self.beat("grow", "The number grows."):
            self.add(readout)
            self.play(tracker.animate.set_value(2.0), run_time=1)
        with self.beat("carry", "It is carried.", pause=3):
            before, after = self.formula("x+1"), self.formula("1+x")
            self.play(mn.FadeIn(before), run_time=0.4)
            self.play(Carry(before, after), run_time=1)

    def formula(self, text: str) -> Formula:
        return Formula.of(Function.parse(text), theme=self.theme)


class Turn(Lesson):
    """A line turns into the name of a point, when it has nearly stopped; then the picture stands."""

    title = "A turn"

    def construct(self) -> None:
        slope = mn.ValueTracker(-0.2)
        plot = Plot(Box(-3, -3, 3, 3), Window(-1, 1, -1, 1), theme=self.theme)
        line = StraightLine(plot, lambda: Straight.passing((0, 0), slope=slope.get_value()))
        name = PointLabel(Point(plot, lambda: (0, 0)), "A", avoid=(line, plot.axes))
        with self.beat("turn", "The line turns."):
            self.add(line, name)
            self.play(slope.animate.set_value(-0.25), run_time=1)
            x, y, _ = name.formula.get_center()
            self.play(mn.UpdateFromAlphaFunc(slope, lambda s, _: s.set_value(y / x)), run_time=1 / 15)


watched = cache(watch)


def writings(moment: Moment) -> list[Writing]:
    return [thing for thing in moment.things if isinstance(thing, Writing)]


def said(moment: Moment) -> list[str]:
    return [writing.source.text for writing in writings(moment)]


def ends(recording: Recording) -> list[Moment]:
    return [moment for moment in recording.moments if moment.is_end_of_beat]


def test_a_lesson_says_which_its_beats_are_and_what_they_ask_for() -> None:
    recording = watched(Walk)
    assert (recording.scene, recording.title, recording.theme) == ("Walk", "A walk", "dark")
    assert recording.is_lesson
    assert [(beat.name, beat.caption, beat.pause) for beat in recording.beats] == [
        ("grow", "The number grows.", 0.0),
        ("carry", "It is carried.", 3),
    ]
    assert [moment.beat for moment in ends(recording)] == [0, 1]
    assert [moment.time for moment in ends(recording)] == pytest.approx([b.end for b in recording.beats])


def test_there_are_five_looks_a_second_without_a_gap() -> None:
    times = np.array([moment.time for moment in watched(Walk).moments])
    assert np.diff(times).max() < 0.21
    assert np.diff(times).min() > 0
    assert times[-1] == pytest.approx(watched(Walk).beats[-1].end)


def test_the_state_changes_when_something_visible_does_and_only_then() -> None:
    recording = watched(Walk)
    growing = [moment.state for moment in recording.moments if 0 < moment.time < 1.01]
    held = {moment.state for moment in recording.moments if 1.2 < moment.time < 2}
    assert len(set(growing)) > len(growing) / 2
    assert len(held) == 1


def test_a_live_number_is_not_passing_and_what_is_carried_is() -> None:
    recording = watched(Walk)
    growing = [moment for moment in recording.moments if moment.time < 0.95]
    assert not any(thing.is_passing for moment in growing for thing in moment.things)
    carried = next(moment for moment in recording.moments if moment.beat == 1 and "x+1" in said(moment))
    assert next(each for each in writings(carried) if each.source.text == "x+1").is_passing
    assert not any(thing.is_passing for moment in ends(recording) for thing in moment.things)
    assert not carried.is_still
    assert all(moment.is_still for moment in ends(recording))


def test_a_name_is_known_to_glide_to_another_side_of_its_point_until_it_rests() -> None:
    recording = watched(Turn)
    gliding = [moment for moment in recording.moments if moment.gliding]
    assert all(name.key in moment.gliding for moment in gliding for name in writings(moment))
    assert gliding
    assert not any(moment.is_still for moment in gliding)
    assert 1.0 <= gliding[0].time <= gliding[-1].time < 1.0 + SECONDS + 0.1
    assert ends(recording)[-1].is_still


def test_a_number_is_read_off_its_glyphs_and_its_block_is_asked() -> None:
    recording = watched(Walk)
    first = ends(recording)[0]
    assert "2.00" in said(first)
    assert "2.00" in {reading.shown for reading in first.readings}


def test_a_glyph_is_known_while_it_is_carried_away_from_its_formula() -> None:
    recording = watched(Walk)
    kinds = {type(thing) for moment in recording.moments if moment.beat == 1 for thing in moment.things}
    assert kinds == {Writing}
    assert said(ends(recording)[-1])[-1] == "1+x"


def test_the_same_thing_has_the_same_key_at_all_times() -> None:
    moments = [moment for moment in watched(Walk).moments if moment.time < 1.9]
    assert len({tuple(sorted(thing.key for thing in moment.things)) for moment in moments}) == 1


def test_every_beat_ends_in_a_still_of_what_was_on_the_frame() -> None:
    recording = watched(Walk)
    assert [still.beat for still in recording.stills] == [0, 1]
    assert all(still.pixels.shape == (540, 960, 3) for still in recording.stills)
    assert all(still.sights for still in recording.stills)
    assert np.ptp(recording.stills[0].pixels) > 100


def test_stills_alone_are_made_in_another_theme() -> None:
    recording = watch(Walk.configured({}, theme="light"), stills_only=True)
    assert recording.theme == LIGHT.name
    assert recording.moments == ()
    assert len(recording.flicker.times) == 0
    assert [still.beat for still in recording.stills] == [0, 1]
    assert recording.stills[0].pixels[0, 0].min() > 200
    assert {sight.what for sight in recording.stills[-1].sights} & {"formula '1+x'"}


def test_the_picture_may_have_any_shape() -> None:
    recording = watch(Walk, size=(540, 960), stills_only=True)
    assert (recording.width, recording.height) == pytest.approx((8, 128 / 9))
    assert recording.stills[0].pixels.shape == (960, 540, 3)


def test_manims_configuration_is_as_it_was_before() -> None:
    before = mn.config.frame_rate, mn.config.pixel_width, mn.config.dry_run, mn.config.media_dir
    watch(plain_scenes.Nothing)
    assert (mn.config.frame_rate, mn.config.pixel_width, mn.config.dry_run, mn.config.media_dir) == before


def test_the_sections_of_a_plain_scene_are_its_beats() -> None:
    recording = watched(plain_scenes.Sections)
    assert not recording.is_lesson
    assert [beat.name for beat in recording.beats] == ["first", "second"]
    assert [beat.end for beat in recording.beats] == pytest.approx([2.0, 5.4])
    assert len(recording.stills) == 2


def test_the_captions_of_a_plain_scene_are_its_beats_where_there_is_no_section() -> None:
    recording = watched(plain_scenes.Captions)
    assert [beat.caption for beat in recording.beats] == ["Here is a square.", "It turns."]
    assert [beat.end - beat.start for beat in recording.beats] == pytest.approx([1, 1])


def test_a_scene_that_plays_nothing_is_looked_at_once() -> None:
    recording = watched(plain_scenes.Nothing)
    assert len(recording.moments) == len(recording.stills) == len(recording.beats) == 1
    assert recording.moments[0].is_end_of_beat
    assert recording.moments[0].things


def test_only_the_part_of_a_succession_that_runs_is_passing() -> None:
    moment = next(m for m in watched(plain_scenes.Staggered).moments if m.time > 3)
    assert [thing.is_passing for thing in moment.things] == [False, True]


def test_a_standstill_is_recorded_as_one() -> None:
    recording = watched(plain_scenes.Sections)
    last = recording.moments[-1]
    held = [moment for moment in recording.moments if moment.state == last.state]
    assert held[-1].time - held[0].time == pytest.approx(2.0, abs=0.3)
    assert all(moment.is_still for moment in held)


def test_a_moving_camera_is_followed() -> None:
    first, last = watched(plain_scenes.Zoomed).moments[0], watched(plain_scenes.Zoomed).moments[-1]
    before, after = first.things[0], last.things[0]
    assert (before.box.left, before.box.right) == pytest.approx((-1.02, 1.02))
    assert (after.box.left, after.box.right) == pytest.approx((-4.04, 0.04))
    assert isinstance(before, Line) and isinstance(after, Line)
    assert after.width == pytest.approx(2 * before.width)


def test_three_dimensions_are_seen_as_the_camera_sees_them() -> None:
    things = watched(plain_scenes.Solid).moments[0].things
    upright = next(thing for thing in things if isinstance(thing, Line))
    assert upright.box.top == pytest.approx(2, abs=0.1)


def test_what_cannot_be_looked_into_is_named_once() -> None:
    assert watched(plain_scenes.Picture).blind_spots == (
        "ImageMobject: an image",
        "PointCloudDot: a cloud of points",
    )


def test_brightness_is_noted_frame_by_frame() -> None:
    recording = watched(plain_scenes.Flashing)
    middle = recording.flicker.luminance[:, 4, 8]
    assert len(recording.flicker.times) >= 15
    assert middle.min() < 0.01
    assert middle.max() > 0.99
    assert recording.flicker.luminance[:, 0, 0].max() < 0.01
    assert flashes(recording.flicker, frame=recording.frame)
    assert not flashes(watched(Walk).flicker, frame=watched(Walk).frame)


def test_an_error_of_the_scene_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        watch(plain_scenes.Broken)


def test_nothing_is_painted_while_a_scene_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("painted")

    monkeypatch.setattr(mn.Camera, "capture_mobjects", refuse)
    assert watch(plain_scenes.Live).moments
