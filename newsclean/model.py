"""The data that flows through newsclean: pages, their blocks and containers; edits and their trace.

All classes are frozen and slotted, and none holds objects of a parser.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, Literal, TypeAlias

from .text.visible import clipped, visible

Kind = Literal["paragraph", "heading", "list_item", "quote", "caption", "table", "code", "correction"]
Mark = Literal["link", "bold", "italic", "code", "superscript", "subscript", "header", "break"]
Source = Literal["html", "text"]


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """An HTML element around blocks, which tells passes where a block was on the page.

    Containers form a chain by `parent` up to `<body>`. They compare by identity: two
    blocks are in the same element if `a.container is b.container`.
    """

    tag: str
    tokens: frozenset[str]
    """Lower-case words of class, id, role, itemprop and data-* names: `"post-Body"` gives post, body."""
    parent: Container | None
    depth: int
    classes: str = ""
    """The class attribute as written; siblings made by the same template share it."""
    hidden: bool = False
    """Marked as not displayed by `hidden`, `aria-hidden` or `style="display:none"`, here or on a parent."""


def chain(container: Container | None, levels: int | None = None) -> Iterator[Container]:
    """Yield a container and those around it, innermost first, at most `levels`; nothing for None."""
    while container is not None and levels != 0:
        yield container
        container = container.parent
        levels = None if levels is None else levels - 1


def chain_below(container: Container | None, known: Collection[Container | None]) -> list[Container]:
    """Return a container and those around it up to the first that is in `known`, from the inside out."""
    found = []
    while container is not None and container not in known:
        found.append(container)
        container = container.parent
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """A marked part of a block's text, `text[start:end]`: a link, an emphasis, a header cell of a table.

    The mark of a footnote is a link without text (`start == end`): `label` is what the page shows there.
    A `break` covers the space that replaces a line break of the page.
    """

    start: int
    end: int
    mark: Mark
    href: str = ""
    """Where a link leads."""
    label: str = ""

    def moved(self, by: int) -> Span:
        """Return the span so many characters further on."""
        return Span(self.start + by, self.end + by, self.mark, self.href, self.label)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    spans: tuple[Span, ...] = ()
    """Links and other marks, counted from the start of the cell's text."""
    is_header: bool = False
    """Whether the page marks it as the head of its column or row."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that a reader of the page sees as a unit.

    A block read from HTML has its `container`; one read from a dump has its `line`,
    `indent` and the blank lines around it. The rest is the same.
    """

    id: int
    """Source order, from 0. Stable: a gap shows that something between was removed."""
    kind: Kind
    text: str
    """One line with single spaces; `code` keeps all its white space, and a `table` has a line for each row,
    with cells separated by tabs. While passes run, a line break of the page is a space with a `break` span
    over it; in the Article it is a line break."""
    level: int = 0
    """Level of a heading, 1 to 6 (0: unknown); depth of a list item, from 1."""
    marker: str = ""
    """The marker of a list item: `"•"`, `"3."`; for HTML `"•"` in `<ul>`, the number in `<ol>`."""
    spans: tuple[Span, ...] = ()
    """Links and other marks, in the order in which they begin; an outer one comes before an inner one."""
    language: str = ""
    """The programming language of `code`, if the page declares it."""
    container: Container | None = field(default=None, compare=False, repr=False)
    line: int = field(default=0, compare=False)
    """First line in the dump, from 1."""
    indent: int = field(default=0, compare=False)
    """Columns before the text (after the bullet, for a list item) in the dump."""
    blank_before: int = field(default=0, compare=False)
    """Blank lines before it in the dump."""
    blank_after: int = field(default=0, compare=False)

    @property
    def links(self) -> tuple[Span, ...]:
        """The spans that are links."""
        spans = self.spans
        if len(spans) > 1:
            return tuple([span for span in spans if span.mark == "link"])
        return spans if spans and spans[0].mark == "link" else ()

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of a `table`, each a tuple of its cells; () for other kinds.

        >>> table = Block(0, "table", "Boat\\tTime\\nOsk\\t6:41.2", spans=(Span(0, 4, "header"),))
        >>> [[cell.text for cell in row] for row in table.rows], table.rows[0][0].is_header
        ([['Boat', 'Time'], ['Osk', '6:41.2']], True)
        """
        if self.kind != "table":
            return ()
        rows = [line.split("\t") for line in self.text.split("\n")]
        texts = [text for row in rows for text in row]
        starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        spans: list[list[Span]] = [[] for _ in texts]
        headers = set()
        for span in self.spans:
            first = bisect_right(starts, span.start) - 1
            last = bisect_right(starts, max(span.end - 1, span.start)) - 1
            for n in range(first, last + 1):
                start, size = starts[n], len(texts[n])
                if span.mark == "header":
                    headers.add(n)
                else:
                    own = max(span.start - start, 0), min(span.end - start, size)
                    if own[0] < own[1] or (span.label and own[0] == own[1]):
                        spans[n].append(replace(span, start=own[0], end=own[1]))
        cells = iter([Cell(text, tuple(spans[n]), n in headers) for n, text in enumerate(texts)])
        return tuple([tuple([next(cells) for _ in row]) for row in rows])

    @property
    def link_density(self) -> float:
        """Share of the text's characters that are link text, 0 to 1."""
        return self.share("link") if self.spans else 0.0

    def share(self, mark: Mark) -> float:
        """Return the share of the text's characters that have a mark, 0 to 1."""
        marked = 0
        for span in self.spans:
            if span.mark == mark:
                marked += span.end - span.start
        if not marked:
            return 0.0
        size = len(self.text)
        return marked / size if marked < size else 1.0


