"""Fast constructors for Block, Container, Span and Step: a page makes a thousand of them.

A frozen dataclass sets each field through `object.__setattr__`, which costs four times a plain
assignment. These classes have the same slots, assign plainly, and change their `__class__` to the
frozen class at the end. The result is an ordinary Block, Container, Span or Step.

>>> make_block(0, "paragraph", "The bridge reopened.") == Block(0, "paragraph", "The bridge reopened.")
True
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any

from .model import Block, Container, Span, Step


def _fast(frozen: Any) -> Any:
    """Return a class whose constructor makes an instance of a frozen dataclass."""
    defaults = {each.name: each.default for each in fields(frozen) if each.default is not MISSING}
    names = [each.name for each in fields(frozen)]
    arguments = ", ".join(f"{x}=defaults[{x!r}]" if x in defaults else x for x in names)
    lines = [f"self.{x} = {x}" for x in names]
    namespace = {"defaults": defaults, "frozen": frozen}
    exec(f"def __init__(self, {arguments}): {'; '.join(lines)}; self.__class__ = frozen", namespace)
    own = {"__slots__": frozen.__slots__, "__init__": namespace["__init__"]}
    return type(f"make_{frozen.__name__.lower()}", (), own)


if TYPE_CHECKING:
    make_block, make_container, make_span, make_step = Block, Container, Span, Step
else:
    make_block, make_container, make_span, make_step = map(_fast, (Block, Container, Span, Step))
