"""A run of a small course, and a look at what it left."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import click

from benchmarks.small_course import Course, shade, shade_shown
from calcanim.errors import CalcanimError
from calcanim.rendering import manifest

RENDER = Path(__file__).resolve().parents[1] / "render.py"


@dataclass
class Tally:
    """What was tried, and what did not hold."""

    tried: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def check(self, holds: bool, what: str, /) -> None:
        """Take note of what does not hold."""
        if not holds:
            self.wrong.append(what)
            click.echo(f"wrong: {what}")


def begin(course: Course, *more: str) -> subprocess.Popen[str]:
    """Begin a run in a session of its own."""
    return subprocess.Popen(
        [sys.executable, str(RENDER), *course.command("-j", "2", *more)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def session(leader: int, /) -> list[int]:
    """The processes of a session that still run, but for its leader."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            state, _, _, own = place.read_text().rpartition(")")[2].split()[:4]
            pid = int(place.parent.name)
            if int(own) == leader and pid != leader and state != "Z":
                found.append(pid)
    return found


def complete(course: Course, tally: Tally, fault: str) -> None:
    """Run once more: the course must be there, with the newest pictures."""
    process = begin(course)
    _, err = process.communicate(timeout=300)
    tally.check(
        process.returncode == 0, f"{fault}: the next run ends with {process.returncode}: {err[-300:]}"
    )
    for name, clip in course.clips().items():
        newest = shade(course.versions[name])
        tally.check(shade_shown(clip) == newest, f"{fault}: {name} shows {shade_shown(clip)}, not {newest}")
    entered = {clip.file for clip in manifest.read(course.media)}
    tally.check(entered == set(course.clips().values()), f"{fault}: the manifest has {len(entered)} clips")
    left = [path for path in course.media.rglob("*") if path.name.startswith(".")]
    tally.check(not left, f"{fault}: left behind: {left[:3]}")


def look(course: Course, before: dict[str, int], tally: Tally, fault: str) -> None:
    """Every file under a final name must be whole, and old or new."""
    for name, clip in course.clips().items():
        if clip.exists():
            shown, allowed = shade_shown(clip), {shade(before[name]), shade(course.versions[name])}
            tally.check(shown in allowed, f"{fault}: {name} shows {shown}, not one of {allowed}")
    try:
        manifest.read(course.media)
    except CalcanimError as error:
        tally.check(False, f"{fault}: {error}")


def change(course: Course, chance: random.Random, /) -> dict[str, int]:
    """Give some scenes a new version, and tell the old ones."""
    before = dict(course.versions)
    for name in chance.sample(sorted(course.versions), 3):
        course.versions[name] += 1
    course.write()
    return before


def ended(course: Course) -> str:
    """Run, and tell what it says if it fails."""
    process = begin(course)
    _, err = process.communicate(timeout=300)
    return err if process.returncode else ""
