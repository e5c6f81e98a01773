"""Finds signatures: the bylines around the title, the author's box, the name under the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from ...model import AuthorTag, Block, Container, Page, chain
from ...phrases import agencies, folded, labels, lines, plain, worded
from ...text.patterns import pattern
from ...text.prose import SENTENCE
from ...text.words import count_words, ends_sentence, fold
from ..class_words import is_called
from ..comments.wording import age as is_age
from ..credits import is_credit_line
from ..datelines.gazetteer import is_known_in_capitals, is_place, is_region, is_town
from ..dates import find_dates
from ..dates.labels import other_words, role_of_label
from ..near_title import NearTitle
from .declared_authors import Site
from .names import (
    after_inner_label,
    credits_others,
    ends_in_credit,
    has_mark_after,
    is_acronym,
    is_byline_label,
    is_name_separator,
    is_plain_word,
    may_sign,
    names_in,
    only_credits_others,
    opens_organisation_name,
    opens_with_bureau,
    without_by,
    without_clutter,
)
from .people import (
    DIGIT,
    DOMAIN,
    UNSPACED,
    has_first_name,
    is_desk,
    is_name,
    is_organisation,
    is_role,
    may_be_declared,
    may_be_person,
    non_names,
)

IN_ELEMENT = "element of the author"
_MARKED = "marked as the author"
BY = "after the word for by"

_LONGEST_LINE = 200  # characters; bylines say little else
_MOST_WORDS = 25  # words of the longest byline
_MOST_WORDS_A_NAME = 6  # words per name in a line without "by"
_NAME_ALONE = 4  # blocks from the title; a line this close may be just a name
_NAME_ALONE_IN_DUMP = 8  # the same below the title of a dump, whose share buttons come as lines
_NOTE = 12  # words of a note about the author
_BEFORE_NOTE = 3  # paragraphs before it
_PARAGRAPH = 30  # words of a paragraph that a signature follows
_BESIDE_DATE = 2  # blocks from a line with the date; a line this close may be just a name too
_SIGNATURE_WORDS = 4  # words of the longest name without a label or other mark
_WORDS_BEFORE_BY = 2  # words before "by" on a line with the date that is far from the title
_AFFILIATION_WORDS = 4  # words of the longest paper or office after a name
_DESK_WORDS = 4  # words of the longest line that only names a desk
_LONG_LABEL = 2  # least words of a label far from the title: "Written by", not "By"
_LONGEST_LINK = 40  # characters of the longest link that is a name
_LINK_LINE = 0.8  # share of link text from which a line is nothing but the link
_NEXT_BYLINE = 3  # blocks from one byline to the next; one farther on is of something else
_AFTER_LABEL = 8  # blocks after "By" that may each hold one name, or the role of the one before
_ROLE_WORDS = 8  # words of a line with an author's role
_SHORT_LABEL = 4  # characters: "By", "Von", "Text"
_NEXT_NAME = 2  # blocks from a name in a dump to the next one
_INITIALS = pattern(r"\p{Lu}{1,3}")  # in place of a portrait
_FULL_NAME = 2  # words
_LEVELS = 3  # elements around a block whose class names are read

# /author/maya-lindholm   /autoren/12   ?author=3   /by/maya   /profil/maya
_AUTHOR_ADDRESS = worded(r"/(?:blog-?)?<<addresses of authors>>/[^/?#]|[?&]author(?:_name)?=")
# /tags/ada-lovelace   /category/politics
_TAG_ADDRESS = worded(r"/<<addresses of tags>>/[^/?#]", regex.I)
# /user/maya-l   /members/maya.12   /u/maya
_USER_ADDRESS = pattern(r"/(?:users?|members?|u)/[^/?#]|[?&](?:u|uid|user)=\w")
# "Published August 7, 2023 by Maya Lindholm": the words after a date may sign
_SIGNED_AFTER_DATE = worded(r"(?:^|\s)<<by after a date>>\s", regex.I)
# maya77 for Valley Readers: the second link leads to a group
_WRITTEN_FOR = worded(r"(?<=\w)\s++<<written for>>\s", regex.I)
# oz   LD   ThE_PaiN: user names that sign a blog, "by oz"
_USER_NAME = pattern(r"[\p{L}\p{N}][\p{L}\p{N}._-]{1,29}")
# [강가신문=김하늘 기자]
# [佐藤健一，谷間新聞]
# 新华社北泽3月12日电（记者 林若溪 周牧）   〔記者王小明／台北報導〕   (서울=통신) 김하늘 기자 =
_REPORTERS = worded(
    r"""[(（〔【［\[] <<our paper>>?+ <<reporters before names>> [:：\s]*+
        (?<names>[\p{Han}、，\s]{2,30}+) [)）〕】］\]／/]
      | \A [\[［【] (?<names>\p{Han}{2,5}) [，,、] \s? [^\[\]［］【】\p{P}]{2,20} [\]］】] \Z
      | \[ [^\[\]=]{2,12}+ = \s?(?<names>\p{Hangul}{2,4}) \s*+ <<dateline reporters|ko>> \s*+ \]
      | [)\]] \s*+ (?<names>\p{Hangul}{2,4}) \s*+ <<dateline reporters|ko>> \s*+ =""",
    regex.X,
)
# De notre correspondante à Berlin, Ada Writer –
_CORRESPONDENT = worded(
    r"\A<<dateline correspondents>>\s<<before a place>>\s[^,–—]{2,30}?,\s(?<names>[^,–—]{4,40}?)\s?[–—-]\s",
    regex.I,
)
_OPENING = 80  # first characters of a text, which may name its reporters
_HAN_NAME = 4  # characters; a longer run is two names whose space a dump tool removed
_NAME_GAP = pattern(r"[、，\s]++")
# GTC   LindholmShare   lindholm
_NO_NAME_WORD = pattern(r"\A(?:\p{Lu}{2,}+\Z|\p{Ll})|\p{Ll}{3}\p{Lu}")
_GROUP_WORDS = 3  # words of the longest name of a desk; "Ada Writer Echo Staff" holds a person too
_NO_DESK = pattern(r"[,;|/•·(]|\p{Nd}|\s[-–—]\s")
_BETWEEN = pattern(r"(?:(?<!\s)\s++)?+[|•·●⋅/–—]\s*+|(?<!\s)\s++-\s++")
# 26 | 01 | 2022    4.25.15    a year of an era
_MAY_BE_DATE = pattern(
    r"\p{Nd}\s?[./|-]\s?\p{Nd}{1,2}\s?[./|-]\s?\p{Nd}|(?<!\p{Nd})(?:19|20)\p{Nd}{2}(?!\p{Nd})|\p{Nd}\p{Han}"
)
# Filed under: Bridges — maya @ 10:05
_BEFORE_CLOCK = pattern(r"[—–]\s(?<name>[^—–@]{2,30}?)\s@\s\d{1,2}[:.]\d{2}")
# （佐藤健一）   （谷支局・佐藤健一）   （佐藤健一記者）
_BRACKETED = worded(
    r"""[（(] (?:[\p{Han}\p{Katakana}ー]{1,8}<<bureaus|ja>>[・\s：])?
        (?<name>\p{Han}{2,4}\s?\p{Han}{1,3}(?:<<byline after a name|ja>>)?) [）)]""",
    regex.X,
)
_ITEM_NUMBER = pattern(r"#?\d{1,3}[.):]?")  # over the name of an item: "19." "Stella Lind"
_DASH = pattern(r"[–—-]\s?\p{Lu}")
_SEPARATORS = ("|", "•", "·", "●", "–", "—", "-", ",", "/")
_OPENING_QUOTES = "\"'‘“„«"
_MARKS = " -–—|•·,:_*"


@dataclass(frozen=True, slots=True)
class Signed:
    """Names that sign, and where; `drops`: the blocks that hold nothing else; `how`: the trace's reason."""

    names: tuple[str, ...]
    block: int
    drops: tuple[int, ...]
    how: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that may sign, with its text split at its dates."""

    block: Block
    pieces: tuple[str, ...]
    dated: bool

    def signed(self, names: list[str], how: str) -> Signed:
        """Return the names; the block is dropped with them unless it holds the date too, read or not."""
        names = [_within_link(name, self.block) for name in names]
        stays = self.dated or _MAY_BE_DATE.search(self.block.text) is not None
        return Signed(tuple(names), self.block.id, () if stays else (self.block.id,), how)


def _within_link(name: str, block: Block) -> str:
    """Return a name up to where its link ends, or where the link of something else starts."""
    for link in block.links:
        text = block.text[link.start : link.end].strip()
        if text[: len(name)] == name and text[len(name) :].isdigit():
            return text  # a user name like "maya77"
        if not text or len(text) >= len(name):
            continue
        if name.startswith(text) and names_in(text) == [text] and _is_full(text):
            return text
        before = name.removesuffix(text).rstrip()
        if before != name and has_first_name(before):
            return before
    return name


def signed_beside(near_title: NearTitle, site: Site) -> list[Signed]:
    """Return the bylines around the title; those without "by" only if there are no others."""
    strong: list[Signed] = []
    weak: list[Signed] = []
    taken: set[int] = set()
    near = list(_lines_that_may_sign(near_title))
    for line in near:
        if line.block.id in taken:
            continue
        found = _after_by(line, beside=near_title.is_beside(line.block.id)) or _after_label(line, near_title)
        if found and (not strong or _is_next(line.block, strong[-1].block, near_title)):
            strong.append(found)
        elif found:
            continue  # of a text that the story quotes, a book that it reviews
        elif not _is_sentence(line.block.text):
            found = _in_author_element(line) or _in_author_link(line) or _own_name(line, near_title, site)
            if found:
                weak.append(found)
            if weak and found is weak[-1] and not (len(weak) == 1 or all(map(has_first_name, found.names))):
                weak.pop()  # the sections under the author's name
        if found:
            taken.update(found.drops)
    return strong or weak or _without_label(near, near_title, site)


def people_signing(block: Block) -> tuple[str, ...]:
    """Return the people named after the word for by, wherever the line is: "Posted by Ada Writer"."""
    if len(block.text) > _LONGEST_LINE or block.kind == "heading" or not may_sign(block.text):
        return ()
    signed = _after_by(_line_of(block), far=True)
    return signed.names if signed and all(map(_is_full, signed.names)) else ()


def _is_next(block: Block, before: int, near_title: NearTitle) -> bool:
    """Whether a byline is right after the one before it, without a heading or a paragraph between them."""
    between = (near_title.blocks.get(x) for x in range(before + 1, block.id))
    return block.id - before <= _NEXT_BYLINE and not any(
        x and (x.kind == "heading" or count_words(x.text) >= _PARAGRAPH) for x in between
    )


def signed_in_text(near_title: NearTitle) -> Signed | None:
    """Return the reporters named at the opening of the text, as is usual in Chinese and Korean papers."""
    for block in near_title.near():
        m = _REPORTERS.search(block.text, 0, _OPENING)
        names = [x for x in _NAME_GAP.split(m["names"]) if is_name(x)] if m else []
        if not names and (m := _CORRESPONDENT.match(block.text)):
            names = [x for x in names_in(m["names"]) if has_first_name(x)]
        elif not all(len(x) <= _HAN_NAME for x in names):
            continue
        if names:
            return Signed(tuple(names), block.id, (), "reporters that the text opens with")
    return None


def signed_elsewhere(page: Page, near_title: NearTitle, site: Site) -> Signed | None:
    """Return the signature under the text or in an author's box, if only one person or one line signs."""
    near = {block.id for block in near_title.near()} | near_title.attributions
    found: list[Signed] = []
    known: dict[str, str] = {}
    for block in page.blocks:
        if len(block.text) > _LONGEST_LINE or block.id in near:
            continue
        if not (may_sign(block.text) or _in_author_box(block) or _has_author_link(block)):
            continue
        if not _can_sign(block):
            continue
        if near_title.is_elsewhere(block.container) and not _is_long_label(block.text):
            continue
        line = _line_of(block)
        signed = _after_by(line, far=True) or _after_label(line, near_title, far=True)
        signed = signed or _in_author_element(line) or _in_author_link(line)
        if signed:
            found.append(signed)
            for name in signed.names:
                if has_first_name(name) or not site.is_named(name):
                    known.setdefault(fold(name), name)
            if len(found) > 1 and len(known) > 1:
                break  # several people sign, whatever follows
    people = list(known.values())
    is_labelled = len(found) == 1 and found[0].how == BY
    is_labelled = is_labelled and (len(found[0].drops) > 1 or any(map(has_first_name, people)))
    if len(found) == 1 and len(people) > 1 and not is_labelled:
        people = [name for name in people if has_first_name(name)]
    is_one = len(people) == 1 or (len(found) == 1 and len(people) > 1)
    if is_one and _is_credible_far_from_title(people[0], found[0], near_title, site):
        return Signed(tuple(people), found[0].block, (), found[0].how)
    return _under_text(page, near_title, site)


