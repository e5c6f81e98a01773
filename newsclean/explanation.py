"""Explanation: the page as read, every edit with its reason, and the Article that came of them.

@ dateline: LONDON (Reuters) - [datelines: agency in brackets]
~ 3 Shares fell on Monday. [datelines: agency in brackets]
- 9 Most read [sidebars: section heading]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .article import Article, Dateline, Image
from .assemble import assemble
from .model import Block, Claim, Drop, Edit, Page, Rewrite, Step, Trace
from .pipeline import Pass, name_of, run
from .text.visible import visible
from .text.words import fold

if TYPE_CHECKING:
    from pandas import DataFrame

_PLACES = {name: place for place, name in enumerate(Article.__dataclass_fields__)}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `explain` returns: the page as it was read, every edit, and what they made of it.

    In a notebook it shows the page with its removed parts folded; `print` shows the trace.

    page: as it was read.
    trace: the edits that changed something, in order, each with the name of its pass.
    cleaned: the page they made.
    passes: those that ran, for `ablate`, `alone` and `effects`.
    """

    page: Page
    trace: Trace
    cleaned: Page
    passes: tuple[Pass, ...] = field(default=(), compare=False)

    @property
    def article(self) -> Article:
        """What `clean` returns."""
        return assemble(self.cleaned)

    # --- what happened --------------------------------------------------------------------------

    def why(self, text: str) -> Why:
        """The drops and rewrites of the blocks that hold `text` (case, accents and punctuation aside).

        A tuple of steps that prints as lines of the trace; where there is none, it says whether the text was
        kept or is not on the page at all.
        """
        wanted = fold(text)
        held = {b.id: b for b in self.page.blocks if wanted and wanted in fold(b.text)}
        steps = (s for s in self.trace if not isinstance(s.edit, Claim) and s.edit.block in held)
        return Why(steps, text, tuple(held.values()))

    def counts(self) -> Counter[tuple[str, str]]:
        """How many blocks each (pass, reason) dropped."""
        return Counter((s.by, s.edit.reason) for s in self.trace if isinstance(s.edit, Drop))

    def removed(self) -> Counter[str]:
        """How many characters of text each pass dropped, of blocks as they were read."""
        lengths = {b.id: len(b.text) for b in self.page.blocks}
        removed: Counter[str] = Counter()
        for step in self.trace:
            if isinstance(step.edit, Drop):
                removed[step.by] += lengths[step.edit.block]
        return removed

    @property
    def share_removed(self) -> float:
        """Of the page's characters, in blocks as they were read, 0 to 1."""
        read = sum(len(b.text) for b in self.page.blocks)
        return self.removed().total() / read if read else 0.0

    def claims(self) -> list[tuple[Step, Claim]]:
        """The claims that won, in the order of the Article's fields, each with the step that made it."""
        won: dict[str, tuple[Step, Claim]] = {}
        for n, step in enumerate(self.trace):
            if isinstance(step.edit, Claim):
                name = step.edit.field
                won[f"{name} {n}" if name == "warnings" else name] = step, step.edit  # warnings add up
        return sorted(won.values(), key=lambda found: _PLACES.get(found[1].field, len(_PLACES)))

    def diff(self) -> str:
        """The page's text before and after, a block a line, as `diff` writes it.

        A line that begins with two blanks was kept, `- ` was dropped, `- ` followed by `+ ` was rewritten.
        """
        after = {b.id: b.text for b in self.cleaned.blocks}
        lines: list[str] = []
        for block in self.page.blocks:
            text = after.get(block.id)
            if text != block.text:
                lines += _marked("- ", block.text)
            if text is not None:
                lines += _marked("  " if text == block.text else "+ ", text)
        return visible("\n".join(lines))

    def to_frame(self) -> DataFrame:
        """Every block and every edit as a pandas DataFrame: blocks in the page's order, then claims.

        Columns: `edit` (keep, drop, rewrite or claim), `block` (id; missing for a claim from the head),
        `field` (of a claim), `text` (of a block as read; of a claim its value), `by`, `reason`, `evidence`.
        A block that was repaired and then dropped has two rows. Needs `pip install 'newsclean[pandas]'`.
        """
        from .display.frame import frame  # only for those who ask for it

        return frame(self)

    def lines(self) -> Iterator[str]:
        """The trace as text, one line an edit, as fixtures, docs and the command line show it."""
        blocks = {b.id: b for b in self.page.blocks}
        for step in self.trace:
            yield line_of(step, blocks)

    # --- what would have happened ---------------------------------------------------------------

    def ablate(self, by: str) -> Article:
        """The article of the same page without the pass of that name.

        Raises ValueError where no such pass ran, PassError where another one cannot do without it.
        """
        self._pass(by)
        return self._again(each for each in self.passes if name_of(each) != by).article

    def alone(self, by: str) -> Explanation:
        """What the pass of that name would have done to the page had it been the only one.

        Raises ValueError where no such pass ran.
        """
        return self._again([self._pass(by)])

    def effects(self) -> tuple[Effect, ...]:
        """What each pass did, would have done alone, and what only it did. Cleans the page twice a pass."""
        kept = {b.id for b in self.cleaned.blocks}
        dropped = Counter(s.by for s in self.trace if isinstance(s.edit, Drop))
        effects = []
        for name in dict.fromkeys(map(name_of, self.passes)):
            without = self._again(each for each in self.passes if name_of(each) != name)
            left = {b.id for b in without.cleaned.blocks}
            alone = len(self.page.blocks) - len(self.alone(name).cleaned.blocks)
            effects.append(Effect(name, dropped[name], alone, len(left - kept), len(kept - left)))
        return tuple(effects)

    def _pass(self, by: str) -> Pass:
        for each in self.passes:
            if name_of(each) == by:
                return each
        raise ValueError(f"no pass {by!r} ran; those that did: {', '.join(map(name_of, self.passes))}")

    def _again(self, passes: Iterable[Pass]) -> Explanation:
        chosen = tuple(passes)
        cleaned, trace = run(self.page, chosen)
        return Explanation(self.page, trace, cleaned, chosen)

    # --- how it is shown ------------------------------------------------------------------------

    def to_html(self) -> str:
        """The page with every edit on it, as one HTML document that loads nothing and runs nothing."""
        from .display.page_view import document  # only for those who ask for it

        return document(self)

    def _repr_html_(self) -> str:
        from .display.page_view import fragment

        return fragment(self)

    def __str__(self) -> str:
        return "\n".join(map(visible, self.lines()))

    def __repr__(self) -> str:
        by = len({step.by for step in self.trace})
        return (
            f"<Explanation: {len(self.cleaned.blocks)} of {len(self.page.blocks)} blocks kept, "
            f"{len(self.trace)} edits by {by} passes>"
        )


