"""Drops what the page does not show, unless it shows hardly anything else.

    Before:  <p>The bridge reopened on Monday. …</p> <div hidden><p>Please choose a new password.</p></div>
    After:   <p>The bridge reopened on Monday. …</p>

An element is hidden by `hidden`, `aria-hidden` or its own style. It stays if it holds much of the page's
prose, because some pages reveal their article by a script, or the rest of it after a payment; where a click
opens it, as on a question with its answer, or a button over its panel; and where a class marks some
paragraphs among those of the story.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..evidence.class_words import is_called
from ..evidence.container_slices import container_slices
from ..model import Block, Container, Drop, Edit, Page, chain
from ..text.prose import is_sentence

_MOST_PROSE = 0.25  # share of the page's sentences in an element that may go
_MOST_LABELS = 2  # lines that open what is hidden below
_LEAST_SHOWN = 3  # sentences that the page shows
_OPENERS = frozenset(("button", "summary"))  # elements whose text opens what is under them


def hidden_text(page: Page) -> Iterator[Edit]:
    """Drop hidden elements that hold little of the page's prose."""
    hidden = [block for block in page.blocks if _is_hidden(block)]
    if not hidden:
        return
    paid = _between_shown(page.blocks)
    outermost = {block.id: _outermost(block) for block in hidden if block.id not in paid}
    prose = [is_sentence(block.text) for block in page.blocks]
    every = sum(prose)
    shown = sum(
        is_prose for block, is_prose in zip(page.blocks, prose, strict=True) if block.id not in outermost
    )
    if shown < _LEAST_SHOWN:
        return
    places = container_slices(page.blocks)
    inside: dict[Container, int] = {}  # sentences in each hidden element that may go
    for container in dict.fromkeys(outermost.values()):
        sentences = sum(prose[places[container]])
        if sentences <= _MOST_PROSE * every and not _is_opened_by_click(page, container, places, outermost):
            inside[container] = sentences
    for block in page.blocks:
        around = outermost.get(block.id)
        if around in inside:
            yield Drop(block.id, "hidden", f"{inside[around]} of {every} sentences of the page")


def _between_shown(blocks: Sequence[Block]) -> set[int]:
    """Return the ids of hidden blocks with a class, between shown sentences in like elements beside them."""
    shown: set[tuple[Container | None, str]] = set()
    waiting: dict[tuple[Container | None, str], list[int]] = {}
    found: set[int] = set()
    for block in blocks:
        container = block.container
        if container is None or not is_sentence(block.text):
            continue
        place = container.parent, container.tag
        if not container.hidden:
            shown.add(place)
            found.update(waiting.pop(place, ()))
        elif container.classes and place in shown:  # without a class it may be a draft
            waiting.setdefault(place, []).append(block.id)
    return found


def _is_opened_by_click(
    page: Page, container: Container, places: Mapping[Container, slice], hidden: Collection[int]
) -> bool:
    """Whether a button is right above what is hidden, or an element holds a line or two and then that."""
    first = places[container].start
    above = page.blocks[first - 1].container if first else None
    if above is not None and above.tag in _OPENERS and not above.hidden:
        return True
    parent = container.parent
    around = page.blocks[places[parent]] if parent is not None else ()
    shown = sum(block.id not in hidden for block in around)
    return bool(around) and around[0].id not in hidden and shown <= _MOST_LABELS


def _is_hidden(block: Block) -> bool:
    """Whether a block is in a hidden element that neither a click nor a payment opens."""
    container = block.container
    if container is None or not container.hidden:
        return False
    return not any(is_called(each, "subscription offer", "opened by a click") for each in chain(container))


def _outermost(block: Block) -> Container:
    """Return the widest hidden element around a hidden block."""
    return [each for each in chain(block.container) if each.hidden][-1]
