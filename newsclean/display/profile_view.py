"""A Profile as text or HTML: the templates of its site, and what the passes will do on their pages.

skarvoybeacon.example: 13 pages, 13 stories, 2 templates

Template 1: HTML, 7 stories, such as https://skarvoybeacon.example/news/ferry-ramp
  Recurring lines that go                                                  pages  kept
    Most read                                                                  7     0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size

from ..text.counted import counted
from ..text.visible import clipped, one_line, visible
from . import safe_html
from .safe_html import esc, link, styles

if TYPE_CHECKING:
    from ..profiles.field_spots import Spot, Usual
    from ..profiles.profile import Profile
    from ..profiles.templates import RecurringLine, Share, Slot, Template

_MAX_ROWS = {"text": 8, "html": 40}  # per table; the rest are counted
_MAX_TEMPLATES = 12
_MAX_CHARS = 120  # of a line or a place
_MAX_ADDRESS = 200
_WIDTH = 72  # columns of the text view for a line or a place


class _Part(NamedTuple):
    """A table: its heading, a note, the names of its number columns, and its rows."""

    heading: str
    note: str
    numbers: tuple[str, ...]
    rows: list[tuple[str, ...]]


def text(profile: Profile) -> str:
    """Return the view as lines of text."""
    return visible("\n".join(_lines(profile)))


def fragment(profile: Profile) -> str:
    """Return the view as an HTML fragment, as a notebook shows it."""
    return _section(profile, 2)


def document(profile: Profile) -> str:
    """Return the view as a whole HTML page."""
    return safe_html.document(f"Profile of {_name(profile)}", _section(profile, 1))


# --- as text ------------------------------------------------------------------------------------


def _lines(profile: Profile) -> Iterator[str]:
    yield f"{one_line(_name(profile))}: {_summary(profile)}"
    yield from (f"! {one_line(warning)}" for warning in profile.warnings)
    for part in _rules(profile):
        yield from ("", *_table_lines(part))
    for n, template in enumerate(profile.templates[:_MAX_TEMPLATES], 1):
        sample = f", such as {one_line(clipped(template.sample, _MAX_ADDRESS))}" if template.sample else ""
        yield from ("", f"Template {n}: {_facts(template)}{sample}")
        for part in _parts(template, profile.texts):
            yield from _table_lines(part)
    yield from _more(len(profile.templates) - _MAX_TEMPLATES, "templates")


def _table_lines(part: _Part) -> Iterator[str]:
    numbers = "".join(f"  {name}" for name in part.numbers)
    yield f"  {set_cell_size(part.heading, _WIDTH + 2)}{numbers}".rstrip()
    rows, more = _shown(part.rows, "text")
    for name, *values in rows:
        fitting = set_cell_size(_clipped_cells(one_line(name)), _WIDTH)
        numbers = "".join(f"  {x:>{len(head)}}" for x, head in zip(values, part.numbers, strict=True))
        yield f"    {fitting}{numbers}".rstrip()
    yield from _more(more, "more", "    ")


def _clipped_cells(name: str) -> str:
    return name if cell_len(name) <= _WIDTH else set_cell_size(name, _WIDTH - 1).rstrip() + "…"


def _more(count: int, what: str, indent: str = "") -> Iterator[str]:
    if count > 0:
        yield f"{indent}… and {count:,} {what}"


# --- as HTML ------------------------------------------------------------------------------------


def _section(profile: Profile, level: int) -> str:
    """Return the view under a heading of this level."""
    name = _name(profile)
    warnings = "".join(f'<p class="nc-alert">{esc(clipped(x, 400))}</p>' for x in profile.warnings)
    templates = "".join(
        _template_html(n, each, profile.texts, level + 1)
        for n, each in enumerate(profile.templates[:_MAX_TEMPLATES], 1)
    )
    rules = "".join(_table_html(part, level + 1) for part in _rules(profile))
    more = _paragraphs(_more(len(profile.templates) - _MAX_TEMPLATES, "templates"))
    return (
        f'<section class="newsclean nc-profile" aria-label="Profile of {esc(name)}">'
        f"{styles('theme', 'profile')}<header><h{level}><bdi>{esc(name)}</bdi></h{level}>"
        f"<p>{_summary(profile)}</p>{warnings}</header>{rules}{templates}{more}</section>"
    )


def _template_html(n: int, template: Template, texts: Mapping[str, str], level: int) -> str:
    sample = template.sample
    address = link(sample, f"<bdi>{esc(clipped(sample, _MAX_ADDRESS))}</bdi>") if sample else ""
    such_as = f", such as {address}" if address else ""
    tables = "".join(_table_html(part, level + 1) for part in _parts(template, texts))
    return f"<section><h{level}>Template {n}</h{level}><p>{_facts(template)}{such_as}</p>{tables}</section>"


def _table_html(part: _Part, level: int) -> str:
    rows, more = _shown(part.rows, "html")
    names = "".join(f"<td>{name}</td>" for name in ("", *part.numbers))
    head = f"<tr>{names}</tr>" if part.numbers else ""
    body = "".join(
        f"<tr><th scope=row><bdi>{esc(name)}</bdi></th>{''.join(f'<td>{x}</td>' for x in values)}</tr>"
        for name, *values in rows
    )
    note = f"<p>{part.note}</p>" if part.note else ""
    return (
        f"<h{level}>{part.heading}: {len(part.rows):,}</h{level}>{note}"
        f"<table>{head}{body}</table>{_paragraphs(_more(more, 'more'))}"
    )


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f'<p class="nc-more">{line}</p>' for line in lines)


# --- what both show -----------------------------------------------------------------------------


def _name(profile: Profile) -> str:
    return clipped(profile.host or "a site without address", _MAX_CHARS)


def _summary(profile: Profile) -> str:
    counts = {"page": len(profile.notes), "story": profile.stories, "template": len(profile.templates)}
    return ", ".join(counted(n, noun) for noun, n in counts.items())


def _facts(template: Template) -> str:
    kind = "HTML" if template.source == "html" else "dumps"
    facts = [kind, counted(template.stories, "story")]
    if template.places:
        of_the_story = sum(not share.is_foreign for share in template.places.values())
        facts.append(f"story in {of_the_story:,} of {counted(len(template.places), 'place')}")
    if template.day_first is not None:
        facts.append(f"numeric dates begin with the {'day' if template.day_first else 'month'}")
    if template.zones:
        facts.append(f"zone {' or '.join(template.zone_names)}")
    return ", ".join(facts)


def _rules(profile: Profile) -> Iterator[_Part]:
    """Yield a table of the rules written by hand, if there are any."""
    rows: list[tuple[str, ...]] = [
        (clipped(f"{name}: {each}", _MAX_CHARS),)
        for name, value in profile.rules.to_dict().items()
        for each in (value if isinstance(value, list) else [value])
    ]
    if rows:
        yield _Part("Rules by hand", "", (), rows)


def _parts(template: Template, texts: Mapping[str, str]) -> Iterator[_Part]:
    """Yield the tables of a template that have rows, those that a reader should check first."""
    counts = ("pages", "kept")
    recurring = [
        ("Recurring lines that go", "", None),
        ("Recurring lines that stay, inside the story", "", "inside"),
        (
            "Recurring lines that stay, mostly kept",
            "Doubtful: the passes take them for text on most pages. Are they?",
            "kept",
        ),
    ]
    parts = [
        _Part(heading, note, counts, _recurring_rows(template.recurring, texts, why))
        for heading, note, why in recurring
    ]
    foreign = {place: share for place, share in template.places.items() if share.is_foreign}
    parts += [
        _Part("Places without the story's text", "", counts, _share_rows(foreign)),
        _Part("What headlines share", "", (), [(clipped(x, _MAX_CHARS),) for x in sorted(template.affixes)]),
        _Part("Text beside recurring lines", "", counts, _share_rows(_named(template.slots, texts))),
        _Part("Where the fields are", "", ("pages", "read"), _field_rows(template.fields, texts)),
    ]
    yield from (part for part in parts if part.rows)


def _recurring_rows(
    recurring: Mapping[str, RecurringLine], texts: Mapping[str, str], stays: str | None
) -> list[tuple[str, ...]]:
    """Return the lines with this reason to stay, the most often kept first."""
    found = [(texts.get(key, key), line) for key, line in recurring.items() if line.stays == stays]
    found.sort(key=lambda x: (-x[1].kept, -x[1].pages, x[0]))
    return [(clipped(words, _MAX_CHARS), f"{line.pages:,}", f"{line.kept:,}") for words, line in found]


def _share_rows(shares: Mapping[str, Share]) -> list[tuple[str, ...]]:
    found = sorted(shares.items(), key=lambda x: (-x[1].pages, x[0]))
    return [(clipped(place, _MAX_CHARS), f"{x.pages:,}", f"{x.kept:.0%}") for place, x in found]


def _field_rows(
    fields: Mapping[str, Mapping[Spot, Usual]], texts: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Return the spots of each field, those where most pages have it first."""
    rows: list[tuple[str, ...]] = []
    for field, spots in fields.items():
        for (anchor, lines), usual in sorted(spots.items(), key=lambda x: (-x[1].read, x[0])):
            side = "after" if lines > 0 else "before"
            beside = f"{counted(abs(lines), 'line')} {side} “{texts.get(anchor, anchor)}”"
            where = beside if lines else anchor
            rows.append((clipped(f"{field}: {where}", _MAX_CHARS), f"{usual.pages:,}", f"{usual.read:,}"))
    return rows


def _named(slots: Mapping[Slot, Share], texts: Mapping[str, str]) -> dict[str, Share]:
    edges = {"after": "before the first recurring line", "before": "after the last recurring line"}
    return {
        f"{side} “{texts.get(key, key)}”" if key else edges[side]: share
        for (side, key), share in slots.items()
    }


def _shown(rows: Sequence[tuple[str, ...]], view: str) -> tuple[Sequence[tuple[str, ...]], int]:
    """Return the rows that fit, and how many are left."""
    return rows[: _MAX_ROWS[view]], len(rows) - _MAX_ROWS[view]
