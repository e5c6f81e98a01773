"""Finds notes about the author: "Maya Lindholm writes about rivers. She lives on a barge."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ...model import Block
from ...phrases import folded, labels, plain
from ...text.patterns import pattern
from ...text.prose import LINE, PARAGRAPH, is_sentence
from ...text.words import count_words, ends_sentence, fold
from .people import has_first_name, is_role, may_be_person, opens_organisation_name, without_titles

_BEFORE_NOTES = 0.4  # share of a page's prose that comes before most notes
_SHORTEST, _LONGEST = 30, 1000  # characters
_MOST = 2  # paragraphs that begin with one name; more are of a story about the author
_NAME_CHARACTERS = 60
_LINES_ABOVE, _LINE_CHARACTERS = 2, 100  # over a note: the name and the role
_ROLE_CHARACTERS = 120  # of a note within which an early one says what the author is
_GREETING_WORDS = 2  # "Hi there, I'm Maya"
_LONGEST_NOTE = 4  # paragraphs under a heading; more are the story
_MARKS = "(*[_"  # before a note
# A Marta Rocha, O João Amaral: names with an article
_ARTICLE = pattern(r"\A\p{Lu}\s(?=\p{Lu})")


def biographies(
    blocks: Sequence[Block], people: list[str], headline: str = ""
) -> Iterator[tuple[Block, str]]:
    """Yield the notes about authors, each with its evidence: by their headings and by the names in them."""
    prose = [block for block in blocks if len(block.text) >= LINE]
    late = prose[int(len(prose) * _BEFORE_NOTES)].id if prose else 0
    labelled = {block.id: block for block in _under_heading(blocks, late)}
    yield from ((block, "under its heading") for block in labelled.values())
    for block, evidence in _about(blocks, people, headline, late):
        if block.id not in labelled:
            yield block, evidence


def _under_heading(blocks: Sequence[Block], late: int) -> Iterator[Block]:
    """Yield what stands under a heading as "About the author", and the heading.

    Not if it is long or if more text follows under a subhead: it may be a story about somebody's author.
    """
    for i, block in enumerate(blocks):
        if block.id < late or len(block.text) >= LINE or plain(block.text) not in labels("over biographies"):
            continue
        lines = [*takewhile(lambda x: len(x.text) < LINE, blocks[i + 1 : i + 1 + _LINES_ABOVE])]
        start = i + 1 + len(lines)
        note = [*takewhile(lambda x: len(x.text) >= LINE, blocks[start : start + _LONGEST_NOTE + 1])]
        end = start + len(note)
        goes_on = any(is_sentence(x.text) and count_words(x.text) >= PARAGRAPH for x in blocks[end : end + 2])
        if 0 < len(note) <= _LONGEST_NOTE and not goes_on:
            yield from (block, *lines, *note)


def _about(
    blocks: Sequence[Block], people: list[str], headline: str, late: int
) -> Iterator[tuple[Block, str]]:
    """Yield notes that begin with an author's name."""
    authors = [_Author(person, headline) for person in people if " " in without_titles(person)]
    if not authors:
        return
    found: dict[str, list[tuple[Block, str]]] = {}
    for i, block in enumerate(blocks):
        text = block.text
        if _SHORTEST <= len(text) <= _LONGEST:
            opening = text[:_NAME_CHARACTERS].casefold()
            for author in authors:
                if author.written in opening or author.first in opening:
                    above = blocks[max(0, i - _LINES_ABOVE) : i]
                    evidence = _evidence(text, above, author, block.id >= late)
                    if evidence:
                        found.setdefault(author.name, []).append((block, evidence))
                        break
    for about in found.values():
        if len(about) <= _MOST:
            yield from about


class _Author:
    """A full name, as notes are compared with it."""

    __slots__ = ("first", "is_known", "is_subject", "may_be_person", "name", "written")

    def __init__(self, person: str, headline: str) -> None:
        self.name = without_titles(person)
        self.first = self.name.partition(" ")[0]
        self.written = next((x for x in person.split() if fold(x) == self.first), self.first).casefold()
        self.is_known = has_first_name(person)
        """Whether the name opens with a known first name."""
        self.is_subject = self.is_known and self.name.split()[-1] in fold(headline).split()
        """Whether the headline names the author: then a paragraph of the story may open with the name."""
        self.may_be_person = may_be_person(person) and not opens_organisation_name(person.partition(" ")[0])


def _evidence(text: str, above: Sequence[Block], author: _Author, is_late: bool) -> str:
    """Return what shows that a text is a note about an author, or ""."""
    words = _without_opener(text.lstrip(_MARKS))[:_NAME_CHARACTERS].split()
    opening = without_titles(" ".join(words))
    if opening.startswith(f"{author.name} ") and is_late and not _is_said_by(text, author.name):
        is_long = len(text) >= LINE and not author.is_subject
        is_note = is_long or (is_role(text[:_ROLE_CHARACTERS]) and _tells_of(words, author))
        return "begins with the name" if is_note else ""
    if len(text) < LINE or not _is_under_name(above, author):
        return ""
    if is_late and _is_own(opening.split(), author.first):
        return "the author's own words"
    if opening.startswith(author.name) and not author.is_known:
        return ""  # "Marrow Strategies is a …": only a person is called by the first name alone
    if author.may_be_person and opening.startswith(f"{author.first} ") and _tells_of(words, author):
        return "under the name" if is_late or is_role(text[:_ROLE_CHARACTERS]) else ""
    return ""


def _without_opener(text: str) -> str:
    """Return a note from the name on: without an article, "About the author:" or "Reach"."""
    if text[1:2].isspace():
        return _ARTICLE.sub("", text)
    label, colon, after_label = text[:_NAME_CHARACTERS].partition(":")
    if colon and plain(label) in labels("byline by"):
        return after_label.lstrip() + text[_NAME_CHARACTERS:]
    verb, _, rest = text.partition(" ")
    return rest if plain(verb) in labels("author buttons") else text


def _is_said_by(text: str, name: str) -> bool:
    """Whether a text is a turn of an interview: `Maya Lindholm: We began in May.`"""
    before, colon, _ = text[:_NAME_CHARACTERS].replace("：", ":").partition(":")
    return bool(colon) and fold(before) == name


def _is_under_name(above: Sequence[Block], author: _Author) -> bool:
    """Whether lines with the name, or with the name and then a role, are above a note."""
    for block in reversed(above):
        if len(block.text) > _LINE_CHARACTERS or ends_sentence(block.text):
            return False
        if author.name in fold(block.text):
            return True
    return False


def _tells_of(words: list[str], author: _Author) -> bool:
    """Whether a small word follows a name: "Maya is", but not "Maya, you", "Maya: Yes" nor "Maya Town"."""
    names = {*author.name.split(), *folded("titles")}
    at = next((i for i, word in enumerate(words) if not names.issuperset(fold(word).split())), 0)
    return at > 0 and words[at - 1][-1].isalnum() and words[at][0].isalpha() and not words[at][0].isupper()


def _is_own(words: list[str], first: str) -> bool:
    """Whether folded words open a note by the author: "Hi, I'm Maya"."""
    at = words.index(first) if first in words else 0
    phrases = folded("I am, before a name")
    return any(" ".join(words[start:at]) in phrases for start in range(min(at, _GREETING_WORDS + 1)))
