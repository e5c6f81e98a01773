"""The forms in which articles are written, and which of them an output's name calls for."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Literal

from ..article import Article
from .suffixes import LINES

Form = Literal["json", "text", "markdown", "html", "tei", "ninjs"]
SUFFIXES: dict[Form, str] = {
    "json": ".json",
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "tei": ".xml",
    "ninjs": ".json",
}
# ".json" alone is no ninjs
_FORMS: dict[str, Form] = {x: form for form, x in SUFFIXES.items()} | {".json": "json", ".htm": "html"}
_WITH_EVERY_FIELD = (".csv", ".parquet", *LINES)
# Suffixes of formats that newsclean does not write, which would mislead
_NOT_WRITTEN = frozenset(
    ".tsv .xls .xlsx .ods .feather .arrow .avro .orc .db .sqlite .duckdb .pdf .docx"
    " .gz .zst .bz2 .xz .zip".split()
)


def form_of(name: str | None, form: Form | None, *, one_page: bool) -> Form:
    """Return the form of the articles in an output: the chosen one, or else the one its name calls for.

    Raises ValueError if the two contradict each other, if the form holds only one page and there are several,
    and for formats that newsclean does not write.
    """
    if name is None or is_folder(name):
        return form or "json"
    if name.lower().endswith(_WITH_EVERY_FIELD):
        if form not in (None, "json"):
            raise ValueError(f"{Path(name).suffix} holds every field: use --format {form} with a folder/")
        return "json"
    if Path(name).suffix.lower() in _NOT_WRITTEN:
        raise ValueError(f"-o {name}: newsclean writes .jsonl (also .gz .zst), .parquet, .csv and folder/")
    said = _FORMS.get(Path(name).suffix.lower())
    if form is None and said not in (None, "json") and not one_page:
        raise ValueError(f"-o {name} is for one page: for several, use -o folder/ --format {said}")
    if form and said and SUFFIXES[form] != SUFFIXES[said]:
        raise ValueError(f"-o {name} is the name of a file in {said}, but --format is {form}")
    return form or said or "json"


def is_folder(name: str) -> bool:
    """Whether an output of this name is a folder."""
    return name.endswith(("/", os.sep)) or Path(name).is_dir()


def rendered(article: Article, form: Form) -> str:
    """Return the article as the content of a file in this form."""
    if form == "json":
        return article.to_json(indent=2) + "\n"
    if form == "html":
        return article.to_html()
    if form == "tei":
        return article.to_tei()
    if form == "ninjs":
        return json.dumps(article.to_ninjs(), ensure_ascii=False, indent=2) + "\n"
    return article.to_markdown() if form == "markdown" else f"{article.text}\n"