class Why(tuple[Step, ...]):
    """The steps that answer `explanation.why(text)`, printed as lines of the trace."""

    text: str
    """What was asked for."""
    blocks: tuple[Block, ...]
    """The blocks that hold it, as they were read."""

    def __new__(cls, steps: Iterable[Step], text: str, blocks: tuple[Block, ...]) -> Why:
        self = super().__new__(cls, steps)
        self.text, self.blocks = text, blocks
        return self

    def __getnewargs__(self) -> tuple[tuple[Step, ...], str, tuple[Block, ...]]:
        return tuple(self), self.text, self.blocks

    def __repr__(self) -> str:
        if not self.blocks:
            return visible(f"nothing on the page holds {self.text!r}")
        touched = {s.edit.block: s for s in self}
        blocks = {b.id: b for b in self.blocks}
        lines = [line_of(step, blocks) for step in self]
        lines += [f"  {b.id} {_one_line(b.text)} [kept]" for b in self.blocks if b.id not in touched]
        return visible("\n".join(lines))

    def _repr_html_(self) -> str:
        from .display.page_view import answer

        return answer(self)


@dataclass(frozen=True, slots=True)
class Effect:
    """What one pass is worth on one page, in blocks."""

    by: str
    dropped: int
    """Dropped by it."""
    alone: int
    """It would have dropped had it been the only pass."""
    let_in: int
    """Would be in the article without it: nothing else takes them out."""
    lost: int
    """Would be missing from the article without it: it keeps another pass from dropping them."""


def line_of(step: Step, blocks: dict[int, Block]) -> str:
    """One edit as a line: `- id text [pass: reason]`; evidence, where there is any, after the reason."""
    edit = step.edit
    because = f"[{step.by}: {edit.reason}{'; ' + str(edit.evidence) if edit.evidence else ''}]"
    return f"{_what(edit, blocks)} {because}"


def value_of(claim: Claim) -> str:
    """What a claim says, as one line."""
    return _value(claim.value)


def _what(edit: Edit, blocks: dict[int, Block]) -> str:
    if isinstance(edit, Claim):
        return f"@ {edit.field}: {value_of(edit)}"
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


def _marked(mark: str, text: str) -> list[str]:
    return [mark + line for line in text.split("\n")]
