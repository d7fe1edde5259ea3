"""A process of its own for one parcel: `python -m calcanim.rendering.remote FILE`.

It renders the parcel that comes in on stdin, tells how it goes on stdout, and writes the answer to FILE. It
ends when its stdin does: then no one waits for it any more.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from pathlib import Path

from calcanim.rendering.parcels import render


def main() -> None:
    """Render the parcel on stdin, and write the answer to the file that is named."""
    target = Path(sys.argv[1])
    parcel = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as tell:
        # What a scene prints must not come between.
        os.dup2(2, 1)
        answer = render(parcel, target.parent, tell)
    beside = target.with_suffix(".half")
    beside.write_bytes(pickle.dumps(answer))
    beside.replace(target)


def _end_with_stdin() -> None:
    # Not through Python's buffer: a thread that waits in it keeps the interpreter from ending.
    while os.read(0, 1):
        pass
    signal.raise_signal(signal.SIGKILL)


if __name__ == "__main__":
    main()
