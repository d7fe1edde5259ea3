"""What `check` says at its end: a table and lines for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from calcanim.cli.report import path_said

if TYPE_CHECKING:
    from calcanim.gates.examination import Examination
    from calcanim.gates.formulas import Shown
    from calcanim.gates.result import Finding, GateResult


def gate_table(examinations: Sequence[Examination], /) -> Table:
    """Lay examinations out: lesson, what each gate says, time taken."""
    gates = list(dict.fromkeys(result.gate for each in examinations for result in each.results))
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("Lesson", *gates):
        table.add_column(heading.capitalize() if heading != "Lesson" else heading, overflow="fold")
    table.add_column("Took", justify="right", no_wrap=True)
    for each in examinations:
        said = {result.gate: _in_words(result) for result in each.results}
        table.add_row(each.scene, *(said.get(gate, "") for gate in gates), f"{each.seconds:.1f} s")
    return table


def examination_line(examination: Examination, /) -> str:
    """Say how an examination ended in one line."""
    blind = [result.gate for result in examination.results if result.error]
    said = ["all gates hold"] if examination.holds else []
    if examination.findings:
        said.append(_counted(len(examination.findings)))
    if blind:
        said.append(f"could not look: {', '.join(blind)}")
    return f"{examination.scene}: {'; '.join(said)} ({examination.seconds:.1f} s)"


def finding_lines(examination: Examination, /) -> Iterator[str]:
    """Say each finding in one line; and for each reason which gates could not look."""
    reasons = dict.fromkeys(result.error for result in examination.results if result.error)
    for reason in reasons:
        blind = ", ".join(result.gate for result in examination.results if result.error == reason)
        yield _one_line(f"{examination.scene} {blind} could not look: {reason}")
    for each in examination.findings:
        beat = f" [{each.beat}]" if each.beat else ""
        yield _one_line(f"{examination.scene} {each.time:.1f} s{beat} {each.gate}: {each.message}")


def examinations_json(
    examinations: Sequence[Examination], problems: Sequence[str], page: Path | None, /
) -> dict[str, object]:
    """Lay examinations out as one object for a program."""
    return {
        "lessons": [_examination_json(each) for each in examinations],
        "problems": list(problems),
        "report": path_said(page) if page else None,
    }


def _examination_json(examination: Examination) -> dict[str, object]:
    return {
        "class": examination.scene,
        "title": examination.title,
        "file": path_said(examination.file),
        "theme": examination.theme,
        "holds": examination.holds,
        "took": round(examination.seconds, 3),
        "gates": [_result_json(result) for result in examination.results],
        "formulas": [_formula_json(shown) for shown in examination.formulas],
    }


def _result_json(result: GateResult) -> dict[str, object]:
    return {
        "gate": result.gate,
        "status": result.status.value,
        "looked_at": result.looked_at,
        "findings": [_finding_json(finding) for finding in result.findings],
        "error": result.error,
    }


def _finding_json(finding: Finding) -> dict[str, object]:
    around = finding.box
    place = None if around is None else [around.left, around.bottom, around.right, around.top]
    return {
        "time": round(finding.time, 3),
        "beat": finding.beat,
        "message": finding.message,
        "box": None if place is None else [round(side, 4) for side in place],
    }


def _formula_json(shown: Shown) -> dict[str, object]:
    source = shown.source
    return {
        "time": round(shown.time, 3),
        "beat": shown.beat,
        "content": source.content.value,
        "text": source.text,
        "origin": source.origin,
        "verdict": None if source.verdict is None else str(source.verdict),
        "evidence": source.evidence,
    }


def _in_words(result: GateResult) -> str:
    if result.error:
        return "could not look"
    if result.findings:
        return _counted(len(result.findings))
    return "holds" if result.looked_at else "–"


def _counted(count: int) -> str:
    return f"{count} finding{'s' * (count != 1)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
