"""Finds out whether a profile fits a page, and by which of its templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Page
from .page_lines import line_keys, places
from .templates import Template

_FITS = 0.3  # share of what tells a template that its pages have: of 27 sites, others have .1 (dumps .2)


@dataclass(frozen=True, slots=True)
class Match:
    """A page and the template that it is made by.

    keys: the keys of its lines as they were read, by the ids of their blocks. places: so their places.
    """

    template: Template
    keys: Mapping[int, str]
    places: Mapping[int, str]


def match(page: Page, templates: Sequence[Template]) -> tuple[Match | None, float]:
    """Return the match with the template that fits best, None if none does; and how well the best one fits.

    A template that nothing tells from others fits any page: there is nothing in it that could do harm.
    """
    keys, where = line_keys(page), places(page)
    features = frozenset((where if page.is_html else keys).values())
    best, likeness = None, 0.0
    for template in templates:
        if template.source == page.source and (like := template.likeness(features)) > likeness:
            best, likeness = template, like
    return (Match(best, keys, where) if best is not None and likeness >= _FITS else None), likeness
