"""True formulas such as lessons show, each with what it stands on. To add one, add a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from calcanim.calculus import Constant, Function, Ground, given

f = Function.parse
QUARTIC, SQUARE, WAVE = f("1/4*x^4-x^2+1/2"), f("x^2"), f("sin(2x^2)+1")
SURFACE = f("sin(x*y)")
SECANT: dict[str, Any] = {"Delta_y": "f(x_B) - f(x_A)", "Delta_x": "x_B - x_A"}
POINTS: dict[str, Any] = {"x_A": 1, "y_A": 1, "x_B": 7, "y_B": 4}
SLOPE: dict[str, Any] = {
    "slope": "(y_B - y_A)/(x_B - x_A)",
    "rise": "y_B - y_A",
    "run": "x_B - x_A",
    "Delta_y": "y_B - y_A",
    "Delta_x": "x_B - x_A",
}
CHAIN: dict[str, Any] = {"f": WAVE, "g": f("sin(u)+1"), "h": f("2x^2"), "y": "g(u)", "u": "h(x)"}
ANGLE = "0 < theta < pi/2"


@dataclass(frozen=True)
class Case:
    """A formula, what it stands on, and what stands before it."""

    latex: str
    known: dict[str, Any] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    after: str = ""

    @property
    def ground(self) -> Ground:
        """What it stands on."""
        return given(*self.conditions, **self.known)


def _case(latex: str, *conditions: str, after: str = "", **known: Any) -> Case:
    return Case(latex, known, conditions, after)


TRUE = [
    # functions and their derivatives
    _case("f(x) = x^2", f=SQUARE),
    _case(r"f(x) = \frac{1}{4}x^4-x^2+\frac{1}{2}", f=QUARTIC),
    _case("f'(x) = x^3-2x", f=QUARTIC),
    _case("f''(x) = 3x^2-2", f=QUARTIC),
    _case("f'(x) = 3x^2", f=f("x^3")),
    _case(r"f'(x) = 3x^2-\sin(x)", f=f("x^3+cos(x)")),
    _case(r"f'(x) = 4x\cos(2x^2)", f=WAVE),
    _case(r"f'(x) = \frac{1}{x}", f=f("ln(x)")),
    _case(r"f'(x) = \frac{1}{2\sqrt{x}}", f=f("sqrt(x)")),
    _case(r"f'(x) = \frac{1}{\cos^2(x)}", f=f("tan(x)")),
    _case(r"f'(x) = \operatorname{sign}(x)", f=f("abs(x)")),
    _case(r"f'(x) = \frac{1}{3\left(\sqrt[3]{x}\right)^2}", f=f("cbrt(x)")),
    _case(r"f(x) = \left|x\right|", f=f("abs(x)")),
    _case(
        r"f(x) = \begin{cases} -1 & \text{if } x < 0 \\ 1 & \text{otherwise} \end{cases}",
        f=f("sign(x)*1-(1-abs(sign(x)))*(-1)"),
    ),
    _case("(x^2)' = 2x"),
    _case(r"\frac{\mathrm{d}}{\mathrm{d}x}\left[x^3+\cos(x)\right] = 3x^2-\sin(x)"),
    _case(r"\frac{\mathrm{d}f}{\mathrm{d}x} = f'(x) = 2x", f=SQUARE),
    # the rules, for all functions
    _case(r"\frac{\mathrm{d}}{\mathrm{d}x}\left[g(x)+h(x)\right] = g'(x)+h'(x)"),
    _case(r"\frac{\mathrm{d}}{\mathrm{d}x}\left[g(x)h(x)\right] = g'(x)h(x)+g(x)h'(x)"),
    _case(r"f'(x) = \frac{g'(x)h(x)-g(x)h'(x)}{h(x)^2}", "f(x) = g(x)/h(x)"),
    _case("f'(x) = g'(h(x))h'(x)", "f(x) = g(h(x))"),
    _case(r"\frac{\mathrm{d}}{\mathrm{d}x}\left[x^r\right] = rx^{r-1} \quad \text{for } x > 0"),
    # definitions
    _case(r"f'(x_A) = \underset{x_B \to x_A}{\lim} \frac{f(x_B)-f(x_A)}{x_B-x_A}"),
    _case(r"f'(x) = \underset{\epsilon \to 0}{\lim} \frac{f(x+\epsilon)-f(x)}{\epsilon}"),
    _case(r"f'(-1) = \underset{x_B \to -1}{\lim}\,\frac{f(x_B)-f(-1)}{x_B-(-1)} = -2", f=SQUARE),
    _case(r"= \underset{x_B \to -1}{\lim}\,(x_B-1) = -2", after="f'(-1)", f=SQUARE),
    # one-sided limits
    _case(r"\underset{x_B \to {x_A}^+}{\lim} \frac{\Delta y}{\Delta x} = 1", f=f("abs(x)"), x_A=0, **SECANT),
    _case(r"\underset{x_B \to {x_A}^-}{\lim} \frac{\Delta y}{\Delta x} = -1", f=f("abs(x)"), x_A=0, **SECANT),
    _case(r"\underset{x_B \to x_A}{\lim} \frac{\Delta y}{\Delta x} = 2x_A", f=SQUARE, **SECANT),
    _case(
        r"\underset{x_B \to {x_A}^+}{\lim} \frac{\Delta y}{\Delta x} = \infty",
        f=f("cbrt(x)"),
        x_A=0,
        **SECANT,
    ),
    _case(r"\underset{x \to 0^{-}}{\lim} \frac{1}{x} = -\infty"),
    _case(r"\underset{x \to 0^{+}}{\lim} \sqrt{x} = 0"),
    _case(r"\underset{\theta \to 0}{\lim}\,\frac{\sin(\theta)}{\theta} = 1"),
    _case(r"\underset{n \to \infty}{\lim}\,\left(1+\frac{1}{n}\right)^n = e"),
    _case(r"\frac{f(h)-f(0)}{h} = \frac{1}{h^{2/3}}", "h > 0", f=f("cbrt(x)")),
    # the chain rule
    _case(r"f(x) = g(h(x)) = \sin(2x^2)+1", **CHAIN),
    _case("f'(x) = g'(h(x))h'(x)", **CHAIN),
    _case(
        r"\frac{\mathrm{d}y}{\mathrm{d}x} = \frac{\mathrm{d}y}{\mathrm{d}u}"
        r" \cdot \frac{\mathrm{d}u}{\mathrm{d}x}",
        **CHAIN,
    ),
    _case(
        r"\frac{\mathrm{d}z}{\mathrm{d}x} = \frac{\mathrm{d}z}{\mathrm{d}w}"
        r" \cdot \frac{\mathrm{d}w}{\mathrm{d}x}"
    ),
    _case(r"h'(x) = 2.00", x=Constant.parse("0.5"), **CHAIN),
    _case(r"g'(u) \approx 0.88", x=Constant.parse("0.5"), **CHAIN),
    _case(r"\frac{\mathrm{d}y}{\mathrm{d}u} \approx 0.88", x=Constant.parse("0.5"), **CHAIN),
    _case(r"f'(x) \approx 0.88 \cdot 2.00 \approx 1.76", x=Constant.parse("0.5"), **CHAIN),
    # rise over run
    _case(r"\text{slope} = \frac{\text{rise}}{\text{run}} = \frac{\Delta y}{\Delta x}", **SLOPE),
    _case(
        r"= \frac{y_B-y_A}{x_B-x_A} = \frac{4-1}{7-1} = \frac{3}{6} = \frac{1}{2}",
        after=r"\text{slope}",
        **SLOPE,
        **POINTS,
    ),
    _case("A(1, 1)", **POINTS),
    _case(r"\Delta x \neq 0", "Delta_x != 0"),
    # numbers
    _case(r"\frac{2}{3} \approx 0.667"),
    _case(r"0.1+0.25 = 0.35"),
    _case(r"\eta = 0.01", eta=Constant.parse("0.01")),
    _case(r"\frac{1}{0.0000008} \approx 1.3 \cdot 10^{6}"),
    _case(r"\frac{\pi}{10} \approx 0.31416"),
    _case("f(0.25) = 0.4384765625", f=QUARTIC),
    # several variables
    _case(r"f(x, y) = \sin(xy)", f=SURFACE),
    _case(r"f(x, -1) = -\sin(x)", f=SURFACE),
    _case(r"\frac{\partial f}{\partial x} = y\cos(xy)", f=SURFACE),
    _case(r"\frac{\partial f}{\partial x}(0.1, -1) \approx -0.99500", f=SURFACE),
    _case(
        r"\frac{\partial f}{\partial x} = "
        r"\underset{\epsilon \to 0}{\lim} \frac{f(x+\epsilon, y)-f(x, y)}{\epsilon}",
        f=SURFACE,
    ),
    _case(r"\frac{\partial}{\partial y}\left[\sin(xy)\right] = x\cos(xy)"),
    _case(r"\frac{\partial^2 f}{\partial x\,\partial y} = \cos(xy)-xy\sin(xy)", f=SURFACE),
    # angles and inequalities
    _case(r"\sin^2\theta+\cos^2\theta = 1"),
    _case(r"\sin(2\theta) = 2\sin(\theta)\cos(\theta)"),
    _case(r"A = \frac{1}{2}\sin(\theta)\cos(\theta)", A="1/2*sin(theta)*cos(theta)"),
    _case(r"\cos(\theta) < \frac{\sin(\theta)}{\theta} < \frac{1}{\cos(\theta)}", ANGLE),
    _case(r"\frac{1}{2}\sin(\theta)\cos(\theta) < \frac{\theta}{2} < \frac{1}{2}\tan(\theta)", ANGLE),
    _case(r"\text{for } 0 < \theta < \frac{\pi}{2}", ANGLE),
    _case(
        r"\text{for } -\frac{\pi}{2} < \theta < \frac{\pi}{2}, \theta \neq 0",
        "-pi/2 < theta < pi/2",
        "theta != 0",
    ),
    _case(r"1 \leq \underset{\theta \to 0}{\lim}\,\frac{\sin(\theta)}{\theta} \leq 1"),
    _case("0.23776 < 0.31416 < 0.36327"),
    # what comes next
    _case(r"x \leftarrow x - \eta \, f'(x)", f=SQUARE, next_x="x - eta*f'(x)"),
    _case(r"x \leftarrow x - 2\eta x", f=SQUARE, next_x="x - eta*f'(x)"),
]

FALSE = [
    # not of the form that variants are made of
    _case(r"\text{for } 0 < \theta < \pi", ANGLE),
    _case(r"\text{for } 0 < \theta", ANGLE),
    _case(r"\text{for } 0 < \theta < \frac{\pi}{3}", ANGLE),
    _case(r"\text{for } -\frac{\pi}{2} < \theta < \frac{\pi}{2}", "-pi/2 < theta < pi/2", "theta != 0"),
    _case(r"\cos(\theta) < \frac{\sin(\theta)}{\theta} \quad \text{for } -\pi < \theta < 2\pi"),
    _case("A(1, 2)", **POINTS),
    _case("f'(0) = 0", f=f("abs(x)")),
    _case("f'(x) = 1", f=f("abs(x)")),
    _case("B(4, 7)", **POINTS),
    _case(r"x \leftarrow x + \eta \, f'(x)", f=SQUARE, next_x="x - eta*f'(x)"),
    _case(r"x \leftarrow x - \eta f(x)", f=SQUARE, next_x="x - eta*f'(x)"),
    _case(r"= \frac{4-1}{7-1} = \frac{6}{3}", after=r"\text{slope}", **SLOPE, **POINTS),
    _case(r"= 4x\sin(2x^2)", after="f'(x)", f=WAVE),
    _case(r"\underset{x \to 0}{\lim} \frac{1}{x} = \infty"),
    _case(r"\underset{x_B \to x_A}{\lim} \frac{\Delta y}{\Delta x} = 1", f=f("abs(x)"), x_A=0, **SECANT),
    _case(r"\frac{2}{3} = 0.667"),
    _case(r"\frac{2}{3} \approx 0.66"),
    _case(r"\Delta x = 0", "Delta_x != 0"),
    _case("T(x) = 1"),
    _case(r"\frac{\mathrm{d}y}{\mathrm{d}x} = 0"),
    _case(r"\frac{\partial f}{\partial x} = 0"),
]

BY_NUMBER = {
    # the notebook's mistakes, as formulas, by their numbers in docs/ERRATA.md
    1: [_case("f(x) = \\frac{1}{4}x^4-x^2+5", f=QUARTIC)],
    2: [_case("f'(x) = x^2", f=f("x^3"))],
    3: [_case(r"f(x) = \frac{g'(x)h(x)-g(x)h'(x)}{h(x)^2}", "f(x) = g(x)/h(x)")],
    4: [_case(r"\frac{\mathrm{d}}{\mathrm{d}x}\left[g(x)h(x)\right] = g'(x)h(x)+h(x)g'(x)")],
    5: [
        _case(
            r"\text{for } -\frac{\theta}{2} < \theta < \frac{\pi}{2}", "-pi/2 < theta < pi/2", "theta != 0"
        ),
        _case(r"-\frac{\theta}{2} < \theta < \frac{\pi}{2}", "-pi/2 < theta < pi/2", "theta != 0"),
    ],
    7: [_case(r"\ln(x^r) = r\ln(x)")],
    8: [
        _case(
            r"\frac{g(h(x+\epsilon))-g(h(x))}{\epsilon} = \frac{g(h(x+\epsilon))-g(h(x))}{h(x+\epsilon)-h(x)}"
            r" \cdot \frac{h(x+\epsilon)-h(x)}{\epsilon}"
        )
    ],
    9: [_case("f(x) = f(0)+f'(0)x", f=f("x^4"))],
    10: [
        _case(
            r"\frac{\partial f}{\partial x}\left[\frac{\partial f}{\partial y}\right] = \cos(xy)-xy\sin(xy)",
            f=SURFACE,
        )
    ],
    13: [_case(r"\cos(a+b) = \cos(a)\sin(b)+\sin(a)\cos(b)")],
}
ERRATA = [case for cases in BY_NUMBER.values() for case in cases]
