"""The rows of a job's output: the article's fields, the page's file and row, and its other input fields."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from ..adapters import output_name
from ..formats.plain_data import KEYS
from .inputs import Origin

FIELDS = KEYS  # of `Article.to_dict()`
_ORIGIN = ("file", "row")  # fields of a row that say where its page is
REMOVED = "removed"  # in JSON Lines: blocks dropped by each pass, for `newsclean report`


def source_fields(origin: Origin, taken: Iterable[str]) -> dict[str, Any]:
    """Return the fields that describe a page's origin: file, row, and the other fields of its input row."""
    found: dict[str, Any] = {"file": origin.file}
    if origin.row is not None:
        found["row"] = origin.row
    for name, value in _carried(origin.carried):
        found[carried_name(name, taken)] = value
    return found


def _carried(carried: Any) -> Iterator[tuple[str, Any]]:
    if carried is None or isinstance(carried, dict):
        yield from (carried or {}).items()
    else:  # a batch of one row
        from ..adapters.arrow import cells

        for name, column in zip(carried.schema.names, carried.columns, strict=True):
            yield name, next(cells(column))


def carried_name(name: str, taken: Iterable[str]) -> str:
    """Return the output name of an input field, which avoids the taken names, `file` and `row`."""
    return output_name(name, (*_ORIGIN, *taken))


def json_line(row: dict[str, Any]) -> bytes:
    """Return the row as a line of JSON Lines, whatever values it holds."""
    try:
        line = json.dumps(row, ensure_ascii=False, default=_json_value, allow_nan=False)
    except ValueError:
        line = json.dumps(_finite(row), ensure_ascii=False, default=_json_value)
    return f"{line}\n".encode("utf-8", "backslashreplace")


def _json_value(value: Any) -> Any:
    """Return text for a value that JSON cannot hold: ISO 8601 for dates, base 64 for bytes, else `str`."""
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)


def _finite(value: Any) -> Any:
    """Return the value with None for NaN and infinity, which JSON does not know."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    return list(map(_finite, value)) if isinstance(value, (list, tuple)) else value


def as_text(value: Any) -> str | None:
    """Return the value as text: as JSON, unless it is text already; None stays None."""
    if value is None or isinstance(value, str):
        return value
    return json_line(value).decode("utf-8").rstrip("\n")
