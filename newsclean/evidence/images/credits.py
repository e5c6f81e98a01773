"""Splits captions into text and credit.

>>> split_caption("The bridge on Monday. Photo: Ada Writer / dpa")
('The bridge on Monday.', 'Ada Writer / dpa')
>>> [split_caption(x) for x in ("The bridge (Ordnance Survey)", "Picture by Ada Writer", "Bridge at dawn")]
[('The bridge', 'Ordnance Survey'), (None, 'Ada Writer'), ('Bridge at dawn', None)]
"""

from __future__ import annotations

from functools import cache

import regex

from ...phrases import folded, labels, lines, plain, worded, written
from ...text.caching import cached_if_short
from ...text.patterns import pattern, plain_pattern
from ...text.words import COLONS, count_words, ends_sentence, fold
from ..datelines.gazetteer import is_place

_LABEL_WITHIN = 110  # characters at the end that must hold the label
_LABEL_WORDS = 3  # words of the longest label: "Drone picture", "Photo courtesy of"
_CREDIT_WORDS = 12  # words of the longest credit
_PARTS = pattern(r"[.!?。()（）|/\[\]]")
_BETWEEN_WORDS = plain_pattern(r"[\s/:]+")
# Every credit has one of these, "by" or one of `_words()`: a cheap check that most lines do not pass.
_SIGNS = plain_pattern(rf"[{''.join(COLONS)})\]=©）＝]")
LONGEST_LINE = 300
"""Characters of the longest line that is a credit."""
_LONGEST_SOURCE = 60  # characters of a line that only names a source
_LABEL_ENDS = (*COLONS, "=", "＝")
_YEAR = pattern(r"\b(?:19|20)\d\d\b")
_SMALL_WORD = 4  # letters; words of names that are as long or longer have a capital
_CREDIT_PARTS = 4  # names with slashes between them
_BARE_CREDIT_WORDS = 6  # words of the longest credit without a label
_NAME_WORDS = 5  # words of the longest name after a word without a mark: "Beeld Ada van Writer / ANP"