def joined_rows(rows: Iterable[tuple[str, Iterable[Span]]]) -> tuple[str, tuple[Span, ...]]:
    """Return the rows of a table, each a text with its spans, as one text with a line for each.

    >>> joined_rows([("Boat\\tTime", ()), ("Osk\\t6:41.2", [Span(0, 3, "bold")])])
    ('Boat\\tTime\\nOsk\\t6:41.2', (Span(start=10, end=13, mark='bold', href='', label=''),))
    """
    texts: list[str] = []
    spans: list[Span] = []
    size = 0
    for text, own in rows:
        texts.append(text)
        spans += [span.moved(size) for span in own]
        size += len(text) + 1
    return "\n".join(texts), tuple(spans)


@dataclass(frozen=True, slots=True)
class TimeTag:
    """A `<time>` element (or itemprop date): its machine-readable value, text and block."""

    datetime: str
    text: str
    block: int
    """Id of the block that contains it, or of the next one."""
    container: Container | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AuthorTag:
    """The text of an element in a line that is marked as the author: `<a rel=author>`, itemprop=author."""

    text: str
    block: int
    """Id of the block that contains it."""
    container: Container | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class HeadingPart:
    """A text or an element directly inside a heading of the first two levels that has several."""

    block: int
    """Id of the block that contains it."""
    text: str
    names: frozenset[str]
    """The words of its class and id, as those of a Container."""


@dataclass(frozen=True, slots=True)
class ImageTag:
    """An `<img>` of the page, before anything decided whether it belongs to the article."""

    url: str
    alt: str
    block: int
    """Id of the block that contains it, or of the next one."""
    container: Container | None = field(default=None, compare=False, repr=False)
    width: int | None = None
    others: tuple[str, ...] = ()
    """Addresses of the same picture in other sizes."""
    after: int = -1
    """Id of the last block that has text before it; -1 for none."""


@dataclass(frozen=True, slots=True)
class Selected:
    """An element that a CSS selector of a profile's rules names."""

    rule: str
    """The rule it was selected for: "drop", "title"."""
    selector: str
    blocks: Sequence[int] = ()
    """Ids of the blocks inside it, or of the one that it fills; none if it is only a part of a block."""
    texts: tuple[str, ...] = ()
    """The texts of the first 20 of these blocks, else its own text in one line."""
    value: str = ""
    """Its `datetime` or `content` attribute."""


