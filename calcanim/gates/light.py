"""Light: everything can be made out, roles can be told apart with any colour vision, and nothing flashes.

- Contrast, in every still: 4.5:1 for a writing, 3:1 for a line or an area (WCAG 2.2, 1.4.3 and 1.4.11).
- Two colours in one still that normal vision tells apart, by 20 (CIE76) or more, stay 15 apart with
  deuteranopia, protanopia and tritanopia. Any two colours of our themes that look apart stay 20 apart, muted
  text and the axis beside white included; Manim's red and green come down from 95 to 9.
- No more than three flashes a second (WCAG 2.2, 2.3.1): a flash is a pair of opposing changes of relative
  luminance by 0.1 or more whose darker side is below 0.8. It counts where at least 2 % of the frame flash at
  once: WCAG allows a quarter of ten degrees of sight, 2.8 % of a screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

from calcanim.gates.flashes import flashes
from calcanim.gates.recording import Recording, Sight, Still
from calcanim.gates.result import Finding, GateResult
from calcanim.gates.vision import NORMAL, VISIONS, difference

GATE = "light"
CONTRAST: Mapping[str, float] = MappingProxyType({"writing": 4.5, "line": 3.0, "area": 3.0})
CONTRAST_TOLERANCE = 0.05
APART, STILL_APART = 20.0, 15.0

FAINT = (
    "{what} in {color} stands {contrast:.2f}:1 against what is behind it, and needs {needed:g}:1; "
    "choose a colour that stands out, or clear what is behind"
)
ALIKE = (
    "{first.what} in {first.color} and {second.what} in {second.color} look alike with {vision}: "
    "{seen:.0f} apart, {needed:g} is the least; make one of them lighter or darker"
)
FLASHING = (
    "{share:.0%} of the frame flash {count} times within a second, and three is the most; "
    "change brightness more slowly, or less often"
)


def light(recording: Recording, /) -> GateResult:
    """Whether everything stands out, colours stay apart, and nothing flashes.

    A recording of stills alone, as it is made of a second theme, is not searched for flashes.
    """
    error = _blind(recording)
    if error:
        return GateResult(GATE, 0, error=f"could not look: {error}")
    findings = (*_faint(recording), *_alike(recording), *_flashing(recording))
    looked_at = sum(len(still.sights) for still in recording.stills)
    return GateResult(GATE, looked_at, tuple(sorted(findings, key=lambda finding: finding.time)))


def _blind(recording: Recording) -> str:
    if recording.blind_spots:
        return "; ".join(recording.blind_spots)
    if not recording.stills:
        return "there is no still"
    if recording.moments and not len(recording.flicker.times):
        return "nobody recorded how bright the frames were"
    return ""


def _faint(recording: Recording) -> Iterator[Finding]:
    """The worst sight of each thing, in each of its colours, that is too faint."""
    worst: dict[tuple[str, str, str], tuple[Still, Sight]] = {}
    for still in recording.stills:
        for sight in still.sights:
            known = worst.get((sight.kind, sight.what, sight.color))
            if known is None or sight.contrast < known[1].contrast:
                worst[sight.kind, sight.what, sight.color] = still, sight
    for still, sight in worst.values():
        needed = CONTRAST[sight.kind]
        if not sight.contrast >= needed - CONTRAST_TOLERANCE:
            message = FAINT.format(what=sight.what, color=sight.color, contrast=sight.contrast, needed=needed)
            yield Finding(GATE, message, still.time, recording.beat_name(still.beat), sight.box)


def _alike(recording: Recording) -> Iterator[Finding]:
    """Each pair of colours once, where it is first seen, and with the vision that confuses it most."""
    told: set[frozenset[str]] = set()
    for still in recording.stills:
        wearers: dict[str, Sight] = {}
        for sight in still.sights:
            wearers.setdefault(sight.color.upper(), sight)
        for first, second in combinations(wearers, 2):
            pair = frozenset({first, second})
            if pair in told or difference(first, second, NORMAL) < APART:
                continue
            seen, vision = min((difference(first, second, vision), vision) for vision in VISIONS)
            if seen < STILL_APART:
                told.add(pair)
                message = ALIKE.format(
                    first=wearers[first], second=wearers[second], vision=vision, seen=seen, needed=STILL_APART
                )
                box = wearers[second].box
                yield Finding(GATE, message, still.time, recording.beat_name(still.beat), box)


def _flashing(recording: Recording) -> Iterator[Finding]:
    for flash in flashes(recording.flicker, frame=recording.frame):
        message = FLASHING.format(share=flash.share, count=flash.count)
        beats = [beat.name for beat in recording.beats if beat.start <= flash.time]
        yield Finding(GATE, message, flash.time, beats[-1] if beats else "", flash.box)
