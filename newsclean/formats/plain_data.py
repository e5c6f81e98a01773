"""Converts an Article to dicts, lists, strings and numbers, as JSON and table formats need them, and back.

{"schema": 2, "title": "Bridge reopens", "published": "2024-05-03", …, "text": "The bridge over …",
 "body": [{"id": 7, "kind": "paragraph", "text": "The bridge over …",
           "spans": [{"start": 4, "end": 10, "mark": "link", "href": "https://echo.example/bridge"}]}]}
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from ..article import Article, Comment, Dateline, Image
from ..model import Block, Claim, Drop, Span, Step

SCHEMA = 2
"""The version of the keys and their types. It rises when a key is removed, moves or changes its type, or when
an Article cannot be read back without a new key. Version 1 had no key `schema`."""

_FIELDS = tuple(f.name for f in fields(Article) if f.name != "body")
_AFTER_DAY = _FIELDS.index("published") + 1
KEYS = ("schema", *_FIELDS[:_AFTER_DAY], "published_day", *_FIELDS[_AFTER_DAY:], "text", "body")
"""The keys of an Article as plain data, in their order."""
_TEXTS = tuple(
    "title subtitle kicker language direction publisher section url hostname description license".split()
)
_OPTIONAL = ("level", "marker", "language", "spans", "line")  # keys of a block that are left out if not set


def plain_data(article: Article) -> dict[str, Any]:
    """Return every field of an Article by name, with the schema's version, `published_day` and `text`."""
    return {
        "schema": SCHEMA,
        **{name: _plain(getattr(article, name)) for name in KEYS[1:-1]},
        "body": [_plain_block(block) for block in article.body],
    }


def edit_data(step: Step) -> dict[str, Any]:
    """Return an edit as JSON values.

    `by`: its pass. `action`: drop, rewrite or claim. `block`: the id of its block. `field`, `value`: what was
    claimed. `kind`, `text`: what a rewritten block became. `reason` and `evidence`: why.
    """
    edit = step.edit
    facts: dict[str, Any]
    if isinstance(edit, Claim):
        value = plain_data(Article(**{edit.field: edit.value}))[edit.field]
        action, facts = "claim", {"field": edit.field, "value": value}
    elif isinstance(edit, Drop):
        action, facts = "drop", {}
    else:
        action, facts = "rewrite", {"kind": edit.kind, "text": edit.text}
    why = {"reason": edit.reason, "evidence": str(edit.evidence)}
    return {"by": step.by, "action": action, "block": edit.block, **facts, **why}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, (Comment, Dateline, Image)):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value


def _plain_block(block: Block) -> dict[str, Any]:
    out: dict[str, Any] = {"id": block.id, "kind": block.kind, "text": block.text}
    for name in _OPTIONAL:
        value = getattr(block, name)
        if value:
            out[name] = [_plain_span(span) for span in value] if name == "spans" else value
    return out


def _plain_span(span: Span) -> dict[str, Any]:
    out: dict[str, Any] = {"start": span.start, "end": span.end, "mark": span.mark}
    if span.href:
        out["href"] = span.href
    if span.label:
        out["label"] = span.label
    return out


# --- and back -------------------------------------------------------------------------------------


