"""Scenes rendered by one engine or the other, and how alike their frames are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from PIL import Image

from calcanim.rendering.discover import discover
from calcanim.rendering.jobs import Clip, Engine, Format, Picture, Result, Tex
from calcanim.rendering.manim_backend import ManimBackend
from calcanim.rendering.match import select
from calcanim.rendering.plan import Options, plan
from calcanim.rendering.runner import run

Pixels = npt.NDArray[np.uint8]
PICTURE = Picture(256, 144, 15)


def ended(
    file: Path,
    scene: str,
    media: Path,
    *,
    engine: Engine = Engine.FAST,
    format: Format = Format.HASHES,
    picture: Picture = PICTURE,
    transparent: bool = False,
    tex: Tex = Tex.TYPST,
) -> Result:
    """Render a scene of a file in this process, and say how it ended."""
    options = Options(media, picture, (format,), transparent, engine=engine, tex=tex)
    (result,) = run(plan(select(discover([file]), [scene]), options), ManimBackend())
    return result


def clip(file: Path, scene: str, media: Path, **asked: Any) -> Clip:
    """Render a scene of a file in this process, and return the clip that came of it."""
    result = ended(file, scene, media, **asked)
    assert result.clip is not None, result.reason
    return result.clip


def pictures(clip: Clip, /) -> Iterator[Pixels]:
    """Read the frames of a sequence or a still, without their alpha; shape (height, width, 3)."""
    files = sorted(clip.file.iterdir()) if clip.format is Format.SEQUENCE else [clip.file]
    for file in files:
        yield np.asarray(Image.open(file).convert("RGB"))


def likeness(one: Sequence[Pixels], other: Sequence[Pixels], /) -> list[float]:
    """Return the structural similarity of each pair of frames, as ffmpeg reckons it; 1 where they are one."""
    height, width = one[0].shape[:2]
    graph: Any = av.filter.Graph()
    sources = [
        graph.add_buffer(width=width, height=height, format="gbrp", time_base=Fraction(1, 10)) for _ in "ab"
    ]
    compared, sink = graph.add("ssim"), graph.add("buffersink")
    for number, source in enumerate(sources):
        source.link_to(compared, 0, number)
    compared.link_to(sink)
    graph.configure()
    found = []
    for number, pair in enumerate(zip(one, other, strict=True)):
        for source, pixels in zip(sources, pair, strict=True):
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="gbrp")
            frame.pts = number
            source.push(frame)
        found.append(float(graph.pull().metadata["lavfi.ssim.All"]))
    return found
