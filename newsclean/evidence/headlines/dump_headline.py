"""Finds the headline of a dump: the line above the main run of prose that reads most like one.

No markup marks it, so every line near the start of the prose is scored by signs.

    • Home > Local                                        no: a list
    Bridge reopens after two years                        the headline: signed, and in the text's words
    By Ada Writer, 3 May 2024
    The bridge over the Lenn reopened on Friday, two …    the run of prose

prose_run        the main run of prose
nearby_lines     the lines around its start
headline_signs   what speaks for and against a line being the headline
dump_deks        the dek under it
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...model import Page
from ...text.patterns import LETTER, pattern
from ...text.words import count_words, fold
from ..dates import find_dates
from ..dates.labels import other_words
from . import Headline
from .cuts import (
    headlines_closing,
    sections_shown,
    title_of_record,
    without_images,
    without_kicker,
    without_names,
    without_sections,
    without_suffix,
)
from .deks import alike
from .dump_deks import dek_under, may_be_dek
from .headline_signs import (
    LEAST_SCORE,
    OUTDENTED,
    RIGHT_UNDER,
    SIGNED_WITHIN,
    is_under_headline,
    line_above,
    points,
    points_against,
    points_for,
)
from .nearby_lines import FIRST_LINES, LONGEST, NearbyLines
from .prose_run import main_run, prose_words, run_above
from .site_names import SiteNames

_SHORTEST = 8  # characters
_FEWEST_WORDS, _MOST_WORDS = 2, 40
_DEK_WORDS, _DEK_AHEAD = 8, 0.45  # points: a longer line has more words of the text
_FAR_AHEAD = 3.0  # points: the headline is repeated, or there is a picture between the two
_COPY_WITHIN = 4  # blocks
_MUCH = 1  # points of a sign that is told as evidence
_TELLING_ADDRESS, _HARDLY = 4, 0.2  # words of its last part; share of them
_NEARLY = 2  # points by which the headline of a story above may score less
_MOST_COPIES = 3  # of a headline: in a menu or breadcrumbs, in a bar, over the text
_MOST_OF_LINE = 0.5  # least share of a line that is the headline, and not a last word of it or a kicker
_UNMISTAKABLE = 12  # folded characters of a line that is no accident in another one
_WORDED_OTHERWISE, _HEADLINE_WORDS = 3, 5  # points less than the <title>, at most; least words
_BESIDE = 3  # blocks between breadcrumbs and the headline they end with
_BAR, _BARS, _LABEL_WORDS = " | ", 3, 3  # of a menu on one line
_TRAIL_SHORTEST = 4  # characters of breadcrumbs before the headline
# .left {float:left;} #content a {color:#000}    function show() { box.open(); }
_DECLARATIONS = pattern(r"\{[^{}:;]*+[:;][^{}]*+\}")


def headline_line(page: Page, site: SiteNames, usual: Mapping[int, float]) -> Headline | None:
    """Return the line that reads most like the headline of the main run of prose, or None.

    usual: how often the site's headlines stand where these blocks are, by id.
    """
    prose = list(map(prose_words, page.blocks))
    run = main_run(page.blocks, prose)
    around = NearbyLines(page.blocks, prose, *run, page.url, usual)
    best = _best(around)
    found = _of_address(page, prose, around, best, usual)
    if best is not None and found is None:
        found = _of_story_above(page, prose, run, best, usual) or best
    if found is None:
        return None
    lines, at = found.lines, found.at
    text = _with_mark(lines, at, _without_site(lines, at, site))
    dek, dek_evidence = dek_under(lines, at), "over the byline"
    if dek is None and found.dek is not None and may_be_dek(lines, found.dek, at):
        dek, dek_evidence = page.blocks[found.dek], "as much like a headline"
    return Headline(text, page.blocks[at], "line over the text", found.evidence, dek, dek_evidence)


class _Found(NamedTuple):
    """The best line for a headline, by its index among the lines."""

    lines: NearbyLines
    at: int
    score: float
    evidence: str
    """The signs that say most for it."""
    dek: int | None
    """The line below it that reads as much like a headline, if there is one."""


def _of_address(
    page: Page, prose: Sequence[int], around: NearbyLines, best: _Found | None, usual: Mapping[int, float]
) -> _Found | None:
    """Return the first line with the address's words over prose, if the best line has hardly any of them.

    Then most prose of the page is not the story: teasers in a menu, readers' comments.
    """
    slug = around.slug_words
    if len(slug) < _TELLING_ADDRESS:
        return None
    if best is not None and len(around.stems(best.lines.folded[best.at]) & slug) > len(slug) * _HARDLY:
        return None
    short = (i for i, b in enumerate(page.blocks) if b.kind != "list_item" and len(b.text) <= LONGEST)
    at = next((i for i in short if around.has_address(fold(page.blocks[i].text))), None)
    if at is None:
        return None
    first, last = (i + at + 1 for i in main_run(page.blocks[at + 1 :], prose[at + 1 :]))
    lines = NearbyLines(page.blocks, prose, first, last, page.url, usual)
    return _Found(lines, at, points(lines, at), "the address's words", None) if at in lines.folded else None


def _of_story_above(
    page: Page, prose: Sequence[int], run: tuple[int, int], found: _Found, usual: Mapping[int, float]
) -> _Found | None:
    """Return the headline of a run of prose above the line found, if it reads like one nearly as much.

    Then the main run is longer than the story but below it: readers' comments, other stories. The page's
    `<title>` may tell that it is not.
    """
    above = run_above(prose, run, found.at)
    if above is None or found.lines.is_in_title(found.at):
        return None
    lines = NearbyLines(page.blocks[: found.at], prose, *above, page.url, usual)
    other = _best(lines)
    return other if other is not None and other.score >= found.score - _NEARLY else None


def _best(lines: NearbyLines) -> _Found | None:
    """Return the line with the highest score; None if all score low.

    Of a headline and the dek under it the dek may score a little more.
    Most lines score too low whatever may speak against them, which is therefore looked for last.
    """
    candidates = list(_candidates(lines))
    best, least = -1, LEAST_SCORE
    signs: dict[str, float] = {}
    for at in candidates:
        for_it = points_for(lines, at)
        most = sum(for_it.values())
        if most < least:
            continue
        score = most + points_against(lines, at)
        is_best = score > least or (score == least and (best < 0 or _is_nearer_copy(lines, at, best)))
        if is_best and not _is_only_date(lines, at):
            best, least, signs = at, score, for_it
    if best < 0:
        return None
    dek = None
    above = line_above(lines, best)
    if above in candidates and _is_longer_under_headline(lines, best, above):
        for_it = points_for(lines, above)
        if lines.blocks[above].indent == lines.blocks[best].indent:  # then both are outdented
            least -= signs.get(OUTDENTED, 0)
        ahead = _FAR_AHEAD if _stands_out(lines, above, best) else _DEK_AHEAD
        if sum(for_it.values()) + points_against(lines, above) >= least - ahead:
            best, signs, dek = above, for_it, best
    at = _alone(lines, best, candidates)
    evidence = ", ".join(name for name, value in signs.items() if value > _MUCH)
    return _Found(lines, at, least, evidence, dek if at == best else None)


def _is_longer_under_headline(lines: NearbyLines, at: int, above: int) -> bool:
    """Whether a line may be the dek of the line above, which is shorter."""
    is_longer = lines.words[at] > lines.words[above] and lines.words[at] >= _DEK_WORDS
    return is_longer and is_under_headline(lines, at)


def _stands_out(lines: NearbyLines, at: int, dek: int) -> bool:
    """Whether a line over a longer one is parted from it by a picture, or repeated with one.

    The site's name may be, too, but the address has more words of the headline under that.
    """
    folded, slug = lines.folded[at], lines.slug_words
    if len(lines.stems(folded) & slug) < len(lines.stems(lines.folded[dek]) & slug):
        return False
    near = range(at - _COPY_WITHIN, at + _COPY_WITHIN + 1)
    is_repeated = lines.counts[folded] > 1 and any(i != at and lines.folded.get(i) == folded for i in near)
    return is_repeated or at < dek - 1


def _candidates(lines: NearbyLines) -> Iterator[int]:
    """Yield the indices of lines of a headline's length; in the prose only marked, signed or repeated ones.

    Two sentences with the words of the address may open the prose: "The ferry won't sail. Who pays?" A line
    in square brackets is a picture, a button or a note; one with declarations, a style or a program; one
    without letters, a score or the years of a life.
    """
    for i, folded in lines.folded.items():
        if len(folded) < _SHORTEST or not _FEWEST_WORDS <= lines.words[i] <= _MOST_WORDS:
            continue
        block = lines.blocks[i]
        if block.kind == "code" or _is_in_brackets(block.text) or _has_declarations(block.text):
            continue
        if _is_menu(block.text) or not LETTER.search(folded):
            continue
        is_over_text = i < lines.start or (i == lines.start and lines.is_in_address(i))
        is_set_off = block.level == 1 or lines.is_signed_under(i, RIGHT_UNDER)
        if is_over_text or is_set_off or lines.counts[folded] > 1 or lines.is_in_trail(i):
            yield i


def _is_in_brackets(text: str) -> bool:
    """Whether a line is in square brackets, and not between two pictures, which have them too."""
    return text[0] == "[" and text[-1] == "]" and without_images(text) == text


def _is_menu(text: str) -> bool:
    """Whether a line is four labels or more between bars: "Home | Local | Sport | Culture"."""
    if text.count(_BAR) < _BARS:
        return False
    return all(count_words(label) <= _LABEL_WORDS for label in text.split(_BAR))


def _has_declarations(text: str) -> bool:
    return "{" in text and _DECLARATIONS.search(text) is not None


def _is_only_date(lines: NearbyLines, at: int) -> bool:
    """Whether a line is a date, with at most its label and a word more."""
    text = lines.blocks[at].text
    if at not in lines.signed or not any(map(str.isdecimal, text)):
        return False
    start, others = 0, 0
    for date in find_dates(text, day_first=True):
        others += other_words(text[start : date.start])
        start = date.end
    return start > 0 and others + other_words(text[start:]) <= 1


def _is_nearer_copy(lines: NearbyLines, at: int, before: int) -> bool:
    """Whether a line says the same as one before it in a menu or a bar; what recurs often is neither."""
    folded = lines.folded[at]
    return folded == lines.folded[before] and lines.counts[folded] <= _MOST_COPIES


def _alone(lines: NearbyLines, at: int, candidates: Sequence[int]) -> int:
    """Return the line that gives a headline without the site's name or breadcrumbs, if there is one."""
    folded = lines.folded[at]
    size = max(_UNMISTAKABLE, len(folded) * _MOST_OF_LINE)
    others = [i for i in candidates if i != at and len(lines.folded[i]) >= size]
    if at < FIRST_LINES:
        is_far, whole = lines.is_far_above(at), len(folded)
        parts = lines.page_titles[at].union(headlines_closing(lines.blocks[at].text))
        shown = [i for i in others if i > at and lines.folded[i] in parts]
        shown = [i for i in shown if is_far or len(lines.folded[i]) < whole]
        shown = [i for i in shown if not _is_only_date(lines, i)]
        if not shown:
            return _worded_otherwise(lines, at, others)
        return max(shown, key=lambda i: (len(lines.folded[i]), points(lines, i), i), default=at)
    for i in others:
        if abs(i - at) > _BESIDE:
            continue
        before = folded.removesuffix(lines.folded[i])
        if before != folded and len(before) >= _TRAIL_SHORTEST and not _is_only_date(lines, i):
            return i
    return at


