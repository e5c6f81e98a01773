"""The invented sites in fixtures/sites, and cleaning their pages with and without a profile."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fixture_files import FIXTURES

from newsclean import Explanation, Profile, RawPage, explain, learn

SITES = FIXTURES / "sites"
BEACON, REGISTER = "skarvoybeacon.example", "uplandregister.example"


def pages(host: str, folder: str = "") -> list[RawPage]:
    """Return the pages of a site, or of a folder of it, with their addresses."""
    files = sorted(path for path in (SITES / host / folder).rglob("*") if path.is_file())
    return [
        RawPage(path, url=f"https://{path.relative_to(SITES).with_suffix('').as_posix()}") for path in files
    ]


def page(host: str, name: str) -> RawPage:
    """Return the page of this name, such as "news/ferry-ramp"."""
    return next(each for each in pages(host) if each.url == f"https://{host}/{name}")


def others(raw: RawPage) -> Profile:
    """Return the profile of the other pages of the page's site."""
    host = Path(str(raw.source)).relative_to(SITES).parts[0]
    return learn(each for each in pages(host) if each != raw)


def explained(raw: RawPage, profile: Profile | None = None) -> Explanation:
    return _alone(raw) if profile is None else explain(raw.source, url=raw.url, profile=profile)


@cache
def _alone(raw: RawPage) -> Explanation:
    return explain(raw.source, url=raw.url)


def lost(before: Explanation, after: Explanation) -> list[str]:
    """Return the texts of the blocks that only `before` kept."""
    kept = {block.id for block in after.cleaned.blocks}
    return [block.text for block in before.cleaned.blocks if block.id not in kept]


def reasons(found: Explanation, texts: Iterable[str]) -> set[str]:
    """Return the passes that dropped blocks with these texts."""
    return {step.by for each in texts for step in found.why(each)}
