"""What depends on its arguments alone is reckoned once in a process, and can be reckoned ahead in another."""

from __future__ import annotations

import importlib
import pickle
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

Value = TypeVar("Value")
_KEPT = 8192
_reckoned: deque[tuple[str, str, tuple[Any, ...]]] = deque(maxlen=_KEPT)


def remembered(maxsize: int) -> Callable[[Callable[..., Value]], _lru_cache_wrapper[Value]]:
    """Keep the values of a module's function, as `lru_cache` does, and note which were reckoned."""

    def keep(function: Callable[..., Value]) -> _lru_cache_wrapper[Value]:
        @lru_cache(maxsize)
        @wraps(function)
        def reckon(*arguments: Any) -> Value:
            value = function(*arguments)
            _reckoned.append((function.__module__, function.__name__, arguments))
            return value

        return reckon

    return keep


def reckoned() -> bytes:
    """Tell what was reckoned here and not told before, for `reckon_ahead`; nothing if nothing was."""
    told = []
    while _reckoned:
        with suppress(Exception):  # of some arguments, as of those of a scene's own, there is no telling
            told.append(pickle.dumps(_reckoned.popleft()))
    return pickle.dumps(told) if told else b""


def reckon_ahead(told: bytes, /) -> None:
    """Reckon what another process of ours did; what is not known here is left out."""
    for each in pickle.loads(told):
        with suppress(Exception):
            module, name, arguments = pickle.loads(each)
            getattr(importlib.import_module(module), name)(*arguments)
    _reckoned.clear()
