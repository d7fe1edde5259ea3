"""The page on the proofs says what is true of them now."""

from __future__ import annotations

from benchmarks import proofs as measured


def test_the_page_is_up_to_date() -> None:
    page = measured.PAGE.read_text("utf-8")
    shown = page.partition(measured.BEGIN)[2].partition(measured.END)[0].strip()
    assert shown == measured.page_part(), "run python -m benchmarks.proofs --write"


def test_no_line_is_refuted_or_unchecked() -> None:
    assert measured.holds()


def test_every_supported_line_is_listed_with_its_evidence() -> None:
    found = list(measured.derivations())
    supported = [line for _, each in found for line in each.lines if line.verdict == "supported"]
    listed = measured.reasons(found).splitlines()
    assert len(listed) == len(supported) > 0
    assert all(line.evidence in text for line, text in zip(supported, listed, strict=True))
