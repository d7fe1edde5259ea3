"""Where a clip's file goes: as Manim names it, and apart from it if it shows something else."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from pathlib import Path

from calcanim.rendering.jobs import Format, Picture, Setting

WORDS_LENGTH = 40


def quality_folder(picture: Picture, /) -> str:
    """Name the quality as Manim does; a picture that is not 16:9 says its width too.

    >>> quality_folder(Picture(854, 480, 15)), quality_folder(Picture(1080, 1920, 30))
    ('480p15', '1080x1920p30')
    """
    is_wide = picture.width == 2 * math.ceil(picture.height * 8 / 9)
    size = f"{picture.height}" if is_wide else f"{picture.width}x{picture.height}"
    return f"{size}p{picture.fps:g}"


def clip_name(scene: str, settings: tuple[Setting, ...], theme: str | None, /) -> str:
    """Name a clip after its scene; what differs from the lesson's defaults is added, with a digest of it.

    >>> clip_name("Secant", (Setting("at", "0"), Setting("f", "abs(x)")), None)
    'Secant_at-0_f-abs-x_70c340d2'
    """
    differing = [f"{s.name}={s.value}" for s in settings] + ([f"theme={theme}"] if theme else [])
    if not differing:
        return scene
    # The words are for people and may be cut or alike (x+1, x-1); the digest is what tells two clips apart.
    words = "_".join(re.sub(r"[^0-9A-Za-z.]+", "-", d).strip("-.") for d in differing)[:WORDS_LENGTH]
    digest = hashlib.sha256("\0".join(differing).encode()).hexdigest()[:8]
    return f"{scene}_{words}_{digest}"


def video_path(media: Path, file: Path, name: str, /, *, picture: Picture, format: Format) -> Path:
    """`media/videos/<module>/<quality>/<name>.<format>`."""
    return media / "videos" / file.stem / quality_folder(picture) / f"{name}{format.suffix}"


def image_path(media: Path, file: Path, name: str, /, *, format: Format) -> Path:
    """`media/images/<module>/<name>.png`, or the folder `<name>` for a sequence."""
    return media / "images" / file.stem / f"{name}{format.suffix}"


def part_name(clip: str, number: int, section: str, /) -> str:
    """Name the clip of one section as Manim does.

    >>> part_name("Secant", 2, "B comes to A")
    'Secant_0002_B-comes-to-A'
    """
    words = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", section)).strip("-_")
    return f"{clip}_{number:04}_{words or 'section'}"
