"""The rules of CONVENTIONS.md that a program can hold, each with a planted breach that shows it can fail."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HOUSE = Path(__file__).parent.parent
ROOMS = ("calcanim", "scenes", "tests", "benchmarks", "render.py")
PRODUCT = ("calcanim", "scenes", "render.py")

TO_DO = re.compile(r"#.*\b(TODO|FIXME|HACK|XXX)\b")
BANNER = re.compile(r"#\s*[-=#*~]{4,}")
MACHINE = re.compile(r"/(root|home|work|Users)/|/tmp/|C:\\|files\.pythonhosted|deb\.debian\.org")
HUES = {
    *("WHITE", "BLACK", "GRAY", "GREY", "RED", "GREEN", "BLUE", "YELLOW", "GOLD"),
    *("ORANGE", "PINK", "PURPLE", "MAROON", "TEAL", "BROWN", "CYAN", "MAGENTA"),
}


@dataclass(frozen=True)
class Source:
    """A Python file of the house."""

    path: str
    text: str

    @cached_property
    def module(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.module))

    def lines(self, pattern: re.Pattern[str]) -> Iterator[int]:
        return (number for number, line in enumerate(self.text.splitlines(), 1) if pattern.search(line))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Each call with the last name of what is called: `os.system(…)` is a call of system."""
        for node in self.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                yield node, node.func.id if isinstance(node.func, ast.Name) else node.func.attr

    def public(self) -> Iterator[ast.FunctionDef | ast.ClassDef]:
        for node in self.module.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield node


@dataclass(frozen=True)
class Rule:
    """What holds in some rooms; `breaches` gives the lines that break it, `planted` is a text that does."""

    name: str
    breaches: Callable[[Source], Iterator[int]]
    planted: str
    rooms: tuple[str, ...] = ROOMS
    but: tuple[str, ...] = ()

    def covers(self, path: str) -> bool:
        return path.startswith(self.rooms) and not path.startswith(self.but or ("\0",))


def long_file(source: Source) -> Iterator[int]:
    return iter([300] if len(source.text.splitlines()) >= 300 else [])


def long_function(source: Source) -> Iterator[int]:
    for function in source.functions():
        documented = ast.get_docstring(function, clean=False) or ""
        first = function.body[1] if documented and len(function.body) > 1 else function.body[0]
        if (function.end_lineno or 0) - first.lineno >= 30:
            yield function.lineno


def vague_module(source: Source) -> Iterator[int]:
    return iter([1] if Path(source.path).stem in {"utils", "util", "helpers", "misc", "common"} else [])


def getter(source: Source) -> Iterator[int]:
    """A name that Manim gave to what is overridden can't be chosen: such a method hands on to `super()`."""
    for function in source.functions():
        if function.name.startswith("get_") and f"super().{function.name}(" not in source.text:
            yield function.lineno


def executed_text(source: Source) -> Iterator[int]:
    for call, name in source.calls():
        bare = isinstance(call.func, ast.Name) and name in {"eval", "exec", "compile", "__import__"}
        symbolic = name in {"sympify", "parse_expr", "parse_latex", "S", "literal_eval"}
        through_shell = name in {"system", "popen"} or any(
            keyword.arg == "shell" for keyword in call.keywords
        )
        if bare or symbolic or through_shell:
            yield call.lineno


def printing(source: Source) -> Iterator[int]:
    return (call.lineno for call, name in source.calls() if name in {"print", "exit", "_exit"})


def undocumented(source: Source) -> Iterator[int]:
    """Modules, public classes and public functions; methods may speak for themselves."""
    if not ast.get_docstring(source.module):
        yield 1
    for node in source.public():
        if not ast.get_docstring(node):
            yield node.lineno


def bare_exemption(source: Source) -> Iterator[int]:
    """An exemption names the rule and goes on with the reason."""
    lines = source.text.splitlines()
    reasoned = re.compile(r"# *noqa: ?[A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*\W+\w+ \w+")
    return (
        number for number in source.lines(re.compile("# *noqa")) if not reasoned.search(lines[number - 1])
    )


def thawed(source: Source) -> Iterator[int]:
    for node in source.public():
        if isinstance(node, ast.ClassDef):
            decorators = [ast.unparse(each) for each in node.decorator_list]
            yield from (
                node.lineno for text in decorators if "dataclass" in text and "frozen=True" not in text
            )


def colour(source: Source) -> Iterator[int]:
    """A colour's number in a string, or a name that Manim exports for one."""
    for node in source.nodes:
        if isinstance(node, ast.Constant) and re.fullmatch(r"'#([0-9a-fA-F]{3,4}){1,2}'", repr(node.value)):
            yield node.lineno
        if isinstance(node, ast.Attribute | ast.Name) and is_hue(ast.unparse(node)):
            yield node.lineno


def is_hue(name: str) -> bool:
    """Whether this is `RED`, `mn.RED` or `manim.DARK_RED_A`."""
    module, _, bare = name.rpartition(".")
    return module in {"", "mn", "manim"} and bare.isupper() and bool(HUES & set(bare.split("_")))


