"""Finds the picture that a `<figure>` shows as its background, where it has no `<img>`.

    <figure><div style="background-image: url('bridge.jpg')" aria-label="The bridge"></div></figure>
    ->  src bridge.jpg, alt The bridge

A background without a caption or a label may be a banner, a poster of a video or a teaser's picture.
"""

from __future__ import annotations

import regex

from ...text.patterns import pattern
from .nodes import Attributes, Node

_MOST_ELEMENTS = 20  # of a figure that are examined: a background is on the figure, or on a box or link in it
_LONGEST = 2000  # characters of a style
# what else a figure shows; a slot may be asked for its content only once
_SHOWN = frozenset("img amp-img picture noscript video iframe svg table pre blockquote slot".split())
# background-image: linear-gradient(#0000, #0008), url("/pix/bridge.jpg")
_BACKGROUND = pattern(
    r"(?<![\w-])background(?:-image)?\s*+:[^;]*?(?<!\w)url\(\s*+[\"']?+(?<address>[^\s\"')]++)", regex.I
)


def background_picture(figure: Node) -> Attributes | None:
    """Return the background of a figure or of an element in it as the attributes of an `<img>`.

    None if the figure shows something else, or nothing, or does not say what.
    """
    found, is_said = _background(figure.attributes), False
    nodes, left = [figure.first_child], _MOST_ELEMENTS
    while nodes:
        node = nodes.pop()
        if node is None:
            continue
        nodes.append(node.next)
        if node.text_content is not None:
            continue
        if node.tag in _SHOWN or not left:
            return None
        left -= 1
        is_said = is_said or node.tag == "figcaption"
        found = found or _background(node.attributes)
        nodes.append(node.first_child)
    return found if found and (is_said or found["alt"]) else None


def _background(attributes: Attributes) -> Attributes | None:
    style = attributes.get("style") or ""
    m = _BACKGROUND.search(style[:_LONGEST]) if "url(" in style else None
    return (
        {"src": m["address"], "alt": attributes.get("aria-label") or attributes.get("title")} if m else None
    )
