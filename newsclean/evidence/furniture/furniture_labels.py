"""Knows lines that are only a label: "Share on Facebook", "12 comments", "Print | PDF", or a row of links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...model import Block
from ...phrases import labels, lines, plain
from ...text.patterns import DIGIT, pattern, plain_pattern

# Sections of the phrase lists whose labels make up a whole line, and the reasons to drop it.
_LABELS: Mapping[str, str] = {
    "site links": "site link",
    "page tools": "page tool",
    "account": "account",
    "sharing": "share button",
    "reading time": "reading time",
    "ratings": "rating",
    "rights": "copyright",
    "newsletter": "newsletter",
    "comments": "comments",
    "consent labels": "consent notice",
    "advertising": "advertising label",
    "skip links": "skip link",
}
_NETWORK = "name of a network"
_BUTTONS = frozenset((_NETWORK, "share button"))
# These can be real subheads: "Privacy", "Search", "Facebook".
_MEANT_AS_HEADING = frozenset(("site link", "page tool", "account", "share button"))
_LABEL_CHARACTERS = 90  # the longest labels are sentences under comment forms

# "12 comments"    "Comments (3)"    "5 min read"    "Lesezeit: 3 Minuten"    "1,284 views"
_NUMBERED = frozenset(("comments", "share button", "reading time", "rating"))
_COUNT_DIGITS = 6  # of a count; "23.07.2024 · 6 min read" has more, and dates the story
_NUMBERED_CHARACTERS = 40
# Print | PDF | E-mail    Save / Share    Was this helpful? Yes No
_IN_ROW = plain_pattern(r"[|/•·?？؟]")
_MARK_OR_DIGIT = plain_pattern(r"[\d|/•·?？؟]")  # a line without them is one label, if it is any
_NOT_LETTERS = pattern(r"[\p{N}\p{P}\p{S}\s]++")

_ROW_LINKS = 0.9  # share of link text in a row of buttons, or in one button
_FEWEST_BUTTONS = 3  # networks in a row; links that say the same, one in each entry of a list
_BUTTON_CHARACTERS = 60
_BUTTON_KINDS = frozenset(("paragraph", "list_item"))


def label_reason(block: Block) -> str:
    """Return the reason to drop a block that is only a label, or a row of links that are, or `""`."""
    text = block.text
    if len(text) > _LABEL_CHARACTERS:
        return ""
    known = _known_labels()
    label = plain(text)
    if len(block.spans) > 1 and label not in known and block.link_density > _ROW_LINKS:
        reasons = [known.get(plain(text[link.start : link.end]), "") for link in block.links]
        if len(reasons) > 1 and all(reasons):
            return _reason_of_all(reasons)
    reason = known.get(label, "")
    if not reason and _MARK_OR_DIGIT.search(text):
        reason = _reason_of_row(block) or _reason_of_count(text)
    if reason and " " not in label:
        if block.kind == "heading" and reason in _MEANT_AS_HEADING:
            return ""
        if text[-1] in ".!?" and not text.endswith("..."):  # it is speech; "Loading..." is not
            return ""
    return reason


def without_count(text: str) -> str:
    """Return a label for comparison (`phrases.plain`) without numbers: "384 votes" -> "votes"."""
    label: str = _NOT_LETTERS.sub(" ", plain(text)).strip()
    return label


def _reason_of_row(block: Block) -> str:
    """Return the reason to drop several labels with marks between them, or `""`."""
    parts = _IN_ROW.split(block.text)
    if len(parts) == 1 or block.kind == "heading":
        return ""
    reasons = [_known_labels().get(label, "") for label in map(plain, parts) if label]
    return _reason_of_all(reasons) if len(reasons) > 1 and all(reasons) else ""


def _reason_of_count(text: str) -> str:
    """Return the reason to drop a short label with a number, or `""`."""
    if len(text) > _NUMBERED_CHARACTERS or not 0 < len(DIGIT.findall(text)) <= _COUNT_DIGITS:
        return ""
    return _numbered_labels().get(without_count(text), "")


def _reason_of_all(reasons: Sequence[str]) -> str:
    """Return the reason to drop a row; networks are buttons beside another one, or if there are several."""
    others = [x for x in reasons if x != _NETWORK]
    return others[0] if others else "share button" if len(reasons) >= _FEWEST_BUTTONS else _NETWORK


def without_lone_networks(blocks: Sequence[Block], reasons: Sequence[str]) -> Iterator[str]:
    """Yield the reasons to drop blocks; "Facebook" is a button only beside another, and else a subject."""
    last = len(blocks) - 1
    for i, reason in enumerate(reasons):
        if reason == _NETWORK:
            beside = (reasons[i - 1] if i else "", reasons[i + 1] if i < last else "")
            is_button = blocks[i].kind != "heading" and not _BUTTONS.isdisjoint(beside)
            reason = "share button" if is_button else ""
        yield reason


def repeated_buttons(blocks: Sequence[Block]) -> set[int]:
    """Return the ids of links that say the same and each lead somewhere else: "Book now", "Check price"."""
    alike: dict[str, list[Block]] = {}
    for block in blocks:
        may_be = len(block.spans) == 1 and len(block.text) <= _BUTTON_CHARACTERS
        if may_be and block.kind in _BUTTON_KINDS and block.link_density > _ROW_LINKS:
            alike.setdefault(block.text, []).append(block)
    same = [each for each in alike.values() if len(each) >= _FEWEST_BUTTONS]
    return {b.id for each in same if len({x.links[0].href for x in each}) == len(each) for b in each}


@cache
def _known_labels() -> Mapping[str, str]:
    known = {label: reason for section, reason in _LABELS.items() for label in labels(section)}
    known.update(dict.fromkeys(map(plain, lines("mul", "sharing")), _NETWORK))
    return {label: reason for label, reason in known.items() if len(label) > 1 or not label.isascii()}


@cache
def _numbered_labels() -> Mapping[str, str]:
    """Return the labels that a number may be beside, and those that need one: "Lecturas" may be a subhead."""
    numbered = {label: reason for label, reason in _known_labels().items() if reason in _NUMBERED}
    return {**dict.fromkeys(labels("views"), "number of views"), **numbered}
