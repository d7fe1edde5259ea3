"""Layout: what reaches out, lies over, is hidden, is too small or too much; and what may."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcanim.blocks.evidence import Content
from calcanim.gates.layout import layout
from calcanim.gates.recording import PIXEL, Moment, Recording, Thing
from calcanim.gates.result import Status
from tests.gates.recordings import area, line, moment, recording, rectangle, span, standing, writing

ACROSS = ((-3.0, 0.0), (3.0, 0.0))


def messages(*things: Thing, is_still: bool = True) -> list[str]:
    """What the gate says of one moment."""
    result = layout(recording([moment(*things, is_still=is_still)]))
    assert not result.error
    return [finding.message for finding in result.findings]


def over_time(*moments: Moment) -> Recording:
    return recording([replace(each, time=index / 5) for index, each in enumerate(moments)])


def test_things_apart_and_inside_pass() -> None:
    result = layout(recording([moment(writing("A"), writing("B", at=(2, 0)), line((-3, 2), (3, 2)))]))
    assert result.status is Status.PASSED
    assert result.looked_at == 1


@pytest.mark.parametrize(
    "thing",
    [
        writing("slope", at=(6.2, 0)),
        line((0, 0), (0, 3.59), width=0.1),
        area(*rectangle(-6.5, 0, 0, 1)),
        writing("f", at=(0, -3.6)),
    ],
)
def test_nothing_reaches_out_of_the_safe_frame(thing: Thing) -> None:
    (message,) = messages(thing)
    assert message.startswith(f"{thing.what} reaches out of the safe frame by")


def test_the_safe_frame_may_be_filled_to_its_edges() -> None:
    assert not messages(area(*rectangle(-6.4, -3.6, 6.4, 3.6)), line((0, 0), (0, 3.58), width=0.04))
    assert not messages(writing("f", at=(6.4 - 0.12, 0)))


def test_a_name_that_glides_may_cross_a_line_for_a_moment_and_not_rest_on_it() -> None:
    name, across = writing("A", at=(0, 0)), line(*ACROSS)
    on_it = moment(name, across, is_still=False)
    glides = replace(on_it, gliding=frozenset({name.key}))
    assert not layout(over_time(glides, glides)).findings
    assert layout(over_time(on_it)).findings
    assert layout(over_time(replace(glides, is_end_of_beat=True))).findings


@pytest.mark.parametrize("place", [(0, 0), (6.8, 0)])
def test_a_name_may_glide_for_ever_and_be_wrong_no_longer_than_what_passes(
    place: tuple[float, float],
) -> None:
    name, across = writing("A", at=place), line(*ACROSS)
    wrong, right = (moment(each, across, is_still=False) for each in (name, writing("A", at=(0, 1))))
    glides, rights = (replace(each, gliding=frozenset({name.key})) for each in (wrong, right))
    assert not layout(over_time(*[glides] * 4, rights, *[glides] * 4)).findings
    (finding,) = layout(over_time(*[glides] * 5)).findings
    assert "0.8 s in passing" in finding.message


def test_a_name_that_glides_is_no_smaller_for_it() -> None:
    small = writing("A", em=0.1)
    glides = replace(moment(small, is_still=False), gliding=frozenset({small.key}))
    assert layout(over_time(glides)).findings


def test_what_passes_may_leave_the_frame_and_what_is_live_may_not() -> None:
    out = writing("f", at=(6.8, 0), is_passing=True)
    assert not messages(out, is_still=False)
    assert messages(out)
    assert messages(replace(out, is_passing=False), is_still=False)


def test_a_backdrop_and_its_border_may_fill_the_frame() -> None:
    corners = rectangle(-7.2, -4.1, 7.2, 4.1)
    edge = line(*corners, corners[0], name="edge", borders="backdrop")
    assert not messages(area(*corners, name="backdrop"), edge)


def test_what_cannot_be_seen_is_free() -> None:
    assert not messages(writing("A", opacity=0.1), writing("B"), writing("C", at=(7, 0), opacity=0.1))


def test_writings_do_not_lie_over_each_other() -> None:
    (message,) = messages(writing("slope"), writing("rise", at=(0.2, 0.1)))
    assert message.startswith("formula 'rise' lies over formula 'slope' by")
    assert not messages(writing("slope"), writing("rise", at=(0, 0.35)))


def test_glyphs_count_and_not_the_box_around_them() -> None:
    assert not messages(writing("a    b", em=0.6), writing("c"))


@given(x=st.floats(-2, 2), y=st.floats(-1, 1))
def test_two_letters_are_apart_exactly_when_their_cores_are(x: float, y: float) -> None:
    across, up = 0.24 * 0.84 - abs(x), 0.336 * 0.84 - abs(y)
    depth = min(across, up) / PIXEL
    if abs(depth - 0.5) > 0.01:
        assert bool(messages(writing("A"), writing("B", at=(x, y)))) == (depth > 0.5)


def test_a_line_runs_around_a_writing() -> None:
    (message,) = messages(line(*ACROSS, name="tangent"), writing("B"))
    assert message.startswith("formula 'B' lies over line 'tangent' by")
    assert message.endswith("move it to a free side")
    assert not messages(line(*ACROSS), writing("B", at=(0, 0.3)))


def test_the_width_of_a_line_counts() -> None:
    label = writing("B", at=(0, 0.2))
    assert not messages(line(*ACROSS, width=0.05), label)
    assert messages(line(*ACROSS, width=0.4), label)


def test_a_line_may_pass_between_two_glyphs() -> None:
    assert not messages(line((0, -2), (0, 2), width=0.01), writing("a b", em=0.6))


@given(angle=st.floats(0, np.pi), away=st.floats(-0.5, 0.5))
def test_a_line_at_any_angle_is_judged_by_its_distance(angle: float, away: float) -> None:
    along, beside = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    start, end = (tuple(away * beside + reach * along) for reach in (-2, 2))
    found = bool(messages(line(start, end, width=0.02), writing("B")))
    inner, outer = 0.24 * 0.42, np.hypot(0.24 * 0.42, 0.336 * 0.42) + 0.02
    assert found if abs(away) < inner else True
    assert not found if abs(away) > outer else True


def test_a_writing_may_lie_on_the_line_that_it_labels() -> None:
    assert not messages(line(*ACROSS, name="axis"), writing("1", labels=["axis"]))


@pytest.mark.parametrize(
    "thing", [line(*ACROSS, opacity=0.25), line(*ACROSS, is_passing=True), line((-3, 0), (-1, 0))]
)
def test_a_faint_line_a_passing_line_and_a_far_line_are_free(thing: Thing) -> None:
    assert not messages(thing, writing("B"), is_still=False)


def test_a_plate_hides_the_line_from_the_writing_on_it() -> None:
    through, label = line(*ACROSS), writing("B")
    plate = area(*rectangle(-0.3, -0.3, 0.3, 0.3), name="plate", opacity=0.9)
    assert not messages(through, plate, label)
    assert messages(plate, through, label)
    assert messages(through, replace(plate, opacity=0.5), label)
    assert messages(through, area(*rectangle(0, -0.3, 0.3, 0.3), opacity=0.9), label)


def test_borders_of_a_mesh_are_not_lines() -> None:
    face = area(*rectangle(-1, -1, 1, 1), name="face", opacity=0.5, is_face=True)
    assert not messages(face, line(*ACROSS, borders="face"), writing("B"))
    assert messages(replace(face, is_face=False), line(*ACROSS, borders="face"), writing("B"))


def test_no_area_hides_a_writing() -> None:
    dot = area(*rectangle(-0.1, -0.1, 0.1, 0.1), name="dot")
    (message,) = messages(writing("B"), dot)
    assert message.startswith("formula 'B' is hidden by area 'dot'")
    assert not messages(dot, writing("B"))
    assert not messages(writing("B"), replace(dot, opacity=0.4))
    assert not messages(writing("B"), area(*rectangle(0.1, -0.1, 0.3, 0.1)))


def test_a_hole_in_an_area_hides_nothing() -> None:
    outer, inner = rectangle(-1, -1, 1, 1), rectangle(-0.5, -0.5, 0.5, 0.5)
    ring = area(*outer)
    ring = replace(ring, outlines=(*ring.outlines, np.array(inner[::-1])))
    assert not messages(writing("B"), ring)


def test_an_x_is_at_least_14_pixels_high() -> None:
    least = 14 * PIXEL / 0.431
    (message,) = messages(writing("x", em=least * 0.95))
    assert "an x in it is 13.3 px high" in message
    assert not messages(writing("x", em=least))
    assert not messages(writing("x", em=least / 2, is_passing=True), is_still=False)


def test_one_small_glyph_is_found_and_an_unknown_one_is_not_guessed() -> None:
    power = writing("xn")
    small = np.array([power.x_heights[0], 10 * PIXEL])
    assert messages(replace(power, x_heights=small))
    assert not messages(replace(power, x_heights=np.array([power.x_heights[0], np.nan])))


def prose(words: int, *, at: tuple[float, float] = (0.0, 0.0), name: str = "prose") -> Thing:
    return replace(
        writing(" ".join("a" * words), name=name, at=at, em=0.24),
        x_heights=np.zeros(0),
        source=(writing(" ".join("a" * words), content=Content.PROSE).source),
    )


def test_forty_words_are_enough() -> None:
    assert not messages(prose(40))
    (message,) = messages(prose(20), prose(21, at=(0, 1), name="more"))
    assert message.startswith("41 words stand at once")


def test_formulas_are_not_words() -> None:
    terms = [writing("x + 1", name=f"term {row}", at=(0, row / 2 - 3)) for row in range(13)]
    assert not messages(prose(39, at=(0, 3.3)), *terms)


def crossing(moments: int, *, is_passing: bool = True) -> list[Moment]:
    still, moving = writing("A"), writing("B", is_passing=is_passing)
    return [moment(still, moving, is_still=False)] * moments


def test_a_crossing_of_0_6_seconds_is_free_and_a_longer_one_is_not() -> None:
    assert layout(over_time(*crossing(4), moment(writing("A")))).holds
    (finding,) = layout(over_time(*crossing(6), moment(writing("A")))).findings
    assert "for 1.0 s in passing" in finding.message


def test_crossings_with_a_gap_between_are_two() -> None:
    assert layout(over_time(*crossing(3), moment(writing("A")), *crossing(3))).holds


def test_what_does_not_pass_may_not_cross_at_all() -> None:
    (finding,) = layout(over_time(moment(writing("A")), *crossing(1, is_passing=False))).findings
    assert finding.time == 0.2


def test_a_crossing_ends_before_its_beat_does() -> None:
    last = replace(crossing(1)[0], is_end_of_beat=True)
    assert not layout(over_time(*crossing(2), last)).holds


def test_a_fault_that_lasts_is_told_once_and_at_its_worst() -> None:
    near, nearer = (moment(line(*ACROSS), writing("B", at=(0, y))) for y in (0.12, 0.0))
    beats = [span("Ask", 0, 0.1), span("See", 0.1, 3)]
    played = over_time(moment(writing("B", at=(0, 2))), near, nearer, near, near)
    played = replace(played, beats=tuple(beats), moments=tuple(replace(m, beat=1) for m in played.moments))
    (finding,) = layout(played).findings
    assert (finding.time, finding.beat) == (0.2, "See")
    assert "by 16 px for 0.6 s" in finding.message


def test_a_writing_over_many_lines_is_told_once() -> None:
    grid = [line((-3, y), (3, y), name=f"grid {y}") for y in (-0.1, 0.0, 0.1)]
    (message,) = messages(*grid, writing("B"))
    assert "(and 2 more)" in message


def test_two_faults_are_two_findings() -> None:
    assert len(messages(line(*ACROSS), writing("A"), writing("B", at=(1, 0)), writing("f", at=(7, 2)))) == 3


def test_a_finding_says_where() -> None:
    (finding,) = layout(recording([moment(line(*ACROSS), writing("a b"))])).findings
    assert finding.box
    assert finding.box.left < -0.2 and finding.box.right > 0.2
    assert finding.box.height < 0.4


def test_it_fails_where_it_could_not_look() -> None:
    blind = layout(recording([moment(writing("A"))], blind_spots=["a picture"]))
    assert blind.error == "could not look: a picture"
    assert layout(recording()).status is Status.COULD_NOT_LOOK
    assert layout(recording(standing())).status is Status.COULD_NOT_LOOK
