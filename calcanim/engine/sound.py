"""A finished video and a recording, put together in one file."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from pathlib import Path
from typing import Any, cast

import av

from calcanim.engine.stream import begun

CODECS = {".mp4": "aac", ".mov": "aac", ".webm": "libopus"}
RATE = 48_000  # samples per second; Opus knows no 44,100


def add_sound(video: Path, recording: Path, /) -> None:
    """Give a video its sound; the pictures are copied as they are."""
    silent = video.with_name(f"silent-{video.name}")
    video.rename(silent)
    with (
        av.open(silent) as pictures,
        av.open(recording) as sounds,
        begun(video) as container,
    ):
        template = pictures.streams.video[0]
        seen = cast("Any", container.add_stream_from_template(template))
        heard = cast("Any", container.add_stream(CODECS[video.suffix], rate=RATE))
        packets = merge(_copied(pictures, template, seen), _encoded(sounds, heard), key=_time)
        for packet in packets:
            container.mux(packet)
    silent.unlink()


def _copied(source: Any, template: Any, stream: Any) -> Iterator[Any]:
    for packet in source.demux(template):
        if packet.dts is not None:
            packet.stream = stream
            yield packet


def _encoded(source: Any, stream: Any) -> Iterator[Any]:
    resampler = av.AudioResampler(format=stream.format, layout=stream.layout, rate=RATE)
    for frame in source.decode(audio=0):
        for fitting in resampler.resample(frame):
            yield from stream.encode(fitting)
    yield from stream.encode()


def _time(packet: Any) -> float:
    return float(packet.dts * packet.time_base)
