"""Tells in which script a text is written, and which languages have that script.

>>> script_of(letters_in("서울 is a word")), script_of(letters_in("NHK 東京の天気は晴れ"))
('Latin', 'Kana')
"""

from __future__ import annotations

from collections import Counter

from ..text.patterns import pattern, plain_pattern

_IDEOGRAPH = 2  # letters of an alphabet that count as one of East Asia
_JAPANESE = 0.2  # share of kana; prose has a third or more, Chinese text with Japanese names less
_JAPANESE_GRAMMAR = 0.08  # share of hiragana: lists of headlines have it, Chinese text hardly any

# The languages of a script, the one that most texts are in first.
OF_ONE_LANGUAGE = {
    "Greek": "el grc", "Han": "zh yue wuu nan hak gan lzh ja", "Kana": "ja", "Hangul": "ko",
    "Hebrew": "he yi lad", "Thai": "th", "Armenian": "hy hyw", "Georgian": "ka xmf", "Bengali": "bn as mni",
    "Gujarati": "gu", "Gurmukhi": "pa", "Oriya": "or", "Tamil": "ta", "Telugu": "te", "Kannada": "kn tcy",
    "Malayalam": "ml", "Sinhala": "si pi", "Lao": "lo", "Khmer": "km", "Myanmar": "my shn mnw ksw",
    "Ethiopic": "am ti", "Thaana": "dv",
}  # fmt: skip
_OF_MANY_LANGUAGES = {
    "Cyrillic": "ru uk bg mk sr be kk ky mn tg tt ba ce cv ab os sah uz az bs sh cnr kv mhr udm av tk ku ro",
    "Arabic": "ar arz ary fa prs ur ps ckb ku sd ug az azb kk ky pa pnb ks bal uz tk ms ha",
    "Devanagari": "hi mr ne sa mai bho bh kok doi brx ks sd awa new hne",
}
LANGUAGES = {name: tuple(codes.split()) for name, codes in (OF_ONE_LANGUAGE | _OF_MANY_LANGUAGES).items()}
_MORE_RTL = ("Syriac", "Nko", "Adlam")
RTL_SCRIPTS = frozenset(("Hebrew", "Arabic", "Thaana", *_MORE_RTL))
# "iPhone", "기자", "は": letters of one script
_WORDS = pattern(
    "|".join(
        (
            r"(?P<Latin>\p{Latin}++)",
            r"(?P<Hiragana>\p{Hiragana}++)",
            r"(?P<Katakana>\p{Katakana}++)",
            *(rf"(?P<{x}>\p{{{x}}}++)" for x in (*LANGUAGES, *_MORE_RTL) if x != "Kana"),
            r"(?P<Other>\p{L}++)",
        )
    )
)
# Beyond Latin letters and typography: without such characters, no word is of another script.
_BEYOND_LATIN = plain_pattern(r"[^\x00-\u036f\u1e00-\u1eff\u2000-\u20cf]")


def letters_in(sample: str) -> Counter[str]:
    """Return how many letters of each script are in a text."""
    letters: Counter[str] = Counter()
    if _BEYOND_LATIN.search(sample) is None:
        letters["Latin"] = int(any(map(str.isalpha, sample)))  # one or more: there is no other script
        return letters
    for m in _WORDS.finditer(sample):
        letters[m.lastgroup or ""] += m.end() - m.start()
    return letters


def script_of(letters: Counter[str]) -> str:
    """Return the script of most letters, "" without letters: Kana for Japanese text, which has Han too."""
    names = ("Han", "Hiragana", "Katakana", "Hangul")
    han, hiragana, katakana, hangul = (letters.pop(name, 0) for name in names)
    kana = hiragana + katakana
    east_asian = han + kana + hangul
    script, most = max(letters.items(), key=lambda x: x[1], default=("", 0))
    if not east_asian or east_asian * _IDEOGRAPH < most:
        return script if most else ""
    is_japanese = kana >= _JAPANESE * east_asian or hiragana >= _JAPANESE_GRAMMAR * east_asian
    script = "Hangul" if hangul > han + kana else "Kana" if is_japanese else "Han"
    letters[script] = east_asian
    return script


def without_other_scripts(script: str, sample: str) -> str:
    """Return a text without words of other scripts.

    >>> without_other_scripts("Latin", "서울 is the first word")
    'is the first word'
    """
    if script == "Latin" and _BEYOND_LATIN.search(sample) is None:
        return sample
    return _WORDS.sub(lambda m: m[0] if m.lastgroup == script else "", sample).strip()
