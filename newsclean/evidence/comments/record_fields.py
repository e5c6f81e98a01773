"""Who wrote a comment, and when: from its own lines, as the lines of all comments of its template show."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from ...model import TimeTag
from ..class_words import is_inside
from ..dates.written import Moment, day_of, find_date, is_past
from .authors import author_line, authors_beside, without_labels
from .comment_records import Record, Template, template_of
from .signatures import is_glued_to_time
from .wording import is_action

_NAME_BELOW = 3  # blocks below the text


def authors_of(records: Sequence[Record]) -> list[str | None]:
    """Return the author of each comment: beside the date, else on the line for names of this template.

    The line is one whose class says so, else the only one beside dates that have no other words.
    """
    are_below = any(x.line.id > x.texts[0].id for x in records)
    lines_with_dates = [(x.line, x.date.start, x.date.end) for x in records]
    beside, are_bare = authors_beside(lines_with_dates, are_below)
    beside = without_labels([x.date.speaker or name for x, name in zip(records, beside, strict=True)])
    lines = [_author_lines(record) for record in records]
    places = Counter(template for own in lines for template in own)
    named = [t for t, _ in places.most_common() if 2 * places[t] > len(records)]
    named = [t for t in named if any(without_labels([own.get(t) for own in lines]))]
    best = next((t for t in named if any(_is_template_of_authors(x, t) for x in records)), None)
    if best is None and are_bare:
        above = [t for t in named if all(_is_above(x, t) for x in records)]
        best = above[0] if len(above) == 1 else None
    on_lines = without_labels([own.get(best) if best is not None else None for own in lines])
    return [name or other for name, other in zip(beside, on_lines, strict=True)]


def _author_lines(record: Record) -> dict[Template, str]:
    """Return the lines that are no more than a name, by template; a template with two of them has none."""
    found: dict[Template, str] = {}
    double: set[Template] = set()
    texts = {x.id for x in record.texts}
    for block in record.others:
        if block.id in texts or is_action(block.text) or block.id > record.texts[-1].id + _NAME_BELOW:
            continue
        name = author_line(block.text)
        if name:
            template = template_of(block)
            if template in found:
                double.add(template)
            found[template] = name
    return {template: name for template, name in found.items() if template not in double}


def _is_above(record: Record, template: Template) -> bool:
    return all(
        x.id < record.texts[0].id
        for x in record.others
        if x not in record.texts and template_of(x) == template
    )


def _is_template_of_authors(record: Record, template: Template) -> bool:
    return any(template_of(x) == template and is_inside(x.container, 3, "author") for x in record.others)


def published_of(record: Record, author: str | None, times: Mapping[int, Sequence[TimeTag]]) -> Moment | None:
    """Return the date above the text, a bare one or that of the author; not that of "Edited on 3 May" below.

    A `<time>` adds the zone; it is all that an age such as "3 hours ago" has.
    """
    date, text = record.date, record.line.text
    tags = times.get(record.line.id, ())
    declared = find_date(tags[0].datetime) if len(tags) == 1 and tags[0].datetime else None
    if declared is not None and not is_past(declared):
        declared = None
    written = date.written
    if written is None:
        return declared
    if is_glued_to_time(text, date.end):
        return None
    is_above = record.line.id < record.texts[0].id
    is_bare = not any(map(str.isalpha, text[: date.start] + text[date.end :]))
    if not (is_above or is_bare or (author and author in text)) or not is_past(written):
        return None
    if isinstance(declared, dt.datetime) and day_of(declared) == day_of(written):
        is_same = not isinstance(written, dt.datetime) or (
            (declared.hour, declared.minute) == (written.hour, written.minute)
        )
        return declared if is_same else written
    return written
