"""`newsclean report`: a run's results as one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .streams import fail, sink


def report(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Cleaned pages: .jsonl (also .gz .zst) or .parquet.")
    ],
    html: Annotated[Path, typer.Option("--html", metavar="OUT", help="Write the report to this file.")],
) -> None:
    """Summarise a run on one HTML page: its results, what was removed, and where to look first.

    Failed pages are counted too, if FILE.errors.jsonl is next to FILE.
    """
    from ..display.batch_report import Report
    from ..display.charts import altair_or_fail
    from ..jobs.local_files import reason
    from ..jobs.read_rows import rows_of
    from . import checks

    checks.refuse_to_replace(html, [str(file)])
    try:
        altair_or_fail()  # before the rows are read, which may take minutes
        page = Report.of(rows_of(file), f"Cleaning report: {file.name}").to_html()
    except ImportError as error:  # an extra is missing, and nothing is wrong with the file
        fail(str(error))
    except Exception as error:
        fail(f"{file}: {reason(error)}")
    with sink(html) as out:
        out.write(page.encode())
