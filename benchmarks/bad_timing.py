"""Kinds of changes to captions, pauses and pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

import manim as mn

import calcanim.lesson as stage
from benchmarks.kinds import Site, Telling, at, patch, plant, telling
from calcanim.blocks.formula import Formula

MORE = " And that is so for every point of the curve, however close to the first one we may have chosen it."


@telling
def say_more(caption: str, *, times: int = 1, words: str = MORE) -> Telling:
    """Say more in the time that was made for the caption as it was."""
    return Telling(caption + times * words, caption)


@telling
def say_instead(caption: str, *, words: str) -> Telling:
    """Say something else, and make time for it."""
    return Telling(words, words)


@telling
def rest(caption: str, *, seconds: float) -> Telling:
    """Ask for a pause."""
    return Telling(caption, caption, seconds)


@plant
def wait(site: Site, *, seconds: float) -> None:
    """Stand still, without asking for it."""
    site.scene.wait(seconds)


@plant
def hurry(site: Site, *, share: float = 0.0) -> None:
    """From now on wait only a share of the time."""
    own = site.scene.wait
    site.scene.wait = lambda duration=1.0, *rest, **options: own(share * duration, *rest, **options)


@plant
def come_and_go(
    site: Site, *, latex: str, place: Sequence[float], seconds: float = 0.0, fade: float = 0.3
) -> None:
    """A formula appears, stays for some seconds, and is gone."""
    formula = Formula(latex, theme=site.scene.theme).move_to(at(place))
    site.scene.play(mn.FadeIn(formula), run_time=fade)
    if seconds:
        site.scene.wait(seconds)
    site.scene.play(mn.FadeOut(formula), run_time=fade)


@plant
def drive_off(site: Site, *, seconds: float = 0.4) -> None:
    """A thing leaves at once."""
    site.scene.play(mn.FadeOut(site.thing), run_time=seconds)


@patch
@contextmanager
def fast_forward(*, times: float, least: float = 0.0) -> Iterator[None]:
    """Every animation runs so many times as fast."""
    own = stage.Lesson.play

    def play(self: Any, *animations: Any, **options: Any) -> None:
        longest = options.get("run_time") or max(getattr(each, "run_time", 1.0) for each in animations)
        options["run_time"] = max(least, longest / times)
        own(self, *animations, **options)

    with mock.patch.object(stage.Lesson, "play", play):
        yield
