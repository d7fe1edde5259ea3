"""Jobs in, results out, on the machines of a Dask cluster. They need the same package, and no common disk.

`run_on_cluster` gives the same results as `runner.run`. A worker that dies has its job moved to another one.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from calcanim.errors import OutputError, UsageError
from calcanim.rendering.backend import Backend, Unwatched, Watcher
from calcanim.rendering.collect import collect
from calcanim.rendering.jobs import RenderJob, Result
from calcanim.rendering.order import one_order
from calcanim.rendering.parcels import PACKAGE, Answer, Parcel, Refusal, digest_of_house, pack, unpack
from calcanim.rendering.reasons import explain
from calcanim.rendering.runner import Collect, collected, failed
from calcanim.rendering.sources import Sources
from calcanim.rendering.workers import STANDARD, Limits, death
from calcanim.rendering.workspace import workspace

PATIENCE = 10.0  # seconds to wait for an answer of the scheduler
OFTEN = 0.2  # seconds between two looks at what the workers tell


@dataclass(frozen=True)
class Address:
    """Where a scheduler is, `tcp://host:port`; or how many workers a cluster on this machine has."""

    scheduler: str = ""
    workers: int = 0


def address(text: str, /) -> Address:
    """Read an address or a number.

    >>> address("tcp://10.0.0.1:8786"), address("4")
    (Address(scheduler='tcp://10.0.0.1:8786', workers=0), Address(scheduler='', workers=4))
    """
    if text.isascii() and text.isdecimal() and int(text):
        return Address(workers=int(text))
    if text.partition("://")[0] in ("tcp", "tls", "ws", "wss") and text.partition("://")[2]:
        return Address(scheduler=text)
    raise UsageError(f"--cluster {text!r} is neither tcp://HOST:PORT nor a number of workers")


def run_on_cluster(
    jobs: Iterable[RenderJob],
    /,
    backend: Backend,
    place: Address,
    *,
    watcher: Watcher | None = None,
    collecting: Collect = collect,
    limits: Limits = STANDARD,
) -> Generator[Result, None, None]:
    """Render jobs on a cluster; each result is given out as soon as its clips are in place here."""
    told = watcher or Unwatched()
    waiting = list(jobs)
    with _client(place) as client:
        topic = f"calcanim-{uuid4().hex}"
        heard: SimpleQueue[dict[str, Any]] = SimpleQueue()
        client.subscribe_topic(topic, lambda event: heard.put(event[1]))
        sources, house = Sources(), digest_of_house()
        parcels = (pack(job, backend, sources, house=house) for job in waiting)
        under_way = {
            client.submit(_rendered, parcel, i, topic, limits.seconds, pure=False, retries=0): parcel.job
            for i, parcel in enumerate(parcels)
        }
        began = dict.fromkeys(waiting, time.perf_counter())
        for future in _completed(under_way, lambda: _pass_on(heard, waiting, began, told)):
            job = under_way[future]
            result = _result(job, began[job], future, collecting)
            # What came back is here now; the worker need not keep it.
            future.release()
            told.finished(result)
            yield result


def _completed(under_way: dict[Any, RenderJob], look: Callable[[], None]) -> Iterator[Any]:
    """Give futures out as they end, and look at what is told in the meantime."""
    left = set(under_way)
    while left:
        done = {future for future in left if future.done()}
        look()
        if not done:
            time.sleep(OFTEN)
        left -= done
        yield from done


def _pass_on(
    heard: SimpleQueue[dict[str, Any]],
    jobs: list[RenderJob],
    began: dict[RenderJob, float],
    watcher: Watcher,
) -> None:
    while True:
        try:
            said = heard.get_nowait()
        except Empty:
            return
        job = jobs[said["job"]]
        if "started" in said:
            began[job] = time.perf_counter()
            watcher.started(job)
        elif "beat" in said:
            watcher.beat(job, said["beat"])
        else:
            watcher.drew(job, said["drew"])


def _result(job: RenderJob, began: float, future: Any, collecting: Collect) -> Result:
    if future.status == "error":
        return failed(job, began, f"the cluster gave it up: {explain(future.exception(), job.file)}")
    answer: Answer = future.result()
    if isinstance(answer, Refusal):
        return failed(job, began, answer.reason)
    try:
        with workspace(job.target) as folder:
            return collected(job, began, unpack(answer, folder), collecting)
    except Exception as error:
        return failed(job, began, explain(error, job.file))


@contextmanager
def _client(place: Address) -> Iterator[Any]:
    """Speak to a scheduler, or to one that is begun here with workers of its own."""
    try:
        import distributed
    except ImportError:
        raise UsageError("--cluster needs Dask: pip install 'calcanim[cluster]'") from None
    connect: Any = distributed.Client
    with ExitStack() as stack:
        where: Any = place.scheduler
        if place.workers:
            where = stack.enter_context(_local(place.workers))
        try:
            client = stack.enter_context(connect(where, timeout=PATIENCE))
        except (OSError, TimeoutError) as error:
            raise OutputError(f"no Dask scheduler answers at {place.scheduler}") from error
        yield client


def _local(workers: int) -> Any:
    from distributed import LocalCluster

    made: Any = LocalCluster
    return made(n_workers=workers, threads_per_worker=1, dashboard_address=None)


def _rendered(parcel: Parcel, number: int, topic: str, seconds: float) -> Answer:
    """Render a parcel on a worker, in a process of its own: nothing of one scene is there for the next."""
    from distributed import get_worker

    worker = get_worker()
    worker.log_event(topic, {"job": number, "started": True})
    with tempfile.TemporaryDirectory(prefix="calcanim-") as folder:
        target = Path(folder) / "answer"
        with one_order():
            process = subprocess.Popen(
                [sys.executable, "-m", "calcanim.rendering.remote", str(target)],
                cwd=PACKAGE.parent,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        too_late = threading.Timer(seconds, process.kill)
        too_late.start()
        try:
            for said in _said(process, parcel):
                worker.log_event(topic, {"job": number, **said})
            process.wait()
            late = f"not done after {seconds:g} s" if not too_late.is_alive() else death(process.returncode)
            return pickle.loads(target.read_bytes()) if target.exists() else Refusal(late)
        finally:
            too_late.cancel()
            process.kill()
            process.wait()


def _said(process: subprocess.Popen[bytes], parcel: Parcel) -> Iterator[dict[str, Any]]:
    """Give a process its parcel, and tell how it goes on, a few times a second."""
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(parcel, process.stdin)
    process.stdin.flush()
    frames, told = 0, 0.0
    for line in process.stdout:
        said = json.loads(line)
        if "beat" in said:
            yield said
            continue
        frames += said["drew"]
        if time.monotonic() - told > OFTEN:
            yield {"drew": frames}
            frames, told = 0, time.monotonic()
    yield {"drew": frames}
