"""An exception in one line for a person: what went wrong, and where in their own file."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from pathlib import Path

from calcanim.errors import CalcanimError, FormulaError

STORAGE = {
    errno.ENOSPC: "the disk is full: free some space, or choose another folder with --media_dir",
    errno.EDQUOT: "your disk quota is used up: free some space, or choose another folder with --media_dir",
    errno.EROFS: "the file system is read-only: choose another folder with --media_dir",
    errno.EACCES: "no permission to write there: choose another folder with --media_dir",
    errno.EPERM: "no permission to write there: choose another folder with --media_dir",
}


def explain(error: BaseException, file: Path, /) -> str:
    """Say in one line why a job failed; `file` is the scene file, whose line is named if it is to blame."""
    for link in _chain(error):
        if isinstance(link, CalcanimError):
            said, place = _one_line(str(link)), location(error, file)
            return f"{said} ({place})" if isinstance(link, FormulaError) and place else said
        if isinstance(link, OSError) and link.errno in STORAGE and _is_storage(link, file):
            return storage_reason(link)
    place = location(error, file)
    said = _one_line(str(error))
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"{what} ({place})" if place else what


def storage_reason(error: OSError, /) -> str:
    """Say in one line why a file cannot be written."""
    return STORAGE.get(error.errno or 0) or (error.strerror or str(error)).lower()


def location(error: BaseException, file: Path, /) -> str:
    """Name the innermost line of `file` in the error's traceback, or '' if it has no part in it."""
    own = str(file.resolve())
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).resolve() == Path(own):
        return f"{_short(file)}, line {error.lineno}"
    frames = [f for f in traceback.extract_tb(error.__traceback__) if str(Path(f.filename).resolve()) == own]
    return f"{_short(file)}, line {frames[-1].lineno}" if frames else ""


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _is_storage(error: OSError, file: Path) -> bool:
    """A full disk is never the scene's fault; a file that the scene itself may not open is."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT) or not location(error, file)


def _one_line(text: str) -> str:
    """A text in one line, in which a mark below a place points nowhere."""
    return " ".join(" ".join(line for line in text.splitlines() if line.strip() != "^").split())


def _short(file: Path) -> str:
    here = Path.cwd()
    full = file.resolve()
    return str(full.relative_to(here)) if full.is_relative_to(here) else str(full)
