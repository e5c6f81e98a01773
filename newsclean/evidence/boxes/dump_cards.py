"""Finds teasers of other stories in text dumps by the button that ends each: "Read more".

On rest / We are told that rest is the reward of work. … / Read more /
The long way home / There is a road behind our village that nobody takes. … / Read more
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

MOST_SUMMARY = 2
"""Sentences of a teaser's summary."""
MOST_HEAD = 4
"""Lines above them: section, headline, author, date."""


def runs_of_cards(prose: Sequence[bool], buttons: Set[int]) -> Iterator[list[slice]]:
    """Yield the places of teasers that follow each other.

    prose: whether each line is a sentence; buttons: the places of lines like "Read more".
    """
    run: list[slice] = []
    for button in sorted(buttons):
        card = _card_above(prose, buttons, button)
        if run and (card is None or card.start != run[-1].stop):
            yield _without_text_above(run)
            run = []
        if card is not None:
            run.append(card)
    if run:
        yield _without_text_above(run)


def _card_above(prose: Sequence[bool], buttons: Set[int], button: int) -> slice | None:
    """Return the lines of the teaser that a button ends, or None if no headline and summary are above it."""
    summary = button
    while summary > 0 and prose[summary - 1] and button - summary < MOST_SUMMARY:
        summary -= 1
    start = summary
    while start > 0 and not prose[start - 1] and start - 1 not in buttons and summary - start < MOST_HEAD:
        start -= 1
    return slice(start, button + 1) if start < summary < button else None


def _without_text_above(run: list[slice]) -> list[slice]:
    """Cut what is above the first headline: it has no more lines than the longest other teaser."""
    first, *others = run
    if not others:
        return run
    longest = max(card.stop - card.start for card in others)
    return [slice(max(first.start, first.stop - longest), first.stop), *others]
