"""learn, learn_sites: read pages and return the Profiles of their sites."""

from __future__ import annotations

import heapq
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..explanation import Explanation
from ..outcome import RawPage, as_raw_page, folder_hint
from ..passes import DEFAULT_PASSES
from ..pipeline import PassError, run
from ..readers import NotAPage, read
from ..text.visible import clipped
from .page_lines import line_keys
from .page_notes import PageNotes, notes_of, page_digest
from .profile import MOST_PAGES, Profile, chosen, host_of, joined, least_texts

if TYPE_CHECKING:
    from ..api import Source

_SHOWN = 80  # characters of a line's text that a profile keeps


def learn(pages: Iterable[Source | tuple[Source, str | None] | RawPage]) -> Profile:
    """Return what a site's pages tell about it.

    pages: pages of one site, as HTML or dumps: sources as for `clean`, (source, url) pairs, or RawPages. They
        need no labels. From five pages on a profile helps, and fifty are better. Pages are read one by one;
        of more than 64, those with the smallest digests are chosen, so that memory stays flat and the order
        changes nothing.

    Bytes that are not a page, and pages on which a pass fails, are left out and counted in the profile's
    `unread`. `profile.warnings` says what is wrong with the pages: too few, copies, lists, several hosts.
    Raises TypeError for a source of another type, OSError for a file that cannot be read.
    """
    sample = _Sample()
    for raw in _raw_pages(pages):
        sample.add(raw)
    return sample.profile()


def learn_sites(pages: Iterable[Source | tuple[Source, str | None] | RawPage]) -> dict[str, Profile]:
    """Return the profiles of many sites by host, in the order of their names, as `clean_many` takes them.

    pages: as for `learn`, in any order, of any number of sites. Pages without an address are learnt together,
        under the host "".
    """
    samples: defaultdict[str, _Sample] = defaultdict(_Sample)
    for raw in _raw_pages(pages):
        samples[host_of(raw.url) or ""].add(raw)
    return {host: samples[host].profile() for host in sorted(samples)}


def _raw_pages(pages: Iterable[Source | tuple[Source, str | None] | RawPage]) -> Iterator[RawPage]:
    """Return the pages one by one. Raises TypeError at once for what is a single page."""
    if isinstance(pages, (str, bytes, bytearray, os.PathLike, RawPage)):
        raise TypeError(
            f"pages must be an iterable of pages, not a single {type(pages).__name__}{folder_hint(pages)}"
        )
    return map(as_raw_page, pages)


class _Sample:
    """The notes of the pages with the smallest digests; other pages are not even cleaned."""

    def __init__(self) -> None:
        self._notes: dict[str, PageNotes] = {}
        self._texts: dict[str, dict[str, str]] = {}  # of the lines of each page, by digest and key
        self._largest: list[int] = []  # the digests, negated: a heap
        self._unread = 0

    def profile(self) -> Profile:
        """Return the profile of the pages so far."""
        return joined(self._notes.values(), self._texts.values(), self._unread)

    def add(self, raw: RawPage) -> None:
        """Take the notes of a page, if it is among the chosen ones so far."""
        try:
            page = read(raw.source, url=raw.url, encoding=raw.encoding)
        except NotAPage:
            self._unread += 1
            return
        keys = line_keys(page)
        digest = page_digest(page, keys)
        number = int(digest, 16)
        if len(self._largest) >= MOST_PAGES and number > -self._largest[0]:
            return
        try:
            cleaned, trace = run(page, DEFAULT_PASSES)
        except PassError:
            self._unread += 1
            return
        noted = notes_of(Explanation(page, trace, cleaned), digest)
        if digest in self._notes:
            self._notes[digest] = chosen(self._notes[digest], noted)[0]
        else:
            self._notes[digest] = noted
            heapq.heappush(self._largest, -number)
        texts = {keys[b.id]: clipped(b.text, _SHOWN) for b in page.blocks if b.id in keys}
        self._texts[digest] = least_texts([self._texts.get(digest, {}), texts])
        if len(self._largest) > MOST_PAGES:
            gone = f"{-heapq.heappop(self._largest):0{len(digest)}x}"
            del self._notes[gone], self._texts[gone]
