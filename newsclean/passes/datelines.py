"""Claim the dateline and take it off the lead: "LONDON, March 7 (Reuters) -" is no sentence of the story.

An agency or a date proves a dateline; a place alone is one where it is in the gazetteer and a story
follows. It opens one of the first paragraphs, or stands on a line of its own right over them.

Before: <p>RIGA, May 3 (Baltic News) - The bridge reopened on Friday.</p>
After:  <p>The bridge reopened on Friday.</p>, and the dateline is RIGA, Baltic News, 3 May
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ..datelines import split_dateline
from ..edits import Claim, Drop, Edit, Rewrite
from ..model import Block, Dateline, Page
from ..words import count_words, fold

_LOOK_AT = 5  # paragraphs: a dek and a summary may stand before the lead
_PLACE_ALONE_WITHIN = 2  # paragraphs: further down a place before a colon is an item of a list
_LONGEST_OWN_LINE = 90  # characters
_WORDS_OF_PARAGRAPH = 8  # under a dateline on a line of its own
_LINES_BETWEEN = 2  # byline and the like, between an own-line dateline and the first paragraph
_ROUND_UP = 6  # paragraphs looked through for other places: "Paris: …" "Rome: …" is a list


@dataclass(frozen=True, slots=True)
class Datelines:
    """The pass; `keep` claims the dateline just the same and leaves it in the text."""

    keep_text: bool = False
    __name__ = "datelines"

    @property
    def keep(self) -> Datelines:
        return replace(self, keep_text=True)

    def __call__(self, page: Page) -> Iterator[Edit]:
        paragraphs = _first_paragraphs(page)
        for i, block in enumerate(paragraphs[:_LOOK_AT]):
            found = _own_line(paragraphs, i) or split_dateline(block.text)
            if found is None or (_is_place_alone(found[0]) and _is_list(paragraphs, i)):
                continue
            dateline, rest = found
            reason = _reason(dateline)
            yield Claim("dateline", dateline, block.id, reason)
            if self.keep_text:
                return
            if rest:
                yield Rewrite(block.id, rest, reason)
            else:
                yield Drop(block.id, "dateline on a line of its own", reason)
            return


datelines = Datelines()


def _first_paragraphs(page: Page) -> list[Block]:
    """The first paragraphs, echoes of the headline left out."""
    title = fold(page.claimed("title") or "")
    paragraphs = (b for b in page.blocks if b.kind == "paragraph" and b.text)
    stories = (b for b in paragraphs if not title or fold(b.text[: 2 * len(title)]) != title)
    return list(islice(stories, _LOOK_AT + _ROUND_UP))


def _own_line(paragraphs: list[Block], i: int) -> tuple[Dateline, str] | None:
    """A dateline that is a block of its own, over the first paragraph."""
    if len(paragraphs[i].text) > _LONGEST_OWN_LINE:
        return None
    found = split_dateline(paragraphs[i].text, own_line=True)
    if found is None:
        return None
    within = 1 if _is_place_alone(found[0]) else _LINES_BETWEEN + 1
    below = paragraphs[i + 1 : i + 1 + within]
    return found if any(count_words(b.text) >= _WORDS_OF_PARAGRAPH for b in below) else None


def _is_place_alone(dateline: Dateline) -> bool:
    return dateline.agency is None and dateline.date is None


def _is_list(paragraphs: list[Block], i: int) -> bool:
    """Whether a place alone is an item of a list: too far down, or other places open the next paragraphs."""
    if i >= _PLACE_ALONE_WITHIN:
        return True
    return any(
        split_dateline(b.text) or split_dateline(b.text, own_line=True)
        for b in paragraphs[i + 1 : i + 1 + _ROUND_UP]
    )


def _reason(dateline: Dateline) -> str:
    """What makes it a dateline."""
    if dateline.agency:
        return "place and agency" if dateline.place else "agency before the story"
    return "place and date" if dateline.date else "known place before the story"
