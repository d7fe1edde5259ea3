"""The command `check`: lessons are examined without video, and a report is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from calcanim.cli import report, verdicts
from calcanim.cli.engines import Engines, Examine
from calcanim.cli.options import CHECK_EPILOG, check_flags, read_check_options
from calcanim.cli.speech import print_json, quiet, warn
from calcanim.cli.targets import collect
from calcanim.errors import OutputError
from calcanim.rendering.jobs import RenderJob
from calcanim.rendering.plan import plan
from calcanim.rendering.workspace import check_writable, sweep

if TYPE_CHECKING:
    from calcanim.gates.examination import Examination

FOLDER = "check"


@dataclass(frozen=True)
class Checked:
    """What a check came to; `page` is the report, None if it could not be written."""

    examinations: tuple[Examination, ...]
    page: Path | None = None
    problems: tuple[str, ...] = ()
    is_interrupted: bool = False

    def exit_status(self, *, is_incomplete: bool) -> int:
        """The exit status of the command."""
        if self.is_interrupted:
            return 130
        holds = all(examination.holds for examination in self.examinations)
        return 1 if self.problems or is_incomplete or not holds else 0


@click.command(epilog=CHECK_EPILOG)
@click.argument("names", nargs=-1, metavar="[LESSON…|FILE.py [SCENE…]]")
@check_flags
@click.pass_obj
def check(engines: Engines, /, names: tuple[str, ...], **asked: Any) -> int:
    """Examine lessons without rendering them; all of them if none is named.

    After a FILE.py come names of its scenes, be they lessons or plain Manim scenes.
    """
    as_json: bool = asked["as_json"]
    options = read_check_options(asked)
    with quiet(is_verbose=asked["verbose"], is_json=as_json):
        selection = collect(names)
        jobs = plan(selection.scenes, options)
        checked = _checked(jobs, options.media_dir, engines.examine, is_silent=as_json)
    reasons = tuple(broken.reason for broken in selection.broken)
    checked = replace(checked, problems=reasons + checked.problems)
    if as_json:
        print_json(verdicts.examinations_json(checked.examinations, checked.problems, checked.page))
    else:
        _tell(checked)
    return checked.exit_status(is_incomplete=selection.is_incomplete)


def _checked(
    jobs: tuple[RenderJob, ...], media: Path, examine: Examine | None, *, is_silent: bool
) -> Checked:
    """Examine all; an interrupt leaves the older report."""
    check_writable(media)
    sweep(media)
    done: list[Examination] = []
    try:
        for examination in _examined(jobs, examine, is_silent=is_silent):
            done.append(examination)
        page = _written(done, media)
    except OutputError as error:
        return Checked(tuple(done), problems=(str(error),))
    except KeyboardInterrupt:
        return Checked(tuple(done), is_interrupted=True)
    return Checked(tuple(done), page)


def _examined(
    jobs: tuple[RenderJob, ...], examine: Examine | None, *, is_silent: bool
) -> Iterator[Examination]:
    done = _really_examined(jobs) if examine is None else _examined_with(examine, jobs)
    for number, examination in enumerate(done, 1):
        if not is_silent:
            warn([f"[{number}/{len(jobs)}] {verdicts.examination_line(examination)}"])
        yield examination


def _examined_with(examine: Examine, jobs: tuple[RenderJob, ...]) -> Iterator[Examination]:
    # The gates need Manim, which takes over a second to import: not before there is something to examine.
    from calcanim.gates.batch import examined

    return (examined(job, examine) for job in jobs)


def _really_examined(jobs: tuple[RenderJob, ...]) -> Iterator[Examination]:
    """Examine one lesson in this process, many in as many as there are processors."""
    from calcanim.gates.examine import examine, examine_all

    return examine_all(jobs) if len(jobs) > 1 else _examined_with(examine, jobs)


def _written(examinations: Sequence[Examination], media: Path) -> Path:
    from calcanim.gates.report import write_report

    return write_report(examinations, media / FOLDER)


def _tell(checked: Checked) -> None:
    if checked.examinations:
        report.show(verdicts.gate_table(checked.examinations))
    for examination in checked.examinations:
        for line in verdicts.finding_lines(examination):
            click.echo(line)
    if checked.page:
        click.echo(f"report: {report.path_said(checked.page)}")
    warn(checked.problems)
    if checked.is_interrupted:
        warn(["interrupted; what is not in the table was not examined, and the older report is as it was"])
