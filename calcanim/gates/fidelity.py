"""Curve fidelity: strokes lie on their curve within half a pixel of 1080p, and show all of it.

Strokes and truth are both put into points a quarter of a pixel apart. A point of a stroke that is too far
from the truth is drawn across a jump, outside the domain, or simply off; a point of the truth that is too far
from the strokes is missing. Not judged is what lies within a pixel of the window's border, a curve where it
turns back three times within four pixels (`true_curve`), and whether a curve is whole while it is brought in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from calcanim.blocks.evidence import Trace
from calcanim.blocks.stage import Box
from calcanim.gates.rasters import rastered
from calcanim.gates.recording import PIXEL, Moment, Recording
from calcanim.gates.result import Finding, GateResult
from calcanim.gates.true_curve import Looks, TrueCurve, true_curve

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

GATE = "curve fidelity"
TOLERANCE = 0.5  # pixels
FAR = 100.0  # pixels beyond which it does not matter how far
BORDER = 1.0  # pixels at the window's border
MOST_TRACES = 40
PRINTS = 7  # parameters at which the truths of two traces are compared


@dataclass(frozen=True)
class Flaw:
    """Points that are too far off, all for the same reason: the worst distance in pixels, the place of the
    worst on the frame, its parameter if the curve is a graph, and a box of the frame around all of them."""

    reason: str
    distance: float
    place: tuple[float, float]
    parameter: float | None
    box: Box

    def said(self, what: str) -> str:
        """In one line."""
        x, y = self.place
        where = f"({x:.2f}, {y:.2f}) on the frame" if self.parameter is None else f"x = {self.parameter:.4g}"
        return f"{what} {self.reason} at {where}: {_pixels(self.distance)} off, {TOLERANCE} px are allowed"


RISER = "is drawn across a jump"
OUTSIDE = "is drawn outside its domain"
SPILT = "is drawn outside its window"
OFF = "is drawn off its curve"
MISSING = "is not drawn"


def fidelity(recording: Recording, /) -> GateResult:
    """Whether every curve is drawn where its function says, and nowhere else."""
    findings: dict[tuple[str, str, int], Finding] = {}
    chosen = _chosen(recording)
    for moment, trace in chosen:
        for flaw in flaws(trace):
            beat = recording.beat_name(moment.beat)
            found = Finding(GATE, flaw.said(trace.what), moment.time, beat, flaw.box)
            findings.setdefault((trace.what, flaw.reason, moment.beat), found)
    return GateResult(GATE, len(chosen), tuple(sorted(findings.values(), key=lambda each: each.time)))


def flaws(trace: Trace, /) -> tuple[Flaw, ...]:
    """What is wrong with one curve as it is drawn."""
    looks = Looks.at(trace)
    truth = true_curve(looks)
    drawn = rastered([stroke / PIXEL for stroke in trace.strokes], looks.seen)
    real = rastered(truth.pieces, looks.seen)
    found = [*_spilt(looks, drawn), *_astray(looks, truth, drawn, real)]
    if trace.is_whole:
        found += _missing(looks, truth, drawn, real)
    return tuple(found)


def distances(points: Array, lines: Array, /) -> Array:
    """From each point to the nearest of `lines`, points a step apart; infinite if none is within 100 pixels.

    Between two points of a line may be nearer still: what half a step can hide is taken off.
    """
    if not len(lines) or not len(points):
        return np.full(len(points), np.inf)
    apart = np.hypot(*np.diff(lines, axis=0).T)
    step = float(np.quantile(apart, 0.95)) if len(apart) else 0.0
    far = np.asarray(cKDTree(lines).query(points, distance_upper_bound=FAR)[0])
    return np.asarray(np.sqrt(np.maximum(far**2 - (step / 2) ** 2, 0.0)))


def _spilt(looks: Looks, drawn: Array) -> list[Flaw]:
    """What is drawn outside the window."""
    window = np.asarray(looks.trace.window) / PIXEL
    return _flaws(looks, SPILT, drawn, _outside_by(drawn, window), ~_inside(drawn, window, margin=BORDER))


def _missing(looks: Looks, truth: TrueCurve, drawn: Array, real: Array) -> list[Flaw]:
    """What is not drawn."""
    real = real[_inside(real, looks.seen, margin=-BORDER)]
    real = real[~truth.is_wild(real)]
    gaps = distances(real, drawn[_inside(drawn, looks.seen, margin=2 * BORDER)])
    return _flaws(looks, MISSING, real, gaps, gaps > TOLERANCE)


def _astray(looks: Looks, truth: TrueCurve, drawn: Array, real: Array) -> Iterator[Flaw]:
    """What is drawn inside the window, and wrongly."""
    drawn = drawn[_inside(drawn, looks.seen, margin=BORDER)]
    gaps = distances(drawn, real[_inside(real, looks.seen, margin=2 * BORDER)])
    wrong = (gaps > TOLERANCE) & ~truth.is_wild(drawn)
    if not wrong.any():
        return
    across = wrong & _on_gaps(drawn, truth.gaps, looks.seen)
    nowhere = wrong & ~across & _is_undefined(looks, drawn)
    yield from _flaws(looks, RISER, drawn, gaps, across)
    yield from _flaws(looks, OUTSIDE, drawn, gaps, nowhere)
    yield from _flaws(looks, OFF, drawn, gaps, wrong & ~across & ~nowhere)


def _flaws(looks: Looks, reason: str, points: Array, gaps: Array, chosen: Flags) -> list[Flaw]:
    """One flaw for all the chosen points; none if none is chosen."""
    if not chosen.any():
        return []
    places, far = points[chosen], gaps[chosen]
    worst = places[int(np.argmax(far))]
    t = _parameters(looks, worst[None])
    low, high = places.min(axis=0) * PIXEL, places.max(axis=0) * PIXEL
    box = Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    x, y = (worst * PIXEL).tolist()
    return [Flaw(reason, float(far.max()), (x, y), None if t is None else float(t[0]), box)]


def _inside(points: Array, window: Array, *, margin: float) -> Flags:
    return np.asarray(((points >= window[:2] - margin) & (points <= window[2:] + margin)).all(axis=1))


def _outside_by(points: Array, window: Array) -> Array:
    return np.asarray(np.maximum(window[:2] - points, points - window[2:]).max(axis=1, initial=0.0))


def _on_gaps(points: Array, gaps: Array, window: Array) -> Flags:
    """Which points lie on a straight way over a jump."""
    ways = rastered(list(gaps), window)
    return distances(points, ways) < 4 * BORDER


def _parameters(looks: Looks, points: Array) -> Array | None:
    """The parameters over which points lie, if the curve is a graph: x on the frame goes evenly with them."""
    low, high = looks.trace.parameters
    t = np.linspace(low, high, 101)
    x = looks.free(t)[:, 0]
    known = np.isfinite(x)
    if known.sum() < 3:
        return None
    slope, start = np.polyfit(t[known], x[known], 1)
    even = np.abs(x[known] - start - slope * t[known]).max() < 0.01 and abs(slope) > 1e-9
    return np.asarray((points[:, 0] - start) / slope) if even else None


def _is_undefined(looks: Looks, points: Array) -> Flags:
    t = _parameters(looks, points)
    if t is None:
        return np.zeros(len(points), dtype=bool)
    low, high = looks.trace.parameters
    return np.asarray(np.isnan(looks.free(t)[:, 0]) | (t < low) | (t > high))


def _chosen(recording: Recording) -> list[tuple[Moment, Trace]]:
    """Every curve that is drawn anew: at the ends of beats first, then spread evenly over the time."""
    found: dict[tuple[object, ...], tuple[Moment, Trace]] = {}
    for moment in sorted(recording.moments, key=lambda each: not each.is_end_of_beat):
        for trace in moment.traces:
            found.setdefault(_print_of(trace), (moment, trace))
    entries = list(found.values())
    last = [entry for entry in entries if entry[0].is_end_of_beat][:MOST_TRACES]
    rest = [entry for entry in entries if not entry[0].is_end_of_beat]
    room = MOST_TRACES - len(last)
    if len(rest) > room:
        rest = [rest[i] for i in np.unique(np.linspace(0, len(rest) - 1, room).astype(int))] if room else []
    return sorted(last + rest, key=lambda entry: entry[0].time)


def _print_of(trace: Trace) -> tuple[object, ...]:
    """What two traces share that show the same strokes of the same truth."""
    ink = b"".join(np.round(stroke, 6).tobytes() for stroke in trace.strokes)
    sense = trace.truth(np.linspace(*trace.parameters, PRINTS))
    return trace.what, trace.is_whole, trace.window, trace.parameters, ink, np.round(sense, 6).tobytes()


def _pixels(distance: float) -> str:
    if not np.isfinite(distance):
        return f"over {FAR:.0f} px"
    return f"{distance:.2g} px" if distance < 10 else f"{distance:.0f} px"
