"""An Explanation as a pandas DataFrame of blocks and edits. Needs `pip install 'newsclean[pandas]'`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..explanation import Explanation, value_of
from ..model import Claim, Drop, Step

if TYPE_CHECKING:
    from pandas import DataFrame


def frame(explanation: Explanation) -> DataFrame:
    """Return the frame that `Explanation.to_frame` documents."""
    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        raise ImportError("this needs pandas: pip install 'newsclean[pandas]'", name=error.name) from error
    columns = ["edit", "block", "field", "text", "by", "reason", "evidence"]
    table = pd.DataFrame(_rows(explanation), columns=columns)
    return table.astype({"block": "Int64"})


def _rows(explanation: Explanation) -> Iterator[tuple[Any, ...]]:
    steps: dict[int, list[Step]] = {}
    claims: list[tuple[Any, ...]] = []
    for step in explanation.trace:
        edit = step.edit
        if isinstance(edit, Claim):
            reasons = (step.by, edit.reason, str(edit.evidence))
            claims.append(("claim", edit.block, edit.field, value_of(edit), *reasons))
        else:
            steps.setdefault(edit.block, []).append(step)
    for block in explanation.page.blocks:
        touched = steps.get(block.id, [])
        for step in touched:
            name = "drop" if isinstance(step.edit, Drop) else "rewrite"
            yield name, block.id, None, block.text, step.by, step.edit.reason, str(step.edit.evidence)
        if not touched:
            yield "keep", block.id, None, block.text, None, None, None
    yield from claims
