"""The error tree. Everything a user can cause is a `CalcanimError`: one clear line, no traceback.

    CalcanimError
    ├── UsageError                  bad use of the command or of an interface: exit status 2
    │   ├── ParseError              a text is not a function; the place is marked (calculus/language/parse.py)
    │   ├── ParameterError          a lesson was given a value that it cannot take
    │   ├── NoSlopeError            a slope was asked for where there is none (calculus/slopes.py)
    │   ├── UnknownSceneError       no such lesson; the nearest name is suggested
    │   └── FormulaError            a formula's LaTeX holds what cannot be set (blocks/formula.py)
    ├── UnverifiedError             a derivation with a refuted or unchecked step was to be shown
    └── OutputError                 a file or folder cannot be written

A traceback means a bug of ours.
"""


class CalcanimError(Exception):
    """Anything that a user can cause; its text says what is wrong and what to do."""


class UsageError(CalcanimError):
    """Bad use: the command ends with exit status 2."""


class ParameterError(UsageError):
    """A lesson was given a value that it cannot take."""


class UnknownSceneError(UsageError):
    """No lesson or scene has this name."""


class FormulaError(UsageError):
    """A formula's LaTeX holds what cannot be set."""


class UnverifiedError(CalcanimError):
    """A step that was not verified was to be shown."""


class OutputError(CalcanimError):
    """A file or folder cannot be written."""
