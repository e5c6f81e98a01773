"""Explanation: the page as read, every edit with its reason, and the Article that came of them.

    @ dateline: LONDON (Reuters) - [datelines: agency in brackets]
    ~ 3 Shares fell on Monday. [datelines: agency in brackets]
    - 9 Most read [sidebars: section heading]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .assemble import assemble
from .edits import Claim, Drop, Edit, Rewrite, Step, Trace
from .model import Article, Block, Dateline, Image, Page
from .words import fold


@dataclass(frozen=True, slots=True)
class Explanation:
    """page: as it was read. trace: the edits that changed something. cleaned: the page they made."""

    page: Page
    trace: Trace
    cleaned: Page

    @property
    def article(self) -> Article:
        """What `clean` returns."""
        return assemble(self.cleaned)

    def why(self, text: str) -> tuple[Step, ...]:
        """The drops and rewrites of the blocks that hold `text` (case, accents and punctuation aside)."""
        wanted = fold(text)
        held = {b.id for b in self.page.blocks if wanted and wanted in fold(b.text)}
        return tuple(s for s in self.trace if not isinstance(s.edit, Claim) and s.edit.block in held)

    def counts(self) -> Counter[tuple[str, str]]:
        """How many blocks each (pass, reason) dropped."""
        return Counter((s.by, s.edit.reason) for s in self.trace if isinstance(s.edit, Drop))

    def lines(self) -> Iterator[str]:
        """The trace as text, one line an edit, as fixtures, docs and the command line show it."""
        blocks = {b.id: b for b in self.page.blocks}
        for step in self.trace:
            yield line_of(step, blocks)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def line_of(step: Step, blocks: dict[int, Block]) -> str:
    """One edit as a line: `- id text [pass: reason]`; evidence, where there is any, after the reason."""
    edit = step.edit
    because = f"[{step.by}: {edit.reason}{'; ' + str(edit.evidence) if edit.evidence else ''}]"
    return f"{_what(edit, blocks)} {because}"


def _what(edit: Edit, blocks: dict[int, Block]) -> str:
    if isinstance(edit, Claim):
        return f"@ {edit.field}: {_value(edit.value)}"
    if isinstance(edit, Rewrite):
        return f"~ {edit.block} {edit.kind + ': ' if edit.kind else ''}{_one_line(edit.text)}"
    return f"- {edit.block} {_one_line(blocks[edit.block].text)}"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_value, value))
    if isinstance(value, Dateline):
        return value.raw.strip()
    if isinstance(value, Image):
        return value.url
    return _one_line(str(value))


def _one_line(text: str) -> str:
    return " ".join(text.split())
