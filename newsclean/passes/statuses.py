"""Claims the status by the page's own signals, and a confidence.

Phrases alone prove nothing: a story may be about subscriptions. A page is paywalled if it declares itself
not free and text is missing, or if its text is short and a notice right under it says so; a listing if it
declares itself one or is one, truncated if it declares far more words than it shows, blocked or an error if
nothing but such a notice stands on it.

Before: "isAccessibleForFree": false, "hasPart": {"cssSelector": ".paid-part"} … two paragraphs
After:  status is paywalled
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from ..evidence.paywall_notices import NOTICE_AFTER_TEXT, for_subscribers, offer_below_text
from ..evidence.structured_data import (
    article_object,
    article_objects,
    article_values,
    declares_article,
    texts,
    types_of,
)
from ..model import Block, Claim, Drop, Edit, Head, Page, chain
from ..text.prose import LONG_PARAGRAPH, SENTENCE
from ..text.words import ELLIPSES, count_words, ends_sentence

# Reasons to drop what a page of such a status shows.
_NO_ARTICLE = {"listing": "entry of a listing", "blocked": "notice of a wall", "error": "notice of an error"}
_OF_ARTICLES = ("authors", "images", "published", "modified", "dateline", "subtitle")
_LISTS = frozenset(("collectionpage", "searchresultspage"))
_NOT_FREE = frozenset(("false", "no", "0"))  # values of isAccessibleForFree, with or without a namespace
_LOCKED_TIERS = frozenset(("locked", "paid", "premium", "subscriber", "subscribers"))
_PAID_PART = 300  # words in the part declared paid that show it is there, not just its opening
_MORE = 1.5  # times the words on a page that is declared not free
_OFFER_LINE = 100  # characters of a line under the notice; longer ones are the story's
_OPENING = 150  # words: a text that is declared not free and as short is an opening
_LAST_LINES = 2  # that may say that the rest is for subscribers
_CHARACTERS = 0.6, 1.7  # times the characters: a wordCount between counts characters, as some systems do
_FAR_MORE = 3.0  # times the words: counts include captions and boxes, so twice as many proves nothing
_LEAST_DECLARED = 150  # words; lower counts are those of summaries
_FULL = 200  # words; a longer text adds no confidence
_UNDECLARED = 0.75  # factor for a page that does not declare itself an article
_NOTICE_WITHIN = 4  # blocks under the text
_IN_DOUBT = 0.4  # confidence below which half of the pages and a third of the dumps are right


def statuses(page: Page) -> Iterator[Edit]:
    """Claim status and confidence; drop what pages without an article show; warn of doubts and live texts."""
    words = sum(count_words(b.text) for b in page.blocks if b.kind != "caption")
    claim = page.claim("status")
    status = claim.value if claim and claim.reason != NOTICE_AFTER_TEXT else None
    if status is None:
        status, reason, evidence = _status(page, words)
        yield Claim("status", status, None, reason, evidence)
    if status in _NO_ARTICLE:
        yield from (Drop(b.id, _NO_ARTICLE[status]) for b in page.blocks)
        for field in _OF_ARTICLES:
            if page.claimed(field):
                yield Claim(field, () if field in ("authors", "images") else None, None, _NO_ARTICLE[status])
    if status == "paywalled":
        yield from (Drop(b.id, "offer in place of the rest") for b in offer_below_text(page.blocks))
    if status in _NO_ARTICLE:
        yield Claim("confidence", 0.0, None, _NO_ARTICLE[status])
    elif page.claimed("confidence") is None:
        confidence = _confidence(page, words, status)
        yield Claim("confidence", confidence, None, "length of the text", f"{words} words")
    yield from _warnings(page, status)


def _status(page: Page, words: int) -> tuple[str, str, str]:
    """Return the status, the reason and its evidence."""
    lists = _declared_list(page.head)
    if lists and not any(count_words(b.text) >= LONG_PARAGRAPH for b in page.blocks if b.kind == "paragraph"):
        return "listing", "declared by the page", lists
    if not words:
        return "empty", "no text left", ""
    locked = _locked(page)
    missing = _missing(page, words) if locked else ""
    if missing:
        return "paywalled", "declared by the page, and text is missing", f"{locked}; {missing}"
    declared = _declared_words(page.head)
    if (
        declared >= _LEAST_DECLARED
        and declared >= _FAR_MORE * words
        and not _counts_characters(page, declared)
    ):
        return "truncated", "the page declares far more words", f"wordCount {declared}, here {words}"
    notice = page.claim("status")
    if notice and notice.block is not None and words < _OPENING:
        offer = offer_below_text(page.blocks)
        is_offer = all(len(b.text) <= _OFFER_LINE for b in offer)
        above = page.blocks[: len(page.blocks) - len(offer)] if is_offer else page.blocks
        last = next((b.id for b in reversed(above) if not for_subscribers(b.text)), -1)
        if 0 < notice.block - last <= _NOTICE_WITHIN:
            return notice.value, notice.reason, notice.evidence
    return "ok", "text found", f"{words} words"


def _missing(page: Page, words: int) -> str:
    """Return what shows that text is missing: declared lengths, the last lines, or that it is short."""
    declared = _declared_words(page.head)
    if declared >= max(_LEAST_DECLARED, _MORE * words) and not _counts_characters(page, declared):
        return f"wordCount {declared}, here {words}"
    whole = max(map(count_words, article_values(page.head, "articleBody")), default=0)
    if whole >= max(_LEAST_DECLARED, _MORE * words):
        return f"articleBody of {whole} words, here {words}"
    last = [b for b in page.blocks if b.kind != "caption"][-_LAST_LINES:]
    for block in last:
        if for_subscribers(block.text):
            return block.text[-100:]
    end = last[-1].text.rstrip()
    if end.endswith(ELLIPSES) or (count_words(end) >= SENTENCE and not ends_sentence(end)):
        return f"ends in {end[-20:]!r}"
    return f"only {words} words" if words < _OPENING else ""


def _counts_characters(page: Page, declared: int) -> bool:
    """Whether a declared number of words is rather that of the characters, unless the text breaks off."""
    text = [b.text for b in page.blocks if b.kind != "caption"]
    characters = sum(map(len, text))
    is_cut = text[-1].endswith(ELLIPSES) if text else False
    return not is_cut and _CHARACTERS[0] * characters <= declared <= _CHARACTERS[1] * characters


def _declared_list(head: Head) -> str:
    """Return the type that declares the page a list of stories, or "" if it describes an article."""
    if declares_article(head):
        return ""
    return next((f"JSON-LD {x.get('@type')}" for x in head.json_ld if types_of(x) & _LISTS), "")


def _locked(page: Page) -> str:
    """Return what declares the page not free, or "" if it is free or shows the paid part."""
    declared = article_values(page.head, "isAccessibleForFree")[:1]
    parts = list(_paid_parts(page.head))
    if any(map(_is_not_free, declared)) or (parts and not declared):
        names = {name for part in parts for name in part}
        if names and sum(count_words(b.text) for b in page.blocks if _inside(b, names)) >= _PAID_PART:
            return ""
        return "JSON-LD isAccessibleForFree"
    if not declared:
        tiers = page.head.named("article:content_tier", "og:article:content_tier")
        if tiers and tiers[0].lower() in _LOCKED_TIERS:
            return f"article:content_tier {tiers[0].lower()}"
    return ""


def _is_not_free(value: str) -> bool:
    return value.rpartition("/")[2].lower() in _NOT_FREE


def _paid_parts(head: Head) -> Iterator[list[str]]:
    """Yield the class names of each part that is not free: ".paid-part" gives paid-part."""
    for article in article_objects(head):
        parts = article.get("hasPart")
        for part in parts if isinstance(parts, list) else [parts]:
            if not isinstance(part, dict):
                continue
            selectors = [x for text in texts(part.get("cssSelector")) for x in text.split(",")]
            declared = texts(part.get("isAccessibleForFree"))
            if any(map(_is_not_free, declared)) or (selectors and not declared):
                yield [x.strip().lstrip(".#") for x in selectors if x.strip(" .#")]


def _inside(block: Block, names: Set[str]) -> bool:
    """Whether a block is in an element with one of these classes."""
    return any(not names.isdisjoint(container.classes.split()) for container in chain(block.container))


def _declared_words(head: Head) -> int:
    counts = [x for x in article_values(head, "wordCount") if x.isdecimal() and len(x) < 8]
    return int(counts[0]) if counts else 0


def _confidence(page: Page, words: int, status: str) -> float:
    """Return how sure the body is, 0 to 1: most for a long text on a page that declares an article."""
    if status == "empty":
        return 0.0
    share = 1.0 if declares_article(page.head) or not page.is_html else _UNDECLARED
    return round(min(1.0, words / _FULL) * share, 2)


def _warnings(page: Page, status: str) -> Iterator[Edit]:
    confidence = page.claimed("confidence")
    if status == "ok" and confidence is not None and confidence < _IN_DOUBT:
        warning = "the body is in doubt: with such scores, one page in two is right, and one dump in three"
        yield Claim("warnings", warning, None, "low confidence", f"below {_IN_DOUBT}")
    article = article_object(page.head)
    if article is not None and "liveblogposting" in types_of(article):
        warning = "live coverage: the text is a series of entries, and the latest may be missing"
        yield Claim("warnings", warning, None, "declared by the page", "JSON-LD LiveBlogPosting")
