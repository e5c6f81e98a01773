"""The columns of an Article in Arrow, and rows that fill them."""

from __future__ import annotations

import json
from typing import Any

from ..article import Article
from ..formats.plain_data import SCHEMA, edit_data
from ..model import Step, Trace
from ..outcome import Failure
from . import extra

with extra("arrow"):
    import pyarrow as pa

SCHEMA_VERSION = str(SCHEMA)

_TEXT, _NUMBER = pa.string(), pa.int32()
_LINES = pa.list_(_TEXT)


def _texts(names: str) -> dict[str, Any]:
    """Return columns of text with these names."""
    return dict.fromkeys(names.split(), _TEXT)


_DATELINE = pa.struct(_texts("raw place agency date"))
_IMAGE = pa.struct({**_texts("url alt caption credit"), "after": _NUMBER})
_COMMENT = pa.struct(_texts("author published text"))
_SPAN = pa.struct({"start": _NUMBER, "end": _NUMBER, **_texts("mark href label")})
_BLOCK = pa.struct(
    {
        "id": _NUMBER,
        **_texts("kind text"),
        "level": _NUMBER,
        **_texts("marker language"),
        "spans": pa.list_(_SPAN),
        "line": _NUMBER,
    }
)

# The keys of `Article.to_dict()`. Dates are ISO 8601 text, because no timestamp type can express that only
# the day is known or that the page gives no time zone; `published_day` is for sorting.
ARTICLE = pa.schema(
    {
        "schema": _NUMBER,
        **_texts("title subtitle kicker"),
        "authors": _LINES,
        "dateline": _DATELINE,
        "published": _TEXT,
        "published_day": pa.date32(),
        **_texts("modified language direction publisher section"),
        "tags": _LINES,
        **_texts("url hostname description license"),
        "images": pa.list_(_IMAGE),
        "comments": pa.list_(_COMMENT),
        "status": _TEXT,
        "confidence": pa.float64(),
        "warnings": _LINES,
        "text": _TEXT,
        "body": pa.list_(_BLOCK),
    }
)
ERROR = pa.field("error", pa.struct(_texts("kind message by")))
# One edit. `action`: drop, rewrite or claim. `block`: the id of its block. `field`, `value`: what was
# claimed, with the value as JSON. `text`: the block's new text. `kind`: the block's new kind, if it changed.
_STEP = pa.struct(
    {**_texts("by action"), "block": _NUMBER, **_texts("field value kind text reason evidence")}
)
TRACE = pa.field("trace", pa.list_(_STEP))


def articles_schema(*, trace: bool = False) -> pa.Schema:
    """Return the schema of the columns that newsclean adds."""
    return pa.schema([*ARTICLE, ERROR, *([TRACE] if trace else [])])


def row_of(article: Article | None, error: Failure | None, trace: Trace | None = None) -> dict[str, Any]:
    """Return a row of `articles_schema` as Python values."""
    row = {} if article is None else article.to_dict() | {"published_day": article.published_day}
    if error is not None:
        row["error"] = {"kind": error.kind, "message": error.message, "by": error.by}
    if trace is not None:
        row["trace"] = list(map(_step, trace))
    return row


def to_batch(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Return rows of Python values as a batch; missing values are null."""
    try:
        return pa.RecordBatch.from_pylist(rows, schema)
    except UnicodeEncodeError:  # half of a surrogate pair, which cannot be encoded
        return pa.RecordBatch.from_pylist([_encodable(row) for row in rows], schema)


def _step(step: Step) -> dict[str, Any]:
    data = edit_data(step)
    if "value" in data:
        data["value"] = json.dumps(data["value"], ensure_ascii=False)
    return data


def _encodable(value: Any) -> Any:
    """Return the value with replacement characters for what cannot be encoded."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_encodable(each) for each in value]
    if isinstance(value, dict):
        return {name: _encodable(each) for name, each in value.items()}
    return value
