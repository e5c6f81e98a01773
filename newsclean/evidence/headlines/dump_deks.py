"""Finds the dek in a dump: a single line between the headline and its byline or date.

Harbour bridge reopens after two years
Ferries will stop at the end of May                 the dek
By Ada Writer, 3 May 2024
"""

from __future__ import annotations

from ...model import Block
from ...phrases import folded
from ...text.words import UNSPACED, count_words, ends_sentence, fold
from ..bylines.bare_names import DASHES, SIGNATURE_WORDS, are_people
from ..bylines.names import names_in
from ..bylines.people import has_first_name, is_plain_word, is_role
from ..bylines.word_for_by import may_sign, without_by
from ..comments.wording import age as is_age
from ..datelines import split_dateline
from .deks import alike, is_dated
from .headline_signs import MARKS, SIGNED_WITHIN, is_icon
from .nearby_lines import SIGNED_WORDS, NearbyLines

_FEWEST, _MOST = 5, 40  # words
_FEWEST_PAST_ICON = 8  # words; fewer may be a name under the author's picture
_SIGNED_AFTER = 2  # blocks; the byline or date is among them


def dek_under(lines: NearbyLines, at: int) -> Block | None:
    """Return the dek under the headline, or None. at: the headline's index."""
    headline = lines.folded[at]
    below = range(at + 1, min(at + 2 + SIGNED_WITHIN, len(lines.blocks)))
    i = next((i for i in below if not _is_between(lines, i, headline)), at)
    if i not in lines.folded or i in lines.signed or lines.blocks[i].kind not in ("paragraph", "heading"):
        return None
    if lines.words[i] < _FEWEST_PAST_ICON and is_icon(lines.blocks[i - 1].text):
        return None
    is_signed = any(i < x <= i + _SIGNED_AFTER for x in lines.signed)
    opens_next = lines.folded.get(i + 1, "").startswith(lines.folded[i])
    return lines.blocks[i] if is_signed and not opens_next and may_be_dek(lines, i, at) else None


def _is_between(lines: NearbyLines, i: int, headline: str) -> bool:
    """Whether a line may be between a headline and its dek: the headline again, or an icon."""
    return lines.folded.get(i, "") == headline or is_icon(lines.blocks[i].text)


def may_be_dek(lines: NearbyLines, i: int, at: int) -> bool:
    """Whether a line is as long as a dek of this headline, and none of the other lines over a text."""
    headline = lines.folded[at]
    if not _FEWEST <= lines.words[i] <= _MOST or alike(lines.folded[i], headline):
        return False
    return not _is_other_than_dek(lines.blocks[i], headline)


def _is_other_than_dek(block: Block, headline: str) -> bool:
    """Whether a line of a dek's length is a label, a menu, a credit, a date, a byline, a job or a lead."""
    text = block.text
    return (
        text.endswith(":")
        or MARKS.search(text) is not None
        or is_dated(block)
        or split_dateline(text) is not None
        or _signs(text)
        or _is_person_with_job(text)
        or are_people(text, headline)  # "Ada Writer und Bo Berg"
        or _is_name_at_paper(text)
    )


def _signs(text: str) -> bool:
    """Whether a line is a byline, however it begins: "Propos recueillis par Ada Writer"."""
    if ends_sentence(text):
        return False
    is_marked = may_sign(text)
    if count_words(text) > SIGNED_WORDS or not (is_marked or is_age(text)):
        return False
    names = names_in((without_by(text) or "") if is_marked else text)
    return any(map(has_first_name, names)) or (is_marked and any(map(UNSPACED.search, names)))


def _is_name_at_paper(text: str) -> bool:
    """Whether a line is names before a paper or a place: "Ada Writer at Mill Lane", "Ada Writer - Echo"."""
    found = names_in(text)
    if not found or ends_sentence(text) or not text.startswith(found[0]) or not has_first_name(found[0]):
        return False
    rest = text.removeprefix(found[0]).split()
    if not rest or len(rest) > SIGNATURE_WORDS * max(2, len(found)) or any(map(is_plain_word, rest[1:])):
        return False
    return rest[0] in DASHES or fold(rest[0]) in folded("byline ends before")


def _is_person_with_job(text: str) -> bool:
    """Whether a line is names and a job: "Ada Writer, Print Managing Editor"."""
    people, _, job = text.partition(", ")
    if ends_sentence(text) or not is_role(job):
        return False
    names = names_in(people)
    return bool(names) and has_first_name(names[0]) and people.endswith(names[-1])