def signed_in_mark(page: Page, near_title: NearTitle, site: Site) -> Signed | None:
    """Return the one name that the page marks in its lines as the author's, by rel=author or itemprop=author.

    There any name counts: "By Ask the Doctors", "Posted by brooklamp". Marks in comments and boxes do not.
    """
    found: dict[str, AuthorTag] = {}
    for tag in page.head.authors:
        is_of_other = _is_quoted(tag.container) or near_title.is_elsewhere(tag.container)
        if len(tag.text) <= _LONGEST_LINK and not is_of_other and tag.block not in near_title.attributions:
            found.setdefault(fold(tag.text), tag)
    if len(found) != 1:
        return None
    tag = next(iter(found.values()))
    names = _names_of_link(tag.text)
    if not names and names_in(tag.text, strict=False) == [tag.text]:
        names = [tag.text]
    if not names or not all(may_be_declared(x) and may_be_person(x) and not site.is_called(x) for x in names):
        return None
    if len(names) > 1 and not all(map(has_first_name, names)):
        return None
    block = near_title.blocks.get(tag.block)
    is_whole = block is not None and fold(without_by(block.text) or block.text) == fold(tag.text)
    return Signed(tuple(names), tag.block, (tag.block,) if is_whole else (), _MARKED)


def _is_credible_far_from_title(name: str, signed: Signed, near_title: NearTitle, site: Site) -> bool:
    """Whether a name far from the title counts: a person's, or a full name after "by".

    On a line with a date ("Posted by oz on May 3") a user name is enough.
    """
    if has_first_name(name):
        return True
    if signed.how == BY and UNSPACED.fullmatch(name):
        return True
    if len(signed.drops) > 1 and " " in name and _in_author_box(near_title.blocks[signed.block]):
        return True  # "Posted by" and the name, each in an element of the author's box
    if signed.how == IN_ELEMENT or len(signed.drops) > 1:
        return _may_be_name(name, near_title, site)
    return signed.how == BY and (" " in name or not signed.drops)


