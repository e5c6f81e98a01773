"""Drops boxes that point to other stories: Most read, Recommended, Related, Latest news, Read also.

    Before:  The bridge reopened on Monday. / MOST READ / 1. Storm closes port / Storm closes port /
             2. Mayor quits
    After:   The bridge reopened on Monday.

A box is recognised by the heading above it, from the phrase lists, or by its container's class words. It
must also look like a box: mostly links in HTML; in a dump, list items, doubled lines and short lines up to
where prose resumes. After the last box of a dump the article does not resume. In HTML, headlines of other
stories go between two paragraphs too, and under a box's heading among them.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, groupby, takewhile

import regex

from ..evidence.class_words import class_words, is_called
from ..evidence.container_slices import container_slices
from ..evidence.doubles import are_doubles
from ..evidence.dump_cards import runs_of_cards
from ..evidence.other_pages import is_other_page
from ..model import Block, Container, Drop, Edit, Page, chain
from ..phrases import labels, plain, written
from ..text.patterns import pattern
from ..text.prose import LINE, is_running_text, is_sentence
from ..text.words import COLONS, QUESTION_MARKS, count_words, ends_sentence, fold

_NAME_CHARACTERS = 60  # of the longest box heading
_OPENED_NAME_WORDS = 8  # "More from our correspondents in Europe"

_BOX_TAGS = frozenset(("aside",))
_ARTICLE_TAGS = frozenset(("main", "article"))
_BOX_LINKS = 0.5  # share of link text in a box recognised by its container
_NAMED_LINKS = 0.4  # in one recognised by its heading
_TWICE_NAMED_LINKS = 0.2  # in one recognised by both: its entries may have summaries
_MOST_SUMMARIES = 0.4  # share of the page's prose in a box with a heading over links with summaries
_ENTRY_LINKS = 0.8
_FEWEST_ENTRIES = 2
_ONE_ENTRY = 3  # blocks of a box with one story: its heading, a headline and a summary
_HEADLINE_WORDS = 4  # of a headline between two paragraphs; fewer may be a name that is a link
_MOST_LINKS_BETWEEN = 6
_FEWEST_CARDS = 3  # teasers with a button each, in a dump, without a heading over them
_TELLING = 4  # letters of a word that tells what a story is about
_MOST_PROSE = 0.2  # share of the page's unlinked prose up to which a container can be a box

# "Read also: Storm closes port"    "ALSO READ | Storm closes port"    "【関連】Storm closes port"
_READ_ALSO = pattern(
    r"(?P<label>[^:|–—»›>\]】]{2,45}?)\s*+(?P<mark>[:|–—»›>\]】]|\s-\s)\s*+(?P<rest>\S.*+)", regex.S
)
_START = 3  # characters that tell most labels from other text
_READ_ALSO_CHARACTERS = 300
_READ_ALSO_WORDS = 40  # of a headline and its label; more is a sentence with the same beginning
_READ_ALSO_LINKS = 0.6  # share of link text, where links are known
_BRACKETS = {"[": "]", "(": ")", "［": "］", "（": "）", "【": "】"}
_SQUARE = "[［"
_LINK_WORDS = 3  # in square brackets; fewer are a footnote, "[12]", or a credit

# Boxes in dumps.
_ITEM_WORDS = 22  # of the longest headline, kicker included
_BUTTON = 3  # a "Read more" that is on a page so often ends items rather than heading them
_STATEMENT_WORDS = 3  # with a full stop, so many words make a sentence, not a headline
_CARD_HEAD = 2  # lines above a story's summary: its section and its headline
_CARD_HEADS = 4  # lines above the summary of a teaser in a named box: section, headline, author, date
_MOST_SUMMARY = 2  # paragraphs of it
_SUMMARY, _SUMMARY_WORDS = 40, 45  # characters of the shortest, words of the longest
_CARD_LINES = 7  # among which the next story's summary is found
_FULL_STOPS = frozenset(".。।：:")  # headlines may end in question and exclamation marks, but rarely in these
_CLOSING = "\"'”’»›)）」』 "


@dataclass(frozen=True, slots=True)
class Sidebars:
    """The pass; `sidebars.knowing(names)` knows more headings than the phrase lists.

    names: headings of boxes, as `phrases.plain` writes them.
    """

    names: frozenset[str] = frozenset()
    __name__ = "sidebars"

    def knowing(self, names: Iterable[str]) -> Sidebars:
        """Return the pass that also knows these headings."""
        return Sidebars(self.names | {plain(name) for name in names})

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Drop boxes of other stories, and single lines that lead to one."""
        gone = set()
        for edit in _boxes_of_html(page, self.names) if page.is_html else _boxes_of_dump(page, self.names):
            gone.add(edit.block)
            yield edit
        if page.is_html:
            for block, evidence in _links_between(page, self.names):
                if block.id not in gone:
                    gone.add(block.id)
                    yield Drop(block.id, "leads to another story", evidence)
        starts = _starts()
        for block in page.blocks:
            label = ""
            if block.text[:1] in _BRACKETS:
                label = _read_also_in_brackets(block, page.is_html)
            elif block.text[:_START].casefold() in starts:
                label = _read_also(block, page.is_html)
            if label and block.id not in gone:
                yield Drop(block.id, "leads to another story", label)


