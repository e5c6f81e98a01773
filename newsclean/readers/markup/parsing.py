"""Parses HTML with lexbor, within the limits on hostile markup."""

from __future__ import annotations

from typing import cast

from .nesting import flattened
from .nodes import Node, without_surrogates


def encoded(text: str) -> bytes:
    """Return HTML as bytes without NULs, with U+FFFD in place of lone surrogates."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = without_surrogates(text).encode()
    return data.replace(b"\x00", b"") if b"\x00" in data else data


def parsed(data: bytes) -> tuple[Node | None, tuple[str, ...]]:
    """Return the root of lexbor's tree, in which <noscript> contains no elements, and what was cut."""
    from selectolax.lexbor import (  # not needed for dumps
        LexborDocumentOptions,
        LexborHTMLParser,
        SelectolaxError,
    )

    data, cuts = flattened(data)
    # lexbor's events after the parse are of no use here, and take quadratic time for long <select>s
    without_events = LexborDocumentOptions.WO_EVENTS.value
    try:
        return cast("Node | None", LexborHTMLParser(data, options=without_events, scripting=True).root), cuts
    except SelectolaxError as error:  # its only reason
        raise MemoryError("there was no memory to parse the page") from error
