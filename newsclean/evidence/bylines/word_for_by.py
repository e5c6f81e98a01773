"""Finds the word for "by", or the word that follows names, and what is signed after it."""

from __future__ import annotations

from functools import cache

import regex

from ...phrases import agencies, first_words, folded, lines, starts, worded, written
from ...text.caching import cached_if_short
from ...text.patterns import pattern
from ...text.words import fold, without_signs
from .byline_labels import EDGES, MOST_WORDS, labels_authors, parted_at_colon
from .clutter import unglued, without_clutter
from .people import FULL_NAME, UNSPACED, has_first_name, is_desk, is_role

_LONG_LABEL = 4  # characters; shorter labels count only at the start of a line
# The same in Thai, Hebrew, Arabic …: no short word of another language is spelled so.
_LONG_IN_OTHER_SCRIPTS = 3
_LONG_UNSPACED = 2  # the same in Chinese, Japanese and Korean
_CREDIT_WITHIN = 5  # words
_EDGES_BUT_BRACKET = EDGES.replace(")", "")  # "Ada Writer (text)"
_INNER_LABEL = pattern(r"(?<![\p{L}\p{M}])(?<label>[\p{L}\p{M}]{2,}+)\s?+[:：]\s*+")
# Aus Paris berichtet Ada Writer
_FROM_A_PLACE = worded(
    r"<<from, before a reporter's place>>\s[^.,:]{2,30}?\s<<reports, before a reporter>>\s", regex.I
)
# Da Redação   Da Reuters, em Londres
_FROM_A_SOURCE = worded(r"<<from, before a source>>\s(?<source>[^,/()–—-]++)", regex.I)
# 本报记者 王晓明 李娜: only in Chinese do blanks divide people
_REPORTERS_UNSPACED = worded(
    r"\A\s*+<<our paper>>?+<<reporters before names>>[\s:：]++(?<names>\p{Han}{2,4}(?:\s\p{Han}{2,4})*+)\Z"
)
# 林晓岚 赵一凡 编辑：周文静   林晓岚赵一凡, as w3m prints them   but   实习 王璐, an intern
_NAMES_UNSPACED = worded(
    r"""\A\s*+
        (?:(?<names><<family names|zh>>\p{Han}{1,2}(?:\s<<family names|zh>>\p{Han}{1,2})+)
          |(?<first><<family names|zh>>\p{Han}{2})(?<second><<family names|zh>>\p{Han}{2}))
        (?=\s++\p{Han}{2,4}\s?[:：]|\s*+\Z)""",
    regex.X,
)
# 山坳報記者柯靜怡／報導   山坳報／記者柯靜怡／山坳報導
_OF_A_PAPER = worded(
    r"\A\s*+\p{Han}{2,8}[\s／/]?(?=<<reporters before names>>\s?\p{Han}{2,4}\s?[／/]\s?\p{Han}{2,8}\s*+\Z)"
)
# 東京支局 佐藤健一
_BUREAU = worded(
    r"""[\p{Han}\p{Katakana}ー]{1,8}<<bureaus|ja>>[\s・：:]++
        (?=\p{Han}{2,4}\s?\p{Han}{0,3}(?:<<byline after a name|ja>>)?\Z)""",
    regex.X,
)


@cached_if_short(256)
def may_sign(text: str) -> bool:
    """Whether a text may hold a word for "by", or a word that follows names: a cheap check."""
    lowered = f" {without_signs(text).strip('_* ').lower()}"
    for by in _glued():
        if by in lowered:
            return True
    first = lowered.lstrip(EDGES).partition(" ")[0]
    if "@" in text and has_mark_after(without_clutter(text)):
        return True
    if (
        fold(first).partition(" ")[0] in first_words("byline by")
        or first in folded("from, before a reporter's place")
        or text.startswith(starts("glued before a name"))
        or has_mark_after(text)
        or opens_with_bureau(text)
        or _opens_with_paper(text)
    ):
        return True
    label = parted_at_colon(text.strip(EDGES))[0]
    return label != "" and labels_authors(label)


@cache
def _glued() -> tuple[str, ...]:
    """Return the words for "by" that are glued to names, each after a blank."""
    return tuple(sorted(f" {by}" for by in folded("by, glued to a name")))


@cached_if_short(256)  # a line is asked whether it signs, and then who
def without_by(text: str) -> str | None:
    """Return what follows "By", "Text:", "Von" … at the start of a text; None if it starts otherwise."""
    parted = unglued(text.strip("_* "))
    if _opens_with_paper(parted):
        parted = _OF_A_PAPER.sub("", parted)
    reporters = None if text.isascii() else _REPORTERS_UNSPACED.match(parted)
    if reporters:
        parted = f"{parted[: reporters.start('names')]}{'、'.join(reporters['names'].split())}"
    rest = past_by(parted)
    return None if rest is parted else rest


def past_by(text: str) -> str:
    """Return the text after its first words if these are byline words, else the same object."""
    rest = _past_label(text)
    return rest if rest is text else _up_to_bare_credit(rest)


