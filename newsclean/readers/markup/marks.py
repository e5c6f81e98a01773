"""Small things inside a line: raised figures, marks of footnotes, tooltips, text for screen readers only.

10<sup>6</sup>, H<sub>2</sub>O                     ->  10⁶, H₂O
the night boat<sup><a href="#fn1">1</a></sup>      ->  the night boat, with a link that has no text
<span class="sr-only">Image</span>The crew         ->  The crew
the <dfn aria-describedby="t">lee</dfn><span id="t">The side away from the wind.</span>     ->  the lee
"""

from __future__ import annotations

import regex

from ...phrases import lines
from ...text.caching import cached_if_short
from ...text.patterns import pattern
from .containers import style_hides
from .nodes import Attributes

_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_CHARACTERS = {"superscript": _RAISED, "subscript": _LOWERED}

# 1   [12]   (a)   ¹²   *   ††   [note 3]   ↩︎   ^   # and 🔗 beside headings
_NOTE_MARK = pattern(
    r"[\[(]?+(?:\p{L}{2,10}+\s)?+(?:\d{1,3}+|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}+|\p{L}|[*†‡§¶^↑↩↵⤴⏎#🔗⚓]{1,3}+)[\ufe0e\ufe0f]?+[\])]?+"
)
_SURE_NOTE_MARK = pattern(r"[\[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§^↑↩↵⤴⏎#🔗⚓]")
_TEXT_END = pattern(r"\p{Ll}(?:[!?…:]|\.{1,3})?+\Z")
# 18:42   01:14:00   [00:14]   6.42 pm
_CLOCK = pattern(r"[\[(]?+\d{1,2}+(?::\d\d(?::\d\d)?+|[:.]\d\d\s?+[ap]\.?m\.?)[\])]?+", regex.I)
_YEAR_END = pattern(r"(?<!\d)(?:19|20)\d\d,?\Z")
_WORD_END = pattern(r"[\p{Lu}\p{Ll}]{3}\Z")
# 2.3. 20:51   17 May 2025   5 min read
_FIGURES = pattern(r"\d{1,4}+(?:[./:-]\s?+\d|\.?+\s\p{L}{2})")
_TIME_END = pattern(r"(?:\d[:.-]|\.\s)\d{1,4}+(?<=:\d\d|-\d\d|\d{4})\Z|(?:19|20)\d\d\D{1,20}+\d{1,2}\.\Z")
# 来源：江海日报   128 comments
_LABEL_OR_COUNT = pattern(r"(?:\p{Lu}|\p{Han}|\p{Hangul})\p{L}{1,14}+\s?+[:：](?!/)|\d{1,6}+\s\p{L}{2}")
_LABELLED = pattern(r"\p{L}{2,15}+\s?+[:：]\s?+[^:：。.]{1,30}+\Z")
_LONGEST = 200  # characters of a class attribute to examine
_NOT_LETTERS = pattern(r"[^a-z0-9]++")


def in_small_figures(text: str, mark: str) -> str | None:
    """Return a superscript or subscript in Unicode's characters; None unless it has all of them.

    >>> in_small_figures("-3", "superscript"), in_small_figures("2", "subscript")
    ('⁻³', '₂')
    """
    characters = _CHARACTERS[mark]
    return text.translate(characters) if all(ord(c) in characters for c in text) else None


def is_note_mark(text: str, href: str, raised: bool, glued: bool) -> bool:
    """Whether a link is the mark of a footnote, or leads back from one.

    raised: whether it is a superscript; glued: whether no blank is before it.

    >>> is_note_mark("1", "#fn1", True, True), is_note_mark("[2]", "#cite-2", False, False)
    (True, True)
    >>> is_note_mark("2", "#page-2", False, False), is_note_mark("3", "/page/3", True, True)
    (False, False)
    """
    if "#" not in href or len(text) > 20 or not _NOTE_MARK.fullmatch(text):
        return False
    return raised or glued or _SURE_NOTE_MARK.match(text) is not None


def are_shown_apart(before: str, after: str) -> bool:
    """Whether two adjoining `<span>`s are not one text: a style sheet sets them apart.

    >>> are_shown_apart("The crew after the finish.", "Credit..."), are_shown_apart("T", "he crew")
    (True, False)
    >>> are_shown_apart("18:42", "Doors close"), are_shown_apart("HALE", "(00:14)")
    (True, True)
    >>> are_shown_apart("4 May 2022", "18:42"), are_shown_apart("2022", "23 season")
    (True, False)
    >>> are_shown_apart("Ada Hale", "2.3. 20:51"), are_shown_apart("2024-10-18 08:26", "来源：江海日报")
    (True, True)
    >>> are_shown_apart("来源：江海日报", "作者：谢若含"), are_shown_apart("EUR/USD", "汇评：标普")
    (True, False)
    """
    if after[0].isupper() and _TEXT_END.search(before):
        return True
    if before[-1:].isalpha() and _CLOCK.fullmatch(after.strip()):
        return True
    if _YEAR_END.search(before) and _CLOCK.match(after.strip()):
        return True
    if after[0].isdigit() and _WORD_END.search(before) and _FIGURES.match(after):
        return True
    if _LABEL_OR_COUNT.match(after):
        is_labelled = after[0].isalpha() and _LABELLED.match(before.strip()) is not None
        return is_labelled or _TIME_END.search(before) is not None
    return after[0].isalpha() and _CLOCK.fullmatch(before.strip()) is not None


def is_unseen(attributes: Attributes) -> bool:
    """Whether an element inside a line is not shown: hidden, a tooltip, or for screen readers only."""
    classes = attributes.get("class")
    if classes and _is_for_screen_readers(classes[:_LONGEST]):
        return True
    if "hidden" in attributes or attributes.get("role") == "tooltip":
        return True
    return style_hides(attributes.get("style"))


def explained_in(attributes: Attributes) -> list[str]:
    """Return the ids of the elements that explain a term."""
    return f"{attributes.get('aria-describedby') or ''} {attributes.get('aria-labelledby') or ''}".split()


@cached_if_short(4096)
def _is_for_screen_readers(classes: str) -> bool:
    names = lines("screen_reader_classes")
    return any(_NOT_LETTERS.sub("", name) in names for name in classes.lower().split())
