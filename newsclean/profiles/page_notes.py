"""Notes on one page for a profile: its lines, where they are, and what the passes did with them.

They hold digests of lines instead of text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, NamedTuple, TypeAlias

from ..evidence.dates.conventions import WritingHabits
from ..explanation import Explanation
from ..model import Drop, Page
from ..text.visible import clipped
from ..text.words import count_words
from .page_lines import line_key, line_keys, places
from .site_zones import zone_of

Verdict: TypeAlias = Literal["kept", "dropped", "read", "caption", "tag"]

_PAGE_BYTES = 8
_TITLE_CHARACTERS = 300
_MOST_LINES = 2000  # of a page; longer ones are feeds and attacks
# Passes that drop what belongs to the story and is a field of the Article, or is in the text a second time.
_READERS = frozenset(("titles", "captions", "bylines", "dates", "datelines", "repeats"))
MOST_WORDS = 40  # of a line that count, so that one long paragraph does not outweigh all others
FIELDS = ("authors", "published", "subtitle", "title")  # a profile knows where these are


class NotedLine(NamedTuple):
    """A line of a page.

    key: its `line_key`. place: where it is, "" in a dump. words: at most MOST_WORDS.
    verdict: "kept" in the article's text, "read" as one of its fields, or "dropped"; in HTML also "caption",
    of an image, and "tag".
    """

    key: str
    place: str
    verdict: Verdict
    words: int


@dataclass(frozen=True, slots=True)
class PageNotes:
    """What a profile keeps of a page.

    digest: of the page's lines; copies of a page share it.
    source: "html" or "text". url: None if unknown. status, language: as in the page's Article.
    lines: its first 2,000 lines. title: its headline, or "".
    day_first: whether its numeric dates begin with the day; None if they do not show it.
    zone: the month and the distance from UTC of its time of publication, as `zone_of` returns them.
    fields: the fields that were read from one of these lines, each with the line's number, from 0.
    """

    digest: str
    source: str
    url: str | None
    status: str
    language: str | None
    title: str
    day_first: bool | None
    lines: tuple[NotedLine, ...]
    fields: tuple[tuple[str, int], ...] = ()
    zone: str | None = None


def page_digest(page: Page, keys: Mapping[int, str]) -> str:
    """Return a digest of a page's lines; a profile is made of the pages with the smallest digests."""
    text = " ".join([page.source, *keys.values()])
    return blake2b(text.encode(), digest_size=_PAGE_BYTES).hexdigest()


def notes_of(found: Explanation, digest: str) -> PageNotes:
    """Return the notes of a page that was cleaned with the default passes."""
    page, article = found.page, found.article
    where = places(page)
    keys = line_keys(page)
    verdicts = _verdicts(found, keys)
    blocks = [block for block in page.blocks if block.id in keys][:_MOST_LINES]
    lines = tuple(
        NotedLine(keys[b.id], where.get(b.id, ""), verdicts[b.id], min(count_words(b.text), MOST_WORDS))
        for b in blocks
    )
    numbers = {block.id: n for n, block in enumerate(blocks)}
    claims = ((name, found.cleaned.claim(name)) for name in FIELDS)
    fields = tuple((name, numbers[claim.block]) for name, claim in claims if claim and claim.block in numbers)
    return PageNotes(
        digest,
        page.source,
        page.url,
        article.status,
        article.language,
        clipped(article.title or "", _TITLE_CHARACTERS),
        WritingHabits(page).proven_order(),
        lines,
        fields,
        zone_of(article.published),
    )


def _verdicts(found: Explanation, keys: Mapping[int, str]) -> dict[int, Verdict]:
    """Return what the passes did with each block; tags in the page's head may also be in a list below."""
    is_html = found.page.is_html
    tags = {line_key(tag) for tag in found.article.tags} if is_html else set()
    verdicts: dict[int, Verdict] = {block.id: "kept" for block in found.cleaned.blocks}
    for step in found.trace:
        drop = step.edit
        if not isinstance(drop, Drop):
            continue
        if step.by in _READERS:
            verdicts[drop.block] = "caption" if is_html and drop.reason == "caption" else "read"
        else:
            verdicts[drop.block] = "tag" if keys.get(drop.block) in tags else "dropped"
    return verdicts