def article_fields(data: Any) -> dict[str, Any]:
    """Return the fields of the Article in `data`: the result of `plain_data`, or a row of a table.

    Tables may hold None or NaN for absent values, and dates as dates. Raises ValueError if `data` is not an
    article or has a newer schema.
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"not an article: {type(data).__name__}, not a dict")
    _check_schema(data.get("schema"))
    if _is_absent(data.get("body")):
        error = data.get("error")
        if isinstance(error, Mapping):
            raise ValueError(f"not an article: the page has an error: {error.get('kind')}")
        raise ValueError("not an article: no key 'body'")
    found: dict[str, Any] = {name: _text(data, name) for name in _TEXTS}
    found["status"] = _text(data, "status") or "ok"
    confidence = data.get("confidence")
    found["confidence"] = 0.0 if _is_absent(confidence) else _number(confidence, "confidence", float)
    for name in ("authors", "tags", "warnings"):
        found[name] = tuple(_texts(data, name))
    for name in ("published", "modified"):
        found[name] = _date(data.get(name), name)
    dateline = data.get("dateline")
    found["dateline"] = None if _is_absent(dateline) else _dateline(_mapping(dateline, "dateline"))
    found["images"] = tuple(_image(each, name) for name, each in _mappings(data, "images"))
    found["comments"] = tuple(_comment(each, name) for name, each in _mappings(data, "comments"))
    found["body"] = tuple(_block(each, name, n) for n, (name, each) in enumerate(_mappings(data, "body")))
    return found


def _check_schema(version: Any) -> None:
    if _is_absent(version):
        return
    if _number(version, "schema", int) > SCHEMA:
        raise ValueError(
            f"an article of schema {version}: this newsclean reads up to {SCHEMA}; install a newer one"
        )


def _dateline(data: Mapping[str, Any]) -> Dateline:
    date = data.get("date")
    try:
        date = _date(date, "dateline.date")
    except ValueError:  # --05-03: no year
        date = _text(data, "date", "dateline.")
    return Dateline(
        _text(data, "raw", "dateline.") or "",
        _text(data, "place", "dateline."),
        _text(data, "agency", "dateline."),
        date,
    )


def _image(data: Mapping[str, Any], name: str) -> Image:
    url = _text(data, "url", f"{name}.")
    if url is None:
        raise ValueError(f"not an article: {name} has no url")
    alt, caption, credit = (_text(data, key, f"{name}.") for key in ("alt", "caption", "credit"))
    after = data.get("after")
    return Image(
        url, alt, caption, credit, None if _is_absent(after) else _number(after, f"{name}.after", int)
    )


def _comment(data: Mapping[str, Any], name: str) -> Comment:
    text = _text(data, "text", f"{name}.")
    if text is None:
        raise ValueError(f"not an article: {name} has no text")
    return Comment(_text(data, "author", f"{name}."), _date(data.get("published"), f"{name}.published"), text)


def _block(data: Mapping[str, Any], name: str, n: int) -> Block:
    """Return the block. Without an id, as in schema 1, its number in the body is its id."""
    kind: Any = _text(data, "kind", f"{name}.")
    text = _text(data, "text", f"{name}.")
    if kind is None or text is None:
        raise ValueError(f"not an article: {name} has no {'kind' if kind is None else 'text'}")
    return Block(
        _int(data, "id", name, n),
        kind,
        text,
        _int(data, "level", name),
        _text(data, "marker", f"{name}.") or "",
        tuple(_span(each, place) for place, each in _mappings(data, "spans", f"{name}.")),
        _text(data, "language", f"{name}.") or "",
        line=_int(data, "line", name),
    )


def _span(data: Mapping[str, Any], name: str) -> Span:
    mark: Any = _text(data, "mark", f"{name}.")
    if mark is None or _is_absent(data.get("start")) or _is_absent(data.get("end")):
        raise ValueError(f"not an article: {name} lacks start, end or mark")
    href, label = (_text(data, key, f"{name}.") or "" for key in ("href", "label"))
    return Span(_int(data, "start", name), _int(data, "end", name), mark, href, label)


# --- values by type -------------------------------------------------------------------------------


def _is_absent(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _text(data: Mapping[str, Any], key: str, where: str = "") -> str | None:
    value = data.get(key)
    if isinstance(value, str) or value is None:
        return value
    if _is_absent(value):
        return None
    raise ValueError(f"not an article: {where}{key} is {value!r}, not text")


def _texts(data: Mapping[str, Any], key: str) -> Iterator[str]:
    for n, value in enumerate(_items(data, key, key)):
        if not isinstance(value, str):
            raise ValueError(f"not an article: {key}[{n}] is {value!r}, not text")
        yield value


def _mappings(data: Mapping[str, Any], key: str, where: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the dicts of a list, each with its place: `body[3]`."""
    for n, value in enumerate(_items(data, key, f"{where}{key}")):
        name = f"{where}{key}[{n}]"
        yield name, _mapping(value, name)


def _mapping(value: Any, name: str) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise ValueError(f"not an article: {name} is {value!r}, not a dict")


def _items(data: Mapping[str, Any], key: str, name: str) -> Iterable[Any]:
    value = data.get(key)
    if _is_absent(value):
        return ()
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        raise ValueError(f"not an article: {name} is {value!r}, not a list")
    return value


def _int(data: Mapping[str, Any], key: str, where: str, default: int = 0) -> int:
    value = data.get(key)
    return default if _is_absent(value) else _number(value, f"{where}.{key}", int)


def _number(value: Any, name: str, kind: type[Any]) -> Any:
    try:
        number = kind(value)
    except (TypeError, ValueError, OverflowError):
        number = None
    if number is None or isinstance(value, (str, bytes)) or number != value:
        raise ValueError(f"not an article: {name} is {value!r}, not a number")
    return number


def _date(value: Any, name: str) -> dt.date | None:
    """Return a `datetime` if the ISO 8601 text has a time of day, else a `date`."""
    if _is_absent(value):
        return None
    text = value.isoformat() if isinstance(value, dt.date) else value  # of subclasses too, as in pandas
    try:
        return (
            dt.date.fromisoformat(text) if len(text) == len("2024-05-03") else dt.datetime.fromisoformat(text)
        )
    except (TypeError, ValueError):
        raise ValueError(f"not an article: {name} is {value!r}, not a date in ISO 8601") from None
