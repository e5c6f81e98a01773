"""Claims the dateline, as in "LONDON, March 7 (Reuters) -", and removes it from the lead.

An agency or a date proves a dateline; a place alone counts if it is in the gazetteer and a story follows.
The dateline opens one of the first paragraphs, or is on its own line just above them. Its day is that of
publication if the page gives no other.

Before: <p>RIGA, May 3 (Baltic News) - The bridge reopened on Friday.</p>
After:  <p>The bridge reopened on Friday.</p>, and the dateline is RIGA, Baltic News, 3 May
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from ..article import Dateline
from ..evidence.bylines.people import has_first_name, is_name
from ..evidence.datelines import correspondents_of, split_dateline
from ..evidence.datelines.gazetteer import is_place
from ..evidence.datelines.proof import Recurs
from ..evidence.datelines.recurring_places import recurs_as_place
from ..evidence.dates.written import is_past
from ..model import Block, Claim, Drop, Edit, Page, Rewrite
from ..phrases import agencies
from ..text.patterns import pattern
from ..text.prose import CLAUSE
from ..text.words import count_words, fold

_PROSE_BEFORE = 4  # paragraphs that may come before the lead: a dek, a summary
_PROSE_BEFORE_PLACE = 1  # and before a place alone: further down "Paris: …" is a list item
_OPENING = 120  # characters of a paragraph that show whether it is prose
_LOOK_AT = 24  # paragraphs to examine, short ones included
_LINES_BETWEEN = 2  # a byline and the like, between a dateline on its own line and the first paragraph
_FIRST = 2  # blocks, among which an item of a list may be the dateline
_MARKS = 4  # characters around a place that has nothing beside it: "[PARIS] –"
# KONYA (AA) - DERYA KARAHAN - Küçük tren istasyonu …
_REPORTER = pattern(r"(?<name>\p{Lu}{2,}+(?:\s\p{Lu}{2,}+){1,3})\s[-–—]\s(?=\p{Lu}?\p{Ll})")
# МОСКВА, 3 мая — РИА Новости, Мария Линд. Мост открыт …
_AGENCY_AND_REPORTER = pattern(
    r"(?<agency>\p{Lu}[^,.–—]{1,30}+),\s(?<name>\p{Lu}[\p{Ll}-]++(?:\s\p{Lu}[\p{Ll}-]++){1,2}+)\.\s(?=[\p{Lu}\"«“„])"
)
_ROUND_UP = 6  # next paragraphs to check for other places: "Paris: …", "Rome: …" are a list


@dataclass(frozen=True, slots=True)
class Datelines:
    """The pass; `datelines.keep` claims the dateline but leaves it in the text."""

    keep_text: bool = False
    __name__ = "datelines"

    @property
    def keep(self) -> Datelines:
        """The pass that leaves datelines in the text."""
        return replace(self, keep_text=True)

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Claim the first dateline of the opening paragraphs, and remove it from the text."""
        items = [b for b in page.blocks[:_FIRST] if b.kind == "list_item" and _is_only_dateline(b)]
        paragraphs = list(islice((b for b in page.blocks if _is_paragraph(b) or b in items), _LOOK_AT))
        title = fold(page.claimed("title") or "")
        recurs = partial(recurs_as_place, page)
        prose = 0
        for i, block in enumerate(paragraphs):
            found = _own_line(paragraphs, i, recurs) or split_dateline(block.text, recurs=recurs)
            if found and _is_place_alone(found[0]) and _is_item(paragraphs, i, prose):
                found = None
            if found and fold(block.text) != title:
                yield from self._edits(block, *found, bool(page.claimed("authors")))
                day = found[0].date
                if isinstance(day, dt.date) and is_past(day) and page.claimed("published") is None:
                    yield Claim("published", day, block.id, "written on the page", "dateline")
                return
            prose += _is_prose(block)
            if prose > _PROSE_BEFORE:
                return

    def _edits(self, block: Block, dateline: Dateline, rest: str, is_signed: bool) -> Iterator[Edit]:
        dateline, rest, reporter = _with_reporter(dateline, rest)
        reason = _reason(dateline)
        yield Claim("dateline", dateline, block.id, reason)
        people = (reporter,) if reporter else correspondents_of(dateline)
        if people and not is_signed:
            where = "after the dateline" if reporter else "in the dateline"
            yield Claim("authors", people, block.id, "signed on the page", where)
        if self.keep_text:
            return
        if rest:
            yield Rewrite(block.id, rest, reason)
        else:
            yield Drop(block.id, "dateline on a line of its own", reason)


datelines = Datelines()


def _with_reporter(dateline: Dateline, rest: str) -> tuple[Dateline, str, str]:
    """Return the dateline, the text after the reporter whom an agency names there, and the name or ""."""
    agency, raw = dateline.agency, dateline.raw
    if agency is None:
        m = _AGENCY_AND_REPORTER.match(rest)
        if m and fold(m["agency"]) in agencies() and is_name(m["name"]) and not is_place(m["name"]):
            signed = replace(dateline, raw=f"{raw} {m[0].strip()}", agency=m["agency"])
            return signed, rest[m.end() :], m["name"]
        return dateline, rest, ""
    m = _REPORTER.match(rest)
    if m and has_first_name(m["name"]):
        return dateline, rest[m.end() :], m["name"]
    first, _, name = agency.partition(" ")  # /Corr. TASS Ada Lind/
    if fold(first) in agencies() and has_first_name(name):
        return replace(dateline, agency=first), rest, name
    return dateline, rest, ""


def _own_line(paragraphs: list[Block], i: int, recurs: Recurs) -> tuple[Dateline, str] | None:
    """Return a dateline on its own line, just above the first paragraph."""
    found = split_dateline(paragraphs[i].text, own_line=True, recurs=recurs)
    if found is None:
        return None
    within = 1 if _is_place_alone(found[0]) else _LINES_BETWEEN + 1
    below = paragraphs[i + 1 : i + 1 + within]
    return found if any(map(_is_prose, below)) else None


def _is_paragraph(block: Block) -> bool:
    return block.kind == "paragraph" and bool(block.text)


def _is_only_dateline(block: Block) -> bool:
    return split_dateline(block.text, own_line=True) is not None


def _is_prose(block: Block) -> bool:
    return count_words(block.text[:_OPENING]) >= CLAUSE


def _is_place_alone(dateline: Dateline) -> bool:
    """Whether a dateline has neither agency nor date nor reporter."""
    if dateline.agency or dateline.date:
        return False
    return len(dateline.raw) <= len(dateline.place or "") + _MARKS


def _is_item(paragraphs: list[Block], i: int, prose: int) -> bool:
    """Whether a place alone opens a list item: far down, or other places open the next paragraphs."""
    after = paragraphs[i + 1 : i + 1 + _ROUND_UP]
    return prose > _PROSE_BEFORE_PLACE or any(
        split_dateline(b.text) or split_dateline(b.text, own_line=True) for b in after
    )


def _reason(dateline: Dateline) -> str:
    """Return what proves the dateline."""
    if dateline.agency:
        return "place and agency" if dateline.place else "agency before the story"
    return "place and date" if dateline.date else "known place before the story"
