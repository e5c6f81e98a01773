"""Finds the headline of an HTML page: the heading or other block that best matches the declared titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...model import Block, Container, Page, chain
from ...text.patterns import pattern
from ...text.words import COLONS, count_words, fold, telling_words
from ..class_words import is_called
from . import Headline
from .cuts import opens_in_lower_case, without_kicker, without_names, without_suffix
from .declared_titles import LEAST_LETTERS, LONGEST, Declared, fewest_characters, support
from .deks import find_dek
from .kickers import Parted, kicker_above, kicker_text, parted, settled
from .site_names import SiteNames

# How much its place supports a candidate, in addition to the declared titles: by level of the heading.
_PLACE = {1: 0.6, 2: 0.25, 3: 0.1}
_NAMED_HEADLINE = 0.25  # the class name is headline, title …
_VOTES = 2  # declared titles that must end where the heading is cut
_IN_TRAIL = -0.8  # breadcrumbs, lists, asides: probably a repetition of the headline
_IN_TRAIL_SHARE = 0.5  # of the declared titles' support that counts there
_READING_SHARE = 0.2  # of a declared title; a part of it with as much may be the headline
_WRITTEN_LONGER = 1.3  # a title as written is at most this much longer than folded
_ENOUGH = 0.55  # least score: an h1 alone is a headline; an h2 alone is not
_ENOUGH_UNDER_SECTION = 0.5  # the same if the page is titled by its section: an h2 called a headline
_SECTION_WORDS = 3
_STRANGER_WORDS = 4  # fewest words of an h1 that resembles no declared title

_LINES = 3  # of a block, among which the headline is
_LINKED = 0.8  # share of link text of a logo or a teaser
_STEP = pattern(r"\s?[>›»]\s|\s/\s")
_TRAIL_TAGS = frozenset(("nav", "aside", "footer", "li"))
_TRAIL_LEVELS = 3
_LOGO_LEVELS = 2  # the element of a logo, and the one around it


def headline_block(page: Page, declared: Sequence[Declared], site: SiteNames) -> Headline | None:
    """Return the block best supported by the declared titles and its place, or None."""
    best: tuple[float, Block, str] | None = None
    firsts = [b for b in page.blocks if b.level == 1 and b.kind == "heading" and b.text not in site]
    has_headline = any(_place_score(b) > 0 for b in firsts) and not _are_strangers(firsts, declared)
    is_section = not firsts and _is_section(page, declared)
    top = 2 if is_section or (firsts and not has_headline) else 1
    is_titled = any(count_words(d.text) >= _STRANGER_WORDS for d in declared)  # then a link is a logo
    for block in _candidates(page, declared, top):
        folded = fold(block.text)
        if len(folded) < LEAST_LETTERS or block.text in site:
            continue
        votes, evidence = support(folded, declared, block.level if block.level <= top else 0)
        if not votes and (declared and count_words(block.text) < _STRANGER_WORDS):
            continue
        if _is_linked(block) and (_is_teaser(block, firsts) if votes else is_titled):
            continue
        score = _place_score(block) + votes * (_IN_TRAIL_SHARE if in_trail(block.container) else 1)
        if best is None or score > best[0]:
            best = score, block, evidence
    if best is None or best[0] < (_ENOUGH_UNDER_SECTION if is_section else _ENOUGH):
        return None
    _, block, evidence = best
    dek, why = find_dek(page, block) or (None, "")
    whole = _two_part_title(page, block, declared)
    if whole:
        return Headline(whole, block, "headline on the page, in two parts", evidence, dek, why)
    parts = parted(block, page, declared) or Parted("", block.text, "")
    ends = Counter(d.folded for d in declared)
    text = without_names(parts.headline, site, [x for x, count in ends.items() if count >= _VOTES])
    headline = without_kicker(without_suffix(text), [d.text for d in declared])
    kicker, headline = settled(parts.kicker or _before(text, headline), headline)
    if opens_in_lower_case(headline) and not opens_in_lower_case(text):
        kicker, headline = parts.kicker, text  # "“You can dance”: what she missed": one sentence
    found = Headline(headline, block, "headline on the page", evidence, dek, why, dek_text=parts.dek)
    return _with_kicker(found, page, declared, site, kicker)


def headline_in_line(page: Page, declared: Sequence[Declared]) -> tuple[Block, str] | None:
    """Return a paragraph with a line that is a declared title, and that line; a date may be over it."""
    known = {x for d in declared for x in d.readings}
    for block in page.blocks:
        breaks = [x.start for x in block.spans if x.mark == "break"] if block.spans else []
        if not breaks or block.kind != "paragraph":
            continue
        for start, end in pairwise((0, *breaks[:_LINES], len(block.text))[: _LINES + 1]):
            line = block.text[start:end].strip()
            if LEAST_LETTERS <= len(line) <= LONGEST and fold(line) in known:
                return (block, line) if count_words(line) >= _STRANGER_WORDS else None
    return None


def _before(text: str, headline: str) -> str:
    start = text.find(headline)
    return text[:start] if start > 0 else ""


def _with_kicker(
    found: Headline, page: Page, declared: Sequence[Declared], site: SiteNames, before: str
) -> Headline:
    """Return the headline with its kicker: what was before it in its heading, or the line over it.

    If the page declares the two as one headline, with a colon between them, it is one.
    """
    block, evidence = found.block, "before the headline"
    kicker = kicker_text(before, page, site)
    if not kicker:
        above = kicker_above(page, found.block, found.text, declared) if found.block else None
        if above is None:
            return found
        block, evidence = above
        kicker = kicker_text(block.text, page, site)
    whole = _declared_whole(kicker, found.text, declared)
    if whole:
        return replace(found, text=whole)
    return replace(found, kicker=kicker, kicker_block=block, kicker_evidence=evidence) if kicker else found


def _declared_whole(kicker: str, headline: str, declared: Sequence[Declared]) -> str:
    """Return the declared headline "Kicker: headline", or "" if another is declared without the kicker.

    A `<title>` does not count: it may have a section before the headline.
    """
    both, bare = fold(f"{kicker} {headline}"), fold(headline)
    if any(d.folded == bare for d in declared):
        return ""
    wholes = (d.text for d in declared if d.folded == both and d.origin == "og:title")
    return next((x for x in wholes if x[len(kicker) :].lstrip()[:1] in COLONS), "")


def _is_section(page: Page, declared: Sequence[Declared]) -> bool:
    """Whether the declared titles are the last step of the breadcrumbs, and too short for a headline.

    <title>Press releases - Hohenried county</title> … Press > Press releases … <h2>Cycle path opens</h2>
    """
    steps = {fold(_STEP.split(b.text)[-1]) for b in page.blocks if b.links and _STEP.search(b.text)}
    steps = {x for x in steps if x and count_words(x) <= _SECTION_WORDS}
    return bool(steps and declared) and all(not steps.isdisjoint(d.readings) for d in declared)


def _are_strangers(firsts: Sequence[Block], declared: Sequence[Declared]) -> bool:
    """Whether no h1 has a word of the title on which several declared ones agree."""
    agreed = [x for x, count in Counter(d.folded for d in declared).items() if count >= _VOTES]
    words = telling_words(agreed)
    return bool(words) and words.isdisjoint(telling_words(b.text for b in firsts))


def _is_teaser(block: Block, firsts: Sequence[Block]) -> bool:
    """Whether a linked block has the start of an h1 that is no link."""
    start = fold(block.text) + " "
    return any(not _is_linked(b) and fold(b.text).startswith(start) for b in firsts if b is not block)


def _two_part_title(page: Page, block: Block, declared: Sequence[Declared]) -> str:
    """Return the declared title whose first part is in this block, and the rest in the next one; or ""."""
    own = fold(block.text)
    if any(d.folded == own for d in declared):
        return ""
    following = next((b for b in page.blocks if b.id > block.id), None)
    if following is None or following.kind != "heading" or len(following.text) > LONGEST:
        return ""
    both = fold(f"{block.text} {following.text}")
    return next((d.text for d in declared if d.folded == both), "")


def _candidates(page: Page, declared: Sequence[Declared], top: int) -> Iterator[Block]:
    """Yield the headings up to level `top`, and every block whose text is a declared title or part of one."""
    known = {x for d in declared for x, share in d.readings.items() if share >= _READING_SHARE}
    low, high = fewest_characters(known), max(map(len, known), default=0) * _WRITTEN_LONGER
    for block in page.blocks:
        size = len(block.text)
        if block.kind == "heading" and 0 < block.level <= top:
            if size <= LONGEST:
                yield block
        elif low <= size <= high and fold(block.text) in known:
            yield block


def _place_score(block: Block) -> float:
    """Return how much a block's place supports it."""
    value = _PLACE.get(block.level, 0.0) if block.kind == "heading" else 0.0
    container = block.container
    if in_trail(container) or _is_logo(container):
        return value + _IN_TRAIL
    if is_called(container, "headline") and not is_called(container, "entry"):
        value += _NAMED_HEADLINE
    return value


def _is_linked(block: Block) -> bool:
    return block.link_density > _LINKED


def _is_logo(container: Container | None) -> bool:
    """Whether a heading is the site's name: in the logo's element, or with a class like "site-title"."""
    names = frozenset().union(*(each.tokens for each in chain(container, _LOGO_LEVELS)))
    return is_called(container, "logo") or {"site", "branding"} <= names


def in_trail(container: Container | None) -> bool:
    """Whether a block is where pages repeat titles: in breadcrumbs, lists, menus, boxes."""
    return any(
        each.tag in _TRAIL_TAGS or is_called(each, "trail") for each in chain(container, _TRAIL_LEVELS)
    )