# Photograph by Ada Writer    Foto von Ada Writer    Photo courtesy of the museum    Fot. Ada Writer
_BY = worded(
    r"""
      \b<<pictures by>>\s++(?:<<credit by>>|(?=<<credit, courtesy>>\b))\s*+
    | (?:\A|(?<=[\s(.]))<<credit, shortened>>\s*+(?=\p{Lu})
    """,
    regex.I | regex.VERBOSE,
)
# … on Monday. Beeld Ada Writer / ANP    Foto Ada Writer    (Photo Ada Writer)    … Courtesy of Ada Writer
_BEFORE_NAME = worded(
    r"(?:\A|(?<=[.!?»”\"]\s)|(?<=[(]))(?i:<<credit before a name>>)\s++"
    r"(?P<names>\p{Lu}[^.!?|]{2,60}?)[).\s]*\Z"
)
# … on Monday. Foto di Ada Writer    but not: … Foto di Roma
_OF = worded(
    r"(?<=[.!?»”\"]\s)(?i:<<picture of, before a name>>)\s++"
    r"(?P<names>\p{Lu}[\w.'’-]*+(?:\s\p{Lu}[\w.'’-]*+){1,3}(?:\s?/\s?\p{L}[^.!?|/]{1,30})?)\Z"
)
_SIGN = worded(r"(?:©|\(c\)\s|\b<<copyright>>\b)", regex.I)
# (AP Photo/Ada Writer)    [Ordnance Survey]    （新华社）
_BRACKETS = pattern(r"[(\[（](?P<inside>[^()\[\]（）]{2,70})[)\]）][.\s]*\Z")
# 5. Harbour Cloud (Storage/Mail)    ⑥ Feedback Loop (Pilots/Trainers)
_NUMBERED = pattern(r"\A(?:\d{1,3}+[.)]|[\u2460-\u24ff])\s")
# … on Monday. Echo/Ada Writer    … on Monday.EFE/Ada Writer    … on Monday | AFP    … on Monday EFE/A. Writer
# … on Monday. / ADA WRITER
_AFTER_END = pattern(
    r"(?<=[.!?…”»\"])\s*+(?P<slashed>\p{Lu}[^.!?/|]{1,50}(?:\s?/\s?\p{L}[^.!?/|]{1,50}){1,3})\.?\Z"
    r"|\s[|]\s*+(?P<barred>\p{Lu}[^.!?|]{1,50})\Z"
    r"|\s(?P<wire>\p{Lu}{2,12}\s?/\s?\p{Lu}[^.!?/|]{1,40})\Z"
    r"|(?<=[.!?…”»\"])\s/\s(?P<capitals>\p{Lu}++(?:[.\s-]{1,2}\p{Lu}++){0,4})\Z"
)
# 新华社记者 周牧 摄    海日社 提供    해온시 제공    渡し船＝森下徹撮影    渡し船＝3月9日、港町、森下徹撮影
_EAST_ASIAN = worded(
    r"(?:(?<=[＝=])(?P<where>[^。.＝=\n]{1,40}[、，（(])?|(?<=[。.）)」])|\s)"
    r"(?P<credit>[^。.＝=\n]{1,24}<<credit after a name>>[）)]?)\Z"
)
# … at the desk AFP via Getty Images    … at the desk Ada Writer/TNS via Getty Images    … Getty Images
_LENDER = worded(
    r"(?:\A|\s)(?P<credit>(?:(?:(?:\p{Lu}[\w.'’-]*+\s){0,2}[^\s/]++/\S++|\p{Lu}{2,})\s<<credit by>>\s)?"
    r"(?i:<<credits|mul>>))\Z"
)
# Image: The bridge at dawn    Photo caption | The bridge at dawn    Image
_LABEL = worded(r"\A\s*+<<picture labels>>\s*+(?:[:：|]\s*+|\Z)", regex.I)
# … on Monday.Credit...Ada Writer
_DOTTED = pattern(
    r"(?:\A|(?<=[.!?…)”\"]|\s))(?P<label>\p{Lu}\p{L}++(?: \p{L}++)?+)(?:\.{3}|…)\s*+(?P<names>[^…!?]*+)\Z"
)
_EAST_ASIAN_ENDS = ("。", "＝", "=", "、", "，", "（", "(")
_ENDS = " \t-–—|/,、，;:([（＝="


def split_caption(text: str) -> tuple[str | None, str | None]:
    """Return (caption, credit) from a caption's text without labels, None for a missing one."""
    for find in (_labelled, _by, _signed, _before_name, _bracketed, _after_end, _lender, _east_asian):
        found = find(text)
        if found is not None:
            start, credit = found
            credit, _, rest = credit.partition(" | ") if start == 0 else (credit, "", "")
            credit = _without_brackets(credit.strip(_ENDS + ".*…")).strip()
            caption = text[:start].rstrip(_ENDS + "©") or rest.strip()
            if not credit.strip("©"):
                text = caption  # "… on Monday. Credit:" names nobody
            elif count_words(credit) <= _CREDIT_WORDS:
                before = _labelled(caption) if start else None  # "… Photo: Ada Writer | Video: Ida Berg"
                return split_caption(caption) if before else (_unlabelled(caption), credit)
    caption = _unlabelled(text) or ""
    return (None, caption) if _is_credit(caption) else (caption or None, None)


def _unlabelled(caption: str) -> str | None:
    """Return a caption without the label before it, None if there is nothing else."""
    return None if plain(caption) in labels("credits") else _LABEL.sub("", caption, 1) or None


def is_credit_line(text: str) -> bool:
    """Whether a line of any kind clearly ends in a picture's credit.

    >>> is_credit_line("The bridge on Monday. Photo: Ada Writer"), is_credit_line("Source: Health Ministry")
    (True, False)
    """
    return len(text) <= LONGEST_LINE and _ends_in_credit(text)


def names_source(text: str) -> bool:
    """Whether a line says only which agency, paper or office a text is from.

    >>> names_source("Source: Valley Press Agency"), names_source("SOURCE Valley Slate plc")
    (True, True)
    >>> names_source("Source: counts of the harbour office"), names_source("Sources close to the mayor")
    (False, False)
    """
    if len(text) > _LONGEST_SOURCE or any(map(str.isdigit, text)):
        return False
    at = _last_colon(text)
    label, names = (text[:at], text[at + 1 :]) if at > 0 else text.split(" ", 1) if " " in text else ("", "")
    if at <= 0 and not label.isupper():
        return False
    return plain(label) in labels("sources") and names.strip() != "" and _are_names(names.split())


