"""One author at work: which scene is looked at, how, and at which moment; what the page is told of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from calcanim.preview.clip import Clip
from calcanim.preview.studio import Studio
from calcanim.preview.watching import Depth, depth_of
from calcanim.preview.wire import Message
from calcanim.rendering.jobs import QUALITIES
from calcanim.rendering.naming import quality_folder

Tell: TypeAlias = Callable[[str | bytes], None]
Files: TypeAlias = Callable[[], Sequence[Path]]
"""Lists the scene files that there are now."""

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

    A view is drawn twice at once: from the moment looked at, and from the start. The second is the scene as
    it is rendered, and takes the place of the first, which is there to be seen at once.
    """

    def __init__(self, files: Files, wanted: str, studio: Studio, *, render: Sequence[str] = ()) -> None:
        self.files, self.wanted, self.studio = files, wanted, studio
        self.clip = Clip(render, self.say)
        self.view: View | None = None
        self.pages: set[Tell] = set()
        self.scenes: dict[str, list[dict[str, Any]]] = {}
        self.generation = 0
        self._names: set[str] = set()  # of the scenes that the file looked at had last
        self._runs: dict[int, bool] = {}  # of this generation: whether it is the one from the start
        self._listed = ""  # what was said of the scenes last, for a page that comes later

    def look_for_scenes(self) -> None:
        """Find out which scenes there are."""
        self.studio.stop("list")
        self.studio.run("list", files=[str(file) for file in self.files()])

    def join(self, page: Tell) -> None:
        """Tell a page what there is, and draw anew: frames are kept by pages alone."""
        self.pages.add(page)
        if self._listed:
            page(self._listed)
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
        self._show()
        self.look_for_scenes()

    def asked(self, text: str, /) -> None:
        """Do what a page asks for; what makes no sense is left alone."""
        try:
            said = json.loads(text)
            kind = said.pop("kind")
        except (ValueError, KeyError, AttributeError, TypeError):
            return
        if self.view is not None and kind == "look" and isinstance(said.get("frame"), int):
            self.view = replace(self.view, frame=max(0, said["frame"]))
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
        if any(each["name"] == scene for each in self.scenes.get(file, ())):
            size = self.view.size if self.view else View.size
            self.view = View(Path(file), scene, size)
            self._begin_anew()

    def _follow(self) -> None:
        """Begin with the scene that is wanted; follow one that has got another name in its file."""
        listed = [(file, each) for file, scenes in self.scenes.items() for each in scenes]
        named = [(file, each["name"]) for file, each in listed if self.wanted in (each["name"], each["slug"])]
        if self.view is None and (named or not self.wanted) and listed:
            self._choose(*(named or [(listed[0][0], listed[0][1]["name"])])[0])
        elif self.view is not None:
            names = [each["name"] for each in self.scenes.get(str(self.view.file), ())]
            new = set(names) - self._names
            if self.view.scene not in names and len(new) == 1:
                self._choose(str(self.view.file), new.pop())
        if self.view is not None:
            self._names = {each["name"] for each in self.scenes.get(str(self.view.file), ())} or self._names

    def _set(self, said: Mapping[str, Any]) -> None:
        assert self.view is not None
        view = self.view
        if said.get("size") in SIZES:
            moment = view.frame / view.rate
            view = replace(view, size=said["size"])
            view = replace(view, frame=round(moment * view.rate))
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

    def _examine(self) -> None:
        """Ask the gates about what was drawn."""
        if self.view is not None:
            self.studio.run("examine", **self.view.order)

    def _begin_anew(self) -> None:
        self.studio.stop()
        self._show()

    def _show(self) -> None:
        """Order the frames of a view, those from the moment looked at before all others."""
        view = self.view
        if view is None:
            return
        self.generation += 1
        self._runs.clear()
        self.studio.stop("examine")
        order = view.order
        if view.frame:
            self._runs[self.studio.run("play", first=view.frame, **order)] = False
        self._runs[self.studio.run("play", first=0, **order)] = True
        self.say(
            "view",
            **order,
            size=view.size,
            sizes=list(SIZES),
            frame=view.frame,
        )

    def hear(self, message: Message, /) -> None:
        """Take what a run says."""
        if message.kind == "listed":
            self.scenes = message.fields["scenes"]
            self._listed = self.say("scenes", files=self.scenes, broken=message.fields["broken"])
            self._follow()
            return
        if message.kind in ("checked", "examined"):
            self.say(message.kind, **{n: v for n, v in message.fields.items() if n != "run"})
            return
        run = message.fields.get("run")
        if run not in self._runs:
            return
        is_whole = self._runs[run]
        if message.kind == "frame":
            self._hear_frame(message, is_whole)
        elif message.kind == "done" and is_whole:
            fields = {name: message.fields[name] for name in ("frames", "beats", "plays")}
            self.say("done", **fields)
            self._examine()
        elif message.kind == "failed" and is_whole:
            self.say("failed", **{n: v for n, v in message.fields.items() if n != "run"})

    def _hear_frame(self, message: Message, is_whole: bool) -> None:
        head = {
            "at": message.fields["at"],
            "repeat": message.fields["repeat"],
            "generation": self.generation,
            "isWhole": is_whole,
        }
        packed = Message("frame", head, message.body).packed()
        for page in tuple(self.pages):
            page(packed)

    def say(self, kind: str, /, **fields: Any) -> str:
        """Tell all pages something; return it as it was told."""
        said = json.dumps({"kind": kind, "generation": self.generation, **fields}, ensure_ascii=False)
        for page in tuple(self.pages):
            page(said)
        return said
