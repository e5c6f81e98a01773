"""Reads the data that a page has in an attribute of the element that its scripts fill.

<div id="app" data-page="{&quot;component&quot;:&quot;Story&quot;,&quot;props&quot;: …}"></div>
<story-page :story='{"title": …}'></story-page>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..markup.nodes import Node
from .json_ld import parse_json
from .limits import Limits, Warn
from .script_data import SHORTEST


def attribute_values(root: Node, limits: Limits, warn: Warn) -> Iterator[Any]:
    """Yield the JSON values in the attributes of a tree's elements, in document order.

    `warn` is called with a message about anything too long or too deep to read.
    """
    remaining = limits.json_chars
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += [x for x in (node.next, node.first_child) if x is not None]
        if node.text_content is not None or not node.tag or node.tag.startswith("-"):
            continue
        for value in node.attributes.values():
            if value is None or len(value) < SHORTEST or value.lstrip()[:1] not in ("{", "["):
                continue
            remaining -= len(value)
            if remaining < 0:
                warn(limits.too_long("data in attributes"))
                return
            yield parse_json(value, limits, warn)
