"""An Explanation as the page it explains: what was kept stands plain, what was dropped is folded and tinted.

The filter is a group of radio buttons to which the style sheet listens (`:has`); unfolding is `<details>`. So
there is no script, and the view works in every notebook and in nbconvert's pages.
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
from . import safe_html
from .safe_html import clipped, esc, link, styles

# Degrees: fifteen hues, 24 apart, of which passes that follow each other get distant ones. As a pass has its
# place in the order, it has its colour on every page.
_FIRST_HUE, _NEXT_HUE = 90, 168
_MOST_IN_SUMMARY = 140  # characters of a folded run's first words


def fragment(explanation: Explanation) -> str:
    """The view, as HTML to put into a page: what a notebook shows."""
    return _view(_Sheet.of(explanation))


def document(explanation: Explanation) -> str:
    """The view as a whole HTML page."""
    title = explanation.article.title or explanation.page.url or "a page"
    return safe_html.document(f"What was cleaned: {title}", _view(_Sheet.of(explanation, whole=True)))


def answer(why: Why) -> str:
    """`explanation.why(text)`, as HTML to put into a page."""
    blocks = {b.id: b for b in why.blocks}
    hues = {by: n for n, by in enumerate(dict.fromkeys(step.by for step in why))}
    items = [
        _item("nc-drop", block, _text(block) + _reason(s), f' style="--h:{_hue(hues[s.by])}"')
        for s in why
        if (block := blocks.get(s.edit.block or 0)) is not None
    ]
    touched = {s.edit.block for s in why}
    kept = '<p class="nc-why">kept as it was read</p>'
    items += [_item("nc-kept", b, _text(b) + kept) for b in why.blocks if b.id not in touched]
    said = f'<ol class="nc-blocks">{"".join(items)}</ol>' if items else ""
    heading = "Why" if items else "Nothing on the page holds"
    return (
        f'<section class="newsclean nc-view nc-inset">{styles("theme", "page")}'
        f'<p class="nc-sum">{heading} “{esc(clipped(why.text, _MOST_IN_SUMMARY))}”</p>{said}</section>'
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the view tells, looked up once."""

    explanation: Explanation
    article: Article
    kept: dict[int, Block]
    """As the passes left them."""
    drops: dict[int, Step]
    rewrites: dict[int, list[Step]]
    passes: dict[str, int]
    """Passes that dropped or rewrote, each with its number: of its colour and in the filter."""
    whole: bool
    """Whether the view has a page of its own: then its blocks have addresses."""

    @classmethod
    def of(cls, explanation: Explanation, *, whole: bool = False) -> _Sheet:
        drops: dict[int, Step] = {}
        rewrites: dict[int, list[Step]] = {}
        for step in explanation.trace:
            if isinstance(step.edit, Drop):
                drops[step.edit.block] = step
            elif isinstance(step.edit, Rewrite):
                rewrites.setdefault(step.edit.block, []).append(step)
        ran = [*map(name_of, explanation.passes), *(step.by for step in explanation.trace)]
        busy = {step.by for step in explanation.trace if not isinstance(step.edit, Claim)}
        numbers = {by: n for n, by in enumerate(dict.fromkeys(ran))}
        return cls(
            explanation,
            explanation.article,
            {b.id: b for b in explanation.cleaned.blocks},
            drops,
            rewrites,
            {by: n for by, n in numbers.items() if by in busy},
            whole,
        )

    def address(self, block: Block) -> str:
        return f' id="block-{block.id}"' if self.whole else ""

    def marks(self, block: Block) -> str:
        """The classes by which the filter finds the passes that touched a block."""
        numbers = dict.fromkeys(self.passes[step.by] for step in self.steps(block))
        return "".join(f" p{n}" for n in numbers)

    def steps(self, block: Block) -> list[Step]:
        """What was done to a block."""
        drop = self.drops.get(block.id)
        return [*self.rewrites.get(block.id, []), *([drop] if drop else [])]


