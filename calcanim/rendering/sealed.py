"""Small files that are whole or nothing: a digest of the text stands in the first line."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


def write_sealed(path: Path, document: object, /) -> None:
    """Write JSON under a seal; a reader sees the old file or the new one. OSError where it can't be."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # One that a power cut left empty is known by its seal, so that the disk need not be waited for.
    write_whole(path, f"{_seal(text)}\n{text}", is_sealed=True)


def read_sealed(path: Path, /) -> Any:
    """Read what was sealed; None if it is not there, or is not what was written."""
    try:
        seal, _, text = path.read_text(encoding="utf-8").partition("\n")
        return json.loads(text) if seal == _seal(text) else None
    except (OSError, ValueError):
        return None


def write_whole(path: Path, text: str, /, *, is_sealed: bool = False) -> None:
    """Write a text beside its place and rename it, so that half of it is never read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            # The temporary file is private; the finished one is as readable as any file of this user.
            os.fchmod(descriptor, 0o666 & ~_umask())
            if not is_sealed:
                os.fsync(descriptor)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
