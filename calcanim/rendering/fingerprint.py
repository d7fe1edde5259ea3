"""The key of a clip: a digest of all that decides its pixels.

These are the sources of the scene and of everything of ours that it imports, what was set, theme, size, frame
rate, format, the engine with its sources, the versions of what draws, Manim's configuration and the fonts.
"""

from __future__ import annotations

import hashlib
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from calcanim.rendering.jobs import RenderJob
from calcanim.rendering.sources import Closure, Sources

ENGINE = Path(__file__).with_name("manim_backend.py")
DRAWING = (
    *("av", "contourpy", "latex2mathml", "manim", "manimpango", "numba", "numpy", "pillow", "pycairo"),
    *("scipy", "skia-pathops", "svgelements", "sympy", "tylax", "typst"),
)
"""Distributions that have a part in every picture."""
ALIASES = {
    "PIL": "pillow",
    "cairo": "pycairo",
    "cv2": "opencv-python",
    "yaml": "pyyaml",
    "skimage": "scikit-image",
}
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts")
CONFIGURATIONS = ("~/.config/manim/manim.cfg", "manim.cfg")


@dataclass(frozen=True)
class Environment:
    """What is the same for all jobs of a run: a digest of it, and the installed versions by name."""

    digest: str
    versions: Mapping[str, str]


def environment(sources: Sources, /) -> Environment:
    """Look at what is installed, at fonts and configuration, and at the engine."""
    versions = dict(_installed(sys.path))
    parts = [
        sys.version,
        platform.machine(),
        sources.closure(ENGINE).digest,
        [(name, versions.get(name)) for name in DRAWING],
        list(_stamps(Path(place).expanduser() for place in FONTS)),
        [_text(Path(place).expanduser()) for place in CONFIGURATIONS],
    ]
    return Environment(_digest(parts), versions)


def fingerprint(job: RenderJob, closure: Closure, shared: Environment, /) -> str:
    """Digest all that decides the pixels of a job's clips; not where they go, nor their formats."""
    libraries = [(name, _version(name, shared)) for name in sorted(closure.libraries)]
    return _digest(
        [
            shared.digest,
            closure.digest,
            libraries,
            (job.file.stem, job.scene, job.picture, job.settings, job.theme),
            (job.transparent, job.by_beats, job.engine, job.tex, job.speed),
            _text(job.file.with_name("manim.cfg")),
        ]
    )


def _version(library: str, shared: Environment) -> str:
    name = _normal(ALIASES.get(library, library))
    if name in shared.versions:
        return shared.versions[name]
    return _version_of_module(library)


def _version_of_module(library: str) -> str:
    """What stands for a version where no distribution has the module's name: its file's time."""
    for folder in sys.path:
        for place in (Path(folder, library), Path(folder, f"{library}.py")):
            if place.exists():
                return str(place.stat().st_mtime_ns)
    return "absent"


def _installed(folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    for folder in reversed([Path(folder) for folder in folders if Path(folder).is_dir()]):
        for entry in folder.iterdir():
            found = re.fullmatch(r"(.+)-([^-]+)\.dist-info", entry.name)
            if found:
                yield _normal(found[1]), found[2]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _stamps(folders: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if file.is_file():
                found = file.stat()
                yield str(file), found.st_size, found.st_mtime_ns


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _digest(parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
