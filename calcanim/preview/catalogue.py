"""Which scenes there are, and a still of each, for those who choose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from calcanim.preview.studio import Studio
from calcanim.preview.watching import Depth, depth_of
from calcanim.preview.wire import Message

Files: TypeAlias = Callable[[], Sequence[Path]]
"""Lists the scene files that there are now."""

Scene: TypeAlias = tuple[str, str]
"""A file, and the name of a scene in it."""

STILL = (384, 216, 15.0)
"""Its pixels, and frames a second."""


class Catalogue:
    """Finds scenes in files, and draws a still of each, one after the other, once they are wanted."""

    def __init__(self, files: Files, studio: Studio) -> None:
        self.files, self.studio = files, studio
        self.scenes: dict[str, list[dict[str, Any]]] = {}
        self.broken: dict[str, str] = {}
        self.stills: dict[Scene, Message] = {}
        self._unlisted: set[Path] = set()  # saved since it was looked which scenes there are
        self._are_wanted = False
        self._tried: set[Scene] = set()
        self._run = 0  # that draws a still

    def look(self, saved: Collection[Path] | None = None) -> None:
        """Find out which scenes there are: in all files, or in those that were saved."""
        files = [file for file in self.files() if saved is None or file.resolve() in saved]
        self.studio.stop("list")
        self.studio.run("list", files=[str(file) for file in files])

    def saved(self, files: set[Path], /) -> None:
        """Take note of files that are to be looked at again."""
        self._unlisted |= files

    def look_again(self) -> None:
        """Look at what was saved, if anything was; at all files, if all of them may look otherwise."""
        if self._unlisted:
            is_scene = max(map(depth_of, self._unlisted)) is Depth.SCENE
            self.look(set(self._unlisted) if is_scene else None)

    def hear_list(self, listed: Mapping[str, Any]) -> None:
        """Put what is new in the place of what was known of these files; forget files that are gone."""
        there = [str(file) for file in self.files()]

        def merged(known: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
            of = {file: new if file in listed["files"] else known for file in there}
            return {file: of[file][file] for file in there if file in of[file]}

        self.scenes, self.broken = (
            merged(self.scenes, listed["scenes"]),
            merged(self.broken, listed["broken"]),
        )
        self._unlisted.clear()
        for scene in [each for each in self._tried if each[0] in listed["files"] or each not in self]:
            self._tried.discard(scene)
            self.stills.pop(scene, None)
        self.draw_next()

    def __iter__(self) -> Iterator[Scene]:
        return ((file, each["name"]) for file, scenes in self.scenes.items() for each in scenes)

    def named(self, wanted: str) -> Scene | None:
        """Return the first scene with a name or slug, the first of all where none is wanted."""
        for file, scenes in self.scenes.items():
            for each in scenes:
                if not wanted or wanted in (each["name"], each["slug"]):
                    return file, each["name"]
        return None

    def names(self, file: Path) -> set[str]:
        """The scenes of a file."""
        return {each["name"] for each in self.scenes.get(str(file), ())}

    def want_stills(self) -> None:
        """Draw them from now on."""
        self._are_wanted = True
        self.draw_next()

    def draw_next(self) -> None:
        """Begin with the next still, if they are wanted and none is under way."""
        left = [scene for scene in self if scene not in self._tried]
        if self._are_wanted and left and not self._run:
            file, name = left[0]
            self._tried.add(left[0])
            self._run = self.studio.run(
                "still", file=file, scene=name, settings={}, theme=None, picture=STILL
            )

    def hear_still(self, message: Message) -> Message | None:
        """Take a still, or that there is none of a scene; return what a page is told."""
        if message.fields.get("run") != self._run or message.kind not in ("still", "failed"):
            return None
        self._run = 0
        self.draw_next()
        if message.kind == "failed":
            return None
        self.stills[message.fields["file"], message.fields["scene"]] = message
        return message
