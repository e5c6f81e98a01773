"""Chooses the pages that a profile is made of, and takes notes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..explanation import Explanation
from ..passes import DEFAULT_PASSES
from ..pipeline import run
from ..readers import read
from ..text.visible import clipped
from .page_lines import line_keys
from .page_notes import PageNotes, notes_of, page_digest
from .profile import MOST_PAGES, Profile, chosen, joined, least_texts

if TYPE_CHECKING:
    from ..api import Source

_SHOWN = 80  # characters of a line's text that a profile keeps


@dataclass(frozen=True, slots=True)
class Noted:
    """What is kept of a page: its notes, and the beginnings of its lines by their keys."""

    notes: PageNotes
    texts: dict[str, str]


def noted(source: Source, url: str | None, encoding: str | None, largest: str | None) -> Noted | None:
    """Return what to keep of a page; None, without cleaning it, if its digest is larger than `largest`.

    Raises what `clean` raises.
    """
    page = read(source, url=url, encoding=encoding)
    keys = line_keys(page)
    digest = page_digest(page, keys)
    if largest is not None and digest > largest:
        return None
    cleaned, trace = run(page, DEFAULT_PASSES)
    notes = notes_of(Explanation(page, trace, cleaned), digest)
    return Noted(notes, {keys[b.id]: clipped(b.text, _SHOWN) for b in page.blocks if b.id in keys})


class Sample:
    """The notes of the pages with the smallest digests, so that the order of pages makes no difference."""

    def __init__(self) -> None:
        self.unread = 0
        self.largest: str | None = None
        """The digest that another page's may not exceed; None while there is room for any page."""
        self._notes: dict[str, PageNotes] = {}
        self._texts: dict[str, dict[str, str]] = {}  # of the lines of each page, by digest and key

    def add(self, page: Noted) -> None:
        """Take a page, if it is among the chosen ones so far."""
        digest = page.notes.digest
        if self.largest is not None and digest > self.largest:
            return
        self._notes[digest] = chosen(self._notes.get(digest, page.notes), page.notes)[0]
        self._texts[digest] = least_texts([self._texts.get(digest, {}), page.texts])
        if len(self._notes) > MOST_PAGES:
            last = max(self._notes)
            del self._notes[last], self._texts[last]
        if len(self._notes) == MOST_PAGES:
            self.largest = max(self._notes)

    def profile(self) -> Profile:
        """Return the profile of the pages so far."""
        return joined(self._notes.values(), self._texts.values(), self.unread)