def _view(sheet: _Sheet) -> str:
    kind = "nc-whole" if sheet.whole else "nc-inset"
    return (
        f'<section class="newsclean nc-view {kind}" aria-label="What was cleaned, and why">'
        f"{styles('theme', 'page')}{_colours(sheet)}"
        f'<form method="dialog">{_header(sheet)}'  # of dialog: Enter sends it nowhere
        f'<div class="nc-cols"><div class="nc-side">{_filter(sheet)}{_claims(sheet)}</div>'
        f'<ol class="nc-blocks" tabindex="0" aria-label="Blocks of the page">{"".join(_blocks(sheet))}</ol>'
        "</div></form></section>"
    )


def _colours(sheet: _Sheet) -> str:
    """A hue for each pass, and the rules by which choosing it hides what it did not touch."""
    rules = []
    for n in sheet.passes.values():
        rules.append(f".nc-view .p{n}{{--h:{_hue(n)}}}")
        chosen = f".nc-view .nc-side:has([value=p{n}]:checked)~.nc-blocks"
        rules.append(f"{chosen} :is(.nc-b,.nc-run):not(.p{n}){{display:none}}")
    return f"<style>{''.join(rules)}</style>"


def _hue(n: int) -> int:
    return (_FIRST_HUE + n * _NEXT_HUE) % 360


# --- header -------------------------------------------------------------------------------------


def _header(sheet: _Sheet) -> str:
    heading = "h1" if sheet.whole else "h2"
    article, page = sheet.article, sheet.explanation.page
    url = article.url or page.url
    where = f'<p class="nc-url">{link(url, esc(clipped(url, 200)))}</p>' if url else ""
    title = esc(article.title or "Without a title")
    return (
        f"<header>{where}<{heading} dir=auto>{title}</{heading}>"
        f'<p class="nc-sum">{_summary(sheet)}</p></header>'
    )


def _summary(sheet: _Sheet) -> str:
    page = sheet.explanation.page
    kind = "an HTML page" if page.source == "html" else "a text dump"
    status = "" if sheet.article.status == "ok" else f"Status: <b>{esc(sheet.article.status)}</b>. "
    return (
        f"{status}{_count(len(page.blocks), 'block')} read from {kind}. "
        f"<b>{len(sheet.kept):,} kept, {len(sheet.drops):,} removed</b>, "
        f"{sheet.explanation.share_removed:.0%} of its characters."
    )


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


# --- filter -------------------------------------------------------------------------------------


