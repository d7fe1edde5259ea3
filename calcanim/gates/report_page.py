"""The page of a report: a row for each lesson, its frames, its findings, its formulas and their verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from calcanim.blocks.evidence import Content, Source
from calcanim.blocks.provenance import may_be_believed
from calcanim.gates.examination import Examination
from calcanim.gates.formulas import Shown
from calcanim.gates.html import Html, element, table, together
from calcanim.gates.marked_frames import Frame
from calcanim.gates.result import GateResult, Status

KINDS = {
    Status.PASSED: "good",
    Status.NOTHING: "quiet",
    Status.FAILED: "bad",
    Status.COULD_NOT_LOOK: "bad",
}
NO_VERDICT = {
    Content.NAME: "a name: states nothing",
    Content.PROSE: "prose: states nothing",
    Content.NUMBER: "live: compared at every moment",
}


@dataclass(frozen=True)
class Chapter:
    """What the page shows of one scene; `anchor` is its name on the page."""

    anchor: str
    examination: Examination
    frames: tuple[Frame, ...]
    others: tuple[str, ...] = ()


def page(chapters: Sequence[Chapter], /) -> str:
    """The whole page."""
    style = resources.files("calcanim.gates").joinpath("report.css").read_text("utf-8")
    held = sum(chapter.examination.holds for chapter in chapters)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", "calcanim: the gates"),
        element("style", Html(style)),
    )
    body = element(
        "body",
        element("h1", "The gates"),
        element("p", f"{held} of {len(chapters)} hold."),
        _overview(chapters),
        *map(_section, chapters),
    )
    return f'<!doctype html>\n<html lang="en">{head}{body}</html>\n'


def _overview(chapters: Sequence[Chapter]) -> Html:
    gates = list(dict.fromkeys(r.gate for chapter in chapters for r in chapter.examination.results))
    rows = [
        [
            element("a", chapter.examination.scene, href=f"#{chapter.anchor}"),
            *(_status(chapter.examination, gate) for gate in gates),
            f"{chapter.examination.seconds:.1f} s",
        ]
        for chapter in chapters
    ]
    return table(["Lesson", *gates, "Took"], rows, kind="overview")


def _status(examination: Examination, gate: str) -> str:
    result = next((each for each in examination.results if each.gate == gate), None)
    if result is None:
        return "–"
    count = f" ({len(result.findings)})" if result.findings else ""
    return element("span", f"{result.status}{count}", kind=KINDS[result.status])


def _section(chapter: Chapter) -> Html:
    examined = chapter.examination
    parts = [
        element("h2", examined.scene, " ", element("small", examined.title)),
        *(_blindness(result) for result in examined.results if result.error),
        _contact_sheet(chapter),
    ]
    if examined.findings:
        parts += [element("h3", "Findings"), _findings(examined)]
    if examined.formulas:
        parts += [element("h3", "Formulas"), _formulas(examined.formulas)]
    if chapter.others:
        pictures = [element("img", src=path, alt="", loading="lazy") for path in chapter.others]
        parts += [
            element("h3", f"In the {examined.other_theme} theme"),
            element("div", *pictures, kind="sheet"),
        ]
    return element("section", *parts, id=chapter.anchor)


def _blindness(result: GateResult) -> Html:
    return element("p", f"{result.gate} could not look: {result.error}", kind="bad")


def _contact_sheet(chapter: Chapter) -> Html:
    recording = chapter.examination.recording
    if recording is None:
        return element("p", "It could not be played.", kind="bad")
    captions = dict(enumerate(recording.beats))
    figures = []
    for frame in chapter.frames:
        beat = captions.get(frame.still.beat)
        name, caption = (beat.name, beat.caption) if beat else ("", "")
        said = [element("b", f"{frame.still.time:.1f} s {name}".strip()), " ", caption]
        if frame.numbers:
            said.append(element("span", f" Findings {', '.join(map(str, frame.numbers))}.", kind="bad"))
        picture = element("img", src=frame.marked, alt=caption or name, loading="lazy")
        figures.append(
            element("figure", element("a", picture, href=frame.plain), element("figcaption", *said))
        )
    return element("div", *figures, kind="sheet")


def _findings(examined: Examination) -> Html:
    rows = [
        [str(number), each.gate, f"{each.time:.1f} s", each.beat, each.message]
        for number, each in enumerate(examined.findings, 1)
    ]
    return table(["", "Gate", "Time", "Beat", "Finding"], rows, kind="findings")


def _formulas(formulas: Sequence[Shown]) -> Html:
    rows = [
        [f"{each.time:.1f} s", _text(each.source), each.source.origin, _verdict(each.source)]
        for each in formulas
    ]
    return table(["From", "Shown", "Comes from", "Verdict"], rows, kind="formulas")


def _text(source: Source) -> str:
    return source.text if source.content is Content.PROSE else element("code", source.text)


def _verdict(source: Source) -> Html:
    """The verdict with its evidence; in words where there is none to be had."""
    kind = "good" if may_be_believed(source) else "bad"
    if source.verdict is None:
        said = NO_VERDICT.get(source.content) or ("the math core's own" if kind == "good" else "unchecked")
        return element("span", said, kind="quiet" if source.content is not Content.FORMULA else kind)
    evidence = element("small", f" {source.evidence}") if source.evidence else ""
    return together([element("span", str(source.verdict), kind=kind), evidence])
