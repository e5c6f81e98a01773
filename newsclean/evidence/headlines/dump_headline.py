"""Finds the headline of a dump: the line above the main run of prose that reads most like one.

No markup marks it. The signs: its words recur in the text below, a byline or date follows, it is repeated or
ends a line of breadcrumbs, and it has a headline's length and no full stop. Against a line speak the marks of
breadcrumbs, the clock of a ticker, the bracket of an alt text, and a line above that reads like a headline:
then it is the dek.

    • Home > Local                                        no: a list
    Bridge reopens after two years                        the headline: signed, and in the text's words
    By Ada Writer, 3 May 2024
    The bridge over the Lenn reopened on Friday, two …    the run of prose
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...model import Block, Page
from ...phrases import worded
from ...text.patterns import pattern, plain_pattern
from ...text.prose import MOST_LINKS, PARAGRAPH
from ...text.words import UNSPACED, count_words, ends_sentence, fold
from ..alt_texts import opening_of_alt_text
from ..bylines.names import may_sign, names_in, opens_with_by, without_by
from ..bylines.people import has_first_name, is_role
from ..comments.wording import age as is_age
from ..credits import is_credit_line
from ..dates import find_dates
from ..dates.labels import other_words
from . import Headline
from .cuts import (
    SiteNames,
    headlines_opening,
    title_of_record,
    without_images,
    without_kicker,
    without_names,
    without_suffix,
)
from .deks import alike, is_dated

_PROSE_SHORTEST = 28  # characters; 15 words of Chinese rarely have fewer
_MOST_COUNTED = 120  # words counted per paragraph, so that a long legal notice does not outweigh an article
_GAP = 9  # words of prose that each other line cancels

_WINDOW = 600  # blocks before the run of prose that are searched for the headline
_PAST_START = 6  # blocks into the run that are searched: a notice may come before the headline
_SHORTEST, _LONGEST = 8, 250  # characters
_MOST_WORDS = 40
_BODY_BLOCKS, _BODY_LONGEST = 15, 1200  # blocks of the run whose words are compared, characters of each
_TELLING_WORD = 4  # letters of the shortest word that says what a text is about
_ENOUGH_WORDS = 9  # of a line; fewer may be in the text by accident
_STEM = 5  # letters of a word that are compared, so that most inflected forms are the same
_SHORT_LINE = 3  # most words of a kicker, or of a menu's last entry
_SIGNED_WITHIN = 5  # blocks after the headline; its byline or date is among them
_SIGNED_WORDS = 14  # most words of such a line
_DEK_WORDS = (5, 40)  # fewest and most
_DEK_SIGNED_WITHIN = 2  # blocks after the dek; the byline or date is among them
_TRAIL_LONGER = 90  # most characters that a line of breadcrumbs has besides the headline
_UNDER, _PARAGRAPHS = 8, 2  # blocks above; with as many paragraphs in them the line is a subheading
_OF_TEXT = 3  # one in so many telling words of a headline, or more, is in the text
_SLUG_WORDS = 3  # fewest words of the part of an address that names the story
_UNMISTAKABLE = 12  # folded characters of a line that is no accident in another one
_OPEN_ENDS = ("?", "!", "…", "...")  # of sentences that are headlines too
_BESIDE = 3  # blocks between breadcrumbs and the headline they end with
_MOST_OF_LINE = 0.5  # least share of a line that is the headline, and not a last word of it or a kicker
_MOST_COPIES = 3  # of a headline: in a menu or breadcrumbs, in a bar, over the text
_SCRIPT_WITHIN, _LATIN_SHARE = 400, 0.3  # characters of the text; least share of a to z in a Latin one
_FAR = 16  # blocks above the text; bylines of the first lines are not near it
_FIRST_LINES = 3  # first blocks, where some tools print the <title>

# The weight of each sign; fitted to dumps of pages whose headline is known (listwise logistic).
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
    "over a list": -1.1,
    "row of a table": -2.2,
    "under a line like a headline": -1.3,
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
}
_LEAST = 3.7  # least score of a headline; below it, even the best line is not one

# "May 3, 2024"  "14:05"  "3.5.2024"  "2024年5月3日"  "4 min read"
_DIGIT = plain_pattern(r"\d")
_DATED = worded(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./:]\d\d(?!\d)|\d\s*+<<minutes>>")
# 16. Valley Summit    #3
_NUMBERED = pattern(r"\#?\d{1,2}[.)]\s|\#\d")
# Home > Local > Harbour    Home / Local
_TRAIL = pattern(r"[>→]|::|\s/\s")
# "17:32 Trains are late"  "28 May, 16:39 Trains are late"    "Trains are late 2013-04-09 06:30"
_OPENING_DATE = pattern(r"\W*+(?:\d{1,4}[./:-]\d|\d{1,2}\.?\s\p{L}++\.?,?\s(?:\p{L}{1,2}\s)?+\d)")
_CLOSING_CLOCK = pattern(r"\d[-./]\d\d,? \d\d?:\d\d\Z|\d:\d\d\Z")
_MARKS = worded(r"[|»›©/]|<<picture words>>")


def headline_line(page: Page, site: SiteNames) -> Headline | None:
    """Return the line that reads most like the headline of the main run of prose, or None."""
    blocks = page.blocks
    near_lines = _Lines(blocks, *main_run(blocks), page.url)
    best: tuple[float, int, list[str]] | None = None
    for at in near_lines.candidates():
        signs, score = near_lines.scored(at)
        if score < _LEAST:
            continue
        if best is None or score > best[0] or (score == best[0] and near_lines.is_nearer_copy(at, best[1])):
            best = score, at, [name for name, value in signs.items() if _WEIGHTS[name] * value > 1]
    if best is None:
        return None
    _, at, signs_for = best
    at = near_lines.alone(at)
    line = without_images(blocks[at].text)
    text = without_names(title_of_record(line) or line if at < _FIRST_LINES else line, site)
    shorter = without_suffix(text)
    if len(shorter) > _MOST_OF_LINE * len(text):  # else it may be a kicker: "The harbour column | Headline"
        text = shorter
    dek = near_lines.dek(at)
    text = near_lines.marked(at, text)
    return Headline(text, blocks[at], "line over the text", ", ".join(signs_for), dek, "over the byline")


def main_run(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the first and last index of the run of blocks with most prose; past the end if there is none."""
    best = total = start = 0
    first = last = len(blocks)
    for i, block in enumerate(blocks):
        if total <= 0:
            total, start = 0, i
        total += _prose_words(block) or -_GAP
        if total > best:
            best, first, last = total, start, i
    return first, last


