"""Small decision trees as data, evaluated in plain Python.

A tree is a leaf (a number) or `[feature, threshold, below, above]`: `below` is used if the feature's value
is at most the threshold. `compiled` turns a list of trees into one function, a sum of conditional
expressions, several times faster than walking the lists.
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
    terms = [_expression(tree, used) for tree in trees]
    features = "".join(f"x{i}, " for i in range(max(used, default=-1) + 1))
    source = f"def score({features}*_): return {' + '.join(terms) or '0.0'}"
    namespace: dict[str, Any] = {}
    exec(compile(source, "<trees>", "exec"), namespace)
    function: Callable[..., float] = namespace["score"]
    return function


def _expression(tree: Tree, used: set[int]) -> str:
    if isinstance(tree, (int, float)):
        return repr(float(tree))
    try:
        feature, threshold, below, above = tree
        feature, threshold = int(feature), float(threshold)
    except (TypeError, ValueError) as error:
        raise ValueError(f"not a tree: {str(tree)[:60]}") from error
    used.add(feature)
    chosen = f"{_expression(below, used)} if x{feature}<={threshold!r} else {_expression(above, used)}"
    return f"({chosen})"
