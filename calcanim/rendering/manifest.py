"""`manifest.json`: every clip of a media folder, kept from run to run; the only handover to exports."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from calcanim.errors import OutputError
from calcanim.rendering.jobs import Beat, Clip, Format, Making, Section, Setting, Way
from calcanim.rendering.reasons import storage_reason
from calcanim.rendering.sealed import write_whole

VERSION = 2
MAKER = "calcanim"
FILES = ("file", "subtitles", "poster", "index")
"""What names files of a clip in its entry."""


class DamagedManifestError(OutputError):
    """The manifest is not whole, or an older one; it can be set aside, the clips are not touched."""


def manifest_path(media: Path, /) -> Path:
    """Name the manifest of a media folder."""
    return media / "manifest.json"


def read(media: Path, /) -> tuple[Clip, ...]:
    """Read the clips of a media folder; none if nothing was rendered to it yet."""
    with _damage_told(manifest_path(media)):
        return tuple(clip_of(entry, media) for entry in _entries(media))


def record(media: Path, clips: Iterable[Clip], /) -> None:
    """Add clips to the manifest; one of the same file is replaced, all others stay."""
    try:
        _merge(media, clips)
    except OSError as error:
        raise OutputError(f"cannot write {manifest_path(media)}: {storage_reason(error)}") from error


def _merge(media: Path, clips: Iterable[Clip]) -> None:
    media.mkdir(parents=True, exist_ok=True)
    path = manifest_path(media)
    with _held(media):
        with _damage_told(path):
            # Entries stay as they are: a manifest may be long, and is written often.
            merged = {str(entry["file"]): entry for entry in _entries(media)}
        entries = json.loads(json.dumps([entry_of(clip, media) for clip in clips]))
        new = {entry["file"]: entry for entry in entries if merged.get(entry["file"]) != entry}
        if not new:
            return
        merged.update(new)
        write_whole(path, _text(merged.values()))


def _text(entries: Iterable[Any]) -> str:
    """Lay the document out with a line for each clip: indenting all of it takes twenty times as long."""
    head = json.dumps({"made_by": MAKER, "version": VERSION})
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f'{head[:-1]}, "clips": [\n{lines}\n]}}\n'


def _entries(media: Path) -> list[Any]:
    path = manifest_path(media)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise OutputError(f"cannot read {path}: {storage_reason(error)}") from error
    except ValueError as error:
        raise DamagedManifestError(f"{path} is damaged: {error}") from error
    _check_origin(data, path)
    with _damage_told(path):
        return list(data["clips"])


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedManifestError(f"{path} is damaged: {type(error).__name__}: {error}") from error


def set_aside_if_damaged(media: Path, /) -> Path | None:
    """Keep a damaged manifest under another name, which is returned, so that a new one can be begun."""
    try:
        read(media)
    except DamagedManifestError:
        path = manifest_path(media)
        kept = path.with_name("manifest.damaged.json")
        path.replace(kept)
        return kept
    return None


def _check_origin(data: Any, path: Path) -> None:
    if not isinstance(data, dict) or data.get("made_by") != MAKER:
        raise OutputError(f"{path} is another program's file: move it away, or choose another --media_dir")
    if isinstance(data.get("version"), int) and data["version"] < VERSION:
        raise DamagedManifestError(f"{path} is of an older calcanim")
    if data.get("version") != VERSION:
        raise OutputError(
            f"{path} has version {data.get('version')!r}, this calcanim writes {VERSION}: "
            "move it away, or choose another --media_dir"
        )


def entry_of(clip: Clip, media: Path, /) -> dict[str, object]:
    """Lay a clip out as the manifest has it; its files are named from the media folder."""
    fields = dict(vars(clip))  # not `asdict`: it copies, one by one, what is not changed here
    return {
        "class": fields.pop("scene"),
        **fields,
        "source": clip.source.as_posix(),
        "format": clip.format.value,
        "settings": {s.name: s.value for s in clip.settings},
        "parameters": {s.name: s.value for s in clip.parameters},
        "beats": [vars(beat) for beat in clip.beats],
        "making": {**vars(clip.making), "ways": [vars(way) for way in clip.making.ways]},
        "sections": [{**vars(section), "file": _within(section.file, media)} for section in clip.sections],
        **{name: _within(getattr(clip, name), media) for name in FILES},
    }


def clip_of(entry: Mapping[str, Any], media: Path, /) -> Clip:
    """Read what `entry_of` laid out.

    Where it is damaged, a KeyError, TypeError, ValueError or AttributeError.
    """
    fields = dict(entry)
    return Clip(
        scene=fields.pop("class"),
        source=Path(fields.pop("source")),
        format=Format(fields.pop("format")),
        settings=tuple(Setting(name, value) for name, value in fields.pop("settings").items()),
        parameters=tuple(Setting(name, value) for name, value in fields.pop("parameters").items()),
        beats=tuple(Beat(**beat) for beat in fields.pop("beats")),
        sections=tuple(
            Section(**{**section, "file": _path(section["file"], media)})
            for section in fields.pop("sections")
        ),
        making=_making(**fields.pop("making")),
        **{name: _path(fields.pop(name), media) for name in FILES},
        **fields,
    )


def _making(*, ways: Sequence[Mapping[str, Any]] = (), **fields: Any) -> Making:
    return Making(ways=tuple(Way(**way) for way in ways), **fields)


def _within(path: Path | None, media: Path) -> str | None:
    if path is None:
        return None
    folder, name = f"{media.as_posix()}/", path.as_posix()
    # `relative_to` alone takes apart both paths, which is a tenth of what a scene costs here.
    return name.removeprefix(folder) if name.startswith(folder) else path.relative_to(media).as_posix()


def _path(name: str | None, media: Path) -> Any:
    if name is None:
        return None
    path = media / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise ValueError(f"{name!r} is not within the media folder")
    return path


@contextmanager
def _held(media: Path) -> Iterator[None]:
    """Keep other runs from merging at the same time."""
    descriptor = os.open(media, os.O_RDONLY)
    try:
        # Some network file systems lock no folders; there, two runs at once are not kept apart.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