sidebars = Sidebars()


def _box_name(text: str, names: frozenset[str]) -> str:
    """Return the normalised name if the text is a box heading, or `""`."""
    if len(text) > _NAME_CHARACTERS:
        return ""
    name = plain(text)
    if name in labels("boxes") or name in names:
        return name
    kicker, colon, rest = text.partition(":")
    if colon and plain(kicker) in labels("boxes") and plain(rest) in labels("boxes"):
        return name  # "Aktuelles: Schlagzeilen", "More: Latest news"
    if name.partition(" ")[0] in _opening_words() and not ends_sentence(text):
        parts = name.split()
        known = labels("box openings")
        if len(parts) <= _OPENED_NAME_WORDS and any(
            " ".join(parts[:n]) in known for n in range(1, len(parts))
        ):
            return name
    return ""


@cache
def _opening_words() -> frozenset[str]:
    return frozenset(opening.partition(" ")[0] for opening in labels("box openings"))


def _read_also(block: Block, links_known: bool) -> str:
    """Return the label of a line that only leads to another story, or `""`."""
    text = block.text
    if len(text) > _READ_ALSO_CHARACTERS:
        return ""
    found = _READ_ALSO.match(text)
    if found and plain(found["label"]) in labels("read also") and count_words(text) <= _READ_ALSO_WORDS:
        rest = found["rest"]
        if links_known and block.link_density < _READ_ALSO_LINKS * len(rest) / len(text):
            return ""
        return "" if _is_statement(rest) and not links_known else plain(found["label"])
    if block.links and block.links[-1].end == len(
        text
    ):  # "Read also Storm closes port", all but the label a link
        label = plain(text[: block.links[0].start] or text)
        return label if label in labels("read also") else ""
    return ""


def _read_also_in_brackets(block: Block, links_known: bool) -> str:
    """Return the label of a line in brackets that leads to another story: `[Read more: …]`, `【関連】…`."""
    inside = _without_brackets(block)
    if inside.text.lstrip("[【")[:_START].casefold() in _starts():
        label = _read_also(inside, links_known)
        if label:
            return label
    is_link = links_known and block.text[0] in _SQUARE and block.link_density >= _READ_ALSO_LINKS
    is_whole = inside is not block and block.kind == "paragraph"
    return "a link in brackets" if is_link and is_whole and count_words(block.text) >= _LINK_WORDS else ""


def _without_brackets(block: Block) -> Block:
    """Return the block without brackets around all of its text."""
    text = block.text
    if text.find(_BRACKETS[text[0]]) != len(text) - 1:
        return block
    inside = text[1:-1].strip()
    start = text.find(inside)
    spans = [span.moved(-start) for span in block.spans]
    fitting = tuple([replace(x, start=max(0, x.start), end=min(x.end, len(inside))) for x in spans])
    return replace(block, text=inside, spans=fitting)


@cache
def _starts() -> frozenset[str]:
    """Return the first characters of the labels, without leading signs."""
    return frozenset(phrase[:_START].casefold() for phrase in written("read also"))


