"""`newsclean clean` to standard output or one file: each article as soon as it is done, with no summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from ..article import Article
from ..batch import clean_many
from ..jobs.filters import Wanted
from ..jobs.forms import Form, rendered
from ..jobs.inputs import Inputs, Origin
from ..jobs.parts import CannotBegin
from ..jobs.progress import listed
from ..jobs.rows import FIELDS, json_line, source_fields
from ..jobs.traces import TraceFile, recording, without_edits
from .streams import FAILED, fail, print_error, printable, sink


@dataclass(frozen=True)
class Destination:
    """Where articles go as soon as they are done.

    output: None is standard output. lines: whether JSON is one line per article, not indented.
    """

    output: Path | None
    form: Form
    lines: bool
    trace: TraceFile | None


def write_one_by_one(
    inputs: Inputs, to: Destination, wanted: Wanted, how: dict[str, Any], quiet: bool
) -> None:
    """Write each article as soon as it is done; a page that fails becomes a line on standard error.

    Exits with an error if any failed; if all did, the output and the trace stay as they were.
    """
    failed = cleaned = False
    left_out: Counter[str] = Counter()
    how = recording(how) if to.trace else {**how, "with_trace": without_edits}
    with sink(to.output) as out, _begun(to.trace) as trace:
        for row in clean_many(inputs, **how):
            origin: Origin = row.key
            failure = origin.problem or row.error
            if failure is None and row.article is not None:
                cleaned = True
                misfit = wanted.misfit(row.article)
                if misfit is None:
                    out.write(_rendered(row.article, to, None if inputs.one_page else origin))
                    out.flush()  # so that a reader of the pipe sees each page at once
                else:
                    left_out[misfit] += 1
                if trace is not None:
                    trace.write_edits(origin, row.url, row.article, row.trace.edits, wrote=misfit is None)
            elif failure is not None:
                failed = True
                print_error(f"{origin.name}: {failure.message or failure.kind}")
        if not quiet:
            for what, counts in (("skipped", inputs.skipped), ("left out", left_out)):
                if counts:
                    print_error(f"{what}: {listed(counts.most_common())}")
            if not failed and not cleaned:
                print_error("no pages found")
        if failed and not cleaned:
            raise typer.Exit(FAILED)  # before the sink puts an empty file in place of the output
    if not quiet and to.lines and _is_without_suffix(to.output):
        print_error(f"{to.output} is one file, with all pages; -o {to.output}/ makes a file for each")
    raise typer.Exit(FAILED if failed else 0)


def _is_without_suffix(output: Path | None) -> bool:
    return output is not None and not output.suffix and output.is_file()


@contextmanager
def _begun(trace: TraceFile | None) -> Iterator[TraceFile | None]:
    """Open the trace's file, which appears complete or not at all."""
    if trace is None:
        yield None
        return
    try:
        trace.acquire()
    except CannotBegin as error:
        fail(str(error))
    try:
        trace.begin(None)
        yield trace
        trace.close()
        trace.finish()
    finally:
        trace.discard()
        trace.release()


def _rendered(article: Article, to: Destination, origin: Origin | None) -> bytes:
    """Return the article in its form, labelled with its origin if there are several."""
    if to.form == "json" and to.lines:
        return json_line((source_fields(origin, FIELDS) if origin else {}) | article.to_dict())
    if to.form == "ninjs" and to.lines:
        return json_line(article.to_ninjs())
    text = rendered(article, to.form)
    if origin is not None:
        text = f"==> {printable(origin.name)} <==\n\n{text}\n"
    return text.encode("utf-8", "backslashreplace")
