"""datatrove: a pipeline step between reader and writer, in place of its Trafilatura extractor.

    LocalPipelineExecutor([WarcReader("crawl/"), Newsclean(), JsonlWriter("articles/")], tasks=8).run()

The step replaces a document's text by the text of its article and adds fields of the article to its metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict
from typing import Any

from ..api import Favour
from ..batch import clean_many
from ..batch.site_profiles import Profiles, checked
from ..formats.plain_data import KEYS
from ..outcome import Outcome, RawPage
from ..passes import DEFAULT_PASSES
from ..pipeline import Pass
from . import DEFAULT_TIMEOUT, extra

with extra("datatrove"):
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.writers.disk_base import DiskWriter
    from datatrove.utils.typeshelper import StatHints

FIELDS = ("title", "authors", "published", "language", "status", "confidence")


class Newsclean(PipelineStep):
    """A pipeline step that turns documents of pages into documents of articles.

    fields: names of the Article fields to add to the metadata, with values as in `Article.to_dict()`.
    timeout: seconds a page may take. Each task cleans in a separate process, so a page that hangs or crashes
        affects no other.
    profiles: as in `clean_many`, by the host of the metadata's `url`.
    exclusion_writer: receives the documents left out: those without an article, and, unchanged but with
        `newsclean_error` in their metadata, those that could not be cleaned.
    """

    name = "🧹 newsclean"
    type = "🛢 - EXTRAC"

    def __init__(
        self,
        fields: Iterable[str] = FIELDS,
        timeout: float = DEFAULT_TIMEOUT,
        passes: Iterable[Pass] = DEFAULT_PASSES,
        keep_dateline: bool = False,
        exclusion_writer: DiskWriter | None = None,
        favour: Favour | None = None,
        comments: bool = False,
        profiles: Profiles | None = None,
    ) -> None:
        super().__init__()
        self.fields, self.timeout, self.passes = tuple(fields), timeout, tuple(passes)
        self.keep_dateline, self.favour, self.exclusion_writer = keep_dateline, favour, exclusion_writer
        self.comments = comments
        self.profiles = checked(profiles)
        unknown = set(self.fields) - set(KEYS)
        if unknown:
            raise ValueError(f"an Article has no field {min(unknown)!r}")

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Yield the documents that hold an article. Called by the executor."""
        pages = (RawPage(document.text, document.metadata.get("url"), key=document) for document in data)
        rows = clean_many(
            pages,
            workers=1,
            timeout=self.timeout,
            passes=self.passes,
            keep_dateline=self.keep_dateline,
            favour=self.favour,
            comments=self.comments,
            profiles=self.profiles,
        )
        with self.exclusion_writer or nullcontext() as excluded:
            for row in rows:
                self.stat_update(StatHints.total)
                document = row.key
                problem = self._replace_page(document, row)
                if problem is None:
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update(StatHints.dropped, f"{StatHints.dropped}_{problem}")
                if excluded is not None:
                    excluded.write(document, rank)

    def _replace_page(self, document: Any, row: Outcome) -> str | None:
        """Put the article into the document; return the reason if there is none."""
        if row.article is None or row.error is not None:
            document.metadata["newsclean_error"] = row.error and asdict(row.error)
            return row.error.kind if row.error else "error"
        if not row.article.text:
            return row.article.status
        document.text = row.article.text
        facts = row.article.to_dict()
        document.metadata.update({name: facts[name] for name in self.fields})
        return None
