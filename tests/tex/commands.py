r"""Commands of all kinds, as they stand in formulas: none of what LaTeX draws may be lost."""

from __future__ import annotations

import json
from pathlib import Path

COUNTED = Path(__file__).with_name("counts.json")
FORMULAS = r"""
\boxed{x}
\tag{1} x
x \label{eq} y
\displaystyle x
\textstyle \sum_i x
\scriptstyle x
\mathbin{x} y
\mathrel{x} y
\mathop{x} y
\mathit{diff}
\mathsf{abc}
\mathtt{abc}
\boldsymbol{x}
\pmb{x}
\operatorname*{argmax}_x f
\stackrel{a}{=}
\underset{x}{y}
\substack{a \\ b}
\sum_{\substack{i \\ j}} x
\overbrace{a+b}^{n}
\underbrace{a+b}_{n}
\overline{x}
\widehat{xyz}
\widetilde{xyz}
\overrightarrow{AB}
\overleftarrow{AB}
\xrightarrow{f}
\xleftarrow[g]{f}
\sideset{}{'}\sum
x'
x''
x'''
f^{(n)}
\hbar
\imath \jmath
\dfrac{a}{b}
\tfrac{a}{b}
\cfrac{a}{b}
\genfrac{(}{)}{0pt}{}{a}{b}
\dbinom{a}{b}
\tbinom{a}{b}
{n \choose k}
\big( x \big)
\Big[ x \Big]
\bigg\{ x \bigg\}
\Bigg| x \Bigg|
\left\lfloor x \right\rfloor
\left\lVert x \right\rVert
\left. \frac{a}{b} \right|_0
\lVert x \rVert
\lvert x \rvert
\|x\|
x \mod y
x \bmod y
x \pmod y
x \pod y
\arg \dim \ker \hom \deg \Pr \sup \inf \limsup \liminf
\sinh \cosh \tanh \coth \csc \sec \cot \arcsin \arccos \arctan
\exp \lg \ln \log \max \min
\hspace{1cm} x
\hphantom{x} y
\vphantom{x} y
\smash{x} y
\mathstrut x
\! x
\enspace x
x \thinspace y
\not\in \not= \nleq \ngeq \nsubseteq \nmid
\because \therefore
\blacksquare \square \Box
\dagger \ddagger \S \P
\copyright
\prime
\backslash
\{ \}
\langle \rangle
\uparrow \downarrow \updownarrow \Uparrow \Downarrow
\nearrow \searrow
\hookrightarrow \rightharpoonup \rightleftharpoons
\leadsto
\longrightarrow \Longrightarrow \longleftrightarrow
\iff \implies \impliedby
\gets \to
\ni \owns
\wp \Re \Im
\aleph \beth
\varepsilon \vartheta \varpi \varrho \varsigma \varphi
\digamma
\eth
\complement
\nexists
\bigoplus \bigotimes \bigodot
\coprod
\iint \iiint \oint
\int\limits_0^1 x
\sum\nolimits_i x
\lim\limits_{x} y
\mathring{x}
\acute{x} \grave{x} \breve{x} \check{x}
\dddot{x}
\dotsb \dotsc \dotsm \dotsi
a \, b \: c \; d
a~b
x\text{ and }y
x\mbox{ and }y
x\textbf{ bold }y
\text{a $x^2$ b}
\textrm{abc}
\mathrm{abc}\,\mathrm{d}x
\begin{aligned} a &= b \\ c &= d \end{aligned}
\begin{split} a &= b \\ c &= d \end{split}
\begin{gathered} a \\ b \end{gathered}
\begin{smallmatrix} a & b \\ c & d \end{smallmatrix}
\begin{Vmatrix} a & b \\ c & d \end{Vmatrix}
\begin{array}{c|c} a & b \\ \hline c & d \end{array}
\begin{array}{l} a \\ bcd \end{array}
\begin{array}{rcl} a & = & b \\ ccc & = & d \end{array}
\begin{cases} a & b \\ c & d \end{cases}
\sqrt[n]{x}
\sqrt x
\frac12
\frac{a}{b}^c
x^2_3
x_a^b
{}_a^b x
x^{y^z}
x_{y_z}
\rule{1em}{1pt}
\mathchoice{a}{b}{c}{d}
\left(\middle|\right)
\left( a \middle| b \right)
\char"41
\mathcal{ABC} \mathbb{NZQRC} \mathfrak{abc}
\hat{\imath}
\vec{AB}
\overset{!}{=}
a \ll b \gg c \lll d
a \sim b \simeq c \cong d \propto e
a \prec b \succ c \preceq d
a \vee b \wedge c \oplus d \ominus e \otimes f \odot g
a \star b \ast c \bullet d \diamond e
\lozenge \bigstar
\triangle \triangledown \triangleleft
\flat \natural \sharp
\heartsuit \spadesuit
\smile \frown
\models \vdash \dashv \Vdash
\top \bot
\angle \measuredangle
\surd
\infty \nabla \partial
\mathbf{0} \mathbf{x} \mathbf{\alpha}
1{,}000
1.5\times 10^{-3}
50\,\%
\$5
\#1
\&
\_
a < b > c
a \leq b \geq c \neq d
a \leqslant b \geqslant c
x := y
f : A \to B
[0, 1)
\left]0, 1\right[
f'(x)^2
\ddot{x}^2
\bar{x}_1
"""
REFUSED = frozenset(
    [
        r"\tag{1} x",
        r"x \label{eq} y",
        r"\mathop{x} y",
        r"\sum\nolimits_i x",
        r"\pmb{x}",
        r"\sideset{}{'}\sum",
        r"\genfrac{(}{)}{0pt}{}{a}{b}",
        r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}",
        r"\rule{1em}{1pt}",
        r"\mathchoice{a}{b}{c}{d}",
        r'\char"41',
    ]
)
"""What is told of, with the way out."""
IN_OTHER_PIECES = {
    r"\mathit{diff}": 4,
    r"\overbrace{a+b}^{n}": 5,
    r"\underbrace{a+b}_{n}": 5,
    r"\overrightarrow{AB}": 3,
    r"\overleftarrow{AB}": 3,
    r"\xrightarrow{f}": 2,
    r"\xleftarrow[g]{f}": 3,
    r"\Bigg| x \Bigg|": 3,
    r"\left. \frac{a}{b} \right|_0": 5,
    r"\hookrightarrow \rightharpoonup \rightleftharpoons": 3,
    r"\longrightarrow \Longrightarrow \longleftrightarrow": 3,
    r"\iff \implies \impliedby": 3,
    r"\iint \iiint \oint": 3,
    r"\begin{Vmatrix} a & b \\ c & d \end{Vmatrix}": 6,
    r"a \sim b \simeq c \cong d \propto e": 9,
    r"\models \vdash \dashv \Vdash": 4,
}
"""How many glyphs there are, where LaTeX puts a long arrow, a brace, a bar or a sign together of more, or two
letters into one."""


def counted() -> dict[str, int]:
    """How many glyphs LaTeX makes of each, kept from the last `python -m benchmarks.latex --write`."""
    kept: dict[str, int] = json.loads(COUNTED.read_text("utf-8"))
    return kept