@dataclass(frozen=True, slots=True)
class Head:
    """The page's metadata outside its visible text, as read and not yet evaluated."""

    title: str = ""
    """Text of `<title>`."""
    meta: tuple[tuple[str, str], ...] = ()
    """(lower-case name, property or itemprop; content) of `<meta>`, in order."""
    links: tuple[tuple[str, str], ...] = ()
    """(rel, href) of `<link>`, and of `<a>` with rel=author, category or license, in order."""
    json_ld: tuple[Mapping[str, Any], ...] = ()
    """The objects of all JSON-LD scripts, with @graph and lists flattened."""
    language: str = ""
    """The `lang` of `<html>` or `<body>`."""
    direction: str = ""
    """The `dir` of `<html>` or `<body>`."""
    times: tuple[TimeTag, ...] = ()
    authors: tuple[AuthorTag, ...] = ()
    images: tuple[ImageTag, ...] = ()
    heading_parts: tuple[HeadingPart, ...] = ()
    """The parts of the headings of the first two levels, in order."""
    selected: tuple[Selected, ...] = ()
    """The elements that a profile's selectors name, by selector and in document order."""
    cache: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """A cache for results of pure functions of the head."""

    @property
    def meta_by_name(self) -> Mapping[str, Sequence[str]]:
        """The contents of the meta tags by their names, without empty ones."""
        known: dict[str, list[str]] | None = self.cache.get("meta")
        if known is None:
            known = self.cache["meta"] = {}
            for name, content in self.meta:
                if content:
                    known.setdefault(name, []).append(content)
        return known

    def named(self, *names: str) -> list[str]:
        """Return the contents of the meta tags with these names, in the order of `names`."""
        by_name = self.meta_by_name
        return [content for name in names for content in by_name.get(name, ())]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the passes see it: its live blocks, its head, and the claims made so far."""

    source: Source
    blocks: tuple[Block, ...]
    url: str | None = None
    head: Head = field(default_factory=Head)
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()
    day_first: bool | None = None
    """Whether 03/04/2024 is 3 April on the other pages of the site; None if unknown."""

    def __repr__(self) -> str:
        claims = f", {len(self.claims)} claims" if self.claims else ""
        address = f" from {self.url}" if self.url else ""
        return visible(f"<Page of {self.source}{address}: {len(self.blocks)} blocks{claims}>")

    @property
    def is_html(self) -> bool:
        """Whether blocks know their containers and links (HTML), or only their lines (a dump)."""
        return self.source == "html"

    def claim(self, name: str) -> Claim | None:
        """Return the last claim on a field, which is the one that counts."""
        return next((c for c in reversed(self.claims) if c.field == name), None)

    def claimed(self, name: str) -> Any:
        """Return the value last claimed for a field, or None."""
        claim = self.claim(name)
        return None if claim is None else claim.value

    @property
    def address(self) -> str:
        """Its address, as given or else as it declares it; "" if neither is known."""
        return self.url or self.claimed("url") or ""

    @property
    def title_id(self) -> int | None:
        """Id of the block that the title was read from; None if it came from the head, or there is none."""
        claim = self.claim("title")
        return None if claim is None else claim.block

    @property
    def title_or_start(self) -> int:
        """Id of that block, else -1: what is below the title has higher ids."""
        claim = self.claim("title")
        return -1 if claim is None or claim.block is None else claim.block


# --- edits and their trace ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drop:
    """Removes a block that does not belong to the article."""

    block: int
    """Its id. A pass may give the Block itself, here and in a Rewrite: the trace has its id."""
    reason: str
    evidence: object = ""
    """A string, or an object whose `str()` is taken when the trace is read."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Replaces a block's text; `kind` is set if the block turns out to be of another kind."""

    block: int
    text: str
    reason: str
    evidence: str = ""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """States the value of a field of the Article: the title, the authors, the dateline, ….

    `block` is the id of the block it was read from, None if it came from the page's head.
    The last claim on a field wins, so a pass that you add after the default ones has the last word.
    """

    field: str
    value: Any
    block: int | None
    reason: str
    evidence: str = ""


Edit: TypeAlias = Drop | Rewrite | Claim


_REPR_TEXT = 80  # characters of the reason and the evidence in a Step's `repr`


@dataclass(frozen=True, slots=True)
class Step:
    """An edit that changed something, stamped with the pass that made it."""

    by: str
    edit: Edit

    def __repr__(self) -> str:
        edit, kind = self.edit, type(self.edit).__name__
        what = edit.field if isinstance(edit, Claim) else f"block {edit.block}"
        told = f"{edit.reason}; {edit.evidence}" if str(edit.evidence) else edit.reason
        return visible(f"<Step {self.by}: {kind} {what}: {clipped(told, _REPR_TEXT)}>")


Trace: TypeAlias = tuple[Step, ...]
