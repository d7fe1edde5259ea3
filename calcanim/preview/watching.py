"""Files that were saved, whatever way the editor does it, and what has to begin anew for them."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator
from enum import IntEnum
from pathlib import Path

from watchfiles import Change, awatch

import calcanim

HOUSE = Path(calcanim.__file__).resolve().parent
ENGINE = ("engine", "tex", "rendering", "preview", "errors.py", "__init__.py")
"""What is loaded before the project's own modules are."""


class Depth(IntEnum):
    """How far back it has to be begun: at the scene, at the project's modules, at the engine."""

    SCENE = 0
    PROJECT = 1
    ENGINE = 2


def depth_of(file: Path, /) -> Depth:
    """Tell what was loaded from a file."""
    if not file.is_relative_to(HOUSE):
        return Depth.SCENE
    return Depth.ENGINE if file.relative_to(HOUSE).parts[0] in ENGINE else Depth.PROJECT


class Saved:
    """Yields each batch of Python files of which the text changed, was added or is gone."""

    def __init__(self, folders: Iterable[Path], /) -> None:
        """Watch these folders, and the packages in them: not all that may lie below, as in a home folder."""
        self.folders = sorted({each for folder in folders for each in _packages(folder.resolve())})
        self.known = {file: _digest(file) for folder in self.folders for file in folder.glob("*.py")}

    async def batches(self) -> AsyncIterator[set[Path]]:
        """Wait for files; several that are saved within some hundredths of a second are one batch."""
        async for changes in awatch(
            *self.folders, watch_filter=_is_python, step=10, debounce=100, recursive=False
        ):
            changed = {Path(name).resolve() for _, name in changes}
            batch = {file for file in changed if self._is_new(file)}
            if batch:
                yield batch

    def _is_new(self, file: Path) -> bool:
        digest = _digest(file)
        if digest == self.known.get(file):
            return False
        self.known[file] = digest
        return True


def _packages(folder: Path) -> Iterator[Path]:
    yield folder
    for below in folder.glob("*/__init__.py"):
        yield from _packages(below.parent)


def _is_python(change: Change, name: str) -> bool:
    return name.endswith(".py") and not Path(name).name.startswith(".")


def _digest(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
