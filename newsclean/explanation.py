"""Explanation: the page as read, every edit with its reason, and the resulting Article.

@ dateline: LONDON (Reuters) - [datelines: place and agency]
~ 3 Shares fell on Monday. [datelines: place and agency]
- 9 Most read [sidebars: box heading; Most read]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .article import Article, Dateline, Image
from .assemble import assemble
from .edits import drop_counts
from .model import Block, Claim, Drop, Edit, Page, Rewrite, Step, Trace
from .pipeline import Pass, name_of, run
from .text.visible import visible
from .text.words import fold

if TYPE_CHECKING:
    from pandas import DataFrame

_FIELD_ORDER = {name: place for place, name in enumerate(Article.__dataclass_fields__)}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The result of `explain`: the page as it was read, every edit, and the resulting page.

    A notebook shows the page with its removed parts folded; `print` shows the trace.

    page: the page as it was read.
    trace: the edits that changed something, in order, each with the name of its pass.
    cleaned: the page after all edits.
    passes: the passes that ran, for `ablate`, `alone` and `effects`.
    keep: ids of the blocks that a profile's rules keep, whatever passes say.
    """

    page: Page
    trace: Trace
    cleaned: Page
    passes: tuple[Pass, ...] = field(default=(), compare=False)
    keep: frozenset[int] = field(default=frozenset(), compare=False)

    @property
    def article(self) -> Article:
        """The Article that `clean` returns."""
        return assemble(self.cleaned)

    # --- what happened --------------------------------------------------------------------------

    def why(self, text: str) -> Why:
        """Return the drops and rewrites of blocks that hold `text`, ignoring case, accents and punctuation.

        The result is a tuple of steps that prints as lines of the trace. If there are none, it says whether
        the text was kept or is not on the page. Raises TypeError for anything but a str.
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {text!r}")
        wanted = fold(text)
        held = {b.id: b for b in self.page.blocks if wanted and wanted in fold(b.text)}
        steps = (s for s in self.trace if not isinstance(s.edit, Claim) and s.edit.block in held)
        return Why(steps, text, tuple(held.values()))

    def counts(self) -> Counter[tuple[str, str]]:
        """Return how many blocks each (pass, reason) dropped."""
        return Counter((s.by, s.edit.reason) for s in self.trace if isinstance(s.edit, Drop))

    def removed(self) -> Counter[str]:
        """Return how many characters each pass dropped, counted in the blocks as read."""
        lengths = {b.id: len(b.text) for b in self.page.blocks}
        removed: Counter[str] = Counter()
        for step in self.trace:
            if isinstance(step.edit, Drop):
                removed[step.by] += lengths[step.edit.block]
        return removed

    @property
    def share_removed(self) -> float:
        """The share of the page's characters that was dropped, 0 to 1, counted in the blocks as read."""
        read = sum(len(b.text) for b in self.page.blocks)
        return self.removed().total() / read if read else 0.0

    def claims(self) -> list[tuple[Step, Claim]]:
        """Return the winning claims in the order of the Article's fields, each with its step."""
        won: dict[str, tuple[Step, Claim]] = {}
        for n, step in enumerate(self.trace):
            if isinstance(step.edit, Claim):
                name = step.edit.field
                won[f"{name} {n}" if name == "warnings" else name] = step, step.edit  # warnings add up
        return sorted(won.values(), key=lambda found: _FIELD_ORDER.get(found[1].field, len(_FIELD_ORDER)))

    def diff(self) -> str:
        """Return the page's text before and after in the style of `diff`, one block a line.

        Lines that begin with two spaces were kept, `- ` was dropped, `- ` followed by `+ ` was rewritten.
        """
        after = {b.id: b.text for b in self.cleaned.blocks}
        lines: list[str] = []
        for block in self.page.blocks:
            text = after.get(block.id)
            if text != block.text:
                lines += _prefixed("- ", block.text)
            if text is not None:
                lines += _prefixed("  " if text == block.text else "+ ", text)
        return visible("\n".join(lines))

    def to_frame(self) -> DataFrame:
        """Return every block and edit as a pandas DataFrame: blocks in the page's order, then claims.

        Columns: `edit` (keep, drop, rewrite or claim), `block` (its id; missing for a claim from the head),
        `field` (of a claim), `text` (a block's as read, or a claim's value), `by`, `reason`, `evidence`.
        A block that was rewritten and then dropped has two rows. Needs `pip install 'newsclean[pandas]'`.
        """
        from .display.frame import frame  # imported on demand

        return frame(self)

    def lines(self) -> Iterator[str]:
        """Yield the trace as text, one line an edit, as fixtures, docs and the command line show it."""
        blocks = {b.id: b for b in self.page.blocks}
        for step in self.trace:
            yield line_of(step, blocks)

    # --- what would have happened ---------------------------------------------------------------

    def ablate(self, by: str) -> Article:
        """Return the article of the same page without the pass of this name.

        Raises ValueError if no such pass ran, PassError if another pass fails without it.
        """
        self._pass(by)
        return self._rerun(each for each in self.passes if name_of(each) != by).article

    def alone(self, by: str) -> Explanation:
        """Return what the page becomes if the pass of this name is the only one.

        Raises ValueError if no such pass ran.
        """
        return self._rerun([self._pass(by)])

    def effects(self) -> tuple[Effect, ...]:
        """Return what each pass did in this run, does alone, and what changes without it.

        Cleans the page twice for each pass.
        """
        kept = {b.id for b in self.cleaned.blocks}
        dropped = drop_counts(self.trace)
        effects = []
        for name in dict.fromkeys(map(name_of, self.passes)):
            without = self._rerun(each for each in self.passes if name_of(each) != name)
            left = {b.id for b in without.cleaned.blocks}
            alone = len(self.page.blocks) - len(self.alone(name).cleaned.blocks)
            effects.append(Effect(name, dropped[name], alone, len(left - kept), len(kept - left)))
        return tuple(effects)

    def _pass(self, by: str) -> Pass:
        for each in self.passes:
            if name_of(each) == by:
                return each
        raise ValueError(f"no pass {by!r} ran; passes that did: {', '.join(map(name_of, self.passes))}")

    def _rerun(self, passes: Iterable[Pass]) -> Explanation:
        chosen = tuple(passes)
        cleaned, trace = run(self.page, chosen, self.keep)
        return Explanation(self.page, trace, cleaned, chosen, self.keep)

    # --- how it is shown ------------------------------------------------------------------------

    def to_html(self) -> str:
        """Return the annotated page as one HTML document without scripts or external resources."""
        from .display.page_view import document  # imported on demand

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
    """The result of `explanation.why(text)`: steps that print as lines of the trace."""

    text: str
    """The text that was searched for."""
    blocks: tuple[Block, ...]
    """The blocks that contain it, as they were read."""

    def __new__(cls, steps: Iterable[Step], text: str, blocks: tuple[Block, ...]) -> Why:
        self = super().__new__(cls, steps)
        self.text, self.blocks = text, blocks
        return self

    def __getnewargs__(self) -> tuple[tuple[Step, ...], str, tuple[Block, ...]]:
        return tuple(self), self.text, self.blocks

    def __repr__(self) -> str:
        if not self.blocks:
            return visible(f"nothing on the page contains {self.text!r}")
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
    """The effect of one pass on one page, counted in blocks."""

    by: str
    dropped: int
    """Blocks it dropped."""
    alone: int
    """Blocks it would drop as the only pass."""
    let_in: int
    """Blocks that would be in the article without it: no other pass drops them."""
    lost: int
    """Blocks that would be missing without it: it keeps another pass from dropping them."""


def line_of(step: Step, blocks: dict[int, Block]) -> str:
    """Return one edit as a line: `- id text [pass: reason]`, with any evidence after the reason."""
    edit = step.edit
    reason = f"[{step.by}: {edit.reason}{'; ' + str(edit.evidence) if edit.evidence else ''}]"
    return f"{_edit_text(edit, blocks)} {reason}"


def value_of(claim: Claim) -> str:
    """Return a claim's value as one line."""
    return _value(claim.value)


def _edit_text(edit: Edit, blocks: dict[int, Block]) -> str:
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


def _prefixed(mark: str, text: str) -> list[str]:
    return [mark + line for line in text.split("\n")]
