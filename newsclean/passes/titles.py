"""Claim the headline once, and drop its echoes: headings, breadcrumbs and alt texts that repeat it.

Every place that may hold the headline is a candidate: headings, `<title>`, the tags for sharing,
JSON-LD; in a dump the line that is repeated or stands over the byline and the first paragraphs.
Agreement between them decides, and what is visible is preferred. The dek under it is the subtitle.

Before: <title>Council keeps library - Valley Echo</title> … <li>Home › Council keeps library</li>
        <h1>Council keeps library</h1> <p class="standfirst">Roof repairs come first</p>
After:  title is "Council keeps library", subtitle is "Roof repairs come first"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from ..edits import Claim, Drop, Edit
from ..headlines import SiteNames, readings, without_kicker, without_names
from ..metadata import article_names, article_values, clean_text, names, objects_of
from ..model import Block, Container, Head, Page
from ..title_lines import headline_line
from ..words import count_words, ends_sentence, fold

_LONGEST = 400  # characters: longer than any headline
_LEAST_LETTERS = 2  # folded characters: what is shorter names nothing

# How much a declared title speaks for a candidate.
_SAME = 1.0
_SAME_READING = 0.9  # same once a part is cut off at a separator
_NOT_FIRST = 0.6  # sites put their name last, ten to one
_SAME_END = 0.7  # one opens or ends with the other: shortened, or with a kicker
_SHARED_LEAST = 0.4  # share of common words from which two titles are versions of one
# How much its place speaks for a candidate, beside the declared titles' word.
_PLACE = {1: 0.6, 2: 0.25, 3: 0.1}
_NAMED_HEADLINE = 0.25  # the element is called headline, title …
_VOTES = 2  # declared titles that must end where a part of the heading is cut
_IN_TRAIL = -0.8  # breadcrumbs, lists, asides: an echo rather than the headline
_IN_TRAIL_SHARE = 0.5  # of what the declared titles say for it
_ENOUGH = 0.55  # an h1 on its own is a headline; an h2 on its own is not
_STRANGER_WORDS = 4  # an h1 that no declared title resembles must have so many words to be one

_HEADLINE_TOKENS = frozenset(("headline", "title", "hed", "heading"))
_TRAIL_TOKENS = frozenset(("breadcrumb", "breadcrumbs", "crumb", "crumbs", "related"))
_TRAIL_TAGS = frozenset(("nav", "aside", "footer", "li"))
_TRAIL_LEVELS = 3
_LOGO_TOKENS = frozenset("logo brand branding masthead sitename widget sr visuallyhidden".split())

_DEK_WITHIN = 6  # blocks after the headline: byline, date and share buttons may stand between
_DEK_WORDS = (4, 80)
_DEK_TOKENS = frozenset(
    "dek deck standfirst subtitle subhead subheadline subheading subhed strapline sottotitolo chapo entradilla bajada"
    " copete untertitel unterzeile vorspann underrubrik ingress sommario occhiello undertitel".split()
)
_LEAD_TOKENS = frozenset("lead lede leadin intro teaser excerpt summary abstract description blurb".split())
_DEK_LINKS = 0.5  # share of link text
_PLAIN_DEK = 30  # words at most of a dek that is not called one: longer ones are the lead paragraph
_HEADING_DEK = 8  # words at least of a heading that is one
_ALIKE = 0.6
_NO_DEK_TOKENS = frozenset(
    "caption image img media photo picture video author byline meta date disclaimer".split()
)
_DIGITS = 0.15  # share of a line's characters
_LEAF_TAGS = frozenset(("p", "h2", "h3", "h4", "h5", "strong", "em"))
_PROSE = 12  # words of a paragraph

_TELLING = 12  # folded characters from which a line that equals the title must be its echo
_ECHO_LONGER = 1.3  # an echo as written is hardly longer than folded
_TAIL = 6  # characters in which breadcrumbs end like the title they lead to
_TRAIL_LONGEST = 80  # folded characters of breadcrumbs before the title

_FIRST_LINES = 3  # blocks in which dump tools print the <title>
# "date 2020-10-30 Ministers meet"
_RECORDED = regex.compile(r"(?:\p{L}++:?\s++)?\d{4}-\d\d-\d\d")
# "Home > Local > Council keeps library"    "You are here: Home » Local"
_TRAIL_MARKS = regex.compile(r"[>›»/|→]|\s[-–]\s")

_HEADLINE_META = ("headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")


@dataclass(frozen=True, slots=True)
class _Declared:
    """A title that the page declares: as read, folded, its words, its readings, and where it stood."""

    text: str
    folded: str
    words: frozenset[str]
    readings: dict[str, float]
    origin: str


@dataclass(frozen=True, slots=True)
class _Found:
    """The headline, the block it was read from, and what spoke for it."""

    text: str
    block: Block | None
    reason: str
    evidence: str
    dek: Block | None = None


def titles(page: Page) -> Iterator[Edit]:
    """Claim title and subtitle; drop the headline's block and its echoes."""
    site = _site_names(page)
    declared = _declared(page.head, site)
    found = _shown(page, declared, site) or _undisplayed(page, declared, site)
    if found is None:
        return
    yield Claim("title", found.text, found.block.id if found.block else None, found.reason, found.evidence)
    yield from _subtitle(page, found)
    yield from _echoes(page, found, declared)


