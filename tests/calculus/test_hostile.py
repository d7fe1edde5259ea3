"""No text is ever executed, and each that is no expression is refused at once, with its place marked."""

from __future__ import annotations

import sys
import time
from ast import literal_eval as literal_value
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from calcanim.calculus.function import Function
from calcanim.calculus.language.tokens import ParseError

HERE = Path(__file__).parent
ATTACKS, MISTAKES = (
    (HERE / name).read_text(encoding="utf-8").strip("\n").split("\n")
    for name in ("attacks.txt", "mistakes.txt")
)
SIZES = [
    "9^9^9^9",
    "9**9**9**9",
    "2^2^2^2^2^2",
    "10^1000",
    "10^10^10",
    "x^99999999",
    "x^-99999999",
    "x^(10^9)",
    "(x+1)^100000",
    "((x^1000)^1000)^1000",
    "x^x^x^x^x^x^x",
    "exp(exp(exp(exp(99))))",
    "exp(1000)",
    "sinh(800)",
    "1.001^100000",
    "(1.0000000001^1000)^1000",
    "1e999",
    "1e-999",
    "1e100000000000",
    "9" * 31,
    "0." + "1" * 400,
    "9" * 10_000,
    "(" * 10_000,
    "(" * 10_000 + "x" + ")" * 10_000,
    "(" * 200 + "x" + ")" * 200,
    "|" * 400,
    "-" * 400 + "x",
    "+" * 499 + "x",
    "sin(" * 60 + "x" + ")" * 60,
    "{" * 300,
    "x^" * 100 + "x",
    "x+" * 249 + "x",
    "x*" * 249 + "x",
    "x " * 250,
    "1/(" * 80 + "x" + ")" * 80,
    "x" * 501,
    "x" * 100,
    " " * 1000,
    "",
    " ",
    "\t",
    "\n",
    "x\n+1",
    "x\x00",
    "\x1b[31mx",
    "\u202ex",
    "x\ud800",
    "a" * 1_000_000,
    "max(" + ",".join("x" * 9) + ")",
]
REFUSED = [*dict.fromkeys([*ATTACKS, *MISTAKES, *SIZES])]
WATCHED = ("exec", "compile", "import", "open", "os.", "subprocess.", "socket.", "shutil.", "ctypes.dlopen")


class Watch:
    """What the interpreter reports while it is on; an audit hook cannot be taken off again."""

    def __init__(self) -> None:
        self.is_on = False
        self.seen: list[str] = []
        sys.addaudithook(self.note)

    def note(self, event: str, _: object) -> None:
        if self.is_on and event.startswith(WATCHED):
            self.seen.append(event)

    @contextmanager
    def on(self) -> Iterator[list[str]]:
        self.seen, self.is_on = [], True
        try:
            yield self.seen
        finally:
            self.is_on = False


WATCH = Watch()
Function.parse("x-1")  # SymPy loads modules of its own with the first sum


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) >= 300


def test_the_watch_sees_what_runs() -> None:
    with WATCH.on() as seen:
        with pytest.raises(FileNotFoundError):
            Path("no such file").read_text(encoding="utf-8")
        literal_value("1")
    assert {"open", "compile"} <= set(seen)


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:40]))
def test_it_is_refused_at_once_and_nothing_runs(text: str) -> None:
    started = time.perf_counter()
    with WATCH.on() as seen, pytest.raises(ParseError) as refusal:
        Function.parse(text)
    assert time.perf_counter() - started < 1
    assert seen == []
    assert 0 <= refusal.value.place <= len(text)
    assert refusal.value.reason and refusal.value.text == text
