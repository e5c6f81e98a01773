"""Marks the elements of a page that CSS selectors name, so that passes can find their blocks.

    {"drop": [".partner"]}  <div class="partner"><p>The bakery opens at six.
    ->  the Container of the div has the token "drop:0", which no class name can give

Elements that never get a Container, such as `<body>`, are stood for by what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from .containers import RULE_ATTRIBUTE, TRANSPARENT

Selectors: TypeAlias = Mapping[str, Sequence[str]]
"""CSS selectors by the name of the rule they are for."""
Selected: TypeAlias = Mapping[str, tuple[str, ...]]
"""What the elements of each selector say, by its mark, such as "title:0", in the page's order."""

_SAYING = ("datetime", "content")  # attributes that say it better than the text


def check_selector(selector: str) -> None:
    """Raise ValueError for what is no CSS selector."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser(b"<p>").css(selector)
    except SelectolaxError:
        raise ValueError(f"{selector!r} is no CSS selector") from None


def mark(root: Any, selectors: Selectors) -> Selected:
    """Set a private attribute on the elements that the selectors name; return what they say.

    root: a node of lexbor's tree, which is changed. An attribute of the same name that the page has is
        removed. Raises ValueError for what is no CSS selector.
    """
    for node in root.css(f"[{RULE_ATTRIBUTE}]"):
        del node.attrs[RULE_ATTRIBUTE]
    said: dict[str, tuple[str, ...]] = {}
    for name, each in selectors.items():
        for number, selector in enumerate(each):
            check_selector(selector)
            found = root.css(selector)
            said[f"{name}:{number}"] = tuple(text for node in found if (text := _said(node)))
            for node in found:
                for marked in _with_container(node):
                    before = marked.attributes.get(RULE_ATTRIBUTE)
                    own = f"{name}:{number}"
                    marked.attrs[RULE_ATTRIBUTE] = f"{before} {own}" if before else own
    return said


def _with_container(node: Any) -> Iterator[Any]:
    """Yield the element, or those in it if it never gets a Container."""
    if node.tag not in TRANSPARENT:
        yield node
        return
    for child in node.iter():
        yield from _with_container(child)


def _said(node: Any) -> str:
    attributes = node.attributes
    given = next((attributes[name] for name in _SAYING if attributes.get(name)), None)
    return " ".join((given or node.text(separator=" ")).split())
