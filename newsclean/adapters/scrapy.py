"""Scrapy: an item pipeline that puts an article in the place of an item's page.

ITEM_PIPELINES = {"newsclean.adapters.scrapy.NewscleanPipeline": 300}
NEWSCLEAN_CONTENT = "html"  # the item's field that holds the page; this is the default
NEWSCLEAN_URL = "url"       # and the one that holds its address
"""

from __future__ import annotations

from typing import Any

from ..api import clean
from . import extra

with extra("scrapy"):
    from itemadapter import ItemAdapter


class NewscleanPipeline:
    """Items of pages in, items of articles out: without the page, with `article`, or with `error`.

    `article` is `Article.to_dict()` with its `text`; `error` has the kind and the message of what went wrong.
    An item that holds no page passes as it is. Items that are no dicts need these two fields.
    """

    def __init__(self, content: str = "html", url: str = "url") -> None:
        self.content, self.url = content, url

    @classmethod
    def from_crawler(cls, crawler: Any) -> NewscleanPipeline:
        """Called by Scrapy."""
        get = crawler.settings.get
        return cls(get("NEWSCLEAN_CONTENT", "html"), get("NEWSCLEAN_URL", "url"))

    def process_item(self, item: Any) -> Any:
        """Called by Scrapy."""
        fields = ItemAdapter(item)
        page = fields.get(self.content)
        if page is None:
            return item
        try:
            article = clean(page, url=fields.get(self.url))
        except Exception as error:
            fields["error"] = {"kind": type(error).__name__, "message": str(error)}
        else:
            fields["article"] = article.to_dict() | {"text": article.text}
        del fields[self.content]
        return item
