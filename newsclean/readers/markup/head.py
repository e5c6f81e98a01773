"""Collects what a page says about itself in `<head>` and elsewhere, without judging it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ...model import AuthorTag, Container, Head, HeadingPart, ImageTag, TimeTag
from ..data.json_ld import json_ld_objects
from ..data.limits import Limits
from ..data.parsely import parsely_facts
from .addresses import Base
from .microdata import name_of_meta
from .nodes import Attributes, Node, raw_text

_LICENSE = frozenset(("license", "cc:license", "item-license"))  # values of rel


class HeadFacts:
    """Collects facts from elements as the page is walked; `head()` returns the finished Head."""

    def __init__(self, url: str | None) -> None:
        self.base = Base(url)
        self.scripts: list[Node] = []  # that may contain data
        self.warnings: list[str] = []
        self._json_ld: list[str] = []
        self.times: list[TimeTag] = []
        self.authors: list[AuthorTag] = []
        self.images: list[ImageTag] = []
        self.heading_parts: list[HeadingPart] = []
        self._last_from_noscript = False
        self._url = url
        self._title: str | None = None
        self._meta: list[tuple[str, str]] = []
        self._links: list[tuple[str, str]] = []
        self._language = self._direction = ""

    def add(self, tag: str, node: Node, around: Iterable[Attributes]) -> None:
        """Add an element that has facts but no readable text, anywhere in the page.

        around: the attributes of the elements around it, which microdata needs.
        """
        if tag == "title":
            if self._title is None:
                self._title = " ".join(raw_text(node).split())
            return
        attributes = node.attributes
        if tag == "meta":
            name, content = name_of_meta(attributes, around), attributes.get("content")
            if name and content:
                self._meta.append((name, " ".join(content.split())))
                if name == "parsely-page":
                    self._meta += parsely_facts(content)
        elif tag == "link":
            rel, href = attributes.get("rel"), attributes.get("href")
            if rel and href:
                self._links.append((rel.lower(), self.base.join(href)))
        elif tag == "script":
            kind = attributes.get("type")
            if kind and "ld+json" in kind.lower():
                self._json_ld.append(raw_text(node))
            elif "src" not in attributes:
                self.scripts.append(node)
        elif tag == "base":
            href = attributes.get("href")
            if href:
                self.base = Base(self.base.join(href))

    def page_language(self, node: Node) -> None:
        """Take language and direction from `<html>` or `<body>`; the first of each counts."""
        attributes = node.attributes
        self._language = self._language or attributes.get("lang") or attributes.get("xml:lang") or ""
        self._direction = self._direction or attributes.get("dir") or ""

    def link(self, rel: str, href: str, in_caption: bool) -> None:
        """Add `<a rel=author>` as it is written, `<a rel=category>`, or a licence, but not of a picture."""
        names = rel.lower().split()
        if "author" in names:
            self._links.append(("author", href))
        elif "category" in names:
            self._links.append(("category", self.base.join(href)))
        elif not in_caption and not _LICENSE.isdisjoint(names):
            self._links.append(("license", self.base.join(href)))

    def image(
        self,
        addresses: Sequence[str],
        attributes: Attributes,
        block: int,
        is_begun: bool,
        container: Container | None,
        from_noscript: bool,
    ) -> None:
        """Add a picture before the block with this number, or in it if some of its text is read already.

        A picture and one of a `<noscript>` beside it are the same if they share an address, or if the first
        only keeps a place: <img src="grey.png" alt="Pier"><noscript><img src="pier.jpg" alt="Pier">
        """
        alt = " ".join((attributes.get("alt") or "").split())
        width = attributes.get("width") or ""
        number = int(width) if width.isascii() and width.isdigit() and len(width) < 6 else None
        address, *others = map(self.base.join, addresses)
        after = block if is_begun else block - 1
        tag = ImageTag(address, alt, block, container, number, tuple(others), after)
        if (
            self.images
            and from_noscript != self._last_from_noscript
            and _is_again(tag, self.images[-1], from_noscript)
        ):
            if from_noscript and self.images[-1].others:
                return
            self.images.pop()
        self.images.append(tag)
        self._last_from_noscript = from_noscript

    def merge_blocks_from(self, block: int) -> None:
        """Assign the tags in all blocks from this number on to this block, into which they were merged."""
        _assign_to(self.times, block)
        _assign_to(self.authors, block)
        _assign_to(self.images, block)

    def warn(self, warning: str) -> None:
        """Add a warning, unless it was added before."""
        if warning not in self.warnings:
            self.warnings.append(warning)

    def head(self, limits: Limits) -> Head:
        """Return all facts."""
        return Head(
            title=self._title or "",
            meta=tuple(self._meta),
            links=tuple(self._links),
            json_ld=tuple(json_ld_objects(self._json_ld, limits, self.warn)),
            language=self._language,
            direction=self._direction,
            times=tuple(self.times),
            authors=tuple(self.authors),
            images=tuple(self.images),
            heading_parts=tuple(self.heading_parts),
        )


def _is_again(tag: ImageTag, last: ImageTag, from_noscript: bool) -> bool:
    """Whether a picture is the last one, which comes from the other side of a `<noscript>`."""
    if last.after != tag.after:
        return False
    if tag.url in (last.url, *last.others) or last.url in tag.others:
        return True
    keeps_place = from_noscript and bool(tag.alt) and not last.others
    return keeps_place and tag.alt == last.alt and tag.container is last.container


def _assign_to(tags: list[Any], block: int) -> None:
    for i in range(len(tags) - 1, -1, -1):
        tag = tags[i]
        if tag.block <= block:
            return
        if isinstance(tag, ImageTag):
            tag = replace(tag, after=min(tag.after, block))
        tags[i] = replace(tag, block=block)
