"""Which files a scene reads while it is rendered: a picture, a table, a module by a made-up name."""

from __future__ import annotations

import importlib.util
import os
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOT_OURS = tuple(
    os.path.realpath(path)
    for path in (
        *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")),
        "/proc",
        "/sys",
        "/dev",
        "/etc",
        "/usr/lib",
        "/usr/share",
    )
)
_open_lists: list[set[str]] = []
_state = {"is_hooked": False}


@contextmanager
def opened_files(*, but: str) -> Iterator[set[str]]:
    """Gather the paths of files that are opened to be read inside, but for those below one folder.

    Files that a library in C opens by itself are not seen.
    """
    if not _state["is_hooked"]:
        # An audit hook stays for the life of the process; it does nothing while no list is open.
        sys.addaudithook(_note)
        _state["is_hooked"] = True
    gathered: set[str] = set()
    _open_lists.append(gathered)
    try:
        yield gathered
    finally:
        _open_lists.remove(gathered)
        gathered.difference_update([path for path in gathered if not _counts(path, os.path.realpath(but))])


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event != "open" or not _open_lists:
        return
    path, mode, flags = arguments
    is_written = (isinstance(mode, str) and any(c in mode for c in "wax+")) or (
        isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
    )
    if isinstance(path, str | bytes) and not is_written:
        for gathered in _open_lists:
            gathered.add(str(Path(os.fsdecode(path)).absolute()))


def _counts(path: str, but: str) -> bool:
    full = os.path.realpath(path)
    return Path(full).is_file() and not any(_is_below(full, folder) for folder in (*_NOT_OURS, but))


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def source_of(path: str, /) -> str:
    """Name the text that a compiled file was made of; any other file is itself.

    >>> source_of("/a/__pycache__/b.cpython-311.pyc"), source_of("/a/picture.png")
    ('/a/b.py', '/a/picture.png')
    """
    if not path.endswith(".pyc"):
        return path
    try:
        return importlib.util.source_from_cache(path)
    except (ValueError, NotImplementedError):
        return path
