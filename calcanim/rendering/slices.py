"""What of a scene file one of its scenes is made of, and what that imports: read off the text, not run.

Left out is what only binds a name that the scene does not come to: other scenes, functions, plain values, and
the imports that none but those use. Whatever else a file does when it is imported is part of every scene.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

REFLECTION = frozenset(
    {"eval", "exec", "globals", "locals", "vars", "__subclasses__", "__import__", "import_module"}
)
"""Where one of these is met, names may be come to in ways that can't be read off."""


@dataclass(frozen=True)
class Import:
    """One name that is imported: `module` and, after `from`, `name`; `level` counts the dots."""

    module: str
    name: str = ""
    level: int = 0


@dataclass(frozen=True)
class Slice:
    """What a text, or a part of it, says: a digest that comments and layout don't change; and its imports."""

    meaning: str
    imports: tuple[Import, ...]


def whole(text: str, /) -> Slice:
    """Read a whole file; SyntaxError where it is no Python."""
    tree = ast.parse(text)
    return _slice([_digest(node) for node in tree.body], _imports(tree))


class Reading:
    """A scene file, read once for all of its scenes; SyntaxError where it is no Python."""

    def __init__(self, text: str) -> None:
        tree = ast.parse(text)
        self.body = tree.body
        self.digests = [_digest(node) for node in self.body]
        self.names = [_names(node) for node in self.body]
        self.has_reflection = any(_called(node) & REFLECTION for node in ast.walk(tree))
        self.optional = {_bound(node): i for i, node in enumerate(self.body) if _only_binds(node, self.body)}
        optional = set(self.optional.values())
        self.always = [i for i in range(len(self.body)) if i not in optional]
        self.met = set().union(*self.names)

    def slice_for(self, scene: str, /) -> Slice:
        """What of the file makes this scene; the whole file where that can't be told."""
        if self.has_reflection:
            return _slice(self.digests, (each for node in self.body for each in _imports(node)))
        kept = self._kept(scene)
        used = set().union(*(self.names[i] for i in kept))
        pruned = {i: _pruned(self.body[i], used, self.met) for i in kept if _is_import(self.body[i])}
        digests = [_digest(pruned[i]) if i in pruned else self.digests[i] for i in sorted(kept)]
        nodes = (pruned.get(i, self.body[i]) for i in sorted(kept))
        return _slice(digests, (each for node in nodes for each in _imports(node)))

    def _kept(self, scene: str) -> set[int]:
        """Everything but what can be left out and is not come to; what is come to may lead to more."""
        kept: set[int] = set()
        waiting = [*self.always, *([self.optional[scene]] if scene in self.optional else [])]
        while waiting:
            i = waiting.pop()
            if i not in kept:
                kept.add(i)
                waiting += [self.optional[name] for name in self.names[i] if name in self.optional]
        return kept


def _only_binds(node: ast.stmt, body: list[ast.stmt]) -> bool:
    """Whether running this statement does nothing but give a name its meaning."""
    match node:
        case ast.FunctionDef() | ast.ClassDef() if node.decorator_list:
            return False
        case ast.FunctionDef():
            return True
        case ast.ClassDef():
            return _is_scene(node, body)
        case ast.Assign(targets=[ast.Name()]) | ast.AnnAssign(target=ast.Name(), value=ast.expr()):
            return not any(isinstance(part, ast.Call | ast.NamedExpr) for part in ast.walk(node))
    return False


def _is_scene(node: ast.ClassDef, body: list[ast.stmt]) -> bool:
    """Whether a class has a `construct`, of its own or of a base in the same file; a registry has none."""
    if any(isinstance(part, ast.FunctionDef) and part.name == "construct" for part in node.body):
        return not node.keywords
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)} - {node.name}
    classes = [other for other in body if isinstance(other, ast.ClassDef) and other.name in bases]
    return not node.keywords and any(_is_scene(other, body) for other in classes)


def _bound(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def _names(tree: ast.AST) -> set[str]:
    """Every name that is met, as one or in a text: an annotation may be a text."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.Constant(value=str() as text):
                found |= set(text.replace("[", " ").replace("]", " ").replace(".", " ").split())
    return found


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom) and getattr(node, "module", "") != "__future__"


def _pruned(node: ast.stmt, used: set[str], met: set[str]) -> ast.stmt:
    """An import without the names that only what is left out uses; one that nobody uses may do something."""
    assert isinstance(node, ast.Import | ast.ImportFrom)
    names = [alias for alias in node.names if _own_name(alias) in used or _own_name(alias) not in met]
    if not names:
        return ast.Pass()
    if isinstance(node, ast.Import):
        return ast.Import(names)
    return ast.ImportFrom(node.module, names, node.level)


def _own_name(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]


def _called(node: ast.AST) -> set[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return {name}
    return set()


def _slice(digests: Iterable[str], imports: Iterable[Import]) -> Slice:
    meaning = hashlib.sha256(" ".join(digests).encode()).hexdigest()
    return Slice(meaning, tuple(dict.fromkeys(imports)))


def _digest(node: ast.AST) -> str:
    return hashlib.sha256(ast.dump(node).encode()).hexdigest()


def _imports(node: ast.AST) -> Iterator[Import]:
    """Every import, in functions too; but not what is there for type checkers alone."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
            for other in node.orelse:
                yield from _imports(other)
            return
        case ast.Import():
            yield from (Import(alias.name) for alias in node.names)
        case ast.ImportFrom():
            yield from (Import(node.module or "", alias.name, node.level) for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)
