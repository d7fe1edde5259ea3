"""Contrast is measured on what Manim paints, against what is really behind."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import manim as mn
import numpy as np
import pytest

from calcanim.gates.painting import paint
from calcanim.gates.recording import Sight
from calcanim.gates.things import things
from calcanim.gates.vision import color_contrast

SIZE = (960, 540)
DARK, WHITE, PALE, GREY, DIM = "#11151C", "#FFFFFF", "#F0F0F0", "#7D8796", "#2A2F38"
BLUE, YELLOW = "#5A7FFF", "#FFD133"


def scene(*mobjects: mn.Mobject, camera: Any = None) -> Any:
    seen_by = camera or mn.Camera(background_color=DARK, frame_width=128 / 9, frame_height=8.0)
    return SimpleNamespace(camera=seen_by, mobjects=list(mobjects), foreground_mobjects=[])


def sights(*mobjects: mn.Mobject) -> tuple[Sight, ...]:
    stage = scene(*mobjects)
    return paint(stage.camera, things(stage), size=SIZE)[1]


def sight(*mobjects: mn.Mobject, color: str) -> float:
    """The contrast of what has this colour."""
    (found,) = [each.contrast for each in sights(*mobjects) if each.color == color]
    return found


def words(text: str = "How steep is it?", color: str = WHITE) -> mn.Text:
    return mn.Text(text, font_size=32, color=color)


def box(color: str, *, width: float = 6, opacity: float = 1.0, border: float = 0.0) -> mn.Rectangle:
    return mn.Rectangle(
        width=width, height=2, fill_color=color, fill_opacity=opacity, stroke_width=border, stroke_color=WHITE
    )


def line(color: str = BLUE, *, length: float = 4.0, width: float = 5) -> mn.Line:
    return mn.Line(length / 2 * mn.LEFT, length / 2 * mn.RIGHT, color=color, stroke_width=width)


def test_white_words_on_dark_have_the_contrast_of_the_colours() -> None:
    (found,) = sights(words())
    assert (found.kind, found.color) == ("writing", WHITE)
    assert found.contrast == pytest.approx(color_contrast(WHITE, DARK), rel=0.01)


def test_white_words_on_a_white_area_cannot_be_seen() -> None:
    assert [(each.kind, each.contrast) for each in sights(box(WHITE), words())] == [("writing", 1)]


def test_words_are_as_bad_as_the_fifth_of_them_that_lies_over_a_bright_area() -> None:
    text = words()
    edge = box(PALE, width=2).next_to(text.get_right() + 0.2 * text.width * mn.LEFT, mn.RIGHT, buff=0)
    assert sight(edge, text, color=WHITE) < 1.2


def test_words_painted_below_an_area_are_measured_by_what_is_behind_them() -> None:
    text = words()
    veil = box(BLUE, opacity=0.1)
    assert sight(text, veil, color=WHITE) == pytest.approx(color_contrast(WHITE, DARK), rel=0.01)


def test_words_on_a_line_of_nearly_their_colour_are_found() -> None:
    text = words(color=WHITE)
    assert sight(line(YELLOW, length=6, width=20), text, color=WHITE) < 1.6


def test_a_halo_keeps_words_apart_from_what_is_behind() -> None:
    halo = words().set_stroke(DARK, width=8, background=True)
    assert sight(box(PALE), halo, color=WHITE) > 10


def test_faint_words_have_the_contrast_that_is_left() -> None:
    half = color_contrast("#888A8E", DARK)  # half way from dark to white
    assert sight(words().set_opacity(0.5), color=WHITE) == pytest.approx(half, rel=0.02)


def test_words_in_several_colours_are_seen_colour_by_colour() -> None:
    text = words("ab cd")
    text[2:].set_color(DIM)
    assert {each.color: each.contrast > 4.5 for each in sights(text)} == {WHITE: True, DIM: False}


@pytest.mark.parametrize("width", [0.5, 1, 2.5, 5])
def test_a_thin_line_has_the_contrast_of_its_colour(width: float) -> None:
    slanted = line(GREY, width=width).rotate(0.3)
    assert sight(slanted, color=GREY) == pytest.approx(color_contrast(GREY, DARK), rel=0.02)


def test_a_line_on_an_area_of_nearly_its_colour_is_found() -> None:
    assert sight(box("#6A8FFF"), line(), color=BLUE) < 1.5
    assert sight(box("#6A8FFF", opacity=0.5), line(), color=BLUE) < 3


def test_a_line_half_on_a_bright_area_is_found() -> None:
    assert sight(box(YELLOW).shift(3 * mn.RIGHT), line(WHITE), color=WHITE) < 1.6


def test_a_line_on_the_edge_of_an_area_is_seen_from_the_other_side() -> None:
    on_the_edge = line(PALE).shift(mn.UP)
    assert sight(box(YELLOW), on_the_edge, color=PALE) > 10


def test_a_line_that_follows_another_is_not_punished_for_it() -> None:
    tangent = line(YELLOW).rotate(0.005)
    assert sight(line(WHITE), tangent, color=YELLOW) == pytest.approx(color_contrast(YELLOW, DARK), rel=0.02)


def test_a_line_is_not_punished_for_the_dots_below_its_ends() -> None:
    short = line(YELLOW, length=0.5)
    dots = [mn.Dot(end, radius=0.09, color=WHITE) for end in (short.get_start(), short.get_end())]
    assert sight(*dots, short, color=YELLOW) > 10


def test_what_is_covered_later_does_not_count() -> None:
    assert not [each for each in sights(line(DIM, width=3), line(WHITE, width=12)) if each.color == DIM]


def test_a_dot_is_measured_by_what_is_around_it() -> None:
    dot = mn.Dot(color=WHITE)
    on_line = sights(line(YELLOW), dot)
    assert [each.kind for each in on_line] == ["line", "area"]
    assert on_line[1].contrast == pytest.approx(color_contrast(WHITE, DARK), rel=0.01)
    assert sight(box("#DDDDDD"), dot, color=WHITE) < 1.5
    assert sight(mn.Dot(color=DIM), color=DIM) < 1.5


def test_a_border_makes_an_area_visible_or_the_area_its_border() -> None:
    assert sight(box(DARK, border=4), color=WHITE) > 15
    assert sight(box(WHITE, border=4).set_stroke(DARK), color=DARK) > 15
    assert sight(box(DIM, border=4).set_stroke(DARK), color=DARK) < 1.5


def test_a_border_is_seen_from_its_better_side() -> None:
    bar = mn.Rectangle(width=3, height=1.9, fill_color=PALE, fill_opacity=1, stroke_width=0)
    assert sight(bar.shift(3 * mn.LEFT), box(DIM, border=3), color=WHITE) > 10


def test_shading_and_backdrops_need_no_contrast() -> None:
    assert not sights(box(DIM, opacity=0.5))
    assert [each.kind for each in sights(box(DIM), words())] == ["writing"]
    assert [each.kind for each in sights(box(DIM))] == ["area"]


def test_what_is_off_the_frame_is_not_measured() -> None:
    bright = box(WHITE).shift(9 * mn.RIGHT)
    assert not sights(words().shift(20 * mn.UP))
    half_out = line(WHITE).shift(64 / 9 * mn.RIGHT)
    assert sight(half_out, color=WHITE) > 15
    assert sights(bright.shift(9 * mn.RIGHT), words())


def plain_scene() -> Any:
    halo = words("h a l o").shift(2 * mn.UP).set_stroke(BLUE, width=3, background=True)
    axes = mn.Axes(x_length=5, y_length=3)
    arrow = mn.Arrow(mn.LEFT, 2 * mn.RIGHT, color=YELLOW).shift(2 * mn.DOWN)
    shade = box(BLUE, opacity=0.4, border=3).shift(mn.RIGHT)
    return scene(axes, axes.plot(np.sin, color=GREY), shade, arrow, halo, mn.DashedLine(color=WHITE))


def scene_in_space() -> Any:
    camera = mn.ThreeDCamera(phi=1.1, theta=-0.9, background_color=DARK)
    axes = mn.ThreeDAxes(x_length=5, y_length=5, z_length=3)
    surface = mn.Surface(lambda u, v: np.array([u, v, np.sin(u * v)]), resolution=(9, 9), fill_opacity=0.6)
    title = words().to_corner(mn.UL)
    camera.add_fixed_in_frame_mobjects(title)
    return scene(axes, surface, title, camera=camera)


@pytest.mark.parametrize("staged", [plain_scene, scene_in_space])
def test_the_picture_is_the_one_that_manim_paints(staged: Callable[[], Any]) -> None:
    stage = staged()
    pixels, found = paint(stage.camera, things(stage), size=SIZE)
    camera = stage.camera
    camera.reset_pixel_shape(SIZE[1], SIZE[0])
    camera.capture_mobjects(stage.mobjects)
    assert pixels.shape == (540, 960, 3) and pixels.dtype == np.uint8
    assert np.abs(camera.pixel_array[..., :3].astype(int) - pixels).max() <= 2
    assert {each.kind for each in found} >= {"writing", "line"}


def test_painting_leaves_the_camera_as_it_was() -> None:
    stage = scene(words())
    before = stage.camera.pixel_array.copy()
    paint(stage.camera, things(stage), size=(320, 180))
    assert (stage.camera.pixel_array == before).all()
    assert (stage.camera.pixel_width, stage.camera.pixel_height) == before.shape[1::-1]
