"""A small course of plain Manim scenes, whose pictures say which version of their source they show."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np

FRAMES = 8
SIZE, RATE = "160,90", "10"
GREYS = range(24, 232, 8)
"""A version's shade of grey: far enough from the next one's to be told from it in an encoded picture."""

HEAD = "import manim as mn\n"
SCENE = '''

class {name}(mn.Scene):
    """Grey, in the shade of its version."""

    def construct(self):
        self.camera.background_color = "#{shade:02x}{shade:02x}{shade:02x}"
        dot = mn.Dot((-6, 3, 0), color=mn.WHITE)
        self.play(mn.Rotate(dot, 1), run_time=0.4)
        self.next_section("held")
        self.wait(0.4)
'''


@dataclass
class Course:
    """The scenes of a file in a folder, each with the number of its version."""

    folder: Path
    versions: dict[str, int] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The scene file."""
        return self.folder / "course.py"

    @property
    def media(self) -> Path:
        """Where clips go."""
        return self.folder / "media"

    def write(self) -> None:
        """Write the scene file."""
        scenes = (SCENE.format(name=name, shade=shade(version)) for name, version in self.versions.items())
        self.file.write_text(HEAD + "".join(scenes), encoding="utf-8")

    def command(self, *more: str) -> list[str]:
        """The arguments that render all of it."""
        return ["render", str(self.file), "-r", SIZE, "--fps", RATE, "--media_dir", str(self.media), *more]

    def clips(self) -> dict[str, Path]:
        """The place of each scene's clip."""
        folder = self.media / "videos/course/90p10"
        return {name: folder / f"{name}.mp4" for name in self.versions}


def small_course(folder: Path, count: int, /) -> Course:
    """Write a course of some scenes."""
    course = Course(folder, {f"Scene{i:02}": i for i in range(count)})
    course.write()
    return course


def shade(version: int, /) -> int:
    """The shade of a version, 0 to 255."""
    return GREYS[version % len(GREYS)]


def shade_shown(clip: Path, /) -> int | None:
    """The shade that a clip shows in all of its frames; None where it is not whole, or not of one shade."""
    try:
        with av.open(clip) as container:
            pictures = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    except (av.FFmpegError, OSError, IndexError):
        return None
    if len(pictures) != FRAMES:
        return None
    shades = [float(np.median(picture)) for picture in pictures]
    nearest = min(GREYS, key=lambda grey: abs(grey - shades[0]))
    return nearest if max(abs(each - nearest) for each in shades) <= 3 else None
