"""What becomes of a course when processes are killed, disks are full and files are damaged.

python -m benchmarks.faults               all faults; the last line says whether all of it held
python -m benchmarks.faults --kills 10    fewer kills, and fewer damaged entries

After every fault each file under a final name is opened: it must be whole, and of the version it was before
or of the newest one. Then one more run must complete the course, with the newest pictures alone.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from benchmarks.fault_tools import Tally, begin, change, complete, look, session
from benchmarks.full_disks import full_disk, read_only
from benchmarks.small_course import Course, small_course

SCENES = 6
WINDOW = 6.0  # seconds from the beginning of a run in which it is killed
GRACE = 3.0  # seconds in which the workers of a killed parent must have ended


def kill_workers(process: subprocess.Popen[str]) -> None:
    """Kill all that the parent has begun."""
    for pid in session(process.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def kill_one_worker(process: subprocess.Popen[str]) -> None:
    """Kill the process that was begun last: a worker, if there is one."""
    for pid in sorted(session(process.pid))[-1:]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def kill_parent(process: subprocess.Popen[str]) -> None:
    """Kill the command itself."""
    process.kill()


def kill_all(process: subprocess.Popen[str]) -> None:
    """Kill everything at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def interrupt(process: subprocess.Popen[str]) -> None:
    """Press Ctrl-C."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)


KILLS: tuple[Callable[[subprocess.Popen[str]], None], ...] = (
    kill_one_worker,
    kill_workers,
    kill_parent,
    kill_all,
    interrupt,
)


def kills(course: Course, count: int, chance: random.Random, tally: Tally) -> None:
    """Kill at random moments."""
    for number in range(count):
        kill = KILLS[number % len(KILLS)]
        fault = f"{kill.__name__} {number}"
        before = change(course, chance)
        process = begin(course)
        time.sleep(chance.uniform(0.0, WINDOW))
        kill(process)
        if kill in (kill_one_worker, kill_workers):
            process.communicate(timeout=300)
        ended = time.monotonic()
        while time.monotonic() - ended < GRACE and (session(process.pid) or process.poll() is None):
            time.sleep(0.05)
        tally.check(process.poll() is not None, f"{fault}: the command has not ended after {GRACE:g} s")
        tally.check(not session(process.pid), f"{fault}: processes are left after {GRACE:g} s")
        kill_all(process)
        process.communicate(timeout=60)
        look(course, before, tally, fault)
        complete(course, tally, fault)
        tally.tried[kill.__name__] += 1
        click.echo(f"{fault}: {'holds' if not tally.wrong else 'see above'}")


def damage(course: Course, count: int, chance: random.Random, tally: Tally) -> None:
    """Truncate entries of the cache and flip bits in them; a clip is taken away each time."""
    for number in range(count):
        entries = [
            path for path in (course.media / "cache").rglob("*") if path.is_file() and path.stat().st_size
        ]
        path = chance.choice(entries)
        text = bytearray(path.read_bytes())
        if number % 2:
            text = text[: chance.randrange(len(text))]
        else:
            place = chance.randrange(len(text))
            text[place] ^= 1 << chance.randrange(8)
        path.write_bytes(text)
        gone = chance.choice(sorted(course.clips().values()))
        gone.unlink()
        fault = f"damage {number} of {path.parent.name}/{path.name[:12]}"
        complete(course, tally, fault)
        tally.tried["truncated" if number % 2 else "flipped"] += 1


def vanished(course: Course, chance: random.Random, tally: Tally) -> None:
    """Take the folder away in the middle of a run."""
    for _ in range(3):
        change(course, chance)
        process = begin(course)
        time.sleep(chance.uniform(1.0, WINDOW))
        shutil.rmtree(course.media, ignore_errors=True)
        _, err = process.communicate(timeout=300)
        tally.check("Traceback" not in err, f"vanished: {err[-500:]}")
        complete(course, tally, "vanished")
        tally.tried["folder that vanishes"] += 1


def two_at_once(course: Course, chance: random.Random, tally: Tally) -> None:
    """Run twice in the same folder at the same time."""
    for number in range(5):
        before = change(course, chance)
        runs = [begin(course) for _ in range(2)]
        for run in runs:
            _, err = run.communicate(timeout=300)
            tally.check(run.returncode == 0, f"two at once {number}: {err[-300:]}")
        look(course, before, tally, f"two at once {number}")
        complete(course, tally, f"two at once {number}")
        tally.tried["two runs at once"] += 1


@click.command()
@click.option("--kills", "kill_count", default=100, show_default=True, help="How often processes are killed.")
@click.option("--damages", default=100, show_default=True, help="How many entries of the cache are damaged.")
@click.option("--seed", default=1, show_default=True)
def main(kill_count: int, damages: int, seed: int) -> None:
    """Try all faults, and print what held."""
    chance, tally = random.Random(seed), Tally()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        course = small_course(Path(folder), SCENES)
        complete(course, tally, "the first run")
        kills(course, kill_count, chance, tally)
        damage(course, damages, chance, tally)
        two_at_once(course, chance, tally)
        vanished(course, chance, tally)
    for fault in (full_disk, read_only):
        with tempfile.TemporaryDirectory() as folder:
            fault(small_course(Path(folder), SCENES), chance, tally)
    for name, count in tally.tried.items():
        click.echo(f"{name}: {count} tried")
    click.echo(
        f"{sum(tally.tried.values())} faults in {time.monotonic() - began:.0f} s, {len(tally.wrong)} wrong"
    )
    sys.exit(1 if tally.wrong else 0)


if __name__ == "__main__":
    main()
