"""A limit on the time that a computation may take, for SymPy calls that may not end."""

from __future__ import annotations

import ctypes
import threading
from types import TracebackType

from calcanim.errors import CalcanimError

_REPEAT = 0.05


class TimeLimitError(CalcanimError):
    """A computation took longer than it was allowed to."""


class time_limit:  # noqa: N801 - used as a statement: `with time_limit(1): …`
    """`with time_limit(seconds):` ends its body with TimeLimitError when the time is over.

    Works in any thread and may be nested, as long as the body is Python code: a single call into C is not cut
    short. Nothing is left behind: the watching thread has ended when the `with` statement has.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._over: type[BaseException] = type("_TimeIsOver", (BaseException,), {})
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.get_ident()
        self._watch = threading.Thread(target=self._wait, daemon=True)

    def __enter__(self) -> time_limit:
        self._thread = threading.get_ident()
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        late = kind is self._over
        while not self._done.is_set():
            try:
                self._stop()
            except self._over:
                late = True
        self._watch.join()
        if late:
            raise TimeLimitError(f"this took longer than {self.seconds:g} s") from None

    def _wait(self) -> None:
        """Interrupt the body; again, should it have swallowed the interruption."""
        pause = self.seconds
        while not self._done.wait(pause):
            with self._lock:
                if not self._done.is_set():
                    self._interrupt(ctypes.py_object(self._over))
            pause = _REPEAT

    def _stop(self) -> None:
        with self._lock:
            self._interrupt(None)
            self._done.set()

    def _interrupt(self, error: object) -> None:
        """Raise in the watched thread, or withdraw (None) what was not raised yet."""
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), error)
