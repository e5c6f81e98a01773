"""Reads what opens a panel of text, a button or a summary: its words are the panel's question or heading.

    <h3><button aria-expanded=false>Who paid for it?</button></h3><div hidden><p>The county, …</p></div>
    <details><summary>Who paid for it?</summary><p>The county, …</p></details>
    ->  heading "Who paid for it?", paragraph "The county, …"

A button over a menu, a form or nothing is a control of the page and is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ...text.patterns import pattern
from ...text.prose import MOST_LINKS, SENTENCE
from ...text.words import count_words, ends_sentence
from .marks import is_unseen
from .nodes import UNREAD, Attributes, Node, siblings_from

_FEWEST_WORDS = 3  # of a heading that asks nothing; "Open menu" and "Share" have fewer
_SHORT_ANSWER = 4  # words under a question: "No. Fares stay low."
_LEVELS = 3  # elements between a button and its panel: in a heading, in a row with an icon, in a box
_MOST_NODES = 400  # of an element, to look at
_MOST_SIBLINGS = 20  # under a summary, to look at
_TOGGLES = ("data-toggle", "data-bs-toggle")
_OF_THE_PAGE = frozenset(("nav", "header", "footer", "form"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
# + More info   ▼ Show all
_SYMBOL = pattern(r"\p{S}")


def opening_text(button: Node, around: Sequence[Node]) -> str:
    """Return the text of a button that opens a panel of running text, otherwise "".

    around: the open elements, the innermost last.
    """
    if not _opens_a_panel(button.attributes):
        return ""
    text = _text_of(button)
    if not text or _SYMBOL.match(text) or any(element.tag in _OF_THE_PAGE for element in around):
        return ""
    if around[-1].tag not in _HEADINGS and not _asks(text):
        return ""
    panel = _panel(button, around)
    return text if panel is not None and _is_running_text(_pieces(panel), _fewest(text)) else ""


def heads_a_panel(summary: Node) -> bool:
    """Whether a `<summary>` is the question or heading of the running text under it."""
    text = _text_of(summary)
    if not text or _SYMBOL.match(text) or not _asks(text):
        return False
    under = islice(siblings_from(summary.next), _MOST_SIBLINGS)
    return _is_running_text((piece for node in under for piece in _pieces(node)), _fewest(text))


def _text_of(element: Node) -> str:
    return " ".join(" ".join(piece for piece, _ in _pieces(element)).split())


def _asks(text: str) -> bool:
    """Whether the words of a control are more than its name: "Open menu", "Share"."""
    return count_words(text) >= _FEWEST_WORDS or ends_sentence(text)


def _fewest(text: str) -> int:
    """Return the fewest words of running text under a control; the answer to a question may be short."""
    return _SHORT_ANSWER if count_words(text) >= _FEWEST_WORDS and ends_sentence(text) else SENTENCE


def _opens_a_panel(attributes: Attributes) -> bool:
    if "aria-haspopup" in attributes:
        return False  # a menu or a dialogue
    if "aria-expanded" in attributes or "aria-controls" in attributes:
        return True
    return any(attributes.get(toggle) == "collapse" for toggle in _TOGGLES)


def _panel(button: Node, around: Sequence[Node]) -> Node | None:
    """Return the element under the button: the next with text, after it or after what it begins."""
    head = _first_text(button)
    node = button
    for outer in reversed(around[-_LEVELS - 1 :]):
        for after in siblings_from(node.next):
            if (after.text_content or "").strip():
                return None
            if _first_text(after):
                return after
        if _first_text(outer) != head:
            return None
        node = outer
    return None


def _first_text(element: Node) -> str:
    return next((piece for piece, _ in _pieces(element)), "")


def _is_running_text(texts: Iterable[tuple[str, bool]], fewest: int) -> bool:
    """Whether the texts of a panel hold a sentence, and are not mostly links."""
    pieces = list(texts)
    if not any(ends_sentence(piece.rstrip()) for piece, _ in pieces):
        return False
    size = sum(len(piece) for piece, _ in pieces)
    linked = sum(len(piece) for piece, is_linked in pieces if is_linked)
    return linked < MOST_LINKS * size and count_words(" ".join(piece for piece, _ in pieces)) >= fewest


def _pieces(element: Node) -> Iterator[tuple[str, bool]]:
    """Yield the texts in an element, and whether each is inside a link."""
    stack = [(element, False)]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        node, is_linked = stack.pop()
        if node is not element and node.next is not None:
            stack.append((node.next, is_linked))
        text = node.text_content
        if text is not None:
            if text.strip():
                yield text, is_linked
            continue
        child = node.first_child
        if child is None or node.tag in UNREAD or (node.tag == "span" and is_unseen(node.attributes)):
            continue
        stack.append((child, is_linked or node.tag == "a"))
