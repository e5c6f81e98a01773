"""Adds what a profile knows to the passes that clean a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model import Claim, Edit, Page
from ..passes.body import Body
from ..passes.titles import titles
from ..pipeline import Pass
from .known_deks import KnownDeks
from .known_places import KnownPlaces
from .known_titles import KnownTitles
from .matching import Match, match
from .other_headlines import OtherHeadlines
from .profile import Profile
from .slot_odds import SlotOdds
from .standing_lines import StandingLines


def with_profile(page: Page, passes: tuple[Pass, ...], profile: Profile) -> tuple[Page, tuple[Pass, ...]]:
    """Return a page of the profile's site, and the passes for it, with what the profile knows.

    What was learnt about the text is used right after the body is scored: the scorer was fitted on pages with
    all their lines. Without the `body` pass it is not used. A profile that does not fit the page, or knows
    too few pages, changes nothing but adds a warning.
    """
    found, likeness = match(page, profile.templates)
    if found is None:
        return page, (*passes, Unused(_why_unused(profile, page, likeness)))
    informed = tuple(each for given in passes for each in _informed(given, found))
    return replace(page, day_first=found.template.day_first), informed


def _informed(given: Pass, found: Match) -> Iterator[Pass]:
    """Yield a pass as it is for a page of a known template, and what comes right after it."""
    is_html = found.template.source == "html"
    if given is titles:
        yield from (given if is_html else OtherHeadlines(found), KnownTitles(found))
    elif not isinstance(given, Body):
        yield given
    elif is_html:
        yield from (given, StandingLines(found), KnownDeks(found), KnownPlaces(found))
    else:
        yield from (replace(given, site=SlotOdds(found)), StandingLines(found))


@dataclass(frozen=True, slots=True)
class Unused:
    """A pass that only warns that the profile was not used."""

    warning: str
    __name__ = "profile"

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Claim the warning."""
        yield Claim("warnings", self.warning, None, "the profile was not used")


def _why_unused(profile: Profile, page: Page, likeness: float) -> str:
    site = profile.host or "the site"
    if not profile.templates:
        return f"the profile of {site} was not used: it knows {profile.stories} stories, too few"
    if not any(each.source == page.source for each in profile.templates):
        known = "HTML" if profile.templates[0].source == "html" else "dumps"
        return f"the profile of {site} was not used: it was learnt from {known}"
    return f"the profile of {site} was not used: the page has {likeness:.0%} of what tells its pages"
