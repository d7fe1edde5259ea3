"""What scenes there are, without importing them: kept from the last time, while no source is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from calcanim.rendering.discover import Library, ParameterInfo, SceneEntry, discover, place_in_course
from calcanim.rendering.sealed import read_sealed, write_sealed
from calcanim.rendering.sources import Sources

SOURCES, SCENES = "sources.json", "scenes.json"


class Catalogue:
    """The scenes of files, and the memory of the sources; `folder` is where both are kept."""

    def __init__(self, folder: Path, /) -> None:
        self.folder = folder
        self.sources = Sources(read_sealed(folder / SOURCES) or {})
        self.known: dict[str, Any] = read_sealed(folder / SCENES) or {}
        self.is_changed = False

    def library(self, files: Iterable[Path], /) -> Library:
        """List the scenes of files as `discover` does; what is known is not imported."""
        scenes: list[SceneEntry] = []
        unknown: list[Path] = []
        for file in files:
            listed = self._listed(file)
            if listed is None:
                unknown.append(file)
            else:
                scenes += listed
        found = discover(unknown)
        self._learn(unknown, found)
        return Library(tuple(sorted((*scenes, *found.scenes), key=place_in_course)), found.broken)

    def save(self) -> None:
        """Keep what was learned; an OSError where it cannot be written."""
        if self.sources.is_changed:
            write_sealed(self.folder / SOURCES, self.sources.memory)
        if self.is_changed:
            write_sealed(self.folder / SCENES, self.known)

    def _listed(self, file: Path) -> list[SceneEntry] | None:
        kept = self.known.get(str(file.resolve()))
        if kept is None or kept["digest"] != self._digest(file):
            return None
        return [_entry(each, file) for each in kept["scenes"]]

    def _learn(self, files: Iterable[Path], library: Library) -> None:
        broken = {each.file for each in library.broken}
        for file in files:
            digest = self._digest(file)
            if file in broken or digest is None:
                continue
            listed = [_laid_out(entry) for entry in library.scenes if entry.file == file]
            self.known[str(file.resolve())] = {"digest": digest, "scenes": listed}
            self.is_changed = True

    def _digest(self, file: Path) -> str | None:
        try:
            return self.sources.closure(file).digest
        except (OSError, SyntaxError, ValueError):
            return None


def _laid_out(entry: SceneEntry) -> dict[str, Any]:
    return {**vars(entry), "file": "", "parameters": [vars(each) for each in entry.parameters]}


def _entry(kept: Mapping[str, Any], file: Path) -> SceneEntry:
    given = {field.name: kept[field.name] for field in fields(SceneEntry)}
    given |= {
        "file": file,
        "themes": tuple(kept["themes"]),
        "parameters": tuple(ParameterInfo(**each) for each in kept["parameters"]),
    }
    return SceneEntry(**given)
