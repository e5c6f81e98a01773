"""Removes scripts and styles from a dump that was made by cutting out tags but not their content.

Ferry returns
window.ads = window.ads || [];             goes: only the scripts of a page say so
.live_dot { height: 13px; }                goes: no sentence is near it
The boat left at noon. To ring a bell, write:
bell.ring(function () { echo(); });        stays: a post explains its code in prose

A dump without scripts of its page before the first sentence or after the last stays unchanged. Like
`<script>` elements, what is removed here is not in the trace.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from ...text.patterns import pattern

_BRACES_ENOUGH = 3
_FENCE = "```"  # Markdown, whose tools leave out scripts

# "@context" of data    window.ads = window.ads || [];    names of trackers: what only scripts of the page say
_OF_PAGE = pattern(
    r"""
      "@(?:context|graph)" | \|\|\s?+(?:\[\]|\{\})
    | (?:createElement|getElementsByTagName)\(\s?+["']script | CDATA\[ | \.cmd\.push | \.queue\.push
    | \b(?:googletag|adsbygoogle|dataLayer|GoogleAnalyticsObject|gtag\(|fbq\(|_gaq\b)
    """,
    regex.X,
)
_LONG_RUN = 3  # lines of code before the first sentence that are no example
_NEAR = 3  # lines between code and the sentence that explains it
_MORE_WITHIN = 6  # lines between runs of one post's code
_COLONS = ":："  # before an example

_ENDS_OF_CODE = ("{", "}", "[", "};", "})", "});", "},", "];", "],", "()", "-->", "*/", "||", "&&")
# "name": "Ferry"    boat: 'Anna',    // a note    .boat, .ferry,    var boat = 1    boat.name = "x"
# color: #cc0000;    if (boat)    return boat;
_BEGINS_CODE = pattern(
    r"""
      ["'][\w @$./-]{1,80}+["']\s*+:\s*+(?:["'\[{\d-]|true|false|null)
    | [\w$]{1,60}+\s*+:\s*+["'\[{\d!].*+(?<=,)
    | /\*|\*/|//|<!--|[.\#][a-zA-Z][^!?;]*+(?<=,)\Z|[\])}]+[\s,;(]|[\])}]+\Z|\{\s*+["\n}]|\[\{|[(!]function\b
    | (?:var|let|const)\s++[\w$]++\s*+[=;] | function\b[^()]{0,60}+\( | (?:if|for|while|catch)\s?+\(
    | [\w$.\[\]"']{1,80}+\s*+\+?=\s*+["'\[{\w$(!] | (?:return|break|continue)\b[^;]*+;\Z
    | -{0,2}+[a-z-]{3,60}+:(?:[^\s;][^;]*+|\s[^\s;]++(?:\s[^\s;]++){0,9}+);\Z
    """,
    regex.X,
)
_CALL = pattern(r"[\w$\])]\(")  # in a line that ends in );

_LONG_LINE = 300  # characters
_SIGN_APART = 12  # characters between braces, brackets and signs of a program, in the mean
# a story in a long line of code; one that is a string stands after a quotation mark
_STORY_WITHIN = pattern(
    r"""(?:\A|[};])\s*+(?: (?:[\p{L}“(][\p{L}\p{M}\d'’.,:!?”\")-]*+\s++){12}
                         | [\p{Han}\p{Hiragana}\p{Katakana}，。、]{40} )""",
    regex.X,
)
# }}); Ferry returns    }Skip to main content    where code ends and text begins
_TEXT_BEGINS = pattern(
    r"(?:\}[)\]};,'\" (]*+|[;)\]]\s{2,}+)\s*+(?=[\p{L}\d“„«][^{}()=;\"\n]{40})",
)
# Contact  window.ads = …    Contact {"@context": …    where text ends and code begins
_CODE_BEGINS = pattern(
    r"""
      \s\s(?= (?:window|document)\.\w | var\s\w++\s?= | [(!;]*+function\b[\s\w]{0,60}+\( | [\[{]{1,2}+["']
            | \(\(\)\s?=> | (?:jQuery|\$)\( | [.\#@][a-zA-Z][\w-]*+[^{}\n.!?]{0,80}+\{ | try\s?\{ )
    | (?<=[\p{L}.!?])(?=\{["'])
    """,
    regex.X,
)

_SENTENCE_END = pattern(r"(?:[.!?…:]|[.!?…][\"”»’)])\Z|[。！？：」』]\Z")
_SENTENCE_FROM = 60  # characters
_UNSPACED_FROM = 25  # … of scripts beyond ASCII, some of which say as much in fewer
_GAP = 12  # lines within braces or comments that look like no code


class _Run(NamedTuple):
    """Lines of code, from `start` to `end` (exclusive)."""

    start: int
    end: int


def without_scripts(text: str) -> str:
    """Return a dump without the scripts and styles of its page, and any other text unchanged."""
    if text.count("{") < _BRACES_ENOUGH or _FENCE in text or _OF_PAGE.search(text) is None:
        return text
    lines = [*_lines(text)]
    shown = [at for at, line in enumerate(lines) if line and not line.isspace()]
    page = _Lines([lines[at].strip() for at in shown])
    if not page.has_scripts:
        return text
    for run in set(page.runs) - page.of_post():
        for at in shown[run.start : run.end]:
            lines[at] = ""
    return "\n".join(lines)


class _Lines:
    """The lines with text, and the runs of code in them."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.prose = list(map(_is_prose, texts))
        self.runs = [*_runs(texts, self.prose)]
        self.own = {run for run in self.runs if any(map(_OF_PAGE.search, texts[run.start : run.end]))}

    @property
    def has_scripts(self) -> bool:
        """Whether scripts of the page come before its first sentence or after its last."""
        if not self.own:
            return False
        prose = [at for at, is_prose in enumerate(self.prose) if is_prose]
        first, last = (prose[0], prose[-1]) if prose else (len(self.texts), -1)
        before = [run for run in self.runs if run.end <= first]
        if any(run in self.own or run.end - run.start >= _LONG_RUN for run in before):
            return True
        return any(run.start > last and not self._is_near_prose(run) for run in self.own)

    def of_post(self) -> set[_Run]:
        """Return the runs that are code of a post: under a colon, near a sentence, or near more such code."""
        found = {run for run in self.runs if run.start and self.texts[run.start - 1][-1] in _COLONS}
        for runs in (self.runs, self.runs[::-1]):
            before: _Run | None = None
            for run in runs:
                is_more = before is not None and before in found and _are_near(before, run)
                if run not in self.own and (is_more or self._is_near_prose(run)):
                    found.add(run)
                before = run
        return found

    def _is_near_prose(self, run: _Run) -> bool:
        return any(self.prose[max(0, run.start - _NEAR) : run.start] + self.prose[run.end : run.end + _NEAR])


def _are_near(a: _Run, b: _Run) -> bool:
    return max(a.start, b.start) - min(a.end, b.end) <= _MORE_WITHIN


def _lines(text: str) -> Iterator[str]:
    """Yield the lines; long ones are split between text and code."""
    for line in text.split("\n"):
        if len(line) <= _LONG_LINE or "{" not in line:
            yield line
            continue
        line = _TEXT_BEGINS.sub(lambda code: f"{code[0]}\n", _CODE_BEGINS.sub("\n", line))
        yield from line.split("\n")


def _runs(texts: list[str], prose: list[bool]) -> Iterator[_Run]:
    """Yield the runs of code; within braces and comments, a run may include a few lines of other text."""
    start = end = -1
    depth, in_comment = 0, False
    for at, line in enumerate(texts):
        if _is_code(line):
            start = start if start >= 0 else at
            end = at + 1
        elif start >= 0 and (
            prose[at] or len(line) > _LONG_LINE or not (depth or in_comment) or at - end >= _GAP
        ):
            yield _Run(start, end)
            start, depth, in_comment = -1, 0, False
        if start >= 0:
            depth = max(0, depth + line.count("{") - line.count("}"))
            in_comment = line.rfind("/*") > line.rfind("*/") or (in_comment and "*/" not in line)
    if start >= 0:
        yield _Run(start, end)


def _is_prose(line: str) -> bool:
    """Whether the line ends a sentence of some length."""
    least = _SENTENCE_FROM if line.isascii() else _UNSPACED_FROM
    return len(line) >= least and _SENTENCE_END.search(line) is not None and not _is_code(line)


def _is_code(line: str) -> bool:
    """Whether a non-empty line belongs to a script or a style."""
    if len(line) > _LONG_LINE:
        if _STORY_WITHIN.search(line):
            return False
        if sum(map(line.count, "{}();=")) * _SIGN_APART >= len(line):
            return True
    if line.endswith(_ENDS_OF_CODE) or _BEGINS_CODE.match(line):
        return True
    return line[-1] == ";" and ("=" in line or (line.endswith(");") and _CALL.search(line) is not None))
