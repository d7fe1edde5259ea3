"""A preview and a browser that looks at it: scenes are a copy, so that they can be edited."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
BROWSER = "chromium"
"""Debian's: Playwright drives it, and brings none of its own."""
SEEN = """
    () => {
      const canvas = document.getElementById('picture');
      const state = document.getElementById('state');
      window.seen = [];
      const note = () => {
        const { generation } = canvas.dataset;
        const isWhole = /^\\d+ frames$/.test(state.textContent);
        requestAnimationFrame(() =>
          window.seen.push({ at: Date.now() / 1000, generation: +generation, isWhole }));
      };
      new MutationObserver(note).observe(canvas, { attributes: true, attributeFilter: ['data-generation'] });
      new MutationObserver(note).observe(state, { childList: true });
    }
"""
"""Notes when a picture of another generation is on the screen, and when all of its frames are there."""


@dataclass(frozen=True)
class Desk:
    """An author's desk: the scenes' folder, the page's address, the server's process, and what it says."""

    scenes: Path
    address: str
    server: subprocess.Popen[bytes]
    said: Path

    @property
    def port(self) -> int:
        """Where the server listens."""
        return int(self.address.split(":")[2].split("/")[0])

    @property
    def token(self) -> str:
        """The word in the page's address."""
        return self.address.rstrip("/").rpartition("/")[2]

    @property
    def is_quiet(self) -> bool:
        """Whether the server has said nothing but where the page is: nothing went wrong in it."""
        return self.said.read_text("utf-8") == f"{self.address}\nCtrl-C ends it.\n"


@contextmanager
def previewed(*names: str, scenes: Path, media: Path, port: int | None = None) -> Iterator[Desk]:
    """Serve the preview of `names`, which lie in the folder `scenes`, until it is left."""
    command = (
        sys.executable,
        str(PROJECT / "render.py"),
        "preview",
        *names,
        "--no-open",
        "--media_dir",
        str(media),
    )
    asked = () if port is None else ("--port", str(port))
    said = scenes.parent / "said.txt"
    with (
        said.open("wb") as file,
        subprocess.Popen((*command, *asked), stderr=file, cwd=scenes.parent) as server,
    ):
        try:
            yield Desk(scenes, _address(server, said), server, said)
        finally:
            server.terminate()
            server.wait(20)


def _address(server: subprocess.Popen[bytes], said: Path) -> str:
    """Wait for the server to say where the page is."""
    while not (found := re.match(r"(http://127\.0\.0\.1:\d+/[\w-]+/)\n", said.read_text("utf-8"))):
        assert server.poll() is None, said.read_text("utf-8")
        time.sleep(0.02)
    return found[1]


@contextmanager
def copied_scenes() -> Iterator[Path]:
    """Give a folder with a copy of the project's scenes."""
    with tempfile.TemporaryDirectory(prefix="calcanim-desk-") as folder:
        yield Path(shutil.copytree(PROJECT / "scenes", Path(folder) / "scenes"))


@contextmanager
def browser() -> Iterator[Browser]:
    """Open a headless browser."""
    program, *arguments = _browser_command()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=arguments)
        yield opened
        opened.close()


@contextmanager
def lone_browser() -> Iterator[Callable[[], AbstractContextManager[Page]]]:
    """Open a headless browser with one page, and give what takes hold of it, and lets it go again.

    While Playwright holds a page, each frame on its websocket goes through two more processes, which nobody
    has who looks at it: they take a tenth of what two cores can do.
    """
    with tempfile.TemporaryDirectory(prefix="calcanim-browser-") as folder, sync_playwright() as playwright:
        asked = ("--headless", "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank")
        with subprocess.Popen((*_browser_command(), *asked), stderr=subprocess.DEVNULL) as process:
            told = Path(folder) / "DevToolsActivePort"
            while not told.exists() or len(told.read_text().splitlines()) < 2:
                assert process.poll() is None, f"{BROWSER} has ended"
                time.sleep(0.05)
            address = f"http://127.0.0.1:{told.read_text().splitlines()[0]}"

            @contextmanager
            def held() -> Iterator[Page]:
                joined = playwright.chromium.connect_over_cdp(address)
                yield joined.contexts[0].pages[0]
                joined.close()  # of the connection alone

            try:
                yield held
            finally:
                process.terminate()


def _browser_command() -> list[str]:
    program = shutil.which(BROWSER)
    assert program, f"{BROWSER} is missing: make setup-dev installs it"
    # The sandbox cannot be had as root; what is seen in it is our own page alone.
    return [program, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def page_of(opened: Browser) -> Page:
    """Open a page. Playwright waits by texts that it has evaluated there, which the page forbids."""
    return opened.new_context(bypass_csp=True).new_page()


def generation(page: Page) -> int:
    """Tell which generation the picture on the screen is of."""
    return int(page.locator("#picture").get_attribute("data-generation") or 0)


def frame(page: Page) -> int:
    """Tell the number of the frame on the screen."""
    return int(page.locator("#picture").get_attribute("data-frame") or 0)


def slide(page: Page, to: int) -> None:
    """Move the slider to a frame."""
    page.locator("#slider").evaluate(
        "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input')); }", to
    )


def wait_for_whole(page: Page, *, after: int = -1, timeout: float = 60) -> int:
    """Wait until a later generation is whole, and return it."""
    page.wait_for_function(
        "after => +document.getElementById('picture').dataset.generation > after"
        " && /^\\d+ frames$/.test(document.getElementById('state').textContent)",
        arg=after,
        timeout=timeout * 1000,
        polling=200,
    )
    return generation(page)


def replace(file: Path, text: str) -> float:
    """Save as most editors do, by another file that takes its place; return when."""
    other = file.with_name(f".{file.name}.new")
    other.write_text(text, "utf-8")
    saved = time.time()
    other.replace(file)
    return saved
