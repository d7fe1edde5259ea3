"""What a command takes with all that it starts: seconds, processor time, memory; and what it made."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import click

ROOT = Path(__file__).resolve().parents[1]
_BECOME_REAPER = 36  # Linux's PR_SET_CHILD_SUBREAPER
_MEGABYTE = 1e6


@dataclass(frozen=True)
class Run:
    """One command: seconds, seconds of the processors, the most memory of one process and the size of what it
    made in MB, and the frames of that."""

    seconds: float
    processor: float
    peak: float
    size: float
    frames: int


def run(command: Sequence[str], /) -> Run:
    """Run a command in a fresh media folder, and measure it."""
    _adopt_orphans()
    own = _children()
    with tempfile.TemporaryDirectory() as media, tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen((*command, "--media_dir", media), stdout=said, stderr=said, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise click.ClickException(said.read().decode(errors="replace")[-2000:])
        usages = [usage, *_orphans(own)]
        videos = list(Path(media).glob("videos/*/*/*.mp4"))
        return Run(
            seconds,
            sum(each.ru_utime + each.ru_stime for each in usages),
            # Linux counts in KiB, macOS in bytes.
            max(each.ru_maxrss for each in usages) * (1 if sys.platform == "darwin" else 1024) / _MEGABYTE,
            sum(video.stat().st_size for video in videos) / _MEGABYTE,
            sum(map(_frames, videos)),
        )


def _adopt_orphans() -> None:
    """Be told what the processes took that a command leaves behind: our workers are no children of it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BECOME_REAPER, 1, 0, 0, 0)


def _orphans(own: set[int]) -> list[resource.struct_rusage]:
    """Wait for all that the command left, and not for `own`, what this process has begun for itself."""
    found: list[resource.struct_rusage] = []
    while left := _children() - own:
        found += [os.wait4(process, 0)[2] for process in left]
    return found


def _children() -> set[int]:
    """List the processes begun by this one, and those that it adopted; none where there is no /proc."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return set(map(int, listed.read_text("ascii").split())) if listed.exists() else set()


def _frames(video: Path) -> int:
    with av.open(video) as container:
        return sum(1 for packet in container.demux(video=0) if packet.size)
