"""Reads the names in a byline, as written, without "By", roles, addresses and buttons.

>>> names_in("By Maya Lindholm and Idris Okafor, Political Editor")
['Maya Lindholm', 'Idris Okafor']
>>> names_in("Von Cem Öztürk, Jr. und Dora Lindqvist, CFP (dpa)")
['Cem Öztürk, Jr.', 'Dora Lindqvist']
>>> names_in("Email the author")
[]
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from ...phrases import agencies, folded, lines, starts, worded, written
from ...text.caching import cached_if_short
from ...text.patterns import pattern
from ...text.words import COLONS, fold
from ..datelines.gazetteer import is_place
from .people import (
    CASED,
    DIGIT,
    UNSPACED,
    has_first_name,
    is_button,
    is_coded,
    is_lower,
    is_name,
    is_organisation,
    is_role,
    may_be_declared,
    non_names,
)

_LONGEST = 400  # characters; a longer text is not a byline
_LONG_UNSPACED = 2  # the same in Chinese, Japanese and Korean
_LONG_LABEL = 4  # characters; shorter labels count only at the start of a line
_LABEL = 60  # characters of the longest label before a name
_ACRONYM = 3  # characters of the shortest acronym that is no initials: "JD", "II"
_INITIAL = 2  # characters: "R."
_JOINED_SUBJECTS = 4  # words of "Health and Science Editor"
_REPETITIONS = 2, 3  # of one name: a portrait's alternative text, a tooltip and the name itself
_ROLE_WORDS = 4  # words of the longest role before a name
_FULL_NAME, _BUTTON_WORDS = 2, 4  # fewest words of a name before a button, most words of the button
_BY_WORDS = 5  # words of the longest phrase before a name
_EDGES = " \t\n-–—|:：*_/•·,;\"“”„«»'‘’()[]©"

_EDGES_BUT_BRACKET = _EDGES.replace(")", "")  # "Ada Writer (text)"

_MARKED = pattern(
    # a.writer@example.com   @awriter   [email]   Ada Writer^1   Ada Writer²
    r"(?<![^\s@])[^\s@]++@\S++|(?:https?://|www\.)\S++|(?<!\w)@\w++|\[[^\[\]]{0,40}\]"
    r"|(?<=\p{L})(?:\^\d{1,2}|[⁰¹²³⁴-⁹†‡])++"
)
# Ada Writer | Valley Echo   ・   Ada Writer – Reporter   ・   Ada Writer / Bo Scribe
_PARTS = pattern(
    r"(?:(?<!\s)\s++)?+[;|•·●⋅∙‧、，؛،／]\s*+|(?<!\s)\s++(?:[/–—‒-]|//)\s++|(?<=\p{L})[–—](?=\d)"
    # Ada Writer. Valley News   but   Prof. Ada Writer
    r"|(?<=\s\p{Lu}\p{Ll}{4,})\.\s++(?=\p{Lu})"
)
_COMMA = pattern(r"(?:(?<!\s)\s++)?+,\s++|,(?=\p{L})")
_AND_SIGN = worded(r"(?<!\s)\s++(?:[&+]|<<in conversation with>>)\s++", regex.I)
_BRACKETS = pattern(
    r"(?:(?<!\s)\s++)?+[(（](?<inside>[^()（）]*+)(?:[)）]|\Z)(?!\s\p{Lu}\p{Ll}++\s*+(?:,|\Z))"
)
# "Ada Writer Tags: bridges, councils": a label ends the names
_NEXT_LABEL = pattern(r"(?<=\S)\s++[^\s:：]++\s?[:：]")
# "Glen Writer for The Valley Echo", "Ada Writer, special to the Echo"; not "Centre for Disease Control"
_FOR = worded(r"(?<=\S\s++\S++)\s++<<written for>>\s++(?=\p{Lu})", regex.I)

# "Dan WriterThe Valley Echo", "Ada WriterIn Travel", "byAda", "Ada WriterLast Updated": glued by a layout
_GLUED_AFTER = worded(r"(?<=\p{Ll})(?=<<glued after a name>>\b)|(?<=\b<<by, glued to a name>>)(?=\p{Lu})")
# "Ada WriterIn Travel, Budget Travel": nothing after it is a name
_GLUED_SECTION = worded(r"(?<=\p{Ll}|\p{L}\s\p{L}++\s)<<in, glued to a name>>\s++\p{Lu}.*+\Z", regex.S)
# "Picture of Maya Lindholm", "Maya Lindholm's avatar": the alternative texts of portraits
_PORTRAIT = worded(
    r"\A\s*+<<portrait of>>\s++|<<genitive endings>>?(?<!\s)\s++<<portrait after a name>>\s*+\Z", regex.I
)
# "Ulla ReinerKorrespondentin", "Emma MackenzieLifestyle"; McDonald and DeSilva have short beginnings
_GLUED_END = pattern(r"(?<=\p{Ll}{3})(?<!\bFitz)\p{Lu}\p{Ll}{3,}+\Z")
_INNER_LABEL = pattern(r"(?<![\p{L}\p{M}])(?<label>[\p{L}\p{M}]{2,}+)\s?+[:：]\s*+")
# Aus Paris berichtet Ada Writer
_FROM_A_PLACE = worded(
    r"<<from, before a reporter's place>>\s[^.,:]{2,30}?\s<<reports, before a reporter>>\s", regex.I
)
# 文＝佐藤健一 写真＝山本誠: the label of others without a blank before their names
_OTHERS_UNSPACED = worded(
    r"(?<=\p{Han}|\p{Hangul}|\p{Katakana})[\s、，]++<<byline not by|zh|ja|ko>>\s?[＝=：:／/・].*+", regex.S
)
# 本报记者 王晓明 李娜: only in Chinese do blanks divide people
_REPORTERS_UNSPACED = worded(
    r"\A\s*+<<our paper>>?+<<reporters before names>>[\s:：]++(?<names>\p{Han}{2,4}(?:\s\p{Han}{2,4})*+)\Z"
)
# 東京支局 佐藤健一
_BUREAU = worded(
    r"""[\p{Han}\p{Katakana}ー]{1,8}<<bureaus|ja>>[\s・：:]++
        (?=\p{Han}{2,4}\s?\p{Han}{0,3}(?:<<byline after a name|ja>>)?\Z)""",
    regex.X,
)
_PAPER = pattern(r"(?<=\p{L}{2}\s\p{L}[\p{L}'’-]*)/(?=\p{Lu})")
_COLON = pattern(r"\s?[:：]")
# Words & pictures   Text und Interview   取材・文
_LABEL_PARTS = worded(r"(?:(?<!\s)\s++)?+[&+/,・]\s*+|(?<!\s)\s++<<byline and>>\s++", regex.I)
_FULL_STOP = pattern(r"\p{L}{4}\.\Z")  # "Writer.", not "Jr."
_MEDIUM = pattern(r"\p{Ll}\p{Lu}{2}")  # WebMD
_CAPITAL_INSIDE = pattern(r"\p{Ll}\p{Lu}")


def names_in(text: str, strict: bool = True) -> list[str]:
    """Return the distinct names in a byline, in order.

    strict: accept only what looks like the name of a person or an agency. Otherwise, for declared authors,
    accept anything but known non-names.
    """
    if len(text) > _LONGEST:
        return []
    return list(_names_of_people(text) if strict else _distinct_names(text, strict=False))


@cached_if_short(2048)  # a line near the headline is read for several kinds of bylines
def _names_of_people(text: str) -> tuple[str, ...]:
    return _distinct_names(text, strict=True)


def _distinct_names(text: str, strict: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for i, part in enumerate(_PARTS.split(without_clutter(text))):
        if i and _is_affiliation(part):
            continue
        text = _without_by(part)
        if fold(part) not in non_names() and not (credits_others(part) or _is_job_of_subjects(text)):
            found |= dict.fromkeys(_names_in_list(text, strict or i > 0))
    names = list(found)
    return tuple(without_longer([x for x in names if x == names[0] or can_share_byline(x, names[0])]))


def _is_affiliation(part: str) -> bool:
    """Whether what follows a name after a mark is a place, a paper or a group: "São Paulo", "Roads Team"."""
    words = fold(part).split()
    if not words or fold(part) in agencies():
        return False
    if is_organisation(part) or (len(words) > _FULL_NAME and words[-1] in folded("groups")):
        return True
    return opens_organisation_name(part.partition(" ")[0]) or is_place(part)


def _is_job_of_subjects(text: str) -> bool:
    """Whether a text is a job after what it covers: "Health and Science Editor", "AAA Travel Editor"."""
    job = text.partition(",")[0]
    words = job.split()
    if len(words) <= _FULL_NAME or not is_role(words[-1]):
        return False
    if not lines("first_names").isdisjoint(map(fold, words)):
        return False
    joined = len(words) == _JOINED_SUBJECTS and is_name_separator(words[1])
    return joined or (is_acronym(words[0]) and not job.isupper())


def without_clutter(text: str) -> str:
    """Return a byline without addresses, marks of images and notes, and additions of layouts or alt texts.

    >>> without_clutter("[portrait] Maya Lindholm's avatar"), without_clutter("Maya Lindholm^1")
    ('Maya Lindholm', 'Maya Lindholm')
    """
    return _shown(text)


@cached_if_short(2048)
def _shown(text: str) -> str:
    shown: str = _MARKED.sub(" ", text.strip("_* "))
    if not shown.isascii():
        shown = _OTHERS_UNSPACED.sub("", shown)
    shown = _GLUED_AFTER.sub(" ", _without_glued_section(shown))
    return _without_button(_up_to_others(_PORTRAIT.sub("", shown)).strip())


def _without_glued_section(text: str) -> str:
    if any(f"{word} " in text for word in starts("in, glued to a name")):
        return _GLUED_SECTION.sub("", text)
    return text


def _up_to_others(text: str) -> str:
    """Return the text up to where it names those who only reviewed, photographed … the story."""
    label = _parted_at_colon(text)[0]
    start, labelled = 0, len(label) if _is_label(label) else 0
    for word in text.split(" "):
        if start > labelled and fold(word) in _first_words("byline not by") and _opens_credit(text[start:]):
            return text[:start].rstrip(" .,;|")
        start += len(word) + 1
    return text


def _opens_credit(text: str) -> bool:
    """Whether a part of a text credits others: "Reviewed by", "Photo:", but not "Photo" alone."""
    words = text.split(" ", _BY_WORDS)
    for size in range(min(_BY_WORDS, len(words)), 0, -1):
        label = " ".join(words[:size])
        if fold(label) in folded("byline not by"):
            following = " ".join(words[size:]).lstrip()
            return size > 1 or label.endswith(COLONS) or following.startswith(COLONS)
    return False


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


@cached_if_short(256)  # a line is asked whether it signs, and then who
def without_by(text: str) -> str | None:
    """Return what follows "By", "Text:", "Von" … at the start of a text; None if it starts otherwise."""
    parted = _GLUED_AFTER.sub(" ", _without_glued_section(text.strip("_* ")))
    reporters = None if text.isascii() else _REPORTERS_UNSPACED.match(parted)
    if reporters:
        parted = f"{parted[: reporters.start('names')]}{'、'.join(reporters['names'].split())}"
    rest = _without_by(parted)
    return None if rest is parted else rest


def after_inner_label(text: str) -> str | None:
    """Return what follows a label inside a text: "Maya Lindholm" of "1 hour agoAuthor: Maya Lindholm"."""
    if ":" not in text and "：" not in text:
        return None
    for m in _INNER_LABEL.finditer(text):
        label = m["label"].casefold()
        is_glued = label.endswith(tuple(_long_labels())) and not UNSPACED.fullmatch(label)
        if fold(label) in _long_labels() or is_glued:
            return text[m.end() :]
    return None


@cached_if_short(256)
def may_sign(text: str) -> bool:
    """Whether a text may hold a word for "by", or a word that follows names: a cheap check."""
    lowered = f" {text.strip('_* ').lower()}"
    for by in _glued():
        if by in lowered:
            return True
    first = lowered.lstrip(_EDGES).partition(" ")[0]
    if "@" in text and has_mark_after(without_clutter(text)):
        return True
    glued = text.startswith(starts("glued before a name"))
    if (
        glued
        or has_mark_after(text)
        or opens_with_bureau(text)
        or first in folded("from, before a reporter's place")
    ):
        return True
    if fold(first).partition(" ")[0] in _first_words("byline by"):
        return True
    return (":" in text or "：" in text) and _is_label(_parted_at_colon(text.strip(_EDGES))[0])


@cache
def _glued() -> tuple[str, ...]:
    """Return the words for "by" that are glued to names, each after a blank."""
    return tuple(sorted(f" {by}" for by in folded("by, glued to a name")))


def is_byline_label(text: str) -> bool:
    """Whether a text is only the words before an author's name: "By"."""
    label, colon, rest = text.strip().replace("：", ":").partition(":")
    return fold(text) in folded("byline by") or (bool(colon) and not rest and _is_label(label))


