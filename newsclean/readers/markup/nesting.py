"""Finds markup that would take a parser too long, and flattens it before it is parsed.

The HTML5 algorithm takes quadratic time for some pages: elements nested tens of thousands deep,
thousands of attributes on a tag, formatting elements left open, which it reopens in every following
paragraph. No page that people read comes close. Quick counts find suspicious pages; only those are
checked tag by tag, and only those that really are too deep are rewritten: the same text and blocks in
the same order, without the elements past the limits.

Markup that hides from this check would reach the parser. So the check reads quotes, comments and
scripts as a parser does. One rule depends on the elements around: inside a drawing, scripts and titles
contain markup. So their "<" is escaped wherever a drawing came before.

    <div><div><div> … 300,000 times … text
    ->  500 of them, an <hr> for each of the others, text; and a warning
"""

from __future__ import annotations

import re

import regex

from ...text.patterns import pattern, plain_pattern
from .flattening import (
    DEEPEST,
    MOST_FORMATTING,
    MOST_ROOTS,
    Flattener,
    has_too_many,
    is_open_cdata,
    is_raw_with_too_many,
    with_plain_text,
)
from .html_tokens import BLANK, BLOCKS, FORMATTING, NEXT_ATTRIBUTE, ROOTS, TOKEN, UP_TO_RAW, VOID, WALLS

_FEW_TAGS = 1_250  # pages with fewer tags cannot exceed _REOPENED
_MANY_TAGS = 10_000  # pages with more may be too deep; 10,000 parse in .2 s at worst
_REOPENED = 400_000  # elements that reopened formatting may create: half a second of time
_REACH = 5_000  # bytes per jump from ">" to ">"; a longer tag may have thousands of attributes
_MOST_BEGINNINGS = 20  # of tags in a stretch without ">"; more of them are suspicious in themselves
_SOME_ATTRIBUTES = 20  # between two ">" that may belong to one tag

_SOME_ATTRIBUTES_AND_MORE = pattern(NEXT_ATTRIBUTE + rb"{%d,}+[%s/]*+\Z" % (_SOME_ATTRIBUTES, BLANK))
_BEFORE_QUOTES = b"= \t\n\f\r"  # what comes before an opening quote
_DRAWING = plain_pattern(rb"<(?:svg|math|select)", re.I)
_TAG_BEGINS = plain_pattern(rb"</?[a-zA-Z]")
# <b class="lead">   <font/color=red>   spelt out, because ignoring case takes twice the time
_FORMATTING_TAG = plain_pattern(
    rb"<(?=[bBcCeEfFiInNsStTuU])"  # skips most other tags at once
    rb"(?:[bBiIsSuU]|[eE][mM]|[tT][tT]|[bB][iI][gG]|[cC][oO][dD][eE]|[fF][oO][nN][tT]|[nN][oO][bB][rR]"
    rb"|[sS][mM][aA][lL][lL]|[sS][tT][rR](?:[iI][kK][eE]|[oO][nN][gG]))[\s/]"
)

_DRAWINGS = frozenset((b"svg", b"math", b"select"))  # titles and scripts inside are read as markup
_LEFT_OPEN = frozenset(b"p li dd dt option optgroup td th tr tbody thead tfoot rb rt rp rtc".split())
_ENDED_BY_ITS_LIKE = _LEFT_OPEN | {b"a", b"nobr"}


