"""Scene files to scenes: a file is imported by its path; a lesson is known by its duck type alone."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from calcanim.errors import UnknownSceneError, UsageError
from calcanim.rendering.reasons import location


@dataclass(frozen=True)
class ParameterInfo:
    """One thing that can be set in a lesson; the default is the text that a user would type."""

    name: str
    kind: str
    default: str
    help: str


@dataclass(frozen=True)
class SceneEntry:
    """A scene class in a file, and what it says of itself.

    `code` is its place in the course, `A1`, in the `part` of this title; `section` is what it teaches of the
    source, `sentence` what it shows. All are empty where a scene says nothing of that.
    """

    name: str
    slug: str
    file: Path
    title: str
    parameters: tuple[ParameterInfo, ...]
    themes: tuple[str, ...]
    is_lesson: bool
    code: str = ""
    part: str = ""
    section: str = ""
    sentence: str = ""

    def configured(self, settings: Mapping[str, str], /, *, theme: str | None) -> type[Any]:
        """Return the class with these settings; the lesson raises a UsageError for what it cannot take."""
        return configure(scene_class(self.file, self.name), settings, theme=theme)


@dataclass(frozen=True)
class BrokenFile:
    """A scene file that could not be imported, and why."""

    file: Path
    reason: str


@dataclass(frozen=True)
class Library:
    """All scenes of some files, and the files that could not be read."""

    scenes: tuple[SceneEntry, ...]
    broken: tuple[BrokenFile, ...]


def discover(files: Iterable[Path], /) -> Library:
    """Import every file and list its scenes: in the order of the course, others as they are written."""
    scenes: list[SceneEntry] = []
    broken: list[BrokenFile] = []
    for file in files:
        try:
            scenes.extend(scenes_of(file))
        except UsageError as error:
            broken.append(BrokenFile(file, str(error)))
    return Library(tuple(sorted(scenes, key=place_in_course)), tuple(broken))


def place_in_course(scene: SceneEntry, /) -> tuple[str, int]:
    """What scenes are sorted by: part and number; last of all, what has no place.

    >>> from types import SimpleNamespace as Scene
    >>> [place_in_course(Scene(code=code)) for code in ("B10", "A1", "")]
    [('B', 10), ('A', 1), ('~', 0)]
    """
    number = scene.code[1:]
    return (scene.code[0], int(number)) if number.isdecimal() else ("~", 0)


def scenes_of(file: Path, /) -> tuple[SceneEntry, ...]:
    """List the scenes that a file itself defines, but for names that begin with an underscore, and lessons
    without a title, which are a ground for others."""
    module = load(file)
    classes = [c for c in vars(module).values() if _is_scene(c, module)]
    return tuple(_entry(c, file) for c in dict.fromkeys(classes))


def scene_class(file: Path, name: str, /) -> type[Any]:
    """Load one scene class by file and name."""
    found = vars(load(file)).get(name)
    if not isinstance(found, type):
        raise UnknownSceneError(f"{file} has no scene {name!r}")
    return found


def configure(scene: type[Any], settings: Mapping[str, str], /, *, theme: str | None) -> type[Any]:
    """Give a lesson its settings and theme; a plain Manim scene takes none and is left as it is."""
    if not _is_lesson(scene):
        return scene
    return cast("type[Any]", scene.configured(settings, theme=theme or scene.themes[0]))


def load(file: Path, /) -> ModuleType:
    """Import a scene file by its path, once in this process; a UsageError names the line that is wrong."""
    if not file.is_file():
        raise UsageError(f"there is no scene file {str(file)!r}")
    name = _module_name(file)
    if name in sys.modules:
        return sys.modules[name]
    try:
        return _execute(file, name)
    except (Exception, SystemExit) as error:
        sys.modules.pop(name, None)
        said = " ".join(str(getattr(error, "msg", None) or error).split())
        place = location(error, file) or str(file)
        raise UsageError(f"{place}: {type(error).__name__}: {said}") from error


def _execute(file: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise UsageError(f"{str(file)!r} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    folder = str(file.resolve().parent)
    if folder not in sys.path:
        sys.path.append(folder)
    spec.loader.exec_module(module)
    return module


def _module_name(file: Path) -> str:
    """Name a module so that it hides no other, whatever its file is called."""
    digest = hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:12]
    return f"calcanim_scene_{digest}_{re.sub(r'[^0-9A-Za-z_]', '_', file.stem)}"


def _is_scene(candidate: Any, module: ModuleType) -> bool:
    return (
        isinstance(candidate, type)
        and candidate.__module__ == module.__name__
        and not candidate.__name__.startswith("_")
        and callable(getattr(candidate, "construct", None))
        and callable(getattr(candidate, "render", None))
        and not (_is_lesson(candidate) and not getattr(candidate, "title", ""))
    )


def _is_lesson(scene: type[Any]) -> bool:
    return callable(getattr(scene, "configured", None))


def _entry(scene: Any, file: Path) -> SceneEntry:
    lesson = _is_lesson(scene)
    return SceneEntry(
        name=scene.__name__,
        slug=str(scene.slug) if lesson else slug(scene.__name__),
        file=file,
        title=str(scene.title) if lesson else scene.__name__,
        parameters=tuple(map(_parameter, scene.parameters)) if lesson else (),
        themes=tuple(scene.themes) if lesson else (),
        is_lesson=lesson,
        code=str(getattr(scene, "code", "")),
        part=str(getattr(scene, "part", "")),
        section=str(getattr(scene, "section", "")),
        sentence=_sentence(scene),
    )


def _sentence(scene: type[Any]) -> str:
    """The first line of its own docstring."""
    return (scene.__dict__.get("__doc__") or "").strip().partition("\n")[0]


def _parameter(parameter: Any) -> ParameterInfo:
    return ParameterInfo(
        str(parameter.name), str(parameter.kind), str(parameter.default), str(parameter.help)
    )


def slug(name: str, /) -> str:
    """Write a class name in small letters with hyphens.

    >>> slug("RiseOverRun"), slug("Proof2D"), slug("SVGScene")
    ('rise-over-run', 'proof2-d', 'svg-scene')
    """
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name)
    return parts.replace("_", "-").lower()
