"""Weighs what speaks for and against a line of a dump being the headline.

For it: its words recur in the text and in the address, a byline or date follows, it is repeated or ends a
line of breadcrumbs, it has a headline's length and no full stop, the text is indented under it. Against it:
the marks of breadcrumbs, the clock of a ticker, the bracket of an alt text, and a line above that reads like
a headline, whose dek it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from ...phrases import worded
from ...text.patterns import pattern
from ...text.words import ELLIPSES, ends_sentence
from ..bylines.people import has_first_name
from ..bylines.word_for_by import opens_with_by
from ..images.alt_texts import opening_of_alt_text
from ..images.credits import is_credit_line
from .deks import alike
from .nearby_lines import SLUG_WORDS, NearbyLines

SIGNED_WITHIN = 5
"""Blocks after the headline; its byline or date is among them."""
RIGHT_UNDER = 2
"""Blocks after a headline that is signed or dated right under it."""

_ENOUGH_WORDS = 9  # of a line; fewer may be in the text by accident
_OF_TEXT = 3  # one in so many stems of a headline, or more, is in the text
_NAME_WORDS = 4  # of an author's name
_SHORT_LINE = 3  # most words of a kicker, or of a menu's last entry
_USUAL_WORDS, _FEW_WORDS, _MANY_WORDS = (5, 15), 2, 25  # of headlines
_OPEN_ENDS = ("?", "!", *ELLIPSES)  # of sentences that are headlines too
_UNDER, _PARAGRAPHS = 8, 2  # blocks above; with as many paragraphs in them the line is a subheading
_PICTURE_LINES = 2  # icons and credits between a headline and its dek
_ICON_LETTERS = 2  # most letters of an icon
_INDENTED = 2  # columns by which some tools indent all text

# 16. Valley Summit    #3
_NUMBERED = pattern(r"\#?\d{1,2}[.)]\s|\#\d")
# Home > Local > Harbour    Home / Local
_TRAIL = pattern(r"[>→]|::|\s/\s")
# "17:32 Trains are late"  "17h32 — Les trains"  "28 May, 16:39 Trains"    "Trains are late 2013-04-09 06:30"
_OPENING_DATE = pattern(r"\W*+(?:\d{1,4}[./:h-]\d|\d{1,2}\.?\s\p{L}++\.?,?\s(?:\p{L}{1,2}\s)?+\d)")
_CLOSING_CLOCK = pattern(r"\d[-./]\d\d,? \d\d?:\d\d\Z|\d:\d\d\Z")
# Home | Local | Sport    © Example Herald    Photo: Ada Writer
MARKS = worded(r"[|»›©/]|<<picture words>>")
"""Marks of menus, copyright notices and credits."""

OUTDENTED = "outdented over the text"
"""A sign that only the lowest of several lines over the text has."""

# The weight of each sign; fitted to dumps of pages whose headline is known (listwise logistic). No sign
# against a line may weigh more than 0: they are looked for only in lines that might win.
_WEIGHTS: Mapping[str, float] = {
    "its words are in the text": 5.6,  # times their share
    "its words are in the address": 4.0,  # times their share
    "heading of the first level": 4.3,
    "heading": 0.3,
    "signed or dated": 1.9,
    "blank lines around": 2.0,  # each
    "in the breadcrumbs or the page's title": 1.3,
    "repeated": 0.7,
    "under a short line": 0.5,
    "of a headline's length": 1.1,
    "of two words": -1.7,
    "of more than 25 words": -2.2,
    "closed like a sentence or a label": -3.2,
    "in the run of prose": -2.8,
    "under prose": -1.6,
    "with marks of menus or credits": -1.3,
    "indented": -1.9,
    "opens the next line": -1.6,  # an image's alt text above its caption
    OUTDENTED: 2.0,  # set by hand: few tools indent the text under it
    "over a list": -1.1,
    "row of a table": -2.2,
    "under a line like a headline": -1.3,
    "under the page's title or main heading": -3.0,  # set by hand: few dumps of the fit have both and a dek
    "opens with a bracket": -3.3,
    "with marks of breadcrumbs": -2.1,
    "opens or ends with a date": -2.7,
    "it has the address's words": 3.4,
    "signed or dated right under it": 0.9,
    "the page's title opens with it": 1.5,
    "among the first lines, far above the text": -0.3,
    "a byline": -1.7,
    "a picture's credit or alt text": -2.8,
    "opens like an item": -2.4,
    "in another script": -3.0,  # set by hand: breadcrumbs made of the address; few pages of the fit have them
    "opens the page": 1.0,
    "opens the page, prose under it": 3.0,  # just the article: the page was cleaned before
    "opens a page without furniture or byline": 1.3,  # the same, with a list or a caption under it
    "where the site's headlines stand": 3.0,  # times the share of its pages
}
LEAST_SCORE = 3.7
"""Below it, even the best line is not a headline."""


def points(lines: NearbyLines, at: int) -> float:
    """Return a line's score."""
    return sum(points_for(lines, at).values()) + points_against(lines, at)


