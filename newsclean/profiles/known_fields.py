"""Claims fields that a page lacks from the places where the site's other pages have them.

Before: h1 "Night ferry sails again" p < div.entry-intro "After three weeks in the harbour, the boat is back."
After:  subtitle "After three weeks in the harbour, the boat is back."

On some pages the passes are sure that this is the dek, as the page's description says the same. The place is
then known for the other pages too. So are those of bylines and date lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from ..evidence.bylines.declared_authors import unique_names
from ..evidence.bylines.people import may_be_person
from ..evidence.dates.conventions import WritingHabits
from ..evidence.dates.written import is_past
from ..evidence.headlines.deks import is_dated
from ..model import Block, Claim, Drop, Edit, Page
from ..text.prose import PARAGRAPH
from ..text.words import UNSPACED, count_words, ends_sentence, telling_words
from .field_spots import LONGEST_DEK, Usual
from .field_values import signed_names
from .matching import Match

_LONGEST_LINE = 25  # words of a byline or a date line
_REPEATED = 0.7  # share of a lead paragraph's telling words that the text's first paragraph says again
_NAMES = {"subtitle": "dek", "authors": "byline", "published": "date line"}


def known_fields(page: Page, match: Match) -> Iterator[Edit]:
    """Claim the dek, the authors and the date, each only if nothing else gave it."""
    missing = [x for x in _NAMES if x in match.template.fields and page.claim(x) is None]
    if not missing:
        return
    live = {block.id: block for block in page.blocks}
    spots = match.spots(page.title_id)
    for field in missing:
        name = _NAMES[field]
        for number, usual in match.usual(field, spots).items():
            block = live.get(number)
            is_dek = field == "subtitle"
            value = _dek(page, block, usual) if is_dek else _value(page, match, field, match.texts[number])
            if value:
                told = f"the {name} of {usual.read} of {usual.pages} pages of this site is here"
                yield Claim(field, value, number, f"where the site has its {name}s", told)
                if block:
                    yield Drop(number, f"the {name}, claimed as {field}")
                break


def _value(page: Page, match: Match, field: str, text: str) -> Any:
    """Return the authors or the date that a line gives, or None."""
    if count_words(text) > _LONGEST_LINE or ends_sentence(text):
        return None
    if field == "authors":
        return _full_names(text)
    if not page.head.language:
        page = replace(page, head=replace(page.head, language=match.template.language or ""))
    date = WritingHabits(page).date(text)
    return date if date and is_past(date) else None


def _dek(page: Page, block: Block | None, usual: Usual) -> str | None:
    """Return the text of a block under the headline, unless it is a lead paragraph that the text needs."""
    if block is None or page.title_id is None or block.id < page.title_id or is_dated(block):
        return None
    if usual.is_short and count_words(block.text) <= LONGEST_DEK:
        return block.text
    below = (b.text for b in page.blocks if b.id > block.id and count_words(b.text) >= PARAGRAPH)
    lead = telling_words(islice(filter(ends_sentence, below), 1))
    words = telling_words([block.text])
    return block.text if words and len(words & lead) >= _REPEATED * len(words) else None


def _full_names(text: str) -> tuple[str, ...]:
    """Return the names in a byline; one word alone may be anything that an editor wrote there."""
    names = unique_names(signed_names([text]))
    return tuple(name for name in names if (" " in name or UNSPACED.search(name)) and may_be_person(name))
