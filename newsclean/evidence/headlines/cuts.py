"""Cuts a title line down to the headline: removes site names, sections and kickers.

A part is cut off only if there is evidence that it is not the headline, so colons and dashes inside a
headline stay.

>>> names = SiteNames(["Valley Echo"], "https://www.valleyecho.example/library")
>>> without_names("Council votes 5-4 - and keeps the library | Valley Echo", names)
'Council votes 5-4 - and keeps the library'
>>> without_names("Council: library stays - what next?", names)
'Council: library stays - what next?'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

import regex

from ...text.caching import cached_if_short
from ...text.patterns import LETTER, pattern
from ...text.words import UNSPACED, count_words, fold, squash
from .site_names import SiteNames

_MOST_PARTS = 8  # separators tried from either end
_KICKER_SHARE = 0.6  # of the headline's length; a longer part is more likely the headline, before a dek
_SECTION_LONGEST = 30  # characters of a section's name in a menu
_HEADLINE_WORDS = 3  # fewest before such a sign; fewer are a kicker, or the site's name
_LEAST_KICKER = 6  # letters; "The", "After", "2025" before a declared headline are part of it

# "Headline | Site"  "Site » Headline"  "Headline - Site"  "見出し｜サイト"  "Headline – Section – Site"
_SEPARATOR = pattern(
    r"""
    (?<!\s) \s++ [-‐‑–—―|¦:·•*»«›‹>〉~/⋆★☆+_]++ \s++    # a mark between blanks
    | (?: (?<!\s) \s++ )?+ (?: [|¦｜│\N{HANGUL LETTER I}»›〉•·⋆] | -{2,3}+ | :: ) \s*+  # even without blanks
    | [:：] \s++ | (?<=\S) [：＿_–—] (?=\S) | (?<=[\p{Lo}\p{Cyrillic}！？）」』】]) - (?=\S)
    | (?<!\s) \s++ [-–—|:_] (?=\S) | (?<=\S) [-–—|] \s++
    """,
    regex.VERBOSE,
)
_ALWAYS = frozenset("|¦｜│»›〉•·⋆")  # separators even without blanks
_QUOTES = pattern(r"«[^«»]*+»")
# Where a headline may begin: "Kicker Headline"  "KickerHeadline"  "“Kicker”Headline"  "Kicker“Headline”"
_STARTS = pattern(r"(?<=\s)[\p{L}\p{N}\"“„«‘'(\[]|(?<=[^\s\p{Lu}])\p{Lu}|(?<=\p{L})[\"“„«‘]")
# Signs that are in no headline: what follows names a section or the site.
_BARS = frozenset(("|", "¦", "｜", "│", "::"))
_INNER_MARKS = frozenset((":", "：", "/"))
# "date 2020-10-30 Ministers meet"    some data sets put this line before the page
_RECORD = pattern(r"(?:\p{L}++:?\s++)?\d{4}-\d\d-\d\d(?:T\S++)?\s++(?P<title>\S.*+)")
# "27.01.2022"  "May 3 2024"
_DAY = pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\b\d{1,2}\b.{1,12}?\b(?:19|20)\d\d\b")


# "[logo-2] * Rain stays [7fc2-b]": w3m prints the names of pictures' files
_IMAGE = r"\[(?=[^\[\]]{0,60}[a-z])[a-z0-9][\w-]{0,60}\]"
_IMAGES_BEFORE = pattern(rf"(?:{_IMAGE}\s*+|(?<=\]\s)\*\s++)++")
_IMAGES_AFTER = pattern(rf"(?:\s*+{_IMAGE})++\Z")


def without_images(text: str) -> str:
    """Return a line of a dump without the names of pictures' files at its ends, unless it has nothing else.

    >>> without_images("[logo-2] Rain stays [7fc2-b]"), without_images("[2025] Rain stays [Video]")
    ('Rain stays', '[2025] Rain stays [Video]')
    """
    if "[" not in text:
        return text
    before = _IMAGES_BEFORE.match(text)
    shown = _IMAGES_AFTER.sub("", text[before.end() :] if before else text)
    return shown or text


def without_names(text: str, names: SiteNames, declared: Collection[str] = ()) -> str:
    """Return the text without parts at its ends that name the site, or follow a title in `declared` (folded).

    >>> without_names("Rain stays | Views", SiteNames([], ""), {"rain stays"})
    'Rain stays'
    """
    while True:
        cut = next((kept for kept, part, at_end in _ends(text) if names.resembles(part, at_end)), None)
        if cut is None:
            cut = next((kept for kept, _ in _tails(text) if fold(kept) in declared), None)
        if cut is None or not LETTER.search(cut):
            return text
        text = cut


def without_suffix(text: str) -> str:
    """Return the text without what follows a headline of some words after a bar, or after "::" or "_".

    A section before the headline goes too, if the same bar is on either side of the headline.

    >>> without_suffix("Why the quay costs double | Opinion | Docks")
    'Why the quay costs double'
    >>> without_suffix("Opinion | The quay costs double"), without_suffix("Docks | The quay closes | News")
    ('Opinion | The quay costs double', 'The quay closes')
    """
    start, before = 0, ""  # where the headline begins, and the bar before it
    for mark in _separators(text):
        sign = mark[0].strip()
        headline = text[start : mark.start()].strip()
        is_bar = sign in _BARS or (sign == "_" and UNSPACED.search(headline))
        if is_bar and count_words(headline) >= _HEADLINE_WORDS:
            return headline if sign == before or not start else text[: mark.start()].strip()
        if sign in _BARS and not start:
            start, before = mark.end(), sign
    return text


def with_blanks_between(parts: Sequence[str], headline: str, declared: Sequence[str]) -> str:
    """Return a headline with a blank between its elements where a declared title has one.

    >>> with_blanks_between(["A bridge that", "lasts"], "A bridge thatlasts", ["A bridge that lasts | Echo"])
    'A bridge that lasts'
    """
    letters = ["".join(part.split()) for part in parts]
    bare = "".join(letters)
    if bare != "".join(headline.split()):
        return headline
    between, before = set(accumulate(map(len, letters))), _blanks(headline)
    for text in (text for title in declared for text, _ in readings(title)):
        if "".join(text.split()) == bare:
            before |= between & _blanks(text)
            return "".join(f" {c}" if i in before else c for i, c in enumerate(bare))
    return headline


def _blanks(text: str) -> set[int]:
    """Return before which of its other characters a text has a blank."""
    return set(accumulate(map(len, text.split()[:-1])))


def sections_shown(lines: Iterable[str]) -> set[str]:
    """Return the lines of a page that are as short as a section's name in a menu."""
    return {line for line in lines if len(line) <= _SECTION_LONGEST}


