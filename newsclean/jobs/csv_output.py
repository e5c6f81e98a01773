"""CSV as the output of a job: a journal until the job is done, then a table for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any

import regex

from ..article import Article
from .csv_rows import LONGEST_CELL
from .inputs import Origin
from .journal import Journal
from .parts import beside
from .rows import FIELDS, as_text, source_fields

_NOT_IN_A_SHEET = ("schema", "body", "comments")
# Spreadsheets run a cell that begins with one of these as a formula, some also full-width or after blanks.
_FORMULA = regex.compile(r"[\t\r\n]|[\s\p{C}]*+[=+\-@＝＋－＠]")
_NUMBER = regex.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*+(?:e[+-]?[0-9]+)?", regex.I)


class CsvOutput(Journal):
    """CSV for spreadsheets: the text in one cell, lists joined, formulas disarmed."""

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        row = article.to_dict()
        for name in _NOT_IN_A_SHEET:
            del row[name]
        row["dateline"] = row["dateline"] and row["dateline"]["raw"].strip()
        row["images"] = [image["url"] for image in row["images"]]
        self.append(source_fields(origin, FIELDS) | row)

    def reopen(self) -> None:
        self.begin(None)
        limit = csv.field_size_limit(LONGEST_CELL)
        try:
            with open(self.path, encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    self.append(row)
        finally:
            csv.field_size_limit(limit)

    def finish(self) -> None:
        if not self.part.exists():
            return
        ours = [name for name in FIELDS if name not in _NOT_IN_A_SHEET]
        others = dict.fromkeys(name for row in self.rows() for name in row if name not in FIELDS)
        whole = beside(self.path, ".whole.part")
        # with a byte order mark: without it Excel reads UTF-8 as a local encoding
        with open(whole, "w", encoding="utf-8-sig", errors="replace", newline="") as file:
            table = csv.DictWriter(file, [*(others or ["file"]), *ours])
            table.writerow({name: _cell(name) for name in table.fieldnames})
            table.writerows({name: _cell(cell) for name, cell in row.items()} for row in self.rows())
        whole.replace(self.path)
        self.part.unlink()


def _cell(value: Any) -> Any:
    """Return a value as a spreadsheet cell: lists joined, formulas quoted."""
    if isinstance(value, list):
        value = "; ".join(each if isinstance(each, str) else str(as_text(each)) for each in value)
    elif isinstance(value, dict):
        value = as_text(value)
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value.strip(" ")):
        return f"'{value}"
    return value
