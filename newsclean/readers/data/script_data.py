"""Reads the data in scripts from which frameworks build the page, in all the forms in which they write it.

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
from .json_ld import DECODER, parse_json, without_lone_surrogates
from .limits import Limits, Warn

SHORTEST = 200  # characters; a shorter script, string or attribute has no article
_MOST_TRIES = 20  # assignments per script that are tried as JSON
TOO_MANY = f"data beyond {_MOST_TRIES} assignments in a script was not read"

# window.__STATE__ = {"story": …};    var data=[…]    JSON.parse("{\"story\": …}")
_DATA_START = pattern(r"(?:=\s*+|JSON\.parse\(\s*+)(?=[{\[\"])")
# self.__next_f.push([1,"2:[\"$\",\"article\", …]\n"])
_FLIGHT = pattern(r"__next_f\.push\(\s*+\[\s*+1\s*+,\s*+(?=\")")
# 2a:T1b7b,…0x1b7b bytes of text    2b:["$","div",…]
_FLIGHT_ROW = pattern(rb"(?P<id>[0-9a-f]{1,8}+):(?:T(?P<size>[0-9a-f]{1,8}+),)?")
# All strings of a program, so that text between two strings is not taken for one; no string has a line break.
_STRING = pattern(
    r"""'(?:[^'\\\n]|\\.)*+'|(?P<text>"(?:[^"\\\n]|\\.)*+")|\\.""",
    regex.S,
)


def script_values(scripts: Sequence[Node], limits: Limits, warn: Warn) -> Iterator[Any]:
    """Yield the JSON values in the scripts, in any of the forms that frameworks write.

    `warn` is called with a message about anything too long or too deep to read. Assigned values may be
    deeper than the limit; callers must stop at that depth.
    """
    remaining = limits.json_chars
    flight: list[str] = []
    for node in scripts:
        text = raw_text(node).strip()
        if len(text) < SHORTEST:
            continue
        remaining -= len(text)
        if remaining < 0:
            warn(limits.too_long("data in scripts"))
            break
        text = without_lone_surrogates(text)
        found = _FLIGHT.search(text)
        if found:
            piece = _string_at(text, found.end())
            if piece:
                flight.append(piece)
        elif text[0] in "{[":
            yield parse_json(text, limits, warn)
        else:
            yield from _assigned_values(text, limits, warn)
    if flight:
        yield from _flight_rows("".join(flight), limits, warn)


def _string_at(text: str, at: int) -> str | None:
    """Return the string that starts with the quote at this index, None if it is broken."""
    try:
        value: str = DECODER.raw_decode(text, at)[0]
    except ValueError:
        return None
    return value


def _assigned_values(text: str, limits: Limits, warn: Warn) -> Iterator[Any]:
    at = found = 0
    for _ in range(_MOST_TRIES):
        start = _DATA_START.search(text, at)
        if not start:
            break
        at = start.end()
        try:
            value, at = DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            at = max(at, error.pos)  # no value starts before the error
            continue
        except ValueError:
            break
        except RecursionError:
            warn(limits.too_deep)
            break
        if (value and isinstance(value, (dict, list))) or (isinstance(value, str) and len(value) > SHORTEST):
            found += 1
            yield value
    if found == _MOST_TRIES and _DATA_START.search(text, at):  # data, not program code
        warn(TOO_MANY)
    if not found:  # program code without JSON: take its long strings
        strings = (found["text"] for found in _STRING.finditer(text))
        yield [_string_at(string, 0) for string in strings if string and len(string) > SHORTEST]


def _flight_rows(flight: str, limits: Limits, warn: Warn) -> Iterator[Any]:
    """Yield the rows of React's stream: JSON, or text with its length in bytes."""
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
