"""Functions on arrays, compiled when they are first called, and kept for the next process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F, /) -> F:
    """Compile a function of numbers and arrays; other threads go on while it runs.

    No compiler is needed: Numba brings its own. What it made is kept beside the source, or in the user's
    cache.
    """
    try:
        return cast("F", numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # there is no place to keep it in
        return cast("F", numba.njit(nogil=True)(function))
