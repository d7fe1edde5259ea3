"""Ctrl-C, held back."""

from __future__ import annotations

import signal
import threading

import pytest

from calcanim.rendering.interrupts import interrupts_held_back


def test_an_interrupt_takes_effect_at_the_end() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt), interrupts_held_back():
        signal.raise_signal(signal.SIGINT)
        done.append("the rest")
    assert done == ["the rest"]


def test_interrupts_are_as_they_were_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError, match="so"), interrupts_held_back():
        raise ValueError("so")
    assert signal.getsignal(signal.SIGINT) is before


def test_other_threads_are_left_as_they_are() -> None:
    met: list[object] = []

    def look() -> None:
        with interrupts_held_back():
            met.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert met == [signal.getsignal(signal.SIGINT)]
