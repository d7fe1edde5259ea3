"""Kinds of changes to colours and brightness."""

from __future__ import annotations

from typing import Any

import manim as mn
import numpy as np

from benchmarks.kinds import Site, lasting, plant
from calcanim.blocks.theme import Role


@plant
def paint(site: Site, *, color: str = "", role: str = "", opacity: float = 1.0) -> None:
    """Give a thing another colour, by number or by role; its lines stay lines and its areas areas."""
    shade = color or site.scene.theme.color(Role(role))

    def change(thing: Any) -> None:
        for part in thing.get_family():
            if part.get_fill_opacity() > 0:
                part.set_fill(shade, part.get_fill_opacity() * opacity)
            if part.get_stroke_width() > 0 and part.get_stroke_opacity() > 0:
                part.set_stroke(shade, opacity=part.get_stroke_opacity() * opacity)

    if opacity == 1.0:
        lasting(site.thing, change)
    else:
        change(site.thing)


@plant
def towards_background(site: Site, *, share: float) -> None:
    """Mix the colour of a thing with that of the background."""
    ground = mn.ManimColor(site.scene.theme.color(Role.BACKGROUND))
    for part in site.thing.get_family():
        if part.get_fill_opacity() > 0:
            part.set_fill(mn.interpolate_color(part.get_fill_color(), ground, share))
        if part.get_stroke_width() > 0:
            part.set_stroke(mn.interpolate_color(part.get_stroke_color(), ground, share))


@plant
def underlay(site: Site, *, role: str = "", color: str = "", opacity: float = 1.0) -> None:
    """Lay an area behind a thing."""
    shade = color or site.scene.theme.color(Role(role))
    area = mn.Rectangle(width=site.thing.width + 0.3, height=site.thing.height + 0.3, stroke_width=0)
    area.set_fill(shade, opacity).move_to(site.thing).set_z_index(-5)
    site.scene.add(area)
    site.scene.bring_to_back(area)


@plant
def flash(
    site: Site, *, rate: float, seconds: float, role: str = "text", share: float = 0.6, depth: float = 1.0
) -> None:
    """Let an area of a share of the frame's sides go on and off, `rate` times a second."""
    scene = site.scene
    area = mn.Rectangle(width=share * scene.stage.width, height=share * scene.stage.height, stroke_width=0)
    area.set_fill(scene.theme.color(Role(role)), 0)
    scene.add(area)

    def put(drawn: mn.Mobject, progress: float) -> None:
        is_on = (progress * seconds * rate) % 1 >= 0.5 and progress < 1
        drawn.set_fill(opacity=depth if is_on else 0.0)

    play = mn.UpdateFromAlphaFunc(area, put, run_time=seconds, rate_func=mn.linear)
    scene.play(play)
    scene.remove(area)


@plant
def glow(site: Site, *, seconds: float, role: str = "slope", share: float = 0.3) -> None:
    """Let an area brighten and darken once, slowly."""
    scene = site.scene
    area = mn.Rectangle(width=share * scene.stage.width, height=share * scene.stage.height, stroke_width=0)
    area.set_fill(scene.theme.color(Role(role)), 0).set_z_index(-5)
    scene.add(area)

    def put(drawn: mn.Mobject, progress: float) -> None:
        drawn.set_fill(opacity=0.2 * float(np.sin(np.pi * progress)))

    scene.play(mn.UpdateFromAlphaFunc(area, put, run_time=seconds, rate_func=mn.linear))
    scene.remove(area)
