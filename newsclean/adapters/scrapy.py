"""Scrapy: an item pipeline that replaces an item's page by its article.

ITEM_PIPELINES = {"newsclean.adapters.scrapy.NewscleanPipeline": 300}
NEWSCLEAN_CONTENT = "html"  # the item's field that holds the page; this is the default
NEWSCLEAN_URL = "url"  # the field that holds its address; also the default
NEWSCLEAN_PROFILES = "profiles/"  # a folder or file that `newsclean learn` wrote; none by default
"""

from __future__ import annotations

from typing import Any

from ..api import clean
from ..batch.site_profiles import Profiles, checked, profile_of_page, profiles_at
from . import extra

with extra("scrapy"):
    from itemadapter import ItemAdapter


class NewscleanPipeline:
    """An item pipeline that removes the page from each item and adds `article` or `error`.

    `article` is `Article.to_dict()`; `error` has the `kind` and `message` of the exception. Items
    without a page pass unchanged. Items that are not dicts must declare these two fields.
    """

    def __init__(self, content: str = "html", url: str = "url", profiles: Profiles | None = None) -> None:
        self.content, self.url, self.profiles = content, url, checked(profiles)

    @classmethod
    def from_crawler(cls, crawler: Any) -> NewscleanPipeline:
        """Called by Scrapy."""
        get = crawler.settings.get
        path = get("NEWSCLEAN_PROFILES")
        profiles = None if path is None else profiles_at(path)
        return cls(get("NEWSCLEAN_CONTENT", "html"), get("NEWSCLEAN_URL", "url"), profiles)

    def process_item(self, item: Any) -> Any:
        """Called by Scrapy."""
        fields = ItemAdapter(item)
        page = fields.get(self.content)
        if page is None:
            return item
        url = fields.get(self.url)
        try:
            article = clean(page, url=url, profile=profile_of_page(url, self.profiles))
        except Exception as error:
            fields["error"] = {"kind": type(error).__name__, "message": str(error)}
        else:
            fields["article"] = article.to_dict()
        del fields[self.content]
        return item
