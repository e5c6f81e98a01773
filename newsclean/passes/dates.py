"""Drop the lines that date the story; claim published and modified, checked against all that the page says.

JSON-LD is trusted first, then meta tags, `<time>`, the lines around the title, the address; what two of
the others contradict is not believed. A date stays a date where no time is given, and has a zone only
where one is given. Nothing is taken from comments, sidebars, copyright lines or the future.

Before: Council votes on bridge
        Published 3 May 2024, 14:05 | Updated 4 May 2024
        The council voted on Friday to rebuild the bridge.
After:  Council votes on bridge
        The council voted on Friday to rebuild the bridge.
        published is 2024-05-03T14:05:00, modified is 2024-05-04
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal
from urllib.parse import unquote, urlsplit

import regex

from ..around_title import AroundTitle
from ..datelines import split_dateline
from ..edits import Claim, Drop, Edit
from ..metadata import JsonObject, article_objects, objects_of, texts
from ..model import Block, Head, Page, TimeTag
from ..phrases import lines as phrases
from ..words import ends_sentence, fold
from ..written_dates import Moment, WrittenDate, day_of, find_date, find_dates

Role = Literal["published", "modified", "other", ""]
Kind = Literal["JSON-LD", "meta", "page", "address"]

# Types of JSON-LD objects that describe the page where none describes an article
_PAGE_TYPES = (
    *("WebPage", "ItemPage", "AboutPage", "CollectionPage", "MedicalWebPage", "FAQPage", "QAPage"),
    *("CreativeWork", "Report", "Review", "Recipe", "HowTo", "Guide", "WebContent", "VideoObject", "Product"),
)
_PUBLISHED_KEYS = ("datePublished", "dateCreated", "uploadDate")
_MODIFIED_KEYS = ("dateModified",)
_PUBLISHED_META = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
    *("datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publishdate"),
    *(
        "publish-date",
        "publish_date",
        "published_time",
        "publication_date",
        "pubdate",
        "date-pub",
        "published",
    ),
    *("dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_online_date"),
    *("article_date_original", "article:post_date", "originalpublicationdate", "article.published"),
    *("bt:pubdate", "prism.publicationdate"),
)
# Of the record, or of the page as it was last built: believed after what the page itself says
_RECORD_META = (
    *("date", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "datecreated", "created"),
    *("release_date",),
)
_MODIFIED_META = (
    *("article:modified_time", "og:article:modified_time", "og:modified_time", "og:updated_time"),
    *("article:modified", "datemodified", "dc.date.modified", "dcterms.modified", "last-modified", "lastmod"),
    *("article.updated", "updated", "revised", "date_modified", "bt:moddate", "cxenseparse:recs:moddate"),
)

_ONLY_CHANGE = "the page gives no date of publication: published is the day of its last change"
_TIME_TAG, _DATE_LINE = _BESIDE_TITLE = ("time tag", "date line")

_DAY = dt.timedelta(days=1)
_MOST_EAST, _MOST_WEST = dt.timedelta(hours=14), dt.timedelta(hours=-12)  # of the zones people live in
_OFFSET_STEP = dt.timedelta(minutes=15)  # offsets of zones are multiples of it
_EPOCH = dt.date(1970, 1, 1)  # what an empty field of a database prints as

_LONGEST_LINE = 200  # characters: a line that dates a story says little else
_OTHER_WORDS = 10  # beside dates and their labels: a byline, a section, the minutes of reading
_SENTENCE_WORDS = (
    4  # beside the labels of a sentence that dates: "This article was last updated on 3 May 2024."
)
_LABEL_WORDS = 4  # of the longest label
_LABEL_AFTER = (
    2  # words that may be the label of a date before them: "3 May 2024 (updated)", "2024年5月3日更新"
)
_LONGEST_LABEL = 40  # characters of a block that holds a label only
_FIRST_LINES = 3  # of a dump: where data sets put what they know of a page

_PUBLISHED_TOKENS = frozenset(("published", "pubdate", "publish", "posted", "created", "publication"))
_MODIFIED_TOKENS = frozenset(("modified", "updated", "update", "edited", "changed", "revised", "lastmod"))

# /2024/05/13/slug   /2024-05-13-slug   /20240513/   /2024/may/13/
_ADDRESS_DAY = regex.compile(
    r"(?<!\d)(?<year>(?:19|20)\d\d)(?<sep>[/\-_]?)(?<month>\d\d|[a-z]{3})(?P=sep)(?<day>\d\d)(?!\d)"
)
_FIRST_BLOCKS = 6  # after the title: one of them opens the text
_LEADING = 60  # characters before a date that opens the text: places, an agency
# 27.1.2022 - The   |   (12.11.2021). The   |   Dec 20, 2025 (BSS) - The
_AFTER_LEADING = regex.compile(r"\)?[.,]?\s*+(?:\([^()]{1,40}\)\s*+)?(?:[-–—:|]|(?<=\)\.)\s)")
_COPYRIGHT = regex.compile(r"©|\(c\)\s", regex.I)
# date 2020-10-30 Ministers meet   |   published: 2020-10-30T07:00:00Z
_METADATA_LINE = regex.compile(r"(?:date|published|pubdate|publish[_ ]date|timestamp)\b", regex.I)

# Top-level domains of those who write the month first, and country domains that are used by everyone
_MONTH_FIRST = frozenset(("us", "gov", "mil", "edu", "ph"))
_NO_COUNTRIES = frozenset(
    ("ai", "cc", "co", "fm", "gg", "im", "io", "la", "ly", "me", "sh", "so", "to", "tv", "vc", "ws")
)
_COUNTRY_DOMAIN = 2  # letters
_AMBIGUOUS = regex.compile(
    r"(?<![\d/-])(?<first>\d\d?)(?<sep>[/-])(?<second>\d\d?)(?P=sep)(?:\d{4}|\d\d)(?![\d/-])"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A date of the story, and who says so."""

    role: Role
    value: Moment
    kind: Kind
    origin: str
    block: int | None = None

    @property
    def day(self) -> dt.date:
        return day_of(self.value)


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that holds dates and little else."""

    block: Block
    dates: tuple[tuple[Role, WrittenDate], ...]
    labels: tuple[int, ...] = ()
    """Ids of the blocks before it that hold its label and nothing else."""
    metadata: bool = False


def dates(page: Page) -> Iterator[Edit]:
    """Claim published and modified; drop the lines around the title that say so."""
    reading = _Reading(page)
    around = AroundTitle(page)
    lines = list(_date_lines(page, around, reading))
    found = [*_declared(page.head, reading), *_tagged(page, around, reading), *_said(lines)]
    found += _in_record(page.head, reading)
    if not any(x.role == "published" for x in found):
        found += _far_from_title(page, around, reading, {x.block.id for x in lines})
    found += _in_address(page)
    found = [x for x in found if _is_past(x.value)]
    published = _published(found) or _last_change(found)
    if published:
        yield Claim("published", published.value, published.block, _reason(published), published.origin)
    modified = _modified(found, published)
    if modified:
        yield Claim("modified", modified.value, modified.block, _reason(modified), modified.origin)
    if published and modified and published.value == modified.value and published.role == "modified":
        yield Claim("warnings", _ONLY_CHANGE, published.block, "no date of publication", "published")
    yield from _disagreements(found, published)
    for line in lines:
        if split_dateline(line.block.text):  # "Paris, 30 oct 2020 (AFP) - Le ministre …": a short lead
            continue
        for label in line.labels:
            yield Drop(label, "label of a date line")
        yield Drop(line.block.id, "metadata of the dump" if line.metadata else "date line", _evidence(line))


class _Reading:
    """How this page writes 03/04/2024: by its country, its language, or its own other dates."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._language = page.head.language.replace("_", "-").partition("-")[0].lower()
        self._day_first = _day_first(page)
        self._looked = self._day_first is not None

    def dates(self, text: str) -> list[WrittenDate]:
        """The dates in a line; those that can be read both ways by what the page is known to do."""
        found = find_dates(text, self._language, self._day_first)
        if not found and not self._looked and _AMBIGUOUS.search(text[:_LONGEST_LINE]):
            self._looked = True
            self._day_first = _day_first_by_others(self._page)
            found = find_dates(text, self._language, self._day_first)
        return found

    def date(self, text: str) -> Moment | None:
        """The first of them."""
        return next((x.value for x in self.dates(text)), None)


