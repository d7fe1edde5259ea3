"""Whatever stands on a frame becomes a writing, a line or an area, in the order of painting."""

from __future__ import annotations

from typing import Any

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.evidence import Content
from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.live import Readout
from calcanim.blocks.theme import DARK, EM, Size
from calcanim.calculus.verification.verdicts import Verdict
from calcanim.gates.recording import Area, Line, Thing, Writing
from calcanim.gates.things import Eye, things
from tests.gates import plain_scenes

SET_BY: Any = mn.MathTypst


def scene(*mobjects: mn.Mobject) -> mn.Scene:
    made = mn.Scene()
    made.add(*mobjects)
    return made


def seen(*mobjects: mn.Mobject) -> list[Thing]:
    return [drawn.thing for drawn in things(scene(*mobjects))]


def writing(mobject: mn.Mobject) -> Writing:
    (thing,) = seen(mobject)
    assert isinstance(thing, Writing)
    return thing


@pytest.fixture(autouse=True)
def dry_run(tmp_path: Any) -> Any:
    with mn.tempconfig({"dry_run": True, "media_dir": str(tmp_path), "verbosity": "ERROR"}):
        yield


def test_all_glyphs_of_a_formula_are_one_writing() -> None:
    thing = writing(Formula("x^2 + 1", theme=DARK))
    assert thing.source.text == "x^2 + 1"
    assert thing.what.startswith("formula 'x^2 + 1'")
    assert thing.glyphs.shape == (4, 4)
    assert thing.opacity == 1.0


def test_an_index_is_known_to_be_smaller() -> None:
    letter, index = writing(Formula("x_x", theme=DARK)).x_heights
    assert letter == pytest.approx(0.431 * EM[Size.BODY])
    assert index == pytest.approx(0.7 * letter)


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_a_scaled_formula_is_known_to_be_scaled(scale: float) -> None:
    heights = writing(Formula("x + A", theme=DARK).scale(scale)).x_heights
    assert heights == pytest.approx(np.full(3, scale * 0.431 * EM[Size.BODY]))


def test_the_x_height_of_prose_is_that_of_its_font() -> None:
    words = Prose("xx", theme=DARK, size=Size.LABEL)
    assert writing(words).x_heights[0] == pytest.approx(float(words[0].height), rel=0.03)
    assert writing(words).source.content is Content.PROSE


def test_the_x_height_of_plain_text_is_nearly_measured() -> None:
    for text in (mn.Text("x", font_size=30), mn.MathTypst("x", font_size=30)):
        assert writing(text).x_heights[0] == pytest.approx(float(text.height), rel=0.1)


@pytest.mark.parametrize(
    ("mobject", "content", "verdict"),
    [
        (lambda: mn.Text("The slope"), Content.PROSE, None),
        (lambda: mn.Text("f(2) = 4"), Content.FORMULA, Verdict.UNCHECKED),
        (lambda: mn.Paragraph("Two lines", "of words"), Content.PROSE, None),
        (lambda: mn.MathTypst("x"), Content.NAME, None),
        (lambda: mn.MathTypst("x^2 = 4"), Content.FORMULA, Verdict.UNCHECKED),
        (lambda: mn.Typst("Only words"), Content.PROSE, None),
        (lambda: mn.Typst("Where $x = 2$"), Content.FORMULA, Verdict.UNCHECKED),
        (lambda: mn.DecimalNumber(1.5, mob_class=SET_BY), Content.NUMBER, None),
    ],
)
def test_plain_writing_is_told_by_its_kind(mobject: Any, content: Content, verdict: Verdict | None) -> None:
    source = writing(mobject()).source
    assert (source.content, source.verdict) == (content, verdict)
    assert source.text


def test_a_live_number_says_what_its_glyphs_say() -> None:
    label, number = seen(Readout("x", lambda: 1.5, theme=DARK))
    assert isinstance(label, Writing) and isinstance(number, Writing)
    assert (number.source.content, number.source.text) == (Content.NUMBER, "1.50")
    assert number.x_heights == pytest.approx(np.full(4, 0.431 * EM[Size.BODY]))


def test_a_glyph_alone_belongs_to_its_formula_and_a_copy_is_another_writing() -> None:
    formula = Formula("x + 1", theme=DARK)
    copy = mn.VGroup(formula[0]).copy().shift(mn.UP)
    alone, carried = seen(*formula[1:], copy)
    assert isinstance(alone, Writing) and isinstance(carried, Writing)
    assert (len(alone.glyphs), len(carried.glyphs)) == (2, 1)
    assert alone.source == carried.source
    assert alone.key != carried.key