def opens_with_by(line: str) -> bool:
    """Whether the first word of a folded line, or the first two, come before an author's name."""
    first, _, rest = line.partition(" ")
    labels = folded("byline by")
    return first in labels or f"{first} {rest.partition(' ')[0]}" in labels


def opens_with_bureau(text: str) -> bool:
    """Whether a text begins with an office of a paper before a name: 東京支局 佐藤健一."""
    return not text.isascii() and _BUREAU.match(text) is not None


def has_mark_after(text: str) -> bool:
    """Whether a text ends in a word that follows names: "김하늘 기자"."""
    return not text.isascii() and text.rstrip().endswith(starts("byline after a name"))


def is_plain_word(word: str) -> bool:
    """Whether a word is in lower case and not one that bylines use."""
    return word[:1].islower() and not any(
        fold(word) in folded(section) for section in ("byline and", "name particles", "credentials")
    )


def is_name_separator(text: str) -> bool:
    """Whether a text is only a separator of two names: "and", a comma."""
    return text.strip() in (",", "&", "+", "/") or fold(text) in folded("byline and")


def credits_others(text: str) -> bool:
    """Whether a text begins by crediting others than authors: "Reviewed by", "Photo:"."""
    words = fold(text[:_LABEL]).split()
    if not words or words[0] not in _first_words("byline not by") or _is_label(_parted_at_colon(text)[0]):
        return False
    return any(" ".join(words[:size]) in folded("byline not by") for size in range(1, _BY_WORDS + 1))


