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
    return _slice(ast.parse(text))


def slice_for(text: str, scene: str, /) -> Slice:
    """Read what of a file makes this scene; the whole file where that can't be told."""
    tree = ast.parse(text)
    if any(_called(node) & REFLECTION for node in ast.walk(tree)):
        return _slice(tree)
    kept = _kept(tree.body, scene)
    dropped = _names(node for node in tree.body if node not in kept)
    used = _names(kept)
    return _slice(ast.Module([_pruned(node, used, dropped) for node in kept], []))


def _kept(body: list[ast.stmt], scene: str) -> list[ast.stmt]:
    """Everything but what can be left out and is not come to; what is come to may lead to more."""
    optional = {_bound(node): node for node in body if _only_binds(node, body) and _bound(node) != scene}
    kept = [node for node in body if node not in optional.values()]
    while True:
        used = _names(kept)
        reached = [node for name, node in optional.items() if name in used and node not in kept]
        if not reached:
            return [node for node in body if node in kept]
        kept += reached


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


def _names(nodes: Iterable[ast.AST]) -> set[str]:
    """Every name that is met, as one or in a text: an annotation may be a text."""
    found: set[str] = set()
    for node in (part for each in nodes for part in ast.walk(each)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.Constant(value=str() as text):
                found |= set(text.replace("[", " ").replace("]", " ").replace(".", " ").split())
    return found


def _pruned(node: ast.stmt, used: set[str], dropped: set[str]) -> ast.stmt:
    """An import without the names that only what is left out uses; one that nobody uses may do something."""
    if not isinstance(node, ast.Import | ast.ImportFrom) or getattr(node, "module", "") == "__future__":
        return node
    names = [alias for alias in node.names if _own_name(alias) in used or _own_name(alias) not in dropped]
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


def _slice(tree: ast.Module) -> Slice:
    meaning = hashlib.sha256(ast.dump(tree).encode()).hexdigest()
    return Slice(meaning, tuple(dict.fromkeys(_imports(tree))))


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
