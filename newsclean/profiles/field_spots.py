"""Finds where the fields of the Article stand on the pages of a template.

A spot of HTML is a place with only one block in it. A spot of a dump is a number of lines from one that other
pages have too, or from the headline: one line after "Print this page", two before the headline.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from .page_notes import PageNotes

Spot: TypeAlias = tuple[str, int]
"""A place and 0; in a dump, the key of a line or HEADLINE, and the lines from there (after it: above 0)."""

HEADLINE = "headline"
_NEAR = 2  # most lines from a line that other pages have too
_NEAR_HEADLINE = 4
LONGEST_DEK = 30  # words; a longer text is a lead paragraph
_MOSTLY = 0.9  # share of the pages whose line is no longer, where deks are and not lead paragraphs

# Fewest pages on which a field was read from a spot, and least share of the pages that have a line there.
# Headlines need more: lines without a name or a date are never a byline or a date line.
_LEAST = {"title": (3, 0.7), "subtitle": (2, 0.2), "authors": (3, 0.6), "published": (3, 0.5)}


class Usual(NamedTuple):
    """How many pages have a line at a spot, on how many a field was read from it, and whether it is short."""

    pages: int
    read: int
    is_short: bool

    @property
    def share(self) -> float:
        """On what share of the pages the field was read there, 0 to 1."""
        return self.read / self.pages


def spots(names: Sequence[str], recurring: Collection[str] | None, headline: int | None) -> dict[Spot, int]:
    """Return the numbers of the lines at a page's spots.

    names: the places of a page of HTML, the keys of a dump. recurring: the dump's lines that other pages have
    too; None for HTML. headline: the number of that line; None if it is not known.

    >>> spots(["menu", "title", "by"], {"menu"}, 1) == {
    ...     ("menu", 1): 1, ("menu", 2): 2, ("headline", -1): 0, ("headline", 1): 2
    ... }
    True
    """
    counts = Counter(names)
    if recurring is None:
        return {(place, 0): n for n, place in enumerate(names) if counts[place] == 1}
    found = {}
    for n, key in enumerate(names):
        is_headline = n == headline
        if is_headline or (key in recurring and counts[key] == 1):
            most = _NEAR_HEADLINE if is_headline else _NEAR
            for at in range(max(0, n - most), min(len(names), n + most + 1)):
                if at != n:
                    found[HEADLINE if is_headline else key, at - n] = at
    return found


def usual_spots(pages: Iterable[PageNotes], recurring: Collection[str]) -> dict[str, dict[Spot, Usual]]:
    """Return for each field the spots from which enough of a template's pages read it."""
    there: Counter[Spot] = Counter()
    short: Counter[Spot] = Counter()  # pages whose line at a spot is not too long for a dek
    read: defaultdict[str, Counter[Spot]] = defaultdict(Counter)
    for each in pages:
        fields = dict(each.fields)
        is_html = each.source == "html"
        names = [line.place if is_html else line.key for line in each.lines]
        at = spots(names, None if is_html else recurring, fields.get("title"))
        there.update(at.keys())
        short.update(spot for spot, n in at.items() if each.lines[n].words <= LONGEST_DEK)
        for field, number in fields.items():
            read[field].update(spot for spot, n in at.items() if n == number)
    found = {}
    for field, (pages_read, share) in _LEAST.items():
        usual = {
            spot: Usual(there[spot], count, short[spot] >= _MOSTLY * there[spot])
            for spot, count in sorted(read[field].items())
            if count >= max(pages_read, share * there[spot])
        }
        if usual:
            found[field] = usual
    return found


def usual_lines(at: Mapping[Spot, int], usual: Mapping[Spot, Usual]) -> dict[int, Usual]:
    """Return what is known of the lines at a field's spots, by their numbers, those read most often first."""
    found: dict[int, Usual] = {}
    for spot in sorted(usual.keys() & at.keys(), key=lambda each: (-usual[each].share, each)):
        found.setdefault(at[spot], usual[spot])
    return found