def ends_in_credit(text: str) -> bool:
    """Whether a text ends in words that credit others than authors: "5 min read, fact checked by"."""
    words = text[-_LABEL:].split()
    return any(fold(" ".join(words[-size:])) in folded("byline not by") for size in range(1, _BY_WORDS + 1))


def only_credits_others(text: str) -> bool:
    """Whether a text is only the words that credit others than authors: "Reviewed by"."""
    return len(text) <= _LABEL and fold(text) in folded("byline not by")


def _without_by(text: str) -> str:
    """Return the text after its first words if these are byline words, else the same object."""
    stripped = text.lstrip(_EDGES).rstrip(_EDGES_BUT_BRACKET)
    head, rest = _parted_at_colon(stripped)
    if rest and _is_label(head):
        return rest.lstrip(_EDGES)
    by = folded("byline by")
    pieces = stripped.split(" ", _BY_WORDS)
    longest = min(_BY_WORDS, len(pieces)) if _opens_with_by(" ".join(pieces[:_BY_WORDS])) else 0
    for size in range(longest, 0, -1):
        head = " ".join(pieces[:size])
        if fold(head) in by and (size < len(pieces) or ":" in stripped):
            return stripped[len(head) :].lstrip(_EDGES + ".")
    m = _FROM_A_PLACE.match(stripped)
    if m:
        return stripped[m.end() :]
    bureau = None if text.isascii() else _BUREAU.match(stripped)
    if bureau:
        return stripped[bureau.end() :]
    for sign in starts("glued before a name"):
        if stripped.startswith(sign) and len(stripped) > len(sign):
            return stripped[len(sign) :].lstrip(_EDGES + "／")
    return text


