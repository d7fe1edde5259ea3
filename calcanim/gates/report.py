"""The report: `index.html` in a folder, with its frames beside it; opens from the file system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from calcanim.errors import OutputError
from calcanim.gates.examination import Examination
from calcanim.gates.marked_frames import write_frames, write_stills
from calcanim.gates.report_page import Chapter, page
from calcanim.rendering.reasons import storage_reason
from calcanim.rendering.workspace import put_in_place, workspace


def write_report(examinations: Sequence[Examination], folder: Path, /) -> Path:
    """Write a report on some scenes and give its page; one that was there before stays until it is whole."""
    with workspace(folder) as making:
        made = making / "report"
        try:
            made.mkdir()
            chapters = [
                _chapter(examination, made / anchor)
                for examination, anchor in zip(examinations, _anchors(examinations), strict=True)
            ]
            (made / "index.html").write_text(page(chapters), "utf-8")
            put_in_place(made, folder)
        except OSError as error:
            raise OutputError(f"cannot write the report {folder}: {storage_reason(error)}") from error
    return folder / "index.html"


def _chapter(examination: Examination, folder: Path) -> Chapter:
    frames = write_frames(examination, folder)
    others: tuple[str, ...] = ()
    if frames:
        others = write_stills(examination.other_stills, folder, examination.other_theme or "other")
    return Chapter(folder.name, examination, frames, others)


def _anchors(examinations: Sequence[Examination]) -> list[str]:
    """A name for each, by which it is a folder and a place on the page; two files may hold the same class."""
    seen: Counter[str] = Counter()
    names = []
    for examination in examinations:
        seen[examination.scene] += 1
        count = seen[examination.scene]
        names.append(examination.scene if count == 1 else f"{examination.scene}-{count}")
    return names
