"""Adds what a profile knows to the passes that clean a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model import Claim, Edit, Page
from ..passes.body import Body
from ..passes.captions import captions
from ..passes.dates import dates
from ..passes.sidebars import Sidebars
from ..passes.titles import titles
from ..pipeline import Pass
from ..text.counted import counted
from .known_captions import known_captions
from .known_fields import known_fields
from .known_places import known_places
from .known_tags import known_tags
from .known_titles import known_titles
from .known_zone import known_zone
from .matching import Informed, Match, SitePass, match
from .other_headlines import other_headlines
from .profile import Profile
from .recurring_lines import recurring_lines
from .ruled_blocks import blocks_inside, blocks_like
from .ruled_fields import RuledFields
from .ruled_out import RuledOut
from .ruled_title import RuledTitle
from .slot_odds import SlotOdds


def with_profile(
    page: Page, passes: tuple[Pass, ...], profile: Profile
) -> tuple[Page, tuple[Pass, ...], frozenset[int]]:
    """Return the page and the passes for it, with what the profile knows, and ids of blocks that stay.

    What was learnt about the text is used right after the body is scored: the scorer was fitted on pages with
    all their lines. Only fields are claimed before it, as it would drop them. Without the `body` pass it is
    not used. A profile that does not fit the page, or knows too few pages, only adds a warning.
    Rules always count, and run first and last.
    """
    rules = profile.rules
    passes = tuple(each.knowing(rules.boxes) if isinstance(each, Sidebars) else each for each in passes)
    found, likeness = match(page, profile.templates)
    if found is not None:
        passes = tuple(each for given in passes for each in _informed(given, found))
        page = replace(page, day_first=found.template.day_first)
    elif profile.notes or not rules:
        passes = (*passes, Unused(_why_unused(profile, page, likeness)))
    if not rules:
        return page, passes, frozenset()
    inside = [blocks_inside(page, "keep", selector) for selector in rules.keep]
    like = {pattern: blocks_like(page, pattern) for pattern in rules.keep_lines}
    slow = tuple(pattern for pattern, blocks in like.items() if blocks is None)
    passes = (RuledOut(rules, slow), *_with_title(passes, rules.title), RuledFields(rules))
    return page, passes, frozenset().union(*inside, *(blocks or () for blocks in like.values()))


def _with_title(passes: tuple[Pass, ...], selector: str | None) -> tuple[Pass, ...]:
    """Return the passes with one for the rule of the title, after those that claim it, or last."""
    if not selector:
        return passes
    claiming = [i for i, each in enumerate(passes) if each is titles or _is_known_titles(each)]
    after = claiming[-1] + 1 if claiming else len(passes)
    return (*passes[:after], RuledTitle(selector), *passes[after:])


def _is_known_titles(each: Pass) -> bool:
    return isinstance(each, SitePass) and each.edits is known_titles


def _informed(given: Pass, found: Match) -> Iterator[Pass]:
    """Yield a pass as it is for a page of a known template, and what comes right after it."""

    def knowing(edits: Informed, name: str = "") -> SitePass:
        return SitePass(name or edits.__name__, edits, found)

    is_html = found.template.source == "html"
    if given is titles:
        yield from (given if is_html else knowing(other_headlines, "titles"), knowing(known_titles))
    elif given is dates and found.template.zones:
        yield from (given, knowing(known_zone))
    elif given is captions and is_html:
        yield knowing(known_captions, "captions")
    elif not isinstance(given, Body):
        yield given
    elif is_html:
        yield from (knowing(known_fields), given)
        yield from map(knowing, (recurring_lines, known_places, known_tags))
    else:
        yield from (knowing(known_fields), replace(given, site=SlotOdds(found)), knowing(recurring_lines))


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
        return f"the profile of {site} was not used: it knows {counted(profile.stories, 'story')}, too few"
    if not any(each.source == page.source for each in profile.templates):
        known = "HTML" if profile.templates[0].source == "html" else "dumps"
        return f"the profile of {site} was not used: it was learnt from {known}"
    return f"the profile of {site} was not used: the page has {likeness:.0%} of what tells its pages"
