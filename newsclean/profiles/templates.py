"""Finds the templates of a site's pages, and what recurs on the pages of each.

What recurs from page to page belongs to the template; what changes is the story. Copies of a story count
once, and nothing counts that fewer than three stories show, so no single page can teach a profile to drop the
text of the others.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, TypeVar

from ..text.prose import PARAGRAPH
from ..text.words import fold
from .field_spots import Spot, Usual, usual_spots
from .listed_fields import listed_fields
from .page_lines import is_named
from .page_notes import NotedLine, PageNotes
from .site_zones import shown, usual_zones
from .title_affixes import shared_affixes

LEAST_STORIES = 3
_RECURRING_SHARE = 0.25  # of a template's pages that a recurring line is on
_COMMON_SHARE = 0.6  # of a template's pages that what tells it from others is on
_ALIKE = 0.3  # share of what recurs on two pages that both have, if they are of one template
_STORY_LINE = 5  # words of a line that shows where a story begins and ends
_SAME_STORY = (0.8, 0.5)  # share of the shorter and of the longer text that two copies of a story share
_SAME_TITLE = 0.5  # share of the shorter one, if their titles are the same
_SAME_LANGUAGE = 0.8  # of a template's pages
_MOSTLY = 0.5  # share of a recurring line's pages
_HARDLY = 0.1  # share of a place's text that was kept, in the mean of its pages


@dataclass(frozen=True, slots=True)
class RecurringLine:
    """A line that is on many pages of a template.

    pages: how many. kept: on how many of them the passes kept it. inside: on how many it is between the
    first and the last line of the story. is_closing: whether it is a short line below the stories of most of
    the template's pages.
    """

    pages: int
    kept: int
    inside: int
    is_closing: bool = False

    @property
    def stays(self) -> Literal["inside", "kept"] | None:
        """Why it is not dropped: it is "inside" the story, or the passes mostly "kept" it; None if it is."""
        if self.inside >= _MOSTLY * self.pages:
            return "inside"
        return "kept" if self.kept > _MOSTLY * self.pages and not self.is_closing else None


@dataclass(frozen=True, slots=True)
class Share:
    """How much of what is in one place the passes kept: the mean of `pages` pages, 0 to 1."""

    pages: int
    kept: float

    @property
    def is_foreign(self) -> bool:
        """Whether the text is hardly ever the story's."""
        return self.kept <= _HARDLY


_Key = TypeVar("_Key", str, tuple[str, str])

Slot: TypeAlias = tuple[str, str]
"""In a dump, the text after ("after", key) or before ("before", key) a recurring line; "" is the edge."""


@dataclass(frozen=True, slots=True)
class Template:
    """What recurs on the pages of one template.

    source: "html" or "text". stories: the pages it was learnt from, without copies. sample: the address of
    one of them, or None.
    common: the places (of a dump: the keys of the lines) that tell its pages from others.
    recurring: its recurring lines by key. places: what is kept in each place of HTML that has a name.
    slots: what is kept between the recurring lines of a dump. fields: where the fields of the Article stand.
    affixes: what headlines begin or end with, such as the site's name, as folded words.
    day_first: whether numeric dates begin with the day; None if the pages do not show it, or disagree.
    zones: the distance from UTC in the months, by number, in which the pages tell it.
    language: that of nearly all pages, or None.
    """

    source: str
    stories: int
    sample: str | None
    common: frozenset[str]
    recurring: Mapping[str, RecurringLine]
    places: Mapping[str, Share] = field(default_factory=dict)
    slots: Mapping[Slot, Share] = field(default_factory=dict)
    fields: Mapping[str, Mapping[Spot, Usual]] = field(default_factory=dict)
    affixes: frozenset[str] = frozenset()
    day_first: bool | None = None
    zones: Mapping[int, dt.timedelta] = field(default_factory=dict)
    language: str | None = None

    @property
    def zone_names(self) -> list[str]:
        """The distances from UTC, as times state them: "+01:00"."""
        return sorted(map(shown, set(self.zones.values())))

    def likeness(self, features: Collection[str]) -> float:
        """Return the share of what tells this template that a page has, 0 to 1."""
        return len(self.common.intersection(features)) / len(self.common) if self.common else 0.0


