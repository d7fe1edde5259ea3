"""What a worker process does: it renders one job, tells how it goes, and ends with its parent."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from calcanim.rendering.backend import Backend
from calcanim.rendering.delivery import Delivery, deliver
from calcanim.rendering.jobs import RenderJob
from calcanim.rendering.reasons import explain

OFTEN = 0.1  # seconds between two messages about frames


@dataclass(frozen=True)
class Order:
    """What is to be done: a job, with what, where; `settle` is called first, `memory` is a limit in bytes."""

    job: RenderJob
    backend: Backend
    folder: Path
    memory: int
    settle: Callable[[], None] | None = None


@dataclass(frozen=True)
class Drew:
    """Some frames were drawn."""

    frames: int


@dataclass(frozen=True)
class Began:
    """A section began."""

    name: str


@dataclass(frozen=True)
class Failed:
    """The job failed, for a reason that another attempt would not change."""

    reason: str


Message: TypeAlias = Drew | Began | Failed | Delivery


def work(order: Order, pipe: Connection, /) -> None:
    """Render, and send what came of it as the last message."""
    gc.freeze()  # Manim's own objects stay: it takes a tenth of a second to look through them
    # What a scene makes of multiprocessing's locks is then let go by itself, however this process ends.
    multiprocessing.set_start_method("fork", force=True)
    _end_with_parent()
    limit_memory(order.memory)
    if order.settle:
        order.settle()
    sender = _Sender(pipe)
    try:
        last: Message = deliver(order.job, order.backend, order.folder, progress=sender)
    except (Exception, SystemExit) as error:
        # The other broad except, of a job in a process of its own.
        last = Failed(explain(error, order.job.file))
    sender.flush()
    pipe.send(last)


class _Sender:
    """Sends how a job goes on, a few times a second."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe
        self.frames = 0
        self.sent = 0.0

    def drew(self, frames: int, /) -> None:
        self.frames += frames
        if time.monotonic() - self.sent > OFTEN:
            self.flush()

    def beat(self, name: str, /) -> None:
        self.flush()
        self.pipe.send(Began(name))

    def flush(self) -> None:
        self.sent = time.monotonic()
        if self.frames:
            self.pipe.send(Drew(self.frames))
            self.frames = 0


def _end_with_parent() -> None:
    """End at once when the process that gave the order ends, however it does."""
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            # Not an orderly end: an encoder may be at work, and no one is left to wait for it.
            signal.raise_signal(signal.SIGKILL)

    threading.Thread(target=follow, daemon=True).start()


def limit_memory(limit: int, /) -> None:
    """Let what asks for more than this fail with a MemoryError here, before the system runs out."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    within = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (within, hard))
