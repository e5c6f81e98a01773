"""Finds the kicker of a headline, the words before or over it, and cuts off what else shares its heading.

<h1><span class="kicker">Harbour</span> Quay costs double <small>3 May 2024</small></h1>
->  kicker "Harbour", headline "Quay costs double"
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import regex

from ...model import Block, HeadingPart, Page, chain
from ...text.patterns import pattern
from ...text.words import count_words, fold, squash
from ..class_words import class_words, is_called
from ..dates.labels import other_words
from .cuts import is_day
from .declared_titles import Declared
from .deks import is_dated
from .site_names import SiteNames

_MOST_WORDS = 10  # of a kicker
_LONGEST = 80  # characters
_WITHIN = 3  # blocks above the headline
_LEVELS = 2  # the element of a kicker, and the one around it
_MOST_LINK = 0.5  # share of link text; a kicker that is a link names a section

# What separates a kicker from the headline or a date from its section: ": "   " – "   " / "   " » "
_AROUND = pattern(
    r"""\A (?:[\s:：|¦｜/•·–—―-] | [»›>](?=\s))++ | (?:[\s:：|¦｜/•·–—―-] | (?<=\s)[»›>](?=\s*\Z))++ \Z""",
    regex.X,
)
_TRAIL = pattern(r"[|¦｜»›>〉•·]\s|〉")
_MARKS_AFTER = pattern(r"(?<![^\p{L}\p{N}\s])[^\p{L}\p{N}\s]++\Z")
# the end of a kicker that was cut too early: "Rain stops play" after »"«, »": Rain stops play«
_CLOSING = pattern(r"[\"'“”’»«]\s?[:–—-]\s++|[\"”’»](?=\S)")
_QUOTES = {"„": "“”", "“": "”", "«": "»", "»": "«"}


@dataclass(frozen=True, slots=True)
class Parted:
    """A heading cut into kicker, headline and dek; "" for what it lacks."""

    kicker: str
    headline: str
    dek: str


def parted(block: Block, page: Page, declared: Sequence[Declared]) -> Parted | None:
    """Return the parts of a heading that has a kicker, a dek or a date in its own element, else None."""
    parts = [part for part in page.head.heading_parts if part.block == block.id]
    if len(parts) < 2 or len(parts) > _MOST_WORDS:
        return None
    first, last = 0, len(parts)
    titles = {squash(title.folded) for title in declared}
    if _opens_with_kicker(parts, titles):
        first = next((i for i in range(1, last) if fold(parts[i].text)), 1)
    if last - first > 1 and _ends_with_more(parts[first:], titles):
        last -= 1
    texts = _texts(block.text, parts)
    if texts is None or (first, last) == (0, len(parts)):
        return None
    kicker, headline, more = (
        _trimmed("".join(texts[a:b])) for a, b in ((0, first), (first, last), (last, len(parts)))
    )
    is_dek = last < len(parts) and not parts[last].names.isdisjoint(class_words("dek"))
    return Parted(kicker, headline, more if is_dek else "")


def _opens_with_kicker(parts: Sequence[HeadingPart], titles: Collection[str]) -> bool:
    """Whether the first part is a kicker: by its name, or because a declared title lacks it."""
    first, *others = parts
    if count_words(first.text) > _MOST_WORDS:
        return False
    if not first.names.isdisjoint(class_words("kicker")):
        return True
    rest = " ".join(x.text for x in others)
    is_named = not first.names.isdisjoint(class_words("dek"))  # a dek cannot come first
    return len(first.text) <= len(rest) and (is_named or squash(rest) in titles)


def _ends_with_more(parts: Sequence[HeadingPart], titles: Collection[str]) -> bool:
    """Whether the last part is a dek by its name, or what is before it is a declared title."""
    *others, last = parts
    if not last.names.isdisjoint(class_words("dek")):
        return True
    return squash(" ".join(x.text for x in others)) in titles


def _texts(text: str, parts: Sequence[HeadingPart]) -> list[str] | None:
    """Return the text cut where its parts begin; None if it does not consist of them."""
    found, start = [], 0
    for part in parts:
        want, end = squash(part.text), start
        while want and end < len(text) and len(squash(text[start:end])) < len(want):
            end += 1
        if want and squash(text[start:end]) != want:
            return None
        after = _MARKS_AFTER.search(part.text)
        if want and after and text.startswith(after[0], end):
            end = end + len(after[0])
        found.append(text[start:end])
        start = end
    found[-1] += text[start:]
    return None if squash(text[start:]) else found


def kicker_above(
    page: Page, block: Block, headline: str, declared: Sequence[Declared]
) -> tuple[Block, str] | None:
    """Return the line over the headline that is its kicker, and the evidence."""
    around = set(chain(block.container))
    own = fold(headline)
    for line in _lines_above(page, block):
        if line.link_density > _MOST_LINK or is_dated(line) or count_words(line.text) > _MOST_WORDS:
            continue
        named = next(
            (x for x in chain(line.container, _LEVELS) if x not in around and is_called(x, "kicker")), None
        )
        if named is not None:
            return line, f"element called {min(named.tokens & class_words('kicker'))}"
        both = f"{fold(line.text)} {own}"
        if any(title.folded == both for title in declared):
            return line, "a declared title opens with it"
    return None


def _lines_above(page: Page, block: Block) -> Iterator[Block]:
    """Yield the short lines just above the headline, nearest first."""
    for line in reversed(page.blocks):
        if block.id - _WITHIN <= line.id < block.id and 0 < len(line.text) <= _LONGEST:
            yield line


def kicker_text(text: str, page: Page, site: SiteNames) -> str:
    """Return a kicker without the marks around it; "" for a date, a label or a section's or site's name."""
    kicker = _trimmed(text)
    folded = fold(kicker)
    if not folded or count_words(kicker) > _MOST_WORDS or _TRAIL.search(kicker) or is_day(kicker):
        return ""
    if kicker in site or folded == fold(page.claimed("section") or "") or not other_words(kicker):
        return ""
    sections = page.url.split("/") if page.url else ()
    return "" if any(fold(x) == folded for x in sections) else kicker


def settled(kicker: str, headline: str) -> tuple[str, str]:
    """Return kicker and headline with the quotation marks of each.

    >>> settled('"It begins', '": Rain stops play')
    ('"It begins"', 'Rain stops play')
    """
    closing = _CLOSING.match(headline)
    if closing and _is_open(kicker):
        return kicker + closing[0][0], headline[closing.end() :]
    return kicker, headline


def _is_open(kicker: str) -> bool:
    """Whether a quote begins in a text and does not end there."""
    if kicker.count('"') % 2:
        return True
    return any(kicker.rfind(a) > max(map(kicker.rfind, ends)) for a, ends in _QUOTES.items())


def _trimmed(text: str) -> str:
    return _AROUND.sub("", text)
