"""The animation that brings pieces of several formulas together into one."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.formula import Glyphs


class Gather(mn.AnimationGroup):
    """Copies of pieces travel to the parts of a new formula that they become; the rest appears around them.

    Each piece comes with the name of its part; `arc` is the angle of the arc that they travel on.
    """

    def __init__(
        self,
        pieces: Sequence[tuple[mn.VMobject, str]],
        after: Glyphs,
        *,
        run_time: float = 1.5,
        arc: float = 0.0,
    ) -> None:
        goals = [after.part(name) for _, name in pieces]
        taken = {id(glyph) for goal in goals for glyph in goal}
        rest = mn.VGroup(*(glyph for glyph in after if id(glyph) not in taken))
        self.after = after
        self.travelling = [mn.VGroup(piece.copy()) for piece, _ in pieces]
        moves: list[mn.Animation] = [
            mn.Transform(traveller, mn.VGroup(goal), path_arc=arc)
            for traveller, goal in zip(self.travelling, goals, strict=True)
        ]
        if len(rest):
            moves.append(mn.FadeIn(rest, rate_func=mn.squish_rate_func(mn.smooth, 0.4, 1.0)))
        super().__init__(*moves, run_time=run_time)

    def clean_up_from_scene(self, scene: mn.Scene) -> None:
        """Leave the new formula on the scene, as itself, and nothing else."""
        super().clean_up_from_scene(scene)
        scene.remove(*self.travelling, *self.after.submobjects)
        scene.add(self.after)
