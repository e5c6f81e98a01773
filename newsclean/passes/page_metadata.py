"""Claims the url, publisher, section, tags, description, licence and direction that the page declares.

JSON-LD comes first, as it describes the article; then the meta tags for sharing and search. Other passes
compare titles, authors and dates with the visible page.

Before: <link rel="canonical" href="https://echo.example/2024/library">
        <meta property="og:site_name" content="Valley Echo">
After:  url is https://echo.example/2024/library, publisher is Valley Echo
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any
from urllib.parse import urljoin, urlsplit

import regex

from ..evidence.bylines.people import is_button
from ..evidence.class_words import is_called
from ..evidence.damage import repaired
from ..evidence.declared_names import bare_name, is_missing, is_named_after, without_contact, without_slogan
from ..evidence.structured_data import (
    article_names,
    article_object,
    article_objects,
    article_values,
    clean_text,
    names,
    objects_of,
    resolve,
    texts,
)
from ..evidence.tag_lines import tags_of_line
from ..model import Block, Claim, Container, Edit, Head, Page, chain
from ..phrases import folded, worded
from ..text.domains import domain, hostname
from ..text.patterns import pattern
from ..text.prose import LINE
from ..text.words import count_words, fold

_LONGEST_NAME = 100  # characters of a publisher or section; anything longer is a slogan
_LONGEST_TAG = 80
_MOST_TAGS = 50  # a longer list is an index, not a choice

_PUBLISHER_META = ("publisher", "dc.publisher", "dcterms.publisher", "citation_journal_title")
_SITE_META = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_SITE_TYPES = ("NewsMediaOrganization", "WebSite")
_SECTION_META = ("article:section", "og:article:section", "parsely-section", "prism.section", "section")
_TAGS_META = ("article:tag", "og:article:tag", "parsely-tags", "news_keywords", "sailthru.tags", "keywords")
_LICENSE_META = ("dcterms.license", "dc.license", "license", "dcterms.rights", "dc.rights", "rights")
_DESCRIPTION_META = ("og:description", "description", "twitter:description", "dc.description")

# "rain, wind; hail"   「雨、風」   "مطر، ريح"
_TAG_COMMA = pattern(r"(?:(?<!\s)\s++)?+[,;|、，،]\s*+")
# What is no tag: addresses and parts of them, "/article"; names of a program, "type_news", "path:news",
# "Lite:true"; numbers of records, "100312362", "5", but not years; "8ae9ab2d-fe1b-4230-acb8-a59b52877682"
_NO_TAG = pattern(
    r"(?:https?:)?//|www\.|\S*@|/|(?!(?i:tag|topic|category|subject|keyword):)[A-Za-z]\w*+:(?=\S)|_\w|[^\W_]++_\w"
    r"|(?:\d{1,2}|0\d*+|\d{5,}+|[\da-f]{8}-[\da-f-]{20,}+)\Z"
)
_TAG_KEY = pattern(r"\A(?:tag|topic|category|subject|keyword):\s*+", regex.I)
_LEAST_OF_SITE = 4  # keywords; fewer are a choice
# Share of keywords in the text: at most that for 24 of 37 lists that two pages share, one in seven others.
_FEW = 0.25
_ENOUGH_TEXT = 600  # characters of prose, so that a story's own keywords would be in them
_MOST_LINKED = 0.2  # link density of prose
_STEM, _ENDING = 4, 2  # letters that stay of a keyword, and that its case or number may change

_ESCAPED_BREAK = pattern(r"(?:\\[rnt]|(?:<|&lt;)br\s?/?(?:>|&gt;))++", regex.I)
_CUT_SHORT = pattern(r"\s?\[\s?(?:…|\.{3})\s?\]?\Z|(?<=…)\s*+\.{3}\Z|\ufffd++\s?(?:…|\.{3})")
_WHOLE = (".", "!", "?", "。")  # ends of a description that was not cut off
_READ_ON_CHARACTERS = 150  # at the end of a description: a link and the headline in it
# "… the bridge. Read more »"    "… the bridge … Continue reading “Bridge reopens” →"
_READ_ON = worded(r"(?i)(?<=[\s.…!?\p{Ll}])<<read on>>(?:\s++[“\"„«][^“”\"„«»]*+[”\"“»])?+\s*+[→»›>.…:]*+\Z")
# What content systems call an article or a place: "news_article", "newsArticle", "1234", "echo.example"
_INTERNAL = pattern(r"\d++|[^\W_]*+_\w*+|[a-z]{4,}+[A-Z]\w*+|(?:[^\s.]++\.)++[a-z]{2,}+")
_TYPES = frozenset(
    "article articles post posts page pages node item index default main root test story".split()
)
_HEADLINE_WORDS = 4  # from which a name of the site that is the page's title too is its headline

_ADDRESS = pattern(r"(?:https?:)?//|www\.|@")

# "https://creativecommons.org/licenses/by/4.0/deed.de"
_COMMONS = pattern(r"://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/")
_LICENSE_PAGE = pattern(r"/(?:deed[^/]*+|legalcode[^/]*+)?\Z")

_LONGEST_TITLE = 300
_LONGER_UNFOLDED = 1.2  # times the length of a <title> that its heading may have, as typography differs
# "Headline | Site"    "Headline - Site"
_MARK = pattern(r"\s[-–—|·•»]\s|\s?[:｜]\s")

_COPYRIGHT = worded(r"©|\(c\)|<<copyright>>", regex.I)

_CRUMB_LEVELS = 3
_CRUMB_WORDS = 4  # of a section's name
_STEP_MARKS = ">›»→/＞"
# "/"    "https://echo.example"    "index.php"
_FRONT = pattern(r"\A(?:https?://[^/]++)?/?(?:index\.\w+|home/?)?\Z", regex.I)
# "/business"    "https://echo.example/section/local-news/"
_SECTION_PATH = pattern(r"\A(?:https?://[^/]++)?/(?:[^/?\#]++/){0,2}[\p{L}_-]++/?\Z")

# The addresses that tags lead to
_TAG_PATH = worded(r"/<<addresses of tags>>/")


def page_metadata(page: Page) -> Iterator[Edit]:
    """Claim url, publisher, section, tags, description, license and direction as the page declares them."""
    head = page.head
    url = next(_urls(page), ("", ""))
    publisher = next(_publishers(page, hostname(url[0]) or ""), ("", ""))
    if publisher[1] == "<title>" and publisher[0] == next(_sections(page, ""), ("", ""))[0]:
        publisher = ("", "")
    for field, found in (
        ("url", iter([url] if url[0] else [])),
        ("publisher", iter([publisher] if publisher[0] else [])),
        ("section", _sections(page, publisher[0])),
        ("tags", _tags(page, publisher[0])),
        ("description", _descriptions(head, publisher[0])),
        ("license", _licenses(page)),
        ("direction", _directions(head)),
    ):
        for found_value, origin in found:
            value = _repaired(found_value)
            yield Claim(field, value, None, "declared by the page" if origin else "address given", origin)
            break


def _repaired(value: Any) -> Any:
    """Return text repaired where the page was decoded wrongly before it was sent."""
    if isinstance(value, tuple):
        return tuple(map(_repaired, value))
    return value if value.isascii() else repaired(value)[0]


def _urls(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the article's absolute address; that of a front page only if no other is known."""
    given = page.url or ""
    front = None
    for href, origin in _addresses(page.head, given):
        url = _absolute(given, href)
        if not url:
            continue
        if url.partition("://")[2].strip("/").partition("/")[2]:
            yield url, origin
            return
        front = front or (url, origin)
    if front:
        yield front


