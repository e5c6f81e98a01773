"""Drops page furniture: navigation, header and footer, consent, share bars, sign-up boxes, comments.

    Before:  Home · World · Sport / We use cookies to improve our service. / The bridge reopened on Monday. /
             Share on Facebook / 3 comments / © 2024 The Example. All rights reserved.
    After:   The bridge reopened on Monday.

Each container is judged once, by its tag, role and class words, but one that holds the headline or much of
the page's prose is never furniture. Single lines are judged by their text.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from functools import cache

import regex

from ..evidence.bylines.signed import people_signing
from ..evidence.class_words import class_words, is_called, roles
from ..evidence.comments.wording import is_button
from ..evidence.dates.date_lines import published_in
from ..evidence.next_stories import next_stories
from ..evidence.tag_lines import tags_of_line
from ..evidence.unshown import is_unshown
from ..model import Block, Claim, Container, Drop, Edit, Page, chain, chain_below
from ..phrases import labels, lines, plain, worded, written
from ..text.patterns import pattern, plain_pattern
from ..text.prose import is_running_text
from ..text.words import count_words, fold

# Roles of class words that name furniture; also the reasons to drop it.
_FURNITURE = (
    "navigation",
    "page footer",
    "consent notice",
    "dialog",
    "share buttons",
    "subscription offer",
    "newsletter",
    "account",
    "advertising",
    "comments",
    "donation",
    "page tools",
)
# Elements whose id may be a slug of their own text: `<h2 id="what-share-of-voters">`.
_SLUGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SLUG_WORDS = 3  # of the heading of a section whose id is made of it
_TAGS: Mapping[str, str] = {
    "nav": "navigation",
    "menu": "navigation",
    "dialog": "dialog",
    "form": "form",
    "header": "page header",
    "footer": "page footer",
}
# A header or footer in one of these is part of the article: its byline, its tags, a quotation's source.
_OF_ARTICLES = frozenset(("header", "footer"))
_ARTICLE_TAGS = frozenset("article main blockquote figure".split())

# Furniture by class names that may hold the article's own date: below the text, and over it
_OVER_TEXT = frozenset(("navigation", "comments", "share buttons"))
_BEFORE_DATE = 0.1  # share of the page's prose that may be before it
_BESIDE = 3  # blocks from a first-level heading
_ARTICLE_NAMES = frozenset(("article", "entry", "post", "story"))
_LINE_CHARACTERS = 120  # of a line with the author or the date
_YEAR = plain_pattern(r"\d\d")

_HEADLINE_CHARACTERS = 15  # fewer are the name of a section or the site
# Largest share of the page's prose in a container that can be furniture: a wrapper may be called `has-nav` or
# `cookies-on`. Navigation and headers hold a teaser or two at most.
_MOST_PROSE: Mapping[str, float] = {
    "navigation": 0.05,
    "page header": 0.05,
    "page footer": 0.2,
    "subscription offer": 0.6,  # under the opening of a paywalled story
}
_MOST_PROSE_ELSEWHERE = 0.3
# Share of the page's prose before a footer, and before comments that are longer than their story.
_BEFORE_FOOTER = 0.5
_BEFORE_COMMENTS = 0.25

# Sections of the phrase lists whose labels make up a whole line, and the reasons to drop it.
_LABELS: Mapping[str, str] = {
    "site links": "site link",
    "page tools": "page tool",
    "account": "account",
    "sharing": "share button",
    "reading time": "reading time",
    "rights": "copyright",
    "newsletter": "newsletter",
    "comments": "comments",
    "consent labels": "consent notice",
    "advertising": "advertising label",
    "skip links": "skip link",
}
_BRANDS = "name of a network"
_BUTTONS = frozenset((_BRANDS, "share button"))
# These can be real subheads: "Privacy", "Search", "Facebook".
_MEANT_AS_HEADING = frozenset(("site link", "page tool", "account", "share button"))
_ROW_LINKS = 0.9  # share of link text in a row of buttons
_FEWEST_BUTTONS = 3  # links that say the same, one in each entry of a list
_BUTTON_CHARACTERS = 24
_BUTTON_KINDS = frozenset(("paragraph", "list_item"))
_LABEL_CHARACTERS = 90  # the longest labels are sentences under comment forms

# "12 comments"    "Comments (3)"    "5 min read"    "Lesezeit: 3 Minuten"
_NUMBERED = frozenset(("comments", "share button", "reading time"))
_COUNT_DIGITS = 5  # of a count; "23.07.2024 · 6 min read" has more, and dates the story
_NUMBERED_CHARACTERS = 40
_DIGIT = plain_pattern(r"\d")
# ★★★★☆ 4.9 from 36 votes
_STARS = pattern(r"[★☆⭐✩✭]{3,}+\s*+(?:\Z|[\d(])")
_RATING_WORDS = 8
_NOT_LETTERS = pattern(r"[\p{N}\p{P}\p{S}\s]++")

# © 2024 The Example    Copyright 2019-2024 Example Media Ltd.    (c) Example, alle Rechte vorbehalten
_COPYRIGHT = worded(
    r".{0,80}?(?:©|<<copyright>>|\(c\)).{0,60}?"
    r"(?:\b(?:19|20)\d\d\b|<<rights in copyright lines>>\b)",
    regex.I | regex.S,
)
_COPYRIGHT_CHARACTERS = 250

# Words for cookies, in notices that begin like the [consent openings]
_COOKIES = worded("<<cookies>>", regex.I)
# … and what sentences that begin like the [calls] ask for: networks to follow, newsletters to get
_ASKED_FOR = worded(
    r"\b(?:<<networks>>|<<inbox>>)\b|<<newsletters>>|@\w++\.?+\w++",
    regex.I,
)
_CALL_CHARACTERS = 250
_AGE_CHARACTERS = 80  # of a line that says how old the page is
_RULE_CHARACTERS = 40  # of a line that holds only signs
_SAID = frozenset("!?…？！؟")  # speech without words: "?!"
# notes with one of a section's phrases anywhere in them, the fewest and the most characters of their text
_NOTES = {
    "unedited": ("note on an agency's text", 40, 250),
    "unsubscribing": ("newsletter", 12, 400),
}
_OPENING = 6  # characters that tell most openings from other text
_SHORT_OPENING = 2  # of openings in scripts that need fewer characters


def page_furniture(page: Page) -> Iterator[Edit]:
    """Drop what surrounds the article on every page of a site."""
    left = list(page.blocks)
    if page.is_html:
        others, headline = next_stories(page)
        for block in others:
            yield Drop(block.id, "another story on an endless page", headline)
        left = yield from _furniture_by_container(page)
    else:  # buttons like "Reply" show `comment_threads` what is a comment; it drops them
        left = [block for block in left if not is_button(block)]
    if any(map(is_unshown, left[-1:])):
        left = yield from _without_notices(left)
    yield from _furniture_by_label(left)


def _without_notices(blocks: Sequence[Block]) -> Generator[Edit, None, list[Block]]:
    """Drop what a page shows in place of its article, which is in its data: "Please enable JavaScript"."""
    openings = tuple(labels("blocked text"))
    left = []
    for block in blocks:
        if not is_unshown(block) and plain(block.text).startswith(openings):
            yield Drop(block.id, "notice in place of the article")
        else:
            left.append(block)
    return left


def _furniture_by_container(page: Page) -> Generator[Edit, None, list[Block]]:
    """Drop the blocks of furniture containers; return the remaining ones."""
    shares = _ProseShares(page)
    verdicts: dict[Container, tuple[str, str] | None] = {}
    left: list[Block] = []
    dated: dict[bool, list[Block]] = {True: [], False: []}  # over the text, below it
    signed: dict[tuple[str, ...], Block] = {}
    for i, block in enumerate(page.blocks):
        shares.at = i
        container = block.container
        verdict = _verdict(container, shares, verdicts) if container is not None else None
        if verdict is None:
            left.append(block)
        else:
            yield Drop(block.id, *verdict)
            is_over_text = verdict[0] in _OVER_TEXT
            if _may_be_around_text(block, *verdict, shares):
                is_of_article = _is_in_article_by_name(block)
                if is_of_article and _YEAR.search(block.text):
                    dated[is_over_text].append(block)
                if is_of_article or shares.is_beside_headline():
                    signed.setdefault(people_signing(block), block)
    lines = dated[True] or dated[False]
    found = list(published_in(page, lines)) if lines else []
    if len({x.day for x in found}) == 1:  # `dates` uses it if the page shows no other
        yield Claim("published", found[0].value, found[0].block, "written on the page", found[0].origin)
    signed.pop((), None)
    for people, block in signed.items() if len(signed) == 1 else ():  # `bylines` uses them in the same way
        yield Claim("authors", people, block.id, "signed on the page", "line in the article's own furniture")
    return left


def _may_be_around_text(block: Block, reason: str, evidence: str, shares: _ProseShares) -> bool:
    """Whether a short line is in furniture right over the text or below it."""
    if len(block.text) > _LINE_CHARACTERS or evidence.startswith("<"):
        return False
    return reason == "page footer" or (reason in _OVER_TEXT and shares.share_before() < _BEFORE_DATE)


def _is_in_article_by_name(block: Block) -> bool:
    """Whether a block is in an element of the article: `<div class="post-footer">`."""
    around = chain(block.container)
    return any(each.tag == "article" or not _ARTICLE_NAMES.isdisjoint(each.tokens) for each in around)


def _furniture_by_label(blocks: Sequence[Block]) -> Iterator[Edit]:
    """Drop known labels, copyright lines and consent notices."""
    known, openings, notes = _known_labels(), _openings(), _notes_on(blocks)
    found = [
        _label(block, known)
        or _notice(block.text, openings)
        or _note(block.text, notes)
        or _signs_reason(block)
        for block in blocks
    ]
    last = len(blocks) - 1
    buttons = _repeated_buttons(blocks)
    for i, reason in enumerate(found):
        if not reason and blocks[i].id in buttons:
            reason = "button of each entry"
        if reason == _BRANDS:  # "Facebook" alone may be a subject; beside another button it is a button
            beside = (found[i - 1] if i else "", found[i + 1] if i < last else "")
            reason = "share button" if blocks[i].kind != "heading" and not _BUTTONS.isdisjoint(beside) else ""
        if reason:
            yield Drop(blocks[i].id, reason)


def _repeated_buttons(blocks: Sequence[Block]) -> set[int]:
    """Return the ids of links that say the same and each lead somewhere else: "Book now", "Check price"."""
    alike: dict[str, list[Block]] = {}
    for block in blocks:
        may_be = len(block.spans) == 1 and len(block.text) <= _BUTTON_CHARACTERS
        if may_be and block.kind in _BUTTON_KINDS and block.link_density > _ROW_LINKS:
            alike.setdefault(block.text, []).append(block)
    same = [each for each in alike.values() if len(each) >= _FEWEST_BUTTONS]
    return {b.id for each in same if len({x.links[0].href for x in each}) == len(each) for b in each}


def _label(block: Block, known: Mapping[str, str]) -> str:
    """Return the reason to drop a block that is only a label, or a row of links that are, or `""`."""
    text = block.text
    if len(text) > _LABEL_CHARACTERS:
        return ""
    label = plain(text)
    if label not in known and len(block.spans) > 1 and block.link_density > _ROW_LINKS:
        reasons = [known.get(plain(text[link.start : link.end]), "") for link in block.links]
        if len(reasons) > 1 and all(reasons):
            return reasons[0]
    reason = known.get(label, "")
    if not reason and len(text) <= _NUMBERED_CHARACTERS and 0 < len(_DIGIT.findall(text)) <= _COUNT_DIGITS:
        reason = known.get(_NOT_LETTERS.sub(" ", label).strip(), "")
        if reason not in _NUMBERED:
            return ""
    if reason and " " not in label:
        if block.kind == "heading" and reason in _MEANT_AS_HEADING:
            return ""
        if text[-1] in ".!?":  # it is speech
            return ""
    return reason


def _notice(text: str, openings: Mapping[str, tuple[str, ...]]) -> str:
    """Return the reason to drop a copyright line, a cookie notice or a standing note, or `""`."""
    start = text[:_OPENING].casefold()
    if start not in openings:
        start = start[:_SHORT_OPENING]
    if start in openings:
        beginning = text[:_LABEL_CHARACTERS].casefold()
        if beginning.startswith(_casefolded("standing notes")):
            return "standing note"
        is_short = len(text) <= _AGE_CHARACTERS and _DIGIT.search(text) is not None
        if is_short and beginning.startswith(_casefolded("age of the page")):
            return "note on the page's age"
        if beginning.startswith(openings[start]) and _COOKIES.search(text):
            return "consent notice"
        if (
            len(text) <= _CALL_CHARACTERS
            and beginning.startswith(_casefolded("calls"))
            and _ASKED_FOR.search(text)
        ):
            return "call to follow or subscribe"
    if len(text) <= _COPYRIGHT_CHARACTERS and ("©" in text or text.startswith(_copyright_openings())):
        return "copyright" if _COPYRIGHT.match(text) else ""
    return ""


def _notes_on(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Return the sections of notes and their phrases that are on the page at all: most pages have none."""
    said = "\n".join([block.text for block in blocks]).casefold()
    words = {"", *said.split()}
    return [(section, phrase) for section, phrase, word in _notes() if word in words and phrase in said]


