"""How many of the planted defects the gates find, and how often they raise a false alarm.

python -m benchmarks.check_gates            all cases, a table, and status 1 below what is asked
python -m benchmarks.check_gates --write    the same, into docs/GATES.md
python -m benchmarks.check_gates --only "A's name lies on the curve"
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from benchmarks.cases import Case, defects, sound_variants
from benchmarks.trials import Trial, control_of, controls_of, tried
from calcanim.gates.examination import GATES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "GATES.md"
BEGIN, END = "<!-- the table begins -->", "<!-- the table ends -->"
LEAST_FOUND, MOST_ALARMS = 0.97, 0.01


@dataclass(frozen=True)
class Score:
    """All trials, by the names of their cases."""

    trials: dict[str, Trial]
    defects: tuple[Case, ...]
    sound: tuple[Case, ...]

    def is_found(self, case: Case) -> bool:
        """Whether a gate found what was planted."""
        return bool(self.trials[case.name].found_by(self.trials[control_of(case).name]))

    @property
    def missed(self) -> list[Case]:
        """The defects that no gate found."""
        return [case for case in self.defects if not self.is_found(case)]

    @property
    def alarms(self) -> list[Case]:
        """The sound variants in which a gate found something, or could not look."""
        trials = ((case, self.trials[case.name]) for case in self.sound)
        return [case for case, trial in trials if trial.findings or trial.trouble]

    @property
    def found_share(self) -> float:
        """Of the defects."""
        return 1 - len(self.missed) / max(1, len(self.defects))

    @property
    def alarm_share(self) -> float:
        """Of the sound variants."""
        return len(self.alarms) / max(1, len(self.sound))

    @property
    def holds(self) -> bool:
        """Whether the gates are as good as is asked of them."""
        return self.found_share >= LEAST_FOUND and self.alarm_share <= MOST_ALARMS


def run(cases: Sequence[Case], console: Console, *, jobs: int) -> dict[str, Trial]:
    """Try all cases, each in a process of its own: what one remembers must not help another."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["benchmarks.trials"])
    trials: dict[str, Trial] = {}
    with context.Pool(jobs, maxtasksperchild=1) as pool:
        for trial in pool.imap_unordered(tried, cases):
            trials[trial.case.name] = trial
            if console.is_terminal:
                console.print(f"{len(trials)}/{len(cases)}  {trial.case.name}", end="\r")
        pool.close()
        pool.join()
    return trials


def table(score: Score) -> str:
    """Gates and how they did, in Markdown."""
    rows = ["| gate | planted | found | missed |", "|---|---|---|---|"]
    for gate in GATES:
        mine = [case for case in score.defects if case.gates[0] == gate]
        found = sum(map(score.is_found, mine))
        rows.append(f"| {gate} | {len(mine)} | {found} | {len(mine) - found} |")
    total, missed = len(score.defects), len(score.missed)
    rows.append(f"| **all** | **{total}** | **{total - missed}** | **{missed}** |")
    count, alarms = len(score.sound), len(score.alarms)
    rows += [
        "",
        f"Found: {score.found_share:.1%} of {total} planted defects ({LEAST_FOUND:.0%} is asked). "
        f"False alarms: {score.alarm_share:.1%} of {count} sound variants, {alarms} in number "
        f"({MOST_ALARMS:.0%} is allowed).",
    ]
    return "\n".join(rows)


def failures(score: Score) -> str:
    """The missed and the false ones, each with what the gates said of it."""
    lines = [line for case in score.missed for line in _told("missed", score.trials[case.name])]
    return "\n".join([*lines, *(x for case in score.alarms for x in _told("false", score.trials[case.name]))])


def _told(word: str, trial: Trial) -> list[str]:
    said = [f"    {each.time:6.1f}  {each.gate}: {each.message}" for each in trial.findings]
    return [f"{word}: {trial.case.name} ({trial.case.lesson})", *said, *_indented(trial.trouble)]


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.splitlines()]


def listed(score: Score) -> str:
    """All cases, in Markdown."""
    lines: list[str] = []
    for gate in GATES:
        lines += ["", f"### Planted for “{gate}”", ""]
        lines += [_entry(case, score) for case in score.defects if case.gates[0] == gate]
    lines += ["", "### Sound variants", "", *(_entry(case, score) for case in score.sound)]
    return "\n".join(lines)


def _entry(case: Case, score: Score) -> str:
    result = ""
    if case.is_defect and not score.is_found(case):
        result = " — **missed**"
    if case in score.alarms:
        result = " — **false alarm**"
    return f"- {case.name} (`{case.lesson}`){result}"


def write(score: Score) -> None:
    """Put the table and the cases into the page, between its marks."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    body = f"{BEGIN}\n\n{table(score)}\n{listed(score)}\n\n{END}"
    PAGE.write_text(before + body + after, encoding="utf-8")


@click.command()
@click.option(
    "--only", default="", help="Only the cases with this text in name, lesson or gates; all findings."
)
@click.option("--write", "is_written", is_flag=True, help="Put the table into docs/GATES.md.")
@click.option("--jobs", default=os.cpu_count() or 1, help="Processes at the same time.")
def main(only: str, is_written: bool, jobs: int) -> None:
    """Measure the gates on the planted defects and the sound variants."""
    console = Console(width=200, soft_wrap=True, highlight=False, markup=False)
    planted, sound = (
        [case for case in each if only in " ".join((case.name, case.lesson, *case.gates))]
        for each in (defects(), sound_variants())
    )
    cases = [*controls_of(planted), *planted, *sound]
    score = Score(run(cases, console, jobs=jobs), tuple(planted), tuple(sound))
    if only:
        for case in cases:
            trial = score.trials[case.name]
            console.print("\n".join(_told(f"{trial.seconds:.1f} s", trial)))
    console.print(failures(score))
    console.print(table(score))
    if is_written:
        write(score)
    sys.exit(0 if score.holds else 1)


if __name__ == "__main__":
    main()
