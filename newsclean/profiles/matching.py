"""Finds the template of a profile that fits a page, if there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..model import Block, Edit, Page
from .field_spots import Spot, Usual, spots, usual_lines
from .page_lines import line_key, line_keys, places
from .templates import RecurringLine, Template

_FITS = 0.3  # share of what tells a template that its pages have: of 27 sites, others have .1 (dumps .2)


@dataclass(frozen=True, slots=True)
class Match:
    """A page and the template that it was made with.

    texts: the texts of its blocks as they were read, by id. places: their places; {} for a dump.
    keys: the keys of a dump's lines by the ids of their blocks; {} for HTML, where few are asked for.
    """

    template: Template
    texts: Mapping[int, str]
    places: Mapping[int, str]
    keys: Mapping[int, str]

    def recurring(self, block: Block) -> RecurringLine | None:
        """Return what is known about a block's line, if it is on many pages of the template."""
        key = self.keys.get(block.id) or line_key(self.texts[block.id])
        return self.template.recurring.get(key)

    def spots(self, headline: int | None = None) -> dict[Spot, int]:
        """Return the ids of the blocks at the page's spots.

        headline: the id of the block with the page's headline, if it is known.
        """
        names = self.places or self.keys
        ids = [*names]
        number = ids.index(headline) if headline is not None and headline in names else None
        recurring = None if self.places else self.template.recurring
        return {spot: ids[n] for spot, n in spots([*names.values()], recurring, number).items()}

    def usual(self, field: str, spots: Mapping[Spot, int]) -> dict[int, Usual]:
        """Return the blocks where the site has a field, by their ids, the most usual ones first."""
        return usual_lines(spots, self.template.fields.get(field, {}))

    def listed(self, field: str) -> dict[int, Usual]:
        """Return the blocks in the places that hold captions, or tags, by their ids; {} for a dump."""
        known = {place: usual for (place, _), usual in self.template.fields.get(field, {}).items()}
        return {block: known[x] for block, x in self.places.items() if x in known} if known else {}


def match(page: Page, templates: Sequence[Template]) -> tuple[Match | None, float]:
    """Return the match with the template that fits best, or None; and how well the best one fits, 0 to 1."""
    templates = [template for template in templates if template.source == page.source]
    if not templates:
        return None, 0.0
    where = places(page)
    keys = {} if page.is_html else line_keys(page)
    features = frozenset((where or keys).values())
    best, likeness = None, 0.0
    for template in templates:
        if (like := template.likeness(features)) > likeness:
            best, likeness = template, like
    if best is None or likeness < _FITS:
        return None, likeness
    return Match(best, {block.id: block.text for block in page.blocks}, where, keys), likeness


Informed: TypeAlias = "Callable[[Page, Match], Iterable[Edit]]"


@dataclass(frozen=True, slots=True)
class SitePass:
    """A pass that knows the template of its page: `edits(page, match)`, under a name in the trace."""

    name: str
    edits: Informed
    match: Match

    @property
    def __name__(self) -> str:
        return self.name

    def __call__(self, page: Page) -> Iterable[Edit]:
        """Yield the edits."""
        return self.edits(page, self.match)