def _opens_with_by(text: str) -> bool:
    """Whether the first words of a text are byline words: saves folding each number of them."""
    words = fold(text).split(" ", _most_by_words())
    if words[0] not in _first_words("byline by"):
        return False
    by = folded("byline by")
    return any(" ".join(words[:size]) in by for size in range(1, _most_by_words() + 1))


@cache
def _most_by_words() -> int:
    return max(len(phrase.split()) for phrase in folded("byline by"))


def _parted_at_colon(text: str) -> tuple[str, str]:
    """Return a short label and what follows its colon; both empty if there is none."""
    m = _COLON.search(text, 0, _LABEL)
    return (text[: m.start()], text[m.end() :]) if m else ("", "")


def _is_label(head: str) -> bool:
    """Whether words before a colon label authors: "Story", "Text und Interview", "Words & pictures"."""
    authors, others = _label_words()
    if fold(head) in authors:
        return True
    parts = [fold(x) for x in _LABEL_PARTS.split(head.strip())]
    return not authors.isdisjoint(parts) and all(x in authors or x in others for x in parts)


@cache
def _label_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded words that label authors, and those that label other people."""
    return folded("byline labels") | folded("byline by"), folded("byline not by")


def _names_in_list(text: str, strict: bool) -> Iterator[str]:
    """Yield the names in a list with commas and "and", without roles."""
    name, is_first, after_role = "", True, False
    text = _without_brackets(text)
    if strict:
        text = _FOR.split(_NEXT_LABEL.split(text, maxsplit=1)[0], maxsplit=1)[0]
    else:
        text = _FOR.split(text, maxsplit=1)[0]
    for group in _AND_SIGN.split(text):
        for piece in _COMMA.split(group):
            credential, rest = _credential(piece) if name else ("", piece)
            if credential:
                name = f"{name}, {credential}"
            if not rest.strip() or (name and _is_detail(rest, name, after_role)):
                after_role = after_role or is_role(rest)
                continue
            if name:
                yield from _names(name, strict or not is_first)
                is_first = False
            name = rest
        yield from _names(name, strict or not is_first)
        name, is_first, after_role = "", False, False


def _without_brackets(text: str) -> str:
    """Return the text without what is in brackets, nor who made the pictures: "Bo Berg (Fotos)"."""
    if "(" not in text and "（" not in text:
        return text
    parts, start = [], 0
    for m in _BRACKETS.finditer(text):
        before = text[start : m.start()]
        if fold(m["inside"]) in folded("byline not by"):
            before = _without_last_name(before)
        parts.append(before)
        start = m.end()
    return "".join((*parts, text[start:]))


def _without_last_name(text: str) -> str:
    """Return "Ada Writer" of "Ada Writer und Bo Berg"."""
    words = text.split()
    while words and not is_name_separator(words[-1]) and not words[-1].endswith(","):
        words.pop()
    return " ".join(words[:-1])


def _credential(piece: str) -> tuple[str, str]:
    """Split off a credential of the name before the comma: "CFP", or the "Jr." of "Jr. und Dora Lind"."""
    if fold(piece) in folded("credentials"):
        return piece.strip(), ""
    first, _, rest = piece.strip().partition(" ")
    second, _, third = rest.partition(" ")
    if third and fold(first) in folded("credentials") and fold(second) in folded("byline and"):
        return first, third
    if second and first.isupper() and fold(first) in folded("credentials"):
        return first, ""  # "MD The Valley Echo"
    return "", piece


def _is_detail(piece: str, before: str, after_role: bool) -> bool:
    """Whether the text after a comma is the role, place or paper of the name before it, not another name.

    after_role: after a role comes the employer: "Ada Writer, Director of Bridges, Valley Roads".
    """
    text = _after_and(piece.strip())
    name = fold(text)
    if name in agencies():
        return False
    if is_role(piece) or is_organisation(text) or (after_role and not _opens_with_person(text)):
        return True
    if text.isupper() and not before.isupper() and CASED.search(text):
        return True
    first, _, others = name.partition(" ")
    is_person = bool(others) and first not in folded("the, before an organisation")
    return not is_person and UNSPACED.fullmatch(text) is None


def _opens_with_person(text: str) -> bool:
    """Whether a text begins with a person's full name: "Ada Writer in Paris"."""
    words = text.split()
    return has_first_name(" ".join(words[: _end_of_name(words)]))


