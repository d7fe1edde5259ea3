"""Verified formulas: everything mathematical on the screen was printed by the math core, or is verified.

A formula passes if an object of the core printed it, or if what it states was proved, or supported by many
trials. One that is refuted, or that nobody checked, fails. Prose and names state nothing. A live number is
the matter of the gate "drawn = computed".
"""

from __future__ import annotations

from dataclasses import dataclass

from calcanim.blocks.evidence import LIVE, Content, Source
from calcanim.blocks.provenance import may_be_believed
from calcanim.blocks.stage import Box
from calcanim.calculus.verification.verdicts import Verdict
from calcanim.gates.recording import Recording, Writing
from calcanim.gates.result import Finding, GateResult

GATE = "verified formulas"
SEEN = 0.15  # opacity from which a writing can be read


@dataclass(frozen=True)
class Shown:
    """A piece of writing that was on the screen, first at `time`, in a box of the frame."""

    source: Source
    time: float
    beat: str
    box: Box


def shown(recording: Recording, /) -> tuple[Shown, ...]:
    """Every different piece of writing of a recording, in the order in which they appear."""
    found: dict[Source, Shown] = {}
    for moment in recording.moments:
        for thing in moment.things:
            if isinstance(thing, Writing) and thing.opacity >= SEEN and _is_lasting(thing.source):
                entry = Shown(thing.source, moment.time, recording.beat_name(moment.beat), thing.box)
                found.setdefault(thing.source, entry)
    return tuple(found.values())


def verified_formulas(recording: Recording, /) -> GateResult:
    """Whether every formula shown may be believed."""
    everything = shown(recording)
    if not any(moment.things for moment in recording.moments):
        return GateResult(GATE, 0, error="the scene showed nothing")
    findings = tuple(
        Finding(GATE, _message(each.source), each.time, each.beat, each.box)
        for each in everything
        if not may_be_believed(each.source)
    )
    return GateResult(GATE, len(everything), findings)


def _is_lasting(source: Source) -> bool:
    """Digits change from frame to frame; the labels of live numbers stand for them."""
    return source.content is not Content.NUMBER or source.origin == LIVE


def _message(source: Source) -> str:
    verdict = source.verdict or Verdict.UNCHECKED
    advice = "state it on a ground, or print it from the math core"
    if verdict is Verdict.REFUTED:
        advice = "mend it"
    reason = f": {source.evidence}" if source.evidence else ""
    return f"{source.text} is {verdict} ({source.origin}){reason}; {advice}"
