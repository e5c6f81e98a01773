"""Reads the reporters whom the first words of a text name, as is usual in Chinese and Korean papers."""

from __future__ import annotations

import regex

from ...phrases import starts, worded
from ...text.patterns import pattern
from ..datelines.correspondents import FROM_CORRESPONDENT
from ..near_title import NearTitle
from .names import names_in
from .people import has_first_name, is_name
from .signing_lines import Signed

# [강가신문=김하늘 기자]
# [佐藤健一，谷間新聞]
# 新华社北泽3月12日电（记者 林若溪 周牧）   〔記者王小明／台北報導〕   (서울=통신) 김하늘·이수정 기자 =
# 青石日報／ 記者王小明／台北即時報導
_REPORTERS = worded(
    r"""(?:[(（〔【［\[]|[／/]\s?) <<our paper>>?+ <<reporters before names>> [:：\s]*+
        (?<names>[\p{Han}、，\s]{2,30}+) [)）〕】］\]／/]
      | \A [\[［【] (?<names>\p{Han}{2,5}) [，,、] \s? [^\[\]［］【】\p{P}]{2,20} [\]］】] \Z
      | \[ [^\[\]=]{2,12}+ = \s?(?<names>\p{Hangul}{2,4}) \s*+ <<dateline reporters|ko>> \s*+ \]
      | [)\]] \s*+ (?<names>(?:\p{Hangul}{2,4}[\s·,]{1,2}){0,3}\p{Hangul}{2,4}) \s*+
        <<dateline reporters|ko>> \s*+ =""",
    regex.X,
)
_OPENING = 80  # first characters of a text, which may name its reporters
_HAN_NAME = 4  # characters; a longer run is two names whose space a dump tool removed
_NAME_GAP = pattern(r"[、，·,\s]++")


def signed_in_text(near_title: NearTitle) -> Signed | None:
    """Return the reporters named at the opening of the text, as is usual in Chinese and Korean papers."""
    for block in near_title.near():
        m = None if block.text.isascii() else _REPORTERS.search(block.text, 0, _OPENING)
        if m and _takes_pictures(m):
            continue
        names = [x for x in _NAME_GAP.split(m["names"]) if is_name(x)] if m else []
        if not names and (m := FROM_CORRESPONDENT.match(block.text)) and m["names"]:
            names = [x for x in names_in(m["names"]) if has_first_name(x)]
        elif not all(len(x) <= _HAN_NAME for x in names):
            continue
        if names:
            return Signed(tuple(names), block.id, (), "reporters that the text opens with")
    return None


def _takes_pictures(m: regex.Match[str]) -> bool:
    """Whether the sign of a photographer follows the names: （記者王小明攝）, 圖／記者王小明／攝影."""
    signs = starts("credit after a name")
    return m["names"].endswith(signs) or m.string.startswith(signs, m.end() - 1)