def points_for(lines: NearbyLines, at: int) -> dict[str, float]:
    """Return what each sign for a line adds to its score."""
    return {name: _WEIGHTS[name] * value for name, value in _signs_for(lines, at)}


def points_against(lines: NearbyLines, at: int) -> float:
    """Return what the signs against a line take from its score, 0 or less."""
    return sum(_WEIGHTS[name] for name in _signs_against(lines, at))


# --- signs for a line, with their values -----------------------------------------------------------


def _signs_for(lines: NearbyLines, at: int) -> Iterator[tuple[str, float]]:
    yield from _signs_of_topic(lines, at)
    yield from _signs_of_form(lines, at)
    yield from _signs_beside(lines, at)
    yield from _signs_of_place(lines, at)


def _signs_of_topic(lines: NearbyLines, at: int) -> Iterator[tuple[str, float]]:
    words, own = lines.words[at], lines.stems(lines.folded[at])
    if own:
        share = len(own & lines.text_words) / len(own)
        yield "its words are in the text", share * min(words, _ENOUGH_WORDS) / _ENOUGH_WORDS
        if lines.address_words:
            yield "its words are in the address", len(own & lines.address_words) / len(own)
        if len(lines.slug_words) >= SLUG_WORDS:
            yield "it has the address's words", len(own & lines.slug_words) / len(lines.slug_words)


def _signs_of_form(lines: NearbyLines, at: int) -> Iterator[tuple[str, float]]:
    block = lines.blocks[at]
    if block.kind == "heading":
        yield ("heading of the first level" if block.level == 1 else "heading"), 1
    yield "blank lines around", (block.blank_before > 0) + (block.blank_after > 0)


def _signs_beside(lines: NearbyLines, at: int) -> Iterator[tuple[str, float]]:
    """Yield the signs of bylines and dates, and of lines that say the same."""
    if lines.is_signed_under(at, SIGNED_WITHIN):
        yield "signed or dated", 1
        if lines.is_signed_under(at, RIGHT_UNDER):
            yield "signed or dated right under it", 1
    if lines.is_in_trail(at):
        yield "in the breadcrumbs or the page's title", 1
    if lines.counts[lines.folded[at]] > 1:
        yield "repeated", 1
    if lines.is_in_title(at):
        yield "the page's title opens with it", 1
    if lines.words.get(at - 1, _SHORT_LINE + 1) <= _SHORT_LINE:
        yield "under a short line", 1
    if _USUAL_WORDS[0] <= lines.words[at] <= _USUAL_WORDS[1]:
        yield "of a headline's length", 1


def _signs_of_place(lines: NearbyLines, at: int) -> Iterator[tuple[str, float]]:
    block = lines.blocks[at]
    if block.id in lines.usual:
        yield "where the site's headlines stand", lines.usual[block.id]
    if at == 0:
        yield "opens the page", 1
        if 1 in lines.prose:
            yield "opens the page, prose under it", 1
        if not lines.signed and lines.blocks[-1].id < len(lines.blocks):
            yield "opens a page without furniture or byline", 1
    if _is_outdented(lines, at):
        yield OUTDENTED, 1


def _is_outdented(lines: NearbyLines, at: int) -> bool:
    """Whether a line on its own stands over the text, which is indented more, as is all between them.

    Other headings are not: tools that indent the text outdent each of them, not the headline alone.
    """
    block = lines.blocks[at]
    if not (block.blank_before and block.blank_after and at < lines.start < len(lines.blocks)):
        return False
    below = lines.blocks[at + 1 : lines.start + 1]
    return below[-1].indent > block.indent and all(
        other.indent > block.indent or other.kind == "heading" for other in below
    )