def _addresses(head: Head, given: str) -> Iterator[tuple[str, str]]:
    yield from ((href, "link rel=canonical") for rel, href in head.links if "canonical" in rel.split())
    yield from ((href, "og:url") for href in head.named("og:url"))
    yield from ((href, "JSON-LD url") for href in article_values(head, "url", "mainEntityOfPage"))
    yield given, ""


def _absolute(base: str, href: str) -> str:
    """Return the absolute address, or "" if a reader could not open it."""
    url = clean_text(href)
    try:
        if not url.startswith(("https://", "http://")):
            url = urljoin(base, url)
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and "." in host and " " not in url else ""


def _publishers(page: Page, host: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the site or its publisher, without slogans; a headline is none."""
    head = page.head
    titles = {fold(clean_text(x)) for x in (*article_values(head, "headline"), *head.named("og:title"))}
    for text, origin in _declared_publishers(page, host):
        name = without_slogan(bare_name(without_contact(text)), host)
        if origin in _SITE_META[1:]:
            is_headline = fold(name) in titles or fold(name) == fold(clean_text(head.title))
        else:
            is_headline = count_words(name) >= _HEADLINE_WORDS and fold(name) in titles
        if name and not is_headline and not is_missing(text):
            yield name, origin


def _declared_publishers(page: Page, host: str) -> Iterator[tuple[str, str]]:
    head = page.head
    article = article_object(head)
    declared = article.get("publisher") if article else None
    if not (isinstance(declared, dict) and declared.get("@type") == "Person"):
        yield from _as_names(article_names(head, "publisher"), "JSON-LD publisher")
    title = clean_text(head.title)
    for key in _SITE_META[:1] + _PUBLISHER_META:
        yield from (x for x in _as_names(head.named(key), key) if not (_MARK.search(x[0]) and x[0] == title))
    for kind in _SITE_TYPES:
        for value in objects_of(head, kind):
            yield from _as_names(names(head, value), f"JSON-LD {kind}")
    for key in _SITE_META[1:]:
        yield from _as_names(head.named(key), key)
    yield from _as_names(_names_in_title(page, host), "<title>")


def _names_in_title(page: Page, host: str) -> Iterator[str]:
    """Yield the part of the <title> that owns the copyright, or follows the text of a heading on the page.

    Before: <title>Piano rescued by 61 desks - Valley Echo</title> … <h1>Piano rescued by 61 desks</h1>
    After:  Valley Echo
    """
    title = clean_text(page.head.title)
    cuts = [(m.start(), m.end()) for m in _MARK.finditer(title)]
    if not cuts or len(title) > _LONGEST_TITLE:
        return
    for part in (title[cuts[-1][1] :], title[: cuts[0][0]]):
        if any(part in b.text and _COPYRIGHT.search(b.text) for b in page.blocks):
            yield part
    first, whole = fold(title[: cuts[0][0]]), fold(title)
    before = {fold(title[:start]) for start, _ in cuts}
    headings = [b for b in page.blocks if b.kind == "heading" and len(b.text) >= len(first)]
    found = {fold(b.text) for b in headings if len(b.text) <= len(title) * _LONGER_UNFOLDED}
    start, end = cuts[-1]
    mark = title[start:end].strip()
    if (whole in found and mark != "|") or found.isdisjoint(before):
        return  # the headline contains the mark, or its end is unknown
    label = domain(host).partition(".")[0]
    parts = [title[end:] for _, end in cuts]
    parts = [_MARK.split(x)[0] for x in parts]
    for name in (*(x for x in parts if is_named_after(label, x)), parts[-1]):
        if not any(b.links and b.text == name for b in page.blocks):  # otherwise it is a section in the menu
            yield name


def _sections(page: Page, publisher: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the section, except what programs call it, addresses and the name of the site."""
    for text, origin in _declared_sections(page):
        several = [text] if origin == "breadcrumbs" else _TAG_COMMA.split(text)[:1]
        for named, _ in _as_names(several, origin):
            name = bare_name(named)
            folded_name = fold(name)
            if not name or is_missing(named) or _INTERNAL.fullmatch(name) or folded_name == fold(publisher):
                continue
            if folded_name not in folded("no section") and folded_name not in _TYPES:
                yield name, origin


def _declared_sections(page: Page) -> Iterator[tuple[str, str]]:
    head = page.head
    yield from ((x, "JSON-LD articleSection") for x in article_values(head, "articleSection"))
    yield from ((x, key) for key in _SECTION_META for x in head.named(key))
    for trail in objects_of(head, "BreadcrumbList"):
        yield from ((x, "JSON-LD breadcrumb") for x in _trail_sections(head, trail))
    yield from ((x, "breadcrumbs") for x in _shown_sections(page))


def _trail_sections(head: Head, trail: object) -> list[str]:
    """Return the section in a breadcrumb: the step after the front page, if it is not the article.

    Before: Home > Politics > Council keeps library
    After:  Politics
    """
    items = trail.get("itemListElement") if isinstance(trail, dict) else None
    if not isinstance(items, list):
        return []
    crumbs = [names(head, x) or names(head, x.get("item")) for x in items if isinstance(x, dict)]
    steps = [x[0] for x in crumbs if x]
    titles = (*article_values(head, "headline"), *head.named("og:title"), head.title)
    own = {fold(clean_text(x)) for x in titles}
    return [x for x in steps[1:] if fold(x) not in own][:1] if len(steps) > 2 else []


def _shown_sections(page: Page) -> Iterator[str]:
    """Yield the first visible breadcrumb after the front page, or else the text of the kicker's link.

    Before: <p><a href="/">Home</a> &gt; <a href="/local">Local</a></p> <h1>Bridge reopens</h1>
    After:  Local
    """
    before: Block | None = None
    for block in page.blocks:
        if block.kind == "heading" and block.level == 1 and not _in_crumbs(block):
            if before is not None and _is_kicker(before, block):
                yield before.text
            return
        before = block
        if not block.links or not (_in_crumbs(block) or _is_trail(block)):
            continue
        for link in block.links:
            name = block.text[link.start : link.end]
            if (
                _FRONT.search(link.href)
                or count_words(name) > _CRUMB_WORDS
                or fold(name) in folded("front page")
                or is_button(name)
            ):
                continue
            yield name
            return


def _in_crumbs(block: Block) -> bool:
    """Whether a block is in an element called breadcrumbs, or in its list."""
    return any(is_called(container, "breadcrumbs") for container in chain(block.container, _CRUMB_LEVELS))


def _is_trail(block: Block) -> bool:
    """Whether a block's links start at the front page: "Home > Local"."""
    first = block.links[0]
    between = block.text[first.end : first.end + 3].strip()[:1]
    return between in _STEP_MARKS and between != "" and _FRONT.search(first.href) is not None


def _in_one_element(one: Container | None, other: Container | None) -> bool:
    """Whether two blocks are in the same element, or in children of one."""
    if one is None or other is None:
        return False
    return one is other or one is other.parent or (one.parent is not None and one.parent is other.parent)


def _is_kicker(block: Block, headline: Block) -> bool:
    """Whether a line above the headline, in its element, is just a short link to a section."""
    if not _in_one_element(block.container, headline.container) or fold(block.text) in folded("front page"):
        return False
    if block.link_density < 1 or len(block.links) != 1 or count_words(block.text) > _CRUMB_WORDS:
        return False
    return block.kind == "paragraph" and _SECTION_PATH.search(block.links[0].href) is not None


def _tags(page: Page, publisher: str) -> Iterator[tuple[tuple[str, ...], str]]:
    head = page.head
    titles = (*article_values(head, "headline"), *head.named("og:title"), head.title)
    no_tags = {fold(clean_text(x)) for x in titles if count_words(x) >= _HEADLINE_WORDS} | {fold(publisher)}
    for origin, values in (
        ("JSON-LD keywords", article_names(head, "keywords")),
        *((key, head.named(key)) for key in _TAGS_META),
    ):
        tags = _tags_of(values, no_tags)
        if tags and not (origin == "keywords" and _is_of_every_page(tags, page)):
            yield tags, origin
    shown = _tags_of(_shown_tags(page), no_tags)
    if shown:
        yield shown, "links to tags"
    for block in page.blocks:
        listed = tags_of_line(block.text)
        tags = _tags_of(listed, no_tags) if listed else ()
        if tags:
            yield tags, "line of tags"


def _is_of_every_page(tags: tuple[str, ...], page: Page) -> bool:
    """Whether keywords are the site's, not the story's: almost none of them is in its title and its text.

    Before: business, companies, economy, headlines, industry, politics … over a story on a marathon
    """
    if len(tags) < _LEAST_OF_SITE:
        return False
    paragraphs = [b.text for b in page.blocks if len(b.text) >= LINE and b.link_density < _MOST_LINKED]
    if sum(map(len, paragraphs)) < _ENOUGH_TEXT:
        return False
    text = " ".join((page.head.title, *paragraphs)).casefold()
    stems = (x[: max(_STEM, len(x) - _ENDING)] for x in map(str.casefold, tags))
    return sum(x in text for x in stems) <= len(tags) * _FEW


def _shown_tags(page: Page) -> Iterator[str]:
    """Yield the texts of the links to tags in the first element called after tags.

    Before: <div class="post-tags">Topics: <a href="/tag/ferries">Ferries</a></div>
    After:  Ferries
    """
    first = None
    for block in page.blocks:
        links, inner = block.links, block.container
        if not links or inner is None:
            continue
        outer = inner.parent or inner
        holder = outer if is_called(outer, "tags") else inner
        if holder is not (first or holder):
            continue
        if not is_called(holder, "keywords"):  # a whole post never has such a class
            lead_to_tags = len(links) > 1 and all(_TAG_PATH.search(x.href) for x in links)
            if not lead_to_tags and not is_called(holder, "tags"):
                continue
            links = tuple([x for x in links if _TAG_PATH.search(x.href)])
        if links and not any(is_called(each, "tag cloud") for each in (inner, outer)):
            first = holder
            yield from (block.text[x.start : x.end] for x in links)


def _tags_of(values: Iterable[str], no_tags: Set[str]) -> tuple[str, ...]:
    """Return each tag once, whatever its case; values are split at commas."""
    split = dict.fromkeys(x for value in values for x in _TAG_COMMA.split(clean_text(value)))
    if len(split) > _MOST_TAGS:
        return ()
    once: dict[str, str] = {}
    for text in split:
        if not text or len(text) > _LONGEST_TAG or _NO_TAG.match(text) or is_missing(text):
            continue
        tag = bare_name(_TAG_KEY.sub("", text))
        if tag and fold(tag) not in no_tags:
            once.setdefault(tag.casefold(), tag)
    return tuple(once.values())


def _descriptions(head: Head, publisher: str) -> Iterator[tuple[str, str]]:
    """Yield descriptions of the article, except the one that the site gives on every page."""
    everywhere = {fold(x) for site in objects_of(head, "WebSite") for x in texts(site.get("description"))}
    everywhere |= {"", fold(publisher)}
    declared = [(x, key) for key in _DESCRIPTION_META for x in head.named(key)]
    declared[1:1] = [(x, "JSON-LD description") for x in article_values(head, "description")]
    for text, origin in declared:
        description = clean_text(_ESCAPED_BREAK.sub(" ", text))
        if not description.endswith(_WHOLE) or description.endswith(".."):
            start = max(0, len(description) - _READ_ON_CHARACTERS)
            description = description[:start] + _READ_ON.sub("", description[start:]).rstrip()
        description = _CUT_SHORT.sub("…", description).strip(" |>\ufffd")
        if fold(description) not in everywhere and not is_missing(description):
            yield description, origin


def _licenses(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the address of the article's licence, or its name. Links to several licences prove nothing."""
    head, base = page.head, page.url or "https:"
    for article in article_objects(head):
        declared = resolve(head, article.get("license"))
        keys = ("url", "@id", "name")
        for value in [declared.get(x) for x in keys] if isinstance(declared, dict) else [declared]:
            for text in texts(value):
                if text.startswith(("http", "/")):
                    yield from ((x, "JSON-LD license") for x in (_absolute(base, text),) if x)
                else:
                    yield from _as_names([text], "JSON-LD license")
    linked = [_absolute(base, href) for rel, href in head.links if "license" in rel.split()]
    linked = [x for x in linked if x and x.partition("#")[0] != base.partition("#")[0]]
    linked = [x for x in linked if _COMMONS.search(x)] or linked
    if len({_license_key(x) for x in linked}) == 1:
        yield linked[0], "rel=license"
    for key in _LICENSE_META:
        declared = [_absolute(base, x) for x in head.named(key) if x.startswith(("http", "//"))]
        yield from ((x, key) for x in declared if x)


def _license_key(address: str) -> str:
    """Return what the addresses of one licence share, in http or https, in whatever language its page is."""
    return _LICENSE_PAGE.sub("", address.partition("://")[2].removeprefix("www."))


def _directions(head: Head) -> Iterator[tuple[str, str]]:
    declared = head.direction.strip().lower()
    if declared in ("ltr", "rtl"):
        yield declared, "html dir"


def _as_names(values: Iterable[str], origin: str) -> Iterator[tuple[str, str]]:
    """Yield the values that can be a name: words, not an address, not too long."""
    for value in values:
        name = clean_text(value)
        if fold(name) and len(name) <= _LONGEST_NAME and not _ADDRESS.match(name):
            yield name, origin
