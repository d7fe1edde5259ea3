"""The gate "light" finds what is faint, alike or flashing, and lets sound neighbours pass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from calcanim.blocks.stage import Box
from calcanim.blocks.theme import THEMES, Role, Theme
from calcanim.gates.light import light
from calcanim.gates.recording import Flicker, Sight, Still
from calcanim.gates.result import Status
from tests.gates.recordings import moment, recording, span, writing

BOX = Box(1, 1, 2, 2)
RED, GREEN, YELLOW = "#FC6255", "#83C167", "#FFFF00"  # Manim's own
RATE = 15


def sight(
    contrast: float = 10.0, *, kind: str = "line", what: str = "line 'curve'", color: str = "#5A7FFF"
) -> Sight:
    return Sight(kind, what, BOX, color, contrast)


def still(*sights: Sight, time: float = 1.0, beat: int = 0) -> Still:
    return Still(time, beat, np.zeros((9, 16, 3), dtype=np.uint8), sights)


def messages(*stills: Still, flicker: Flicker | None = None) -> list[str]:
    result = light(recording(stills=stills, flicker=flicker, beats=[span("see", 0, 9)]))
    assert not result.error
    return [finding.message for finding in result.findings]


def flickering(values: Sequence[float], *, cells: int = 144) -> Flicker:
    """This many cells have these values, one per frame; the others stay dark."""
    luminance = np.full((len(values), 9, 16), 0.01)
    luminance.reshape(len(values), -1)[:, :cells] = np.array(values)[:, None]
    return Flicker(np.arange(len(values)) / RATE, luminance)


def blinking(
    times_a_second: float, *, low: float = 0.02, high: float = 0.5, seconds: float = 2
) -> list[float]:
    phase = np.arange(round(seconds * RATE)) / RATE * times_a_second % 1
    return [high if each >= 0.5 else low for each in phase]


@pytest.mark.parametrize(("kind", "needed"), [("writing", 4.5), ("line", 3.0), ("area", 3.0)], ids=str)
def test_what_is_fainter_than_its_kind_may_be_is_found(kind: str, needed: float) -> None:
    assert messages(still(sight(needed - 0.1, kind=kind))) == [
        f"line 'curve' in #5A7FFF stands {needed - 0.1:.2f}:1 against what is behind it, and needs "
        f"{needed:g}:1; choose a colour that stands out, or clear what is behind"
    ]
    assert not messages(still(sight(needed, kind=kind)))


def test_a_finding_says_when_and_where() -> None:
    result = light(recording(stills=[still(sight(2.0), time=3.5)], beats=[span("tangent", 0, 4)]))
    (finding,) = result.findings
    assert (finding.time, finding.beat, finding.box) == (3.5, "tangent", BOX)


def test_the_same_thing_is_told_once_at_its_worst() -> None:
    stills = [still(sight(contrast), time=time) for time, contrast in ((1, 2.5), (2, 1.5), (3, 2.0))]
    (finding,) = light(recording(stills=stills)).findings
    assert finding.time == 2 and "1.50:1" in finding.message


def test_each_colour_of_a_thing_is_told() -> None:
    both = still(sight(2.0, color="#202020"), sight(2.0, color="#303030"))
    assert len(messages(both)) == 2


def test_red_and_green_are_found_alike_without_green_cones() -> None:
    (message,) = messages(still(sight(what="line 'f'", color=RED), sight(what="line 'g'", color=GREEN)))
    assert message == (
        "line 'f' in #FC6255 and line 'g' in #83C167 look alike with deuteranopia: 9 apart, 15 is the least; "
        "make one of them lighter or darker"
    )


def test_blue_and_violet_are_found_alike_without_red_cones() -> None:
    (message,) = messages(still(sight(color="#5A7FFF"), sight(color="#A070FF")))
    assert "look alike with protanopia" in message


@pytest.mark.parametrize("other", [YELLOW, "#58C4DD", RED, "#FC6356"])
def test_colours_that_stay_apart_or_were_never_apart_pass(other: str) -> None:
    assert not messages(still(sight(color=RED), sight(color=other)))


def test_alike_colours_in_different_stills_pass() -> None:
    assert not messages(still(sight(color=RED)), still(sight(color=GREEN), time=2))


def test_a_pair_of_colours_is_told_once() -> None:
    pair = (sight(color=RED), sight(color=GREEN, kind="writing"))
    assert len(messages(still(*pair), still(*pair, time=2))) == 1


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_all_colours_of_a_theme_may_stand_together(theme: Theme) -> None:
    assert not messages(still(*(sight(color=theme.color(role)) for role in set(Role) - {Role.BACKGROUND})))


@pytest.mark.parametrize("rate", [4.0, 5.0, 7.5])
def test_more_than_three_flashes_a_second_are_found(rate: float) -> None:
    (message,) = messages(still(sight()), flicker=flickering(blinking(rate)))
    assert "100% of the frame flash" in message and "three is the most" in message


@pytest.mark.parametrize(
    "flicker",
    [
        flickering(blinking(2.5)),
        flickering(blinking(3.0)),
        flickering(blinking(7.5, high=0.11)),
        flickering(blinking(7.5, low=0.85, high=1.0)),
        flickering(blinking(7.5), cells=2),
        flickering([0.02, 0.5] * 3),
        flickering(list(np.linspace(0, 1, 30))),
        flickering([0.5]),
    ],
    ids=["slow", "three", "weak", "bright", "small", "three in all", "growing", "one frame"],
)
def test_a_picture_that_hardly_flashes_passes(flicker: Flicker) -> None:
    assert not messages(still(sight()), flicker=flicker)


def test_a_part_of_the_frame_that_flashes_is_shown() -> None:
    values = [0.02] * RATE + blinking(5.0) + [0.02] * 2 * RATE + blinking(5.0)
    result = light(recording(stills=[still(sight())], flicker=flickering(values, cells=4)))
    assert len(result.findings) == 2
    first = result.findings[0]
    assert 1 < first.time < 2 and "3% of the frame flash 5 times" in first.message
    assert first.box is not None
    assert (first.box.left, first.box.top) == pytest.approx((-64 / 9, 4))
    assert (first.box.width, first.box.height) == pytest.approx((4 * 8 / 9, 8 / 9))


def test_it_fails_where_it_could_not_look() -> None:
    seen = [still(sight())]
    blind = [
        recording(),
        recording(stills=seen, blind_spots=["an image was not looked into"]),
        recording([moment(writing("A"))], stills=seen),
    ]
    results = [light(each) for each in blind]
    assert all(result.status is Status.COULD_NOT_LOOK for result in results)
    assert "no still" in results[0].error and "an image" in results[1].error
    assert "how bright" in results[2].error


def test_stills_alone_are_looked_at() -> None:
    result = light(recording(stills=[still(sight(), sight(kind="writing"))], theme="light"))
    assert result.status is Status.PASSED and result.looked_at == 2
