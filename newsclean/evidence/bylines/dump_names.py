"""Tells the author's name in a dump, beside headline and date, from subjects, captions, credits and places.

Storm closes the port / Maya / 3 May 2024    ->  Maya
Storm closes the port / • Weather / • Ada Writer / • Ports    ->  nobody: a list of subjects
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from ...model import Block
from ...phrases import labels, lines, plain
from ...text.patterns import DIGIT, pattern
from ...text.prose import SENTENCE, is_sentence
from ...text.words import count_words, ends_sentence, fold
from ..comments.wording import age as is_age
from ..datelines.gazetteer import is_place
from ..dates.labels import other_words, role_of_label
from ..near_title import NearTitle
from .bare_names import are_alone, is_signature
from .byline_labels import credits_others
from .clutter import without_clutter
from .names import names_in
from .people import WORDS_OF_ROLE_LINE, is_desk, is_full, is_role, may_be_person
from .signing_lines import Line

_DATE_LINE = 40  # characters of the longest line that says only when
# The bridge on 3 May 2024.Ada Lind / Agency    The bridge in May (Lenn).Ada Lind
_GLUED_CREDIT = pattern(r"(?:\p{Ll}{2}|[\d)])\.\p{Lu}\p{Ll}")
_BESIDE = (-2, -1, 1, 2)  # blocks around an item


def is_about_date(block: Block) -> bool:
    """Whether a line is only the label of a date, or how long ago it was: "Last updated:", "1 day ago"."""
    if len(block.text) > _DATE_LINE:
        return False
    return bool(is_age(block.text)) or (not other_words(block.text) and role_of_label(block.text) != "")


def credits_next(before: str, name: str) -> bool:
    """Whether a line credits the name in the next one: "Photos by", not "Photo: Ada Writer".

    Nor does the alternative text of a portrait, with the name again: "Bild av Ada Writer".
    """
    if not credits_others(before) or before.replace("：", ":").partition(":")[2].strip():
        return False
    return without_clutter(before) != name


def is_next_after_name(text: str, headline: str) -> bool:
    """Whether a line after a name is the role of its bearer, or the next author's full name.

    headline: folded.
    """
    if count_words(text) > WORDS_OF_ROLE_LINE or ends_sentence(text):
        return False
    return is_role(text) or is_signature(text, headline)


def is_tag(block: Block, dated: Set[int], near_title: NearTitle) -> bool:
    """Whether an item is in a list of subjects: beside no date, number, picture, button or job.

    dated: the ids of lines with a date.
    """
    if block.kind != "list_item" or not dated.isdisjoint((block.id - 1, block.id, block.id + 1)):
        return False
    around = (near_title.blocks.get(block.id + step) for step in _BESIDE)
    items = [x for x in around if x is not None and x.kind == "list_item"]
    return bool(items) and not any(_is_in_masthead(x.text, block.text) for x in items)


def _is_in_masthead(text: str, name: str) -> bool:
    """Whether an item is under a headline, as are dates, jobs, share buttons, the name again, a portrait."""
    return (
        without_clutter(text) == name
        or text[0] == "["
        or DIGIT.search(text) is not None
        or is_role(text)
        or plain(text) in labels("sharing")
    )


def is_dated_sentence(line: Line, parts: Sequence[str]) -> bool:
    """Whether a line with a date has a sentence too, as captions do: "He died on 3 May. | Ada Writer/dpa"."""
    if not line.dated:
        return False
    is_glued = count_words(line.block.text) >= SENTENCE and _GLUED_CREDIT.search(line.block.text) is not None
    return is_glued or any(map(is_sentence, parts))


def are_people_with_role(part: str, text: str, headline: str) -> bool:
    """Whether a part of a text is full names before a job: "Ada Writer and Bo Scribe | Guest columnists".

    headline: folded.
    """
    if not is_role(text):
        return False
    names, _, job = part.partition(", ")  # "Ada Writer and Bo Scribe, Editor-in-Chief and Reporter"
    part = names if is_role(job) else part
    found = [] if is_role(part) else names_in(part)
    return (
        bool(found)
        and part.endswith(found[-1])
        and all(is_full(x) and may_be_person(x) and not is_place(x) for x in found)
        and are_alone(found, part, headline)
    )


def is_first_name(part: str, line: Line, dated: Set[int], near_title: NearTitle) -> bool:
    """Whether a part is only a first name, right under the title and on or over the line with the date."""
    block = line.block
    if not near_title.is_beside(block.id) or not (line.dated or block.id + 1 in dated):
        return False
    return part.istitle() and fold(part) in lines("first_names") and not (is_place(part) or is_desk(part))
