"""Finds the story in the data from which scripts build the page.

Such data also holds settings, labels, other stories and texts of the whole site. The story is in the strings
of one key, in the part of the data that has most of them.

    <div id="app"></div><script id="__NEXT_DATA__" type="application/json">
    {"props": {"story": {"paragraphs": [{"text": "The bridge reopened on Monday …"}, …]}}}</script>
    ->  "The bridge reopened on Monday …", …
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import regex

from ...text.patterns import pattern
from ...text.prose import SENTENCE
from ...text.words import count_words
from ..markup.nodes import Node
from .attribute_data import attribute_values
from .data_text import ANY_TAG, reads_like_text
from .json_ld import parse_json
from .limits import Limits, Warn
from .script_data import script_values

_MOST_VALUES = 200_000
_DEEPEST_STRING = 3  # JSON in a string of JSON in a string …

_MAIN_PART = 0.6  # share of a key's words; if its largest part has so many, the other parts are dropped
_STORY_FROM = 150  # words: texts in paragraphs that all have so many are stories; the first is the page's

TOO_MANY = f"data in scripts beyond {_MOST_VALUES} values was not read"
TOO_DEEP_STRINGS = f"JSON nested in more than {_DEEPEST_STRING} strings of JSON was not read"

_ENDS_PARAGRAPH = pattern(
    r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|tr|table|figure|section|br)\b[^<>]*+>", regex.I
)
_NOT_TEXT = pattern(
    r"<(script|style|figcaption|svg)\b.*?(?:</\1\s*+>|\Z)|<!--.*?(?:-->|\Z)", regex.I | regex.S
)


def story_in_scripts(scripts: Sequence[Node], limits: Limits, warn: Warn) -> list[str]:
    """Return the strings of the story in the scripts' data, each in HTML, Markdown or plain text.

    `warn` is called with a message about data that was not read because of the limits.
    """
    return _story(script_values(scripts, limits, warn), limits, warn)


def story_in_attributes(root: Node, limits: Limits, warn: Warn) -> list[str]:
    """The same for the data in the attributes of a tree's elements."""
    return _story(attribute_values(root, limits, warn), limits, warn)


class _Text(NamedTuple):
    """A string that reads like text, and the lists and objects around it, outermost first."""

    path: tuple[int, ...]
    source: str
    lines: int
    words: int


def _story(values: Iterable[Any], limits: Limits, warn: Warn) -> list[str]:
    """Return the strings of the wordiest key, from the part of the data that has most of its words."""
    keys: dict[str, list[_Text]] = {}
    for key, text in _texts(values, limits, warn):
        keys.setdefault(key, []).append(text)
    texts = max(keys.values(), key=_total_words, default=[])
    depth = 0
    deepest = max((len(text.path) for text in texts), default=0)
    while len(texts) > 1:
        parts: dict[int, list[_Text]] = {}
        for text in texts:
            parts.setdefault(text.path[depth] if depth < len(text.path) else -1, []).append(text)
        largest = max(parts.values(), key=_total_words)
        if _total_words(largest) < _MAIN_PART * _total_words(texts) or depth > deepest:
            break
        texts = largest
        depth += 1
    if texts and all(x.words >= _STORY_FROM and x.lines > 2 for x in texts):
        texts = texts[:1]
    return [text.source for text in texts]


def _total_words(texts: Iterable[_Text]) -> int:
    return sum(text.words for text in texts)


def _texts(values: Iterable[Any], limits: Limits, warn: Warn) -> Iterator[tuple[str, _Text]]:
    """Yield the texts in order, each with its key."""
    waiting: list[tuple[Any, str, tuple[int, ...], int]] = [(v, "", (), 0) for v in values]
    waiting.reverse()
    for count in range(_MOST_VALUES):
        if not waiting:
            break
        value, key, path, strings = waiting.pop()
        if isinstance(value, str):
            if len(value) <= SENTENCE:
                continue
            inner = parse_json(value, limits, warn) if value[0] in "{[" else None
            if isinstance(inner, (dict, list)):
                if strings < _DEEPEST_STRING:
                    waiting.append((inner, key, path, strings + 1))
                else:
                    warn(TOO_DEEP_STRINGS)
                continue
            lines = _lines(value)
            words = sum(map(count_words, lines))
            if words > 1 and reads_like_text(" ".join(lines)):
                yield key, _Text(path, value, len(lines), words if words >= SENTENCE else 0)
        elif value and isinstance(value, (dict, list)):
            if len(path) >= limits.json_depth:
                warn(limits.too_deep)
                continue
            here = (*path, count)
            if isinstance(value, dict):
                waiting.extend((v, k, here, strings) for k, v in reversed(value.items()))
            else:
                waiting.extend((v, key, here, strings) for v in reversed(value))
    if waiting:
        warn(TOO_MANY)


def _lines(text: str) -> list[str]:
    """Return text or HTML as lines, one per paragraph."""
    if "&lt;" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _NOT_TEXT.sub("", text)
        text = ANY_TAG.sub("", _ENDS_PARAGRAPH.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]