def _links_between(page: Page, names: frozenset[str]) -> Iterator[tuple[Block, str]]:
    """Yield headlines of other stories between two paragraphs, or under a box's heading among them."""
    leads = [_is_headline_of_other(block, page.url or "") for block in page.blocks]
    at = 0
    for leading, run in groupby(leads):
        start, at = at, at + sum(1 for _ in run)
        if not leading or start == 0 or at - start > _MOST_LINKS_BETWEEN:
            continue
        above, links, below = page.blocks[start - 1], page.blocks[start:at], page.blocks[at : at + 1]
        if _box_name(above.text, names):
            if not any(_speaks_of(block.text, links[-1]) for block in below):
                yield from ((block, above.text) for block in (above, *links))
        elif below and _are_between(above, links, below[0]):
            yield from ((block, "a link between paragraphs") for block in links)


def _are_between(above: Block, links: Sequence[Block], below: Block) -> bool:
    """Whether links divide two paragraphs of one element that neither announce them nor tell of them."""
    return (
        is_running_text(above)
        and is_running_text(below)
        and _holder(above) is _holder(below) is not None
        and not above.text.endswith(COLONS)
        and not any(_speaks_of(text, link) for link in links for text in (above.text, below.text))
    )


def _is_headline_of_other(block: Block, own: str) -> bool:
    """Whether a paragraph or an item is nothing but a link with a headline to another page of the site."""
    text = block.text
    if not block.spans or block.kind not in ("paragraph", "list_item") or block.link_density < _ENTRY_LINKS:
        return False
    if ends_sentence(text) and text[-1] not in QUESTION_MARKS:
        return False
    return count_words(text) >= _HEADLINE_WORDS and is_other_page(block.links[0].href, own)


def _speaks_of(text: str, link: Block) -> bool:
    """Whether a paragraph has words of a headline."""
    words = _telling([link.text])
    return 3 * len(words & _telling([text])) >= len(words)


def _holder(block: Block) -> Container | None:
    return block.container.parent if block.container is not None else None


# --- HTML ------------------------------------------------------------------------------------------


def _boxes_of_html(page: Page, names: frozenset[str]) -> Iterator[Drop]:
    blocks = page.blocks
    places = container_slices(blocks)
    weights = {block.id: _weight(block) for block in blocks}
    prose = sum(weight[2] for weight in weights.values())
    title = page.title_id
    gone: set[int] = set()
    for container, (reason, name, links) in _candidates(blocks, places, names).items():
        inside = blocks[places[container]]
        holds_title = title is not None and inside[0].id < title < inside[-1].id
        if inside[0].id not in gone and not holds_title and _is_box(inside, weights, prose, links):
            gone.update(block.id for block in inside)
            for block in inside:
                yield Drop(block.id, reason, name)
    for container in _beside(page, places):
        for block in blocks[places[container]]:
            if block.id not in gone:
                yield Drop(block.id, "beside the article", f"<{container.tag}>")


def _beside(page: Page, places: Mapping[Container, slice]) -> Iterator[Container]:
    """Yield each <aside> outside the <main> or <article> that holds the text under the headline."""
    asides = [c for c in places if c.tag in _BOX_TAGS]
    title = page.title_id
    if not asides or title is None:
        return
    lead = next((b for b in page.blocks if b.id > title and is_running_text(b)), None)
    holders = set(chain(lead.container)) if lead is not None else set()
    if any(c.tag in _ARTICLE_TAGS for c in holders):
        for aside in asides:
            around = set(chain(aside.parent))
            if aside not in holders and not any(c.tag in _ARTICLE_TAGS for c in around):
                yield aside