def _day_first(page: Page) -> bool | None:
    """Whether the day comes before the month in numbers; None where nothing tells."""
    domain = _host(page).rpartition(".")[2]
    if domain in _MONTH_FIRST:
        return False
    if len(domain) == _COUNTRY_DOMAIN and domain.isalpha() and domain not in _NO_COUNTRIES:
        return True
    language, _, region = page.head.language.lower().replace("_", "-").partition("-")
    if language and language != "en":
        return True
    if region in _MONTH_FIRST:
        return False
    return True if region else None


def _day_first_by_others(page: Page) -> bool | None:
    """As the page's other dates have it, those that can be read one way only."""
    for block in page.blocks:
        if len(block.text) <= _LONGEST_LINE:
            m = _AMBIGUOUS.search(block.text)
            if m and int(m["first"]) > 12 >= int(m["second"]):
                return True
            if m and int(m["second"]) > 12 >= int(m["first"]):
                return False
    return None


def _host(page: Page) -> str:
    try:
        return urlsplit(page.url or "").hostname or ""
    except ValueError:
        return ""


# --- what the page declares -----------------------------------------------------------------------


def _declared(head: Head, reading: _Reading) -> Iterator[_Found]:
    objects = article_objects(head)
    described = objects or objects_of(head, *_PAGE_TYPES)
    roles: tuple[tuple[Role, tuple[str, ...], tuple[str, ...]], ...] = (
        ("published", _PUBLISHED_KEYS, _PUBLISHED_META),
        ("modified", _MODIFIED_KEYS, _MODIFIED_META),
    )
    for role, keys, names in roles:
        for key in keys:
            for text in _texts_under(described, key):
                value = reading.date(text)
                if value:
                    yield _Found(role, value, "JSON-LD", f"JSON-LD {key}")
        for name in names:
            for text in head.named(name):
                value = reading.date(text)
                if value:
                    yield _Found(role, value, "meta", f"meta {name}")