def test_a_copy_right_upon_its_formula_is_not_seen() -> None:
    formula = Formula("x + 1", theme=DARK)
    assert len(seen(formula, formula.copy())) == 1
    assert len(seen(formula, formula.copy().shift(0.1 * mn.UP))) == 2


def test_a_filled_outline_is_an_area_and_its_border_a_line() -> None:
    area, border = seen(mn.Circle(fill_opacity=0.5, fill_color=mn.RED, stroke_color=mn.WHITE, stroke_width=6))
    assert isinstance(area, Area) and isinstance(border, Line)
    assert (area.color, area.opacity) == (mn.RED.to_hex(), 0.5)
    assert border.borders == area.key
    assert border.width == pytest.approx(0.06)
    assert border.box.right == pytest.approx(1.03)
    assert (border.color, border.opacity) == (mn.WHITE.to_hex(), 1.0)


def test_an_area_with_a_stroke_of_its_own_colour_has_no_border() -> None:
    (area,) = seen(mn.Dot(stroke_width=2, stroke_color=mn.WHITE))
    assert isinstance(area, Area)


def test_an_outline_is_a_line_as_wide_as_it_is_painted() -> None:
    (line,) = seen(mn.Line(mn.LEFT, mn.RIGHT, stroke_width=5))
    assert isinstance(line, Line)
    assert line.strokes[0] == pytest.approx(np.array([[-1, 0], [1, 0]]))
    assert line.width == pytest.approx(0.05)
    assert line.what == "line 'line'"


@pytest.mark.parametrize(
    "unseen",
    [
        lambda: mn.Circle(stroke_opacity=0),
        lambda: mn.Circle(stroke_width=0),
        mn.VMobject,
        lambda: mn.ValueTracker(1),
        lambda: Formula("x", theme=DARK).set_opacity(0),
    ],
)
def test_what_has_no_ink_is_nothing(unseen: Any) -> None:
    assert seen(unseen()) == []


def test_things_come_in_the_order_of_painting() -> None:
    first, second, last = mn.Dot(), mn.Square(), mn.Line().set_z_index(-1)
    kinds = [each.what for each in seen(first, second, last)]
    assert kinds == ["line 'line'", "area 'dot'", "line 'square'"]


def test_dashes_are_one_line_and_many_faces_one_mesh() -> None:
    made = plain_scenes.Dashes()
    with mn.tempconfig({"progress_bar": "none"}):
        made.render()
    dashes, mesh = [drawn.thing for drawn in things(made)]
    assert isinstance(dashes, Line) and isinstance(mesh, Area)
    assert len(dashes.strokes) > 10
    assert len(mesh.outlines) == 60
    assert mesh.is_face


def test_nothing_is_built_anew_while_nothing_changes() -> None:
    formula, dot = Formula("x + 1", theme=DARK), mn.Dot(mn.UP)
    made, eye = scene(formula, dot), Eye((14.2, 8))
    before = eye.look(made)
    dot.shift(mn.RIGHT)
    after = eye.look(made)
    assert after.things[0] is before.things[0]
    assert after.things[1] is not before.things[1]
    assert [thing.key for thing in after.things] == [thing.key for thing in before.things]


@pytest.mark.parametrize(
    ("change", "is_another"),
    [
        (lambda dot: dot.shift(mn.RIGHT * 1e-3), False),
        (lambda dot: dot.shift(mn.RIGHT * 0.02), True),
        (lambda dot: dot.set_color(mn.BLUE), True),
        (lambda dot: dot.set_opacity(0.99), False),
        (lambda dot: dot.set_opacity(0.0), True),
    ],
)
def test_the_state_tells_what_can_be_seen(change: Any, is_another: bool) -> None:
    dot = mn.Dot()
    made, eye = scene(dot), Eye((14.2, 8))
    before = eye.look(made).state
    change(dot)
    assert (eye.look(made).state != before) is is_another


def test_a_slow_drift_adds_up() -> None:
    dot = mn.Dot()
    made, eye = scene(dot), Eye((14.2, 8))
    states = [eye.look(made).state]
    for _ in range(20):
        dot.shift(mn.RIGHT * 1e-3)
        states.append(eye.look(made).state)
    assert 1 < len(set(states)) < 5