def without_sections(text: str, shown: Collection[str]) -> str:
    """Return the text without parts at its end that are also lines of the page, such as sections in its menu.

    >>> without_sections("Rain stays - Weather", {"Weather", "Home"})
    'Rain stays'
    """
    while True:
        cut = next((kept for kept, section in _tails(text) if section in shown), None)
        if not cut:
            return text
        text = cut


def readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield each part of a title line that may be the headline, longest first, and the rest.

    >>> list(readings("Rain: more to come soon | Echo"))[1]
    ('more to come soon | Echo', 'Rain')
    """
    yield text, ""
    marks = _separators(text)
    cuts = [(text[: m.start()], text[m.end() :]) for m in marks]
    cuts += [(right, left) for left, right in cuts]
    if len(marks) > 1:
        cuts += [
            (text[a.end() : b.start()], text[: a.start()] + " " + text[b.end() :])
            for i, a in enumerate(marks[:_MOST_PARTS])
            for b in marks[i + 1 : _MOST_PARTS]
        ]
    cuts.sort(key=lambda cut: -len(cut[0]))
    yield from ((kept.strip(), rest.strip()) for kept, rest in cuts if kept.strip())


def without_kicker(text: str, declared: Sequence[str]) -> str:
    """Return a heading without its kicker if a declared title lacks the kicker or separates it.

    declared: the page's titles, the most reliable first; the first that the heading ends with decides.

    >>> without_kicker("Harbour: Quay costs double", ["Quay costs double"])
    'Quay costs double'
    >>> without_kicker("Harbour Quay costs double", ["Harbour - Quay costs double"])
    'Quay costs double'
    >>> without_kicker("HarbourQuay costs double", ["Harbour: Quay costs double"])
    'Quay costs double'
    >>> without_kicker("The quay costs double", ["Quay costs double", "Quay costs double"])
    'The quay costs double'
    """
    whole = squash(text)
    folded = [fold(x) for x in declared]
    for end in folded:
        if not end or not whole.endswith(end.replace(" ", "")):
            continue
        if end.replace(" ", "") == whole:
            return next(filter(None, (_after_declared_kicker(text, x, folded) for x in declared)), text)
        for mark in _separators(text):
            if fold(text[mark.end() :]) == end:
                return text[mark.end() :].strip()
        start = _start_of(text, end)
        kicker = text[:start]
        is_confirmed = folded.count(end) > 1 or fold(kicker) in folded or is_day(kicker)
        if start and opens_in_lower_case(text[start:]):
            continue
        if start and _is_kicker(kicker) and (is_confirmed or _is_label(kicker, text[start])):
            return text[start:]
    return text


def opens_in_lower_case(text: str) -> bool:
    """Whether the first letter of a text is a small one, whatever is before it: "“you can dance”"."""
    letter = LETTER.search(text)
    return letter is not None and letter[0].islower()


def _is_label(kicker: str, first: str) -> bool:
    """Whether two lines ran together: "Opinion Why the quay costs double", not "How much the quay costs"."""
    return first.isupper() and kicker.split()[-1][:1].isupper()


def _is_kicker(text: str) -> bool:
    return len(LETTER.findall(text)) >= _LEAST_KICKER or is_day(text)


def is_day(text: str) -> bool:
    """Whether a text has a day in it, or is one: "27.01.2022", "May 3 2024", "May 3"."""
    if _DAY.search(text):
        return True
    from ..datelines.days import day_at  # imported only for a text before a headline

    found = day_at(text.strip(), 0) if any(map(str.isdigit, text)) else None
    return found is not None and found[0] == len(text.strip())


@cached_if_short(256)  # a page's titles are much the same, and each is cut in several ways
def _separators(text: str) -> tuple[regex.Match[str], ...]:
    found = tuple(_SEPARATOR.finditer(text))
    if "«" not in text:
        return found
    quotes = [m.span() for m in _QUOTES.finditer(text)]
    return tuple([m for m in found if not _is_inside(m, quotes)])


def _is_inside(mark: regex.Match[str], quotes: Sequence[tuple[int, int]]) -> bool:
    """Whether a mark between blanks is in a quotation, or opens one; a bar separates even there."""
    sign = mark[0].strip()
    if sign[:1] in _ALWAYS or not (mark[0][0].isspace() and mark[0][-1].isspace()):
        return False
    at = mark.start() + mark[0].index(sign)
    return any(start <= at < end for start, end in quotes)


def _ends(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the text without its last or first parts, the part cut, and whether it was last; short first."""
    marks = _separators(text)
    for m in marks[: -_MOST_PARTS - 1 : -1]:
        yield text[: m.start()].strip(), text[m.end() :].strip(), True
    for m in marks[:_MOST_PARTS]:
        yield text[m.end() :].strip(), text[: m.start()].strip(), False


