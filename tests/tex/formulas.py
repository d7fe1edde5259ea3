"""Formulas and texts of all kinds, as authors write them, split in every way that Manim offers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import manim as mn
import numpy as np

MEASURED = Path(__file__).with_name("latex.json")
PARTS = Path(__file__).with_name("parts.json")


@dataclass(frozen=True)
class Case:
    """What a class of Manim's is given."""

    strings: tuple[str, ...]
    kind: str = "MathTex"
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is told apart by."""
        return f"{self.kind}({', '.join(self.strings)}{''.join(f'; {k}' for k in self.given)})"

    def made(self) -> mn.VMobject:
        """Make the mobject, by LaTeX or by what stands in for it."""
        made: mn.VMobject = getattr(mn, self.kind)(*self.strings, **self.given)
        return made


@dataclass(frozen=True)
class Measure:
    """Its size, the boxes of its glyphs in their order, shape (n, 4), and which of these each group has."""

    width: float
    height: float
    boxes: list[list[float]]
    groups: dict[str, list[int]]


def measured(mobject: mn.VMobject, /) -> Measure:
    """Measure a mobject; boxes are left, bottom, right, top from its middle, in Manim's units."""
    glyphs = [part for part in mobject.get_family() if len(part.points)]
    place = {id(glyph): i for i, glyph in enumerate(glyphs)}
    named: dict[str, mn.VGroup] = getattr(mobject, "id_to_vgroup_dict", {})
    groups = {
        name: [place[id(each)] for each in group.get_family() if id(each) in place]
        for name, group in named.items()
        if name.startswith("unique")
    }
    middle = mobject.get_center()
    boxes = [
        np.round([*(g.points.min(axis=0) - middle)[:2], *(g.points.max(axis=0) - middle)[:2]], 4).tolist()
        for g in glyphs
    ]
    return Measure(round(mobject.width, 4), round(mobject.height, 4), boxes, groups)


def by_latex() -> dict[str, Measure]:
    """What LaTeX made of the cases, kept from the last `python -m benchmarks.latex --write`."""
    return {name: Measure(**each) for name, each in json.loads(MEASURED.read_text("utf-8")).items()}


def parts_by_latex() -> dict[str, dict[str, list[int]]]:
    """Which glyphs LaTeX made of each part of a splitting, kept from the last time too."""
    kept: dict[str, dict[str, list[int]]] = json.loads(PARTS.read_text("utf-8"))
    return kept


