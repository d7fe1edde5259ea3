"""The frames of a report: the last of every beat, and a copy on which the findings are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from calcanim.blocks.stage import Box
from calcanim.gates.examination import Examination
from calcanim.gates.recording import Recording, Still
from calcanim.gates.result import Finding

MARK, HALO = (224, 0, 122), (255, 255, 255)  # the one is seen on light ground, the other on dark
SMALLEST = 14  # pixels: a mark around less than this is widened
SAME_TIME = 0.11  # seconds


@dataclass(frozen=True)
class Frame:
    """A still as files beside the page: plain, and with its findings if it has any."""

    still: Still
    plain: str
    marked: str
    numbers: tuple[int, ...]


def write_frames(examination: Examination, folder: Path, /) -> tuple[Frame, ...]:
    """Write a scene's stills into a folder of its own; findings are numbered in the order of time from 1."""
    recording = examination.recording
    if recording is None:
        return ()
    folder.mkdir()
    numbered = list(enumerate(examination.findings, 1))
    return tuple(
        _written(
            recording, index, [each for each in numbered if still_of(recording, each[1]) == index], folder
        )
        for index in range(len(recording.stills))
    )


def still_of(recording: Recording, finding: Finding, /) -> int | None:
    """Number of the still that shows a finding: one of its time, the last of its beat, or the nearest."""
    stills = recording.stills
    if not stills:
        return None
    nearest = min(range(len(stills)), key=lambda index: abs(stills[index].time - finding.time))
    if finding.beat and abs(stills[nearest].time - finding.time) > SAME_TIME:
        own = [i for i, still in enumerate(stills) if recording.beat_name(still.beat) == finding.beat]
        return own[-1] if own else nearest
    return nearest


def write_stills(stills: Sequence[Still], folder: Path, ending: str, /) -> tuple[str, ...]:
    """Write frames as they are, and give their paths relative to the page."""
    names = tuple(f"{index:02}-{ending}.png" for index in range(1, len(stills) + 1))
    for still, name in zip(stills, names, strict=True):
        _save(Image.fromarray(still.pixels), folder / name)
    return tuple(f"{folder.name}/{name}" for name in names)


def _written(
    recording: Recording, index: int, numbered: Sequence[tuple[int, Finding]], folder: Path
) -> Frame:
    still = recording.stills[index]
    image = Image.fromarray(still.pixels).convert("RGB")
    name = f"{index + 1:02}.png"
    _save(image, folder / name)
    plain = marked = f"{folder.name}/{name}"
    placed = [(number, finding.box) for number, finding in numbered if finding.box is not None]
    if placed:
        marked = f"{folder.name}/{index + 1:02}-found.png"
        for number, box in placed:
            _mark(image, recording, number, box)
        _save(image, folder.parent / marked)
    return Frame(still, plain, marked, tuple(number for number, _ in numbered))


def _mark(image: Image.Image, recording: Recording, number: int, box: Box) -> None:
    """Draw a box and its number on a frame."""
    brush = ImageDraw.Draw(image)
    unit = image.width / recording.width
    left, right = (unit * (x + recording.width / 2) for x in (box.left, box.right))
    top, bottom = (unit * (recording.height / 2 - y) for y in (box.top, box.bottom))
    left, right = _widened(left, right, image.width)
    top, bottom = _widened(top, bottom, image.height)
    for width, color in ((5, HALO), (3, MARK)):
        brush.rectangle(
            (left - width, top - width, right + width, bottom + width), outline=color, width=width
        )
    _number(brush, number, (left - 8, top - 8), size=max(14, image.height // 36))


def _number(brush: ImageDraw.ImageDraw, number: int, corner: tuple[float, float], *, size: int) -> None:
    """Write a finding's number on a plate above the corner of its box, or inside where there is no room."""
    font = ImageFont.load_default(size=size)
    x, y = max(corner[0], 0.0), corner[1] - 1.5 * size
    if y < 0:
        y = max(corner[1], 0.0)
    around = brush.textbbox((x + 4, y + 2), str(number), font=font)
    brush.rectangle((x, y, around[2] + 4, around[3] + 3), fill=MARK, outline=HALO)
    brush.text((x + 4, y + 2), str(number), fill=HALO, font=font)


def _widened(low: float, high: float, size: int) -> tuple[float, float]:
    """An interval within the frame that is long enough to be seen."""
    grown = max(0.0, SMALLEST - (high - low)) / 2
    first = min(max(low - grown, 6.0), size - 7.0 - SMALLEST)
    return first, max(min(high + grown, size - 7.0), first + SMALLEST)


def _save(image: Image.Image, file: Path) -> None:
    image.save(file, compress_level=3)
