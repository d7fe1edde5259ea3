"""How many lines of every derivation are proved, and why the others are only supported.

python -m benchmarks.proofs            a table
python -m benchmarks.proofs --write    the same, into docs/PROOFS.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from calcanim.calculus import proofs
from calcanim.calculus.proofs.catalogue import PROOFS
from calcanim.calculus.verification.derivation import Derivation, DerivationLine, Verdict

PAGE = Path(__file__).resolve().parents[1] / "docs" / "PROOFS.md"
BEGIN, END = "<!-- the table begins -->", "<!-- the table ends -->"
OTHERS = "other lessons"


def derivations() -> Iterator[tuple[str, Derivation]]:
    """Every derivation that the lessons show on their defaults, with the theorem that it belongs to."""
    for name, theorem in PROOFS.items():
        yield from ((name, derivation) for derivation in theorem.derivations)
    yield OTHERS, proofs.inequalities_for_both_signs()
    yield OTHERS, proofs.square_with_two_points()
    yield OTHERS, proofs.square_with_difference()
    for variable in "xy":
        yield OTHERS, proofs.partial_by_limit(variable)
        yield OTHERS, proofs.partial_by_rules(variable)


def table(found: list[tuple[str, Derivation]]) -> str:
    """Derivations and how sure their lines are, in Markdown."""
    rows = ["| theorem | derivation | lines | proved | supported | conditions |", "|---|---|---|---|---|---|"]
    for name, derivation in found:
        proved, supported = (len(_lines(derivation, v)) for v in (Verdict.PROVED, Verdict.SUPPORTED))
        conditions = ", ".join(f"${condition}$" for condition in derivation.conditions)
        counts = f"{len(derivation.lines)} | {proved} | {supported}"
        rows.append(f"| {name} | {derivation.title} | {counts} | {conditions} |")
    everything = [derivation for _, derivation in found]
    verdicts = (Verdict.PROVED, Verdict.SUPPORTED)
    proved, supported = (sum(len(_lines(each, v)) for each in everything) for v in verdicts)
    total = sum(len(each.lines) for each in everything)
    rows.append(f"| **all** | | **{total}** | **{proved}** | **{supported}** | |")
    return "\n".join(rows)


def reasons(found: list[tuple[str, Derivation]]) -> str:
    """Every line that is not proved, and what speaks for it."""
    lines = [
        f"- {derivation.title}: ${line.latex}$ ({line.reason}) — {line.verdict}: {line.evidence}"
        for _, derivation in found
        for line in derivation.lines
        if line.verdict is not Verdict.PROVED
    ]
    return "\n".join(lines) or "None."


def page_part() -> str:
    """What stands between the marks of the page."""
    found = list(derivations())
    return f"{table(found)}\n\n### Lines that are supported, and not proved\n\n{reasons(found)}"


def holds() -> bool:
    """Whether every line of every derivation is proved or supported."""
    verified = (Verdict.PROVED, Verdict.SUPPORTED)
    return all(line.verdict in verified for _, each in derivations() for line in each.lines)


def _lines(derivation: Derivation, verdict: Verdict) -> list[DerivationLine]:
    return [line for line in derivation.lines if line.verdict is verdict]


def write() -> None:
    """Put the table into the page, between its marks."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{page_part()}\n\n{END}{after}", encoding="utf-8")


@click.command()
@click.option("--write", "is_written", is_flag=True, help="Put the table into docs/PROOFS.md.")
def main(is_written: bool) -> None:
    """Count what is proved; status 1 if a line is refuted or unchecked."""
    click.echo(page_part())
    if is_written:
        write()
    sys.exit(0 if holds() else 1)


if __name__ == "__main__":
    main()
