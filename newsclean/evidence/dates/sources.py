"""Collects the dates in JSON-LD, meta tags, `<time>` and the address; the pass judges them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ...model import Container, Head, Page, TimeTag, chain
from ...text.caching import cached_if_short
from ...text.patterns import pattern
from ...text.words import fold
from ..class_words import LEVELS, is_called
from ..near_title import NearTitle
from ..structured_data import JsonObject, article_objects, objects_of, texts
from .conventions import WritingHabits
from .labels import Role, label_before, role_of_label
from .written import DAY, Moment, day_of
from .zones import is_utc, local

Kind = Literal["JSON-LD", "meta", "page", "address"]

# JSON-LD types that describe the page if no object describes an article, and those of things on it
_PAGE_TYPES = (
    *("WebPage", "ItemPage", "AboutPage", "CollectionPage", "MedicalWebPage", "FAQPage", "QAPage"),
    *("CreativeWork", "Report", "Recipe", "HowTo", "Guide", "WebContent"),
)
_THING_TYPES = ("VideoObject", "Review", "Product")
_PUBLISHED_KEYS = ("datePublished", "dateCreated", "uploadDate")
_MODIFIED_KEYS = ("dateModified",)
_PUBLISHED_META = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
    *("datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publishdate"),
    *("publish-date", "publish_date", "published_time", "publication_date", "pubdate", "date-pub"),
    *("published", "dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_online_date"),
    *("article_date_original", "article:post_date", "originalpublicationdate", "article.published"),
    *("bt:pubdate", "prism.publicationdate"),
)
# Dates of the record, or of the last build of the page: less trusted than what the page itself says
_RECORD_META = (
    *("date", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "datecreated", "created"),
    *("release_date",),
)
_MODIFIED_META = (
    *("article:modified_time", "og:article:modified_time", "og:modified_time", "og:updated_time"),
    *("article:modified", "datemodified", "dc.date.modified", "dcterms.modified", "last-modified", "lastmod"),
    *("article.updated", "updated", "revised", "date_modified", "bt:moddate", "cxenseparse:recs:moddate"),
)

_LISTED_META = frozenset((*_PUBLISHED_META, *_RECORD_META, *_MODIFIED_META))
# "w-published-date"   "og:publish_date"   "pub_date"   "cXenseParse:publishtime"   "published_at"
_LIKE_PUBLISHED = pattern(
    r"\A(?!.*last).*?(?:publish(?:ed)?[\W_]?(?:date|time|at\b|on\b)|pub_?date|date_?published)"
)
# "date.modified"   "last_modified"   "article_date_updated"
_LIKE_MODIFIED = pattern(r"modif|updated?\b|updated?_|revision_?date")
_LONGEST_DATE = 60  # characters; a longer value is not just a date

_STORY_TAGS = frozenset(("article", "main"))

# May 3, 2024   03.05.2024   14:05
_DAY_AT_END = pattern(r"\p{Nd}\W*+\Z")

TIME_TAG = "time tag"


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date that a source gives for the story: its role, its value, and where it was found."""

    role: Role
    value: Moment
    kind: Kind
    origin: str
    block: int | None = None
    is_labelled: bool = False
    """Whether words of the page say what the date is of."""

    @property
    def day(self) -> dt.date:
        return day_of(self.value)


def declared_dates(head: Head, habits: WritingHabits) -> Iterator[DateFact]:
    """Yield the dates in JSON-LD and meta tags, the most trusted first."""
    described = article_objects(head) or objects_of(head, *_PAGE_TYPES)
    meta = head.meta_by_name
    published, modified = _unlisted_names(meta)
    yield from _json_ld_dates("published", described, _PUBLISHED_KEYS, habits)
    yield from _meta_dates("published", meta, (*_PUBLISHED_META, *published), habits)
    yield from _json_ld_dates("modified", described, _MODIFIED_KEYS, habits)
    yield from _meta_dates("modified", meta, (*_MODIFIED_META, *modified), habits)


def record_dates(head: Head, habits: WritingHabits, headline: str) -> Iterator[DateFact]:
    """Yield the dates in meta tags about the page's record, and of a video or review named like the story."""
    yield from _meta_dates("published", head.meta_by_name, _RECORD_META, habits)
    title = fold(headline)
    things = [x for x in objects_of(head, *_THING_TYPES) if _has_name(x, title)]
    yield from _json_ld_dates("published", things, _PUBLISHED_KEYS, habits)


def _has_name(thing: JsonObject, title: str) -> bool:
    name = fold(str(thing.get("name") or thing.get("headline") or ""))
    return bool(name and title) and (name in title or title in name)


def tag_dates(
    page: Page, near_title: NearTitle, habits: WritingHabits, dropped: bool = False
) -> Iterator[DateFact]:
    """Yield the dates of the `<time>` elements around the title.

    dropped: only those in what passes dropped around the article; a list of news may stand over the title.
    """
    for time in page.head.times:
        is_dropped = time.block not in near_title.blocks and not is_in_story(time.container)
        if is_dropped is dropped and near_title.is_before_text(time.block) and is_of_story(time, near_title):
            found = date_of_tag(time, near_title, habits, TIME_TAG)
            if found:
                yield found


