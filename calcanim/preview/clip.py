"""The clip that a page asks for: rendered by the `render` command itself, as it would be from a terminal."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

RENDER = (sys.executable, "-c", "from calcanim.cli import main; main()", "render", "--json")
"""The command that renders, and says what happens as events."""
LONGEST = 1 << 20  # bytes of one event


class Clip:
    """One rendering at a time; `tell` hears how it goes on.

    `command` is `RENDER`, without what is to be rendered. What a page may choose are values, each
    handed over as one argument: no shell reads them.
    """

    def __init__(self, command: Sequence[str], tell: Callable[..., object]) -> None:
        self.command, self.tell = tuple(command), tell
        self._task: asyncio.Task[None] | None = None

    def render(
        self, file: str, scene: str, *, quality: str, theme: str | None, settings: Mapping[str, str]
    ) -> None:
        """Begin to render; nothing where a clip is under way."""
        if self._task is not None and not self._task.done():
            return
        chosen = ["--quality", quality, *(["--theme", theme] if theme else [])]
        set_ = [part for name, value in settings.items() for part in ("--set", f"{name}={value}")]
        self._task = asyncio.create_task(self._run([file, scene, *chosen, *set_]))

    async def end(self) -> None:
        """Stop what is under way."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self, arguments: Sequence[str]) -> None:
        process = await asyncio.create_subprocess_exec(
            *self.command,
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=LONGEST,
        )
        assert process.stdout is not None
        expected, ended = 0, ""
        try:
            async for line in process.stdout:
                event = _event(line)
                expected = event.get("expected_frames") or expected
                refused = line.decode(errors="replace").strip() if line.startswith(b"error: ") else ""
                ended = event.get("file") or event.get("reason") or refused or ended
                if event.get("event") == "frames":
                    self.tell("rendering", frames=event["frames"], expected=expected)
            has_failed = bool(await process.wait())
            self.tell("rendered", hasFailed=has_failed, said=ended or "it could not be rendered")
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()


def _event(line: bytes) -> dict[str, Any]:
    with suppress(ValueError):
        event = json.loads(line)
        if isinstance(event, dict):
            return event
    return {}