def _names(text: str, strict: bool) -> Iterator[str]:
    for part in _split_at_and(_after_and(text)):
        if is_button(part):
            continue
        name, *others = _PAPER.split(part) if strict else [part]
        for i, each in enumerate((name, *others)):
            name = _tidy(each, strict)
            if i and not (has_first_name(name) or fold(name) in agencies()):
                continue  # "Ada Writer/Valley Echo"
            if name and (is_name(name) if strict else may_be_declared(name)):
                yield name


def _after_and(piece: str) -> str:
    """Return the name in "and Idris Okafor", after a comma."""
    first, _, rest = piece.strip().partition(" ")
    return rest if rest and first.islower() and fold(first) in folded("byline and") else piece


def _split_at_and(text: str) -> Iterator[str]:
    """Yield the parts between "and", "und", "et" …; words that names contain too split only full names."""
    words = text.split()
    ands, careful = folded("byline and"), folded("byline and, between full names only")
    start = 0
    for i, word in enumerate(words):
        if (
            not start < i < len(words) - 1
            or fold(word) not in ands
            or (word[0].isupper() and fold(word) in careful)
        ):
            continue
        if fold(word) in careful and (i - start < 2 or len(words) - i - 1 < 2):
            continue
        yield " ".join(words[start:i])
        start = i + 1
    yield " ".join(words[start:])


