"""Kinds of changes to numbers and to the places of what is drawn: what is shown is not what was computed."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

from benchmarks.kinds import Site, patch, plant
from calcanim.blocks.plots.plot import Vertical
from calcanim.calculus.slopes import Line
from calcanim.calculus.verification.derivation import Derivation, Draft


@plant
def misread(site: Site, *, of: str = "value", times: float = 1.0, add: float = 0.0) -> None:
    """A live number shows another value than it is given."""
    thing, (name, _, index) = site.thing, of.partition(".")
    held = getattr(thing, name)
    if index:
        values = list(held)
        values[int(index)] = _other(values[int(index)], times, add)
        setattr(thing, name, tuple(values))
    else:
        setattr(thing, name, _other(held, times, add))
    thing.update(0)


def _other(value: Callable[[], float], times: float, add: float) -> Callable[[], float]:
    return lambda: times * value() + add


@plant
def freeze(site: Site) -> None:
    """A live thing no longer follows what it speaks of."""
    for part in site.thing.get_family():
        part.clear_updaters()


@plant
def tilt(site: Site, *, times: float = 1.0, add: float = 0.0, up: float = 0.0) -> None:
    """A straight line gets another slope, or lies higher."""
    thing, own = site.thing, site.thing.line

    def line() -> Line | Vertical | None:
        true = own()
        if not isinstance(true, Line):
            return Vertical(true.x + up) if isinstance(true, Vertical) else None
        x, y = true.through
        return Line.passing((x, y + up), slope=times * true.slope + add)

    thing.line = line
    thing.update(0)


@plant
def misplace(site: Site, *, by: Sequence[float], of: str = "place") -> None:
    """A point, or an end of a segment, is drawn beside its place of the plane."""
    thing, own = site.thing, getattr(site.thing, of)

    def place() -> tuple[float, float]:
        x, y = own()
        return x + by[0], y + by[1]

    setattr(thing, of, place)
    thing.update(0)


@patch
@contextmanager
def miscalculate(*, where: str, times: float = 1.0, add: float = 0.0) -> Iterator[None]:
    """A function, given as `module:name` or `module:Class.name`, returns another number."""
    owner, name = owner_of(where)
    own = getattr(owner, name)
    with mock.patch.object(owner, name, lambda *given, **options: times * own(*given, **options) + add):
        yield


@patch
@contextmanager
def set_to(*, where: str, value: Any) -> Iterator[None]:
    """A constant, given as `module:name`, has another value."""
    owner, name = owner_of(where)
    with mock.patch.object(owner, name, value):
        yield


@patch
@contextmanager
def misderive(*, old: str, new: str, reasons: bool = False) -> Iterator[None]:
    """The lines of derivations, or the reasons beside them, are other ones, and nobody asks for their
    verdicts."""
    own = Derivation.of.__func__  # type: ignore[attr-defined]
    hits: list[Draft] = []

    def changed(draft: Draft) -> Draft:
        hits.extend([draft] * (old in (draft.reason if reasons else draft.text)))
        if reasons:
            return replace(draft, reason=draft.reason.replace(old, new))
        return replace(draft, text=draft.text.replace(old, new))

    def of(cls: Any, title: str, subject: str, /, *drafts: Draft, **options: Any) -> Derivation:
        made: Derivation = own(cls, title, subject, *map(changed, drafts), **options)
        return made

    with (
        mock.patch.object(Derivation, "of", classmethod(of)),
        mock.patch.object(Derivation, "require_verified", lambda self: self),
    ):
        yield
    if not hits:
        raise LookupError(f"no line of a derivation holds {old!r}")


def owner_of(where: str) -> tuple[Any, str]:
    """What holds a name: a module, or a class in it."""
    module, _, way = where.partition(":")
    owner: Any = importlib.import_module(module)
    *inner, name = way.split(".")
    for each in inner:
        owner = getattr(owner, each)
    if not hasattr(owner, name):
        raise LookupError(f"{module} has no {way}")
    return owner, name
