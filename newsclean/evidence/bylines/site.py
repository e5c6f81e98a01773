"""Knows the names of the site, which are not authors, and the person whom a site is named after."""

from __future__ import annotations

import regex

from ...model import Page
from ...phrases import worded
from ...text.domains import hostname
from ...text.words import fold, squash
from ..declared_names import TITLE_PARTS
from ..structured_data import article_names, names, objects_of
from .people import FULL_NAME, has_first_name, is_organisation, may_be_person

_SITE_META = ("og:site_name", "application-name", "publisher", "dc.publisher")
_SITE_TYPES = ("WebSite", "NewsMediaOrganization", "Organization")
_SHORT_NAME = 3  # characters; a name this short may be in a title by chance
# Ada Writer's blog
_OWN_SITE = worded(r"(?:<<genitive endings>>\s++)?(?:blog|website)\Z", regex.I)
_SAYS_I = worded(r"(?<!\p{L})<<first person>>(?![\p{L}.])")


class Site:
    """The names of the site and its publisher, which are not authors."""

    def __init__(self, page: Page) -> None:
        head = page.head
        found = {str(page.claimed("publisher") or ""), *head.named(*_SITE_META)}
        found |= set(article_names(head, "publisher"))
        found |= {x for each in objects_of(head, *_SITE_TYPES) for x in names(head, each)}
        self._names = {squash(x) for x in found} - {""}
        self._words = {word for x in found for word in fold(x).split()}
        self._title, self._headline = fold(head.title), fold(str(page.claimed("title") or ""))
        labels = (hostname(page.url or "") or "").removeprefix("www.").split(".")
        self._names |= {x.replace("-", "") for x in (*labels[:-1], "".join(labels))} - {""}

    def without_own(self, name: str) -> str:
        """Return a person's name without the site's after it: "Maya Lindholm" of "Maya Lindholm Echo"."""
        words = name.split()
        if not words or self._opens_with(fold(words[0])) or not may_be_person(name):
            return name  # "Echo Valley Farms" is the site, or the site is named after its author
        while len(words) > FULL_NAME and self._opens_with(fold(words[-1])):
            words.pop()
        return " ".join(words)

    def _opens_with(self, word: str) -> bool:
        return word in self._words or (
            len(word) > _SHORT_NAME and any(x.startswith(word) for x in self._names)
        )

    def is_called(self, name: str) -> bool:
        """Whether a name is exactly the site's or its publisher's."""
        return bool(name) and squash(name) in self._names

    def is_named(self, name: str) -> bool:
        """Whether a name is the site's: publisher, domain, or in `<title>` but not the headline."""
        if self.is_called(name):
            return True
        folded = fold(name)
        return folded in self._title and folded not in self._headline and len(folded) > _SHORT_NAME


def owner_of_site(page: Page) -> str:
    """Return the person whom the site is named after and who writes in the first person, or "".

    The name has two words; one of them is in the page's address, and none in the headline.
    """
    address = squash(page.address)
    headline = fold(str(page.claimed("title") or ""))
    for text in (str(page.claimed("publisher") or ""), TITLE_PARTS.split(page.head.title)[-1]):
        name = _OWN_SITE.sub("", text.strip())
        words = fold(name).split()
        if (
            len(words) != FULL_NAME
            or not has_first_name(name)
            or is_organisation(name)
            or words[-1] in headline
        ):
            continue
        if any(len(x) > _SHORT_NAME and x in address for x in words):
            return name if any(_SAYS_I.search(block.text) for block in page.blocks) else ""
    return ""