def closes_with_credit(text: str) -> bool:
    """Whether a picture's credit in brackets follows the last sentence, of however long a caption.

    A name and an agency alone sign a story too.

    >>> closes_with_credit("The bridge on Monday. (Photo by Ada Writer/dpa)")
    True
    >>> closes_with_credit("The bridge opens on Monday. (Ada Writer/dpa)")
    False
    """
    if text[-1] not in ")]":
        return False
    found = _BRACKETS.search(text, max(0, len(text) - _LABEL_WITHIN))
    if not found or "/" not in found["inside"] or not ends_sentence(text[: found.start()].rstrip()):
        return False
    inside = found["inside"].strip()
    by = _by(inside)
    is_credit = _is_credit(inside) or (by is not None and _are_names(by[1].split()))
    return is_credit and _names_picture(inside)


def closes_with_label(text: str) -> bool:
    """Whether a picture's label follows the last sentence: where lines are text nodes, the name comes next.

    >>> closes_with_label("The bridge on Monday. Photo:"), closes_with_label("He took a photo:")
    (True, False)
    """
    if text[-1] not in COLONS or len(text) > LONGEST_LINE:
        return False
    label = _PARTS.split(text[-_LABEL_WITHIN:-1])[-1]
    before = text[: -1 - len(label)]
    is_label = plain(label) in labels("credits") and plain(label) not in labels("read also")  # "Video:"
    return is_label and before != "" and ends_sentence(before)


def is_name_with_agency(text: str) -> bool:
    """Whether a line is a name and, in brackets, an agency, as under a picture.

    >>> is_name_with_agency("Ada Writer (REUTERS)"), is_name_with_agency("Ada Writer (dpa / Getty Images)")
    (True, True)
    >>> is_name_with_agency("The harbour at dawn (REUTERS)"), is_name_with_agency("Ada Writer (left)")
    (False, False)
    """
    if text[-1] != ")":
        return False
    name, _, inside = text[:-1].partition(" (")
    is_name = 1 < count_words(name) <= _NAME_WORDS and name.replace(" ", "").isalpha()
    return is_name and _are_names(name.split()) and any(is_agency(x.strip()) for x in inside.split("/"))


@cached_if_short(1024)  # several passes ask for the same lines
def _ends_in_credit(text: str) -> bool:
    end = text[-_LABEL_WITHIN:]
    if _of_name(end):
        return True
    if not _may_credit(end):
        return False
    found = _BRACKETS.search(end) if "/" in end else None
    if found and "/" in found["inside"] and _is_credit(found["inside"].strip()) and not _is_aside(found):
        is_item = _NUMBERED.match(text) and not _names_lender(found["inside"])
        # An agency alone in brackets may end a paragraph.
        return not is_item and not _names_writer(found["inside"])
    if text[-1] in ")]" and (named := _before_name(end)) and end[named[0] - 1] in "([":
        return True
    if "/" in end and (slashed := _AFTER_END.search(end)) and slashed["capitals"]:
        return True
    if "©" in end and not _YEAR.search(end):
        return _signed(text) is not None
    by = _by(end)
    if by is not None and _are_names(by[1].strip(_ENDS + ")].").split()):
        return True
    signed = _east_asian(end)
    if signed is not None and end[: signed[0]].endswith(_EAST_ASIAN_ENDS):
        return True  # after a blank, it may be a headline: 지자체, 무료 급식 제공
    at = _last_colon(end)
    if at <= 0:
        return False
    label = _PARTS.split(end[:at])[-1].split()[-_LABEL_WORDS:]
    sure = any(plain(" ".join(label[-n:])) in labels("credits") for n in range(1, len(label) + 1))
    return sure and split_caption(text)[1] is not None


