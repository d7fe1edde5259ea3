"""A line for each frame with a hash of its pixels: two renderings can be compared before they are encoded."""

from __future__ import annotations

import hashlib
from pathlib import Path

from calcanim.engine.stream import Frame

DIGEST_SIZE = 16  # bytes


class Hashes:
    """A text file; its first line says size and rate, each other one the number and hash of a frame."""

    def __init__(self, path: Path, heading: str) -> None:
        self.file = path.open("w", encoding="ascii")
        self.file.write(f"# {heading}\n")
        self.frames = 0

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        """Write the frame's hash as often as it is shown."""
        digest = hashlib.blake2b(frame.pixels.data, digest_size=DIGEST_SIZE).hexdigest()
        self.file.writelines(f"{self.frames + i} {digest}\n" for i in range(repeat))
        self.frames += repeat

    def finish(self) -> None:
        """Close the file."""
        self.file.close()

    def abandon(self) -> None:
        """Close the file as it is."""
        self.file.close()