def _shown(page: Page, declared: Sequence[_Declared], site: SiteNames) -> _Found | None:
    """The headline as the page shows it."""
    if page.tokens_known:
        return _visible(page, declared, site)
    line = headline_line(page)
    if line is None:
        return None
    text = without_names(line.text, site)
    return _Found(text, line.block, "line over the text", line.evidence, line.dek)


def _declared(head: Head, site: SiteNames) -> list[_Declared]:
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
        clean = without_names(clean_text(text)[:_LONGEST], site)
        folded = fold(clean)
        if len(folded) >= _LEAST_LETTERS:
            cuts = {fold(kept): _reading_share(clean, kept) for kept, _ in readings(clean)}
            cuts.pop("", None)
            out.append(_Declared(clean, folded, frozenset(folded.split()), cuts, origin))
    return out


def _reading_share(whole: str, kept: str) -> float:
    """How likely a part of a title line is the headline: long parts, and those that come first."""
    return len(kept) / len(whole) * (1.0 if whole.startswith(kept) else _NOT_FIRST)


def _site_names(page: Page) -> SiteNames:
    head = page.head
    declared = [page.claimed("publisher") or "", *article_names(head, "publisher")]
    declared += head.named("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher")
    declared += [x.lstrip("@") for x in head.named("twitter:site")]
    for site in objects_of(head, "WebSite", "NewsMediaOrganization", "Organization"):
        declared += names(head, site)
    return SiteNames(declared, page.claimed("url") or page.url or "")


def _visible(page: Page, declared: Sequence[_Declared], names: SiteNames) -> _Found | None:
    """The best candidate among the page's blocks."""
    best: tuple[float, Block, str] | None = None
    candidates = list(_candidates(page, declared))
    firsts = [b for b in candidates if b.kind == "heading" and b.level == 1 and b.text not in names]
    top = 2 if firsts and not any(_standing(b) > 0 for b in firsts) else 1
    for block in candidates:
        folded = fold(block.text)
        if len(folded) < _LEAST_LETTERS or block.text in names:
            continue
        support, evidence = _support(folded, declared, block.level if block.level <= top else 0)
        if not support and (declared and count_words(block.text) < _STRANGER_WORDS):
            continue
        score = _standing(block) + support * (_IN_TRAIL_SHARE if _in_trail(block.container) else 1)
        if best is None or score > best[0]:
            best = score, block, evidence
    if best is None or best[0] < _ENOUGH:
        return None
    _, block, evidence = best
    whole = _continued(page, block, declared)
    if whole:
        return _Found(whole, block, "headline on the page, in two parts", evidence)
    votes = Counter(d.folded for d in declared)
    text = without_names(block.text, names, [x for x, count in votes.items() if count >= _VOTES])
    text = without_kicker(text, [d.text for d in declared])
    return _Found(text, block, "headline on the page", evidence)


def _continued(page: Page, block: Block, declared: Sequence[_Declared]) -> str:
    """The declared title whose first part the block holds, and the next block the rest; or nothing."""
    following = next((b for b in page.blocks if b.id > block.id), None)
    if following is None or following.kind != "heading" or len(following.text) > _LONGEST:
        return ""
    both = fold(f"{block.text} {following.text}")
    return next((d.text for d in declared if d.folded == both), "")


