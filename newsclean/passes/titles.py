"""Claims the headline and drops its echoes: headings, breadcrumbs and alt texts that repeat it.

Candidates are headings, `<title>`, the tags for sharing and JSON-LD; in a dump, lines that are repeated or
are above the byline and the first paragraphs. The one that most others agree with wins, and visible ones
are preferred. The dek under the headline becomes the subtitle, the words over or before it the kicker.

Before: <title>Council keeps library - Valley Echo</title> … <li>Home › Council keeps library</li>
        <h1>Council keeps library</h1> <p class="standfirst">Roof repairs come first</p>
After:  title is "Council keeps library", subtitle is "Roof repairs come first"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..evidence.headlines import Headline
from ..evidence.headlines.cuts import (
    sections_shown,
    title_of_record,
    with_blanks_between,
    without_names,
    without_sections,
    without_suffix,
)
from ..evidence.headlines.declared_titles import (
    LEAST_LETTERS,
    Declared,
    declared_titles,
    fewest_characters,
    site_names,
    support,
)
from ..evidence.headlines.dump_headline import headline_line
from ..evidence.headlines.html_headline import headline_block, headline_in_line, in_trail
from ..evidence.headlines.site_names import SiteNames
from ..evidence.structured_data import article_values
from ..model import Block, Claim, Drop, Edit, Page, Rewrite
from ..text.patterns import pattern
from ..text.words import ELLIPSES, fold

_UNMISTAKABLE = 12  # folded characters; a line this long that equals the title must be its echo
_ECHO_LONGER = 1.3  # times the folded length that an unfolded echo may have
_TIE = 0.05  # of support: the title that is declared first wins
_TAIL = 6  # characters that breadcrumbs share with the end of their title
_TRAIL_LONGEST = 80  # folded characters of breadcrumbs before the title

_NOTHING: Mapping[int, float] = MappingProxyType({})
_FIRST_LINES = 3  # blocks among which dump tools print the <title>
# "Home > Local > Council keeps library"    "You are here: Home » Local"
_TRAIL_MARKS = pattern(r"[>›»/|→]|\s[-–]\s")


def titles(page: Page, usual: Mapping[int, float] = _NOTHING) -> Iterator[Edit]:
    """Claim title and subtitle; drop the headline's block and its echoes.

    usual: on what share of the pages of a dump's site the headline stands where these blocks are, by id.
    """
    site = site_names(page)
    declared = declared_titles(page.head, site)
    shown = headline_block(page, declared, site) if page.is_html else headline_line(page, site, usual)
    found = shown or _declared_only(page, declared, site)
    in_line = None if shown or not page.is_html else headline_in_line(page, declared)
    if in_line:
        block, headline = in_line
        yield Claim("title", headline, block.id, "a line of its block", "<title>")
        rest = filter(None, map(str.strip, block.text.split(headline, 1)))
        yield Rewrite(block.id, " ".join(rest), "the headline, claimed as title")
        yield from _echoes(page, Headline(headline, None, "", ""), declared)
        return
    if found is None:
        return
    if found.block and (parts := [x.text for x in page.head.heading_parts if x.block == found.block.id]):
        text = with_blanks_between(parts, found.text, [x.text for x in declared])
        found = replace(found, text=text)
    yield Claim("title", found.text, found.block.id if found.block else None, found.reason, found.evidence)
    yield from _subtitle(page, found)
    yield from _kicker(found)
    yield from _echoes(page, found, declared)


def _declared_only(page: Page, declared: Sequence[Declared], site: SiteNames) -> Headline | None:
    """Return the declared title that most others agree with, for pages where no block shows it."""
    best: tuple[float, str, str] | None = None
    sections = sections_shown(block.text for block in page.blocks)
    ends = {title.folded for title in declared}
    for title in declared:
        text = without_suffix(without_names(without_sections(title.text, sections), site, ends))
        folded = fold(text)
        if len(folded) < LEAST_LETTERS or text in site:
            continue
        score, _ = support(folded, declared, level=1)
        if best is None or score > best[0] + _TIE:
            best = score, text, title.origin
    return Headline(best[1], None, "declared by the page", best[2]) if best else None


def _subtitle(page: Page, found: Headline) -> Iterator[Edit]:
    """Claim the dek under the headline, or the declared one, and drop the headings that show it."""
    at = found.block.id if found.block else None
    if found.dek is not None:
        dek, at = found.dek.text, found.dek.id
        yield Claim("subtitle", dek, at, "dek under the headline", found.dek_evidence)
        yield Drop(at, "claimed as the subtitle")
    elif found.dek_text:
        dek = found.dek_text
        yield Claim("subtitle", dek, at, "dek in the heading")
    else:
        dek = next(iter(article_values(page.head, "alternativeHeadline")), "")
        if not dek or fold(dek) == fold(found.text):
            return
        yield Claim("subtitle", dek, None, "declared by the page", "JSON-LD alternativeHeadline")
    folded = fold(dek)
    for block in page.blocks:
        if block.kind == "heading" and block.id != at and fold(block.text) == folded:
            yield Drop(block.id, "repeats the subtitle")


def _kicker(found: Headline) -> Iterator[Edit]:
    """Claim the kicker, and drop the line over the headline that has it."""
    above = found.kicker_block
    if above is None:
        return
    yield Claim("kicker", found.kicker, above.id, "kicker of the headline", found.kicker_evidence)
    if above is not found.block:
        yield Drop(above.id, "claimed as the kicker")


def _echoes(page: Page, found: Headline, declared: Sequence[Declared]) -> Iterator[Edit]:
    """Drop the headline's block and the blocks that repeat it."""
    own = {fold(found.text), *(d.folded for d in declared)}
    if found.block is not None:
        own.add(fold(found.block.text))
    title = fold(found.text)
    shortest, longest = fewest_characters(own), max(map(len, own)) * _ECHO_LONGER
    ends = (found.text[-_TAIL:], *ELLIPSES)
    for block in page.blocks:
        size = len(block.text)
        if block.id == 0 and not page.is_html and fold(title_of_record(block.text)) == title:
            continue  # a record before the page: the dates pass reads and drops it
        if found.block is not None and block.id == found.block.id:
            yield Drop(block.id, "the headline, claimed as title")
        elif shortest <= size <= longest or (
            size <= longest + _TRAIL_LONGEST and (block.id < _FIRST_LINES or block.text.endswith(ends))
        ):
            reason = _echo_reason(block, title, own)
            if reason:
                yield Drop(block.id, reason)


def _echo_reason(block: Block, title: str, own: set[str]) -> str:
    """Return why a block is an echo of the title, or ""."""
    folded = fold(block.text)
    if folded in own and (block.kind == "heading" or len(folded) >= _UNMISTAKABLE):
        return "repeats the title"
    if len(title) < _UNMISTAKABLE:
        return ""
    if folded.endswith(title) and in_trail(block.container) and len(folded) <= len(title) + _TRAIL_LONGEST:
        return "breadcrumbs that end in the title"
    if block.container is None:
        return _line_echo_reason(block, folded, title)
    if block.text.endswith(ELLIPSES) and len(folded) >= _UNMISTAKABLE and title.startswith(folded):
        return "repeats the title, shortened"
    return ""


def _line_echo_reason(block: Block, folded: str, title: str) -> str:
    """Return why a longer line of a dump is an echo of the title, or ""."""
    extra = len(folded) - len(title)
    if not 0 < extra <= _TRAIL_LONGEST:
        return ""
    if folded.endswith(" " + title) and _TRAIL_MARKS.search(block.text):
        return "breadcrumbs that end in the title"
    if block.id < _FIRST_LINES and folded.startswith(title + " "):
        return "the page's <title>, which repeats the title"
    return ""
