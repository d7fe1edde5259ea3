"""What is looked at, and what is under way to show it: the processes, and what they say, for the page."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from calcanim.preview.wire import Message, receive
from calcanim.rendering.order import one_order
from calcanim.rendering.workers import GIBIBYTE

COMMAND = (sys.executable, "-m", "calcanim.preview.warm")
ENDS = ("done", "failed", "listed", "checked", "examined", "still")
"""The kinds of what a run says last."""


@dataclass(frozen=True)
class Limits:
    """What a run may take: seconds without a frame, and bytes of memory."""

    silence: float = 30.0
    memory: int = 2 * GIBIBYTE


@dataclass
class _Run:
    """A run under way: what it was asked for, its process, and when it was heard of last."""

    order: Mapping[str, Any]
    process: int = 0
    is_held: bool = False
    heard: float = field(default_factory=lambda: asyncio.get_running_loop().time())


class Studio:
    """Runs scenes in forked processes, and hands on what they say to `tell`.

    A run that is ordered before there is a process to fork from waits for it.
    """

    def __init__(self, tell: Callable[[Message], None], limits: Limits | None = None) -> None:
        self.tell = tell
        self.limits = limits or Limits()
        self._numbers = count(1)
        self._runs: dict[int, _Run] = {}
        self._waiting: list[dict[str, Any]] = []
        self._listening: dict[asyncio.Task[Any], asyncio.StreamWriter] = {}
        self._ready: asyncio.StreamWriter | None = None
        self._ground: asyncio.StreamWriter | None = None
        self._is_growing = self._is_outdated = False
        self._process: subprocess.Popen[bytes] | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Have processes ready inside; none is left afterwards."""
        with tempfile.TemporaryDirectory(prefix="calcanim-preview-") as folder:
            self._address = Path(folder) / "wire"
            server = await asyncio.start_unix_server(self._heard, self._address)
            watch = asyncio.create_task(self._end_what_hangs())
            self._load()
            try:
                yield
            finally:
                watch.cancel()
                self._end()
                server.close()
                await self._hang_up()

    def is_dead(self) -> bool:
        """Tell whether there is no process that could be forked, nor one that loads."""
        return self._process is not None and self._process.poll() is not None

    def run(self, kind: str, /, **order: Any) -> int:
        """Order a run, and return its number; it begins as soon as there is a ground to fork from."""
        number = next(self._numbers)
        order |= {"run": number, "kind_of_run": kind, "memory": self.limits.memory}
        order.setdefault("first", 0)
        self._waiting.append(order)
        self._begin()
        return number

    def stop(self, kind: str = "play", /) -> None:
        """End all runs of a kind; nothing more is heard of them."""
        self._waiting = [order for order in self._waiting if order["kind_of_run"] != kind]
        for number, run in list(self._runs.items()):
            if run.order["kind_of_run"] == kind:
                self.end(number)

    def end(self, number: int, /) -> None:
        """End one run; nothing more is heard of it."""
        run = self._runs.pop(number, None)
        if run is not None:
            _kill(run.process)

    def hold(self, number: int, /, *, is_held: bool) -> None:
        """Let a run stand still, or go on."""
        run = self._runs.get(number)
        if run is not None and run.process and run.is_held != is_held:
            run.is_held, run.heard = is_held, asyncio.get_running_loop().time()
            _signal(run.process, signal.SIGSTOP if is_held else signal.SIGCONT)

    def regrow(self) -> None:
        """Begin with a new ground: a module of the project was changed."""
        self.stop()
        self._is_outdated = self._is_growing
        if self._ground is not None:
            self._ground.close()
            self._ground = None
        self._grow()

    def reload(self) -> None:
        """Begin with new processes: a module of the engine was changed."""
        self.stop()
        self._end()
        self._load()

    def _load(self) -> None:
        with one_order():
            self._process = subprocess.Popen((*COMMAND, str(self._address)), stdin=subprocess.DEVNULL)

    def _end(self) -> None:
        for writer in (self._ground, self._ready):
            if writer is not None:
                writer.close()
        self._ground = self._ready = None
        self._is_growing = self._is_outdated = False
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    async def _hang_up(self) -> None:
        """Let all processes go: they end when they hear of it."""
        while self._listening:
            for writer in self._listening.values():
                writer.close()
            await asyncio.wait(self._listening)

    def _grow(self) -> None:
        if self._ready is not None and not self._is_growing:
            self._is_growing = True
            self._ready.write(Message("grow").packed())

    def _begin(self) -> None:
        if self._ground is None:
            self._grow()
            return
        for order in self._waiting:
            self._runs[order["run"]] = _Run(order)
            self._ground.write(Message("run", order).packed())
        self._waiting.clear()

    async def _heard(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Listen to a process until it has gone."""
        task = asyncio.current_task()
        assert task is not None
        self._listening[task] = writer
        task.add_done_callback(self._listening.pop)
        number = 0
        while (message := await receive(reader)) is not None:
            if message.kind == "ready":
                self._ready = writer
                self._grow()
            elif message.kind == "ground":
                self._take_ground(writer)
            elif message.kind == "reckoned":
                if self._ground is not None:
                    self._ground.write(Message("reckon", body=message.body).packed())
            elif message.kind == "broken":
                self._is_growing = False
                self._break(message)
            else:
                number = self._hear_run(message)
        writer.close()
        self._lost(writer, number)

    def _take_ground(self, writer: asyncio.StreamWriter) -> None:
        self._is_growing = False
        if self._is_outdated:  # a module was changed while it loaded them
            self._is_outdated = False
            writer.close()
            self._grow()
            return
        self._ground = writer
        self._begin()

    def _hear_run(self, message: Message) -> int:
        number = int(message.fields["run"])
        run = self._runs.get(number)
        if run is None:  # it was ended meanwhile
            _kill(int(message.fields.get("pid", 0)))
            return 0
        run.heard = asyncio.get_running_loop().time()
        if message.kind == "began":
            run.process = int(message.fields["pid"])
        if message.kind in ENDS:
            del self._runs[number]
        self.tell(message)
        return number

    def _lost(self, writer: asyncio.StreamWriter, number: int) -> None:
        """Tell of a run that died, and replace a process that did."""
        run = self._runs.pop(number, None)
        if run is not None:
            reason = "its process ended: it may have wanted too much memory, or crashed"
            self.tell(Message("failed", {**_of(run.order), "reason": reason}))
        if writer is self._ground:
            self._ground = None
        if writer is self._ready:
            self._end()
            self._load()

    def _break(self, message: Message) -> None:
        for order in self._waiting:
            self.tell(Message("failed", {**message.fields, **_of(order)}))
        self._waiting.clear()

    async def _end_what_hangs(self) -> None:
        while True:
            await asyncio.sleep(min(1.0, self.limits.silence / 4))
            if self.is_dead():
                reason = "the engine cannot be loaded; the terminal says why"
                self._break(Message("broken", {"reason": reason}))
            now = asyncio.get_running_loop().time()
            for number, run in list(self._runs.items()):
                if now - run.heard > self.limits.silence and not run.is_held:
                    self.end(number)
                    reason = f"it was stopped: nothing came of it for {self.limits.silence:g} s"
                    self.tell(Message("failed", {**_of(run.order), "reason": reason}))


def _of(order: Mapping[str, Any]) -> dict[str, Any]:
    return {"run": order["run"], "first": order["first"]}


def _kill(process: int) -> None:
    _signal(process, signal.SIGKILL)


def _signal(process: int, number: signal.Signals) -> None:
    if process:
        with suppress(ProcessLookupError):
            os.kill(process, number)
