"""Memory that is drawn into again is mended where it is behind; rows that are told are looked at alone."""

from __future__ import annotations

import random

import numpy as np
import pytest

from calcanim.engine.looks import Box
from calcanim.engine.outdated import KNOWN, Outdated, copy
from calcanim.engine.planes import Planes
from calcanim.engine.stream import Frame, Pixels

HEIGHT, WIDTH = 18, 24
ALL = (0, 0, WIDTH, HEIGHT)


def blank() -> Pixels:
    return np.zeros((HEIGHT, WIDTH, 4), np.uint8)


def a_box(chance: random.Random) -> Box:
    left, top = chance.randrange(WIDTH - 1), chance.randrange(HEIGHT - 1)
    return left, top, chance.randrange(left + 1, WIDTH), chance.randrange(top + 1, HEIGHT)


def test_what_was_never_seen_is_behind_all_over() -> None:
    assert Outdated().where(blank()) == ALL


def test_after_a_frame_drawn_all_over_every_other_one_is_behind() -> None:
    outdated, one, other = Outdated(), blank(), blank()
    outdated.drew(one, None)
    outdated.drew(other, None)
    assert outdated.where(one) == ALL


@pytest.mark.parametrize("seed", range(20))
def test_a_frame_mended_where_it_is_behind_is_the_last_one(seed: int) -> None:
    chance, outdated = random.Random(seed), Outdated()
    frames = [blank() for _ in range(5)]
    last = frames[0]
    last[:] = 1
    outdated.drew(last, None)
    for number in range(2, 60):
        drawn = chance.choice([frame for frame in frames if frame is not last])
        copy(last, drawn, outdated.where(drawn), but=(0, 0, 0, 0))
        np.testing.assert_array_equal(drawn, last)
        left, top, right, bottom = box = a_box(chance)
        drawn[top:bottom, left:right] = number
        outdated.drew(drawn, box)
        last = drawn


def test_it_does_not_keep_all_frames_there_ever_were() -> None:
    outdated, first = Outdated(), blank()
    outdated.drew(first, None)
    for _ in range(KNOWN + 1):
        outdated.drew(blank(), (0, 0, 1, 1))
    assert outdated.where(first) == ALL
    assert len(outdated._behind) <= KNOWN + 1


@pytest.mark.parametrize("but", [(5, 5, 9, 9), (-3, -3, 4, 4), (0, 0, 0, 0), (0, 16, 24, 30), ALL])
@pytest.mark.parametrize("box", [(2, 2, 12, 12), ALL, (-5, 3, 40, 5), (20, 0, 22, 18)])
def test_the_pixels_of_a_box_are_copied_but_those_of_another(box: Box, but: Box) -> None:
    def inside(box: Box) -> list[list[bool]]:
        columns = [box[0] <= x < box[2] for x in range(WIDTH)]
        return [[column and box[1] <= y < box[3] for column in columns] for y in range(HEIGHT)]

    target = blank()
    copy(np.ones_like(target), target, box, but=but)
    np.testing.assert_array_equal(target[..., 0] == 1, np.array(inside(box)) & ~np.array(inside(but)))


@pytest.mark.parametrize("top", [0, 3, 4, 17])
@pytest.mark.parametrize("rows", [1, 2, 5])
def test_rows_that_are_told_are_converted_as_if_all_were_looked_at(top: int, rows: int) -> None:
    first = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 4), np.uint8)
    second = first.copy()
    second[top : top + rows, 7] ^= 255
    told = Frame(second, first, (top, min(top + rows, HEIGHT)))
    arrays = [_converted(first, frame) for frame in (told, Frame(second))]
    for one, other in zip(*arrays, strict=True):
        np.testing.assert_array_equal(one, other)


def test_what_is_told_of_another_frame_than_the_one_before_is_not_believed() -> None:
    first, second = blank(), blank()
    second[3] = 200
    frame = Frame(second, blank(), (10, 11))
    for one, other in zip(_converted(first, frame), _converted(first, Frame(second)), strict=True):
        np.testing.assert_array_equal(one, other)


def _converted(first: Pixels, second: Frame) -> list[np.ndarray]:
    sizes = (HEIGHT, WIDTH), (HEIGHT // 2, WIDTH // 2), (HEIGHT // 2, WIDTH // 2)
    planes = Planes(*(np.zeros(size, np.uint8) for size in sizes))
    for frame in (Frame(first), second):
        assert planes.look_at(frame)
        planes.take()
    return list(planes.arrays)
