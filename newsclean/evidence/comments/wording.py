"""Words that readers' comments have on lines of their own: buttons like "reply", ages like "3 hours ago"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ...model import Block
from ...phrases import folded, labels, plain, words_in
from ...text.patterns import DIGITS, plain_pattern
from ...text.words import count_words, fold
from .signatures import SIGNED_CHARACTERS, Signature, announces_comments, counts_comments, may_be_date

_AGE_WORDS = 12  # of a line with an age: "Ole Rask · 3 hours ago · Reply"
_PHRASE_WORDS = 4  # of the longest age: "il y a heures"
_ACTION_CHARACTERS = 60  # of a line of buttons: "Recommend? (8) Report Link"
_HEAD_WORDS = 12  # of a line that announces comments
_NOT_LETTERS = plain_pattern(r"[\W\d_]+")


def age(text: str) -> str:
    """Return the words of an age like "3 hours ago" without the number, or ""."""
    if len(text) > SIGNED_CHARACTERS:
        return ""
    words = _words(text)
    if len(words) > _AGE_WORDS or words_in("comment ages").isdisjoint(words):
        return ""
    ages = folded("comment ages")
    for size in range(min(_PHRASE_WORDS, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            if phrase in ages:
                return phrase
    return ""


def says_when(text: str) -> bool:
    """Whether a line may say when a comment was written: with a date, or with an age."""
    return len(text) <= SIGNED_CHARACTERS and (may_be_date(text) or bool(age(text)))


def aged_line(text: str, at: int) -> Signature | None:
    """Return what a line with an age says, at this index of the page's blocks; None if it has no age."""
    ago = age(text)
    if not ago:
        return None
    said = f" {without_digits(text)} "
    before, _, after = said.partition(f" {ago} ")
    actions = folded("comment actions")
    rest = [word for word in f"{before} {after}".split() if word not in actions]
    acting = len(rest) < len(before.split()) + len(after.split())
    return Signature(at, " ".join(rest), None, bool(before.strip()), acting)


def without_digits(text: str) -> str:
    """Return the words of a text, folded, without numbers."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return DIGITS.sub(" ", fold(text)).split()


def is_action(text: str) -> bool:
    """Whether a line has nothing but words such as "reply", with numbers and signs."""
    if len(text) > _ACTION_CHARACTERS:
        return False
    if plain(text) in labels("comment actions"):
        return True
    words = _NOT_LETTERS.sub(" ", fold(text)).split()
    are_of_actions = bool(words) and words_in("comment actions").issuperset(words)
    return are_of_actions and not folded("comment actions").isdisjoint(_phrases(words))


def is_announcement(text: str) -> bool:
    """Whether a short line says "comments", or how many there are: "3 responses to …"."""
    if counts_comments(text):
        return True
    return count_words(text) <= _HEAD_WORDS and announces_comments(text) and not is_action(text)


def _phrases(words: Sequence[str]) -> Iterator[str]:
    for size in range(1, _PHRASE_WORDS + 1):
        for at in range(len(words) - size + 1):
            yield " ".join(words[at : at + size])


def is_button(block: Block) -> bool:
    """Whether a block is a button of comments that is one of pages, too, such as "Reply" or "Report"."""
    text = block.text
    if len(text) > _ACTION_CHARACTERS or plain(text) not in _buttons():
        return False
    return block.kind != "heading" and text[-1] not in ".!?"


@cache
def _buttons() -> frozenset[str]:
    return labels("comment actions") & labels("page tools")
