"""A file that is saved is noticed, whatever way the editor does it, and once."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from calcanim.preview.watching import HOUSE, Depth, Saved, depth_of


def write(file: Path) -> None:
    file.write_text("a = 2\n", "utf-8")


def replace(file: Path) -> None:
    beside = file.with_name("other.tmp")
    beside.write_text("a = 2\n", "utf-8")
    beside.replace(file)


def rename_and_write(file: Path) -> None:
    file.rename(file.with_name("scene.py~"))
    file.write_text("a = 2\n", "utf-8")


def delete(file: Path) -> None:
    file.unlink()


def save_thrice(file: Path) -> None:
    for i in range(3):
        file.write_text(f"a = {i + 3}\n", "utf-8")


async def first_batch(folder: Path, act: Callable[[], None]) -> set[Path] | None:
    async def wait() -> set[Path]:
        async for batch in Saved([folder]).batches():
            return batch
        return set()

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0.3)
    act()
    try:
        return await asyncio.wait_for(waiting, 2.0)
    except TimeoutError:
        return None


@pytest.mark.parametrize("way", [write, replace, rename_and_write, delete, save_thrice])
def test_a_saved_file_is_noticed(tmp_path: Path, way: Callable[[Path], None]) -> None:
    file = tmp_path / "scene.py"
    file.write_text("a = 1\n", "utf-8")
    assert asyncio.run(first_batch(tmp_path, lambda: way(file))) == {file.resolve()}


def test_what_says_the_same_or_is_no_scene_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "scene.py"
    file.write_text("a = 1\n", "utf-8")

    def act() -> None:
        os.utime(file)
        file.write_text("a = 1\n", "utf-8")
        (tmp_path / "notes.txt").write_text("b", "utf-8")
        (tmp_path / ".scene.py").write_text("b", "utf-8")

    assert asyncio.run(first_batch(tmp_path, act)) is None


def test_packages_beside_a_scene_are_watched_and_other_folders_are_not(tmp_path: Path) -> None:
    for name in ("package", "package/below", "other"):
        (tmp_path / name).mkdir()
    for name in ("package/__init__.py", "package/below/__init__.py", "other/a.py"):
        (tmp_path / name).write_text("", "utf-8")
    assert Saved([tmp_path]).folders == [
        tmp_path.resolve() / name for name in ("", "package", "package/below")
    ]


def test_how_far_back_it_is_begun() -> None:
    assert depth_of(Path("/elsewhere/scene.py")) is Depth.SCENE
    assert depth_of(HOUSE / "blocks/theme.py") is Depth.PROJECT
    assert depth_of(HOUSE / "lesson.py") is Depth.PROJECT
    assert depth_of(HOUSE / "engine/camera.py") is Depth.ENGINE
    assert depth_of(HOUSE / "errors.py") is Depth.ENGINE
