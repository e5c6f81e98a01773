"""Finds the places of HTML that hold captions, or lists of tags, on the pages of a template.

Other fields are one line each, at a spot (see `field_spots`); a page may have any number of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from .field_spots import Spot, Usual
from .page_lines import is_named
from .page_notes import NotedLine, PageNotes, Verdict

_LEAST_PAGES = 3
_LEAST_SHARE = 0.6  # of the pages that have the place


class _List(NamedTuple):
    """What the lines of a place must be on a page: at least how many lines, and what share of them."""

    verdict: Verdict
    lines: int
    share: float


# Some tags of a list are not declared; one line alone is a section.
_LISTS = {"captions": _List("caption", 1, 1.0), "tags": _List("tag", 2, 0.5)}


def listed_fields(pages: Iterable[PageNotes], recurring: Collection[str]) -> dict[str, Mapping[Spot, Usual]]:
    """Return the places that hold captions, or tags, on most of the pages that have the place.

    recurring: the keys of lines that many pages have; they do not count, because menus are made of them.
    """
    by_place = [_by_place(each) for each in pages]
    found = {field: _usual_places(by_place, wanted, recurring) for field, wanted in _LISTS.items()}
    return {field: usual for field, usual in found.items() if usual}


def _by_place(page: PageNotes) -> Mapping[str, list[NotedLine]]:
    """Return the lines of each place that has a name; above the headline are sections."""
    found: defaultdict[str, list[NotedLine]] = defaultdict(list)
    for line in page.lines[dict(page.fields).get("title", -1) + 1 :]:
        if is_named(line.place):
            found[line.place].append(line)
    return found


def _usual_places(
    pages: Iterable[Mapping[str, list[NotedLine]]], wanted: _List, recurring: Collection[str]
) -> Mapping[Spot, Usual]:
    there: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for each in pages:
        for place, lines in each.items():
            own = [line.verdict for line in lines if line.key not in recurring]
            if own and len(lines) >= wanted.lines:
                there[place] += 1
                held[place] += own.count(wanted.verdict) >= wanted.share * len(own)
    return {
        (place, 0): Usual(there[place], count, True)
        for place, count in sorted(held.items())
        if count >= max(_LEAST_PAGES, _LEAST_SHARE * there[place])
    }
