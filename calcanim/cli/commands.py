"""The commands: list, params, render; check, cache and preview have files of their own."""

from __future__ import annotations

import sys
from typing import Any

import click

from calcanim import __version__
from calcanim.cli import report
from calcanim.cli.batch import Batch, Outcome, loading_meanwhile
from calcanim.cli.cache import cache
from calcanim.cli.check import check
from calcanim.cli.engines import Engines
from calcanim.cli.options import EPILOG, read_manner, read_options, render_flags
from calcanim.cli.preview import preview
from calcanim.cli.speech import print_event, print_json, quiet, warn
from calcanim.cli.targets import Selection, collect, project_library
from calcanim.rendering.cache import FOLDER
from calcanim.rendering.catalogue import Catalogue
from calcanim.rendering.discover import discover
from calcanim.rendering.match import select_one
from calcanim.rendering.plan import check as check_settings
from calcanim.rendering.plan import outline


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="calcanim")
def cli() -> None:
    """Render animated calculus lessons, and any Manim scene file."""


cli.add_command(check)
cli.add_command(cache)
cli.add_command(preview)


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects for a program.")
def list_command(as_json: bool) -> int:
    """List the lessons, by the parts of the course."""
    with quiet(is_verbose=False, is_json=as_json):
        library = project_library()
    if as_json:
        print_json([report.entry_json(entry) for entry in library.scenes])
    elif library.scenes:
        report.show(report.list_table(library.scenes))
    warn(broken.reason for broken in library.broken)
    return 1 if library.broken else 0


@cli.command()
@click.argument("lesson")
def params(lesson: str) -> int:
    """Show what can be set in LESSON."""
    with quiet(is_verbose=False, is_json=False):
        entry = select_one(project_library(), lesson)
    click.echo(f"{entry.name}: {entry.title} ({report.path_said(entry.file)})")
    if not entry.parameters:
        click.echo("It has no parameters.")
        return 0
    report.show(report.parameter_table(entry))
    first = entry.parameters[0]
    click.echo(f"For example: render {entry.name} --set {first.name}='{first.default}'")
    return 0


@cli.command(epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[LESSON…|FILE.py [SCENE…]]")
@render_flags
@click.pass_obj
def render(engines: Engines, /, names: tuple[str, ...], **asked: Any) -> int:
    """Render lessons by class name, slug or glob; all of them if none is named.

    After a FILE.py come names of its scenes, be they lessons or plain Manim scenes. What was rendered before,
    and would come out the same, is not rendered again.
    """
    events = sys.stdout if asked["as_json"] else None
    options = read_options(asked)
    manner = read_manner(asked, engines.backend)
    catalogue = Catalogue(options.media_dir / FOLDER)
    with (
        quiet(is_verbose=asked["verbose"], is_json=asked["as_json"]),
        loading_meanwhile(names, manner, catalogue),
    ):
        selection = collect(names, catalogue.library if manner.is_cached else discover)
        jobs = outline(selection.scenes, options)
        batch = Batch(options.media_dir, catalogue, manner, events=events)
        outcome = batch.render(jobs, lambda left: check_settings(left, selection.scenes))
    warn(outcome.notes)
    if events:
        problems = _problems(selection, outcome)
        print_event("done", report.results_json(outcome.results, problems, options.media_dir))
    else:
        _tell(outcome, selection)
        if asked["verbose"]:
            warn(filter(None, map(report.drawn_line, outcome.results)))
    if asked["preview"]:
        _open(outcome)
    return _exit_status(outcome, selection)


def _tell(outcome: Outcome, selection: Selection) -> None:
    if outcome.results:
        report.show(report.render_table(outcome.results))
    warn(_problems(selection, outcome))
    warn(f"{r.job.scene} failed: {r.reason}" for r in outcome.results if r.clip is None)
    if outcome.is_interrupted:
        warn(["interrupted; older files are as they were. The same command again renders what is missing"])


def _problems(selection: Selection, outcome: Outcome) -> tuple[str, ...]:
    return tuple(broken.reason for broken in selection.broken) + outcome.problems


def _exit_status(outcome: Outcome, selection: Selection) -> int:
    if outcome.is_interrupted:
        return 130
    return 1 if outcome.has_failed or selection.is_incomplete else 0


def _open(outcome: Outcome) -> None:
    for result in outcome.results:
        if result.clip and click.launch(str(result.clip.file.absolute())) != 0:
            warn([f"no viewer was found for {report.path_said(result.clip.file)}"])
