"""Reads the datelines of Chinese, Japanese and Korean papers, which have their own forms and few spaces.

新华社北京10月30日电（记者 张三）全国…      （中央社記者王小明台北30日電）…     （吉隆坡30日讯）…
[東京 30日 ロイター] - 日経平均…    【ワシントン共同】…    【10月30日 AFP】…    【パリ＝山田太郎】…
(서울=연합뉴스) 홍길동 기자 = 수출이…    [세종=뉴시스]…    [한빛일보 홍길동 기자] …
"""

from __future__ import annotations

import regex

from ...article import Dateline
from ...text.patterns import pattern
from .days import day_at
from .gazetteer import is_agency

_DAY = r"(?:(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?)?\d{1,2}\s?日"

_ZH_AGENCY = r"""(?:\p{Han}{1,6}?
    (?:社|通[讯訊]社|新[闻聞][网網]?|[网網]|[报報](?![导導道])|台|[电電][视視]台|[头頭][条條]|周刊|客[户戶]端)|大[纪紀]元)"""
# 记者李明北京 | 記者王小明台北 | 记者 李明 北京: a name of two or three, the place behind it
_ZH_REPORTER = r"[记記]者\s?(?:\p{Han}{2,3}\s+|\p{Han}{3}(?=\p{Han}{2})|\p{Han}{2})"
_ZH_SENT = r"(?:综合|綜合|专|專|外[电電]?)*+(?:[电電讯訊]|消息|[报報][导導道])"
_ZH_SIGNED = r"[（(][^（）()]{0,8}(?:[记記]者|通[讯訊][员員]|[编編][辑輯])[^（）()]{0,30}[）)]"
_ZH_SITES = "央视网|央视新闻|人民网|新华网|中新网|中国网|环球网|光明网|中国新闻网|海外网|国际在线|澎湃新闻"

_JA_AGENCY = r"""(?:ロイター|ＡＰ|AP|ＡＦＰ|AFP|CNN|ＣＮＮ|ブルームバーグ|共同(?:通信)?|時事(?:通信)?
    |新華社|中央社|聯合ニュース|タス通信)"""
_JA_PLACE = r"[\p{Han}\p{Katakana}ー・／/、]{2,14}?"
_JA_ABROAD = "北京|上海|香港|台北|重慶|広州|瀋陽"  # cities abroad that are not written in katakana

_KO_PERSON = r"\p{Hangul}{2,4}\s?(?:인턴|선임|객원)?(?:기자|특파원)"
_KO_MEDIUM = "(?:미디어|뉴스|일보|신문|통신)"
_KO_CREDIT = "사진|자료|출처|그래픽|영상|이미지|제공|캡처"  # (사진=연합뉴스) is a picture's
_KO_OPEN, _KO_CLOSE = r"[(\[【［]", r"[)\]】］]\s?"

_FORMS = tuple(
    pattern(form, regex.X)
    for form in (
        # 新华社北京10月30日电（记者 张三） | （中央社記者王小明台北30日電） | （吉隆坡30日讯）
        rf"""(?<open>[（(【\[]\s?)?+
             (?:[据據]?(?<agency>{_ZH_AGENCY})\s?(?:{_ZH_REPORTER})?)?
             \s?(?<place>(?:(?!\p{{Han}}{{0,3}}[记記]者)[\p{{Han}}·/／、]){{2,12}}?)?
             \s?(?<day>{_DAY})\s?{_ZH_SENT} (?(open)\s?[）)】\]]|) (?:\s?{_ZH_SIGNED})?+ [\s:：，,]*+""",
        # 央视网消息：
        rf"""(?<agency>(?:{_ZH_SITES})(?:客户端)?)(?:消息|讯|电|报道)\s?(?:{_ZH_SIGNED})?+[\s:：]++""",
        # [東京 30日 ロイター] - | 【ワシントン共同】 | （北京時事） | 【ソウル聯合ニュース】
        rf"""[\[［【（(]\s?(?<place>{_JA_PLACE})\s*+(?:(?<day>{_DAY})\s*+)?(?<agency>{_JA_AGENCY})[\]］】）)]
             (?:\s?[-–—:：]+)?+""",
        rf"""【(?<place>{_JA_PLACE})\s*+(?<agency>[\p{{Han}}\p{{Katakana}}ー]{{1,8}}(?:通信|新聞|ニュース))】""",
        # ワシントン（CNN） | 東京（AP）
        rf"""(?<place>[\p{{Katakana}}ー・]{{2,12}}|\p{{Han}}{{2,4}})\s?[（(](?<agency>{_JA_AGENCY})[）)]
             [\s:：–—-]*+""",
        # 【10月30日 AFP】 | 【10月30日 東方新報】
        rf"""[【\[［]\s?(?<day>{_DAY})\s+(?<agency>[^【】\[\]［］]{{2,16}})[】\]］]""",
        # 【AFP＝時事】
        r"""[【\[［](?<agency>(?:AFP|ＡＦＰ|AP|ＡＰ|ロイター|CNN|ＣＮＮ)(?:[=＝・](?:時事|共同))?)[】\]］]""",
        # 【パリ＝山田太郎】
        rf"""【(?<place>[\p{{Katakana}}ー・]{{2,12}}|{_JA_ABROAD})[=＝](?!写真|画像)[^【】]{{2,14}}】""",
        # (서울=연합뉴스) | (도쿄 교도=연합뉴스) | (서울·부산=뉴스1) | [워싱턴=AP/뉴시스]
        rf"""{_KO_OPEN}(?!{_KO_CREDIT})(?<place>[\p{{Hangul}}·,\s]{{2,16}})=\s?
             (?<agency>[^()\[\]【】\s]{{2,12}}){_KO_CLOSE}""",
        # [한빛일보 홍길동 기자] | [한빛일보=홍길동 기자] | [한빛일보 도쿄=홍길동 특파원]
        rf"""{_KO_OPEN}(?<agency>[\p{{Hangul}}A-Za-z0-9]{{2,12}})
             (?:\s?[=|ㅣ(\s]\s?(?:(?<place>\p{{Hangul}}{{2,5}})\)?=)?){_KO_PERSON}{_KO_CLOSE}""",
        # [한빛미디어=홍길동의 시선]
        rf"""{_KO_OPEN}(?<agency>[\p{{Hangul}}A-Za-z0-9]{{1,8}}{_KO_MEDIUM})=[^\[\]【】［］]{{2,30}}{_KO_CLOSE}""",
        # [파이낸셜뉴스]
        rf"""{_KO_OPEN}(?<listed>[\p{{Hangul}}A-Za-z0-9]{{2,12}}){_KO_CLOSE}""",
    )
)


def east_asian_dateline(line: str, own_line: bool) -> tuple[Dateline, str] | None:
    """Return the dateline at the start of a line and the rest, or None. own_line: no rest may follow."""
    for form in _FORMS:
        m = form.match(line)
        if m is None:
            continue
        parts = m.groupdict()
        agency, place = parts.get("agency"), parts.get("place")
        if parts.get("listed") and is_agency(parts["listed"]):
            agency = parts["listed"]
        rest = line[m.end() :].strip()
        if not (agency or place) or bool(rest) is own_line:
            continue
        day = day_at(parts["day"], 0) if parts.get("day") else None
        dateline = Dateline(line[: m.end()].strip(), place and place.strip(), agency, day[1] if day else None)
        return dateline, rest
    return None
