"""The text of a block with properly nested marks, and checks of addresses.

bold over "the bridge", a link over "bridge over" ->  <bold>the <link>bridge</link></bold><link> over</link>
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import regex

from ..model import Mark, Span
from ..text.patterns import pattern

# https://echo.example    //echo.example    mailto:desk@echo.example    /bridge    #map; not javascript:
_SAFE_ADDRESS = pattern(r"(?:https?:|mailto:|[^:/?\#]*+(?:[/?\#]|\Z))[^\p{Cc}]*+\Z", regex.I)
_LANGUAGE = pattern(r"[\w+#.-]{1,30}+")
LINE_BREAKS = pattern(r"[\r\n]\s*+")
TAGS = {"bold": "strong", "italic": "em", "code": "code", "superscript": "sup", "subscript": "sub"}
_SHOWN: Collection[Mark] = ("link", "bold", "italic", "code", "superscript", "subscript")


class MarkedPiece(NamedTuple):
    """A step through a marked text: some of its text, the start or end of a mark, or a footnote's mark."""

    what: Literal["text", "start", "end", "note"]
    text: str = ""
    span: Span = Span(0, 0, "link")


def is_safe(address: str) -> bool:
    """Whether an address is relative or leads to the web or to mail.

    >>> [is_safe(x) for x in ("https://echo.example/a", "/a:b", "#map", "javascript:alert(1)", "data:x", "")]
    [True, True, True, False, False, False]
    """
    return bool(address) and _SAFE_ADDRESS.match(address) is not None


def is_picture(address: str) -> bool:
    """Whether an address is safe and may be a picture's."""
    return is_safe(address) and not address.lower().startswith("mailto:")


def encoded(address: str, forbidden: regex.Pattern[str]) -> str:
    """Return an address with the characters that match `forbidden` percent-encoded."""
    return forbidden.sub(lambda x: "".join(f"%{byte:02X}" for byte in x[0].encode()), address)


def declared(language: str) -> str:
    """Return the programming language of code, or "" if it may be something other than a name."""
    return language if _LANGUAGE.fullmatch(language) else ""


def marked(text: str, spans: Sequence[Span], *, innermost: Mark | None = None) -> Iterator[MarkedPiece]:
    """Yield the text with the starts and ends of its marks, which nest: an overlap is split in two.

    No mark is inside another of its kind, no address is unsafe, and no footnote's mark is inside a link.
    innermost: the mark to put inside all others.
    """
    kept, notes = _kept(text, spans)
    ranks = {id(span): (span.mark == innermost, n) for n, span in enumerate(kept)}
    starts = sorted(kept, key=lambda span: span.start, reverse=True)
    notes.reverse()
    active: list[Span] = []
    stack: list[Span] = []
    at = 0
    while True:
        active = [span for span in active if span.end > at]
        wanted = sorted(active, key=lambda span: ranks[id(span)])
        yield from _moves(stack, wanted)
        while notes and notes[-1].start <= at:
            note = notes.pop()
            if not any(span.mark == "link" for span in active):
                yield MarkedPiece("note", note.label, note)
        begun = False
        while starts and starts[-1].start <= at:
            active.append(starts.pop())
            begun = True
        if begun:
            yield from _moves(stack, sorted(active, key=lambda span: ranks[id(span)]))
        if at >= len(text):
            return
        ends = [span.end for span in active]
        nexts = [x[-1].start for x in (starts, notes) if x]
        to = min([*ends, *nexts, len(text)])
        yield MarkedPiece("text", text[at:to])
        at = to


def _moves(stack: list[Span], wanted: Sequence[Span]) -> Iterator[MarkedPiece]:
    """Yield the ends and starts that turn the open marks into the wanted ones."""
    same = 0
    while same < min(len(stack), len(wanted)) and stack[same] is wanted[same]:
        same += 1
    while len(stack) > same:
        yield MarkedPiece("end", span=stack.pop())
    for span in wanted[same:]:
        stack.append(span)
        yield MarkedPiece("start", span=span)


def trimmed(pieces: Iterable[MarkedPiece]) -> list[MarkedPiece]:
    """Return the pieces with white space moved out of the ends of marks, and without empty marks."""
    out: list[MarkedPiece] = []
    blank = ""  # at the end of the marks that have just ended
    for piece in pieces:
        if piece.what == "end":
            if out and out[-1].what == "text":
                text = out.pop().text
                kept = text.rstrip()
                blank = text[len(kept) :] + blank
                if kept:
                    out.append(MarkedPiece("text", kept))
            if out and out[-1].what == "start":
                out.pop()
            else:
                out.append(piece)
            continue
        text = piece.text if piece.what == "text" else ""
        inside = text.lstrip()
        blank += text[: len(text) - len(inside)]
        if blank:
            place = len(out)
            while place and out[place - 1].what == "start":
                place -= 1
            out.insert(place, MarkedPiece("text", blank))
            blank = ""
        if inside or piece.what != "text":
            out.append(piece._replace(text=inside) if piece.what == "text" else piece)
    return [*out, MarkedPiece("text", blank)] if blank else out


def _kept(text: str, spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """Return the marks to show, outer ones first and none inside its own kind, and those of footnotes."""
    kept: list[Span] = []
    notes: list[Span] = []
    ends = dict.fromkeys(_SHOWN, 0)
    for _, span in sorted(enumerate(spans), key=lambda x: (x[1].start, -x[1].end, -x[0])):
        if span.mark not in ends or (span.mark == "link" and not is_safe(span.href)):
            continue
        start, end = max(span.start, ends[span.mark]), min(span.end, len(text))
        if span.mark == "link" and span.start == span.end <= len(text) and span.label.strip():
            notes.append(span)
        if start < end:
            ends[span.mark] = end
            kept.append(Span(start, end, span.mark, span.href, span.label))
    return kept, notes