# --- signs against it ------------------------------------------------------------------------------


def _signs_against(lines: NearbyLines, at: int) -> Iterator[str]:
    yield from _signs_of_furniture(lines, at)
    yield from _signs_of_other_text(lines, at)
    yield from _signs_of_wrong_place(lines, at)


def _signs_of_furniture(lines: NearbyLines, at: int) -> Iterator[str]:
    text, words = lines.blocks[at].text, lines.words[at]
    if text[0] == "[" and text[1:2].isalpha() and text[-1] != "]":
        yield "opens with a bracket"
    if lines.is_foreign and text.isascii():
        yield "in another script"
    if _TRAIL.search(text):
        yield "with marks of breadcrumbs"
    if MARKS.search(text):
        yield "with marks of menus or credits"
    if words > _SHORT_LINE and (_OPENING_DATE.match(text) or _CLOSING_CLOCK.search(text)):
        yield "opens or ends with a date"
    is_by = at in lines.signed and opens_with_by(lines.folded[at])
    if is_by or (words <= _NAME_WORDS and text.istitle() and has_first_name(text)):
        yield "a byline"
    if is_credit_line(text) or opening_of_alt_text(text):
        yield "a picture's credit or alt text"


def _signs_of_other_text(lines: NearbyLines, at: int) -> Iterator[str]:
    """Yield the signs of items, rows, sentences and deks."""
    block, words = lines.blocks[at], lines.words[at]
    text = block.text
    if text[:1].islower() or _NUMBERED.match(text):
        yield "opens like an item"
    if block.kind == "table":
        yield "row of a table"
    if words <= _FEW_WORDS:
        yield "of two words"
    elif words > _MANY_WORDS:
        yield "of more than 25 words"
    if text.endswith(":") or (ends_sentence(text) and not text.endswith(_OPEN_ENDS)):
        yield "closed like a sentence or a label"
    if is_under_headline(lines, at):
        yield "under a line like a headline"
        if block.level != 1 and (lines.is_in_title(at - 1) or lines.blocks[at - 1].level == 1):
            yield "under the page's title or main heading"


def _signs_of_wrong_place(lines: NearbyLines, at: int) -> Iterator[str]:
    block, folded = lines.blocks[at], lines.folded[at]
    if lines.is_far_above(at) and not lines.is_in_title(at):
        yield "among the first lines, far above the text"
    if bisect_left(lines.prose, at) - bisect_left(lines.prose, at - _UNDER) >= _PARAGRAPHS:
        yield "under prose"
    if at >= lines.start:
        yield "in the run of prose"
    if block.indent > _INDENTED:
        yield "indented"
    if at + 1 < len(lines.blocks):
        following = lines.folded.get(at + 1, "")
        if following != folded and following.startswith(folded):
            yield "opens the next line"
        if lines.blocks[at + 1].kind == "list_item":
            yield "over a list"


def is_under_headline(lines: NearbyLines, at: int) -> bool:
    """Whether the line above reads like a headline, of words of the text: then this one is the dek."""
    i = line_above(lines, at)
    if i not in lines.folded or i in lines.signed or lines.blocks[i].kind == "list_item":
        return False
    own = lines.stems(lines.folded[i])
    is_of_text = len(own & lines.text_words) * _OF_TEXT >= len(own) > 0
    if lines.words[i] <= _SHORT_LINE or not is_of_text or alike(lines.folded[i], lines.folded[at]):
        return False
    text = lines.blocks[i].text
    return not (text[:1].islower() or text.endswith((".", ":")) or MARKS.search(text))


def line_above(lines: NearbyLines, at: int) -> int:
    """Return the index of the line above, past an icon or a picture's credit between them; -1 for none."""
    above = range(at - 1, max(-1, at - 2 - _PICTURE_LINES), -1)
    texts = ((i, lines.blocks[i].text) for i in above)
    return next((i for i, text in texts if not (is_icon(text) or is_credit_line(text))), at - 1)


def is_icon(text: str) -> bool:
    """Whether a line has hardly a letter: an icon, or blanks in a wrong encoding."""
    return sum(map(str.isalpha, text)) <= _ICON_LETTERS