def _tidy(name: str, strict: bool) -> str:
    """Return a name without the role, mark or button around it."""
    name = _once(name.strip(_EDGES))  # "Ada WriterAda Writer"
    if is_coded(name):
        return name
    for mark in () if name.isascii() else starts("byline after a name"):
        if name.endswith(mark) and len(name) > len(mark) + 1:
            name = name[: -len(mark)].strip(_EDGES)
    words = name.split()
    if len(words) > 1 and words[-1] in written("no name ends with"):
        words.pop()  # 王小明 报道
    words = _without_role_before(words) if strict else words
    if strict and words and CASED.search(name) and fold(name) not in agencies():
        end = _end_of_name(words)
        words = words[:end] if end == len(words) or end > 1 or _is_own_name(words[0]) else []
    whole_name, words = words, _without_roles(words, strict)
    if words and _FULL_STOP.search(words[-1]):
        words[-1] = words[-1][:-1]
    if words and opens_organisation_name(words[0]) and len(words) < len(whole_name):
        return ""  # "The Valley Newsroom"
    if strict and len(words) > 1:
        whole = _GLUED_END.sub("", words[-1])
        if len(words) > 2 or has_first_name(f"{words[0]} {whole}"):
            words[-1] = whole
    return _once(" ".join(_without_degrees(words)).strip(_EDGES))


def _once(name: str) -> str:
    """Return "Maya Lindholm" of "Maya LindholmMaya Lindholm" and of "Maya Lindholm Maya Lindholm"."""
    for count in _REPETITIONS:
        for gap in ("", " "):
            size, rest = divmod(len(name) + len(gap), count)
            first = name[: size - len(gap)]
            is_long = " " in first or (gap and len(first) > _INITIAL)
            if not rest and is_long and gap.join([first] * count) == name:
                return first
    return name


def _without_button(text: str) -> str:
    """Return a text without a button after a name: "Ada Writer View all posts", "김하늘 기자 더보기"."""
    words = text.split()
    if not 1 < len(words) <= _FULL_NAME + 2 * _BUTTON_WORDS or fold(text) in non_names():
        return text
    least = 1 if UNSPACED.fullmatch(words[0]) else _FULL_NAME
    for start in range(max(least, len(words) - _BUTTON_WORDS), len(words)):
        is_phrase = start < len(words) - 1 or UNSPACED.fullmatch(words[start]) is not None
        is_bare = words[start][0].isalnum() and words[-1][-1].isalnum()  # not the "News -" of "Echo News - "
        if is_phrase and is_bare and fold(" ".join(words[start:])) in non_names():
            return " ".join(words[:start])
    return text


