"""The frame is divided so that boxes stay inside, apart, and usable at every aspect ratio."""

from itertools import combinations

import manim as mn
import pytest

from calcanim.blocks.stage import SAFE_MARGIN, Box, Stage

ASPECTS = {"16:9": (14.222, 8.0), "4:3": (10.667, 8.0), "1:1": (8.0, 8.0), "9:16": (8.0, 14.222)}


def stage(name: str) -> Stage:
    return Stage(*ASPECTS[name])


@pytest.mark.parametrize("name", ASPECTS)
def test_boxes_are_inside_the_safe_frame_and_apart(name: str) -> None:
    s = stage(name)
    boxes = (s.heading, s.picture, s.panel)
    for box in boxes:
        assert -s.width * (0.5 - SAFE_MARGIN) <= box.left < box.right <= s.width * (0.5 - SAFE_MARGIN) + 1e-9
        assert (
            -s.height * (0.5 - SAFE_MARGIN) - 1e-9 <= box.bottom < box.top <= s.height * (0.5 - SAFE_MARGIN)
        )
    for first, second in combinations(boxes, 2):
        apart_x = first.right <= second.left + 1e-9 or second.right <= first.left + 1e-9
        apart_y = first.top <= second.bottom + 1e-9 or second.top <= first.bottom + 1e-9
        assert apart_x or apart_y


def test_picture_and_panel_stand_side_by_side_when_wide_and_stacked_when_tall() -> None:
    assert stage("16:9").picture.right < stage("16:9").panel.left
    assert stage("9:16").picture.bottom > stage("9:16").panel.top


def test_rows_and_columns_share_the_box_by_weight() -> None:
    box = Box(0, 0, 10, 6)
    upper, lower = box.rows(1, 3, gap=2)
    assert (upper.top, upper.bottom, lower.top, lower.bottom) == (6, 5, 3, 0)
    left, right = box.columns(1, 1, gap=1)
    assert (left.left, left.right, right.left, right.right) == (0, 4.5, 5.5, 10)


def test_fitting_shrinks_and_never_enlarges() -> None:
    box = Box(0, 0, 4, 2)
    assert box.fit(mn.Square(side_length=1)).width == pytest.approx(1)
    assert box.fit(mn.Square(side_length=8)).height == pytest.approx(2)


def test_placing_puts_a_mobject_at_an_edge() -> None:
    placed = Box(0, 0, 4, 2).place(mn.Square(side_length=1), x=-1, y=1)
    assert placed.get_left()[0] == pytest.approx(0)
    assert placed.get_top()[1] == pytest.approx(2)
