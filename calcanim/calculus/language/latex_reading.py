r"""LaTeX, as this house prints it, back to the tree.

Decided once: a letter of `functions` before a bracket or a prime is a function, another one is a factor.
`\sin\theta` has one symbol for its argument; `\sin 2x` and `\sin\theta^2` are refused, being read in two
ways. `\frac{\partial f}{\partial x}(a, b)` is the derivative at a place, `(x^2)'` and `y'` are derivatives by
x, or by the one letter that there is. Words in `\text{…}` are one name.
"""

from __future__ import annotations

from collections.abc import Iterable

from calcanim.calculus.language.bounds import check_bounds
from calcanim.calculus.language.latex_calculus import LatexCalculus
from calcanim.calculus.language.latex_tokens import LatexError
from calcanim.calculus.language.syntax import Apply, Call, Derivative, Div, Name, Node, Number, Pow, names
from calcanim.calculus.language.tokens import LONGEST_NUMBER, ParseError
from calcanim.calculus.language.vocabulary import CONSTANTS, GREEK_LETTERS, KNOWN, canonical

FUNCTIONS = ("f", "g", "h", "q", "u", "v")

_VARIANTS = {"varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi"}
_GREEK = frozenset(GREEK_LETTERS.values()) | {
    "zeta",
    "iota",
    "upsilon",
    "ell",
    "Omega",
    "Phi",
    "Psi",
    "Gamma",
}
_COMMANDS = {word.latex: name for name, word in KNOWN.items() if word.latex[1:].isalpha() and name != "sqrt"}
_FENCES = {
    r"\lvert": ("abs", r"\rvert"),
    "|": ("abs", "|"),
    r"\lfloor": ("floor", r"\rfloor"),
    r"\lceil": ("ceil", r"\rceil"),
}
_BRACKETS = {"(": ")", "[": "]"}


def read_latex(latex: str, /, *, functions: Iterable[str] = FUNCTIONS) -> Node:
    r"""The tree of a formula; ParseError, in one line, where it cannot be read.

    >>> read_latex(r"\frac{1}{2}\sin^2\theta").left
    Div(left=Number(digits='1'), right=Number(digits='2'))
    >>> read_latex(r"\underset{x \to 0^{+}}{\lim} \frac{1}{x} = \infty").operators
    ('=',)
    """
    reader = _Reader(latex, frozenset(functions))
    found = reader.relation()
    if reader.token.text:
        reader.fail("this is not expected here")
    _refuse_large(found, latex)
    return found


def read_relations(latex: str, /, *, functions: Iterable[str] = FUNCTIONS) -> tuple[Node, ...]:
    r"""The trees of formulas with commas between: `0 < x, x \neq 1`."""
    reader = _Reader(latex, frozenset(functions))
    found = [reader.relation()]
    while reader.accept(",") or reader.token.words in ("and", "for", "if"):
        if reader.token.words:
            reader.advance()
        found.append(reader.relation())
    if reader.token.text:
        reader.fail("this is not expected here")
    for node in found:
        _refuse_large(node, latex)
    return tuple(found)


def _refuse_large(node: Node, latex: str) -> None:
    try:
        check_bounds(node, latex)
    except ParseError as error:
        raise LatexError(error.reason, latex, 0) from None


