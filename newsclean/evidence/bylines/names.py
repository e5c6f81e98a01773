"""Reads the names in a byline, as written, without "By", roles, addresses and buttons.

>>> names_in("By Maya Lindholm and Idris Okafor, Political Editor")
['Maya Lindholm', 'Idris Okafor']
>>> names_in("Von Cem Öztürk, Jr. und Dora Lindqvist, CFP (dpa)")
['Cem Öztürk, Jr.', 'Dora Lindqvist']
>>> names_in("Email the author")
[]
"""

from __future__ import annotations

from ...phrases import agencies, folded, lines, worded
from ...text.caching import cached_if_short
from ...text.patterns import pattern, plain_pattern
from ...text.words import fold
from ..datelines.gazetteer import is_place
from .byline_labels import credits_others
from .clutter import without_clutter
from .name_lists import is_name_separator, names_in_list
from .people import (
    FULL_NAME,
    UNSPACED,
    has_first_name,
    is_acronym,
    is_organisation,
    is_role,
    non_names,
    opens_organisation_name,
)
from .word_for_by import has_mark_after, past_by

_LONGEST = 400  # characters; a longer text is not a byline
_JOINED_SUBJECTS = 4  # words of "Health and Science Editor"
# Ada Writer | Valley Echo   ・   Ada Writer – Reporter   ・   Ada Writer / Bo Scribe
_PARTS = pattern(
    r"(?:(?<!\s)\s++)?+[;|•·●⋅∙‧、，؛،／]\s*+|(?<!\s)\s++(?:[/–—‒-]|//)\s++|(?<=\p{L})[–—](?=\d)"
    # Ada Writer. Valley News   but   Prof. Ada Writer
    r"|(?<=\s\p{Lu}\p{Ll}{4,})\.\s++(?=\p{Lu})"
)

# 김하늘 기자 이수정 기자
_BETWEEN_REPORTERS = worded(
    r"(?<=\p{Hangul}{2}\s<<byline after a name|ko>>)\s++(?=\p{Hangul}{2,4}\s?<<byline after a name|ko>>)"
)
_DASH = pattern(r"\s[–—-]\s")
_MAY_PART = plain_pattern("[;|•·●⋅∙‧、，؛،／/–—‒.-]")  # every mark that parts is one of these


def names_in(text: str, strict: bool = True) -> list[str]:
    """Return the distinct names in a byline, in order.

    strict: accept only what looks like the name of a person or an agency. Otherwise, for declared authors,
    accept anything but known non-names.
    """
    if len(text) > _LONGEST:
        return []
    return list(_names_of_people(text) if strict else _declared_names(text))


@cached_if_short(2048)  # a line near the headline is read for several kinds of bylines
def _names_of_people(text: str) -> tuple[str, ...]:
    return _distinct_names(text, strict=True)


@cached_if_short(256)  # JSON-LD and several meta tags declare the same author
def _declared_names(text: str) -> tuple[str, ...]:
    return _distinct_names(text, strict=False)


def _distinct_names(text: str, strict: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    shown = _without_place_of_paper(without_clutter(text)) if strict else without_clutter(text)
    if has_mark_after(shown):
        shown = _BETWEEN_REPORTERS.sub("、", shown)
    for i, part in enumerate(_PARTS.split(shown) if _MAY_PART.search(shown) else (shown,)):
        if i and _is_affiliation(part):
            continue
        text = past_by(part)
        if fold(part) not in non_names() and not (credits_others(part) or _is_job_of_subjects(text)):
            found |= dict.fromkeys(names_in_list(text, strict or i > 0))
    names = list(found)
    return tuple(without_longer([x for x in names if x == names[0] or can_share_byline(x, names[0])]))


def _without_place_of_paper(text: str) -> str:
    """Return a byline without what follows a paper after a dash, if neither is somebody's name.

    >>> _without_place_of_paper("Ada Writer, Valley Echo — Porto Claro")
    'Ada Writer, Valley Echo'
    """
    dashes = [*_DASH.finditer(text)] if "," in text else []
    if not dashes:
        return text
    start, end = dashes[-1].span()
    _, comma, paper = text[dashes[-2].end() if dashes[1:] else 0 : start].rpartition(",")
    place = text[end:]
    is_place = comma and "," not in place and not any(map(has_first_name, (paper.strip(), place.strip())))
    return text[:start] if is_place else text


def _is_affiliation(part: str) -> bool:
    """Whether what follows a name after a mark is a place, a paper or a group: "São Paulo", "Roads Team"."""
    words = fold(part).split()
    if not words or fold(part) in agencies():
        return False
    if is_organisation(part) or (len(words) > FULL_NAME and words[-1] in folded("groups")):
        return True
    return opens_organisation_name(part.partition(" ")[0]) or is_place(part)


def _is_job_of_subjects(text: str) -> bool:
    """Whether a text is a job after what it covers: "Court Reporter", "Health and Science Editor"."""
    job = text.partition(",")[0]
    words = job.split()
    if len(words) < FULL_NAME or not is_role(words[-1]):
        return False
    if all(fold(x) in folded("beats") for x in words[:-1]):
        return True
    if len(words) == FULL_NAME:
        return False
    if not lines("first_names").isdisjoint(map(fold, words)):
        return False
    joined = len(words) == _JOINED_SUBJECTS and is_name_separator(words[1])
    return joined or (is_acronym(words[0]) and not job.isupper())


def can_share_byline(name: str, first: str) -> bool:
    """Whether a name can follow the first one in a byline.

    Only full names and agencies follow a full name, and only people an agency: else it is the agency's place.
    """
    if fold(name) in agencies():
        return True
    if fold(first) in agencies():
        return has_first_name(name)
    return " " in name or " " not in first or UNSPACED.fullmatch(name) is not None


def without_longer(names: list[str]) -> list[str]:
    """Return the names but those that hold another full one: "Ada Writer's Latest", "More of Ada Writer"."""
    known = {fold(x): x for x in names}
    full = [x for x in known if " " in x]
    if len(known) == 1 or not full:
        return names
    return [name for x, name in known.items() if not any(y != x and _holds(x, y) for y in full)]


def _holds(text: str, name: str) -> bool:
    return text.startswith((f"{name} ", f"{name}s ")) or text.endswith(f" {name}")
