"""An Explanation as an annotated page: kept blocks are plain, dropped ones folded and tinted.

The filter is a group of radio buttons that the style sheet reads with `:has`; folding uses `<details>`. So
the view needs no script and works in every notebook and in pages made by nbconvert.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..article import Article
from ..explanation import Explanation, Why, value_of
from ..model import Block, Claim, Drop, Rewrite, Step
from ..pipeline import name_of
from ..text.counted import counted
from ..text.visible import clipped
from . import safe_html
from .safe_html import esc, link, styles

# In degrees: fifteen hues 24 apart, with distant ones for neighbouring passes. The hue depends only on the
# position of the pass, so a pass has the same colour on every page.
_FIRST_HUE, _NEXT_HUE = 90, 168
_MAX_SUMMARY = 140  # characters of text shown for a folded run


def fragment(explanation: Explanation) -> str:
    """Return the view as an HTML fragment, as a notebook shows it."""
    return _view(_ViewData.of(explanation))


def document(explanation: Explanation) -> str:
    """Return the view as a whole HTML page."""
    title = explanation.article.title or explanation.page.url or "a page"
    return safe_html.document(f"What was cleaned: {title}", _view(_ViewData.of(explanation, whole=True)))


def answer(why: Why) -> str:
    """Return the answer of `explanation.why(text)` as an HTML fragment."""
    blocks = {b.id: b for b in why.blocks}
    hues = {by: n for n, by in enumerate(dict.fromkeys(step.by for step in why))}
    items = [
        _block_item("nc-drop", block, _text(block) + _reason(s), f' style="--h:{_hue(hues[s.by])}"')
        for s in why
        if (block := blocks.get(s.edit.block or 0)) is not None
    ]
    touched = {s.edit.block for s in why}
    kept = '<p class="nc-why">kept unchanged</p>'
    items += [_block_item("nc-kept", b, _text(b) + kept) for b in why.blocks if b.id not in touched]
    steps_html = f'<ol class="nc-blocks">{"".join(items)}</ol>' if items else ""
    heading = "Why" if items else "Nothing on the page contains"
    return (
        f'<section class="newsclean nc-view nc-inset">{styles("theme", "page")}'
        f'<p class="nc-sum">{heading} “{esc(clipped(why.text, _MAX_SUMMARY))}”</p>{steps_html}</section>'
    )


@dataclass(frozen=True, slots=True)
class _ViewData:
    """The data of a view, computed once."""

    explanation: Explanation
    article: Article
    kept: dict[int, Block]
    """Kept blocks as the passes left them, by id."""
    drops: dict[int, Step]
    rewrites: dict[int, list[Step]]
    passes: dict[str, int]
    """Passes that dropped or rewrote something, with the number that gives their colour and filter value."""
    whole: bool
    """Whether the view is a whole page: then each block has an `id` to link to."""

    @classmethod
    def of(cls, explanation: Explanation, *, whole: bool = False) -> _ViewData:
        drops: dict[int, Step] = {}
        rewrites: dict[int, list[Step]] = {}
        for step in explanation.trace:
            if isinstance(step.edit, Drop):
                drops[step.edit.block] = step
            elif isinstance(step.edit, Rewrite):
                rewrites.setdefault(step.edit.block, []).append(step)
        ran = [*map(name_of, explanation.passes), *(step.by for step in explanation.trace)]
        active = {step.by for step in explanation.trace if not isinstance(step.edit, Claim)}
        numbers = {by: n for n, by in enumerate(dict.fromkeys(ran))}
        return cls(
            explanation,
            explanation.article,
            {b.id: b for b in explanation.cleaned.blocks},
            drops,
            rewrites,
            {by: n for by, n in numbers.items() if by in active},
            whole,
        )

    def address(self, block: Block) -> str:
        return f' id="block-{block.id}"' if self.whole else ""

    def marks(self, block: Block) -> str:
        """Return a CSS class for each pass that touched the block; the filter selects by them."""
        numbers = dict.fromkeys(self.passes[step.by] for step in self.steps(block))
        return "".join(f" p{n}" for n in numbers)

    def steps(self, block: Block) -> list[Step]:
        """Return the steps that rewrote or dropped a block, in order."""
        drop = self.drops.get(block.id)
        return [*self.rewrites.get(block.id, []), *([drop] if drop else [])]


def _view(data: _ViewData) -> str:
    kind = "nc-whole" if data.whole else "nc-inset"
    return (
        f'<section class="newsclean nc-view {kind}" aria-label="What was cleaned, and why">'
        f"{styles('theme', 'page')}{_colours(data)}"
        f'<form method="dialog">{_header(data)}'  # "dialog" so that Enter submits nothing
        f'<div class="nc-cols"><div class="nc-side">{_filter(data)}{_claims(data)}</div>'
        f'<ol class="nc-blocks" tabindex="0" aria-label="Blocks of the page">{"".join(_blocks(data))}</ol>'
        "</div></form></section>"
    )


def _colours(data: _ViewData) -> str:
    """Return style rules that give each pass a hue, and hide what the chosen pass did not touch."""
    rules = []
    for n in data.passes.values():
        rules.append(f".nc-view .p{n}{{--h:{_hue(n)}}}")
        chosen = f".nc-view .nc-side:has([value=p{n}]:checked)~.nc-blocks"
        rules.append(f"{chosen} :is(.nc-b,.nc-run):not(.p{n}){{display:none}}")
    return f"<style>{''.join(rules)}</style>"


def _hue(n: int) -> int:
    return (_FIRST_HUE + n * _NEXT_HUE) % 360


# --- header -------------------------------------------------------------------------------------


def _header(data: _ViewData) -> str:
    heading = "h1" if data.whole else "h2"
    article, page = data.article, data.explanation.page
    url = article.url or page.url
    where = f'<p class="nc-url">{link(url, esc(clipped(url, 200)))}</p>' if url else ""
    title = esc(article.title or "Untitled")
    return (
        f"<header>{where}<{heading} dir=auto>{title}</{heading}>"
        f'<p class="nc-sum">{_summary(data)}</p></header>'
    )


def _summary(data: _ViewData) -> str:
    page = data.explanation.page
    kind = "an HTML page" if page.source == "html" else "a text dump"
    status = "" if data.article.status == "ok" else f"Status: <b>{esc(data.article.status)}</b>. "
    return (
        f"{status}{counted(len(page.blocks), 'block')} read from {kind}. "
        f"<b>{len(data.kept):,} kept, {len(data.drops):,} removed</b>, "
        f"{data.explanation.share_removed:.0%} of its characters."
    )


# --- filter -------------------------------------------------------------------------------------


def _filter(data: _ViewData) -> str:
    dropped = Counter(step.by for step in data.drops.values())
    rewritten = Counter(step.by for steps in data.rewrites.values() for step in steps)
    blocks = len(data.explanation.page.blocks)
    whole = (
        _choice("page", "Page, removed parts folded", "", checked=True)
        + _choice("all", "Page, all unfolded", str(blocks))
        + _choice("kept", "Kept only", str(len(data.kept)))
        + _choice("removed", "Removed only", str(len(data.drops)))
    )
    most = max([*dropped.values(), *rewritten.values()], default=1)
    by_pass = "".join(
        _choice(f"p{n}", by, _tally(dropped[by], rewritten[by]), share=(dropped[by] + rewritten[by]) / most)
        for by, n in data.passes.items()
    )
    return (
        f'<fieldset class="nc-filter"><legend>Show</legend>{whole}'
        f"{'<p>What one pass removed (~ rewrote)</p>' if by_pass else ''}{by_pass}</fieldset>"
    )


def _choice(value: str, name: str, count: str, *, checked: bool = False, share: float | None = None) -> str:
    mark = f'<i class="nc-swatch {value}" style="--w:{share:.2f}"></i>' if share is not None else ""
    return (
        f'<label><input type="radio" name="show" value="{value}"{" checked" if checked else ""}>'
        f'<span class="nc-name">{esc(name)}</span>{mark}<span class="nc-count">{count}</span></label>'
    )


def _tally(dropped: int, rewritten: int) -> str:
    parts = [f"{dropped:,}"] if dropped else []
    parts += [f"~{rewritten:,}"] if rewritten else []
    return " ".join(parts)


# --- claims -------------------------------------------------------------------------------------


def _claims(data: _ViewData) -> str:
    """Return the winning claims and where they were read, then the claims they overruled."""
    won = data.explanation.claims()
    if not won:
        return ""
    winners = {id(step) for step, _ in won}
    overruled = [
        _claim(data, step, step.edit)
        for step in data.explanation.trace
        if isinstance(step.edit, Claim) and id(step) not in winners
    ]
    rows = "".join(_claim(data, step, claim) for step, claim in won)
    earlier = ""
    if overruled:
        head = f"<summary>{counted(len(overruled), 'claim')} overruled by a later one</summary>"
        earlier = f"<details>{head}<dl>{''.join(overruled)}</dl></details>"
    return f'<div class="nc-claims"><p class="nc-cap">Claimed</p><dl>{rows}</dl>{earlier}</div>'


def _claim(data: _ViewData, step: Step, claim: Claim) -> str:
    where = "the page’s head" if claim.block is None else f"block {claim.block}"
    if data.whole and claim.block is not None:
        where = f'<a href="#block-{claim.block}">{where}</a>'
    value = esc(clipped(value_of(claim), 400)) or "(none)"
    return (
        f"<div><dt>{esc(claim.field)}</dt><dd><span dir=auto>{value}</span>"
        f'<p class="nc-from">{where} · <b>{esc(step.by)}</b>: {_reason_text(step)}</p></dd></div>'
    )


# --- blocks -------------------------------------------------------------------------------------


def _blocks(data: _ViewData) -> Iterator[str]:
    """Yield the page's blocks in order, each run of dropped ones folded into one line."""
    for dropped, run in groupby(data.explanation.page.blocks, key=lambda block: block.id in data.drops):
        if dropped:
            yield _removed_run(data, list(run))
        else:
            yield from (_kept(data, block) for block in run)


