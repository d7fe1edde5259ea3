"""The formulas of a lesson on Jacobians: where they stand, and what is written where functions are long."""

from __future__ import annotations

import pytest

from calcanim.blocks.stage import USUAL_STAGES, Stage
from calcanim.blocks.theme import DARK
from calcanim.blocks.writing.jacobian_board import JacobianBoard, JacobianBoxes
from calcanim.calculus import Constant, Function
from calcanim.calculus.planar_map import PlanarMap


def board(f_1: str, f_2: str, stage: Stage = USUAL_STAGES[0]) -> JacobianBoard:
    outputs = tuple(Function.parse(text, variables="x, y") for text in (f_1, f_2))
    at = (Constant.parse("1"), Constant.parse("1"))
    return JacobianBoard(JacobianBoxes.of(stage), PlanarMap(outputs, (1.0, 1.0)), at, theme=DARK)  # type: ignore[arg-type]  # a pair


@pytest.mark.parametrize("stage", USUAL_STAGES)
def test_boxes_lie_in_the_body_and_apart(stage: Stage) -> None:
    boxes = JacobianBoxes.of(stage)
    every = [*boxes.planes, boxes.side, boxes.strip]
    assert all(stage.body.bottom - 1e-9 <= box.bottom < box.top <= stage.body.top + 1e-9 for box in every)
    for i, one in enumerate(every):
        for other in every[i + 1 :]:
            assert (
                one.right <= other.left
                or other.right <= one.left
                or one.top <= other.bottom
                or other.top <= one.bottom
            )


def test_a_matrix_holds_the_functions_where_these_can_be_read() -> None:
    assert "{2x}" in board("x^2 + y", "y").matrix.latex


def test_a_matrix_of_long_functions_holds_their_names() -> None:
    found = board("x*sin(x*y)", "y^2*cos(x*y)", USUAL_STAGES[1])
    assert found.is_legible
    assert r"\frac{\partial f_1}{\partial x}" in found.matrix.latex
