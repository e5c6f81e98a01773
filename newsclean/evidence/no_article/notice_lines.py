"""Tells lines that an error page, a wall or an empty search has in place of a headline.

Page not found   ->  error        403 Forbidden   ->  blocked        No results   ->  listing
"""

from __future__ import annotations

from ...phrases import labels, opens_with_label, plain
from ...text.patterns import pattern
from ...text.words import count_words

_BLOCKING = frozenset(("401", "403", "429", "451"))
_MOST_WORDS = 12

# "404 Not Found"   "Error 404: Page not found"   "Server Error (500)"   "HTTP Status 404 – Not Found"
_CODE = pattern(r"(?<![\d.,$€£#])(40[0134]|410|429|451|50[0234]|52[0-6])(?![\d.,%]\d|\d|%)")


def status_of_notice(text: str) -> str:
    """Return the status that a headline stands for, "" if it may be a story's.

    >>> [status_of_notice(x) for x in ("Oh dear! Page not found", "403 Forbidden", "404 seals on a sandbank")]
    ['error', 'blocked', '']
    """
    if count_words(text) > _MOST_WORDS:
        return ""
    label = plain(text.rpartition("! ")[2] if "!" in text else text)
    if label in labels("error pages"):
        return "error"
    if label in labels("blocked pages"):
        return "blocked"
    if label in labels("no results"):
        return "listing"
    code = _CODE.search(label)
    if code is None:
        return ""
    rest = plain(label[: code.start()]), plain(label[code.end() :])
    known = labels("error pages") | labels("blocked pages") | labels("error words") | {""}
    if not known.issuperset(rest):
        return ""
    return "blocked" if code[1] in _BLOCKING else "error"


def asks_for_consent(text: str) -> bool:
    """Whether a line heads a request for consent: "We value your privacy"."""
    return plain(text) in labels("consent labels") or opens_with_label("consent openings", text)
