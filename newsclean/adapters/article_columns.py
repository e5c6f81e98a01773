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

_DATELINE = pa.struct(
    [("raw", pa.string()), ("place", pa.string()), ("agency", pa.string()), ("date", pa.string())]
)
_IMAGE = pa.struct(
    [
        ("url", pa.string()),
        ("alt", pa.string()),
        ("caption", pa.string()),
        ("credit", pa.string()),
        ("after", pa.int32()),
    ]
)
_COMMENT = pa.struct([("author", pa.string()), ("published", pa.string()), ("text", pa.string())])
_SPAN = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("mark", pa.string()),
        ("href", pa.string()),
        ("label", pa.string()),
    ]
)
_BLOCK = pa.struct(
    [
        ("id", pa.int32()),
        ("kind", pa.string()),
        ("text", pa.string()),
        ("level", pa.int32()),
        ("marker", pa.string()),
        ("language", pa.string()),
        ("spans", pa.list_(_SPAN)),
        ("line", pa.int32()),
    ]
)

# The keys of `Article.to_dict()`. Dates are ISO 8601 text, because no timestamp type can express that only
# the day is known or that the page gives no time zone; `published_day` is for sorting.
ARTICLE = pa.schema(
    [
        ("schema", pa.int32()),
        ("title", pa.string()),
        ("subtitle", pa.string()),
        ("kicker", pa.string()),
        ("authors", pa.list_(pa.string())),
        ("dateline", _DATELINE),
        ("published", pa.string()),
        ("published_day", pa.date32()),
        ("modified", pa.string()),
        ("language", pa.string()),
        ("direction", pa.string()),
        ("publisher", pa.string()),
        ("section", pa.string()),
        ("tags", pa.list_(pa.string())),
        ("url", pa.string()),
        ("hostname", pa.string()),
        ("description", pa.string()),
        ("license", pa.string()),
        ("images", pa.list_(_IMAGE)),
        ("comments", pa.list_(_COMMENT)),
        ("status", pa.string()),
        ("confidence", pa.float64()),
        ("warnings", pa.list_(pa.string())),
        ("text", pa.string()),
        ("body", pa.list_(_BLOCK)),
    ]
)
ERROR = pa.field("error", pa.struct([("kind", pa.string()), ("message", pa.string()), ("by", pa.string())]))
# One edit. `action`: drop, rewrite or claim. `block`: the id of its block. `field`, `value`: what was
# claimed, with the value as JSON. `text`: the block's new text. `kind`: the block's new kind, if it changed.
_STEP = pa.struct(
    [
        ("by", pa.string()),
        ("action", pa.string()),
        ("block", pa.int32()),
        ("field", pa.string()),
        ("value", pa.string()),
        ("kind", pa.string()),
        ("text", pa.string()),
        ("reason", pa.string()),
        ("evidence", pa.string()),
    ]
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
