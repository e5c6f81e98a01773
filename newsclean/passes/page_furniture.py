"""Drops page furniture: navigation, header and footer, consent, share bars, sign-up boxes, comments.

    Before:  Home · World · Sport / We use cookies to improve our service. / The bridge reopened on Monday. /
             Share on Facebook / 3 comments / © 2024 The Example. All rights reserved.
    After:   The bridge reopened on Monday.

Each container is judged once, by its tag, role and class words, but one that holds the headline or much of
the page's prose is never furniture. Single lines are judged by their text.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence, Set

from ..evidence.comments.wording import is_button
from ..evidence.container_slices import holders
from ..evidence.dates.dates_elsewhere import day_of_note
from ..evidence.furniture.asking_boxes import rest_of_asking_boxes
from ..evidence.furniture.box_places import BoxPlaces
from ..evidence.furniture.furniture_containers import Verdicts
from ..evidence.furniture.furniture_labels import label_reason, repeated_buttons, without_lone_networks
from ..evidence.furniture.headed_boxes import headed_boxes, offers_inside_story
from ..evidence.furniture.leftovers import leftover_reason
from ..evidence.furniture.notes import FILED, note_reason, notes_on, without_offers
from ..evidence.furniture.notices import notice_reason
from ..evidence.furniture.own_lines import OwnLines, only_day
from ..evidence.furniture.polls import poll_boxes
from ..evidence.furniture.prose_shares import ProseShares
from ..evidence.furniture.release_notes import release_notes
from ..evidence.furniture.sign_lines import signs_reason
from ..evidence.next_stories import next_stories
from ..evidence.unshown import is_unshown
from ..model import Block, Drop, Edit, Page, chain
from ..phrases import labels, opens_with_label, plain
from ..text.prose import is_sentence
from ..text.words import fold

# What a notice says of itself, where other pages say it beside their story.
_NOTICES_OWN = frozenset(("consent notice", "newsletter", "site link"))


def page_furniture(page: Page) -> Iterator[Edit]:
    """Drop what surrounds the article on every page of a site."""
    if page.is_html:
        others, headline = next_stories(page)
        for block in others:
            yield Drop(block.id, "another story on an endless page", headline)
        left = yield from _furniture_by_container(page)
    else:
        left = [*page.blocks]
    # buttons like "Reply" show `comment_threads` what is a comment; it drops them
    left = [block for block in left if not is_button(block)]
    if left and is_unshown(left[-1]):  # what the reader takes from a page's data comes last
        left = yield from _without_notices(left)
    yield from _furniture_by_line(page, left)


def _furniture_by_container(page: Page) -> Generator[Edit, None, list[Block]]:
    """Drop the blocks of furniture containers; return the remaining ones."""
    shares = ProseShares(page)
    verdicts, own_lines = Verdicts(shares), OwnLines(page)
    left: list[Block] = []
    for i, block in enumerate(page.blocks):
        shares.at = i
        verdict = verdicts.of(block.container)
        if verdict is None:
            left.append(block)
        else:
            yield Drop(block.id, verdict.reason, verdict.evidence)
            own_lines.take(block, verdict, shares)
    yield from own_lines.claims()
    return left


def _without_notices(blocks: Sequence[Block]) -> Generator[Edit, None, list[Block]]:
    """Drop what a page shows in place of its article, which is in its data: "Please enable JavaScript"."""
    left = []
    for block in blocks:
        if not is_unshown(block) and opens_with_label("blocked text", block.text):
            yield Drop(block.id, "notice in place of the article")
        else:
            left.append(block)
    return left


def _furniture_by_line(page: Page, blocks: Sequence[Block]) -> Iterator[Edit]:
    """Drop known labels, copyright lines, notices and the like; claim the day that a note on the post has."""
    (notes, offers), buttons = without_offers(notes_on(blocks)), repeated_buttons(blocks)
    reasons = [
        label_reason(block)
        or notice_reason(block.text)
        or (notes and note_reason(block.text, notes))
        or signs_reason(block)
        or leftover_reason(block)
        or ("button of each entry" if block.id in buttons else "")
        for block in blocks
    ]
    reasons = [*without_lone_networks(blocks, reasons)]
    if page.is_html and "consent notice" in reasons:
        own = _text_of_notice(page, blocks, reasons)
        reasons = ["" if x in _NOTICES_OWN and i in own else x for i, x in enumerate(reasons)]
    if page.is_html:
        reasons = _with_boxes(blocks, reasons, offers, page.url or "")
    for i in release_notes(blocks):
        reasons[i] = reasons[i] or "notes on a press release"
    for block, reason in zip(blocks, reasons, strict=True):
        if reason:
            yield Drop(block.id, reason)
    if FILED in reasons:
        filed = [block for block, reason in zip(blocks, reasons, strict=True) if reason == FILED]
        yield from only_day(day_of_note(page, filed))


def _heading_of_notice(page: Page, blocks: Sequence[Block]) -> Block | None:
    """Return the only h1 if it and the title say that the page is a notice: "Privacy notice"."""
    firsts = [block for block in blocks if block.level == 1 and block.kind == "heading"]
    if len(firsts) != 1 or plain(firsts[0].text) not in labels("site links"):
        return None
    return firsts[0] if fold(page.head.title).startswith(fold(firsts[0].text)) else None


def _text_of_notice(page: Page, blocks: Sequence[Block], reasons: Sequence[str]) -> Set[int]:
    """Return the places of the blocks that a notice has for its text; none on any other page.

    They are in the smallest element that holds the heading and a sentence. The banner that asks for consent,
    which the page "Contact" has too, is beside that element.
    """
    heading = _heading_of_notice(page, blocks)
    if heading is None:
        return frozenset()
    kept = (x for x, reason in zip(blocks, reasons, strict=True) if not reason)
    prose = holders(x for x in kept if is_sentence(x.text))
    around = next((x for x in chain(heading.container) if x in prose), None)
    return {i for i, x in enumerate(blocks) if around is None or x is heading or around in chain(x.container)}


def _with_boxes(
    blocks: Sequence[Block], reasons: Sequence[str], offers: Sequence[tuple[str, str]], own: str
) -> list[str]:
    """Return the reasons with those of the lines that share a box with a label, a call or an offer.

    own: the page's address.
    """
    places = BoxPlaces(blocks, reasons)
    rest = dict.fromkeys(poll_boxes(blocks, places), "poll")
    rest.update(headed_boxes(blocks, reasons, places))
    offering = [i for i, block in enumerate(blocks) if note_reason(block.text, offers)] if offers else []
    rest.update(offers_inside_story(blocks, offering, places))
    rest.update(rest_of_asking_boxes(blocks, reasons, places, own))
    return [reason or rest.get(i, "") for i, reason in enumerate(reasons)]
