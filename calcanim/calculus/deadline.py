"""A limit on the time that a computation may take, for SymPy calls that may not end.

It is the processor's time that counts, of the thread that computes: what can be decided on a quiet machine
can be decided on a busy one. Where a system can't tell that time, the clock on the wall counts.

One thread watches all limits while there are any, and raises an exception in the thread whose time is over.
Such an exception may strike between any two instructions, so a limit must be left without running any Python
code of ours: the context manager is an in-memory file, which C code closes. The watching thread asks whether
the file is closed and raises the exception in one breath: between the two, no other thread can run.
"""

from __future__ import annotations

import ctypes
import threading
import time
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from os import getpid

from calcanim.errors import CalcanimError

_TICK = 0.02
_raise_in_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc


class TimeLimitError(CalcanimError):
    """A computation took longer than it was allowed to."""


def time_limit(seconds: float, /) -> AbstractContextManager[object]:
    """`with time_limit(seconds):` ends its body with TimeLimitError after so many seconds of computing, or
    0.02 s later.

    Works in any thread and may be nested, as long as the body is Python code that starts no threads: a single
    call into C is not cut short. Nothing is left behind: the watching thread ends with the last limit.
    """
    outer = next((limit for limit in reversed(_watch.limits) if _is_around(limit)), None)
    over = type("TimeIsOverError", (TimeLimitError,), {"__init__": _told(seconds)})
    clock = _own_clock()
    limit = _Limit(threading.get_ident(), clock, clock() + seconds, BytesIO(), over, outer)
    _watch.add(limit)
    return limit.body


def _own_clock() -> Callable[[], float]:
    """The clock of the time that this thread computes."""
    clock_of = getattr(time, "pthread_getcpuclockid", None)
    return partial(time.clock_gettime, clock_of(threading.get_ident())) if clock_of else time.monotonic


def _told(seconds: float) -> object:
    def tell(error: CalcanimError) -> None:
        CalcanimError.__init__(error, f"this took longer than {seconds:g} s")

    return tell


@dataclass(frozen=True, eq=False)
class _Limit:
    """A limit on a thread; its body is open until the `with` statement is left."""

    thread: int
    clock: Callable[[], float]
    end: float
    body: BytesIO
    over: type[TimeLimitError]
    outer: _Limit | None

    @property
    def is_over(self) -> bool:
        """Whether its time is."""
        try:
            return self.clock() >= self.end
        except OSError:  # the thread has ended, and its clock with it
            return False

    @property
    def has_ended(self) -> bool:
        """Whether its body was left; one struck while it was set up ends with the limit around it."""
        return self.body.closed or (self.outer is not None and self.outer.has_ended)


def _is_around(limit: _Limit) -> bool:
    return limit.thread == threading.get_ident() and not limit.body.closed


class _Watch:
    """The limits of all threads, and the one thread that looks after them."""

    def __init__(self) -> None:
        self.limits: list[_Limit] = []
        self._process = 0

    def add(self, limit: _Limit) -> None:
        self.limits.append(limit)
        here = getpid()  # the threads of a process are not in its fork
        if self._process != here:
            self._process = here
            start_new_thread(self._look, ())

    def _look(self) -> None:
        while True:
            time.sleep(_TICK)
            for limit in list(self.limits):
                if limit.has_ended:
                    self.limits.remove(limit)
                elif limit.is_over:
                    self._strike(limit)
            if not self.limits:
                self._process = 0
                return

    def _strike(self, limit: _Limit) -> None:
        """Raise in the thread if the body is still open; again at the next tick, should it be swallowed."""
        body, thread, over = limit.body, ctypes.c_ulong(limit.thread), ctypes.py_object(limit.over)
        if not body.closed:
            _raise_in_thread(thread, over)


_watch = _Watch()
