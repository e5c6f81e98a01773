"""Data in scripts: what frameworks send along for the page to be built from, in the ways they write it.

<script id="__NEXT_DATA__" type="application/json">{"props": …}</script>
<script>window.__STATE__ = {"story": …};</script>
<script>self.__next_f.push([1,"2a:T1b7b,\\u003cp\\u003eThe bridge …"])</script>
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import regex

from ...text.patterns import pattern
from ..markup.nodes import Node, raw_text
from .json_ld import DECODER, parse_json, without_halves
from .limits import Limits, Warn

_SHORTEST = 200  # characters; a shorter script or string holds no article
_MOST_TRIES = 20  # assignments in one script that are tried as JSON
TOO_MANY = f"data beyond {_MOST_TRIES} assignments of a script was not read"

# window.__STATE__ = {"story": …};    var data=[…]    JSON.parse("{\"story\": …}")
_DATA_BEGINS = pattern(r"(?:=\s*+|JSON\.parse\(\s*+)(?=[{\[\"])")
# self.__next_f.push([1,"2:[\"$\",\"article\", …]\n"])
_FLIGHT = pattern(r"__next_f\.push\(\s*+\[\s*+1\s*+,\s*+(?=\")")
# 2a:T1b7b,…text of 0x1b7b bytes    2b:["$","div",…]
_FLIGHT_ROW = pattern(rb"(?P<id>[0-9a-f]{1,8}+):(?:T(?P<size>[0-9a-f]{1,8}+),)?")
_LITERAL = pattern(r'"(?:[^"\\]|\\.){200,}+"', regex.S)


def script_values(scripts: Sequence[Node], limits: Limits, warn: Warn) -> Iterator[Any]:
    """What the scripts hold as JSON, in any of the ways that frameworks write it.

    `warn` hears of what was not read because it is too long or too deep. What scripts assign may come
    deeper than the limit: whoever walks through it ends there.
    """
    left = limits.json_chars
    flight: list[str] = []
    for node in scripts:
        text = raw_text(node).strip()
        if len(text) < _SHORTEST:
            continue
        left -= len(text)
        if left < 0:
            warn(limits.too_long("data in scripts"))
            break
        text = without_halves(text)
        found = _FLIGHT.search(text)
        if found:
            piece = _string(text, found.end())
            if piece:
                flight.append(piece)
        elif text[0] in "{[":
            yield parse_json(text, limits, warn)
        else:
            yield from _assigned(text, limits, warn)
    if flight:
        yield from _flight_rows("".join(flight), limits, warn)


def _string(text: str, at: int) -> str | None:
    """The string whose quotes open here."""
    try:
        value: str = DECODER.raw_decode(text, at)[0]
    except ValueError:
        return None
    return value


def _assigned(text: str, limits: Limits, warn: Warn) -> Iterator[Any]:
    at = found = 0
    for _ in range(_MOST_TRIES):
        begins = _DATA_BEGINS.search(text, at)
        if not begins:
            break
        at = begins.end()
        try:
            value, at = DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            at = max(at, error.pos)  # what was read as far as there holds no other beginning
            continue
        except ValueError:
            break
        except RecursionError:
            warn(limits.too_deep)
            break
        if (value and isinstance(value, (dict, list))) or (isinstance(value, str) and len(value) > _SHORTEST):
            found += 1
            yield value
    if found == _MOST_TRIES and _DATA_BEGINS.search(text, at):  # all data, not program text
        warn(TOO_MANY)
    if not found:  # no JSON, but program text: its long strings
        yield [_string(literal[0], 0) for literal in _LITERAL.finditer(text)]


def _flight_rows(flight: str, limits: Limits, warn: Warn) -> Iterator[Any]:
    """The rows of React's stream: JSON, or text of a length in bytes."""
    data = flight.encode("utf-8", "replace")
    at = 0
    while at < len(data):
        row = _FLIGHT_ROW.match(data, at)
        if row and row["size"]:
            at = row.end()
            end = at + int(row["size"], 16)
            yield data[at:end].decode("utf-8", "replace")
            at = end
            continue
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        if row and data[row.end() : row.end() + 1] in (b"[", b"{"):
            yield parse_json(data[row.end() : end].decode("utf-8", "replace"), limits, warn)
        at = end + 1