def _candidates(page: Page, declared: Sequence[_Declared]) -> Iterator[Block]:
    """Headings, and any block that says what a declared title says."""
    known = frozenset().union(*(d.readings for d in declared))
    lengths = {len(x) for x in known}
    low, high = min(lengths, default=0), max(lengths, default=0) * 2 + 8
    for block in page.blocks:
        if block.kind == "heading" and block.level in _PLACE:
            if len(block.text) <= _LONGEST:
                yield block
        elif low <= len(block.text) <= high and fold(block.text) in known:
            yield block


def _support(folded: str, declared: Sequence[_Declared], level: int) -> tuple[float, str]:
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


def _standing(block: Block) -> float:
    """How much a block's place speaks for it."""
    value = _PLACE.get(block.level, 0.0) if block.kind == "heading" else 0.0
    container = block.container
    if _in_trail(container) or _is_logo(container):
        return value + _IN_TRAIL
    if container is not None and not _HEADLINE_TOKENS.isdisjoint(container.tokens):
        value += _NAMED_HEADLINE
    return value


def _is_logo(container: Container | None) -> bool:
    """Whether a heading is the site's name: in the element of the logo, or called "site-title"."""
    if container is None:
        return False
    tokens = container.tokens | (container.parent.tokens if container.parent else frozenset())
    return not _LOGO_TOKENS.isdisjoint(container.tokens) or ("site" in tokens and "branding" in tokens)


def _in_trail(container: Container | None) -> bool:
    """Whether a block stands where pages repeat titles: in breadcrumbs, lists, menus, boxes."""
    for _ in range(_TRAIL_LEVELS):
        if container is None:
            return False
        if container.tag in _TRAIL_TAGS or not _TRAIL_TOKENS.isdisjoint(container.tokens):
            return True
        container = container.parent
    return False


def _undisplayed(page: Page, declared: Sequence[_Declared], names: SiteNames) -> _Found | None:
    """The declared title that agrees most with the others, where no block shows it."""
    best: tuple[float, str, str] | None = None
    for title in declared:
        text = without_names(title.text, names)
        folded = fold(text)
        if len(folded) < _LEAST_LETTERS or text in names:
            continue
        score, _ = _support(folded, declared, level=1)
        if best is None or score > best[0]:
            best = score, text, title.origin
    return _Found(best[1], None, "declared by the page", best[2]) if best else None


def _subtitle(page: Page, found: _Found) -> Iterator[Edit]:
    """The dek: named so, or a heading or the page's description that stands alone under the headline."""
    if found.dek is not None:
        yield Claim("subtitle", found.dek.text, found.dek.id, "dek under the headline", "over the byline")
        yield Drop(found.dek.id, "claimed as the subtitle")
        return
    alternative = article_values(page.head, "alternativeHeadline")
    block = _dek(page, found.block) if found.block and page.tokens_known else None
    if block is not None:
        yield Claim("subtitle", block.text, block.id, "dek under the headline", _dek_evidence(page, block))
        yield Drop(block.id, "claimed as the subtitle")
    elif alternative and fold(alternative[0]) != fold(found.text):
        yield Claim("subtitle", alternative[0], None, "declared by the page", "JSON-LD alternativeHeadline")


def _dek(page: Page, headline: Block) -> Block | None:
    """The block under the headline that is its dek."""
    after = [b for b in page.blocks if b.id > headline.id][:_DEK_WITHIN]
    told = _descriptions(page.head)
    for i, block in enumerate(after):
        words = count_words(block.text)
        if block.kind not in ("paragraph", "heading") or _called(block, _NO_DEK_TOKENS) or _is_dated(block):
            continue
        if _DEK_WORDS[0] <= words <= _DEK_WORDS[1] and block.link_density <= _DEK_LINKS:
            if _called(block, _DEK_TOKENS) or _sub_title(block):
                return block
            first = i == 0 or _called(block, _LEAD_TOKENS) or fold(block.text) in told
            if first and _may_be_dek(block, words, headline, told) and _stands_alone(block, after[i + 1 :]):
                return block
        if block.kind == "paragraph" and words >= _PROSE:
            return None
    return None


def _may_be_dek(block: Block, words: int, headline: Block, told: set[str]) -> bool:
    """Whether a block that no name calls a dek reads like one."""
    folded = fold(block.text)
    if words > _PLAIN_DEK or _alike(folded, fold(headline.text)):
        return False
    if folded in told or _called(block, _LEAD_TOKENS):
        return True
    if block.kind == "heading":
        return words >= _HEADING_DEK and not block.text.endswith("?")
    return ends_sentence(block.text) and _in_one_header(block, headline)


