"""Adds what a profile knows to the passes that clean a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model import Claim, Edit, Page
from ..passes.body import Body
from ..pipeline import Pass
from .known_deks import KnownDeks
from .known_places import KnownPlaces
from .matching import Match, match
from .profile import Profile
from .slot_odds import SlotOdds
from .standing_lines import StandingLines


def with_profile(passes: tuple[Pass, ...], profile: Profile, page: Page) -> tuple[Pass, ...]:
    """Return the passes for a page of the profile's site.

    What was learnt is used right after the body is scored: the scorer was fitted on pages with all their
    lines. Only deks are claimed before, as `titles` does: the scorer drops them. Without the `body` pass
    nothing is used. A profile that does not fit the page, or knows too few
    pages, changes nothing but adds a warning.
    """
    found, likeness = match(page, profile.templates)
    if found is None:
        return (*passes, Unused(_why_unused(profile, page, likeness)))
    return tuple(each for given in passes for each in (_around_body(given, found)))


def _around_body(given: Pass, found: Match) -> Iterator[Pass]:
    if not isinstance(given, Body):
        yield given
        return
    if found.template.source == "html":
        yield from (KnownDeks(found), given, StandingLines(found), KnownPlaces(found))
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