def _candidates(
    blocks: Sequence[Block], places: Mapping[Container, slice], names: frozenset[str]
) -> Mapping[Container, tuple[str, str, float]]:
    """Return containers named like boxes, by heading or class: reason, evidence and share of links needed."""
    found: dict[Container, tuple[str, str, float]] = {}
    for i, block in enumerate(blocks):
        name = _box_name(block.text, names)
        box = _around(i, block.container, places) if name else None
        if box is not None:
            twice = box.tag in _BOX_TAGS or is_called(box, "other stories")
            links = _TWICE_NAMED_LINKS if twice else _NAMED_LINKS
            found.setdefault(box, ("box heading", block.text, links))
    for container in places:
        if container.tag in _BOX_TAGS:
            found.setdefault(container, ("box of links", f"<{container.tag}>", _BOX_LINKS))
        elif is_called(container, "other stories"):
            name = min(container.tokens & class_words("other stories"))
            found.setdefault(container, ("box of links", name, _BOX_LINKS))
    return found


def _around(i: int, container: Container | None, places: Mapping[Container, slice]) -> Container | None:
    """Return the widest container that begins with this block and holds more than it."""
    beginning = takewhile(lambda each: places[each].start == i, chain(container))
    widest = deque((each for each in beginning if places[each].stop > i + 1), maxlen=1)
    return widest[0] if widest else None


def _is_box(
    blocks: Sequence[Block], weights: Mapping[int, tuple[int, float, int]], prose: int, links: float
) -> bool:
    """Whether these blocks are mostly links and hold little of the page's prose."""
    total = linked = unlinked = 0.0
    for block in blocks:
        if block.level == 1 and block.kind == "heading":
            return False
        weight = weights[block.id]
        total += weight[0]
        linked += weight[1]
        unlinked += weight[2]
    if links < _BOX_LINKS:
        if unlinked <= _MOST_SUMMARIES * prose and _are_entries(blocks):
            return True
        if unlinked <= _MOST_PROSE * prose and _is_one_entry(blocks):
            return True
    return linked >= links * total and unlinked <= _MOST_PROSE * prose


def _are_entries(blocks: Sequence[Block]) -> bool:
    """Whether the blocks under the heading are links, each with at most one summary."""
    kinds = [block.link_density >= _ENTRY_LINKS for block in blocks[1:]]
    return sum(kinds) >= _FEWEST_ENTRIES and kinds[0] and all(map(max, kinds, kinds[1:]))


def _is_one_entry(blocks: Sequence[Block]) -> bool:
    """Whether the blocks are a box's heading, one link and its summary."""
    if len(blocks) != _ONE_ENTRY:
        return False
    return blocks[1].link_density >= _ENTRY_LINKS > blocks[2].link_density


def _weight(block: Block) -> tuple[int, float, int]:
    """Return the characters of a block, of its links and of its prose."""
    size = len(block.text)
    density = block.link_density
    return size, size * density, size if is_running_text(block) else 0


# --- dumps -----------------------------------------------------------------------------------------


def _boxes_of_dump(page: Page, names: frozenset[str]) -> Iterator[Drop]:
    dump = _Dump(page, names)
    cards = dict(_boxes_of_cards(dump))
    i = 0
    while i < len(dump.blocks):
        box = cards.get(i) or [*_box_at(dump, i)]
        yield from box
        i += max(1, len(box))


def _box_at(dump: _Dump, i: int) -> Iterator[Drop]:
    """Drop the box whose name is this line, or the line if it leads to another story by itself."""
    name = dump.names.get(i, "")
    if not name:
        return
    blocks = dump.blocks
    if name in labels("boxes") and (stop := _end_of_teasers(dump, i + 1)):
        for block in blocks[i:stop]:
            yield Drop(block.id, "box of headlines with summaries", blocks[i].text)
        return
    end, teasers = _end_of_box(dump, i + 1, name in dump.buttons)
    if _holds_items(blocks, i, end, name):
        for block in blocks[i:teasers]:
            yield Drop(block.id, "box heading", blocks[i].text)
        for block in blocks[teasers:end]:
            yield Drop(block.id, "headline, its double and a summary", f"after {blocks[i].text}")
    elif name in labels("read also") and blocks[i].kind != "heading":
        yield Drop(blocks[i].id, "leads to another story", name)


