"""Claims tags that a page lacks from the place where the site's other pages have theirs.

Before: li < ul.k9 "ferries" li < ul.k9 "Skarvoy" li < ul.k9 "repairs"
After:  tags "ferries", "Skarvoy", "repairs"

On other pages, the list has the tags that the head of the page declares.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.metadata.story_tags import clean_tags
from ..evidence.tag_lines import MOST_TAG_WORDS
from ..model import Claim, Drop, Edit, Page
from ..text.words import count_words
from .matching import Match


def known_tags(page: Page, match: Match) -> Iterator[Edit]:
    """Claim the tags if nothing else gave them; drop their lines."""
    places = match.listed("tags")
    if not places:
        return
    best = max(places.values(), key=lambda usual: (usual.share, usual.read))
    ids = [block for block, usual in places.items() if usual == best]
    texts = [match.texts[block] for block in ids]
    if any(count_words(text) > MOST_TAG_WORDS for text in texts):
        return
    told = f"the tags of {best.read} of {best.pages} pages of this site are here"
    tags = clean_tags(texts)
    if tags and page.claim("tags") is None:
        yield Claim("tags", tags, ids[0], "where the site has its tags", told)
    live = {block.id for block in page.blocks}
    yield from (Drop(block, "a tag", told) for block in ids if block in live)