class _Reader(LatexCalculus):
    """The operands: numbers, names, brackets and functions."""

    def __init__(self, latex: str, functions: frozenset[str]) -> None:
        super().__init__(latex)
        self.functions = functions

    def operand(self) -> Node:
        text = self.token.text
        if text.isdigit() or text == ".":
            return self._number()
        if text == "{":
            return self.group()
        if text in _BRACKETS:
            return self._bracket(_BRACKETS[text])
        if text in _FENCES:
            function, closing = _FENCES[text]
            return Apply(function, (self._bracket(closing),))
        if text.isalpha() and text.isascii():
            return self._named()
        return self._commanded()

    def _commanded(self) -> Node:
        text, words = self.token.text, self.token.words
        if text in (r"\frac", r"\dfrac", r"\tfrac"):
            return self._fraction()
        if text == r"\sqrt":
            return self._root()
        if text in (r"\lim", r"\underset"):
            return self.limit()
        if text in (r"\begin{cases}", r"\begin{pmatrix}"):
            return self.cases() if text == r"\begin{cases}" else self.matrix()
        if text == r"\infty":
            self.advance()
            return Name("infinity")
        known = _COMMANDS.get(text) or (canonical(words) if self.token.command == r"\operatorname" else None)
        return self._named() if known is None else self._known(known)

    def _number(self) -> Number:
        digits = ""
        while self.token.text.isdigit() or (self.sees(".") and "." not in digits and self.ahead(1).isdigit()):
            digits += self.advance().text
        if not digits or len(digits) > LONGEST_NUMBER:
            self.fail("this is not a number of at most 30 digits")
        return Number(digits)

    def _bracket(self, closing: str) -> Node:
        self.advance()
        with self.deeper(in_bars=closing == "|"):
            inner = self.sum()
        self.expect(closing)
        return self._derived(inner) if closing == ")" else inner

    def _derived(self, node: Node) -> Node:
        """What stands before primes, derived by x, or by the one letter that there is."""
        primes = self._primes()
        if not primes:
            return node
        letters = names(node) - CONSTANTS
        if "x" not in letters and len(letters) != 1 and not isinstance(node, Name):
            self.fail("it is not clear by what letter this is derived")
        letter = "x" if "x" in letters or isinstance(node, Name) else next(iter(letters))
        return Derivative(node, (Name(*letter.split("_", 1)),) * primes)

    def _fraction(self) -> Node:
        self.advance()
        derivative = self.fraction()
        if derivative is not None:
            return derivative
        above = self.argument()
        return Div(above, self.argument())

    def _root(self) -> Node:
        self.advance()
        degree: Node = Number("2")
        if self.accept("["):
            degree = self.sum()
            self.expect("]")
        if degree not in (Number("2"), Number("3")):
            self.fail("only square roots and cube roots are known")
        return Apply("sqrt" if degree == Number("2") else "cbrt", (self.argument(),))

    def name(self) -> Name:
        """A letter, Greek or Latin, a word, or a difference, with its subscript."""
        if self.accept("{"):
            found = self.name()
            self.expect("}")
            return found
        piece = self.token
        letter = _letter(piece.text) if not piece.holds_words else _word(piece.words)
        if not letter:
            self.fail("this is not known here" if piece.text else "something is missing at the end")
        self.advance()
        is_change = letter == "Delta" or piece.text == r"\mathrm{d}"
        if is_change and (_letter(self.token.text) or self.sees("{")):
            return Name(letter, self.name().spelling)
        return Name(letter, self._subscript()) if self.accept("_") else Name(letter)

    def _subscript(self) -> str:
        if not self.accept("{"):
            return self.advance().text.lstrip("\\")
        found = ""
        while not self.sees("}", "{", ""):
            piece = self.advance()
            found += piece.words or piece.text.lstrip("\\")
        self.expect("}")
        return found

    def _named(self) -> Node:
        """A variable, or a function of `functions` with its arguments."""
        start = self._at
        found = self.name()
        if found.spelling not in self.functions:
            return self._derived(self._point(found))
        primes, exponent = self._primes(), None
        if self.sees("^") and not self.sees_side():
            self.advance()
            exponent = self.argument()
        if self.sees("("):
            applied = Call(found.spelling, self.arguments(), primes)
            return applied if exponent is None else Pow(applied, exponent)
        if primes:
            self.fail(f"the brackets of {found.spelling}{chr(39) * primes}(…) are missing")
        self._at = start
        return self.name()

    def _point(self, name: Name) -> Node:
        """A variable; before a list in brackets, a point with its coordinates."""
        start = self._at
        if self.sees("(") and name.letter.isupper() and len(name.letter) == 1:
            found = self.arguments()
            if len(found) > 1:
                return Call(name.spelling, found)
            self._at = start
        return name

    def _primes(self) -> int:
        count = 0
        while self.accept("'"):
            count += 1
        if (
            self.sees("^")
            and self.ahead(1) in (r"\prime", "{")
            and r"\prime" in (self.ahead(1), self.ahead(2))
        ):
            self.advance()
            braced = self.accept("{")
            while self.accept(r"\prime"):
                count += 1
            if braced:
                self.expect("}")
        return count

    def _known(self, function: str) -> Node:
        """A known function: `\\sin^2(x)`, `\\sin\\theta`, `\\log_{2}(x)`."""
        self.advance()
        base = (self.argument(),) if function == "log" and self.accept("_") else ()
        primes, exponent = self._primes(), None
        if self.accept("^"):
            exponent = self.argument()
            if not (isinstance(exponent, Number) and exponent.digits.isdigit() and int(exponent.digits)):
                self.fail(f"only a whole number may stand between {function} and its argument")
        arguments = (*self._arguments_or_symbol(), *base)
        least, most = KNOWN[function].least, KNOWN[function].most
        if not least <= len(arguments) <= most:
            self.fail(f"{function} does not take {len(arguments)} argument(s)")
        applied = Apply(function, arguments, primes)
        return applied if exponent is None else Pow(applied, exponent)

    def _arguments_or_symbol(self) -> tuple[Node, ...]:
        """What stands in brackets, which SymPy puts in braces; or one symbol."""
        if self.sees("{") and self.ahead(1) == "(":
            self.advance()
            found = self.arguments()
            self.expect("}")
            return found
        return self.arguments() if self.sees("(") else (self._symbol(),)

    def _symbol(self) -> Node:
        """The argument of a function without brackets: one symbol, after which no doubt is left."""
        if self.token.text.isdigit():
            self.fail("the brackets of this argument are missing")
        found = self.name()
        if self.sees("^", "_", "(", "{") or self.token.text.isalnum() or _letter(self.token.text):
            self.fail("it is not clear what the argument of this function is; write brackets")
        return found

    def arguments(self) -> tuple[Node, ...]:
        self.expect("(")
        with self.deeper():
            found = [self.sum()]
            while self.accept(","):
                found.append(self.sum())
        self.expect(")")
        return tuple(found)


def _letter(text: str) -> str:
    """The letter that a token writes, "" if it writes none."""
    if text.isalpha() and text.isascii():
        return text
    word = text.lstrip("\\")
    word = _VARIANTS.get(word, word)
    return word if text.startswith("\\") and word in _GREEK else ""


def _word(words: str) -> str:
    """Words as one name: `average_slope`."""
    return "_".join(words.split()) if words.replace(" ", "").isalpha() else ""