def _in_record(head: Head, reading: _Reading) -> Iterator[_Found]:
    for name in _RECORD_META:
        for text in head.named(name):
            value = reading.date(text)
            if value:
                yield _Found("published", value, "meta", f"meta {name}")


def _texts_under(objects: Iterable[JsonObject], key: str) -> Iterator[str]:
    lower = key.lower()
    for each in objects:
        for name, value in each.items():
            if name.lower() == lower:
                yield from texts(value)


def _tagged(page: Page, around: AroundTitle, reading: _Reading) -> Iterator[_Found]:
    """The `<time>` elements around the title."""
    for time in page.head.times:
        if around.holds(time.block) and not around.is_elsewhere(time.container):
            value = _value_of_tag(time, reading)
            if value:
                yield _Found(_role_of_tag(time, around), value, "page", _TIME_TAG)


def _value_of_tag(time: TimeTag, reading: _Reading) -> Moment | None:
    """The machine's value, on the day that readers see."""
    value, shown = reading.date(time.datetime), reading.date(time.text)
    if isinstance(value, dt.datetime) and value.tzinfo and shown and day_of(shown) != value.date():
        return _local(value, shown) or value
    return value or shown


def _role_of_tag(time: TimeTag, around: AroundTitle) -> Role:
    """By its own words, those before it, those of the block before it, or its class."""
    block = around.blocks.get(time.block)
    before, found, _ = block.text.partition(time.text) if block and time.text else ("", "", "")
    labelled = _role_of_label(_up_to_digits(time.text)) or _role_of_label(before)
    if labelled or not found:
        return labelled or _role_of_tokens(time)
    label = None if before.strip() else _label_before(around, time.block)
    return _role_of_label(label.text) if label else _role_of_tokens(time)


def _up_to_digits(text: str) -> str:
    return text[: next((i for i, c in enumerate(text) if c.isdigit()), len(text))]


def _role_of_tokens(time: TimeTag) -> Role:
    tokens = time.container.tokens if time.container else frozenset()
    return "modified" if tokens & _MODIFIED_TOKENS and not tokens & _PUBLISHED_TOKENS else "published"


def _in_address(page: Page) -> Iterator[_Found]:
    try:
        path = unquote(urlsplit(page.url or "").path).lower()
    except ValueError:
        return
    for m in _ADDRESS_DAY.finditer(path):
        value = find_date(
            f"{m['day']} {m['month']} {m['year']}" if m["month"].isalpha() else "-".join(m.group(1, 3, 4))
        )
        if value and _is_past(value):
            yield _Found("published", value, "address", "day in the address")
            return


# --- what the page says ---------------------------------------------------------------------------


def _date_lines(page: Page, around: AroundTitle, reading: _Reading) -> Iterator[_Line]:
    """The blocks around the title that hold dates and little else; what a dump says before all."""
    if not page.tokens_known:
        for block in page.blocks[:_FIRST_LINES]:
            line = _line_of(block, around, reading, True) if _METADATA_LINE.match(block.text) else None
            if line:
                yield line
    for block in around.near():
        line = _line_of(block, around, reading, False)
        if line:
            yield line


