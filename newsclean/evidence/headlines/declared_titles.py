"""The titles that a page's head declares, the names of its site, and how much they speak for a headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Head, Page
from ...text.words import fold
from ..structured_data import article_names, article_values, clean_text, names, objects_of
from .cuts import SiteNames, readings, without_names

LONGEST = 400  # characters: longer than any headline
LEAST_LETTERS = 2  # folded characters: what is shorter names nothing

# How much a declared title speaks for a candidate.
_SAME = 1.0
_SAME_READING = 0.9  # same once a part is cut off at a separator
_NOT_FIRST = 0.6  # sites put their name last, ten to one
_SAME_END = 0.7  # one opens or ends with the other: shortened, or with a kicker
_SHARED_LEAST = 0.4  # share of common words from which two titles are versions of one

_HEADLINE_META = ("headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")


@dataclass(frozen=True, slots=True)
class Declared:
    """A title that the page declares: as read, folded, its words, its readings, and where it stood."""

    text: str
    folded: str
    words: frozenset[str]
    readings: dict[str, float]
    origin: str


def declared_titles(head: Head, site: SiteNames) -> list[Declared]:
    """The titles in the head, most telling first, each origin once."""
    found = [("JSON-LD headline", x) for x in article_values(head, "headline")[:1]]
    found += [("og:title", x) for x in head.named("og:title")[:1]]
    found += [("<title>", head.title)]
    found += [("twitter:title", x) for x in head.named("twitter:title")[:1]]
    found += [(key, x) for key in _HEADLINE_META for x in head.named(key)[:1]]
    if not found[0][0].startswith("JSON"):
        found += [("JSON-LD name", x) for x in article_values(head, "name")[:1]]
    out = []
    for origin, text in found:
        clean = without_names(clean_text(text)[:LONGEST], site)
        folded = fold(clean)
        if len(folded) >= LEAST_LETTERS:
            cuts = {fold(kept): _reading_share(clean, kept) for kept, _ in readings(clean)}
            cuts.pop("", None)
            out.append(Declared(clean, folded, frozenset(folded.split()), cuts, origin))
    return out


def _reading_share(whole: str, kept: str) -> float:
    """How likely a part of a title line is the headline: long parts, and those that come first."""
    return len(kept) / len(whole) * (1.0 if whole.startswith(kept) else _NOT_FIRST)


def site_names(page: Page) -> SiteNames:
    """The names of the site; what is declared as the story's title too is none, whatever tag holds it."""
    head = page.head
    declared = [page.claimed("publisher") or "", *article_names(head, "publisher")]
    declared += head.named("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher")
    declared += [x.lstrip("@") for x in head.named("twitter:site")]
    for site in objects_of(head, "WebSite", "NewsMediaOrganization", "Organization"):
        declared += names(head, site)
    titles = {fold(clean_text(x)) for x in (*article_values(head, "headline"), *head.named("og:title"))}
    declared = [x for x in declared if fold(x) not in titles]
    return SiteNames(declared, page.claimed("url") or page.url or "")


def support(folded: str, declared: Sequence[Declared], level: int) -> tuple[float, str]:
    """How much the declared titles speak for a heading of this level, and which of them do.

    Of an h1 another wording counts too: it often differs from the title that is shared. Of an h2
    (where the only h1 stands in the breadcrumbs) one that opens or ends alike counts.
    """
    total = 0.0
    origins = []
    words = frozenset(folded.split())
    for title in declared:
        if title.folded == folded:
            value = _SAME
        elif folded in title.readings:
            value = _SAME_READING * title.readings[folded]
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
            total += value
            origins.append(title.origin)
    return total / max(1, len(declared)) * 2, ", ".join(origins)


def _opens_or_ends(longer: str, shorter: str) -> bool:
    return longer.startswith(shorter + " ") or longer.endswith(" " + shorter)
