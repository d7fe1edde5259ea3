"""A page that stays open, and what is left of it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.browsing import Desk, frame, generation, previewed, replace, slide, wait_for_whole
from tests.preview.desk import SCENE, at, written

pytestmark = pytest.mark.slow


def test_the_place_is_kept_over_a_reload(page: Page) -> None:
    slide(page, 33)
    page.wait_for_timeout(400)
    page.reload()
    wait_for_whole(page)
    at(page, 33)
    expect(page.locator("#title")).to_have_text("Small")


def test_the_page_finds_a_server_that_is_begun_again(tab: Page, tmp_path: Path) -> None:
    scenes, media = written(tmp_path), tmp_path / "media"
    with previewed(str(scenes / "small.py"), "Small", scenes=scenes, media=media) as desk:
        tab.goto(desk.address)
        wait_for_whole(tab)
        port = desk.port
    expect(tab.locator("#state")).to_contain_text("The server has gone")
    assert frame(tab) == 0
    with previewed(str(scenes / "small.py"), "Small", scenes=scenes, media=media, port=port) as desk:
        expect(tab.locator("#state")).to_have_text("90 frames")
        before = generation(tab)
        replace(scenes / "small.py", SCENE.replace("self.wait(1)", "self.wait(6)"))
        expect(tab.locator("#state")).to_have_text("165 frames")
        assert generation(tab) > before


def test_what_the_page_may_is_enough_for_it(opened: Browser, served: Desk) -> None:
    told: list[str] = []
    page = opened.new_page()
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(served.address)
    expect(page.locator("#state")).to_have_text(re.compile(r"\d+ frames"))
    for key in ("Space", "Space", "s", "g", "l", "End", "Home"):
        page.keyboard.press(key)
    page.get_by_role("button", name="Scenes").click()
    page.close()
    assert told == []


def test_200_reloads_leave_nothing(page: Page, served: Desk) -> None:
    def reload(times: int) -> tuple[int, int, int]:
        for _ in range(times):
            page.reload(wait_until="commit")
            page.wait_for_function("document.getElementById('title')?.textContent === 'Small'", polling=20)
        wait_for_whole(page)
        page.wait_for_timeout(2000)
        server = psutil.Process(served.server.pid)
        family = [server, *server.children(recursive=True)]
        return len(family), server.memory_info().rss, server.num_fds()

    processes, memory, files = reload(10)
    after = reload(190)
    assert after[0] <= processes + 1, "one that examines may be under way"
    assert after[2] <= files + 2
    assert after[1] < memory + 30_000_000


def test_closing_leaves_no_process(tmp_path: Path) -> None:
    scenes = written(tmp_path)
    with previewed(str(scenes / "small.py"), "Small", scenes=scenes, media=tmp_path / "media") as desk:
        server = psutil.Process(desk.server.pid)
        deadline = time.monotonic() + 20
        while len(family := server.children(recursive=True)) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(family) >= 2
        desk.server.send_signal(signal.SIGINT)
        desk.server.wait(20)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    assert desk.is_quiet, desk.said.read_text("utf-8")


def test_it_is_served_on_loopback_alone(served: Desk) -> None:
    listening = [
        each.laddr.ip
        for each in psutil.Process(served.server.pid).net_connections("tcp")
        if each.status == psutil.CONN_LISTEN and each.laddr.port == served.port
    ]
    assert listening == ["127.0.0.1"]


def test_a_port_that_is_taken_is_told_in_one_line(served: Desk) -> None:
    command = [sys.executable, "render.py", "preview", "--no-open", "--port", str(served.port)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert re.fullmatch(rf"error: port {served.port} cannot be had .*\n", ended.stderr)
