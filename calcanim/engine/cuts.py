"""A finished video cut at key frames into one file for each stretch; nothing is encoded again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import av

from calcanim.engine.stream import begun

ALPHA = "alpha_mode"  # of a WebM stream whose alpha travels beside its packets


def cut(video: Path, starts: Sequence[int], targets: Sequence[Path], /) -> None:
    """Write the frames from each start up to the next one to its target; at each start is a key frame.

    `starts` are numbers of frames, rising. The clips have no sound, as Manim's sections.
    """
    with av.open(video) as source:
        stretches = _stretches(source, starts)
        for target, packets in zip(targets, stretches, strict=True):
            _write(source.streams.video[0], packets, target)


def _stretches(source: Any, starts: Sequence[int]) -> Iterator[list[Any]]:
    """Packets, in the order of decoding: no frame of a stretch is decoded before its key frame."""
    stream = source.streams.video[0]
    left = list(starts[1:])
    packets: list[Any] = []
    for packet in source.demux(stream):
        if packet.dts is None:
            continue
        if left and packet.is_keyframe and _frame(packet, stream) == left[0]:
            yield packets
            packets = []
            left.pop(0)
        packets.append(packet)
    yield packets


def _frame(packet: Any, stream: Any) -> int:
    first = stream.start_time or 0
    number: int = round((packet.pts - first) * packet.time_base * stream.average_rate)
    return number


def _write(template: Any, packets: list[Any], target: Path) -> None:
    begin = min(packet.pts for packet in packets)
    with begun(target) as container:
        stream = cast("Any", container.add_stream_from_template(template))
        if ALPHA in template.metadata:
            stream.metadata[ALPHA] = template.metadata[ALPHA]
        for packet in packets:
            packet.pts, packet.dts = packet.pts - begin, packet.dts - begin
            packet.stream = stream
            container.mux(packet)
