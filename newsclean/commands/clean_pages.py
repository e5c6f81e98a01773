"""`newsclean clean`: pages in, articles out. This file has its options; `cleaning.py` carries them out."""

from __future__ import annotations

from ..default_limits import MOST_BYTES, MOST_CHARACTERS
from . import options


def clean(
    files: options.Files,
    output: options.Output = None,
    form: options.FormatOption = None,
    as_json: options.AsJson = False,
    as_text: options.AsText = False,
    as_markdown: options.AsMarkdown = False,
    as_html: options.AsHtml = False,
    trace: options.TraceOption = None,
    resume: options.Resume = False,
    overwrite: options.Overwrite = False,
    status: options.StatusOption = None,
    language: options.Language = None,
    min_words: options.MinWords = 0,
    min_confidence: options.MinConfidence = 0.0,
    url: options.Url = None,
    encoding: options.Encoding = None,
    content: options.Content = "html",
    url_field: options.UrlField = "url",
    max_bytes: options.MaxBytes = MOST_BYTES,
    max_chars: options.MaxChars = MOST_CHARACTERS,
    keep_dateline: options.KeepDateline = False,
    comments: options.Comments = False,
    favour: options.FavourOption = None,
    own_passes: options.OwnPasses = None,
    profiles: options.ProfilesOption = None,
    workers: options.Workers = None,
    timeout: options.TimeoutOption = None,
    max_memory: options.MaxMemory = None,
    quiet: options.Quiet = False,
) -> None:
    """Clean pages: files, folders, "patterns*", .warc .wet .jsonl .csv (also .gz .zst) and .parquet.

    One page is written as indented JSON, several as JSON Lines with their file names. OUT may be .jsonl (also
    .gz .zst), .parquet, .csv, or folder/ for one file per page; OUT.errors.jsonl then lists the pages that
    could not be cleaned, with reasons. For one page, OUT may also be .txt, .md, .html or .xml (TEI).
    """
    from . import checks
    from .cleaning import Cleaning, Reading, Writing, clean_files

    forms = {"json": as_json, "text": as_text, "markdown": as_markdown, "html": as_html}
    shift = checks.favour_of(favour)
    clean_files(
        Reading(files, content, url_field, url, encoding, max_bytes),
        Cleaning(keep_dateline, comments, shift, max_chars, own_passes or [], profiles),
        Writing(output, checks.chosen_form(form, forms), checks.trace_file(trace), resume, overwrite, quiet),
        checks.wanted_of(status, language, min_words, min_confidence),
        checks.Running(workers, timeout, max_memory),
    )