def heading_dates(page: Page, near_title: NearTitle, habits: WritingHabits) -> Iterator[DateFact]:
    """Yield the day in an element of the headline's heading that is no part of the headline."""
    for part in page.head.heading_parts:
        text = part.text.strip()
        if part.block == near_title.title and text not in near_title.headline:
            for date in habits.dates(text):
                if date.start == 0 and date.end == len(text):
                    yield DateFact("published", date.value, "page", "day in the heading", part.block)


def is_of_story(time: TimeTag, near_title: NearTitle) -> bool:
    """Whether a `<time>` is not in a quote or an embedded post, nor in a box or card of other stories."""
    container = time.container
    return not (
        time.block in near_title.attributions
        or any(each.tag == "blockquote" for each in chain(container, LEVELS))
        or near_title.is_elsewhere(container)
        or near_title.is_in_card(time.block, container)
        or any(is_called(each, "video", "caption") for each in near_title.outside(container))
    )


def is_in_story(container: Container | None) -> bool:
    """Whether an element is in an `<article>` or `<main>`: what is dropped there may still date the story."""
    return any(each.tag in _STORY_TAGS for each in chain(container))


def date_of_tag(time: TimeTag, near_title: NearTitle, habits: WritingHabits, origin: str) -> DateFact | None:
    """Return the date of a `<time>` element: its attribute, in the zone of the day that readers see.

    If readers see a different day, by more than a zone, the attribute is of a later change.
    """
    value, shown = habits.date(time.datetime), habits.date(time.text)
    if value and shown and day_of(shown) < day_of(value) - DAY:
        value = shown
    elif is_utc(value) and shown and day_of(shown) != value.date():
        value = local(value, shown) or value
    value = value or shown
    if not value:
        return None
    label = _label_of_tag(time, near_title)
    if label and _is_label_of_other(time, near_title):
        label = _role_of_tokens(time) or label
    return DateFact(
        label or _role_of_tokens(time) or "published", value, "page", origin, is_labelled=label != ""
    )


def url_dates(habits: WritingHabits) -> Iterator[DateFact]:
    """Yield the day in the page's address, if there is one."""
    if habits.day_in_address:
        yield DateFact("published", habits.day_in_address, "address", "day in the address")


def weak_dates(habits: WritingHabits, near_title: NearTitle) -> Iterator[DateFact]:
    """Yield the day in the address with its year last, and the day that begins the headline."""
    if habits.last_day_in_address:
        yield DateFact("published", habits.last_day_in_address, "address", "day in the address")
    for date in habits.dates(near_title.headline)[:1]:
        if date.start <= 1 and date.end < len(near_title.headline):
            yield DateFact("published", date.value, "page", "day that begins the headline", near_title.title)


def _unlisted_names(meta: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """Return the unlisted names of tags that look like publication, and like a change; dates before times."""
    found = [(role, x) for x in meta if (role := _role_of_name(x)) and len(meta[x][0]) <= _LONGEST_DATE]
    found.sort(key=lambda each: "date" not in each[1])
    return [x for role, x in found if role == "published"], [x for role, x in found if role == "modified"]


@cached_if_short(1024)  # pages have a dozen names in common
def _role_of_name(name: str) -> Role:
    if name in _LISTED_META:
        return ""
    if _LIKE_PUBLISHED.search(name):
        return "published"
    return "modified" if _LIKE_MODIFIED.search(name) else ""


def _meta_dates(
    role: Role, meta: Mapping[str, Sequence[str]], names: Iterable[str], habits: WritingHabits
) -> Iterator[DateFact]:
    for name in names:
        for text in meta.get(name, ()):
            value = habits.date(text)
            if value:
                yield DateFact(role, value, "meta", f"meta {name}")


def _json_ld_dates(
    role: Role, objects: Sequence[JsonObject], keys: Iterable[str], habits: WritingHabits
) -> Iterator[DateFact]:
    for key in keys:
        lower = key.lower()
        for each in objects:
            for name, given in each.items():
                if len(name) != len(key) or name.lower() != lower:
                    continue
                for text in texts(given):
                    value = habits.date(text)
                    if value:
                        yield DateFact(role, value, "JSON-LD", f"JSON-LD {key}")


def _label_of_tag(time: TimeTag, near_title: NearTitle) -> Role:
    """Return the role that words give to a `<time>`: its own, those before it, or the block before it."""
    block = near_title.blocks.get(time.block)
    before, found, _ = block.text.partition(time.text) if block and time.text else ("", "", "")
    labelled = role_of_label(_up_to_digits(time.text)) or role_of_label(before)
    if labelled or not found or before.strip():
        return labelled
    label = label_before(near_title, time.block)
    return role_of_label(label.text) if label else ""


def _is_label_of_other(time: TimeTag, near_title: NearTitle) -> bool:
    """Whether a date stands between the words and a `<time>`: "Posted on May 3, 2024 May 4, 2024"."""
    block = near_title.blocks.get(time.block)
    before = block.text.partition(time.text)[0] if block and time.text else ""
    return _DAY_AT_END.search(before) is not None and not role_of_label(_up_to_digits(time.text))


def _up_to_digits(text: str) -> str:
    return text[: next((i for i, c in enumerate(text) if c.isdigit()), len(text))]


def _role_of_tokens(time: TimeTag) -> Role:
    """Return the role that class names give, or "": the element's own, else those just around it."""
    for container in chain(time.container, LEVELS):
        if is_called(container, "published"):
            return "published"
        if is_called(container, "modified"):
            return "modified"
    return ""
