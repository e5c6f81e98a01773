"""Finds teasers of other stories in text dumps by what ends each: the button "Read more", or a cut summary.

On rest / We are told that rest is the reward of work. / Read more / The long way / There is … / Read more
3 May / On rest / We are told that rest is the reward of … / 1 May / The long way home / There is a road …
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

MOST_SUMMARY = 2
"""Sentences of a teaser's summary."""
MOST_HEAD = 4
"""Lines above them: section, headline, author, date."""


def runs_of_cards(prose: Sequence[bool], buttons: Set[int], cut: Set[int]) -> Iterator[list[slice]]:
    """Yield the places of teasers that follow each other and end alike.

    prose: whether each line is a sentence; buttons: the places of lines like "Read more"; cut: those of
    sentences that break off.
    """
    run: list[slice] = []
    had_button = False
    without_button = {i + 1 for i in cut if buttons.isdisjoint(range(i + 1, i + 1 + MOST_SUMMARY))}
    for end in sorted(buttons | without_button):
        has_button = end in buttons
        card = _card_above(prose, buttons, end)
        if run and (card is None or card.start != run[-1].stop or has_button != had_button):
            yield _without_text_above(run)
            run = []
        if card is not None:
            run.append(card)
            had_button = has_button
    if run:
        yield _without_text_above(run)


def _card_above(prose: Sequence[bool], buttons: Set[int], end: int) -> slice | None:
    """Return the lines of the teaser that ends here, or None if no headline and summary are above."""
    has_button = end in buttons
    most = MOST_SUMMARY if has_button else 1  # a summary that breaks off is one sentence
    summary = end
    while summary > 0 and prose[summary - 1] and end - summary < most:
        summary -= 1
    start = summary
    while start > 0 and not prose[start - 1] and start - 1 not in buttons and summary - start < MOST_HEAD:
        start -= 1
    return slice(start, end + has_button) if start < summary < end else None


def _without_text_above(run: list[slice]) -> list[slice]:
    """Cut what is above the first headline: it has no more lines than the longest other teaser."""
    first, *others = run
    if not others:
        return run
    longest = max(card.stop - card.start for card in others)
    return [slice(max(first.start, first.stop - longest), first.stop), *others]