def templates(notes: Iterable[PageNotes]) -> tuple[Template, ...]:
    """Return the templates that at least three stories show, those with most stories first."""
    found = []
    for source in ("html", "text"):
        stories = without_copies([each for each in notes if each.source == source])
        found += [_template(pages) for pages in _groups(stories) if len(pages) >= LEAST_STORIES]
    return tuple(sorted(found, key=lambda each: -each.stories))


def features_of(source: str, lines: Iterable[NotedLine]) -> frozenset[str]:
    """Return what may tell the template of a page: the places of HTML, the lines of a dump."""
    return frozenset(line.place if source == "html" else line.key for line in lines)


# --- copies of a story ----------------------------------------------------------------------------


def without_copies(notes: Iterable[PageNotes]) -> list[PageNotes]:
    """Return the notes in the order of their digests, without those of pages with the same story."""
    stories: list[PageNotes] = []
    texts: list[dict[str, int]] = []
    holders: defaultdict[str, list[int]] = defaultdict(list)  # of each line of a story, numbers in `stories`
    for each in sorted(notes, key=lambda one: one.digest):
        text = {line.key: line.words + 1 for line in each.lines if line.verdict == "kept"}
        others = sorted({n for key in text for n in holders[key]})
        if any(_are_copies(each, text, stories[n], texts[n]) for n in others):
            continue
        for key in text:
            holders[key].append(len(stories))
        stories.append(each)
        texts.append(text)
    return stories


def _are_copies(one: PageNotes, text: Mapping[str, int], other: PageNotes, its: Mapping[str, int]) -> bool:
    shorter, longer = sorted((sum(text.values()), sum(its.values())))
    both = sum(words for key, words in text.items() if key in its)
    if one.title and fold(one.title) == fold(other.title) and both >= _SAME_TITLE * shorter:
        return True
    return both >= _SAME_STORY[0] * shorter and both >= _SAME_STORY[1] * longer


# --- pages of one template ------------------------------------------------------------------------


