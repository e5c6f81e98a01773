"""Reads the titles and site names in a page's head, and scores how well titles support a headline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...model import Block, Head, Page
from ...text.words import UNSPACED, count_words, fold
from ..structured_data import article_names, article_values, clean_text, names, objects_of
from .cuts import readings, without_names
from .site_names import SiteNames

LONGEST = 400  # characters; no headline is longer
_HEADLINE_WORDS = 5  # of a heading; few names of sites have as many
_LINKED = 0.5  # share of link text
LEAST_LETTERS = 2  # folded characters; a shorter text is not a title

# How much a declared title supports a candidate.
_SAME = 1.0
_SAME_READING = 0.9  # same after a part is cut off at a separator
_NOT_FIRST = 0.6  # the part kept is not first; sites put their name last, ten to one
_SAME_END = 0.7  # one begins or ends with the other: shortened, or with a kicker
_TITLE_TAG = 0.99  # of <title>, which may name a section or the site: less than any other title
_SHARED_LEAST = 0.4  # share of common words from which two titles are versions of the same

_LETTERS_A_SYLLABLE = 3  # of Hangul, at most, when it is folded

_HEADLINE_META = ("headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")


@dataclass(frozen=True, slots=True)
class Declared:
    """A title that the page declares; `readings`: how likely each folded part of it is the headline."""

    text: str
    folded: str
    words: frozenset[str]
    readings: dict[str, float]
    origin: str


def declared_titles(head: Head, site: SiteNames) -> list[Declared]:
    """Return the titles in the head, the most reliable first, one per origin."""
    found = [("JSON-LD headline", x) for x in article_values(head, "headline")[:1]]
    found += [("og:title", x) for x in head.named("og:title")[:1]]
    found += [("<title>", head.title)]
    found += [("twitter:title", x) for x in head.named("twitter:title")[:1]]
    found += [(key, x) for key in _HEADLINE_META for x in head.named(key)[:1]]
    if not found[0][0].startswith("JSON"):
        found += [("JSON-LD name", x) for x in article_values(head, "name")[:1]]
    out: list[Declared] = []
    cleaned = {text: without_names(_shortened(clean_text(text)), site) for _, text in found}
    read: dict[str, Declared] = {}  # most pages declare one title several times
    for origin, text in found:
        clean = cleaned[text]
        if (same := read.get(clean)) is not None:
            out.append(Declared(clean, same.folded, same.words, same.readings, origin))
            continue
        folded = fold(clean)
        if len(folded) >= LEAST_LETTERS and not site.begins_with(clean):
            cuts = {fold(kept): _reading_share(clean, kept) for kept, _ in readings(clean)}
            cuts |= {x.replace(" ", ""): share for x, share in cuts.items() if UNSPACED.search(x)}
            cuts.pop("", None)
            read[clean] = Declared(clean, folded, frozenset(folded.split()), cuts, origin)
            out.append(read[clean])
    return out


def _shortened(text: str) -> str:
    """Return a title, one that is too long only up to a blank: a broken tag takes in half the page."""
    return text if len(text) <= LONGEST else text[: LONGEST + 1].rpartition(" ")[0]


def _reading_share(whole: str, kept: str) -> float:
    """Return how likely a part of a title line is the headline; more if it is long or comes first."""
    return len(kept) / len(whole) * (1.0 if whole.startswith(kept) else _NOT_FIRST)


def site_names(page: Page) -> SiteNames:
    """Return the names of the site; a name that is also the story's declared title does not count."""
    head = page.head
    declared = [page.claimed("publisher") or "", *article_names(head, "publisher")]
    declared += head.named("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher")
    declared += [x.lstrip("@") for x in head.named("twitter:site")]
    for site in objects_of(head, "WebSite", "NewsMediaOrganization", "Organization"):
        declared += names(head, site)
    titles = {fold(clean_text(x)) for x in (*article_values(head, "headline"), *head.named("og:title"))}
    titles |= {fold(b.text) for b in page.blocks if _is_long_heading(b)}
    declared = [x for x in declared if fold(x) not in titles]
    return SiteNames(declared, page.address)


def _is_long_heading(block: Block) -> bool:
    """Whether a heading is longer than a site's name, and no logo, which is a link."""
    if block.kind != "heading" or block.level != 1 or block.link_density > _LINKED:
        return False
    return count_words(fold(block.text)) >= _HEADLINE_WORDS


def fewest_characters(folded: Iterable[str]) -> int:
    """Return the fewest characters of a text with one of these folds; a Hangul syllable folds to three."""
    return min((len(x) if x.isascii() else len(x) // _LETTERS_A_SYLLABLE for x in folded), default=0)


def support(folded: str, declared: Sequence[Declared], level: int) -> tuple[float, str]:
    """Return how much the declared titles support a heading of this level, and which of them do.

    An h1 is also supported by titles in other words, since it often differs from the shared title; an h2
    (if the only h1 is in the breadcrumbs) by titles that begin or end alike.
    """
    total = 0.0
    origins = []
    words = frozenset(folded.split())
    joined = "" if folded.isascii() else folded.replace(" ", "")
    for title in declared:
        if title.folded == folded:
            value = _SAME
        elif folded in title.readings:
            value = _SAME_READING * title.readings[folded]
        elif joined in title.readings:  # one version has a blank between two clauses, as in Chinese
            value = _SAME_READING * title.readings[joined]
        elif not level:
            continue
        elif _opens_or_ends(title.folded, folded) or _opens_or_ends(folded, title.folded):
            shorter, longer = sorted((len(title.folded), len(folded)))
            value = _SAME_END * shorter / longer
        elif level > 1:
            continue
        else:
            shared = len(words & title.words) / len(words | title.words)
            value = shared / 2 if shared >= _SHARED_LEAST else 0.0
        if value:
            total += value * (_TITLE_TAG if title.origin == "<title>" else 1)
            origins.append(title.origin)
    return total / max(1, len(declared)) * 2, ", ".join(origins)


def _opens_or_ends(longer: str, shorter: str) -> bool:
    return longer.startswith(shorter + " ") or longer.endswith(" " + shorter)
