"""Disks that are full, and folders that are read-only: small file systems in memory; mounting takes root."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from benchmarks.fault_tools import Tally, change, complete, ended, look
from benchmarks.small_course import Course


@contextmanager
def small_disk(course: Course, megabytes: int, tally: Tally) -> Iterator[bool]:
    """A small file system in memory where clips go; False, and taken note of, where it may not be made."""
    folder = course.media
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    is_there = subprocess.run(command, capture_output=True, check=False).returncode == 0
    tally.check(is_there, "a small disk could not be mounted: not tried")
    try:
        yield is_there
    finally:
        if is_there:
            subprocess.run(["umount", str(folder)], check=True)


def full_disk(course: Course, chance: random.Random, tally: Tally) -> None:
    """Fill the disk before a run; then make room, and run again."""
    with small_disk(course, 4, tally) as is_there:
        if not is_there:
            return
        complete(course, tally, "before the disk is full")
        for spare in (0, 4, 40):
            before = change(course, chance)
            filling = course.media / "filling"
            with suppress(OSError), filling.open("wb") as file:
                while True:
                    file.write(bytes(4096))
            os.truncate(filling, max(0, filling.stat().st_size - spare * 1024))
            said = ended(course)
            is_said = "disk is full" in said and "Traceback" not in said
            tally.check(is_said or not said, f"full disk, {spare} kB: it is not said: {said[-300:]}")
            look(course, before, tally, f"full disk, {spare} kB")
            filling.unlink()
            complete(course, tally, f"full disk, {spare} kB")
            tally.tried["full disk"] += 1


def read_only(course: Course, chance: random.Random, tally: Tally) -> None:
    """Make the folder read-only before a run, and writable after it."""
    with small_disk(course, 16, tally) as is_there:
        if not is_there:
            return
        complete(course, tally, "before it is read-only")
        before = change(course, chance)
        subprocess.run(["mount", "-o", "remount,ro", str(course.media)], check=True)
        said = ended(course)
        tally.check("read-only" in said and len(said.splitlines()) == 1, f"read-only: it says {said[-300:]}")
        look(course, before, tally, "read-only")
        subprocess.run(["mount", "-o", "remount,rw", str(course.media)], check=True)
        complete(course, tally, "read-only")
        tally.tried["read-only"] += 1
