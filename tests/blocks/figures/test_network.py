"""The network's picture: every number is what the core gives on from the inputs that the marks show."""

from __future__ import annotations

import pytest

from calcanim.blocks.figures.flow import Flow
from calcanim.blocks.figures.network import NetworkPicture
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus.network import small_network
from calcanim.gates.agreement import agrees

FLOW = Flow(Box(-6, -3, 6, 3), 3, True, share=0.66, wire=0.5)


@pytest.fixture(name="picture")
def picture_fixture() -> NetworkPicture:
    return NetworkPicture(FLOW, small_network(), (0.5, -1.0), theme=DARK)


def disagreeing(picture: NetworkPicture) -> int:
    return sum(not agrees(reading.shown, reading.drawn) for reading in picture.readings())


@pytest.mark.parametrize("share", [0.0, 0.2, 0.55, 1.0])
def test_every_node_shows_what_the_marked_inputs_give(picture: NetworkPicture, share: float) -> None:
    picture.circle(0.6).interpolate(share)
    picture.redraw()
    assert picture.drawn_inputs() == pytest.approx(picture.inputs)
    assert len(list(picture.readings())) == 8
    assert disagreeing(picture) == 0


def test_a_mark_that_is_turned_or_a_number_in_another_place_is_noticed(picture: NetworkPicture) -> None:
    picture.marks[0].rotate(0.3, about_point=picture.places[0][0])
    assert disagreeing(picture) > 1
    picture.redraw()
    picture.numbers[1].reverse()
    assert disagreeing(picture) == 2


def test_the_product_is_printed_by_the_core(picture: NetworkPicture) -> None:
    assert all(formula.source().origin == "printed by WrittenMatrix" for formula in picture.product())
    assert all(formula.source().origin == "printed by WrittenMatrix" for formula in picture.jacobians())


def test_the_longest_number_keeps_off_the_edge_of_its_node(picture: NetworkPicture) -> None:
    for discs, numbers in zip(picture.discs, picture.numbers, strict=True):
        for disc, slots in zip(discs, numbers, strict=True):
            assert slots.width < 0.85 * disc.width