# --- lines ----------------------------------------------------------------------------------------


def _lines_that_may_sign(near_title: NearTitle) -> Iterator[_Line]:
    for block in near_title.near():
        if not _can_sign(block) or (credits_others(block.text) and not after_inner_label(block.text)):
            continue
        if only_credits_others(near_title.text_before(block.id)):
            continue  # "Reviewed by" in a block of its own
        yield _line_of(block)


def _can_sign(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST_LINE or block.kind in ("code", "table", "caption"):
        return False
    if _in_figure(block) or _is_quoted(block.container):
        return False
    return count_words(text) <= _MOST_WORDS and (not _is_sentence(text) or without_by(text) is not None)


def _is_sentence(text: str) -> bool:
    return count_words(text) >= SENTENCE and ends_sentence(text)


def _in_figure(block: Block) -> bool:
    """Whether a block is in a figure, where names are the photographer's."""
    return any(container.tag == "figure" for container in chain(block.container, _LEVELS))


def _is_quoted(container: Container | None) -> bool:
    """Whether an element is in one called a quote: a name there is of the person who is quoted."""
    return any(is_called(each, "quotation") for each in chain(container, _LEVELS))


def _line_of(block: Block) -> _Line:
    text = block.text
    dates = find_dates(text, day_first=True) if any(map(str.isdigit, text)) else []
    if not dates:
        return _Line(block, (text,), False)
    pieces, start = [], 0
    for date in dates:
        pieces.append(text[start : date.start])
        start = date.end
    pieces.append(text[start:])
    return _Line(block, tuple(filter(None, map(_without_date_words, pieces))), True)


def _without_date_words(piece: str) -> str:
    """Return the piece without the label at its end: "Maya Lindholm" of "Maya Lindholm Published:"."""
    words = piece.split()
    while words and (not fold(words[-1]) or fold(words[-1]) in _date_words()):
        words.pop()
    return " ".join(words)


@cache
def _date_words() -> frozenset[str]:
    sections = ("date published", "date modified", "weekdays", "beside dates")
    return frozenset().union(*map(folded, sections)) - folded("byline by")


# --- with a word for "by" -------------------------------------------------------------------------


def _after_by(line: _Line, far: bool = False, beside: bool = False) -> Signed | None:
    """Read lines like "By Maya Lindholm | May 3, 2024", "Published May 3, 2024 by Maya Lindholm".

    A user name counts on a line with the date, and on one right beside the title.
    """
    for piece in line.pieces:
        rest, by_user = _text_after_by(line, piece, far, beside)
        if not rest or _runs_on(rest, line.block.text):
            continue
        found = _desk_in(rest) or names_in(rest) or (_user_name(rest) if by_user else [])
        linked = _in_author_link(line) if found else None
        is_short = count_words(piece) - count_words(rest) < _LONG_LABEL and ":" not in piece
        is_sure = (
            all(map(has_first_name, found))
            or (linked is not None and set(found) <= set(linked.names))
            or (line.dated and all(map(is_desk, found)))
            or opens_with_bureau(piece)
        )
        if far and is_short and not is_sure:
            continue
        if linked and rest.lstrip().startswith(linked.names[0]) and found[0] not in linked.names:
            found = [linked.names[0]]  # "By Maya Lindholm In Travel, Food"
        if found:
            return line.signed(found, BY)
    return None


def _text_after_by(line: _Line, piece: str, far: bool, beside: bool) -> tuple[str, bool]:
    """Return what follows the word for by in a piece of a line, and whether it may be a user name."""
    clock = _BEFORE_CLOCK.search(line.block.text) if "@" in line.block.text else None
    if clock:
        return clock["name"], True
    rest = without_by(piece) if may_sign(piece) else None
    by_user = line.dated and (rest is not None or not far)
    by_user = by_user or (beside and _SIGNED_AFTER_DATE.match(piece) is not None)
    if rest is None and line.dated:
        m = _SIGNED_AFTER_DATE.search(piece)
        if far and m and count_words(piece[: m.start()]) > _WORDS_BEFORE_BY:
            m = None  # a headline with a word for by in it
        rest = piece[m.end() :] if m else None
        by_user = by_user and not (m and DIGIT.search(piece[: m.start()]))  # "1 minuti di lettura"
    if rest is None and has_mark_after(piece):
        rest = piece
    if rest is None and "@" in piece and has_mark_after(without_clutter(piece)):
        rest = " ".join(without_clutter(piece).split()[-2:])  # 순천 김하늘 기자 echo@paper.example
    if rest is None and not far:
        rest = after_inner_label(piece)
    return rest or "", by_user


def _runs_on(rest: str, text: str) -> bool:
    """Whether the text after "By" is a sentence: "Monday, Maya Lindholm had left the council." """
    return (ends_sentence(rest) or _is_sentence(text)) and sum(map(is_plain_word, rest.split())) > 1


def _desk_in(text: str) -> list[str]:
    """Return the whole name of a desk or an office: "Valley Data Team", "Office of Roads and Bridges"."""
    name = text.strip(_MARKS)
    words, inner = fold(name).split(), folded("inside an office's name")
    most = _GROUP_WORDS if inner.isdisjoint(words) else _MOST_WORDS_A_NAME
    if not 1 < len(words) <= most or has_first_name(" ".join(words[:2])) or _NO_DESK.search(name):
        return []
    groups = folded("groups")
    if any(is_acronym(x) for x in name.split()[2:]) and not name.isupper():
        return []  # "Ada Writer BBC News"
    if not is_organisation(name) and groups.isdisjoint((words[0], words[-1])):
        return []
    plain = [x for x in name.split()[1:] if is_plain_word(x) and fold(x) not in groups | inner]
    return [name] if not plain and may_be_declared(name) else []


def _user_name(text: str) -> list[str]:
    """Return the user name of one word on a line with the date: "by oz on December 4, 2006"."""
    name = text.strip(_MARKS).removesuffix(" on")
    is_user = _USER_NAME.fullmatch(name) and not DOMAIN.search(name) and fold(name) not in non_names()
    return [name] if is_user else []


def _after_label(line: _Line, near_title: NearTitle, far: bool = False) -> Signed | None:
    """Read "By" in one block, names in those after it: "By" "Maya Lindholm" "and" "Idris Okafor".

    Blocks made by one template are a list of names. far: from the title, where only a person counts.
    """
    label = line.block.text
    if not is_byline_label(label):
        return None
    may_be_prose = far and not _is_long_label(label)
    named: list[Block] = []
    found: list[str] = []
    drops = [line.block.id]
    goes_on = True  # a separator came before
    for step in range(1, _AFTER_LABEL + 1):
        following = near_title.blocks.get(line.block.id + step)
        if following is None or not _can_sign(following):
            break
        if _is_author_detail(following) or _INITIALS.fullmatch(following.text):
            continue
        if named and is_name_separator(following.text):
            drops.append(following.id)
            goes_on = True
            continue
        if not goes_on and not _is_like(following, named[0]):
            if far and following.kind != "heading" and count_words(following.text) <= _ROLE_WORDS:
                continue  # the role of the one before
            if following.container is None and _is_next_in_dump(following.text, near_title):
                if not has_first_name(following.text):
                    continue  # a role
            else:
                break
        signed = _names_alone(_line_of(following), BY)
        if signed is None or (may_be_prose and not all(map(has_first_name, signed.names))):
            break
        named.append(following)
        found += signed.names
        drops += signed.drops
        goes_on = False
        if not signed.drops:
            break
    return Signed(tuple(found), line.block.id, tuple(drops), BY) if found else None


def _is_next_in_dump(text: str, near_title: NearTitle) -> bool:
    """Whether a line after a name is the role of its bearer, or the next author's full name."""
    if count_words(text) > _ROLE_WORDS or ends_sentence(text):
        return False
    return is_role(text) or _is_signature(text, fold(near_title.headline))


def _is_long_label(text: str) -> bool:
    """Whether a text is a label of authors that nothing else says: "Authors", "Written by"; not "By"."""
    return is_byline_label(text) and (len(text) > _SHORT_LABEL or count_words(text) >= _LONG_LABEL)


def _is_like(block: Block, other: Block) -> bool:
    """Whether two blocks were made by one template: the same element, in elements of the same classes."""
    pairs = list(zip(chain(block.container, _LEVELS), chain(other.container, _LEVELS), strict=False))
    return bool(pairs) and all(x.tag == y.tag and x.classes == y.classes for x, y in pairs)


# --- without one -----------------------------------------------------------------------------------


def _in_author_element(line: _Line) -> Signed | None:
    """Read the text of an element with a class name like author or byline, if it looks like a name."""
    return _names_alone(line, IN_ELEMENT, full=True) if _in_author_box(line.block) else None


def _own_name(line: _Line, near_title: NearTitle, site: Site) -> Signed | None:
    """Read the site's own name in the author's place beside the title: "By Valley Echo"."""
    if not near_title.is_beside(line.block.id):
        return None
    for piece in line.pieces:
        name = (without_by(piece) or piece).strip(_MARKS)
        is_marked = name != piece.strip(_MARKS) or _in_author_box(line.block)
        if is_marked and site.is_called(name) and may_be_declared(name):
            return line.signed([name], IN_ELEMENT)
    return None


def _is_author_detail(block: Block) -> bool:
    """Whether an element's class name is of something beside an author's name: section, date, picture."""
    return is_called(block.container, "author detail")


def _in_author_box(block: Block) -> bool:
    if block.container is None or _is_author_detail(block):
        return False
    for each in chain(block.container, _LEVELS):
        if each.tag in ("article", "main"):
            return False
        if is_called(each, "author"):
            return True
    return False


def _in_author_link(line: _Line) -> Signed | None:
    """Read links to an author's page, where user names count too."""
    block = line.block
    if not block.spans:
        return None
    found = [
        name
        for link in block.links
        if link.end - link.start <= _LONGEST_LINK
        and _is_author_address(link.href.lower(), line)
        and not ends_in_credit(block.text[: link.start])
        and not _WRITTEN_FOR.search(block.text, 1, link.start)
        for name in _names_of_link(block.text[link.start : link.end].strip())
    ]
    if not found or (_words_beside_links(block) >= _MOST_WORDS_A_NAME * len(found) and not line.dated):
        return None
    whole = block.link_density > _LINK_LINE and not line.dated
    return Signed(tuple(found), block.id, (block.id,) if whole else (), "link to the author")


def _is_author_address(address: str, line: _Line) -> bool:
    if _AUTHOR_ADDRESS.search(address):
        return True
    return _USER_ADDRESS.search(address) is not None and (line.dated or _in_author_box(line.block))


def _words_beside_links(block: Block) -> int:
    return count_words(block.text) - sum(count_words(block.text[x.start : x.end]) for x in block.links)


def _has_author_link(block: Block) -> bool:
    return any(_AUTHOR_ADDRESS.search(link.href.lower()) for link in block.links)


def _names_of_link(text: str) -> list[str]:
    by_user = _USER_NAME.fullmatch(text) and fold(text) not in non_names() and not is_role(text)
    return _desk_in(without_by(text) or text) or names_in(text) or ([text] if by_user else [])


def _names_alone(line: _Line, how: str, full: bool = False) -> Signed | None:
    """Read a line that holds names and at most a date besides; full: skip names of one word."""
    for piece in line.pieces:
        found = [
            x
            for x in names_in(piece)
            if not full or (_is_full(x) and not opens_organisation_name(x.split()[0]))
        ]
        if found and count_words(piece) <= _MOST_WORDS_A_NAME * len(found):
            return line.signed(found, how)
    return None


def _is_full(name: str) -> bool:
    return " " in name or UNSPACED.fullmatch(name) is not None or fold(name) in agencies()


def _without_label(near: list[_Line], near_title: NearTitle, site: Site) -> list[Signed]:
    """Read a name alone or on the line with the date, recognised by its first name; else an agency or desk.

    Under the title and on the line with the date, a text that only looks like a name is enough; so is one
    beside the date in dumps, which name the author nowhere else.
    """
    headline = fold(near_title.headline)
    is_dump = not near_title.is_html
    dated = {line.block.id for line in near if line.dated or (is_dump and _is_about_date(line.block))}
    likely: Signed | None = None
    title = near_title.title
    if is_dump and title is not None:  # a name over the headline may be of a picture
        near = sorted(near, key=lambda line: line.block.id < title)
    for line in near:
        block = line.block
        beside_date = not dated.isdisjoint(range(block.id - _BESIDE_DATE, block.id + _BESIDE_DATE + 1))
        farthest = _NAME_ALONE_IN_DUMP if is_dump else _NAME_ALONE
        if not beside_date and (
            near_title.title is None or not -_NAME_ALONE <= block.id - near_title.title <= farthest
        ):
            continue
        if _credits_next(near_title.text_before(block.id)) or _is_sentence(block.text) or _is_picture(block):
            continue
        if (is_dump and is_credit_line(block.text)) or _leads_to_tag(block):
            continue
        if is_dump and (_is_tag(line, dated, near_title) or _holds_sentence(line)):
            continue
        under_title = near_title.title is not None and block.id > near_title.title
        for part in _parts(line):
            is_whole = (
                _is_whole(part, block.text, site)
                if is_dump
                else fold(part) == fold(without_clutter(block.text))
            )
            if not line.dated and not is_whole:
                continue
            name = _without_credentials(part) if is_dump else part
            forms = (_without_affiliation(name), _before_role(part))
            are_people = (
                under_title
                and near_title.is_beside(block.id)
                and (_are_people(part, headline) or (is_dump and _are_people_with_role(part, line, headline)))
            )
            if are_people or any(_is_signature(x, headline) for x in forms):
                first = line.signed(names_in(part), "name beside the title")
                return [first, *_lines_of_names(line, near, near_title)] if is_dump else [first]
            expected = bool(part) and (beside_date if is_dump else _may_sign_alone(line, part, near_title))
            if is_dump and under_title and _is_first_name(part, line, dated, near_title):
                likely = likely or line.signed([part], "first name beside the date")
            found = names_in(part)
            name = found[0] if len(found) == 1 and part.startswith(f"{found[0]} ") else part
            if under_title and not likely and expected and _may_be_name(name, near_title, site):
                beside = "date" if beside_date else "title"
                likely = line.signed([name], f"name beside the {beside}")
    return [likely] if likely else [x for x in (_signed_by_desk(line, near_title) for line in near) if x][:1]


def _is_tag(line: _Line, dated: set[int], near_title: NearTitle) -> bool:
    """Whether an item is in a list of subjects: beside no date, number, picture, button or job."""
    block = line.block
    if block.kind != "list_item" or not dated.isdisjoint((block.id - 1, block.id, block.id + 1)):
        return False
    around = (near_title.blocks.get(block.id + step) for step in (-2, -1, 1, 2))
    items = [x for x in around if x is not None and x.kind == "list_item"]
    return bool(items) and not any(_is_in_masthead(x.text, block.text) for x in items)


def _is_in_masthead(text: str, name: str) -> bool:
    """Whether an item is of the lines under a headline, as are dates, jobs, share buttons, the name again."""
    return (
        text == name
        or text[0] == "["
        or DIGIT.search(text) is not None
        or is_role(text)
        or plain(text) in labels("sharing")
    )


def _holds_sentence(line: _Line) -> bool:
    """Whether a line with a date has a sentence too, as captions do: "He died on 3 May. | Ada Writer/dpa"."""
    return line.dated and any(ends_sentence(x) and count_words(x) >= SENTENCE for x in _parts(line))


def _are_people_with_role(part: str, line: _Line, headline: str) -> bool:
    """Whether a part is full names before a job: "Ada Writer and Bo Scribe | Guest columnists"."""
    if not is_role(line.block.text) or is_role(part):
        return False
    found = names_in(part)
    return (
        bool(found)
        and all(_is_full(x) and may_be_person(x) and not is_place(x) for x in found)
        and count_words(part) <= _SIGNATURE_WORDS * len(found)
        and not any(fold(x).split()[-1] in headline.split() for x in found)
    )


def _is_first_name(part: str, line: _Line, dated: set[int], near_title: NearTitle) -> bool:
    """Whether a part is only a first name, right under the title and on or over the line with the date."""
    block = line.block
    if not near_title.is_beside(block.id) or not (line.dated or block.id + 1 in dated):
        return False
    name = fold(part)
    return part.istitle() and name in lines("first_names") and not (is_place(part) or is_desk(part))


def _lines_of_names(first: _Line, near: list[_Line], near_title: NearTitle) -> Iterator[Signed]:
    """Yield the names in the lines after a name in a dump, one a line, with a short line between at most."""
    if first.block.kind == "list_item":
        return  # a list of tags
    headline = fold(near_title.headline)
    last = first.block.id
    for line in near:
        if not last < line.block.id <= last + _NEXT_NAME or line.dated:
            continue
        if count_words(near_title.text_before(line.block.id)) >= SENTENCE:
            return  # the name of somebody in the story
        name = _before_role(line.block.text) or without_clutter(line.block.text).strip(_MARKS)
        if _is_signature(name, headline) and fold(name) != fold(first.block.text):
            last = line.block.id
            yield line.signed(names_in(name), "name beside the title")


def _may_sign_alone(line: _Line, part: str, near_title: NearTitle) -> bool:
    """Whether a name that nothing marks may be the author's: on the date's line, or right under the title."""
    if line.dated:
        before = line.block.text.partition(part)[0].rstrip()
        is_apart = not before or before.endswith(_SEPARATORS)
        return is_apart and all(fold(x) == fold(part) for x in _parts(line) if fold(x))
    block, title = line.block, near_title.title
    if title is None or block.kind != "paragraph" or block.links:
        return False
    recurs = sum(x.text == block.text for x in near_title.blocks.values()) > 1  # in the author's box
    return block.id == title + 1 or (recurs and block.id <= title + _BESIDE_DATE)


def _without_credentials(text: str) -> str:
    """Return the name in "Maya Lindholm, MD, CFP", or the text itself if it holds anything else."""
    name, *others = text.split(",")
    return name if all(fold(x) in folded("credentials") for x in others) else text


def _without_affiliation(text: str) -> str:
    """Return the name in "Maya Lindholm, Valley University", or the text itself if it holds anything else."""
    name, _, other = text.partition(", ")
    is_affiliation = is_organisation(other) and count_words(other) <= _AFFILIATION_WORDS
    return name if is_affiliation and has_first_name(name) else text


def _is_whole(part: str, text: str, site: Site) -> bool:
    """Whether a part is all of a text but for a role, a place, the site or a time: "Ida Berg | Oslo"."""
    shown = without_clutter(text)
    if fold(part) == fold(shown):
        return True
    rest = shown.removeprefix(part).strip(_MARKS)
    if not _BETWEEN.match(shown, len(part)) or _BETWEEN.search(rest):
        return False
    first = rest.partition(" ")[0]
    if is_role(rest) or is_age(rest) or role_of_label(first) in ("published", "modified"):
        return True
    return has_first_name(part) and (is_place(rest) or site.is_named(rest))


def _credits_next(before: str) -> bool:
    """Whether a line credits the name in the next one: "Photos by", not "Photo: Ada Writer"."""
    return credits_others(before) and not before.replace("：", ":").partition(":")[2].strip()


def _is_about_date(block: Block) -> bool:
    """Whether a line is only the label of a date, or how long ago it was: "Last updated:", "1 day ago"."""
    if len(block.text) > _LONGEST_LINK:
        return False
    return bool(is_age(block.text)) or (role_of_label(block.text) != "" and not other_words(block.text))


def _parts(line: _Line) -> Iterator[str]:
    for piece in line.pieces:
        for part in _BETWEEN.split(without_clutter(piece)):
            yield (_without_date_words(part) if line.dated else part).strip(_MARKS)


def _before_role(text: str) -> str:
    """Return the name in "Maya Lindholm Deputy Editor", or "" if no role follows a name."""
    if not is_role(text):
        return ""
    text = text.strip(_MARKS)
    name, *others = names_in(text) or [""]
    role = text.removeprefix(name)
    is_person = name and not others and role != text and folded("groups").isdisjoint(fold(role).split())
    return name if is_person and is_role(role) else ""


def _may_be_name(text: str, near_title: NearTitle, site: Site) -> bool:
    """Whether a text is probably a name, though its first name is unknown: not a place, not a section.

    The words of a section ("Personal Finance") are in lower case somewhere in the text.
    """
    words = text.split()
    if not non_names().isdisjoint(map(fold, words)):
        return False
    if not _FULL_NAME <= len(words) <= _SIGNATURE_WORDS or names_in(text) != [text] or site.is_named(text):
        return False
    if is_organisation(text) or is_desk(text) or is_known_in_capitals(text) or is_place(text):
        return False
    headline = fold(near_title.headline).split()
    if is_town(words[0]) or any(_NO_NAME_WORD.search(word) or fold(word) in headline for word in words):
        return False
    text_of_page = " ".join(block.text for block in near_title.blocks.values())
    return not any(regex.search(rf"\b{regex.escape(word.lower())}\b", text_of_page) for word in words)


def _leads_to_tag(block: Block) -> bool:
    """Whether a block is a link to a subject's page."""
    return bool(block.links) and _TAG_ADDRESS.search(block.links[0].href.lower()) is not None


def _is_picture(block: Block) -> bool:
    return is_called(block.container, "author picture")


def _signed_by_desk(line: _Line, near_title: NearTitle) -> Signed | None:
    block = line.block
    text = without_clutter(without_by(block.text) or block.text)
    if line.dated or count_words(text) > _DESK_WORDS or "(" in text:
        return None
    if not is_desk(text) or not may_be_declared(text):
        return None
    is_marked = text != block.text or _in_author_box(block)
    beside = near_title.is_beside(block.id) and " " in text and block.kind != "heading"
    return line.signed([text], "desk that signs") if is_marked or beside else None


def _is_signature(text: str, headline: str) -> bool:
    """Whether a text is just a name, and not one that the headline mentions."""
    found = names_in(text)
    if found and all(fold(x) in agencies("alone") for x in found):
        return len(fold(text).split()) <= _SIGNATURE_WORDS
    words = fold(text).split()
    return (
        len(words) <= _SIGNATURE_WORDS
        and has_first_name(text)
        and not is_organisation(text)
        and not _is_place(text)
        and words[-1] not in headline.split()
        and not fold(text).startswith(f"{headline} ")  # "Bee Simulator Multiplayer": the next heading
    )


def _are_people(text: str, headline: str) -> bool:
    """Whether a text is just the full names of several people whom the headline does not mention."""
    found = names_in(text)
    return (
        len(found) > 1
        and all(_is_full(x) and not is_organisation(x) and not is_place(x) for x in found)
        and sum(map(has_first_name, found)) * 2 >= len(found)
        and count_words(text) <= _SIGNATURE_WORDS * len(found)
        and not any(fold(x).split()[-1] in headline.split() for x in found)
    )


def _is_place(text: str) -> bool:
    """Whether a text is a place that looks like a name: "Washington, D.C.", "Austin, Texas"."""
    return is_place(text) or is_region(text.partition(", ")[2])


def _under_text(page: Page, near_title: NearTitle, site: Site) -> Signed | None:
    """Read a line that is just a full name, right after the prose or over a note about that person.

    Only if there is one. A name that only looks like one counts where the story's element ends with it.
    """
    near = {block.id for block in near_title.near()}
    prose = 0
    found: list[tuple[Block, list[str]]] = []
    for before, block, after in zip(page.blocks, page.blocks[1:], (*page.blocks[2:], None), strict=False):
        prose += count_words(before.text) >= _PARAGRAPH
        if block.id in near or not prose or len(block.text) > _LONGEST_LINK or not _can_sign(block):
            continue
        is_noted = after is not None and _is_about(after, block.text)
        if after and not is_noted and _is_over(block, after):
            continue
        follows = count_words(before.text) >= _PARAGRAPH and ends_sentence(before.text)
        names = _name_under(block, near_title.headline) if follows and block.kind == "paragraph" else []
        if names and block.container is None and not is_noted and _is_in_text(block, page):
            names = []
        if not names and follows and _ends_element(before, block, after):
            names = [block.text] if _may_be_name(block.text, near_title, site) else []
        if not names and is_noted and prose >= _BEFORE_NOTE and not _ITEM_NUMBER.fullmatch(before.text):
            names = names_in(block.text) if _is_signature(block.text, fold(near_title.headline)) else []
        if names:
            found.append((block, names))
    if len(found) != 1:
        return None
    block, names = found[0]
    return Signed(tuple(names), block.id, (), "name under the text")


def _is_in_text(block: Block, page: Page) -> bool:
    """Whether the name of a line is in a paragraph before it: a person of the story, a subject's label."""
    last = block.text.split()[-1]
    return any(
        last in other.text and count_words(other.text) >= _PARAGRAPH
        for other in page.blocks
        if other.id < block.id
    )


def _name_under(block: Block, headline: str) -> list[str]:
    """Return the names in a line under the text: "Ada Writer", "– Ada Writer, Editor", （佐藤健一）."""
    text = block.text
    if text[0] in _OPENING_QUOTES:
        return []  # "‘Deja Vu All Over", the first line of a title
    if _is_signature(text, fold(headline)):
        return names_in(text)
    return _in_brackets(text) or (names_in(_before_role(text)) if _DASH.match(text) else [])


def _ends_element(before: Block, block: Block, after: Block | None) -> bool:
    """Whether a paragraph is the last one of the element that holds the paragraph before it."""
    if block.container is None or before.container is None or block.kind != "paragraph" or block.links:
        return False
    parent = block.container.parent
    return before.container.parent is parent is not None and (
        after is None or parent not in chain(after.container)
    )


def _is_over(block: Block, after: Block) -> bool:
    """Whether a line is over a comment, a quote or the next part: over prose near it."""
    around = None if after.container is None else after.container.parent
    is_near = block.container is None or any(x is around for x in chain(block.container, _LEVELS))
    is_prose = after.kind == "paragraph" and count_words(after.text) >= _NOTE
    return is_near and is_prose and after.text[0].isalpha()  # not "(1) These figures …"


def _is_about(block: Block, name: str) -> bool:
    """Whether a paragraph is a note about somebody: it begins with the name."""
    return (
        block.kind == "paragraph" and count_words(block.text) >= _NOTE and block.text.startswith(f"{name} ")
    )


def _in_brackets(text: str) -> list[str]:
    """Return the reporter in brackets under a Japanese text: （佐藤健一）."""
    m = None if text.isascii() else _BRACKETED.fullmatch(text)
    if m is None:
        return []
    names = names_in(m["name"])
    is_label = plain(m["name"]) in labels("boxes")
    return [x for x in names if not (is_label or is_place(x) or is_organisation(x) or is_desk(x))]