def _end_of_teasers(dump: _Dump, first: int) -> int:
    """Return the end of the teasers, headline and summary, that begin here under a longer story; else 0.

    A box in the middle of a guide looks the same, but there the story goes on, or is about what they say.
    """
    cards: list[slice] = []
    start = at = first
    while start < len(dump.blocks):
        at = start
        while at - start < _CARD_HEADS and dump.is_headline(at):
            at += 1
        summary = at
        while at - summary <= _MOST_SUMMARY and dump.is_summary(at):
            at += 1
        if not start < summary < at or at - summary > _MOST_SUMMARY:
            break
        cards.append(slice(start, at))
        start = at
    stop = cards[-1].stop if len(cards) >= _FEWEST_ENTRIES else first
    is_box = stop > first and _end_the_page(dump, first, stop) and not _are_on_topic(dump, cards)
    return stop if is_box else 0


def _boxes_of_cards(dump: _Dump) -> Iterator[tuple[int, Sequence[Drop]]]:
    """Yield the start of each box of teasers that end in buttons, and its edits."""
    buttons = {i for i, name in dump.names.items() if name in labels("read also")}
    for run in runs_of_cards(dump.prose, buttons):
        start, stop = run[0].start, run[-1].stop
        named = next((i for i in range(max(0, start - 1), run[0].stop - 1) if i in dump.names), None)
        if named is None:
            is_box = len(run) >= _FEWEST_CARDS and _end_the_page(dump, start, stop)
            is_box = is_box and not _are_on_topic(dump, run)
        else:
            start, is_box = named, len(run) >= _FEWEST_ENTRIES
        if is_box:
            evidence = f"one of {len(run)} with a button"
            blocks = dump.blocks[start:stop]
            yield start, [Drop(block.id, "teaser of another story", evidence) for block in blocks]


def _end_the_page(dump: _Dump, start: int, stop: int) -> bool:
    """Whether a longer text is above these lines, and none below."""
    above, inside = dump.prose_before[start], dump.prose_before[stop] - dump.prose_before[start]
    return not dump.resumes[stop] and above > inside


def _are_on_topic(dump: _Dump, run: Sequence[slice]) -> bool:
    """Whether most teasers have a word of the headline: a round-up's entries may end in buttons too."""
    topic = _telling([dump.headline])
    named = sum(not topic.isdisjoint(_telling(b.text for b in dump.blocks[card])) for card in run)
    return 2 * named >= len(run)


def _telling(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in fold(text).split() if len(word) >= _TELLING}


class _Dump:
    """The lines of a dump, and what is known of each by its place."""

    def __init__(self, page: Page, names: frozenset[str]) -> None:
        self.blocks = blocks = page.blocks
        self.prose = [is_sentence(block.text) for block in blocks]
        self.prose_before = [0, *accumulate(self.prose)]  # how many sentences are before each line
        headings = ((i, _box_name(b.text, names)) for i, b in enumerate(blocks) if not self.prose[i])
        self.names = {i: name for i, name in headings if name}
        times = Counter(self.names.values())
        self.buttons = {name for name in times if times[name] >= _BUTTON and name in labels("read also")}
        self.headline: str = page.claimed("title") or ""
        title = page.title_id
        self.title = -1 if title is None else title
        below = (i for i, is_prose in enumerate(self.prose) if is_prose and blocks[i].id > self.title)
        self.start = next(below, len(blocks))
        self.resumes = _resumes(self.prose)

    def is_headline(self, i: int) -> bool:
        """Whether a line may be a teaser's section or headline."""
        if i >= len(self.blocks) or i in self.names:
            return False
        text = self.blocks[i].text
        return not _is_statement(text) and count_words(text) <= _ITEM_WORDS and not self.prose[i]

    def is_summary(self, i: int) -> bool:
        """Whether a line may be a teaser's summary."""
        if i >= len(self.blocks) or self.blocks[i].kind != "paragraph":
            return False
        text = self.blocks[i].text
        return _is_statement(text) and len(text) >= _SUMMARY and count_words(text) <= _SUMMARY_WORDS


def _resumes(prose: Sequence[bool]) -> list[bool]:
    """Return, for each index, whether two sentences in a row come at it or after it."""
    resumes = [False] * (len(prose) + 1)
    for i in range(len(prose) - 2, -1, -1):
        resumes[i] = resumes[i + 1] or (prose[i] and prose[i + 1])
    return resumes


