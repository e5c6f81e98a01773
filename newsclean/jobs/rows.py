"""A row of a job's output: an article's fields, where its page came from, and what the page brought along."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
from collections.abc import Container, Iterator
from typing import Any

from ..article import Article
from .inputs import Origin

FIELDS = (*Article.__dataclass_fields__, "text")
_YOURS = "source_"  # before the name of a field that has the name of one of ours
REMOVED = "removed"  # in JSON Lines: blocks that each pass dropped, for `newsclean report`


def beside(origin: Origin, ours: Container[str]) -> dict[str, Any]:
    """What is known of a page without its article: file, row, and what stood beside it."""
    known: dict[str, Any] = {"file": origin.file}
    if origin.row is not None:
        known["row"] = origin.row
    for name, value in _carried(origin.carried):
        known[name_of_yours(name, ours)] = value
    return known


def _carried(carried: Any) -> Iterator[tuple[str, Any]]:
    if carried is None or isinstance(carried, dict):
        yield from (carried or {}).items()
    else:  # a batch of one row
        from ..adapters.arrow import cells

        for name, column in zip(carried.schema.names, carried.columns, strict=True):
            yield name, next(cells(column))


def name_of_yours(name: str, ours: Container[str]) -> str:
    """What a field that stood beside a page is called beside its article."""
    return _YOURS + name if name in ours or name in ("file", "row") else name


def json_line(row: dict[str, Any]) -> bytes:
    """A line of JSON Lines, whatever is in it."""
    try:
        line = json.dumps(row, ensure_ascii=False, default=_plain, allow_nan=False)
    except ValueError:
        line = json.dumps(_finite(row), ensure_ascii=False, default=_plain)
    return f"{line}\n".encode("utf-8", "backslashreplace")


def _plain(value: Any) -> Any:
    """What JSON has no form for: dates in ISO 8601, bytes in base 64, the rest as it is written."""
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)


def _finite(value: Any) -> Any:
    """The value without NaN and infinity, which JSON does not know."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    return list(map(_finite, value)) if isinstance(value, (list, tuple)) else value


def as_text(value: Any) -> str | None:
    """The value as text: JSON, unless it is text already; None stays."""
    if value is None or isinstance(value, str):
        return value
    return json_line(value).decode("utf-8").rstrip("\n")