@cache
def _notes() -> tuple[tuple[str, str, str], ...]:
    """Return the section of each phrase, the phrase, and a word that no text with the phrase lacks, or ""."""
    phrases = [(section, phrase) for section in _NOTES for phrase in _casefolded(section)]
    return tuple([(section, x, max(x.split()[1:-1], key=len, default="")) for section, x in phrases])


def _note(text: str, notes: Sequence[tuple[str, str]]) -> str:
    """Return the reason to drop a text that has one of these phrases in it, or `""`."""
    said = text.casefold() if notes else ""
    for section, phrase in notes:
        reason, shortest, longest = _NOTES[section]
        if shortest <= len(text) <= longest and phrase in said:
            return reason
    return ""


def _signs_reason(block: Block) -> str:
    """Return the reason to drop a line of tags, of stars or of signs such as "___", or `""`."""
    text = block.text
    if ":" in text or "：" in text:
        return "line of tags" if tags_of_line(text) else ""
    if text[:1].isalnum():
        return ""  # most lines begin with a letter or digit
    if _STARS.match(text) and count_words(text) <= _RATING_WORDS:
        return "rating"
    if len(text) > _RULE_CHARACTERS or block.kind in ("code", "table") or text[-1:] in _SAID:
        return ""
    return "" if any(map(str.isalnum, text)) else "no words"


