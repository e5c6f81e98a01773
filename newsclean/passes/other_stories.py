"""Drops teasers of other stories whole, headline and summary, and prose above the page's own headline.

    Before:  The bridge reopened on Monday. … / Storm closes port / Waves broke over the quay for six hours. /
             Mayor quits / She wants to see more of her garden. / Comet returns / It was last seen in 1861.
    After:   The bridge reopened on Monday. …

Teasers are recognised by their shape, whatever their heading or class names say: three or more siblings with
the same markup outside the story or at its end, or a few inside a long one. Each has a summary and a headline
or a "Read more" that leads to another page of the site. The scorer sees such headlines as links, but may see
their summaries as prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from ..evidence.container_slices import container_slices, element_around
from ..evidence.lone_summaries import SUMMARY_LINKS
from ..evidence.other_pages import HEADLINE_LINKS, is_other_page
from ..evidence.records import records
from ..evidence.teaser_topics import are_on_topic
from ..model import Block, Container, Drop, Edit, Page, chain
from ..phrases import labels, plain
from ..text.patterns import pattern
from ..text.prose import CLAUSE, is_running_text
from ..text.words import count_words, fold, telling_words

_FEWEST = 3  # teasers with the same markup
_ALIKE = 0.6  # share of the siblings with the same markup that are teasers
_MOST_BLOCKS = 8  # of a teaser: section, headline, summary, author, date and buttons
_MOST_SUMMARIES = 2
_WITHIN = 4  # blocks after a headline among which its summary is
_HEADLINE_WORDS = 3  # of a headline, or so many characters; most names of sections and authors are shorter
_HEADLINE_CHARACTERS = 12
_SUMMARY_CHARACTERS = 40
_STORY_SHARE = 0.8  # of the prose under the headline that is in the story's element
_LEAST_STORY = 150  # characters of a story
_LEAST_BRIEF = 60  # of a report of a sentence or two, if all else shows that the page is a story
_LEAST_BEFORE = 500  # characters of a story before teasers; the introduction to a directory is shorter
_MOST_INSIDE = 0.33  # share of the prose around them that summaries inside a story have; in a round-up, more
_MOST_TEASERS = 6  # times the characters of the story in teasers behind it
_SPOKEN_OF = 0.5  # share of headlines in the story, or of the headline's words in what is above it
_HEADLINE_LEVELS = 4  # elements around the headline that hold its kicker and its dek
_JUST_ABOVE = 2  # blocks before the headline that may be its kicker and its dek wherever they are

# "teaser-3"    "views-row-first"    "odd"
_COUNTED = pattern(r"\d|\b(?:first|last|active|odd|even)\b")


def other_stories(page: Page) -> Iterator[Edit]:
    """Drop teasers outside the story, and prose above the headline."""
    if not page.is_html:
        return
    gone: set[int] = set()
    for group in _groups_of_teasers(page):
        for block in (block for place in group for block in page.blocks[place]):
            gone.add(block.id)
            yield Drop(block.id, "teaser of another story", f"one of {len(group)} with the same markup")
    for block in _above_headline(page, gone):
        yield Drop(block.id, "above the headline")


def _groups_of_teasers(page: Page) -> Sequence[Sequence[slice]]:
    """Return the places of the teasers outside the story, those with the same markup together."""
    blocks = page.blocks
    heads = [bool(block.spans) and _is_linked_headline(block) for block in blocks]
    at = [i for i, head in enumerate(heads) if head and any(map(_is_summary, blocks[i : i + 1 + _WITHIN]))]
    depths = Counter(container.depth for i in at if (container := blocks[i].container))
    if max(depths.values(), default=0) < _FEWEST:
        return ()  # as on most pages
    places = container_slices(blocks)
    groups = [group for group in _alike(blocks, places, heads) if _leads_elsewhere(page, group, heads)]
    if not groups:
        return ()
    teasers = {block.id for group in groups for place in group for block in blocks[place]}
    left = [block for block in blocks if block.id not in teasers and is_running_text(block)]
    story, brief = _story(left, page.title_id), _brief(page, left)
    told = story or brief
    if told is None:
        return ()
    said = (block.text for block in blocks[places[told]] if block.id not in teasers)
    text = f" {fold(' '.join(said))} "
    return [
        group
        for group in groups
        if (
            (story is not None and _is_beside(page, places[story], group))
            or (brief is not None and _is_behind_brief(page, places[brief], group))
        )
        and not _names(text, blocks, group)
    ]


def _is_linked_headline(block: Block) -> bool:
    """Whether a block is a headline that is a link, or a summary that ends in a link to read on."""
    text = block.text
    link = max(block.links, key=lambda each: each.end, default=None)
    if link is None:
        return False
    if link.end == len(text) and link.start and plain(text[link.start :]) in labels("read also"):
        return True
    if block.link_density < HEADLINE_LINKS:
        return False
    return len(text) >= _HEADLINE_CHARACTERS or count_words(text) >= _HEADLINE_WORDS


def _is_summary(block: Block) -> bool:
    text = block.text
    if len(text) < _SUMMARY_CHARACTERS and (len(text) < 2 * CLAUSE or count_words(text) < CLAUSE):
        return False
    return not block.spans or block.link_density < SUMMARY_LINKS


def _alike(
    blocks: Sequence[Block], places: dict[Container, slice], heads: Sequence[bool]
) -> Iterator[list[slice]]:
    """Yield the places of siblings with the same markup, most of which have a headline and a summary."""
    heads_before = [0, *accumulate(heads)]
    summaries_before = [0, *accumulate(map(_is_summary, blocks))]
    found: Counter[tuple[Container | None, tuple[str, ...]]] = Counter()
    for container, place in places.items():
        start, stop = place.start, place.stop
        if (
            2 <= stop - start <= _MOST_BLOCKS
            and heads_before[stop] > heads_before[start]
            and 1 <= summaries_before[stop] - summaries_before[start] <= _MOST_SUMMARIES
        ):
            found[container.parent, _markup(container)] += 1
    enough = {key: count for key, count in found.items() if count >= _FEWEST}
    if not enough:
        return
    parents = {parent for parent, _ in enough}
    siblings: dict[tuple[Container | None, tuple[str, ...]], list[slice]] = {}
    for container, place in places.items():
        if container.parent in parents:
            siblings.setdefault((container.parent, _markup(container)), []).append(place)
    for key, count in enough.items():
        group = siblings[key]
        longest = max(place.stop - place.start for place in group)
        if count >= _ALIKE * len(group) and longest <= _MOST_BLOCKS:
            yield group


def _markup(container: Container) -> tuple[str, ...]:
    """Return the tag and the classes of an element, without those that count siblings."""
    return (container.tag, *(word for word in container.classes.lower().split() if not _COUNTED.search(word)))


def _leads_elsewhere(page: Page, group: Sequence[slice], heads: Sequence[bool]) -> bool:
    """Whether most of the headlines lead to other pages of the site, each to another one."""
    found = set()
    for place in group:
        head = next((i for i in range(place.start, place.stop) if heads[i]), None)
        if head is not None:
            href = page.blocks[head].links[-1].href
            if is_other_page(href, page.url or ""):
                found.add(href)
    return len(found) >= max(_FEWEST, _ALIKE * len(group))


def _story(prose: Sequence[Block], title: int | None) -> Container | None:
    """Return the innermost element with most of the prose: of that below the headline, if there is any."""
    below = [block for block in prose if title is not None and block.id > title]
    for each in (below, prose):
        every = _size(each)
        if every >= _LEAST_STORY:
            sizes: Counter[Container] = Counter()
            for block in each:
                for container in chain(block.container):
                    sizes[container] += len(block.text)
            held = [container for container, size in sizes.items() if size >= _STORY_SHARE * every]
            return max(held, key=lambda container: container.depth, default=None)
    return None


def _is_beside(page: Page, story: slice, group: Sequence[slice]) -> bool:
    """Whether teasers are outside the story, at an end of it or few; it is long enough beside them."""
    blocks, start, stop = page.blocks, group[0].start, group[-1].stop
    size = _size(block for place in group for block in blocks[place] if _is_summary(block))
    if any(place.start < story.stop and story.start < place.stop for place in group):
        title = page.title_or_start
        above = _size(b for b in blocks[story.start : start] if b.id > title and is_running_text(b))
        below = _size(filter(is_running_text, blocks[stop : story.stop]))
        if not below:
            return above >= max(_LEAST_BEFORE, size)
        if above:
            is_small = min(above, below) >= _LEAST_STORY and size <= _MOST_INSIDE * (above + below)
        else:  # right under the headline
            is_small = below >= max(_LEAST_STORY, size)
        return is_small and not are_on_topic(page.claimed("title") or "", blocks, group)
    if group[-1].start < story.start:
        return True
    return _size(blocks[story]) >= max(_LEAST_BEFORE, size / _MOST_TEASERS)


def _brief(page: Page, prose: Sequence[Block]) -> Container | None:
    """Return the element of a report of a sentence or two under the headline, if the page is dated."""
    title = page.title_id
    below = [block for block in prose if title is not None and block.id > title]
    if not page.claimed("published") or _size(below) < _LEAST_BRIEF:
        return None
    holder = element_around(below[0])
    if holder is None or not all(holder in chain(block.container) for block in below):
        return None
    return holder


def _is_behind_brief(page: Page, brief: slice, group: Sequence[slice]) -> bool:
    """Whether teasers are behind a brief report, outside its element, and its headline is not about them.

    The headline of a list may only count them: "5 quiet bays".
    """
    title = page.claimed("title") or ""
    if group[0].start < brief.stop or str(len(group)) in fold(title).split():
        return False
    teasers = (block.text for place in group for block in page.blocks[place])
    return telling_words([title]).isdisjoint(telling_words(teasers))


def _names(story: str, blocks: Sequence[Block], group: Sequence[slice]) -> bool:
    """Whether the folded text of the story names many of the headlines."""
    headlines = (fold(b.text) for place in group for b in blocks[place] if b.spans and _is_linked_headline(b))
    return sum(f" {headline} " in story for headline in headlines) >= _SPOKEN_OF * len(group)


def _above_headline(page: Page, gone: Collection[int]) -> Sequence[Block]:
    """Return prose above the headline in another part of the page that does not speak of the story."""
    title, blocks = page.title_id, page.blocks
    if title is None or not blocks or blocks[0].id > title or blocks[-1].id < title:
        return ()
    far = title - _JUST_ABOVE
    above = [b for b in blocks if b.id < far and b.id not in gone and is_running_text(b)]
    if not above:
        return ()
    below = [block for block in blocks if block.id > title and is_running_text(block)]
    story = _story(below, title)
    if story is None or (_size(below) < _size(above) and not _are_in_cards(blocks, above)):
        return ()
    after = next(block for block in blocks if block.id > title)
    near = {story, *chain(after.container, _HEADLINE_LEVELS)}
    above = [block for block in above if near.isdisjoint(chain(block.container))]
    words = set(fold(page.claimed("title") or "").split())
    spoken_of = words.intersection(fold(" ".join(block.text for block in above)).split())
    return above if len(spoken_of) < _SPOKEN_OF * len(words) else ()


def _are_in_cards(blocks: Sequence[Block], prose: Sequence[Block]) -> bool:
    """Whether prose is all in elements of one build, three or more, with a line over each text: a menu."""
    left = {block.id for block in prose}
    for group in records(blocks) if len(prose) >= _FEWEST else ():
        if len(group) >= _FEWEST and all(1 < place.stop - place.start <= _MOST_BLOCKS for place in group):
            left.difference_update(block.id for place in group for block in blocks[place])
    return not left


def _size(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)
