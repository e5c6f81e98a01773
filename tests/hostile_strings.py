"""Strings made to defeat the package's expressions: runs of their own alphabet without a match at the end."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any

import regex

import newsclean
from newsclean.text.patterns import Pattern

_NOT_FOR_PAGES = (
    "newsclean.scoring.fit",
    "newsclean.adapters",
    "newsclean.display",
    "newsclean.jobs.parquet_output",  # needs an extra
    "newsclean.__main__",
)
_SCANNING = frozenset("search finditer findall sub subn split".split())
_METHODS = _SCANNING | {"match", "fullmatch"}
# passed to a function that uses them like this
_USED_AS = {f"evidence.datelines.days.{name}": {"match"} for name in ("_WITH_WORD", "_WITH_NUMBER")}
_EVERYWHERE = tuple(" aA1.-,:|/\n\t\"'(<>&;@é中")  # what any page may have many of
_SIGNS = set("\\^$.|?*+()[]{}")
_MOST_OF_ITS_OWN = 8  # symbols, and words, that an expression adds to its alphabet


@dataclass(frozen=True)
class Expression:
    """One compiled expression, and how the package uses it."""

    name: str
    compiled: Any
    methods: frozenset[str]

    def run(self, text: str) -> None:
        """Apply the expression to the text in the ways the package does."""
        given: Any = text.encode("utf-8", "replace") if isinstance(self.compiled.pattern, bytes) else text
        if self.methods & _SCANNING:
            for _ in self.compiled.finditer(given):
                pass
        if "match" in self.methods:
            self.compiled.match(given)
        if "fullmatch" in self.methods:
            self.compiled.fullmatch(given)

    def atoms(self) -> list[str]:
        """Return the pieces of the expression's alphabet."""
        source = self.compiled.pattern
        text = source if isinstance(source, str) else source.decode("latin-1")
        letters = [c for c in dict.fromkeys(text) if c not in _SIGNS and not c.isspace()]
        signs = [c for c in letters if not c.isalnum()][:_MOST_OF_ITS_OWN]
        words = sorted(set(regex.findall(r"\p{L}{3,}", text)), key=len)[:_MOST_OF_ITS_OWN]
        return list(dict.fromkeys((*_EVERYWHERE, *signs, *words)))

    def strings(self, length: int, *, pairs: bool) -> Iterator[str]:
        """Yield each atom, and pairs of atoms, repeated, followed once by all atoms."""
        atoms = self.atoms()
        for piece in (*atoms, *(map("".join, permutations(atoms, 2)) if pairs else ())):
            yield piece * (length // len(piece)) + "".join(atoms)


@cache
def expressions() -> tuple[Expression, ...]:
    """Return every expression in the package's modules, also inside tuples and tables."""
    found: dict[tuple[Any, int], Expression] = {}
    for module in _modules():
        used = _methods(module)
        for name, value in list(vars(module).items()):
            if name.startswith("__"):
                continue
            for compiled in _compiled(value):
                full = f"{module.__name__.removeprefix('newsclean.')}.{name}"
                methods = _USED_AS.get(full) or used.get(name, set()) & _METHODS or _METHODS
                found.setdefault(
                    (compiled.pattern, compiled.flags), Expression(full, compiled, frozenset(methods))
                )
    return tuple(found.values())


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(newsclean.__path__, "newsclean."):
        if not info.name.startswith(_NOT_FOR_PAGES):
            yield importlib.import_module(info.name)


def _compiled(value: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, Pattern):
        yield value.compiled()
    elif isinstance(value, (re.Pattern, regex.Pattern)):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for inner in (*value.keys(), *value.values()):
            yield from _compiled(inner, depth + 1)
    elif depth < 3 and isinstance(value, (tuple, list, set, frozenset)):
        for inner in value:
            yield from _compiled(inner, depth + 1)


def _methods(module: ModuleType) -> dict[str, set[str]]:
    """Return the attributes used of each name in a module: `_MARK.match(line)` gives {"match"}."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.setdefault(node.value.id, set()).add(node.attr)
    return found
