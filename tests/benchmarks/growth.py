"""Wide and deep pages of any length, to measure how time and memory grow."""

from __future__ import annotations

from collections.abc import Callable

_SENTENCE = "The bridge over the Lenn reopened on Monday, two years after a flood cracked its middle pier. "


def page_of(shape: str, size: int) -> str:
    """Return a page of about `size` characters."""
    piece = SHAPES[shape]
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(piece(len(pieces)))
        length += len(pieces[-1])
    head = "" if shape in DUMPS else "<title>Bridge reopens</title><h1>Bridge reopens</h1>\n"
    return head + "".join(pieces)


def _paragraph(i: int) -> str:
    return f"<p>{_SENTENCE}It was day {i}.</p>\n"


def _menu(i: int) -> str:
    return f'<ul class="menu"><li><a href="/{i}">Section {i}</a><li><a href="/{i}/map">Map</a></ul>\n'


def _story(i: int) -> str:
    return f"<section class='part-{i % 7}'><div><h2>Part {i}</h2>{_paragraph(i)}{_menu(i)}</div></section>\n"


def _deep(i: int) -> str:
    return "<div>" * 30 + _paragraph(i) + "</div>" * 30


def _never_closed(i: int) -> str:
    return f"<div><b>{_SENTENCE}"


def _line(i: int) -> str:
    return f"{_SENTENCE}It was day {i}.\n\n"


def _item(i: int) -> str:
    return f"  * Section {i}\n"


SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": _paragraph,
    "menus": _menu,
    "sections": _story,
    "deep": _deep,
    "never closed": _never_closed,
}
DUMPS: dict[str, Callable[[int], str]] = {"paragraphs of a dump": _line, "items of a dump": _item}
SHAPES |= DUMPS
