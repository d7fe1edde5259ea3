"""Beside a surface and the plane of its tangents: the function, its slopes at A, the plane, live numbers."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.live import ITSELF, ReadBack, Readout
from calcanim.blocks.space.diagonal_picture import DiagonalPicture
from calcanim.blocks.space.directions import Direction
from calcanim.blocks.space.plane_picture import PlanePicture
from calcanim.blocks.space.tangent_plane_picture import TangentPlanePicture
from calcanim.blocks.stage import GAP, Box, Stage
from calcanim.blocks.theme import EM, Role, Size
from calcanim.blocks.writing.breaking import in_lines, is_legible
from calcanim.calculus.tangent_planes import plane_equation, plane_expr
from calcanim.calculus.verification.statement import given
from calcanim.calculus.verification.trials import Ground

_EQUATION = r"""\begin{aligned}
& \part{height}{z = f(x_A, y_A)} \\
& \quad \part{along_x}{+ (x - x_A)\frac{\partial f}{\partial x}(x_A, y_A)} \\
& \quad \part{along_y}{+ (y - y_A)\frac{\partial f}{\partial y}(x_A, y_A)}
\end{aligned}"""
_SHARE = r"\frac{\part{rise}{d}}{\part{run}{w}}"
_QUOTIENT = r"\frac{\part{rise}{\Delta z}}{\part{run}{\Delta s}}"
_PLACES, _FEW = 4, 3  # decimals of the slopes and the plane, and of the gap
_WIDE, _TALL = (0.65, 0.35), (0.8, 0.2)  # shares of the panel: above, and for the slopes at its foot


class PlanePanel:
    """The function at the top of the panel, and the partial derivatives at A, read from the tangents, at its
    foot; where `in_a_row`, side by side on a tall frame."""

    def __init__(
        self,
        stage: Stage,
        picture: PlanePicture,
        *,
        on: Ground,
        places: int = 2,
        in_a_row: bool = False,
    ) -> None:
        self.picture, self.theme, self.ground = picture, picture.theme, on
        is_row = in_a_row and not stage.is_wide
        self.upper, self.lower = stage.panel.rows(*(_TALL if is_row else _WIDE))
        written = in_lines(rf"f(x, y) = {picture.f.latex}", self.upper, theme=self.theme)
        self.function = Formula(written, role=Role.CURVE, theme=self.theme, on=on)
        self.upper.place(self.function, x=-1, y=1)
        slopes = [self._slope_of(way, places) for way in picture.directions]
        if is_row:
            self._beside(slopes)
        else:
            self.lower.stack(slopes, gap=GAP / 2, y=-1)
        self.slopes = mn.VGroup(*slopes)

    @property
    def free(self) -> Box:
        """The upper part below the function."""
        return self.upper.inset(top=self.function.height + GAP)

    def _slope_of(self, way: Direction, places: int) -> Readout:
        slope, drawn = way.secant.slope, {ITSELF: way.reading.slope}
        return Readout(way.name_at, slope, places=places, theme=self.theme, drawn=drawn, on=self.ground)

    def _beside(self, slopes: Sequence[Readout]) -> None:
        """Put both at the foot, in one size and on one baseline."""
        boxes = self.lower.columns(1, 1, gap=GAP / 2)
        boxes[0].fit_alike(slopes)
        for slope, box in zip(slopes, boxes, strict=True):
            box.place(slope, x=-1, y=-1)
        line = max(slope.label.baseline for slope in slopes)
        for slope in slopes:
            slope.shift((line - slope.label.baseline) * mn.UP)

    def _rows(self, rows: Sequence[Readout], box: Box) -> mn.VGroup:
        box.stack(list(rows), gap=GAP / 2)
        return mn.VGroup(*rows)


class TangentPlanePanel(PlanePanel):
    """With the equation of the tangent plane, in letters and in numbers, and how far the surface is from it.

    `equation` has the parts `height`, `along_x` and `along_y`; `is_crowded` where the function must make room
    for it.
    """

    picture: TangentPlanePicture

    def __init__(self, stage: Stage, picture: TangentPlanePicture) -> None:
        (x, y), plane = picture.at, plane_expr(picture.f, picture.plane, picture.at)
        super().__init__(stage, picture, on=given(f=picture.f, x_A=x, y_A=y, z=plane), places=_PLACES)
        self.equation = Formula(_EQUATION, theme=self.theme, on=self.ground)
        self.is_crowded = not is_legible(self.equation, self.free, em=EM[Size.BODY])
        self.room = self.upper if self.is_crowded else self.free
        self.room.place(self.equation, x=-1, y=1)
        printed = plane_equation(picture.plane, places=_PLACES, in_lines=True)
        self.numbers = Formula(printed.latex, theme=self.theme, role=Role.SLOPE, printed=printed)
        self.lower.place(self.numbers, x=-1, y=1)

    def gap_rows(self) -> mn.VGroup:
        """The gap, the window, and the one by the other."""
        gap, theme = self.picture.gap, self.theme
        drawn: dict[str, ReadBack] = {"d": gap.drawn_gap, "w": gap.drawn_window}
        rows = (
            Readout("d", gap.size, places=_FEW, role=Role.RISE, drawn=drawn["d"], theme=theme, figures=2),
            Readout("w", gap.window, role=Role.RUN, drawn=drawn["w"], theme=theme),
            Readout(_SHARE, gap.share, places=_FEW, drawn=drawn, theme=theme),
        )
        return self._rows(rows, self.room)


class DiagonalPanel(PlanePanel):
    """With the equation of the plane of the tangents, and what a walk on the diagonal finds."""

    picture: DiagonalPicture

    def __init__(self, stage: Stage, picture: DiagonalPicture) -> None:
        super().__init__(stage, picture, on=given(f=picture.f), in_a_row=True)
        printed = plane_equation(picture.plane)
        self.equation = Formula(printed.latex, theme=self.theme, role=Role.SLOPE, printed=printed)
        self.free.place(self.equation, x=-1, y=1)
        self.rest = self.free.inset(top=self.equation.height + GAP)

    def walk_rows(self) -> mn.VGroup:
        """How far B is from A over the floor, how much higher it is, and the slope of AB."""
        secant, reading, theme = self.picture.slant.secant, self.picture.slant.reading, self.theme
        drawn = {ITSELF: reading.slope, "Delta_s": reading.run, "Delta_z": reading.rise}
        run, rise = reading.run, reading.rise
        rows = (
            Readout(r"\Delta s", lambda: secant.step.value, role=Role.RUN, drawn=run, theme=theme, figures=2),
            Readout(r"\Delta z", secant.risen, role=Role.RISE, drawn=rise, theme=theme, figures=2),
            Readout(_QUOTIENT, secant.slope, drawn=drawn, theme=theme),
        )
        return self._rows(rows, self.rest)

    def verdict(self) -> Prose:
        """What f does on the diagonal that the plane does not."""
        walk = self.picture.diagonal
        words = Prose(walk.sentence, theme=self.theme, size=Size.BODY, width=self.upper.width, printed=walk)
        return self.rest.place(words, x=-1, y=1)