def _prose_words(block: Block) -> int:
    """Return the number of words of a block that is prose, 0 for any other."""
    text = block.text
    if len(text) < _PROSE_SHORTEST or not ends_sentence(text):
        return 0
    words = count_words(text)
    return min(words, _MOST_COUNTED) if words >= PARAGRAPH and block.link_density < MOST_LINKS else 0


class _Lines:
    """The lines of a page that may be its headline, and the signs for each."""

    def __init__(self, blocks: Sequence[Block], start: int, end: int, url: str | None) -> None:
        self.blocks, self.start = blocks, start
        low, high = max(0, start - _WINDOW), min(len(blocks), start + _PAST_START)
        near_lines = [*range(min(_FIRST_LINES, low)), *range(low, high)]
        self.words = {i: count_words(blocks[i].text) for i in near_lines}
        self.folded = {i: fold(blocks[i].text) for i in near_lines if len(blocks[i].text) <= _LONGEST}
        self.signed = [
            i
            for i, folded in self.folded.items()
            if self.words[i] <= _SIGNED_WORDS and (_is_dated(blocks[i].text) or opens_with_by(folded))
        ]
        self.prose = [i for i in near_lines if _prose_words(blocks[i])]
        self.page_titles = [
            set(headlines_opening(title_of_record(b.text) or b.text)) for b in blocks[:_FIRST_LINES]
        ]
        self.counts = Counter(self.folded.values())
        self.trails: dict[str, list[str]] = {}
        for folded in self.counts:
            parts = folded.split(" ", 1)
            if len(parts) > 1:
                self.trails.setdefault(parts[0], []).append(folded)
                self.trails.setdefault(folded.rpartition(" ")[2], []).append(folded)
        text = [fold(b.text[:_BODY_LONGEST]) for b in blocks[start : end + 1][:_BODY_BLOCKS]]
        self.pairs = any(UNSPACED.search(x[:100]) for x in text[:3])
        whole = " ".join(text)
        self.is_foreign = _is_in_other_script(whole[:_SCRIPT_WITHIN])
        self.text_words = self._telling_words(whole)
        path = (url or "").partition("://")[2].partition("/")[2]
        self.address_words = self._telling_words(fold(path))
        slug = max(path.partition("?")[0].split("/"), key=len)
        self.slug_words = self._telling_words(fold(slug))

    def candidates(self) -> Iterator[int]:
        """Yield the indices of lines of a headline's length; in the prose only marked or repeated ones.

        A line in square brackets is a picture, a button or a note.
        """
        for i, folded in self.folded.items():
            block, words = self.blocks[i], self.words[i]
            if block.kind == "code" or _is_in_brackets(block.text):
                continue
            if len(folded) < _SHORTEST or not 2 <= words <= _MOST_WORDS or self._is_only_date(i):
                continue
            if i < self.start or block.level == 1 or self.counts[folded] > 1 or self._in_trail(i):
                yield i

    def is_nearer_copy(self, at: int, before: int) -> bool:
        """Whether a line says the same as one before it in a menu or a bar; what recurs often is neither."""
        folded = self.folded[at]
        return folded == self.folded[before] and self.counts[folded] <= _MOST_COPIES

    def scored(self, at: int) -> tuple[dict[str, float], float]:
        """Return the signs for and against a line, and its score."""
        signs = dict(self.signs(at))
        return signs, sum(_WEIGHTS[name] * value for name, value in signs.items())

    def signs(self, at: int) -> Iterator[tuple[str, float]]:
        """Yield the signs for and against a line, with their values."""
        yield from self._signs_of_topic(at)
        yield from self._signs_of_form(at)
        yield from self._signs_beside(at)
        yield from self._signs_of_wording(at)
        yield from self._signs_of_place(at)

    def _signs_of_topic(self, at: int) -> Iterator[tuple[str, float]]:
        words, own = self.words[at], self._telling_words(self.folded[at])
        if own:
            share = len(own & self.text_words) / len(own)
            yield "its words are in the text", share * min(words, _ENOUGH_WORDS) / _ENOUGH_WORDS
            if self.address_words:
                yield "its words are in the address", len(own & self.address_words) / len(own)
            if len(self.slug_words) >= _SLUG_WORDS:
                yield "it has the address's words", len(own & self.slug_words) / len(self.slug_words)

    def _signs_of_form(self, at: int) -> Iterator[tuple[str, float]]:
        block, words = self.blocks[at], self.words[at]
        text = block.text
        if self._is_under_headline(at):
            yield "under a line like a headline", 1
        if text[0] == "[" and text[1:2].isalpha() and text[-1] != "]":
            yield "opens with a bracket", 1
        if self.is_foreign and text.isascii():
            yield "in another script", 1
        if _TRAIL.search(text):
            yield "with marks of breadcrumbs", 1
        if words > _SHORT_LINE and (_OPENING_DATE.match(text) or _CLOSING_CLOCK.search(text)):
            yield "opens or ends with a date", 1
        if block.kind == "heading":
            yield ("heading of the first level" if block.level == 1 else "heading"), 1
        elif block.kind == "table":
            yield "row of a table", 1
        yield "blank lines around", (block.blank_before > 0) + (block.blank_after > 0)

    def _signs_beside(self, at: int) -> Iterator[tuple[str, float]]:
        """Yield the signs of bylines and dates, and of lines that say the same."""
        folded = self.folded[at]
        signed = bisect_right(self.signed, at)
        under = self.signed[signed] - at if signed < len(self.signed) else _SIGNED_WITHIN + 1
        if under <= _SIGNED_WITHIN:
            yield "signed or dated", 1
            if under <= 2:
                yield "signed or dated right under it", 1
        if self._in_trail(at):
            yield "in the breadcrumbs or the page's title", 1
        if self.counts[folded] > 1:
            yield "repeated", 1
        if any(folded in titles for i, titles in enumerate(self.page_titles) if i != at):
            yield "the page's title opens with it", 1
        elif self._is_far_above(at):
            yield "among the first lines, far above the text", 1
        if self.signed[signed - 1 : signed] == [at] and opens_with_by(folded):
            yield "a byline", 1

    def _signs_of_wording(self, at: int) -> Iterator[tuple[str, float]]:
        text, words = self.blocks[at].text, self.words[at]
        if is_credit_line(text) or opening_of_alt_text(text):
            yield "a picture's credit or alt text", 1
        if text[:1].islower() or _NUMBERED.match(text):
            yield "opens like an item", 1
        if self.words.get(at - 1, _MOST_WORDS) <= _SHORT_LINE:
            yield "under a short line", 1
        if 5 <= words <= 15:
            yield "of a headline's length", 1
        elif words <= 2:
            yield "of two words", 1
        elif words > 25:
            yield "of more than 25 words", 1
        if text.endswith(":") or (ends_sentence(text) and not text.endswith(_OPEN_ENDS)):
            yield "closed like a sentence or a label", 1

    def _signs_of_place(self, at: int) -> Iterator[tuple[str, float]]:
        block, folded = self.blocks[at], self.folded[at]
        if at == 0:
            yield "opens the page", 1
            if len(self.blocks) > 1 and _prose_words(self.blocks[1]):
                yield "opens the page, prose under it", 1
            if not self.signed and self.blocks[-1].id < len(self.blocks):
                yield "opens a page without furniture or byline", 1
        if bisect_left(self.prose, at) - bisect_left(self.prose, at - _UNDER) >= _PARAGRAPHS:
            yield "under prose", 1
        if at >= self.start:
            yield "in the run of prose", 1
        if _MARKS.search(block.text):
            yield "with marks of menus or credits", 1
        if block.indent > 2:
            yield "indented", 1
        if at + 1 < len(self.blocks):
            following = self.folded.get(at + 1, "")
            if following != folded and following.startswith(folded):
                yield "opens the next line", 1
            if self.blocks[at + 1].kind == "list_item":
                yield "over a list", 1

    def _is_under_headline(self, at: int) -> bool:
        """Whether the line above reads like a headline, of words of the text: then this one is the dek."""
        above = self.blocks[at - 1] if at else None
        if above is None or at - 1 not in self.folded or at - 1 in self.signed or above.kind == "list_item":
            return False
        own = self._telling_words(self.folded[at - 1])
        is_of_text = len(own & self.text_words) * _OF_TEXT >= len(own) > 0
        if self.words[at - 1] <= _SHORT_LINE or not is_of_text or alike(self.folded[at - 1], self.folded[at]):
            return False
        return not (above.text[:1].islower() or above.text.endswith((".", ":")) or _MARKS.search(above.text))

    def alone(self, at: int) -> int:
        """Return the line that gives a headline without the site's name or breadcrumbs, if there is one."""
        folded = self.folded[at]
        size = max(_UNMISTAKABLE, len(folded) * _MOST_OF_LINE)
        others = [i for i in self.candidates() if i != at and len(self.folded[i]) >= size]
        if at < _FIRST_LINES:
            is_far, whole = self._is_far_above(at), len(folded)
            shown = [i for i in others if i > at and self.folded[i] in self.page_titles[at]]
            shown = [i for i in shown if is_far or len(self.folded[i]) < whole]
            return max(shown, key=lambda i: (len(self.folded[i]), self.scored(i)[1], i), default=at)
        for i in others:
            before = folded.removesuffix(self.folded[i])
            if abs(i - at) <= _BESIDE and before != folded and len(before) >= _TELLING_WORD:
                return i
        return at

    def marked(self, at: int, text: str) -> str:
        """Return a headline with the mark between it and its kicker, if only another line has the mark.

        "Harbour Quay costs double", elsewhere "Harbour: Quay costs double"
        """
        folded = self.folded[at]
        if self.blocks[at].text != text or self.counts[folded] == 1:
            return text
        same = (self.blocks[i].text for i, other in self.folded.items() if i != at and other == folded)
        return next((x for x in same if without_kicker(text, [x]) != text), text)

    def _is_far_above(self, at: int) -> bool:
        """Whether a line is one of the first, where tools print the <title>, and the text is far below."""
        return at < _FIRST_LINES and self.start - at > _FAR

    def dek(self, at: int) -> Block | None:
        """Return the dek, a single line between the headline and its byline or date, or None."""
        under = [
            i for i in range(at + 1, at + 2 + _SIGNED_WITHIN) if self.folded.get(i, "") != self.folded[at]
        ]
        i = under[0] if under else at
        following = self.folded.get(i + 1, "")
        if (
            i not in self.folded
            or i in self.signed
            or not any(i < x <= i + _DEK_SIGNED_WITHIN for x in self.signed)
            or not _DEK_WORDS[0] <= self.words[i] <= _DEK_WORDS[1]
            or following.startswith(self.folded[i])
            or self.blocks[i].kind not in ("paragraph", "heading")
            or self.blocks[i].text.endswith(":")
            or _MARKS.search(self.blocks[i].text)
            or alike(self.folded[i], self.folded[at])
            or is_dated(self.blocks[i])
            or _signs(self.blocks[i].text)
            or _is_person_with_job(self.blocks[i].text)
        ):
            return None
        return self.blocks[i]

    def _is_only_date(self, at: int) -> bool:
        """Whether a line is a date, with at most its label and a word more."""
        text = self.blocks[at].text
        if at not in self.signed or _DIGIT.search(text) is None:
            return False
        start, others = 0, 0
        for date in find_dates(text, day_first=True):
            others += other_words(text[start : date.start])
            start = date.end
        return start > 0 and others + other_words(text[start:]) <= 1

    def _telling_words(self, folded: str) -> set[str]:
        """Return the words that say what a text is about; without spaces, its pairs of characters."""
        if self.pairs:
            return {folded[i : i + 2] for i in range(len(folded) - 1)}
        return {x[:_STEM] for x in folded.split() if len(x) >= _TELLING_WORD}

    def _in_trail(self, at: int) -> bool:
        """Whether a longer line nearby begins or ends with this one: breadcrumbs, or the page's <title>."""
        folded = self.folded[at]
        return any(
            len(folded) < len(other) <= len(folded) + _TRAIL_LONGER
            and (other.endswith(" " + folded) or other.startswith(folded + " "))
            for end in {folded.partition(" ")[0], folded.rpartition(" ")[2]}
            for other in self.trails.get(end, ())
        )


