"""Small decision trees as data, evaluated in plain Python.

A tree is a leaf (a number) or `[feature, threshold, below, above]`: `below` is used if the feature's value
is at most the threshold. `compiled` turns a list of trees into one function of nested `if`s, several times
faster than walking the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

Tree: TypeAlias = Any  # float | list[int, float, Tree, Tree]: a recursive alias that mypy cannot follow


def compiled(trees: Sequence[Tree]) -> Callable[..., float]:
    """Return a function of a block's features, in order, that returns the sum of the trees' leaves.

    Raises ValueError for a malformed tree; only numbers get into the generated source.
    """
    used: set[int] = set()
    lines: list[str] = []
    for tree in trees:
        _write(tree, 1, lines, used)
    features = "".join(f"x{i}, " for i in range(max(used, default=-1) + 1))
    source = "\n".join([f"def score({features}*_):", " s=0.0", *lines, " return s"])
    namespace: dict[str, Any] = {}
    exec(compile(source, "<trees>", "exec"), namespace)
    function: Callable[..., float] = namespace["score"]
    return function


def _write(tree: Tree, depth: int, lines: list[str], used: set[int]) -> None:
    pad = " " * depth
    if isinstance(tree, (int, float)):
        lines.append(f"{pad}s+={float(tree)!r}")
        return
    try:
        feature, threshold, below, above = tree
        feature, threshold = int(feature), float(threshold)
    except (TypeError, ValueError) as error:
        raise ValueError(f"not a tree: {str(tree)[:60]}") from error
    used.add(feature)
    lines.append(f"{pad}if x{feature}<={threshold!r}:")
    _write(below, depth + 1, lines, used)
    lines.append(f"{pad}else:")
    _write(above, depth + 1, lines, used)
