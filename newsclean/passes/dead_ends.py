"""Claims the status of pages without an article: bot and consent walls, error pages, lists of stories.

The page's title or headline has to be such a notice and nothing else ("Page not found", "Just a moment..."),
or its few sentences have to open like one. A page that shows a headline of its own or has prose is none: a
story may be about a CAPTCHA or a server error; nor is one that declares an article, unless both title and
headline are the notice. A search that found nothing is an empty list. A notice after a paragraph that the
rest is for subscribers is claimed too; `statuses` judges it by the text above.

Before: <title>Just a moment... | Valley Echo</title> … "Verify you are human by completing the action below."
After:  status is blocked
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.no_article.lists_of_stories import empty_search, list_of_stories
from ..evidence.no_article.only_notices import only_notice
from ..evidence.no_article.walls import wall
from ..evidence.paywall_notices import NOTICE_AFTER_TEXT, notice_after_text
from ..evidence.structured_data import declares_article
from ..model import Claim, Edit, Page


def dead_ends(page: Page) -> Iterator[Edit]:
    """Claim the status of a page that has no article."""
    found = only_notice(page)
    if found is None and not declares_article(page.head):
        found = wall(page) or empty_search(page) or list_of_stories(page)
    if found:
        yield Claim("status", found.status, found.block, found.reason, found.evidence)
        return
    notice = notice_after_text(page)
    if notice:
        yield Claim("status", "paywalled", notice.id, NOTICE_AFTER_TEXT, notice.text)
