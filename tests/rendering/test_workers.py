"""Several jobs at once, in processes: the results are those of one after another, whatever befalls one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from multiprocessing import forkserver
from pathlib import Path

import pytest

from calcanim.rendering.backend import FakeBackend
from calcanim.rendering.jobs import RenderJob, Result, Status
from calcanim.rendering.runner import run
from calcanim.rendering.workers import Crew, Limits, loading, run_parallel
from tests.rendering.hard_backends import Hard
from tests.rendering.notes import Notes

Jobs = Callable[..., tuple[RenderJob, ...]]
SCENES = "".join(f"class S{i}:\n    def construct(self): ...\n    def render(self): ...\n" for i in range(6))
QUICK = Limits(seconds=20.0)


def rendered(
    jobs: tuple[RenderJob, ...], backend: object, *, size: int = 2, limits: Limits = QUICK
) -> dict[str, Result]:
    results = run_parallel(jobs, backend, Crew(size, limits))  # type: ignore[arg-type]
    return {result.job.scene: result for result in results}


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] == "Z"


def left_over(jobs: tuple[RenderJob, ...]) -> list[str]:
    return sorted(path.name for path in jobs[0].target.parent.iterdir())


def test_the_results_are_those_of_one_after_another(jobs_of: Jobs) -> None:
    jobs = jobs_of(text=SCENES)
    backend = FakeBackend(errors={"S2": ValueError("no figure")})
    serial = {result.job.scene: result for result in run(jobs, backend)}
    parallel = rendered(jobs, backend)
    assert {name: (r.status, r.reason) for name, r in parallel.items()} == {
        name: (r.status, r.reason) for name, r in serial.items()
    }
    digests = [{c.file: c.sha256 for r in way.values() for c in r.clips} for way in (serial, parallel)]
    assert digests[0] == digests[1]
    assert left_over(jobs) == [f"S{i}.mp4" for i in (0, 1, 3, 4, 5)]


def test_as_many_run_at_once_as_were_asked_for(jobs_of: Jobs, tmp_path: Path) -> None:
    began = time.perf_counter()
    rendered(jobs_of(text=SCENES), Hard(tmp_path, takes=1.0), size=6)
    assert time.perf_counter() - began < 5.0


def test_a_watcher_is_told_of_each_job(jobs_of: Jobs, tmp_path: Path) -> None:
    notes = Notes()
    list(run_parallel(jobs_of(text=SCENES)[:1], Hard(tmp_path), Crew(2, QUICK), watcher=notes))
    assert notes.told[:2] == ["started S0", "beat begun of S0"]
    assert notes.told[-1] == "finished S0: rendered"
    assert sum(int(line.split()[1]) for line in notes.told if line.startswith("drew")) == 5


def test_a_killed_process_costs_its_own_job_alone_which_is_tried_once_more(
    jobs_of: Jobs, tmp_path: Path
) -> None:
    jobs = jobs_of(text=SCENES)
    found = rendered(jobs, Hard(tmp_path, dies=(("S1", 1), ("S4", 9))))
    assert {name for name, result in found.items() if result.status is Status.RENDERED} == {
        "S0",
        "S1",
        "S2",
        "S3",
        "S5",
    }
    assert "killed" in found["S4"].reason
    assert "2 times" in found["S4"].reason
    assert sorted(path.name for path in tmp_path.glob("S[14]-*")) == ["S1-1", "S1-2", "S4-1", "S4-2"]
    assert left_over(jobs) == [f"S{i}.mp4" for i in (0, 1, 2, 3, 5)]


def test_a_job_that_hangs_is_ended_and_the_others_are_done(jobs_of: Jobs, tmp_path: Path) -> None:
    found = rendered(jobs_of(text=SCENES), Hard(tmp_path, hangs=("S3",)), limits=Limits(seconds=6.0))
    assert [name for name, result in found.items() if result.status is Status.FAILED] == ["S3"]
    assert found["S3"].reason == "not done after 6 s, 2 times"
    assert all(is_gone(int(note.read_text())) for note in tmp_path.glob("S3-*"))


def test_a_job_that_wants_too_much_memory_fails_alone(jobs_of: Jobs, tmp_path: Path) -> None:
    limits = Limits(seconds=20.0, memory=1 << 30)
    found = rendered(jobs_of(text=SCENES), Hard(tmp_path, swells=(("S3", 3 << 30),)), limits=limits)
    assert [name for name, result in found.items() if result.status is Status.FAILED] == ["S3"]
    assert "MemoryError" in found["S3"].reason


def test_leaving_off_kills_what_runs_and_clears_up(jobs_of: Jobs, tmp_path: Path) -> None:
    jobs = jobs_of(text=SCENES)
    going = run_parallel(jobs, Hard(tmp_path, hangs=("S1", "S2")), Crew(3, Limits(seconds=60.0)))
    next(going)
    while len(list(tmp_path.glob("S[12]-*"))) < 2:
        time.sleep(0.05)
    going.close()
    assert all(is_gone(int(note.read_text())) for note in tmp_path.glob("S[12]-1"))
    assert [name for name in left_over(jobs) if name.startswith(".")] == []


def test_a_delivery_that_cannot_be_collected_is_a_failed_job(jobs_of: Jobs) -> None:
    def collecting(job: RenderJob, delivery: object) -> tuple[()]:
        raise OSError(28, "No space left on device")

    (result,) = run_parallel(jobs_of(text=SCENES)[:1], FakeBackend(), Crew(1, QUICK), collecting=collecting)
    assert result.reason.startswith("the disk is full")
    assert result.clips == ()


def test_a_process_knows_how_much_memory_it_took(jobs_of: Jobs) -> None:
    (result,) = run_parallel(jobs_of(text=SCENES)[:1], FakeBackend(), Crew(1, QUICK))
    assert 10_000_000 < result.clips[0].making.memory < 1_000_000_000


@pytest.mark.parametrize("size", [1, 4])
def test_text_has_one_hash_in_every_worker(jobs_of: Jobs, tmp_path: Path, size: int) -> None:
    from tests.rendering.hashing_backend import Hashing

    rendered(jobs_of(text=SCENES), Hashing(tmp_path), size=size)
    assert len({note.read_text() for note in tmp_path.glob("hash-*")}) == 1


def server() -> int | None:
    found: int | None = vars(forkserver)["_forkserver"]._forkserver_pid
    return found


def ends(pid: int) -> bool:
    deadline = time.monotonic() + 10.0
    while not is_gone(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_gone(pid)


def test_what_workers_need_is_loaded_beside_other_work_and_by_no_other_process(jobs_of: Jobs) -> None:
    with loading(()):
        began = server()
        results = rendered(jobs_of(text=SCENES)[:2], FakeBackend())
        assert server() == began
    assert began
    assert ends(began)
    assert [result.status for result in results.values()] == [Status.RENDERED] * 2


def test_nothing_runs_on_where_nothing_was_to_be_rendered() -> None:
    with pytest.raises(ValueError, match="no such lesson"), loading(()):
        began = server()
        raise ValueError("no such lesson")
    assert began
    assert ends(began)
