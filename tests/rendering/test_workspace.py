"""The folder beside the target, its lock, and the sweep."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from calcanim.errors import OutputError
from calcanim.rendering.workspace import check_writable, put_in_place, sweep, workspace

HOLD = """
import sys, time
from pathlib import Path
from calcanim.rendering.workspace import workspace
with workspace(Path(sys.argv[1])) as folder:
    (folder / "half.mp4").write_bytes(b"half")
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "media/videos/file/720p30/Scene.mp4"


def holder(target: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(target)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_it_is_beside_the_target_and_gone_afterwards(target: Path) -> None:
    with workspace(target) as folder:
        (folder / "deep").mkdir()
        (folder / "deep/file").write_text("x")
        assert folder.parent == target.parent
    assert list(target.parent.iterdir()) == []


def test_it_is_gone_after_an_error(target: Path) -> None:
    with pytest.raises(KeyboardInterrupt), workspace(target) as folder:
        (folder / "half").write_text("x")
        raise KeyboardInterrupt
    assert list(target.parent.iterdir()) == []


def test_the_next_run_sweeps_up_after_one_that_was_killed(target: Path, tmp_path: Path) -> None:
    with holder(target) as process:
        process.kill()
    assert len(list(target.parent.iterdir())) == 1
    assert sweep(tmp_path / "media") == 1
    assert list(target.parent.iterdir()) == []


def test_a_workspace_in_use_is_left_alone(target: Path, tmp_path: Path) -> None:
    with holder(target) as process:
        try:
            assert sweep(tmp_path / "media") == 0
            assert len(list(target.parent.iterdir())) == 1
        finally:
            process.kill()


def test_only_workspaces_are_swept(target: Path, tmp_path: Path) -> None:
    kept = target.parent / ".notes"
    kept.mkdir(parents=True)
    (target.parent / "Scene.mp4").write_text("a clip")
    assert sweep(tmp_path / "media") == 0
    assert len(list(target.parent.iterdir())) == 2


def test_a_folder_of_images_replaces_the_old_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "media/images/file/Scene"
    target.mkdir(parents=True)
    (target / "0009.png").write_text("old")
    with workspace(target) as folder:
        (folder / "clip").mkdir()
        (folder / "clip/0000.png").write_text("new")
        put_in_place(folder / "clip", target)
    assert [f.name for f in target.iterdir()] == ["0000.png"]
    assert list(target.parent.iterdir()) == [target]


def test_a_media_folder_that_cannot_be_written_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match=r"cannot write to the media folder .*file") as raised:
        check_writable(tmp_path / "file")
    assert "\n" not in str(raised.value)
    with pytest.raises(OutputError), workspace(tmp_path / "file/videos/a.mp4"):
        pass


def test_finding_out_leaves_nothing_behind(tmp_path: Path) -> None:
    check_writable(tmp_path / "media")
    assert list((tmp_path / "media").iterdir()) == []


def test_many_workspaces_of_one_target_do_not_meet(target: Path) -> None:
    with workspace(target) as one, workspace(target) as other:
        (one / "clip.mp4").write_text("one")
        assert not (other / "clip.mp4").exists()
