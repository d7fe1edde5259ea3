"""A chain of machines: its numbers can be read back from the knob and the bands."""

from __future__ import annotations

import math
from typing import Any

import pytest

from calcanim.blocks.figures.chain import Chain
from calcanim.blocks.figures.flow import Flow
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, Role
from calcanim.blocks.writing.rates import Wire
from calcanim.calculus import Function
from calcanim.calculus.composition import Composition
from calcanim.calculus.constant import Constant
from calcanim.gates.agreement import agrees

WIRES = (Wire("x", Role.RUN), Wire("u", Role.CURVE), Wire("y", Role.RISE))
FLOW = Flow(Box(-6, -1, 6, 3), 2, True, share=0.7)


def chain_of(*texts: str, at: str = "1/2") -> Chain:
    pair = Composition(tuple(Function.parse(text) for text in texts))
    return Chain(FLOW, pair, ("h", "g"), WIRES, at=Constant.parse(at), reach=0.2, theme=DARK)


def turned(chain: Chain, share: float) -> Chain:
    chain.sway(turns=1).interpolate(share)
    return redrawn(chain)


def redrawn(chain: Chain) -> Chain:
    numbers = (*chain.values, *chain.changes, *chain.ratios, chain.magnified)
    for live in (chain.knob, *chain.bands, *numbers):
        live.redraw()
    return chain


def disagreeing(chain: Chain) -> list[str]:
    numbers = (*chain.values, *chain.changes, *chain.ratios, chain.magnified)
    readings = [reading for number in numbers for reading in number.readings() if reading.is_whole]
    return [reading.what for reading in readings if not agrees(reading.shown, reading.drawn)]


@pytest.mark.parametrize("share", [0.1, 0.37, 0.63, 1.0])
def test_every_number_is_what_knob_and_bands_say(share: float) -> None:
    chain = turned(chain_of("2x^2", "sin(u)+1"), share)
    assert disagreeing(chain) == []
    assert all(reading.is_whole for number in chain.ratios for reading in number.readings())


@pytest.mark.parametrize("texts", [("2x^2", "sin(u)+1"), ("3", "u^2"), ("x^2-x", "u^3")])
@pytest.mark.parametrize("share", [0.5, 0.98, 1.0])
def test_they_still_are_while_the_change_shrinks_and_in_the_limit(
    texts: tuple[str, str], share: float
) -> None:
    chain = turned(chain_of(*texts), 1.0)
    chain.close_in().interpolate(share)
    assert disagreeing(redrawn(chain)) == []


def test_in_the_limit_the_ratios_are_the_rates_and_can_be_read_off_the_bands() -> None:
    chain = turned(chain_of("2x^2", "sin(u)+1"), 1.0)
    chain.close_in().interpolate(1.0)
    redrawn(chain)
    drawn = [reading.drawn for number in chain.ratios for reading in number.readings()]
    assert drawn == pytest.approx([2, math.cos(0.5)])


def test_a_ratio_by_nothing_is_not_told() -> None:
    chain = turned(chain_of("3", "u^2"), 1.0)
    assert math.isnan(chain.ratio(1))
    chain.close_in().interpolate(1.0)
    assert math.isnan(chain.ratio(1))


def test_a_band_or_a_pointer_that_is_moved_is_noticed() -> None:
    chain = turned(chain_of("2x^2", "sin(u)+1"), 0.37)
    middle: Any = chain.bands[1]
    middle.band.stretch(1.2, 1)
    assert len(disagreeing(chain)) == 3
    chain = turned(chain_of("2x^2", "sin(u)+1"), 0.37)
    chain.knob.pointer.rotate(0.2)
    assert {"x", "u", "y"} < set(disagreeing(chain))


def test_past_what_can_be_told_the_magnification_is_a_dash() -> None:
    chain = turned(chain_of("2x^2", "sin(u)+1"), 1.0)
    chain.close_in().interpolate(1.0)
    (reading,) = redrawn(chain).magnified.readings()
    assert reading.shown == "–"
