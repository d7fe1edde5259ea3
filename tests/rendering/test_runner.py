"""Jobs in, results out; old clips are safe."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from calcanim.rendering.backend import FakeBackend, Progress
from calcanim.rendering.jobs import Beat, Footage, Format, Output, RenderJob, Status
from calcanim.rendering.runner import run
from tests.rendering.notes import Notes

Jobs = Callable[..., tuple[RenderJob, ...]]


@dataclass(frozen=True)
class Bent:
    """The fake, with its footage changed before it is given back."""

    bend: Callable[[Footage], Footage]

    def render(self, job: RenderJob, folder: Path, /, *, progress: Progress) -> Footage:
        return self.bend(FakeBackend().render(job, folder, progress=progress))


def files(job: RenderJob) -> list[str]:
    return sorted(f.name for f in job.target.parent.iterdir())


@pytest.mark.parametrize("format", list(Format))
def test_a_clip_is_where_it_was_planned(jobs_of: Jobs, format: Format) -> None:
    jobs = jobs_of(format)
    results = list(run(jobs, FakeBackend(frames=5)))
    assert [r.status for r in results] == [Status.RENDERED] * 2
    for job, result in zip(jobs, results, strict=True):
        assert result.clip is not None
        assert result.clip.file == job.target
        assert job.target.exists()
        assert result.clip.frames == (1 if format is Format.STILL else 5)
    assert len(files(jobs[0])) == 2


def test_beats_and_job_are_kept_in_the_clip(jobs_of: Jobs) -> None:
    beats = (Beat("ask", "Why?", 0.0, 0.2), Beat("say", "So.", 0.2, 0.3))
    (result,) = run(jobs_of()[:1], FakeBackend(beats=beats))
    assert result.clip is not None
    assert result.clip.beats == beats
    assert (result.clip.width, result.clip.height, result.clip.fps) == (32, 18, 10)


@pytest.mark.parametrize("error", [ValueError("bad"), SystemExit(3), RecursionError(), MemoryError()])
def test_a_scene_that_fails_does_not_end_the_batch(jobs_of: Jobs, error: BaseException) -> None:
    first, second = run(jobs_of(), FakeBackend(errors={"Moves": error}))
    assert (first.status, first.clip) == (Status.FAILED, None)
    assert type(error).__name__ in first.reason
    assert second.status is Status.RENDERED


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("error", [ValueError("bad"), OSError(errno.ENOSPC, "No space left on device")])
def test_a_failed_render_leaves_the_old_clip_and_nothing_else(
    jobs_of: Jobs, format: Format, error: Exception
) -> None:
    job = jobs_of(format)[0]
    list(run([job], FakeBackend(frames=2)))
    before = {f: f.read_bytes() for f in job.target.parent.rglob("*") if f.is_file()}
    (result,) = run([job], FakeBackend(errors={"Moves": error}))
    assert result.status is Status.FAILED
    assert {f: f.read_bytes() for f in job.target.parent.rglob("*") if f.is_file()} == before
    assert len(list(job.target.parent.iterdir())) == 1


def test_an_interrupt_ends_the_batch_and_leaves_the_old_clip(jobs_of: Jobs) -> None:
    jobs = jobs_of()
    list(run(jobs[:1], FakeBackend(frames=2)))
    before = jobs[0].target.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        list(run(jobs, FakeBackend(errors={"Moves": KeyboardInterrupt()})))
    assert jobs[0].target.read_bytes() == before
    assert files(jobs[0]) == ["Moves.mp4"]


def test_a_new_clip_replaces_the_old_one(jobs_of: Jobs) -> None:
    (job, _) = jobs_of()
    list(run([job], FakeBackend(frames=2)))
    (result,) = run([job], FakeBackend(frames=6))
    assert result.clip is not None
    assert result.clip.frames == 6
    assert files(job) == ["Moves.mp4"]


def test_a_full_disk_is_one_clear_line(jobs_of: Jobs) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    (result,) = run(jobs_of()[:1], FakeBackend(errors={"Moves": full}))
    assert result.reason == "the disk is full: free some space, or choose another folder with --media_dir"


def test_a_file_that_lacks_frames_is_not_put_in_place(jobs_of: Jobs) -> None:
    (job, _) = jobs_of()
    (result,) = run(
        [job], Bent(lambda made: replace(made, made=(replace(made.made[0], frames=made.made[0].frames + 1),)))
    )
    assert result.reason == "the file made holds 3 of the 4 frames drawn"
    assert files(job) == []


def test_a_file_that_is_not_whole_is_not_put_in_place(jobs_of: Jobs) -> None:
    def truncate(made: Footage) -> Footage:
        file = made.made[0].file
        file.write_bytes(file.read_bytes()[:100])
        return made

    (job, _) = jobs_of()
    (result,) = run([job], Bent(truncate))
    assert "not whole" in result.reason
    assert files(job) == []


def test_subtitles_go_with_their_clip(jobs_of: Jobs) -> None:
    def subtitled(made: Footage) -> Footage:
        subtitles = made.made[0].file.with_suffix(".srt")
        subtitles.write_text("1\n")
        return replace(made, subtitles=subtitles)

    (job, _) = jobs_of()
    (result,) = run([job], Bent(subtitled))
    assert result.clip is not None
    assert result.clip.subtitles == job.target.with_suffix(".srt")
    assert files(job) == ["Moves.mp4", "Moves.srt"]
    list(run([job], FakeBackend()))
    assert files(job) == ["Moves.mp4"]


def test_a_target_that_cannot_be_written_is_a_failed_job(jobs_of: Jobs, tmp_path: Path) -> None:
    (job, other) = jobs_of()
    (tmp_path / "wall").write_text("in the way")
    walled = replace(job, outputs=(Output(Format.MP4, tmp_path / "wall/Moves.mp4"),))
    first, second = run([walled, other], FakeBackend())
    assert first.reason.startswith(f"cannot write {walled.target}")
    assert second.status is Status.RENDERED


def test_a_watcher_is_told_how_it_goes_on(jobs_of: Jobs) -> None:
    notes = Notes()
    backend = FakeBackend(beats=(Beat("ask", "", 0, 1),), errors={"Rests": ValueError()})
    list(run(jobs_of(), backend, watcher=notes))
    assert notes.told == [
        "started Moves",
        "beat ask of Moves",
        "drew 3 of Moves",
        "finished Moves: rendered",
        "started Rests",
        "finished Rests: failed",
    ]


def test_a_result_is_given_as_soon_as_its_clip_is_there(jobs_of: Jobs) -> None:
    jobs = jobs_of()
    going = run(jobs, FakeBackend())
    next(going)
    assert jobs[0].target.exists()
    assert not jobs[1].target.exists()