def _may_credit(end: str) -> bool:
    if _SIGNS.search(end) or (" / " in end and end[-1:].isupper()):
        return True
    lower = end.lower()
    by = lower.split(" ")[1:-1]  # a word between blanks
    return not written("credit by").isdisjoint(by) or any(map(lower.__contains__, _words(end.isascii())))


@cache
def _words(in_ascii: bool) -> tuple[str, ...]:
    """Return the words of which a credit has one; only those in ASCII, or all."""
    sections = ("credit, courtesy", "credit, shortened", "credit after a name")
    every = (word for section in sections for word in written(section))
    return tuple([word for word in every if word.isascii() or not in_ascii])


@cache
def _last_letters(phrases: frozenset[str]) -> frozenset[str]:
    """Return the letters in which phrases end: most texts end in none of them."""
    return frozenset(phrase[-1].casefold() for phrase in phrases)


def is_agency(text: str) -> bool:
    """Whether the text is the name of an agency and nothing else.

    >>> is_agency("EFE"), is_agency("(dpa)"), is_agency("The agency")
    (True, True, False)
    """
    return plain(text) in _agencies()


def _without_brackets(credit: str) -> str:
    """Return the credit without a closing bracket whose opening bracket is not in it."""
    for opening, closing in ("()", "[]", "（）"):
        if credit.endswith(closing) and opening not in credit:
            credit = credit[:-1]
    return credit


def _labelled(text: str) -> tuple[int, str] | None:
    """Find `… Photo: Ada Writer`, with a label from the phrase lists; return its start and the names."""
    at = _last_colon(text)
    if at < 0 or len(text) - at > _LABEL_WITHIN:
        return _labelled_with_dots(text)
    before = _PARTS.split(text[:at])[-1]
    words = before.split()
    for n in range(min(_LABEL_WORDS, len(words)), 0, -1):
        label = " ".join(words[-n:])
        if _is_label(label):
            start = text.rfind(label, 0, at)
            if n == 1 and len(words) == 2 and words[0][:1].isupper():
                start = text.rfind(before.strip(), 0, at)  # "Drone picture: …"
            after = text[at + 1 :]
            # "Photo: a bridge in 2019" has a caption after the label, not names
            is_credit = start > 0 or _are_names(after.partition(" | ")[0].split())
            return (start, after) if is_credit else None
    return _labelled_with_dots(text)


def _last_colon(text: str) -> int:
    """Return the index of the last colon or equals sign, -1 if there is none."""
    return max(map(text.rfind, _LABEL_ENDS))


def _labelled_with_dots(text: str) -> tuple[int, str] | None:
    """Find `… on Monday.Credit...Ada Writer`."""
    for found in _DOTTED.finditer(text, max(0, len(text) - _LABEL_WITHIN)):
        if _is_label(found["label"]) and _are_names(found["names"].split(), _CREDIT_WORDS):
            return found.start(), found["names"]
    return None


def _is_label(text: str) -> bool:
    return plain(text) in labels("credits") or plain(text) in labels("sources")


def _by(text: str) -> tuple[int, str] | None:
    """Find the last `Photo by Ada Writer`; return its start and the names."""
    found = [*_BY.finditer(text, max(0, len(text) - _LABEL_WITHIN))]
    return (found[-1].start(), text[found[-1].end() :]) if found else None


def _before_name(text: str) -> tuple[int, str] | None:
    """Find `… on Monday. Beeld Ada Writer`; return its start and the names, in full or with a slash."""
    found = _BEFORE_NAME.search(text, max(0, len(text) - _LABEL_WITHIN))
    if found is None:
        return _of_name(text)
    words = found["names"].split()
    is_one = len(words) == 1 and not is_agency(found["names"])
    return None if is_one or not _are_names(words, _NAME_WORDS) else (found.start(), found["names"])


def _of_name(text: str) -> tuple[int, str] | None:
    """Find `… on Monday. Foto di Ada Writer`; return its start and the full name.

    "Foto di Roma" and "Foto di Papa Francesco" say what the picture shows.
    """
    found = _OF.search(text, max(0, len(text) - _LABEL_WITHIN)) if text[-1:].isalpha() else None
    if found is None or is_place(found["names"]):
        return None
    first = fold(found["names"].partition(" ")[0])
    return None if first in folded("titles of the great") else (found.start(), found["names"])


