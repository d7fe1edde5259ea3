"""Where a clip is made before it is whole: a locked folder beside its target, on the same file system."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from calcanim.errors import OutputError
from calcanim.rendering.reasons import storage_reason

ENDING = ".rendering"


@contextmanager
def workspace(target: Path, /) -> Iterator[Path]:
    """Make an empty folder beside the target, locked while in use and gone afterwards, come what may."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder, held = _make(target)
    except OSError as error:
        raise OutputError(f"cannot write {target}: {storage_reason(error)}") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def sweep(media: Path, /) -> int:
    """Remove the workspaces of runs that were killed, and say how many; those in use are left alone."""
    places = ("videos/*/*/", "videos/*/*/sections/", "images/*/", "cache/files/", "")
    leftovers = [folder for place in places for folder in media.glob(f"{place}.*{ENDING}")]
    return sum(_remove_if_abandoned(folder) for folder in leftovers)


def check_writable(media: Path, /) -> None:
    """Find out before anything is rendered that the media folder can be written."""
    try:
        media.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=media) as probe:
            probe.write(b"\0")
    except OSError as error:
        raise OutputError(f"cannot write to the media folder {media}: {storage_reason(error)}") from error


def put_in_place(made: Path, target: Path, /) -> None:
    """Give a finished file, or a folder of images, its name; a reader sees the old one or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _reach_the_disk(made)
    if target.is_dir():
        # A folder that is not empty cannot be replaced in one step: the old one goes to the workspace first.
        target.rename(made.parent / f"replaced-{target.name}")
    made.replace(target)


def _reach_the_disk(made: Path) -> None:
    """Write out what the system still keeps back, so that a name never stands for less than a whole file."""
    for file in made.rglob("*") if made.is_dir() else (made,):
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())


def _make(target: Path) -> tuple[Path, int]:
    """Make the folder and lock it; again, if another run swept it away between the two."""
    while True:
        folder = Path(
            tempfile.mkdtemp(prefix=f".{target.stem[:40]}-", suffix=ENDING, dir=target.parent.absolute())
        )
        with suppress(FileNotFoundError):
            held = os.open(folder, os.O_RDONLY)
            _lock(held)
            if folder.exists():
                return folder, held
            os.close(held)


def _lock(descriptor: int) -> bool:
    """Hold a folder until its descriptor is closed, by us or by the death of the process."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove_if_abandoned(folder: Path) -> bool:
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        is_abandoned = _lock(descriptor)
        if is_abandoned:
            shutil.rmtree(folder, ignore_errors=True)
        return is_abandoned
    finally:
        os.close(descriptor)