def _far_from_title(page: Page, around: AroundTitle, reading: _Reading, known: set[int]) -> Iterator[_Found]:
    """Dates that stand elsewhere on the page: those labelled, then those nearest to the title's element.

    Only if they name one day: several are the dates of other stories.
    """
    said: list[tuple[int, bool, _Found]] = []
    for time in page.head.times:
        value = None if around.is_elsewhere(time.container) else _value_of_tag(time, reading)
        if value:
            found = _Found(_role_of_tag(time, around), value, "page", "time tag far from the title")
            said.append((around.shared_depth(time.container), False, found))
    for block in page.blocks:
        line = None if block.id in known else _line_of(block, around, reading, False)
        if line and not around.is_elsewhere(block.container):
            for role, date in line.dates:
                found = _Found(role or "published", date.value, "page", "line far from the title", block.id)
                said.append((around.shared_depth(block.container), role == "published", found))
    labelled = [x for _, label, x in said if label]
    nearest = max((depth for depth, _, _ in said), default=0)
    near = [x for depth, _, x in said if depth == nearest]
    for chosen in (labelled, near):
        if len({x.day for x in chosen if x.role == "published"}) == 1:
            yield from chosen
            return
    if not any(x.role == "published" for x in near):
        yield from near
    yield from _leading(page, around, reading)


def _leading(page: Page, around: AroundTitle, reading: _Reading) -> Iterator[_Found]:
    """The date that opens the text: "27.1.2022 - The council …", "RAVENNA, 27 January 2022 (Agency) - …"."""
    for block in page.blocks:
        if around.title is None or not around.title < block.id <= around.title + _FIRST_BLOCKS:
            continue
        for date in reading.dates(block.text[: 2 * _LEADING]):
            if date.start <= _LEADING and _AFTER_LEADING.match(block.text, date.end):
                yield _Found("published", date.value, "page", "date that opens the text", block.id)
                return


def _label_before(around: AroundTitle, block: int) -> Block | None:
    """The block just before, if it holds the label of a date and nothing else."""
    label = around.blocks.get(block - 1)
    if label is None or len(label.text) > _LONGEST_LABEL or any(map(str.isdigit, label.text)):
        return None
    return label if _role_of_label(label.text) and not _without_labels(fold(label.text).split()) else None


def _line_of(block: Block, around: AroundTitle, reading: _Reading, metadata: bool) -> _Line | None:
    text = block.text
    if len(text) > _LONGEST_LINE or not any(map(str.isdigit, text)):
        return None
    found = reading.dates(text)
    if not found or _COPYRIGHT.search(text):
        return None
    dates: list[tuple[Role, WrittenDate]] = []
    rest: list[str] = []
    before = 0
    for i, date in enumerate(found):
        segment = text[before : date.start]
        role = _role_of_label(segment)
        if not role and i + 1 == len(found):
            role = _role_of_label(" ".join(fold(text[date.end :]).split()[:_LABEL_AFTER]))
        dates.append((role, date))
        rest.append(segment)
        before = date.end
    rest.append(text[before:])
    if not metadata:
        others = sum(len(_without_labels(fold(x).split())) for x in rest)
        if others > _OTHER_WORDS or (others > 2 and block.kind == "heading"):
            return None
        labelled = any(role for role, _ in dates)
        if others and ends_sentence(text) and (others > _SENTENCE_WORDS or not labelled):
            return None
    label = _label_before(around, block.id) if not dates[0][0] else None
    if label:
        dates[0] = (_role_of_label(label.text), dates[0][1])
    return _Line(block, tuple(dates), (label.id,) if label else (), metadata)


def _role_of_label(segment: str) -> Role:
    """What the words before a date say it is the date of."""
    words = fold(segment).split()[-2 * _LABEL_WORDS :]
    published, modified, other = _labels()
    for end in range(len(words), 0, -1):
        for size in range(min(_LABEL_WORDS, end), 0, -1):
            phrase = " ".join(words[end - size : end])
            if phrase in modified:
                return "modified"
            if phrase in other:
                return "other"
            if phrase in published:
                return "published"
    return ""


@cache
def _labels() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return tuple(frozenset(map(fold, phrases("date_lines", x))) for x in ("published", "modified", "other"))  # type: ignore[return-value]


@cache
def _empty_words() -> frozenset[str]:
    """Words of labels and weekdays, and those between."""
    sections = ("published", "modified", "between", "weekdays")
    return frozenset(
        word for x in sections for phrase in phrases("date_lines", x) for word in fold(phrase).split()
    )


def _without_labels(words: list[str]) -> list[str]:
    empty = _empty_words()
    return [w for w in words if w not in empty]


