"""Clips that were rendered before, by the key of all that decides their pixels: `MEDIA/cache`.

    cache/clips/<key>-<format>.json   what the clip is, the digests of its files, and what else the scene read
    cache/files/<sha256>              the files, each once
    cache/sources.json                what was read off the texts of scenes and modules
    cache/scenes.json                 what the scenes of a file are

Every entry stands under a seal and every file under its digest: one that is damaged counts as not there.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from calcanim.errors import OutputError
from calcanim.rendering.collect import files_of
from calcanim.rendering.jobs import Clip, Format, Output, RenderJob
from calcanim.rendering.manifest import clip_of, entry_of
from calcanim.rendering.probe import sha256
from calcanim.rendering.sealed import read_sealed, write_sealed
from calcanim.rendering.workspace import put_in_place, workspace

FOLDER = "cache"
GIGABYTE = 1_000_000_000
LARGEST = 5 * GIGABYTE
"""How large the files of a cache may be together, in bytes, if nothing else is asked for."""


@dataclass(frozen=True)
class Kept:
    """A clip that is kept: its files by their place in the media folder, with digests."""

    path: Path
    clip: Clip
    files: dict[str, str]


@dataclass(frozen=True)
class Health:
    """What a look at all of a cache found: entries, their files, bytes, and which are damaged."""

    entries: int
    files: int
    size: int
    damaged: tuple[str, ...] = ()


class Cache:
    """The cache of one media folder."""

    def __init__(self, media: Path, /, *, largest: int = LARGEST) -> None:
        self.media, self.largest = media, largest
        self.folder = media / FOLDER
        self.clips, self.files = self.folder / "clips", self.folder / "files"

    def find(self, job: RenderJob, key: str, /) -> tuple[tuple[Clip, ...], RenderJob | None]:
        """Bring back what is kept of a job, and tell what of it is left to be rendered."""
        found: list[Clip] = []
        left: list[Output] = []
        for output in job.outputs:
            clip = self._brought_back(job, output, key)
            if clip is None:
                left.append(output)
            else:
                found.append(clip)
        return tuple(found), replace(job, outputs=tuple(left)) if left else None

    def keep(self, clips: Iterable[Clip], read: Sequence[str], /) -> None:
        """Keep clips that are in their place; `read` are files that their scene read while it was rendered.

        An OSError where it cannot be written.
        """
        inputs = {path: sha256(Path(path)) for path in read}
        for clip in clips:
            digests = {self._place(file): self._keep_file(file) for file in files_of(clip)}
            entry = {"clip": entry_of(clip, self.media), "files": digests, "read": inputs}
            write_sealed(self._entry(clip.making.key, clip.format), entry)

    def trim(self) -> None:
        """Let go of what was used least lately, until the files are as small together as they may be."""
        sizes = {file: file.stat().st_size for file in self._listed(self.files)}
        if sum(sizes.values()) > self.largest:
            self._let_go(sizes)

    def clear(self) -> int:
        """Remove all that is kept, and say how many bytes that were."""
        size = sum(file.stat().st_size for file in self._listed(self.folder))
        if self.folder.exists():
            shutil.rmtree(self.folder)
        return size

    def health(self, *, is_thorough: bool) -> Health:
        """Count entries and files; a thorough look reads all of them, and names what is damaged."""
        files = list(self._listed(self.files))
        entries = list(self._listed(self.clips))
        damaged: list[str] = []
        if is_thorough:
            damaged += [file.name for file in files if sha256(file) != file.name]
            damaged += [entry.name for entry in entries if not self._is_whole(entry)]
        return Health(len(entries), len(files), sum(f.stat().st_size for f in files), tuple(damaged))

    def drop(self, names: Iterable[str], /) -> None:
        """Remove entries or files by their names."""
        for name in names:
            (self.files / name).unlink(missing_ok=True)
            (self.clips / name).unlink(missing_ok=True)

    def _entry(self, key: str, format: Format) -> Path:
        return self.clips / f"{key}-{format}.json"

    def _place(self, file: Path) -> str:
        return file.relative_to(self.media).as_posix()

    def _brought_back(self, job: RenderJob, output: Output, key: str) -> Clip | None:
        places = [(output.format, output.path)]
        if job.may_be_still:
            places.append((Format.STILL, job.still_target))
        for format, path in places:
            kept = self._read(self._entry(key, format))
            if kept is not None and kept.clip.file == path and self._restored(kept):
                with suppress(OSError):
                    kept.path.touch()  # it was used just now
                return replace(kept.clip, source=job.file, title=job.title, slug=job.slug)
        return None

    def _read(self, path: Path) -> Kept | None:
        entry: Any = read_sealed(path)
        if entry is None:
            return None
        try:
            clip = clip_of(entry["clip"], self.media)
            return Kept(path, clip, dict(entry["files"])) if _are_as_read(entry["read"]) else None
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def _is_whole(self, path: Path) -> bool:
        entry: Any = read_sealed(path)
        return entry is not None and all(
            (self.files / digest).is_file() for digest in entry["files"].values()
        )

    def _restored(self, kept: Kept) -> bool:
        """Put every file that is not as it was back in its place; False where one can't be, or is damaged."""
        try:
            return self._put_back(kept)
        except (OSError, OutputError):
            # It is then rendered, and if it can't be written either, that is told.
            return False

    def _put_back(self, kept: Kept) -> bool:
        missing = {
            self.media / place: digest
            for place, digest in kept.files.items()
            if _digest_of(self.media / place) != digest
        }
        if kept.clip.format is Format.SEQUENCE and (missing or _has_more(kept.clip.file, kept.files)):
            return self._restored_sequence(kept)
        return all(self._bring(digest, place) for place, digest in missing.items())

    def _bring(self, digest: str, place: Path) -> bool:
        if _digest_of(self.files / digest) != digest:
            return False
        with workspace(place) as folder:
            copy = folder / place.name
            shutil.copyfile(self.files / digest, copy)
            put_in_place(copy, place)
        return True

    def _restored_sequence(self, kept: Kept) -> bool:
        """A sequence is one folder: it comes back as a whole."""
        with workspace(kept.clip.file) as folder:
            images = folder / kept.clip.file.name
            images.mkdir()
            for place, digest in kept.files.items():
                if _digest_of(self.files / digest) != digest:
                    return False
                shutil.copyfile(self.files / digest, images / Path(place).name)
            put_in_place(images, kept.clip.file)
        return True

    def _keep_file(self, file: Path) -> str:
        digest = sha256(file)
        target = self.files / digest
        if _digest_of(target) != digest:
            self.files.mkdir(parents=True, exist_ok=True)
            with workspace(target) as folder:
                shutil.copyfile(file, folder / digest)
                put_in_place(folder / digest, target)
        return digest

    def _let_go(self, sizes: dict[Path, int]) -> None:
        """Drop entries, the one used longest ago first, and each file with the last entry that has it."""
        oldest_first = sorted(self._listed(self.clips), key=lambda path: path.stat().st_mtime)
        held = {path: (read_sealed(path) or {"files": {}})["files"].values() for path in oldest_first}
        uses = Counter(digest for digests in held.values() for digest in set(digests))
        left = {file.name: size for file, size in sizes.items()}
        for name in [name for name in left if not uses[name]]:
            (self.files / name).unlink(missing_ok=True)
            del left[name]
        for path, digests in held.items():
            if sum(left.values()) <= self.largest:
                return
            path.unlink(missing_ok=True)
            uses.subtract(set(digests))
            for name in [name for name in set(digests) if not uses[name] and name in left]:
                (self.files / name).unlink(missing_ok=True)
                del left[name]

    def _listed(self, folder: Path) -> Iterator[Path]:
        return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _are_as_read(inputs: dict[str, str]) -> bool:
    return all(_digest_of(Path(path)) == digest for path, digest in inputs.items())


def _digest_of(path: Path) -> str | None:
    try:
        return sha256(path) if path.is_file() else None
    except OSError:
        return None


def _has_more(folder: Path, files: dict[str, str]) -> bool:
    return sum(1 for _ in folder.glob("*")) != len(files)
