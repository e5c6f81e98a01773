"""Makes Containers from the elements around blocks: they tell passes where in the page a block was.

For example:

    <div class="post-Body" data-testid="mainStory" aria-hidden="true">
    ->  Container div, tokens {post, body, main, story}, hidden
"""

from __future__ import annotations

from ...fast_model import make_container
from ...model import Container
from ...text.caching import cached_if_short
from ...text.patterns import pattern, plain_pattern
from .nodes import Attributes

# Parsers differ in adding these, so they get no Container: all parsers then give the same result.
# Nor does <font>: the last of its paragraphs ends after it, and would be the only one outside.
TRANSPARENT = frozenset(("html", "head", "body", "tbody", "thead", "tfoot", "font"))
DEEPEST = 100  # levels of containers; deeper elements share the last one

_NAMING = frozenset(
    "id role itemprop rel property data-testid data-test data-component data-type data-module data-qa"
    " data-block data-widget data-name".split()
)
_HIDING = frozenset(("hidden", "aria-hidden", "style"))  # and a role, which names too
_LABEL = "aria-label"
_TELLING = _NAMING | _HIDING | {_LABEL}  # besides the class, which most elements have
_LABELS = frozenset("breadcrumb breadcrumbs crumb crumbs".split())  # what a label may name the element
_LONGEST = 500  # characters of an attribute to examine: names are short, serialised state is not
_NONE: frozenset[str] = frozenset()

# "post-Body" "articleBody" "td_block_wrap": words end at case changes and at non-letters
_WORD = pattern(r"\p{Lu}?\p{Ll}++|\p{Lu}++(?!\p{Ll})|\p{Lu}++")
# "td_block_wrap": the same without capitals; the standard library is twice as fast here
_PLAIN_WORD = plain_pattern(r"[a-z][a-z]+")
# <div hidden id="S:1b">: React streams a part of the page so, and a script moves it to its place
_STREAMED = plain_pattern(r"S:[0-9a-f]+\Z")
# style="display: none"
_NOT_SHOWN = pattern(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden")


def container_for(tag: str, attributes: Attributes, parent: Container | None) -> Container:
    """Return the Container of an element inside `parent`."""
    if parent is None:
        hidden, depth = False, 1
    else:
        hidden, depth = parent.hidden, parent.depth + 1
    classes = attributes.get("class") or ""
    tokens = _tokens(classes) if classes else _NONE
    has_others = len(attributes) > 1 or (attributes and not classes)  # most have a class alone
    if has_others and not _TELLING.isdisjoint(attributes):
        for name, value in attributes.items():
            if value and name in _NAMING:
                tokens |= _tokens(value)
            elif value and name == _LABEL:  # other labels are sentences for the reader
                tokens |= _tokens(value) & _LABELS
        hidden = hidden or _hides(attributes)
    if "-" in tag:
        tokens |= _tokens(tag)
    return make_container(tag, tokens, parent, depth, classes, hidden)


def _hides(attributes: Attributes) -> bool:
    return (
        ("hidden" in attributes and not _STREAMED.match(attributes.get("id") or ""))
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") == "tooltip"
        or style_hides(attributes.get("style"))
    )


def style_hides(style: str | None) -> bool:
    """Whether an element's own style says that it is not shown."""
    if not style:
        return False
    style = style.lower()
    return ("none" in style or "hidden" in style) and _NOT_SHOWN.search(style) is not None


@cached_if_short(8192)
def _tokens(value: str) -> frozenset[str]:
    """Return the lower-case words of an attribute's value. Pure, so the cache changes no result."""
    value = value[:_LONGEST]
    if value.isascii() and value.islower():  # as most are
        return frozenset(_PLAIN_WORD.findall(value))
    return frozenset([word.lower() for word in _WORD.findall(value) if len(word) > 1])