def _kept(data: _ViewData, block: Block) -> str:
    steps = data.rewrites.get(block.id)
    if not steps:
        return _block_item("nc-kept", block, _text(block), data.address(block))
    after = data.kept[block.id]
    was = "" if after.text == block.text else f'<p class="nc-was" dir=auto><b>was</b> {esc(block.text)}</p>'
    inner = f"{_text(after)}{was}{''.join(map(_reason, steps))}"
    return _block_item(f"nc-kept nc-rewritten{data.marks(block)}", block, inner, data.address(block))


def _removed_run(data: _ViewData, blocks: list[Block]) -> str:
    counts = Counter(data.drops[b.id].by for b in blocks)
    tags = "".join(
        f'<span class="nc-tag p{data.passes[by]}">{esc(by)}{f" {n}" if n > 1 else ""}</span>'
        for by, n in counts.most_common()
    )
    marks = dict.fromkeys(mark for b in blocks for mark in data.marks(b).split())
    words = esc(clipped(" · ".join(b.text for b in blocks[:6]), _MAX_SUMMARY))
    return (
        f'<li class="nc-run {" ".join(marks)}"><details><summary>'
        f'<span class="nc-n">{counted(len(blocks), "block")} removed</span>{tags}<q dir=auto>{words}</q>'
        f"</summary><ol>{''.join(_dropped(data, b) for b in blocks)}</ol></details></li>"
    )