def _signed(text: str) -> tuple[int, str] | None:
    found = _SIGN.search(text, max(0, len(text) - _LABEL_WITHIN))
    return (found.start(), text[found.start() :]) if found else None


def _bracketed(text: str) -> tuple[int, str] | None:
    """Find brackets at the end that hold an agency or names; return their start and content."""
    found = _BRACKETS.search(text, max(0, len(text) - _LABEL_WITHIN))
    if not found:
        return None
    inside = found["inside"].strip()
    if _is_credit(inside) or (inside[:1].isupper() and _are_names(inside.split())):
        return found.start(), inside
    return None


def _are_names(words: list[str], most: int = _BARE_CREDIT_WORDS) -> bool:
    """Whether words can be names: all have capitals but short ones like "of" and "van"."""
    lent = written("credit, courtesy")
    return len(words) <= most and all(
        not word[0].isalpha() or not word[0].islower() or len(word) < _SMALL_WORD or word in lent
        for word in words
    )


def _lender(text: str) -> tuple[int, str] | None:
    if text[-1:].casefold() not in _last_letters(lines("mul", "credits")):
        return None
    found = _LENDER.search(text, max(0, len(text) - _LABEL_WITHIN))
    return (found.start(), found["credit"]) if found else None


def _after_end(text: str) -> tuple[int, str] | None:
    found = _AFTER_END.search(text, max(0, len(text) - _LABEL_WITHIN))
    return None if found is None else (found.start(), next(filter(None, found.groups())))


def _east_asian(text: str) -> tuple[int, str] | None:
    if text.isascii() or text.rstrip("）)")[-1:] not in _last_letters(written("credit after a name")):
        return None
    found = _EAST_ASIAN.search(text, max(0, len(text) - _LABEL_WITHIN))
    return (found.start("credit"), found["credit"]) if found else None


def _is_credit(text: str) -> bool:
    """Whether the text is an agency, or names with slashes between them, and nothing else."""
    if count_words(text) > _BARE_CREDIT_WORDS or text[-1:] in ".!?:":
        return False
    if is_agency(text):
        return True
    *names, last = [part.split() for part in text.split("/") if part] or [[]]
    return 1 <= len(names) < _CREDIT_PARTS and all(
        x and x[0][:1].isalpha() and (_are_names(x) or _is_label(" ".join(last))) for x in (*names, last)
    )


def _is_aside(brackets: regex.Match[str]) -> bool:
    """Whether brackets with a slash belong to the sentence, or sign it: "90 (km/h)", "… he said. (dpa/afp)".

    A credit has a name or a label: "(Ada Writer/dpa)", "(Photo/dpa)", "(dpa/File)".
    """
    parts = [part.strip() for part in brackets["inside"].split("/")]
    if all(count_words(part) <= 1 for part in parts):
        labelled = [
            x for x in parts if x.upper() in written("archive labels") or (_is_label(x) and not is_agency(x))
        ]
        return not labelled
    return brackets[0].rstrip().endswith(".") and not any(map(is_agency, parts))


def _names_picture(credit: str) -> bool:
    """Whether a credit is of a picture alone: "AP Photo/Ada Writer", "Ada Writer/Getty Images"."""
    words = set(map(plain, _BETWEEN_WORDS.split(credit)))
    is_of_picture = not words.isdisjoint(labels("credits")) or _lender(credit) is not None
    return is_of_picture and words.isdisjoint(labels("byline labels"))


def _names_lender(credit: str) -> bool:
    """Whether one of the names in a credit is an agency's, or it says that it is of a picture."""
    return _names_picture(credit) or any(is_agency(part) for part in credit.split("/"))


def _names_writer(credit: str) -> bool:
    """Whether a credit says that somebody wrote or reported: （周平/编译）."""
    parts = [plain(part) for part in credit.split("/")]
    sections = ("jobs", "byline labels", "no name ends with")
    return any(part in labels(section) for section in sections for part in parts)


@cache
def _agencies() -> frozenset[str]:
    sections = ("alone", "agencies", "only in brackets")
    return frozenset(plain(name) for section in sections for name in lines("agencies", section))