def _worded_otherwise(lines: NearbyLines, at: int, others: Sequence[int]) -> int:
    """Return the headline over the byline that words otherwise what the page's <title> says, or `at`."""
    title, best, least = lines.folded[at], at, points(lines, at) - _WORDED_OTHERWISE
    for i in others:
        is_over_byline = at + _BESIDE < i < lines.start and lines.is_signed_under(i, SIGNED_WITHIN)
        if not is_over_byline or lines.words[i] < _HEADLINE_WORDS or not alike(lines.folded[i], title):
            continue
        if any(x in lines.folded[i] for x in lines.page_titles[at]) or lines.folded[i] in title:
            continue  # breadcrumbs, or the headline's opening
        score = points(lines, i)
        if score >= least:
            best, least = i, score
    return best


def _without_site(lines: NearbyLines, at: int, site: SiteNames) -> str:
    """Return the headline in a line, without pictures, the site's name and a suffix."""
    line = without_images(lines.blocks[at].text)
    if at < FIRST_LINES:
        sections = sections_shown(block.text for block in lines.blocks)
        text = without_sections(without_names(title_of_record(line) or line, site), sections)
    else:
        text = without_names(line, site)
    shorter = without_suffix(text)
    # else it may be a kicker: "The harbour column | Headline"
    return shorter if len(shorter) > _MOST_OF_LINE * len(text) else text


def _with_mark(lines: NearbyLines, at: int, text: str) -> str:
    """Return a headline with the mark between it and its kicker, if only another line has the mark.

    "Harbour Quay costs double", elsewhere "Harbour: Quay costs double"
    """
    folded = lines.folded[at]
    if lines.blocks[at].text != text or lines.counts[folded] == 1:
        return text
    same = (lines.blocks[i].text for i, other in lines.folded.items() if i != at and other == folded)
    return next((x for x in same if without_kicker(text, [x]) != text), text)
