"""The same jobs on a Dask cluster: the same results; workers share no disk, and may die."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from calcanim.errors import OutputError, UsageError
from calcanim.rendering.backend import FakeBackend, Manim
from calcanim.rendering.cluster import Address, _local, address, run_on_cluster
from calcanim.rendering.discover import discover
from calcanim.rendering.jobs import Format, RenderJob, Status
from calcanim.rendering.parcels import Refusal, Shipment, digest_of_house, pack, render, unpack
from calcanim.rendering.plan import Options, plan
from calcanim.rendering.runner import run
from calcanim.rendering.sources import Sources
from calcanim.rendering.workers import Limits
from tests.rendering.conftest import SMALL
from tests.rendering.hard_backends import Hard
from tests.scene_texts import STATEFUL

Jobs = Callable[..., tuple[RenderJob, ...]]
Write = Callable[[str, str], Path]
SCENES = "".join(f"class S{i}:\n    def construct(self): ...\n    def render(self): ...\n" for i in range(4))


@pytest.fixture(scope="module")
def place() -> Iterator[Address]:
    """A cluster of two workers."""
    with _local(2) as cluster:
        yield Address(cluster.scheduler_address)


def test_an_address_is_a_scheduler_or_a_number() -> None:
    assert address("tcp://localhost:8786") == Address("tcp://localhost:8786")
    assert address("3") == Address(workers=3)
    for text in ("0", "localhost", "tcp://", "http://x", "-1"):
        with pytest.raises(UsageError, match="--cluster"):
            address(text)


def test_a_parcel_holds_the_scene_and_what_it_imports_and_nothing_of_ours(
    scene_file: Write, tmp_path: Path
) -> None:
    scene_file("kit/__init__.py", "")
    scene_file("kit/pen.py", "ink = 1\n")
    file = scene_file(
        "drawn.py", "from kit.pen import ink\nfrom calcanim.errors import UsageError\n" + SCENES
    )
    (job, *_) = plan(discover([file]).scenes, Options(tmp_path / "media", SMALL))
    parcel = pack(job, FakeBackend(), Sources(), house=digest_of_house())
    assert set(parcel.files) == {"drawn.py", "kit/__init__.py", "kit/pen.py"}
    assert parcel.scene == "drawn.py"


def test_what_comes_back_is_what_would_have_been_made_here(jobs_of: Jobs, tmp_path: Path) -> None:
    job = jobs_of(Format.MP4, Format.SEQUENCE)[0]
    (tmp_path / "there").mkdir()
    (tmp_path / "here").mkdir()
    parcel = pickle.loads(pickle.dumps(pack(job, FakeBackend(), Sources(), house=digest_of_house())))
    answer = render(parcel, tmp_path / "there", StringIO())
    assert isinstance(answer, Shipment)
    delivery = unpack(pickle.loads(pickle.dumps(answer)), tmp_path / "here")
    assert [made.file.parent for made in delivery.footage.made] == [tmp_path / "here"] * 2
    assert len(list(delivery.footage.made[1].file.iterdir())) == 3


def test_a_worker_with_another_version_refuses(jobs_of: Jobs, tmp_path: Path) -> None:
    parcel = replace(pack(jobs_of()[0], FakeBackend(), Sources(), house=digest_of_house()), house="another")
    answer = render(parcel, tmp_path, StringIO())
    assert isinstance(answer, Refusal)
    assert "same version" in answer.reason


@pytest.mark.parametrize("name", ["../evil.mp4", "/evil.mp4", "a/../../evil"])
def test_what_comes_from_another_machine_stays_in_its_folder(
    jobs_of: Jobs, tmp_path: Path, name: str
) -> None:
    answer = render(
        pack(jobs_of()[0], FakeBackend(), Sources(), house=digest_of_house()), tmp_path, StringIO()
    )
    assert isinstance(answer, Shipment)
    with pytest.raises(OutputError, match="outside"):
        unpack(replace(answer, files={name: b"evil"}), tmp_path / "here")


def test_a_parcel_whose_sender_is_gone_is_not_rendered_on(jobs_of: Jobs, tmp_path: Path) -> None:
    parcel = pack(jobs_of(text=SCENES)[0], Hard(tmp_path, hangs=("S0",)), Sources(), house=digest_of_house())
    process = subprocess.Popen(
        [sys.executable, "-m", "calcanim.rendering.remote", str(tmp_path / "answer")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(parcel, process.stdin)
    process.stdin.flush()
    assert process.stdout.readline() == b'{"beat": "begun"}\n'
    process.stdin.close()
    assert process.wait(20) == -9


@pytest.mark.slow
def test_the_results_are_those_of_one_after_another(jobs_of: Jobs, place: Address) -> None:
    jobs = jobs_of(text=SCENES)
    backend = FakeBackend(errors={"S2": ValueError("no figure")})
    serial = {result.job.scene: result for result in run(jobs, backend)}
    there = {result.job.scene: result for result in run_on_cluster(jobs, backend, place)}
    assert {name: (r.status, r.reason) for name, r in there.items()} == {
        name: (r.status, r.reason) for name, r in serial.items()
    }
    digests = [{c.file: c.sha256 for r in way.values() for c in r.clips} for way in (serial, there)]
    assert digests[0] == digests[1]


@pytest.mark.slow
def test_scenes_with_a_state_have_the_same_frames(scene_file: Write, tmp_path: Path, place: Address) -> None:
    library = discover([scene_file("stateful.py", STATEFUL)])
    jobs = plan(library.scenes, Options(tmp_path / "media", SMALL, (Format.HASHES, Format.MP4)))
    here = {clip.file: clip.sha256 for result in run(jobs, Manim()) for clip in result.clips}
    there = {
        clip.file: clip.sha256 for result in run_on_cluster(jobs, Manim(), place) for clip in result.clips
    }
    assert here == there
    assert len(here) == 6


@pytest.mark.slow
def test_a_worker_that_dies_has_its_job_moved(jobs_of: Jobs, tmp_path: Path, place: Address) -> None:
    jobs = jobs_of(text=SCENES)
    connect: Any = Client

    def kill_a_worker() -> None:
        while len(list(tmp_path.glob("S*-1"))) < 2:
            time.sleep(0.1)
        with connect(place.scheduler) as client:
            busy = [name for name, tasks in client.processing().items() if tasks]
            pids = client.run(os.getpid, workers=busy[:1])
        os.kill(next(iter(pids.values())), signal.SIGKILL)

    killer = threading.Thread(target=kill_a_worker)
    killer.start()
    found = {r.job.scene: r for r in run_on_cluster(jobs, Hard(tmp_path, takes=8.0), place)}
    killer.join()
    assert {result.status for result in found.values()} == {Status.RENDERED}
    assert len(list(tmp_path.glob("S*-2"))) >= 1


@pytest.mark.slow
def test_a_job_that_takes_too_long_or_dies_is_a_failed_one(
    jobs_of: Jobs, tmp_path: Path, place: Address
) -> None:
    backend = Hard(tmp_path, hangs=("S0",), dies=(("S1", 9),))
    limits = Limits(seconds=25.0)
    found = {
        r.job.scene: r.reason for r in run_on_cluster(jobs_of(text=SCENES), backend, place, limits=limits)
    }
    assert found["S0"] == "not done after 25 s"
    assert "killed" in found["S1"]
    assert (found["S2"], found["S3"]) == ("", "")


def test_no_scheduler_is_one_clear_line(jobs_of: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calcanim.rendering.cluster.PATIENCE", 1.0)
    with pytest.raises(OutputError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        list(run_on_cluster(jobs_of(), FakeBackend(), Address("tcp://127.0.0.1:1")))
