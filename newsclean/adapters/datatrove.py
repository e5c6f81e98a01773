"""datatrove: a pipeline step that stands where its Trafilatura extractor does, between reader and writer.

    LocalPipelineExecutor([WarcReader("crawl/"), Newsclean(), JsonlWriter("articles/")], tasks=8).run()

A document's text becomes the text of the article in it; facts of the article join its metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict
from typing import Any

from ..article import Article
from ..batch import clean_many
from ..outcome import Outcome, RawPage
from ..passes import DEFAULT_PASSES
from ..pipeline import Pass
from . import PATIENCE, extra

with extra("datatrove"):
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.writers.disk_base import DiskWriter
    from datatrove.utils.typeshelper import StatHints

FIELDS = ("title", "authors", "published", "language", "status", "confidence")


class Newsclean(PipelineStep):
    """Documents of pages in, documents of articles out.

    fields: of the Article, to put into the metadata by their names, as `Article.to_dict()` has them.
    timeout: seconds a page may take. Each task cleans in a process beside its own, so that a page that
        hangs or crashes costs that page.
    exclusion_writer: gets the documents that are left out: those without an article, and those that could not
        be cleaned, as they came, with `newsclean_error` in their metadata.
    """

    name = "🧹 newsclean"
    type = "🛢 - EXTRAC"

    def __init__(
        self,
        fields: Iterable[str] = FIELDS,
        timeout: float = PATIENCE,
        passes: Iterable[Pass] = DEFAULT_PASSES,
        keep_dateline: bool = False,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        super().__init__()
        self.fields, self.timeout, self.passes = tuple(fields), timeout, tuple(passes)
        self.keep_dateline, self.exclusion_writer = keep_dateline, exclusion_writer
        unknown = set(self.fields) - set(Article.__dataclass_fields__)
        if unknown:
            raise ValueError(f"an Article has no field {min(unknown)!r}")

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """The documents that hold an article. Called by the executor."""
        pages = (RawPage(document.text, document.metadata.get("url"), key=document) for document in data)
        rows = clean_many(
            pages, workers=1, timeout=self.timeout, passes=self.passes, keep_dateline=self.keep_dateline
        )
        with self.exclusion_writer or nullcontext() as left_out:
            for row in rows:
                self.stat_update(StatHints.total)
                document = row.key
                problem = self._changed(document, row)
                if problem is None:
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update(StatHints.dropped, f"{StatHints.dropped}_{problem}")
                if left_out is not None:
                    left_out.write(document, rank)

    def _changed(self, document: Any, row: Outcome) -> str | None:
        """The document becomes its article; or what speaks against that."""
        if row.article is None or row.error is not None:
            document.metadata["newsclean_error"] = row.error and asdict(row.error)
            return row.error.kind if row.error else "error"
        if not row.article.text:
            return row.article.status
        document.text = row.article.text
        facts = row.article.to_dict()
        document.metadata.update({name: facts[name] for name in self.fields})
        return None