MATH = r"""
a^2+b^2=c^2
\frac{d}{dx}f(x)
\int_a^b f(x)\,dx = F(b)-F(a)
\sum_{n=1}^\infty \frac{1}{n^2} = \frac{\pi^2}{6}
\lim_{h\to 0}\frac{f(x+h)-f(x)}{h}
\sqrt{x^2+1}+\sqrt[3]{x}
\left(\frac{a}{b}\right)^n
\begin{bmatrix}1 & 2\\3 & 4\end{bmatrix}
\begin{pmatrix}\cos\theta & -\sin\theta\\ \sin\theta & \cos\theta\end{pmatrix}
\begin{vmatrix}a & b\\c & d\end{vmatrix}
\begin{matrix}a & b\\c & d\end{matrix}
\begin{cases}x & x>0\\ -x & x\le 0\end{cases}
\begin{array}{cc} a & b \\ c & d\end{array}
\hat{x}+\vec{v}+\dot{x}+\ddot{x}+\tilde{y}+\bar{z}
\overline{AB}+\underline{x}
\mathbb{R}\subset\mathbb{C}
\mathbf{v}\cdot\mathbf{w}
\mathfrak{g}+\mathcal{L}
\mathrm{d}x + d x
\text{if } x > 0 \text{ then}
\binom{n}{k}
x_1^2 + y_{12}^{34}
x_1 + x_n
\{x \mid x>0\}
|x| \le 1
\alpha\beta\gamma\delta\lambda\mu\pi\rho\sigma\tau\omega
\Gamma\Delta\Theta\Lambda\Sigma\Phi\Psi\Omega
e^{i\pi}+1=0
\nabla\times\mathbf{F} = 0
a \quad b \qquad c\;d
a &= b + c \\ &= d
\operatorname{Re}z
\sin^2\theta+\cos^2\theta=1
\log_2 8 = 3
\overset{a}{b}
x \over y
\langle x,y\rangle
\lfloor x\rfloor+\lceil y\rceil
12.5\%
x \in A \cup B \cap C
A \subseteq B
p \land q \lor \neg r
\forall x\,\exists y
f \colon X \to Y
x \mapsto x^2
a \equiv b \pmod{n}
a \times b \div c \pm d
a \approx b \neq c
\partial_x u
\frac{\partial f}{\partial x}
\frac{1}{1+\frac{1}{x}}
\prod_{i=1}^n x_i
\bigcup_{i} A_i
\oint_C f\,dz
\max_{x} f(x)
x \to \infty
\Rightarrow \Leftarrow \Leftrightarrow
2^{2^{2}}
e^{-x^2/2}
\left[\frac{x^2}{2}\right]_0^1
\left\{\frac{a}{b}\right\}
\ldots + \cdots
\phantom{x}y
\mathrm{sin}\,x
(x+1)^2
\ell + \partial
-1
0123456789
\mathbf{A}\vec{x}=\vec{b}
\det A = ad-bc
^{\circ}
f \circ g \neq \emptyset
{a}_{i} + {x}^{2}
\bar{x} = \frac{\sum_{i=1}^n x_i}{n}
\textstyle \sum_{i} x_i + \|\vec{v}\|
f'(x) = \lim_{h \to 0} \frac{f(x+h) - f(x)}{h}
\frac{dy}{dx} = \frac{dy}{du} \cdot \frac{du}{dx}
y - y_0 = k(x - x_0)
B = \begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}
\nabla f = \left( \frac{\partial f}{\partial x}, \frac{\partial f}{\partial y} \right)
g(x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}
|\vec{u}| = \sqrt{u_1^2 + u_2^2}
w_{n+1} = w_n - \eta\,\nabla C(w_n)
P(A \mid B) = \frac{P(A \cap B)}{P(B)}
\ln(ab) = \ln a + \ln b
"""
TEXT = r"""
Hello world
The horse does not eat cucumber salad.
Let $x^2$ be \textbf{bold} and \emph{it}.
100\% of \$5 \& more
Large {\Large big} small
a \\ bb \\ ccc
$\frac{1}{2}$ and so on
A text that must be broken into lines, since it is longer than the width that LaTeX gives to a line of text
\underline{under} \texttt{code} x\quad y
"""
SPLIT = (
    Case(("a^2", "+", "b^2", "=", "c^2")),
    Case(("{{ a^2 }} + {{ b^2 }} = {{ c^2 }}",)),
    Case((r"\frac{d}{dx}", "f(x)", "g(x)")),
    Case(("e^{i", r"\tau} = 1")),
    Case((r"\int_0^1", "f(x)", r"\,dx")),
    Case((r"\begin{bmatrix}a&b\\c&d\end{bmatrix}", "= A")),
    Case((r"\lim_{x \to 0}", r"{ \sin x", r"\over x }")),
    Case((r"\hat{x}", r"+\sqrt{y}")),
    Case((r"\left(", r"\frac{a}{b}", r"\right)")),
    Case((r"\sum_{i=1}^{n}", "i", "=", r"\frac{n(n+1)}{2}")),
    Case(("a + b",), given={"tex_to_color_map": {"a": "#FF0000", "b": "#0000FF"}}),
    Case(("x = y + x",), given={"substrings_to_isolate": ["x", "y"]}),
    Case((r"\sin(x) + \cos(x)",), given={"substrings_to_isolate": ["x"]}),
    Case(("Hello ", "world, ", "$x^2$"), "Tex"),
    Case(("one two one",), "Tex", {"substrings_to_isolate": ["one"]}),
    Case(("Item one", "Item 2"), "BulletedList"),
    Case(("A title",), "Title"),
)
CASES = (
    *(Case((line,)) for line in MATH.strip().splitlines()),
    *(Case((line,), "Tex") for line in TEXT.strip().splitlines()),
    *SPLIT,
)
DIFFERENT = {
    r"MathTex(\begin{vmatrix}a & b\\c & d\end{vmatrix})": "LaTeX puts tall bars together of pieces",
    r"MathTex(\forall x\,\exists y)": "the signs are wider in New Computer Modern",
    r"MathTex(\bar{x} = \frac{\sum_{i=1}^n x_i}{n})": "Typst leaves more room below an index in a fraction",
    r"MathTex(^{\circ})": "signs are wider in LaTeX's small sizes",
    r"MathTex(\ell + \partial)": "the signs are wider in New Computer Modern",
    r"MathTex(a \times b \div c \pm d)": "the signs stand higher in New Computer Modern",
    r"MathTex(\left[\frac{x^2}{2}\right]_0^1)": "Typst's limits of a tall bracket stand lower",
    r"MathTex(|\vec{u}| = \sqrt{u_1^2 + u_2^2})": "New Computer Modern has one more size of roots",
    r"MathTex(e^{-x^2/2})": "signs are wider in LaTeX's small sizes",
    r"MathTex(\lim_{x \to 0}, { \sin x, \over x })": "Typst leaves no room around a fraction",
}
"""Which of them do not look as LaTeX sets them, and why."""
