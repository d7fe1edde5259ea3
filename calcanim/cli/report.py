"""What a command says at its end: tables for people, JSON for programs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from calcanim.rendering.discover import SceneEntry
from calcanim.rendering.jobs import Result, Status
from calcanim.rendering.manifest import manifest_path

WIDE = 240


def in_words(status: Status, /) -> str:
    """Say how a job ended in one word."""
    return {Status.RENDERED: "rendered", Status.CACHED: "as before", Status.FAILED: "failed"}[status]


def result_line(result: Result, /) -> str:
    """Say how a job ended in one line; why it failed is said once, at the end."""
    if result.clip is None:
        return f"{result.job.scene} failed"
    clip = result.clip
    return f"{clip.scene} {in_words(result.status)}: {path_said(clip.file)}, {clip.frames} frames"


def drawn_line(result: Result, /) -> str:
    """Say in which ways the frames of a lesson were drawn; nothing where that is not known."""
    ways = result.clip.making.ways if result.clip else ()
    said = ", ".join(f"{way.frames} {way.name}" for way in ways)
    return f"{result.job.scene}, frames drawn: {said}" if said else ""


def render_table(results: Sequence[Result], /) -> Table:
    """Lay results out: lesson, file, length, size, time taken, status."""
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("Lesson", "File", "Length", "Size", "Took", "Status"):
        right = heading in ("Length", "Size", "Took")
        table.add_column(heading, justify="right" if right else "left", overflow="fold", no_wrap=right)
    for result in results:
        table.add_row(*_cells(result))
    return table


def results_json(results: Sequence[Result], problems: Sequence[str], media: Path, /) -> dict[str, object]:
    """Lay results out as one object for a program."""
    return {
        "clips": [result_json(result) for result in results],
        "problems": list(problems),
        "manifest": path_said(manifest_path(media)),
    }


def list_table(scenes: Sequence[SceneEntry], /) -> Table:
    """Lay lessons out by the parts of the course: number, class, title, file, parameters."""
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("", "Lesson", "Title", "File", "Parameters"):
        table.add_column(heading, overflow="fold")
    for part, lessons in groupby(scenes, key=lambda entry: entry.part):
        table.add_row("", f"{part}:" if part else "Others:", style="bold")
        for entry in lessons:
            given = ", ".join(f"{p.name}={p.default}" for p in entry.parameters)
            table.add_row(entry.code, entry.name, entry.title, path_said(entry.file), given)
        table.add_section()
    return table


def parameter_table(entry: SceneEntry, /) -> Table:
    """Lay a lesson's parameters out."""
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("Parameter", "Kind", "Default", "Meaning"):
        table.add_column(heading, overflow="fold")
    for p in entry.parameters:
        table.add_row(p.name, p.kind, p.default, p.help)
    return table


def entry_json(entry: SceneEntry, /) -> dict[str, object]:
    """Lay a lesson out as an object for a program."""
    return {
        "class": entry.name,
        "slug": entry.slug,
        "file": path_said(entry.file),
        "title": entry.title,
        "code": entry.code,
        "part": entry.part,
        "section": entry.section,
        "sentence": entry.sentence,
        "parameters": [
            {"name": p.name, "kind": p.kind, "default": p.default, "help": p.help} for p in entry.parameters
        ],
        "themes": list(entry.themes),
        "lesson": entry.is_lesson,
    }


def show(table: Table, /) -> None:
    """Print a table on stdout; where that is no terminal, no path is folded."""
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console = Console(markup=False, highlight=False, width=WIDE)
    console.print(table)


def path_said(path: Path, /) -> str:
    """Name a path as a person would from here."""
    full = path.absolute()
    return os.path.relpath(full) if full.is_relative_to(Path.cwd()) else str(full)


def result_json(result: Result, /) -> dict[str, object]:
    """Lay a result out as an object for a program."""
    clip = result.clip
    return {
        "class": result.job.scene,
        "slug": result.job.slug,
        "status": result.status.value,
        "file": path_said(clip.file) if clip else None,
        "files": [path_said(each.file) for each in result.clips],
        "frames": clip.frames if clip else 0,
        "duration": clip.duration if clip else 0.0,
        "size": clip.size if clip else 0,
        "took": round(result.seconds, 3),
        "reason": result.reason,
    }


def _cells(result: Result) -> tuple[str, ...]:
    took = f"{result.seconds:.1f} s"
    if result.clip is None:
        return result.job.scene, "–", "–", "–", took, in_words(result.status)
    clip = result.clip
    length = f"{clip.duration:.1f} s" if clip.duration else "still"
    return clip.scene, path_said(clip.file), length, size_said(clip.size), took, in_words(result.status)


def size_said(count: int, /) -> str:
    """Say a number of bytes."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"
