"""Pace: captions, standstills, and time to see what comes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcanim.blocks.evidence import Content
from calcanim.gates.pace import pace
from calcanim.gates.recording import BeatSpan, Moment, Thing
from calcanim.gates.result import Status
from tests.gates.recordings import line, moment, recording, span, standing, writing

DOT = line((0, 0), (1, 0), name="dot")
READ = span("See", 0, 60)


def messages(moments: list[Moment], *beats: BeatSpan) -> list[str]:
    """What the gate says of these moments, or of a beat that lasts long enough."""
    result = pace(recording(moments, beats=beats or (READ,)))
    assert not result.error
    return [finding.message for finding in result.findings]


def moving(*things: Thing, start: float, end: float) -> list[Moment]:
    """Moments in which something else moves."""
    made = standing(*things, start=start, end=end, is_still=False)
    return [replace(each, state=round(each.time * 1000)) for each in made]


def test_a_lesson_that_moves_and_can_be_read_passes() -> None:
    result = pace(recording(moving(DOT, start=0, end=3), beats=[span("See", 0, 3, caption="A slope.")]))
    assert result.status is Status.PASSED
    assert result.looked_at == 1 + 16


def test_a_caption_stands_a_second_for_17_characters() -> None:
    (message,) = messages(moving(DOT, start=0, end=2), span("Ask", 0, 2, caption="a" * 35))
    assert "'Ask' has 35 characters and stands 2.0 s" in message
    assert "give it 2.1 s" in message
    assert not messages(moving(DOT, start=0, end=2), span("Ask", 0, 2, caption="a" * 34))


@given(count=st.integers(1, 200), seconds=st.floats(0.5, 20))
def test_a_caption_is_judged_by_its_rate(count: int, seconds: float) -> None:
    found = bool(messages([moment(DOT)], span("Ask", 0, seconds, caption="a" * count)))
    assert found == (count > seconds * 17.05)


def test_a_beat_of_a_lesson_has_a_caption_and_that_of_a_plain_scene_need_not() -> None:
    silent = span("Ask", 0, 2, caption=" ")
    (message,) = messages(moving(DOT, start=0, end=2), silent)
    assert message.startswith("beat 'Ask' has no caption")
    assert pace(recording([moment(DOT)], beats=[silent], is_lesson=False)).holds


def test_nothing_stands_still_for_more_than_four_seconds() -> None:
    (finding,) = pace(recording(standing(DOT, end=5), beats=[span("Ask", 0, 5)])).findings
    assert (finding.time, finding.beat) == (0.0, "Ask")
    assert finding.message.startswith("nothing moves for 5.0 s")
    assert not messages(standing(DOT, end=4))


def test_a_movement_between_two_standstills_parts_them() -> None:
    assert not messages(
        [*standing(DOT, end=3), *moving(DOT, start=3.2, end=3.6), *standing(start=3.8, end=7)]
    )


def test_a_standstill_goes_on_over_the_end_of_a_beat() -> None:
    still = [*standing(DOT, end=3), *standing(DOT, start=3.2, end=6, beat=1)]
    (message,) = messages(still, span("Ask", 0, 3), span("See", 3, 6))
    assert message.startswith("nothing moves for 6.0 s, 4 s is the most")


def test_a_beat_may_ask_for_a_longer_pause() -> None:
    assert not messages(standing(DOT, end=6), span("Think", 0, 6, pause=6))
    (message,) = messages(standing(DOT, end=8), span("Think", 0, 8, pause=6))
    assert "6 s is the most" in message


def test_a_short_pause_makes_no_standstill_shorter_and_only_its_own_beat_is_quiet() -> None:
    assert not messages(standing(DOT, end=4), span("Think", 0, 4, pause=1))
    assert messages(standing(DOT, end=6), span("Ask", 0, 5.8), span("Think", 5.8, 9, pause=6))


def episode(thing: Thing, seconds: float) -> list[Moment]:
    """Something that comes in for 0.6 s, stands, and fades, while the picture moves."""
    enters, leaves = replace(thing, is_passing=True), replace(thing, is_passing=True, opacity=0.2)
    return [
        *moving(enters, start=0.0, end=0.4),
        *moving(thing, start=0.6, end=0.4 + seconds),
        *moving(leaves, start=0.6 + seconds, end=1.0 + seconds),
    ]


def prose(count: int) -> Thing:
    return writing("a" * count, content=Content.PROSE)


@pytest.mark.parametrize(
    "thing", [writing("f(x)"), writing("1.5", content=Content.NUMBER), prose(4), prose(17)]
)
def test_a_writing_stands_before_it_passes_again(thing: Thing) -> None:
    (message,) = messages(episode(thing, 0.2))
    assert message.startswith(f"{thing.what} moves on within 0.4 s")
    assert not messages(episode(thing, 1.0))


def test_prose_stands_as_long_as_it_takes_to_read_but_three_seconds_are_enough() -> None:
    (message,) = messages(episode(prose(34), 1.0))
    assert message.endswith("let it stand 2.0 s")
    assert not messages(episode(prose(34), 2.0))
    assert messages(episode(prose(170), 2.6))
    assert not messages(episode(prose(170), 3.0))


def test_a_line_needs_less_time() -> None:
    looks = [
        moment(replace(DOT, is_passing=opacity < 1, opacity=opacity), time=time, state=round(time * 10))
        for time, opacity in ((0.0, 0.9), (0.1, 1.0), (0.2, 0.4))
    ]
    assert messages(looks)
    assert not messages(episode(DOT, 0.4))


def test_what_is_live_does_not_pass() -> None:
    looks = [moment(writing("A", at=(index / 5, 0)), time=index / 5) for index in range(10)]
    assert not messages(looks)


def test_what_only_swells_or_dims_a_little_has_not_left() -> None:
    label = writing("f(x)")
    swollen = replace(writing("f(x)", em=0.6, is_passing=True), opacity=0.8)
    looks = [*moving(label, start=0, end=0), *moving(swollen, start=0.2, end=0.4)]
    assert not messages([*looks, *moving(label, start=0.6, end=1.4)])
    away = writing("f(x)", at=(1, 0), is_passing=True)
    assert messages([*looks[:2], *moving(away, start=0.4, end=0.4)])


def test_only_the_first_stay_counts_and_what_stays_to_the_end_has_time() -> None:
    label = writing("A")
    again = episode(label, 0.2)
    later = [replace(each, time=each.time + 2.0, state=-each.state - 1) for each in again]
    assert not messages([*moving(label, start=0.0, end=1.8), *later])
    assert not messages(moving(label, start=0.0, end=0.2))


def test_what_is_cut_has_left() -> None:
    assert messages(
        [*moving(start=0, end=1), *moving(writing("A"), start=1.2, end=1.2), *moving(start=1.4, end=2)]
    )


def test_what_is_redrawn_in_its_place_has_not_left() -> None:
    looks = [moment(writing(f"{index}", content=Content.NUMBER), time=index / 5) for index in range(8)]
    assert not messages(looks)


def test_a_writing_that_came_and_went_without_rest_was_not_seen() -> None:
    fades = [0.1, 0.6, 1.0, 0.6, 0.1]
    looks = [
        moment(writing("A", opacity=opacity, is_passing=True), time=index / 5)
        for index, opacity in enumerate(fades)
    ]
    (message,) = messages(looks)
    assert "moves on within 0.4 s" in message
    assert not messages(looks[:3])
    assert not messages(looks[2:])


def test_what_moves_on_together_is_told_once() -> None:
    first, second = episode(writing("A"), 0.2), episode(writing("B", at=(1, 0)), 0.2)
    both = [replace(a, things=(*a.things, *b.things)) for a, b in zip(first, second, strict=True)]
    (message,) = messages(both)
    assert "(and 1 more)" in message


def test_it_fails_where_it_could_not_look() -> None:
    assert pace(recording(beats=[READ])).status is Status.COULD_NOT_LOOK
    assert pace(recording([moment(DOT)])).error == "the lesson has no beats"
    assert pace(recording([moment(DOT)], beats=[READ], blind_spots=["a picture"])).error


def test_a_plain_scene_is_looked_at_too() -> None:
    assert not pace(recording(standing(DOT, end=5), is_lesson=False)).holds
    assert not pace(recording(episode(writing("A"), 0.2), is_lesson=False)).holds