def _dropped(data: _ViewData, block: Block) -> str:
    hue = f' style="--h:{_hue(data.passes[data.drops[block.id].by])}"'
    inner = _text(block) + "".join(map(_reason, data.steps(block)))
    return _block_item(f"nc-drop{data.marks(block)}", block, inner, hue + data.address(block))


def _block_item(classes: str, block: Block, inner: str, attributes: str = "") -> str:
    number = f'<i class="nc-no">{block.id}</i>'
    return f'<li class="nc-b {classes}"{attributes}>{number}<div>{inner}</div></li>'


def _text(block: Block) -> str:
    marker = f"<i>{esc(block.marker)}</i> " if block.marker else ""
    return f'<p class="nc-t nc-{block.kind}" dir=auto>{marker}{esc(block.text)}</p>'


def _reason(step: Step) -> str:
    edit = step.edit
    did = f"rewrote{f', now a {esc(edit.kind)}' if edit.kind else ''}: " if isinstance(edit, Rewrite) else ""
    return f'<p class="nc-why"><b>{esc(step.by)}</b> {did}{_reason_text(step)}</p>'


def _reason_text(step: Step) -> str:
    evidence = str(step.edit.evidence)
    quoted = f" <q dir=auto>{esc(clipped(evidence, 300))}</q>" if evidence else ""
    return f"{esc(step.edit.reason)}{quoted}"