def _is_in_brackets(text: str) -> bool:
    """Whether a line is in square brackets, a picture, a button or a note, and not between two pictures."""
    return text[0] == "[" and text[-1] == "]" and without_images(text) == text


def _is_in_other_script(text: str) -> bool:
    """Whether a text is written in other letters than a to z."""
    letters = sum(map(str.isalpha, text))
    return not text.isascii() and sum(c.isascii() and c.isalpha() for c in text) < letters * _LATIN_SHARE


def _signs(text: str) -> bool:
    """Whether a line is a byline, however it begins: "Propos recueillis par Ada Writer"."""
    if ends_sentence(text):
        return False
    is_marked = may_sign(text)
    if count_words(text) > _SIGNED_WORDS or not (is_marked or is_age(text)):
        return False
    names = names_in((without_by(text) or "") if is_marked else text)
    return any(map(has_first_name, names)) or (is_marked and any(map(UNSPACED.search, names)))


def _is_person_with_job(text: str) -> bool:
    """Whether a line is a name and a job: "Ada Writer, Print Managing Editor"."""
    name, comma, job = text.partition(", ")
    return bool(comma) and not ends_sentence(text) and is_role(job) and has_first_name(name)


def _is_dated(text: str) -> bool:
    """Whether a line has a date and is not a sentence like "2020 was a bad year."."""
    return _DIGIT.search(text) is not None and _DATED.search(text) is not None and not ends_sentence(text)
