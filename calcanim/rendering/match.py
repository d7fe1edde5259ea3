"""Names that a user types to scenes: class names, slugs and globs; the nearest name where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from fnmatch import fnmatchcase

from calcanim.errors import UnknownSceneError, UsageError
from calcanim.rendering.discover import Library, SceneEntry

LIKELY = 0.55


def select(library: Library, names: Sequence[str], /) -> tuple[SceneEntry, ...]:
    """Choose scenes by name, each once, in the order named; no name means all."""
    if not names:
        return library.scenes
    chosen = [entry for name in names for entry in _named(library, name)]
    return tuple(dict.fromkeys(chosen))


def select_one(library: Library, name: str, /) -> SceneEntry:
    """Choose the one scene that has this name."""
    found = _named(library, name)
    if len(found) > 1:
        raise UsageError(
            f"{name!r} names {len(found)} lessons: {', '.join(e.name for e in found)}; choose one"
        )
    return found[0]


def _named(library: Library, name: str) -> list[SceneEntry]:
    is_glob = any(mark in name for mark in "*?[")
    found = [e for e in library.scenes if any(fnmatchcase(own, name) for own in (e.name, e.slug))]
    if not is_glob:
        found = [e for e in library.scenes if name in (e.name, e.slug)]
    if not found:
        raise UnknownSceneError(_unknown(library, name))
    if len(found) > 1 and not is_glob:
        files = ", ".join(str(e.file) for e in found)
        raise UsageError(
            f"{name!r} is in {len(found)} files: {files}; name the file first: render FILE.py {name}"
        )
    return found


def _unknown(library: Library, name: str) -> str:
    message = f"no lesson {name!r}"
    near = nearest(name, library.scenes)
    if near:
        message += f"; did you mean {near.name}?"
    elif library.scenes:
        message += "; `list` shows them all"
    if library.broken:
        message += f" (not readable: {library.broken[0].reason})"
    return message


def nearest(name: str, scenes: Sequence[SceneEntry], /) -> SceneEntry | None:
    """Find the scene whose name, or whose name's beginning or one word of it, is most like this."""
    scored = [(_likeness(name.lower(), entry), -i) for i, entry in enumerate(scenes)]
    best = max(scored, default=(0.0, 0))
    return scenes[-best[1]] if best[0] >= LIKELY else None


def _likeness(name: str, entry: SceneEntry) -> float:
    whole = entry.name.lower()
    length = len(name)
    # A part of a name counts a little less than the whole of another one.
    parts = [whole[:length], entry.slug[:length], *entry.slug.split("-")]
    scores = [SequenceMatcher(None, name, w).ratio() for w in (whole, entry.slug)]
    return max([*scores, *(0.95 * SequenceMatcher(None, name, p).ratio() for p in parts)])
