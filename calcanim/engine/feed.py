"""Frames go to the streams on a thread of their own, while the next ones are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from queue import Queue
from threading import Thread
from typing import TypeAlias

from calcanim.engine.buffers import Buffers
from calcanim.engine.stream import Frame, Pixels, Stream

AHEAD = 1
"""How many frames may wait between drawing and encoding: each is 8 MB at 1080p."""

_Work: TypeAlias = "tuple[Frame, int, bool] | None"


class Feed:
    """Hands frames on to all streams, in order; what goes wrong there is raised at the next call.

    A frame goes back to `buffers` when the next one was written: a stream may look at it until then.
    """

    def __init__(self, streams: Sequence[Stream], buffers: Buffers | None = None) -> None:
        self.streams = streams
        self.buffers = buffers or Buffers()
        self.last: Pixels | None = None
        self.queue: Queue[_Work] = Queue(AHEAD)
        self.error: BaseException | None = None
        self.is_abandoned = False
        self.thread = Thread(target=self._run, name="encoding", daemon=True)
        self.thread.start()

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        """Hand a frame on; it is the feed's from now on."""
        self._raise()
        self.queue.put((frame, repeat, is_cut))

    def finish(self) -> None:
        """Wait until all is encoded, and make the files whole."""
        self._end()
        self._raise()
        for stream in self.streams:
            stream.finish()

    def abandon(self) -> None:
        """Stop, and let go of the files as they are; nothing once they are finished."""
        if not self.thread.is_alive():
            return
        self.is_abandoned = True
        self._end()
        for stream in self.streams:
            stream.abandon()

    def _end(self) -> None:
        self.queue.put(None)
        self.thread.join()

    def _raise(self) -> None:
        if self.error is not None:
            raise self.error

    def _run(self) -> None:
        while (work := self.queue.get()) is not None:
            if self.error is None and not self.is_abandoned:
                self._encode(*work)

    def _encode(self, frame: Frame, repeat: int, is_cut: bool) -> None:
        try:
            for stream in self.streams:
                stream.write(frame, repeat=repeat, is_cut=is_cut)
        except BaseException as error:
            self.error = error
        if self.last is not None and self.last is not frame.pixels:
            self.buffers.give(self.last)
        self.last = frame.pixels
