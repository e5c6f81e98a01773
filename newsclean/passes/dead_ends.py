"""Claims the status of pages without an article: bot and consent walls, error pages, lists of stories.

The page's title or headline has to be such a notice and nothing else ("Page not found", "Just a moment..."),
or its few sentences have to open like one. A page that shows a headline of its own or has prose is none: a
story may be about a CAPTCHA or a server error; nor is one that declares an article, unless both title and
headline are the notice. A search that found nothing is an empty list. A notice after a paragraph that the
rest is for subscribers is claimed too; `statuses` judges it by the text above.

Before: <title>Just a moment... | Valley Echo</title> … "Verify you are human by completing the action below."
After:  status is blocked
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from ..evidence.class_words import is_called
from ..evidence.paywall_notices import NOTICE_AFTER_TEXT, notice_after_text
from ..evidence.structured_data import article_object, clean_text
from ..evidence.unshown import is_unshown
from ..model import Block, Claim, Edit, Head, Page, chain
from ..phrases import labels, plain, worded
from ..text.patterns import DIGIT, pattern, plain_pattern
from ..text.prose import HEADLINE, LONG_PARAGRAPH, SENTENCE
from ..text.words import OPENING_QUOTES, count_words, fold

_BLOCKING = frozenset(("401", "403", "429", "451"))
_MOST_PROSE = 3  # long paragraphs on an error page: an explanation, an address, a consent notice
_MOST_TEASERS = 12  # where title and headline both say so: latest stories too
_ARTICLE_WORDS = 60  # words of an article that the page's data has, or that it declares and shows
_NOTICE = 1500  # characters of a page that is only a notice
_FIRST_LINES = 3  # of a dump, which may have no headings
_MOST_PROSE_IN_DUMP = 1  # long paragraphs of a dump whose notice comes after them
_NOTICE_WORDS = 12  # of a headline that may be a notice

# "404 Not Found"   "Error 404: Page not found"   "Server Error (500)"   "HTTP Status 404 – Not Found"
_CODE = pattern(r"(?<![\d.,$€£#])(40[0134]|410|429|451|50[0234]|52[0-6])(?![\d.,%]\d|\d|%)")
# "Page not found | Valley Echo"   "Access Denied - Valley Echo"
_TITLE_MARK = pattern(r"\s[-–—|·•»:]++\s|(?:(?<!\s)\s++)?+[|｜]\s*+")
_COOKIES = worded(r"<<cookies>>", regex.I)
_MOST_BLOCKS = 60  # of a wall: it has no menus and no boxes
_ABOUT_COOKIES = 0.7  # share of a consent wall's words in paragraphs that name cookies

_LEAST_ENTRIES = 8  # linked headlines of a list of stories
_LEAST_IN_NAMED_LIST = 3  # the same under "Search results for", "Articles by", or at the address of a section
_LINKED = 0.9  # link density of a headline that leads to its story
_TEASER = 70  # words between two entries: more is a story's text
_DATE_WORDS = 5  # before or after the headline of an entry: "3 May 2024, 14:05"
# /search/bridge   ?q=bridge   /author/ada-lind   /tag/bridges, but not ?s=20, which says who shared a story
_LIST_ADDRESS = worded(
    r"/<<addresses of searches>>(?:[/?]|\Z)|[?&](?:q|s|query|search|keyword)=(?!\d\d?(?:&|\Z))"
    r"|/(?:<<addresses of authors>>|<<addresses of tags>>)(?:/[^/?]++)?+/?(?:\?|\Z)"
)
# https://echo.example/   /news/local/   /author/ada-lind?page=2
_SECTION_ADDRESS = pattern(
    r"\Ahttps?://[^/?#]++(?:/(?:index\.\w+|(?:[^\W\d_]|%\w\w)++(?:[-_][^\W\d_]++)?))*+/?(?:\?page=\d++)?\Z"
)
# class="error-404 not-found"   class="page-404"
_ERROR_CLASS = plain_pattern(r"\b(?:error-?404|404-?(?:page|error)|page-?404|error-page)\b")

_Found = tuple[str, int | None, str, str]  # the status, the block that shows it, the reason and the evidence


def dead_ends(page: Page) -> Iterator[Edit]:
    """Claim the status of a page that has no article."""
    found = _notice(page)
    if found is None and not _declares_article(page.head):
        found = _wall(page) or _empty_search(page) or _listing(page)
    notice = None if found else notice_after_text(page)
    if notice:
        yield Claim("status", "paywalled", notice.id, NOTICE_AFTER_TEXT, notice.text)
    if found:
        status, block, reason, evidence = found
        yield Claim("status", status, block, reason, evidence)


def _declares_article(head: Head) -> bool:
    return article_object(head) is not None or "article" in head.named("og:type")


def _notice(page: Page) -> _Found | None:
    """Return what an error page or a bot wall says in place of a headline.

    The heading of a request for consent is on pages with stories too: `_wall` judges it by what is below.
    """
    title = clean_text(page.head.title)
    lines: list[tuple[int | None, str]] = [(None, x) for x in (title, *_TITLE_MARK.split(title)) if x]
    is_declared = _declares_article(page.head)
    headings = [block for block in page.blocks if block.kind == "heading"]
    is_small = len(page.blocks) <= _MOST_BLOCKS  # elsewhere the first heading may be a cookie banner's
    shown = [block for block in headings if block.level == 1 or (is_small and block is headings[0])]
    if not page.is_html:
        shown = [*page.blocks[:_FIRST_LINES], *shown]
    lines += {block.id: block.text for block in shown}.items()
    found = [(status, block_id, text) for block_id, text in lines if (status := _status_of(text))]
    found = [x for x in found if x[1] is None or not _asks_for_consent(x[2])]
    found = found or [("error", block.id, block.text) for block in shown if _is_called_error(block)]
    if not found and not page.is_html and not _tells_a_story(page, title, _MOST_PROSE_IN_DUMP):
        return _notice_under_menu(page)
    if not found:
        return None
    agree = found[0][1] is None and found[-1][1] is not None  # the title and a headline, not just "500"
    agree = agree and not all(text.isdecimal() for _, _, text in found)
    if is_declared and not (agree and _words_of_sentences(page) < _ARTICLE_WORDS):
        return None
    if _tells_a_story(page, title, _MOST_TEASERS if agree else _MOST_PROSE):
        return None
    status, block_id, text = found[0]
    return status, block_id, "only a notice", text


def _notice_under_menu(page: Page) -> _Found | None:
    """Return the notice of a dump that prints menus first: "Page not found", but not "404" alone."""
    for block in page.blocks:
        status = "" if block.text.isdecimal() else _status_of(block.text)
        if status not in ("", "listing") and not _asks_for_consent(block.text):
            return status, block.id, "only a notice", block.text
    return None


def _status_of(text: str) -> str:
    """Return the status that a headline stands for, "" if it may be a story's.

    >>> [_status_of(x) for x in ("Oh dear! Page not found", "403 Forbidden", "404 seals on the sandbank")]
    ['error', 'blocked', '']
    """
    if count_words(text) > _NOTICE_WORDS:
        return ""
    label = plain(text.rpartition("! ")[2] if "!" in text else text)
    if label in labels("error pages"):
        return "error"
    if label in labels("blocked pages"):
        return "blocked"
    if label in labels("no results"):
        return "listing"
    code = _CODE.search(label)
    if code is None:
        return ""
    rest = plain(label[: code.start()]), plain(label[code.end() :])
    known = labels("error pages") | labels("blocked pages") | labels("error words") | {""}
    if not known.issuperset(rest):
        return ""
    return "blocked" if code[1] in _BLOCKING else "error"


def _is_called_error(heading: Block) -> bool:
    classes = " ".join([x.classes for x in chain(heading.container)])
    return ("404" in classes or "error" in classes) and _ERROR_CLASS.search(classes) is not None


def _asks_for_consent(text: str) -> bool:
    """Whether a notice heads a request for consent: "We value your privacy"."""
    label = plain(text)
    return label in labels("consent labels") or label.startswith(_openings("consent openings"))


def _tells_a_story(page: Page, title: str, most: int = _MOST_PROSE) -> bool:
    """Whether a page has more prose, or a headline (not the site's name) that is also in its title."""
    whole = fold(title)
    names = {fold(x) for x in (*_TITLE_MARK.split(title)[1:], page.claimed("publisher") or "")}
    prose = 0
    for block in page.blocks:
        words = count_words(block.text)
        if block.kind == "heading" and words >= HEADLINE and not _status_of(block.text):
            heading = fold(block.text)
            if heading in whole and heading not in names:
                return True
        elif words >= LONG_PARAGRAPH and block.link_density < _LINKED / 2:
            prose += 1
            if prose > most:
                return True
    return sum(count_words(block.text) for block in page.blocks if is_unshown(block)) >= _ARTICLE_WORDS


def _words_of_sentences(page: Page) -> int:
    shown = ((count_words(b.text), b) for b in page.blocks if b.link_density < _LINKED / 2)
    return sum(words for words, _ in shown if words >= SENTENCE)


def _wall(page: Page) -> _Found | None:
    """Return the sentence that asks for proof or consent on a page with nothing else."""
    if len(page.blocks) > _MOST_BLOCKS:
        return None
    if sum(len(b.text) for b in page.blocks) <= _NOTICE:
        said = _first_that_opens(page, "blocked text")
        if said is not None and not _tells_a_story(page, clean_text(page.head.title)):
            return "blocked", said.id, "only a notice", said.text[:100]
    return _consent_wall(page)


def _consent_wall(page: Page) -> _Found | None:
    """Return the paragraph that asks for consent to cookies if the page has little else."""
    asks = _first_that_opens(page, "consent openings")
    if (
        asks is None
        or asks.text[0] in OPENING_QUOTES  # a story quotes it
        or _tells_a_story(page, clean_text(page.head.title), _MOST_BLOCKS)
    ):
        return None
    prose = [(b, count_words(b.text)) for b in page.blocks]
    prose = [(b, words) for b, words in prose if words >= SENTENCE]
    about = sum(words for b, words in prose if b is asks or _COOKIES.search(b.text))
    if about < _ABOUT_COOKIES * sum(words for _, words in prose) or about < SENTENCE:
        return None
    return "blocked", asks.id, "asks for consent, and shows no text", asks.text[:100]


def _first_that_opens(page: Page, section: str) -> Block | None:
    """Return the first block that begins with a phrase of a section."""
    openings = _openings(section)
    return next((b for b in page.blocks if plain(b.text).startswith(openings)), None)


@cache
def _openings(section: str) -> tuple[str, ...]:
    return tuple(labels(section))


def _address(page: Page) -> str:
    return str(page.url or page.claimed("url") or "")


def _empty_search(page: Page) -> _Found | None:
    """Return the line in which a site's search says that it found nothing."""
    if not _LIST_ADDRESS.search(_address(page)):
        return None
    prose = (b for b in page.blocks if count_words(b.text) >= LONG_PARAGRAPH)
    if sum(b.link_density < _LINKED / 2 for b in prose) > _MOST_PROSE:
        return None
    said = _first_that_opens(page, "no results")
    return ("listing", said.id, "a search without results", said.text[:100]) if said else None


def _listing(page: Page) -> _Found | None:
    """Return the status of a page on which linked headlines follow each other, with only teasers between."""
    if not page.is_html:
        return None
    entries = {b.id: b.text for b in page.blocks if b.spans and _is_entry(b)}
    count = len(set(entries.values()))
    if count < _LEAST_IN_NAMED_LIST:
        return None
    address = _address(page)
    is_named, is_told = _is_named_list(page), _LIST_ADDRESS.search(address)
    is_small = count < _LEAST_ENTRIES
    if is_small and not (is_named or is_told or _SECTION_ADDRESS.search(address)):
        return None
    may_be_brief = (is_small or is_named) and not is_told  # "Suche nach Taucher eingestellt"
    title = "" if is_named else fold(clean_text(page.head.title))
    between, is_in_brief = 0, may_be_brief
    for block in page.blocks:
        if block.id in entries:
            between, is_in_brief = 0, False
            continue
        words = count_words(block.text)
        if block.kind == "heading":
            is_in_brief = is_in_brief or (may_be_brief and block.level == 1)
            if words >= HEADLINE and _shares_words(block, title):
                return None
        if block.link_density < _LINKED / 2 and not (words >= SENTENCE and _is_of_site(block)):
            between += words
            if between > _TEASER or (is_in_brief and between >= SENTENCE):
                return None
    return "listing", None, "linked headlines, and only teasers between them", f"{len(entries)} headlines"


def _shares_words(heading: Block, title: str) -> bool:
    """Whether the folded title has the heading, or half of the words of a first heading without a link."""
    text = fold(heading.text)
    if text in title:
        return True
    words = set(text.split()) if heading.level == 1 and not heading.link_density else set()
    return len(words) <= 2 * len(words.intersection(title.split())) > 0


def _is_named_list(page: Page) -> bool:
    """Whether title or headline is that of a list: "Search results for bridge", "이서윤 기자의 기사 목록"."""
    shown = (b.text for b in page.blocks if b.kind == "heading" and b.level == 1)
    lines = map(plain, (*_TITLE_MARK.split(clean_text(page.head.title)), *shown))
    names = _openings("headings of lists")
    return any(line.startswith(names) or line.endswith(names) for line in lines)


def _is_entry(block: Block) -> bool:
    """Whether a block is just a link with the words of a headline, to another page, and maybe a date."""
    text = block.text
    link = next((x for x in block.spans if x.mark == "link"), None)  # `links` would copy them all
    if link is None or "#" in link.href:
        return False
    if link.end - link.start < _LINKED * len(text):
        before, after = text[: link.start].strip(), text[link.end :].strip()
        date = before or after
        if (before and after) or len(date.split()) > _DATE_WORDS or not DIGIT.search(date):
            return False
    return count_words(text) >= HEADLINE


def _is_of_site(block: Block) -> bool:
    """Whether a block is in a footer or a consent notice, which every page has."""
    around = chain(block.container)
    return any(
        x.tag == "footer" or is_called(x, "page footer") or is_called(x, "consent notice") for x in around
    )
