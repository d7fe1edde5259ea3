"""The preview's frames beside the rendered ones: `python -m benchmarks.same_preview [LESSON ...]`.

Each lesson is previewed, edited ten times in a row, and the frames that the page has in the end are compared
with those of the rendered video, before encoding.
"""

from __future__ import annotations

import io
import json
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeAlias

import click
import numpy as np
from PIL import Image
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from benchmarks.browsing import Desk, copied_scenes, previewed, replace
from benchmarks.course import lessons
from calcanim.preview.wire import unpacked
from calcanim.rendering.jobs import Format, Picture
from tests.engine.frames import Pixels, clip, likeness, pictures

LEAST = 0.995
Sent: TypeAlias = "tuple[bytes, bytes, tuple[int, int] | None]"
"""The frame that was sent whole, the JPEG of this one, and where it goes over the whole one."""

AT_ONCE = 60  # frames that are compared; more take gigabytes
EDITS = (
    "\nthis is no Python\n",
    "\nimport calcanim.blocks.theme\ncalcanim.blocks.theme.POINT_RADIUS = 1.0\n",
    "\nimport manim\nmanim.config.background_color = 'red'\n",
    "\nraise RuntimeError('not finished')\n",
    "\nmn.VMobject.set_fill = lambda self, *args, **kwargs: self\n",
)
"""What an author may leave in a file for a moment; nothing of it may be left in a later run."""


@click.command()
@click.argument("names", nargs=-1)
def main(names: tuple[str, ...]) -> None:
    """Print the worst likeness (SSIM) of each lesson; fail where one is below 0.995."""
    worst = {}
    for each in lessons():
        if not names or each.name in names:
            worst[each.name], frames = compared(each.file.name, each.name)
            print(f"{each.name:32} {worst[each.name]:.4f}  {frames} frames", flush=True)
    print(f"worst of all: {min(worst.values()):.4f}")
    raise SystemExit(min(worst.values()) < LEAST)


def compared(file: str, lesson: str) -> tuple[float, int]:
    """Return the worst likeness of a lesson's frames, and how many there are."""
    with copied_scenes() as scenes, tempfile.TemporaryDirectory() as folder:
        media = Path(folder)
        with previewed(str(scenes / file), lesson, scenes=scenes, media=media / "preview") as desk:
            shown = shown_after_edits(desk, scenes / file)
        rendered = clip(scenes / file, lesson, media, format=Format.SEQUENCE, picture=Picture(854, 480, 15))
        worst, pairs = 1.0, zip(pictures(rendered), shown, strict=True)
        while some := list(islice(pairs, AT_ONCE)):
            ours = [decoded(*sent) for _, sent in some]
            worst = min(worst, *likeness(ours, [frame for frame, _ in some]))
    return worst, len(shown)


def decoded(whole: bytes, patch: bytes, corner: tuple[int, int] | None) -> Pixels:
    """The picture of a frame that was sent whole, and of what goes over it, if there is a corner for that."""
    shown = Image.open(io.BytesIO(whole)).convert("RGB")
    if corner is not None:
        shown.paste(Image.open(io.BytesIO(patch)), (corner[0], corner[1]))
    return np.asarray(shown)


def shown_after_edits(desk: Desk, file: Path) -> list[Sent]:
    """Save ten times, the last time what was there, and return the frames that the page has then."""
    text = file.read_text("utf-8")
    origin = Origin(f"http://127.0.0.1:{desk.port}")
    address = f"ws://127.0.0.1:{desk.port}/{desk.token}/wire"
    with connect(address, origin=origin, max_size=None, max_queue=None) as page:
        until(page, "done")
        page.send(json.dumps({"kind": "look", "frame": 100}))
        for edit in islice(cycle(EDITS), 9):
            replace(file, text + edit)
            time.sleep(0.25)
        replace(file, text + "\n")
        try:
            return whole(page)
        finally:
            replace(file, text)


def until(page: ClientConnection, kind: str) -> dict[str, Any]:
    while True:
        said = page.recv(timeout=60)
        if isinstance(said, str) and (heard := json.loads(said))["kind"] == kind:
            return dict(heard)


def whole(page: ClientConnection) -> list[Sent]:
    """The frames of the run from the start, of the last generation."""
    held: dict[int, Sent] = {}
    below = b""
    generation, frames, quiet = 0, 0, time.monotonic()
    while not frames or len(held) < frames or time.monotonic() - quiet < 1:
        try:
            said = page.recv(timeout=1)
        except TimeoutError:
            assert time.monotonic() - quiet < 60, f"{len(held)} of {frames} frames"
            continue
        heard = json.loads(said) if isinstance(said, str) else {}
        if heard.get("kind") == "view":
            held, generation, frames = {}, heard["generation"], 0
            quiet = time.monotonic()
        elif heard.get("kind") == "done" and heard["generation"] == generation:
            frames = heard["frames"]
        if isinstance(said, bytes) and (frame := unpacked(said)).kind == "frame":
            head = frame.fields
            if head["isWhole"] and head["generation"] == generation:
                below = below if head["corner"] else frame.body
                sent = (below, frame.body, head["corner"])
                held |= dict.fromkeys(range(head["at"], head["at"] + head["repeat"]), sent)
                quiet = time.monotonic()
    return [held[number] for number in range(frames)]


if __name__ == "__main__":
    main()