def _groups(stories: Sequence[PageNotes]) -> list[list[PageNotes]]:
    """Return the pages of each template: those like the first page of it, in what recurs on the site."""
    features = [features_of(each.source, each.lines) for each in stories]
    counts = Counter(feature for each in features for feature in each)
    recurring = {feature for feature, pages in counts.items() if pages > 1}
    groups: list[tuple[frozenset[str], list[PageNotes]]] = []
    for each, own in zip(stories, features, strict=True):
        own &= recurring
        likeness = [_overlap(own, first) for first, _ in groups]
        best = max(range(len(groups)), key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= _ALIKE:
            groups[best][1].append(each)
        else:
            groups.append((own, [each]))
    return [pages for _, pages in groups]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard index of two sets: the share of their members that both have."""
    return len(one & other) / len(one | other) if one or other else 1.0


# --- what recurs on them --------------------------------------------------------------------------


def _template(pages: Sequence[PageNotes]) -> Template:
    source, stories = pages[0].source, len(pages)
    sample = min((each.url for each in pages if each.url), default=None)
    features = Counter(feature for each in pages for feature in features_of(source, each.lines))
    common = frozenset(f for f, count in features.items() if count >= _COMMON_SHARE * stories)
    recurring = _recurring_lines(pages)
    known = Template(
        source,
        stories,
        sample,
        common,
        recurring,
        fields=usual_spots(pages, recurring) | (listed_fields(pages, recurring) if source == "html" else {}),
        affixes=shared_affixes([each.title for each in pages]),
        day_first=_day_first(pages),
        zones=usual_zones(each.zone for each in pages),
        language=_language(pages),
    )
    if source == "text":
        return replace(known, slots=_slots(pages, recurring))
    return replace(known, places=_places(pages))


def _day_first(pages: Iterable[PageNotes]) -> bool | None:
    """Return the order of numeric dates that pages show, if three or more do and none shows another."""
    shown = [each.day_first for each in pages if each.day_first is not None]
    return shown[0] if len(shown) >= LEAST_STORIES and len(set(shown)) == 1 else None


def _language(pages: Sequence[PageNotes]) -> str | None:
    ((language, count),) = Counter(each.language for each in pages).most_common(1)
    return language if count >= _SAME_LANGUAGE * len(pages) else None


def _recurring_lines(pages: Sequence[PageNotes]) -> dict[str, RecurringLine]:
    counts = Counter(key for each in pages for key in {line.key for line in each.lines})
    least = max(LEAST_STORIES, _RECURRING_SHARE * len(pages))
    recurring = {key for key, count in counts.items() if count >= least}
    kept: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    below: Counter[str] = Counter()
    for each in pages:
        kept.update({line.key for line in each.lines if line.verdict == "kept"} & recurring)
        story = _story(each.lines, recurring)
        inside.update({line.key for line in each.lines[story]} & recurring)
        rest = each.lines[story.stop :]
        below.update({line.key for line in rest if line.words < PARAGRAPH} & recurring)
    most = _MOSTLY * len(pages)
    return {
        key: RecurringLine(counts[key], kept[key], inside[key], below[key] > most)
        for key in sorted(recurring)
    }


def _story(lines: Sequence[NotedLine], recurring: Collection[str]) -> slice:
    """Return where the lines are from the first to the last kept one that does not recur."""
    story = [
        n
        for n, line in enumerate(lines)
        if line.verdict == "kept" and line.words >= _STORY_LINE and line.key not in recurring
    ]
    return slice(story[0], story[-1]) if story else slice(len(lines), len(lines))


def _places(pages: Iterable[PageNotes]) -> dict[str, Share]:
    shares: defaultdict[str, list[float]] = defaultdict(list)
    for each in pages:
        verdicts: defaultdict[str, list[bool]] = defaultdict(list)
        for line in each.lines:
            if is_named(line.place):
                verdicts[line.place].append(line.verdict == "kept")
        for place, kept in verdicts.items():
            shares[place].append(sum(kept) / len(kept))
    return _means(shares)


def _slots(pages: Iterable[PageNotes], recurring: Collection[str]) -> dict[Slot, Share]:
    shares: defaultdict[Slot, list[float]] = defaultdict(list)
    for each in pages:
        totals: defaultdict[Slot, list[float]] = defaultdict(lambda: [0.0, 0.0])
        beside = slots_of([line.key for line in each.lines], recurring)
        for line, slots in zip(each.lines, beside, strict=True):
            if line.verdict == "read" or line.key in recurring:
                continue
            for slot in slots:
                totals[slot][0] += (line.words + 1) * (line.verdict == "kept")
                totals[slot][1] += line.words + 1
        for slot, (kept, all_words) in totals.items():
            shares[slot].append(kept / all_words)
    return _means(shares)


def slots_of(keys: Sequence[str], recurring: Collection[str]) -> Iterator[tuple[Slot, Slot]]:
    """Yield the two slots of each line, by the nearest recurring lines before and after it."""
    after = [""] * len(keys)
    nearest = ""
    for n in range(len(keys) - 1, -1, -1):
        after[n] = nearest
        if keys[n] in recurring:
            nearest = keys[n]
    nearest = ""
    for n, key in enumerate(keys):
        yield ("after", nearest), ("before", after[n])
        if key in recurring:
            nearest = key


def _means(shares: Mapping[_Key, Sequence[float]]) -> dict[_Key, Share]:
    """Return the mean of each place's shares, for places on three stories or more."""
    return {
        place: Share(len(each), sum(each) / len(each))
        for place, each in sorted(shares.items())
        if len(each) >= LEAST_STORIES
    }
