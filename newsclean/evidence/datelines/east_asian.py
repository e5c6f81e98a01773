"""Reads the datelines of Chinese, Japanese and Korean papers, which have their own forms and few spaces.

新华社北京10月30日电（记者 张三）全国…      （中央社記者王小明台北30日電）…     （吉隆坡30日讯）…
[東京 30日 ロイター] - 日経平均…    【ワシントン共同】…    【10月30日 AFP】…    【パリ＝山田太郎】…
(서울=연합뉴스) 홍길동 기자 = 수출이…    [세종=뉴시스]…    [한빛일보 홍길동 기자] …
"""

from __future__ import annotations

import regex

from ...article import Dateline
from ...phrases import worded
from .days import day_at
from .gazetteer import is_agency_in_brackets

_DAY = r"""(?:(?:\d{4}\s?<<year signs|zh|ja>>\s?)?\d{1,2}\s?<<month signs|zh|ja>>\s?)?
    \d{1,2}\s?<<day signs|zh|ja>>"""

_ZH_AGENCY = r"""(?:\p{Han}{1,6}? (?!<<dateline reports>>) <<dateline agencies end in|zh>>
    | <<dateline agencies|zh>>)"""
# 记者李明北京 | 記者王小明台北 | 记者 李明 北京: a name of two or three characters, then the place
_ZH_REPORTER = r"<<dateline reporters|zh>>\s?(?:\p{Han}{2,3}\s+|\p{Han}{3}(?=\p{Han}{2})|\p{Han}{2})"
_ZH_SENT = r"<<dateline sent how>>*+(?:<<dateline sent>>|<<dateline reports>>)"
_ZH_SIGNED = r"[（(][^（）()]{0,8}<<dateline signed by>>[^（）()]{0,30}[）)]"

_JA_AGENCY = "<<dateline agencies|ja>>"
_JA_PASSED_ON = rf"{_JA_AGENCY}(?:[=＝・]<<dateline agencies that pass on>>)?"
_JA_PLACE = r"[\p{Han}\p{Katakana}ー・／/、]{2,14}?"

_KO_PERSON = r"\p{Hangul}{2,4}\s?<<dateline reporter ranks>>?<<dateline reporters|ko>>"
_KO_PASSED_ON = r"(?:[A-Z]{2,6}|<<dateline agencies|ko>>)="
_KO_OPEN, _KO_CLOSE = r"[(\[【［]", r"[)\]】］]\s?"

