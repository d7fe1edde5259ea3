"""What a user names on the command line: lessons of the project, or a file and scenes in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import calcanim
from calcanim.errors import UsageError
from calcanim.rendering.discover import BrokenFile, Library, SceneEntry, discover
from calcanim.rendering.match import select

Read: TypeAlias = Callable[[Sequence[Path]], Library]
"""How scene files are read: imported, or remembered."""


@dataclass(frozen=True)
class Selection:
    """The scenes that are meant, and the files that could not be read on the way to them."""

    scenes: tuple[SceneEntry, ...]
    broken: tuple[BrokenFile, ...] = ()
    is_incomplete: bool = False
    """Whether scenes that were meant may be missing, as they are in a broken file."""


def project_files() -> list[Path]:
    """List the scene files of `scenes/` here, or else of the project that this command belongs to."""
    folder = Path("scenes")
    if not folder.is_dir():
        folder = Path(calcanim.__file__).resolve().parents[1] / "scenes"
    return sorted(f for f in folder.glob("*.py") if not f.name.startswith("_"))


def project_library(read: Read = discover, /) -> Library:
    """Read the lessons of the project."""
    return read(project_files())


def collect(names: Sequence[str], read: Read = discover, /) -> Selection:
    """Find the scenes that `LESSON…` or `FILE.py [SCENE…]` name; all lessons if nothing is named."""
    scenes: list[SceneEntry] = []
    broken: tuple[BrokenFile, ...] = ()
    for file, wanted in _groups(names):
        library = _library(file, read)
        scenes.extend(select(library, wanted))
        broken += library.broken
    if not scenes:
        raise UsageError(broken[0].reason if broken else "there are no scenes to render")
    return Selection(tuple(dict.fromkeys(scenes)), broken, is_incomplete=bool(broken) and not names)


def _groups(names: Sequence[str]) -> Iterator[tuple[Path | None, list[str]]]:
    """Split the arguments at each file; those before the first file are lessons of the project."""
    file: Path | None = None
    wanted: list[str] = []
    for name in names:
        if name.endswith(".py"):
            if wanted or file:
                yield file, wanted
            file, wanted = Path(name), []
        else:
            wanted.append(name)
    yield file, wanted


def _library(file: Path | None, read: Read) -> Library:
    if file is None:
        return project_library(read)
    library = read([file])
    if library.broken:
        raise UsageError(library.broken[0].reason)
    if not library.scenes:
        raise UsageError(f"{file} defines no scene")
    return library
