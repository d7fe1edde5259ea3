"""One author at work: which scene is looked at, how, and at which moment; what the page is told of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from calcanim.preview.catalogue import Catalogue, Files
from calcanim.preview.clip import Clip
from calcanim.preview.parts import Part, Parts
from calcanim.preview.studio import Studio
from calcanim.preview.watching import Depth, depth_of
from calcanim.preview.wire import Message
from calcanim.rendering.jobs import QUALITIES
from calcanim.rendering.naming import quality_folder

Tell: TypeAlias = Callable[[str | bytes], None]
SIZES: Mapping[str, tuple[int, int, float]] = {
    **{quality_folder(QUALITIES[name]): astuple(QUALITIES[name]) for name in "lmh"},
    "480 × 854": (480, 854, 15.0),
}
"""Pixels, and frames a second."""


@dataclass(frozen=True)
class View:
    """What is looked at; `frame` is the number of the frame."""

    file: Path
    scene: str
    size: str = "480p15"
    theme: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    frame: int = 0

    @property
    def rate(self) -> float:
        """Frames a second."""
        return SIZES[self.size][2]

    @property
    def order(self) -> dict[str, Any]:
        """What a run is told of it."""
        return {
            "file": str(self.file),
            "scene": self.scene,
            "settings": dict(self.settings),
            "theme": self.theme,
            "picture": SIZES[self.size],
        }


class Session:
    """Tells a page what there is and what is drawn, and begins anew when something changes.

    A view is drawn in parts: one from the moment looked at, which is there to be seen at once, and as soon as
    a frame of it came, one from the start. That is the scene as it is rendered, and takes the place of the
    others. Only when all frames are there it is looked which scenes there are, and what the gates find.
    """

    def __init__(self, files: Files, wanted: str, studio: Studio, *, render: Sequence[str] = ()) -> None:
        self.wanted, self.studio = wanted, studio
        self.catalogue = Catalogue(files, studio)
        self.clip = Clip(render, self.say)
        self.view: View | None = None
        self.pages: set[Tell] = set()
        self.generation = 0
        self._names: set[str] = set()  # of the scenes that the file looked at had last
        self._parts = Parts(0, 0)
        self._length = 0  # frames of the scene, when it was drawn last
        self._listed = ""  # what was said of the scenes last, for a page that comes later

    def join(self, page: Tell) -> None:
        """Tell a page what there is, and draw anew: frames are kept by pages alone."""
        self.pages.add(page)
        if self._listed:
            page(self._listed)
        for still in self.catalogue.stills.values():
            page(still.packed())
        self._begin_anew()

    def saved(self, files: set[Path], /) -> None:
        """Begin anew, as deep as what was saved goes."""
        depth = max(map(depth_of, files))
        if depth is Depth.ENGINE or self.studio.is_dead():
            self.studio.reload()
        elif depth is Depth.PROJECT:
            self.studio.regrow()
        else:
            self.studio.stop()
        self.catalogue.saved(files)
        self._show()
        if self.view is None:
            self.catalogue.look_again()

    def asked(self, text: str, /) -> None:
        """Do what a page asks for; what makes no sense is left alone."""
        try:
            said = json.loads(text)
            kind = said.pop("kind")
        except (ValueError, KeyError, AttributeError, TypeError):
            return
        if self.view is not None and kind == "look" and isinstance(said.get("frame"), int):
            self.view = replace(self.view, frame=max(0, said["frame"]))
        elif kind == "stills":
            self.catalogue.want_stills()
        elif kind == "choose":
            self._choose(str(said.get("file")), str(said.get("scene")))
        elif self.view is not None and kind == "set":
            self._set(said)
        elif self.view is not None and kind == "render" and said.get("quality") in QUALITIES:
            view = self.view
            self.clip.render(
                str(view.file),
                view.scene,
                quality=said["quality"],
                theme=view.theme,
                settings=view.settings,
            )
        elif self.view is not None and kind == "check":
            self._check(self.view, said.get("settings"))

    def _choose(self, file: str, scene: str) -> None:
        """Look at another scene: one of those that were found, and no other file."""
        if (file, scene) in self.catalogue:
            size = self.view.size if self.view else View.size
            self.view, self._length = View(Path(file), scene, size), 0
            self._begin_anew()

    def _follow(self) -> None:
        """Begin with the scene that is wanted; follow one that has got another name in its file."""
        if self.view is None:
            named = self.catalogue.named(self.wanted)
            if named is not None:
                self._choose(*named)
        else:
            names = self.catalogue.names(self.view.file)
            new = names - self._names
            if self.view.scene not in names and len(new) == 1:
                self._choose(str(self.view.file), new.pop())
        if self.view is not None:
            self._names = self.catalogue.names(self.view.file) or self._names

    def _set(self, said: Mapping[str, Any]) -> None:
        assert self.view is not None
        view = self.view
        if said.get("size") in SIZES:
            moment = view.frame / view.rate
            view = replace(view, size=said["size"])
            view = replace(view, frame=round(moment * view.rate))
            self._length = round(self._length * view.rate / self.view.rate)
        if isinstance(said.get("theme"), str):
            view = replace(view, theme=said["theme"])
        if isinstance(said.get("settings"), dict):
            view = replace(view, settings={str(n): str(v) for n, v in said["settings"].items()})
        if view != self.view:
            self.view = view
            self._begin_anew()

    def _check(self, view: View, settings: Any) -> None:
        """Have texts looked at as they are typed."""
        if isinstance(settings, dict):
            given = {str(name): str(value) for name, value in settings.items()}
            asked = {"file": str(view.file), "scene": view.scene, "settings": given, "theme": view.theme}
            self.studio.stop("check")
            self.studio.run("check", **asked)

    def _begin_anew(self) -> None:
        self.studio.stop()
        self._show()

    def _show(self) -> None:
        """Order the frames of a view, those from the moment looked at before all others."""
        view = self.view
        if view is None:
            return
        self.generation += 1
        self._parts = Parts(view.frame, self._length)
        for kind in ("examine", "list"):
            self.studio.stop(kind)
        self._draw(view, self._parts.starts[0])
        self.say(
            "view",
            **view.order,
            size=view.size,
            sizes=list(SIZES),
            frame=view.frame,
        )

    def _draw(self, view: View, *starts: int) -> None:
        for first in starts:
            self._parts.begin(self.studio.run("play", first=first, **view.order), first)

    def hear(self, message: Message, /) -> None:
        """Take what a run says."""
        if message.kind == "listed":
            self.catalogue.hear_list(message.fields)
            self._listed = self.say("scenes", files=self.catalogue.scenes, broken=self.catalogue.broken)
            self._follow()
            return
        if (still := self.catalogue.hear_still(message)) is not None:
            self._send(still)
        if message.kind in ("checked", "examined"):
            self.say(message.kind, **{n: v for n, v in message.fields.items() if n != "run"})
            return
        part = self._parts.under_way.get(message.fields.get("run", 0))
        if part is not None and self.view is not None:
            self._hear_part(message, part, self.view)

    def _hear_part(self, message: Message, part: Part, view: View) -> None:
        """Take what a run that draws says, and let others begin, stand still or go on."""
        were_there = self._parts.are_all_there
        if message.kind == "frame":
            self._hear_frame(message, part)
        elif message.kind == "done":
            self._parts.take_end(part, message.fields)
        elif message.kind == "failed":
            self.say("failed", **{n: v for n, v in message.fields.items() if n != "run"})
            self._parts.give_up(part)
        if self._parts.waiting:  # what was waited for has come, or does not
            self._draw(view, *self._parts.waiting)
        is_whole_done = part.is_whole and message.kind == "done"
        if is_whole_done or (self._parts.are_all_there and not were_there):
            self._tell_end()
        if (whole := self._parts.whole) is not None:  # what it draws next is under way: the others go first
            is_met = self._parts.is_met(whole) and not self._parts.are_all_there
            self.studio.hold(whole.run, is_held=is_met)
        if is_whole_done:
            self.studio.run("examine", **view.order)
        if part.is_whole and message.kind in ("done", "failed"):  # nothing is left to be drawn
            self.catalogue.look_again()

    def _hear_frame(self, message: Message, part: Part) -> None:
        at, repeat = message.fields["at"], message.fields["repeat"]
        part.reached = at + repeat
        head = {**message.fields, "generation": self.generation, "isWhole": part.is_whole}
        self._send(Message("frame", head, message.body))
        if not part.is_whole and self._parts.is_met(part):
            self.studio.end(part.run)

    def _tell_end(self) -> None:
        end = self._parts.end
        assert end is not None
        self._length = end["frames"]
        self.say("done", **{name: end[name] for name in ("frames", "beats", "plays")})

    def say(self, kind: str, /, **fields: Any) -> str:
        """Tell all pages something; return it as it was told."""
        said = json.dumps({"kind": kind, "generation": self.generation, **fields}, ensure_ascii=False)
        self._tell(said)
        return said

    def _send(self, message: Message) -> None:
        self._tell(message.packed())

    def _tell(self, said: str | bytes) -> None:
        for page in tuple(self.pages):
            page(said)
