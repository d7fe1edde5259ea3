"""A job that travels: its scene's sources go with it, and what comes of it is sent back as bytes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, TextIO, TypeAlias

import calcanim
from calcanim.errors import OutputError
from calcanim.rendering.backend import Backend
from calcanim.rendering.delivery import Delivery, deliver
from calcanim.rendering.jobs import Footage, Made, RenderJob
from calcanim.rendering.probe import sha256
from calcanim.rendering.reasons import explain
from calcanim.rendering.sources import Sources

PACKAGE = Path(calcanim.__file__).resolve().parent


@dataclass(frozen=True)
class Parcel:
    """A job with the files that its scene is made of, by their paths from the scene file's own folder.

    `house` is a digest of this package: a worker that has another one would draw other pictures.
    """

    job: RenderJob
    backend: Backend
    scene: str
    files: Mapping[str, bytes]
    house: str


@dataclass(frozen=True)
class Shipment:
    """What came of a parcel: a delivery whose paths are those in a folder that is gone, and its files."""

    delivery: Delivery
    folder: Path
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Refusal:
    """A job that failed where it was rendered, and why."""

    reason: str


Answer: TypeAlias = Shipment | Refusal


def pack(job: RenderJob, backend: Backend, sources: Sources, /, *, house: str) -> Parcel:
    """Make a parcel of a job: all that is not of this package and not a library goes with it."""
    found = [Path(path) for path in sources.closure(job.file, job.scene).files]
    own = [path for path in found if PACKAGE not in path.parents]
    root = Path(os.path.commonpath([path.parent for path in own]))
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in own}
    scene = job.file.resolve().relative_to(root).as_posix()
    return Parcel(job, backend, scene, files, house)


def digest_of_house() -> str:
    """Digest all modules of this package, as they are written."""
    files = sorted(PACKAGE.rglob("*.py"))
    listed = [(file.relative_to(PACKAGE).as_posix(), sha256(file)) for file in files]
    return hashlib.sha256(repr(listed).encode()).hexdigest()


def render(parcel: Parcel, folder: Path, tell: TextIO, /) -> Answer:
    """Render a parcel in a folder of its own."""
    if parcel.house != digest_of_house():
        return Refusal("the worker has another calcanim: install the same version on all machines")
    for name, text in parcel.files.items():
        path = folder / "sources" / _inside(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    work = folder / "work"
    work.mkdir()
    job = replace(parcel.job, file=folder / "sources" / parcel.scene)
    try:
        delivery = deliver(job, parcel.backend, work, progress=_Teller(tell))
    except (Exception, SystemExit) as error:
        # The broad except of a job on another machine.
        return Refusal(explain(error, job.file))
    named = {path.relative_to(work).as_posix(): path.read_bytes() for path in _made(delivery.footage)}
    return Shipment(replace(delivery, read=()), work, named)


def unpack(shipment: Shipment, folder: Path, /) -> Delivery:
    """Put the files of a shipment into a folder, and name them there."""
    for name, text in shipment.files.items():
        path = folder / _inside(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    footage = shipment.delivery.footage

    def here(path: Path | None) -> Any:
        return None if path is None else folder / path.relative_to(shipment.folder)

    made = tuple(
        replace(each, file=here(each.file), parts=tuple(map(here, each.parts)), index=here(each.index))
        for each in footage.made
    )
    footage = replace(footage, made=made, subtitles=here(footage.subtitles), poster=here(footage.poster))
    return replace(shipment.delivery, footage=footage)


def _inside(name: str) -> PurePath:
    """A path that stays in its folder: what comes from another machine is data."""
    path = PurePath(name)
    if path.is_absolute() or ".." in path.parts:
        raise OutputError(f"a file is to be written outside of its folder: {name!r}")
    return path


def _made(footage: Footage) -> Iterator[Path]:
    made = (path for each in footage.made for path in _files(each))
    return (path for path in (*made, footage.subtitles, footage.poster) if path is not None)


def _files(made: Made) -> Iterator[Path | None]:
    yield from made.file.iterdir() if made.file.is_dir() else (made.file,)
    yield from made.parts
    yield made.index


@dataclass
class _Teller:
    """Tells how a job goes on, a JSON object in a line."""

    stream: TextIO

    def drew(self, frames: int, /) -> None:
        self._tell(drew=frames)

    def beat(self, name: str, /) -> None:
        self._tell(beat=name)

    def _tell(self, **what: object) -> None:
        self.stream.write(f"{json.dumps(what)}\n")
        self.stream.flush()
