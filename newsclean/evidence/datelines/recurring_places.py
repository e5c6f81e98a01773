"""Tells whether a name that no list holds is a place: the rest of the page has it after "in".

BRENNAU - The bridge reopened. … "Nobody in Brennau had asked for it."  ->  Brennau is a place
"""

from __future__ import annotations

import regex

from ...model import Page
from ...phrases import written
from ...text.words import fold

_LOOK_AFTER = 30  # characters after a place
_STOPS = ".,;:!?)"


def recurs_as_place(page: Page, name: str) -> bool:
    """Whether the text has a name once more, as a place: "in Brennau." for BRENNAU.

    "in Brennau" before another word counts if the text has it twice or the path of the address has the name,
    and "Brennau" alone if it is in the name of the host.
    """
    titled = name.title()
    holding = [block.text for block in page.blocks if titled in block.text]
    if not holding:
        return False
    host, _, path = (page.url or "").partition("://")[2].partition("/")
    words = fold(name).split()
    in_host, in_path = "".join(words) in fold(host), set(words) <= set(fold(path).split())
    times = 0
    for text in holding:
        for m in regex.finditer(rf"(?<=\p{{Ll}},?\s){regex.escape(titled)}(?![\p{{L}}-])", text):
            after = text[m.end() : m.end() + _LOOK_AFTER].strip()
            is_in = text[: m.start()].split()[-1].lower() in written("before a place")
            times += is_in
            if in_host or (is_in and (in_path or times > 1 or after[:1] in _STOPS)):  # "" is in it too
                return True
            if after.startswith(tuple(written("after a place"))):
                return True
    return False
