"""The parts in which a view is drawn at once, each by a run of its own, and how far they have come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Part:
    """What a run draws: from the frame `first` to the end; `reached` is the first frame that is not there."""

    def __init__(self, run: int, first: int) -> None:
        self.run, self.first, self.reached = run, first, first

    @property
    def is_whole(self) -> bool:
        """Whether it is the scene as it is rendered: nothing of it was skipped."""
        return self.first == 0


class Parts:
    """All parts of a view, the one from the start among them. `end` is what one said at its end."""

    def __init__(self, frame: int, length: int) -> None:
        """Begin with the moment looked at; `length` is that of the scene when it was drawn last.

        >>> Parts(300, 700).starts, Parts(0, 700).starts, Parts(0, 0).starts
        ((300, 0), (0, 350), (0,))
        """
        middle = (frame + length) // 2
        is_far = length - frame > 2 * max(frame, 1)  # the part from the moment on would take longest by far
        self.starts: Sequence[int] = tuple(dict.fromkeys((frame, 0, *((middle,) if is_far else ()))))
        self.under_way: dict[int, Part] = {}
        self.end: Mapping[str, Any] | None = None

    @property
    def waiting(self) -> Sequence[int]:
        """Where parts start that were not begun yet."""
        begun = {part.first for part in self.under_way.values()}
        return [start for start in self.starts if start not in begun]

    def begin(self, run: int, first: int) -> None:
        """Take note of a run."""
        self.under_way[run] = Part(run, first)

    def take_end(self, part: Part, end: Mapping[str, Any]) -> None:
        """Take what a run said last; what the one from the start says counts most."""
        if self.end is None or part.is_whole:
            self.end = end

    def give_up(self, part: Part) -> None:
        """Expect nothing more of a run: the one from the start draws what it would have drawn."""
        if not part.is_whole:
            self.starts = [start for start in self.starts if start != part.first]
            del self.under_way[part.run]

    @property
    def whole(self) -> Part | None:
        """The one from the start, if it has begun."""
        return next((part for part in self.under_way.values() if part.is_whole), None)

    def is_met(self, part: Part) -> bool:
        """Whether what it draws from now on is drawn by another one as well, which began there."""
        return any(part.first < start <= part.reached for start in self.starts)

    @property
    def are_all_there(self) -> bool:
        """Whether each frame is: those of one part reach to the next, and one has come to the end."""
        if self.end is None:
            return False
        reached = 0
        for part in sorted(self.under_way.values(), key=lambda part: part.first):
            if part.first <= reached:
                reached = max(reached, part.reached)
        return reached >= int(self.end["frames"])