@cache
def _known_labels() -> Mapping[str, str]:
    known = {label: reason for section, reason in _LABELS.items() for label in labels(section)}
    known.update(dict.fromkeys(map(plain, lines("mul", "sharing")), _BRANDS))
    return {label: reason for label, reason in known.items() if len(label) > 1 or not label.isascii()}


@cache
def _copyright_openings() -> tuple[str, ...]:
    words = written("copyright")
    return (*words, *map(str.upper, words), *map(str.title, words), "(c) ", "(C) ")


@cache
def _casefolded(section: str) -> tuple[str, ...]:
    return tuple(phrase.casefold() for phrase in written(section))


@cache
def _openings() -> Mapping[str, tuple[str, ...]]:
    """Return the openings of notices and calls, by their first characters."""
    openings: dict[str, tuple[str, ...]] = {}
    sections = ("consent openings", "standing notes", "age of the page", "calls")
    for phrase in frozenset().union(*map(written, sections)):
        start = phrase.casefold()[: _OPENING if len(phrase) >= _OPENING else _SHORT_OPENING]
        openings[start] = (*openings.get(start, ()), phrase.casefold())
    return openings


class _ProseShares:
    """The share of the page's prose in each container, and the containers of its headline."""

    def __init__(self, page: Page) -> None:
        self._blocks = page.blocks
        self.at = 0  # index of the current block
        self.titled: set[Container] = set()
        self.titled_last: set[Container] = set()  # around a block that `<title>` ends with
        self._before = [0]  # characters of prose before each block
        self._inside: dict[Container, int] = {}  # and in each container that holds any
        self._headlines = {i for i, b in enumerate(page.blocks) if b.level == 1 and b.kind == "heading"}
        title = page.head.title
        for block in page.blocks:
            size = _prose(block)
            self._before.append(self._before[-1] + size)
            if size:
                for container in chain(block.container):
                    self._inside[container] = self._inside.get(container, 0) + size
            # Not every page puts its headline into an h1: a block that `<title>` begins with counts too.
            if (block.level == 1 and block.kind == "heading") or (
                len(block.text) >= _HEADLINE_CHARACTERS and title.startswith(block.text)
            ):
                self.titled.update(chain(block.container))
            elif len(block.text) >= _HEADLINE_CHARACTERS and title.endswith(block.text):
                self.titled_last.update(chain(block.container))

    def share(self, container: Container) -> float:
        """Return the share of the page's prose in the container."""
        return self._inside.get(container, 0) / (self._before[-1] or 1)

    def heading_here(self) -> str:
        """Return the text of the current block if it is a heading."""
        block = self._blocks[self.at]
        return block.text if block.kind == "heading" else ""

    def is_beside_headline(self) -> bool:
        """Whether a first-level heading is right before or after the current block."""
        return not self._headlines.isdisjoint(range(self.at - _BESIDE, self.at + _BESIDE + 1))

    def share_before(self) -> float:
        """Return the share of the page's prose before the current block."""
        return self._before[self.at] / self._before[-1] if self._before[-1] else 1.0


