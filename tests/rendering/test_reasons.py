"""An exception in one line."""

from __future__ import annotations

import errno
from pathlib import Path

from calcanim.errors import UnverifiedError
from calcanim.rendering.reasons import explain

HERE = Path(__file__)


def caught(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except BaseException as raised:
        return raised


def test_the_line_of_the_users_file_is_named() -> None:
    error = caught(ValueError("not\n  so"))
    line = error.__traceback__.tb_lineno if error.__traceback__ else 0
    assert explain(error, HERE).startswith("ValueError: not so (")
    assert explain(error, HERE).endswith(f"test_reasons.py, line {line})")


def test_a_file_that_has_no_part_in_it_is_not_named(tmp_path: Path) -> None:
    assert explain(caught(ValueError("so")), tmp_path / "scene.py") == "ValueError: so"


def test_an_error_without_words_is_named_by_its_kind(tmp_path: Path) -> None:
    assert explain(caught(RecursionError()), tmp_path / "scene.py") == "RecursionError"


def test_an_error_of_ours_speaks_for_itself() -> None:
    assert explain(caught(UnverifiedError("step 3 is refuted")), HERE) == "step 3 is refuted"


def test_a_full_disk_is_recognised_behind_an_encoders_error() -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    assert explain(caught(RuntimeError("encode failed"), full), HERE).startswith(
        "the disk is full: free some"
    )


def test_a_folder_without_permission_is_told_from_a_file_that_the_scene_may_not_open(tmp_path: Path) -> None:
    denied = caught(PermissionError(errno.EACCES, "Permission denied", "secret"))
    assert "--media_dir" in explain(denied, tmp_path / "scene.py")
    assert explain(denied, HERE).startswith("PermissionError: ")