def _filter(sheet: _Sheet) -> str:
    dropped = Counter(step.by for step in sheet.drops.values())
    rewritten = Counter(step.by for steps in sheet.rewrites.values() for step in steps)
    blocks = len(sheet.explanation.page.blocks)
    whole = (
        _choice("page", "Page, removed parts folded", "", checked=True)
        + _choice("all", "Page, all unfolded", str(blocks))
        + _choice("kept", "Kept only", str(len(sheet.kept)))
        + _choice("removed", "Removed only", str(len(sheet.drops)))
    )
    most = max([*dropped.values(), *rewritten.values()], default=1)
    by_pass = "".join(
        _choice(f"p{n}", by, _did(dropped[by], rewritten[by]), share=(dropped[by] + rewritten[by]) / most)
        for by, n in sheet.passes.items()
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


def _did(dropped: int, rewritten: int) -> str:
    parts = [f"{dropped:,}"] if dropped else []
    parts += [f"~{rewritten:,}"] if rewritten else []
    return " ".join(parts)


# --- claims -------------------------------------------------------------------------------------


def _claims(sheet: _Sheet) -> str:
    """What the article says of itself and where that was read: claims that won, then those they overruled."""
    won = sheet.explanation.claims()
    if not won:
        return ""
    winners = {id(step) for step, _ in won}
    overruled = [
        _claim(sheet, step, step.edit)
        for step in sheet.explanation.trace
        if isinstance(step.edit, Claim) and id(step) not in winners
    ]
    rows = "".join(_claim(sheet, step, claim) for step, claim in won)
    earlier = ""
    if overruled:
        head = f"<summary>{_count(len(overruled), 'claim')} overruled by a later one</summary>"
        earlier = f"<details>{head}<dl>{''.join(overruled)}</dl></details>"
    return f'<div class="nc-claims"><p class="nc-cap">Claimed</p><dl>{rows}</dl>{earlier}</div>'


def _claim(sheet: _Sheet, step: Step, claim: Claim) -> str:
    where = "the page’s head" if claim.block is None else f"block {claim.block}"
    if sheet.whole and claim.block is not None:
        where = f'<a href="#block-{claim.block}">{where}</a>'
    value = esc(clipped(value_of(claim), 400)) or "(none)"
    return (
        f"<div><dt>{esc(claim.field)}</dt><dd><span dir=auto>{value}</span>"
        f'<p class="nc-from">{where} · <b>{esc(step.by)}</b>: {_because(step)}</p></dd></div>'
    )


# --- blocks -------------------------------------------------------------------------------------


def _blocks(sheet: _Sheet) -> Iterator[str]:
    """The page's blocks in order, each run of dropped ones folded into one line."""
    for dropped, run in groupby(sheet.explanation.page.blocks, key=lambda block: block.id in sheet.drops):
        if dropped:
            yield _run(sheet, list(run))
        else:
            yield from (_kept(sheet, block) for block in run)


def _kept(sheet: _Sheet, block: Block) -> str:
    steps = sheet.rewrites.get(block.id)
    if not steps:
        return _item("nc-kept", block, _text(block), sheet.address(block))
    after = sheet.kept[block.id]
    was = "" if after.text == block.text else f'<p class="nc-was" dir=auto><b>was</b> {esc(block.text)}</p>'
    inner = f"{_text(after)}{was}{''.join(map(_reason, steps))}"
    return _item(f"nc-kept nc-rewritten{sheet.marks(block)}", block, inner, sheet.address(block))


def _run(sheet: _Sheet, blocks: list[Block]) -> str:
    counts = Counter(sheet.drops[b.id].by for b in blocks)
    tags = "".join(
        f'<span class="nc-tag p{sheet.passes[by]}">{esc(by)}{f" {n}" if n > 1 else ""}</span>'
        for by, n in counts.most_common()
    )
    marks = dict.fromkeys(mark for b in blocks for mark in sheet.marks(b).split())
    words = esc(clipped(" · ".join(b.text for b in blocks[:6]), _MOST_IN_SUMMARY))
    return (
        f'<li class="nc-run {" ".join(marks)}"><details><summary>'
        f'<span class="nc-n">{_count(len(blocks), "block")} removed</span>{tags}<q dir=auto>{words}</q>'
        f"</summary><ol>{''.join(_dropped(sheet, b) for b in blocks)}</ol></details></li>"
    )


def _dropped(sheet: _Sheet, block: Block) -> str:
    hue = f' style="--h:{_hue(sheet.passes[sheet.drops[block.id].by])}"'
    inner = _text(block) + "".join(map(_reason, sheet.steps(block)))
    return _item(f"nc-drop{sheet.marks(block)}", block, inner, hue + sheet.address(block))


def _item(classes: str, block: Block, inner: str, attributes: str = "") -> str:
    number = f'<i class="nc-no">{block.id}</i>'
    return f'<li class="nc-b {classes}"{attributes}>{number}<div>{inner}</div></li>'


def _text(block: Block) -> str:
    marker = f"<i>{esc(block.marker)}</i> " if block.marker else ""
    return f'<p class="nc-t nc-{block.kind}" dir=auto>{marker}{esc(block.text)}</p>'


def _reason(step: Step) -> str:
    edit = step.edit
    did = f"rewrote{f', now a {esc(edit.kind)}' if edit.kind else ''}: " if isinstance(edit, Rewrite) else ""
    return f'<p class="nc-why"><b>{esc(step.by)}</b> {did}{_because(step)}</p>'


def _because(step: Step) -> str:
    evidence = str(step.edit.evidence)
    told = f" <q dir=auto>{esc(clipped(evidence, 300))}</q>" if evidence else ""
    return f"{esc(step.edit.reason)}{told}"