def _said(lines: list[_Line]) -> Iterator[_Found]:
    """The dates of the lines: labelled ones first, then the first without a label."""
    every = [(role, date, line) for line in lines for role, date in line.dates]
    for role, date, line in every:
        if role in ("published", "modified"):
            yield _Found(role, date.value, "page", _DATE_LINE, line.block.id)
    for role, date, line in every:
        if not role:
            yield _Found("published", date.value, "page", _DATE_LINE, line.block.id)
            return


# --- the decision ---------------------------------------------------------------------------------


def _is_past(value: Moment) -> bool:
    """Whether a story can have this date: no empty field of a database, and not later than tomorrow."""
    day = day_of(value)
    return day != _EPOCH and day <= dt.date.today() + _DAY


def _published(found: list[_Found]) -> _Found | None:
    """The most trusted date of publication, unless two other sources agree on another one."""
    said = [x for x in found if x.role == "published"]
    if not said:
        return None
    best = said[0]
    others = {x.kind: x for x in reversed(said) if x.kind != best.kind}
    against = [x for x in others.values() if abs(x.day - best.day) > _DAY]
    rewritten = [x for x in found if x.role == "modified" and x.value == best.value and x.kind == best.kind]
    if rewritten and against and against[0].kind == "page" and against[0].day < best.day:
        return against[0]  # the system declares the last change as publication
    if len(against) > 1 and len(against) == len(others) and abs(against[0].day - against[1].day) <= _DAY:
        best = next(x for x in said if x in against)
    return _in_own_zone(best, said)


def _last_change(found: list[_Found]) -> _Found | None:
    """The change that a line beside the title dates, where the page gives no other date to its readers."""
    change = next((x for x in found if x.role == "modified" and x.origin in _BESIDE_TITLE), None)
    return change and replace(change, origin=f"{change.origin} of the last change")


def _in_own_zone(best: _Found, said: list[_Found]) -> _Found:
    """The same moment as the page itself writes it: its own day, its zone, its precision."""
    for other in said:
        if other is best or other.kind == best.kind:
            continue
        if not isinstance(best.value, dt.datetime):
            if isinstance(other.value, dt.datetime) and other.day == best.day and other.kind == "page":
                return replace(best, value=other.value)
            continue
        if best.value.tzinfo is None or other.day == best.day:
            continue
        if abs(other.day - best.day) != _DAY:
            continue
        local = _local(best.value, other.value)
        if local:
            return replace(best, value=local, origin=f"{best.origin}, day of the {other.origin}")
    return best


def _local(moment: dt.datetime, written: Moment) -> Moment | None:
    """A moment in the zone of a page that writes it thus, or None if no zone makes it so."""
    if isinstance(written, dt.datetime):
        if written.tzinfo is not None:
            return written if abs(written - moment) < _DAY / 24 else None
        offset = written - moment.astimezone(dt.UTC).replace(tzinfo=None)
        offset = round(offset / _OFFSET_STEP) * _OFFSET_STEP
        if _MOST_WEST <= offset <= _MOST_EAST:
            return moment.astimezone(dt.timezone(offset))
        return None
    east, west = (moment.astimezone(dt.timezone(x)).date() for x in (_MOST_EAST, _MOST_WEST))
    return written if written in (east, west) else None


def _modified(found: list[_Found], published: _Found | None) -> _Found | None:
    """The most trusted date of a change, if it is not before publication."""
    for each in found:
        if each.role == "modified" and (published is None or each.day >= published.day - _DAY):
            return each
    return None


def _disagreements(found: list[_Found], published: _Found | None) -> Iterator[Edit]:
    if published is None:
        return
    if published.role == "modified":
        return
    seen = {published.kind}
    for each in found:
        if each.role == "published" and each.kind not in seen:
            seen.add(each.kind)
            if abs(each.day - published.day) > _DAY:
                says = f"{_NAMES[published.kind]} says {published.day}, {_NAMES[each.kind]} says {each.day}"
                yield Claim("warnings", says, each.block, "sources disagree", "published")


_NAMES = {"JSON-LD": "JSON-LD", "meta": "the meta tag", "page": "the page", "address": "the address"}


def _reason(found: _Found) -> str:
    return {"JSON-LD": "declared by the page", "meta": "declared by the page"}.get(
        found.kind, "written on the page"
    )


def _evidence(line: _Line) -> str:
    roles = [role for role, _ in line.dates if role]
    return ", ".join(dict.fromkeys(roles)) or "beside the title"
