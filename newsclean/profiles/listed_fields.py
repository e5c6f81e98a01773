"""Finds the places of HTML that hold captions, or lists of tags, on the pages of a template.

Other fields are one line each, at a spot (see `field_spots`); of these a page may have any number.
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


class _Kind(NamedTuple):
    """What the lines of a place must be on a page: at least so many, and this share of them."""

    verdict: Verdict
    lines: int
    share: float


# Some tags of a list are not declared; one line alone is a section.
_KINDS = {"captions": _Kind("caption", 1, 1.0), "tags": _Kind("tag", 2, 0.5)}


def listed_fields(pages: Iterable[PageNotes], standing: Collection[str]) -> dict[str, Mapping[Spot, Usual]]:
    """Return for captions and tags the places that hold them on most pages which have the place.

    standing: the keys of the lines that many pages have; they say nothing, as menus are made of them.
    """
    there: dict[str, Counter[str]] = {field: Counter() for field in _KINDS}
    held: dict[str, Counter[str]] = {field: Counter() for field in _KINDS}
    for each in pages:
        below = each.lines[dict(each.fields).get("title", -1) + 1 :]  # above it are sections
        for place, lines in _by_place(below).items():
            own = [line.verdict for line in lines if line.key not in standing]
            for field, kind in _KINDS.items():
                if own and len(lines) >= kind.lines:
                    there[field][place] += 1
                    held[field][place] += own.count(kind.verdict) >= kind.share * len(own)
    found: dict[str, Mapping[Spot, Usual]] = {}
    for field in _KINDS:
        usual = {
            (place, 0): Usual(there[field][place], count, True)
            for place, count in sorted(held[field].items())
            if count >= max(_LEAST_PAGES, _LEAST_SHARE * there[field][place])
        }
        if usual:
            found[field] = usual
    return found


def _by_place(lines: Iterable[NotedLine]) -> Mapping[str, list[NotedLine]]:
    found: defaultdict[str, list[NotedLine]] = defaultdict(list)
    for line in lines:
        if is_named(line.place):
            found[line.place].append(line)
    return found
