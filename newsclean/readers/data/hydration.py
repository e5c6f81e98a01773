"""Reads the article from JSON-LD, or from the data in scripts, if the page itself shows none.

This is done only where the page itself has almost no text: many pages have such data beside their
text, and there it is often cut short. The blocks are in a Container `script`, so passes can tell.

    <div id="app"></div><script id="__NEXT_DATA__" type="application/json">
    {"props": {"story": {"paragraphs": [{"text": "The bridge reopened on Monday …"}, …]}}}</script>
    ->  paragraph "The bridge reopened on Monday …", …
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import regex

from ...model import Block, Container, Kind
from ...text.patterns import pattern
from ...text.prose import SENTENCE
from ...text.words import count_words
from ..markup.nodes import Node
from .json_ld import parse_json
from .limits import Limits, Warn
from .script_data import script_values

_NO_ARTICLE_UNDER = 60  # words of prose: a page with fewer shows no article of its own
_TIMES_OWN = 3  # the data must have this many times the words of the page's own prose
_FEWEST = 60  # words: script data with fewer is not an article

_MOST_VALUES = 200_000
_DEEPEST_STRING = 3  # JSON in a string of JSON in a string …

_MAIN_PART = 0.6  # share of a key's words; if its largest part has so many, the other parts are dropped
_STORY_FROM = 150  # words: texts in paragraphs that all have so many are stories; the first is the page's
_MOSTLY_LETTERS = 0.7  # share of letters and spaces in text of any language; in paths and styles it is half

TOO_MANY = f"data in scripts beyond {_MOST_VALUES} values was not read"
TOO_DEEP_STRINGS = f"JSON nested in more than {_DEEPEST_STRING} strings of JSON was not read"
FROM_DATA = "the text was taken from the page's data because the page itself shows almost none"

_ENDS_PARAGRAPH = pattern(
    r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|tr|table|figure|section|br)\b[^<>]*+>", regex.I
)
_HEADING = pattern(r"<h[1-6]\b[^<>]*+>(?P<text>(?:[^<]++|<(?!/?h[1-6]\b))*+)</h[1-6]>", regex.I)
_NOT_TEXT = pattern(
    r"<(script|style|figcaption|svg)\b.*?(?:</\1\s*+>|\Z)|<!--.*?(?:-->|\Z)", regex.I | regex.S
)
_TAG = pattern(r"</?[a-z][^<>]*+>", regex.I)
_HEADING_MARK = "\x01"
_LETTER = pattern(r"[\p{L}\p{M}\s]")
# .lead{color:red}   function(e,o){return
_PROGRAM = pattern(r"[{;]\s*+[\w-]++\s*+:|\bfunction\b[^()]{0,60}+\(|=>\s*+\{|\);")


def blocks_from_data(
    blocks: Sequence[Block],
    json_ld: Iterable[Mapping[str, Any]],
    scripts: Sequence[Node],
    limits: Limits,
    warn: Warn,
) -> list[Block]:
    """Return blocks from the page's data if the page shows almost no prose, otherwise none.

    `warn` is called with a message about data that was not read because of the limits.
    """
    own_words = _prose_words(blocks)
    if own_words >= _NO_ARTICLE_UNDER:
        return []
    bodies = [x["articleBody"] for x in json_ld if isinstance(x.get("articleBody"), str)]
    lines = _lines(max(bodies, key=len)) if bodies else []
    if _words(lines) >= _TIMES_OWN * max(1, own_words):
        return _blocks(lines, len(blocks), frozenset(("json", "ld", "article", "body")))
    lines = _story(script_values(scripts, limits, warn), limits, warn)
    if _words(lines) >= max(_FEWEST, _TIMES_OWN * own_words):
        return _blocks(lines, len(blocks), frozenset(("json", "hydration", "article", "body")))
    return []


def _prose_words(blocks: Iterable[Block]) -> int:
    """Return the number of words of prose, counting no further than needed."""
    words = 0
    for block in blocks:
        if len(block.text) > SENTENCE:
            n = count_words(block.text)
            if n >= SENTENCE:
                words += n
                if words >= _NO_ARTICLE_UNDER:
                    break
    return words


def _blocks(lines: Iterable[str], first: int, tokens: frozenset[str]) -> list[Block]:
    container = Container("script", tokens, None, 1)
    out = []
    for i, line in enumerate(lines, first):
        kind: Kind = "heading" if line.startswith(_HEADING_MARK) else "paragraph"
        out.append(Block(i, kind, line.lstrip(_HEADING_MARK), container=container))
    return out


def _words(lines: Iterable[str]) -> int:
    return sum(map(count_words, lines))


class _Text(NamedTuple):
    """A string that reads like text: its lines, and the lists and objects around it, outermost first."""

    path: tuple[int, ...]
    lines: list[str]
    words: int


def _story(values: Iterable[Any], limits: Limits, warn: Warn) -> list[str]:
    """Return the lines of the story: texts of the wordiest key, from the part with most of its words."""
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
    if texts and all(x.words >= _STORY_FROM and len(x.lines) > 2 for x in texts):
        texts = texts[:1]
    return [line for text in texts for line in text.lines]


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
            words = _words(lines)
            if words > 1 and _reads_like_text(lines):
                yield key, _Text(path, lines, words if words >= SENTENCE else 0)
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


def _reads_like_text(lines: list[str]) -> bool:
    """Whether it is prose: programs, styles and drawings are full of symbols and digits."""
    text = " ".join(lines)[:2000]
    letters = len(_LETTER.findall(text))
    return letters >= _MOSTLY_LETTERS * len(text) and not _PROGRAM.search(text)


def _lines(text: str) -> list[str]:
    """Return text or HTML as lines, one per paragraph; headings start with a control character."""
    if "&lt;" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _NOT_TEXT.sub("", text)
        text = _HEADING.sub(rf"\n{_HEADING_MARK}\g<text>\n", text)
        text = _TAG.sub("", _ENDS_PARAGRAPH.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line.strip(_HEADING_MARK)]
