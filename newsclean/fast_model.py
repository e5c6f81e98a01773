"""Fast constructors for Block, Container, Span and Step: a page makes a thousand of them.

A frozen dataclass sets each field through `object.__setattr__`, which costs four times a plain
assignment. These classes have the same slots, assign plainly, and change their `__class__` to the
frozen class at the end. The result is an ordinary Block, Container, Span or Step.

>>> make_block(0, "paragraph", "The bridge reopened.") == Block(0, "paragraph", "The bridge reopened.")
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Block, Container, Edit, Kind, Mark, Span, Step

if TYPE_CHECKING:
    make_block, make_container, make_span, make_step = Block, Container, Span, Step
else:

    class make_block:
        """Makes a Block."""

        __slots__ = Block.__slots__

        def __init__(
            self,
            id: int,
            kind: Kind,
            text: str,
            level: int = 0,
            marker: str = "",
            spans: tuple[Span, ...] = (),
            language: str = "",
            container: Container | None = None,
            line: int = 0,
            indent: int = 0,
            blank_before: int = 0,
            blank_after: int = 0,
        ) -> None:
            self.id = id
            self.kind = kind
            self.text = text
            self.level = level
            self.marker = marker
            self.spans = spans
            self.language = language
            self.container = container
            self.line = line
            self.indent = indent
            self.blank_before = blank_before
            self.blank_after = blank_after
            self.__class__ = Block

    class make_container:
        """Makes a Container."""

        __slots__ = Container.__slots__

        def __init__(
            self,
            tag: str,
            tokens: frozenset[str],
            parent: Container | None,
            depth: int,
            classes: str = "",
            hidden: bool = False,
        ) -> None:
            self.tag = tag
            self.tokens = tokens
            self.parent = parent
            self.depth = depth
            self.classes = classes
            self.hidden = hidden
            self.__class__ = Container

    class make_span:
        """Makes a Span."""

        __slots__ = Span.__slots__

        def __init__(self, start: int, end: int, mark: Mark, href: str = "", label: str = "") -> None:
            self.start = start
            self.end = end
            self.mark = mark
            self.href = href
            self.label = label
            self.__class__ = Span

    class make_step:
        """Makes a Step."""

        __slots__ = Step.__slots__

        def __init__(self, by: str, edit: Edit) -> None:
            self.by = by
            self.edit = edit
            self.__class__ = Step