def flattened(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the page, flattened if it nests too deep, and the warnings about that.

    If a suspicious page is not too deep, only scripts and titles after a drawing are escaped.
    """
    hidden: list[regex.Match[bytes]] = []
    if _may_be_deep(data):
        too_much = _is_too_deep(data, hidden)
    else:
        too_much = _may_have_long_tag(data) and _has_long_tag(data, hidden)
    if too_much:
        flattener = Flattener()
        return b"".join(flattener.pieces(data)), tuple(flattener.warnings)
    return (b"".join(with_plain_text(data, hidden)) if hidden else data), ()


def _may_be_deep(data: bytes) -> bool:
    tags = data.count(b"<")
    if tags <= _FEW_TAGS:
        return False
    return tags > _MANY_TAGS or tags * len(_FORMATTING_TAG.findall(data)) > _REOPENED


def _may_have_long_tag(data: bytes) -> bool:
    """Whether one of the page's longest tags may have too many attributes.

    It jumps from one ">" to the last one within reach, so it costs almost nothing. A tag can span such a
    jump if it begins between the two, or if the first ">" is inside quotes that opened after a "=", which
    is rare on pages that people write. Attributes are counted only for such tags.
    """
    at = -1
    double = single = False  # whether the ">" at `at` may be inside such quotes
    while at < len(data):
        end = data.rfind(b">", at + 1, at + 1 + _REACH)
        is_far = end < 0
        if is_far:
            end = data.find(b">", at + 1)
            end = len(data) if end < 0 else end
            for i, tag in enumerate(_TAG_BEGINS.finditer(data, at + 1, end)):
                if i == _MOST_BEGINNINGS or has_too_many(data[tag.end() : end]):
                    return True
        quotes = [quote for quote, opens in ((b'"', double), (b"'", single)) if opens]
        last = data.rfind(b'"', at + 1, end)
        if last >= 0:
            double = data[last - 1] in _BEFORE_QUOTES
        last = data.rfind(b"'", at + 1, end)
        if last >= 0:
            single = data[last - 1] in _BEFORE_QUOTES
        for quote in quotes:
            closing = data.find(quote, at, end)
            if closing >= 0 and (
                (is_far and has_too_many(data[closing + 1 : end]))
                or ((double or single) and _SOME_ATTRIBUTES_AND_MORE.match(data, closing + 1, end + 1))
            ):
                return True
        at = end
    return False


def _has_long_tag(data: bytes, hidden: list[regex.Match[bytes]]) -> bool:
    """Whether a tag outside scripts and other raw elements has too many attributes.

    May return True without such a tag, but never False with one. `hidden`: see `_is_too_deep`.
    """
    drawing = _DRAWING.search(data)
    first_drawing = drawing.start() if drawing else len(data)
    at = _up_to_raw(data, 0)
    while at < len(data):
        token = TOKEN.match(data, at)
        if token is None or has_too_many(token["attributes"] or b""):
            return True
        if token["raw"] and is_raw_with_too_many(token):
            return True
        if at > first_drawing and _may_hold_markup(token):
            hidden.append(token)
        at = _up_to_raw(data, token.end())
    return False


def _up_to_raw(data: bytes, at: int) -> int:
    found = UP_TO_RAW.match(data, at)
    return found.end() if found else at


def _may_hold_markup(token: regex.Match[bytes]) -> bool:
    """Whether a raw element or CDATA would contain markup inside a drawing or a `<select>`."""
    return b"<" in token["raw_text"] if token["raw"] else is_open_cdata(token[0])


def _is_too_deep(data: bytes, hidden: list[regex.Match[bytes]]) -> bool:
    """Whether more elements are open at a time than the limits allow. May count too many, never too few.

    So an end tag closes the innermost element, and others inside it only if they may be left open. The
    contents of scripts, titles and other raw elements are not counted, but inside a drawing or a
    `<select>` they are markup. So those that come after one are added to `hidden`, for `plain_text`.
    """
    opened: list[bytes] = []
    drawing = -1  # index of the open <svg> or <math>, inside which other rules apply
    formatting = roots = 0
    after_drawing = False  # whether a drawing or a <select> has begun
    for token in TOKEN.finditer(data):
        close, name, attributes = token.group("close", "name", "attributes")
        if name is None:
            if token["raw"] and is_raw_with_too_many(token):
                return True
            if after_drawing and _may_hold_markup(token):
                hidden.append(token)
            continue
        if has_too_many(attributes):
            return True
        name = name.lower()
        if close:
            at = len(opened) - 1
            while at >= 0 and opened[at] != name and (opened[at] in _LEFT_OPEN or 0 <= drawing < at):
                at -= 1
            if at >= 0 and opened[at] == name:
                del opened[at:]
                formatting -= name in FORMATTING
                if at <= drawing:
                    drawing = -1
            continue
        if name in _DRAWINGS:
            after_drawing = True
        if name in ROOTS:
            roots += 1
            if roots > MOST_ROOTS:
                return True
            continue
        if name in VOID or (drawing >= 0 and token[0].endswith(b"/>")):
            continue
        if name in BLOCKS or name in WALLS or name in FORMATTING:
            drawing = -1  # they end a drawing
        if opened and opened[-1] == name and name in _ENDED_BY_ITS_LIKE:
            continue
        if drawing < 0 and name in (b"svg", b"math"):
            drawing = len(opened)
        opened.append(name)
        formatting += name in FORMATTING
        if len(opened) > DEEPEST or formatting > MOST_FORMATTING:
            return True
    return False
