"""How a command speaks: quietly while it works, on stderr about itself, one object for a program."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

import click


@contextlib.contextmanager
def quiet(*, is_verbose: bool, is_json: bool) -> Iterator[None]:
    """Keep Manim's messages back unless they are asked for, and stdout free for the one JSON object."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        if is_json:
            stack.enter_context(contextlib.redirect_stdout(sys.stderr))
        if not is_verbose:
            warnings.simplefilter("ignore")
            stack.callback(logging.disable, logging.root.manager.disable)
            logging.disable(logging.CRITICAL)
        yield


@dataclass(frozen=True)
class Settled:
    """Makes a worker process speak as its command does: called in it before anything else."""

    is_verbose: bool
    is_json: bool

    def __call__(self) -> None:
        """Keep messages back unless they are asked for, and stdout free for the command's own."""
        if self.is_json:
            os.dup2(2, 1)
        if not self.is_verbose:
            warnings.simplefilter("ignore")
            logging.disable(logging.CRITICAL)


def print_json(document: object, /) -> None:
    """Print one object for a program."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))


def print_event(event: str, what: Mapping[str, object], /, *, file: TextIO | None = None) -> None:
    """Print one thing that happened as an object in one line, for a program that reads as it goes on."""
    print(json.dumps({"event": event, **what}, ensure_ascii=False), file=file or sys.stdout, flush=True)


def warn(lines: Iterable[str], /) -> None:
    """Print lines on stderr."""
    for line in lines:
        click.echo(line, err=True)
