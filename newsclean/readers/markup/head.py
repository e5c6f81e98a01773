"""What a page says of itself: the raw facts of `<head>` and the like, collected and left undecided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...model import Container, Head, ImageTag, TimeTag
from ..data.json_ld import json_ld_objects
from ..data.limits import Limits
from .addresses import Base
from .nodes import Node, raw_text

# Where an image that is loaded late keeps its address, before the stand-in in `src`.
_IMAGE_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-hi-res-src", "src")


def image_source(attributes: Mapping[str, str | None]) -> str:
    """Where an `<img>` says its picture is; "" if nowhere, or if the picture is written in the page."""
    for name in _IMAGE_SOURCES:
        source = attributes.get(name)
        if source and not source.startswith("data:"):
            return source.strip()
    source = (attributes.get("data-srcset") or attributes.get("srcset") or "").strip().split(" ")[0]
    return "" if source.startswith("data:") else source


class HeadFacts:
    """Fed with elements while the page is walked; `head()` gives the finished Head."""

    def __init__(self, url: str | None) -> None:
        self.base = Base(url)
        self.scripts: list[Node] = []  # those that may hold data
        self.warnings: list[str] = []
        self._json_ld: list[str] = []
        self.times: list[TimeTag] = []
        self.images: list[ImageTag] = []
        self._url = url
        self._title: str | None = None
        self._meta: list[tuple[str, str]] = []
        self._links: list[tuple[str, str]] = []
        self._language = self._direction = ""

    def note(self, tag: str, node: Node) -> None:
        """A fact in an element that holds no text of the page, wherever it stands."""
        if tag == "title":
            if self._title is None:
                self._title = " ".join(raw_text(node).split())
            return
        attributes = node.attributes
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            content = attributes.get("content")
            if name and content:
                self._meta.append((name.strip().lower(), " ".join(content.split())))
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
        """Language and direction of `<html>` or `<body>`: the first that says so."""
        attributes = node.attributes
        self._language = self._language or attributes.get("lang") or attributes.get("xml:lang") or ""
        self._direction = self._direction or attributes.get("dir") or ""

    def author_link(self, href: str) -> None:
        """An `<a rel=author>`."""
        self._links.append(("author", href))

    def image(
        self, source: str, attributes: Mapping[str, str | None], block: int, container: Container | None
    ) -> None:
        """An `<img>` before or in the block of this number."""
        alt = " ".join((attributes.get("alt") or "").split())
        width = attributes.get("width") or ""
        number = int(width) if width.isascii() and width.isdigit() and len(width) < 6 else None
        self.images.append(ImageTag(self.base.join(source), alt, block, container, number))

    def rows_became_one(self, block: int) -> None:
        """The blocks from this number on are one block now: tags that stood in them point to it."""
        _pull_back(self.times, block)
        _pull_back(self.images, block)

    def warn(self, warning: str) -> None:
        """Say once that something was left out."""
        if warning not in self.warnings:
            self.warnings.append(warning)

    def head(self, limits: Limits) -> Head:
        """All facts."""
        return Head(
            title=self._title or "",
            meta=tuple(self._meta),
            links=tuple(self._links),
            json_ld=tuple(json_ld_objects(self._json_ld, limits, self.warn)),
            language=self._language,
            direction=self._direction,
            times=tuple(self.times),
            images=tuple(self.images),
        )


def _pull_back(tags: list[Any], block: int) -> None:
    for i in range(len(tags) - 1, -1, -1):
        if tags[i].block <= block:
            return
        tags[i] = replace(tags[i], block=block)