def _end_of_box(dump: _Dump, first: int, button: bool) -> tuple[int, int]:
    """Return where the box with items from `first` ends, and where its teasers begin."""
    blocks, prose = dump.blocks, dump.prose
    end, teasers = first, 0
    while end < len(blocks):
        block, before = blocks[end], blocks[end - 1]
        if before.id < dump.title < block.id or end in dump.names:
            break
        # A menu over the article, or a button in it: the next lines may be the headline, or a paragraph.
        if (button or end < dump.start) and not (block.kind == "list_item" or _doubled(blocks, end, first)):
            break
        if prose[end] or _is_statement(block.text):
            if dump.resumes[end] or not (
                _is_teaser(blocks, end, first, prose, teasers) or _is_card(prose, end, first)
            ):
                break
            teasers = teasers or end - 2
        elif _breaks_off(block, before, end - first) and not (
            block.kind == "heading" and not dump.resumes[end] and _is_card(prose, end + 1, first)
        ):
            break
        end += 1
    if end < len(blocks) and _is_subheading(blocks, end - 1, first):
        end -= 1
    return end, teasers or end


def _breaks_off(block: Block, before: Block, items: int) -> bool:
    """Whether a line ends the box: it opens a list, is a heading, or is too long for a headline."""
    if block.kind == "list_item" and items == 1 and before.kind == "paragraph" and not before.indent:
        return True  # a list, and the line that introduces it
    if block.kind == "heading" and items and before.kind not in ("heading", "caption"):
        return True
    return len(block.text) > LINE and count_words(block.text) > _ITEM_WORDS


def _is_teaser(blocks: Sequence[Block], at: int, first: int, prose: Sequence[bool], teasers: int) -> bool:
    """Whether a sentence sums up the doubled headline above it, and another sentence does so too."""
    if at - 2 < first - 1 or not are_doubles(blocks[at - 2].text, blocks[at - 1].text):
        return False
    after = next((i for i in range(at + 1, len(blocks)) if prose[i]), 0)
    return teasers > 0 or (after > at + 2 and are_doubles(blocks[after - 2].text, blocks[after - 1].text))


def _is_card(prose: Sequence[bool], at: int, first: int) -> bool:
    """Whether a sentence is under a kicker and a headline, and the one before or after it is too.

    Before: WORLD / Divers raise bronze cannon / Divers in the old harbour raised … / ECONOMY / Herring …
    """
    if at >= len(prose) or not prose[at] or at - _CARD_HEAD < first or any(prose[at - _CARD_HEAD : at]):
        return False
    after = next((i for i in range(at + 1, min(at + _CARD_LINES, len(prose))) if prose[i]), at)
    before = next((i for i in range(at - 1, max(at - _CARD_LINES, first - 1), -1) if prose[i]), at)
    return after - at > _CARD_HEAD or at - before > _CARD_HEAD


def _is_subheading(blocks: Sequence[Block], last: int, first: int) -> bool:
    """Whether the last line before prose belongs to the article, not the box: its layout differs."""
    block, before = blocks[last], blocks[last - 1]
    if last <= first or block.kind == "list_item" or _doubled(blocks, last, first):
        return False
    if plain(block.text) in labels("read also"):
        return False
    return (block.kind, block.indent, block.blank_before) != (before.kind, before.indent, before.blank_before)


def _holds_items(blocks: Sequence[Block], at: int, end: int, name: str) -> bool:
    """Whether the lines under the name are a box: two items, or one that cannot be a subheading."""
    items = end - at - 1
    if items >= 2 or (items == 1 and blocks[at + 1].kind == "list_item"):
        return True
    return items == 1 and name in labels("read also") and count_words(blocks[at + 1].text) >= _STATEMENT_WORDS


def _doubled(blocks: Sequence[Block], at: int, first: int) -> bool:
    """Whether the line before or after is the same headline."""
    text = blocks[at].text
    return (at > first and are_doubles(blocks[at - 1].text, text)) or (
        at + 1 < len(blocks) and are_doubles(text, blocks[at + 1].text)
    )


def _is_statement(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _FULL_STOPS and count_words(text) >= _STATEMENT_WORDS
