"""Every backend has what the contract asks for, and nothing besides; the fake makes real files."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from calcanim.rendering.backend import Backend, FakeBackend, Manim, Progress, Told, Unwatched, Watcher
from calcanim.rendering.jobs import Format, RenderJob
from calcanim.rendering.manim_backend import ManimBackend
from calcanim.rendering.probe import measure

BACKENDS = (FakeBackend, Manim, ManimBackend)


def methods(kind: type) -> dict[str, inspect.Signature]:
    return {
        name: inspect.signature(member)
        for name, member in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
    }


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_backend_has_the_methods_of_the_contract_and_no_others(backend: type) -> None:
    assert methods(backend) == methods(Backend)


def test_the_watcher_that_takes_no_note_has_the_methods_of_the_contract_and_no_others() -> None:
    assert methods(Unwatched) == methods(Watcher)


def test_a_jobs_progress_has_the_methods_of_the_contract_and_no_others() -> None:
    assert methods(Told) == methods(Progress)


@pytest.mark.parametrize("format", list(Format))
def test_the_fake_writes_files_that_open(
    jobs_of: Callable[..., tuple[RenderJob, ...]], tmp_path: Path, format: Format
) -> None:
    job = jobs_of(format)[0]
    (made,) = FakeBackend(frames=4).render(job, tmp_path, progress=Told(job, Unwatched())).made
    found = measure(made.file, made.format, job.picture)
    assert (found.frames, found.width, found.height) == (made.frames, 32, 18)


def test_the_fakes_picture_is_grey(jobs_of: Callable[..., tuple[RenderJob, ...]], tmp_path: Path) -> None:
    job = jobs_of(Format.MP4)[0]
    footage = FakeBackend().render(job, tmp_path, progress=Told(job, Unwatched()))
    with av.open(footage.made[0].file) as container:
        image = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert abs(image.astype(int) - 130).max() < 10