def coordinates(source: Source) -> Iterator[int]:
    """A point written out: three numbers in a list, or in a tuple that ends in 0."""
    point = re.compile(r"\[-?[\d.]+, -?[\d.]+, -?[\d.]+\]|\(-?[\d.]+, -?[\d.]+, 0(\.0)?\)")
    for node in source.nodes:
        if isinstance(node, ast.List | ast.Tuple) and point.fullmatch(ast.unparse(node)):
            yield node.lineno


def placing(source: Source) -> Iterator[int]:
    return (call.lineno for call, name in source.calls() if name in {"array", "move_to", "shift"})


def arithmetic(source: Source) -> Iterator[int]:
    for function in source.functions():
        if sum(isinstance(node, ast.BinOp) for node in ast.walk(function)) > 4:
            yield function.lineno


def paths(source: Source) -> Iterator[int]:
    return (
        call.lineno for call, name in source.calls() if name in {"Path", "open", "read_text", "read_bytes"}
    )


def environment(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
            yield node.lineno


def configuration(source: Source) -> Iterator[int]:
    for node in source.nodes:
        target = node if isinstance(node, ast.Attribute | ast.Subscript) else None
        if (
            target
            and isinstance(target.ctx, ast.Store)
            and re.match(r"(\w+\.)?config[.\[]", ast.unparse(target))
        ):
            yield target.lineno
    yield from (call.lineno for call, name in source.calls() if name == "tempconfig")


def loose_options(source: Source) -> Iterator[int]:
    """Data is positional-only, an option goes by name; nothing can be given both ways."""
    for node in source.public():
        if isinstance(node, ast.FunctionDef) and node.args.args:
            yield node.lineno


def skipping(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in {
            "skip",
            "skipif",
            "xfail",
            "importorskip",
            "skipTest",
        }:
            yield node.lineno


def matching(pattern: re.Pattern[str]) -> Callable[[Source], Iterator[int]]:
    return lambda source: source.lines(pattern)


SELF = ("tests/house_rules.py",)  # it spells what it looks for
DOCSTRING = '"""A room."""\n'
RULES = [
    Rule("a file has fewer than 300 lines", long_file, "x = 1\n" * 300),
    Rule("a function has at most 30 lines", long_function, "def f():\n" + "    x = 1\n" * 31),
    Rule("no module is named for nothing", vague_module, DOCSTRING),
    Rule("no function is named get_", getter, "def get_slope():\n    return 1\n"),
    Rule("nothing is left to do", matching(TO_DO), "x = 1  # TODO: later\n", but=SELF),
    Rule("no banners", matching(BANNER), "# " + "-" * 20 + "\n", but=SELF),
    Rule("no path of one machine, no registry's host", matching(MACHINE), 'where = "/root/x"\n', but=SELF),
    Rule("text is never executed", executed_text, 'sympy.sympify("x")\n', rooms=PRODUCT),
    Rule("no built-in runs text", executed_text, 'eval("x")\n', rooms=PRODUCT),
    Rule("no shell", executed_text, 'run("ls", shell=True)\n', rooms=PRODUCT),
    Rule(
        "only the command line prints and exits",
        printing,
        "print(1)\n",
        rooms=PRODUCT,
        # A process that was forked for one thing ends when it is done.
        but=("calcanim/cli", "calcanim/preview/warm.py"),
    ),
    Rule(
        "what is public has a docstring",
        undocumented,
        DOCSTRING + "def slope():\n    return 1\n",
        rooms=PRODUCT,
    ),
    Rule("an exemption gives its reason", bare_exemption, "import os  # noqa: F401\n", but=SELF),
    Rule(
        "what stands between rooms is frozen", thawed, "@dataclass\nclass Clip:\n    x: int\n", rooms=PRODUCT
    ),
    Rule("scenes name no colour", colour, 'dot.set_color("#ff0000")\n', rooms=("scenes",)),
    Rule(
        "only the theme names colours",
        colour,
        "dot = mn.Dot(color=mn.RED_C)\n",
        ("calcanim",),
        ("calcanim/blocks/theme.py",),
    ),
    Rule("scenes place nothing by hand", placing, "dot.move_to(place)\n", rooms=("scenes",)),
    Rule("scenes hold no coordinates", coordinates, "place = [1.5, 2, 0]\n", rooms=("scenes",)),
    Rule(
        "scenes do no arithmetic",
        arithmetic,
        "def beat():\n    return a * b + c * d - e / f\n",
        rooms=("scenes",),
    ),
    Rule("scenes know no files", paths, 'Path("x")\n', rooms=("scenes",)),
    Rule(
        "only the command line reads the environment",
        environment,
        "os.environ\n",
        PRODUCT,
        # Processes that render are given one: nothing else fixes the order of sets there.
        ("calcanim/cli", "calcanim/rendering/order.py"),
    ),
    Rule(
        "Manim's configuration is written where a lesson is made or rendered",
        configuration,
        "mn.config.frame_rate = 3\n",
        rooms=PRODUCT,
        but=(
            *("calcanim/lesson.py", "calcanim/rendering/manim_backend.py", "calcanim/gates/watch.py"),
            "calcanim/engine/plain.py",
        ),
    ),
    Rule(
        "data by place, options by name",
        loose_options,
        "def slope(f, h=1):\n    return f\n",
        rooms=("calcanim/calculus",),
    ),
    Rule(
        "no test is skipped",
        skipping,
        "@pytest.mark.skip\ndef test_x(): ...\n",
        rooms=("tests",),
        but=SELF,
    ),
]