def _tails(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text without its last parts, and these; short first. Colons and slashes do not separate."""
    for m in _separators(text)[: -_MOST_PARTS - 1 : -1]:
        if m[0].strip() not in _INNER_MARKS:
            yield text[: m.start()].strip(), text[m.end() :].strip()


def title_of_record(line: str) -> str:
    """Return the title in a data set's record of a page, or "" if the line is not a record.

    >>> title_of_record("date 2020-10-30 Ministers meet"), title_of_record("Ministers meet")
    ('Ministers meet', '')
    """
    record = _RECORD.match(line)
    return str(record["title"]) if record else ""


def headlines_opening(line: str) -> Iterator[str]:
    """Yield, folded, a line that may be a page's <title>, and its starts that may be the headline alone.

    >>> list(headlines_opening("Harbour: quay costs double - Local | Echo"))
    ['harbour quay costs double local echo', 'harbour quay costs double local', 'harbour quay costs double']
    """
    yield fold(line)
    for m in _separators(line)[: -_MOST_PARTS - 1 : -1]:
        if m[0].strip() not in _INNER_MARKS or m[0][0].isspace():
            yield fold(line[: m.start()])


def headlines_closing(line: str) -> Iterator[str]:
    """Yield, folded, the ends of a line that may be a page's <title>, each after the mark of a site's name.

    >>> list(headlines_closing("Echo News :: Harbour: quay costs double"))
    ['harbour quay costs double']
    """
    for m in _separators(line)[:_MOST_PARTS]:
        if m[0].strip() not in _INNER_MARKS:
            yield fold(line[m.end() :])


def _after_declared_kicker(text: str, declared: str, folded: Collection[str]) -> str:
    """Return the headline, or "", if a declared title separates its kicker by a mark that the heading lacks.

    Before a colon, a kicker may be as long as the headline.
    """
    for mark in _separators(declared):
        kicker, headline = declared[: mark.start()], declared[mark.end() :]
        start = _start_of(text, fold(headline))
        if start and fold(text[:start]) == fold(kicker) and not _SEPARATOR.search(text[:start] + "x"):
            most = 1 if mark[0].strip() in _INNER_MARKS else _KICKER_SHARE
            if fold(headline) in folded or len(kicker) <= most * len(headline):
                return text[start:]
    return ""


def _start_of(text: str, folded: str) -> int:
    """Return where the end of `text` that folds to `folded` begins; 0 if not at the start of a word."""
    for m in _STARTS.finditer(text):
        if fold(text[m.start() :]) == folded:
            return int(m.start())
    return 0
