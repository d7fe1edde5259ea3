"""The formulas and drawings read last: Manim keeps all that there ever were, half a megabyte each."""

from __future__ import annotations

from typing import Any

KEPT = 20
"""How many are kept, however long a scene is."""


class Recent(dict[int, Any]):
    """A dictionary of what was last put in or looked up.

    >>> drawings = Recent()
    >>> for number in range(KEPT):
    ...     drawings[number] = "drawing"
    >>> drawings[0], len(drawings)
    ('drawing', 20)
    >>> drawings[KEPT] = "another"
    >>> 0 in drawings, 1 in drawings, len(drawings)
    (True, False, 20)
    """

    def __getitem__(self, key: int) -> Any:
        found = self.pop(key)
        super().__setitem__(key, found)
        return found

    def __setitem__(self, key: int, value: Any) -> None:
        self.pop(key, None)
        super().__setitem__(key, value)
        if len(self) > KEPT:
            del self[next(iter(self))]
