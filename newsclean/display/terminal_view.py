"""An Explanation on a terminal: the page in order, with dropped blocks in the colour of their pass.

Lenn bridge reopens, two years after flood
22 blocks read from a text dump. 4 kept, 18 removed (63% of its characters).
sidebars 12  titles 3  ...

 9 - MOST POPULAR                                   sidebars: box heading; MOST POPULAR
 6   Repairs cost 2.4 million euros, twice what had been planned, because divers found a
     second crack last autumn.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from ..edits import drop_counts
from ..explanation import Explanation, value_of
from ..model import Block, Claim, Step
from ..pipeline import name_of
from ..text.visible import one_line, visible

# Named colours follow the terminal's own theme, so they are legible on its background.
_COLOURS = "yellow blue magenta cyan red green bright_yellow bright_blue bright_magenta bright_cyan".split()
_SHARE_OF_REASON = 0.4  # of a dropped block's line
_MIN_WIDTH = 40  # columns
_FIELD = 11  # columns: the length of "description"
_SCREEN = Console()  # never printed to: Rich needs one to know the width of a tab


def page_view(explanation: Explanation, width: int) -> Iterator[Text]:
    """Yield lines of at most `width` columns; escape sequences in the page's text are made visible."""
    width = max(width, _MIN_WIDTH)
    yield from _wrapped(explanation.article.title or "Untitled", width, "bold")
    yield from _wrapped(_summary(explanation), width, "dim")
    colours = _colours(explanation)
    yield from _counts(explanation, colours).wrap(_SCREEN, width)
    yield Text()
    yield from _blocks(explanation, colours, width)
    yield Text()
    yield from _claims(explanation, width)


def _summary(explanation: Explanation) -> str:
    page = explanation.page
    kept = len(explanation.cleaned.blocks)
    kind = "an HTML page" if page.source == "html" else "a text dump"
    removed = f"{len(page.blocks) - kept} removed ({explanation.share_removed:.0%} of its characters)"
    counts = f"{len(page.blocks)} blocks read from {kind}. {kept} kept, {removed}."
    return f"{counts} Status: {explanation.article.status}."


def _colours(explanation: Explanation) -> dict[str, str]:
    names = dict.fromkeys([*map(name_of, explanation.passes), *(step.by for step in explanation.trace)])
    return {name: _COLOURS[n % len(_COLOURS)] for n, name in enumerate(names)}


def _counts(explanation: Explanation, colours: dict[str, str]) -> Text:
    counts = drop_counts(explanation.trace).most_common()
    return Text("  ").join(Text(one_line(f"{by} {n}"), colours[by]) for by, n in counts)


# --- blocks -------------------------------------------------------------------------------------


def _blocks(explanation: Explanation, colours: dict[str, str], width: int) -> Iterator[Text]:
    after = {b.id: b for b in explanation.cleaned.blocks}
    steps: dict[int, list[Step]] = {}
    for step in explanation.trace:
        if not isinstance(step.edit, Claim):
            steps.setdefault(step.edit.block, []).append(step)
    digits = len(str(max((b.id for b in explanation.page.blocks), default=0)))
    for block in explanation.page.blocks:
        number = Text(f"{block.id:>{digits}} ", "dim")
        touched = steps.get(block.id, [])
        if block.id in after:
            yield from _kept(after[block.id], touched, number, colours, width)
        else:
            yield _dropped(block, touched[-1], number, colours, width)


def _kept(
    block: Block, touched: list[Step], number: Text, colours: dict[str, str], width: int
) -> Iterator[Text]:
    text = f"{block.marker} {block.text}" if block.marker else block.text
    lines = _wrapped(text, width - len(number) - 2, "bold" if block.kind == "heading" else "")
    for n, line in enumerate(lines):
        mark = Text("~ ", colours[touched[-1].by]) if touched and n == 0 else Text("  ")
        yield Text.assemble(number if n == 0 else " " * len(number), mark, line)
    for step in touched:
        reason = Text(f"  ~ {_reason(step)}", f"dim {colours[step.by]}")
        reason.truncate(width - len(number), overflow="ellipsis")
        yield Text.assemble(" " * len(number), reason)


def _dropped(block: Block, step: Step, number: Text, colours: dict[str, str], width: int) -> Text:
    colour = colours[step.by]
    room = width - len(number) - 2
    reason = Text(_reason(step), f"dim {colour}")
    reason.truncate(int(room * _SHARE_OF_REASON), overflow="ellipsis")
    text = Text(one_line(block.text), colour)
    text.truncate(room - int(room * _SHARE_OF_REASON) - 2, overflow="ellipsis", pad=True)
    return Text.assemble(number, Text("- ", colour), text, "  ", reason)


def _reason(step: Step) -> str:
    evidence = f"; {step.edit.evidence}" if step.edit.evidence else ""
    return one_line(f"{step.by}: {step.edit.reason}{evidence}")


# --- claims -------------------------------------------------------------------------------------


def _claims(explanation: Explanation, width: int) -> Iterator[Text]:
    """Yield the winning claim of each field: its value, and where it was read."""
    for step, edit in explanation.claims():
        where = "head" if edit.block is None else f"block {edit.block}"
        name = Text(f"@ {one_line(edit.field):<{_FIELD}} ", "cyan")
        yield from _hanging(name, Text(one_line(value_of(edit))), width)
        yield from _hanging(Text(" " * len(name)), Text(f"{where}; {_reason(step)}", "dim"), width)


def _hanging(head: Text, text: Text, width: int) -> Iterator[Text]:
    for n, line in enumerate(text.wrap(_SCREEN, width - len(head)) or [Text()]):
        line.rstrip()
        yield Text.assemble(head if n == 0 else " " * len(head), line)


def _wrapped(text: str, width: int, style: str) -> list[Text]:
    lines = list(Text(visible(text).expandtabs(4), style).wrap(_SCREEN, width))
    for line in lines:
        line.rstrip()
    return lines