_FORMS = tuple(
    worded(form, regex.X)
    for form in (
        # 新华社北京10月30日电（记者 张三） | （中央社記者王小明台北30日電） | （吉隆坡30日讯）
        rf"""(?<open>[（(【\[]\s?)?+
             (?:<<dateline according to>>?(?<agency>{_ZH_AGENCY})\s?(?:{_ZH_REPORTER})?)?
             \s?(?<place>(?!<<dateline according to>>)
              (?:(?!\p{{Han}}{{0,3}}<<dateline reporters|zh>>)[\p{{Han}}·/／、]){{2,12}}?)?
             \s?(?<day>{_DAY})\s?{_ZH_SENT} (?(open)\s?[）)】\]]|) (?:\s?{_ZH_SIGNED})?+ [\s:：，,]*+""",
        # 央视网消息：
        rf"""(?<agency><<dateline sites>><<dateline apps>>?)(?:<<dateline sent>>|<<dateline reports>>)
             \s?(?:{_ZH_SIGNED})?+[\s:：]++""",
        # [東京 30日 ロイター] - | 【ワシントン共同】 | （北京時事） | 【ソウル聯合ニュース】
        rf"""[\[［【（(]\s?(?<place>{_JA_PLACE})\s*+(?:(?<day>{_DAY})\s*+)?(?<agency>{_JA_PASSED_ON})[\]］】）)]
             (?:\s?[-–—:：]+)?+""",
        rf"""【(?<place>{_JA_PLACE})\s*+
             (?<agency>[\p{{Han}}\p{{Katakana}}ー]{{1,8}}<<dateline agencies end in|ja>>)】""",
        # ワシントン（CNN） | 東京（AP）
        rf"""(?<place>[\p{{Katakana}}ー・]{{2,12}}|\p{{Han}}{{2,4}})\s?[（(](?<agency>{_JA_AGENCY})[）)]
             [\s:：–—-]*+""",
        # 【10月30日 AFP】 | 【10月30日 東方新報】
        rf"""[【\[［]\s?(?<day>{_DAY})\s+(?<agency>[^【】\[\]［］]{{2,16}})[】\]］]""",
        # 【AFP＝時事】
        r"""[【\[［]
             (?<agency><<dateline agencies alone>>(?:[=＝・]<<dateline agencies that pass on>>)?)[】\]］]""",
        # 【パリ＝山田太郎】
        r"""【(?<place>[\p{Katakana}ー・]{2,12}|<<dateline places in Han>>)[=＝]
             (?!<<dateline pictures|ja>>)[^【】]{2,14}】""",
        # 【北京・山田太郎】
        r"""【(?<place><<dateline places in Han>>|<<dateline places in katakana>>)・
             (?![^】]*<<dateline topics>>】)[\p{Han}\p{Hiragana}]{3,6}】""",
        # 【王小明╱台北報導】 | 【山谷日報／記者王小明／台北報導】 | 〔記者王小明／台北報導〕
        r"""[【〔](?!<<dateline own paper>>)
             (?:(?<agency>\p{Han}{2,8}?<<dateline agencies end in|zh>>)[／/╱]?)?+
             (?:<<dateline reporters|zh>>)?\p{Han}{2,3}[╱／/]
             (?<place>\p{Han}{2,4})<<dateline reports>>[】〕]""",
        # 【山谷日報記者王小明台北報導】
        r"""【(?!<<dateline own paper>>)(?<agency>\p{Han}{2,8}?)<<dateline reporters|zh>>
             (?:\p{Han}{3}(?=\p{Han}{2})|\p{Han}{2})(?<place>\p{Han}{2,4})<<dateline reports>>】""",
        # 【山谷日報專訊】
        r"""[【〔]\s?(?!<<dateline own paper>>)
             (?<agency>[\p{Han}A-Za-z0-9]{1,10}?<<dateline agencies end in|zh>>)
             <<dateline sent how>>*+<<dateline sent>>\s?[】〕]""",
        # (서울=연합뉴스) | (도쿄 AFP=연합뉴스) | (서울·부산=뉴스1) | [워싱턴=AP/뉴시스]
        rf"""{_KO_OPEN}(?!<<dateline pictures|ko>>)(?<place>[\p{{Hangul}}·,\s]{{2,16}}?)
             (?:=\s?|\s(?={_KO_PASSED_ON}))
             (?<agency>(?:{_KO_PASSED_ON})?[^()\[\]【】\s=]{{2,12}})(?:\s{_KO_PERSON})?+{_KO_CLOSE}""",
        # [부산=홍길동 기자]: most places have two syllables, most papers more
        rf"""{_KO_OPEN}(?!<<dateline agencies|ko>>)(?<place>\p{{Hangul}}{{2}})=\s?{_KO_PERSON}{_KO_CLOSE}""",
        # [한빛일보 홍길동 기자] | [한빛일보=홍길동 기자] | [한빛일보 도쿄=홍길동 특파원]
        rf"""{_KO_OPEN}(?<agency>[\p{{Hangul}}A-Za-z0-9]{{2,12}})
             (?:\s?[=|\N{{HANGUL LETTER I}}(\s]\s?(?:(?<place>\p{{Hangul}}{{2,5}})\)?=)?)
             {_KO_PERSON}{_KO_CLOSE}""",
        # [한빛미디어=홍길동의 시선]
        rf"""{_KO_OPEN}(?<agency>[\p{{Hangul}}A-Za-z0-9]{{1,8}}<<dateline agencies end in|ko>>)
             =[^\[\]【】［］]{{2,30}}{_KO_CLOSE}""",
        # [파이낸셜뉴스]
        rf"""{_KO_OPEN}(?<listed>[\p{{Hangul}}A-Za-z0-9]{{2,12}}){_KO_CLOSE}""",
    )
)
_DESK = worded(r"(?<name>.*?(?<desk><<dateline desks>>))<<dateline sent>>?\Z")  # 网易财经
_KIND_OF_REPORT = worded(r"<<dateline kinds of reports>>")  # 即時


def east_asian_dateline(line: str, own_line: bool) -> tuple[Dateline, str] | None:
    """Return the dateline at the start of a line and the rest, or None. own_line: no rest may follow."""
    for form in _FORMS:
        m = form.match(line)
        if m is None:
            continue
        parts = m.groupdict()
        agency, place = parts.get("agency"), parts.get("place")
        if parts.get("listed") and is_agency_in_brackets(parts["listed"]):
            agency = parts["listed"]
        place, agency = _without_desk(place and place.strip(), agency)
        rest = line[m.end() :].strip()
        if not (agency or place) or bool(rest) is own_line:
            continue
        day = day_at(parts["day"], 0) if parts.get("day") else None
        dateline = Dateline(line[: m.end()].strip(), place, agency, day[1] if day else None)
        return dateline, rest
    return None


def _without_desk(place: str | None, agency: str | None) -> tuple[str | None, str | None]:
    """Return place and agency, where what seems a place may be a site's desk or a kind of report."""
    if place and _KIND_OF_REPORT.fullmatch(place):
        return None, agency
    desk = _DESK.fullmatch(place) if place else None
    return (None, agency or desk["name"]) if desk else (place, agency)
