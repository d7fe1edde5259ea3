"""A time limit ends what takes too long, in any thread, and leaves nothing behind."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import suppress

import pytest
import sympy as sp

from calcanim.calculus.deadline import TimeLimitError, time_limit


def spin(seconds: float) -> None:
    """Python work that lasts."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def threads_running() -> int:
    """Threads of every kind, also those that the threading module does not know of."""
    return len(sys._current_frames())


def spin_deafly(seconds: float) -> None:
    """The same, swallowing whatever interrupts it once."""
    try:
        spin(seconds)
    except BaseException:
        spin(seconds)


def hopeless() -> None:
    x = sp.Symbol("x")
    sp.integrate(sp.exp(sp.sin(x) ** x) * sp.log(sp.cos(x**x) + x), x)


@pytest.mark.parametrize("work", [lambda: spin(5), lambda: spin_deafly(5), hopeless])
def test_it_ends_what_takes_too_long(work: object) -> None:
    started = time.perf_counter()
    with pytest.raises(TimeLimitError, match="longer than"), time_limit(0.1):
        work()  # type: ignore[operator]
    assert time.perf_counter() - started < 2


def test_what_is_quick_is_left_alone_and_so_is_what_comes_after() -> None:
    spin(0.1)
    before = threads_running()
    for _ in range(50):
        with time_limit(0.02):
            pass
    spin(0.1)
    assert threads_running() == before


def test_it_leaves_other_errors_as_they_are() -> None:
    with pytest.raises(KeyError), time_limit(1):
        raise KeyError


def test_the_inner_limit_does_not_end_the_outer_work() -> None:
    with time_limit(5):
        with pytest.raises(TimeLimitError), time_limit(0.05):
            spin(2)
        spin(0.1)


def test_the_outer_limit_ends_the_inner_work() -> None:
    with pytest.raises(TimeLimitError, match=r"0\.05"), time_limit(0.05), time_limit(5):
        spin(2)


def test_it_works_in_several_threads_at_once() -> None:
    ended: list[str] = []

    def run(name: str, seconds: float) -> None:
        try:
            with time_limit(0.15):
                spin(seconds)
            ended.append(f"{name} done")
        except TimeLimitError:
            ended.append(f"{name} stopped")

    jobs = [threading.Thread(target=run, args=job) for job in [("a", 3), ("b", 0.001), ("c", 3)]]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join(10)
    assert sorted(ended) == ["a stopped", "b done", "c stopped"]


def test_a_limit_that_strikes_at_the_very_end_strikes_once() -> None:
    """The moment of leaving is tried at many distances from the moment of the limit."""
    for k in range(200):
        try:
            with time_limit(0.003):
                spin(0.002 + k * 1e-5)
        except TimeLimitError:
            continue
    spin(0.1)


def test_outer_and_inner_limits_may_strike_at_the_same_moment() -> None:
    spin(0.1)
    before = threads_running()
    for k in range(200):
        with suppress(TimeLimitError), time_limit(0.003):
            with suppress(TimeLimitError), time_limit(0.002 + k * 1e-5):
                spin(0.1)
            spin(0.001)
    spin(0.1)
    assert threads_running() == before