def _without_degrees(words: list[str]) -> list[str]:
    """Return the words without degrees at the end: "Ada Writer, MD", "Ada Writer CPP"; "Jr." stays."""
    degrees = folded("credentials") - folded("name endings")
    end = len(words)
    while end > 2 and fold(words[end - 1]) in degrees:
        if not (words[end - 2].endswith(",") or words[end - 1].strip(",.®").isupper()):
            break
        end -= 1
    return words[:end]


def _is_own_name(word: str) -> bool:
    """Whether one word is enough: "By Susan in Travel", "By MixMaster in Workshop"."""
    return fold(word) in lines("first_names") or _CAPITAL_INSIDE.search(word) is not None


def _without_roles(words: list[str], strict: bool) -> list[str]:
    """Return the words without a role at either end: "Ada Lind Staff Writer", "Reporter Ada Lind".

    If not strict, a role needs two words: a declared author may be called "Luxury Travel Expert".
    """
    roles, adjectives = folded("byline roles"), starts("role adjective endings")
    end = len(words)
    if strict:  # "Ada Lind Senior Autos Reporter"
        end = next((i for i, word in enumerate(words) if i > 1 and fold(word) in roles), end)
    while end > 2 and (
        fold(words[end - 1]) in roles or (end < len(words) and words[end - 1].endswith(adjectives))
    ):
        end -= 1
    start = 0
    while end - start > 2 and fold(words[start]) in roles:
        start += 1
    return words[start:end] if strict or len(words) - (end - start) > 1 else words


def _without_role_before(words: list[str]) -> list[str]:
    """Return the name after a role of several words: "political reporter Ada Lind"."""
    if words and fold(words[0]) in lines("first_names"):
        return words
    for i in range(min(len(words) - 2, _ROLE_WORDS) - 1, 0, -1):
        if fold(words[i]) in folded("byline roles"):
            rest = words[i + 1 :]
            return words if is_role(" ".join(rest)) else rest
    return words


def _end_of_name(words: list[str]) -> int:
    """Return how many words the name has: two in "Mahua Das in Projects" and in "Ada Writer reports"."""
    particles = folded("name particles")
    is_in_capitals = all(x.isupper() and len(x) > _INITIAL for x in words[:_FULL_NAME])
    for i, word in enumerate(words):
        if (is_lower(word) and fold(word) not in particles) or DIGIT.search(word):
            return i
        if (
            i > 1
            and (
                (
                    is_in_capitals and word[:1].isupper() and not word.isupper()
                )  # "ADA WRITER Associated Press"
                or opens_organisation_name(word)
                or _MEDIUM.search(word)
                or fold(word) in agencies("alone")
                or (is_acronym(word) and not words[i - 1].endswith(",") and not "".join(words[:2]).isupper())
                or (word[:1].isupper() and fold(word) in folded("byline ends before"))
            )
        ):
            return _without_particles(words, i)
    return _without_particles(words, len(words))


def _without_particles(words: list[str], end: int) -> int:
    """Return where a name ends that leaves no particle or article over: "Paper O" of "Paper O Globo"."""
    particles = folded("name particles")
    while end > 1 and (
        opens_organisation_name(words[end - 1])
        or (words[end - 1][:1].islower() and fold(words[end - 1]) in particles)
    ):
        end -= 1
    return end


def is_acronym(word: str) -> bool:
    """Whether a word of a name is a medium's or an office's: the "BBC" of "Ada Writer BBC News"."""
    return (
        len(word) >= _ACRONYM
        and word.isupper()
        and word.isalpha()
        and CASED.search(word) is not None
        and word != "III"
    )


def opens_organisation_name(word: str) -> bool:
    """Whether a word opens an organisation's name, as written: the "The" of "The Valley Echo"."""
    return word in written("the, before an organisation")


@cache
def _long_labels() -> frozenset[str]:
    """Return the labels of one word that count inside a line."""
    phrases = [x for x in written("byline by") if " " not in x]
    return frozenset(
        x.casefold() for x in phrases if len(x) >= (_LONG_UNSPACED if UNSPACED.fullmatch(x) else _LONG_LABEL)
    )


@cache
def _first_words(section: str) -> frozenset[str]:
    """Return the first words of all phrases in a section."""
    return frozenset(phrase.partition(" ")[0] for phrase in folded(section))