def _prose(block: Block) -> int:
    """Return the number of characters of a block of prose, 0 for others."""
    return len(block.text) if is_running_text(block) else 0


def _verdict(
    container: Container, shares: _ProseShares, verdicts: dict[Container, tuple[str, str] | None]
) -> tuple[str, str] | None:
    """Return reason and evidence if the container or one around it is furniture; each is judged once."""
    unknown = chain_below(container, verdicts)
    known = unknown[-1].parent if unknown else container
    verdict = verdicts[known] if known is not None else None
    for each in reversed(unknown):
        if verdict is None and (each.tag in _TAGS or is_called(each, *_FURNITURE)):
            verdict = _judge(each, shares)
        verdicts[each] = verdict
    return verdict


def _judge(container: Container, shares: _ProseShares) -> tuple[str, str] | None:
    tag = container.tag
    if tag in _SLUGS or container in shares.titled:
        return None
    reason = _TAGS.get(tag, "")
    if reason and not (tag in _OF_ARTICLES and _in_article(container)) and _fits(reason, container, shares):
        return reason, f"<{tag}>"
    names = container.tokens & class_words(*_FURNITURE)
    if names and _is_named_after_heading(container, shares.heading_here()):
        return None
    for name in sorted(names):
        reason = next(role for role in _FURNITURE if role in roles()[name])
        if _fits(reason, container, shares):
            return reason, name
    return None


def _is_named_after_heading(container: Container, heading: str) -> bool:
    """Whether an element's id has all words of its first heading: `id="the-role-of-comments"`.

    Two words do not tell: "Related articles" heads a `related-articles` box too.
    """
    words = fold(heading).split()
    return len(words) >= _SLUG_WORDS and container.tokens.issuperset(words)


def _fits(reason: str, container: Container, shares: _ProseShares) -> bool:
    """Whether the container holds little enough prose and is where such furniture is."""
    if reason == "page footer" and shares.share_before() < _BEFORE_FOOTER:
        return False
    if reason == "comments":
        if container in shares.titled_last:  # "comments-page" around the story; elsewhere the site's name
            return False
        if shares.share_before() >= _BEFORE_COMMENTS:
            return True
    return shares.share(container) <= _MOST_PROSE.get(reason, _MOST_PROSE_ELSEWHERE)


def _in_article(container: Container | None) -> bool:
    return any(each.tag in _ARTICLE_TAGS or is_called(each, "article") for each in chain(container))
