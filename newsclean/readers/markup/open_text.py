"""The text of the block that is being collected, with its links and other marks.

A mark or a link begins at a place in the text, counted in parts and in characters, and becomes a span at its
end. Marks of footnotes, labels for screen readers and counts of comments are cut back out of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...evidence.class_words import is_called
from ...fast_model import make_span
from ...model import Container, Mark, Span
from ...text.words import ELLIPSES
from .code_blocks import declared_language, is_line_number
from .containers import container_for
from .head import HeadFacts
from .marks import are_shown_apart, explained_in, in_small_figures, is_note_mark, is_unseen
from .nodes import Attributes, Node

_SEEN = -1, 0
_UNFINISHED = (":", *ELLIPSES)
_COUNT_DIGITS = 5  # of a link that is the number of comments

MARKS: Mapping[str, Mark] = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "sup": "superscript",
    "sub": "subscript",
}


def moved_back(spans: list[Span], by: int) -> list[Span]:
    """Return the spans after so many characters of the text are gone from its head."""
    return [make_span(max(0, x.start - by), x.end - by, x.mark, x.href, x.label) for x in spans if x.end > by]


class OpenText:
    """The part of the block builder that knows lines: it handles the elements inside them."""

    def __init__(self, facts: HeadFacts) -> None:
        self.facts = facts
        self.kinds: list[list[Any]] = []  # [kind, level, marker] of the open elements that set one
        self.pre_depth = 0
        self.language = ""  # of the code inside the innermost <pre>
        self._href: str | None = None
        self._marks: list[list[Any]] = []  # [mark, or None inside its like; parts and characters before it]
        self._explaining: set[str] = set()  # ids of the tooltips of terms
        self._seen: list[tuple[int, int]] = []  # for each open <span>: those before it if it is not shown
        # the block being collected
        self.parts: list[str] = []
        self.size = 0
        self.space = False  # whether a space comes before the next text
        self.breaks = 0  # since the last text
        self.span_end = 0  # where the last <span> ended
        self._has_lines = False  # whether a <br> is inside
        self._unseen = 0  # parts at its head that a browser does not show
        self.spans: list[Span] = []
        self._link_place = 0, 0  # parts and characters before the open link
        self._link_from: int | None = None  # where the link's text begins, once there is some
        self._link_attributes: Attributes = {}
        self.author: tuple[int, int] | None = None  # depth of the author's open element; parts before it

    def begin_link(self, attributes: Attributes) -> None:
        if self._link_from is not None:
            self._finish_link()
        self._link_attributes = attributes
        href = attributes.get("href")
        self._href = href.strip() if href else None
        self._link_place = len(self.parts), self.size
        rel = attributes.get("rel")
        if rel and href:
            in_caption = any(kind[0] == "caption" for kind in self.kinds)  # a picture's own licence
            self.facts.link(rel, href, in_caption)
        if self.spans and self.spans[-1].end == self.size and self.spans[-1].mark == "link":
            self.space = True  # adjacent links are separate things: menu entries, tags

    def end_link(self) -> None:
        if self._link_from is not None:
            self._finish_link()
        self._href = None
        self.span_end = self.size
        if 0 < self.size - self._link_place[1] <= _COUNT_DIGITS + 1:  # with a blank
            self._without_comment_count()

    def _without_comment_count(self) -> None:
        """Take the text of a link away if it counts comments: `<a class="comments_count">0</a>The bridge`."""
        first, start = self._link_place
        is_count = "".join(self.parts[first:]).strip().isdecimal()
        if is_count and is_called(container_for("a", self._link_attributes, None), "comments"):
            if first:
                self._cut_back(first, start)
                self.space = True
            else:
                self._unseen = len(self.parts)

    def _finish_link(self) -> None:
        start, self._link_from = self._link_from, None
        if start is None or start >= self.size:
            return
        href = self._href or ""
        address = self.facts.base.join(href)
        if "#" not in href or not self._finish_note(start, href, address):
            self.spans.append(make_span(start, self.size, "link", address))

    def _finish_note(self, start: int, href: str, address: str) -> bool:
        """Take the text of a link away if it is the mark of a footnote, and keep the link as its label."""
        first, before = self._link_place
        label = "".join(self.parts[first:]).strip()
        raised = any(each[0] == "superscript" for each in self._marks)
        glued = start == before > 0 and self.parts[first - 1][-1] not in "[(,"
        if not is_note_mark(label, href, raised, glued):
            return False
        if first == 0:  # a note's own mark: it goes if the block has more text
            self._unseen = len(self.parts)
            return False
        self._cut_back(first, before)
        self.spans.append(make_span(before, before, "link", address, label))
        return True

    def begin_mark(self, tag: str, node: Node) -> None:
        mark = MARKS[tag]
        if self.pre_depth and tag == "code" and not self.language:
            self.language = declared_language([node.attributes])
        elif tag == "dfn":
            self._explaining.update(explained_in(node.attributes))
        outer = any(each[0] == mark for each in self._marks) or (mark == "code" and self.pre_depth > 0)
        self._marks.append([None if outer else mark, len(self.parts), self.size])

    def end_mark(self) -> None:
        mark, first, start = self._marks.pop()
        if mark is not None and first < len(self.parts):
            self._finish_mark(mark, first, start)

    def begin_italic(self, tag: str, node: Node) -> None:
        """Begin an `<i>` or `<em>`, which may be an icon: its text is the name of a picture."""
        self._seen.append((len(self.parts), self.size) if is_unseen(node.attributes) else _SEEN)
        self.begin_mark(tag, node)

    def end_italic(self) -> None:
        self.end_mark()
        self._take_unseen()

    def _finish_mark(self, mark: Mark, first: int, start: int) -> None:
        """Add the span of the text since a place: the number of parts and of characters before it."""
        if self.parts[first].isspace() and first + 1 < len(self.parts):
            start += 1
        self.spans.append(make_span(start, self.size, mark))

    def end_script(self) -> None:
        """End a superscript or subscript: as Unicode's characters if it has them, otherwise as a span."""
        mark, first, start = self._marks.pop()
        if mark is None or first >= len(self.parts):
            return
        text = "".join(self.parts[first:])
        small = None if self.spans and self.spans[-1].end > start else in_small_figures(text.strip(), mark)
        if small is None:
            self._finish_mark(mark, first, start)
        else:
            link_from = self._link_from
            self._cut_back(first, start)
            self._link_from = link_from
            self.parts.append(f" {small}" if text[0].isspace() else small)
            self.size += len(self.parts[-1])

    def begin_span(self, node: Node, attributes: Attributes) -> None:
        self.set_apart(node)
        unseen = (
            is_unseen(attributes)
            or (self.pre_depth > 0 and is_line_number(attributes))
            or attributes.get("id") in self._explaining
        )
        self._seen.append((len(self.parts), self.size) if unseen else _SEEN)

    def set_apart(self, node: Node) -> None:
        """Put a space before an element that a style sheet sets apart from the one before it."""
        if self.span_end == self.size and self.parts and not self.space:
            child = node.first_child
            after = child.text_content if child is not None else None
            self.space = bool(after) and are_shown_apart(self.parts[-1], after or "")

    def end_span(self) -> None:
        self.span_end = self.size
        self._take_unseen()

    def _take_unseen(self) -> None:
        """Take the text of the element that ends away if a browser does not show it."""
        first, start = self._seen.pop()
        if first < 0:
            return
        text = "".join(self.parts[first:])
        if not any(map(str.isalnum, text)):
            return  # punctuation for screen readers sets apart what a style sheet sets apart
        if self.kinds and self.kinds[-1][0] == "caption" and text.endswith(_UNFINISHED):
            return  # "Credit:" tells the credit from the caption
        if first:
            self._cut_back(first, start)
            self.space = True
        else:
            self._unseen = len(self.parts)

    def _cut_back(self, first: int, start: int) -> None:
        """Take the text since a place away: the number of parts and of characters before it."""
        del self.parts[first:]
        self.size = start
        if self._link_from is not None and self._link_from >= start:
            self._link_from = None
        while self.spans and self.spans[-1].end > start:
            self.spans.pop()

    def _begin_anew(self) -> None:
        """Make ready for the text of the next block."""
        self.parts.clear()
        if self.spans:
            self.spans.clear()
        self.size = self.breaks = self._unseen = self.span_end = 0
        self.space = self._has_lines = False
        self._link_place = 0, 0
        if self.author is not None:
            self.author = self.author[0], 0
        if self._seen:
            self._seen = [(0, 0) if place[0] > 0 else place for place in self._seen]

    def _without_unseen(self, container: Container | None) -> Container | None:
        """Take what a browser does not show from the head of the block; if that is all, keep it as hidden."""
        parts = self.parts
        count = self._unseen
        if count >= len(parts):
            return container_for("span", {"hidden": ""}, container)
        count += parts[count].isspace() and count + 1 < len(parts)
        by = sum(map(len, parts[:count]))
        del parts[:count]
        self.spans[:] = moved_back(self.spans, by)
        return container


def by_place(span: Span) -> tuple[int, int]:
    return span.start, -span.end
