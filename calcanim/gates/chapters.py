"""The beats of a scene while it is played: a lesson says which they are; a plain scene has sections and
captions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calcanim.gates.recording import BeatSpan


@dataclass(frozen=True)
class _Mark:
    """Where a stretch of a plain scene begins; `lasting` is how long its caption stands."""

    name: str
    start: float
    caption: str = ""
    lasting: float = 0.0


class Chapters:
    """Listens to a scene and tells `at_end` whenever a beat has ended, its last frame still standing.

    Of a plain scene each section is a beat, and each caption; if it has neither, the whole scene is one.
    """

    def __init__(self, scene: Any, at_end: Callable[[], None]) -> None:
        self._scene, self._at_end = scene, at_end
        self.is_lesson = hasattr(scene, "beats")
        self.ended = 0
        self._marks = [_Mark("", 0.0)]
        self._say, self._divide = scene.add_subcaption, scene.next_section
        scene.add_subcaption, scene.next_section = self._captioned, self._divided

    def close(self) -> None:
        """The scene is over."""
        last_end = self._scene.beats[-1].end if self.is_lesson and self._scene.beats else -1.0
        if not self.is_lesson or self._scene.time > last_end + 1e-6:
            self._end()

    def spans(self) -> tuple[BeatSpan, ...]:
        """All beats of a scene that is over."""
        if self.is_lesson:
            return tuple(
                BeatSpan(each.name, each.caption, each.start, each.end, getattr(each, "pause", 0.0))
                for each in self._scene.beats
            )
        ends = [*(mark.start for mark in self._marks[1:]), float(self._scene.time)]
        return tuple(
            BeatSpan(mark.name, mark.caption, mark.start, mark.start + mark.lasting if mark.caption else end)
            for mark, end in zip(self._marks, ends, strict=True)
        )

    def _captioned(self, content: str, duration: float = 1, offset: float = 0) -> None:
        self._say(content, duration, offset)
        if self.is_lesson:
            if len(self._scene.beats) > self.ended:
                self._end()
        else:
            self._begin(_Mark(self._marks[-1].name, self._scene.time + offset, content, duration))

    def _divided(self, name: str = "unnamed", *arguments: Any, **options: Any) -> None:
        self._divide(name, *arguments, **options)
        if not self.is_lesson:
            self._begin(_Mark(name, self._scene.time))

    def _begin(self, mark: _Mark) -> None:
        """A stretch that has only just begun, and has no caption, becomes this one."""
        last = self._marks[-1]
        if not last.caption and self._scene.time <= last.start + 1e-6:
            self._marks[-1] = mark
            return
        self._end()
        self._marks.append(mark)

    def _end(self) -> None:
        self._at_end()
        self.ended += 1