def _is_dated(block: Block) -> bool:
    """Whether so much of a line is digits that it tells a date or a count."""
    return sum(map(str.isdigit, block.text)) > len(block.text) * _DIGITS


def _called(block: Block, tokens: frozenset[str]) -> bool:
    return block.container is not None and not tokens.isdisjoint(block.container.tokens)


def _sub_title(block: Block) -> bool:
    """Whether the element is called "sub-title", "sub_headline" …"""
    tokens = block.container.tokens if block.container else frozenset()
    return "sub" in tokens and not _HEADLINE_TOKENS.isdisjoint(tokens)


def _alike(one: str, other: str) -> bool:
    """Whether most words of the shorter text are in the longer one: another wording of the headline."""
    a, b = set(one.split()), set(other.split())
    return len(a & b) > min(len(a), len(b)) * _ALIKE


def _in_one_header(block: Block, headline: Block) -> bool:
    header = _header(block.container)
    return header is not None and header is _header(headline.container)


def _header(container: Container | None) -> Container | None:
    while container is not None and container.tag not in ("header", "hgroup"):
        container = container.parent
    return container


def _dek_evidence(page: Page, block: Block) -> str:
    names = block.container.tokens & (_DEK_TOKENS | _LEAD_TOKENS) if block.container else frozenset()
    if names:
        return f"element called {min(names)}"
    if fold(block.text) in _descriptions(page.head):
        return "the page's description"
    return "heading over the text" if block.kind == "heading" else "sentence beside the headline"


def _descriptions(head: Head) -> set[str]:
    told = [
        *head.named("description", "og:description"),
        *article_values(head, "description", "alternativeHeadline"),
    ]
    return {fold(clean_text(x)) for x in told} - {""}


def _stands_alone(block: Block, after: Sequence[Block]) -> bool:
    """Whether the text that follows stands in another element than the block: then it is no first paragraph."""
    inside = (
        block.container.parent if block.container and block.container.tag in _LEAF_TAGS else block.container
    )
    following = next((b for b in after if count_words(b.text) >= _PROSE and ends_sentence(b.text)), None)
    if following is None:
        return False
    around = following.container
    while around is not None:
        if around is inside:
            return False
        around = around.parent
    return True


def _echoes(page: Page, found: _Found, declared: Sequence[_Declared]) -> Iterator[Edit]:
    """Drop the headline's block and what repeats it."""
    own = {fold(found.text), *(d.folded for d in declared)}
    if found.block is not None:
        own.add(fold(found.block.text))
    title = fold(found.text)
    shortest, longest = len(title) // 2, max(map(len, own)) * _ECHO_LONGER
    tail = found.text[-_TAIL:]
    for block in page.blocks:
        size = len(block.text)
        if found.block is not None and block.id == found.block.id:
            yield Drop(block.id, "the headline, claimed as title")
        elif shortest <= size <= longest or (size <= longest + _TRAIL_LONGEST and block.text.endswith(tail)):
            reason = _echo(block, title, own)
            if reason:
                yield Drop(block.id, reason)


def _echo(block: Block, title: str, own: set[str]) -> str:
    """Why a block is an echo of the title, or nothing."""
    folded = fold(block.text)
    if folded in own and (block.kind == "heading" or len(folded) >= _TELLING):
        return "repeats the title"
    if len(title) < _TELLING:
        return ""
    if folded.endswith(title) and _in_trail(block.container) and len(folded) <= len(title) + _TRAIL_LONGEST:
        return "breadcrumbs that end in the title"
    if block.container is None:
        return _line_echo(block, folded, title)
    if block.text.endswith(("…", "...")) and len(folded) >= _TELLING and title.startswith(folded):
        return "repeats the title, shortened"
    return ""


def _line_echo(block: Block, folded: str, title: str) -> str:
    """Why a longer line of a dump is an echo of the title, or nothing."""
    beside = len(folded) - len(title)
    if not 0 < beside <= _TRAIL_LONGEST:
        return ""
    if folded.endswith(" " + title):
        if block.id == 0 and _RECORDED.match(block.text):
            return "record before the page that repeats the title"
        if _TRAIL_MARKS.search(block.text):
            return "breadcrumbs that end in the title"
    if block.id < _FIRST_LINES and folded.startswith(title + " "):
        return "the page's <title>, which repeats the title"
    return ""
