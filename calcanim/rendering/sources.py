"""Which files a scene is made of: its own, and all that it imports of what is not installed as a library."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from calcanim.rendering.slices import Import, Reading, whole

LIBRARIES = tuple(os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib"))
"""Folders of what is installed: what lies there is known by its version."""

Stamp: TypeAlias = tuple[int, int, int]
"""Time, size and number of a file: by these a change is noticed."""


@dataclass(frozen=True)
class Closure:
    """A digest of all files that a scene is made of; these files; and the libraries that they import."""

    digest: str
    files: tuple[str, ...]
    libraries: frozenset[str]


@dataclass(frozen=True)
class _Node:
    """A file, or the part of it that makes one scene: a digest, the files it imports, and the libraries."""

    meaning: str
    imported: tuple[str, ...]
    libraries: tuple[str, ...]


class Sources:
    """Reads each file once. `memory` is what earlier runs found in texts, by their digests; to be kept."""

    def __init__(self, memory: Mapping[str, Any] | None = None) -> None:
        self.memory = dict(memory or {})
        self.is_changed = False
        self._texts: dict[str, tuple[bytes, str]] = {}
        self._readings: dict[str, Reading] = {}
        self._stamps: dict[str, Stamp] = {}
        self._nodes: dict[tuple[str, str, str], _Node] = {}
        self._places: dict[tuple[str, Import], tuple[str, ...]] = {}
        self._data: dict[str, tuple[tuple[str, str], ...]] = {}
        self._searched, self._before_libraries = tuple(_searched()), _before_libraries()

    def closure(self, file: Path, scene: str = "", /) -> Closure:
        """Find all that a scene of a file is made of; of the whole file, if no scene is named.

        An OSError, SyntaxError or UnicodeDecodeError where a file cannot be read.
        """
        start = os.path.realpath(file)
        base = os.path.dirname(start)
        nodes = {start: self._node(start, scene, base)}
        waiting = [start]
        while waiting:
            for place in nodes[waiting.pop()].imported:
                if place not in nodes:
                    nodes[place] = self._node(place, "", base)
                    waiting.append(place)
        return Closure(
            self._digest(nodes), tuple(nodes), frozenset(name for n in nodes.values() for name in n.libraries)
        )

    def is_as_read(self, closure: Closure, /) -> bool:
        """Whether no file of a closure was written since it was read."""
        return all(_stamp(path) == self._stamps[path] for path in closure.files)

    def digest_of(self, path: str, /) -> str:
        """Digest the bytes of a file."""
        return self._read(path)[1]

    def _digest(self, nodes: Mapping[str, _Node]) -> str:
        # By name and not by path: a project that was moved is the same one.
        listed = sorted((os.path.basename(path), node.meaning) for path, node in nodes.items())
        packages = sorted({os.path.dirname(path) for path in nodes if path.endswith("__init__.py")})
        data = [found for package in packages for found in self._data_of(package)]
        return hashlib.sha256(repr((listed, data)).encode()).hexdigest()

    def _data_of(self, package: str) -> tuple[tuple[str, str], ...]:
        if package not in self._data:
            found = ((os.path.basename(path), self.digest_of(path)) for path in _data_files(Path(package)))
            self._data[package] = tuple(found)
        return self._data[package]

    def _read(self, path: str) -> tuple[bytes, str]:
        if path not in self._texts:
            self._stamps[path] = _stamp(path)
            text = Path(path).read_bytes()
            self._texts[path] = text, hashlib.sha256(text).hexdigest()
        return self._texts[path]

    def _node(self, path: str, scene: str, base: str) -> _Node:
        known = self._nodes.get((path, scene, base))
        if known is None:
            known = self._made(path, base, *self._remembered(path, scene))
            self._nodes[path, scene, base] = known
        return known

    def _remembered(self, path: str, scene: str) -> tuple[str, list[Any]]:
        text, digest = self._read(path)
        name = f"{digest} {scene}"
        if name not in self.memory:
            found = self._reading(path, text).slice_for(scene) if scene else whole(text.decode())
            stated = [[each.module, each.name, each.level] for each in found.imports]
            self.memory[name] = [found.meaning, stated]
            self.is_changed = True
        meaning, stated = self.memory[name]
        return meaning, stated

    def _reading(self, path: str, text: bytes) -> Reading:
        if path not in self._readings:
            self._readings[path] = Reading(text.decode())
        return self._readings[path]

    def _made(self, path: str, base: str, meaning: str, stated: list[Any]) -> _Node:
        folder = os.path.dirname(path)
        places: dict[str, None] = {}
        libraries: dict[str, None] = {}
        for each in (Import(*found) for found in stated):
            found = self._found(folder if each.level else base, each)
            places.update(dict.fromkeys(found))
            top = each.module.partition(".")[0]
            if not found and top and top not in sys.stdlib_module_names:
                libraries[top] = None
        return _Node(meaning, tuple(places), tuple(libraries))

    def _found(self, folder: str, stated: Import) -> tuple[str, ...]:
        key = (folder, stated)
        if key not in self._places:
            self._places[key] = tuple(_places(self._roots(folder, stated), stated))
        return self._places[key]

    def _roots(self, folder: str, stated: Import) -> tuple[str, ...]:
        """The folders in which an import is looked for, in their order."""
        if stated.level:
            return (str(Path(folder, *[".."] * (stated.level - 1)).resolve()),)
        # The folder of the scene file comes last on the path that Python searches.
        roots = (*self._searched, folder)
        if stated.module.partition(".")[0] not in sys.stdlib_module_names:
            return roots
        # Only what is searched before the standard library can stand in for a module of it.
        return tuple(root for root in roots if root in self._before_libraries)


def _places(roots: Iterable[str], stated: Import) -> Iterator[str]:
    """The files that an import runs: the module's, and those of the packages that it lies in."""
    names = [name for name in stated.module.split(".") if name]
    for root in roots:
        found = list(_modules(root, names))
        if found or (stated.level and not names):
            yield from found
            yield from _modules(os.path.join(root, *names), [stated.name])
            return


