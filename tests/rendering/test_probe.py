"""What is said of a clip is read from the clip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calcanim.errors import OutputError
from calcanim.rendering.backend import FakeBackend, Told, Unwatched
from calcanim.rendering.jobs import Format, RenderJob
from calcanim.rendering.probe import measure
from tests.rendering.conftest import SMALL

Jobs = Callable[..., tuple[RenderJob, ...]]


def made(jobs_of: Jobs, folder: Path, format: Format) -> Path:
    job = jobs_of(format)[0]
    return FakeBackend(frames=7).render(job, folder, progress=Told(job, Unwatched())).made[0].file


@pytest.mark.parametrize("format", [Format.MP4, Format.MOV, Format.WEBM, Format.GIF, Format.SEQUENCE])
def test_frames_and_length_are_right_to_the_frame(jobs_of: Jobs, tmp_path: Path, format: Format) -> None:
    found = measure(made(jobs_of, tmp_path, format), format, SMALL)
    assert found.frames == 7
    assert found.duration == pytest.approx(0.7, abs=1e-6)


def test_a_still_is_one_frame_and_lasts_no_time(jobs_of: Jobs, tmp_path: Path) -> None:
    found = measure(made(jobs_of, tmp_path, Format.STILL), Format.STILL, SMALL)
    assert (found.frames, found.duration) == (1, 0.0)


@pytest.mark.parametrize("format", [Format.MP4, Format.WEBM, Format.GIF, Format.STILL])
@pytest.mark.parametrize("kept", [0, 20])
def test_a_truncated_file_is_refused(jobs_of: Jobs, tmp_path: Path, format: Format, kept: int) -> None:
    file = made(jobs_of, tmp_path, format)
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(OutputError, match="not whole"):
        measure(file, format, SMALL)


def test_a_missing_file_and_an_empty_sequence_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        measure(tmp_path / "nothing.mp4", Format.MP4, SMALL)
    with pytest.raises(OutputError, match="empty"):
        measure(tmp_path, Format.SEQUENCE, SMALL)
