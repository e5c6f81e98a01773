"""Tells whether a text is nothing but a name, where no label says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from ...model import Block
from ...phrases import agencies, folded, labels, plain
from ...text.patterns import pattern
from ...text.prose import PARAGRAPH
from ...text.words import OPENING_QUOTES, count_words, fold
from ..datelines.gazetteer import is_known_in_capitals, is_place, is_region, is_town
from ..near_title import NearTitle
from .names import names_in
from .people import FULL_NAME, has_first_name, is_desk, is_full, is_organisation, is_role, non_names
from .signing_lines import MARKS
from .site import Site

DASHES = "–—-"
SIGNATURE_WORDS = 4  # words of the longest name without a label or other mark
_AFFILIATION_WORDS = 4  # words of the longest paper or office after a name
_LONGEST_INITIAL = 4  # letters and the full stop: "Geo.", "Dr."
_LABELS = ("boxes", "page tools", "site links", "comments")  # sections of labels with capitals
_NOTE_OPENING = 20  # characters: "Our author Ada Lind is …"
# GTC   LindholmShare   lindholm
_NO_NAME_WORD = pattern(r"\A(?:\p{Lu}{2,}+\Z|\p{Ll})|\p{Ll}{3}\p{Lu}")


def is_signature(text: str, headline: str) -> bool:
    """Whether a text is just a name, and not one that the headline mentions."""
    words = fold(text).split()
    if not 0 < len(words) <= SIGNATURE_WORDS:
        return False
    found = names_in(text)
    if found and all(fold(x) in agencies("alone") for x in found):
        return True
    return (
        has_first_name(text)
        and not is_organisation(text)
        and not _is_place(text)
        and words[-1] not in headline.split()
        and not fold(text).startswith(f"{headline} ")  # "Bee Simulator Multiplayer": the next heading
    )


def are_people(text: str, headline: str) -> bool:
    """Whether a text is just the full names of several people whom the headline does not mention."""
    found = names_in(text)
    return (
        len(found) > 1
        and all(fold(x) in agencies() or _is_person(x) for x in found)
        and sum(map(has_first_name, found)) * 2 >= len(found)
        and are_alone(found, text, headline)
    )


def _is_person(name: str) -> bool:
    return is_full(name) and not is_organisation(name) and not is_place(name)


def are_alone(names: Sequence[str], text: str, headline: str) -> bool:
    """Whether a text has few words beside names that the headline does not mention."""
    is_mentioned = any(fold(x).split()[-1] in headline.split() for x in names)
    return count_words(text) <= SIGNATURE_WORDS * len(names) and not is_mentioned


def is_source_of_quote(text: str, before: str) -> bool:
    """Whether a text names the person whose words are quoted before it: “We will build it.” — Ada Lind."""
    return before.startswith(OPENING_QUOTES) and text.startswith(tuple(DASHES))


def is_in_story(name: str, blocks: Iterable[Block]) -> bool:
    """Whether a paragraph speaks of the person with a name; a note about the author opens with it."""
    last = name.split()[-1]
    return any(
        last in block.text[_NOTE_OPENING:] and count_words(block.text) >= PARAGRAPH
        for block in blocks
        if block.kind == "paragraph"
    )


def _is_place(text: str) -> bool:
    """Whether a text is a place that looks like a name: "Washington, D.C.", "Austin, Texas"."""
    return is_place(text) or is_region(text.partition(", ")[2])


def may_be_name(text: str, near_title: NearTitle, site: Site) -> bool:
    """Whether a text is probably a name, though its first name is unknown: not a place, not a section.

    The words of a section ("Personal Finance") are in lower case somewhere in the text.
    """
    words = text.split()
    if not non_names().isdisjoint(map(fold, words)) or any(plain(text) in labels(x) for x in _LABELS):
        return False
    if any(word.endswith(".") and len(word) > _LONGEST_INITIAL for word in words):
        return False  # "Advertising. This post"
    if not FULL_NAME <= len(words) <= SIGNATURE_WORDS or names_in(text) != [text] or site.is_named(text):
        return False
    if is_organisation(text) or is_desk(text) or is_known_in_capitals(text) or is_place(text):
        return False
    headline = fold(near_title.headline).split()
    if is_town(words[0]) or any(_NO_NAME_WORD.search(word) or fold(word) in headline for word in words):
        return False
    text_of_page = " ".join(block.text for block in near_title.blocks.values())
    return not any(regex.search(rf"\b{regex.escape(word.lower())}\b", text_of_page) for word in words)


def before_role(text: str) -> str:
    """Return the name in "Maya Lindholm Deputy Editor", or "" if no role follows a name."""
    if not is_role(text):
        return ""
    text = text.strip(MARKS)
    name, *others = names_in(text) or [""]
    role = text.removeprefix(name)
    is_person = name and not others and role != text and folded("groups").isdisjoint(fold(role).split())
    return name if is_person and is_role(role) else ""


def without_credentials(text: str) -> str:
    """Return the name in "Maya Lindholm, MD, CFP", or the text itself if it holds anything else."""
    name, *others = text.split(",")
    return name if all(fold(x) in folded("credentials") for x in others) else text


def without_affiliation(text: str) -> str:
    """Return the name in "Maya Lindholm, Valley University", or the text itself if it holds anything else."""
    name, _, other = text.partition(", ")
    is_affiliation = is_organisation(other) and count_words(other) <= _AFFILIATION_WORDS
    return name if is_affiliation and has_first_name(name) else text