def _searched() -> Iterator[str]:
    """Folders that Python searches, but for what is installed; and the one that this package is in."""
    entries = [os.path.realpath(entry or ".") for entry in sys.path]
    for entry in dict.fromkeys([*entries, str(Path(__file__).resolve().parents[2])]):
        installed = any(entry == library or entry.startswith(library + os.sep) for library in LIBRARIES)
        if os.path.isdir(entry) and not installed:
            yield entry


def _before_libraries() -> set[str]:
    entries = [os.path.realpath(entry or ".") for entry in sys.path]
    first = next((i for i, entry in enumerate(entries) if entry in LIBRARIES), len(entries))
    return set(entries[:first])


def _modules(root: str, names: list[str]) -> Iterator[str]:
    """The files of a dotted name below a folder; none if it is not there."""
    found: list[str] = []
    for name in names:
        root = os.path.join(root, name)
        if os.path.isfile(package := os.path.join(root, "__init__.py")):
            found.append(package)
        elif os.path.isfile(f"{root}.py"):
            found.append(f"{root}.py")
            break
        elif not os.path.isdir(root):
            return
    yield from found


def _data_files(package: Path) -> Iterator[str]:
    """Files of a package that are no Python: fonts, for one. Folders that are packages have their own."""
    for path in sorted(package.iterdir()):
        if path.is_dir() and not (path / "__init__.py").exists() and path.name != "__pycache__":
            yield from (str(file) for file in sorted(path.rglob("*")) if file.is_file())
        elif path.is_file() and path.suffix not in (".py", ".pyc") and path.name != "py.typed":
            yield str(path)


def _stamp(path: str) -> Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)
