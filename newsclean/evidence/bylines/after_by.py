"""Reads names after a word for "by" on the same line."""

from __future__ import annotations

import regex

from ...model import Block
from ...phrases import agencies, lines, worded
from ...text.patterns import DIGIT, pattern
from ...text.words import count_words, ends_sentence, fold
from ..images.credits import is_credit_line
from .author_elements import in_author_box
from .author_links import in_author_link
from .clutter import without_clutter
from .desks import desk_in
from .names import names_in
from .people import DOMAIN, USER_NAME, has_first_name, is_desk, is_plain_word, non_names
from .signing_lines import BY, MARKS, Line, Signed, is_sentence_of_text
from .word_for_by import after_inner_label, has_mark_after, may_sign, opens_with_bureau, without_by

_WORDS_BEFORE_BY = 2  # words before "by" on a line with the date that is far from the title
_MENU_LINKS, _LINKED = 3, 0.9  # least links of a menu, and their share of its text
_LONG_LABEL = 2  # least words of a label far from the title: "Written by", not "By"
# "Published August 7, 2023 by Maya Lindholm": the words after a date may sign
_SIGNED_AFTER_DATE = worded(r"(?:^|\s)<<by after a date>>\s", regex.I)
# Filed under: Bridges — maya @ 10:05
_BEFORE_CLOCK = pattern(r"[—–]\s(?<name>[^—–@]{2,30}?)\s@\s\d{1,2}[:.]\d{2}")


def after_by(line: Line, far: bool = False, beside: bool = False) -> Signed | None:
    """Read lines like "By Maya Lindholm | May 3, 2024", "Published May 3, 2024 by Maya Lindholm".

    A user name counts on a line with the date, and on one right beside the title.
    """
    if _is_menu(line.block):
        return None
    for piece in line.pieces:
        rest, by_user = _text_after_by(line, piece, far, beside)
        if not rest or _runs_on(rest, line.block.text):
            continue
        found = desk_in(rest) or names_in(rest) or (_user_name(rest) if by_user else [])
        linked = in_author_link(line) if found else None
        is_short = count_words(piece) - count_words(rest) < _LONG_LABEL and ":" not in piece
        is_sure = (
            all(map(has_first_name, found))
            or (linked is not None and set(found) <= set(linked.names))
            or (line.dated and all(map(is_desk, found)))
            or opens_with_bureau(piece)
            or has_mark_after(without_clutter(line.block.text))
        )
        if far and is_short and not is_sure:
            continue
        is_marked = line.dated or linked is not None or not is_short or in_author_box(line.block)
        if not is_marked and all(map(_may_be_word, found)):
            continue
        if linked and rest.lstrip().startswith(linked.names[0]) and found[0] not in linked.names:
            found = [linked.names[0]]  # "By Maya Lindholm In Travel, Food"
        if found:
            return line.signed(found, BY)
    return None


def _is_menu(block: Block) -> bool:
    """Whether a line is only links, and the first begins like a byline: "De Echo | Sport | Cultuur"."""
    links = block.links
    if len(links) < _MENU_LINKS or links[0].start or block.link_density < _LINKED:
        return False
    return without_by(block.text[: links[0].end]) is not None


def _text_after_by(line: Line, piece: str, far: bool, beside: bool) -> tuple[str, bool]:
    """Return what follows the word for by in a piece of a line, and whether it may be a user name."""
    clock = _BEFORE_CLOCK.search(line.block.text) if "@" in line.block.text else None
    if clock:
        return clock["name"], True
    rest = without_by(piece) if may_sign(piece) else None
    by_user = line.dated and (rest is not None or not far)
    by_user = by_user or (beside and _SIGNED_AFTER_DATE.match(piece) is not None)
    if rest is None and line.dated:
        m = _SIGNED_AFTER_DATE.search(piece)
        if far and m and count_words(piece[: m.start()]) > _WORDS_BEFORE_BY:
            m = None  # a headline with a word for by in it
        if m and is_credit_line(piece):
            m = None  # "3 May 2024. — Picture by Maya Lindholm"
        rest = piece[m.end() :] if m else None
        by_user = by_user and not (m and DIGIT.search(piece[: m.start()]))  # "1 minuti di lettura"
    if rest is None and has_mark_after(piece):
        rest = piece
    if rest is None and "@" in piece and has_mark_after(without_clutter(piece)):
        rest = " ".join(without_clutter(piece).split()[-2:])  # 순천 김하늘 기자 echo@paper.example
    if rest is None and not far:
        rest = after_inner_label(piece)
    return rest or "", by_user


def _runs_on(rest: str, text: str) -> bool:
    """Whether the text after "By" is a sentence: "Monday, Maya Lindholm had left the council." """
    return (ends_sentence(rest) or is_sentence_of_text(text)) and sum(map(is_plain_word, rest.split())) > 1


def _may_be_word(name: str) -> bool:
    """Whether a name may be any word with a capital: the "Design" of "By Design"."""
    if not (name.isalpha() and name[0].isupper() and name[1:].islower()):
        return False
    return fold(name) not in lines("first_names") and fold(name) not in agencies()


def _user_name(text: str) -> list[str]:
    """Return the user name of one word on a line with the date: "by oz on December 4, 2006"."""
    name = text.strip(MARKS).removesuffix(" on").rstrip(".")
    is_user = USER_NAME.fullmatch(name) and not DOMAIN.search(name) and fold(name) not in non_names()
    return [name] if is_user else []
