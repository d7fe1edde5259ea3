"""How a command speaks: quietly while it works, on stderr about itself, one object for a program."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import warnings
from collections.abc import Iterable, Iterator

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


def print_json(document: object, /) -> None:
    """Print one object for a program."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))


def warn(lines: Iterable[str], /) -> None:
    """Print lines on stderr."""
    for line in lines:
        click.echo(line, err=True)
