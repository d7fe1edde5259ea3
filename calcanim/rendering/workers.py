"""Jobs in, results out, several at once: each in a process of its own, forked with Manim already in it.

`run_parallel` gives the same results as `runner.run`. A process that dies, hangs or wants too much memory
costs its own job alone, which is tried once more.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess

from calcanim.rendering.backend import Backend, Unwatched, Watcher
from calcanim.rendering.collect import collect
from calcanim.rendering.delivery import Delivery
from calcanim.rendering.jobs import RenderJob, Result
from calcanim.rendering.order import one_order
from calcanim.rendering.reasons import explain
from calcanim.rendering.runner import Collect, collected, failed
from calcanim.rendering.work import Began, Drew, Failed, Message, Order, work
from calcanim.rendering.workspace import workspace

GIBIBYTE = 1 << 30


@dataclass(frozen=True)
class Limits:
    """What one job may take: seconds, bytes of memory, and how often it is begun."""

    seconds: float = 3600.0
    memory: int = 4 * GIBIBYTE
    attempts: int = 2


STANDARD = Limits()


@dataclass(frozen=True)
class Crew:
    """Whom to send jobs to: how many processes, what to load before they fork, what each does first."""

    size: int
    limits: Limits = STANDARD
    preload: tuple[str, ...] = ()
    settle: Callable[[], None] | None = None


def run_parallel(
    jobs: Iterable[RenderJob],
    /,
    backend: Backend,
    crew: Crew,
    *,
    watcher: Watcher | None = None,
    collecting: Collect = collect,
) -> Generator[Result, None, None]:
    """Render several jobs at once; each result is given out as soon as its clips are in place."""
    batch = _Batch(jobs, backend, crew, watcher or Unwatched(), collecting)
    try:
        while batch.is_open:
            yield from batch.go_on()
    finally:
        if batch.is_open:
            batch.stop()
            _end_server()


@contextmanager
def loading(preload: tuple[str, ...], /) -> Iterator[None]:
    """Load what jobs need beside what is done inside; a crew that is sent for there finds it loaded."""
    _context(preload)
    try:
        yield
    finally:
        _end_server()


@dataclass(frozen=True)
class _Running:
    """A job under way in a process; `held` lets go of its workspace."""

    job: RenderJob
    attempt: int
    process: ForkServerProcess
    pipe: Connection
    held: ExitStack
    began: float

    def stop(self) -> None:
        """Kill the process, if it still runs, and clear its workspace away."""
        if self.process.pid is not None:
            self.process.kill()
            self.process.join()
        self.pipe.close()
        self.held.close()


class _Batch:
    """Jobs that wait, and jobs that run."""

    def __init__(
        self, jobs: Iterable[RenderJob], backend: Backend, crew: Crew, watcher: Watcher, collecting: Collect
    ) -> None:
        self.waiting = deque((job, 1) for job in jobs)
        self.running: dict[Connection, _Running] = {}
        self.backend, self.crew, self.watcher, self.collecting = backend, crew, watcher, collecting
        self.context = _context(crew.preload)

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return bool(self.waiting or self.running)

    def go_on(self) -> Iterator[Result]:
        """Begin what there is room for, and take what comes; a job that ends is a result."""
        while self.waiting and len(self.running) < self.crew.size:
            result = self._begin(*self.waiting.popleft())
            if result is not None:
                yield self._told(result)
        for pipe in wait(list(self.running), timeout=self._patience()):
            result = self._take(self.running[pipe])  # type: ignore[index]
            if result is not None:
                yield self._told(result)
        for each in [each for each in self.running.values() if self._is_late(each)]:
            result = self._end_badly(each, f"not done after {self.crew.limits.seconds:g} s")
            if result is not None:
                yield self._told(result)

    def stop(self) -> None:
        """Kill what runs; nothing of it is left."""
        for each in list(self.running.values()):
            each.stop()
        self.running.clear()

    def _begin(self, job: RenderJob, attempt: int) -> Result | None:
        held = ExitStack()
        try:
            folder = held.enter_context(workspace(job.target))
        except Exception as error:
            return failed(job, time.perf_counter(), explain(error, job.file))
        ours, theirs = self.context.Pipe(duplex=False)
        order = Order(job, self.backend, folder, self.crew.limits.memory, self.crew.settle)
        process = self.context.Process(target=work, args=(order, theirs), daemon=True)
        self.running[ours] = _Running(job, attempt, process, ours, held, time.perf_counter())
        self.watcher.started(job)
        process.start()
        theirs.close()
        return None

    def _take(self, each: _Running) -> Result | None:
        try:
            message: Message = each.pipe.recv()
        except (EOFError, OSError):
            each.process.join()
            return self._end_badly(each, death(each.process.exitcode))
        match message:
            case Drew(frames):
                self.watcher.drew(each.job, frames)
            case Began(name):
                self.watcher.beat(each.job, name)
            case Failed(reason):
                self._drop(each)
                return failed(each.job, each.began, reason)
            case Delivery():
                return self._collected(each, message)
        return None

    def _collected(self, each: _Running, delivery: Delivery) -> Result:
        try:
            return collected(each.job, each.began, delivery, self.collecting)
        finally:
            self._drop(each)

    def _end_badly(self, each: _Running, what: str) -> Result | None:
        """Try a job again whose process came to a bad end, and give it up after that."""
        self._drop(each)
        if each.attempt < self.crew.limits.attempts:
            self.waiting.appendleft((each.job, each.attempt + 1))
            return None
        return failed(each.job, each.began, f"{what}, {each.attempt} times")

    def _drop(self, each: _Running) -> None:
        del self.running[each.pipe]
        each.stop()

    def _is_late(self, each: _Running) -> bool:
        return time.perf_counter() - each.began > self.crew.limits.seconds

    def _patience(self) -> float:
        """Seconds until the first of the running jobs is late."""
        now = time.perf_counter()
        ends = [each.began + self.crew.limits.seconds - now for each in self.running.values()]
        return max(0.0, min(ends, default=0.0)) + 0.01

    def _told(self, result: Result) -> Result:
        self.watcher.finished(result)
        return result


def death(exit_code: int | None, /) -> str:
    """Say how a process ended that has told nothing of it."""
    if exit_code == -9:
        return "its process was killed (the system does that where memory runs out)"
    if exit_code is not None and exit_code < 0:
        return f"its process crashed (signal {-exit_code})"
    return "its process ended too early"


def _context(preload: Sequence[str]) -> ForkServerContext:
    """A server that has loaded what all jobs need, and forks.

    The command's own module is one of these: otherwise each process would load it anew.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", work.__module__, *preload])
    # The tracker lets interrupts through again when it has begun: it must not begin in there.
    resource_tracker.ensure_running()
    with one_order(), _unreached_by_interrupts():
        forkserver.ensure_running()
    return context


@contextmanager
def _unreached_by_interrupts() -> Iterator[None]:
    """What is begun inside gets no Ctrl-C, nor does what it begins: the parent ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_server() -> None:
    """End the server at once; left to itself, it would first load all that it was to load."""
    pid = getattr(getattr(forkserver, "_forkserver", None), "_forkserver_pid", None)
    if pid is not None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
