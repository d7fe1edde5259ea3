"""One order of sets of text in every process that renders: left to itself, Python chooses one for each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

NAME, SEED = "PYTHONHASHSEED", "0"


@contextmanager
def one_order() -> Iterator[None]:
    """Give every process that is begun inside the same seed for the hashes of texts."""
    before = os.environ.get(NAME)
    os.environ[NAME] = SEED
    try:
        yield
    finally:
        os.environ.pop(NAME)
        if before is not None:
            os.environ[NAME] = before