def _up_to_bare_credit(text: str) -> str:
    """Return "Ada Lind" of "Ada Lind Foto Bo Berg", where neither label has a colon."""
    words = text.split(" ", _CREDIT_WITHIN)
    for i in range(1, min(len(words) - 1, _CREDIT_WITHIN)):
        if fold(words[i]) in folded("byline not by") and not is_role(words[i]):
            name = " ".join(words[:i]).rstrip(",")
            return name if has_first_name(name) or UNSPACED.fullmatch(name) else text
    return text


def _past_label(text: str) -> str:
    stripped = without_signs(text).lstrip(EDGES).rstrip(_EDGES_BUT_BRACKET)
    head, rest = parted_at_colon(stripped)
    if rest and labels_authors(head):
        return _divided(head, rest.lstrip(EDGES))
    by = folded("byline by")
    pieces = stripped.split(" ", MOST_WORDS)
    longest = min(MOST_WORDS, len(pieces)) if opens_with_by(fold(" ".join(pieces[:MOST_WORDS]))) else 0
    for size in range(longest, 0, -1):
        head = " ".join(pieces[:size])
        if "&" in pieces[size - 1 : size + 1]:
            continue  # "Door & Window Sensors"
        if fold(head) in by and (size < len(pieces) or ":" in stripped) and not _is_full_name(pieces):
            return stripped[len(head) :].lstrip(EDGES + ".")
    m = _FROM_A_PLACE.match(stripped)
    if m:
        return stripped[m.end() :]
    m = _FROM_A_SOURCE.match(stripped)
    if m and _is_source(m["source"].strip()):
        return stripped[m.start("source") :]
    bureau = None if text.isascii() else _BUREAU.match(stripped)
    if bureau:
        return stripped[bureau.end() :]
    signs = starts("glued before a name")
    for sign in signs if stripped.startswith(signs) else ():
        if stripped.startswith(sign) and len(stripped) > len(sign):
            return stripped[len(sign) :].lstrip(EDGES + "／・")
    return text


def _divided(label: str, rest: str) -> str:
    """Return what follows a label, with a comma between Chinese names: 作者：林晓岚 赵一凡.

    Under a label that Japanese has too, a blank may part the family name from the given name: 文：佐藤 健一.
    """
    names = None if rest.isascii() else _NAMES_UNSPACED.match(rest)
    if names is None or fold(label) not in _labels_of_chinese():
        return rest
    people = names["names"].split() if names["names"] else names.group("first", "second")
    if any(x.endswith(starts("offices end in")) for x in people):
        return rest  # 江苏省高法院
    return f"{'、'.join(people)}{rest[names.end() :]}"


@cache
def _labels_of_chinese() -> frozenset[str]:
    """Return the labels of authors that Chinese has and Japanese has not."""
    chinese, japanese = (
        {fold(x) for section in ("byline by", "byline labels") for x in lines(code, section)}
        for code in ("zh", "ja")
    )
    return frozenset(chinese - japanese)


def _is_source(name: str) -> bool:
    """Whether a name is an agency's or a desk's, not a person's: "Da Silva"."""
    return fold(name) in agencies() or is_desk(name)


def _is_full_name(pieces: list[str]) -> bool:
    """Whether the word for "by" is the first name of two words: "Per Lindqvist"."""
    return len(pieces) == FULL_NAME and fold(pieces[0]) in lines("first_names")


@cache
def _most_by_words() -> int:
    return max(len(phrase.split()) for phrase in folded("byline by"))


def after_inner_label(text: str) -> str | None:
    """Return what follows a label inside a text: "Maya Lindholm" of "1 hour agoAuthor: Maya Lindholm"."""
    if ":" not in text and "：" not in text:
        return None
    for m in _INNER_LABEL.finditer(text):
        label = m["label"].casefold()
        is_glued = label.endswith(tuple(_long_labels())) and not UNSPACED.fullmatch(label)
        if fold(label) in _long_labels() or is_glued:
            return _divided(label, text[m.end() :])
    return None


@cache
def _long_labels() -> frozenset[str]:
    """Return the labels of one word that count inside a line."""
    phrases = [x for x in written("byline by") if " " not in x]
    return frozenset(
        x.casefold()
        for x in phrases
        if len(x) >= _LONG_LABEL
        or (not x.isascii() and len(x) >= _LONG_IN_OTHER_SCRIPTS)
        or (len(x) >= _LONG_UNSPACED and UNSPACED.fullmatch(x))
    )


def opens_with_by(folded_line: str) -> bool:
    """Whether the first words of a folded line come before an author's name."""
    words = folded_line.split(" ", _most_by_words())
    if words[0] not in first_words("byline by"):
        return False
    by = folded("byline by")
    return any(" ".join(words[:size]) in by for size in range(1, _most_by_words() + 1))


def opens_with_bureau(text: str) -> bool:
    """Whether a text begins with an office of a paper before a name: 東京支局 佐藤健一."""
    return not text.isascii() and _BUREAU.match(text) is not None


def _opens_with_paper(text: str) -> bool:
    """Whether a text begins with a paper's name before its reporter: 山坳報記者柯靜怡／報導."""
    return not text.isascii() and _OF_A_PAPER.match(text) is not None


def has_mark_after(text: str) -> bool:
    """Whether a text ends in a word that follows names: "김하늘 기자"."""
    return not text.isascii() and text.rstrip().endswith(starts("byline after a name"))
